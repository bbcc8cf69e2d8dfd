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

// tableNames are the tables of a dataset, in the order of its manifest.
var tableNames = []string{DocumentsFile, EventsFile, QuotesFile, ActorsFile, InputsFile, ErrorsFile}

// TableNames lists the tables of a dataset, in the order of its manifest.
func TableNames() []string { return slices.Clone(tableNames) }

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
	line, err := TableLine(v)
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
	data, err := man.Encode()
	if err != nil {
		return err
	}
	if _, err := ds.files[ManifestFile].Write(data); err != nil {
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

// Rows are what one document adds to the tables: its record, and lines with what the
// tables are sorted by.
type Rows struct {
	Document       []byte
	Events, Quotes []TableRow
	Actors         []ActorPart
	Counts         Counts
}

// TableRow is a line of a table, and the id that it is sorted by.
type TableRow struct {
	ID   string
	Line []byte
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
	type output struct {
		Rows
		err error
	}
	var key, value []byte
	err := ordered(ctx, c.Jobs, inputs, func(input) int64 { return batchBytes / batchItems }, oneByOne(func(in input) (out output) {
		if out.err = in.err; out.err != nil {
			return out
		}
		d, err := r.mapper.load(&in.Mapped)
		if err != nil {
			return output{err: err}
		}
		in.Identity.apply(d)
		out.Rows, out.err = rowsOf(d, layers)
		return out
	}), func(out output) error {
		if out.err != nil {
			return out.err
		}
		c.Progress.step()
		counts.merge(out.Counts)
		if err := ds.put(DocumentsFile, out.Document); err != nil {
			return err
		}
		for _, e := range out.Events {
			if err := events.Add([]byte(e.ID), e.Line); err != nil {
				return err
			}
		}
		for _, q := range out.Quotes {
			if err := quotes.Add([]byte(q.ID), q.Line); err != nil {
				return err
			}
		}
		for i := range out.Actors {
			key = sortable(key[:0], out.Actors[i].ID)
			value = pack.Append(value[:0], &out.Actors[i])
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
		key = SourceKey(key[:0], &s)
		value = pack.Append(value[:0], &s)
		if err := sources.Add(key, value); err != nil {
			return err
		}
	}
	return ds.writeInputs(&sources)
}

func rowsOf(d *corpus.Document, layers corpus.Layers) (out Rows, failed error) {
	out.Counts.add(d)
	if out.Document, failed = corpus.Line(d, layers); failed != nil {
		return out, failed
	}
	// All rows of a document lie in one buffer.
	var buf []byte
	row := func(id string, grown []byte, err error) TableRow {
		line := grown[len(buf):]
		if buf = grown; err != nil {
			failed = err
		}
		return TableRow{id, line}
	}
	for i := range d.Events {
		grown, err := corpus.AppendEventRow(buf, d.ID, &d.Events[i])
		out.Events = append(out.Events, row(d.Events[i].ID, grown, err))
	}
	for i := range d.Quotes {
		grown, err := corpus.AppendQuoteRow(buf, d.ID, &d.Quotes[i])
		out.Quotes = append(out.Quotes, row(d.Quotes[i].ID, grown, err))
	}
	out.Actors = actorParts(d)
	return out, failed
}

// TableLine is v as one line of JSON without HTML escaping, LF included.
func TableLine(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	return b.Bytes(), nil
}

// ActorPart is what one document says about one actor.
type ActorPart struct {
	ID        string
	Actor     corpus.Actor
	Published string
	Spellings []Spelling
}

func actorParts(d *corpus.Document) []ActorPart {
	var out []ActorPart
	at := map[string]int{}
	for _, a := range d.Actors {
		a.Why = nil
		at[a.ID] = len(out)
		out = append(out, ActorPart{ID: a.ID, Actor: a, Published: d.Published})
	}
	for _, e := range d.Entities {
		i, ok := at[e.Actor]
		if !ok {
			continue
		}
		text := corpus.OneSpace(e.Text)
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

// ActorSum adds up an actor over documents. Which document's name, type and
// country the row shows must not depend on the order of documents: the name
// with most mentions wins, then the longer, then the smaller one.
type ActorSum struct {
	row   ActorRow
	best  corpus.Actor
	spell map[string]int
}

func (s *ActorSum) Add(p *ActorPart) {
	a := p.Actor
	s.rank(a)
	s.row.Mentions += a.Mentions
	s.row.Documents++
	s.span(p.Published, p.Published)
	for _, x := range p.Spellings {
		s.spell[x.Text] += x.Count
	}
}

// Merge adds another sum of the same actor.
func (s *ActorSum) Merge(o *ActorSum) {
	if o.spell == nil {
		return
	}
	s.rank(o.best)
	s.row.Mentions += o.row.Mentions
	s.row.Documents += o.row.Documents
	s.span(o.row.First, o.row.Last)
	for text, n := range o.spell {
		s.spell[text] += n
	}
}

// rank takes the actor as it stands in another document, if it is shown rather.
func (s *ActorSum) rank(a corpus.Actor) {
	if s.spell == nil {
		s.spell, s.best = map[string]int{}, a
	} else if cmp.Or(cmp.Compare(a.Mentions, s.best.Mentions), cmp.Compare(len(a.Name), len(s.best.Name)),
		-cmp.Compare(a.Name, s.best.Name), -cmp.Compare(a.Type, s.best.Type), cmp.Compare(a.Country, s.best.Country),
		cmp.Compare(a.Sector, s.best.Sector)) > 0 {
		s.best = a
	}
}

// span takes in days of publication. An empty one is unknown.
func (s *ActorSum) span(first, last string) {
	if first != "" && (s.row.First == "" || first < s.row.First) {
		s.row.First = first
	}
	s.row.Last = max(s.row.Last, last)
}

func (s *ActorSum) Row() ActorRow {
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

// packedSum is the packed form of an ActorSum.
type packedSum struct {
	Row       ActorRow
	Best      corpus.Actor
	Spellings []Spelling
}

// Pack is the sum as bytes, to be merged elsewhere.
func (s *ActorSum) Pack() []byte {
	p := packedSum{s.row, s.best, s.Row().Spellings}
	return pack.Append(nil, &p)
}

// ReadActorSum reads what Pack gave.
func ReadActorSum(data string) (*ActorSum, error) {
	var p packedSum
	if err := pack.Read(data, &p); err != nil {
		return nil, err
	}
	s := &ActorSum{row: p.Row, best: p.Best}
	if s.best.ID == "" {
		return s, nil // of nothing
	}
	s.spell = map[string]int{}
	for _, x := range p.Spellings {
		s.spell[x.Text] = x.Count
	}
	return s, nil
}

// writeActors adds up the parts of each actor, which come one after another.
func (ds *dataset) writeActors(people *spill.Sorter, counts *Counts) error {
	var sum ActorSum
	last := ""
	flush := func() error {
		if sum.spell == nil {
			return nil
		}
		counts.Actors++
		err := ds.putJSON(ActorsFile, sum.Row())
		sum = ActorSum{}
		return err
	}
	for row, err := range people.Rows() {
		if err != nil {
			return err
		}
		var p ActorPart
		if err := pack.Read(string(row.Value), &p); err != nil {
			return err
		}
		if p.ID != last {
			if err := flush(); err != nil {
				return err
			}
			last = p.ID
		}
		sum.Add(&p)
	}
	return flush()
}

// SourceKey appends what the documents of the files are sorted by: path and offset.
func SourceKey(buf []byte, s *corpus.Source) []byte {
	return binary.BigEndian.AppendUint64(sortable(buf, s.Path), uint64(s.Offset))
}

// writeInputs sums up the inputs by path.
func (ds *dataset) writeInputs(sources *spill.Sorter) error {
	var sum inputSum
	flush := func() error {
		if sum.hash == nil {
			return nil
		}
		return ds.putJSON(InputsFile, sum.row())
	}
	for r, err := range sources.Rows() {
		if err != nil {
			return err
		}
		var s corpus.Source
		if err := pack.Read(string(r.Value), &s); err != nil {
			return err
		}
		if sum.hash == nil || s.Path != sum.path {
			if err := flush(); err != nil {
				return err
			}
			sum = inputSum{path: s.Path, hash: sha256.New()}
		}
		sum.add(&s)
	}
	return flush()
}

// inputSum sums up the documents of a file, in their order.
type inputSum struct {
	path string
	n    int
	hash hash.Hash
}

func (s *inputSum) add(of *corpus.Source) {
	s.n++
	s.hash.Write([]byte(of.SHA256))
}

func (s *inputSum) row() InputRow {
	return InputRow{Path: s.path, Documents: s.n, SHA256: hex.EncodeToString(s.hash.Sum(nil))}
}
