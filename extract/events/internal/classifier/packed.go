package classifier

import (
	"math/bits"

	"dateline/corpus/weights"
)

// Packed is a model laid out to be summed quickly, eight classes in a machine word. Half of
// the rows of a model hold nothing but zeros; these are one row here, and a table of bits, small
// enough to stay near the processor, says which.
type Packed struct {
	classes int
	mask    uint32 // Rows-1
	filled  []uint64
	before  []uint32    // how many rows there are before those of the same word of filled
	rows    []packedRow // the first one is of nothing but zeros
}

// packedRow holds a row's weights, each with bias added so that none is below zero.
type packedRow [packedWords]uint64

const (
	packedWords = 3
	bias        = 128
	// mostSums is how many bytes can be added up in 16 bits.
	mostSums = 1<<8 + 1
	evens    = 0x00ff00ff00ff00ff
)

func (r *packedRow) set(class int, w int8) { r[class/8] |= uint64(int(w)+bias) << (class % 8 * 8) }

// Pack lays a model out. It has at most 24 classes.
func Pack(m *weights.Model) *Packed {
	n := len(m.Classes)
	if n > 8*packedWords {
		panic("classifier: too many classes to pack")
	}
	words := (int(m.Rows) + 63) / 64
	p := &Packed{classes: n, mask: m.Rows - 1, filled: make([]uint64, words), before: make([]uint32, words), rows: make([]packedRow, 1)}
	for c := range n {
		p.rows[0].set(c, 0)
	}
	for i := range m.Rows {
		if i%64 == 0 {
			p.before[i/64] = uint32(len(p.rows))
		}
		var row packedRow
		zero := true
		for c, w := range m.Row(i) {
			row.set(c, w)
			zero = zero && w == 0
		}
		if !zero {
			p.filled[i/64] |= 1 << (i % 64)
			p.rows = append(p.rows, row)
		}
	}
	return p
}

// Scores are those of [Scores].
func (p *Packed) Scores(s *Sheet, to []int32) []int32 {
	to = append(to[:0], make([]int32, p.classes)...)
	for _, features := range [2][]uint32{s.Features, s.Words} {
		for len(features) > mostSums {
			p.add(to, features[:mostSums])
			features = features[mostSums:]
		}
		p.add(to, features)
	}
	return to
}

// add adds the rows of at most mostSums features. The bytes of a row stand in lanes of 16
// bits while they are summed: those at even places in one word, those at odd places in another.
func (p *Packed) add(to []int32, features []uint32) {
	var even0, even1, even2, odd0, odd1, odd2 uint64 // not arrays, which would be kept in memory
	for _, f := range features {
		i := f & p.mask
		word, bit := p.filled[i/64], i%64
		// Nobody could foretell whether a row is filled, so there is no branch.
		at := (int(p.before[i/64]) + bits.OnesCount64(word&(1<<bit-1))) * int(word>>bit&1)
		row := &p.rows[at]
		even0 += row[0] & evens
		odd0 += row[0] >> 8 & evens
		even1 += row[1] & evens
		odd1 += row[1] >> 8 & evens
		even2 += row[2] & evens
		odd2 += row[2] >> 8 & evens
	}
	lanes := [2]packedRow{{even0, even1, even2}, {odd0, odd1, odd2}}
	for c := range to {
		to[c] += int32(lanes[c%2][c/8]>>(c%8/2*16)&0xffff) - int32(bias*len(features))
	}
}
