package pipeline

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"dateline/corpus"
	"dateline/corpus/pack"
	"dateline/corpus/read"
	"dateline/pipeline/cache"
)

// Worker is the map step, and the writing of records, for an engine that moves what lies
// between them from machine to machine: the functions that [Run] calls, without the shelf, the order
// and the directory. pipeline/beam is such an engine. A Worker is safe for concurrent use.
type Worker struct {
	mapper *mapper
	flow   Flow[*Parcel]
}

// Parcel is what the map step leaves of one document, to travel. Its parts are packed and
// compressed; they are read only by the build that wrote them.
type Parcel struct {
	ID                         string // as wished; see [Register]
	Source                     corpus.Source
	Keys, Text, Layers, Events string
}

// NewWorker makes a worker. Of the configuration, Jobs, the cache and the shard do not count.
func NewWorker(c Config) (*Worker, error) {
	// Versions are for keys of a cache, and there is none.
	c.Version = func(string) string { return "" }
	m, err := c.mapper(nil)
	if err != nil {
		return nil, err
	}
	w := &Worker{mapper: m}
	w.flow = Flow[*Parcel]{Timeout: c.DocTimeout, Work: w.parcel}
	return w, nil
}

// Config is what a manifest says of the configuration.
func (w *Worker) Config() ManifestConfig {
	return w.mapper.config.manifest(w.mapper.chain.Stages())
}

// Stages are the digests of what is behind each stage, for the manifest; nil without [Config.Parts].
func (w *Worker) Stages() map[string]StageDigests { return w.mapper.stageDigests() }

// Items yields the records of a file that fall to a share of it, and its errors likewise, as
// [read.Entry.Items] does. passed is told of records that are no documents; it may be nil.
func (w *Worker) Items(e read.Entry, in io.Reader, share Shard, passed func(reason string)) iter.Seq2[*read.Item, error] {
	return share.of(e.Items(in, read.Options{MaxBytes: w.mapper.config.MaxDocBytes, Passed: passed}), nil)
}

// Map is the map step of one item, or of the error that stands in its place. Whatever the
// document, it gives a result: an error, a panic or a timeout becomes a dead letter.
func (w *Worker) Map(it *read.Item, err error) Result[*Parcel] {
	return w.flow.batch(context.Background(), []entry{{it, err}})[0]
}

func (w *Worker) parcel(it *read.Item) (*Parcel, error) {
	var t tray
	m := w.mapper.on(&t)
	of, err := m.document(it)
	if err != nil {
		return nil, err
	}
	p := &Parcel{ID: of.ID, Source: of.Source, Text: string(t[kindText]), Layers: string(t[kindLayers])}
	events := t[kindEvents][keySumsSize:]
	_, rest, err := cut(events)
	if err != nil {
		return nil, err
	}
	p.Keys, p.Events = string(events[:len(events)-len(rest)]), string(rest)
	return p, nil
}

// Rows puts a document together, with the identity that the reduce gave it.
func (w *Worker) Rows(p *Parcel, of Identity) (Rows, error) {
	var t tray
	t[kindText], t[kindLayers] = []byte(p.Text), []byte(p.Layers)
	t[kindEvents] = append(make([]byte, keySumsSize+1), p.Events...) // no keys
	m := mapped{ID: p.ID, Source: p.Source, Text: trayKey(kindText), Layers: trayKey(kindLayers), Events: trayKey(kindEvents)}
	d, err := w.mapper.on(&t).load(&m)
	if err != nil {
		return Rows{}, err
	}
	if err := of.fits(d); err != nil {
		return Rows{}, err
	}
	of.apply(d)
	return rowsOf(d, w.mapper.config.layers())
}

var errUnfit = errors.New("pipeline: an identity is not that of the document")

// fits says whether there is an id for everything in d.
func (of *Identity) fits(d *corpus.Document) error {
	if len(of.Actors) != len(d.Actors) || len(of.Quotes) != len(d.Quotes) || len(of.Events) != len(d.Events)+len(d.Mentions) {
		return errUnfit
	}
	return nil
}

// ReadKeys reads Parcel.Keys.
func ReadKeys(keys string) (*Keys, error) {
	var k Keys
	err := k.read([]byte(keys))
	return &k, err
}

// Family is what ids have in common that can stand in each other's way when they are made
// unique: a document that is renamed gets its id with a suffix behind, and another may wish for just
// that. Documents of two families do not meet in a [Register].
func Family(id string) string {
	const hex = "0123456789abcdef"
	for {
		i := len(id) - 9
		if i < 0 || id[i] != '~' || strings.Trim(id[i+1:], hex) != "" {
			return id
		}
		id = id[:i]
	}
}

// tray is a shelf for one document.
type tray [kindEvents + 1][]byte

func trayKey(kind cache.Kind) cache.Key { return cache.Key{byte(kind)} }

func (*tray) look(cache.Key) ([]byte, bool, error) { return nil, false, nil }
func (*tray) has(cache.Key) bool                   { return false }
func (*tray) lasts() bool                          { return false }

func (t *tray) put(_ cache.Key, kind cache.Kind, value []byte) (cache.Key, error) {
	t[kind] = bytes.Clone(value)
	return trayKey(kind), nil
}

func (t *tray) fetch(_ int, key cache.Key, buf []byte) ([]byte, error) {
	if int(key[0]) >= len(t) || len(t[key[0]]) == 0 {
		return nil, pack.ErrCorrupt
	}
	return append(buf, t[key[0]]...), nil
}

// InputRowOf sums up the documents of one file, in the order of [SourceKey].
func InputRowOf(path string, documents iter.Seq2[*corpus.Source, error]) (InputRow, error) {
	sum := inputSum{path: path, hash: sha256.New()}
	for s, err := range documents {
		if err != nil {
			return InputRow{}, err
		}
		sum.add(s)
	}
	return sum.row(), nil
}

// Plus is the sum of two counts.
func (c Counts) Plus(o Counts) Counts {
	c.merge(o)
	c.Actors += o.Actors
	c.Refused += o.Refused
	c.Unopened += o.Unopened
	return c
}

// Unopened reports whether the letter is of a file that could not be opened.
func (l *Letter) Unopened() bool { return l.unopened }

// MakeDirectory makes the directory of a dataset that an engine writes, without its old manifest: a
// directory with a manifest always is a whole dataset.
func MakeDirectory(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fatally(err)
	}
	if err := os.Remove(filepath.Join(dir, ManifestFile)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fatally(err)
	}
	return nil
}
