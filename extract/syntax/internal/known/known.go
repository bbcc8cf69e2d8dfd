// Package known keeps what was computed of words, so that words of every day cost no more
// than finding them, and reading on takes no memory.
//
// It holds a fixed number of words: those that come a second time while there is room. Words
// met once, names mostly, would fill it with what is never asked for again. What it holds never
// changes, and never leaves. It is safe for concurrent use; losing a race costs the work of one
// word, nothing else, and no result depends on what it holds.
package known

import "sync/atomic"

const (
	sets = 1 << 10
	ways = 8 // entries of a set
	// seenBits sets how many words are remembered to have come once.
	seenBits = 14
	// longest is the number of bytes beyond which a word is not kept. With it an entry
	// with a slice fills a cache line.
	longest = 32
)

// Words is the words known, each with a number that belongs to it (a tag, say), and what was
// computed of them. The zero value knows none.
type Words[T any] struct {
	sets [sets]set[T]
	seen [1 << seenBits]atomic.Uint32
}

// set is the words whose keys have the same low bits. Keys are 0 where there is none.
type set[T any] struct {
	keys    [ways]atomic.Uint32
	entries [ways]atomic.Pointer[entry[T]]
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
	h := 2166136261 ^ number*0x9E3779B1
	for i := range min(len(word), longest+1) { // a longer word is not kept
		h = (h ^ uint32(word[i])) * 16777619
	}
	h ^= h >> 15
	return max(h, 1)
}

// Find gives what is kept of a word.
func (w *Words[T]) Find(key uint32, word string, number uint32) (value T, ok bool) {
	s := &w.sets[key%sets]
	for i := range s.keys {
		k := s.keys[i].Load()
		if k == 0 {
			break
		}
		if k != key {
			continue
		}
		if e := s.entries[i].Load(); e != nil && e.number == number && string(e.word[:e.size]) == word {
			return e.value, true
		}
	}
	return value, false
}

// Wants reports whether a word that was not found should be kept: it has come before, and
// there is room.
func (w *Words[T]) Wants(key uint32, word string) bool {
	if len(word) > longest || w.sets[key%sets].keys[ways-1].Load() != 0 {
		return false
	}
	return w.seen[key>>(32-seenBits)].Swap(key) == key
}

// Keep keeps what was computed of a word that is wanted. The word is copied.
func (w *Words[T]) Keep(key uint32, word string, number uint32, value T) {
	s := &w.sets[key%sets]
	for i := range s.keys {
		if s.keys[i].CompareAndSwap(0, key) {
			e := &entry[T]{number: number, value: value}
			e.size = uint32(copy(e.word[:], word))
			s.entries[i].Store(e)
			return
		}
	}
}
