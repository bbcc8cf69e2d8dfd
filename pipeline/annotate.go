package pipeline

import (
	"context"
	"errors"
	"io"
	"iter"

	"dateline/corpus"
	"dateline/corpus/read"
)

// Counts says what a run read and wrote.
type Counts struct {
	Documents int `json:"documents"`
	Skipped   int `json:"skipped"` // documents without English layers
	Copies    int `json:"copies"`  // documents that repeat another one
	Entities  int `json:"entities"`
	Dates     int `json:"dates"`
	Quotes    int `json:"quotes"`
	Actors    int `json:"actors"`
	Events    int `json:"events"`
	Refused   int `json:"refused"` // inputs that became dead letters
	Unopened  int `json:"-"`       // those among them that could not even be opened
}

func (c *Counts) refuse(l Letter) {
	c.Refused++
	if l.unopened {
		c.Unopened++
	}
}

func (c *Counts) add(d *corpus.Document) {
	c.Documents++
	if d.Skipped != "" {
		c.Skipped++
	}
	if d.DuplicateOf != "" && d.DuplicateOf != d.ID {
		c.Copies++
	}
	c.Entities += len(d.Entities)
	c.Dates += len(d.Dates)
	c.Quotes += len(d.Quotes)
	c.Events += len(d.Events)
}

// Annotate reads the inputs, runs the stages and writes one record a document in
// input order. Actors and events have ids over all inputs. Dead letters go to
// report, one by one in input order; documents that had to be renamed come last.
//
// When ctx ends, what is done by then is written and ctx.Err() returned.
func Annotate(ctx context.Context, c Config, paths []string, out io.Writer, report func(Letter)) (Counts, error) {
	return Each(ctx, c, paths, report, func(d *corpus.Document) error {
		return corpus.Encode(out, d, c.layers())
	})
}

// Each is Annotate for Go programs: it hands over each document instead of
// writing it.
func Each(ctx context.Context, c Config, paths []string, report func(Letter), each func(*corpus.Document) error) (Counts, error) {
	var counts Counts
	job, err := c.start(paths, func(l Letter) { counts.refuse(l); report(l) })
	if err != nil {
		return counts, err
	}
	defer job.spool.close()
	interrupted := job.run(ctx)
	if interrupted != nil && !errors.Is(interrupted, context.Canceled) {
		return counts, interrupted
	}
	ids := reduce(job.keys)
	for _, l := range ids.letters {
		report(l)
	}
	i := 0
	for d, err := range job.spool.all() {
		if err != nil {
			return counts, err
		}
		ids.apply(i, d)
		i++
		counts.add(d)
		if err := each(d); err != nil {
			return counts, err
		}
	}
	return counts, interrupted
}

// Stream is Annotate without the reduce: each record is written at once, and ids
// of actors and events hold within a document only. A document whose id was
// seen before is renamed in input order.
func Stream(ctx context.Context, c Config, paths []string, out io.Writer, report func(Letter)) (Counts, error) {
	var counts Counts
	m, err := c.mapper()
	if err != nil {
		return counts, err
	}
	seen := register{}
	err = m.flow().Run(ctx, c.open(paths), func(r Result) error {
		c.Progress.add(r)
		if r.Letter != nil {
			counts.refuse(*r.Letter)
			report(*r.Letter)
			return nil
		}
		d := r.Document
		id, renamed := seen.enter(d.ID, d.Source)
		if renamed != nil {
			report(*renamed)
			d.ID = id
			corpus.AssignIDs(d)
		}
		counts.add(d)
		return corpus.Encode(out, d, c.layers())
	})
	return counts, err
}

// job is the map step of a run with what it leaves for the reduce.
type job struct {
	config Config
	mapper *mapper
	paths  []string
	report func(Letter)
	keys   []keys
	spool  spool
}

func (c Config) start(paths []string, report func(Letter)) (*job, error) {
	m, err := c.mapper()
	if err != nil {
		return nil, err
	}
	return &job{config: c, mapper: m, paths: paths, report: report, spool: spool{layers: c.layers()}}, nil
}

func (c Config) open(paths []string) iter.Seq2[*read.Item, error] {
	o := read.Options{MaxBytes: c.MaxDocBytes, Stdin: c.Stdin}
	if c.Progress != nil {
		o.Progress = c.Progress.read
	}
	return read.Open(paths, o)
}

func (m *mapper) flow() Flow {
	return Flow{Jobs: m.config.Jobs, Timeout: m.config.DocTimeout, Work: m.document}
}

func (j *job) run(ctx context.Context) error {
	return j.mapper.flow().Run(ctx, j.config.open(j.paths), func(r Result) error {
		j.config.Progress.add(r)
		if r.Letter != nil {
			j.report(*r.Letter)
			return nil
		}
		j.keys = append(j.keys, keysOf(r.Document))
		return j.spool.add(r.Document)
	})
}
