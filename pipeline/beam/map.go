package beam

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"dateline/corpus"
	"dateline/corpus/pack"
	"dateline/corpus/read"
	"dateline/pipeline"
)

// listFn turns paths into shares of files.
type listFn struct {
	Paths   []string
	Options Options
}

// ProcessElement takes an impulse.
func (f *listFn) ProcessElement(ctx context.Context, _ []byte, emit func([]byte), refuse func([]byte)) error {
	size := f.Options.ShareBytes
	if size <= 0 {
		size = DefaultShare
	}
	n := 0
	for e, err := range entries(ctx, f.Paths) {
		if err != nil {
			letter, err := packLetter((&pipeline.Worker{}).Map(nil, err).Letter)
			if err != nil {
				return err
			}
			refuse(letter)
			continue
		}
		n++
		s := share{Number: n, Path: e.Path, Rel: e.Rel, Met: e.Met}
		if s.Of = int((e.Size + size - 1) / size); s.Of <= 1 {
			s.Of = 0
			emit(packed(&s))
			continue
		}
		for s.Index = 1; s.Index <= s.Of; s.Index++ {
			emit(packed(&s))
		}
	}
	return nil
}

// mapFn is the map step over a share of a file.
type mapFn struct {
	Options Options
	worker  *pipeline.Worker
}

// Setup makes the worker, or takes the one that the process has.
func (f *mapFn) Setup(ctx context.Context) (err error) {
	f.worker, err = f.Options.worker(ctx)
	return err
}

var (
	documentsCounter = beam.NewCounter("dateline", "documents")
	refusedCounter   = beam.NewCounter("dateline", "refused")
)

// ProcessElement emits a parcel and a wish for every document, and a letter for every input that was
// refused. Only what concerns the worker itself is an error.
func (f *mapFn) ProcessElement(ctx context.Context, packedShare []byte, parcels, wishes func([]byte, []byte), refuse func([]byte)) error {
	var s share
	if err := pack.Read(string(packedShare), &s); err != nil {
		return err
	}
	give := func(r pipeline.Result[*pipeline.Parcel]) error {
		switch {
		case r.Letter != nil:
			refusedCounter.Inc(ctx, 1)
			letter, err := packLetter(r.Letter)
			if err != nil {
				return err
			}
			refuse(letter)
		case r.Passed != "":
			passed(ctx, r.Passed)
		case r.Value == nil:
			return fmt.Errorf("beam: %s: neither a document nor a letter", s.Path)
		default:
			documentsCounter.Inc(ctx, 1)
			p := r.Value
			record := recordOf(&s, &p.Source)
			w := wish{Record: record, ID: p.ID, Source: p.Source, Keys: p.Keys}
			p.Keys = ""
			parcels([]byte(record), tagged(tagParcel, p))
			wishes([]byte(pipeline.Family(w.ID)), row(pipeline.WishKey(nil, w.ID, w.Source), packed(&w)))
		}
		return nil
	}
	in, err := open(ctx, s.Path)
	if err != nil {
		if s.Index > 1 {
			return nil // the first share says so
		}
		reason := err.Error()
		if at := strings.LastIndex(reason, s.Path+": "); at >= 0 {
			reason = reason[at+len(s.Path)+2:] // the letter names the file
		}
		return give(f.worker.Map(nil, &read.Error{Path: s.Path, Reason: reason, Unopened: true}))
	}
	defer in.Close()
	told := func(reason string) { passed(ctx, reason) }
	if s.Index > 1 {
		told = nil // every share sees them, the first counts them
	}
	e := read.Entry{Path: s.Path, Rel: s.Rel, Met: s.Met}
	for it, err := range f.worker.Items(e, in, pipeline.Shard{Index: s.Index, Of: s.Of}, told) {
		if ctx.Err() != nil {
			return ctx.Err() // the runner wants no more of it
		}
		if err := give(f.worker.Map(it, err)); err != nil {
			return err
		}
	}
	return nil
}

// passed counts a record that is no document.
func passed(ctx context.Context, reason string) {
	beam.NewCounter("dateline", "passed over: "+reason).Inc(ctx, 1)
}

// recordOf names a record: the same in every attempt, and no other's.
func recordOf(s *share, source *corpus.Source) string {
	h := sha256.New()
	var n [16]byte
	binary.BigEndian.PutUint64(n[:], uint64(s.Number))
	binary.BigEndian.PutUint64(n[8:], uint64(source.Offset))
	h.Write(n[:])
	io.WriteString(h, source.Place+"\x00"+source.SHA256)
	return string(h.Sum(nil)[:16])
}
