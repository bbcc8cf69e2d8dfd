package duplicates

import (
	"cmp"
	"slices"
	"sync"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// Gist is what an article is about: the words by which it is compared with others, as
// hashes in ascending order, each once. The lowest two bits of each are its class. The
// zero Gist says nothing; such articles are compared by their actors.
type Gist []uint32

// Classes of words, and what one weighs.
const (
	gistOther = 1 + iota // verbs and adjectives
	gistNoun
	gistName // names and numbers
)

var gistWeights = [4]int32{gistOther: 1, gistNoun: 2, gistName: 5}

const (
	gistSize  = 64 // words of a gist at most
	leadCount = 3  // as often a word of the first two sentences counts
)

// gistClasses are the parts of speech that tell what an article is about.
var gistClasses = [ud.NumUPOS]uint32{ud.PROPN: gistName, ud.NUM: gistName, ud.NOUN: gistNoun, ud.VERB: gistOther, ud.ADJ: gistOther}

// GistOf is the gist of a document with tokens: the words that it uses most, names
// before nouns and these before others, and what comes first before what comes later.
func GistOf(d *corpus.Document) Gist {
	lead := 0
	if n := min(2, len(d.Sentences)); n > 0 {
		lead = d.Sentences[n-1].End
	}
	c := counters.Get().(*counter)
	defer c.release()
	for i := range d.Tokens {
		t := &d.Tokens[i]
		class := gistClasses[t.UPOS]
		if class == 0 || len(t.Lemma) < 2 && t.UPOS != ud.NUM {
			continue
		}
		hash := wordSpace.folded(t.Lemma)
		k, ok := c.index[hash]
		if !ok {
			k = int32(len(c.words))
			c.index[hash] = k
			c.words = append(c.words, gistWord{ordinal: int32(i), hash: hash})
		}
		w := &c.words[k]
		w.class = max(w.class, class)
		w.count++
		if t.Start < lead {
			w.count += leadCount - 1
		}
	}
	all := c.words
	slices.SortFunc(all, func(a, b gistWord) int {
		if x, y := a.count*gistWeights[a.class], b.count*gistWeights[b.class]; x != y {
			return cmp.Compare(y, x)
		}
		return cmp.Compare(a.ordinal, b.ordinal)
	})
	g := make(Gist, 0, min(gistSize, len(all)))
	for _, w := range all[:cap(g)] {
		g = append(g, uint32(w.hash)&^3|w.class)
	}
	slices.Sort(g)
	return slices.Compact(g)
}

// counter counts the words of a document.
type counter struct {
	words []gistWord
	index map[uint64]int32 // of words by their hash
}

type gistWord struct {
	class   uint32
	count   int32
	ordinal int32
	hash    uint64
}

var counters = sync.Pool{New: func() any { return &counter{index: map[uint64]int32{}} }}

// release keeps the counter for another document, if it has not grown on a huge one.
func (c *counter) release() {
	if len(c.words) > 1<<12 {
		return
	}
	c.words = c.words[:0]
	clear(c.index)
	counters.Put(c)
}

const nearWords = 6 // tokens before a trigger, and after it

// NearOf are the words about a trigger of a document, as hashes in ascending order, if
// its lemma says too little ("take"): two mentions are one where these are alike. It is
// nil for other lemmas.
func NearOf(d *corpus.Document, trigger corpus.Span, lemma string) []uint32 {
	in, i := d.TokensIn(trigger), d.SentenceAt(trigger.Start)
	if in.Len() <= 0 || i < 0 || stem(lemma) != "" {
		return nil
	}
	var room [2 * nearWords]uint32
	near := room[:0]
	sentence := d.Sentences[i].Tokens
	for k := max(sentence.First, in.First-nearWords); k < min(sentence.End, in.End+nearWords); k++ {
		t := &d.Tokens[k]
		if k >= in.First && k < in.End || gistClasses[t.UPOS] == 0 || len(t.Lemma) < 2 && t.UPOS != ud.NUM {
			continue
		}
		near = append(near, uint32(wordSpace.folded(t.Lemma)))
	}
	slices.Sort(near)
	return slices.Clone(slices.Compact(near))
}
