package beam

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"

	"dateline/corpus/pack"
	"dateline/corpus/spill"
	"dateline/normalize/actors"
	"dateline/normalize/duplicates"
	"dateline/pipeline"
)

// everything is the key of what one worker gets as a whole.
var everything = []byte("all")

// settleFn gives the documents of a family their ids, and deals out their keys.
type settleFn struct{ Options Options }

// ProcessElement takes the wishes of a family of ids.
func (f *settleFn) ProcessElement(_ []byte, wishes func(*[]byte) bool,
	records, sketches, quotes, cast, events func([]byte, []byte), renamed func([]byte)) error {
	var taken pipeline.Register
	for r, err := range sorted(wishes, f.Options.TempDir) {
		var w wish
		if err == nil {
			err = pack.Read(string(r.Value), &w)
		}
		if err != nil {
			return err
		}
		id, letter := taken.Enter(w.ID, w.Source)
		if letter != nil {
			line, err := packLetter(letter)
			if err != nil {
				return err
			}
			renamed(line)
		}
		k, err := pipeline.ReadKeys(w.Keys)
		if err != nil {
			return fmt.Errorf("beam: %s: %w", id, err)
		}
		record := []byte(w.Record)
		of := settled{ID: id, Events: len(k.Events) + len(k.Mentions)}
		article := packed(&sketched{w.Record, id, k.Sketch})
		for bucket := range k.Sketch.Buckets {
			sketches(binary.BigEndian.AppendUint64(nil, bucket), row([]byte(id), article))
		}
		for i, q := range k.Quotations(id) {
			of.Quotes = append(of.Quotes, q.ID)
			if key := q.Key(); key != nil {
				quotes(key, row([]byte(q.ID), packed(&quoted{w.Record, i, q.ID})))
			}
		}
		records(record, tagged(tagSettled, &of))
		cast(everything, row([]byte(id), packed(&people{w.Record, id, k.Actors})))
		if of.Events > 0 {
			wanted := unnamed{id, w.Keys}
			events(record, tagged(tagOccurred, &wanted))
		}
	}
	return nil
}

// unnamed are the keys of a document whose actors have no ids over the dump yet.
type unnamed struct{ ID, Keys string }

// bucketFn finds the copies among the articles of a bucket.
type bucketFn struct{ Options Options }

// ProcessElement takes a bucket.
func (f *bucketFn) ProcessElement(_ []byte, articles func(*[]byte) bool, emit func([]byte, []byte)) error {
	var first [duplicates.BucketReach]sketched
	var joined [duplicates.BucketReach]int // the first ones by their clusters
	n := 0
	for r, err := range sorted(articles, f.Options.TempDir) {
		var mine sketched
		if err == nil {
			err = pack.Read(string(r.Value), &mine)
		}
		if err != nil {
			return err
		}
		var into []int // clusters that the article is in already
		for k := range first[:n] {
			known := false
			for _, c := range into {
				known = known || c == joined[k]
			}
			if known || !first[k].Sketch.Copied(&mine.Sketch) {
				continue
			}
			into = append(into, joined[k])
			emit(packed(&pair{first[k].ID, mine.ID, first[k].Record, mine.Record}), []byte{})
		}
		cluster := n
		for i, c := range into {
			if i == 0 {
				cluster = c
				continue
			}
			for k := range joined[:n] {
				if joined[k] == c {
					joined[k] = cluster
				}
			}
		}
		if n < len(first) {
			first[n], joined[n] = mine, cluster
			n++
		}
	}
	return nil
}

// pairFn brings pairs, of which several buckets may know, to one worker, each once.
func pairFn(p []byte, _ func(*[]byte) bool, emit func([]byte, []byte)) { emit(everything, p) }

// clusterFn joins pairs.
func clusterFn(_ []byte, pairs func(*[]byte) bool, emit func([]byte, []byte)) error {
	var all duplicates.Pairs
	records := map[string]string{}
	var value []byte
	for pairs(&value) {
		var p pair
		if err := pack.Read(string(value), &p); err != nil {
			return err
		}
		if err := all.Add(p.A, p.B); err != nil {
			return err
		}
		records[p.A], records[p.B] = p.RecordA, p.RecordB
	}
	for id, cluster := range all.Result() {
		emit([]byte(records[id]), append([]byte{tagCopy}, cluster...))
	}
	return nil
}

// quoteFn gives the quotations of the same words one id.
type quoteFn struct{ Options Options }

// ProcessElement takes all quotations of the same words.
func (f *quoteFn) ProcessElement(_ []byte, quotes func(*[]byte) bool, emit func([]byte, []byte)) error {
	least := ""
	for r, err := range sorted(quotes, f.Options.TempDir) {
		var q quoted
		if err == nil {
			err = pack.Read(string(r.Value), &q)
		}
		if err != nil {
			return err
		}
		if least == "" {
			least = q.ID
			continue // it keeps its own
		}
		q.ID = least
		emit([]byte(q.Record), tagged(tagQuote, &q))
	}
	return nil
}

// order reads what one worker gets in the order of ids and remembers the records, to which the
// outcomes belong.
type order struct {
	dir     string
	records spill.Log
}

func (o *order) read(values func(*[]byte) bool, add func(data string) (record string, err error)) error {
	o.records.Dir = o.dir
	for r, err := range sorted(values, o.dir) {
		if err != nil {
			return err
		}
		record, err := add(string(r.Value))
		if err != nil {
			return err
		}
		if _, err := o.records.Add([]byte(record)); err != nil {
			return err
		}
	}
	return nil
}

var errFew = errors.New("beam: fewer outcomes than keys")

// actorsFn gives actors their ids over the dump.
type actorsFn struct{ Options Options }

// ProcessElement takes the keys of the actors of all documents.
func (f *actorsFn) ProcessElement(ctx context.Context, _ []byte, documents func(*[]byte) bool, emit func([]byte, []byte)) error {
	c, err := f.Options.config(ctx)
	if err != nil {
		return err
	}
	reducer := actors.Reducer{Base: c.Actors, Dir: f.Options.TempDir}
	defer reducer.Close()
	all := order{dir: f.Options.TempDir}
	defer all.records.Close()
	err = all.read(documents, func(data string) (string, error) {
		var p people
		if err := pack.Read(data, &p); err != nil {
			return "", err
		}
		return p.Record, reducer.Add(p.Keys)
	})
	if err != nil {
		return err
	}
	next, stop := iter.Pull2(reducer.Result())
	defer stop()
	for record, err := range all.records.Records() {
		if err != nil {
			return err
		}
		ids, err, ok := next()
		if err == nil && !ok {
			err = errFew
		}
		if err != nil {
			return err
		}
		emit(append([]byte{}, record...), tagged(tagActors, &ids))
	}
	return nil
}

// castFn gives the keys of events the ids of their actors.
func castFn(record []byte, parts func(*[]byte) bool, emit func([]byte, []byte)) error {
	var keys *unnamed
	var ids []string
	var value []byte
	for parts(&value) {
		var err error
		switch value[0] {
		case tagOccurred:
			keys = &unnamed{}
			err = pack.Read(string(value[1:]), keys)
		case tagActors:
			err = pack.Read(string(value[1:]), &ids)
		}
		if err != nil {
			return err
		}
	}
	if keys == nil {
		return nil // no events
	}
	k, err := pipeline.ReadKeys(keys.Keys)
	if err != nil {
		return err
	}
	o := occurrences{Record: string(record), ID: keys.ID, Gist: k.Gist}
	o.Cast, o.All = k.Happenings(keys.ID, ids)
	emit(everything, row([]byte(o.ID), packed(&o)))
	return nil
}

// eventsFn finds the happenings behind events.
type eventsFn struct{ Options Options }

// ProcessElement takes the keys of the events of all documents that have any.
func (f *eventsFn) ProcessElement(_ []byte, documents func(*[]byte) bool, emit func([]byte, []byte)) error {
	happenings := duplicates.Happenings{Dir: f.Options.TempDir}
	defer happenings.Close()
	counts := spill.Log{Dir: f.Options.TempDir}
	defer counts.Close()
	all := order{dir: f.Options.TempDir}
	defer all.records.Close()
	err := all.read(documents, func(data string) (string, error) {
		var o occurrences
		if err := pack.Read(data, &o); err != nil {
			return "", err
		}
		_, err := counts.Add(binary.AppendUvarint(nil, uint64(len(o.All))))
		if err == nil {
			err = happenings.Add(o.ID, o.Gist, o.Cast, o.All)
		}
		return o.Record, err
	})
	if err != nil {
		return err
	}
	next, stop := iter.Pull2(happenings.Result())
	defer stop()
	sizes, stopSizes := iter.Pull2(counts.Records())
	defer stopSizes()
	for record, err := range all.records.Records() {
		if err != nil {
			return err
		}
		size, err, ok := sizes()
		if err == nil && !ok {
			err = errFew
		}
		if err != nil {
			return err
		}
		n, _ := binary.Uvarint(size)
		ids := make([]string, n)
		for i := range ids {
			if ids[i], err, ok = next(); err == nil && !ok {
				err = errFew
			}
			if err != nil {
				return err
			}
		}
		emit(append([]byte{}, record...), tagged(tagEvents, &ids))
	}
	return nil
}
