package events

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus"
)

// The vocabulary says of every word, and of those made from it, what the tables say.
func TestVocabulary(t *testing.T) {
	b := load()
	named := map[string]bool{}
	for _, name := range cueNames {
		named[name] = true
	}
	for kind := range b.cues {
		if !named[kind] {
			t.Errorf("no constant for cue %q", kind)
		}
	}
	if len(named) != len(b.cues) {
		t.Errorf("%d constants for %d cues", len(named), len(b.cues))
	}
	if len(b.order) > 64 || len(b.classes) > 64 || len(cueNames) > 128 {
		t.Errorf("%d contexts, %d classes, %d cues are more than there are bits", len(b.order), len(b.classes), len(cueNames))
	}
	for i := range b.entries {
		text := b.entries[i].text
		if text != strings.ToLower(text) {
			t.Errorf("%q is not in lower case, see reader.words", text)
		}
		for _, w := range []string{text, text + "s", text + "x", strings.TrimSuffix(text, "e"), strings.ToUpper(text)} {
			e, hash := b.find(w)
			if e != &b.none && e.text != w || hash != word(w) {
				t.Fatalf("%q found as %q", w, e.text)
			}
			for c, name := range cueNames {
				if e.is(cue(c)) != b.is(name, w) {
					t.Errorf("%q: cue %s is %v", w, name, e.is(cue(c)))
				}
			}
			if len(e.frames) != len(b.verbs[w]) || e.noun != b.nouns[w] || e.kind != b.kinds[w] || e.topics != b.topics[w] || e.heardVerb != b.heard["v "+w] || e.heardNoun != b.heard["n "+w] {
				t.Errorf("%q: %+v", w, e)
			}
			if mended := b.lemma(w); e.verb != b.look(mended) {
				t.Errorf("%q is mended to %q, not %q", w, e.verb.text, mended)
			}
			one := b.look(strings.TrimSuffix(w, "s"))
			if e.one != one && (one.is(cuePeople) || one.is(cueHappening) || one.classes != 0) {
				t.Errorf("%q without s is %q", w, e.one.text)
			}
			for _, f := range e.frames {
				if f.object == nil {
					continue
				}
				for word := range f.object {
					if !f.wants(b.look(word)) {
						t.Errorf("frame %q does not want %q", f.words, word)
					}
				}
				if f.wants(e) != f.object[w] {
					t.Errorf("frame %q wants %q: %v", f.words, w, f.wants(e))
				}
			}
		}
	}
}

func TestLowered(t *testing.T) {
	var all [utf8.RuneSelf]byte
	for i := range all {
		all[i] = byte(i)
	}
	ascii := string(all[:])
	for text, whole := range map[string]bool{"": true, "Two Words": true, "ÉCOLE in Ürümqi": true, ascii: true, ascii[3:]: true, "K at 300 \u212a": false, "\xff": false, "İzmir": false} {
		got, ok := lowered(text)
		if ok != whole || ok && got != strings.ToLower(text) {
			t.Errorf("lowered(%q) = %q, %v", text, got, ok)
		}
	}
}

// The frames of a clause are those that fit, whatever is left out before they are tried.
func TestMatches(t *testing.T) {
	d := annotate(t, "The army called the reservists up on Monday. Rebels called off the talks and agreed to hand over their weapons to the government. "+
		"Police clashed with students in Nairobi. The minister called on Kenya to lift the ban and ruled out talks with the rebels. "+
		"Ministers held talks with Uganda, carried out a raid, put pressure on Oslo and broke off relations with Riga.")
	r := newReader(d, load())
	found := 0
	for i := range r.clauses {
		c := &r.clauses[i]
		var want []*frame
		for _, f := range c.word.verb.frames {
			if _, ok := r.fits(c, f); ok {
				want = append(want, f)
			}
		}
		got := r.matches(c)
		for _, m := range got {
			if !slices.Contains(want, m.frame) {
				t.Errorf("%s: %q does not fit", c.Lemma, m.words)
			}
			if m.asks() != (ask{}) {
				found++
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d frames, want %d", c.Lemma, len(got), len(want))
		}
	}
	if found < 4 {
		t.Errorf("%d frames that ask for a word", found)
	}
}

// A reader that has read other documents reads the next one as a new reader does.
func TestReadersMemory(t *testing.T) {
	texts := []string{
		"Kenyan police arrested three students in Nairobi on Monday after the union had urged the government to free its leader. Amina Odhiambo, the minister, said talks with Uganda would resume.",
		"PM slams opposition.",
		"Chad, Niger restore ties. The two ministers met in Lomé. \u201cWe condemn the cease-fire violations,\u201d Ana Ruiz said.",
		"",
	}
	used := New()
	for round := range 2 {
		for _, text := range texts {
			var got [2][]byte
			for k, stage := range []*Stage{used, New()} {
				d := annotate(t, text)
				if err := stage.Apply(d); err != nil {
					t.Fatal(err)
				}
				var err error
				if got[k], err = json.Marshal([]any{d.Events, d.Mentions, d.Main}); err != nil {
					t.Fatal(err)
				}
			}
			if string(got[0]) != string(got[1]) {
				t.Errorf("round %d, %q: %s, want %s", round, text, got[0], got[1])
			}
		}
	}
}

// Documents are left with no memory of the reader's: the next document must not change them.
func TestDocumentsStay(t *testing.T) {
	stage := New()
	record := func(d *corpus.Document) string {
		b, err := json.Marshal([]any{d.Events, d.Mentions, d.Main, d.Clauses})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	first := annotate(t, "Oslo and Riga signed a treaty with Vilnius in Tallinn. Rebels shot and wounded the mayor of Lomé.")
	if err := stage.Apply(first); err != nil {
		t.Fatal(err)
	}
	before := record(first)
	second := annotate(t, "Kenyan police arrested students. Students attacked police with stones near Nairobi after the march.")
	if err := stage.Apply(second); err != nil {
		t.Fatal(err)
	}
	if after := record(first); after != before {
		t.Errorf("changed from %s to %s", before, after)
	}
}
