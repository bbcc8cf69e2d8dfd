package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/pipeline"
)

func write(t *testing.T, n, words int, seed uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := run(&b, n, words, seed); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDumpIsAFunctionOfItsSeed(t *testing.T) {
	one := write(t, 300, 40, 1)
	if !bytes.Equal(one, write(t, 300, 40, 1)) {
		t.Error("the same seed gives another dump")
	}
	if !bytes.HasPrefix(write(t, 400, 40, 1), one) {
		t.Error("a longer dump does not begin with the shorter one")
	}
	if bytes.Equal(one, write(t, 300, 40, 2)) {
		t.Error("another seed gives the same dump")
	}
}

func TestDocuments(t *testing.T) {
	const n, words = 2000, 40
	d := dump{1, words}
	ids, urls, roles := map[string]bool{}, map[string]bool{}, map[int]int{}
	lines := bytes.Split(bytes.TrimSpace(write(t, n, words, 1)), []byte("\n"))
	if len(lines) != n {
		t.Fatalf("%d lines", len(lines))
	}
	for i, line := range lines {
		var doc document
		if err := json.Unmarshal(line, &doc); err != nil {
			t.Fatal(err)
		}
		ids[doc.ID], urls[doc.URL] = true, true
		role, of := d.role(i)
		roles[role]++
		if strings.ContainsAny(doc.Text+doc.Title, "{}") {
			t.Errorf("document %d: a part is missing: %s", i, doc.Text)
		}
		if got := len(strings.Fields(doc.Text)); got < words && role != shortened && role != copied {
			t.Errorf("document %d has %d words", i, got)
		}
		source := d.document(of).Text
		if role == copied && doc.Text != source || role == shortened && !strings.HasPrefix(source, doc.Text) {
			t.Errorf("document %d is no copy of %d", i, of)
		}
		if role == retold && d.plot(i) != d.plot(of) {
			t.Errorf("document %d tells another story than %d", i, of)
		}
	}
	if len(ids) != n || len(urls) != n {
		t.Errorf("%d ids and %d addresses", len(ids), len(urls))
	}
	for role, share := range map[int]int{copied: copied, shortened: shortened, retold: retold} {
		if got := roles[role] * 100; got < n*share/2 || got > n*share*2 {
			t.Errorf("role %d: %d of %d documents", role, roles[role], n)
		}
	}
}

func TestRespelt(t *testing.T) {
	for i := range 1000 {
		r := dump{seed: 1}.random(i, casting)
		p := newPerson(r)
		if q := p.respelt(r); q == p || q.office != p.office || q.given == "" || q.family == "" {
			t.Errorf("%v became %v", p, q)
		}
	}
}

// TestStages checks that every part of a run gets work, and that what is new grows
// with the dump.
func TestStages(t *testing.T) {
	actorsOf := func(n int) int {
		path := filepath.Join(t.TempDir(), "dump.jsonl")
		if err := os.WriteFile(path, write(t, n, 40, 1), 0o644); err != nil {
			t.Fatal(err)
		}
		actors := map[string]bool{}
		joined, told := 0, map[string]bool{}
		counts, err := pipeline.Each(context.Background(), pipeline.Config{}, []string{path},
			func(l pipeline.Letter) { t.Error(l) },
			func(d *corpus.Document) error {
				for _, a := range d.Actors {
					actors[a.ID] = true
				}
				for _, e := range d.Events {
					if told[e.EventID] {
						joined++
					}
					told[e.EventID] = true
				}
				return nil
			})
		if err != nil {
			t.Fatal(err)
		}
		if counts.Documents != n || counts.Skipped > 0 || counts.Entities < 5*n || counts.Quotes < n || counts.Dates < n || counts.Events < n {
			t.Errorf("%d documents: %+v", n, counts)
		}
		if n >= 200 && (counts.Copies < n/50 || joined == 0) {
			t.Errorf("%d documents: %d copies, %d joined events", n, counts.Copies, joined)
		}
		return len(actors)
	}
	few, many := actorsOf(50), actorsOf(200)
	if few < 200 || many < 3*few {
		t.Errorf("%d actors in 50 documents, %d in 200", few, many)
	}
}
