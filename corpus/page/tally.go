package page

import (
	"cmp"
	"slices"
)

// MostKeys is how many keys of a kind a page counts at once.
const MostKeys = 100_000

// Tally counts by key in bounded memory. When there are too many keys the rarer half is
// forgotten (lossy counting, Manku and Motwani 2002): a count is never too large, and too
// small by [Tally.Short] at most.
type Tally[K cmp.Ordered, V any] struct {
	most  int
	keys  map[K]*counted[V]
	short int
}

type counted[V any] struct {
	n     int
	value V
}

// NewTally is an empty tally of at most so many keys.
func NewTally[K cmp.Ordered, V any](most int) *Tally[K, V] {
	return &Tally[K, V]{most: most, keys: map[K]*counted[V]{}}
}

// Add counts a key so many times and returns what is kept with it.
func (t *Tally[K, V]) Add(key K, times int) *V {
	c := t.keys[key]
	if c == nil {
		if len(t.keys) >= t.most {
			t.forget()
		}
		c = new(counted[V])
		t.keys[key] = c
	}
	c.n += times
	return &c.value
}

func (t *Tally[K, V]) forget() {
	list := t.Top(len(t.keys))
	for _, e := range list[len(list)/2:] {
		delete(t.keys, e.Key)
	}
	t.short += list[len(list)/2].N
}

// Len is the number of keys that are known.
func (t *Tally[K, V]) Len() int { return len(t.keys) }

// Short is how much any count may be too small.
func (t *Tally[K, V]) Short() int { return t.short }

// Of is the number of a key and what is kept with it: 0 and nil if it is not known.
func (t *Tally[K, V]) Of(key K) (int, *V) {
	if c := t.keys[key]; c != nil {
		return c.n, &c.value
	}
	return 0, nil
}

// Entry is a key of a tally with its number and what is kept with it.
type Entry[K, V any] struct {
	Key   K
	N     int
	Value V
}

// Top are the most frequent keys, the larger number first, then in the order of keys.
func (t *Tally[K, V]) Top(most int) []Entry[K, V] {
	list := make([]Entry[K, V], 0, len(t.keys))
	for k, c := range t.keys {
		list = append(list, Entry[K, V]{k, c.n, c.value})
	}
	slices.SortFunc(list, func(a, b Entry[K, V]) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Key, b.Key)) })
	return list[:min(most, len(list))]
}
