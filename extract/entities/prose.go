package entities

import (
	"fmt"

	"github.com/jdkato/prose/v3/ner"

	"dateline/corpus"
)

// Prose is the baseline: the entity model of prose/v3, whose two types PERSON
// and GPE and its ORG are taken as they come. It is safe for concurrent use.
type Prose struct{ model *ner.Extracter }

// NewProse loads prose's model.
func NewProse() (*Prose, error) {
	m, err := ner.New()
	if err != nil {
		return nil, fmt.Errorf("extract/entities: %w", err)
	}
	return &Prose{m}, nil
}

// Name is "entities".
func (p *Prose) Name() string { return "entities" }

// Needs are sentences, tokens and tags.
func (p *Prose) Needs() []corpus.Layer {
	return []corpus.Layer{corpus.LayerText, corpus.LayerSentences, corpus.LayerTokens, corpus.LayerTags}
}

// Gives are the entities.
func (p *Prose) Gives() []corpus.Layer { return []corpus.Layer{corpus.LayerEntities} }

// Apply sets d.Entities from prose's model, a sentence at a time.
func (p *Prose) Apply(d *corpus.Document) error {
	d.Entities = nil
	var words []ner.Token
	for _, s := range d.Sentences {
		words = words[:0]
		for i := s.Tokens.First; i < s.Tokens.End; i++ {
			t := &d.Tokens[i]
			words = append(words, ner.Token{Text: d.Text[t.Start:t.End], Tag: t.XPOS.String(), Start: t.Start})
		}
		p.model.Label(words)
		for _, e := range p.model.Chunk(d.Text, words) {
			span := corpus.Span{Start: e.Start, End: e.End()}
			t := corpus.EntityType(e.Label)
			if span.Start < s.Start || span.End > s.End || span.Start >= span.End || typeIndex(t) < 0 {
				continue
			}
			d.Entities = append(d.Entities, corpus.Entity{Span: span, Text: d.Text[span.Start:span.End], Type: t, Tokens: d.TokensOver(span)})
		}
	}
	titles(d)
	return nil
}
