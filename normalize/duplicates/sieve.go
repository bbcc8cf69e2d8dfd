package duplicates

import (
	"math/bits"
	"slices"
)

// defaultMemory is the number of bytes that a reduce keeps in memory for its
// sorting and sieving: 64 MiB.
const defaultMemory = 64 << 20

// sieve tells what was seen once from what may have been seen again, so that the
// many keys of one owner are dropped before anything is sorted. It errs to one
// side only: a key seen again always passes, a lone one sometimes does.
type sieve struct {
	slots  []uint64 // 32 of two bits each: seen, and seen again
	keys   int
	memory int // bytes it may grow to
}

func newSieve(memory int) *sieve {
	return &sieve{slots: make([]uint64, 1<<13), memory: memory}
}

// see takes a key, which is a hash, and reports whether it passes from now on.
func (s *sieve) see(key uint64) bool {
	word, bit := &s.slots[key>>5&uint64(len(s.slots)-1)], 2*(key&31)
	if *word>>bit&1 == 1 {
		*word |= 2 << bit
		return true
	}
	*word |= 1 << bit
	if s.keys++; s.keys > 2*len(s.slots) && 16*len(s.slots) <= s.memory {
		// What was seen was seen in every copy. A large factor, because each copy
		// keeps the errors of the small sieve.
		s.slots = slices.Repeat(s.slots, min(16, s.memory/8/len(s.slots)))
		s.slots = s.slots[:1<<(bits.Len(uint(len(s.slots)))-1)]
	}
	return false
}

// passes reports whether a key was seen again.
func (s *sieve) passes(key uint64) bool {
	return s.slots[key>>5&uint64(len(s.slots)-1)]>>(2*(key&31))&2 != 0
}

// tally counts keys, which are hashes and not 0: a table of open addressing, since
// a map takes three times the memory.
type tally struct {
	keys   []uint64
	counts []uint32
	n      int
}

// at is the slot of a key, or the free one where it belongs.
func (t *tally) at(key uint64) int {
	i := int(key & uint64(len(t.keys)-1))
	for t.keys[i] != 0 && t.keys[i] != key {
		i = (i + 1) & (len(t.keys) - 1)
	}
	return i
}

// enter gives a key a place, with a count of 0 at first.
func (t *tally) enter(key uint64) {
	if 4*t.n >= 3*len(t.keys) {
		old := *t
		size := max(1<<10, 2*len(old.keys))
		t.keys, t.counts = make([]uint64, size), make([]uint32, size)
		for i, k := range old.keys {
			if k != 0 {
				j := t.at(k)
				t.keys[j], t.counts[j] = k, old.counts[i]
			}
		}
	}
	if i := t.at(key); t.keys[i] == 0 {
		t.keys[i] = key
		t.n++
	}
}

// count adds one to a key that has a place.
func (t *tally) count(key uint64) {
	if t.n > 0 {
		if i := t.at(key); t.keys[i] != 0 {
			t.counts[i]++
		}
	}
}

// of is the count of a key; 0 for one without a place.
func (t *tally) of(key uint64) int {
	if t.n == 0 {
		return 0
	}
	return int(t.counts[t.at(key)])
}
