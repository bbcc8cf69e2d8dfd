package pipeline

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/extract"
	"dateline/extract/article"
)

// Config is everything that a run depends on besides its inputs. Fields above
// the line change the output and stand in the manifest; those below do not.
type Config struct {
	Boilerplate article.Mode
	Engine      string        // "" is syntax.DefaultEngine
	Layers      corpus.Layers // 0 is corpus.DefaultLayers
	MaxDocBytes int64         // larger records are refused; 0 is read.DefaultMaxBytes
	// ---
	Jobs       int
	DocTimeout time.Duration
	Stdin      io.Reader
	Progress   *Progress    // nil: none
	Log        *slog.Logger // nil: none
}

func (c Config) layers() corpus.Layers {
	if c.Layers == 0 {
		return corpus.DefaultLayers
	}
	return c.Layers
}

// mapper is the map step: reading and the chain, ready to be run.
type mapper struct {
	config Config
	chain  *extract.Chain
	stages stageTimes
}

func (c Config) mapper() (*mapper, error) {
	chain, err := extract.Standard(extract.Options{Boilerplate: c.Boilerplate, Engine: c.Engine, Layers: c.layers()})
	if err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	return &mapper{config: c, chain: chain}, nil
}

// document is the pure function of one document that the map step applies.
func (m *mapper) document(it *read.Item) (*corpus.Document, error) {
	d, err := it.Document()
	if err != nil {
		return nil, err
	}
	if err := m.chain.ApplyTimed(d, m.stages.add); err != nil {
		var failed *extract.Error
		if errors.As(err, &failed) && failed.Document == "" {
			failed.Document = it.IDOf(d)
		}
		return nil, err
	}
	if d.ID == "" {
		d.ID = it.IDOf(d)
		if d.Canonical != "" {
			d.ID = d.Canonical
		} else if d.URL != "" {
			d.ID = d.URL
		}
		corpus.AssignIDs(d)
	}
	return d, nil
}

// stageTimes adds up the wall time spent in each stage over all workers.
type stageTimes struct {
	mu   sync.Mutex
	took map[string]time.Duration
}

func (s *stageTimes) add(stage string, took time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.took == nil {
		s.took = map[string]time.Duration{}
	}
	s.took[stage] += took
}
