package places

import (
	"slices"
	"strings"
	"testing"
)

func TestLocate(t *testing.T) {
	g := Default()
	for _, c := range []struct{ name, countries, want string }{ // want: name, state, country
		// The largest place of the name in what stands beside it.
		{"Springfield, Illinois", "", "Springfield Illinois USA"},
		{"Springfield, Ill.", "", "Springfield Illinois USA"},
		{"Springfield, IL", "", "Springfield Illinois USA"},
		{"Springfield, Sangamon County, Illinois, USA", "", "Springfield Illinois USA"},
		{"Paris, Texas", "", "Paris Texas USA"},
		{"Paris, Texas, France", "", ""},
		{"Birmingham, Alabama", "", "Birmingham Alabama USA"},
		{"Alexandria, Va.", "", "Alexandria Virginia USA"},
		{"Odessa, Texas", "", "Odessa Texas USA"},
		{"Hyderabad (Pakistan)", "", "Hyderabad Sindh PAK"},
		{"Tripoli, Lebanon", "", "Tripoli  LBN"},
		{"Kupwara, Kashmir", "", "Kupwara Jammu and Kashmir IND"},
		{"Boston, Lincolnshire", "", "Boston England GBR"},
		{"Boston", "", "Boston Massachusetts USA"},
		{"Perth, WA", "", "Perth Western Australia AUS"},
		{"Vancouver, WA", "", "Vancouver Washington State USA"},
		{"Geelong, Vic.", "", "Geelong Victoria AUS"},
		{"Moose Jaw, Sask.", "", "Moose Jaw Saskatchewan CAN"},
		{"Rome, Ga.", "", "Rome Georgia USA"},
		{"Cook County, Illinois", "", "Cook County Illinois USA"},
		{"Nowhere, Texas", "", ""},
		{"Paris, Nowhere", "", ""},
		// Rows of our own stand first.
		{"Paris", "USA", "Paris Ile-de-France FRA"},
		{"Kiev", "", "Kyiv  UKR"},
		{"Georgia", "USA", "Georgia  USA"},
		{"San José", "", "San Jose  CRI"},
		// One town in the world.
		{"Bhagalpur", "", "Bhagalpur Bihar IND"},
		{"Loughborough", "", "Loughborough England GBR"},
		{"Loughborough", "FRA", ""}, // too small to be meant by a text about France
		{"Loughborough", "FRA GBR", "Loughborough England GBR"},
		// Several.
		{"Springfield", "", ""},
		{"Springfield", "USA", ""},
		{"Bloomington", "", ""},
		{"Huntsville", "USA", ""},
		{"Evansville", "USA", "Evansville Indiana USA"},
		{"Evansville", "IRQ USA", "Evansville Indiana USA"},
		{"Sterling Heights", "USA", "Sterling Heights Michigan USA"},
		// Other names.
		{"Bayji", "IRQ", "Baiji  IRQ"},
		{"Musa Qalah", "AFG", "Musa Qala  AFG"},
		{"Samangan", "AFG", "Samangan  AFG"}, // the province, not its seat
		// Weak names.
		{"March", "", ""}, {"March", "GBR", ""}, {"March, Cambridgeshire", "", "March England GBR"},
		{"Bar", "MNE", ""}, {"Bar, Montenegro", "", "Bar Bar MNE"},
		{"Police", "POL", ""}, {"Police, Poland", "", "Police West Pomerania POL"},
		{"Of", "TUR", ""}, {"Union", "USA", ""}, {"White House", "USA", ""}, {"Clinton", "USA", ""}, {"Of, Turkey", "", "Of Trabzon TUR"},
		{"Reading", "", ""}, {"Reading", "GBR", "Reading England GBR"}, {"Reading", "USA GBR", ""},
		{"Mobile", "USA", "Mobile Alabama USA"},
		{"Silver Spring", "USA", "Silver Spring Maryland USA"}, {"Silver Spring", "", ""},
		{"GER", "FRA", ""}, {"ITA", "", ""},
		// Divisions.
		{"Kupwara district", "IND", "Kupwara Jammu and Kashmir IND"},
		{"Gwinnett County", "USA", "Gwinnett County Georgia USA"},
		{"Cook County", "USA", ""},
		{"Kherson region", "", "Kherson Oblast  UKR"},
		{"Limburg province", "NLD", "Limburg  NLD"},
		{"", "USA", ""}, {",", "", ""}, {"((", "", ""},
	} {
		p, ok := g.Locate(c.name, Context{Countries: strings.Fields(c.countries)})
		got := ""
		if ok {
			got = p.Name + " " + p.Admin + " " + p.Country
		}
		if got != c.want {
			t.Errorf("Locate(%q, %s) = %q, want %q", c.name, c.countries, got, c.want)
		}
	}
}

func TestLocateNear(t *testing.T) {
	g := Default()
	at := func(names ...string) Context {
		in := Context{Countries: []string{"USA"}}
		for _, n := range names {
			p, ok := g.Locate(n, in)
			if !ok {
				t.Fatalf("no %s", n)
			}
			in.Near = append(in.Near, p)
		}
		return in
	}
	for _, c := range []struct {
		name string
		in   Context
		want string
	}{
		{"Huntsville", at("Texas"), "Texas"},
		{"Huntsville", at("Alabama"), "Alabama"},
		{"Springfield", at("Chicago"), ""}, // 290 km
		{"Bloomington", at("Minneapolis"), "Minnesota"},
		{"Bloomington", at("Indiana"), "Indiana"},
		{"Bloomington", at("Texas"), ""}, // there is a small one
	} {
		p, _ := g.Locate(c.name, c.in)
		if p.Admin != c.want {
			t.Errorf("%s near %s is in %q, want %q", c.name, c.in.Near[0].Name, p.Admin, c.want)
		}
	}
}

func TestContext(t *testing.T) {
	g := Default()
	in := g.Context([]string{"Georgia", "Iraqi", "Baghdad", "Texas", "Baghdad", "Tripoli, Lebanon", "Paris", "Nowhere"})
	if !slices.Equal(in.Countries, []string{"IRQ", "USA", "LBN", "FRA"}) {
		t.Errorf("countries %v", in.Countries)
	}
	var near []string
	for _, p := range in.Near {
		near = append(near, p.Name)
	}
	if !slices.Equal(near, []string{"Baghdad", "Texas", "Tripoli", "Paris"}) {
		t.Errorf("near %v", near)
	}
	if c := g.Context(nil); c.Countries != nil || c.Near != nil {
		t.Errorf("of nothing: %+v", c)
	}
}

func TestCountryOf(t *testing.T) {
	g := Default()
	for _, c := range []struct{ name, countries, want string }{
		{"Springfield", "USA", "USA"}, {"Springfield", "", ""}, {"Springfield", "FRA", ""}, {"Kyiv", "", "UKR"}, {"Black Sea", "", ""},
		{"March", "GBR", ""}, {"Springfield, Illinois", "", "USA"}, {"Santa Rosa", "MEX PHL", ""},
	} {
		if got, _ := g.CountryOf(c.name, Context{Countries: strings.Fields(c.countries)}); got != c.want {
			t.Errorf("CountryOf(%q, %s) = %q, want %q", c.name, c.countries, got, c.want)
		}
	}
}

func TestCandidates(t *testing.T) {
	g := Default()
	got := g.Candidates("Manchester")
	if len(got) < 6 || got[0].Country != "GBR" || got[0].Other() {
		t.Fatalf("Candidates(Manchester) = %v", got)
	}
	for i, p := range got {
		if p.Other() != (p.Row < 0) || p.Other() && p.Rank != RankOther {
			t.Errorf("%+v", p)
		}
		for _, q := range got[:i] {
			if q.Country == p.Country && q.Kind == p.Kind && Distance(p, q) < 5 {
				t.Errorf("%+v and %+v are the same", p, q)
			}
		}
	}
	if got := g.Candidates("Nowhere in Particular"); got != nil {
		t.Errorf("found %v", got)
	}
}

func TestParents(t *testing.T) {
	g := Default()
	for name, want := range map[string]string{
		"Boston, Lincolnshire":  "Lincolnshire, England, United Kingdom",
		"Bhagalpur":             "Bhagalpur, Bihar, India",
		"Kyiv":                  "Kyiv City, Ukraine",
		"Cook County, Illinois": "Illinois, United States",
		"Illinois":              "United States",
		"France":                "",
		"Black Sea":             "",
	} {
		p, ok := g.Locate(name, Context{})
		if !ok {
			t.Errorf("no %s", name)
			continue
		}
		var got []string
		for _, q := range g.Parents(p) {
			got = append(got, q.Name)
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s lies in %q, want %q", name, s, want)
		}
	}
}

func TestDistance(t *testing.T) {
	g := Default()
	at := func(name string) Place { p, _ := g.Resolve(name, nil); return p }
	for _, c := range []struct {
		a, b string
		km   int
	}{{"London", "Paris", 344}, {"New York", "Tokyo", 10850}, {"Kyiv", "Kyiv", 0}, {"Suva", "Apia", 1150}} {
		if got := Distance(at(c.a), at(c.b)); got < c.km*97/100 || got > c.km*103/100 {
			t.Errorf("%s to %s: %d km, want about %d", c.a, c.b, got, c.km)
		}
		if got := kilometres(pointOf(at(c.a)), pointOf(at(c.b))); c.km < 2000 && (got < c.km*95/100-1 || got > c.km*105/100) {
			t.Errorf("%s to %s: %d whole km, want about %d", c.a, c.b, got, c.km)
		}
	}
}

func TestKnown(t *testing.T) {
	for fold, want := range map[string]Knowledge{
		"loughborough": {Towns: 1, Countries: 1, Inhabited: 64000},
		"nowhere":      {},
		"":             {},
	} {
		if got := Known(fold); got != want {
			t.Errorf("Known(%q) = %+v, want %+v", fold, got, want)
		}
	}
	if k := Known("san jose"); k.Towns < 40 || k.Countries != 8 || k.Weak != sound {
		t.Errorf("San José: %+v", k)
	}
	for _, fold := range []string{"march", "union", "mary", "police", "of", "french", "clinton", "white house"} {
		if k := Known(fold); k.Towns > 0 && k.Weak == sound {
			t.Errorf("%s is not weak", fold)
		}
	}
	for _, fold := range []string{"loughborough", "san jose", "nowhere", "zhytomyr oblast"} {
		if n := testing.AllocsPerRun(100, func() { Known(fold) }); n != 0 {
			t.Errorf("Known(%q) allocates %v times", fold, n)
		}
	}
}

func TestBareDivision(t *testing.T) {
	for fold, want := range map[string]string{
		"zhytomyr oblast": "zhytomyr", "county armagh": "armagh", "province of bari": "bari", "state": "state", "new york state": "new york", "paris": "paris", "": "",
	} {
		if got := BareDivision(fold); got != want {
			t.Errorf("BareDivision(%q) = %q, want %q", fold, got, want)
		}
	}
}

// What is located is a candidate, by any context.
func FuzzLocate(f *testing.F) {
	f.Add("Springfield, Ill.", "USA")
	f.Add("Kupwara district", "IND")
	f.Add("\xff(,) san josé", "MEX CRI")
	f.Add("Saint-Denis", "FRA")
	g := Default()
	f.Fuzz(func(t *testing.T, name, countries string) {
		in := Context{Countries: strings.Fields(countries)}
		p, ok := g.Locate(name, in)
		if q, again := g.Locate(name, in); again != ok || q.Name != p.Name || q.Lat != p.Lat || q.Lon != p.Lon {
			t.Errorf("Locate(%q) = %v, then %v", name, p, q)
		}
		if iso, known := g.CountryOf(name, in); ok && (iso != p.Country || known != (p.Country != "")) {
			t.Errorf("CountryOf(%q) = %q of %v", name, iso, p)
		}
		if !ok {
			return
		}
		if p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 || p.Name == "" {
			t.Errorf("Locate(%q) = %+v", name, p)
		}
		if _, tails := qualifiers(name); len(tails) == 0 && !slices.ContainsFunc(g.Candidates(name), func(c Place) bool { return c.Country == p.Country && Distance(c, p) < 60 }) {
			t.Errorf("Locate(%q) = %v, which is no candidate", name, p)
		}
		g.Parents(p)
	})
}

func BenchmarkKnown(b *testing.B) {
	for name, fold := range map[string]string{"town": "loughborough", "unknown": "government", "many": "san jose"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Known(fold)
			}
		})
	}
}

func BenchmarkLocate(b *testing.B) {
	g := Default()
	in := Context{Countries: []string{"GBR", "USA"}}
	for _, name := range []string{"Kyiv", "Loughborough", "San Antonio", "Springfield, Illinois", "Nowhere"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				g.Locate(name, in)
			}
		})
	}
}

// BenchmarkOpen is all that the atlas costs at the start.
func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		openAtlas(atlasTable)
	}
}
