package places

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"dateline/corpus/lexicon"
)

func matching(expr, what string) func(string) string {
	re := regexp.MustCompile(expr)
	return func(v string) string {
		if re.MatchString(v) {
			return ""
		}
		return strconv.Quote(v) + " is no " + what
	}
}

func within(limit float64) func(string) string {
	return func(v string) string {
		if x, err := strconv.ParseFloat(v, 64); err != nil || x < -limit || x > limit {
			return strconv.Quote(v) + " is no coordinate"
		}
		return ""
	}
}

func TestTables(t *testing.T) {
	countries := lexicon.MustOpen(tables, "countries.tsv", countryColumns...)
	places := lexicon.MustOpen(tables, "places.tsv", placeColumns...)
	iso3 := map[string]bool{}
	for _, r := range countries.Rows {
		iso3[r.Get("iso3")] = true
	}
	faults := countries.Lint(
		lexicon.Rule{Column: "iso3", Required: true, Unique: true, Check: matching(`^[A-Z]{3}$`, "alpha-3 code")},
		lexicon.Rule{Column: "iso2", Required: true, Check: matching(`^[A-Z]{2}$`, "alpha-2 code")},
		lexicon.Rule{Column: "name", Required: true, Unique: true},
		lexicon.Rule{Column: "aliases", List: true, Unique: true},
		lexicon.Rule{Column: "capital", Required: true},
		lexicon.Rule{Column: "lat", Required: true, Check: within(90)},
		lexicon.Rule{Column: "lon", Required: true, Check: within(180)},
		lexicon.Rule{Column: "continent", Required: true, Check: lexicon.OneOf("AF", "AS", "EU", "NA", "SA", "OC", "AN")},
		lexicon.Rule{Column: "wikidata", Unique: true, Check: matching(`^Q[1-9][0-9]*$`, "Wikidata item")},
	)
	short := lexicon.MustOpen(tables, "abbreviations.tsv", shortColumns...)
	faults = append(faults, short.Lint(
		lexicon.Rule{Column: "name", Required: true},
		lexicon.Rule{Column: "abbreviations", Required: true, List: true},
	)...)
	for _, r := range short.Rows {
		if p, ok := Default().division(r.Get("name"), r.Get("iso3")); !ok || p.Name != r.Get("name") {
			faults = append(faults, r.Place()+": no state "+r.Get("name"))
		}
	}
	faults = append(faults, places.Lint(
		lexicon.Rule{Column: "name", Required: true},
		lexicon.Rule{Column: "iso3", Check: func(v string) string {
			if iso3[v] {
				return ""
			}
			return "unknown country " + v
		}},
		lexicon.Rule{Column: "lat", Required: true, Check: within(90)},
		lexicon.Rule{Column: "lon", Required: true, Check: within(180)},
		lexicon.Rule{Column: "kind", Required: true, Check: lexicon.OneOf("city", "state", "region", "area", "continent", "water", "mountain")},
		lexicon.Rule{Column: "rank", Required: true, Check: lexicon.OneOf("1", "2", "3", "4", "5")},
	)...)
	seen := map[string]string{}
	for _, r := range places.Rows {
		key := r.Get("name") + "|" + r.Get("iso3") + "|" + r.Get("admin") + "|" + r.Get("kind")
		if first, ok := seen[key]; ok {
			faults = append(faults, r.Place()+": the same place stands at "+first)
		}
		seen[key] = r.Place()
		if k := r.Get("kind"); (k == "city" || k == "state") && r.Get("iso3") == "" {
			faults = append(faults, r.Place()+": a "+k+" needs a country")
		}
	}
	for _, f := range faults {
		t.Error(f)
	}
	if len(places.Rows) < 4600 || len(countries.Rows) < 230 {
		t.Errorf("%d places and %d countries", len(places.Rows), len(countries.Rows))
	}
}

func TestLookup(t *testing.T) {
	g := Default()
	for _, c := range []struct{ name, want, country string }{
		{"Kiev", "Kyiv", "UKR"}, {"KHARKOV", "Kharkiv", "UKR"}, {"the Gambia", "Gambia", "GMB"},
		{"Zürich", "Zurich", "CHE"}, {"Côte d’Ivoire", "Ivory Coast", "CIV"}, {"St. Petersburg", "Saint Petersburg", "RUS"},
		{"Vaduz", "Vaduz", "LIE"}, {"Donbass", "Donbas", "UKR"}, {"Sahel", "Sahel", ""}, {"U.S.", "United States", "USA"},
		{"USSR", "Soviet Union", "SUN"}, {"Tromsø", "Tromso", "NOR"},
	} {
		got := g.Lookup(c.name)
		if len(got) == 0 || got[0].Name != c.want || got[0].Country != c.country {
			t.Errorf("Lookup(%q) = %v, want %s in %q first", c.name, got, c.want, c.country)
		}
	}
	if got := g.Lookup("Nowhere in Particular"); got != nil {
		t.Errorf("found %v", got)
	}
}

func TestQualified(t *testing.T) {
	g := Default()
	for _, c := range []struct{ head, tail, place, by string }{
		{"Tripoli", "Lebanon", "Tripoli LBN", "Lebanon LBN"}, {"Atlanta", "Georgia", "Atlanta USA", "Georgia USA"},
		{"Tbilisi", "Georgia", "Tbilisi GEO", "Georgia GEO"}, {"Paris", "Texas", "", ""},
		{"Springfield", "Ill.", "Springfield USA", "Illinois USA"}, {"Odessa", "TX", "Odessa USA", "Texas USA"}, {"Perth", "WA", "Perth AUS", "Western Australia AUS"}, {"Nowhere", "Texas", "", ""}, {"Kyiv", "Nowhere", "", ""},
	} {
		place, by, ok := g.Qualified(c.head, c.tail)
		if ok != (c.place != "") || ok && (place.Name+" "+place.Country != c.place || by.Name+" "+by.Country != c.by) {
			t.Errorf("Qualified(%s, %s) = %s %s, %s %s, %v", c.head, c.tail, place.Name, place.Country, by.Name, by.Country, ok)
		}
	}
}

func TestSpread(t *testing.T) {
	g := Default()
	for name, several := range map[string]bool{"georgia": true, "tripoli": true, "ukraine": false, "kyiv": false} {
		if n := g.Spread(name); n == 0 || n > 1 != several {
			t.Errorf("%s lies in %d countries", name, n)
		}
	}
	if n := g.Spread("nowhere in particular"); n != 0 {
		t.Errorf("nowhere lies in %d", n)
	}
	for i, p := range g.Places() {
		if p.Row != i {
			t.Fatalf("%s stands in row %d, not %d", p.Name, i, p.Row)
		}
	}
}

func TestDemonyms(t *testing.T) {
	g := Default()
	for word, want := range map[string]string{
		"Ivorian": "CIV", "ukrainians": "UKR", "Dutch": "NLD", "Congolese": "COD", "Korean": "KOR", "Nigerien": "NER", "Nigerian": "NGA",
		"Frenchman": "FRA", "Pole": "POL", "Dane": "DNK", "Soviet": "SUN", "Burkinabé": "BFA",
	} {
		if c, ok := g.CountryByDemonym(word); !ok || c.ISO3 != want {
			t.Errorf("CountryByDemonym(%q) = %q, want %s", word, c.ISO3, want)
		}
	}
	if c, ok := g.CountryByDemonym("Martian"); ok {
		t.Errorf("Martian is of %s", c.Name)
	}
}

func TestResolve(t *testing.T) {
	g := Default()
	for _, c := range []struct {
		name    string
		context []string
		kind    Kind
		country string
	}{
		{"Georgia", nil, KindCountry, "GEO"},
		{"Georgia", []string{"USA"}, KindState, "USA"},
		{"Georgia", []string{"RUS", "USA"}, KindCountry, "GEO"},
		{"Tripoli", nil, KindCity, "LBY"},
		{"Tripoli", []string{"LBN", "SYR"}, KindCity, "LBN"},
		{"Tripoli, Lebanon", nil, KindCity, "LBN"},
		{"Portland, Oregon", nil, KindCity, "USA"},
		{"Hyderabad", []string{"PAK"}, KindCity, "PAK"},
		{"Hyderabad", nil, KindCity, "IND"},
		{"Washington", nil, KindCity, "USA"},
		{"Valencia", []string{"COL", "VEN"}, KindCity, "VEN"},
		{"Gaza", nil, KindCity, "PSE"},
		{"Manchester", []string{"USA"}, KindCity, "GBR"}, // the one in New Hampshire needs that beside it
		{"Manchester, N.H., USA", nil, KindCity, "USA"},
		{"Hyderabad (Pakistan)", nil, KindCity, "PAK"},
		{"Springfield, Ill.", nil, KindCity, "USA"},
		{"Alexandria, Va.", nil, KindCity, "USA"},
		{"Alexandria", []string{"EGY", "USA"}, KindCity, "EGY"},
		{"Birmingham, Alabama", nil, KindCity, "USA"},
		{"Cordoba", []string{"ESP"}, KindCity, "ESP"},
		{"San José", nil, KindCity, "CRI"},
		{"Odessa", nil, KindCity, "UKR"},
		{"Kiev", nil, KindCity, "UKR"},
		{"Kharkiv region", nil, KindRegion, "UKR"},
	} {
		got, ok := g.Resolve(c.name, c.context)
		if !ok || got.Kind != c.kind || got.Country != c.country {
			t.Errorf("Resolve(%q, %v) = %+v %v, want %s in %s", c.name, c.context, got, ok, c.kind, c.country)
		}
	}
	for _, name := range []string{"", "Paris, Texas", "Manchester, N.H., England", "Springfield", "Hue", ",", "(", "a,b,c,d,e,f,g"} {
		if got, ok := g.Resolve(name, nil); ok {
			t.Errorf("Resolve(%q) = %+v, want nothing", name, got)
		}
	}
	for _, c := range g.Countries() { // every country is found by its own name
		if p, ok := g.Resolve(c.Name, []string{c.ISO3}); !ok || p.Country != c.ISO3 {
			t.Errorf("Resolve(%q) = %+v", c.Name, p)
		}
	}
}

// foldedSlowly is Fold by the tools of the library.
func foldedSlowly(name string) string {
	letters := strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe", "ı", "i", "ə", "e", "ħ", "h")
	var b strings.Builder
	for _, r := range norm.NFD.String(letters.Replace(strings.ToLower(name))) {
		switch {
		case strings.ContainsRune("'’ʼ‘`.", r) || unicode.Is(unicode.Mn, r):
		case strings.ContainsRune("-‐‑–,", r) || unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return shorn(strings.Join(strings.Fields(b.String()), " "))
}

func TestFoldOfLetters(t *testing.T) {
	for r := rune(1); r < 0x3000; r++ {
		for _, s := range []string{string(r), "a" + string(r) + " b"} {
			if got, want := Fold(s), foldedSlowly(s); got != want {
				t.Errorf("Fold(%q, U+%04X) = %q, want %q", s, r, got, want)
			}
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Côte d’Ivoire")
	f.Add("\xff the -")
	f.Add("The Saint-Étienne ŁÓDŹ İzmit ẞ")
	for _, p := range Default().Places()[:500] {
		f.Add(p.Name)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := Fold(s), foldedSlowly(s); got != want {
			t.Errorf("Fold(%q) = %q, want %q", s, got, want)
		}
		if once := Fold(s); len(once) > 4*len(s)+4 {
			t.Errorf("Fold(%q) has %d bytes", s, len(once))
		}
		Default().Resolve(s, []string{"USA"})
	})
}

func BenchmarkBuild(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		build(lexicon.MustOpen(tables, "countries.tsv", countryColumns...), lexicon.MustOpen(tables, "places.tsv", placeColumns...), lexicon.MustOpen(tables, "abbreviations.tsv", shortColumns...))
	}
}

func BenchmarkLookup(b *testing.B) {
	g := Default()
	b.ReportAllocs()
	for b.Loop() {
		g.Lookup("Kharkov")
	}
}
