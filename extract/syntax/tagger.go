package syntax

import (
	_ "embed"
	"fmt"
	"sync"

	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/neural"
)

//go:embed weights/tags.dln
var tagWeights []byte

// own is the default engine: a splitter and a tagger of our own, trained on openly
// licensed treebanks.
type own struct {
	*splitter
	tagger *neural.Tagger
}

var openOwn = sync.OnceValues(func() (*own, error) {
	s, err := openSplitter()
	if err != nil {
		return nil, err
	}
	t, err := neural.ReadTagger(tagWeights)
	if err != nil {
		return nil, fmt.Errorf("syntax: tags: %w", err)
	}
	return &own{s, t}, nil
})

func (*own) Name() string { return "dateline" }

var tagScratches = sync.Pool{New: func() any { return new(neural.TagScratch) }}

// Tags goes through the sentence from left to right, each decision seeing those before it.
func (o *own) Tags(words []string, to []ud.XPOS) []ud.XPOS {
	s := tagScratches.Get().(*neural.TagScratch)
	defer tagScratches.Put(s)
	return o.tagger.Tag(words, s, to)
}
