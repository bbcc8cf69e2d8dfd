package syntax

import (
	_ "embed"
	"fmt"
	"sync"

	"dateline/corpus"
	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/neural"
)

// MaxParse is the number of tokens beyond which a sentence gets a flat tree.
const MaxParse = 300

//go:generate go run ./train -out weights -teach $TEACH $TRAIN/ud/ewt.train.conllu.gz $TRAIN/ud/gum.train.conllu.gz
//go:generate sh -c "cd weights && sha256sum *.dl? > SHA256SUMS"

//go:embed weights/trees.dln
var treeWeights []byte

type parser struct{ *neural.Parser }

var openParser = sync.OnceValues(func() (*parser, error) {
	p, err := neural.ReadParser(treeWeights)
	if err != nil {
		return nil, fmt.Errorf("syntax: trees: %w", err)
	}
	return &parser{p}, nil
})

// scratch is a worker's memory between sentences.
type scratch struct {
	words []string
	tags  []ud.XPOS
	work  neural.ParseScratch
}

// parse gives the tokens of one sentence their heads and relations. What opens the sentence
// hangs on the root of the rest.
func (p *parser) parse(d *corpus.Document, in *corpus.Sentence, s *scratch) {
	if n := in.Tokens.Len(); n == 1 || n > MaxParse { // a single token has one tree
		flat(d, in.Tokens)
		return
	}
	r := in.Body()
	s.words, s.tags = s.words[:0], s.tags[:0]
	for i := r.First; i < r.End; i++ {
		s.words = append(s.words, d.Word(i))
		s.tags = append(s.tags, d.Tokens[i].XPOS)
	}
	p.Parse(s.words, s.tags, &s.work)
	n := r.Len()
	for i := range n {
		t := &d.Tokens[r.First+i]
		t.Head, t.Rel = s.work.State.Heads[i]+1+in.Opening, s.work.State.Rels[i]
		if s.work.State.Heads[i] == n {
			t.Head, t.Rel = 0, ud.Root
			for j := range in.Opening {
				d.Tokens[in.Tokens.First+j].Head, d.Tokens[in.Tokens.First+j].Rel = i+1+in.Opening, ud.Dep
			}
		}
	}
}

// flat makes the first token the root and hangs the others on it.
func flat(d *corpus.Document, r corpus.Range) {
	for i := r.First; i < r.End; i++ {
		t := &d.Tokens[i]
		t.Head, t.Rel = 1, ud.Dep
		if i == r.First {
			t.Head, t.Rel = 0, ud.Root
		}
	}
}
