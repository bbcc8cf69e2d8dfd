package actors

import (
	"sync"

	"dateline/corpus/lexicon"
)

var wordColumns = []string{"class", "words"}

// vocabulary holds the classes of words.tsv as sets of keys.
type vocabulary struct {
	particle, generation, legal, kind, alone, small, male, female, former, deputy, relative, title, human, common, degree, memorial, abroad, saying, around, apart, famous, exchange, sovereign, local, having, other, firm, armed, ofState, ofNation, storm, leaning wordClass
}

// wordClass is a class of words. All classes share one table, which tells of a word in one
// look of what classes it is.
type wordClass struct {
	of    *wordTable
	bit   uint64
	words []string
}

// has reports whether a word, given as a key, is of the class.
func (c wordClass) has(word string) bool { return c.of.classes(word)&c.bit != 0 }

// wordTable is the classes of words, a bit each. Most words of a text are of none, which
// their length and ends mostly tell.
type wordTable struct {
	may nounSet
	at  index[uint64]
}

func (t *wordTable) classes(word string) uint64 {
	if !t.may.has(word) {
		return 0
	}
	bits, _ := t.at.get(word)
	return bits
}

var vocab = sync.OnceValue(func() *vocabulary {
	v := new(vocabulary)
	classes := map[string]*wordClass{
		"particle": &v.particle, "generation": &v.generation, "legal": &v.legal, "kind": &v.kind, "alone": &v.alone, "small": &v.small, "male": &v.male, "female": &v.female,
		"former": &v.former, "deputy": &v.deputy, "relative": &v.relative, "title": &v.title, "human": &v.human, "common": &v.common, "degree": &v.degree, "memorial": &v.memorial,
		"abroad": &v.abroad, "saying": &v.saying, "around": &v.around, "apart": &v.apart, "famous": &v.famous, "exchange": &v.exchange, "sovereign": &v.sovereign,
		"local": &v.local, "having": &v.having, "other": &v.other, "firm": &v.firm, "armed": &v.armed, "of state": &v.ofState, "of nation": &v.ofNation, "storm": &v.storm, "leaning": &v.leaning,
	}
	t := &wordTable{at: newIndex[uint64](4096)}
	bits := map[string]uint64{}
	for n, r := range lexicon.MustOpen(tables, "data/words.tsv", wordColumns...).Rows {
		c := classes[r.Get("class")]
		if c == nil {
			continue // a class of a stage's own
		}
		if c.bit == 0 {
			c.bit = 1 << n
		}
		for _, w := range r.List("words") {
			bits[w] |= c.bit
			c.words = append(c.words, w)
		}
	}
	for w, b := range bits {
		t.may.add(w)
		t.at.put(textKey(w), b)
	}
	for _, c := range classes {
		c.of = t
	}
	return v
})

// nounSet is a cheap test for words of a set: their length with the first and last letter.
type nounSet [32 * 32 * 32 / 64]uint64

func (s *nounSet) at(w string) int {
	if w == "" {
		return 0
	}
	return len(w)&31<<10 | int(w[0]&31)<<5 | int(w[len(w)-1]&31)
}

func (s *nounSet) add(w string) {
	at := s.at(w)
	s[at>>6] |= 1 << (at & 63)
}

// has is true of all words of the set, in any case, and of some others.
func (s *nounSet) has(w string) bool {
	at := s.at(w)
	return s[at>>6]>>(at&63)&1 == 1
}
