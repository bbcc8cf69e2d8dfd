package overview

import (
	"cmp"
	"slices"
)

// mostKeys is how many keys of a kind are counted at once.
const mostKeys = 100_000

// tally counts by key in bounded memory. When there are too many keys the rarer half is
// forgotten (lossy counting, Manku and Motwani 2002): a count is never too large, and too
// small by short at most.
type tally[K cmp.Ordered, V any] struct {
	most  int
	keys  map[K]*counted[V]
	short int
}

type counted[V any] struct {
	n     int
	value V // what else is known of the key
}

func newTally[K cmp.Ordered, V any](most int) *tally[K, V] {
	return &tally[K, V]{most: most, keys: map[K]*counted[V]{}}
}

// add counts a key and returns what is kept with it.
func (t *tally[K, V]) add(key K) *V {
	c := t.keys[key]
	if c == nil {
		if len(t.keys) >= t.most {
			t.forget()
		}
		c = new(counted[V])
		t.keys[key] = c
	}
	c.n++
	return &c.value
}

func (t *tally[K, V]) forget() {
	list := t.top(len(t.keys))
	for _, e := range list[len(list)/2:] {
		delete(t.keys, e.key)
	}
	t.short += list[len(list)/2].n
}

type entry[K, V any] struct {
	key   K
	n     int
	value V
}

// top are the most frequent keys, the larger number first, then in the order of keys.
func (t *tally[K, V]) top(most int) []entry[K, V] {
	list := make([]entry[K, V], 0, len(t.keys))
	for k, c := range t.keys {
		list = append(list, entry[K, V]{k, c.n, c.value})
	}
	slices.SortFunc(list, func(a, b entry[K, V]) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.key, b.key)) })
	return list[:min(most, len(list))]
}
