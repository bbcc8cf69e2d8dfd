package main

import (
	"bytes"
	"testing"

	"dateline/corpus"
	"dateline/extract/events"
	"dateline/extract/events/internal/classifier"
)

func examples() []example {
	var xs []example
	for i := range 60 {
		var s classifier.Sheet
		s.Put(1, uint32(i%3), 0, 0)
		s.Word(2, uint32(i%3), 0, 0)
		xs = append(xs, example{s, i % 3, i})
	}
	return xs
}

// What is easily told apart is learnt, also without the word, and twice to the same bytes.
func TestLearn(t *testing.T) {
	g := regression{bits: 10, passes: 20, rate: 0.1, decay: 1e-5, dropout: 0.2, hide: 0.5, least: 2, seed: 1}
	var files [2]bytes.Buffer
	for k := range files {
		m := g.learn([]string{"a", "b", "c"}, examples())
		for _, x := range examples()[:3] {
			if got := classifier.Best(classifier.Scores(m, &x.Sheet, nil)); got != x.class {
				t.Errorf("class %d for %d", got, x.class)
			}
			x.Words = nil
			if got := classifier.Best(classifier.Scores(m, &x.Sheet, nil)); got != x.class {
				t.Errorf("class %d for %d without the word", got, x.class)
			}
		}
		if _, err := m.WriteTo(&files[k]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("the bytes differ")
	}
}

// A marked event goes to one case, that of its root first.
func TestLabel(t *testing.T) {
	span := func(a, b int) corpus.Span { return corpus.Span{Start: a, End: b} }
	gold := []corpus.Event{{Type: corpus.Sanction, Realis: corpus.Actual, Trigger: corpus.Phrase{Span: span(0, 17)}}}
	out := label([]events.Case{{Trigger: span(0, 7)}, {Trigger: span(8, 17), Proposal: corpus.Sanction}, {Trigger: span(20, 25)}}, gold)
	if out[0].root != "" || out[1].root != corpus.Sanction || out[2].root != "" {
		t.Errorf("%v %v %v", out[0].root, out[1].root, out[2].root)
	}
	h := listen([]text{{cases: []labelled{{Case: events.Case{Lemma: "frisk"}, root: corpus.Coerce}, {Case: events.Case{Lemma: "frisk"}, root: corpus.Coerce},
		{Case: events.Case{Lemma: "once"}, root: corpus.Coerce}}}}, false)
	if len(h) != 1 || !h.asks(&labelled{Case: events.Case{Lemma: "frisk"}}) || h.asks(&labelled{Case: events.Case{Lemma: "frisk", Noun: true}}) {
		t.Errorf("heard %v", h)
	}
}
