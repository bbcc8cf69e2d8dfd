package review

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/golden/decide"
	"dateline/golden/diff"
)

// record is a document with three entities: the first of all documents are alike.
func record(id string, change func(*corpus.Document)) *corpus.Document {
	d := &corpus.Document{ID: id, Text: "Ann Lee met Bo Ek in Oslo. She left " + id + "."}
	d.Sentences = []corpus.Sentence{{Span: corpus.Span{Start: 0, End: 26}}, {Span: corpus.Span{Start: 27, End: len(d.Text)}}}
	for _, s := range []string{"Ann Lee", "Bo Ek", "Oslo", id} {
		at := strings.Index(d.Text, s)
		d.Entities = append(d.Entities, corpus.Entity{Span: corpus.Span{Start: at, End: at + len(s)}, Text: s, Type: corpus.Person, Actor: strings.ToLower(s)})
	}
	change(d)
	return d
}

// alter gives each document a change that all share, one of its own, and a third one.
func alter(d *corpus.Document) {
	d.Entities[0].Actor = "q1"
	d.Entities[3].Type = corpus.Org
	d.Entities = slices.Delete(d.Entities, 1, 2)
}

func file(t *testing.T, change func(*corpus.Document)) string {
	t.Helper()
	var b bytes.Buffer
	for i := range 5 {
		line, err := corpus.Line(record(fmt.Sprintf("doc%d", i), change), corpus.DefaultLayers)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
	}
	path := filepath.Join(t.TempDir(), "records.jsonl")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// begin starts a session over 15 changes in 7 clusters; decisions are in path.
func begin(t *testing.T, path string) *Session {
	t.Helper()
	r, err := diff.Compare(t.Context(), file(t, func(*corpus.Document) {}), file(t, alter), diff.Options{Documents: true})
	if err != nil {
		t.Fatal(err)
	}
	log, err := decide.OpenLog(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { log.Close(); r.Close() })
	stopped := time.Date(2021, 6, 14, 0, 0, 0, 0, time.UTC)
	s, err := New(r, log, Options{Who: "ann", Now: func() time.Time { return stopped }})
	if err != nil {
		t.Fatal(err)
	}
	if s.Len() != 15 || s.NumClusters() != 7 {
		t.Fatalf("%d changes in %d clusters", s.Len(), s.NumClusters())
	}
	return s
}

func decisions(t *testing.T) string { return filepath.Join(t.TempDir(), "decisions.jsonl") }

func TestSession(t *testing.T) {
	path := decisions(t)
	s := begin(t, path)
	if err := s.Decide(2, decide.Reject, "", nil); err != nil {
		t.Fatal(err)
	}
	held, err := s.DecideCluster(s.RankOf(2), decide.Accept, "")
	if err != nil || held != 4 { // the one that was rejected stays so
		t.Fatalf("the cluster's decision holds for %d changes, %v", held, err)
	}
	if p := s.Progress(); p != (Progress{Total: 15, Accepted: 4, Rejected: 1, Left: 10, Clusters: 6, Of: 7}) {
		t.Errorf("%+v", p)
	}
	// Another session finds them.
	again := begin(t, path)
	if p := again.Progress(); p.Left != 10 || p.Rejected != 1 {
		t.Errorf("read again: %+v", p)
	}
	if n := again.Next(-1); n != 5 {
		t.Errorf("next %d", n)
	}
	// Undo goes back, in this session only and as far as it has come.
	for n, want := range []Progress{{Total: 15, Rejected: 1, Left: 14, Clusters: 7, Of: 7}, {Total: 15, Left: 15, Clusters: 7, Of: 7}} {
		if _, ok, err := s.Undo(); !ok || err != nil {
			t.Fatal(ok, err)
		}
		if p := s.Progress(); p != want {
			t.Errorf("after %d: %+v", n+1, p)
		}
	}
	if _, ok, _ := s.Undo(); ok {
		t.Error("there was more to take back than was decided")
	}
	if p := begin(t, path).Progress(); p.Left != 15 {
		t.Errorf("what was taken back is decided: %+v", p)
	}
}

func TestUndoBringsBackWhatHeld(t *testing.T) {
	s := begin(t, decisions(t))
	for _, v := range []decide.Verdict{decide.Accept, decide.Reject} {
		if err := s.Decide(0, v, "", nil); err != nil {
			t.Fatal(err)
		}
	}
	s.Undo()
	if v := s.Verdict(0); v != decide.Accept {
		t.Errorf("verdict %q", v)
	}
}

func TestSelect(t *testing.T) {
	s := begin(t, decisions(t))
	s.Decide(0, decide.Accept, "", nil)
	all, err := s.Select(Filter{})
	if err != nil || len(all) != 15 {
		t.Fatal(all, err)
	}
	x, err := s.Change(0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		f    Filter
		want int
	}{
		{"class", Filter{Classes: []string{"removed"}}, 5},
		{"layer", Filter{Layers: []string{"events"}}, 0},
		{"field", Filter{Fields: []string{"type", "actor"}}, 10},
		{"document", Filter{Document: "doc3"}, 3},
		{"actor", Filter{Actor: "q1"}, 5},
		{"words", Filter{Words: "ANN"}, 5},
		{"words that are written so elsewhere", Filter{Words: "ánn lee"}, 5},
		{"the beginning of such a word", Filter{Words: "Änn lé"}, 5},
		{"romanised otherwise", Filter{Words: "An Lie"}, 5},
		{"within such a word", Filter{Words: "ée"}, 0},
		{"too little to be romanised", Filter{Words: "ûk"}, 0},
		{"cluster", Filter{Cluster: x.Cluster}, 5},
		{"no such cluster", Filter{Cluster: "x"}, 0},
		{"not decided", Filter{Verdicts: []string{""}}, 14},
		{"accepted", Filter{Verdicts: []string{"accept"}}, 1},
		{"blame", Filter{Blame: []string{"actors"}}, 5},
		{"two at once", Filter{Document: "doc3", Classes: []string{"removed"}}, 1},
	} {
		if got, err := s.Select(c.f); err != nil || len(got) != c.want {
			t.Errorf("%s: %v, %v, want %d", c.name, got, err, c.want)
		}
	}
	_, facets, err := s.Choose(Filter{Words: "doc0"})
	if err != nil || len(facets.Classes) != 3 || facets.Classes[0].Count != 1 || facets.Layers[0] != (diff.Count{Name: "entities", Count: 3}) ||
		facets.Verdicts[0] != (diff.Count{Count: 2}) {
		t.Errorf("%+v, %v", facets, err)
	}
	// What is chosen of one kind does not hide the others of that kind, and narrows down the rest.
	_, facets, err = s.Choose(Filter{Classes: []string{"removed"}, Verdicts: []string{"accept"}})
	if err != nil || fmt.Sprint(facets) != "&{[] [{revalued 1}] [] [] [{ 5}]}" {
		t.Errorf("%+v, %v", facets, err)
	}
	if n := s.Find(x.ID); n != 0 {
		t.Errorf("%s is found at %d", x.ID, n)
	}
}

func TestCorrections(t *testing.T) {
	path := decisions(t)
	s := begin(t, path)
	value := "ann-b-lee"
	for _, c := range []struct {
		right *Correction
		ok    bool
	}{
		{nil, false}, {&Correction{}, false}, {&Correction{Value: &value}, true},
		{&Correction{Span: &corpus.Span{Start: 0, End: 3}}, true},
		{&Correction{Span: &corpus.Span{Start: 3, End: 3}}, false},
		{&Correction{Span: &corpus.Span{Start: 0, End: 9999}}, false},
	} {
		if err := s.Decide(0, decide.Edit, "", c.right); (err == nil) != c.ok {
			t.Errorf("%+v: %v", c.right, err)
		}
	}
	if d, ok := s.Decision(0); !ok || d.Start == nil || *d.End != 3 || d.Who != "ann" {
		t.Errorf("%+v", d)
	}
	if _, err := s.DecideCluster(0, decide.Edit, ""); err == nil {
		t.Error("a whole cluster was corrected")
	}
}

// press presses keys and returns what the last one shows.
func press(t *testing.T, s *Session, keys string) (*Keys, string) {
	t.Helper()
	var b bytes.Buffer
	k := NewKeys(s, &b)
	for _, key := range keys {
		b.Reset()
		if err := k.Press(key); err != nil {
			t.Fatal(err)
		}
		if err := k.Screen(); err != nil {
			t.Fatal(err)
		}
	}
	return k, b.String()
}

func TestKeys(t *testing.T) {
	for _, c := range []struct {
		keys string
		want Progress
		see  string
		done bool
	}{
		{"a", Progress{Accepted: 1, Left: 14, Clusters: 7}, "change 2 of 5", false},
		{"aru", Progress{Accepted: 1, Left: 14, Clusters: 7}, "taken back", false},
		{"A", Progress{Left: 15, Clusters: 7}, "accept all 5 changes", false},
		{"An", Progress{Left: 15, Clusters: 7}, "not done", false},
		{"Ay", Progress{Accepted: 5, Left: 10, Clusters: 6}, "accept: 5 changes", false},
		{"RyAyaaaaa", Progress{Accepted: 10, Rejected: 5}, "15 of 15 changes decided", true},
		{"sa", Progress{Accepted: 1, Left: 14, Clusters: 7}, "change 3 of 5", false},
		{"Sa", Progress{Accepted: 1, Left: 14, Clusters: 7}, "removed", false},
		{"fnot sure\x7f\ra", Progress{Flagged: 1, Accepted: 1, Left: 13, Clusters: 7}, "change 3 of 5", false},
		{"f\x1ba", Progress{Accepted: 1, Left: 14, Clusters: 7}, "change 2 of 5", false},
		{"ean", Progress{Left: 15, Clusters: 7}, "what is right? an", false},
		{"eann\r", Progress{Edited: 1, Left: 14, Clusters: 7}, "change 2 of 5", false},
		{"g", Progress{Left: 15, Clusters: 7}, "why: actors differ", false},
		{"o", Progress{Left: 15, Clusters: 7}, "She left doc", false},
		{"n", Progress{Left: 15, Clusters: 7}, "She left doc", false},
		{"?", Progress{Left: 15, Clusters: 7}, "this help", false},
		{"x", Progress{Left: 15, Clusters: 7}, "is no key", false},
		{"b", Progress{Left: 15, Clusters: 7}, "no more changes", false},
		{"q", Progress{Left: 15, Clusters: 7}, "0 of 15", true},
		{"\x03", Progress{Left: 15, Clusters: 7}, "0 of 15", true},
	} {
		s := begin(t, decisions(t))
		k, got := press(t, s, c.keys)
		c.want.Total, c.want.Of = 15, 7
		if p := s.Progress(); p != c.want {
			t.Errorf("%q: %+v, want %+v", c.keys, p, c.want)
		}
		if !strings.Contains(got, c.see) || k.Done() != c.done {
			t.Errorf("%q: done %v, shows\n%s", c.keys, k.Done(), got)
		}
	}
}

func TestNearest(t *testing.T) {
	text := "Ann met Ann and Ann."
	if s, ok := Nearest(text, "Ann", corpus.Span{Start: 9, End: 12}); !ok || s.Start != 8 {
		t.Error(s, ok)
	}
	if s, ok := Nearest(text, "", corpus.Span{Start: 9, End: 12}); ok {
		t.Error(s)
	}
	if _, ok := Nearest(text, "Bo", corpus.Span{Start: 9, End: 12}); ok {
		t.Error("words were found that are not there")
	}
}

// TestWordsOfAnEdit holds that for what has no value, the corrected words are looked for in the text.
func TestWordsOfAnEdit(t *testing.T) {
	s := begin(t, decisions(t))
	press(t, s, "SeEk\r") // of the removed "Bo Ek"
	n := s.clusters[1].first
	d, ok := s.Decision(n)
	if !ok || d.Start == nil || *d.Start != 15 || *d.End != 17 {
		t.Errorf("%+v", d)
	}
}

// BenchmarkSession begins a session over 50,000 changes and does what a page asks of it.
func BenchmarkSession(b *testing.B) {
	var changes []diff.Change
	for i := range 50_000 {
		changes = append(changes, diff.Change{ID: fmt.Sprintf("%016x", i), Cluster: fmt.Sprintf("c%015x", i*i%5000), Document: fmt.Sprint("doc", i/20), Layer: diff.Entities,
			Class: diff.Revalued, Field: "actor", Surface: fmt.Sprint("Name ", i%700), Old: "a", New: fmt.Sprint("actor-", i%900), NewContext: strings.Repeat("word ", 30)})
	}
	for _, c := range []struct {
		name string
		do   func(*Session) error
	}{
		{"progress", func(s *Session) error { s.Progress(); return nil }},
		{"select by layer", func(s *Session) error { _, err := s.Select(Filter{Layers: []string{"entities"}}); return err }},
		{"select by words", func(s *Session) error { _, err := s.Select(Filter{Words: "name 7"}); return err }},
		{"decide and undo", func(s *Session) error {
			if err := s.Decide(3, decide.Accept, "", nil); err != nil {
				return err
			}
			_, _, err := s.Undo()
			return err
		}},
		{"decide the largest cluster", func(s *Session) error { _, err := s.DecideCluster(0, decide.Accept, ""); return err }},
		{"begin", nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			r, err := diff.FromChanges(changes, diff.NewTally(), nil)
			if err != nil {
				b.Fatal(err)
			}
			defer r.Close()
			log, err := decide.OpenLog(filepath.Join(b.TempDir(), "decisions.jsonl"))
			if err != nil {
				b.Fatal(err)
			}
			defer log.Close()
			s, err := New(r, log, Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if c.do == nil {
					_, err = New(r, log, Options{})
				} else {
					err = c.do(s)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestTwoReviews holds that two reviews of the same changes see each other's decisions, and take back their own only.
func TestTwoReviews(t *testing.T) {
	path := decisions(t)
	s, other := begin(t, path), begin(t, path)
	press := func(k *Keys, keys string) {
		t.Helper()
		for _, key := range keys {
			if err := k.Press(key); err != nil {
				t.Fatal(err)
			}
		}
	}
	var screen bytes.Buffer
	k := NewKeys(s, &screen)
	if err := other.Decide(0, decide.Reject, "no", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := other.DecideCluster(other.RankOf(5), decide.Accept, ""); err != nil {
		t.Fatal(err)
	}
	// The key was meant for what was to be seen.
	press(k, "a")
	if k.Screen(); !strings.Contains(screen.String(), "decided this since") || !strings.Contains(screen.String(), "decided: reject") {
		t.Errorf("%s", &screen)
	}
	if p := s.Progress(); p.Rejected != 1 || p.Accepted != 5 {
		t.Errorf("%+v", p)
	}
	press(k, "a") // meant so
	if v := s.Verdict(0); v != decide.Accept {
		t.Errorf("verdict %q", v)
	}
	// The other one would take back what it has decided about its cluster, then what it does not hold any more.
	if _, ok, err := other.Undo(); !ok || err != nil {
		t.Error(ok, err)
	}
	if n, ok, err := other.Undo(); ok || n != 0 || !errors.Is(err, ErrOvertaken) {
		t.Error(n, ok, err)
	}
	press(k, "u") // back to the reject of the other
	for _, x := range []*Session{s, other} {
		if _, err := x.Refresh(); err != nil {
			t.Fatal(err)
		}
		if p := x.Progress(); p.Rejected != 1 || p.Left != 14 {
			t.Errorf("%+v", p)
		}
	}
	// A line that somebody was killed over is told, once.
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(`{"id":"`); err != nil {
		t.Fatal(err)
	}
	if notes, err := s.Refresh(); err != nil || len(notes) != 1 || !strings.Contains(notes[0], "torn") {
		t.Error(notes, err)
	}
	if notes, err := s.Refresh(); err != nil || len(notes) != 0 {
		t.Error(notes, err)
	}
}
