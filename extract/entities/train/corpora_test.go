package main

import (
	"os"
	"path/filepath"
	"testing"

	"dateline/extract/entities/internal/tagger"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadTeach(t *testing.T) {
	as, err := readTeach(write(t, "a.txt", "= a-1 | 2020-01-02 | wire\n# [GPE Mali] votes\n[PERSON Awa Diallo] spoke.\n@ CONSULT | Awa Diallo | | spoke | actual\n"))
	if err != nil || len(as) != 1 || as[0].text != "Mali votes\n\nAwa Diallo spoke." || len(as[0].marks) != 2 {
		t.Fatalf("%+v %v", as, err)
	}
	m := as[0].marks[1]
	if as[0].text[m.Start:m.End] != "Awa Diallo" {
		t.Errorf("mark %+v", m)
	}
	if _, err := readTeach(write(t, "b.txt", "= b-1 | 2020-01-02 | wire\n[NOPE a]\n")); err == nil {
		t.Error("an unknown type is no error")
	}
}

func TestReadTreebank(t *testing.T) {
	const text = "# newdoc id = d1\n# newpar\n1\tMoreover\t_\tADV\tRB\t_\t0\t_\t_\tSpaceAfter=No\n2\t,\t_\tPUNCT\t,\t_\t0\t_\t_\t_\n" +
		"3\tAwa\t_\tPROPN\tNNP\t_\t0\t_\t_\tEntity=(1-person-new-cf1-1-sgl\n4\tDiallo\t_\tPROPN\tNNP\t_\t0\t_\t_\tEntity=1)\n5\tspoke\t_\tVERB\tVBD\t_\t0\t_\t_\t_\n\n"
	as, err := readTreebank(write(t, "gum.train.conllu", text))
	if err != nil || len(as) != 1 || len(as[0].sentences) != 1 {
		t.Fatalf("%+v %v", as, err)
	}
	if as[0].text != "Moreover, Awa Diallo spoke " {
		t.Errorf("text %q", as[0].text)
	}
	x := prepare(as[0], nil)
	if x.allowed[0] != 1 {
		t.Errorf("Moreover may be %b", x.allowed[0])
	}
	person, org := tagger.Class(tagger.TypeIndex("PERSON"), tagger.Begin), tagger.Class(tagger.TypeIndex("ORG"), tagger.Begin)
	if a := x.allowed[2]; a>>person&1 == 0 || a>>org&1 == 1 || a&1 == 0 {
		t.Errorf("Awa may be %b", a)
	}
}

// TestLearns trains on a few sentences and tags them.
func TestLearns(t *testing.T) {
	as, err := readTeach(write(t, "a.txt", "= a-1 | 2020-01-02 | wire\n[PERSON Awa Diallo] met officials in [GPE Gao].\n[PERSON Moussa Traore] flew to [GPE Kidal] with [ORG UNICEF].\n"))
	if err != nil {
		t.Fatal(err)
	}
	x := prepare(as[0], nil)
	p := newPerceptron(14, 0, 1)
	for range 20 {
		p.epoch([]*example{x}, []bool{false})
	}
	m := tagger.NewModel(tagger.Compact(quantise(p.averaged(), 14), 13))
	if names := x.doc.Tag(m); len(names) != 5 {
		t.Errorf("%d names, want 5", len(names))
	}
}
