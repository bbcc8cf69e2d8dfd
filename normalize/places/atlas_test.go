package places

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// all calls with every entry of the atlas and its bucket.
func (a *atlas) all(yield func(bucket int, e entry)) {
	for b := range atlasBuckets {
		for at, end := u24(a.buckets[3*b:]), u24(a.buckets[3*b+3:]); at < end; {
			var e entry
			e, at = a.entryAt(at)
			yield(b, e)
		}
	}
}

func TestAtlasIsWhole(t *testing.T) {
	a := world()
	if len(atlasTable) > 4400<<10 {
		t.Errorf("the atlas has %d bytes", len(atlasTable))
	}
	if last := u24(a.buckets[3*atlasBuckets:]); last != len(a.entries) {
		t.Errorf("the last bucket ends at %d of %d", last, len(a.entries))
	}
	for i := 3; i < len(a.countries); i += 3 {
		if a.countries[i-3:i] >= a.countries[i:i+3] {
			t.Errorf("%s stands before %s", a.countries[i-3:i], a.countries[i:i+3])
		}
	}
	if !strings.Contains(atlasTable[:1000], "GeoNames") || !strings.Contains(atlasTable[:1000], "CC BY 4.0") {
		t.Error("no notice of source and licence")
	}
	g := Default()
	units := len(a.units) / 3
	counts := map[byte]int{}
	weak, last := 0, -1
	isTowns := map[int]int{} // offset to how many
	a.all(func(_ int, e entry) {
		if e.holds() == holdsTowns {
			isTowns[e.at] = len(e.items) / townBytes
		}
	})
	a.all(func(b int, e entry) {
		name := a.name(e.code)
		fold := Fold(name)
		if e.holds() == holdsUnits {
			fold = BareDivision(fold)
		}
		if h := key64(fold); int(h>>48) != b || a.entries[e.at] != byte(h>>40) {
			t.Fatalf("%q is not where its hash says", name)
		}
		if name == "" || len(name) > longestName || !utf8.ValidString(name) || !norm.NFC.IsNormalString(name) || strings.TrimSpace(name) != name {
			t.Errorf("%q is no good name", name)
		}
		if len(e.items) == 0 || e.at <= last {
			t.Errorf("%q holds nothing or is out of order", name)
		}
		last = e.at
		if e.weak() > common {
			t.Errorf("%q is weak beyond measure", name)
		}
		if e.weak() != sound {
			weak++
		}
		size := 16
		for items := e.items; len(items) > 0; items = items[itemBytes[e.holds()]:] {
			counts[e.holds()]++
			switch e.holds() {
			case holdsTowns:
				tn := townOf(e, items)
				lat, lon := degrees(tn.point)
				if tn.unit >= units || tn.standing > partOfTown || lat < -90 || lat > 90 || lon < -180 || lon > 180 {
					t.Errorf("%q: %+v", name, tn)
				}
				if tn.size > size {
					t.Errorf("%q: the larger stand behind the smaller", name)
				}
				size = tn.size
				if _, ok := g.Country(a.iso3(tn.unit)); !ok {
					t.Errorf("%q lies in %s", name, a.iso3(tn.unit))
				}
			case holdsOthers:
				if of := isTowns[u24(items)]; int(items[3]) >= of {
					t.Errorf("%q is another name of town %d of %d", name, items[3], of)
				}
			case holdsUnits:
				u := unitOf(e, items)
				if u.id < a.nations() || u.id >= units || u.parent >= u.id || a.unitAt(u.id) != u {
					t.Errorf("%q: %+v", name, u)
				}
				if u.parent >= a.nations() && a.unitAt(u.parent).parent >= a.nations() {
					t.Errorf("%q lies three deep", name)
				}
			}
		}
	})
	if counts[holdsTowns] < 180000 || counts[holdsOthers] < 50000 || counts[holdsUnits] < 15000 || weak < 5000 {
		t.Errorf("%v, %d weak names", counts, weak)
	}
}

// Every town and division is found by each of its names.
func TestAtlasFindsAll(t *testing.T) {
	a := world()
	a.all(func(_ int, e entry) {
		name := a.name(e.code)
		fold := Fold(name)
		switch e.holds() {
		case holdsTowns:
			found := a.towns(fold)
			for items := e.items; len(items) > 0; items = items[townBytes:] {
				want := townOf(e, items)
				if !slices.ContainsFunc(found, func(t town) bool { return t.point == want.point && t.unit == want.unit && !t.other }) {
					t.Errorf("%s of %s is not found", name, a.iso3(want.unit))
				}
			}
		case holdsOthers:
			of, _ := a.entryAt(u24(e.items))
			want := townOf(of, of.items[townBytes*int(e.items[3]):])
			if !slices.ContainsFunc(a.towns(fold), func(t town) bool { return t.point == want.point && t.unit == want.unit }) {
				t.Errorf("%s is not found as %s", a.name(of.code), name)
			}
		case holdsUnits:
			want := unitOf(e, e.items)
			if !slices.Contains(a.divisions(BareDivision(fold)), want) {
				t.Errorf("the division %s is not found", name)
			}
		}
		if k := Known(BareDivision(fold)); e.holds() == holdsUnits && !k.Division || e.holds() != holdsUnits && Known(fold).Towns == 0 {
			t.Errorf("Known(%q) = %+v", fold, k)
		}
	})
}

// boxes are countries without far islands: south, north, west, east, with a degree to spare.
var boxes = map[string][4]float64{
	"AFG": {28, 40, 59, 76}, "ARG": {-56, -20, -75, -52}, "BGD": {19, 28, 87, 94}, "BOL": {-24, -8, -71, -56}, "BRA": {-35, 7, -75, -31},
	"CHE": {44, 49, 5, 12}, "CIV": {3, 12, -10, -1}, "CMR": {0, 14, 7, 18}, "COD": {-15, 7, 11, 33}, "COL": {-6, 15, -83, -65},
	"CZE": {47, 53, 11, 20}, "DEU": {46, 56, 4, 17}, "DZA": {17, 39, -10, 13}, "EGY": {20, 33, 23, 38}, "ETH": {2, 16, 31, 49},
	"FRA": {40, 52, -6, 11}, "GBR": {48, 62, -10, 3}, "GRC": {33, 43, 18, 31}, "HUN": {44, 50, 15, 24}, "IDN": {-12, 8, 94, 142},
	"IND": {5, 37, 67, 99}, "IRN": {24, 41, 43, 65}, "IRQ": {28, 39, 37, 50}, "ISR": {28, 34, 33, 37}, "ITA": {34, 48, 5, 20},
	"JPN": {23, 47, 122, 147}, "KAZ": {39, 57, 45, 89}, "KEN": {-6, 6, 32, 43}, "LBY": {18, 34, 8, 27}, "MEX": {13, 34, -119, -85},
	"MLI": {9, 26, -13, 6}, "MMR": {8, 30, 91, 103}, "NGA": {3, 15, 1, 16}, "PAK": {22, 38, 59, 79}, "PER": {-20, 1, -83, -67},
	"PHL": {3, 22, 115, 128}, "POL": {48, 56, 13, 26}, "PRK": {36, 44, 123, 132}, "PSE": {30, 33, 33, 37}, "ROU": {42, 50, 19, 31},
	"SAU": {15, 34, 33, 57}, "SDN": {7, 24, 20, 40}, "SOM": {-3, 13, 39, 53}, "SWE": {54, 70, 9, 26}, "SYR": {31, 39, 34, 44},
	"THA": {4, 22, 96, 107}, "TUR": {34, 44, 24, 46}, "UKR": {43, 54, 21, 42}, "VEN": {-1, 14, -75, -58}, "VNM": {7, 25, 101, 114},
	"YEM": {11, 20, 41, 56}, "ZAF": {-36, -21, 15, 34},
}

func TestCoordinatesLieInTheirCountry(t *testing.T) {
	in := func(p Place) bool { // Dhekelia is a British base on Cyprus
		b, ok := boxes[p.Country]
		return !ok || p.Name == "Dhekelia" || p.Lat >= b[0] && p.Lat <= b[1] && p.Lon >= b[2] && p.Lon <= b[3]
	}
	for _, p := range Default().Places() {
		if p.Kind == KindCity && !in(p) {
			t.Errorf("%s of %s lies at %.2f %.2f", p.Name, p.Country, p.Lat, p.Lon)
		}
	}
	a := world()
	a.all(func(_ int, e entry) {
		if e.holds() == holdsTowns {
			for items := e.items; len(items) > 0; items = items[townBytes:] {
				if p := a.place(townOf(e, items)); !in(p) {
					t.Errorf("%s of %s lies at %.2f %.2f", p.Name, p.Country, p.Lat, p.Lon)
				}
			}
		}
	})
}

// The tables of our own and the atlas agree where towns lie: a town of ours is within
// 50 km of one of the atlas that has its name and country, if there is any.
func TestTablesAgree(t *testing.T) {
	a := world()
	seen, far := 0, 0
	for _, p := range Default().Places() {
		if p.Kind != KindCity || p.Rank > 3 {
			continue
		}
		best := math.MaxInt
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			for _, tn := range a.towns(Fold(n)) {
				if q := a.place(tn); q.Country == p.Country {
					best = min(best, Distance(p, q))
				}
			}
		}
		if best < math.MaxInt {
			seen++
			if best > 50 {
				far++
				t.Logf("%s of %s is %d km from any in the atlas", p.Name, p.Country, best)
			}
		}
	}
	if seen < 2500 || far*100 > seen {
		t.Errorf("%d of %d are far", far, seen)
	}
}

func TestAtlasOfAnotherFormat(t *testing.T) {
	for _, s := range []string{"", "dlatlas0", atlasTable[:100], "x" + atlasTable} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a table of %d bytes was opened", len(s))
				}
			}()
			openAtlas(s)
		}()
	}
}
