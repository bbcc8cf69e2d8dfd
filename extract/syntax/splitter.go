package syntax

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/weights"
	"dateline/extract/syntax/internal/segment"
)

//go:generate go run ./train/splitter -out weights -tables . -own train/splitter/paragraphs.txt $TRAIN/ud/ewt.train.conllu.gz $TRAIN/ud/gum.train.conllu.gz
//go:generate sh -c "cd weights && sha256sum *.dl? > SHA256SUMS"

//go:embed weights/words.dlw
var wordWeights []byte

//go:embed weights/gate.dlw
var gateWeights []byte

//go:embed weights/sentences.dlw
var sentenceWeights []byte

//go:embed weights/places.dlw
var placeTrees []byte

//go:embed weights/sorts.dlw
var sortWeights []byte

// splitter cuts paragraphs into words and sentences.
type splitter struct {
	model   *segment.Model
	cutters sync.Pool
}

var openSplitter = sync.OnceValues(func() (*splitter, error) {
	var w segment.Weights
	for _, f := range []struct {
		name string
		data []byte
		to   **weights.Model
	}{{"words", wordWeights, &w.Words}, {"gate", gateWeights, &w.Gate}, {"sentences", sentenceWeights, &w.Sentences}, {"sorts", sortWeights, &w.Sorts}} {
		m, err := weights.Read(f.data)
		if err != nil {
			return nil, fmt.Errorf("syntax: %s: %w", f.name, err)
		}
		*f.to = m
	}
	trees, err := weights.ReadForest(placeTrees)
	if err != nil {
		return nil, fmt.Errorf("syntax: places: %w", err)
	}
	w.Second = trees
	tables, err := segment.ReadLexicon(data)
	if err != nil {
		return nil, fmt.Errorf("syntax: %w", err)
	}
	m, err := segment.NewModel(w, tables)
	if err != nil {
		return nil, fmt.Errorf("syntax: %w", err)
	}
	return &splitter{model: m, cutters: sync.Pool{New: func() any { return segment.NewCutter(m) }}}, nil
})

// longParagraph is the number of bytes beyond which a paragraph is cut in pieces, at
// white space where there is any, so that memory does not grow with it.
const longParagraph = 1 << 16

// Cut appends the words of the paragraphs, and the ends of their sentences.
func (s *splitter) Cut(text string, paragraphs, words []corpus.Span, ends []int) ([]corpus.Span, []int) {
	c := s.cutters.Get().(*segment.Cutter)
	defer s.cutters.Put(c)
	c.Begin()
	for _, p := range paragraphs {
		for p.Start < p.End {
			end := p.End
			if p.Len() > longParagraph {
				end = breakBefore(text, p.Start, p.Start+longParagraph)
			}
			c.Cut(text[p.Start:end])
			first := len(words)
			for i := range c.Len() {
				from, to := c.Word(i)
				words = append(words, corpus.Span{Start: p.Start + from, End: p.Start + to})
			}
			for _, n := range c.Ends() {
				ends = append(ends, first+n)
			}
			p.Start = end
		}
	}
	return words, ends
}

// breakBefore is the last place after start and up to limit at which a word may be
// parted from the next: behind white space, or else between two characters.
func breakBefore(text string, start, limit int) int {
	if i := strings.LastIndexAny(text[start:limit], " \t\n"); i > 0 {
		return start + i + 1
	}
	for limit > start+1 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return limit
}
