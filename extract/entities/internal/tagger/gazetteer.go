package tagger

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

// Gazetteer marks pieces with the lists their words stand in.
type Gazetteer struct {
	trie   lexicon.Trie[uint32]
	whole  map[string]uint32 // the classes of each phrase, as written and in capitals
	common commons           // words in lower case
}

// NewGazetteer makes an empty gazetteer with room for so many phrases.
func NewGazetteer(phrases int) *Gazetteer {
	g := &Gazetteer{whole: make(map[string]uint32, 2*phrases)}
	g.trie.Grow(2 * phrases) // each in capitals too
	return g
}

// Add enters a phrase of a list; class is the list's bit. A phrase of more than
// one letter also counts in capitals ("UKRAINE").
func (g *Gazetteer) Add(phrase string, class uint32) {
	words := pieces(phrase)
	g.trie.Add(words, class)
	g.whole[phrase] |= class
	capitals := strings.ToUpper(phrase)
	upper := pieces(capitals)
	if len(words) > 1 || len(phrase) > 3 {
		if strings.Join(upper, " ") != strings.Join(words, " ") {
			g.trie.Add(upper, class)
			g.whole[capitals] |= class
		}
	}
}

// AddCommon enters a word in lower case with how common it is, 1 to 7.
func (g *Gazetteer) AddCommon(w string, level uint8) { g.common.entry(lowerHash(w)).level = level }

// AddTopic enters a word in lower case that shows a topic.
func (g *Gazetteer) AddTopic(w string, t Topic) { g.common.entry(lowerHash(w)).topic |= t }

// AddKind enters a word in lower case with what it says of names.
func (g *Gazetteer) AddKind(w string, k Kind) { g.common.entry(lowerHash(w)).kind = k }

func pieces(phrase string) []string {
	ps := Split(phrase, []corpus.Sentence{{Span: corpus.Span{Start: 0, End: len(phrase)}}}, nil)
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = phrase[p.Start:p.End]
	}
	return out
}

// Classes are the classes of a whole phrase, 0 when it is in no list. A phrase
// with a line end or several spaces in it counts as if it had single spaces.
func (g *Gazetteer) Classes(phrase string) uint32 {
	if mask, ok := g.whole[phrase]; ok {
		return mask
	}
	for i := 0; i < len(phrase); i++ {
		if c := phrase[i]; c < ' ' || c == ' ' && i+1 < len(phrase) && phrase[i+1] == ' ' {
			return g.whole[strings.Join(strings.Fields(phrase), " ")]
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
				if p := &d.Pieces[i]; p.Shape <= Mixed {
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
			if n*100 >= minTopic*words && words > 0 {
				d.topic |= 1 << t
			}
		}
	}
	if g.trie.Len() == 0 {
		return
	}
	key := func(i int) string { return d.Text[d.Pieces[i].Start:d.Pieces[i].End] }
	for _, r := range d.Regions {
		for i := r.First; i < r.End; {
			p := &d.Pieces[i]
			if !p.Capital() && p.Shape != Lower && p.Shape != Number {
				i++
				continue
			}
			end := r.End
			values, e := g.trie.Longest(i, end, key)
			if e == i {
				i++
				continue
			}
			var mask uint32
			for _, v := range values {
				mask |= v
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
