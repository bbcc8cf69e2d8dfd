package entities

import (
	"dateline/corpus"
	"dateline/extract/entities/internal/tagger"
)

// smallWord is the least level of common.tsv whose words are written in small letters nine
// times in ten.
const smallWord = 4

// plainWords reports whether a mention of the tagger is made of words that English writes in
// small letters, which the gazetteers know as no name, and so is emphasis or the beginning of a
// sentence: "the Combo Meal", "Nice people work here". Persons are left alone, since any
// word may be a surname, and so are bodies of one word and short forms in capitals.
func (s *Stage) plainWords(t *tagger.Document, n tagger.Name) bool {
	typ := tagger.Types[n.Type]
	switch typ {
	case corpus.Org, corpus.GPE, corpus.Loc, corpus.Fac:
	default:
		return false
	}
	p := &t.Pieces[n.First]
	if n.End == n.First+1 && p.Shape == tagger.Small && p.Kind != 0 {
		return true // "member states"
	}
	if n.End == n.First+1 && p.Common >= smallWord && t.Opens(n.First) && n.End < len(t.Pieces) {
		// A name that opens a sentence, "Nice officials said", stands within another too.
		next := &t.Pieces[n.End]
		if next.Sentence == p.Sentence && next.Shape == tagger.Lower && next.Common != 0 && !t.Within(n.First) && p.Shape == tagger.Title {
			return true
		}
	}
	if n.End == n.First+1 && typ == corpus.Org {
		return false
	}
	for i := n.First; i < n.End; i++ {
		if q := &t.Pieces[i]; q.Common < smallWord || q.Shape == tagger.Upper {
			return false
		}
	}
	return s.classes(t.Text[p.Start:t.Pieces[n.End-1].End]) == 0
}
