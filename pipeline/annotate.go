package pipeline

import (
	"context"
	"encoding/binary"
	"errors"
	"io"

	"dateline/corpus"
	"dateline/corpus/pack"
	"dateline/corpus/read"
	"dateline/corpus/spill"
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

// merge adds the counts of documents.
func (c *Counts) merge(o Counts) {
	c.Documents += o.Documents
	c.Skipped += o.Skipped
	c.Copies += o.Copies
	c.Entities += o.Entities
	c.Dates += o.Dates
	c.Quotes += o.Quotes
	c.Events += o.Events
}

// Annotate reads the inputs, runs the stages and writes one record a document in
// input order. Actors and events have ids over all inputs. Dead letters go to
// report, one by one in input order; documents that had to be renamed come last.
//
// When ctx ends, what is done by then is written and ctx.Err() returned.
func Annotate(ctx context.Context, c Config, paths []string, out io.Writer, report func(Letter)) (Counts, error) {
	return each(ctx, c, paths, report, func(d *corpus.Document) ([]byte, error) {
		return corpus.Line(d, c.layers())
	}, func(_ *corpus.Document, line []byte) error {
		_, err := out.Write(line)
		return err
	})
}

// Each is Annotate for Go programs: it hands over each document instead of
// writing it.
func Each(ctx context.Context, c Config, paths []string, report func(Letter), do func(*corpus.Document) error) (Counts, error) {
	return each(ctx, c, paths, report, func(*corpus.Document) ([]byte, error) { return nil, nil },
		func(d *corpus.Document, _ []byte) error { return do(d) })
}

// each is the common part: encode runs in the workers, sink in the order of the input.
func each(ctx context.Context, c Config, paths []string, report func(Letter), encode func(*corpus.Document) ([]byte, error), sink func(*corpus.Document, []byte) error) (Counts, error) {
	var counts Counts
	to := &scratch{}
	to.log.Dir = c.TempDir
	job, err := c.start(paths, to)
	if err != nil {
		return counts, err
	}
	defer job.close()
	job.report = report
	interrupted := job.run(ctx)
	if interrupted != nil && !errors.Is(interrupted, context.Canceled) {
		return counts, interrupted
	}
	var renamed letters
	renamed.sorted.Dir = c.TempDir
	defer renamed.sorted.Close()
	c.Progress.enter("bringing together")
	r := &reduction{mapper: job.mapper, report: renamed.add, dir: c.TempDir}
	defer r.close()
	if err := r.run(&job.documents); err != nil {
		return counts, err
	}
	if err := renamed.report(report); err != nil {
		return counts, err
	}
	counts = job.counts

	inOrder := spill.Sorter{Dir: c.TempDir}
	defer inOrder.Close()
	var key, value []byte
	for d, err := range r.all() {
		if err != nil {
			return counts, err
		}
		key = binary.BigEndian.AppendUint64(key[:0], uint64(d.N))
		value = pack.Append(value[:0], d)
		if err := inOrder.Add(key, value); err != nil {
			return counts, err
		}
	}
	type input struct {
		packed string
		err    error
	}
	type output struct {
		d      *corpus.Document // nil where the line is all that is wanted
		line   []byte
		counts Counts
		err    error
	}
	rows := func(yield func(input) bool) {
		for row, err := range inOrder.Rows() {
			if !yield(input{string(row.Value), err}) {
				return
			}
		}
	}
	// What was mapped is written, even when ctx has ended.
	err = ordered(context.WithoutCancel(ctx), c.Jobs, rows, func(input) int64 { return batchBytes / batchItems }, oneByOne(func(in input) output {
		if in.err != nil {
			return output{err: in.err}
		}
		var of identified
		if err := pack.Read(in.packed, &of); err != nil {
			return output{err: err}
		}
		d, err := job.mapper.load(&of.Mapped)
		if err != nil {
			return output{err: err}
		}
		of.Identity.apply(d)
		var out output
		out.counts.add(d)
		if out.line, out.err = encode(d); out.line == nil {
			out.d = d
		}
		return out
	}), func(out output) error {
		if out.err != nil {
			return out.err
		}
		counts.merge(out.counts)
		return sink(out.d, out.line)
	})
	if err != nil {
		return counts, err
	}
	return counts, interrupted
}

// Stream is Annotate without the reduce: each record is written at once, and ids
// of actors and events hold within a document only. A document whose id was
// seen before is renamed in input order.
func Stream(ctx context.Context, c Config, paths []string, out io.Writer, report func(Letter)) (Counts, error) {
	var counts Counts
	m, err := c.mapper(nil)
	if err != nil {
		return counts, err
	}
	seen := map[string]corpus.Source{}
	flow := Flow[*corpus.Document]{Jobs: c.Jobs, Timeout: c.DocTimeout, Work: func(it *read.Item) (*corpus.Document, error) { return m.whole(it) }}
	err = flow.Run(ctx, c.open(paths, nil), func(r Result[*corpus.Document]) error {
		c.Progress.add(r.Letter != nil)
		if r.Letter != nil {
			counts.refuse(*r.Letter)
			report(*r.Letter)
			return nil
		}
		if r.Passed != "" {
			return nil
		}
		d := r.Value
		if first, taken := seen[d.ID]; taken {
			id := otherID(d.ID, d.Source, func(id string) bool { _, ok := seen[id]; return ok })
			if !d.Source.Capture {
				report(*renamedLetter(d.ID, id, first, d.Source))
			}
			d.ID = id
			corpus.AssignIDs(d)
		}
		seen[d.ID] = d.Source
		counts.add(d)
		return corpus.Encode(out, d, c.layers())
	})
	return counts, err
}
