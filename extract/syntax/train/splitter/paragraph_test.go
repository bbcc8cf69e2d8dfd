package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const rows = "# newdoc id = a\n# newpar\n" +
	"1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\tdo\tAUX\tVBP\t_\t2\taux\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t0\troot\t_\t_\n" +
	"3\tgo\tgo\tVERB\tVB\t_\t2\tx\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n" +
	"1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\t_\n\n" +
	"# newpar\n1\tEnd\tend\tNOUN\tNN\t_\t0\troot\t_\t_\n\n"

func TestTreebankText(t *testing.T) {
	got, err := treebank(write(t, "a.conllu", rows))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].text != "don't go. Stay" || got[1].text != "End" {
		t.Fatalf("%+v", got)
	}
	p := got[0]
	if cuts := slices.Sorted(maps.Keys(p.cuts)); !slices.Equal(cuts, []int{2, 5, 8, 9, 14}) {
		t.Errorf("words end at %v", cuts)
	}
	if ends := slices.Sorted(maps.Keys(p.ends)); !slices.Equal(ends, []int{9}) {
		t.Errorf("sentences end at %v", ends)
	}
	if !p.first || got[1].first {
		t.Error("the first paragraph of the document is not known")
	}
}

func TestOwnParagraphs(t *testing.T) {
	got, err := paragraphs(write(t, "p.txt", "# ours\n@title = Mr.\nCall {title} Kim.\n+He waits.\n\nOne.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != drawn+1 {
		t.Fatalf("%d paragraphs", len(got))
	}
	p := got[0]
	if p.text != "Call Mr. Kim.He waits." || !p.ends[13] || len(p.ends) != 1 {
		t.Errorf("%q, ends %v", p.text, p.ends)
	}
	if on, known := p.known[7]; !on || !known {
		t.Error("the full stop of Mr. is no part of it")
	}
	if on, known := p.known[12]; on || !known {
		t.Error("the full stop of the sentence is part of a word")
	}
	if _, err := paragraphs(write(t, "q.txt", "A {thing}.\n")); err == nil {
		t.Error("a list that is not there is no error")
	}
	if _, err := paragraphs("paragraphs.txt"); err != nil {
		t.Error(err)
	}
}
