package tagger

import "dateline/corpus/weights"

// phrases is a trie over the hashes of words, in one hash table with open
// addressing. Two words of one hash are taken for one: of the words of a text, one
// in some hundred thousand is mistaken for a listed one.
type phrases struct {
	edges []phraseEdge // a power of two of them, next is 0 where it is free
	n     int          // edges, and nodes but for the root, which is 0
	first [firstWords]uint64
}

// firstWords is the number of words of the filter of first words, which is small enough
// to stay in the processor's nearest cache.
const firstWords = 1 << 11

// phraseEdge leads from a node by a word to another, where value is that of the phrase up to there.
type phraseEdge struct {
	node, word  uint32
	next, value uint32
}

// edgesInLine is how many edges lie in one line of the cache. An edge is looked for from the first
// of a line on.
const edgesInLine = 4

// at is the edge of word from node, or the free one where it belongs.
func (t *phrases) at(node, word uint32) *phraseEdge {
	mask := len(t.edges) - 1
	for i := int(word^node*0x9E3779B1) * edgesInLine & mask; ; i = (i + 1) & mask {
		if e := &t.edges[i]; e.next == 0 || e.word == word && e.node == node {
			return e
		}
	}
}

// add enters a phrase, given as the hashes of its words, with a value, which is joined to those that it has.
func (t *phrases) add(words []uint32, value uint32) {
	if len(words) == 0 {
		return
	}
	h := words[0]
	t.first[h>>6&(firstWords-1)] |= 1 << (h & 63)
	if 4*(t.n+len(words)) >= 3*len(t.edges) {
		t.grow(2 * max(len(t.edges), len(words)))
	}
	var e *phraseEdge
	node := uint32(0)
	for _, word := range words {
		e = t.at(node, word)
		if e.next == 0 {
			t.n++
			*e = phraseEdge{node: node, word: word, next: uint32(t.n)}
		}
		node = e.next
	}
	e.value |= value
}

// grow makes room for size places at least.
func (t *phrases) grow(size int) {
	old := t.edges
	t.edges = weights.Large[phraseEdge](tableSize(size))
	for _, e := range old {
		if e.next != 0 {
			*t.at(e.node, e.word) = e
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
		e := t.at(node, word(k))
		if e.next == 0 {
			break
		}
		node = e.next
		if e.value != 0 {
			value, behind = e.value, k+1
		}
	}
	return value, behind
}
