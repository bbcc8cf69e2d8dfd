package segment

import "math/bits"

// maxFeatures is the number of features that a decision may have.
const maxFeatures = 72

// features are hashes of what is known at a place, one for each template in order.
type features struct {
	hash [maxFeatures]uint32
	n    int
}

// The constants are odd numbers with well mixed bits; mixing is cheaper than
// [weights.Mix], since a place has so many features.
func (f *features) put(h uint32) {
	h += uint32(f.n+1) * 0x9E3779B1
	h ^= h >> 15
	h *= 0x2C1B3C6D
	f.hash[f.n] = h ^ h>>13
	f.n++
}

func (f *features) one(a uint32) { f.put(a * 0x85EBCA6B) }

func (f *features) two(a, b uint32) {
	f.put(a*0x85EBCA6B ^ bits.RotateLeft32(b*0xC2B2AE35, 13))
}

func (f *features) three(a, b, c uint32) {
	f.put(a*0x85EBCA6B ^ bits.RotateLeft32(b*0xC2B2AE35, 13) + bits.RotateLeft32(c*0x27D4EB2F, 7))
}
