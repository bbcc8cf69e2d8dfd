package places

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Context is what a document tells of the places that its names may mean. Its zero
// value tells nothing.
type Context struct {
	// Countries are those that the text concerns: alpha-3 codes, the most frequent
	// first, best without those that only the name itself suggests.
	Countries []string
	// Near are places that are known already: the dateline's, towns and states that
	// the text names.
	Near []Place
}

// Context is what the names of places and peoples of a document tell, given as they
// stand in the text, in its order and as often as they stand there. Only names that lie
// in one country count for it, so that no name speaks for its own reading. Names that
// our own tables lack tell nothing.
func (g *Gazetteer) Context(names []string) Context {
	var in Context
	count := map[string]int{}
	add := func(iso3 string) {
		if iso3 == "" {
			return
		}
		if count[iso3] == 0 {
			in.Countries = append(in.Countries, iso3)
		}
		count[iso3]++
	}
	for _, name := range names {
		fold := Fold(name)
		if i, ok := g.demonyms[fold]; ok {
			add(g.countries[i].ISO3)
		} else if list := g.byFold.named(fold); len(list) > 0 {
			if g.Spread(fold) == 1 {
				add(g.places[list[0]].Country)
			}
		} else if head, tails := qualifiers(name); len(tails) > 0 {
			if p, _, ok := g.qualified(head, tails); ok {
				add(p.Country)
			}
		}
	}
	slices.SortStableFunc(in.Countries, func(a, b string) int { return cmp.Compare(count[b], count[a]) })
	seen := map[int]bool{}
	for _, name := range names {
		p, ok := g.Resolve(name, in.Countries)
		if ok && !seen[p.Row] && (p.Kind == KindCity || p.Kind == KindState || p.Kind == KindRegion) {
			seen[p.Row] = true
			in.Near = append(in.Near, p)
		}
	}
	return in
}

// How far a name may be taken. Sizes are classes, each of twice the inhabitants of the
// one below (see population).
const (
	clearly       = 3  // classes above every other town of the name in a country
	everywhere    = 5  // the same, in the world
	wellKnown     = 10 // 128,000: is meant though the text is about other countries
	knownBest     = 7  // 16,000: is meant among others where nothing is known of the text
	knownAlone    = 3  // 1,000, or the seat of a division: the same of one without others
	tooSmall      = 4  // classes below the largest town of a name: a state named nearby does not speak for it then
	perCountry    = 2  // classes that a country further down the context costs
	nearKm        = 150
	samePlaceKm   = 25
	twinDegrees   = 0.35
	mostQualifier = 4
)

// Locate is the place that a name means in a context, of our own tables or of the
// atlas. It never guesses: where two towns remain it is false (see
// [Gazetteer.CountryOf]).
//
// A name with its country, state or district beside it ("Springfield, Illinois",
// "Alexandria, Va.", "Hyderabad (Pakistan)") means the largest place of the name
// there, or nothing. Otherwise [Gazetteer.Resolve] is asked first, so that a row of our
// own always stands before the atlas.
//
// Of the atlas a name means the one town of that name in a state of Near, unless it is
// a thirtieth of the largest of the name; else the one in the countries of the context;
// of several there the one that has eight times the inhabitants of the others (four
// times more for each step down the list of countries), or that alone is within 150 km
// of a town of Near. Outside the context it means a town only by its own name, if all
// others of the name are thirty times smaller and it has 128,000 inhabitants. Where the
// context is empty, 16,000 are enough, and 1,000 or being a seat if there are no others.
//
// Names that are common words, given names, names of people in the news or demonyms
// ("March", "Mary", "Union") mean a town of the atlas only with its country or state
// beside them, or where the text is about the country first of all and the town has
// 128,000 inhabitants ("Reading"). Family names, rarer words and phrases ("Silver
// Spring") mean none outside the context. Codes of up to three capitals ("GER") mean
// none at all.
func (g *Gazetteer) Locate(name string, in Context) (Place, bool) {
	fold := Fold(name)
	if head, tails := qualifiers(name); len(tails) > 0 && g.byFold.named(fold) == nil {
		return g.beside(head, tails)
	}
	if p, ok := g.Resolve(name, in.Countries); ok {
		return p, true
	}
	if isCode(name) {
		return Place{}, false
	}
	a := world()
	t, ok := a.choose(a.towns(fold), in)
	if ok && !t.other {
		return g.ours(a.place(t), fold), true
	}
	// "Samangan" is a province before it is another name of Aibak.
	if u, found := a.chooseUnit(a.meant(fold), in.Countries); found && (!ok || a.iso3(u.id) == a.iso3(t.unit)) {
		return g.oursOf(a.division(u)), true
	}
	if ok {
		return g.ours(a.place(t), fold), true
	}
	return Place{}, false
}

// isCode reports whether a name is of up to three capitals, as codes of countries and
// airports are ("GER", "ITA").
func isCode(name string) bool {
	for i := 0; i < len(name); i++ {
		if name[i] < 'A' || name[i] > 'Z' {
			return false
		}
	}
	return len(name) <= 3
}

// oursOf is the row of our own for a division of the atlas, if there is one.
func (g *Gazetteer) oursOf(p Place) Place {
	if own, ok := g.division(p.Name, p.Country); ok && p.Kind == KindState {
		return own
	}
	return p
}

// CountryOf is the country in which a name lies, as an alpha-3 code, where Locate finds
// the place or all towns of the name in the countries of the context lie in one of them.
func (g *Gazetteer) CountryOf(name string, in Context) (string, bool) {
	if p, ok := g.Locate(name, in); ok {
		return p.Country, p.Country != ""
	}
	if _, tails := qualifiers(name); len(tails) > 0 || isCode(name) {
		return "", false
	}
	a := world()
	found := ""
	for _, t := range a.towns(Fold(name)) {
		iso := a.iso3(t.unit)
		if !slices.Contains(in.Countries, iso) {
			continue
		}
		if t.weak == common || found != "" && found != iso {
			return "", false
		}
		found = iso
	}
	return found, found != ""
}

// Candidates are all places of a name or alias: those of our own tables in the order of
// [Gazetteer.Lookup], then the towns of the atlas, the largest first, then its states, and
// its districts where the name says that it is one's ("Cook County"). What both have is
// there once. Nil when the name is unknown.
func (g *Gazetteer) Candidates(name string) []Place {
	fold := Fold(name)
	out := g.Lookup(name)
	own := len(out)
	a := world()
	towns := a.towns(fold)
	a.sort(towns)
	for i, t := range towns {
		if slices.ContainsFunc(towns[:i], func(o town) bool { return o.point == t.point && o.unit == t.unit }) {
			continue // under two spellings of one fold
		}
		p := a.place(t)
		if !slices.ContainsFunc(out[:own], func(o Place) bool { return twins(o, p) }) {
			out = append(out, p)
		}
	}
	for _, u := range a.meant(fold) {
		p := a.division(u)
		if !slices.ContainsFunc(out[:own], func(o Place) bool { return o.Kind != KindCity && o.Country == p.Country }) {
			out = append(out, p)
		}
	}
	return out
}

// meant are the divisions that a folded name may mean by itself: any where it says that
// it is a division's ("kupwara district"), else states whose name is not weak.
func (a *atlas) meant(fold string) []unit {
	bare := BareDivision(fold)
	units := a.divisions(bare)
	if bare == fold {
		units = slices.DeleteFunc(units, func(u unit) bool { return u.weak != sound || u.parent >= a.nations() })
	}
	return units
}

// Parents are the places that a place lies in, the smallest first: district, state,
// country, as far as they are known.
func (g *Gazetteer) Parents(p Place) []Place {
	var out []Place
	if p.Kind == KindCity && !p.Other() {
		if t, ok := world().twin(p); ok {
			t := world().place(t)
			p.Admin, p.District = cmp.Or(p.Admin, t.Admin), t.District
		}
	}
	for i, name := range []string{p.District, p.Admin} {
		if name == "" {
			continue
		}
		if own, ok := g.division(name, p.Country); ok && i == 1 {
			out = append(out, own)
			continue
		}
		a := world()
		for _, u := range a.divisions(BareDivision(Fold(name))) {
			if d := a.division(u); d.Country == p.Country && d.Name == name && (d.Kind == KindDistrict) == (i == 0) {
				out = append(out, d)
				break
			}
		}
	}
	if i, ok := g.byISO3[p.Country]; ok && p.Kind != KindCountry {
		out = append(out, g.places[i])
	}
	return out
}

// division is the state or region of our own tables of that name in a country.
func (g *Gazetteer) division(name, country string) (Place, bool) {
	for _, k := range g.byFold.named(Fold(name)) {
		if p := &g.places[k]; (p.Kind == KindState || p.Kind == KindRegion) && p.Country == country {
			return *p, true
		}
	}
	return Place{}, false
}

// Distance is the length of the great circle between two places in whole kilometres, on
// a sphere of 6,371 km (haversine).
func Distance(a, b Place) int {
	const radius, rad = 6371, math.Pi / 180
	s, t := math.Sin((b.Lat-a.Lat)*rad/2), math.Sin((b.Lon-a.Lon)*rad/2)
	h := s*s + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*t*t
	return int(math.Round(2 * radius * math.Asin(math.Min(1, math.Sqrt(h)))))
}

// Knowledge is what the atlas knows of a name.
type Knowledge struct {
	Towns     int  // how many towns have it
	Countries int  // in how many countries, counted to 8
	Inhabited int  // least number of inhabitants of the largest, 0 unknown
	Division  bool // a state, province or district has it
	// Weak says how far it is taken for something else: 1 a family name, a rarer word or a
	// phrase of words, 2 a common word, a given name, a name in the news, a demonym.
	Weak int
}

// Known is what the atlas knows of a name as [Fold] makes it. It is for those who look
// for names of places in a text: it allocates nothing, and a name that is unknown costs
// some 50 ns. Our own tables are not asked (see [Gazetteer.Spread]).
func Known(fold string) Knowledge {
	a := world()
	var k Knowledge
	var seen [8]int
	size := 0
	a.named(fold, false, func(e entry) {
		k.Weak = max(k.Weak, e.weak())
		for items := e.items; len(items) > 0; {
			item := items
			if e.holds() == holdsOthers {
				of, _ := a.entryAt(u24(items))
				item, items = of.items[townBytes*int(items[3]):], items[otherBytes:]
			} else {
				items = items[townBytes:]
			}
			k.Towns++
			size = max(size, int(item[6]&15))
			if c := a.country(u16(item)) + 1; k.Countries < len(seen) && !slices.Contains(seen[:k.Countries], c) {
				seen[k.Countries] = c
				k.Countries++
			}
		}
	})
	a.named(BareDivision(fold), true, func(entry) { k.Division = true })
	k.Inhabited = population(size)
	return k
}

// qualifiers parts a name from what stands beside it behind commas or in brackets.
func qualifiers(name string) (head string, tails []string) {
	if !strings.ContainsAny(name, ",(") {
		return name, nil
	}
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == ',' || r == '(' || r == ')' })
	for _, p := range parts {
		p = strings.TrimSpace(p)
		switch {
		case p == "":
		case head == "":
			head = p
		case len(tails) < mostQualifier:
			tails = append(tails, p)
		}
	}
	return head, tails
}

// region is what a name beside another one says where that lies: in one of some
// countries or of some units.
type region struct {
	countries []string
	units     []int
}

// region is false for a name that is none of a country, state or district.
func (g *Gazetteer) region(name string) (region, bool) {
	var r region
	a := world()
	fold := Fold(name)
	units := func(f, country string) {
		for _, u := range a.divisions(BareDivision(f)) {
			if country == "" || a.iso3(u.id) == country {
				r.units = append(r.units, u.id)
			}
		}
	}
	for _, k := range g.tail(name) {
		switch p := &g.places[k]; p.Kind {
		case KindCountry:
			r.countries = append(r.countries, p.Country)
		case KindState, KindRegion:
			if p.Country != "" {
				units(Fold(p.Name), p.Country)
			}
		}
	}
	units(fold, "")
	return r, len(r.countries)+len(r.units) > 0
}

// has reports whether a unit is or lies in the region.
func (r region) has(a *atlas, id int) bool {
	if slices.Contains(r.countries, a.iso3(id)) {
		return true
	}
	for ; id >= a.nations(); id = a.unitAt(id).parent {
		if slices.Contains(r.units, id) {
			return true
		}
	}
	return false
}

// beside is the place of a name that lies in all that stands beside it.
func (g *Gazetteer) beside(head string, tails []string) (Place, bool) {
	if p, _, ok := g.qualified(head, tails); ok {
		return p, true
	}
	a := world()
	fold := Fold(head)
	towns := a.towns(fold)
	var units []unit
	if f := BareDivision(fold); f != fold { // "Cook County, Illinois"
		units = a.divisions(f)
	}
	for _, tail := range tails {
		r, ok := g.region(tail)
		if !ok {
			return Place{}, false
		}
		towns = slices.DeleteFunc(towns, func(t town) bool { return !r.has(a, t.unit) })
		units = slices.DeleteFunc(units, func(u unit) bool { return !r.has(a, u.parent) })
	}
	if len(towns) > 0 {
		a.sort(towns)
		return g.ours(a.place(towns[0]), fold), true
	}
	if u, ok := a.chooseUnit(units, nil); ok {
		return g.oursOf(a.division(u)), true
	}
	return Place{}, false
}

// ours is the row of our own for a place of the atlas, if there is one.
func (g *Gazetteer) ours(p Place, fold string) Place {
	for _, k := range g.byFold.named(fold) {
		if twins(g.places[k], p) {
			return g.places[k]
		}
	}
	return p
}

// twins reports whether a place of our own and a town of the atlas are the same, given
// that they have a name in common.
func twins(own, p Place) bool {
	return own.Kind == KindCity && own.Country == p.Country && math.Abs(own.Lat-p.Lat) < twinDegrees && math.Abs(own.Lon-p.Lon) < twinDegrees
}

// twin is the largest town of the atlas that is the same as a place of our own.
func (a *atlas) twin(own Place) (town, bool) {
	towns := a.towns(Fold(own.Name))
	a.sort(towns)
	for _, t := range towns {
		if twins(own, a.place(t)) {
			return t, true
		}
	}
	return town{}, false
}

// sort puts the larger and the higher of towns first.
func (a *atlas) sort(towns []town) {
	slices.SortFunc(towns, func(s, t town) int {
		return cmp.Or(cmp.Compare(t.size, s.size), cmp.Compare(rise[s.standing], rise[t.standing]), cmp.Compare(s.unit, t.unit), cmp.Compare(s.point, t.point))
	})
}

// rise orders the standings: a part of a town comes last.
var rise = [16]int{standsNone: 5, seatOfCountry: 0, seatOfState: 1, seatOfDistrict: 2, seatOfLess: 3, partOfTown: 6}

// choose is the one of the towns of a name that a context leaves.
func (a *atlas) choose(towns []town, in Context) (town, bool) {
	if len(towns) == 0 {
		return town{}, false
	}
	if towns[0].weak == common {
		if len(in.Countries) == 0 {
			return town{}, false
		}
		towns = slices.DeleteFunc(towns, func(t town) bool { return t.size < wellKnown || a.iso3(t.unit) != in.Countries[0] })
		return a.largest(towns, clearly)
	}
	if there := a.inStates(towns, in.Near); len(there) > 0 {
		t, ok := a.largest(there, clearly)
		if !ok {
			t, ok = a.nearest(there, in.Near)
		}
		most := slices.MaxFunc(towns, func(s, t town) int { return cmp.Compare(s.size, t.size) })
		return t, ok && most.size-t.size <= tooSmall
	}
	// Those of the context's countries, each country costing more than the one before.
	var there []town
	for _, t := range towns {
		if i := slices.Index(in.Countries, a.iso3(t.unit)); i >= 0 {
			t.size -= perCountry * min(i, 3)
			there = append(there, t)
		}
	}
	if own := slices.DeleteFunc(slices.Clone(there), func(t town) bool { return t.other }); len(own) > 0 {
		there = own // Tolosa before Toulouse, which is called so too
	}
	if len(there) > 0 {
		if t, ok := a.largest(there, clearly); ok {
			return t, true
		}
		return a.nearest(there, in.Near)
	}
	if towns[0].weak != sound {
		return town{}, false
	}
	t, ok := a.largest(slices.Clone(towns), everywhere)
	least := knownBest
	switch {
	case len(in.Countries) > 0 && (t.standing == partOfTown || t.other):
		return town{}, false
	case len(in.Countries) > 0:
		least = wellKnown
	case len(towns) == 1 && t.standing != standsNone && t.standing != partOfTown:
		least = 0
	case len(towns) == 1:
		least = knownAlone
	}
	return t, ok && t.size >= least
}

// inStates are the towns that lie in a state or district of Near.
func (a *atlas) inStates(towns []town, near []Place) []town {
	var states []Place // with bare names
	for _, p := range near {
		if p.Kind == KindState || p.Kind == KindDistrict || p.Kind == KindRegion {
			states = append(states, Place{Name: BareDivision(Fold(p.Name)), Country: p.Country})
		}
	}
	if len(states) == 0 {
		return nil
	}
	var out []town
	for _, t := range towns {
		iso := a.iso3(t.unit)
		for id := t.unit; id >= a.nations(); {
			u := a.unitAt(id)
			if slices.ContainsFunc(states, func(p Place) bool { return p.Country == iso && a.means(u.code, p.Name, true) }) {
				out = append(out, t)
				break
			}
			id = u.parent
		}
	}
	return out
}

// largest is the town that is so many classes above all others that are not the same
// place, or the only one.
func (a *atlas) largest(towns []town, by int) (town, bool) {
	if len(towns) == 0 {
		return town{}, false
	}
	a.sort(towns)
	top := towns[0]
	for _, t := range towns[1:] {
		if top.size-t.size < by && kilometres(top.point, t.point) > samePlaceKm {
			return town{}, false
		}
	}
	return top, true
}

// nearest is the town that alone is near to a town of Near.
func (a *atlas) nearest(towns []town, near []Place) (town, bool) {
	best, at := -1, 0
	for i, t := range towns {
		for _, p := range near {
			if p.Kind != KindCity || p.Country != a.iso3(t.unit) || kilometres(t.point, pointOf(p)) > nearKm {
				continue
			}
			if best >= 0 && at != i && kilometres(t.point, towns[at].point) > samePlaceKm {
				return town{}, false
			}
			if best < 0 {
				best, at = i, i
			}
		}
	}
	if best < 0 {
		return town{}, false
	}
	return towns[best], true
}

// chooseUnit is the one division of a name in the first of the countries that
// has one, or the only one there is. A state stands before districts of its name.
func (a *atlas) chooseUnit(units []unit, countries []string) (unit, bool) {
	one := func(units []unit) (unit, bool) {
		if states := slices.DeleteFunc(slices.Clone(units), func(u unit) bool { return u.parent >= a.nations() }); len(states) > 0 {
			units = states
		}
		if len(units) != 1 {
			return unit{}, false
		}
		return units[0], true
	}
	for _, iso := range countries {
		if there := slices.DeleteFunc(slices.Clone(units), func(u unit) bool { return a.iso3(u.id) != iso }); len(there) > 0 {
			return one(there)
		}
	}
	if len(countries) > 0 {
		return unit{}, false
	}
	return one(units)
}

func pointOf(p Place) uint32 {
	return uint32(math.Round(p.Lat*100)+9000)<<16 | uint32(math.Round(p.Lon*100)+18000)
}

// shrink is the length of a degree of longitude by latitude, in thousandths of that at
// the equator, every ten degrees.
var shrink = [10]int{1000, 985, 940, 866, 766, 643, 500, 342, 174, 17}

// kilometres is the distance of near points in whole numbers, since it decides.
func kilometres(a, b uint32) int {
	lat := int(a>>16) - int(b>>16)
	lon := int(a&0xffff) - int(b&0xffff)
	if lon > 18000 || lon < -18000 { // over the date line
		lon = 36000 - max(lon, -lon)
	}
	middle := (int(a>>16)+int(b>>16))/2 - 9000
	lon = lon * shrink[max(middle, -middle)/1000] / 1000
	// 0.01 degree is 1.112 km.
	return int(math.Sqrt(float64(lat*lat+lon*lon))) * 1112 / 1000
}
