package tagger

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
			t.grow(2 * len(t.edges))
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
