package pipeline

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"time"

	"github.com/sourcegraph/conc/panics"
	"github.com/sourcegraph/conc/pool"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/extract"
)

// Result is what became of one input: a document, or a dead letter.
type Result struct {
	Document *corpus.Document
	Letter   *Letter
}

// Flow configures the map step. The zero value uses every processor and no timeout.
type Flow struct {
	Jobs    int           // workers; 0 means one a processor
	Timeout time.Duration // wall time a document may take; 0 means no limit
	// Work turns an item into a document. It runs in many goroutines at once.
	Work func(*read.Item) (*corpus.Document, error)
}

const (
	batchItems = 32      // documents in a batch, at most
	batchBytes = 1 << 20 // record bytes after which a batch is full
	window     = 4       // batches in flight for each worker
)

type entry struct {
	item *read.Item
	err  error
}

// Run reads items, works on them in parallel and hands the results to sink one
// after another in the order of the items. It keeps a bounded number of batches
// in flight. When ctx ends, it stops reading, lets the work in hand finish, and
// returns ctx.Err(); an error of sink ends the run likewise and is returned.
func (f Flow) Run(ctx context.Context, items iter.Seq2[*read.Item, error], sink func(Result) error) error {
	jobs := f.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)

	// The queue holds one channel a batch, in order; each gets its batch's
	// results once. Its capacity bounds how far the workers may run ahead.
	queue := make(chan chan []Result, jobs*window)
	readErr := make(chan error, 1)
	go func() {
		defer close(queue)
		workers := pool.New().WithMaxGoroutines(jobs)
		defer workers.Wait()
		var batch []entry
		var size int64
		flush := func() bool {
			if len(batch) == 0 {
				return true
			}
			done := make(chan []Result, 1)
			select {
			case queue <- done:
			case <-ctx.Done():
				return false
			}
			work := batch
			workers.Go(func() { done <- f.batch(ctx, work) })
			batch, size = nil, 0
			return true
		}
		caught := panics.Try(func() {
			for it, err := range items {
				if ctx.Err() != nil {
					return
				}
				batch = append(batch, entry{it, err})
				if it != nil {
					size += it.Size()
				}
				if (len(batch) >= batchItems || size >= batchBytes) && !flush() {
					return
				}
			}
			flush()
		})
		if caught != nil {
			readErr <- fmt.Errorf("pipeline: reading: %w", caught.AsError())
			return
		}
		readErr <- nil
	}()

	var failed error
	for done := range queue {
		for _, r := range <-done {
			if failed == nil && (ctx.Err() == nil || r.Document != nil) {
				if failed = sink(r); failed != nil {
					cancel(failed)
				}
			}
		}
	}
	if failed != nil {
		return failed
	}
	if err := <-readErr; err != nil {
		return err
	}
	return context.Cause(ctx)
}

func (f Flow) batch(ctx context.Context, batch []entry) []Result {
	out := make([]Result, 0, len(batch))
	for _, e := range batch {
		if ctx.Err() != nil {
			return out // cut short: what was not begun is not reported
		}
		if e.err != nil {
			l := letterOf(e.err, e.item)
			out = append(out, Result{Letter: &l})
			continue
		}
		d, err := f.one(e.item)
		if err != nil {
			l := letterOf(err, e.item)
			out = append(out, Result{Letter: &l})
			continue
		}
		out = append(out, Result{Document: d})
	}
	return out
}

// one works on one item and gives up when the time is over. The abandoned
// goroutine ends when its stage does: stages are linear, so that is soon.
func (f Flow) one(it *read.Item) (*corpus.Document, error) {
	if f.Timeout <= 0 {
		return f.safely(it)
	}
	type outcome struct {
		d   *corpus.Document
		err error
	}
	done := make(chan outcome, 1)
	go func() {
		d, err := f.safely(it)
		done <- outcome{d, err}
	}()
	timer := time.NewTimer(f.Timeout)
	defer timer.Stop()
	select {
	case o := <-done:
		return o.d, o.err
	case <-timer.C:
		return nil, &extract.Error{Stage: "timeout", Document: it.Name(),
			Err: fmt.Errorf("not done after %v", f.Timeout)}
	}
}

func (f Flow) safely(it *read.Item) (d *corpus.Document, err error) {
	if caught := panics.Try(func() { d, err = f.Work(it) }); caught != nil {
		return nil, &extract.Error{Stage: "read", Document: it.Name(), Err: fmt.Errorf("panic: %v", caught.Value)}
	}
	return d, err
}
