package entities

import (
	"math/bits"
	"strings"
)

// lexis is what is known of words: true of those of a set, or a type or kind. Nearly every word that is
// looked up is in none; a filter of bits by length and three letters, a line or two of the cache, says so
// for most. It is not changed once it is made.
type lexis[V any] struct {
	words   map[string]V
	filter  []uint64
	shift   int // of a mark, to the number of its bit
	longest int // of the words, in bytes
}

// lexisOf makes a lexis of words. It keeps the map.
func lexisOf[V any](words map[string]V) *lexis[V] {
	const bitsPerWord = 16
	size := bits.Len(uint(max(64, bitsPerWord*len(words)) - 1)) // the filter has 2^size bits
	l := &lexis[V]{words: words, filter: make([]uint64, 1<<size/64), shift: 32 - size}
	for w := range words {
		bit := mark(w) >> l.shift
		l.filter[bit/64] |= 1 << (bit % 64)
		l.longest = max(l.longest, len(w))
	}
	return l
}

// mark is a hash of a word that does not read all of it.
func mark[T string | []byte](w T) uint32 {
	n := len(w)
	if n == 0 {
		return 0
	}
	return (uint32(n) | uint32(w[0])<<8 | uint32(w[n/2])<<16 | uint32(w[n-1])<<24) * 0x9E3779B1
}

// may reports whether a word of that mark may be known.
func (l *lexis[V]) may(mark uint32) bool {
	bit := mark >> l.shift
	return l.filter[bit/64]>>(bit%64)&1 == 1
}

// of is what is known of a word as it is written, or zero.
func (l *lexis[V]) of(w string) (v V) {
	if len(w) > l.longest || !l.may(mark(w)) {
		return v
	}
	return l.words[w]
}

// lower is what is known of a word in small letters, or zero.
func (l *lexis[V]) lower(w string) (v V) {
	var buf [32]byte
	if l.longest > len(buf) {
		return l.of(strings.ToLower(w))
	}
	for i := range len(w) {
		c := w[i]
		if c >= 0x80 {
			return l.of(strings.ToLower(w)) // which may be shorter
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if i < len(buf) {
			buf[i] = c
		}
	}
	if len(w) > l.longest || !l.may(mark(buf[:len(w)])) {
		return v
	}
	return l.words[string(buf[:len(w)])]
}
