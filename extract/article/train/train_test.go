package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const body = `<p>The council of Westmark voted on Tuesday to close the old harbour bridge, which engineers had called unsafe.</p>
<p>Yes, really.</p>
<p>Traffic will be led over the northern ring road from March, and the ferry will run twice as often.</p>`

const text = `The council of Westmark voted on Tuesday to close the old harbour bridge, which engineers had called unsafe.
Yes, really.
Traffic will be led over the northern ring road from March, and the ferry will run twice as often.`

// folder writes sets of one page each, as the benchmark folder has them.
func folder(t *testing.T) string {
	dir := t.TempDir()
	for _, set := range sets {
		in := map[string]any{"id": set, "url": "https://" + set + ".example/a", "html": "<html><body><nav>Home News Sport</nav><article>" + body +
			"</article><div><p>Get our free letter every morning, with news from the harbour.</p></div></body></html>"}
		gold := map[string]any{"id": set, "text": text}
		if set == "segments" {
			gold = map[string]any{"id": set, "with": []string{"northern ring road from March"}, "without": []string{"free letter every morning"}}
		}
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		json.NewEncoder(z).Encode(in)
		z.Close()
		line, _ := json.Marshal(gold)
		if err := os.WriteFile(filepath.Join(dir, set+".in.jsonl.gz"), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, set+".gold.jsonl"), line, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestLabels(t *testing.T) {
	pages, err := load(folder(t))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]label{"The council": inside, "Yes, really": inside, "Traffic will": inside, "Get our": outside, "Home News": outside}
	for _, p := range pages {
		for i := range p.facts {
			line := string(p.facts[i].Text)
			for start, l := range want {
				if !strings.HasPrefix(line, start) {
					continue
				}
				if p.set == "segments" && start != "Traffic will" && start != "Get our" {
					l = unknown
				}
				if p.labels[i] != l {
					t.Errorf("%s: %q has label %d, want %d", p.set, line, p.labels[i], l)
				}
			}
		}
	}
}

// The same files give the same bytes.
func TestLearnTwice(t *testing.T) {
	dir := folder(t)
	var out [2]bytes.Buffer
	for k := range out {
		pages, err := load(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := learn(pages, func(*page) bool { return true }).WriteTo(&out[k]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(out[0].Bytes(), out[1].Bytes()) {
		t.Error("two runs differ")
	}
}

func TestScore(t *testing.T) {
	pages, err := load(folder(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		var right, none counts
		keep := make([]bool, len(p.facts))
		p.score(keep, &none)
		for i := range keep {
			keep[i] = p.labels[i] == inside
		}
		p.score(keep, &right)
		if f := right.f1(); f != 1 {
			t.Errorf("%s: the marked text scores %.3f", p.set, f)
		}
		if f := none.f1(); f != 0 {
			t.Errorf("%s: nothing scores %.3f", p.set, f)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	dir := folder(t)
	name := filepath.Join(dir, sets[0]+".gold.jsonl")
	if err := os.WriteFile(name, []byte("{\"id\":\"other\"}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := load(dir); err == nil || !strings.Contains(err.Error(), "has no gold") {
		t.Errorf("error %v", err)
	}
	if err := os.WriteFile(name, []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := load(dir); err == nil || !strings.Contains(err.Error(), name+":1:") {
		t.Errorf("error %v", err)
	}
}
