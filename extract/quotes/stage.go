package quotes

import (
	"sync"

	"dateline/corpus"
)

// Stage is the quotes stage. It is safe for concurrent use.
type Stage struct {
	b    *book
	pool sync.Pool // of *reader
}

// New makes the stage with the embedded tables.
func New() *Stage {
	return &Stage{b: load(), pool: sync.Pool{New: func() any { return new(reader) }}}
}

// Name is "quotes".
func (*Stage) Name() string { return "quotes" }

// Needs are the layers read.
func (*Stage) Needs() []corpus.Layer {
	return []corpus.Layer{corpus.LayerText, corpus.LayerSentences, corpus.LayerTokens, corpus.LayerTags, corpus.LayerTree,
		corpus.LayerClauses, corpus.LayerEntities, corpus.LayerDates, corpus.LayerActors}
}

// Gives are the quotations.
func (*Stage) Gives() []corpus.Layer { return []corpus.Layer{corpus.LayerQuotes} }

// keepTokens is the size of a document whose working memory is worth keeping.
const keepTokens = 1 << 16

// Apply sets d.Quotes, in order of the text and without overlap. It never fails.
func (s *Stage) Apply(d *corpus.Document) error {
	d.Quotes = nil
	if len(d.Tokens) == 0 {
		return nil
	}
	r := s.pool.Get().(*reader)
	r.open(d, s.b)
	r.read()
	d.Quotes = r.records()
	r.d = nil
	if len(d.Tokens) <= keepTokens {
		s.pool.Put(r)
	}
	return nil
}
