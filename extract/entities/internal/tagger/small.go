package tagger

import (
	"unicode"
	"unicode/utf8"

	"dateline/corpus/weights"
)

// smallShare is how many sentences of a hundred that begin in small letters make
// a document one whose capitals tell little.
const smallShare = 25

var theI = lowerHash("i")

// readSmall finds the words of sentences without capitals that may be names all
// the same ("i live in san rafael"): those of the gazetteer's phrases, save single
// words that are common ones. They get the shape [Small] and are then read as if
// they were capitalised.
func (d *Document) readSmall(g *Gazetteer) {
	if g == nil || g.common.n == 0 {
		return
	}
	small, all := 0, 0
	for i := 0; i < len(d.Pieces); {
		s := d.Pieces[i].Sentence
		first, lone, words := -1, false, 0
		j := i
		for ; j < len(d.Pieces) && d.Pieces[j].Sentence == s; j++ {
			p := &d.Pieces[j]
			if p.Shape > Mixed && p.Shape != Dotted || p.Shape == Other {
				continue
			}
			words++
			if first < 0 {
				first = j
			}
			lone = lone || p.Lower == theI && p.Shape == Lower
		}
		if words > 1 {
			all++
			if d.Pieces[first].Shape == Lower || lone {
				d.sentences[s].small = true
				small++
			}
		}
		i = j
	}
	if small == 0 {
		return
	}
	every := small*100 >= all*smallShare
	for i := 0; i < len(d.Pieces); {
		s := d.Pieces[i].Sentence
		j := i
		for j < len(d.Pieces) && d.Pieces[j].Sentence == s {
			j++
		}
		if !every && !d.sentences[s].small {
			i = j
			continue
		}
		for k := i; k < j; {
			p := &d.Pieces[k]
			if p.Shape != Lower || p.End-p.Start < 2 || connectors.has(p.Lower) || possessives.has(p.Lower) || k > 0 && d.Pieces[k-1].Shape == Quote && !p.Spaced {
				k++
				continue
			}
			_, end := g.listed.longest(k, j, d.titled)
			rare := g.common.get(p.Lower).level == 0
			if end > k+1 || end == k+1 && rare {
				for ; k < end; k++ {
					if q := &d.Pieces[k]; q.Shape == Lower && !connectors.has(q.Lower) {
						q.Shape = Small
					}
				}
				continue
			}
			k++
		}
		i = j
	}
}

// listedAs is the hash that the word of piece i has in the gazetteer.
func (d *Document) listedAs(i int) uint32 {
	if p := &d.Pieces[i]; p.Shape != Small {
		return p.Exact
	}
	return d.titled(i)
}

// titled is the hash of the word of piece i with a capital, unless it has one or is a
// word that joins.
func (d *Document) titled(i int) uint32 {
	p := &d.Pieces[i]
	if p.Shape != Lower && p.Shape != Small || connectors.has(p.Lower) {
		return p.Exact
	}
	w := d.Text[p.Start:p.End]
	r, n := utf8.DecodeRuneInString(w)
	h := uint32(fnvStart)
	h = (h ^ uint32(unicode.ToUpper(r))) * fnvPrime
	for _, r := range w[n:] {
		h = (h ^ uint32(r)) * fnvPrime
	}
	return weights.Mix(h)
}
