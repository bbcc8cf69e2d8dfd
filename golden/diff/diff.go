package diff

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"runtime"
	"slices"

	"dateline/corpus"
	"dateline/corpus/pack"
	"dateline/corpus/page"
	"dateline/corpus/spill"
)

// Options say how two datasets are compared. The zero Options compare everything.
type Options struct {
	Jobs    int    // documents compared at once; 0: as many as there are processors
	TempDir string // of what is spilled; "": that of the system
	// Keep says which changes are wanted; nil: all. It may set the verdict. It is called for one
	// change after the other, in the order of documents.
	Keep func(*Change) bool
	// Each takes every change that is kept, in the order of documents, those of [Identity] last; nil: nobody does.
	Each func(*Change) error
	// Visit takes the id of every document of either side, in their order; nil: nobody does. It may be called
	// at the same time as the others.
	Visit func(id string)
	// Documents keeps in mind where the records with changes lie, for [Result.Documents].
	Documents bool
	// Pictures counts all events of both sides, by time, class and actors, for [Result.HTML].
	Pictures bool
	// NoClusters leaves out what is needed for clusters only.
	NoClusters bool
}

// Result is what a comparison found. Changes and clusters lie in temporary files until it is closed.
type Result struct {
	Old, New    string   // paths
	Provenance  []string // what the two datasets are on record to differ in
	Notes       []string // what was not compared, and why
	Tally       *Tally
	Differences int            // changes that were kept
	Accepted    int            // changes that Keep refused since they were accepted; the caller counts them
	Decided     map[string]int // of the changes that were kept, those that Keep gave a verdict, by verdict
	NumClusters int

	changes  spill.Log // in the order of clusters
	places   []int64
	where    map[string][2]int64 // of the documents with changes, where their records start
	pathOld  string
	pathNew  string
	docs     func(id string) (old, new *corpus.Document, err error)
	temps    []string  // files that were unpacked
	clusters spill.Log // the largest first
	ranks    []int64
	pictures *pictures
}

// Compare compares two datasets, each a dataset directory or a file of records. Documents are
// read side by side in the order of ids and compared one by one, so that memory does not
// depend on their number: only what a change takes on the disk, and eight bytes a change.
func Compare(ctx context.Context, old, new string, o Options) (*Result, error) {
	a, err := open(old, o.TempDir)
	if err != nil {
		return nil, err
	}
	defer a.close()
	b, err := open(new, o.TempDir)
	if err != nil {
		a.drop()
		return nil, err
	}
	defer b.close()
	links := newIdentities(o.TempDir)
	defer links.close()
	r := &Result{Old: old, New: new, Tally: NewTally(), Provenance: a.provenance.differences(b.provenance), Decided: map[string]int{}, where: map[string][2]int64{}, pathOld: a.place(), pathNew: b.place(), temps: append(a.temps, b.temps...)}
	r.changes.Dir, r.clusters.Dir = o.TempDir, o.TempDir
	mask := r.layers(a.provenance, b.provenance)
	if o.Pictures && !mask[Events] {
		r.pictures = newPictures(page.MostKeys)
	}
	rows := &spill.Sorter{Dir: o.TempDir, Memory: 64 << 20}
	defer rows.Close()
	number := uint64(0)
	take := func(changes []Change, t *Tally, where map[string][2]int64) error {
		r.Tally.Add(t)
		if o.Documents {
			maps.Copy(r.where, where)
		}
		for n := range changes {
			x := &changes[n]
			if o.Keep != nil && !o.Keep(x) {
				continue
			}
			r.Differences++
			if x.Verdict != "" {
				r.Decided[x.Verdict]++
			}
			if o.Each != nil {
				if err := o.Each(x); err != nil {
					return err
				}
			}
			if !o.NoClusters {
				key := binary.BigEndian.AppendUint64([]byte(x.Cluster), number)
				number++
				if err := rows.Add(key, pack.Append(nil, x)); err != nil {
					return err
				}
			}
		}
		return nil
	}
	err = merge(ctx, a, b, mask, o.Jobs, r.pictures != nil, o.Visit, func(j *job) error {
		if j.scenes != nil {
			r.pictures.add(j.scenes)
		}
		for i := range j.links {
			if err := links.add(&j.links[i].link, j.links[i].from[0], j.links[i].from[1], j.links[i].changed); err != nil {
				return fmt.Errorf("diff: %w", err)
			}
		}
		return take(j.out, j.tally, j.where)
	})
	if err != nil && ctx.Err() == nil {
		err = b.blame(a.blame(err))
	}
	if err == nil {
		err = links.compare(a, b, r.Tally, take)
	}
	if err != nil {
		r.Close()
		return nil, err
	}
	if err := r.gather(rows, o.TempDir); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

// FromChanges is a result of changes that are at hand, as of golden cases. The documents
// are asked for when they are to be shown.
func FromChanges(changes []Change, t *Tally, docs func(id string) (old, new *corpus.Document, err error)) (*Result, error) {
	r := &Result{Tally: t, Differences: len(changes), Decided: map[string]int{}, docs: docs}
	rows := &spill.Sorter{}
	defer rows.Close()
	for n := range changes {
		if v := changes[n].Verdict; v != "" {
			r.Decided[v]++
		}
		key := binary.BigEndian.AppendUint64([]byte(changes[n].Cluster), uint64(n))
		if err := rows.Add(key, pack.Append(nil, &changes[n])); err != nil {
			return nil, err
		}
	}
	return r, r.gather(rows, "")
}

// layers finds which layers both datasets have.
func (r *Result) layers(p, q *Provenance) map[string]bool {
	if p == nil || q == nil || p.Layers == nil || q.Layers == nil {
		return nil
	}
	missing := map[string]bool{}
	for _, pair := range [][2]*Provenance{{p, q}, {q, p}} {
		for _, l := range pair[0].Layers {
			if !slices.Contains(pair[1].Layers, l) {
				missing[l] = true
				r.Notes = append(r.Notes, "layer "+l+" is in one of the datasets only and was not compared")
			}
		}
	}
	slices.Sort(r.Notes)
	return missing
}

// hide drops layers of a document.
func hide(d *corpus.Document, missing map[string]bool) {
	if missing[Sentences] {
		d.Sentences = nil
	}
	if missing[Entities] {
		d.Entities = nil
	}
	if missing[Dates] {
		d.Dates = nil
	}
	if missing[Periods] {
		d.Periods = nil
	}
	if missing[Quotes] {
		d.Quotes = nil
	}
	if missing[Actors] {
		d.Actors, d.References = nil, nil
		for i := range d.Entities {
			d.Entities[i].Actor = ""
		}
	}
	if missing[Events] {
		d.Events = nil
	}
	if missing[Mentions] {
		d.Mentions = nil
	}
	if missing[Main] {
		d.Main = nil
	}
}

// pull reads the rows of a sorter as records.
func pull(rows *spill.Sorter) (next func() (record, error), stop func()) {
	get, end := iter.Pull2(rows.Rows())
	return func() (record, error) {
		row, err, ok := get()
		if !ok {
			return record{}, io.EOF
		}
		if err == nil && len(row.Value) < 8 {
			err = pack.ErrCorrupt
		}
		if err != nil {
			return record{}, fmt.Errorf("diff: %w", err)
		}
		return record{string(row.Key), row.Value[8:], int64(binary.BigEndian.Uint64(row.Value))}, nil
	}, func() { end(); rows.Close() }
}

// batchBytes is how much of the records a worker takes at once.
const batchBytes = 1 << 20

type job struct {
	pairs []pairOf
	done  chan struct{}
	out   []Change
	tally *Tally
	where map[string][2]int64
	links []placedLink
	// scenes is nil where nobody wants pictures.
	scenes *scenes
	err    error
}

// placedLink is a link with the places of its records.
type placedLink struct {
	link
	from    [2]int64
	changed bool // the document has changes
}

func (j *job) link(list []link, p *pairOf, changed bool) {
	for i := range list {
		j.links = append(j.links, placedLink{list[i], [2]int64{p.oldFrom, p.newFrom}, changed})
	}
}

// pairOf is a document of both sides, or of one.
type pairOf struct {
	old, new         []byte
	oldFrom, newFrom int64 // where the lines start
}

// merge walks both sides in the order of ids, compares the documents with several workers
// and hands over what they find in order.
func merge(ctx context.Context, a, b *reader, missing map[string]bool, jobs int, pictures bool, visit func(id string), take func(*job) error) error {
	jobs = cmp.Or(jobs, runtime.GOMAXPROCS(0))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	work := make(chan *job)
	window := make(chan *job, 2*jobs)
	for range jobs {
		go func() {
			for j := range work {
				j.run(a, b, missing)
				close(j.done)
			}
		}()
	}
	failed := make(chan error, 1)
	go func() {
		defer close(window)
		defer close(work)
		failed <- feed(ctx, a, b, visit, func(pairs []pairOf) bool {
			j := &job{pairs: pairs, done: make(chan struct{})}
			if pictures {
				j.scenes = newScenes()
			}
			for _, ch := range []chan *job{window, work} {
				select {
				case ch <- j:
				case <-ctx.Done():
					return false
				}
			}
			return true
		})
	}()
	var err error
	for j := range window {
		if err != nil {
			continue
		}
		select {
		case <-j.done:
		case <-ctx.Done():
			err = ctx.Err()
			continue
		}
		if err = j.err; err == nil {
			err = take(j)
		}
		if err != nil {
			cancel()
		}
	}
	if e := <-failed; err == nil {
		err = e
	}
	return err
}

// feed pairs the records of both sides by id.
func feed(ctx context.Context, a, b *reader, visit func(id string), put func([]pairOf) bool) error {
	x, errA := a.next()
	y, errB := b.next()
	var batch []pairOf
	size := 0
	for errA == nil || errB == nil {
		if err := ctx.Err(); err != nil {
			return err
		}
		p := pairOf{oldFrom: -1, newFrom: -1}
		left := errB != nil || errA == nil && x.id <= y.id
		right := errA != nil || errB == nil && y.id <= x.id
		if visit != nil && left {
			visit(x.id)
		} else if visit != nil {
			visit(y.id)
		}
		if left {
			p.old, p.oldFrom = bytes.Clone(x.line), x.from
			x, errA = a.next()
		}
		if right {
			p.new, p.newFrom = bytes.Clone(y.line), y.from
			y, errB = b.next()
		}
		if errA != nil && !errors.Is(errA, io.EOF) {
			return errA
		}
		if errB != nil && !errors.Is(errB, io.EOF) {
			return errB
		}
		batch = append(batch, p)
		if size += len(p.old) + len(p.new); size >= batchBytes {
			if !put(batch) {
				return ctx.Err()
			}
			batch, size = nil, 0
		}
	}
	for _, err := range []error{errA, errB} {
		if !errors.Is(err, io.EOF) {
			return err
		}
	}
	if len(batch) > 0 && !put(batch) {
		return ctx.Err()
	}
	return nil
}

func (j *job) run(a, b *reader, missing map[string]bool) {
	defer func() {
		if p := recover(); p != nil {
			j.err = fmt.Errorf("diff: %v", p)
		}
	}()
	j.tally, j.where = NewTally(), map[string][2]int64{}
	read := func(r *reader, line []byte) *corpus.Document {
		if j.err != nil {
			return nil
		}
		var d *corpus.Document
		if d, j.err = decode(r, line); d != nil {
			hide(d, missing)
		}
		return d
	}
	for _, p := range j.pairs {
		if bytes.Equal(p.old, p.new) {
			if links, ok := j.tally.count(p.old, missing, j.scenes); ok {
				j.link(links, &p, false)
				continue
			}
			if d := read(a, p.old); d != nil {
				j.tally.equal(d)
				if j.scenes != nil {
					j.scenes.document(d, d)
				}
				events, quotes := groupsOf(d)
				j.link(ownLinks(d.ID, events, quotes), &p, false)
			}
			continue
		}
		old, new := read(a, p.old), read(b, p.new)
		if j.err != nil {
			return
		}
		if j.scenes != nil {
			j.scenes.document(old, new)
		}
		before := len(j.out)
		switch {
		case new == nil:
			j.out = append(j.out, Whole(old, Removed, j.tally))
		case old == nil:
			j.out = append(j.out, Whole(new, Added, j.tally))
		default:
			c := compare(old, new, a.provenance, b.provenance)
			j.out = append(j.out, c.out...)
			links := c.links()
			c.tally.linked(links)
			j.tally.Add(c.tally)
			j.link(links, &p, len(c.out) > 0)
		}
		if len(j.out) > before {
			j.where[j.out[before].Document] = [2]int64{p.oldFrom, p.newFrom}
		}
	}
}

// Whole is the change of a document that is on one side only. What is in it is counted, not listed.
// New documents are one decision; each that has gone is one of its own.
func Whole(d *corpus.Document, class Class, t *Tally) Change {
	what := fmt.Sprintf("%d events, %d quotations, %d named mentions", len(d.Events), len(d.Quotes), len(d.Entities))
	x := Change{Document: d.ID, Layer: Document, Class: class, Surface: OneLine(cmp.Or(d.Title, d.ID)), OldItem: -1, NewItem: -1, Blame: Blame{Layer: Source, Cause: "inputs"}}
	items := Items(d)
	for i := range items {
		l := t.layer(items[i].Layer)
		if class == Added {
			l.New++
		} else {
			l.Old++
		}
	}
	t.Documents++
	t.Changed++
	t.Classes[ClassName{Document, class}]++
	x.ID = hash(x.Document, x.Layer, string(x.Class), d.Text)
	if class == Added {
		x.New, x.Cluster = what, hash(Document, string(class))
	} else {
		x.Old, x.Cluster = what, hash(Document, string(class), d.ID)
	}
	return x
}

// gather puts the changes in the order of clusters, and the clusters in that of their sizes.
func (r *Result) gather(rows *spill.Sorter, temp string) error {
	sizes := &spill.Sorter{Dir: temp, Memory: 64 << 20}
	defer sizes.Close()
	var g *gatherer
	flush := func() error {
		if g == nil {
			return nil
		}
		first := g.first
		c := g.finish()
		key := binary.BigEndian.AppendUint64(nil, ^uint64(c.Changes))
		key = append(key, c.ID...)
		value := binary.AppendUvarint(nil, uint64(first))
		return sizes.Add(key, append(value, pack.Append(nil, c.packed())...))
	}
	for row, err := range rows.Rows() {
		if err != nil {
			return fmt.Errorf("diff: %w", err)
		}
		var x Change
		if err := pack.Read(string(row.Value), &x); err != nil {
			return fmt.Errorf("diff: %w", err)
		}
		if g == nil || g.ID != x.Cluster {
			if err := flush(); err != nil {
				return err
			}
			g = newGatherer(&x, len(r.places))
		}
		g.add(&x)
		at, err := r.changes.Add(row.Value)
		if err != nil {
			return err
		}
		r.places = append(r.places, at)
	}
	if err := flush(); err != nil {
		return err
	}
	for row, err := range sizes.Rows() {
		if err != nil {
			return fmt.Errorf("diff: %w", err)
		}
		at, err := r.clusters.Add(row.Value)
		if err != nil {
			return err
		}
		r.ranks = append(r.ranks, at)
	}
	r.NumClusters = len(r.ranks)
	return nil
}

// packedCluster is a cluster without what package pack cannot hold.
type packedCluster struct {
	ID, Label, Layer string
	Class            Class
	Field, Old, New  string
	Changes          int
	Documents        int
	Blame            Blame
	Layers, Surfaces []Count
	Samples          []Change
	Verdict          string
	Verdicts         []Count
}

func (c *Cluster) packed() *packedCluster {
	return &packedCluster{c.ID, c.Label, c.Layer, c.Class, c.Field, c.Old, c.New, c.Changes, c.Documents, c.Blame, c.Layers, c.Surfaces, c.Samples, c.Verdict, c.Verdicts}
}

// Cluster is the cluster of a rank: 0 is the largest. Its changes are those from First on.
func (r *Result) Cluster(rank int) (*Cluster, error) {
	record, err := r.clusters.At(r.ranks[rank])
	if err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	first, n := binary.Uvarint(record)
	var p packedCluster
	if n <= 0 {
		return nil, fmt.Errorf("diff: %w", pack.ErrCorrupt)
	}
	if err := pack.Read(string(record[n:]), &p); err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	return &Cluster{p.ID, p.Label, p.Layer, p.Class, p.Field, p.Old, p.New, p.Changes, p.Documents, p.Blame, p.Layers, p.Surfaces, p.Samples, p.Verdict, p.Verdicts, int(first)}, nil
}

// Clusters yields the clusters, the largest first.
func (r *Result) Clusters() iter.Seq2[*Cluster, error] {
	return func(yield func(*Cluster, error) bool) {
		for rank := range r.ranks {
			c, err := r.Cluster(rank)
			if !yield(c, err) || err != nil {
				return
			}
		}
	}
}

// First is the number of a cluster's first change: see [Result.Change].
func (c *Cluster) First() int { return c.first }

// Change is the change of a number. Those of one cluster follow one another, in the order
// of documents.
func (r *Result) Change(n int) (*Change, error) {
	record, err := r.changes.At(r.places[n])
	if err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	x := new(Change)
	if err := pack.Read(string(record), x); err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	return x, nil
}

// Documents are the two records of a document that has changes; one of them is nil where
// only one dataset has it. Options.Documents must have been set.
func (r *Result) Documents(id string) (old, new *corpus.Document, err error) {
	if r.docs != nil {
		return r.docs(id)
	}
	where, ok := r.where[id]
	if !ok {
		return nil, nil, fmt.Errorf("diff: document %q has no change", id)
	}
	if old, err = recordAt(r.pathOld, where[0]); err == nil {
		new, err = recordAt(r.pathNew, where[1])
	}
	return old, new, err
}

// NumChanges is how many changes can be asked for.
func (r *Result) NumChanges() int { return len(r.places) }

// Close drops the temporary files.
func (r *Result) Close() {
	for _, path := range r.temps {
		os.Remove(path)
	}
	r.changes.Close()
	r.clusters.Close()
}

// Pairs hands over the documents of two datasets by id, in its order; where only one of
// them has a document, the other is nil.
func Pairs(ctx context.Context, old, new string, each func(old, new *corpus.Document) error) error {
	a, err := open(old, "")
	if err != nil {
		return err
	}
	defer a.close()
	defer a.drop()
	b, err := open(new, "")
	if err != nil {
		return err
	}
	defer b.close()
	defer b.drop()
	var failed error
	err = feed(ctx, a, b, nil, func(pairs []pairOf) bool {
		for _, p := range pairs {
			var x, y *corpus.Document
			if x, failed = decode(a, p.old); failed == nil {
				y, failed = decode(b, p.new)
			}
			if failed == nil {
				failed = each(x, y)
			}
			if failed != nil {
				return false
			}
		}
		return true
	})
	if failed != nil {
		err = failed
	}
	if err != nil && ctx.Err() == nil {
		err = b.blame(a.blame(err))
	}
	return err
}

// decode reads a record whose spans must lie in its text; of no line it is nil.
func decode(r *reader, line []byte) (*corpus.Document, error) {
	if line == nil {
		return nil, nil
	}
	d, err := corpus.Decode(line)
	if err == nil {
		if err = d.Check(); err != nil && d.Text == "" {
			err = fmt.Errorf("doc %s: the record has layers, but was written without the layer text", d.ID)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("diff: %s: %w", r.path, err)
	}
	return d, nil
}
