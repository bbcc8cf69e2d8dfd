package tagger

import (
	"dateline/corpus"
)

// Document is a text prepared for tagging. It may be used again for another
// text through Read; it is not safe for concurrent use.
type Document struct {
	Text    string
	Pieces  []Piece
	Regions []Region

	// Verbs are read in small letters in headlines. They are nil where a model is trained,
	// so that the weights do not depend on them.
	Verbs *Verbs

	topic     Topic
	sentences []sentenceShape
	ids       map[uint32]int32
	words     []wordShape // by piece ID
	runs      []run       // by piece, for capitals
	pairs     map[uint64][len(Types) + 1]uint16
	acronyms  map[uint32]int32 // letters to word

	classes []uint8
	names   []Name
	base    []scores // of the pieces of the regions, see baseScores
	work    []scores // with the memory
	back    []uint8
	feats   []uint32
	rows    []uint32 // of features

	spans    []span  // by name
	groups   []group // of names of one string
	keys     map[uint32]int32
	verdicts []uint8
}

// sentenceShape says how a sentence is written.
type sentenceShape struct {
	first int32 // its first word
	style uint8 // 0 plain, 1 most words capitalised, 2 all capitals
	small bool  // it begins in small letters, or has "i" for "I"
}

// wordShape is what a document shows of a word, whatever its place.
type wordShape struct {
	lower, inner bool   // seen in lower case; seen capitalised within a plain sentence
	acronym      bool   // stands in brackets after a name
	seen         uint32 // evidence of all its mentions, see evidence.go
	votes        [len(Types) + 1]uint16

	long                int32  // piece where the name begins whose capitals the word is, -1 for none
	longFirst, longLast uint32 // Lower of that name's ends
}

// run is a sequence of capitalised words without a gap.
type run struct {
	first, last int32
	kind        Kind   // of the noun in apposition behind it: ", a lawyer for"
	noun        uint32 // Lower of that noun, 0 for none
}

// Read prepares a text. The gazetteer may be nil.
func (d *Document) Read(text string, sentences []corpus.Sentence, g *Gazetteer) {
	d.Text = text
	d.Pieces = Split(text, sentences, d.Pieces[:0])
	d.topic = 0
	d.readSentences(len(sentences))
	d.readSmall(g)
	d.readHeadlines(g, d.Verbs)
	d.Regions = Regions(d.Pieces, d.Regions[:0])
	if g != nil {
		g.mark(d)
	}
	d.readWords()
	d.readRuns()
	d.readEvidence()
	d.readAcronyms()
}

func (d *Document) readSentences(n int) {
	d.sentences = resize(d.sentences, n)
	for i := 0; i < len(d.Pieces); {
		s := d.Pieces[i].Sentence
		first, capitals, lowers, uppers, words := int32(-1), 0, 0, 0, 0
		j := i
		for ; j < len(d.Pieces) && d.Pieces[j].Sentence == s; j++ {
			p := &d.Pieces[j]
			switch p.Shape {
			case Lower:
				words++
				if p.End-p.Start > 3 {
					lowers++
				}
			case Title, Mixed:
				words++
				if p.End-p.Start > 3 {
					capitals++
				}
			case Upper:
				words++
				uppers++
			case Initial, Dotted, Coded, Number:
				words++
			default:
				continue
			}
			if first < 0 {
				first = int32(j)
			}
		}
		style := uint8(0)
		switch {
		case uppers >= 3 && uppers*10 >= (uppers+capitals+lowers)*8:
			style = 2
		case capitals >= 3 && capitals*10 >= (capitals+lowers)*7:
			style = 1
		}
		d.sentences[s] = sentenceShape{first: first, style: style}
		i = j
	}
}

func (d *Document) readWords() {
	if d.ids == nil {
		d.ids = map[uint32]int32{}
	}
	clear(d.ids)
	d.words = d.words[:0]
	var filter [64]uint64 // of the words with an id, which few words in small letters are
	for _, r := range d.Regions {
		for i := r.First; i < r.End; i++ {
			p := &d.Pieces[i]
			if !p.Capital() {
				continue
			}
			id, ok := d.ids[p.Lower]
			if !ok {
				id = int32(len(d.words))
				d.ids[p.Lower] = id
				filter[p.Lower>>6%64] |= 1 << (p.Lower % 64)
				d.words = append(d.words, wordShape{long: -1})
			}
			p.ID = id
			s := d.sentences[p.Sentence]
			if s.style == 0 && int32(i) != s.first {
				d.words[id].inner = true
			}
			if p.Shape != Title && i > 0 && i+1 < len(d.Pieces) && d.Text[d.Pieces[i-1].Start] == '(' && d.Text[d.Pieces[i+1].Start] == ')' {
				d.words[id].acronym = true
			}
		}
	}
	for i := range d.Pieces {
		if p := &d.Pieces[i]; p.Shape == Lower && p.End-p.Start > 1 && filter[p.Lower>>6%64]>>(p.Lower%64)&1 == 1 {
			if id, ok := d.ids[p.Lower]; ok {
				d.words[id].lower = true
			}
		}
	}
}

func (d *Document) readRuns() {
	d.runs = resize(d.runs, len(d.Pieces))
	for _, r := range d.Regions {
		for i := r.First; i < r.End; {
			j := i
			for j < r.End && d.Pieces[j].Capital() && (j == i || d.Pieces[j].Sentence == d.Pieces[i].Sentence) {
				j++
			}
			if j == i {
				d.runs[i] = run{first: int32(i), last: int32(i)}
				i++
				continue
			}
			x := run{first: int32(i), last: int32(j - 1)}
			x.kind, x.noun = d.apposed(j, d.Pieces[i].Sentence)
			for k := i; k < j; k++ {
				d.runs[k] = x
			}
			i = j
		}
	}
}

// reuse is s with n elements of any value.
func reuse[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// resize is s with n zero elements.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}
