package pipeline

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"time"

	"github.com/sourcegraph/conc/panics"
	"github.com/sourcegraph/conc/pool"

	"dateline/corpus/read"
	"dateline/extract"
)

const (
	batchItems = 16       // items in a batch, at most
	batchBytes = 64 << 10 // bytes after which a batch is full: a page or two, so that small dumps fall evenly to workers
	graceTime  = 2 * time.Second
	window     = 8 // batches in flight for each worker
)

// ordered works on items in parallel and hands the outcomes to sink one after
// another in the order of the items. It keeps a bounded number of batches in
// flight; size is how many bytes an item holds. When ctx ends, it stops reading,
// lets the work in hand finish, gives sink what is done, and returns the cause of
// ctx; an error of sink ends the run likewise and is returned. work takes a batch and
// stops between two items when its context has ended; see [oneByOne]. It must not
// panic; a panic of items is an error.
func ordered[In, Out any](ctx context.Context, jobs int, items iter.Seq[In], size func(In) int64, work func(context.Context, []In) []Out, sink func(Out) error) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)

	// The queue holds one channel a batch, in order; each gets its batch's
	// outcomes once. Its capacity bounds how far the workers may run ahead.
	queue := make(chan chan []Out, jobs*window)
	readErr := make(chan error, 1)
	go func() {
		defer close(queue)
		workers := pool.New().WithMaxGoroutines(jobs)
		defer workers.Wait()
		var batch []In
		var bytes int64
		flush := func() bool {
			if len(batch) == 0 {
				return true
			}
			done := make(chan []Out, 1)
			select {
			case queue <- done:
			case <-ctx.Done():
				return false
			}
			in := batch
			workers.Go(func() { done <- work(ctx, in) })
			batch, bytes = nil, 0
			return true
		}
		caught := panics.Try(func() {
			for i := range items {
				if ctx.Err() != nil {
					return
				}
				batch = append(batch, i)
				bytes += size(i)
				if (len(batch) >= batchItems || bytes >= batchBytes) && !flush() {
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
	take := func(done chan []Out) {
		for _, out := range <-done {
			if failed == nil {
				if failed = sink(out); failed != nil {
					cancel(failed)
				}
			}
		}
	}
	stopped := ctx.Done()
	var grace <-chan time.Time
	for open := true; open; {
		var done chan []Out
		select {
		case done, open = <-queue:
		case <-stopped:
			// What is in flight is finished. The reader may be waiting for bytes that never
			// come: nobody waits for it forever.
			stopped, grace = nil, time.After(graceTime)
		case <-grace:
			open = false
		}
		if done != nil {
			take(done)
		}
	}
	if failed != nil {
		return failed
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return <-readErr
}

// oneByOne is work on the items of a batch for [ordered].
func oneByOne[In, Out any](work func(In) Out) func(context.Context, []In) []Out {
	return func(ctx context.Context, in []In) []Out {
		out := make([]Out, 0, len(in))
		for _, i := range in {
			if ctx.Err() != nil {
				break // cut short: what was not begun is not reported
			}
			out = append(out, work(i))
		}
		return out
	}
}

// Result is what became of one input: a value, or a dead letter, or neither where the
// input is no document and was passed over.
type Result[T any] struct {
	Value  T
	Letter *Letter
	Passed string // why it was passed over
	err    error  // the end of the run
}

// Flow is the map step over inputs. The zero value uses every processor and no timeout.
type Flow[T any] struct {
	Jobs    int           // workers; 0 means one a processor
	Timeout time.Duration // wall time a document may take; 0 means no limit
	// Work turns an item into a value. It runs in many goroutines at once.
	Work func(*read.Item) (T, error)
}

type entry struct {
	item *read.Item
	err  error
}

// Run reads items, works on them in parallel and hands the results to sink in the
// order of the items. It keeps a bounded number of them in flight. When ctx ends,
// it stops reading, lets the work in hand finish, and returns ctx.Err(); an error
// of sink, or one that concerns the run and not the document, ends the run likewise
// and is returned.
func (f Flow[T]) Run(ctx context.Context, items iter.Seq2[*read.Item, error], sink func(Result[T]) error) error {
	entries := func(yield func(entry) bool) {
		for it, err := range items {
			if !yield(entry{it, err}) {
				return
			}
		}
	}
	size := func(e entry) int64 {
		if e.item == nil {
			return 0
		}
		return e.item.Size()
	}
	return ordered(ctx, f.Jobs, entries, size, f.batch, func(r Result[T]) error {
		if r.err != nil {
			return r.err
		}
		if ctx.Err() != nil && r.Letter != nil {
			return nil // perhaps it failed because the run was stopped
		}
		return sink(r)
	})
}

// batch works on the items of a batch, each within its time. They share a goroutine:
// one for each would begin every document with a stack that has to grow first, and
// with a processor to be woken. When an item is late, the goroutine is abandoned with it,
// and another goes on behind it; the abandoned one ends when its stage does: stages are
// linear, so that is soon.
func (f Flow[T]) batch(ctx context.Context, in []entry) []Result[T] {
	if f.Timeout <= 0 {
		return oneByOne(f.result)(ctx, in)
	}
	out := make([]Result[T], 0, len(in))
	for len(out) < len(in) && ctx.Err() == nil {
		out = append(out, f.watched(ctx, in[len(out):])...)
	}
	return out
}

// watched works on items until all are done, one is late, or ctx ends.
func (f Flow[T]) watched(ctx context.Context, in []entry) []Result[T] {
	var (
		mu        sync.Mutex
		out       []Result[T]
		began     = time.Now() // the item behind those in out
		abandoned bool
	)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, e := range in {
			if ctx.Err() != nil {
				return
			}
			r := f.result(e)
			mu.Lock()
			if abandoned {
				mu.Unlock()
				return
			}
			out, began = append(out, r), time.Now()
			mu.Unlock()
		}
	}()
	timer := time.NewTimer(f.Timeout)
	defer timer.Stop()
	for {
		select {
		case <-done:
			return out
		case <-timer.C:
		}
		mu.Lock()
		if late := time.Since(began) >= f.Timeout && len(out) < len(in) && in[len(out)].err == nil; !late {
			timer.Reset(max(f.Timeout-time.Since(began), 0))
			mu.Unlock()
			continue
		}
		abandoned = true
		it := in[len(out)].item
		out = append(out, failure[T](&extract.Error{Stage: "timeout", Document: it.Name(), Err: fmt.Errorf("not done after %v", f.Timeout)}, it))
		mu.Unlock()
		return out
	}
}

// result is the outcome of an entry, however long it takes.
func (f Flow[T]) result(e entry) Result[T] {
	if e.err != nil {
		return failure[T](e.err, e.item)
	}
	v, err := f.safely(e.item)
	if err != nil {
		return failure[T](err, e.item)
	}
	return Result[T]{Value: v}
}

func (f Flow[T]) safely(it *read.Item) (v T, err error) {
	if caught := panics.Try(func() { v, err = f.Work(it) }); caught != nil {
		return v, &extract.Error{Stage: "read", Document: it.Name(), Err: fmt.Errorf("panic: %v", caught.Value)}
	}
	return v, err
}
