package cache

import "dateline/corpus/hash"

import "encoding/binary"

// filter says of most keys that are not in a file of the index that they are not:
// a Bloom filter whose bits for one key lie within one block of 64 bytes, so that a
// question costs one cache line. (Putze, Sanders, Singler: Cache-, Hash- and
// Space-Efficient Bloom Filters, 2007.) The nil filter says maybe of every key.
type filter []uint64

const (
	filterBlock  = 8 // words
	filterProbes = 6
	filterBits   = 8 // for each key: about 3 % of the keys that are not there get maybe
)

// filterSize is the number of bytes of a filter for n keys.
func filterSize(n int64) int64 { return 8 * filterBlock * ((n*filterBits + 511) / 512) }

func newFilter(n int64) filter { return make(filter, filterSize(n)/8) }

// filterHash is what filters look at of a key.
func filterHash(k *Key) uint64 {
	return hash.Mix(binary.LittleEndian.Uint64(k[8:]) ^ hash.Mix(k.prefix()))
}

func (f filter) probe(h uint64) (block *[filterBlock]uint64, bits uint64) {
	i := (h >> 32) * uint64(len(f)/filterBlock) >> 32
	return (*[filterBlock]uint64)(f[i*filterBlock:]), hash.Mix(h)
}

func (f filter) add(h uint64) {
	block, bits := f.probe(h)
	for range filterProbes {
		block[bits>>6&7] |= 1 << (bits & 63)
		bits >>= 9
	}
}

func (f filter) maybe(h uint64) bool {
	if len(f) == 0 {
		return true
	}
	block, bits := f.probe(h)
	for range filterProbes {
		if block[bits>>6&7]&(1<<(bits&63)) == 0 {
			return false
		}
		bits >>= 9
	}
	return true
}
