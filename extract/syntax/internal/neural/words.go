package neural

import (
	"fmt"
	"sync"
	"sync/atomic"

	"dateline/extract/syntax/internal/known"
	"dateline/extract/syntax/internal/wordform"
)

// vocabulary finds the row of a feature by its hash; row 0 is for what is unknown.
type vocabulary struct {
	keys []uint32
	rows []int32 // 0 is an empty place
}

// newVocabulary takes the hashes of the features in the order of their rows, from row first.
func newVocabulary(hashes []int32, first int32) vocabulary {
	size := 4
	for size < 2*len(hashes) {
		size *= 2
	}
	v := vocabulary{make([]uint32, size), make([]int32, size)}
	for i, h := range hashes {
		k := int(uint32(h)*0x9E3779B1) & (size - 1)
		for v.rows[k] != 0 {
			k = (k + 1) & (size - 1)
		}
		v.keys[k], v.rows[k] = uint32(h), first+int32(i)
	}
	return v
}

func (v *vocabulary) find(hash uint32) int32 {
	mask := len(v.rows) - 1
	k := int(hash*0x9E3779B1) & mask
	for v.rows[k] != 0 {
		if v.keys[k] == hash {
			return v.rows[k]
		}
		k = (k + 1) & mask
	}
	return 0
}

// features is one kind of feature of words: embeddings, and what the first layer, and the
// far positions of a parser, make of them: one row a feature, of lanes of sums for each
// place of the window and then of lanes of products for each far position.
// pointer holds a row that is computed when it is first asked for.
type pointer = atomic.Pointer[[]uint64]

type features struct {
	of         wordform.Kind
	find       vocabulary
	width      int
	embeddings []int8
	weights    matrix
	firsts     int // lanes of the first layer; the others are of the far positions
	first, far factor
	rows       []pointer
}

const (
	unknown = 0 // the row of an unknown feature
	outside = 1 // the row of what lies outside the sentence
)

// row gives what is made of a feature, computing it the first time.
func (f *features) row(id int32) []uint64 {
	if r := f.rows[id].Load(); r != nil {
		return *r
	}
	r := f.compute(id)
	f.rows[id].Store(&r)
	return r
}

// making is memory for making a row of a feature.
type making struct {
	positive, negative []uint8
	sums, less         []uint64
	lanes              []int32
}

var makings = sync.Pool{New: func() any { return new(making) }}

func (f *features) compute(id int32) []uint64 {
	m := makings.Get().(*making)
	defer makings.Put(m)
	m.sums, m.lanes = grow(m.sums, f.weights.words), grow(m.lanes, f.weights.out)
	for i := range m.sums {
		m.sums[i] = prodStart
	}
	f.weights.timesSigned(f.embeddings[int(id)*f.width:(int(id)+1)*f.width], m.sums, m)
	readProd(m.sums, m.lanes)
	near, far := m.lanes[:f.firsts], m.lanes[f.firsts:]
	f.first.scale(near, sumHalf)
	f.far.scale(far, prodHalf)
	firsts := sumWords(len(near))
	row := make([]uint64, firsts+prodWords(len(far)))
	packSum(near, row[:firsts])
	packProd(far, row[firsts:])
	return row
}

// words makes rows of whole words: the sums of those of their features.
type words struct {
	kinds []*features
	size  int // words of a row
	edge  []uint64
	known known.Words[[]uint64]
}

// Row numbers that a file gives are checked here once.
func readWords(f *file, firsts, fars int) *words {
	w := &words{size: sumWords(firsts) + prodWords(fars)}
	if firsts%sumLanes != 0 {
		f.fail("shape")
		return w
	}
	n := f.numbers("kinds", -1)
	if len(n)%4 != 0 || len(n) > 4*int(wordform.Kinds) {
		f.fail("kinds")
		return w
	}
	for i := 0; i < len(n); i += 4 {
		k := &features{of: wordform.Kind(n[i]), width: int(n[i+1]), firsts: firsts, first: factor(n[i+2]), far: factor(n[i+3])}
		if k.of >= wordform.Kinds || k.width <= 0 || k.width > 128 || k.first <= 0 || k.far <= 0 {
			f.fail("kinds")
			return w
		}
		hashes := f.numbers(fmt.Sprint("hashes", i/4), -1)
		k.find = newVocabulary(hashes, outside+1)
		k.embeddings = f.bytes(fmt.Sprint("words", i/4), len(hashes)+outside+1, k.width)
		k.weights = newMatrix(f.bytes(fmt.Sprint("first", i/4), firsts+fars, k.width), firsts+fars, k.width)
		k.rows = make([]pointer, len(hashes)+outside+1)
		w.kinds = append(w.kinds, k)
	}
	w.edge = make([]uint64, w.size)
	for _, k := range w.kinds {
		add(w.edge, k.row(outside))
	}
	return w
}

// row gives the row of a word; it may use spare, of w.size words.
func (w *words) row(text string, spare []uint64) []uint64 {
	key := known.Key(text, 0)
	if row, ok := w.known.Find(key, text, 0); ok {
		return row
	}
	keep := w.known.Wants(key, text)
	row := spare
	if keep {
		row = make([]uint64, w.size)
	}
	clear(row)
	look := wordform.Of(text)
	var rows [wordform.Kinds][]uint64
	for i, k := range w.kinds {
		rows[i] = k.row(k.find.find(look[k.of]))
	}
	addAll(row, rows[:len(w.kinds)])
	if keep {
		w.known.Keep(key, text, 0, row)
	}
	return row
}

// soon is row for a word that is not needed at once, so that what is kept can be on its way.
func (w *words) soon(text string, spare []uint64) []uint64 {
	row := w.row(text, spare)
	if vector && len(row) > 0 {
		fetch(&row[0], (len(row)+7)/8)
	}
	return row
}

// window is the rows of the words around a word, from the left to the right end.
type window struct {
	rows   [][]uint64
	spares []uint64 // where rows of words may be that nobody keeps, in turns
	size   int      // of a row
	turn   int
}

// begin empties the window before a sentence: outside it is only the edge. Spare rows have
// so many words.
func (n *window) begin(edge []uint64, size, radius int) {
	n.rows = grow(n.rows, 2*radius+1)
	for i := range n.rows {
		n.rows[i] = edge
	}
	n.size = size
	n.spares = grow(n.spares, (len(n.rows)+1)*n.size)
	n.turn = 0
}

// spare is memory for the row that enters next. It may be filled while the window stands
// where it is.
func (n *window) spare() []uint64 { return n.spares[n.turn*n.size:][:n.size:n.size] }

// enter moves the window one word on; its last word's row is given.
func (n *window) enter(row []uint64) {
	copy(n.rows, n.rows[1:])
	n.rows[len(n.rows)-1] = row
	if n.turn++; n.turn > len(n.rows) {
		n.turn = 0
	}
}

// parts appends what the words give to the sums, of so many words, of the one in the middle.
func (n *window) parts(to [][]uint64, size int) [][]uint64 {
	// Part o of a word's row is for the word it stands o-radius after.
	for o, r := range n.rows {
		to = append(to, r[o*size:(o+1)*size:(o+1)*size])
	}
	return to
}
