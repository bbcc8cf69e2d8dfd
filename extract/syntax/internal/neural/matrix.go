package neural

import (
	"encoding/binary"
	"math/bits"
)

// matrix is weights that turn activations into sums. It has them in one of two layouts: for the
// plain loops rows, one an input, packed into lanes of products; for the vector loops blocks.
//
// A block is the weights of 32 sums, 32 bytes an input, one input after the other; blocks go in
// pairs, the bytes of an input side by side, but for the last of an odd number. Weights of a
// sum stand where the loops mingle them to (see placeInBlock). In a matrix whose sums are to be
// packed, three blocks are the three lanes of 32 words.
type matrix struct {
	// taps is the number of vectors that are multiplied as one: they and their weights stand one
	// after the other.
	taps, in, out, words int
	packed               bool
	lanes                []uint64
	blocks               []int8
	rows                 []int8 // in place of blocks where there are few sums: a row each, in whole chunks
}

const (
	blockSize = 32 // sums, and bytes an input
	few       = 8  // sums, fewer of which are made one by one
	chunk     = 32 // bytes of a row
	// eights is the number of activations of which those are gathered that are not zero.
	eights = 8
)

// newMatrix lays out weights of out rows and taps times in columns, turned.
func newMatrix(w []int8, out, taps, in int, packed bool) matrix {
	m := matrix{taps: taps, in: in, out: out, words: prodWords(out), packed: packed}
	all := taps * in
	if !vector {
		m.lanes = make([]uint64, all*m.words)
		for j := range out {
			for i, v := range w[j*all : (j+1)*all] {
				m.lanes[i*m.words+j/prodLanes] += uint64(int64(v)) << (j % prodLanes * prodBits)
			}
		}
		return m
	}
	if out < few && taps == 1 && !packed {
		m.rows = make([]int8, out*m.chunks()*chunk)
		for j := range out {
			copy(m.rows[j*m.chunks()*chunk:], w[j*all:(j+1)*all])
		}
		return m
	}
	m.blocks = make([]int8, m.sums()*all)
	for j := 0; j < out && all > 0; j++ {
		block, at := j/blockSize, j%blockSize
		if packed {
			word := j / prodLanes
			block, at = word/blockSize*prodLanes+j%prodLanes, word%blockSize
		}
		row := 2 * blockSize
		if block == m.sums()/blockSize-1 && block%2 == 0 {
			row = blockSize
		}
		to := m.blocks[block/2*2*blockSize*all+block%2*blockSize+placeInBlock(at):]
		for i, v := range w[j*all : (j+1)*all] {
			to[i*row] = v
		}
	}
	return m
}

// chunks is the chunks of a row.
func (m *matrix) chunks() int { return (m.in + chunk - 1) / chunk }

// placeInBlock is the byte of a row of a block that is for sum i: the loops interleave four rows
// within halves of 16 bytes, by bytes and then by twos, so that the first register of eight sums
// has the first four bytes of either half.
func placeInBlock(i int) int { return i/8*4 + i%4 + i/4%2*16 }

// sums is the number of sums that whole blocks give.
func (m *matrix) sums() int {
	if m.packed {
		return (m.words + blockSize - 1) / blockSize * blockSize * prodLanes
	}
	return (m.out + blockSize - 1) / blockSize * blockSize
}

// actives is vectors of activations, of at most 128, and in the vector loops lists of those of
// each that are not zero.
type actives struct {
	size   int     // of a vector
	all    []uint8 // with a chunk behind the last one that does not count
	places []uint16
	values []uint8
	fours  []int // of each list
	sums   []int32
	plain  []uint64
}

// begin makes room for so many vectors of that size, a multiple of eight.
func (a *actives) begin(count, size int) {
	a.size = size
	a.all = grow(a.all, count*size+chunk)
	if vector {
		a.places, a.values, a.fours = grow(a.places, count*a.stride()), grow(a.values, count*a.stride()), grow(a.fours, count)
	}
}

// stride is the places from one list to the next: gathering writes eight at a time.
func (a *actives) stride() int { return a.size + eights }

// vector is where the activations of vector i are written; what is written beyond its end the
// next one overwrites.
func (a *actives) vector(i int) []uint8 { return a.all[i*a.size:] }

// gather lists the activations of vector i, once they are written.
func (a *actives) gather(i int) {
	if !vector {
		return
	}
	in, at := a.all[i*a.size:][:a.size], i*a.stride()
	a.fours[i] = 0
	if len(in) > 0 {
		_, _ = a.places[at+a.stride()-1], a.values[at+a.stride()-1]
		a.fours[i] = gatherAVX2(&in[0], len(in)/eights, &gathering[0], &a.places[at], &a.values[at])
	}
}

// gathering says of the bits of a byte which are set: their numbers, one a byte.
var gathering = func() (t [256]uint64) {
	for i := range t {
		for n, b := 0, i; b != 0; n, b = n+1, b&(b-1) {
			t[i] |= uint64(bits.TrailingZeros8(uint8(b))) << (8 * n)
		}
	}
	return t
}()

// multiply gives the sums of products with count vectors and those behind them that are taken
// with them, from vector first on: each vector's sums are m.sums() after those of the one
// before. They hold until the next call.
func (m *matrix) multiply(a *actives, first, count int) []int32 {
	n := m.sums()
	a.sums = grow(a.sums, count*n)
	if count <= 0 || n == 0 || m.in == 0 {
		clear(a.sums)
		return a.sums
	}
	_ = a.fours[first+count+m.taps-2]
	at := first * a.stride()
	productsAVX2(&m.blocks[0], &a.places[at], &a.values[at], &a.fours[first], a.stride(), m.taps, m.in*blockSize, count, &a.sums[0], n, n/blockSize)
	return a.sums
}

// products is the sums of products with one vector or those that are taken with it. They hold
// until the next call. A matrix of few sums needs no list.
func (m *matrix) products(a *actives, i int) []int32 {
	if m.rows != nil {
		in := a.all[i*a.size:][:m.chunks()*chunk]
		a.sums = grow(a.sums, m.out)
		if clear(a.sums); len(in) > 0 && m.out > 0 {
			dotsAVX2(&m.rows[0], &in[0], m.chunks(), m.out, &a.sums[0])
		}
		return a.sums
	}
	if vector {
		return m.multiply(a, i, 1)[:m.out]
	}
	a.plain, a.sums = grow(a.plain, m.words), grow(a.sums, m.out)
	for k := range a.plain {
		a.plain[k] = prodStart
	}
	m.timesPlain(a.all[i*a.size:], a.plain)
	readProd(a.plain, a.sums)
	return a.sums
}

// times writes packed words: those of start and the sums of products with count vectors, from
// vector first on. Each vector's words are that many after those of the one before. The matrix
// is packed.
func (m *matrix) times(a *actives, first, count int, start, to []uint64, each int) {
	if count <= 0 || m.words == 0 {
		return
	}
	start = start[:m.words]
	_ = to[:(count-1)*each+m.words]
	if !vector {
		for i := range count {
			to := to[i*each:][:m.words]
			copy(to, start)
			m.timesPlain(a.all[(first+i)*a.size:], to)
		}
		return
	}
	sums := m.multiply(a, first, count)
	for i := range count {
		for word := 0; word < m.words; word += blockSize {
			packAVX2(&sums[i*m.sums()+word*prodLanes], &start[word], &to[i*each+word], min(m.words-word, blockSize)/4)
		}
	}
}

// timesSigned gives the sums of products with numbers that may be negative.
func (m *matrix) timesSigned(in []int8, a *actives, sums []int32) {
	// What is negative is taken away in a round of its own.
	a.begin(1, (len(in)+eights-1)/eights*eights)
	of := a.vector(0)
	clear(of)
	for i, v := range in {
		of[i] = uint8(max(int(v), 0))
	}
	a.gather(0)
	copy(sums, m.products(a, 0))
	for i, v := range in {
		of[i] = uint8(max(-int(v), 0))
	}
	a.gather(0)
	for i, v := range m.products(a, 0) {
		sums[i] -= v
	}
}

// timesPlain adds the products of activations with the plain layout.
func (m *matrix) timesPlain(in []uint8, sums []uint64) {
	in = in[:m.taps*m.in]
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
