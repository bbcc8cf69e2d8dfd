package tagger

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/corpus/weights"
)

// noise is a text of n parts, most of them letters.
func noise(rng *rand.Rand, n int, parts ...string) string {
	var b strings.Builder
	for range n {
		b.WriteString(parts[rng.IntN(len(parts))])
	}
	return b.String()
}

// TestPlainWord holds the way of ASCII words against that of all words.
func TestPlainWord(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	parts := []string{"a", "b", "z", "A", "Z", "0", "9", "'", "`", ".", ",", "-", "\x00", "\x7f"}
	for range 20_000 {
		w := noise(rng, 1+rng.IntN(9), parts...)
		var got, want Piece
		if !plainWord(w, &got) {
			t.Fatalf("%q is no ASCII", w)
		}
		anyWord(w, 0, len(w), &want)
		if got != want {
			t.Fatalf("%q: %+v, want %+v", w, got, want)
		}
	}
	for _, w := range []string{"é", "Kyïv", "a\xff", "’"} {
		if plainWord(w, new(Piece)) {
			t.Errorf("%q is ASCII", w)
		}
	}
}

// TestPlainPhrases holds the way of ASCII phrases into a gazetteer against that of all phrases.
func TestPlainPhrases(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	parts := []string{"a", "b", "A", "B", "Z", " ", "  ", "Mr", "Inc", "St", "No", "s"}
	var got, want Gazetteer
	var phrases []string
	for i := range 4000 {
		phrase := noise(rng, rng.IntN(8), parts...)
		class := uint32(1) << (i % 8)
		phrases = append(phrases, phrase, strings.ToUpper(phrase))
		if !got.addPlain(phrase, class) {
			t.Fatalf("%q is no plain phrase", phrase)
		}
		if words := want.add(phrase, class); words > 1 || len(phrase) > 3 {
			if capitals := strings.ToUpper(phrase); capitals != phrase {
				want.add(capitals, class)
			}
		}
	}
	if !slices.Equal(got.listed.edges, want.listed.edges) || got.listed.first != want.listed.first {
		t.Error("other phrases")
	}
	for i, p := range phrases { // and each in capitals
		if got.Classes(p) != want.Classes(p) || i%2 == 0 && got.Classes(p) == 0 {
			t.Errorf("%q: %d, want %d", p, got.Classes(p), want.Classes(p))
		}
	}
	for _, phrase := range []string{"Ana Roe's", "G20", "É", "U.S.", "Roe-Doe", "a\tb"} {
		if got.addPlain(phrase, 1) {
			t.Errorf("%q is a plain phrase", phrase)
		}
	}
}

// TestUnion holds what joins two names against its parts.
func TestUnion(t *testing.T) {
	n := 0
	for _, s := range []*wordSet{&connectors, &possessives, &tails} {
		for _, slot := range s.slots {
			if slot.key != 0 {
				n++
				if !joining.has(slot.key) {
					t.Errorf("%x is lost", slot.key)
				}
			}
		}
	}
	if joining.n > n || joining.n < 200 || joining.has(lowerHash("harbours")) {
		t.Errorf("%d words join, of %d", joining.n, n)
	}
}

// TestTagPlainly holds the vector loops against the plain ones over whole documents, under random weights.
func TestTagPlainly(t *testing.T) {
	if !vector {
		t.Skip("no vector loops here")
	}
	defer func() { vector = true }()
	rng := rand.New(rand.NewPCG(17, 18))
	w := weights.New(ClassNames(), 10)
	for i := range w.W {
		w.W[i] = int8(rng.IntN(61) - 30)
	}
	index, rows := Compact(w, 9)
	m := NewModel(index, rows, nil)
	d := new(Document)
	for range 60 {
		text := noise(rng, rng.IntN(400), "Awa ", "Roe ", "of ", "the ", "said ", "NATO ", "(GB) ", "Uld-Air ", "in ", "12 ", ", ", ". ", "'s ", "É", "\xff")
		d.Read(text, whole(text), nil)
		vector = true
		got := slices.Clone(d.Tag(m))
		classes := slices.Clone(d.classes)
		vector = false
		if want := d.Tag(m); !slices.Equal(got, want) || !slices.Equal(classes, d.classes) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
	}
}
