package tagger

import "math/bits"

// phrases is a trie over the hashes of words, in one hash table with open
// addressing. Two words of one hash are taken for one: of the words of a text, one
// in some hundred thousand is mistaken for a listed one.
type phrases struct {
	edges  []phraseEdge // next is 0 where it is free
	values []uint32     // by node; node 0 is the root
	n      int          // edges
	first  [firstWords]uint64
}

// firstWords is the number of words of the filter of first words, which is small enough
// to stay in the processor's nearest cache.
const firstWords = 1 << 11

type phraseEdge struct {
	node, word uint32
	next       int32
}

// at is the place of the edge of word from node, or the free one where it belongs.
func (t *phrases) at(node, word uint32) int {
	mask := len(t.edges) - 1
	i := int(word^node*0x9E3779B1) & mask
	for e := &t.edges[i]; e.next != 0 && (e.word != word || e.node != node); e = &t.edges[i] {
		i = (i + 1) & mask
	}
	return i
}

// add enters a phrase with a value, which is joined to those that it has.
func (t *phrases) add(words []Piece, value uint32) {
	if len(words) == 0 {
		return
	}
	if t.values == nil {
		t.values = make([]uint32, 1)
	}
	h := words[0].Exact
	t.first[h>>6&(firstWords-1)] |= 1 << (h & 63)
	node := uint32(0)
	for i := range words {
		if 2*t.n >= len(t.edges) {
			t.grow(2*len(t.edges) + 1)
		}
		e := &t.edges[t.at(node, words[i].Exact)]
		if e.next == 0 {
			*e = phraseEdge{node, words[i].Exact, int32(len(t.values))}
			t.values = append(t.values, 0)
			t.n++
		}
		node = uint32(e.next)
	}
	t.values[node] |= value
}

// grow makes room for size places at least.
func (t *phrases) grow(size int) {
	old := t.edges
	t.edges = make([]phraseEdge, tableSize(size))
	for _, e := range old {
		if e.next != 0 {
			t.edges[t.at(e.node, e.word)] = e
		}
	}
}

// begins reports whether a phrase may begin with a word; mostly none does.
func (t *phrases) begins(word uint32) bool { return t.first[word>>6&(firstWords-1)]>>(word&63)&1 == 1 }

// longest finds the longest phrase that begins with piece i, where word(k) is the hash
// of piece k and end the first piece that may not be read. It returns its value and the
// piece behind it, which is i when there is none.
func (t *phrases) longest(i, end int, word func(int) uint32) (value uint32, behind int) {
	behind = i
	if t.n == 0 || !t.begins(word(i)) {
		return 0, i
	}
	node := uint32(0)
	for k := i; k < end; k++ {
		e := &t.edges[t.at(node, word(k))]
		if e.next == 0 {
			break
		}
		node = uint32(e.next)
		if v := t.values[node]; v != 0 {
			value, behind = v, k+1
		}
	}
	return value, behind
}

// tableSize is the power of two that is at least n, and 64 at least.
func tableSize(n int) int { return 1 << bits.Len(uint(max(n, 64)-1)) }

// wholes is a table of values by whole strings, of which it keeps hashes of 64 bits.
type wholes struct {
	keys   []uint64 // 0 is free
	values []uint32
	n      int
}

func (t *wholes) at(key uint64) int {
	mask := len(t.keys) - 1
	i := int(key>>32) & mask
	for t.keys[i] != 0 && t.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (t *wholes) grow(size int) {
	old := *t
	t.keys, t.values = make([]uint64, tableSize(size)), make([]uint32, tableSize(size))
	for i, k := range old.keys {
		if k != 0 {
			at := t.at(k)
			t.keys[at], t.values[at] = k, old.values[i]
		}
	}
}

// add joins a value to those of s.
func (t *wholes) add(s string, value uint32) {
	if 2*t.n >= len(t.keys) {
		t.grow(2*len(t.keys) + 1)
	}
	key := hash64(s)
	i := t.at(key)
	if t.keys[i] == 0 {
		t.keys[i] = key
		t.n++
	}
	t.values[i] |= value
}

func (t *wholes) get(s string) uint32 {
	if t.n == 0 {
		return 0
	}
	return t.values[t.at(hash64(s))]
}

// hash64 is FNV-1a, and never 0.
func hash64(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return max(h, 1)
}

// wordSet is a set of hashes of words.
type wordSet struct{ slots []uint32 } // 0 is free

func newWordSet(words ...string) wordSet {
	size := 8
	for size < 4*len(words) {
		size *= 2
	}
	s := wordSet{make([]uint32, size)}
	for _, w := range words {
		s.slots[s.at(lowerHash(w))] = lowerHash(w)
	}
	return s
}

func (s wordSet) at(h uint32) int {
	i := int(h) & (len(s.slots) - 1)
	for s.slots[i] != 0 && s.slots[i] != h {
		i = (i + 1) & (len(s.slots) - 1)
	}
	return i
}

func (s wordSet) has(h uint32) bool { return s.slots[s.at(h)] != 0 }
