package duplicates

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// tagged makes a document of sentences of words with their part of speech: "Voss/PROPN".
func tagged(sentences ...string) *corpus.Document {
	d := &corpus.Document{}
	for _, s := range sentences {
		from, first := len(d.Text), len(d.Tokens)
		for w := range strings.FieldsSeq(s) {
			word, tag, _ := strings.Cut(w, "/")
			d.Tokens = append(d.Tokens, corpus.Token{Span: corpus.Span{Start: len(d.Text), End: len(d.Text) + len(word)}, Lemma: word, UPOS: ud.ParseUPOS(tag)})
			d.Text += word + " "
		}
		d.Sentences = append(d.Sentences, corpus.Sentence{Span: corpus.Span{Start: from, End: len(d.Text)}, Tokens: corpus.Range{First: first, End: len(d.Tokens)}})
	}
	return d
}

func word(class uint32, lemma string) uint32 { return uint32(wordSpace.hash(lemma))&^3 | class }

func TestGistOf(t *testing.T) {
	got := GistOf(tagged("The/DET mill/NOUN burn/VERB", "Voss/PROPN and/CCONJ 12/NUM man/NOUN see/VERB a/DET mill/NOUN", "VOSS/PROPN be/AUX big/ADJ 3/NUM"))
	want := Gist{word(gistName, "voss"), word(gistName, "12"), word(gistName, "3"), word(gistNoun, "mill"), word(gistNoun, "man"),
		word(gistOther, "burn"), word(gistOther, "see"), word(gistOther, "big")}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
	if g := GistOf(&corpus.Document{}); len(g) != 0 {
		t.Errorf("of nothing: %x", g)
	}

	// Of many words, names and what is told first stay.
	var lead, rest strings.Builder
	for i := range gistSize {
		if i < 20 {
			fmt.Fprintf(&lead, "n%d/NOUN ", i)
		}
		fmt.Fprintf(&rest, "v%d/VERB m%d/NOUN ", i, i)
	}
	got = GistOf(tagged(lead.String(), "Lind/PROPN", rest.String(), "Sen/PROPN"))
	if len(got) != gistSize {
		t.Errorf("%d words", len(got))
	}
	for _, w := range []uint32{word(gistName, "lind"), word(gistName, "sen"), word(gistNoun, "n0")} {
		if !slices.Contains(got, w) {
			t.Errorf("%x is missing", w)
		}
	}
}

func TestNearOf(t *testing.T) {
	d := tagged("Far/PROPN away/ADV Voss/PROPN then/ADV take/VERB the/DET old/ADJ ferry/NOUN to/ADP a/DET b/NOUN c/NOUN far/ADV off/ADP Sund/PROPN", "Lind/PROPN sleep/VERB")
	of := func(lemma string) corpus.Span {
		at := strings.Index(d.Text, lemma)
		return corpus.Span{Start: at, End: at + len(lemma)}
	}
	got := NearOf(d, of("take"), "take")
	var want []uint32
	for _, w := range []string{"far", "voss", "old", "ferry"} {
		want = append(want, uint32(wordSpace.hash(w)))
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
	if got := NearOf(d, of("sleep"), "sleep"); got != nil {
		t.Errorf("a lemma that says enough has %x", got)
	}
	if got := NearOf(&corpus.Document{}, corpus.Span{}, "take"); got != nil {
		t.Errorf("nothing has %x", got)
	}
}

func BenchmarkGistOf(b *testing.B) {
	var text strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&text, "%s%d/%s ", "w", i*7919%400, []string{"NOUN", "PROPN", "DET", "VERB", "ADP"}[i%5])
	}
	d := tagged(text.String())
	b.ReportAllocs()
	for b.Loop() {
		GistOf(d)
	}
	b.ReportMetric(1000*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
