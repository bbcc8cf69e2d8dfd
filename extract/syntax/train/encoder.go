package main

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/wordform"
)

// kind is one kind of feature of a word with its vocabulary and the embeddings: row 0 is
// for what is unknown, row 1 for what lies outside the sentence.
type kind struct {
	of    wordform.Kind
	width int
	// hide says how often a known feature is shown as unknown while training: with
	// probability hide/(hide+count) (Kiperwasser and Goldberg 2016).
	hide  float64
	ids   map[uint32]int32
	order []uint32 // the vocabulary by row, from row 2
	count []int32
	table *param
}

// plan of an encoder's features: kind, width, lowest count, hiding.
type planned struct {
	of    wordform.Kind
	width int
	least int
	hide  float64
}

// vocabulary counts the features of all words.
func (k *kind) vocabulary(all []*sentence, least int) {
	n := map[uint32]int32{}
	for _, s := range all {
		for _, l := range s.looks {
			n[l[k.of]]++
		}
	}
	for h, c := range n {
		if int(c) >= least {
			k.order = append(k.order, h)
		}
	}
	slices.SortFunc(k.order, func(a, b uint32) int { return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b)) })
	k.ids = make(map[uint32]int32, len(k.order))
	k.count = make([]int32, len(k.order)+2)
	for i, h := range k.order {
		k.ids[h] = int32(i + 2)
		k.count[i+2] = n[h]
	}
}

// encoder makes a vector of every word of a sentence: embeddings of its features in a
// window, summed into a hidden layer, and a second layer over windows of three of the first.
type encoder struct {
	kinds         []*kind
	tags          *param // embeddings of tags, nil for none
	tagHide       float64
	width, radius int
	first, second *param
	bias1, bias2  *param
	drop          float32
}

const (
	around  = 3 // words of the second layer's window
	noTag   = 0
	pastTag = int(ud.NumXPOS) // outside the sentence
)

func newEncoder(m *model, all []*sentence, plan []planned, tagWidth int, tagHide float64, radius, first, second int, drop float64) *encoder {
	e := &encoder{radius: radius, drop: float32(drop), tagHide: tagHide}
	for _, p := range plan {
		k := &kind{of: p.of, width: p.width, hide: p.hide}
		k.vocabulary(all, p.least)
		k.table = m.new("words", len(k.count), k.width, 0.1, true)
		e.kinds = append(e.kinds, k)
		e.width += k.width
	}
	if tagWidth > 0 {
		e.tags = m.new("tags", pastTag+1, tagWidth, 0.1, true)
		e.width += tagWidth
	}
	window := (2*radius + 1) * e.width
	e.first = m.matrix("first", first, window, glorot(window, first))
	e.bias1 = m.new("bias1", 1, first, 0, false)
	if second > 0 {
		e.second = m.matrix("second", second, around*first, glorot(around*first, second))
		e.bias2 = m.new("bias2", 1, second, 0, false)
	}
	return e
}

// out is the width of the encoder's output.
func (e *encoder) out() int {
	if e.second != nil {
		return e.second.rows
	}
	return e.first.rows
}

// encoding is an encoder's work on one sentence.
type encoding struct {
	ids      []int32
	x, dx    []float32
	pre1, h1 []float32
	d1       []float32
	pre2     []float32
}

// ids finds the rows of the features of a sentence's words, those outside it included.
func (e *encoder) ids(s *sentence, ids []int32, rnd *rand.Rand) []int32 {
	ids = ids[:0]
	edge := func() {
		for range e.radius {
			for range e.kinds {
				ids = append(ids, 1)
			}
			if e.tags != nil {
				ids = append(ids, int32(pastTag))
			}
		}
	}
	looks := s.looks
	if rnd != nil {
		looks = restyle(s, rnd)
	}
	edge()
	for i, l := range looks {
		for _, k := range e.kinds {
			id := k.ids[l[k.of]]
			if rnd != nil && k.hide > 0 && id > 0 && rnd.Float64() < k.hide/(k.hide+float64(k.count[id])) {
				id = 0
			}
			ids = append(ids, id)
		}
		if e.tags != nil {
			id := int32(s.seen[i])
			if rnd != nil && rnd.Float64() < e.tagHide {
				id = noTag
			}
			ids = append(ids, id)
		}
	}
	edge()
	return ids
}

// restyle shows one sentence in fifty in capitals and one in fifty as a title, as
// headlines are.
func restyle(s *sentence, rnd *rand.Rand) []wordform.Look {
	const share = 50
	n := rnd.IntN(share)
	if n > 1 {
		return s.looks
	}
	looks := make([]wordform.Look, len(s.forms))
	for i, f := range s.forms {
		if n == 0 {
			f = strings.ToUpper(f)
		} else if f[0] < utf8.RuneSelf && (len(f) > 3 || i == 0) {
			f = strings.ToUpper(f[:1]) + f[1:]
		}
		looks[i] = wordform.Of(f)
	}
	return looks
}

// encode gives the vectors of a sentence's words before the last nonlinearity, n by out().
func (e *encoder) encode(s *sentence, a *encoding, rnd *rand.Rand) []float32 {
	n := len(s.forms)
	m := n + 2*e.radius
	a.ids = e.ids(s, a.ids, rnd)
	a.x = zeros(a.x, m*e.width)
	e.each(a.ids, m, func(p *param, row, at int) { copy(a.x[at:at+p.cols], p.row(row)) })
	first := e.first.rows
	a.pre1 = zeros(a.pre1, n*first)
	for t := range n {
		copy(a.pre1[t*first:], e.bias1.w)
	}
	convolve(e.first, a.x, a.pre1, e.width, 2*e.radius+1, n)
	if e.second == nil {
		return a.pre1
	}
	a.h1 = zeros(a.h1, (n+2)*first)
	rectify(a.pre1, a.h1[first:(n+1)*first], e.drop, rnd)
	second := e.second.rows
	a.pre2 = zeros(a.pre2, n*second)
	for t := range n {
		copy(a.pre2[t*second:], e.bias2.w)
	}
	convolve(e.second, a.h1, a.pre2, first, around, n)
	return a.pre2
}

// each calls f for the embedding of every feature of m words, with its place in x.
func (e *encoder) each(ids []int32, m int, f func(p *param, row, at int)) {
	i, at := 0, 0
	for range m {
		for _, k := range e.kinds {
			f(k.table, int(ids[i]), at)
			at += k.width
			i++
		}
		if e.tags != nil {
			f(e.tags, int(ids[i]), at)
			at += e.tags.cols
			i++
		}
	}
}

// back adds the gradients of encode, given that of its result; own, where it is not nil,
// is a gradient of the words' own embeddings.
func (e *encoder) back(a *encoding, g *grads, d, own []float32) {
	first := e.first.rows
	n := len(a.pre1) / first
	if e.second != nil {
		sum(g.all(e.bias2), d)
		a.d1 = zeros(a.d1, (n+2)*first)
		convolveBack(e.second, g, a.h1, a.d1, d, first, around, n)
		d = a.d1[first : (n+1)*first]
		rectifyBack(a.h1[first:], d, e.drop)
	}
	sum(g.all(e.bias1), d)
	m := n + 2*e.radius
	a.dx = zeros(a.dx, m*e.width)
	if own != nil {
		copy(a.dx[e.radius*e.width:], own)
	}
	convolveBack(e.first, g, a.x, a.dx, d, e.width, 2*e.radius+1, n)
	e.each(a.ids, m, func(p *param, row, at int) { add(g.row(p, row), a.dx[at:at+p.cols]) })
}

// own is the words' own embeddings.
func (e *encoder) own(a *encoding) []float32 { return a.x[e.radius*e.width:] }

// sum adds all rows of d to bias.
func sum(bias, d []float32) {
	for i := 0; i < len(d); i += len(bias) {
		add(bias, d[i:i+len(bias)])
	}
}
