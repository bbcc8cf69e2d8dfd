package tagger

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/weights"
)

// Gazetteer marks pieces with the lists their words stand in.
type Gazetteer struct {
	listed          phrases
	whole           hashed[uint64, uint32] // the classes of each phrase, as written and in capitals, by hash64
	common          hashed[uint32, common] // words in lower case, by Piece.Lower
	pieces          []Piece                // of the phrase that is being added
	words, capitals []uint32               // hashes of its words, as written and in capitals
}

// NewGazetteer makes an empty gazetteer with room for so many phrases.
func NewGazetteer(phrases int) *Gazetteer {
	g := new(Gazetteer)
	g.whole.grow(2 * phrases) // each in capitals too
	g.listed.grow(2 * phrases)
	return g
}

// Add enters a phrase of a list; class is the list's bit. A phrase of more than
// one letter also counts in capitals ("UKRAINE").
func (g *Gazetteer) Add(phrase string, class uint32) {
	if g.addPlain(phrase, class) {
		return
	}
	if words := g.add(phrase, class); words > 1 || len(phrase) > 3 {
		if capitals := strings.ToUpper(phrase); capitals != phrase {
			g.add(capitals, class)
		}
	}
}

// add enters a phrase as it is written, and returns the number of its words.
func (g *Gazetteer) add(phrase string, class uint32) int {
	g.pieces = splitSpan(phrase, corpus.Span{Start: 0, End: len(phrase)}, 0, g.pieces[:0])
	g.words = g.words[:0]
	for i := range g.pieces {
		g.words = append(g.words, g.pieces[i].Exact)
	}
	g.enter(hash64(phrase), g.words, class)
	return len(g.pieces)
}

// addPlain is Add for a phrase of ASCII letters and spaces, as nearly all are; it reports whether the
// phrase is one. Its words are cut at the spaces, and all hashes, with those in capitals, are made in one go.
func (g *Gazetteer) addPlain(phrase string, class uint32) bool {
	g.words, g.capitals = g.words[:0], g.capitals[:0]
	whole, wholeCapitals := newHash64(), newHash64()
	exact, upper := uint32(fnvStart), uint32(fnvStart)
	small, open := false, false
	end := func() {
		if open {
			g.words, g.capitals = append(g.words, weights.Mix(exact)), append(g.capitals, weights.Mix(upper))
			exact, upper, open = fnvStart, fnvStart, false
		}
	}
	for i := range len(phrase) {
		b := phrase[i]
		u := b
		switch {
		case 'a' <= b && b <= 'z':
			u -= 'a' - 'A'
			small = true
		case 'A' <= b && b <= 'Z':
		case b == ' ':
			end()
			whole, wholeCapitals = whole.with(b), wholeCapitals.with(b)
			continue
		default:
			return false
		}
		open = true
		exact, upper = (exact^uint32(b))*fnvPrime, (upper^uint32(u))*fnvPrime
		whole, wholeCapitals = whole.with(b), wholeCapitals.with(u)
	}
	end()
	g.enter(whole.sum(), g.words, class)
	if small && (len(g.words) > 1 || len(phrase) > 3) {
		g.enter(wholeCapitals.sum(), g.capitals, class)
	}
	return true
}

// enter enters a phrase by the hashes of the whole of it and of its words.
func (g *Gazetteer) enter(whole uint64, words []uint32, class uint32) {
	g.listed.add(words, class)
	*g.whole.entry(whole) |= class
}

// AddCommon enters a word in lower case with how common it is, 1 to 7.
func (g *Gazetteer) AddCommon(w string, level uint8) { g.common.entry(lowerHash(w)).level = level }

// IsCommon reports whether a word is common in lower case.
func (g *Gazetteer) IsCommon(w string) bool {
	return g.common.n > 0 && g.common.get(lowerHash(w)).level > 0
}

// AddTopic enters a word in lower case that shows a topic.
func (g *Gazetteer) AddTopic(w string, t Topic) { g.common.entry(lowerHash(w)).topic |= t }

// AddKind enters a word in lower case with what it says of names.
func (g *Gazetteer) AddKind(w string, k Kind) { g.common.entry(lowerHash(w)).kind = k }

// Classes are the classes of a whole phrase, 0 when it is in no list. A phrase
// with a line end or several spaces in it counts as if it had single spaces.
func (g *Gazetteer) Classes(phrase string) uint32 {
	if mask := g.whole.get(hash64(phrase)); mask != 0 {
		return mask
	}
	for i := 0; i < len(phrase); i++ {
		if c := phrase[i]; c < ' ' || c == ' ' && i+1 < len(phrase) && phrase[i+1] == ' ' {
			return g.whole.get(hash64(strings.Join(strings.Fields(phrase), " ")))
		}
	}
	return 0
}

// mark sets Gaz, GazAt, Common and Kind of the pieces in and around the regions of d.
func (g *Gazetteer) mark(d *Document) {
	if g.common.n > 0 {
		done := 0
		var words int
		var shown [numTopics]int
		for _, r := range d.Regions {
			for i := max(done, r.First-2); i < min(r.End+maxApposed, len(d.Pieces)); i++ {
				if p := &d.Pieces[i]; p.Shape <= Mixed || p.Shape == Small {
					c := g.common.get(p.Lower)
					p.Common, p.Kind = c.level, c.kind
					words++
					for t := range shown {
						shown[t] += int(c.topic >> t & 1)
					}
				}
				done = i + 1
			}
		}
		for t, n := range shown {
			if n*100 >= minTopic[t]*words && words > 0 {
				d.topic |= 1 << t
			}
		}
	}
	if g.listed.n == 0 {
		return
	}
	for _, r := range d.Regions {
		for i := r.First; i < r.End; {
			p := &d.Pieces[i]
			if !p.Capital() && p.Shape != Lower && p.Shape != Number {
				i++
				continue
			}
			end := r.End
			mask, e := g.listed.longest(i, end, d.listedAs)
			if e == i {
				i++
				continue
			}
			for k := i; k < e; k++ {
				q := &d.Pieces[k]
				q.Gaz = mask
				switch {
				case e-i == 1:
					q.GazAt = 1
				case k == i:
					q.GazAt = 2
				case k == e-1:
					q.GazAt = 4
				default:
					q.GazAt = 3
				}
			}
			i = e
		}
	}
}
