package main

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/neural"
)

// made is a treebank of two kinds of sentences.
const made = `1	The	the	DET	DT	_	2	det	_	_
2	army	army	NOUN	NN	_	3	nsubj	_	_
3	fled	flee	VERB	VBD	_	0	root	_	_
4	.	.	PUNCT	.	_	3	punct	_	_

1-2	Don't	_	_	_	_	_	_	_	_
1	Rebels	rebel	NOUN	NNS	_	2	nsubj	_	_
2	took	take	VERB	VBD	_	0	root	_	_
3	a	a	DET	DT	_	4	det	_	_
4	town	town	NOUN	NN	_	2	obj	_	_
5	.	.	PUNCT	.	_	2	punct	_	_

`

func treebank(t *testing.T) []*sentence {
	t.Helper()
	name := filepath.Join(t.TempDir(), "made.conllu")
	if err := os.WriteFile(name, []byte(strings.Repeat(made, 20)), 0o644); err != nil {
		t.Fatal(err)
	}
	all, err := readTreebank(name)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTreebank(t *testing.T) {
	all := treebank(t)
	if len(all) != 40 {
		t.Fatalf("%d sentences", len(all))
	}
	s := all[1]
	if !slices.Equal(s.heads, []int{1, 5, 3, 1, 1}) || s.rels[3] != ud.Obj || s.tags[0] != ud.NNS || s.forms[1] != "took" {
		t.Errorf("sentence %+v", s)
	}
}

// TestLearning trains a tagger and a parser until they know a small treebank, and their
// teachers' pupils too; the weights as they are used, in whole numbers, must say the same.
func TestLearning(t *testing.T) {
	all := treebank(t)
	plan := parserPlan{radius: 1, first: 16, second: 16, hidden: 24, near: 5, drop: 0.1, dropZ: 0.1, extra: 0.3, words: parserWords}
	p := pace{passes: 12, batch: 8, shards: 2, threads: 2, rate: 0.01, seed: 1}
	teacher := newTagger(all, 16, 1)
	teacher.train("teacher", all, p, nil)
	tags := newTagger(all, 0, 2)
	tags.teachers, tags.mix = []*tagger{teacher}, mix
	tags.train("tagger", all, p, nil)
	if got := tags.score(all); got != 1 {
		t.Errorf("tags %.3f", got)
	}
	for i, x := range tags.tag(all, 1) {
		all[i].seen = x
	}
	master := newParser(all, plan, 3)
	master.train("teacher", all, p, nil)
	trees := newParser(all, plan, 4)
	trees.teachers, trees.mix = []*parser{master}, mix
	trees.train("trees", all, p, nil)
	if u, l := trees.score(all); u != 1 || l != 1 {
		t.Errorf("UAS %.3f LAS %.3f", u, l)
	}
	tr := trainer{treebank: all}
	dir := t.TempDir()
	if err := tr.save(dir, tags, trees); err != nil {
		t.Fatal(err)
	}
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	nt, err := neural.ReadTagger(read("tags.dln"))
	if err != nil {
		t.Fatal(err)
	}
	np, err := neural.ReadParser(read("trees.dln"))
	if err != nil {
		t.Fatal(err)
	}
	var ts neural.TagScratch
	var ps neural.ParseScratch
	for _, s := range all[:2] {
		x := nt.Tag(s.forms, &ts, nil)
		np.Parse(s.forms, x, &ps)
		n := len(s.forms)
		if !slices.Equal(x, s.tags) || !slices.Equal(ps.State.Heads[:n], s.heads) || !slices.Equal(ps.State.Rels[:n], s.rels) {
			t.Errorf("%v: tags %v heads %v relations %v", s.forms, x, ps.State.Heads[:n], ps.State.Rels[:n])
		}
	}
}

// TestThreads guards that the number of threads changes nothing.
func TestThreads(t *testing.T) {
	all := treebank(t)
	train := func(threads int) []float32 {
		u := newTagger(all, 16, 1)
		u.train("", all, pace{passes: 1, batch: 8, shards: 3, threads: threads, rate: 0.01, seed: 1}, nil)
		return u.encoder.first.w
	}
	if !slices.Equal(train(1), train(3)) {
		t.Error("three threads learn other weights than one")
	}
}

// TestGradients compares the gradients of the parts with differences.
func TestGradients(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	random := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = r.Float32()*2 - 1
		}
		return out
	}
	const e, h, k, n = 8, 8, 3, 5
	m := newModel(1)
	w := m.matrix("w", h, k*e, 0.5)
	x, d := random((n+k-1)*e), random(n*h)
	loss := func() float64 {
		out := make([]float32, n*h)
		convolve(w, x, out, e, k, n)
		sum := 0.0
		for i, v := range out {
			sum += float64(v) * float64(d[i])
		}
		return sum
	}
	g := m.grads()
	dx := make([]float32, len(x))
	convolveBack(w, g, x, dx, d, e, k, n)
	check := func(name string, at *float32, got float32) {
		t.Helper()
		const step = 1e-2
		old := *at
		*at = old + step
		w.turn()
		up := loss()
		*at = old - step
		w.turn()
		down := loss()
		*at = old
		w.turn()
		if want := (up - down) / (2 * step); math.Abs(want-float64(got)) > 1e-2 {
			t.Errorf("%s: gradient %.4f, want %.4f", name, got, want)
		}
	}
	for range 20 {
		i, j := r.IntN(len(x)), r.IntN(len(w.w))
		check("input", &x[i], dx[i])
		check("weight", &w.w[j], g.all(w)[j])
	}
}

func TestSoftmax(t *testing.T) {
	out := make([]float32, 4)
	softmax([]float32{1, 2, 3, -200}, out)
	for i, x := range []float64{1, 2, 3} {
		want := math.Exp(x) / (math.Exp(1) + math.Exp(2) + math.Exp(3))
		if math.Abs(want-float64(out[i])) > 1e-6 {
			t.Errorf("%d: %f, want %f", i, out[i], want)
		}
	}
}

func TestCoordinate(t *testing.T) {
	got := coordinate(treebank(t))
	if len(got) == 0 {
		t.Fatal("nothing was made")
	}
	for _, s := range got {
		n := len(s.forms)
		if len(s.tags) != n || len(s.heads) != n || len(s.rels) != n || len(s.looks) != n {
			t.Fatalf("lengths differ: %+v", s)
		}
		roots := 0
		for i, h := range s.heads {
			if h == n {
				roots++
			}
			if h < 0 || h > n || h == i {
				t.Errorf("%v: head %d of %d", s.forms, h, i)
			}
		}
		if roots != 1 {
			t.Errorf("%v has %d roots", s.forms, roots)
		}
	}
	for _, s := range got {
		if strings.Join(s.forms, " ") == "The army and the army fled ." {
			if !slices.Equal(s.heads, []int{1, 5, 4, 4, 1, 7, 5}) {
				t.Errorf("heads %v", s.heads)
			}
			return
		}
	}
	t.Error("two armies never fled")
}

func TestNews(t *testing.T) {
	dir := t.TempDir()
	text := "= x-001 | 2020-01-01 | wire\n# Talks end in [GPE Oslo]\n@ MEET | a | b | Talks | actual\n\"We won't go,\" [PERSON Mr. Ek] said. The army-led side left at 5 p.m. on Monday.\n> direct | x\n"
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	all, err := readTeach(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range all {
		got = append(got, strings.Join(s.forms, " "))
	}
	want := []string{"Talks end in Oslo", "\" We wo n't go , \" Mr. Ek said .", "The army - led side left at 5 p.m. on Monday ."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestGrammar(t *testing.T) {
	const n = 500
	all, err := news(n)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := news(n)
	if !reflect.DeepEqual(all, again) {
		t.Error("the same grammar gave other sentences")
	}
	different := map[string]bool{}
	for _, s := range all {
		text := strings.Join(s.forms, " ")
		different[text] = true
		roots := 0
		for i, h := range s.heads {
			if h == len(s.forms) {
				roots++
				continue
			}
			if h < 0 || h > len(s.forms) || s.rels[i] == 0 || s.tags[i] == 0 {
				t.Fatalf("%q: word %d hangs on %d as %s, tag %s", text, i, h, s.rels[i], s.tags[i])
			}
			for steps := 0; h != len(s.forms); h = s.heads[h] {
				if steps++; steps > len(s.forms) {
					t.Fatalf("%q: word %d never comes to the root", text, i)
				}
			}
			for j := min(i, s.heads[i]) + 1; j < max(i, s.heads[i]); j++ { // no arcs cross
				if k := s.heads[j]; k < min(i, s.heads[i]) || k > max(i, s.heads[i]) {
					t.Fatalf("%q: the arcs of %q and %q cross", text, s.forms[i], s.forms[j])
				}
			}
		}
		if roots != 1 {
			t.Errorf("%q: %d roots", text, roots)
		}
	}
	if len(different) < n*9/10 {
		t.Errorf("%d different sentences of %d", len(different), n)
	}
}
