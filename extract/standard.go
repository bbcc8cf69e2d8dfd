package extract

import (
	"dateline/corpus"
	"dateline/extract/article"
	"dateline/extract/dates"
	"dateline/extract/entities"
	"dateline/extract/events"
	"dateline/extract/quotes"
	"dateline/extract/syntax"
	"dateline/normalize/actors"
)

// Options configure the standard chain. The zero value is the default.
type Options struct {
	Boilerplate article.Mode
	Sites       *article.Sites // lines that repeat across sites; nil: none
	Engine      string         // language engine: "" or "dateline", the default, or "prose", the baseline
	Layers      corpus.Layers  // wanted layers; zero means corpus.DefaultLayers
	Actors      *actors.Base   // knowledge base of actors; nil means actors.Default()
}

// Standard is the chain of the house, cut down to what the wanted layers need.
func Standard(o Options) (*Chain, error) {
	engine, err := syntax.Open(o.Engine)
	if err != nil {
		return nil, err
	}
	names, err := nameTagger(engine)
	if err != nil {
		return nil, err
	}
	want := o.Layers
	if want == 0 {
		want = corpus.DefaultLayers
	}
	chain, err := NewChain(
		article.New(article.Options{Mode: o.Boilerplate, Sites: o.Sites, Leave: costly &^ want}),
		syntax.Segment(engine),
		syntax.Tag(engine),
		syntax.Parse(),
		dates.New(),
		names,
		actors.New(actors.Options{Base: o.Actors}),
		quotes.New(),
		events.New(),
	)
	if err != nil {
		return nil, err
	}
	if want.Has(corpus.LayerTokens) {
		want |= corpus.LayersOf(corpus.LayerTree) // tokens show heads
	}
	return chain.Pick(want | corpus.LayersOf(corpus.LayerText)), nil
}

// costly are the layers of the article stage that are made only if they are wanted.
var costly = corpus.LayersOf(corpus.LayerDropped, corpus.LayerOrigin)

// nameTagger is the entities stage that goes with an engine: prose's own model
// with prose, so that the baseline is one throughout.
func nameTagger(engine syntax.Engine) (Stage, error) {
	if engine.Name() == "prose" {
		return entities.NewProse()
	}
	return entities.New(), nil
}
