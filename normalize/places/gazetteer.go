package places

import (
	"cmp"
	"embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dateline/corpus/lexicon"
)

//go:embed countries.tsv places.tsv abbreviations.tsv
var tables embed.FS

var (
	countryColumns = []string{"iso3", "iso2", "name", "aliases", "adjectives", "people", "capital", "lat", "lon", "continent", "wikidata"}
	placeColumns   = []string{"name", "aliases", "iso3", "admin", "lat", "lon", "kind", "rank"}
	shortColumns   = []string{"iso3", "name", "abbreviations"}
)

// Kind is the kind of a place.
type Kind string

// The kinds. An Area lies in several countries ("the Sahel"), a Region in one.
const (
	KindCountry   Kind = "country"
	KindCity      Kind = "city"
	KindState     Kind = "state"    // state, province, Land
	KindDistrict  Kind = "district" // below a state; only of the atlas
	KindRegion    Kind = "region"
	KindArea      Kind = "area"
	KindContinent Kind = "continent"
	KindWater     Kind = "water"
	KindMountain  Kind = "mountain"
)

// The ranks that are more than an order. Rank 0 is a country's, 1 that of places known
// everywhere, 2 and 3 those of others in the tables of our own.
const (
	RankContext = 4 // meant only when the context says so
	RankBeside  = 5 // meant only with its country or state beside it
	RankOther   = 6 // of the atlas
)

// Place is a place of the tables or of the atlas. Lat and Lon are decimal degrees,
// north and east positive.
type Place struct {
	Name       string
	Aliases    []string // none for places of the atlas
	Country    string   // ISO 3166-1 alpha-3 (see the package), or empty
	Admin      string   // state, province or region where the table has one
	District   string   // what it lies in below Admin; only places of the atlas have it
	Lat        float64
	Lon        float64
	Kind       Kind
	Rank       int
	Population int // at least so many, and less than twice as many; 0 where unknown and in the tables of our own
	Row        int // where it stands in Places, -1 for places of the atlas
}

// Other reports whether a place is of the atlas: then it has no row.
func (p Place) Other() bool { return p.Row < 0 }

// Country is a state or territory.
type Country struct {
	ISO3, ISO2 string
	Name       string
	Aliases    []string
	Adjectives []string // "Ukrainian"
	People     []string // "Ukrainians"
	Capital    string
	Lat, Lon   float64 // of the capital
	Continent  string  // AF AS EU NA SA OC AN
	Wikidata   string  // item id, or empty
}

// Gazetteer is a set of places.
type Gazetteer struct {
	countries []Country
	byISO3    map[string]int
	byISO2    map[string]int
	demonyms  map[string]int // fold to country
	places    []Place
	short     map[string][]int // abbreviations that mean a state only beside another name
	byFold    folds            // ascending by preference, see weight
}

// Default is the gazetteer of the embedded tables, built on first use.
var Default = sync.OnceValue(func() *Gazetteer {
	return build(lexicon.MustOpen(tables, "countries.tsv", countryColumns...), lexicon.MustOpen(tables, "places.tsv", placeColumns...), lexicon.MustOpen(tables, "abbreviations.tsv", shortColumns...))
})

func build(countries, cities, abbreviations *lexicon.Table) *Gazetteer {
	rows := len(countries.Rows) + len(cities.Rows)
	g := &Gazetteer{
		countries: make([]Country, 0, len(countries.Rows)), places: make([]Place, 0, rows+rows/8),
		byISO3: make(map[string]int, len(countries.Rows)), byISO2: make(map[string]int, len(countries.Rows)),
		demonyms: make(map[string]int, 4*len(countries.Rows)),
	}
	number := func(r lexicon.Row, column string) float64 {
		v, _ := strconv.ParseFloat(r.Get(column), 64) // the linter holds the tables to numbers
		return v
	}
	for _, r := range countries.Rows {
		c := Country{
			ISO3: r.Get("iso3"), ISO2: r.Get("iso2"), Name: r.Get("name"), Aliases: r.List("aliases"),
			Adjectives: r.List("adjectives"), People: r.List("people"), Capital: r.Get("capital"),
			Lat: number(r, "lat"), Lon: number(r, "lon"), Continent: r.Get("continent"), Wikidata: r.Get("wikidata"),
		}
		i := len(g.countries)
		g.countries = append(g.countries, c)
		g.byISO3[c.ISO3] = i
		if _, ok := g.byISO2[c.ISO2]; !ok {
			g.byISO2[c.ISO2] = i
		}
		for _, d := range append(slices.Clone(c.Adjectives), c.People...) {
			if f := Fold(d); f != "" {
				if _, ok := g.demonyms[f]; !ok {
					g.demonyms[f] = i
				}
				if strings.HasSuffix(d, "s") && len(d) > 4 { // "Ukrainians" stands for one of them too
					if _, ok := g.demonyms[strings.TrimSuffix(f, "s")]; !ok {
						g.demonyms[strings.TrimSuffix(f, "s")] = i
					}
				}
			}
		}
		g.places = append(g.places, Place{Name: c.Name, Aliases: c.Aliases, Country: c.ISO3, Lat: c.Lat, Lon: c.Lon, Kind: KindCountry})
	}
	for _, r := range cities.Rows {
		rank, _ := strconv.Atoi(r.Get("rank"))
		p := Place{
			Name: r.Get("name"), Aliases: r.List("aliases"), Country: r.Get("iso3"), Admin: r.Get("admin"),
			Lat: number(r, "lat"), Lon: number(r, "lon"), Kind: Kind(r.Get("kind")), Rank: rank,
		}
		g.places = append(g.places, p)
	}
	names := newFolds(3 * rows)
	enter := func(i int, name string) { names.enter(i, Fold(name)) }
	for i := range g.places {
		enter(i, g.places[i].Name)
		for _, n := range g.places[i].Aliases {
			enter(i, n)
		}
	}
	// Capitals that the table of places leaves to the table of countries.
	for _, c := range g.countries {
		here := c.Capital == ""
		for i := range names.rows(Fold(c.Capital)) {
			here = here || g.places[i].Kind == KindCity && g.places[i].Country == c.ISO3
		}
		if !here {
			g.places = append(g.places, Place{Name: c.Capital, Country: c.ISO3, Lat: c.Lat, Lon: c.Lon, Kind: KindCity, Rank: 2})
			enter(len(g.places)-1, c.Capital)
		}
	}
	for i := range g.places {
		g.places[i].Row = i
	}
	g.short = make(map[string][]int, 4*len(abbreviations.Rows))
	for _, r := range abbreviations.Rows {
		for i := range names.rows(Fold(r.Get("name"))) { // the linter holds the table to states that are there
			p := &g.places[i]
			if p.Country != r.Get("iso3") || p.Kind == KindCity || p.Kind == KindCountry {
				continue
			}
			for _, a := range r.List("abbreviations") {
				if f := Fold(a); !slices.Contains(slices.Collect(names.rows(f)), i) {
					g.short[f] = append(g.short[f], i)
				}
			}
			break
		}
	}
	g.byFold = names.done(func(a, b int) int {
		return cmp.Or(cmp.Compare(g.places[a].Rank, g.places[b].Rank), cmp.Compare(weight[g.places[a].Kind], weight[g.places[b].Kind]))
	}, g.places)
	return g
}

// weight breaks ties of rank: what a name means without any context.
var weight = map[Kind]int{KindCountry: 0, KindContinent: 1, KindArea: 2, KindCity: 3, KindState: 4, KindRegion: 5, KindWater: 6, KindMountain: 7}

// Lookup is every place of that name or alias, the one it most likely means
// without context first: by rank, then country, continent, area, city, state,
// region, water, mountain, then in order of the tables. It is nil when the name
// is unknown.
func (g *Gazetteer) Lookup(name string) []Place {
	list := g.byFold.named(Fold(name))
	if len(list) == 0 {
		return nil
	}
	out := make([]Place, len(list))
	for i, k := range list {
		out[i] = g.places[k]
	}
	return out
}

// Spread is the number of countries in which there are places of a name, given as
// [Fold] makes it. Places of no one country count as one.
func (g *Gazetteer) Spread(fold string) int { return int(g.byFold.slot(foldKey(fold)).spread) }

// Country is the country of an ISO 3166-1 alpha-3 code.
func (g *Gazetteer) Country(iso3 string) (Country, bool) {
	i, ok := g.byISO3[iso3]
	if !ok {
		return Country{}, false
	}
	return g.countries[i], true
}

// CountryByISO2 is the country of an alpha-2 code; of two states that have had
// one code it is the present one.
func (g *Gazetteer) CountryByISO2(iso2 string) (Country, bool) {
	i, ok := g.byISO2[strings.ToUpper(iso2)]
	if !ok {
		return Country{}, false
	}
	return g.countries[i], true
}

// CountryByName is the country of a name or alias.
func (g *Gazetteer) CountryByName(name string) (Country, bool) {
	for _, i := range g.byFold.named(Fold(name)) {
		if p := &g.places[i]; p.Kind == KindCountry {
			return g.Country(p.Country)
		}
	}
	return Country{}, false
}

// CountryByDemonym is the country of an adjective or a people ("Ivorian",
// "Ivorians"). Congolese is taken for the Democratic Republic's, Korean for the
// South's.
func (g *Gazetteer) CountryByDemonym(word string) (Country, bool) {
	f := Fold(word)
	if f == "congolese" {
		return g.Country("COD")
	}
	i, ok := g.demonyms[f]
	if !ok {
		return Country{}, false
	}
	return g.countries[i], true
}

// Countries are all countries in order of the table.
func (g *Gazetteer) Countries() []Country { return slices.Clone(g.countries) }

// Places are all places, countries first, in order of the tables.
func (g *Gazetteer) Places() []Place { return slices.Clone(g.places) }

// Resolve is the place of our own tables that a name means in a document whose text
// concerns the countries in context (alpha-3 codes, the most frequent first, best
// without those that only the name itself suggests). [Gazetteer.Locate] asks the atlas
// too.
//
// The rule: a name with a qualifier ("Tripoli, Lebanon", "Portland, Ore.", "Hyderabad
// (Pakistan)") means the place of that country or state, or none. Otherwise the
// candidates are those of [Gazetteer.Lookup] but for those of rank 5. The first of them
// stands unless another lies
// in a country of the context and it does not; a country or a place known
// everywhere (rank 0 or 1) yields only to a place in the first country of the
// context, any other to one in the earliest country possible. A candidate of
// rank 4 needs such a context. Ties go to the earlier candidate.
func (g *Gazetteer) Resolve(name string, context []string) (Place, bool) {
	list := g.byFold.named(Fold(name))
	if head, tails := qualifiers(name); len(tails) > 0 && list == nil {
		place, _, ok := g.qualified(head, tails)
		return place, ok
	}
	at := func(p *Place) int {
		if i := slices.Index(context, p.Country); i >= 0 && p.Country != "" {
			return i
		}
		return len(context)
	}
	var best *Place
	where, limit := 0, len(context)
	for _, k := range list {
		p := &g.places[k]
		switch i := at(p); {
		case p.Rank == RankBeside:
		case best == nil:
			best, where = p, i
			if p.Rank <= 1 {
				limit = 1
			}
		case i < where && i < limit:
			best, where = p, i
		}
	}
	if best == nil || best.Rank == RankContext && where == len(context) {
		return Place{}, false
	}
	return *best, true
}

// Qualified is the place of our own tables that a name means before the name of its
// country, state or region ("Tripoli", "Lebanon"), and that country, state or region.
// States may be abbreviated ("Ill.", "NSW"). It is false where no place of the name is
// known to lie there.
func (g *Gazetteer) Qualified(head, tail string) (place, by Place, ok bool) {
	return g.qualified(head, []string{tail})
}

// qualified is the place that lies in all that stands beside its name, and the first
// of that.
func (g *Gazetteer) qualified(head string, tails []string) (place, by Place, ok bool) {
	list := g.byFold.named(Fold(head))
	if len(list) == 0 {
		return Place{}, Place{}, false
	}
	for _, q := range g.tail(tails[0]) {
		in := &g.places[q]
	next:
		for _, k := range list {
			p := &g.places[k]
			if !p.within(in) {
				continue
			}
			for _, tail := range tails[1:] {
				if !slices.ContainsFunc(g.tail(tail), func(k int) bool { return p.within(&g.places[k]) }) {
					continue next
				}
			}
			return *p, *in, true
		}
	}
	return Place{}, Place{}, false
}

// within reports whether a place is known to lie in a country, state or region.
func (p *Place) within(in *Place) bool {
	switch in.Kind {
	case KindCountry:
		return p.Country == in.Country && p.Kind != KindCountry
	case KindState, KindRegion:
		return p.Country == in.Country && p.Admin != "" &&
			(Fold(p.Admin) == Fold(in.Name) || slices.ContainsFunc(in.Aliases, func(a string) bool { return Fold(a) == Fold(p.Admin) }))
	}
	return false
}

// tail is what a name means beside another one: places of that name, and states that
// are so abbreviated.
func (g *Gazetteer) tail(name string) []int {
	fold := Fold(name)
	if short := g.short[fold]; len(short) > 0 {
		return slices.Concat(g.byFold.named(fold), short)
	}
	return g.byFold.named(fold)
}
