package syntax

import (
	_ "embed"
	"fmt"
	"sync"

	"dateline/corpus/ud"
	"dateline/corpus/weights"
	"dateline/extract/syntax/internal/tagging"
)

//go:embed weights/tags.dlw
var tagWeights []byte

// own is the default engine: prose's sentences and words, and a tagger of our own,
// trained on openly licensed treebanks.
type own struct {
	*prose
	model *weights.Model
	tags  []ud.XPOS // of the model's classes
}

var openOwn = sync.OnceValues(func() (*own, error) {
	p, err := openProse()
	if err != nil {
		return nil, err
	}
	m, err := weights.Read(tagWeights)
	if err != nil {
		return nil, fmt.Errorf("syntax: tags: %w", err)
	}
	o := &own{prose: p, model: m}
	for _, c := range m.Classes {
		o.tags = append(o.tags, ud.ParseXPOS(c))
	}
	return o, nil
})

func (*own) Name() string { return "dateline" }

// Tags goes through the sentence from left to right, each decision seeing those before it.
func (o *own) Tags(words []string, to []ud.XPOS) []ud.XPOS {
	seen := make([]tagging.Word, len(words))
	for i, w := range words {
		seen[i] = tagging.WordOf(w)
	}
	first := len(to)
	to = append(to, make([]ud.XPOS, len(words))...)
	tags := to[first:]
	var features [tagging.Features]uint32
	var scores [ud.NumXPOS]int32
	for i := range words {
		tagging.At(seen, tags, i, features[:])
		s := scores[:len(o.tags)]
		clear(s)
		for _, f := range features {
			o.model.Add(s, f)
		}
		best := 0
		for c, v := range s {
			if v > s[best] {
				best = c
			}
		}
		tags[i] = o.tags[best]
	}
	return to
}
