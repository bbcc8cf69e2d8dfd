package tagger

import (
	"encoding/binary"
	"math/bits"
	"unsafe"

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
	t := &table{index: make([]block, (len(index.W)+31)/32), rows: weights.Large[row](int(w.Rows))[:0]}
	for r, kept := range index.W {
		b := &t.index[r/32]
		if r%32 == 0 {
			b.before = uint32(len(t.rows))
		}
		if kept == 0 || len(t.rows) == int(w.Rows) {
			continue
		}
		t.rows = append(t.rows, pack(w.Row(uint32(len(t.rows)))))
		b.kept |= 1 << (r % 32)
	}
	return t
}

// pack lays the weights of a row out for adding.
func pack(w []int8) (packed row) {
	var line [8 * rowLine]byte
	for c, v := range w[:NumClasses] {
		line[c] = byte(v) ^ bias // v+bias, since that is from 0 to 255
	}
	for i := range packed {
		packed[i] = binary.LittleEndian.Uint64(line[8*i:])
	}
	return packed
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

// fetch asks the processor for what the index says of features, which is needed soon.
func (t *table) fetch(features []uint32) {
	if vector && len(features) > 0 {
		fetchIndex(&t.index[0], uint32(len(t.index)*32-1), &features[0], len(features))
	}
}

// resolve writes the numbers of the rows that features have to rows, which has room for all, and
// returns how many there are. It asks the processor for the rows, which are needed soon. A look at the index
// does not hang on the one before, and nothing branches on what it says, so that many are under way at once.
func (t *table) resolve(features, rows []uint32) int {
	mask := uint32(len(t.index)*32 - 1)
	rows = rows[:len(features)]
	if vector && len(features) > 0 {
		return resolveBMI2(&t.index[0], mask, &t.rows[0], &features[0], len(features), &rows[0])
	}
	n := 0
	for _, f := range features {
		f &= mask
		b := t.index[f/32]
		rows[n] = b.before + uint32(bits.OnesCount32(b.kept&(1<<(f%32)-1)))
		n += int(b.kept >> (f % 32) & 1)
	}
	return n
}

// sum writes to the sums of from and the rows whose numbers stand in which, at most maxFeatures.
func (t *table) sum(to, from *scores, which []uint32) {
	if !vector {
		t.sumPlain(to, from, which)
		return
	}
	sumAVX2(&t.rows[0], unsafe.SliceData(which), len(which), from, to, bias*int32(len(which)))
}

// sumPlain is sum, eight bytes at a time.
func (t *table) sumPlain(to, from *scores, which []uint32) {
	var even, odd [rowWords]uint64
	for _, w := range which {
		r := &t.rows[w]
		for i := range rowWords {
			even[i] += r[i] & lanes
			odd[i] += r[i] >> 8 & lanes
		}
	}
	off := bias * int32(len(which))
	for c := range NumClasses {
		word := even[c/8]
		if c%2 == 1 {
			word = odd[c/8]
		}
		to[c] = from[c] + int32(word>>(c%8/2*16)&0xFFFF) - off
	}
}

// add adds the weights of features to s. There are at most maxFeatures of them; what is beyond
// counts for nothing.
func (t *table) add(s *scores, features []uint32) {
	features = features[:min(len(features), maxFeatures)]
	rows := make([]uint32, len(features))
	t.sum(s, s, rows[:t.resolve(features, rows)])
}
