package tagger

import (
	"fmt"
	"testing"
)

func TestPhrases(t *testing.T) {
	var g phrases
	exact := func(ps []Piece) func(int) uint32 { return func(i int) uint32 { return ps[i].Exact } }
	text := "San Rafael Norte votes, San Diego"
	ps := Split(text, whole(text), nil)
	if v, end := g.longest(0, len(ps), exact(ps)); v != 0 || end != 0 {
		t.Fatalf("an empty trie has %d to %d", v, end)
	}
	g.add(nil, 1)
	add := func(n int, value uint32) {
		var words []uint32
		for _, p := range ps[:n] {
			words = append(words, p.Exact)
		}
		g.add(words, value)
	}
	add(2, 2) // San Rafael
	add(2, 8)
	add(3, 4) // San Rafael Norte
	for i := range uint32(200) {
		g.add([]uint32{i * 64, 7}, 1)
	}
	for _, c := range []struct {
		from, end, behind int
		value             uint32
	}{{0, 6, 3, 4}, {0, 2, 2, 10}, {0, 1, 0, 0}, {1, 6, 1, 0}, {5, 7, 5, 0}} {
		if v, behind := g.longest(c.from, c.end, exact(ps)); v != c.value || behind != c.behind {
			t.Errorf("%d to %d: value %d up to %d, want %+v", c.from, c.end, v, behind, c)
		}
	}
}

func TestWholes(t *testing.T) {
	var w hashed[uint64, uint32]
	if w.get(hash64("")) != 0 {
		t.Error("an empty table knows a string")
	}
	for i := range 300 {
		*w.entry(hash64(fmt.Sprint("Gao ", i))) |= 1
		*w.entry(hash64(fmt.Sprint("Gao ", i/2))) |= 2
	}
	for i := range 300 {
		want := uint32(1)
		if i < 150 {
			want = 3
		}
		if got := w.get(hash64(fmt.Sprint("Gao ", i))); got != want {
			t.Errorf("Gao %d: %d, want %d", i, got, want)
		}
	}
	if w.get(hash64("Gao")) != 0 || w.n != 300 {
		t.Errorf("%d strings", w.n)
	}
}

func TestWordSet(t *testing.T) {
	s, none := newWordSet("of", "the", "of"), newWordSet()
	if !s.has(lowerHash("the")) || !s.has(lowerHash("of")) || s.has(lowerHash("off")) || none.has(lowerHash("of")) {
		t.Error("wrong members")
	}
}
