package pipeline

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/write"
	"dateline/extract/syntax"
)

// The files of a dataset directory.
const (
	DocumentsFile = "documents.jsonl"
	EventsFile    = "events.jsonl"
	QuotesFile    = "quotes.jsonl"
	ActorsFile    = "actors.jsonl"
	ErrorsFile    = "errors.jsonl"
	ManifestFile  = "manifest.json"
)

// Manifest describes a dataset. It holds no clock and no machine: the same
// inputs, configuration and version give the same manifest.
type Manifest struct {
	Contract    int             `json:"contract"`
	Version     string          `json:"version"`
	Config      ManifestConfig  `json:"config"`
	Inputs      []ManifestInput `json:"inputs"`
	Counts      Counts          `json:"counts"`
	Tables      []ManifestTable `json:"tables"`
	Interrupted bool            `json:"interrupted,omitempty"` // the dump was not read to its end
}

// ManifestConfig is the part of Config that changes the output.
type ManifestConfig struct {
	Boilerplate string   `json:"boilerplate"`
	Engine      string   `json:"engine"`
	Layers      string   `json:"layers"`
	MaxDocBytes int64    `json:"max_doc_bytes,omitempty"`
	Stages      []string `json:"stages"`
}

// ManifestInput is one file that was read. SHA256 is the digest of the
// concatenated digests (as hex) of its documents' records, in order.
type ManifestInput struct {
	Path      string `json:"path"`
	Documents int    `json:"documents"`
	SHA256    string `json:"sha256"`
}

// ManifestTable is one file of the dataset.
type ManifestTable struct {
	Name   string `json:"name"`
	Rows   int    `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// ContractVersion is the version of the record contract.
const ContractVersion = 1

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

// ErrDirty says that a dataset directory holds a complete dataset which an
// interrupted run does not replace.
var ErrDirty = errors.New("the run was interrupted; the dataset that was there before is left as it was")

// Run does the whole job: it reads the inputs, runs map and reduce, and writes a
// dataset directory. Every file appears under its name only when it is complete,
// the manifest last. version is the program's version for the manifest.
//
// When ctx ends, what is done is written and marked as interrupted, unless dir
// holds a dataset already; the error is ctx.Err() then, joined with ErrDirty.
func Run(ctx context.Context, c Config, paths []string, dir, version string) (Manifest, error) {
	var man Manifest
	if c.Layers == 0 {
		c.Layers = corpus.DefaultLayers
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return man, fmt.Errorf("pipeline: %w", err)
	}
	ds, err := createDataset(dir) // an unwritable directory is found before the work, not after
	if err != nil {
		return man, err
	}
	defer ds.abort()

	var letters []Letter
	job, err := c.start(paths, func(l Letter) { letters = append(letters, l) })
	if err != nil {
		return man, err
	}
	defer job.spool.close()
	interrupted := job.run(ctx)
	if interrupted != nil && !errors.Is(interrupted, context.Canceled) {
		return man, interrupted
	}
	if interrupted != nil {
		if _, err := os.Stat(filepath.Join(dir, ManifestFile)); err == nil {
			return man, errors.Join(interrupted, ErrDirty)
		}
	}

	man = Manifest{Contract: ContractVersion, Version: version, Interrupted: interrupted != nil,
		Config: ManifestConfig{Boilerplate: c.Boilerplate.String(), Engine: cmp.Or(c.Engine, syntax.DefaultEngine),
			Layers: c.Layers.String(), MaxDocBytes: c.MaxDocBytes, Stages: job.mapper.chain.Stages()}}
	ids := reduce(job.keys)
	for _, l := range letters {
		man.Counts.refuse(l)
	}
	letters = append(letters, ids.letters...)
	sortLetters(letters)
	i := 0
	tables := newTables()
	for d, err := range job.spool.all() {
		if err != nil {
			return man, err
		}
		ids.apply(i, d)
		i++
		man.Counts.add(d)
		if err := tables.add(d, c.Layers); err != nil {
			return man, err
		}
	}
	man.Counts.Actors = len(tables.actors)
	man.Inputs = inputsOf(job.keys)
	man.Tables, err = ds.write(tables, letters)
	if err != nil {
		return man, err
	}
	if err := ds.commit(man); err != nil {
		return man, err
	}
	return man, interrupted
}

// inputsOf sums up the inputs by path.
func inputsOf(all []keys) []ManifestInput {
	by := map[string][]corpus.Source{}
	for _, k := range all {
		by[k.source.Path] = append(by[k.source.Path], k.source)
	}
	var out []ManifestInput
	for _, path := range slices.Sorted(maps.Keys(by)) {
		sources := by[path]
		slices.SortFunc(sources, func(a, b corpus.Source) int { return cmp.Compare(a.Offset, b.Offset) })
		h := sha256.New()
		for _, s := range sources {
			h.Write([]byte(s.SHA256))
		}
		out = append(out, ManifestInput{Path: path, Documents: len(sources), SHA256: hex.EncodeToString(h.Sum(nil))})
	}
	return out
}

// tables collects the rows of a dataset, sorted by id.
type tables struct {
	documents, events, quotes write.Sorter
	actors                    map[string]*actorSum
}

func newTables() *tables { return &tables{actors: map[string]*actorSum{}} }

func (t *tables) add(d *corpus.Document, layers corpus.Layers) error {
	line, err := corpus.Line(d, layers)
	if err != nil {
		return err
	}
	if err := t.documents.Add(d.ID, line); err != nil {
		return err
	}
	for _, e := range d.Events {
		if err := addRow(&t.events, d.ID, e.ID, e); err != nil {
			return err
		}
	}
	for _, q := range d.Quotes {
		if err := addRow(&t.quotes, d.ID, q.ID, q); err != nil {
			return err
		}
	}
	t.addActors(d)
	return nil
}

// addRow adds the object v with the document's id put in front.
func addRow(to *write.Sorter, document, id string, v any) error {
	head, err := jsonLine(document)
	if err != nil {
		return err
	}
	body, err := jsonLine(v)
	if err != nil {
		return err
	}
	line := slices.Concat([]byte(`{"document":`), bytes.TrimSuffix(head, []byte("\n")), []byte(","), body[1:])
	return to.Add(id, line)
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

// actorSum adds up an actor over documents. Which document's name, type and
// country the row shows must not depend on the order of documents: the name
// with most mentions wins, then the longer, then the smaller one.
type actorSum struct {
	row   ActorRow
	best  corpus.Actor
	spell map[string]int
}

func (t *tables) addActors(d *corpus.Document) {
	for _, a := range d.Actors {
		s := t.actors[a.ID]
		if s == nil {
			s = &actorSum{spell: map[string]int{}, best: a}
			t.actors[a.ID] = s
		} else if cmp.Or(cmp.Compare(a.Mentions, s.best.Mentions), cmp.Compare(len(a.Name), len(s.best.Name)),
			-cmp.Compare(a.Name, s.best.Name), -cmp.Compare(a.Type, s.best.Type), cmp.Compare(a.Country, s.best.Country),
			cmp.Compare(a.Sector, s.best.Sector)) > 0 {
			s.best = a
		}
		s.row.Mentions += a.Mentions
		s.row.Documents++
		if p := d.Published; p != "" {
			if s.row.First == "" || p < s.row.First {
				s.row.First = p
			}
			s.row.Last = max(s.row.Last, p)
		}
	}
	for _, e := range d.Entities {
		if s := t.actors[e.Actor]; s != nil {
			s.spell[strings.Join(strings.Fields(e.Text), " ")]++
		}
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

// dataset is a directory being written.
type dataset struct {
	dir   string
	files map[string]*write.File
}

var tableNames = []string{DocumentsFile, EventsFile, QuotesFile, ActorsFile, ErrorsFile}

func createDataset(dir string) (*dataset, error) {
	ds := &dataset{dir: dir, files: map[string]*write.File{}}
	for _, name := range append(tableNames, ManifestFile) {
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

func (ds *dataset) write(t *tables, letters []Letter) ([]ManifestTable, error) {
	rows := map[string]int{}
	for name, sorted := range map[string]*write.Sorter{DocumentsFile: &t.documents, EventsFile: &t.events, QuotesFile: &t.quotes} {
		for line, err := range sorted.Lines() {
			if err != nil {
				return nil, err
			}
			if _, err := ds.files[name].Write(line); err != nil {
				return nil, err
			}
			rows[name]++
		}
	}
	put := func(name string, v any) error {
		line, err := jsonLine(v)
		if err == nil {
			_, err = ds.files[name].Write(line)
			rows[name]++
		}
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(t.actors)) {
		if err := put(ActorsFile, t.actors[id].sum()); err != nil {
			return nil, err
		}
	}
	for _, l := range letters {
		if err := put(ErrorsFile, l); err != nil {
			return nil, err
		}
	}
	var out []ManifestTable
	for _, name := range tableNames {
		f := ds.files[name]
		out = append(out, ManifestTable{Name: name, Rows: rows[name], Bytes: f.Size(), SHA256: f.Digest()})
	}
	return out, nil
}

// commit gives all files their names, the manifest last: a directory whose
// manifest does not fit its tables was cut off in this step.
func (ds *dataset) commit(man Manifest) error {
	data, err := json.MarshalIndent(man, "", "  ")
	if err != nil {
		return fmt.Errorf("pipeline: %w", err)
	}
	if _, err := ds.files[ManifestFile].Write(append(data, '\n')); err != nil {
		return err
	}
	for _, name := range append(slices.Clone(tableNames), ManifestFile) {
		if err := ds.files[name].Commit(); err != nil {
			return err
		}
	}
	return write.SyncDir(ds.dir)
}
