package actors

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/normalize/places"
)

//go:embed data/people.tsv data/roles.tsv data/bodies.tsv data/gender.tsv data/words.tsv data/nouns.tsv data/demonyms.tsv data/events.tsv
var tables embed.FS

var (
	peopleColumns  = []string{"name", "aliases", "country", "sector", "wikidata"}
	roleColumns    = []string{"role", "of", "holder", "from", "until"}
	bodyColumns    = []string{"name", "aliases", "type", "country", "sector", "wikidata", "nouns"}
	genderColumns  = []string{"gender", "names"}
	demonymColumns = []string{"place", "words"}
)

// Entry is an actor of the knowledge base.
type Entry struct {
	ID       string // Wikidata item where the table is sure of it, else a slug
	Type     corpus.EntityType
	Name     string
	Country  string // ISO 3166-1 alpha-3, "IGO" for international bodies, or empty
	Sector   string // CAMEO sector (GOV, MIL, OPP, ...), or empty
	Wikidata string
	Aliases  []string
	Nouns    []string // common nouns that may mean the body in a definite phrase

	row  lexicon.Row // of the table, for explanations; none for places
	kind places.Kind
	rank int
	user bool // of a user's file alone
}

// place says where the entry stands, for explanations. It gives no line of a
// user's file, which a line before it would change.
func (e *Entry) place() string {
	switch {
	case e.user:
		return "the user's actors"
	case e.row.Line == 0:
		return "the gazetteer"
	}
	return e.row.Place()
}

// kin is the family of types that one name may be resolved within. A person never
// is a place or a body; places, peoples and bodies are told apart only where
// the tables know two of them by one name.
type kin uint8

const (
	kinPerson kin = iota
	kinThing      // places, peoples, bodies
	kinWork       // works, products, laws, events
)

func kinOf(t corpus.EntityType) kin {
	switch t {
	case corpus.Person:
		return kinPerson
	case corpus.Work, corpus.Product, corpus.Law, corpus.EventT:
		return kinWork
	}
	return kinThing
}

// Base is the knowledge base: people, bodies, countries and places with their
// names, and who held which office when. It is read-only and safe for
// concurrent use.
//
// A document asks it through a [view], which notes the asks.
type Base struct {
	*fixed
	*register          // of the embedded tables
	own       *overlay // of a user's file (see With), or nil
	embedded  int      // entries of the embedded tables; those of a user's file stand behind them
	entries   []Entry

	bearers   func() map[string][]int32 // people by the last word of their names
	contribed func() map[uint32]uint64  // see Contributions
}

// fixed is the part of the knowledge base that no user's file changes: the
// gazetteer, and what given names tell.
type fixed struct {
	demonyms  map[string]int32 // words for people of places that are no countries
	givenWest map[string]bool  // given names that stand first (see familyKeys)
	country   map[string]int32 // alpha-3 code to entry
	nations   map[string]int32 // keys of countries' names
	natives   map[string]int32 // keys of words for their people
	placed    map[string]int   // keys of all places' names, with the number of countries they may lie in
	byPlace   map[placeKey]int32
	gender    map[string]gender
	places    *places.Gazetteer
}

// register is what is known by some name, and who held which office.
type register struct {
	people    map[string][]int32 // key of a name or alias to entries, in order of the tables
	things    map[string][]int32 // bodies and countries likewise
	works     map[string][]int32 // events, laws and works likewise
	family    map[string][]int32 // key of a family name to people
	spellings map[string][]int32 // skeletons of full names
	short     map[string][]int32 // given and family name without what stands between, to people
	nouns     map[string][]int32 // common nouns to the bodies that they may mean, ascending
	slugs     map[string]int32   // id to entry
	acronyms  map[string]bool    // keys that are names only when written in capitals
	offices   offices
}

func newRegister(people, bodies int) register {
	return register{
		people: make(map[string][]int32, 3*people), things: make(map[string][]int32, 4*bodies), works: map[string][]int32{},
		family: make(map[string][]int32, people), spellings: make(map[string][]int32, people), short: make(map[string][]int32, people),
		nouns: map[string][]int32{}, slugs: make(map[string]int32, people+bodies), acronyms: map[string]bool{}, offices: newOffices(0, 0),
	}
}

type placeKey struct {
	name, country, admin string
	kind                 places.Kind
}

// Default is the knowledge base of the embedded tables, built on first use.
var Default = sync.OnceValue(load)

func load() *Base {
	return build(source{
		people:   lexicon.MustOpen(tables, "data/people.tsv", peopleColumns...),
		roles:    lexicon.MustOpen(tables, "data/roles.tsv", roleColumns...),
		bodies:   lexicon.MustOpen(tables, "data/bodies.tsv", bodyColumns...),
		gender:   lexicon.MustOpen(tables, "data/gender.tsv", genderColumns...),
		events:   lexicon.MustOpen(tables, "data/events.tsv", bodyColumns...),
		demonyms: lexicon.MustOpen(tables, "data/demonyms.tsv", demonymColumns...),
	}, places.Default())
}

type source struct{ people, roles, bodies, gender, events, demonyms *lexicon.Table }

func build(s source, g *places.Gazetteer) *Base {
	all := g.Places()
	n := len(all) + len(s.people.Rows) + len(s.bodies.Rows)
	b := &Base{
		entries: make([]Entry, 0, n),
		fixed: &fixed{
			demonyms: map[string]int32{}, givenWest: map[string]bool{}, country: map[string]int32{}, nations: make(map[string]int32, 1024), natives: make(map[string]int32, 1024),
			placed: make(map[string]int, 2*len(all)), byPlace: make(map[placeKey]int32, len(all)), gender: map[string]gender{}, places: g,
		},
	}
	names := newRegister(len(s.people.Rows), len(s.bodies.Rows)+256)
	names.slugs = make(map[string]int32, n)
	b.register = &names
	b.bearers = sync.OnceValue(b.byLastWord)
	b.contribed = sync.OnceValue(b.contribute)
	items := map[string]string{}
	for _, c := range g.Countries() {
		items[c.ISO3] = c.Wikidata
	}
	lies := map[string]string{}
	cities := make(map[string][]int, len(all)) // indices into all, by name
	for at, p := range all {
		e := Entry{Type: corpus.GPE, Name: p.Name, Country: p.Country, Aliases: p.Aliases, kind: p.Kind, rank: p.Rank}
		switch p.Kind {
		case places.KindCountry:
			e.ID, e.Wikidata = items[p.Country], items[p.Country]
			b.country[p.Country] = int32(len(b.entries))
		case places.KindCity, places.KindState:
		default:
			e.Type = corpus.Loc
		}
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			k := key(n)
			if in, ok := lies[k]; !ok || in != p.Country {
				lies[k] = p.Country
				b.placed[k]++
			}
			if p.Kind == places.KindCountry {
				if _, ok := b.nations[k]; !ok {
					b.nations[k] = int32(len(b.entries))
				}
			}
		}
		if p.Kind == places.KindCity {
			if i, ok := twin(p, cities[p.Name], all); ok {
				b.byPlace[placeKey{p.Name, p.Country, p.Admin, p.Kind}] = b.byPlace[placeKey{all[i].Name, all[i].Country, all[i].Admin, all[i].Kind}]
				continue
			}
			cities[p.Name] = append(cities[p.Name], at)
		}
		b.byPlace[placeKey{p.Name, p.Country, p.Admin, p.Kind}] = int32(len(b.entries))
		if p.Kind == places.KindCountry {
			b.enter(b.things, int32(len(b.entries)), p.Name, p.Aliases)
		}
		b.entries = append(b.entries, e)
	}
	for _, c := range g.Countries() {
		for _, w := range slices.Concat(c.Adjectives, c.People) {
			for _, w := range []string{w, strings.TrimSuffix(w, "s")} {
				if of, ok := g.CountryByDemonym(w); ok {
					b.natives[key(w)] = b.country[of.ISO3]
				}
			}
		}
	}
	for _, r := range slices.Concat(s.bodies.Rows, s.events.Rows) {
		i := int32(len(b.entries))
		e := Entry{
			ID: r.Get("wikidata"), Type: corpus.EntityType(cmp.Or(r.Get("type"), string(corpus.Org))), Name: r.Get("name"), Country: r.Get("country"),
			Sector: r.Get("sector"), Wikidata: r.Get("wikidata"), Aliases: r.List("aliases"), Nouns: r.List("nouns"), row: r,
		}
		b.entries = append(b.entries, e)
		if kinOf(e.Type) == kinWork {
			b.enter(b.works, i, e.Name, e.Aliases)
		} else {
			b.enter(b.things, i, e.Name, e.Aliases)
		}
		for _, noun := range e.Nouns {
			noun = strings.ToLower(noun)
			b.nouns[noun] = append(b.nouns[noun], i)
		}
	}
	for _, r := range s.demonyms.Rows {
		if list := g.Lookup(r.Get("place")); len(list) > 0 {
			at := slices.IndexFunc(list, func(p places.Place) bool { return p.Kind != places.KindCountry })
			if at < 0 {
				continue
			}
			if i, ok := b.placeEntry(list[at]); ok {
				for _, w := range r.List("words") {
					b.demonyms[key(w)] = i
				}
			}
		}
	}
	holders := make(map[string]int32, len(s.people.Rows))
	for _, r := range s.people.Rows {
		i := int32(len(b.entries))
		e := Entry{
			ID: r.Get("wikidata"), Type: corpus.Person, Name: r.Get("name"), Country: r.Get("country"), Sector: r.Get("sector"),
			Wikidata: r.Get("wikidata"), Aliases: r.List("aliases"), row: r,
		}
		b.entries = append(b.entries, e)
		b.enter(b.people, i, e.Name, e.Aliases)
		holders[e.Name] = i
	}
	b.identify()
	b.readSpellings()
	b.offices = readOffices(s.roles, b, holders)
	b.embedded = len(b.entries)
	for _, r := range s.gender.Rows {
		var g gender
		switch r.Get("gender") {
		case "f":
			g = female
		case "m":
			g = male
		}
		for _, name := range r.List("names") {
			b.gender[key(name)] |= g
		}
	}
	return b
}

// enter adds the names of an entry to one of the lists.
func (g *register) enter(to map[string][]int32, i int32, name string, aliases []string) {
	add := func(n string) {
		k := key(n)
		if k == "" || slices.Contains(to[k], i) {
			return
		}
		if acronym(n) && len(k) <= 3 {
			g.acronyms[k] = true
		}
		to[k] = append(to[k], i)
	}
	add(name)
	for _, a := range aliases {
		add(a)
	}
}

// identify gives a slug to every entry without an item. The first entry of a
// slug in order of importance (country, body, person, place by rank) keeps it; the
// others add their country, then region and kind.
func (b *Base) identify() {
	order := make([]int32, 0, len(b.entries))
	for i := range b.entries {
		order = append(order, int32(i))
	}
	weight := func(e *Entry) int {
		switch {
		case e.kind == places.KindCountry:
			return 0
		case e.Type == corpus.Person:
			return 2
		case e.kind == "":
			return 1
		}
		return 3 + e.rank
	}
	slices.SortStableFunc(order, func(i, j int32) int { return cmp.Compare(weight(&b.entries[i]), weight(&b.entries[j])) })
	for _, i := range order {
		e := &b.entries[i]
		id := e.ID
		if id == "" {
			id = slug(e.Name)
			for _, more := range []string{e.Country, string(e.kind), string(e.Type), fmt.Sprint(e.Aliases)} {
				if _, taken := b.slugs[id]; !taken {
					break
				}
				if more = slug(more); more != "" {
					id += "-" + more
				}
			}
		}
		if _, taken := b.slugs[id]; taken {
			continue // the linter of the tables reports it
		}
		e.ID = id
		b.slugs[id] = i
	}
	for i := range b.entries {
		if e := &b.entries[i]; e.ID == "" { // a twin of another row: one actor
			e.ID = slug(e.Name)
		}
	}
}

// List is a copy of all entries, sorted by id.
func (b *Base) List() []Entry {
	out := slices.Clone(b.entries)
	slices.SortStableFunc(out, func(x, y Entry) int { return cmp.Or(cmp.Compare(x.ID, y.ID), cmp.Compare(x.Name, y.Name)) })
	return out
}

// Lookup is every entry of that name or alias among people (Person) or among
// bodies, countries and places (any other type), the likeliest first.
func (b *Base) Lookup(name string, t corpus.EntityType) []Entry {
	var out []Entry
	k := key(name)
	for _, i := range b.named(kinOf(t), k) {
		out = append(out, b.entries[i])
	}
	if kinOf(t) == kinThing {
		for _, p := range b.places.Lookup(name) {
			if i, ok := b.placeEntry(p); ok && b.entries[i].kind != places.KindCountry {
				out = append(out, b.entries[i])
			}
		}
	}
	return out
}

// ByID is the entry of an id.
func (b *Base) ByID(id string) (Entry, bool) {
	i, ok := b.withID(id)
	if !ok {
		return Entry{}, false
	}
	return b.entries[i], true
}

// Has reports whether an id is the knowledge base's.
func (b *Base) Has(id string) bool {
	_, ok := b.withID(id)
	return ok
}

func (b *Base) withID(id string) (int32, bool) {
	if b.own != nil {
		if i, ok := b.own.slugs[id]; ok {
			return i, true
		}
	}
	i, ok := b.slugs[id]
	return i, ok
}

// first is the list of a user's file if it has one for a key, else that of the tables.
func (b *Base) first(list func(*register) map[string][]int32, k string) []int32 {
	if b.own != nil {
		if l, ok := list(&b.own.register)[k]; ok {
			return l
		}
	}
	return list(b.register)[k]
}

// named are the entries of a name or alias, given as a key. Of things only bodies
// and countries are among them, unless a user's file has the name.
func (b *Base) named(k kin, name string) []int32 {
	switch k {
	case kinPerson:
		return b.first(peopleOf, name)
	case kinWork:
		return b.first(worksOf, name)
	}
	return b.first(thingsOf, name)
}

// familyNamed are the people of a family name, given as a key.
func (b *Base) familyNamed(family string) []int32 { return b.first(familyOf, family) }

// shortNamed are the people of a given and a family name (see shortName).
func (b *Base) shortNamed(short string) []int32 { return b.first(shortOf, short) }

func peopleOf(g *register) map[string][]int32    { return g.people }
func thingsOf(g *register) map[string][]int32    { return g.things }
func worksOf(g *register) map[string][]int32     { return g.works }
func familyOf(g *register) map[string][]int32    { return g.family }
func spellingsOf(g *register) map[string][]int32 { return g.spellings }
func shortOf(g *register) map[string][]int32     { return g.short }
func nounsOf(g *register) map[string][]int32     { return g.nouns }

// twin is the city among others of its name that is the same as p under another
// state's code: the capital of a state that is no more.
func twin(p places.Place, others []int, all []places.Place) (int, bool) {
	for _, i := range others {
		if q := &all[i]; q.Country != p.Country && near(p.Lat, q.Lat) && near(p.Lon, q.Lon) {
			return i, true
		}
	}
	return 0, false
}

// near allows a third of a degree, about the size of a city.
func near(a, b float64) bool { return -0.33 < a-b && a-b < 0.33 }

func (b *fixed) placeEntry(p places.Place) (int32, bool) {
	i, ok := b.byPlace[placeKey{p.Name, p.Country, p.Admin, p.Kind}]
	return i, ok
}

// native is the country of an adjective or a people ("Ukrainian", "Poles") as a key.
func (b *fixed) native(k string) (int32, bool) {
	i, ok := b.natives[k]
	return i, ok
}

// acronym reports whether a name is written in capitals (and digits) only.
func acronym(s string) bool {
	letters := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z':
			letters++
		case '0' <= c && c <= '9' || c == '.' || c == '-' || c == '&':
		default:
			return false
		}
	}
	return letters >= 2
}
