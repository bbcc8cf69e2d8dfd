package pipeline

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/pack"
	"dateline/corpus/spill"
	"dateline/corpus/write"
)

// The files of a dataset directory.
const (
	DocumentsFile = "documents.jsonl"
	EventsFile    = "events.jsonl"
	QuotesFile    = "quotes.jsonl"
	ActorsFile    = "actors.jsonl"
	InputsFile    = "inputs.jsonl"
	ErrorsFile    = "errors.jsonl"
	ManifestFile  = "manifest.json"
)

var tableNames = []string{DocumentsFile, EventsFile, QuotesFile, ActorsFile, InputsFile, ErrorsFile}

// datasetFiles are all files of a dataset, in the order in which they get their names.
var datasetFiles = append(slices.Clone(tableNames), ManifestFile)

// ActorRow is a row of the actors table: an actor over the whole dump.
type ActorRow struct {
	ID        string            `json:"id"`
	Name      string            `json:"name"`
	Type      corpus.EntityType `json:"type"`
	Country   string            `json:"country,omitempty"`
	Sector    string            `json:"sector,omitempty"`
	Wikidata  string            `json:"wikidata,omitempty"`
	Spellings []Spelling        `json:"spellings,omitempty"` // most frequent first
	Mentions  int               `json:"mentions"`
	Documents int               `json:"documents"`
	First     string            `json:"first,omitempty"` // publication dates of the documents
	Last      string            `json:"last,omitempty"`
}

// Spelling is a surface form of an actor with its count.
type Spelling struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// InputRow is a row of the inputs table: one file with documents. SHA256 is the
// digest of the concatenated digests (as hex) of its documents' records, in order.
type InputRow struct {
	Path      string `json:"path"`
	Documents int    `json:"documents"`
	SHA256    string `json:"sha256"`
}

// dataset is a directory being written.
type dataset struct {
	dir   string
	files map[string]*write.File
	rows  map[string]int
}

// createDataset starts the files of those names, after sweeping away what a killed
// run has left of them.
func createDataset(dir string, names ...string) (*dataset, error) {
	ds := &dataset{dir: dir, files: map[string]*write.File{}, rows: map[string]int{}}
	for _, name := range names {
		if err := write.Sweep(dir, name); err != nil {
			return nil, err
		}
		f, err := write.Create(filepath.Join(dir, name))
		if err != nil {
			ds.abort()
			return nil, fmt.Errorf("pipeline: %w", err)
		}
		ds.files[name] = f
	}
	return ds, nil
}

func (ds *dataset) abort() {
	for _, f := range ds.files {
		f.Abort()
	}
}

func (ds *dataset) put(name string, line []byte) error {
	ds.rows[name]++
	_, err := ds.files[name].Write(line)
	return err
}

func (ds *dataset) putJSON(name string, v any) error {
	line, err := jsonLine(v)
	if err != nil {
		return err
	}
	return ds.put(name, line)
}

// tables describes the tables for the manifest.
func (ds *dataset) tables() []ManifestTable {
	var out []ManifestTable
	for _, name := range tableNames {
		f := ds.files[name]
		out = append(out, ManifestTable{Name: name, Rows: ds.rows[name], Bytes: f.Size(), SHA256: f.Digest()})
	}
	return out
}

// commit gives all files their names. The old manifest goes first and the new one
// comes last, so that a directory with a manifest always is a whole dataset.
func (ds *dataset) commit(man Manifest) error {
	data, err := json.MarshalIndent(man, "", "  ")
	if err != nil {
		return fmt.Errorf("pipeline: %w", err)
	}
	if _, err := ds.files[ManifestFile].Write(append(data, '\n')); err != nil {
		return err
	}
	for _, name := range datasetFiles {
		if err := ds.files[name].Flush(); err != nil {
			return err
		}
	}
	if err := os.Remove(filepath.Join(ds.dir, ManifestFile)); err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("pipeline: %w", err)
	}
	if err := write.SyncDir(ds.dir); err != nil {
		return err
	}
	for _, name := range datasetFiles {
		if err := ds.files[name].Commit(); err != nil {
			return err
		}
	}
	return write.SyncDir(ds.dir)
}

// rows are what one document adds to the tables.
type rows struct {
	document       []byte
	events, quotes []keyed
	actors         []actorPart
	counts         Counts
	err            error
}

type keyed struct {
	id   string
	line []byte
}

// sortMemory is what each table that is sorted keeps in memory, in bytes.
const sortMemory = 16 << 20

// write fills the tables with all documents.
func (ds *dataset) write(ctx context.Context, r *reduction, counts *Counts) error {
	c := r.mapper.config
	layers := c.layers()
	type input struct {
		*identified
		err error
	}
	inputs := func(yield func(input) bool) {
		for d, err := range r.all() {
			if !yield(input{d, err}) {
				return
			}
		}
	}
	sorter := func() spill.Sorter { return spill.Sorter{Dir: r.dir, Memory: sortMemory} }
	events, quotes, people, sources := sorter(), sorter(), sorter(), sorter()
	for _, s := range []*spill.Sorter{&events, &quotes, &people, &sources} {
		defer s.Close()
	}
	var key, value []byte
	err := ordered(ctx, c.Jobs, inputs, func(input) int64 { return batchBytes / batchItems }, func(in input) rows {
		if in.err != nil {
			return rows{err: in.err}
		}
		d, err := r.mapper.load(&in.Mapped)
		if err != nil {
			return rows{err: err}
		}
		in.identity.apply(d)
		return rowsOf(d, layers)
	}, func(out rows) error {
		if out.err != nil {
			return out.err
		}
		c.Progress.step()
		counts.merge(out.counts)
		if err := ds.put(DocumentsFile, out.document); err != nil {
			return err
		}
		for _, e := range out.events {
			if err := events.Add([]byte(e.id), e.line); err != nil {
				return err
			}
		}
		for _, q := range out.quotes {
			if err := quotes.Add([]byte(q.id), q.line); err != nil {
				return err
			}
		}
		for i := range out.actors {
			key = sortable(key[:0], out.actors[i].ID)
			value = pack.Append(value[:0], &out.actors[i])
			if err := people.Add(key, value); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for name, sorted := range map[string]*spill.Sorter{EventsFile: &events, QuotesFile: &quotes} {
		for row, err := range sorted.Rows() {
			if err == nil {
				err = ctx.Err()
			}
			if err == nil {
				err = ds.put(name, row.Value)
			}
			if err != nil {
				return err
			}
		}
	}
	if err := ds.writeActors(&people, counts); err != nil {
		return err
	}
	for d, err := range r.documents() {
		if err != nil {
			return err
		}
		s := d.Mapped.Source
		key = binary.BigEndian.AppendUint64(sortable(key[:0], s.Path), uint64(s.Offset))
		value = pack.Append(value[:0], &s)
		if err := sources.Add(key, value); err != nil {
			return err
		}
	}
	return ds.writeInputs(&sources)
}

func rowsOf(d *corpus.Document, layers corpus.Layers) rows {
	var out rows
	out.counts.add(d)
	if out.document, out.err = corpus.Line(d, layers); out.err != nil {
		return out
	}
	// All rows of a document lie in one buffer.
	var buf []byte
	row := func(id string, grown []byte, err error) keyed {
		line := grown[len(buf):]
		if buf = grown; err != nil {
			out.err = err
		}
		return keyed{id, line}
	}
	for i := range d.Events {
		grown, err := corpus.AppendEventRow(buf, d.ID, &d.Events[i])
		out.events = append(out.events, row(d.Events[i].ID, grown, err))
	}
	for i := range d.Quotes {
		grown, err := corpus.AppendQuoteRow(buf, d.ID, &d.Quotes[i])
		out.quotes = append(out.quotes, row(d.Quotes[i].ID, grown, err))
	}
	out.actors = actorParts(d)
	return out
}

// jsonLine is v as one line of JSON without HTML escaping, LF included.
func jsonLine(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	return b.Bytes(), nil
}

// actorPart is what one document says about one actor.
type actorPart struct {
	ID        string
	Actor     corpus.Actor
	Published string
	Spellings []Spelling
}

func actorParts(d *corpus.Document) []actorPart {
	var out []actorPart
	at := map[string]int{}
	for _, a := range d.Actors {
		a.Why = nil
		at[a.ID] = len(out)
		out = append(out, actorPart{ID: a.ID, Actor: a, Published: d.Published})
	}
	for _, e := range d.Entities {
		i, ok := at[e.Actor]
		if !ok {
			continue
		}
		text := strings.Join(strings.Fields(e.Text), " ")
		p := &out[i]
		j := slices.IndexFunc(p.Spellings, func(s Spelling) bool { return s.Text == text })
		if j < 0 {
			p.Spellings = append(p.Spellings, Spelling{text, 1})
		} else {
			p.Spellings[j].Count++
		}
	}
	return out
}

// actorSum adds up an actor over documents. Which document's name, type and
// country the row shows must not depend on the order of documents: the name
// with most mentions wins, then the longer, then the smaller one.
type actorSum struct {
	row   ActorRow
	best  corpus.Actor
	spell map[string]int
}

func (s *actorSum) add(p *actorPart) {
	a := p.Actor
	if s.spell == nil {
		s.spell, s.best = map[string]int{}, a
	} else if cmp.Or(cmp.Compare(a.Mentions, s.best.Mentions), cmp.Compare(len(a.Name), len(s.best.Name)),
		-cmp.Compare(a.Name, s.best.Name), -cmp.Compare(a.Type, s.best.Type), cmp.Compare(a.Country, s.best.Country),
		cmp.Compare(a.Sector, s.best.Sector)) > 0 {
		s.best = a
	}
	s.row.Mentions += a.Mentions
	s.row.Documents++
	if p.Published != "" {
		if s.row.First == "" || p.Published < s.row.First {
			s.row.First = p.Published
		}
		s.row.Last = max(s.row.Last, p.Published)
	}
	for _, x := range p.Spellings {
		s.spell[x.Text] += x.Count
	}
}

func (s *actorSum) sum() ActorRow {
	r := s.row
	r.ID, r.Name, r.Type, r.Country, r.Sector, r.Wikidata = s.best.ID, s.best.Name, s.best.Type, s.best.Country, s.best.Sector, s.best.Wikidata
	for text, n := range s.spell {
		r.Spellings = append(r.Spellings, Spelling{text, n})
	}
	slices.SortFunc(r.Spellings, func(a, b Spelling) int {
		return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Text, b.Text))
	})
	return r
}

// writeActors adds up the parts of each actor, which come one after another.
func (ds *dataset) writeActors(people *spill.Sorter, counts *Counts) error {
	var sum actorSum
	last := ""
	flush := func() error {
		if sum.spell == nil {
			return nil
		}
		counts.Actors++
		err := ds.putJSON(ActorsFile, sum.sum())
		sum = actorSum{}
		return err
	}
	for row, err := range people.Rows() {
		if err != nil {
			return err
		}
		var p actorPart
		if err := pack.Read(string(row.Value), &p); err != nil {
			return err
		}
		if p.ID != last {
			if err := flush(); err != nil {
				return err
			}
			last = p.ID
		}
		sum.add(&p)
	}
	return flush()
}

// writeInputs sums up the inputs by path.
func (ds *dataset) writeInputs(sources *spill.Sorter) error {
	var row InputRow
	var h hash.Hash
	flush := func() error {
		if h == nil {
			return nil
		}
		row.SHA256 = hex.EncodeToString(h.Sum(nil))
		return ds.putJSON(InputsFile, row)
	}
	for r, err := range sources.Rows() {
		if err != nil {
			return err
		}
		var s corpus.Source
		if err := pack.Read(string(r.Value), &s); err != nil {
			return err
		}
		if h == nil || s.Path != row.Path {
			if err := flush(); err != nil {
				return err
			}
			row, h = InputRow{Path: s.Path}, sha256.New()
		}
		row.Documents++
		h.Write([]byte(s.SHA256))
	}
	return flush()
}
