package segment

import (
	"errors"

	"dateline/corpus/weights"
)

// Weights are the models of one class that cut text, in the format of corpus/weights.
type Weights struct {
	Words     *weights.Model  // whether a word goes on where atoms touch
	Gate      *weights.Model  // whether a sentence may end between two words
	Sentences *weights.Model  // whether it does
	Sorts     *weights.Model  // parts of speech by word
	Second    *weights.Forest // whether it does, with what was found around the place
}

// Model is the models with the tables behind the rules. It is never changed, and safe
// for concurrent use.
type Model struct {
	words, sentences, gate *linear
	sorts                  *Sorts
	second                 *weights.Forest
	lexicon                *Lexicon
}

// linear is a model with the score that an example must exceed.
type linear struct {
	w      []int8
	mask   uint32
	least  int32
	glance int32 // of a gate: what the first of the features must exceed
	unit   int64 // what one of the score is in hundredths of a logit, times 2^16
}

// newLinear makes a model that says yes to more than odds of e to the power of least.
func newLinear(m *weights.Model, least float32) *linear {
	return &linear{w: m.W, mask: m.Rows - 1, least: int32(least / m.Scale), unit: int64(m.Scale * 100 * (1 << 16))}
}

// newGate makes the model that says whether a sentence may end at a place.
func newGate(m *weights.Model, least float32) *linear {
	l := newLinear(m, least)
	l.glance = int32(leastGlance / m.Scale)
	return l
}

// hundredths is a score in hundredths of a logit.
func (l *linear) hundredths(score int32) int16 {
	if l == nil {
		return 0
	}
	return int16(max(-certain, min(certain, int64(score)*l.unit>>16)))
}

func (l *linear) sum(features []uint32) int32 {
	var sum int32
	for _, f := range features {
		sum += int32(l.w[f&l.mask])
	}
	return sum
}

const (
	// leastWord: a word goes on if that is likelier than not.
	leastWord = 0
	// leastGate stops what is hardly ever an end. The trees are taught more places.
	leastGate  = -3.5
	taughtGate = -4.5
	// leastGlance is what the first half of the features must say for the gate to look on.
	// It stops five of six places, and one end in some thousand.
	leastGlance = -3
	// leastSentence is where the first model draws the line; the second draws it again.
	leastSentence = -0.2
)

// NewModel makes a model of weights and tables.
func NewModel(w Weights, l *Lexicon) (*Model, error) {
	for _, m := range []*weights.Model{w.Words, w.Gate, w.Sentences, w.Sorts} {
		if m == nil || len(m.Classes) != 1 {
			return nil, errors.New("segment: a model is missing or has not one class")
		}
	}
	if w.Second == nil || w.Second.Features != PlaceNumbers {
		return nil, errors.New("segment: the trees are of other places")
	}
	return &Model{
		words: newLinear(w.Words, leastWord), gate: newGate(w.Gate, leastGate), sentences: newLinear(w.Sentences, leastSentence),
		sorts: NewSorts(w.Sorts), second: w.Second, lexicon: l,
	}, nil
}

// Cutter cuts paragraphs. It keeps its memory between them, and is not safe for
// concurrent use.
type Cutter struct {
	model    *Model
	lexicon  *Lexicon
	sorts    *Sorts
	gate     *linear
	teach    *Teacher
	atoms    []atom
	tokens   []token
	ends     []int
	features features
	second   *weights.Forest

	// Of the paragraph: the places where a sentence may end, and what the second model
	// is told of them.
	places                []place
	changed               []int // indices of places about which it has another opinion
	tallies               []tally
	bareEnds, smallStarts int
	numbers               Row
	loose                 bool  // written without care for capitals and marks
	gated                 int32 // what the gate says of the last place
	seen                  uint8 // what seenBefore says of it

	// Of the paragraph: words that began sentences and what these looked like, and how
	// often marks of each kind stand free.
	starts, shapes filter
	counts         [numKinds]uint8

	// Of the document: words that began sentences, how many of these there are, and
	// how many of them end without a mark or begin in lower case.
	openings, pairs    filter
	sents, bare, small int
	habit              uint32

	// The word being made: its hash and number of atoms, whether a full stop is in it,
	// and whether the last joint was joined.
	piece      uint32
	pieceAtoms int
	pieceStops bool
	joined     bool
}

// NewCutter makes a cutter that uses the model.
func NewCutter(m *Model) *Cutter {
	return &Cutter{model: m, lexicon: m.lexicon, sorts: m.sorts, gate: m.gate, second: m.second}
}

// Begin begins a document: what its paragraphs have in common is forgotten.
func (c *Cutter) Begin() {
	c.openings, c.pairs = filter{}, filter{}
	c.sents, c.bare, c.small, c.habit = 0, 0, 0, 0
}

// Cut cuts the next paragraph of the document. What it found is asked of Len, Word and Ends until the next call.
func (c *Cutter) Cut(text string) {
	c.read(text)
	c.words(text)
	c.sentences(text)
	c.reconsider()
}

// Len is the number of words.
func (c *Cutter) Len() int { return len(c.tokens) }

// Word is the first byte of word i and the one behind its last.
func (c *Cutter) Word(i int) (start, end int) { return c.tokens[i].start, c.tokens[i].end }

// Ends are, for each sentence, the number of words up to its end. The slice is the cutter's.
func (c *Cutter) Ends() []int { return c.ends }

// Teacher answers in place of the models, with the truth, and sees the features. A
// function that is nil leaves the answer to the model.
type Teacher struct {
	// Joint says whether the word goes on over the place at byte, where two atoms touch.
	Joint func(place int, features []uint32) bool
	// Place says whether a sentence ends between the words that end and start there.
	Place func(end, start int, features []uint32) bool
	// Second sees the rows of places that the model of sentences is in doubt about.
	Second func(end int, row *Row)
}

// NewPupil makes a cutter that asks the teacher instead of models. The models of w that
// are there are used for the rest.
func NewPupil(l *Lexicon, w Weights, t *Teacher) *Cutter {
	c := &Cutter{model: &Model{}, lexicon: l, teach: t}
	if w.Words != nil {
		c.model.words = newLinear(w.Words, leastWord)
	}
	if w.Sentences != nil {
		c.model.sentences = newLinear(w.Sentences, leastSentence)
	}
	if w.Sorts != nil {
		c.sorts = NewSorts(w.Sorts)
	}
	if w.Gate != nil {
		c.gate = newGate(w.Gate, taughtGate)
	}
	return c
}

// GateFeatures is the number of features, the first, that the gate sees of a place.
const GateFeatures = gateFeatures
