package segment

import (
	"errors"

	"dateline/corpus/weights"
)

// Weights are the models of one class that cut text, in the format of corpus/weights.
type Weights struct {
	Words     *weights.Model // whether a word goes on where atoms touch
	Gate      *weights.Model // whether a sentence may end between two words
	Sentences *weights.Model // whether it does
	Sorts     *weights.Model // parts of speech by word
}

// Model is the models with the tables behind the rules. It is never changed, and safe
// for concurrent use.
type Model struct {
	words, sentences, gate *linear
	sorts                  *Sorts
	lexicon                *Lexicon
}

// linear is a model with the score that an example must exceed.
type linear struct {
	w     []int8
	mask  uint32
	least int32
}

// newLinear makes a model that says yes to more than odds of e to the power of least.
func newLinear(m *weights.Model, least float32) *linear {
	return &linear{w: m.W, mask: m.Rows - 1, least: int32(least / m.Scale)}
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
	// leastGate lets all but one in some thousand of the treebanks' ends pass, and stops nine
	// of ten other places.
	leastGate = -2.5
	// leastEnd is below 0, since the model sees fewer ends than there are: those without
	// any mark differ so much that training cannot have seen them all.
	leastEnd = -0.2
)

// NewModel makes a model of weights and tables.
func NewModel(w Weights, l *Lexicon) (*Model, error) {
	for _, m := range []*weights.Model{w.Words, w.Gate, w.Sentences, w.Sorts} {
		if m == nil || len(m.Classes) != 1 {
			return nil, errors.New("segment: a model is missing or has not one class")
		}
	}
	return &Model{
		words: newLinear(w.Words, leastWord), gate: newLinear(w.Gate, leastGate), sentences: newLinear(w.Sentences, leastEnd),
		sorts: NewSorts(w.Sorts), lexicon: l,
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
	return &Cutter{model: m, lexicon: m.lexicon, sorts: m.sorts, gate: m.gate}
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
}

// Len is the number of words.
func (c *Cutter) Len() int { return len(c.tokens) }

// Word is the first byte of word i and the one behind its last.
func (c *Cutter) Word(i int) (start, end int) { return c.tokens[i].start, c.tokens[i].end }

// Ends are, for each sentence, the number of words up to its end. The slice is the cutter's.
func (c *Cutter) Ends() []int { return c.ends }

// Teacher answers in place of the models, with the truth, and sees the features.
type Teacher struct {
	// Joint says whether the word goes on over the place at byte, where two atoms touch.
	Joint func(place int, features []uint32) bool
	// Place says whether a sentence ends between the words that end and start there.
	Place func(end, start int, features []uint32) bool
}

// NewPupil makes a cutter that asks the teacher instead of models. The models of w that
// are there are used: that of sorts, and the gate.
func NewPupil(l *Lexicon, w Weights, t *Teacher) *Cutter {
	c := &Cutter{lexicon: l, teach: t}
	if w.Sorts != nil {
		c.sorts = NewSorts(w.Sorts)
	}
	if w.Gate != nil {
		c.gate = newLinear(w.Gate, leastGate)
	}
	return c
}

// GateFeatures is the number of features, the first, that the gate sees of a place.
const GateFeatures = gateFeatures
