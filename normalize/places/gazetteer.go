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

//go:embed countries.tsv places.tsv
var tables embed.FS

var (
	countryColumns = []string{"iso3", "iso2", "name", "aliases", "adjectives", "people", "capital", "lat", "lon", "continent", "wikidata"}
	placeColumns   = []string{"name", "aliases", "iso3", "admin", "lat", "lon", "kind", "rank"}
)

// Kind is the kind of a place.
type Kind string

// The kinds. An Area lies in several countries ("the Sahel"), a Region in one.
const (
	KindCountry   Kind = "country"
	KindCity      Kind = "city"
	KindState     Kind = "state" // state, province, Land
	KindRegion    Kind = "region"
	KindArea      Kind = "area"
	KindContinent Kind = "continent"
	KindWater     Kind = "water"
	KindMountain  Kind = "mountain"
)

// Place is a row of the gazetteer. Lat and Lon are decimal degrees, north and
// east positive.
type Place struct {
	Name    string
	Aliases []string
	Country string // ISO 3166-1 alpha-3 (see the package), or empty
	Admin   string // state, province or region where the table has one
	Lat     float64
	Lon     float64
	Kind    Kind
	Rank    int // 0 a country, 1 known everywhere ... 4 meant only when the context says so
	Row     int // where it stands in Places
}

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
	byFold    map[string][]int // ascending by preference, see weight
}

// Default is the gazetteer of the embedded tables, built on first use.
var Default = sync.OnceValue(func() *Gazetteer {
	return build(lexicon.MustOpen(tables, "countries.tsv", countryColumns...), lexicon.MustOpen(tables, "places.tsv", placeColumns...))
})

func build(countries, cities *lexicon.Table) *Gazetteer {
	rows := len(countries.Rows) + len(cities.Rows)
	g := &Gazetteer{
		countries: make([]Country, 0, len(countries.Rows)), places: make([]Place, 0, rows+rows/8),
		byISO3: make(map[string]int, len(countries.Rows)), byISO2: make(map[string]int, len(countries.Rows)),
		demonyms: make(map[string]int, 4*len(countries.Rows)), byFold: make(map[string][]int, 2*rows),
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
	ones := make([]int, 0, 2*rows) // the memory of lists of one, which most are
	enter := func(i int, name string) {
		f := Fold(name)
		switch list := g.byFold[f]; {
		case len(list) > 0 && list[len(list)-1] == i:
		case len(list) > 0 || len(ones) == cap(ones):
			g.byFold[f] = append(list, i)
		default:
			ones = append(ones, i)
			g.byFold[f] = ones[len(ones)-1 : len(ones) : len(ones)]
		}
	}
	for i := range g.places {
		enter(i, g.places[i].Name)
		for _, n := range g.places[i].Aliases {
			enter(i, n)
		}
	}
	// Capitals that the table of places leaves to the table of countries.
	for _, c := range g.countries {
		if c.Capital != "" && !slices.ContainsFunc(g.byFold[Fold(c.Capital)], func(i int) bool { return g.places[i].Kind == KindCity && g.places[i].Country == c.ISO3 }) {
			g.places = append(g.places, Place{Name: c.Capital, Country: c.ISO3, Lat: c.Lat, Lon: c.Lon, Kind: KindCity, Rank: 2})
			enter(len(g.places)-1, c.Capital)
		}
	}
	for i := range g.places {
		g.places[i].Row = i
	}
	for _, list := range g.byFold {
		if len(list) == 1 {
			continue
		}
		slices.SortStableFunc(list, func(a, b int) int {
			return cmp.Or(cmp.Compare(g.places[a].Rank, g.places[b].Rank), cmp.Compare(weight[g.places[a].Kind], weight[g.places[b].Kind]))
		})
	}
	return g
}

// weight breaks ties of rank: what a name means without any context.
var weight = map[Kind]int{KindCountry: 0, KindContinent: 1, KindArea: 2, KindCity: 3, KindState: 4, KindRegion: 5, KindWater: 6, KindMountain: 7}

// Lookup is every place of that name or alias, the one it most likely means
// without context first: by rank, then country, continent, area, city, state,
// region, water, mountain, then in order of the tables. It is nil when the name
// is unknown.
func (g *Gazetteer) Lookup(name string) []Place {
	list := g.byFold[Fold(name)]
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
func (g *Gazetteer) Spread(fold string) int {
	list := g.byFold[fold]
	n := 0
	for i, at := range list {
		if !slices.ContainsFunc(list[:i], func(k int) bool { return g.places[k].Country == g.places[at].Country }) {
			n++
		}
	}
	return n
}

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
	for _, i := range g.byFold[Fold(name)] {
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

// Resolve is the place that a name means in a document whose text concerns the
// countries in context (alpha-3 codes, the most frequent first, best without
// those that only the name itself suggests).
//
// The rule: a name with a qualifier ("Tripoli, Lebanon", "Portland, Oregon")
// means the place of that country or state, or none. Otherwise the candidates
// are those of [Gazetteer.Lookup]. The first of them stands unless another lies
// in a country of the context and it does not; a country or a place known
// everywhere (rank 0 or 1) yields only to a place in the first country of the
// context, any other to one in the earliest country possible. A candidate of
// rank 4 needs such a context. Ties go to the earlier candidate.
func (g *Gazetteer) Resolve(name string, context []string) (Place, bool) {
	if head, tail, ok := strings.Cut(name, ","); ok && g.byFold[Fold(name)] == nil {
		place, _, ok := g.Qualified(head, tail)
		return place, ok
	}
	list := g.byFold[Fold(name)]
	if len(list) == 0 {
		return Place{}, false
	}
	first := &g.places[list[0]]
	at := func(p *Place) int {
		if i := slices.Index(context, p.Country); i >= 0 && p.Country != "" {
			return i
		}
		return len(context)
	}
	best, where := first, at(first)
	limit := len(context)
	if first.Rank <= 1 {
		limit = 1
	}
	for _, k := range list[1:] {
		p := &g.places[k]
		if i := at(p); i < where && i < limit {
			best, where = p, i
		}
	}
	if best.Rank == 4 && where == len(context) {
		return Place{}, false
	}
	return *best, true
}

// Qualified is the place that a name means before the name of its country, state or
// region ("Tripoli", "Lebanon"), and that country, state or region. It is false where
// no place of the name is known to lie there.
func (g *Gazetteer) Qualified(head, tail string) (place, by Place, ok bool) {
	list := g.byFold[Fold(head)]
	for _, q := range g.byFold[Fold(tail)] {
		in := &g.places[q]
		for _, k := range list {
			p := &g.places[k]
			switch {
			case in.Kind == KindCountry && p.Country == in.Country && p.Kind != KindCountry:
				return *p, *in, true
			case (in.Kind == KindState || in.Kind == KindRegion) && p.Country == in.Country && p.Admin != "" &&
				(Fold(p.Admin) == Fold(in.Name) || slices.ContainsFunc(in.Aliases, func(a string) bool { return Fold(a) == Fold(p.Admin) })):
				return *p, *in, true
			}
		}
	}
	return Place{}, Place{}, false
}
