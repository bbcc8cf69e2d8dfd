package neural

import (
	"fmt"
	"sync/atomic"

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

func (f *features) compute(id int32) []uint64 {
	sums := make([]uint64, f.weights.words)
	for i := range sums {
		sums[i] = prodStart
	}
	// The numbers of an embedding may be negative, which the lanes do not mind.
	in := make([]active, f.width)
	for i, v := range f.embeddings[int(id)*f.width : (int(id)+1)*f.width] {
		in[i] = active{int32(i), int32(v)}
	}
	f.weights.times(in, sums)
	lanes := make([]int32, f.weights.out)
	readProd(sums, lanes)
	for i, x := range lanes {
		if i < f.firsts {
			lanes[i] = within(f.first.of(x), sumHalf)
		} else {
			lanes[i] = within(f.far.of(x), prodHalf)
		}
	}
	firsts := sumWords(f.firsts)
	row := make([]uint64, firsts+prodWords(len(lanes)-f.firsts))
	packSum(lanes[:f.firsts], row[:firsts])
	packProd(lanes[f.firsts:], row[firsts:])
	return row
}

// words makes rows of whole words: the sums of those of their features.
type words struct {
	kinds []*features
	size  int // words of a row
	edge  []uint64
	cache [1 << cacheBits]atomic.Pointer[word]
}

// cacheBits sets how many words are kept: those met first.
const cacheBits = 13

type word struct {
	text string
	row  []uint64
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
	h := uint32(2166136261)
	for i := 0; i < len(text); i++ {
		h = (h ^ uint32(text[i])) * 16777619
	}
	h ^= h >> 15
	const mask = 1<<cacheBits - 1
	var free *atomic.Pointer[word]
	for i := range uint32(2) {
		slot := &w.cache[(h+i)&mask]
		e := slot.Load()
		if e == nil {
			free = slot
			break
		}
		if e.text == text {
			return e.row
		}
	}
	row := spare
	if free != nil {
		row = make([]uint64, w.size)
	}
	clear(row)
	look := wordform.Of(text)
	for _, k := range w.kinds {
		add(row, k.row(k.find.find(look[k.of])))
	}
	if free != nil {
		const longest = 40 // a longer word is kept by nobody
		if len(text) <= longest {
			free.CompareAndSwap(nil, &word{string([]byte(text)), row})
		}
	}
	return row
}
