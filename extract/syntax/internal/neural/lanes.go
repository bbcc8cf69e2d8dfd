package neural

import (
	"math"
	"math/bits"
)

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
	clear(out[len(in)/sumLanes:])
	for k := 0; len(in) >= sumLanes; k++ {
		out[k] = uint64(int64(in[0])) + uint64(int64(in[1]))<<sumBits + uint64(int64(in[2]))<<(2*sumBits) + uint64(int64(in[3]))<<(3*sumBits)
		in = in[sumLanes:]
	}
	for i, v := range in {
		out[len(out)-1] += uint64(int64(v)) << (i * sumBits)
	}
}

// packProd packs numbers into lanes of 21 bits.
func packProd(in []int32, out []uint64) {
	clear(out[len(in)/prodLanes:])
	for k := 0; len(in) >= prodLanes; k++ {
		out[k] = uint64(int64(in[0])) + uint64(int64(in[1]))<<prodBits + uint64(int64(in[2]))<<(2*prodBits)
		in = in[prodLanes:]
	}
	for i, v := range in {
		out[len(out)-1] += uint64(int64(v)) << (i * prodBits)
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

const (
	factorBits = 24
	// leastFactor is the smallest factor that a file may have: what it makes 1 still fits
	// into a lane.
	leastFactor = 1 << 9
)

// of is x times the factor, rounded.
func (f factor) of(x int32) int32 {
	return int32((int64(x)*int64(f) + 1<<(factorBits-1)) >> factorBits)
}

// within keeps a number to a quarter of a lane's range; no real weight comes near.
func within(x, half int32) int32 { return min(max(x, -half/2), half/2-1) }

// scale turns numbers into those of another scale, for lanes of that half range.
func (f factor) scale(lanes []int32, half int32) {
	for i, x := range lanes {
		lanes[i] = within(f.of(x), half)
	}
}

// active is an activation that is not zero, with its place.
type active struct{ at, value int32 }

// least is the smallest number that the factor makes more than zero.
func (f factor) least() int32 { return int32((1<<(factorBits-1) + int64(f) - 1) / int64(f)) }

// slack is the bytes that a place for activations has to have beyond its end.
const slack = 16

// rectify reads lanes of sums that began with sumStart and writes their activations:
// the lane times f, at least 0 and at most 127.
func rectify(in []uint64, f factor, out []uint8) {
	out = out[:len(in)*sumLanes]
	from := 0
	if vector && len(in) >= 4 {
		rectifySumsAVX2(&in[0], len(in)/4, int64(f), &out[0])
		from = len(in) / 4 * 4
	}
	clear(out[from*sumLanes:])
	least := uint64(f.least())
	least |= least<<sumBits | least<<(2*sumBits) | least<<(3*sumBits)
	for ; from < len(in); from += sumBits {
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
			out[(from+word)*sumLanes+lane] = uint8(min(f.of(x), most))
		}
	}
}

// rectifyProd is rectify for lanes of products. It may write slack beyond the end.
func rectifyProd(in []uint64, f factor, out []uint8) {
	out = out[:len(in)*prodLanes+slack]
	from := 0
	if vector && len(in) >= 4 {
		rectifyProdsAVX2(&in[0], len(in)/4, int64(f), &out[0])
		from = len(in) / 4 * 4
	}
	clear(out[from*prodLanes : len(in)*prodLanes])
	least := uint64(f.least())
	least |= least<<prodBits | least<<(2*prodBits)
	for ; from < len(in); from += prodBits {
		part := in[from:min(from+prodBits, len(in))]
		var found uint64
		for i, p := range part {
			found |= (p - least) & prodStart >> (prodBits - 1) << i
		}
		for ; found != 0; found &= found - 1 {
			b := bits.TrailingZeros64(found)
			word, lane := b%prodBits, b/prodBits
			x := int32(part[word]>>(lane*prodBits)&prodMask) - prodHalf
			out[(from+word)*prodLanes+lane] = uint8(min(f.of(x), most))
		}
	}
}

// rectifySums is rectify for sums in whole numbers and their bias.
func rectifySums(sums, bias []int32, f factor, out []uint8) {
	sums, out = sums[:len(bias)], out[:len(bias)]
	from := 0
	if vector && len(bias) >= eights {
		rectifyAVX2(&sums[0], &bias[0], len(bias)/eights, int64(f), &out[0])
		from = len(bias) / eights * eights
	}
	for ; from < len(bias); from++ {
		out[from] = uint8(min(max(f.of(sums[from]+bias[from]), 0), most))
	}
}

// largest is the place of the largest of sums and their bias, the first of equals.
func largest(sums, bias []int32) int {
	sums = sums[:len(bias)]
	from, top := 0, int32(math.MinInt32)
	if vector && len(bias) >= eights {
		from = len(bias) / eights * eights
		top = largestAVX2(&sums[0], &bias[0], len(bias)/eights)
	}
	for ; from < len(bias); from++ {
		top = max(top, sums[from]+bias[from])
	}
	for i, b := range bias {
		if sums[i]+b == top {
			return i
		}
	}
	return 0
}
