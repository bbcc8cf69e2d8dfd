package duplicates

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"iter"
	"math"

	"dateline/corpus/hash"
	"dateline/corpus/spill"
)

const (
	sketchSize = 128 // bins
	bandRows   = 4   // bins of a band: a pair at Jaccard 0.6 meets in one of 32 bands with probability 0.99
	shingle    = 5   // words
	// An article is a copy of another when the estimated containment of the
	// shorter one in the longer is at least this many hundredths.
	copyContainment = 80
	shortest        = 20 // shingles of an article that is compared
	// BucketReach is how many articles of a bucket, the first by their ids, the others are
	// compared with: members of a large bucket are copies of its first ones, or of none.
	BucketReach = 8
)

// Sketch is the MinHash of an article's word shingles (Broder 1997) with the
// number of shingles. It takes one hash function: shingles fall into bins, of
// which each keeps the smallest (Li, Owen, Zhang 2012), or rather 16 other bits
// of it (Li, König 2010), and an empty bin borrows from a full one that a hash of
// its number picks (Shrivastava 2017). The zero Sketch belongs to a text that is
// too short.
type Sketch struct {
	Shingles int32
	Bands    [sketchSize / bandRows]uint64 // four bins each
}

// SketchOf sketches a text. Case, punctuation and white space do not count.
func SketchOf(text string) Sketch {
	const (
		base  = 0x9E3779B97F4A7C15 // of a polynomial over the words' hashes
		base5 = base * base % (1 << 64) * base % (1 << 64) * base % (1 << 64) * base % (1 << 64)
	)
	var s Sketch
	var least [sketchSize]uint64
	for i := range least {
		least[i] = math.MaxUint64
	}
	var words [shingle]uint64 // a ring
	sum, n := uint64(0), 0
	for w := range wordHashes(text) {
		sum = sum*base + w - words[n%shingle]*base5
		words[n%shingle] = w
		if n++; n < shingle {
			continue
		}
		s.Shingles++
		h := hash.Mix(sum)
		if bin := &least[h>>(64-7)]; h < *bin {
			*bin = h
		}
	}
	if s.Shingles == 0 {
		return s
	}
	for i, h := range least {
		for try := uint64(1); h == math.MaxUint64; try++ {
			h = least[hash.Mix(uint64(i)<<32|try)%sketchSize]
		}
		s.Bands[i/bandRows] |= h & 0xffff << (16 * (i % bandRows))
	}
	return s
}

const sketchBytes = 4 + 2*sketchSize

func (s *Sketch) append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(s.Shingles))
	for _, v := range s.Bands {
		b = binary.LittleEndian.AppendUint64(b, v)
	}
	return b
}

// read reads what append wrote.
func (s *Sketch) read(b []byte) error {
	if len(b) != sketchBytes {
		return errRecord
	}
	s.Shingles = int32(binary.LittleEndian.Uint32(b))
	for i := range s.Bands {
		s.Bands[i] = binary.LittleEndian.Uint64(b[4+8*i:])
	}
	return nil
}

// Buckets are where an article is looked for: one for each band, none for an article that
// is too short. [Copies] are the articles that meet in a bucket, as far as BucketReach, and are
// [Sketch.Copied].
func (s *Sketch) Buckets(yield func(bucket uint64) bool) {
	if s.Shingles < shortest {
		return
	}
	for i, band := range s.Bands {
		if !yield(hash.Mix(band + uint64(i)*0x9E3779B97F4A7C15)) {
			return
		}
	}
}

// Copies clusters articles that are copies of one another, whole or abridged.
type Copies struct {
	Memory int    // bytes for sorting and sieving; 0 means 64 MiB
	Dir    string // of temporary files; "" means that of the system

	members  members
	sketches spill.Log
	sieve    *sieve
	last     string
}

// Add takes an article. Articles come in the order of their ids.
func (c *Copies) Add(id string, s Sketch) error {
	if c.sieve == nil {
		c.sieve = newSieve(cmp.Or(c.Memory, defaultMemory) / 4)
		c.members.ids.Dir, c.sketches.Dir = c.Dir, c.Dir
	} else if id <= c.last {
		return fmt.Errorf("duplicates: article %q after %q", id, c.last)
	}
	c.last = id
	if err := c.members.add(id); err != nil {
		return err
	}
	var buf [sketchBytes]byte
	if _, err := c.sketches.Add(s.append(buf[:0])); err != nil {
		return err
	}
	for bucket := range s.Buckets {
		c.sieve.see(bucket)
	}
	return nil
}

// Result yields for each article, in the order of Add, the id of its cluster, or ""
// for one that has no copy. It may be ranged over once.
func (c *Copies) Result() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		defer c.Close()
		f, err := c.join()
		if err != nil {
			yield("", err)
			return
		}
		c.members.named(f, func([]byte) string { return "" })(yield)
	}
}

func (c *Copies) join() (forest, error) {
	rows := spill.Sorter{Memory: cmp.Or(c.Memory, defaultMemory) / 4, Dir: c.Dir}
	defer rows.Close()
	var key [12]byte // a bucket, and an article
	var s Sketch
	i := uint32(0)
	for r, err := range c.sketches.Records() {
		if err != nil {
			return nil, err
		}
		if err := s.read(r); err != nil {
			return nil, err
		}
		for bucket := range s.Buckets {
			if c.sieve.passes(bucket) {
				binary.BigEndian.PutUint64(key[:], bucket)
				binary.BigEndian.PutUint32(key[8:], i)
				if err := rows.Add(key[:], nil); err != nil {
					return nil, err
				}
			}
		}
		i++
	}
	c.sieve = nil
	f := newForest(int(i))
	var first [BucketReach]struct {
		article int32
		sketch  *Sketch // nil until it is needed
	}
	var bucket uint64
	n := 0
	read := func(article int32) (*Sketch, error) {
		r, err := c.sketches.At(c.sketches.Size() / int64(i) * int64(article)) // all are of one size
		if err != nil {
			return nil, err
		}
		s := &Sketch{}
		return s, s.read(r)
	}
	for r, err := range rows.Rows() {
		if err != nil {
			return nil, err
		}
		b, article := binary.BigEndian.Uint64(r.Key), int32(binary.BigEndian.Uint32(r.Key[8:]))
		if b != bucket {
			bucket, n = b, 0
		}
		var mine *Sketch
		for k := range first[:n] {
			other := &first[k]
			if f.root(other.article) == f.root(article) {
				continue
			}
			if mine == nil {
				if mine, err = read(article); err != nil {
					return nil, err
				}
			}
			if other.sketch == nil {
				if other.sketch, err = read(other.article); err != nil {
					return nil, err
				}
			}
			if copied(other.sketch, mine) {
				f.join(other.article, article)
			}
		}
		if n < len(first) {
			first[n].article, first[n].sketch = article, mine
			n++
		}
	}
	return f, nil
}

// Close drops what was added. Result calls it.
func (c *Copies) Close() {
	c.members.ids.Close()
	c.sketches.Close()
	c.sieve, c.last = nil, ""
}

// Copied reports whether one of two articles is a copy of the other.
func (s *Sketch) Copied(o *Sketch) bool { return copied(s, o) }

// copied estimates the containment of the shorter article in the longer, in
// integers: with j of n equal minima the Jaccard index is j/n, and the
// intersection is j/(n+j) of the two sizes' sum.
func copied(a, b *Sketch) bool {
	j := 0
	for i, band := range a.Bands {
		differ := band ^ b.Bands[i]
		for bin := range bandRows {
			if uint16(differ>>(16*bin)) == 0 {
				j++
			}
		}
	}
	both := int(a.Shingles) + int(b.Shingles)
	return 100*j*both >= copyContainment*(sketchSize+j)*int(min(a.Shingles, b.Shingles))
}
