package neural

import "math/bits"

// Lanes of sums: four of 16 bits. Lanes of products: three of 21 bits.
const (
	sumLanes  = 4
	sumBits   = 16
	sumHalf   = 1 << (sumBits - 1)
	sumStart  = sumHalf | sumHalf<<sumBits | sumHalf<<(2*sumBits) | sumHalf<<(3*sumBits)
	prodLanes = 3
	prodBits  = 21
	prodHalf  = 1 << (prodBits - 1)
	prodMask  = 1<<prodBits - 1
	prodStart = prodHalf | prodHalf<<prodBits | prodHalf<<(2*prodBits)
	// most is the largest activation.
	most = 127
)

// sumWords and prodWords are the words that n lanes take.
func sumWords(n int) int  { return (n + sumLanes - 1) / sumLanes }
func prodWords(n int) int { return (n + prodLanes - 1) / prodLanes }

// packSum packs numbers into lanes of 16 bits.
func packSum(in []int32, out []uint64) {
	clear(out)
	for i, v := range in {
		out[i/sumLanes] += uint64(int64(v)) << (i % sumLanes * sumBits)
	}
}

// packProd packs numbers into lanes of 21 bits.
func packProd(in []int32, out []uint64) {
	clear(out)
	for i, v := range in {
		out[i/prodLanes] += uint64(int64(v)) << (i % prodLanes * prodBits)
	}
}

// readProd reads n lanes of products that began with prodStart.
func readProd(in []uint64, out []int32) {
	i := 0
	for _, p := range in {
		if i+prodLanes <= len(out) {
			o := out[i : i+prodLanes : i+prodLanes]
			o[0] = int32(p&prodMask) - prodHalf
			o[1] = int32(p>>prodBits&prodMask) - prodHalf
			o[2] = int32(p>>(2*prodBits)&prodMask) - prodHalf
			i += prodLanes
			continue
		}
		for k := 0; i < len(out); k++ {
			out[i] = int32(p>>(k*prodBits)&prodMask) - prodHalf
			i++
		}
	}
}

// factor is a positive fraction that turns one scale into another.
type factor int32

const factorBits = 24

// of is x times the factor, rounded.
func (f factor) of(x int32) int32 {
	return int32((int64(x)*int64(f) + 1<<(factorBits-1)) >> factorBits)
}

// within keeps a number to a quarter of a lane's range; no real weight comes near.
func within(x, half int32) int32 { return min(max(x, -half/2), half/2-1) }

// active is an activation that is not zero, with its place.
type active struct{ at, value int32 }

// least is the smallest number that the factor makes more than zero.
func (f factor) least() int32 { return int32((1<<(factorBits-1) + int64(f) - 1) / int64(f)) }

// rectify reads lanes of sums that began with sumStart and appends the activations that
// are not zero, in no order: value is the lane times f, at most 127.
func rectify(in []uint64, f factor, to []active) []active {
	least := uint64(f.least())
	least |= least<<sumBits | least<<(2*sumBits) | least<<(3*sumBits)
	for from := 0; from < len(in); from += sumBits {
		part := in[from:min(from+sumBits, len(in))]
		// The top bit of a lane less least says whether it is active; the bits of
		// sixteen words are gathered in one.
		var found uint64
		for i, p := range part {
			found |= (p - least) & sumStart >> (sumBits - 1) << i
		}
		for ; found != 0; found &= found - 1 {
			b := bits.TrailingZeros64(found)
			word, lane := b%sumBits, b/sumBits
			x := int32(part[word]>>(lane*sumBits)&(1<<sumBits-1)) - sumHalf
			to = append(to, active{int32((from+word)*sumLanes + lane), min(f.of(x), most)})
		}
	}
	return to
}

// rectifyProd is rectify for n lanes of products.
func rectifyProd(in []uint64, n int, f factor, to []active) []active {
	least := uint64(f.least())
	least |= least<<prodBits | least<<(2*prodBits)
	for from := 0; from < len(in); from += prodBits {
		part := in[from:min(from+prodBits, len(in))]
		var found uint64
		for i, p := range part {
			found |= (p - least) & prodStart >> (prodBits - 1) << i
		}
		for ; found != 0; found &= found - 1 {
			b := bits.TrailingZeros64(found)
			word, lane := b%prodBits, b/prodBits
			x := int32(part[word]>>(lane*prodBits)&prodMask) - prodHalf
			if at := int32((from+word)*prodLanes + lane); int(at) < n {
				to = append(to, active{at, min(f.of(x), most)})
			}
		}
	}
	return to
}

// matrix is weights of in rows, each packed into lanes of products.
type matrix struct {
	out, words int
	w          []uint64
}

// newMatrix packs weights of out rows and in columns, turned.
func newMatrix(w []int8, out, in int) matrix { return newMatrices(w, 1, out, in) }

// newMatrices packs several matrices side by side; each begins with a word.
func newMatrices(w []int8, n, out, in int) matrix {
	each := prodWords(out)
	m := matrix{out: n * out, words: n * each}
	m.w = make([]uint64, in*m.words)
	for j := range n * out {
		shift := j % out % prodLanes * prodBits
		word := j/out*each + j%out/prodLanes
		for i, v := range w[j*in : (j+1)*in] {
			m.w[i*m.words+word] += uint64(int64(v)) << shift
		}
	}
	return m
}

func (m *matrix) row(i int32) []uint64 { return m.w[int(i)*m.words:][:m.words:m.words] }

// eight is words that are worked on together: loops over them need no checks.
type eight = [8]uint64

// times adds the products of activations to sums, which has m.words words.
func (m *matrix) times(in []active, sums []uint64) {
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

// add adds a row of lanes.
func add(to, row []uint64) {
	for len(to) >= 8 && len(row) >= 8 {
		t, r := (*eight)(to), (*eight)(row)
		t[0] += r[0]
		t[1] += r[1]
		t[2] += r[2]
		t[3] += r[3]
		t[4] += r[4]
		t[5] += r[5]
		t[6] += r[6]
		t[7] += r[7]
		to, row = to[8:], row[8:]
	}
	row = row[:len(to)]
	for k := range to {
		to[k] += row[k]
	}
}

// subtract takes a row from another.
func subtract(from, row []uint64) {
	row = row[:len(from)]
	for k := range from {
		from[k] -= row[k]
	}
}

// add2 adds two rows.
func add2(to, a, b []uint64) {
	for len(to) >= 8 && len(a) >= 8 && len(b) >= 8 {
		t, a8, b8 := (*eight)(to), (*eight)(a), (*eight)(b)
		t[0] += a8[0] + b8[0]
		t[1] += a8[1] + b8[1]
		t[2] += a8[2] + b8[2]
		t[3] += a8[3] + b8[3]
		t[4] += a8[4] + b8[4]
		t[5] += a8[5] + b8[5]
		t[6] += a8[6] + b8[6]
		t[7] += a8[7] + b8[7]
		to, a, b = to[8:], a[8:], b[8:]
	}
	a, b = a[:len(to)], b[:len(to)]
	for k := range to {
		to[k] += a[k] + b[k]
	}
}

// best is the place of the largest lane of n, the first of equals.
func best(in []uint64, n int) int {
	top, at := int64(-1), 0
	i := 0
	for _, p := range in {
		for range prodLanes {
			if v := int64(p & prodMask); v > top && i < n {
				top, at = v, i
			}
			p >>= prodBits
			i++
		}
	}
	return at
}

// add4 adds four rows.
func add4(to, a, b, c, d []uint64) {
	for len(to) >= 8 && len(a) >= 8 && len(b) >= 8 && len(c) >= 8 && len(d) >= 8 {
		t, a8, b8, c8, d8 := (*eight)(to), (*eight)(a), (*eight)(b), (*eight)(c), (*eight)(d)
		t[0] += a8[0] + b8[0] + c8[0] + d8[0]
		t[1] += a8[1] + b8[1] + c8[1] + d8[1]
		t[2] += a8[2] + b8[2] + c8[2] + d8[2]
		t[3] += a8[3] + b8[3] + c8[3] + d8[3]
		t[4] += a8[4] + b8[4] + c8[4] + d8[4]
		t[5] += a8[5] + b8[5] + c8[5] + d8[5]
		t[6] += a8[6] + b8[6] + c8[6] + d8[6]
		t[7] += a8[7] + b8[7] + c8[7] + d8[7]
		to, a, b, c, d = to[8:], a[8:], b[8:], c[8:], d[8:]
	}
	a, b, c, d = a[:len(to)], b[:len(to)], c[:len(to)], d[:len(to)]
	for k := range to {
		to[k] += a[k] + b[k] + c[k] + d[k]
	}
}
