package actors

import "dateline/corpus/hash"

// index lists values by keys of 64 bits, of which it keeps no text: the knowledge
// base has tens of thousands of names, which every run would have to copy. That two
// names of all the world's news have one key is as good as ruled out.
//
// The zero index is empty and ready for put. It may be read concurrently.
type index[V any] struct {
	slots []slot[V] // open addressing
	lists [][]V
	n     int
}

// slot holds the values of a key, side by side with it: a look costs one line of memory.
type slot[V any] struct {
	key   uint64 // 0 is free
	first [1]V
	many  int32 // 1 + the place in lists of all values of a key that has several
}

// newIndex makes an index for about n keys.
func newIndex[V any](n int) index[V] {
	var x index[V]
	x.resize(n)
	return x
}

func (x *index[V]) resize(n int) {
	old := x.slots
	size := 16
	for size < 2*n {
		size *= 2
	}
	x.slots = make([]slot[V], size)
	for i := range old {
		if s := &old[i]; s.key != 0 {
			*x.at(s.key) = *s
		}
	}
}

// at is where a key stands or would stand.
func (x *index[V]) at(key uint64) *slot[V] {
	mask := len(x.slots) - 1
	for i := int(key) & mask; ; i = (i + 1) & mask {
		if s := &x.slots[i]; s.key == key || s.key == 0 {
			return s
		}
	}
}

// list are the values of a key in the order in which they were put. It must not be
// changed.
func (x *index[V]) list(key uint64) []V {
	if x.n == 0 {
		return nil
	}
	s := x.at(key)
	switch {
	case s.key == 0:
		return nil
	case s.many > 0:
		return x.lists[s.many-1]
	}
	return s.first[:]
}

// named is the list of a text.
func (x *index[V]) named(text string) []V { return x.list(textKey(text)) }

// get is the first value of a text.
func (x *index[V]) get(text string) (v V, ok bool) {
	if x.n == 0 {
		return v, false
	}
	s := x.at(textKey(text))
	return s.first[0], s.key != 0
}

// put adds a value to the list of a key.
func (x *index[V]) put(key uint64, v V) {
	if 4*(x.n+1) > 3*len(x.slots) {
		x.resize(x.n + 1 + x.n/2)
	}
	s := x.at(key)
	switch {
	case s.key == 0:
		s.key, s.first[0] = key, v
		x.n++
	case s.many == 0:
		x.lists = append(x.lists, append(make([]V, 0, 4), s.first[0], v))
		s.many = int32(len(x.lists))
	default:
		l := &x.lists[s.many-1]
		*l = append(*l, v)
	}
}

// textKey is the key of a text, never 0.
func textKey[T string | []byte](text T) uint64 {
	return max(hash.Mix(hash.FNV(text)), 1)
}
