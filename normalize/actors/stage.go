package actors

import (
	"dateline/corpus"
)

// Options configure a stage. The zero value is the default.
type Options struct {
	Base *Base // the knowledge base; nil means Default()
}

// Stage gives the entities of a document their actors and resolves pronouns and
// definite phrases. It is safe for concurrent use.
type Stage struct {
	base *Base // nil: Default(), which is read when the first document comes
}

// New makes a stage.
func New(o Options) *Stage { return &Stage{o.Base} }

// Name is "actors".
func (*Stage) Name() string { return "actors" }

// Needs are the layers below it.
func (*Stage) Needs() []corpus.Layer {
	return []corpus.Layer{corpus.LayerText, corpus.LayerSentences, corpus.LayerTokens, corpus.LayerTags, corpus.LayerTree,
		corpus.LayerEntities, corpus.LayerDates}
}

// Gives are the actors, the entities' actor ids and the references.
func (*Stage) Gives() []corpus.Layer { return []corpus.Layer{corpus.LayerActors} }

// Apply sets Entity.Actor of every entity, d.Actors in order of first mention,
// and d.References in order of the text, and adds to d.Asked what it has asked of
// the knowledge base. It does not fail.
func (s *Stage) Apply(d *corpus.Document) error {
	d.Actors, d.References = nil, nil
	for i := range d.Entities {
		d.Entities[i].Actor = ""
	}
	if len(d.Entities) == 0 {
		return nil
	}
	base := s.base
	if base == nil {
		base = Default()
	}
	r := newReader(d, base)
	r.things()
	r.persons()
	r.rest()
	r.strays()
	r.write()
	r.references()
	d.Asked = d.Asked.Union(r.b.asks.Asked())
	r.release()
	return nil
}
