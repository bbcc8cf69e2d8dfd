// Package hash has the two hash functions of the program, [FNV] for texts and [Mix] for numbers. They
// are for tables, sketches and filters, the same in every process and on every machine;
// what must resist people who look for collisions takes SHA-256.
package hash

// Mix makes every bit of the result depend on every bit of x. It is a bijection: the
// finaliser of MurmurHash3 (Appleby, public domain).
func Mix(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// What FNV-1a of 64 bits begins with and multiplies by, for who hashes letter by letter.
const (
	Basis = 14695981039346656037
	Prime = 1099511628211
)

// FNV is the FNV-1a hash of a text in 64 bits (Fowler, Noll and Vo, public domain). Not every bit of it depends
// on every byte: where some of its bits have to do, [Mix] stirs it.
func FNV[T string | []byte](text T) uint64 {
	h := uint64(Basis)
	for i := 0; i < len(text); i++ {
		h = (h ^ uint64(text[i])) * Prime
	}
	return h
}
