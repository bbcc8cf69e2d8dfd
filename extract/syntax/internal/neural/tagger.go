package neural

import "dateline/corpus/ud"

// Tagger is the network of the tagger. It is safe for concurrent use.
type Tagger struct {
	words          *words
	radius, hidden int
	bias           []uint64   // begins the sums of the hidden layer
	before         [][]uint64 // rows by tag: one back, then two back
	active         factor
	out            matrix
	outBias        []int32
}

const (
	tags = int(ud.NumXPOS)
	none = tags // in place of a tag before the sentence
)

// ReadTagger reads what extract/syntax/train wrote.
func ReadTagger(data []byte) (*Tagger, error) {
	f, err := read(data)
	if err != nil {
		return nil, err
	}
	shape := f.numbers("shape", 3)
	t := &Tagger{radius: int(shape[0]), hidden: int(shape[1]), active: factor(shape[2])}
	if !f.fits(t.active >= leastFactor && t.hidden%eights == 0, t.radius, t.hidden) {
		return nil, f.err
	}
	t.words = readWords(f, (2*t.radius+1)*t.hidden, 0)
	t.bias = f.start("bias", t.hidden)
	t.before = f.sums("before", 2*(none+1), t.hidden)
	t.out = newMatrix(f.bytes("out", tags, t.hidden), tags, 1, t.hidden, false)
	t.outBias = f.numbers("outBias", tags)
	return t, f.err
}

// fits reports whether the sizes of a file are plausible.
func (f *file) fits(ok bool, sizes ...int) bool {
	const largest = 1 << 10
	for _, n := range sizes {
		ok = ok && n >= 0 && n <= largest
	}
	if !ok {
		f.fail("shape")
	}
	return ok && f.err == nil
}

// start is a vector of n lanes that begins sums.
func (f *file) start(name string, n int) []uint64 {
	out := make([]uint64, sumWords(n))
	packSum(f.numbers(name, n), out)
	for i := range out {
		out[i] += sumStart
	}
	return out
}

// prodStart is a vector of n lanes that begins products.
func (f *file) prodStart(name string, n int) []uint64 {
	out := make([]uint64, prodWords(n))
	packProd(f.numbers(name, n), out)
	for i := range out {
		out[i] += prodStart
	}
	return out
}

// table is a table of rows of n lanes: int8 and a factor to the scale of the sums.
func (f *file) table(name string, rows, n int, half int32, words func(n int) int, pack func(in []int32, out []uint64)) [][]uint64 {
	by := factor(f.numbers(name+"By", 1)[0])
	w := f.bytes(name, rows, n)
	size := words(n)
	all := make([]uint64, rows*size)
	lanes := make([]int32, n)
	out := make([][]uint64, rows)
	for i := range out {
		for k, v := range w[i*n : (i+1)*n] {
			lanes[k] = within(by.of(int32(v)<<8), half)
		}
		out[i] = all[i*size : (i+1)*size : (i+1)*size]
		pack(lanes, out[i])
	}
	return out
}

func (f *file) sums(name string, rows, n int) [][]uint64 {
	return f.table(name, rows, n, sumHalf, sumWords, packSum)
}

func (f *file) prods(name string, rows, n int) [][]uint64 {
	return f.table(name, rows, n, prodHalf, prodWords, packProd)
}

// TagScratch is a tagger's memory between sentences.
type TagScratch struct {
	words  reading
	rows   [][]uint64
	hidden []uint64
	active actives
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// Tag appends the tags of the words of a sentence, deciding from left to right.
func (t *Tagger) Tag(words []string, s *TagScratch, to []ud.XPOS) []ud.XPOS {
	size := sumWords(t.hidden)
	s.hidden = grow(s.hidden, size)
	s.active.begin(1, t.hidden)
	s.words.begin(t.words, words, t.radius)
	one, two := none, none
	for i := range words {
		s.rows = parts(append(s.rows[:0], t.bias, t.before[one], t.before[none+1+two]), s.words.around(i), size)
		sumAll(s.hidden, s.rows)
		rectify(s.hidden, t.active, s.active.vector(0))
		s.active.gather(0)
		x := largest(t.out.products(&s.active, 0), t.outBias)
		to = append(to, ud.XPOS(x))
		two, one = one, x
	}
	return to
}
