package classifier

import (
	"math/bits"
	"slices"

	"dateline/corpus/weights"
)

// Packed is a model laid out to be summed quickly. Half of the rows of a model hold nothing but
// zeros; these are left out, and a table of bits, small enough to stay near the processor, says which.
type Packed struct {
	classes int
	index   []block
	rows    []packedRow
}

// block says which of 32 rows of the model are kept.
type block struct {
	kept   uint32 // a bit each
	before uint32 // kept rows of the blocks before
}

// packedRow holds a row's weights, a byte each, with bias added so that none is below zero. It takes half a
// line of the processor's cache, so that no row lies in two; its last word is idle.
type packedRow [4]uint64

const (
	packedWords = 3 // of a row that hold weights
	bias        = 128
	// mostSums is how many bytes can be added up in 16 bits.
	mostSums = 1<<8 + 1
	evens    = 0x00ff00ff00ff00ff
)

func (r *packedRow) set(class int, w int8) { r[class/8] |= uint64(int(w)+bias) << (class % 8 * 8) }

// sums are those of the bytes of rows.
type sums [8 * packedWords]uint16

// Pack lays a model out. It has at most 24 classes and at least 32 rows.
func Pack(m *weights.Model) *Packed {
	n := len(m.Classes)
	if n > 8*packedWords || m.Rows < 32 {
		panic("classifier: too many classes or too few rows to pack")
	}
	filled := 0
	for i := range m.Rows {
		if slices.ContainsFunc(m.Row(i), func(w int8) bool { return w != 0 }) {
			filled++
		}
	}
	// One more, which a feature of no row behind the last one points to.
	p := &Packed{classes: n, index: make([]block, m.Rows/32), rows: weights.Large[packedRow](filled + 1)}
	at := uint32(0)
	for i := range m.Rows {
		b := &p.index[i/32]
		if i%32 == 0 {
			b.before = at
		}
		if !slices.ContainsFunc(m.Row(i), func(w int8) bool { return w != 0 }) {
			continue
		}
		for c, w := range m.Row(i) {
			p.rows[at].set(c, w)
		}
		b.kept |= 1 << (i % 32)
		at++
	}
	return p
}

// Scores are those of [Scores].
func (p *Packed) Scores(s *Sheet, to []int32) []int32 {
	to = append(to[:0], make([]int32, p.classes)...)
	which := slices.Grow(s.rows[:0], len(s.Features)+len(s.Words))[:len(s.Features)+len(s.Words)]
	s.rows = which
	n := p.resolve(s.Features, which)
	n += p.resolve(s.Words, which[n:])
	which = which[:n]
	for len(which) > 0 {
		now := which[:min(len(which), mostSums)]
		which = which[len(now):]
		var sum sums
		p.sum(now, &sum)
		for c := range to {
			to[c] += int32(sum[c]) - int32(bias*len(now))
		}
	}
	return to
}

// resolve writes the numbers of the rows that features have to which, which has room for all, and
// returns how many there are. It asks the processor for the rows, which are needed soon. A look at the
// index does not hang on the one before, and nothing branches on what it says, so that many are under way at once.
func (p *Packed) resolve(features, which []uint32) int {
	if len(features) == 0 {
		return 0
	}
	mask := uint32(len(p.index)*32 - 1)
	which = which[:len(features)]
	if vector {
		return resolveBMI2(&p.index[0], mask, &p.rows[0], &features[0], len(features), &which[0])
	}
	n := 0
	for _, f := range features {
		f &= mask
		b := p.index[f/32]
		which[n] = b.before + uint32(bits.OnesCount32(b.kept&(1<<(f%32)-1)))
		n += int(b.kept >> (f % 32) & 1)
	}
	return n
}

// sum adds up the rows of the given numbers, at most mostSums and at least one.
func (p *Packed) sum(which []uint32, to *sums) {
	if vector {
		sumAVX2(&p.rows[0], &which[0], len(which), to)
		return
	}
	p.sumPlain(which, to)
}

// sumPlain is sum, eight bytes at a time. The bytes of a row stand in lanes of 16 bits while they are
// summed: those at even places in one word, those at odd places in another.
func (p *Packed) sumPlain(which []uint32, to *sums) {
	var even, odd [packedWords]uint64
	for _, w := range which {
		r := &p.rows[w]
		for i := range packedWords {
			even[i] += r[i] & evens
			odd[i] += r[i] >> 8 & evens
		}
	}
	for c := range to {
		lane := even[c/8]
		if c%2 == 1 {
			lane = odd[c/8]
		}
		to[c] = uint16(lane >> (c % 8 / 2 * 16))
	}
}
