package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/corpus/weights"
	"dateline/corpus/weights/boost"
	"dateline/extract/article/internal/passage"
)

const body = `<p>The council of Westmark voted on Tuesday to close the old harbour bridge, which engineers had called unsafe.</p>
<p>Yes, really.</p>
<p>Traffic will be led over the northern ring road from March, and the ferry will run twice as often.</p>`

const marked = `The council of Westmark voted on Tuesday to close the old harbour bridge, which engineers had called unsafe.
Yes, really.
Traffic will be led over the northern ring road from March, and the ferry will run twice as often.`

// folder writes sets of one page or text each, as the benchmark folder has them.
func folder(t *testing.T) string {
	dir := t.TempDir()
	for _, set := range slices.Concat(blockSets, lineSets, silverSets) {
		in := map[string]any{"id": set, "url": "https://" + set + ".example/a"}
		gold := map[string]any{"id": set, "text": marked}
		switch set {
		case "plain", "tail":
			in["text"] = "Home News Sport\n" + marked + "\nGet our free letter every morning, with news from the harbour.\n"
		default:
			in["html"] = "<html><body><nav>Home News Sport</nav><article>" + body +
				"</article><div><p>Get our free letter every morning, with news from the harbour.</p></div></body></html>"
		}
		if slices.Contains(silverSets, set) {
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

func TestBlockLabels(t *testing.T) {
	pages, err := loadPages(folder(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) != len(blockSets) {
		t.Fatalf("%d pages", len(pages))
	}
	want := map[string]label{"The council": inside, "Yes, really": inside, "Traffic will": inside, "Get our": outside, "Home News": outside}
	for _, p := range pages {
		seen := 0
		for i := range p.facts {
			line := string(p.facts[i].Text)
			for start, l := range want {
				if !strings.HasPrefix(line, start) {
					continue
				}
				seen++
				if p.set == "segments" && start != "Traffic will" && start != "Get our" {
					l = unknown
				}
				if p.labels[i] != l {
					t.Errorf("%s: %q has label %d, want %d", p.set, line, p.labels[i], l)
				}
			}
		}
		if seen != len(want) {
			t.Errorf("%s: %d of %d blocks", p.set, seen, len(want))
		}
	}
}

func TestLineLabels(t *testing.T) {
	texts, err := loadTexts(folder(t))
	if err != nil {
		t.Fatal(err)
	}
	whole, clean := 0, 0
	for _, x := range texts {
		switch {
		case x.weight == cleanWeight:
			clean++
		case x.weight == silverWeight:
			t.Errorf("%s: a short text teaches as silver", x.set)
		default:
			whole++
		}
		for i := range x.lines {
			line := string(x.lines[i].Text)
			want := !strings.HasPrefix(line, "Get our") && !strings.HasPrefix(line, "Home News")
			if x.labels[i] != want {
				t.Errorf("%s: %q has label %v", x.set, line, x.labels[i])
			}
		}
	}
	if whole != len(lineSets) || clean != 3 {
		t.Errorf("%d texts and %d clean ones", whole, clean)
	}
}

// What a page says twice is text once, and a short line counts where it stands.
func TestFollow(t *testing.T) {
	const long = "The council voted on Tuesday to close the old bridge."
	x := &text{record: &record{}, marked: wordsOf(long + " Yes, really. The ferry will run twice as often from March on.")}
	for _, l := range []string{long, "Yes, really.", "The ferry will run twice as often from March on.", long, "Yes, really, or not."} {
		x.words = append(x.words, wordsOf(l))
	}
	x.lines = make([]passage.Line, len(x.words))
	x.label()
	if want := []bool{true, true, true, false, false}; !slices.Equal(x.labels, want) {
		t.Errorf("%v, want %v", x.labels, want)
	}
}

// The same files give the same bytes, and a file that the program can read.
func TestTrainTwice(t *testing.T) {
	dir := folder(t)
	for _, model := range []string{"blocks", "lines"} {
		var out [2][]byte
		for k := range out {
			name := filepath.Join(t.TempDir(), "weights")
			var figures bytes.Buffer
			if err := train(model, dir, name, &figures); err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(figures.String(), "\n"); n != 5 || !strings.Contains(figures.String(), "| unseen sites |") {
				t.Errorf("%s: figures\n%s", model, &figures)
			}
			out[k], _ = os.ReadFile(name)
		}
		if !bytes.Equal(out[0], out[1]) {
			t.Errorf("%s: two runs differ", model)
		}
		var err error
		if model == "blocks" {
			_, err = weights.Read(out[0])
		} else {
			_, err = weights.ReadForest(out[0])
		}
		if err != nil {
			t.Errorf("%s: %v", model, err)
		}
	}
	if err := train("words", dir, "", io.Discard); err == nil {
		t.Error("a model that there is not: no error")
	}
}

// Trees part what their lines part: of lines that differ in one number alone.
func TestGrow(t *testing.T) {
	x := &text{record: &record{}, weight: 1, rows: make([]passage.Row, 400), labels: make([]bool, 400), words: make([][]string, 400)}
	for i := range x.rows {
		x.rows[i][0], x.labels[i], x.words[i] = int16(i%7), i%7 >= 3, []string{"word"}
	}
	f := grow([]*text{x}, few(60))
	for v := range 7 {
		row := passage.Row{int16(v)}
		if got := f.Score(row[:]); got > 0 != (v >= 3) {
			t.Errorf("a row of %d scores %d", v, got)
		}
	}
	if f := grow(nil, few(2)); f.Score(make([]int16, passage.Features)) != 0 {
		t.Error("trees that saw nothing say something")
	}
}

func TestScore(t *testing.T) {
	dir := folder(t)
	pages, err := loadPages(dir)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := loadTexts(dir)
	if err != nil {
		t.Fatal(err)
	}
	check := func(d document, in []bool) {
		var right, none counts
		for _, c := range []struct {
			counts *counts
			keep   []bool
		}{{&right, in}, {&none, make([]bool, len(in))}} {
			words, text := d.kept(c.keep)
			c.counts.add(&d.source().gold, words, text)
		}
		if f := right.f1(); f != 1 {
			t.Errorf("%s: the marked text scores %.3f", d.source().set, f)
		}
		if f := none.f1(); f != 0 {
			t.Errorf("%s: nothing scores %.3f", d.source().set, f)
		}
	}
	for _, p := range pages {
		in := make([]bool, len(p.labels))
		for i, l := range p.labels {
			in[i] = l == inside
		}
		check(p, in)
	}
	for _, x := range texts {
		check(x, x.labels)
	}
}

func TestSiteOf(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.example.org/a/b": "example.org", "http://News.Example.co.uk/": "example.co.uk", "https://example.org": "example.org", "https://www.dw.example/x": "dw.example", "": "",
	} {
		if got := siteOf(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	dir := folder(t)
	name := filepath.Join(dir, "naeb.gold.jsonl") // of both models
	for _, c := range []struct{ content, want string }{{`{"id":"other"}`, "has no gold"}, {"{", name + ":1:"}} {
		if err := os.WriteFile(name, []byte(c.content), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, model := range []string{"blocks", "lines"} {
			if err := train(model, dir, "", io.Discard); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: error %v, want %q", model, err, c.want)
			}
		}
	}
}

// few are the options of the line model with fewer trees.
func few(trees int) boost.Options {
	o := lineTrees
	o.Trees = trees
	return o
}
