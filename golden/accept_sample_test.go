package golden_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/golden"
	"dateline/golden/decide"
	"dateline/pipeline"
)

// TestAcceptFromSample accepts all that a case's list does not know, where a part of the list is lost: nothing is
// left to decide then.
func TestAcceptFromSample(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "golden", "cases")
	if err := os.CopyFS(dir, os.DirFS("cases")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(root, "corpus", "sample"), os.DirFS(filepath.Join("..", "corpus", "sample"))); err != nil {
		t.Fatal(err)
	}
	load := func() []golden.Case {
		cases, err := golden.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		return cases
	}
	for n, c := range load() {
		var got []*corpus.Document
		if _, err := pipeline.Each(t.Context(), pipeline.Config{}, c.Inputs, func(l pipeline.Letter) { t.Error(l) }, func(d *corpus.Document) error {
			got = append(got, d)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(c.Dir, "known.tsv")); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		c = load()[n]
		set := &decide.Set{}
		for _, x := range c.Unlisted(got) {
			set.Add(&decide.Decision{ID: x.ID, Verdict: decide.Accept, Time: time.Unix(1, 0)})
		}
		_, notes, err := c.AcceptFrom(got, set)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range notes {
			t.Log(n)
		}
		for _, d := range load()[n].Check(got).New {
			t.Errorf("%s: %+v", c.Name, d)
		}
	}
}
