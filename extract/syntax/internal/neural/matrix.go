package neural

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// matrix is weights of in rows. It has them in one of two layouts: for the plain loops
// rows packed into lanes of products, for the vector loops blocks.
//
// Blocks are of 32 words of sums, and of eight at the end (the last may be short). In a
// block there is a part for every four inputs; in it, for each eight words and each of
// their three lanes, the four weights of the first word, those of the second … The bytes
// are thus read in order, once.
type matrix struct {
	in, out, words int
	lanes          []uint64
	blocks         []int8
	// paired says that the products of two neighbouring groups may be summed in 16 bits,
	// whatever the activations: so it is for nearly all that is learnt.
	paired bool
}

const (
	group     = 4  // inputs whose weights stand side by side
	blockSize = 32 // words
	tailSize  = 8  // words
)

// newMatrix packs weights of out rows and in columns, turned.
func newMatrix(w []int8, out, in int) matrix { return newMatrices(w, 1, out, in) }

// newMatrices packs several matrices side by side; each begins with a word.
func newMatrices(w []int8, n, out, in int) matrix {
	each := prodWords(out)
	m := matrix{in: in, out: n * out, words: n * each}
	if vector {
		words := (m.words + tailSize - 1) / tailSize * tailSize
		m.blocks = make([]int8, words*prodLanes*m.groups()*group)
	} else {
		m.lanes = make([]uint64, in*m.words)
	}
	for j := range n * out {
		word, lane := j/out*each+j%out/prodLanes, j%out%prodLanes
		row := w[j*in : (j+1)*in]
		if vector {
			m.fillBlocks(word, lane, row)
			continue
		}
		for i, v := range row {
			m.lanes[i*m.words+word] += uint64(int64(v)) << (lane * prodBits)
		}
	}
	m.paired = vector && m.words > 0 && m.words%blockSize == 0 && m.groups() > 0 && m.groups()%2 == 0 && fitPairs(w, in)
	return m
}

// fitPairs reports whether rows of in weights may be worked on by pairs of groups. The 16
// bits that are summed are two neighbouring inputs of a group and those of the next group.
func fitPairs(w []int8, in int) bool {
	const room = math.MaxInt16 / 128 // an activation is at most 128
	for ; len(w) >= in; w = w[in:] {
		for at := 0; at < in; at += 2 * group {
			for k := at; k < at+group; k += 2 {
				above, below := 0, 0
				for _, i := range [...]int{k, k + 1, k + group, k + group + 1} {
					if i < in {
						above, below = above+max(int(w[i]), 0), below-min(int(w[i]), 0)
					}
				}
				if max(above, below) > room {
					return false
				}
			}
		}
	}
	return true
}

// groups is the number of groups of inputs.
func (m *matrix) groups() int { return (m.in + group - 1) / group }

// fillBlocks puts the weights of one output in their places.
func (m *matrix) fillBlocks(word, lane int, row []int8) {
	size := tailSize
	first := word / blockSize * blockSize
	if first+blockSize <= m.words {
		size = blockSize
	} else {
		first = word / tailSize * tailSize
	}
	part := size * prodLanes * group // bytes for a group of inputs
	word -= first
	at := first*prodLanes*m.groups()*group + (word/tailSize*prodLanes+lane)*tailSize*group + word%tailSize*group
	for len(row) >= group {
		copy(m.blocks[at:at+group], row)
		row = row[group:]
		at += part
	}
	copy(m.blocks[min(at, len(m.blocks)):], row)
}

// times adds the products of activations to sums, which has m.words words. There are m.in
// activations; in has room for whole groups of them, where it may hold anything.
func (m *matrix) times(in []uint8, sums []uint64) {
	sums = sums[:m.words]
	if m.blocks != nil {
		in = in[:m.groups()*group]
		switch {
		case m.paired:
			timesPairsAVX2(&m.blocks[0], &in[0], m.groups()/2, &sums[0], len(sums))
		case len(in) > 0 && len(sums) > 0:
			timesAVX2(&m.blocks[0], &in[0], m.groups(), &sums[0], len(sums))
		}
		return
	}
	in = in[:m.in]
	var found [64]active
	n := 0
	for at := 0; at < len(in); at += 8 {
		var eight uint64
		if at+8 <= len(in) {
			eight = binary.LittleEndian.Uint64(in[at:])
		} else {
			for k, v := range in[at:] {
				eight |= uint64(v) << (8 * k)
			}
		}
		// The top bits of the bytes that are not zero: no byte is above 128.
		for some := (eight + 0x7f7f7f7f7f7f7f7f) & 0x8080808080808080; some != 0; some &= some - 1 {
			b := bits.TrailingZeros64(some) - 7
			found[n%len(found)] = active{int32(at + b/8), int32(eight >> b & 0xff)}
			n++
		}
		if n > len(found)-8 {
			m.timesLanes(found[:n], sums)
			n = 0
		}
	}
	m.timesLanes(found[:n], sums)
}

// timesSigned is times for numbers that may be negative; use is memory to work in.
func (m *matrix) timesSigned(in []int8, sums []uint64, use *making) {
	in = in[:m.in]
	if m.blocks == nil {
		var list [64]active
		for at := 0; at < len(in); at += len(list) {
			some := in[at:min(at+len(list), len(in))]
			for i, v := range some {
				list[i] = active{int32(at + i), int32(v)}
			}
			m.timesLanes(list[:len(some)], sums)
		}
		return
	}
	// What is negative is taken away in a round of its own.
	size := m.groups() * group
	use.positive, use.negative, use.less = grow(use.positive, size), grow(use.negative, size), grow(use.less, m.words)
	for i, v := range in {
		use.positive[i], use.negative[i] = uint8(max(int(v), 0)), uint8(max(-int(v), 0))
	}
	clear(use.less)
	m.times(use.positive, sums)
	m.times(use.negative, use.less)
	subtract(sums, use.less)
}

func (m *matrix) row(i int32) []uint64 { return m.lanes[int(i)*m.words:][:m.words:m.words] }

// eight is words that are worked on together: loops over them need no checks.
type eight = [8]uint64

// timesLanes is times for the plain layout and a list of activations.
func (m *matrix) timesLanes(in []active, sums []uint64) {
	for len(in) >= 4 {
		a, b, c, d := m.row(in[0].at), m.row(in[1].at), m.row(in[2].at), m.row(in[3].at)
		p, q, r, s := uint64(in[0].value), uint64(in[1].value), uint64(in[2].value), uint64(in[3].value)
		in = in[4:]
		to := sums
		for len(to) >= 8 && len(a) >= 8 && len(b) >= 8 && len(c) >= 8 && len(d) >= 8 {
			t, a8, b8, c8, d8 := (*eight)(to), (*eight)(a), (*eight)(b), (*eight)(c), (*eight)(d)
			t[0] += a8[0]*p + b8[0]*q + c8[0]*r + d8[0]*s
			t[1] += a8[1]*p + b8[1]*q + c8[1]*r + d8[1]*s
			t[2] += a8[2]*p + b8[2]*q + c8[2]*r + d8[2]*s
			t[3] += a8[3]*p + b8[3]*q + c8[3]*r + d8[3]*s
			t[4] += a8[4]*p + b8[4]*q + c8[4]*r + d8[4]*s
			t[5] += a8[5]*p + b8[5]*q + c8[5]*r + d8[5]*s
			t[6] += a8[6]*p + b8[6]*q + c8[6]*r + d8[6]*s
			t[7] += a8[7]*p + b8[7]*q + c8[7]*r + d8[7]*s
			to, a, b, c, d = to[8:], a[8:], b[8:], c[8:], d[8:]
		}
		a, b, c, d = a[:len(to)], b[:len(to)], c[:len(to)], d[:len(to)]
		for k := range to {
			to[k] += a[k]*p + b[k]*q + c[k]*r + d[k]*s
		}
	}
	for _, v := range in {
		a := m.row(v.at)[:len(sums)]
		p := uint64(v.value)
		for k := range sums {
			sums[k] += a[k] * p
		}
	}
}
