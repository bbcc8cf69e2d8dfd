package quotes

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"dateline/corpus/lexicon"
)

//go:embed data/*.tsv
var tables embed.FS

// frame is a set of forms that the content of a verb may take; see data/verbs.tsv.
type frame uint32

const (
	fDirect frame = 1 << iota
	fParen
	fThat
	fBare
	fWh
	fTo
	fIng
	fNP
	fWhoThat
	fWhoTo
	fWhoWh
	fSmall
	fAs
	fOf // content that begins with the preposition, of nouns and after a recipient
	fAbout
	fFor
	fOn
	fAgainst
	fWith
	fToNP
	fAt // of numbers: "put the toll at 40"
	fIn
	fNames    // words in marks right behind it are a name
	fMind     // the verb is of mind or evidence, not of saying
	fEvidence // documents and polls say it
	fSpeech   // the verb is of saying, whatever other rows it stands in
)

var frameNames = map[string]frame{
	"direct": fDirect, "paren": fParen, "that": fThat, "bare": fBare, "wh": fWh, "to": fTo, "ing": fIng, "np": fNP,
	"whothat": fWhoThat, "whoto": fWhoTo, "whowh": fWhoWh, "small": fSmall, "as": fAs, "names": fNames,
	"who+of": fOf, "who+about": fAbout, "who+for": fFor, "who+on": fOn, "who+against": fAgainst, "who+with": fWith, "who+to": fToNP, "who+at": fAt,
	"of": fOf, "about": fAbout, "for": fFor, "on": fOn, "against": fAgainst, "in": fIn,
}

var verbClasses = map[string]frame{
	"say": fSpeech, "manner": fSpeech, "write": fSpeech, "medium": 0, "inform": fSpeech, "ask": 0, "request": fSpeech, "vow": 0,
	"mind": fMind, "evidence": fEvidence, "rule": 0, "object": 0, "call": fSpeech, "accuse": fSpeech, "liken": fSpeech,
}

// sense is one entry of a verb: what must follow it, and the frames it has then.
type sense struct {
	rest   []string // lower-case words right after the verb; empty: none
	frames frame
}

type book struct {
	verbs   map[string][]sense // by lemma, longest first
	stems   map[string][]sense // verbs in -e by what stands before it
	nouns   map[string]frame   // by lemma
	sources map[string][][]string
	forms   map[string]string // lemmas of words that are verbs of saying whatever their tag
	people  map[string]bool   // nouns that are somebody, by lemma
	mute    map[string]bool   // nouns after a source phrase that say nothing ("according to plan")
}

var (
	verbColumns   = []string{"class", "frames", "words"}
	nounColumns   = []string{"frames", "words"}
	formColumns   = []string{"lemma", "words"}
	peopleColumns = []string{"words"}
	phraseColumns = []string{"kind", "words"}
)

var load = sync.OnceValue(func() *book {
	b := &book{verbs: map[string][]sense{}, stems: map[string][]sense{}, nouns: map[string]frame{}, sources: map[string][][]string{}, forms: map[string]string{}, people: map[string]bool{}, mute: map[string]bool{}}
	for _, row := range lexicon.MustOpen(tables, "data/verbs.tsv", verbColumns...).Rows {
		fs, ok := parseFrames(row.List("frames"))
		class, known := verbClasses[row.Get("class")]
		if !ok || !known {
			panic(fmt.Sprintf("extract/quotes: %s: unknown class or frame", row.Place()))
		}
		for _, w := range row.List("words") {
			words := strings.Fields(w)
			b.add(words[0], words[1:], fs|class)
		}
	}
	for _, row := range lexicon.MustOpen(tables, "data/nouns.tsv", nounColumns...).Rows {
		fs, ok := parseFrames(row.List("frames"))
		if !ok {
			panic(fmt.Sprintf("extract/quotes: %s: unknown frame", row.Place()))
		}
		for _, w := range row.List("words") {
			b.nouns[w] |= fs
		}
	}
	for _, row := range lexicon.MustOpen(tables, "data/forms.tsv", formColumns...).Rows {
		for _, w := range row.List("words") {
			b.forms[w] = row.Get("lemma")
		}
	}
	for _, row := range lexicon.MustOpen(tables, "data/people.tsv", peopleColumns...).Rows {
		for _, w := range row.List("words") {
			b.people[w] = true
		}
	}
	for _, row := range lexicon.MustOpen(tables, "data/phrases.tsv", phraseColumns...).Rows {
		for _, w := range row.List("words") {
			words := strings.Fields(w)
			if row.Get("kind") == "mute" {
				b.mute[w] = true
			} else {
				b.sources[words[0]] = append(b.sources[words[0]], words[1:])
			}
		}
	}
	for v, senses := range b.verbs {
		if stem, ok := strings.CutSuffix(v, "e"); ok {
			b.stems[stem] = senses
		}
	}
	return b
})

func parseFrames(names []string) (frame, bool) {
	var fs frame
	for _, n := range names {
		f, ok := frameNames[n]
		if !ok {
			return 0, false
		}
		fs |= f
	}
	return fs, true
}

func (b *book) add(verb string, rest []string, fs frame) {
	senses := b.verbs[verb]
	for i := range senses {
		if equal(senses[i].rest, rest) {
			senses[i].frames |= fs
			return
		}
	}
	i := len(senses)
	for i > 0 && len(senses[i-1].rest) < len(rest) {
		i--
	}
	senses = append(senses, sense{})
	copy(senses[i+1:], senses[i:])
	senses[i] = sense{rest, fs}
	b.verbs[verb] = senses
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
