package tagger

import "math/bits"

// hashed is a table of values by hashes, with open addressing; a key of 0 is none. Every
// word of a document is looked up in one.
type hashed[K uint32 | uint64, V any] struct {
	keys   []K // 0 is free
	values []V
	n      int
}

// at is the place of key, or the free one where it belongs.
func (t *hashed[K, V]) at(key K) int {
	mask := len(t.keys) - 1
	i := int(key) & mask
	for t.keys[i] != 0 && t.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

// get is the value of key, the zero value where there is none.
func (t *hashed[K, V]) get(key K) V {
	if t.n == 0 {
		var none V
		return none
	}
	return t.values[t.at(key)]
}

// entry is the value of key, entered if it is not there. The pointer is valid until
// the next entry.
func (t *hashed[K, V]) entry(key K) *V {
	if 2*t.n >= len(t.keys) {
		t.grow(2 * len(t.keys))
	}
	i := t.at(key)
	if t.keys[i] == 0 {
		t.keys[i] = key
		t.n++
	}
	return &t.values[i]
}

// grow makes room for size places at least.
func (t *hashed[K, V]) grow(size int) {
	old := *t
	t.keys, t.values = make([]K, tableSize(size)), make([]V, tableSize(size))
	for i, k := range old.keys {
		if k != 0 {
			at := t.at(k)
			t.keys[at], t.values[at] = k, old.values[i]
		}
	}
}

// tableSize is the power of two that is at least n, and 64 at least.
func tableSize(n int) int { return 1 << bits.Len(uint(max(n, 64)-1)) }

// hash64 is FNV-1a, and never 0.
func hash64(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return max(h, 1)
}

// wordSet is a set of hashes of words.
type wordSet struct{ hashed[uint32, struct{}] }

func newWordSet(words ...string) wordSet {
	var s wordSet
	s.grow(4 * len(words))
	for _, w := range words {
		s.entry(lowerHash(w))
	}
	return s
}

func (s *wordSet) has(h uint32) bool { return s.keys[s.at(h)] != 0 }
