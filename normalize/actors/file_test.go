package actors_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/normalize/actors"
)

// file reads a user's actors from a table written with " ;" for the tabs.
func file(t testing.TB, lines ...string) *actors.File {
	t.Helper()
	f, err := actors.Read(strings.NewReader(table(lines...)), "mine.tsv")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func table(lines ...string) string {
	return strings.ReplaceAll(strings.Join(lines, "\n"), " ;", "\t") + "\n"
}

func with(t testing.TB, lines ...string) *actors.Base {
	t.Helper()
	b, err := actors.Default().With(file(t, lines...))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestLintFile(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  []string
	}{
		{"sound", []string{"# mine", "name ; aliases ; type ; country ; sector ; id ; nouns ; roles",
			"Ada Zorvex ; Adah Zorvex|ZORVEX Ada ; PERSON ; UKR ; GOV ; own:17 ; ; grain envoy;UKR;2023-05;2024|adviser;Zorvex Holding",
			"Zorvex Holding ; ZVX ; ORG ; IGO ; BUS ; ; group|trader", "NATO ; Nordatlantikpakt"}, nil},
		{"header", []string{"name ; alias ; type ; type"}, []string{`mine.tsv:1: "alias" is no column`, `mine.tsv:1: column "type" stands twice`}},
		{"no name column", []string{"# mine", "", "id ; type"}, []string{"mine.tsv:3: no column name"}},
		{"no header", []string{"# mine"}, []string{"mine.tsv:2: no header line"}},
		{"all faults at once", []string{"name ; aliases ; type ; country ; sector ; id",
			" ; x ; ORG",
			"Ada ; ; PERSONS ; UKR",
			"Bo ; ; PERSON ; UK ; GVO ; a b",
			"!! ; ?? ; ORG",
			"Cy ; a ; b ; c ; d ; e ; f"},
			[]string{`mine.tsv:6: 7 cells, but the header has 6 columns`, `mine.tsv:2: name: is empty`, `mine.tsv:3: type: "PERSONS" is none of PERSON, ORG`, `mine.tsv:4: country: "UK" is no ISO`, `mine.tsv:4: sector: "GVO" is none of AGR`,
				`mine.tsv:4: id: "a b" is no id`, `mine.tsv:5: name: "!!" has no letters`, `mine.tsv:5: aliases: "??" has no letters`}},
		{"names twice", []string{"name ; aliases ; type ; id", "Ada Zorvex ; A. Zorvex ; PERSON ; q", "ADA ZORVEX ; ; PERSON ; q", "Bo Zorvex ; a zorvex|Ada Zorvex ; PERSON", "Ada Zorvex ; ; ORG", "A Zorvex"},
			[]string{`mine.tsv:3: name: "ADA ZORVEX" stands at mine.tsv:2 already`, `mine.tsv:3: id: "q" stands at mine.tsv:2 already`, `mine.tsv:4: aliases: "a zorvex" stands at mine.tsv:2 already`,
				`mine.tsv:4: aliases: "Ada Zorvex" stands at mine.tsv:2 already`, `mine.tsv:6: name: "A Zorvex" stands at mine.tsv:2 already`}},
		{"roles", []string{"name ; type ; nouns ; roles", "Ada ; PERSON ; lady ; minister|;UKR|a;b;c;d;e|x;UKR;soon|x;UKR;2024-13|x;UKR;2024;2023-12", "Zorvex ; ORG ; ; trader;UKR"},
			[]string{`mine.tsv:2: roles: "a;b;c;d;e" has more than role;of;from;until`, `mine.tsv:2: nouns: "lady": a person has none`, `mine.tsv:2: roles: "minister": no country or body`, `mine.tsv:2: roles: an office has no name`,
				`mine.tsv:2: roles: "x": dates are`, `mine.tsv:2: roles: "x": dates are`, `mine.tsv:2: roles: "x": until 2023-12 is before from 2024`, `mine.tsv:3: roles: only a person`}},
		{"against the tables", []string{"name ; type ; country ; id ; roles", "Nobody Known", "Some Body ; ORG ; ; Q212", "Other Land ; GPE ; FRA ; Q36", "Angela Merkel", "Merkel, A. ; ; ; Q567", "Ada ; PERSON ; ; ; grain envoy;Nowhere Board", "NATO ; ; ; ; chief;NATO"},
			[]string{`mine.tsv:2: type: is empty, and the tables know no "Nobody Known"`, `mine.tsv:3: type: Q212 is the id of Ukraine, which is of type GPE`, `mine.tsv:4: country: Q36 is the id of Poland, which lies in POL`,
				`mine.tsv:6: name: "Merkel, A." is Angela Merkel of the tables, as is mine.tsv:5`, `mine.tsv:7: roles: "grain envoy": neither the file nor the tables know the body "Nowhere Board"`, `mine.tsv:8: roles: only a person has them`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "mine.tsv")
			if err := os.WriteFile(path, []byte(table(c.lines...)), 0o666); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, err := range actors.Lint(path) {
				got = append(got, strings.ReplaceAll(err.Error(), path, "mine.tsv"))
			}
			if !slices.EqualFunc(got, c.want, strings.HasPrefix) {
				t.Errorf("faults\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			f, err := actors.ReadFile(path)
			if c.want == nil && (err != nil || f == nil) {
				t.Errorf("ReadFile: %v", err)
			}
			if c.want != nil && err == nil {
				if _, err = actors.Default().With(f); err == nil {
					t.Error("With takes it")
				}
			}
		})
	}
	if faults := actors.Lint(filepath.Join(t.TempDir(), "none")); len(faults) != 1 {
		t.Errorf("a missing file has faults %v", faults)
	}
}

func TestWith(t *testing.T) {
	b := with(t, "name ; aliases ; type ; country ; sector ; id ; nouns",
		"Volodymyr Zelenskyy ; Wolodymyr Selenskyj",   // a new spelling
		"Nordatlantikpakt ; ; ORG ; ; ; Q7184 ; pact", // by id: another name
		"Kyiv ; Kyjiw",                                                  // a place
		"Ukraine ; Oekraïne ; GPE ; ; MIL",                              // a country, with a sector
		"Paris ; ; ORG ; CHE ; BUS ; own:paris",                         // a company called like a city
		"Labour Party ; Labour ; ORG ; NZL ; PTY ; own:labour",          // in place of the tables'
		"Zorvex Holding ; ZVX ; ORG ; CHE ; BUS ; ; group",              // new
		"Donald Trump ; ; WORK",                                         // a work called like a person
		"George Bush ; ; PERSON ; AUS ; EDU ; Q99999999",                // another man of that name
		"Angela Merkel ; Angela Kasner ; ; ; EDU ; https://mine.org/17", // an id of the user's
	)
	d := actors.Default()
	for _, c := range []struct {
		name string
		typ  corpus.EntityType
		want string // id|country|sector of the first
	}{
		{"Wolodymyr Selenskyj", corpus.Person, id(d, "Volodymyr Zelenskyy", corpus.Person) + "|UKR|GOV"},
		{"Nordatlantikpakt", corpus.Org, "Q7184|IGO|IGO"},
		{"NATO", corpus.Org, "Q7184|IGO|IGO"},
		{"Kyjiw", corpus.GPE, "kyiv|UKR|"},
		{"Kyiv", corpus.GPE, "kyiv|UKR|"},
		{"Oekraïne", corpus.GPE, "Q212|UKR|MIL"},
		{"Ukraine", corpus.GPE, "Q212|UKR|MIL"},
		{"Paris", corpus.Org, "own:paris|CHE|BUS"},
		{"Labour", corpus.Org, "own:labour|NZL|PTY"},
		{"ZVX", corpus.Org, "zorvex-holding|CHE|BUS"},
		{"Donald Trump", corpus.Work, "donald-trump||"},
		{"Donald Trump", corpus.Person, id(d, "Donald Trump", corpus.Person) + "|USA|GOV"},
		{"George Bush", corpus.Person, "Q99999999|AUS|EDU"},
		{"George W. Bush", corpus.Person, "Q207|USA|GOV"},
		{"Angela Kasner", corpus.Person, "https://mine.org/17|DEU|EDU"},
		{"Angela Merkel", corpus.Person, "https://mine.org/17|DEU|EDU"},
	} {
		list := b.Lookup(c.name, c.typ)
		if len(list) == 0 || list[0].ID+"|"+list[0].Country+"|"+list[0].Sector != c.want {
			t.Errorf("%s (%s): %+v, want %s", c.name, c.typ, list, c.want)
		}
	}
	if e, ok := b.ByID("Q7184"); !ok || e.Name != "Nordatlantikpakt" || !slices.Contains(e.Aliases, "NATO") || !slices.Contains(e.Nouns, "pact") || !slices.Contains(e.Nouns, "alliance") {
		t.Errorf("%+v", e)
	}
	// The ids of all others are as they were, and nothing went into the shared tables.
	ids := map[string]int{}
	for _, e := range b.List() {
		ids[e.ID]++
	}
	for _, e := range d.List() {
		if ids[e.ID] == 0 && e.Name != "Angela Merkel" {
			t.Errorf("%s (%s) is gone", e.ID, e.Name)
		}
	}
	for _, n := range []string{"Wolodymyr Selenskyj", "Nordatlantikpakt", "Kyjiw", "ZVX"} {
		for _, typ := range []corpus.EntityType{corpus.Person, corpus.Org, corpus.GPE} {
			if got := d.Lookup(n, typ); len(got) > 0 {
				t.Errorf("the default base knows %s: %+v", n, got)
			}
		}
	}
	if _, err := b.With(file(t, "name ; type", "X Y ; ORG")); err == nil {
		t.Error("two files are laid over")
	}
	if d.Digest() != 0 || b.Digest() == 0 {
		t.Error("digests")
	}
}

func id(b *actors.Base, name string, typ corpus.EntityType) string { return b.Lookup(name, typ)[0].ID }

// TestUsersActorsInTexts holds what a text makes of a user's rows.
func TestUsersActorsInTexts(t *testing.T) {
	b := with(t, "name ; aliases ; type ; country ; sector ; id ; nouns ; roles",
		"Ada Zorvex ; Adah Sorweks ; PERSON ; UKR ; GOV ; own:ada ; ; grain envoy;UKR;2023-05-01;2024-02|speaker;Zorvex Board;2020",
		"Zorvex Board ; ZVB ; ORG ; CHE ; BUS ; own:zvb ; panel",
		"Volodymyr Zelenskyy ; Wolodymyr Selenskyj",
		"Ukraine ; Oekraïne",
		"Kyiv ; Kyjiw",
		"Rostrand ; ; GPE ; NOR ; ; own:rostrand",
		"Paris ; ; ORG ; CHE ; BUS ; own:paris",
		"Grain Accord ; the Istanbul Accord ; LAW ; ; ; own:accord",
	)
	for _, c := range []struct{ text, want string }{
		{"[P Adah Sorweks] spoke. [P Zorvex] left.", "own:ada own:ada"},
		{"<Grain Envoy >[P Zorvex] of [G Ukraine] spoke.", "own:ada Q212"},
		{"[P Wolodymyr Selenskyj] spoke. [P Selenskyj] left.", id(b, "Volodymyr Zelenskyy", corpus.Person) + " " + id(b, "Volodymyr Zelenskyy", corpus.Person)},
		{"The [O ZVB] met. The [O Zorvex Board] voted. The panel closed.", "own:zvb own:zvb | The panel own:zvb"},
		{"[G Oekraïne] and [G Kyjiw] and [G Rostrand].", "Q212 kyiv own:rostrand"},
		{"[G Paris] is a city.", "paris"},
		{"[O Paris] is a firm.", "own:paris"},
		{"The [A Istanbul Accord] held. The [A Grain Accord] held.", "own:accord own:accord"},
		{"The [N Ukrainian] grain envoy has arrived.", "Q212 | The Ukrainian grain envoy own:ada"},
		{"[P Ada Zorveks] spoke. [P Maria Lindqvist] did not.", "own:ada maria-lindqvist"}, // a spelling
	} {
		d := parse(t, "2023-09-01", c.text)
		if err := actors.New(actors.Options{Base: b}).Apply(d); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range d.Entities {
			got = append(got, e.Actor)
		}
		for _, r := range d.References {
			got = append(got, "| "+d.Surface(r.Span)+" "+r.Actor)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\n%s, want %s\n%+v", c.text, s, c.want, d.Actors)
		}
		for _, a := range d.Actors {
			for _, why := range a.Why {
				if strings.Contains(why, "mine.tsv") {
					t.Errorf("a reason names a line of the file: %s", why)
				}
			}
		}
	}
	if s, why := b.Match("Zorvex Board", "ZVB", "Organization"); s < 0.7 {
		t.Errorf("two names of one actor: %v %s", s, why)
	}
	rows := b.Resolve([]string{"Adah Sorweks", "Ada Zorvex", "ZVB", "Zorvex Board", "Paul Moulinard"})
	for i, want := range []string{"own:ada", "own:ada", "own:zvb", "own:zvb", "paul-moulinard"} {
		if rows[i].Actor != want {
			t.Errorf("%+v, want %s", rows[i], want)
		}
	}
}

func FuzzReadFile(f *testing.F) {
	f.Add("name\taliases\ttype\tcountry\tsector\tid\tnouns\troles\nAda Zorvex\tA|B\tPERSON\tUKR\tGOV\tx\t\tenvoy;UKR;2020;2021\nNATO\tPact\n")
	f.Add("name\ttype\n\u00df\tORG\nss\tORG\nJr.\tPERSON\n-\tWORK\n")
	d := actors.Default()
	f.Fuzz(func(t *testing.T, in string) {
		file, err := actors.Read(strings.NewReader(in), "f")
		if err != nil {
			return
		}
		faults := file.Lint()
		b, err := d.With(file)
		if len(faults) > 0 && err == nil {
			t.Fatalf("With takes a file with faults: %v", faults)
		}
		if err != nil {
			return
		}
		b.Contributions()
		for _, r := range file.Rows {
			if r.Type == "" {
				continue
			}
			for _, n := range append([]string{r.Name}, r.Aliases...) {
				if len(b.Lookup(n, r.Type)) == 0 {
					t.Errorf("%q is not found", n)
				}
			}
		}
	})
}

// manyRows is a file of n invented people and companies.
func manyRows(n int) *actors.File {
	syllables := strings.Fields("ka lo mi zo ru ve ta shi po ne gra bel dor hen fla sku tri wo yan jek")
	word := func(i int) string {
		w := ""
		for ; w == "" || i > 0; i /= len(syllables) {
			w += syllables[i%len(syllables)]
		}
		return strings.ToUpper(w[:1]) + w[1:]
	}
	f := &actors.File{Name: "mine.tsv"}
	for i := range n {
		r := actors.Row{Line: i + 1}
		if i%2 == 0 {
			r.Name, r.Type, r.Country, r.Sector = word(i)+" "+word(n+i/7), corpus.Person, "USA", "BUS"
			r.Aliases = []string{word(i)[:1] + ". " + word(i) + " " + word(n+i/7)}
		} else {
			r.Name, r.Type, r.Country, r.Sector = word(i)+" Holding", corpus.Org, "CHE", "BUS"
			r.Aliases, r.Nouns = []string{word(i) + " AG"}, []string{"group", "company"}
		}
		f.Rows = append(f.Rows, r)
	}
	return f
}

func BenchmarkWith(b *testing.B) {
	for _, n := range []int{10, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			f := manyRows(n)
			if faults := f.Lint(); len(faults) > 0 {
				b.Fatal(faults[0])
			}
			b.ReportAllocs()
			for b.Loop() {
				base, err := actors.Default().With(f)
				if err != nil {
					b.Fatal(err)
				}
				base.Contributions()
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
