package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"dateline/corpus"
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

// TestStandoff marks the names of a treebank apart from its text.
func TestStandoff(t *testing.T) {
	const text = "# newdoc id = d1\n# newpar\n1\tHello\t_\tINTJ\tUH\t_\t0\t_\t_\t_\n\n" +
		"1-2\tGao's\t_\t_\t_\t_\t_\t_\t_\t_\n1\tGao\t_\tPROPN\tNNP\t_\t0\t_\t_\t_\n2\t's\t_\tPART\tPOS\t_\t0\t_\t_\t_\n" +
		"3\tAwa\t_\tPROPN\tNNP\t_\t0\t_\t_\t_\n4\tDiallo\t_\tPROPN\tNNP\t_\t0\t_\t_\t_\n5\tEast\t_\tPROPN\tNNP\t_\t0\t_\t_\t_\n6\tspoke\t_\tVERB\tVBD\t_\t0\t_\t_\t_\n\n"
	as, err := readTreebank(write(t, "ewt.train.conllu", text))
	if err != nil || len(as) != 1 {
		t.Fatalf("%+v %v", as, err)
	}
	a := as[0]
	names, err := readStandoff(write(t, "ewt.tsv", "# names\n= d1\n1\t0\t0\tGPE\n1\t1\t2\tPERSON\n1\t3\t3\t?\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.name(names["d1"]); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range a.marks {
		got = append(got, a.text[m.Start:m.End])
	}
	if !slices.Equal(got, []string{"Gao", "Awa Diallo"}) || len(a.open) != 1 || !a.named {
		t.Errorf("marks %q, open %v", got, a.open)
	}
	x := prepare(a, nil)
	for i, want := range map[int]uint64{0: 1, 1: 1 << tagger.Class(tagger.TypeIndex("GPE"), tagger.Unit), 2: 1, 5: 1<<tagger.NumClasses - 1, 6: 1} {
		if x.allowed[i] != want {
			t.Errorf("%q may be %b, want %b", a.text[x.doc.Pieces[i].Start:x.doc.Pieces[i].End], x.allowed[i], want)
		}
	}
	for _, bad := range []string{"2\t0\t0\tGPE", "1\t0\t5\tGPE", "1\t2\t1\tGPE"} {
		names, err := readStandoff(write(t, "bad.tsv", "= d1\n"+bad+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		if err := a.name(names["d1"]); err == nil {
			t.Errorf("%q is no error", bad)
		}
	}
	for _, bad := range []string{"0\t0\t0\tTOWN", "0\t0\tGPE", "x"} {
		if _, err := readStandoff(write(t, "bad.tsv", "= d1\n"+bad+"\n")); err == nil {
			t.Errorf("%q is no error", bad)
		}
	}
}

// TestTypes reads a mark that may be of several types.
func TestTypes(t *testing.T) {
	names, err := readStandoff(write(t, "a.tsv", "= d1\n0\t0\t1\tLOC|FAC\n"))
	if want := []corpus.EntityType{corpus.Loc, corpus.Fac}; err != nil || !slices.Equal(names["d1"][0].types, want) {
		t.Errorf("%+v %v", names, err)
	}
	if _, err := readStandoff(write(t, "b.tsv", "= d1\n0\t0\t1\tLOC|TOWN\n")); err == nil {
		t.Error("an unknown type among others is no error")
	}
}

// TestCapitalised writes a headline with capitals and leaves the rest alone.
func TestCapitalised(t *testing.T) {
	const text = "Mali and élan of ex-minister's bid, 3rd vote\n\nThe vote went on."
	if got, want := capitalised(text), "Mali and élan of Ex-Minister's Bid, 3rd Vote\n\nThe vote went on."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := capitalised(""); got != "" {
		t.Errorf("%q of nothing", got)
	}
}

// TestMarks reads the marks of the treebanks: in order, and without overlaps.
func TestMarks(t *testing.T) {
	for file, least := range map[string]int{"ewt.tsv": 400, "gum.tsv": 80} {
		testMarks(t, file, least)
	}
}

func testMarks(t *testing.T, file string, least int) {
	names, err := readStandoff(file)
	if err != nil || len(names) < least {
		t.Fatalf("%s: %d documents, %v", file, len(names), err)
	}
	for id, all := range names {
		sentence, end := 0, -1
		for _, n := range all {
			if n.sentence != sentence {
				end = -1
			}
			if n.sentence < sentence || n.first <= end || n.last < n.first {
				t.Errorf("%s: %+v behind sentence %d, word %d", id, n, sentence, end)
			}
			sentence, end = n.sentence, n.last
		}
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
	index, rows := tagger.Compact(quantise(p.averaged(), 14), 13)
	m := tagger.NewModel(index, rows, nil)
	if names := x.doc.Tag(m); len(names) != 5 {
		t.Errorf("%d names, want 5", len(names))
	}
}
