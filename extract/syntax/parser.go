package syntax

import (
	_ "embed"
	"fmt"
	"sync"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/ud"
	"dateline/corpus/weights"
	"dateline/extract/syntax/internal/transition"
)

// MaxParse is the number of tokens beyond which a sentence gets a flat tree.
const MaxParse = 300

//go:generate go run ./train -epochs 10 -out weights $TRAIN/ud/ewt.train.conllu.gz $TRAIN/ud/gum.train.conllu.gz
//go:generate sh -c "cd weights && sha256sum *.dlw > SHA256SUMS"

//go:embed weights/moves.dlw
var moveWeights []byte

//go:embed weights/labels.dlw
var labelWeights []byte

// parser holds the two models: which move, and which relation for an arc.
type parser struct {
	moves, labels *weights.Model
	rels          []ud.Rel // of the label model's classes
}

var openParser = sync.OnceValues(func() (*parser, error) {
	moves, err := weights.Read(moveWeights)
	if err != nil {
		return nil, fmt.Errorf("syntax: moves: %w", err)
	}
	labels, err := weights.Read(labelWeights)
	if err != nil {
		return nil, fmt.Errorf("syntax: labels: %w", err)
	}
	p := &parser{moves: moves, labels: labels}
	for _, c := range labels.Classes {
		p.rels = append(p.rels, ud.ParseRel(c))
	}
	return p, nil
})

// scratch is a worker's memory between sentences.
type scratch struct {
	state    transition.State
	words    []transition.Word
	features [transition.MoveFeatures]uint32
	scores   [64]int32
}

// parse gives the tokens of one sentence their heads and relations.
func (p *parser) parse(d *corpus.Document, r corpus.Range, s *scratch) {
	if r.Len() > MaxParse {
		flat(d, r)
		return
	}
	s.words = s.words[:0]
	for i := r.First; i < r.End; i++ {
		t := &d.Tokens[i]
		s.words = append(s.words, transition.Word{Form: FormHash(d.Word(i)), Tag: t.XPOS, Pos: t.UPOS})
	}
	s.state.Reset(s.words)
	for !s.state.Done() {
		s.state.Features(s.features[:])
		scores := s.scores[:transition.Moves]
		clear(scores)
		for _, f := range s.features {
			p.moves.Add(scores, f)
		}
		best, found := transition.Shift, false
		for m := transition.Shift; m < transition.Moves; m++ {
			if s.state.Allowed(m) && (!found || scores[m] > scores[best]) {
				best, found = m, true
			}
		}
		rel := ud.Rel(0)
		if best != transition.Shift {
			rel = p.label(best, s)
		}
		s.state.Apply(best, rel)
	}
	n := len(s.words)
	for i := range n {
		t := &d.Tokens[r.First+i]
		t.Head, t.Rel = s.state.Heads[i]+1, s.state.Rels[i]
		if s.state.Heads[i] == n {
			t.Head, t.Rel = 0, ud.Root
		}
	}
}

func (p *parser) label(m transition.Move, s *scratch) ud.Rel {
	head, dep := s.state.Arc(m)
	if head == len(s.words) {
		return ud.Root
	}
	features := s.features[:transition.LabelFeatures]
	s.state.LabelFeatures(head, dep, features)
	scores := s.scores[:len(p.rels)]
	clear(scores)
	for _, f := range features {
		p.labels.Add(scores, f)
	}
	best := 0
	for i, v := range scores {
		if v > scores[best] {
			best = i
		}
	}
	return p.rels[best]
}

// flat makes the first token the root and hangs the others on it.
func flat(d *corpus.Document, r corpus.Range) {
	for i := r.First; i < r.End; i++ {
		t := &d.Tokens[i]
		t.Head, t.Rel = 1, transition.LeafRel
		if i == r.First {
			t.Head, t.Rel = 0, ud.Root
		}
	}
}

// FormHash is the hash of a word as the parser sees it: lower case, digits alike.
func FormHash(word string) uint32 {
	h := uint32(2166136261)
	for _, c := range word {
		switch {
		case c < utf8.RuneSelf:
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			} else if '0' <= c && c <= '9' {
				c = '0'
			}
		default:
			c = unicode.ToLower(c)
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}
