package beam

import (
	"context"
	"fmt"
	"iter"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"dateline/corpus"
	"dateline/corpus/hash"
	"dateline/corpus/pack"
	"dateline/pipeline"
)

// recordFn puts documents together with their ids and makes their rows.
type recordFn struct {
	Options Options
	worker  *pipeline.Worker
}

// Setup makes the worker, or takes the one that the process has.
func (f *recordFn) Setup(ctx context.Context) (err error) {
	f.worker, err = f.Options.worker(ctx)
	return err
}

// ProcessElement takes all parts of a record.
func (f *recordFn) ProcessElement(record []byte, parts func(*[]byte) bool, rows, cast, inputs, counts func([]byte, []byte)) error {
	var parcel *pipeline.Parcel
	var of settled
	var id pipeline.Identity
	quotes := map[int]string{}
	var value []byte
	for parts(&value) {
		data := string(value[1:])
		var err error
		switch value[0] {
		case tagParcel:
			if parcel != nil {
				err = fmt.Errorf("two documents")
			}
			parcel = &pipeline.Parcel{}
			if err == nil {
				err = pack.Read(data, parcel)
			}
		case tagSettled:
			err = pack.Read(data, &of)
		case tagActors:
			err = pack.Read(data, &id.Actors)
		case tagCopy:
			id.CopyOf = data
		case tagQuote:
			var q quoted
			err = pack.Read(data, &q)
			quotes[q.N] = q.ID
		case tagEvents:
			err = pack.Read(data, &id.Events)
		default:
			err = fmt.Errorf("unknown part %d", value[0])
		}
		if err != nil {
			return fmt.Errorf("beam: record %x: %w", record, err)
		}
	}
	if parcel == nil || of.ID == "" {
		return fmt.Errorf("beam: record %x: a part is missing", record)
	}
	id.ID, id.Quotes = of.ID, of.Quotes
	for n, q := range quotes {
		id.Quotes[n] = q
	}
	out, err := f.worker.Rows(parcel, id)
	if err != nil {
		return fmt.Errorf("beam: doc %s: %w", of.ID, err)
	}
	shard := shardOf(of.ID, f.Options.shards())
	rows(place(pipeline.DocumentsFile, shard), row([]byte(of.ID), out.Document))
	for _, e := range out.Events {
		rows(place(pipeline.EventsFile, shard), row([]byte(e.ID), e.Line))
	}
	for _, q := range out.Quotes {
		rows(place(pipeline.QuotesFile, shard), row([]byte(q.ID), q.Line))
	}
	for i := range out.Actors {
		cast([]byte(out.Actors[i].ID), packed(&out.Actors[i]))
	}
	inputs([]byte(parcel.Source.Path), row(pipeline.SourceKey(nil, &parcel.Source), packed(&parcel.Source)))
	counts(everything, packed(&out.Counts))
	return nil
}

// shardOf is the shard of an id, of so many.
func shardOf(id string, of int) int {
	return int(hash.FNV(id) % uint64(of))
}

// actorTotal is an actor of some documents.
type actorTotal struct{ sum *pipeline.ActorSum }

func encodeTotal(t actorTotal) []byte { return t.sum.Pack() }

func decodeTotal(data []byte) (actorTotal, error) {
	sum, err := pipeline.ReadActorSum(string(data))
	return actorTotal{sum}, err
}

// actorSumFn adds up what documents say about an actor.
type actorSumFn struct{}

// CreateAccumulator begins a sum.
func (*actorSumFn) CreateAccumulator() actorTotal { return actorTotal{&pipeline.ActorSum{}} }

// AddInput adds a document.
func (*actorSumFn) AddInput(t actorTotal, part []byte) (actorTotal, error) {
	var p pipeline.ActorPart
	if err := pack.Read(string(part), &p); err != nil {
		return t, err
	}
	t.sum.Add(&p)
	return t, nil
}

// MergeAccumulators adds two sums.
func (*actorSumFn) MergeAccumulators(a, b actorTotal) actorTotal {
	a.sum.Merge(b.sum)
	return a
}

// ExtractOutput is the sum as bytes.
func (*actorSumFn) ExtractOutput(t actorTotal) []byte { return t.sum.Pack() }

// actorRowFn makes the row of an actor.
type actorRowFn struct{ Options Options }

// ProcessElement takes an actor with its sum.
func (f *actorRowFn) ProcessElement(id, sum []byte, rows, counts func([]byte, []byte)) error {
	s, err := pipeline.ReadActorSum(string(sum))
	if err != nil {
		return err
	}
	line, err := pipeline.TableLine(s.Row())
	if err != nil {
		return err
	}
	rows(place(pipeline.ActorsFile, shardOf(string(id), f.Options.shards())), row(id, line))
	counts(everything, packed(&pipeline.Counts{Actors: 1}))
	return nil
}

// inputFn sums up a file.
type inputFn struct{ Options Options }

// ProcessElement takes the sources of all documents of a file.
func (f *inputFn) ProcessElement(path []byte, sources func(*[]byte) bool, rows func([]byte, []byte)) error {
	var documents iter.Seq2[*corpus.Source, error] = func(yield func(*corpus.Source, error) bool) {
		for r, err := range sorted(sources, f.Options.TempDir) {
			var s corpus.Source
			if err == nil {
				err = pack.Read(string(r.Value), &s)
			}
			if !yield(&s, err) || err != nil {
				return
			}
		}
	}
	sum, err := pipeline.InputRowOf(string(path), documents)
	if err != nil {
		return err
	}
	line, err := pipeline.TableLine(sum)
	if err != nil {
		return err
	}
	rows(place(pipeline.InputsFile, 0), row(path, line))
	return nil
}

// refusedFn makes rows and counts of dead letters.
func refusedFn(letter []byte, rows, counts func([]byte, []byte)) error {
	l, unopened, err := readLetter(letter)
	if err != nil {
		return err
	}
	n := pipeline.Counts{Refused: 1, Unopened: unopened}
	counts(everything, packed(&n))
	return letterRow(&l, rows)
}

// renamedFn makes rows of the letters that say that a document was renamed.
func renamedFn(letter []byte, rows func([]byte, []byte)) error {
	l, _, err := readLetter(letter)
	if err != nil {
		return err
	}
	return letterRow(&l, rows)
}

func letterRow(l *pipeline.Letter, rows func([]byte, []byte)) error {
	line, err := pipeline.TableLine(l)
	if err != nil {
		return err
	}
	rows(place(pipeline.ErrorsFile, 0), row(l.Key(), line))
	return nil
}

// countFn adds up counts.
type countFn struct{}

// MergeAccumulators adds two counts.
func (*countFn) MergeAccumulators(a, b []byte) ([]byte, error) {
	var x, y pipeline.Counts
	if err := pack.Read(string(a), &x); err != nil {
		return nil, err
	}
	if err := pack.Read(string(b), &y); err != nil {
		return nil, err
	}
	x = x.Plus(y)
	return packed(&x), nil
}

func init() {
	beam.RegisterCoder(reflect.TypeFor[actorTotal](), encodeTotal, decodeTotal)
}
