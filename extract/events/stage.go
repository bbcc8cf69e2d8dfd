package events

import (
	"slices"
	"sync"

	"dateline/corpus"
)

// Stage is the events stage. It is safe for concurrent use. The memory in which a document is
// read is kept for the next one.
type Stage struct {
	b    *book
	idle sync.Pool // of readers
}

// New makes the stage with the embedded lexicon.
func New() *Stage { return &Stage{b: load()} }

// Name is "events".
func (*Stage) Name() string { return "events" }

// Needs are the layers read.
func (*Stage) Needs() []corpus.Layer {
	return []corpus.Layer{corpus.LayerText, corpus.LayerSentences, corpus.LayerTokens, corpus.LayerTags, corpus.LayerTree,
		corpus.LayerClauses, corpus.LayerEntities, corpus.LayerDates, corpus.LayerActors, corpus.LayerQuotes}
}

// Gives are events, mentions and the main event.
func (*Stage) Gives() []corpus.Layer {
	return []corpus.Layer{corpus.LayerEvents, corpus.LayerMentions, corpus.LayerMain}
}

// Apply adds the three layers.
func (s *Stage) Apply(d *corpus.Document) error {
	if len(d.Tokens) == 0 {
		return nil
	}
	r, _ := s.idle.Get().(*reader)
	if r == nil {
		r = blank()
	}
	defer s.idle.Put(r)
	r.read(d, s.b)
	d.Events = append(r.raised[:0], d.Events...)
	r.raiseAll()
	slices.SortStableFunc(d.Events, func(a, b corpus.Event) int { return a.Trigger.Start - b.Trigger.Start })
	raised := d.Events
	r.settle()
	clear(raised)
	r.raised = raised[:0]
	r.mentions()
	r.mainEvent()
	return nil
}

// Cases are what the classifier would be asked about in a document that has the layers
// that the stage needs, with what the rules alone make of each: for extract/events/train.
// The document is left with the rules' events.
func (s *Stage) Cases(d *corpus.Document) []Case {
	if len(d.Tokens) == 0 {
		return nil
	}
	d.Events = nil
	var all []Case
	r := newReader(d, s.b)
	r.judge.cases = &all
	r.raiseAll()
	return all
}

// raiseAll adds the events in the order in which they are found.
func (r *reader) raiseAll() {
	for c := range r.clauses {
		r.clause(c)
		r.asked(c)
		r.alleged(c)
	}
	for i := range r.d.Tokens {
		r.nominal(i)
	}
	r.statements()
}
