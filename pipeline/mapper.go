package pipeline

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
	"unsafe"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/corpus/pack"
	"dateline/corpus/read"
	"dateline/extract"
	"dateline/extract/article"
	"dateline/extract/syntax"
	"dateline/normalize/actors"
	"dateline/pipeline/cache"
)

// mapped is what the map step leaves of one document.
type mapped struct {
	ID                   string // as wished: it may have to be made unique
	Source               corpus.Source
	Slot                 cache.Key // the record's place in the dump, see slotOf
	Home                 int       // of several caches, the one with its parts
	Text, Layers, Events cache.Key // where its parts lie
	Card                 cache.Key // where it says what the layers asked for; none where there are no layers
}

// mapper is the map step: a pure function of one document, with a shelf on which it
// finds what was worked out before.
type mapper struct {
	config   Config
	chain    *extract.Chain
	sections [3]extract.Section
	digests  digests
	base     *actors.Base // nil: actors.Default()
	shelf    shelf
	versions map[string]string // of each stage's code
	stages   *stageTimes
	work     *workCounts
}

// digests are what the parts of a document depend on besides the document: the
// code and the configuration behind each section.
type digests struct {
	Text   string `json:"text"`
	Layers string `json:"layers"`
	Events string `json:"events"`
}

func (c Config) mapper(to shelf) (*mapper, error) {
	chain, err := extract.Standard(extract.Options{Boilerplate: c.Boilerplate, Sites: c.Sites, Engine: c.Engine, Layers: c.layers(), Actors: c.Actors})
	if err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	m := &mapper{config: c, chain: chain, sections: chain.Sections(), base: c.Actors, shelf: to, versions: map[string]string{}, stages: &stageTimes{}, work: &workCounts{}}
	version, err := c.versions()
	if err != nil {
		return nil, err
	}
	form := version("dateline/corpus/pack") + shapes()
	of := func(s extract.Section) string {
		parts := []string{form, strings.Join(s.Stages(), ",")}
		for i, p := range s.Packages() {
			parts = append(parts, version(p))
			m.versions[s.Stages()[i]] = version(p)
		}
		return digest(parts...)
	}
	engine, layers := cmp.Or(c.Engine, syntax.DefaultEngine), c.layers().String()
	m.digests = digests{
		Text:   digest(of(m.sections[0]), c.Boilerplate.String(), (c.layers() & corpus.LayersOf(corpus.LayerDropped, corpus.LayerOrigin)).String()),
		Layers: digest(of(m.sections[1]), engine, layers),
		Events: digest(of(m.sections[2]), layers, version("dateline/normalize/actors"), version("dateline/normalize/duplicates"), version("dateline/pipeline")),
	}
	return m, nil
}

// on is the same mapper with another shelf.
func (m *mapper) on(to shelf) *mapper {
	other := *m
	other.shelf = to
	return &other
}

// versions is Config.Version, or the digest of the executable for every package.
func (c Config) versions() (func(pkg string) string, error) {
	if c.Version != nil {
		return c.Version, nil
	}
	sum, err := executable()
	if err != nil {
		return nil, err
	}
	return func(string) string { return sum }, nil
}

var executable = sync.OnceValues(func() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("pipeline: %w", err)
	}
	return fileDigest(path)
})

// fileDigest is the lower-case hex SHA-256 of a file.
func fileDigest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("pipeline: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("pipeline: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// textHead stands before the text part: what is needed of a document whose text has
// not changed.
type textHead struct {
	Digest  cache.Key // of the text part
	ID      string    // canonical or other address, or empty
	Skipped bool
	Size    int // bytes of the text
}

// dead wraps an error with the name of the document, where the stage did not know it.
func dead(err error, it *read.Item, d *corpus.Document) error {
	var failed *extract.Error
	if errors.As(err, &failed) && failed.Document == "" {
		failed.Document = it.IDOf(d)
	}
	return err
}

// place is what the shelf holds of one item.
type place struct {
	mapped
	d *corpus.Document // raw, until its text is worked out

	textKey, eventsKey               cache.Key
	head                             textHead
	body                             []byte // the packed text, where it was found
	haveText, haveLayers, haveEvents bool   // what was found, each only if those before it were
}

// find looks up what is known of an item.
func (m *mapper) find(it *read.Item) (*place, error) {
	d, err := it.Document()
	if err != nil {
		return nil, err
	}
	p := &place{d: d, mapped: mapped{Source: d.Source, ID: d.ID, Slot: slotOf(it, d)}}
	// What the record says of itself goes into the text's key; its id does not come out of it.
	p.textKey = cache.KeyOf([]byte("text"), []byte(m.digests.Text), []byte{byte(d.Raw.Format)}, unsafe.Slice(unsafe.StringData(d.Raw.Data), len(d.Raw.Data)), []byte(d.URL), []byte(d.Title), []byte(d.Published), []byte(d.Publisher), m.linesOf(d))
	value, ok, err := m.shelf.look(p.textKey)
	if err != nil || !ok {
		return p, err
	}
	if p.body, err = expand(value, &p.head); err != nil {
		return p, fatally(err)
	}
	p.haveText, p.Text = true, p.textKey
	return p, m.findLayers(p)
}

// linesOf is what the sites file says of a document's site; of other sites it may say
// what it will.
func (m *mapper) linesOf(d *corpus.Document) []byte {
	if m.config.Sites == nil || m.config.Boilerplate == article.Keep {
		return nil
	}
	return []byte(m.config.Sites.DigestFor(d))
}

// findLayers looks up what is known of a text, given its head: the layers, by what they
// asked the dictionaries for, and the events. A text that gets no layers has them at once.
func (m *mapper) findLayers(p *place) error {
	if p.head.Skipped {
		p.Layers = cache.KeyOf([]byte("no layers"), p.head.Digest[:])
	} else {
		p.Card = cache.KeyOf([]byte("layers"), []byte(m.digests.Layers), p.head.Digest[:])
		asked, ok, err := m.shelf.look(p.Card)
		if err != nil || !ok {
			return err
		}
		p.Layers = m.layersKey(p.Card, asked)
		if !m.shelf.has(p.Layers) {
			return nil
		}
	}
	p.haveLayers = true
	p.eventsKey = m.eventsOf(p)
	if m.shelf.has(p.eventsKey) {
		p.haveEvents, p.Events = true, p.eventsKey
	}
	return nil
}

func (m *mapper) eventsOf(p *place) cache.Key {
	return cache.KeyOf([]byte("events"), []byte(m.digests.Events), p.Layers[:])
}

// document is the map step of one item. It works out only what the shelf does not hold.
func (m *mapper) document(it *read.Item) (mapped, error) {
	p, err := m.find(it)
	if err != nil {
		return mapped{}, err
	}
	d := p.d
	value := values.Get().(*[]byte)
	defer values.Put(value)
	done := work{!p.haveText, !p.haveLayers, !p.haveEvents}
	if !p.haveText {
		if err := m.sections[0].Apply(d, m.stages.add); err != nil {
			return p.mapped, dead(err, it, d)
		}
		if err := m.bounded(d, len(d.Text)); err != nil {
			return p.mapped, dead(err, it, d)
		}
		part := textOf(d)
		packed := pack.Append(nil, &part)
		p.head = textHead{Digest: cache.KeyOf(packed), ID: cmp.Or(d.Canonical, d.URL), Skipped: d.Skipped != "", Size: len(d.Text)}
		*value = squeeze(squeezed((*value)[:0], &p.head), packed)
		if p.Text, err = m.shelf.put(p.textKey, kindText, *value); err != nil {
			return p.mapped, err
		}
		// Another record may have had the same text.
		if err := m.findLayers(p); err != nil {
			return p.mapped, err
		}
		done.layers, done.events = !p.haveLayers, !p.haveEvents
	} else if err := m.bounded(d, p.head.Size); err != nil { // the limit is in no key: raising it costs nothing
		return p.mapped, dead(err, it, d)
	} else if !p.haveEvents {
		var part textPart
		if _, err := expand(p.body, &part); err != nil {
			return p.mapped, fatally(err)
		}
		part.into(d)
	}
	d.Raw = corpus.Raw{}
	p.ID = cmp.Or(p.ID, p.head.ID, it.IDOf(d))

	if p.haveLayers && !p.haveEvents && !p.head.Skipped {
		switch err := m.layers(&p.mapped, d, true); {
		case errors.Is(err, errLost):
			p.haveLayers, done.layers = false, true
		case err != nil:
			return p.mapped, err
		}
	}
	if !p.haveLayers {
		if err := m.sections[1].Apply(d, m.stages.add); err != nil {
			return p.mapped, dead(err, it, d)
		}
		asked := d.Asked.AppendTo(nil)
		part := layersOf(d)
		key := m.layersKey(p.Card, asked)
		*value = squeezed((*value)[:0], &part)
		if m.shelf.lasts() || m.config.layers().Has(corpus.LayerTokens) {
			words := wordsOf(d)
			*value = squeezed(*value, &words)
		}
		if p.Layers, err = m.shelf.put(key, kindLayers, *value); err != nil {
			return p.mapped, err
		}
		if _, err := m.shelf.put(p.Card, kindCard, asked); err != nil {
			return p.mapped, err
		}
		p.eventsKey = m.eventsOf(p)
	}

	if !p.haveEvents {
		if err := m.sections[2].Apply(d, m.stages.add); err != nil {
			return p.mapped, dead(err, it, d)
		}
		part := eventsOf(d)
		// The part is kept without ids, and the keys go by them.
		events := values.Get().(*[]byte)
		defer values.Put(events)
		*events = squeezed((*events)[:0], &part)
		corpus.AssignIDs(d)
		k := keysOf(d, m.base)
		*value = append(k.appendTo((*value)[:0]), *events...)
		if p.Events, err = m.shelf.put(p.eventsKey, kindEvents, *value); err != nil {
			return p.mapped, err
		}
	}
	m.work.add(done, len(d.Tokens))
	return p.mapped, nil
}

// layers fetches the layers of a document, with its words if they are needed.
func (m *mapper) layers(of *mapped, d *corpus.Document, withWords bool) error {
	value := values.Get().(*[]byte)
	defer values.Put(value)
	var err error
	if *value, err = m.shelf.fetch(of.Home, of.Layers, (*value)[:0]); err != nil {
		return err
	}
	var part layersPart
	rest, err := expand(*value, &part)
	if err != nil {
		return fatally(err)
	}
	part.into(d)
	if withWords {
		var words wordsPart
		if _, err := expand(rest, &words); err != nil {
			return fatally(err)
		}
		words.into(d)
	}
	return nil
}

// layersKey is the key of the layers of a text: what they were worked out from, with
// all that the dictionaries said. An execution is determined by the answers it got,
// so layers that asked the same and were told the same are the same.
func (m *mapper) layersKey(cardKey cache.Key, asked []byte) cache.Key {
	return cache.KeyOf(cardKey[:], asked, m.told(asked))
}

// told is what the user's dictionaries contribute to the entries that were asked for.
// What the embedded ones have is part of the code's version.
func (m *mapper) told(asked []byte) []byte {
	if m.base == nil {
		return nil
	}
	given := m.base.Contributions()
	if len(given) == 0 {
		return nil
	}
	var out []byte
	list, err := lexicon.ParseAsked(asked)
	if err != nil {
		return []byte(err.Error())
	}
	for _, ask := range list {
		if sum, ok := given[ask]; ok {
			out = fmt.Appendf(out, "%x:%x;", ask, sum)
		}
	}
	return out
}

// load puts a document together from its parts. Its ids are provisional.
func (m *mapper) load(of *mapped) (*corpus.Document, error) {
	d := &corpus.Document{ID: of.ID, Source: of.Source}
	value := values.Get().(*[]byte)
	defer values.Put(value)
	var err error
	if *value, err = m.shelf.fetch(of.Home, of.Text, (*value)[:0]); err != nil {
		return nil, err
	}
	var head textHead
	var text textPart
	body, err := expand(*value, &head)
	if err == nil {
		_, err = expand(body, &text)
	}
	if err != nil {
		return nil, err
	}
	text.into(d)
	if d.Skipped == "" {
		if err := m.layers(of, d, m.config.layers().Has(corpus.LayerTokens)); err != nil {
			return nil, err
		}
	}
	if *value, err = m.shelf.fetch(of.Home, of.Events, (*value)[:0]); err != nil {
		return nil, err
	}
	var part eventsPart
	if len(*value) < keySumsSize {
		return nil, pack.ErrCorrupt
	}
	_, rest, err := cut((*value)[keySumsSize:])
	if err == nil {
		_, err = expand(rest, &part)
	}
	if err != nil {
		return nil, err
	}
	part.into(d)
	return d, nil
}

// keys reads the keys of a document for some parts of the reduce.
func (m *mapper) keys(of *mapped, buf []byte, parts ...int) (Keys, []byte, error) {
	var k Keys
	buf, err := m.shelf.fetch(of.Home, of.Events, buf[:0])
	if err == nil && len(buf) < keySumsSize {
		err = pack.ErrCorrupt
	}
	if err == nil {
		err = k.read(buf[keySumsSize:], parts...)
	}
	return k, buf, err
}

// whole is the map step without a shelf.
func (m *mapper) whole(it *read.Item) (*corpus.Document, error) {
	d, err := it.Document()
	if err != nil {
		return nil, err
	}
	for i := range m.sections {
		if err := m.sections[i].Apply(d, m.stages.add); err != nil {
			return nil, dead(err, it, d)
		}
		if err := m.bounded(d, len(d.Text)); err != nil {
			return nil, dead(err, it, d)
		}
	}
	d.ID = cmp.Or(d.ID, d.Canonical, d.URL, it.IDOf(d))
	corpus.AssignIDs(d)
	return d, nil
}

// bounded refuses a document with a text that is too long.
func (m *mapper) bounded(d *corpus.Document, size int) error {
	if most := cmp.Or(m.config.MaxTextBytes, DefaultMaxText); int64(size) > most {
		return &extract.Error{Stage: "article", Document: d.ID, Err: fmt.Errorf("the text is larger than %d bytes", most)}
	}
	return nil
}

// workCounts counts the documents whose parts had to be worked out.
type workCounts struct {
	mu  sync.Mutex
	sum Work
}

// work says which parts of a document had to be worked out.
type work struct{ text, layers, events bool }

func (w *workCounts) total() Work {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.sum
}

func (w *workCounts) add(of work, words int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sum.Documents++
	if of.text {
		w.sum.Text++
	}
	if of.layers {
		w.sum.Layers++
		w.sum.Words += words
	}
	if of.events {
		w.sum.Events++
	}
	if of == (work{}) {
		w.sum.Kept++
	}
}

// slotOf names the place of a record in the dump, so that a later run can tell a
// changed record from a new one: the file and the record's own id or address, or
// where it stands if it has neither.
func slotOf(it *read.Item, d *corpus.Document) cache.Key {
	name := cmp.Or(d.ID, d.URL)
	if name == "" {
		name = "\x00" + it.Place()
	}
	return cache.KeyOf([]byte("slot"), []byte(it.Path), []byte(name))
}

// stageTimes adds up the wall time spent in each stage over all workers.
type stageTimes struct {
	mu   sync.Mutex
	took map[string]time.Duration
}

func (s *stageTimes) add(stage string, took time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.took == nil {
		s.took = map[string]time.Duration{}
	}
	s.took[stage] += took
}
