package tagger

import (
	"math/bits"

	"dateline/corpus/weights"
)

// A row of the table holds a byte for each class, in words of eight. It takes a line of
// the processor's cache, of which the last two words are idle.
const (
	rowWords = (NumClasses + 7) / 8
	rowLine  = 8
)

type row [rowLine]uint64

// table is a model's rows laid out for adding. A weight is kept as weight+128 in
// a byte, so that a word adds eight of them at once into lanes of 16 bits; the
// bias is taken off at the end.
//
// Which rows there are is a set of bits, with the number of rows before each
// block of them: small enough to stay near the processor, where most features end.
type table struct {
	index []block
	rows  []row
}

// block says which of 32 hashed features have a row.
type block struct {
	kept   uint32 // a bit each
	before uint32 // rows of the blocks before
}

const (
	bias  = 128
	lanes = 0x00FF00FF00FF00FF // every second byte of a word
	// maxFeatures keeps the lanes from running over.
	maxFeatures = 0xFFFF / 0xFF
)

// newTable reads a compact model, see [Compact]. An index has at least 32 rows.
func newTable(index, w *weights.Model) *table {
	t := &table{index: make([]block, (len(index.W)+31)/32), rows: make([]row, 0, w.Rows)}
	for r, kept := range index.W {
		b := &t.index[r/32]
		if r%32 == 0 {
			b.before = uint32(len(t.rows))
		}
		if kept == 0 || len(t.rows) == int(w.Rows) {
			continue
		}
		var packed row
		for c, v := range w.Row(uint32(len(t.rows))) {
			packed[c/8] |= uint64(uint8(int(v)+bias)) << (c % 8 * 8)
		}
		b.kept |= 1 << (r % 32)
		t.rows = append(t.rows, packed)
	}
	return t
}

// Compact keeps the 2^size rows of a model whose largest weights are the
// largest (of equals, the first), as an index with a 1 for each row that is kept,
// and the kept rows in their order. Most rows of a large model hold nothing
// that tells; a small file and a small table are read faster. The rows of the
// transitions are always kept.
func Compact(m *weights.Model, size int) (index, rows *weights.Model) {
	weight := func(r uint32) (most int) {
		for _, v := range m.Row(r) {
			most = max(most, int(v), -int(v))
		}
		return most
	}
	always := map[uint32]bool{}
	for a := range NumClasses {
		always[TransitionRow(a)&(m.Rows-1)] = true
	}
	var count [129]int
	for r := range m.Rows {
		if n := weight(r); n > 0 && !always[r] {
			count[n]++
		}
	}
	room := 1<<size - len(always)
	floor := 128 // rows of at least this weight are kept
	for floor > 1 && count[floor] <= room {
		room -= count[floor]
		floor--
	}
	// Of the rows of weight floor only as many as there is room for.
	index = weights.New([]string{"kept"}, 0)
	index.Rows, index.W = m.Rows, make([]int8, m.Rows)
	rows = weights.New(m.Classes, size)
	rows.Scale = m.Scale
	n := uint32(0)
	for r := range m.Rows {
		s := weight(r)
		if !always[r] {
			if s < floor || s == 0 || s == floor && room == 0 {
				continue
			}
			if s == floor {
				room--
			}
		}
		index.W[r] = 1
		copy(rows.Row(n), m.Row(r))
		n++
	}
	return index, rows
}

// add adds the weights of features to scores, one a class. There are at most
// maxFeatures of them; what is beyond counts for nothing. The features are overwritten.
func (t *table) add(scores []int32, features []uint32) {
	mask := uint32(len(t.index)*32 - 1)
	n := 0
	for _, f := range features[:min(len(features), maxFeatures)] {
		f &= mask
		b, bit := t.index[f/32], uint32(1)<<(f%32)
		if b.kept&bit == 0 {
			continue
		}
		features[n] = b.before + uint32(bits.OnesCount32(b.kept&(bit-1)))
		n++
	}
	if n == 0 {
		return
	}
	if vector {
		_ = scores[NumClasses-1]
		addAVX2(&t.rows[0], &features[0], n, &scores[0], bias*int32(n))
		return
	}
	t.addPlain(scores, features[:n])
}

// addPlain adds rows eight bytes at a time.
func (t *table) addPlain(scores []int32, which []uint32) {
	var even, odd [rowWords]uint64
	for _, w := range which {
		r := &t.rows[w]
		for i := range rowWords {
			even[i] += r[i] & lanes
			odd[i] += r[i] >> 8 & lanes
		}
	}
	_ = scores[NumClasses-1]
	off := bias * int32(len(which))
	for c := range NumClasses {
		word := even[c/8]
		if c%2 == 1 {
			word = odd[c/8]
		}
		scores[c] += int32(word>>(c%8/2*16)&0xFFFF) - off
	}
}
