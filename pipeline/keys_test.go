package pipeline

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/corpus"
	"dateline/corpus/ud"
	"dateline/normalize/actors"
	"dateline/normalize/duplicates"
)

// oneSentence is a document of one sentence with n names and as many mentions of events.
func oneSentence(n int) *corpus.Document {
	d := &corpus.Document{Published: "2024-03-07", Sentences: []corpus.Sentence{{Span: corpus.Span{Start: 0, End: 20 * n}}}}
	for i := range n {
		d.Entities = append(d.Entities, corpus.Entity{Span: corpus.Span{Start: 20 * i, End: 20*i + 5}, Actor: fmt.Sprint("a", i)})
		d.Mentions = append(d.Mentions, corpus.Mention{Span: corpus.Span{Start: 20*i + 10, End: 20*i + 15}, Lemma: "fall"})
	}
	return d
}

// TestKeysAreLinear: a text without full stops is one sentence, of which no mention brings
// all actors along.
func TestKeysAreLinear(t *testing.T) {
	size := func(n int) (all int) {
		for _, m := range keysOf(oneSentence(n), nil).Mentions {
			all += len(m.Context)
		}
		return all
	}
	if got, want := size(20_000), 2*nearestEntities*20_000; got > want {
		t.Errorf("%d actors of context, want at most %d", got, want)
	}
	short := keysOf(oneSentence(4), nil).Mentions[2]
	if want := []string{"a0", "a1", "a2", "a3"}; !slices.Equal(short.Context, want) || short.Date != "2024-03-07" {
		t.Errorf("got %+v, want %v", short, want)
	}
	if near := keysOf(oneSentence(200), nil).Mentions[100].Context; len(near) != 2*nearestEntities || !slices.Contains(near, "a100") || slices.Contains(near, "a0") {
		t.Errorf("got %v", near)
	}
}

func TestSiteOf(t *testing.T) {
	at := 1.0
	for text, want := range map[string][3]bool{"Leeds": {true, true, true}, "Maiduguri": {true, true, true}, "Borno": {true, true, false}, "Nigeria": {true, false, false}, "Sahel": {}} {
		country := map[string]string{"Leeds": "GBR", "Sahel": ""}[text]
		if country == "" && text != "Sahel" {
			country = "NGA"
		}
		s := siteOf(&corpus.Location{Name: text, Text: text, Country: country, Lat: &at, Lon: &at})
		if got := [3]bool{s.Country != "", s.State != "", s.Town != ""}; got != want {
			t.Errorf("%s: %+v", text, s)
		}
	}
	if s := siteOf(&corpus.Location{Text: "Some Village", Country: "NGA"}); s.Country != "NGA" || s.Town != "" {
		t.Errorf("a village: %+v", s)
	}
	if city, state := siteOf(&corpus.Location{Text: "Maiduguri", Country: "NGA", Lat: &at, Lon: &at}), siteOf(&corpus.Location{Text: "Borno", Country: "NGA", Lat: &at, Lon: &at}); city.State != state.State {
		t.Errorf("%+v lies not in %+v", city, state)
	}
}

// TestWithParticle: a verb brings the particle that hangs on it along, however far the
// sentence stands in the document, and no other.
func TestWithParticle(t *testing.T) {
	word := func(at int, lemma string, tag ud.UPOS, rel ud.Rel, head int) corpus.Token {
		return corpus.Token{Span: corpus.Span{Start: at, End: at + 4}, Lemma: lemma, UPOS: tag, Rel: rel, Head: head}
	}
	d := &corpus.Document{
		Text: strings.Repeat("word ", 7),
		Tokens: []corpus.Token{
			word(0, "rain", ud.NOUN, ud.Nsubj, 2), word(5, "stop", ud.VERB, ud.Root, 0),
			word(10, "step", ud.VERB, ud.Root, 0), word(15, "all", ud.ADV, ud.Advmod, 1), word(20, "down", ud.ADP, ud.CompoundPrt, 1), word(25, "sit", ud.VERB, ud.Conj, 1), word(30, "step", ud.NOUN, ud.Obj, 4),
		},
		Sentences: []corpus.Sentence{
			{Span: corpus.Span{Start: 0, End: 10}, Tokens: corpus.Range{First: 0, End: 2}},
			{Span: corpus.Span{Start: 10, End: 35}, Tokens: corpus.Range{First: 2, End: 7}},
		},
	}
	for i, want := range []string{"rain", "stop", "step down", "all", "down", "sit", "step"} {
		if got := withParticle(d, d.Tokens[i].Span, d.Tokens[i].Lemma); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := withParticle(d, d.Tokens[2].Span, "step down"); got != "step down" {
		t.Errorf("got %q", got)
	}
	if got := withParticle(&corpus.Document{}, corpus.Span{}, "step"); got != "step" {
		t.Errorf("got %q", got)
	}
}

// TestKeysByPart: keys are read back as they were, all of them or those of a part; the digest of a
// part changes with its own keys only; and damage is told.
func TestKeysByPart(t *testing.T) {
	k := keysOf(oneSentence(40), nil)
	k.Actors = []actors.Key{{Known: "Q1", Names: []string{"Ann Lee"}, Count: 3}}
	k.Sketch.Shingles = 40
	k.Quotes = []duplicates.Quotation{duplicates.QuotationOf("q", "one two three four five")}
	k.Gist = duplicates.Gist{4, 9}
	packed := k.appendTo(nil)
	var whole Keys
	if err := whole.read(packed[keySumsSize:]); err != nil || !cmp.Equal(k, whole, cmpopts.EquateEmpty()) {
		t.Errorf("%v: %s", err, cmp.Diff(k, whole))
	}
	for part, want := range [4]Keys{
		partActors: {Actors: k.Actors},
		partCopies: {Sketch: k.Sketch},
		partQuotes: {Quotes: k.Quotes},
		partEvents: {Cast: k.Cast, Gist: k.Gist, Events: k.Events, Mentions: k.Mentions},
	} {
		var got Keys
		if err := got.read(packed[keySumsSize:], part); err != nil || !cmp.Equal(want, got, cmpopts.EquateEmpty()) {
			t.Errorf("part %d: %v: %s", part, err, cmp.Diff(want, got))
		}
		other := k
		switch part {
		case partActors:
			other.Actors = nil
		case partCopies:
			other.Sketch.Shingles++
		case partQuotes:
			other.Quotes = nil
		case partEvents:
			other.Cast = append(slices.Clone(k.Cast), "Q2")
		}
		changed := other.appendTo(nil)
		for i := range 4 {
			if same := bytes.Equal(packed[8*i:8*i+8], changed[8*i:8*i+8]); same != (i != part) {
				t.Errorf("part %d has changed: the digest of part %d is the same: %v", part, i, same)
			}
		}
	}
	for i := range packed[keySumsSize:] {
		var got Keys
		if got.read(packed[keySumsSize:keySumsSize+i]) == nil {
			t.Errorf("cut at %d: no error", i)
		}
	}
}
