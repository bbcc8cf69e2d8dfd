package actors

import "dateline/corpus/hash"

// index lists values by keys of 64 bits, of which it keeps no text: the knowledge
// base has tens of thousands of names, which every run would have to copy. That two
// names of all the world's news have one key is as good as ruled out.
//
// The zero index is empty and ready for put. It may be read concurrently.
type index[V any] struct {
	keys  []uint64 // open addressing; 0 is free
	first []V
	many  []int32 // 1 + the place in lists of all values of a key that has several
	lists [][]V
	n     int
}

// newIndex makes an index for about n keys.
func newIndex[V any](n int) index[V] {
	var x index[V]
	x.resize(n)
	return x
}

func (x *index[V]) resize(n int) {
	old := *x
	size := 16
	for size < 2*n {
		size *= 2
	}
	x.keys, x.first, x.many = make([]uint64, size), make([]V, size), make([]int32, size)
	for at, k := range old.keys {
		if k != 0 {
			to := x.at(k)
			x.keys[to], x.first[to], x.many[to] = k, old.first[at], old.many[at]
		}
	}
}

// at is where a key stands or would stand.
func (x *index[V]) at(key uint64) int {
	mask := len(x.keys) - 1
	i := int(key) & mask
	for x.keys[i] != 0 && x.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

// list are the values of a key in the order in which they were put. It must not be
// changed.
func (x *index[V]) list(key uint64) []V {
	if x.n == 0 {
		return nil
	}
	at := x.at(key)
	switch {
	case x.keys[at] == 0:
		return nil
	case x.many[at] > 0:
		return x.lists[x.many[at]-1]
	}
	return x.first[at : at+1 : at+1]
}

// named is the list of a text.
func (x *index[V]) named(text string) []V { return x.list(textKey(text)) }

// put adds a value to the list of a key.
func (x *index[V]) put(key uint64, v V) {
	if 4*(x.n+1) > 3*len(x.keys) {
		x.resize(x.n + 1 + x.n/2)
	}
	at := x.at(key)
	switch {
	case x.keys[at] == 0:
		x.keys[at], x.first[at] = key, v
		x.n++
	case x.many[at] == 0:
		x.lists = append(x.lists, append(make([]V, 0, 4), x.first[at], v))
		x.many[at] = int32(len(x.lists))
	default:
		l := &x.lists[x.many[at]-1]
		*l = append(*l, v)
	}
}

// textKey is the key of a text, never 0.
func textKey[T string | []byte](text T) uint64 {
	return max(hash.Mix(hash.FNV(text)), 1)
}
