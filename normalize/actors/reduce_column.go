package actors

// column is a long list of numbers. It grows by chunks: a slice would be copied
// again and again, and leave twice its size to the collector.
type column struct {
	chunks [][]int32
	n      int
}

const (
	chunkBits = 15
	chunkLen  = 1 << chunkBits
)

func (c *column) add(v int32) {
	at := c.n & (chunkLen - 1)
	if at == 0 {
		c.chunks = append(c.chunks, make([]int32, chunkLen))
	}
	c.chunks[len(c.chunks)-1][at] = v
	c.n++
}

// grow lengthens the column to n zeroes or more.
func (c *column) grow(n int) {
	for len(c.chunks)<<chunkBits < n {
		c.chunks = append(c.chunks, make([]int32, chunkLen))
	}
	c.n = max(c.n, n)
}

func (c *column) at(i int32) int32     { return c.chunks[i>>chunkBits][i&(chunkLen-1)] }
func (c *column) set(i int32, v int32) { c.chunks[i>>chunkBits][i&(chunkLen-1)] = v }

// bits is a set of numbers.
type bits []uint64

// grow makes room for a number.
func (b bits) grow(i int32) bits {
	if n := int(i>>6) + 1 - len(b); n > 0 {
		return append(b, make(bits, n)...)
	}
	return b
}

func (b bits) set(i int32)      { b[i>>6] |= 1 << (i & 63) }
func (b bits) has(i int32) bool { return b[i>>6]&(1<<(i&63)) != 0 }

// forest joins numbers into sets. It holds the number above, plus one; a root has
// 0.
type forest struct{ column }

func (f *forest) root(i int32) int32 {
	for {
		up := f.at(i)
		if up == 0 {
			return i
		}
		if over := f.at(up - 1); over != 0 {
			f.set(i, over)
		}
		i = up - 1
	}
}

// join puts two numbers into one set. The smaller root stays one, so that roots are
// a function of the sets.
func (f *forest) join(i, j int32) {
	i, j = f.root(i), f.root(j)
	if j < i {
		i, j = j, i
	}
	if i != j {
		f.set(j, i+1)
	}
}

// hashes is a set of strings by their hashes ([textKey]), each with a mark, in eleven to
// twenty-two bytes each. It takes two strings of one hash for one, which happens in
// one of a hundred thousand dumps of ten million names.
type hashes struct {
	slots []uint64 // open addressing; 0 is free, the lowest bit is the mark
	n     int
}

func (s *hashes) slot(h uint64) *uint64 {
	mask := uint64(len(s.slots) - 1)
	for i := h >> 8 & mask; ; i = (i + 1) & mask {
		if p := &s.slots[i]; *p == 0 || *p|1 == h|1 {
			return p
		}
	}
}

// add enters a hash and reports whether it is new.
func (s *hashes) add(h uint64) bool {
	if 4*s.n >= 3*len(s.slots) {
		old := s.slots
		s.slots = make([]uint64, max(64, 2*len(old)))
		for _, o := range old {
			if o != 0 {
				*s.slot(o) = o
			}
		}
	}
	h = max(h&^1, 2)
	p := s.slot(h)
	if *p != 0 {
		return false
	}
	*p = h
	s.n++
	return true
}

func (s *hashes) has(h uint64) bool {
	return s.n > 0 && *s.slot(max(h&^1, 2)) != 0
}

// mark marks a hash that is there.
func (s *hashes) mark(h uint64) {
	if s.n == 0 {
		return
	}
	if p := s.slot(max(h&^1, 2)); *p != 0 {
		*p |= 1
	}
}

func (s *hashes) marked(h uint64) bool {
	return s.n > 0 && *s.slot(max(h&^1, 2))&1 != 0
}

// clear empties the set, and keeps the memory where it is little.
func (s *hashes) clear() {
	if s.n == 0 {
		return
	}
	if s.n = 0; len(s.slots) > 1<<10 {
		s.slots = nil
		return
	}
	clear(s.slots)
}
