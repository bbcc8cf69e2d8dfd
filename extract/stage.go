package extract

import (
	"fmt"
	"time"

	"github.com/sourcegraph/conc/panics"

	"dateline/corpus"
)

// Stage adds layers to a document.
type Stage interface {
	Name() string
	Needs() []corpus.Layer
	Gives() []corpus.Layer
	Apply(*corpus.Document) error
}

// Chain is a checked sequence of stages. It is safe for concurrent use.
type Chain struct {
	stages []Stage
}

// NewChain makes a chain and checks its order: every layer that a stage needs
// must be given by a stage before it, and no layer may be given twice. The raw
// input is there from the start.
func NewChain(stages ...Stage) (*Chain, error) {
	have := map[corpus.Layer]string{corpus.LayerRaw: "the input"}
	for _, s := range stages {
		for _, l := range s.Needs() {
			if have[l] == "" {
				return nil, fmt.Errorf("extract: stage %s needs layer %v, which no stage before it gives", s.Name(), l)
			}
		}
		for _, l := range s.Gives() {
			if by := have[l]; by != "" {
				return nil, fmt.Errorf("extract: stage %s gives layer %v, which %s gives already", s.Name(), l, by)
			}
			have[l] = s.Name()
		}
	}
	return &Chain{stages: stages}, nil
}

// Stages are the names of the stages in order.
func (c *Chain) Stages() []string {
	names := make([]string, len(c.stages))
	for i, s := range c.stages {
		names[i] = s.Name()
	}
	return names
}

// Pick is the shortest chain that gives the wanted layers: stages that no
// wanted layer depends on are left out.
func (c *Chain) Pick(want corpus.Layers) *Chain {
	var kept []Stage
	for i := len(c.stages) - 1; i >= 0; i-- {
		s := c.stages[i]
		if want.HasAny(corpus.LayersOf(s.Gives()...)) {
			kept = append([]Stage{s}, kept...)
			want |= corpus.LayersOf(s.Needs()...)
		}
	}
	return &Chain{stages: kept}
}

// Error is a document's failure in a stage.
type Error struct {
	Stage    string
	Document string
	Err      error
}

func (e *Error) Error() string {
	return fmt.Sprintf("extract/%s: doc %s: %v", e.Stage, e.Document, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Apply runs the stages over a document and assigns ids. A document that the article
// stage has marked as skipped gets no further layers. The error, if any, is an
// *[Error]; the document must not be used then.
func (c *Chain) Apply(d *corpus.Document) error {
	if err := apply(c.stages, d, nil); err != nil {
		return err
	}
	corpus.AssignIDs(d)
	return nil
}

// apply runs stages; spent, if not nil, is called after each with its name and the
// wall time it took.
func apply(stages []Stage, d *corpus.Document, spent func(stage string, took time.Duration)) error {
	for _, s := range stages {
		if d.Skipped != "" {
			break
		}
		var start time.Time
		if spent != nil {
			start = time.Now()
		}
		var err error
		if caught := panics.Try(func() { err = s.Apply(d) }); caught != nil {
			err = fmt.Errorf("panic: %v", caught.Value)
		}
		if err != nil {
			return &Error{Stage: s.Name(), Document: d.ID, Err: err}
		}
		if spent != nil {
			spent(s.Name(), time.Since(start))
		}
	}
	return nil
}
