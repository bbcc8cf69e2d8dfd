package beam

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"dateline/pipeline"
)

// The functions are registered by reflection. The generic forms of package register save some of a call, which
// is nothing beside what a call does here, and take minutes and gigabytes to compile.
func init() {
	for _, fn := range []any{
		&listFn{}, &mapFn{}, &settleFn{}, &bucketFn{}, &quoteFn{}, &actorsFn{}, &eventsFn{}, &recordFn{}, &actorRowFn{}, &inputFn{},
		&placesFn{}, &sinkFn{}, &manifestFn{},
		pairFn, clusterFn, castFn, refusedFn, renamedFn, countedFn,
	} {
		beam.RegisterDoFn(fn)
	}
	beam.RegisterType(reflect.TypeFor[actorSumFn]())
	beam.RegisterType(reflect.TypeFor[countFn]())
}

// Build adds the pipeline over paths to p. It reads the files that the options name, and makes the
// directory of the output. The collection that it returns has one element, the manifest.
func Build(ctx context.Context, p *beam.Pipeline, o Options, paths []string) (beam.PCollection, error) {
	var none beam.PCollection
	switch {
	case o.Output == "":
		return none, errors.New("beam: there is no output directory")
	case len(paths) == 0:
		return none, errors.New("beam: there are no inputs")
	}
	for _, path := range paths {
		if path == "-" {
			return none, errors.New("beam: no worker sees the standard input of the launcher")
		}
		if !remote(path) && strings.HasPrefix(path, o.Output+"/") {
			return none, fmt.Errorf("beam: %s is an input; the output needs a directory of its own", path)
		}
	}
	c, err := o.config(ctx)
	if err != nil {
		return none, err
	}
	w, err := pipeline.NewWorker(c)
	if err != nil {
		return none, err
	}
	o.Want, o.Stages = w.Config(), w.Stages()
	if err := makeOutput(ctx, o.Output); err != nil {
		return none, err
	}
	return build(p.Root(), o, paths), nil
}

func build(s beam.Scope, o Options, paths []string) beam.PCollection {
	impulse := beam.Impulse(s)
	shares, unlisted := beam.ParDo2(s.Scope("list"), &listFn{Paths: paths, Options: o}, impulse)
	parcels, wishes, unmapped := beam.ParDo3(s.Scope("map"), &mapFn{Options: o}, beam.Reshuffle(s, shares))

	records, sketches, quotes, cast, events, renamed := beam.ParDo6(s.Scope("settle"), &settleFn{o}, beam.GroupByKey(s, wishes))

	sub := s.Scope("copies")
	pairs := beam.ParDo(sub, &bucketFn{o}, beam.GroupByKey(sub, sketches))
	pairs = beam.ParDo(sub, pairFn, beam.GroupByKey(sub, pairs))
	copies := beam.ParDo(sub, clusterFn, beam.GroupByKey(sub, pairs))

	sub = s.Scope("quotes")
	quotes = beam.ParDo(sub, &quoteFn{o}, beam.GroupByKey(sub, quotes))

	sub = s.Scope("actors")
	actors := beam.ParDo(sub, &actorsFn{o}, beam.GroupByKey(sub, cast))

	sub = s.Scope("events")
	events = beam.ParDo(sub, castFn, beam.GroupByKey(sub, beam.Flatten(sub, events, actors)))
	events = beam.ParDo(sub, &eventsFn{o}, beam.GroupByKey(sub, events))

	sub = s.Scope("records")
	parts := beam.GroupByKey(sub, beam.Flatten(sub, parcels, records, actors, copies, quotes, events))
	rows, people, inputs, counts := beam.ParDo4(sub, &recordFn{Options: o}, parts)
	actorRows, actorCounts := beam.ParDo2(sub, &actorRowFn{o}, beam.CombinePerKey(sub, &actorSumFn{}, people))
	inputRows := beam.ParDo(sub, &inputFn{o}, beam.GroupByKey(sub, inputs))

	sub = s.Scope("letters")
	letterRows, refused := beam.ParDo2(sub, refusedFn, beam.Flatten(sub, unlisted, unmapped))
	renamedRows := beam.ParDo(sub, renamedFn, renamed)

	sub = s.Scope("sink")
	places := beam.ParDo(sub, &placesFn{o}, impulse)
	written := beam.ParDo(sub, &sinkFn{o}, beam.GroupByKey(sub, beam.Flatten(sub, places, rows, actorRows, inputRows, letterRows, renamedRows)))
	sums := beam.CombinePerKey(sub, &countFn{}, beam.Flatten(sub, counts, actorCounts, refused))
	told := beam.Flatten(sub, written, beam.ParDo(sub, countedFn, sums))
	return beam.ParDo(sub, &manifestFn{o}, beam.GroupByKey(sub, told))
}
