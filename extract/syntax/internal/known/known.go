// Package known keeps what was computed of words, so that words of every day cost no more
// than finding them, and reading on takes no memory.
//
// It holds a fixed number of words: those that come a second time while there is room. Words
// met once, names mostly, would fill it with what is never asked for again. What it holds never
// changes, and never leaves. It is safe for concurrent use; losing a race costs the work of one
// word, nothing else, and no result depends on what it holds.
package known

import (
	"math/bits"
	"sync/atomic"
)

const (
	sets = 1 << 10
	ways = 8 // places of a set
	// seenBits sets how many words are remembered to have come once.
	seenBits = 14
	// longest is the number of bytes beyond which a word is not kept. With it an entry
	// with a slice fills a cache line.
	longest = 32
)

// Words is the words known, each with a number that belongs to it (a tag, say), and what was
// computed of them. The zero value knows none.
type Words[T any] struct {
	sets    [sets]set
	entries [sets * ways]entry[T]
	seen    [1 << seenBits]atomic.Uint32
}

// set says what words are in the places of a set: those whose keys have the same low bits.
// Keys are 0 where there is none. It fills a cache line.
type set struct {
	keys  [ways]atomic.Uint32
	ready [ways]atomic.Uint32 // not 0 where the entry has been written, for good
}

// entry holds the word itself, to be compared without another look into memory.
type entry[T any] struct {
	word   [longest]byte
	size   uint32
	number uint32
	value  T
}

// Key is the hash by which a word with its number is found.
func Key(word string, number uint32) uint32 {
	const prime = 0x9E3779B97F4A7C15
	h := uint64(number)<<32 | uint64(len(word))
	w := word[:min(len(word), longest+1)] // a longer word is not kept
	for ; len(w) > 8; w = w[8:] {
		h = (h ^ eight(w)) * prime
		h ^= h >> 32
	}
	// The last bytes; those of a short part may be taken twice.
	var last uint64
	switch n := len(w); {
	case n == 8:
		last = eight(w)
	case n >= 4:
		last = four(w) | four(w[n-4:])<<32
	case n > 0:
		last = uint64(w[0]) | uint64(w[n/2])<<8 | uint64(w[n-1])<<16
	}
	h = (h ^ last) * prime
	return max(uint32(h>>32)^uint32(bits.RotateLeft64(h, 17)), 1)
}

func four(w string) uint64 {
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24
}

func eight(w string) uint64 {
	_ = w[7]
	return uint64(w[0]) | uint64(w[1])<<8 | uint64(w[2])<<16 | uint64(w[3])<<24 |
		uint64(w[4])<<32 | uint64(w[5])<<40 | uint64(w[6])<<48 | uint64(w[7])<<56
}

// Place is where a word with that key is kept, if it is: At tells.
func (w *Words[T]) Place(key uint32) int32 {
	at := key % sets
	s := &w.sets[at]
	for i := range s.keys {
		if s.keys[i].Load() == key {
			if s.ready[i].Load() == 0 {
				break
			}
			return int32(at*ways) + int32(i)
		}
	}
	return -1
}

// At gives what is kept of a word, given its place. Looking for the places of several words
// first and then at them lets the processor wait for the memory of all together.
func (w *Words[T]) At(place int32, word string, number uint32) (value T, ok bool) {
	if place < 0 {
		return value, false
	}
	e := &w.entries[place]
	if e.number != number || string(e.word[:min(e.size, longest)]) != word {
		return value, false
	}
	return e.value, true
}

// Find gives what is kept of a word.
func (w *Words[T]) Find(key uint32, word string, number uint32) (value T, ok bool) {
	return w.At(w.Place(key), word, number)
}

// Wants reports whether a word that was not found should be kept: it has come before, and
// there is room.
func (w *Words[T]) Wants(key uint32, word string) bool {
	if len(word) > longest || w.sets[key%sets].keys[ways-1].Load() != 0 {
		return false
	}
	return w.seen[key>>(32-seenBits)].Swap(key) == key
}

// Keep keeps what was computed of a word that is wanted. The word is copied. Of words with
// the same key the first is kept only.
func (w *Words[T]) Keep(key uint32, word string, number uint32, value T) {
	s := &w.sets[key%sets]
	for i := range s.keys {
		if s.keys[i].CompareAndSwap(0, key) {
			e := &w.entries[int(key%sets)*ways+i]
			e.number, e.value = number, value
			e.size = uint32(copy(e.word[:], word))
			s.ready[i].Store(1)
			return
		}
		if s.keys[i].Load() == key {
			return
		}
	}
}
