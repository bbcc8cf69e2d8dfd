package main

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"dateline/normalize/places"
)

// drawing is the atlas before it is coded.
type drawing struct {
	nations int
	units   []unit // countries first
	names   []name
	// What is in it, for the report.
	towns, others, weak int
}

// unit is a country (with a code alone), a state or a district.
type unit struct {
	code   string // "UKR", "UA.05", "UA.05.1407"
	name   string
	parent int
	point  uint32
	size   int
	weak   int
}

// name is one spelling with the towns of that name, and those that have it beside
// their own.
type name struct {
	text  string
	fold  string
	weak  int
	towns []town
	other []*town
}

type town struct {
	record
	unit     int
	point    uint32
	size     int
	standing int
	at       [2]int // its name and its index there
}

// Standings, as in places/atlas.go.
var standings = map[string]int{"PPLC": 1, "PPLG": 1, "PPLA": 2, "PPLA2": 3, "PPLA3": 4, "PPLA4": 4, "PPLA5": 4, "PPLX": 5}

// sizeOf is the class of a population: 0 unknown, 1 below 500, then a class for each
// doubling.
func sizeOf(population int) int {
	switch {
	case population <= 0:
		return 0
	case population < 500:
		return 1
	}
	return min(2+int(math.Log2(float64(population)/500)), 15)
}

func pointOf(lat, lon float64) uint32 {
	return uint32(math.Round(lat*100)+9000)<<16 | uint32(math.Round(lon*100)+18000)
}

// Which other names go in, by size of the town.
const (
	sizeOfAll     = 9 // from here on all in Latin letters
	sizeOfFormer  = 7 // the same where names are romanised: former names, other languages of the country
	sizeOfVariant = 5 // from here on, and of seats, those that are spellings of the name
	mostOthers    = 12
)

// dense is the number of towns above which those of a country that are slight stay out:
// they are half of its rows and hardly ever in the news.
const dense = 4000

// slight towns have below 1,000 inhabitants and are the seat of nothing, or their
// population is unknown and they are the seat of a division of the fourth level.
func (r *record) slight() bool {
	if r.population == 0 {
		return r.feature == "PPLA4"
	}
	return r.population < 1000 && (standings[r.feature] == 0 || r.feature == "PPLX")
}

func draw(s *sources, v *vocabulary) *drawing {
	d := &drawing{}
	index := map[string]int{}
	for _, r := range s.towns {
		index[r.iso3] = 0
	}
	for _, iso3 := range slices.Sorted(maps.Keys(index)) {
		index[iso3] = len(d.units)
		d.units = append(d.units, unit{code: iso3})
	}
	d.nations = len(d.units)

	// The same town twice is one. Large ones first.
	slices.SortStableFunc(s.towns, func(a, b record) int {
		return cmp.Or(cmp.Compare(a.iso3, b.iso3), cmp.Compare(b.population, a.population), cmp.Compare(a.name, b.name), cmp.Compare(a.lat, b.lat), cmp.Compare(a.lon, b.lon))
	})
	many := map[string]int{}
	for _, r := range s.towns {
		many[r.iso3]++
	}
	kept := map[string][]*town{}
	var towns []*town
	for _, r := range s.towns {
		if many[r.iso3] > dense && r.slight() {
			continue
		}
		key := r.iso3 + places.Fold(r.name)
		if slices.ContainsFunc(kept[key], func(t *town) bool { return math.Abs(t.lat-r.lat) < 0.1 && math.Abs(t.lon-r.lon) < 0.1 }) {
			continue
		}
		t := &town{record: r, point: pointOf(r.lat, r.lon), size: sizeOf(r.population), standing: standings[r.feature]}
		kept[key] = append(kept[key], t)
		towns = append(towns, t)
	}

	// A district is worth its bytes where it tells something: it has two towns of
	// other names than its own.
	members := map[string]map[string]bool{}
	for _, t := range towns {
		if s.divisions[t.district] != "" {
			if members[t.district] == nil {
				members[t.district] = map[string]bool{}
			}
			if f := places.Fold(t.name); f != places.BareDivision(places.Fold(s.divisions[t.district])) {
				members[t.district][f] = true
			}
		}
	}
	enter := func(code string, parent int) int {
		if i, ok := index[code]; ok {
			return i
		}
		index[code] = len(d.units)
		d.units = append(d.units, unit{code: code, name: s.divisions[code], parent: parent, weak: v.weakness(places.BareDivision(places.Fold(s.divisions[code])))})
		return index[code]
	}
	for _, t := range towns {
		t.unit = index[t.iso3]
		if s.divisions[t.state] != "" {
			t.unit = enter(t.state, t.unit)
		}
		if len(members[t.district]) > 1 && t.unit >= d.nations {
			t.unit = enter(t.district, t.unit)
		}
		// A division lies where its largest town does.
		for u := t.unit; u >= d.nations; u = d.units[u].parent {
			if x := &d.units[u]; x.point == 0 || t.size > x.size {
				x.point, x.size = t.point, t.size
			}
		}
	}

	at := map[string]int{}
	spell := func(text string) *name {
		if i, ok := at[text]; ok {
			return &d.names[i]
		}
		fold := places.Fold(text)
		at[text] = len(d.names)
		d.names = append(d.names, name{text: text, fold: fold, weak: v.weakness(fold)})
		return &d.names[len(d.names)-1]
	}
	folds := map[string]int{} // to the size of the largest town of that name
	for _, t := range towns {
		n := spell(t.name)
		n.towns = append(n.towns, *t)
		folds[n.fold] = max(folds[n.fold], t.size+1)
	}
	d.towns = len(towns)
	for i := range d.names {
		slices.SortStableFunc(d.names[i].towns, func(a, b town) int { return cmp.Compare(b.size, a.size) })
	}
	mains := len(d.names)
	for i := range mains {
		for k := range d.names[i].towns {
			t := &d.names[i].towns[k]
			t.at = [2]int{i, k}
			for _, text := range otherNames(t, v, folds) {
				n := spell(text)
				n.other = append(n.other, t)
				d.others++
			}
		}
	}
	for i := range d.names {
		if d.names[i].weak != sound {
			d.weak++
		}
	}
	return d
}

// otherNames are the names of a town beside its own that news in English may use.
func otherNames(t *town, v *vocabulary, folds map[string]int) []string {
	seat := t.standing >= 1 && t.standing <= 3
	if t.size < sizeOfVariant && !seat {
		return nil
	}
	own := places.Fold(t.name)
	bones := skeleton(own)
	seen := map[string]bool{own: true}
	var out []string
	for _, text := range t.others {
		text = strings.TrimSpace(text)
		f := places.Fold(text)
		if seen[f] || !latin(text) || len(f) < 4 || len(text) > 30 || len(out) == mostOthers {
			continue
		}
		seen[f] = true
		if v.weakness(f) != sound || strings.HasPrefix(f, own+" ") || strings.HasSuffix(f, " "+own) {
			continue
		}
		variant := skeleton(f) == bones
		if t.size < sizeOfAll && !(t.size >= sizeOfFormer && t.romanised) && !variant {
			continue
		}
		// A name that is another town's own belongs to that one, unless this one is
		// far larger.
		if folds[f] > 0 && t.size < folds[f]+3 {
			continue
		}
		out = append(out, text)
	}
	return out
}

// latin reports whether a name is written as names are: Latin letters, a capital first,
// not all capitals. GeoNames marks what a machine transliterated with a small letter.
func latin(text string) bool {
	small := false
	for i, r := range norm.NFC.String(text) {
		switch {
		case unicode.Is(unicode.Latin, r):
			if i == 0 && !unicode.IsUpper(r) {
				return false
			}
			small = small || unicode.IsLower(r)
		case r == ' ' || r == '-' || r == '\'' || r == '’' || r == 'ʼ' || r == '.':
		default:
			return false
		}
	}
	return small
}

// articles open Arabic names in several spellings.
var articles = []string{"al ", "el ", "ad ", "ed ", "an ", "en ", "ar ", "er ", "as ", "es ", "ash ", "esh ", "at ", "et ", "az ", "ez ", "ul "}

// bone is what a letter counts for in a skeleton; those that are not here count for
// nothing.
var bone = map[rune]rune{
	'b': 'b', 'c': 'k', 'd': 'd', 'f': 'f', 'g': 'g', 'j': 'g', 'k': 'k', 'l': 'l', 'm': 'm', 'n': 'n', 'p': 'p', 'q': 'k',
	'r': 'r', 's': 's', 't': 't', 'v': 'v', 'w': 'v', 'x': 'k', 'z': 's',
}

// skeleton is what the romanisations of one name share: its consonants, roughly.
func skeleton(fold string) string {
	for _, a := range articles {
		if s, ok := strings.CutPrefix(fold, a); ok {
			fold = s
			break
		}
	}
	var b strings.Builder
	last := rune(0)
	for i, r := range fold {
		c, ok := bone[r]
		switch {
		case !ok && i == 0 && r != 'h':
			c = 'a' // that there is a vowel, not which
		case !ok:
			last = 0
			continue
		}
		if c != last {
			b.WriteRune(c)
		}
		last = c
	}
	return b.String()
}
