package lexicon

import (
	"encoding/binary"
	"fmt"
	"slices"

	"dateline/corpus/hash"
)

// Asked is the set of dictionary entries that the work on a document asked for,
// found or not, as hashes (see [Ask]), ascending and each once. Whoever keeps the
// outcome of that work keeps the set beside it: as long as what the dictionaries
// have under these hashes is the same, so is the outcome. Two entries of one
// hash cost some work that was not needed, and never a stale outcome.
//
// The zero Asked is empty.
type Asked []uint32

// Ask is the hash of an entry: of a table, given as a number, and of a key of it.
// It is the same in every process, so that it may be stored.
func Ask(table uint8, key string) uint32 {
	h := hash.Mix(uint64(table)<<32 ^ uint64(len(key)))
	for len(key) >= 8 {
		h = hash.Mix(h ^ (uint64(key[0]) | uint64(key[1])<<8 | uint64(key[2])<<16 | uint64(key[3])<<24 |
			uint64(key[4])<<32 | uint64(key[5])<<40 | uint64(key[6])<<48 | uint64(key[7])<<56))
		key = key[8:]
	}
	var rest uint64
	for i := 0; i < len(key); i++ {
		rest |= uint64(key[i]) << (8 * i)
	}
	return uint32(hash.Mix(h ^ rest))
}

// AskNumber is Ask for a table whose keys are numbers.
func AskNumber(table uint8, key int) uint32 {
	return uint32(hash.Mix(hash.Mix(uint64(table)<<56^1<<55) ^ uint64(key)))
}

// Has reports whether an entry was asked for.
func (a Asked) Has(ask uint32) bool {
	_, ok := slices.BinarySearch(a, ask)
	return ok
}

// Union is the set of both.
func (a Asked) Union(b Asked) Asked {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	out := make(Asked, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case a[0] > b[0]:
			out, b = append(out, b[0]), b[1:]
		default:
			out, a, b = append(out, a[0]), a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// AppendTo appends the set as bytes: each hash in four, the lowest first. The
// hashes of a document lie so far apart that their gaps take as many.
func (a Asked) AppendTo(to []byte) []byte {
	to = slices.Grow(to, 4*len(a))
	for _, h := range a {
		to = binary.LittleEndian.AppendUint32(to, h)
	}
	return to
}

// ParseAsked reads what AppendTo has written. It is an error when the bytes are
// no ascending hashes.
func ParseAsked(data []byte) (Asked, error) {
	if len(data)%4 != 0 {
		return nil, fmt.Errorf("lexicon: %d bytes are no set of hashes", len(data))
	}
	if len(data) == 0 {
		return nil, nil
	}
	a := make(Asked, len(data)/4)
	for i := range a {
		a[i] = binary.LittleEndian.Uint32(data[4*i:])
		if i > 0 && a[i] <= a[i-1] {
			return nil, fmt.Errorf("lexicon: hash %d of %d does not ascend", i, len(a))
		}
	}
	return a, nil
}

// Asking collects the asks of one document. It is not safe for concurrent use.
//
// The zero Asking is empty and ready for Add.
type Asking struct {
	slots []uint32 // open addressing by the low bits; 0 is free
	n     int
	zero  bool // the hash 0 was asked
}

// Add enters an ask. Asks that are there already cost a look only.
func (s *Asking) Add(ask uint32) {
	if 2*s.n >= len(s.slots) {
		s.grow()
	}
	if ask == 0 {
		s.zero = true
		return
	}
	mask := uint32(len(s.slots) - 1)
	for i := ask & mask; ; i = (i + 1) & mask {
		switch s.slots[i] {
		case ask:
			return
		case 0:
			s.slots[i] = ask
			s.n++
			return
		}
	}
}

// Reset takes out all asks. The memory stays, unless it is more than most texts need.
func (s *Asking) Reset() {
	if len(s.slots) > 4096 {
		s.slots = nil
	}
	clear(s.slots)
	s.n, s.zero = 0, false
}

func (s *Asking) grow() {
	old := s.slots
	s.slots = make([]uint32, max(256, 2*len(old)))
	mask := uint32(len(s.slots) - 1)
	for _, ask := range old {
		if ask == 0 {
			continue
		}
		i := ask & mask
		for s.slots[i] != 0 {
			i = (i + 1) & mask
		}
		s.slots[i] = ask
	}
}

// Asked is what was asked so far.
func (s *Asking) Asked() Asked {
	if s.n == 0 && !s.zero {
		return nil
	}
	out := make(Asked, 0, s.n+1)
	if s.zero {
		out = append(out, 0)
	}
	for _, ask := range s.slots {
		if ask != 0 {
			out = append(out, ask)
		}
	}
	slices.Sort(out)
	return out
}
