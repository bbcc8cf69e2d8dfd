package tagger

import (
	"strings"

	"dateline/corpus"
)

// Verbs are the words of headlines in capitals that are read in small letters.
// The zero value holds none. It is safe for concurrent use once it is filled.
type Verbs struct {
	words hashed[uint32, verbForm]
}

// verbForm says how a word may be a verb, as bits.
type verbForm uint8

const (
	third   verbForm = 1 << iota // "Sues"
	base                         // "Clash": behind a plural, "to" or a modal
	past                         // "Killed"
	noun                         // a noun too: a verb only behind a known name
	between                      // no verb: "Over"
)

// AddVerb enters the forms of a verb from its base form. A verb that is a noun too
// counts only where a known name stands before it.
func (v *Verbs) AddVerb(lemma string, nounToo bool) {
	extra := verbForm(0)
	if nounToo {
		extra = noun
	}
	stem := strings.TrimSuffix(lemma, "e")
	s, ed := lemma+"s", stem+"ed"
	switch last := lemma[len(lemma)-1]; {
	case strings.HasSuffix(lemma, "sh") || strings.HasSuffix(lemma, "ch") || last == 's' || last == 'x' || last == 'z' || last == 'o':
		s = lemma + "es"
	case last == 'y' && len(lemma) > 2 && !strings.ContainsRune("aeiou", rune(lemma[len(lemma)-2])):
		s, ed = lemma[:len(lemma)-1]+"ies", lemma[:len(lemma)-1]+"ied"
	}
	*v.words.entry(lowerHash(s)) |= third | extra
	*v.words.entry(lowerHash(lemma)) |= base | extra
	*v.words.entry(lowerHash(ed)) |= past | extra
	if n := len(lemma); n > 2 && !strings.ContainsRune("aeiouwxy", rune(lemma[n-1])) && strings.ContainsRune("aeiou", rune(lemma[n-2])) && !strings.ContainsRune("aeiou", rune(lemma[n-3])) {
		*v.words.entry(lowerHash(lemma + lemma[n-1:] + "ed")) |= past | extra // "slammed"
	}
}

// AddPast enters a past form as it is, AddSmall a word that stands between names.
func (v *Verbs) AddPast(w string)  { *v.words.entry(lowerHash(w)) |= past }
func (v *Verbs) AddSmall(w string) { *v.words.entry(lowerHash(w)) |= between }

var (
	to     = lowerHash("to")
	modals = newWordSet("will", "would", "may", "might", "could", "should", "must", "can", "not")
	many   = newWordSet("police", "people", "men", "women", "children")
)

// readHeadlines gives the verbs of sentences that write every word with a capital, and
// what English writes small between names, the shape of words in small letters: else
// "Amazon Sues Perplexity" reads as one name. A word of a phrase of the gazetteer stays
// as it is, and so does the first word; a modal ("Will") may be a given name too.
func (d *Document) readHeadlines(g *Gazetteer, v *Verbs) {
	if g == nil || v == nil || v.words.n == 0 {
		return
	}
	for i := 0; i < len(d.Pieces); {
		s := d.Pieces[i].Sentence
		if d.sentences[s].style != 1 {
			i++
			continue
		}
		known := i // behind the last phrase of the gazetteer
		for ; i < len(d.Pieces) && d.Pieces[i].Sentence == s; i++ {
			p := &d.Pieces[i]
			if i < known || p.Shape == Lower {
				continue
			}
			if _, end := g.listed.longest(i, d.sentenceEnd(i), d.listedAs); end > i && !(end == i+1 && modals.has(p.Lower)) {
				known = end
				continue
			}
			if p.Shape == Title && int32(i) != d.sentences[s].first && d.headlineVerb(g, v, i, known) {
				p.Shape, p.Exact, p.Form = Lower, p.Lower, smallForm
			}
		}
	}
}

// smallForm is the Form of a word in small letters.
var smallForm = splitSpan("harbour", corpus.Span{End: len("harbour")}, 0, nil)[0].Form

// sentenceEnd is the piece behind the last one of the sentence of piece i that a phrase may reach.
func (d *Document) sentenceEnd(i int) int {
	k := i
	for k < len(d.Pieces) && k < i+maxPhrase && d.Pieces[k].Sentence == d.Pieces[i].Sentence {
		k++
	}
	return k
}

// maxPhrase bounds the words of a phrase that is looked for in a headline.
const maxPhrase = 8

// headlineVerb reports whether piece i of a headline is a verb or a word between names;
// known is the piece behind the last known name.
func (d *Document) headlineVerb(g *Gazetteer, v *Verbs, i, known int) bool {
	p := &d.Pieces[i]
	f := v.words.get(p.Lower)
	before, after := d.at(i-1, p.Sentence), d.at(i+1, p.Sentence)
	switch {
	case f&between != 0:
		return true
	case modals.has(p.Lower):
		return v.words.get(after.Lower)&base != 0 || modals.has(after.Lower)
	case f == 0:
		return false
	}
	if f&noun != 0 && f&third != 0 {
		return known == i && (after.Capital() || after.Shape == Number)
	}
	switch {
	case f&(third|past) != 0 && f&noun == 0:
		return before.Shape != Hyphen
	case f&base != 0:
		// Behind a plural that is no name, a verb that was found, "to" or a modal.
		w := d.Text[before.Start:before.End]
		plural := many.has(before.Lower) || before.Shape <= Mixed && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && known < i && g.common.get(before.Lower).level > 0
		listed := known == i && i >= 2 && joined(d, i)
		return before.Lower == to || modals.has(before.Lower) || (plural || listed) && after.Shape != Period && (f&noun == 0 || listed || after.Lower == to)
	}
	return false
}

// joined reports whether the name that ends before piece i stands behind "and" or a comma.
func joined(d *Document, i int) bool {
	s := d.Pieces[i].Sentence
	for k := i - 2; k >= 0 && k >= i-4 && d.Pieces[k].Sentence == s; k-- {
		if p := &d.Pieces[k]; p.Lower == and || p.Shape == Comma {
			return true
		}
	}
	return false
}
