package tagger

import (
	"math/bits"

	"dateline/corpus/weights"
)

// hashed is a table of values by hashes, with open addressing; a key of 0 is none. Every
// word of a document is looked up in one. A key lies beside its value, in one line of the cache.
type hashed[K uint32 | uint64, V any] struct {
	slots []slotOf[K, V]
	n     int
}

// slotOf has its key behind the value, since a value of no size would take room there.
type slotOf[K uint32 | uint64, V any] struct {
	value V
	key   K // 0 is free
}

// at is the place of key, or the free one where it belongs.
func (t *hashed[K, V]) at(key K) *slotOf[K, V] {
	mask := len(t.slots) - 1
	for i := int(key) & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.key == key || s.key == 0 {
			return s
		}
	}
}

// get is the value of key, the zero value where there is none.
func (t *hashed[K, V]) get(key K) (value V) {
	if t.n == 0 || key == 0 {
		return value
	}
	return t.at(key).value
}

// entry is the value of key, which is not 0, entered if it is not there. The pointer is valid until
// the next entry.
func (t *hashed[K, V]) entry(key K) *V {
	if 8*t.n >= 5*len(t.slots) {
		t.grow(2 * len(t.slots))
	}
	s := t.at(key)
	if s.key == 0 {
		s.key = key
		t.n++
	}
	return &s.value
}

// grow makes room for size places at least.
func (t *hashed[K, V]) grow(size int) {
	old := t.slots
	t.slots = weights.Large[slotOf[K, V]](tableSize(size))
	for i := range old {
		if s := &old[i]; s.key != 0 {
			*t.at(s.key) = *s
		}
	}
}

// tableSize is the power of two that is at least n, and 64 at least.
func tableSize(n int) int { return 1 << bits.Len(uint(max(n, 64)-1)) }

// hash64 is FNV-1a, and never 0.
func hash64(s string) uint64 {
	h := newHash64()
	for i := range len(s) {
		h = h.with(s[i])
	}
	return h.sum()
}

// started64 is a hash64 that has not come to its end.
type started64 uint64

func newHash64() started64                { return 14695981039346656037 }
func (h started64) with(b byte) started64 { return (h ^ started64(b)) * 1099511628211 }
func (h started64) sum() uint64           { return max(uint64(h), 1) }

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

func newUnion(sets ...*wordSet) wordSet {
	var all wordSet
	for _, s := range sets {
		all.grow(len(all.slots) + len(s.slots))
		for i := range s.slots {
			if key := s.slots[i].key; key != 0 {
				all.entry(key)
			}
		}
	}
	return all
}

func (s *wordSet) has(h uint32) bool { return s.at(h).key != 0 }
