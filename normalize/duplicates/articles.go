package duplicates

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

const (
	sketchSize = 64 // hash functions
	bandRows   = 4  // rows of a band: a pair at Jaccard 0.6 meets in one of 16 bands with probability 0.89
	shingle    = 5  // words
	// An article is a copy of another when the estimated containment of the
	// shorter one in the longer is at least this many hundredths.
	copyContainment = 80
)

// Sketch is the MinHash of an article's word shingles (Broder 1997) with the
// number of shingles. The zero Sketch belongs to a text that is too short.
type Sketch struct {
	Shingles int32
	Min      [sketchSize]uint32
}

// SketchOf sketches a text. Case, punctuation and white space do not count.
func SketchOf(text string) Sketch {
	var s Sketch
	for i := range s.Min {
		s.Min[i] = math.MaxUint32
	}
	var words [shingle]uint64
	n := 0
	for w := range wordHashes(text) {
		copy(words[:], words[1:])
		words[shingle-1] = w
		if n++; n < shingle {
			continue
		}
		h := uint64(14695981039346656037)
		for _, w := range words {
			h = mix(h ^ w)
		}
		s.Shingles++
		for i := range s.Min {
			// The i-th hash function is a multiply-shift of the shingle's hash.
			v := uint32((h*(2*uint64(i)*0x9E3779B97F4A7C15+0xD6E8FEB86659FD93) + uint64(i)) >> 32)
			if v < s.Min[i] {
				s.Min[i] = v
			}
		}
	}
	return s
}

func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// wordHashes yields the hash of each word of a text in lower case.
func wordHashes(text string) func(yield func(uint64) bool) {
	return func(yield func(uint64) bool) {
		h, in := uint64(0), false
		for i := 0; i < len(text); {
			r, n := rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(text[i:])
			}
			i += n
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				if !in {
					h, in = 14695981039346656037, true
				}
				h = (h ^ uint64(unicode.ToLower(r))) * 1099511628211
				continue
			}
			if in {
				in = false
				if !yield(mix(h)) {
					return
				}
			}
		}
		if in {
			yield(mix(h))
		}
	}
}

// Article is the key of a document.
type Article struct {
	ID     string
	Sketch Sketch
}

// Copies clusters articles that are copies of one another, whole or abridged.
// It returns the id of the cluster for each document in a cluster of two or more.
func Copies(articles []Article) map[string]string {
	as := slices.Clone(articles)
	slices.SortFunc(as, func(a, b Article) int { return cmp.Compare(a.ID, b.ID) })
	f := newForest(len(as))
	bands := map[uint64][]int{}
	var buf [4 * bandRows]byte
	for i := range as {
		if as[i].Sketch.Shingles < 20 {
			continue
		}
		for b := 0; b < sketchSize; b += bandRows {
			for j := range bandRows {
				binary.LittleEndian.PutUint32(buf[4*j:], as[i].Sketch.Min[b+j])
			}
			key := mix(binary.LittleEndian.Uint64(buf[:8])) ^ mix(binary.LittleEndian.Uint64(buf[8:])+uint64(b))
			// Only the first few of a bucket are compared: members of a large
			// bucket are copies of its first ones, or of none.
			for _, k := range bands[key] {
				if f.root(k) != f.root(i) && copied(&as[k].Sketch, &as[i].Sketch) {
					f.join(k, i)
				}
			}
			if len(bands[key]) < 8 {
				bands[key] = append(bands[key], i)
			}
		}
	}
	out := map[string]string{}
	for i := range as {
		if r := f.root(i); r != i {
			out[as[i].ID], out[as[r].ID] = as[r].ID, as[r].ID
		}
	}
	return out
}

// copied estimates the containment of the shorter article in the longer, in
// integers: with j of n equal minima the Jaccard index is j/n, and the
// intersection is j/(n+j) of the two sizes' sum.
func copied(a, b *Sketch) bool {
	j := 0
	for i := range a.Min {
		if a.Min[i] == b.Min[i] {
			j++
		}
	}
	both := int(a.Shingles) + int(b.Shingles)
	return 100*j*both >= copyContainment*(sketchSize+j)*int(min(a.Shingles, b.Shingles))
}
