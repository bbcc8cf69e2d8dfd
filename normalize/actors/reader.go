package actors

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"dateline/corpus"
	"dateline/normalize/names"
	"dateline/normalize/places"
)

// reader is the working state of one document.
type reader struct {
	space             *workspace
	d                 *corpus.Document
	b                 *view
	forms             []form
	formOf            []int32          // form of an entity
	own               []int32          // cluster of an entity whose form means several actors, else -1
	next              []int32          // next entity of the same form, or -1
	byEntry           map[int32]int32  // entry to cluster
	byID              map[string]int32 // id to cluster, once the actors are written
	clusters          []cluster
	begins            map[string]bool  // beginnings of the names of buildings and sites, once asked for
	sites             map[string]int32 // places of the atlas to cluster, by siteName and by the name that they have here
	context           []string         // countries that the text concerns, most frequent first
	lands             []string         // the same, and behind them those of the towns and states that it names
	towns             []string         // countries of which it names towns or states, but for the capital
	home              int32            // entry of the first of them, or -1
	oneHome           bool             // no other country is named half as often
	eraFrom, eraUntil string           // days that an undated text is of, or empty
	focusOf           string           // the country that the text is clearly about, once the actors are written
	titles            []intro          // roles that the text gives to persons, in text order
}

// written is a name as it stands, which is parsed when somebody first asks.
type written struct {
	text   string // white space normalised
	kin    kin
	parsed bool
	name   names.Name
}

// parse is the parsed name.
func (w *written) parse() names.Name {
	if !w.parsed {
		kind := names.Organisation
		if w.kin == kinPerson {
			kind = names.Person
		}
		w.name, w.parsed = names.Parse(w.text, kind), true
	}
	return w.name
}

// form is one spelling of a name within a document, with all its mentions.
type form struct {
	written // the first surface
	key     string
	tokens  []string // fields of key
	typ     corpus.EntityType
	types   [10]int32
	count   int32
	first   int32 // first entity
	last    int32 // last entity
	cluster int32 // or -1
	// What nation says of a place, people or body, once asked for.
	nation     int32
	nationRead bool
}

// cluster is one actor of the document.
type cluster struct {
	kin    kin
	typ    corpus.EntityType
	entry  int32 // of the knowledge base, or -1
	forms  []int32
	gender gender
	why    []string
	site   *places.Place // where a place lies that only the atlas has, or nil
	// The rest is set when the actors are written.
	id      string
	name    string
	country string
	sector  string
	count   int32
	first   int32
}

var entityTypes = [...]corpus.EntityType{corpus.Person, corpus.Org, corpus.GPE, corpus.Loc, corpus.Fac, corpus.Norp, corpus.EventT, corpus.Work, corpus.Product, corpus.Law}

func typeIndex(t corpus.EntityType) int { return max(0, slices.Index(entityTypes[:], t)) }

// workspace is the memory that one document after the other is worked out in. Most
// documents are short, and what they need is soon made.
type workspace struct {
	forms    []form
	clusters []cluster
	numbers  []int32
	seen     [len(byKin)]map[string]int32 // by surface: most mentions repeat an earlier one, which is then not folded again
	index    [len(byKin)]map[string]int32 // by key
	byEntry  map[int32]int32
	recent   []mention
	persons  []int
	read     []uint64 // see view
}

// maxKept is the number of mentions up to which the memory of a document is kept.
const maxKept = 2000

var workspaces = sync.Pool{New: func() any {
	w := &workspace{byEntry: map[int32]int32{}}
	for k := range w.seen {
		w.seen[k], w.index[k] = map[string]int32{}, map[string]int32{}
	}
	return w
}}

// release gives the memory of a document back. The reader is of no use then.
func (r *reader) release() {
	w := r.space
	if w == nil || len(r.d.Entities) > maxKept {
		return
	}
	r.space = nil
	clear(r.forms)
	clear(r.clusters)
	for k := range w.seen {
		clear(w.seen[k])
		clear(w.index[k])
	}
	clear(r.byEntry)
	clear(r.b.seen)
	w.forms, w.clusters, w.read = r.forms[:0], r.clusters[:0], r.b.seen
	workspaces.Put(w)
}

func newReader(d *corpus.Document, b *Base) *reader {
	w := workspaces.Get().(*workspace)
	n := len(d.Entities)
	if cap(w.numbers) < 3*n {
		w.numbers = make([]int32, 3*n)
	}
	clear(w.numbers[:3*n])
	r := &reader{d: d, b: newView(b, w.read), space: w, formOf: w.numbers[:n:n], own: w.numbers[n : 2*n : 2*n], next: w.numbers[2*n : 3*n : 3*n],
		byEntry: w.byEntry, forms: w.forms[:0], clusters: w.clusters[:0], home: -1}
	for i := range d.Entities {
		e := &d.Entities[i]
		r.own[i], r.next[i] = -1, -1
		k := kinOf(e.Type)
		at, ok := w.seen[k][e.Text]
		if !ok {
			text := plain(e.Text)
			own, folded := k, key(text)
			if folded == "" {
				folded = strings.ToLower(text)
			}
			// A body's acronym is nobody's name, and capitals are never a work's.
			if own != kinThing && acronym(text) && len(r.b.things(folded)) > 0 {
				own = kinThing
			}
			if at, ok = w.index[own][folded]; !ok {
				at = int32(len(r.forms))
				r.forms = append(r.forms, form{written: written{text: text, kin: own}, key: folded, tokens: strings.Fields(folded), first: int32(i), cluster: -1})
				w.index[own][folded] = at
			}
			w.seen[k][e.Text] = at
		}
		f := &r.forms[at]
		if f.count > 0 {
			r.next[f.last] = int32(i)
		}
		f.last = int32(i)
		f.count++
		f.types[typeIndex(e.Type)]++
		r.formOf[i] = at
	}
	for i := range r.forms {
		f := &r.forms[i]
		best := 0
		for t, n := range f.types {
			if n > f.types[best] {
				best = t
			}
		}
		f.typ = entityTypes[best]
	}
	r.mistakenNations()
	r.mistakenStorms()
	r.readContext()
	return r
}

// plain is a surface on one line, without a possessive ending or marks around it.
func plain(s string) string {
	odd := strings.ContainsAny(s, "\n\t\r") || strings.Contains(s, "  ")
	if odd {
		s = strings.Join(strings.Fields(s), " ")
	}
	for _, end := range [...]string{"'s", "’s", "'", "’"} {
		if base, ok := strings.CutSuffix(s, end); ok && base != "" {
			s = base
			break
		}
	}
	if t := strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"“”,;:()[]", r) }); t != "" {
		s = t
	}
	return s
}

// readContext counts the countries that the text names.
func (r *reader) readContext() {
	count := map[string]int32{}
	first := map[string]int32{}
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinThing {
			continue
		}
		iso := ""
		if e := r.nation(f); e >= 0 && !r.twoPlaces(f.key) {
			iso = r.b.entry(e).Country
		}
		if iso == "" {
			continue
		}
		count[iso] += f.count
		if at, ok := first[iso]; !ok || f.first < at {
			first[iso] = f.first
		}
	}
	for iso := range count {
		r.context = append(r.context, iso)
	}
	slices.SortFunc(r.context, func(a, b string) int {
		return cmp.Or(-cmp.Compare(count[a], count[b]), cmp.Compare(first[a], first[b]), cmp.Compare(a, b))
	})
	if len(r.context) > 0 {
		if i, ok := r.b.country[r.context[0]]; ok {
			r.home = i
			r.oneHome = len(r.context) == 1 || count[r.context[0]] >= 2*count[r.context[1]]
		}
	}
	r.readLands()
}

// readLands puts behind the countries that the text names those in which its other
// places lie, as far as their names or what stands behind them leave no doubt.
func (r *reader) readLands() {
	r.lands = r.context
	var count map[string]int32
	add := func(p places.Place, n int32) {
		iso := p.Country
		if iso != "" && !slices.Contains(r.towns, iso) && !r.capital(p) {
			r.towns = append(r.towns, iso)
		}
		if iso == "" || slices.Contains(r.context, iso) {
			return
		}
		if count == nil {
			count = map[string]int32{}
		}
		count[iso] += n
	}
	var beside map[int32]bool // forms with another place behind them
	for i := range r.d.Entities {
		if p, ok := r.siteOf(i); ok {
			add(p, 1)
			if beside == nil {
				beside = map[int32]bool{}
			}
			beside[r.formOf[i]] = true
		}
	}
	for i := range r.forms {
		f := &r.forms[i]
		if f.typ != corpus.GPE && f.typ != corpus.Loc || beside[int32(i)] || r.b.places.Spread(f.key) != 1 {
			continue
		}
		if p, ok := r.b.places.Resolve(f.text, nil); ok && p.Kind != places.KindCountry {
			add(p, f.count)
		}
	}
	if count == nil {
		return
	}
	more := slices.Collect(maps.Keys(count))
	slices.SortFunc(more, func(a, b string) int { return cmp.Or(-cmp.Compare(count[a], count[b]), cmp.Compare(a, b)) })
	r.lands = slices.Concat(r.context, more)
}

// twoPlaces reports whether a country's name is another place's too (Georgia).
func (r *reader) twoPlaces(k string) bool { return r.b.places.Spread(k) > 1 }

// nation is the entry of the country that a form names by name, code or people.
func (r *reader) nation(f *form) int32 {
	if !f.nationRead {
		f.nation, f.nationRead = r.readNation(f), true
	}
	return f.nation
}

func (r *reader) readNation(f *form) int32 {
	if e := r.b.claim(f.key); e >= 0 && r.b.entry(e).kind == places.KindCountry {
		return e
	}
	name, named := r.b.nations[f.key]
	if named && f.typ != corpus.Norp {
		return name
	}
	if f.typ == corpus.Norp || f.typ == corpus.GPE || f.typ == corpus.Org {
		if i, ok := r.b.native(f.key); ok {
			return i
		}
	}
	if named {
		return name
	}
	return -1
}

// newCluster makes an actor of one form.
func (r *reader) newCluster(f int32, entry int32) int32 {
	c := int32(len(r.clusters))
	fm := &r.forms[f]
	r.clusters = append(r.clusters, cluster{kin: fm.kin, typ: fm.typ, entry: entry, forms: []int32{f}})
	fm.cluster = c
	if entry >= 0 {
		r.byEntry[entry] = c
	}
	return c
}

// join puts a form into an actor, with the reason.
func (r *reader) join(f, c int32, why string) {
	r.forms[f].cluster = c
	r.clusters[c].forms = append(r.clusters[c].forms, f)
	if why != "" {
		r.clusters[c].why = append(r.clusters[c].why, why)
	}
}

// clusterOf is the actor of an entity, or -1.
func (r *reader) clusterOf(entity int) int32 {
	if c := r.own[entity]; c >= 0 {
		return c
	}
	return r.forms[r.formOf[entity]].cluster
}
