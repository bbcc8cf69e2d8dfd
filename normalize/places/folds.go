package places

import (
	"iter"
	"slices"
)

// folds are the places of folded names. Names are known by hashes of 64 bits: that two
// names of all tables have one is as good as ruled out. A look costs one line of memory.
type folds struct {
	slots []foldSlot // open addressing
	all   []int      // rows of places, those of one name side by side
}

type foldSlot struct {
	key    uint64 // 0 is free
	at     uint32 // of the first in all; while it is built, of the last in the chain
	n      uint16
	spread uint16 // see Gazetteer.Spread
}

// slot is where a key stands or would stand.
func (f *folds) slot(key uint64) *foldSlot {
	mask := len(f.slots) - 1
	for i := int(key) & mask; ; i = (i + 1) & mask {
		if s := &f.slots[i]; s.key == key || s.key == 0 {
			return s
		}
	}
}

// named are the rows of the places of a folded name, or nil. They must not be changed.
func (f *folds) named(fold string) []int {
	s := f.slot(foldKey(fold))
	if s.n == 0 {
		return nil
	}
	return f.all[s.at : s.at+uint32(s.n) : s.at+uint32(s.n)]
}

// foldsBuilder collects the places of names. A slot leads to the last row of its name, and
// each row to the next one, the last to the first.
type foldsBuilder struct {
	folds
	chain []foldLink
	names int
}

type foldLink struct {
	row  int
	next uint32
}

func newFolds(names int) *foldsBuilder {
	size := 16
	for size < 2*names {
		size *= 2
	}
	return &foldsBuilder{folds: folds{slots: make([]foldSlot, size)}, chain: make([]foldLink, 0, names)}
}

// enter adds a row to a name, unless it has just been added.
func (b *foldsBuilder) enter(row int, fold string) {
	if 2*b.names >= len(b.slots) {
		b.grow()
	}
	key := foldKey(fold)
	s := b.slot(key)
	at := uint32(len(b.chain))
	switch {
	case s.key == 0:
		s.key = key
		b.names++
		b.chain = append(b.chain, foldLink{row, at})
	case b.chain[s.at].row == row:
		return
	default:
		b.chain = append(b.chain, foldLink{row, b.chain[s.at].next})
		b.chain[s.at].next = at
	}
	s.at = at
	s.n++
}

func (b *foldsBuilder) grow() {
	old := b.slots
	b.slots = make([]foldSlot, 2*len(old))
	for _, s := range old {
		if s.key != 0 {
			*b.slot(s.key) = s
		}
	}
}

// rows are those of a name in the order in which they were added.
func (b *foldsBuilder) rows(fold string) iter.Seq[int] {
	return func(yield func(int) bool) {
		s := b.slot(foldKey(fold))
		for at, n := s.at, s.n; n > 0; n-- {
			at = b.chain[at].next
			if !yield(b.chain[at].row) {
				return
			}
		}
	}
}

// done is the table, with the rows of each name sorted.
func (b *foldsBuilder) done(order func(i, j int) int, places []Place) folds {
	b.all = make([]int, 0, len(b.chain))
	for i := range b.slots {
		s := &b.slots[i]
		if s.key == 0 {
			continue
		}
		from, at := len(b.all), s.at
		for range s.n {
			at = b.chain[at].next
			b.all = append(b.all, b.chain[at].row)
		}
		s.at, s.spread = uint32(from), 1
		if s.n == 1 {
			continue
		}
		list := b.all[from:]
		slices.SortStableFunc(list, order)
		for i, row := range list[1:] {
			if !slices.ContainsFunc(list[:i+1], func(k int) bool { return places[k].Country == places[row].Country }) {
				s.spread++
			}
		}
	}
	return b.folds
}

// foldKey is the key of a folded name, never 0.
func foldKey(fold string) uint64 { return max(key64(fold), 1) }
