package extract

import (
	"reflect"
	"time"

	"dateline/corpus"
)

// Section is a part of a chain whose outcome is worth keeping by itself: when
// what went into it has not changed, what came out of it has not either. Between
// the sections a document's ids are provisional: corpus.AssignIDs comes after the last.
type Section struct {
	Name   string // TextSection, LayersSection or EventsSection
	stages []Stage
}

// The sections of a chain, in order.
const (
	TextSection   = "text"   // the input to text and metadata
	LayersSection = "layers" // the text to all layers but events
	EventsSection = "events" // the layers to events
)

// Sections cuts the chain into its three sections. A section may be empty.
func (c *Chain) Sections() [3]Section {
	out := [3]Section{{Name: TextSection}, {Name: LayersSection}, {Name: EventsSection}}
	at := 0
	for _, s := range c.stages {
		gives := corpus.LayersOf(s.Gives()...)
		switch {
		case gives.Has(corpus.LayerEvents):
			at = 2
		case at == 0 && !gives.Has(corpus.LayerText):
			at = 1
		}
		out[at].stages = append(out[at].stages, s)
	}
	return out
}

// Apply runs the section's stages as [Chain.Apply] does, without assigning ids.
// spent, if not nil, is called after each with its name and the wall time it took.
func (s *Section) Apply(d *corpus.Document, spent func(stage string, took time.Duration)) error {
	return apply(s.stages, d, spent)
}

// Stages are the names of the section's stages in order.
func (s *Section) Stages() []string { return (&Chain{s.stages}).Stages() }

// Packages are the import paths of the packages that the section's stages live in.
func (s *Section) Packages() []string {
	var out []string
	for _, stage := range s.stages {
		t := reflect.TypeOf(stage)
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		out = append(out, t.PkgPath())
	}
	return out
}
