// Package hash has the one mixing function of the program. It is for tables, sketches
// and filters, the same in every process and on every machine; what must resist
// people who look for collisions takes SHA-256.
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
