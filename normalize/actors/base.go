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
	table    *table   // of the embedded tables
	own      *overlay // of a user's file (see With), or nil
	embedded int      // entries of the embedded tables; those of a user's file stand behind them
	entries  []Entry

	bearers   func() map[string][]int32 // people by the last word of their names
	contribed func() map[uint32]uint64  // see Contributions
}

// fixed is the part of the knowledge base that no user's file changes: the
// gazetteer, and what given names tell.
type fixed struct {
	givenWest map[string]bool  // given names that stand first (see familyKeys)
	country   map[string]int32 // alpha-3 code to entry
	peoples   index[people]    // by the keys of countries' names and of words for people
	byPlace   []int32          // entries of the gazetteer's places
	gender    map[string]gender
	places    *places.Gazetteer
}

// people are the entries of what a word may be of; -1: none.
type people struct {
	nation  int32 // country of that name
	native  int32 // country of people called so
	demonym int32 // other place of people called so
}

// peopleOf is what a key is of.
func (b *fixed) peopleOf(k string) people {
	if p, ok := b.peoples.get(k); ok {
		return p
	}
	return people{-1, -1, -1}
}

// peopleNames collects them.
type peopleNames struct{ nations, natives, demonyms map[string]int32 }

func (n peopleNames) index() index[people] {
	all := make(map[string]people, 2*len(n.natives))
	enter := func(names map[string]int32, set func(*people, int32)) {
		for k, i := range names {
			p, ok := all[k]
			if !ok {
				p = people{-1, -1, -1}
			}
			set(&p, i)
			all[k] = p
		}
	}
	enter(n.nations, func(p *people, i int32) { p.nation = i })
	enter(n.natives, func(p *people, i int32) { p.native = i })
	enter(n.demonyms, func(p *people, i int32) { p.demonym = i })
	x := newIndex[people](len(all))
	for k, p := range all {
		x.put(textKey(k), p)
	}
	return x
}

// by says by what entries are known.
type by uint8

const (
	byPerson   by = iota // key of a name or alias of a person, in order of the tables
	byThing              // of a body or country likewise
	byWork               // of an event, law or work likewise
	byFamily             // key of a family name
	byShort              // given and family name without what stands between
	bySpelling           // skeleton of a full name
	byNoun               // common noun that may mean the body, ascending
	bys
)

// byKin is by what an entry of some kin is known.
var byKin = [...]by{kinPerson: byPerson, kinThing: byThing, kinWork: byWork}

// table is what the embedded tables know by some name, and who held which office.
type table struct {
	lists    [bys]index[int32]
	ids      index[int32]
	acronyms map[string]bool // keys that are names only when written in capitals
	offices  terms
}

func newTable(places, people, bodies int) *table {
	t := &table{ids: newIndex[int32](places + people + bodies), acronyms: make(map[string]bool, bodies)}
	for b, n := range [bys]int{byPerson: 2 * people, byThing: 4 * bodies, byFamily: people, byShort: 2 * people, bySpelling: 2 * people, byNoun: bodies} {
		t.lists[b] = newIndex[int32](n)
	}
	return t
}

// put adds an entry to a list, unless it is there.
func (t *table) put(b by, key uint64, i int32) bool {
	if slices.Contains(t.lists[b].list(key), i) {
		return false
	}
	t.lists[b].put(key, i)
	return true
}

// enter adds the names of an entry to one of the lists.
func (t *table) enter(b by, i int32, e *Entry) {
	t.enterName(b, i, e.Name)
	for _, a := range e.Aliases {
		t.enterName(b, i, a)
	}
}

func (t *table) enterName(b by, i int32, name string) {
	if k := key(name); k != "" && t.put(b, textKey(k), i) && shortAcronym(name, k) {
		t.acronyms[k] = true
	}
}

// shortAcronym reports whether a name with that key is one only when written in
// capitals.
func shortAcronym(name, key string) bool { return len(key) <= 3 && acronym(name) }

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
	b := &Base{
		entries: make([]Entry, 0, len(all)+len(s.people.Rows)+len(s.bodies.Rows)+len(s.events.Rows)),
		table:   newTable(len(all), len(s.people.Rows), len(s.bodies.Rows)+len(s.events.Rows)),
		fixed: &fixed{
			givenWest: make(map[string]bool, 1024), country: make(map[string]int32, 256), byPlace: make([]int32, len(all)), gender: make(map[string]gender, 2048), places: g,
		},
	}
	names := peopleNames{nations: make(map[string]int32, 1024), natives: make(map[string]int32, 1024), demonyms: map[string]int32{}}
	b.bearers = sync.OnceValue(b.byLastWord)
	b.contribed = sync.OnceValue(b.contribute)
	items := map[string]string{}
	for _, c := range g.Countries() {
		items[c.ISO3] = c.Wikidata
	}
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
		if p.Kind == places.KindCountry {
			for _, n := range append([]string{p.Name}, p.Aliases...) {
				k := key(n)
				if _, ok := names.nations[k]; !ok {
					names.nations[k] = int32(len(b.entries))
				}
			}
		}
		if p.Kind == places.KindCity {
			if i, ok := twin(p, cities[p.Name], all); ok {
				b.byPlace[at] = b.byPlace[i]
				continue
			}
			cities[p.Name] = append(cities[p.Name], at)
		}
		b.byPlace[at] = int32(len(b.entries))
		if p.Kind == places.KindCountry {
			b.table.enter(byThing, int32(len(b.entries)), &e)
		}
		b.entries = append(b.entries, e)
	}
	for _, c := range g.Countries() {
		for _, w := range slices.Concat(c.Adjectives, c.People) {
			for _, w := range []string{w, strings.TrimSuffix(w, "s")} {
				if of, ok := g.CountryByDemonym(w); ok {
					names.natives[key(w)] = b.country[of.ISO3]
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
		b.table.enter(byKin[kinOf(e.Type)], i, &e)
		for _, noun := range e.Nouns {
			b.table.lists[byNoun].put(textKey(strings.ToLower(noun)), i)
		}
	}
	for _, r := range s.demonyms.Rows {
		if list := g.Lookup(r.Get("place")); len(list) > 0 {
			at := slices.IndexFunc(list, func(p places.Place) bool { return p.Kind != places.KindCountry })
			if at < 0 {
				continue
			}
			for _, w := range r.List("words") {
				names.demonyms[key(w)] = b.placeEntry(list[at])
			}
		}
	}
	b.peoples = names.index()
	person := int32(len(b.entries))
	holders := newIndex[int32](len(s.people.Rows))
	for _, r := range s.people.Rows {
		i := int32(len(b.entries))
		e := Entry{
			ID: r.Get("wikidata"), Type: corpus.Person, Name: r.Get("name"), Country: r.Get("country"), Sector: r.Get("sector"),
			Wikidata: r.Get("wikidata"), Aliases: r.List("aliases"), row: r,
		}
		b.entries = append(b.entries, e)
		b.table.enter(byPerson, i, &e)
		holders.put(textKey(e.Name), i)
	}
	// These three write different parts.
	var parts sync.WaitGroup
	parts.Go(b.identify)
	parts.Go(b.readSpellings)
	b.table.offices = readOffices(s.roles, b, person, &holders)
	parts.Wait()
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
			for part := 0; part < 4 && b.table.taken(id); part++ {
				if more := slug(e.distinction(part)); more != "" {
					id += "-" + more
				}
			}
		}
		if b.table.taken(id) {
			continue // the linter of the tables reports it
		}
		e.ID = id
		b.table.ids.put(textKey(id), i)
	}
	for i := range b.entries {
		if e := &b.entries[i]; e.ID == "" { // a twin of another row: one actor
			e.ID = slug(e.Name)
		}
	}
}

// distinction is what tells an entry from others of its slug, the first thing first.
func (e *Entry) distinction(part int) string {
	switch part {
	case 0:
		return e.Country
	case 1:
		return string(e.kind)
	case 2:
		return string(e.Type)
	}
	return fmt.Sprint(e.Aliases)
}

func (t *table) taken(id string) bool { return len(t.ids.named(id)) > 0 }

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
			if i := b.placeEntry(p); b.entries[i].kind != places.KindCountry {
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
	if l := b.table.ids.named(id); len(l) > 0 {
		return l[0], true
	}
	return 0, false
}

// first is the list of a user's file if it has one for a key, else that of the tables.
func (b *Base) first(known by, k string) []int32 {
	if b.own != nil {
		if l, ok := b.own.lists[known][k]; ok {
			return l
		}
	}
	return b.table.lists[known].named(k)
}

// named are the entries of a name or alias, given as a key. Of things only bodies
// and countries are among them, unless a user's file has the name.
func (b *Base) named(k kin, name string) []int32 { return b.first(byKin[k], name) }

// familyNamed are the people of a family name, given as a key.
func (b *Base) familyNamed(family string) []int32 { return b.first(byFamily, family) }

// shortNamed are the people of a given and a family name (see shortName).
func (b *Base) shortNamed(short string) []int32 { return b.first(byShort, short) }

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

func (b *fixed) placeEntry(p places.Place) int32 { return b.byPlace[p.Row] }

// native is the country of an adjective or a people ("Ukrainian", "Poles") as a key.
func (b *fixed) native(k string) (int32, bool) {
	i := b.peopleOf(k).native
	return i, i >= 0
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
