package actors

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

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
	// What homeless says, once asked for.
	homeRead bool
	home     int32 // or -1
	rest     string
	person   []string // parts of the text as a person's name, once asked for
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
	view     view
	tokens   []string // of the keys of forms, one after the other
	fold     []byte   // of the name that is read
	texts    texts
	reasons  texts // of the document, which keeps them
	belong   []belonging
	offices  []*intro
}

// texts makes short strings in few pieces of memory.
type texts struct{ b strings.Builder }

// textPiece is the size of a piece in bytes.
const textPiece = 2048

// of is a string of some bytes.
func (t *texts) of(text []byte) string {
	from := t.room(len(text))
	t.b.Write(text)
	return t.b.String()[from:]
}

// join is the words with spaces between them.
func (t *texts) join(words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	n := len(words) - 1
	for _, w := range words {
		n += len(w)
	}
	from := t.room(n)
	for i, w := range words {
		if i > 0 {
			t.b.WriteByte(' ')
		}
		t.b.WriteString(w)
	}
	return t.b.String()[from:]
}

// room makes room for so many bytes and is where they go.
func (t *texts) room(n int) int {
	if t.b.Cap()-t.b.Len() < n {
		t.b = strings.Builder{}
		t.b.Grow(max(textPiece, n))
	}
	return t.b.Len()
}

// lower is a text in small letters.
func (w *workspace) lower(text string) string {
	w.fold = w.fold[:0]
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			return strings.ToLower(text)
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		w.fold = append(w.fold, c)
	}
	return w.texts.of(w.fold)
}

// personTokens are the parts of a form as a person's name (see the function).
func (r *reader) personTokens(f *form) []string {
	if f.person == nil {
		w := r.space
		from := len(w.tokens)
		if places.PlainWords(f.text) && len(f.text) == len(f.key) { // then the key is the text in small letters
			w.tokens = plainTokens(w.tokens, f.text, f.key, vocab().particle)
		} else {
			w.tokens = appendTokens(w.tokens, f.text)
		}
		f.person = w.tokens[from:len(w.tokens):len(w.tokens)]
	}
	return f.person
}

// reason is a name in quotes and what is said of it.
func (w *workspace) reason(name string, parts ...string) string {
	w.fold = strconv.AppendQuote(w.fold[:0], name)
	for _, p := range parts {
		w.fold = append(w.fold, p...)
	}
	return w.reasons.of(w.fold)
}

// skeleton is that of a word behind something else.
func (w *workspace) skeleton(before, word string) string {
	w.fold = appendSkeleton(append(w.fold[:0], before...), word)
	return w.texts.of(w.fold)
}

// split is the words of a key.
func (w *workspace) split(key string) []string {
	for i := 0; i < len(key); i++ {
		if c := key[i]; c < ' ' || c >= utf8.RuneSelf {
			return strings.Fields(key)
		}
	}
	from := len(w.tokens)
	for at := 0; at < len(key); {
		end := len(key)
		if i := strings.IndexByte(key[at:], ' '); i >= 0 {
			end = at + i
		}
		if end > at {
			w.tokens = append(w.tokens, key[at:end])
		}
		at = end + 1
	}
	return w.tokens[from:len(w.tokens):len(w.tokens)]
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
	clear(w.belong)
	clear(w.offices)
	clear(w.tokens)
	w.tokens = w.tokens[:0]
	r.space = nil
	clear(r.forms)
	clear(r.clusters)
	for k := range w.seen {
		clear(w.seen[k])
		clear(w.index[k])
	}
	clear(r.byEntry)
	w.view.last = ""
	w.forms, w.clusters = r.forms[:0], r.clusters[:0]
	workspaces.Put(w)
}

func newReader(d *corpus.Document, b *Base) *reader {
	w := workspaces.Get().(*workspace)
	n := len(d.Entities)
	if cap(w.numbers) < 3*n {
		w.numbers = make([]int32, 3*n)
	}
	clear(w.numbers[:3*n])
	w.view.reset(b)
	r := &reader{d: d, b: &w.view, space: w, formOf: w.numbers[:n:n], own: w.numbers[n : 2*n : 2*n], next: w.numbers[2*n : 3*n : 3*n],
		byEntry: w.byEntry, forms: w.forms[:0], clusters: w.clusters[:0], home: -1}
	for i := range d.Entities {
		e := &d.Entities[i]
		r.own[i], r.next[i] = -1, -1
		k := kinOf(e.Type)
		at, ok := w.seen[k][e.Text]
		if !ok {
			text := plain(e.Text)
			own := k
			if w.fold = places.AppendFold(w.fold[:0], text); len(w.fold) == 0 {
				w.fold = append(w.fold, strings.ToLower(text)...)
			}
			// A body's acronym is nobody's name, and capitals are never a work's.
			if own != kinThing && acronym(text) && len(r.b.things(string(w.fold))) > 0 {
				own = kinThing
			}
			if at, ok = w.index[own][string(w.fold)]; !ok {
				at = int32(len(r.forms))
				folded := w.texts.of(w.fold)
				r.forms = append(r.forms, form{written: written{text: text, kin: own}, key: folded, tokens: w.split(folded), first: int32(i), cluster: -1})
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
	if isPlain(s) {
		return s
	}
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

// isPlain reports whether plain leaves a surface as it is, as it does most.
func isPlain(s string) bool {
	space := true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '.' || c == '-':
			space = false
		case c == ' ' && !space:
			space = true
		default:
			return false
		}
	}
	return !space
}

// readContext counts the countries that the text names.
func (r *reader) readContext() {
	var named lands
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinThing {
			continue
		}
		iso := ""
		if e := r.nation(f); e >= 0 && !r.twoPlaces(f.key) {
			iso = r.b.entry(e).Country
		}
		if iso != "" {
			named.add(iso, f.count, f.first)
		}
	}
	slices.SortFunc(named, func(a, b landCount) int {
		return cmp.Or(-cmp.Compare(a.n, b.n), cmp.Compare(a.first, b.first), cmp.Compare(a.iso, b.iso))
	})
	for _, c := range named {
		r.context = append(r.context, c.iso)
	}
	if len(r.context) > 0 {
		if i, ok := r.b.country[r.context[0]]; ok {
			r.home = i
			r.oneHome = len(named) == 1 || named[0].n >= 2*named[1].n
		}
	}
	r.readLands()
}

// lands counts countries. They are few.
type lands []landCount

type landCount struct {
	iso      string
	n, first int32
}

func (t *lands) add(iso string, n, first int32) {
	for i := range *t {
		if c := &(*t)[i]; c.iso == iso {
			c.n, c.first = c.n+n, min(c.first, first)
			return
		}
	}
	*t = append(*t, landCount{iso, n, first})
}

// of is the count of a country.
func (t lands) of(iso string) int32 {
	for i := range t {
		if t[i].iso == iso {
			return t[i].n
		}
	}
	return 0
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
	of := r.b.peopleOf(f.key)
	if of.nation >= 0 && f.typ != corpus.Norp {
		return of.nation
	}
	if of.native >= 0 && (f.typ == corpus.Norp || f.typ == corpus.GPE || f.typ == corpus.Org) {
		return of.native
	}
	return of.nation
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
