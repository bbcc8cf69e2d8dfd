package segment

import (
	"maps"
	"slices"

	"dateline/corpus/ud"
	"dateline/corpus/weights"
)

// Sorts says of a word, by its hash, which part of speech it has most often, with
// a bit for words that are seen in lower case. It takes the place of a tagger, which
// needs sentences.
type Sorts struct {
	model *weights.Model
	mask  uint32
}

// The sorts of words. 0 is a word that was not seen, or too seldom.
const (
	finite = 1 + iota
	base
	participle
	gerund
	noun
	proper
	pronoun
	determiner
	preposition
	conjunction
	adjective
	adverb
	question
	numeral
	interjection
	otherSort

	sortMask = 31
	small    = 32 // seen in lower case
)

// sortOf is the sort of a part of speech.
func sortOf(x ud.XPOS) uint8 {
	switch x {
	case ud.VBD, ud.VBZ, ud.VBP, ud.MD:
		return finite
	case ud.VB:
		return base
	case ud.VBN:
		return participle
	case ud.VBG:
		return gerund
	case ud.NN, ud.NNS:
		return noun
	case ud.NNP, ud.NNPS:
		return proper
	case ud.PRP, ud.EX:
		return pronoun
	case ud.DT, ud.PDT, ud.PRPS:
		return determiner
	case ud.IN, ud.TO:
		return preposition
	case ud.CC:
		return conjunction
	case ud.JJ, ud.JJR, ud.JJS:
		return adjective
	case ud.RB, ud.RBR, ud.RBS, ud.RP:
		return adverb
	case ud.WDT, ud.WP, ud.WPS, ud.WRB:
		return question
	case ud.CD:
		return numeral
	case ud.UH:
		return interjection
	}
	return otherSort
}

// NewSorts makes the table of a model of one class.
func NewSorts(m *weights.Model) *Sorts { return &Sorts{m, m.Rows - 1} }

func (s *Sorts) of(h uint32) uint8 {
	if s == nil {
		return 0
	}
	return uint8(s.model.W[weights.Mix(h)&s.mask])
}

// sorted is the sort of a word with its case kept apart, or the kind of a mark.
func (t *token) sorted() uint32 {
	if t.kind != letter {
		return 64 + uint32(t.kind)
	}
	return uint32(t.sort)
}

const sortBits = 18

// rareWord is the number of times a word must be seen to have a sort.
const rareWord = 3

// LearnSorts counts words with their parts of speech.
func LearnSorts(words []string, tags []ud.XPOS) *weights.Model {
	type count struct {
		of    [otherSort + 1]int
		total int
		small int
	}
	counts := map[uint32]*count{}
	for i, w := range words {
		h := hashOf(w)
		c := counts[h]
		if c == nil {
			c = new(count)
			counts[h] = c
		}
		c.total++
		c.of[sortOf(tags[i])]++
		if w[0] >= 'a' && w[0] <= 'z' {
			c.small++
		}
	}
	m := weights.New([]string{"sorts"}, sortBits)
	heaviest := map[uint32]int{}
	for _, h := range slices.Sorted(maps.Keys(counts)) {
		c := counts[h]
		row := weights.Mix(h) & (m.Rows - 1)
		if c.total < rareWord || heaviest[row] > c.total || heaviest[row] == c.total {
			continue
		}
		heaviest[row] = c.total
		best := 0
		for k, n := range c.of {
			if n > c.of[best] {
				best = k
			}
		}
		v := best
		if c.small >= 2 {
			v |= small
		}
		m.W[row] = int8(v)
	}
	return m
}
