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
	unknown = 0  // the row of an unknown feature
	outside = 1  // the row of what lies outside the sentence
	widest  = 64 // numbers of an embedding: no sum of so many products leaves its lane
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
	actives actives
	lanes   []int32
}

var makings = sync.Pool{New: func() any { return new(making) }}

func (f *features) compute(id int32) []uint64 {
	m := makings.Get().(*making)
	defer makings.Put(m)
	m.lanes = grow(m.lanes, f.weights.out)
	f.weights.timesSigned(f.embeddings[int(id)*f.width:(int(id)+1)*f.width], &m.actives, m.lanes)
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
	if len(n) == 0 || len(n)%4 != 0 || len(n) > 4*int(wordform.Kinds) {
		f.fail("kinds")
		return w
	}
	for i := 0; i < len(n); i += 4 {
		k := &features{of: wordform.Kind(n[i]), width: int(n[i+1]), firsts: firsts, first: factor(n[i+2]), far: factor(n[i+3])}
		if k.of >= wordform.Kinds || k.width <= 0 || k.width > widest || k.first <= 0 || k.far <= 0 {
			f.fail("kinds")
			return w
		}
		hashes := f.numbers(fmt.Sprint("hashes", i/4), -1)
		k.find = newVocabulary(hashes, outside+1)
		k.embeddings = f.bytes(fmt.Sprint("words", i/4), len(hashes)+outside+1, k.width)
		k.weights = newMatrix(f.bytes(fmt.Sprint("first", i/4), firsts+fars, k.width), firsts+fars, 1, k.width, false)
		k.rows = make([]pointer, len(hashes)+outside+1)
		w.kinds = append(w.kinds, k)
	}
	w.edge = make([]uint64, w.size)
	for _, k := range w.kinds {
		add(w.edge, k.row(outside))
	}
	return w
}

// make makes the row of a word that is not known; it may use spare, of w.size words.
func (w *words) make(text string, key uint32, spare []uint64) []uint64 {
	keep := w.known.Wants(key, text)
	row := spare
	if keep {
		row = make([]uint64, w.size)
	}
	look := wordform.Of(text)
	var rows [wordform.Kinds][]uint64
	for i, k := range w.kinds {
		rows[i] = k.row(k.find.find(look[k.of]))
	}
	sumAll(row, rows[:len(w.kinds)])
	if keep {
		w.known.Keep(key, text, 0, row)
	}
	return row
}

// reading goes through the words of a sentence and has the rows of those around one.
type reading struct {
	of     *words
	text   []string
	radius int
	// By word, behind radius places for what lies before the sentence. There are as many
	// behind the last.
	rows   [][]uint64
	found  int      // words whose rows are there
	spares []uint64 // where rows of words are that nobody keeps, in turns
}

// stretch is the number of words that are looked up together.
const stretch = 16

func (r *reading) begin(of *words, text []string, radius int) {
	r.of, r.text, r.radius, r.found = of, text, radius, 0
	r.rows = grow(r.rows, len(text)+2*radius)
	for i := range radius {
		r.rows[i], r.rows[len(r.rows)-1-i] = of.edge, of.edge
	}
	r.spares = grow(r.spares, r.turns()*of.size)
}

// turns is the number of rows that are in use at a time: those around a word, and those that
// were found ahead.
func (r *reading) turns() int { return stretch + 2*r.radius + 1 }

// around gives the rows around word i. They hold until it is called for a later word.
func (r *reading) around(i int) [][]uint64 {
	for r.found < min(i+r.radius+1, len(r.text)) {
		r.find()
	}
	return r.rows[i : i+2*r.radius+1]
}

// find finds the rows of the next words.
func (r *reading) find() {
	var keys [stretch]uint32
	var places [stretch]int32
	part := r.text[r.found:min(r.found+stretch, len(r.text))]
	for i, text := range part {
		keys[i] = known.Key(text, 0)
		places[i] = r.of.known.Place(keys[i])
	}
	rows := r.rows[r.radius+r.found:]
	for i, text := range part {
		row, ok := r.of.known.At(places[i], text, 0)
		if ok && vector && len(row) > 0 {
			fetch(&row[0], (len(row)+7)/8)
		}
		rows[i] = row
	}
	for i, text := range part {
		if rows[i] == nil {
			turn := (r.found + i) % r.turns()
			rows[i] = r.of.make(text, keys[i], r.spares[turn*r.of.size:][:r.of.size:r.of.size])
		}
	}
	r.found += len(part)
}

// parts appends what rows of words around one give to its sums, of so many words.
func parts(to, rows [][]uint64, size int) [][]uint64 {
	// Part o of a word's row is for the word it stands o-radius after.
	for o, r := range rows {
		to = append(to, r[o*size:(o+1)*size:(o+1)*size])
	}
	return to
}
