// Package tagging holds the features of the part-of-speech tagger, shared by the
// tagger and by its trainer.
package tagging

import (
	"unicode"
	"unicode/utf8"

	"dateline/corpus/ud"
	"dateline/corpus/weights"
)

// Features is the number of features of a decision.
const Features = 23

// Word is what the tagger sees of a token: hashes of its lower-case form, of its
// ends, and of its shape.
type Word struct {
	Form, Suffix1, Suffix2, Suffix3, Prefix, Shape uint32
}

// WordOf looks at a word.
func WordOf(w string) Word {
	low := make([]byte, 0, 32)
	shape := uint32(0)
	last := uint32(0)
	for i, r := range w {
		var class uint32
		switch {
		case unicode.IsUpper(r):
			class = 1
			r = unicode.ToLower(r)
		case unicode.IsDigit(r):
			class = 2
			r = '0'
		case unicode.IsLetter(r):
			class = 3
		case r == '-':
			class = 4
		case r == '.':
			class = 5
		default:
			class = 6
		}
		if i == 0 || class != last { // runs of one class count once
			shape = shape*7 + class
			last = class
		}
		low = utf8.AppendRune(low, r)
	}
	n := len(low)
	end := func(k int) uint32 { return hash(low[max(0, n-k):]) }
	return Word{Form: hash(low), Suffix1: end(1), Suffix2: end(2), Suffix3: end(3), Prefix: hash(low[:min(2, n)]), Shape: shape}
}

func hash(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// At fills out, of length Features, with the hashed features of word i, given the
// tags of the words before it (after Honnibal's averaged perceptron tagger, and
// Toutanova and others 2003 for the pairs).
func At(words []Word, tags []ud.XPOS, i int, out []uint32) {
	at := func(j int) Word {
		if j < 0 || j >= len(words) {
			return Word{Form: uint32(3 + j - i)}
		}
		return words[j]
	}
	t1, t2 := uint32(63), uint32(63)
	if i > 0 {
		t1 = uint32(tags[i-1])
	}
	if i > 1 {
		t2 = uint32(tags[i-2])
	}
	w, p1, p2, n1, n2 := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	n := 0
	add := func(a, b uint32) {
		out[n] = weights.Mix(weights.Combine(weights.Combine(weights.Seed(uint32(n)+1000), a), b))
		n++
	}
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	add(w.Form, 0)
	add(w.Form, t1)
	add(w.Suffix3, 0)
	add(w.Suffix2, 0)
	add(w.Suffix1, 0)
	add(w.Suffix3, t1)
	add(w.Prefix, w.Suffix1)
	add(w.Shape, first)
	add(w.Shape, t1)
	add(t1, 0)
	add(t1, t2)
	add(p1.Form, 0)
	add(p1.Form, w.Form)
	add(p2.Form, 0)
	add(n1.Form, 0)
	add(n1.Form, w.Form)
	add(n2.Form, 0)
	add(n1.Suffix3, w.Suffix2)
	add(n1.Shape, w.Shape)
	add(p1.Suffix3, t1)
	add(t1, n1.Form)
	add(t1, n1.Suffix2)
	add(w.Shape, w.Suffix2)
}
