package actors_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/normalize/actors"
)

// rowsOf writes the rows of a file, one a line: type, name, aliases, country, sector, id,
// roles.
func rowsOf(f *actors.File) string {
	var out []string
	for _, r := range f.Rows {
		row := []string{string(r.Type), r.Name, strings.Join(r.Aliases, "|"), r.Country, r.Sector, r.ID}
		for _, x := range r.Roles {
			row = append(row, strings.Join([]string{x.Role, x.Of, x.From, x.Until}, " "))
		}
		out = append(out, strings.TrimRight(strings.Join(row, ";"), ";"))
	}
	return strings.Join(out, "\n")
}

const ftm = `{"id":"NK-1","caption":"Ada Exampelova","schema":"Person","properties":{"name":["Ada Exampelova","Ада Экзампелова"],"alias":["Exampelova","A. B. Exampelova"],"nationality":["ua"],"topics":["role.rca","role.pep"]}}
{"id":"Q7747","caption":"Vladimir Putin","schema":"Person","properties":{"name":["Wladimir Wladimirowitsch Putin"],"country":["ru"],"wikidataId":["Q7747"]}}

{"id":"NK-2","caption":"Zorvex Holding","schema":"Company","properties":{"alias":["ZVX"],"jurisdiction":["ch"]}}
{"id":"NK-3","caption":"Zorvex Peoples Party","schema":"Organization","properties":{"country":[{"id":"x"},"ch"],"topics":["pol.party"]}}
{"id":"a","schema":"Address","properties":{"full":["1 Holm Street"]}}
{"id":"p","schema":"Position","properties":{"name":["Grain envoy of Ukraine"],"country":["ua"]}}
{"id":"o","schema":"Occupancy","properties":{"holder":["NK-1"],"post":["p"],"startDate":["2020-01-02"],"endDate":["2021-02"]}}
{"id":"NK-4","caption":"Ada Exampelova","schema":"Person","properties":{"country":["us"]}}
{"id":"NK-5","caption":"Zorvex Holding","schema":"Company","properties":{"alias":["Zorvex Works","ZVX"]}}
`

const petrarch = `# an actor dictionary
UKRAINE_ [UKR]
+UKRAINIAN_
+KYIV_
+KHOKHLANDIA_  ; not nice
ADA_EXAMPELOVA_ [UKRELI <20140227] ; comment
+A._EXAMPELOVA_
+EXAMPELOVA_
	[UKRGOV 20140227-20190829]
	[UKRELI >20190829]
ZORVEX_LIBERATION_ARMY_ [UKRREB]
+ZLA_
ZORVEX_TIMES [CHEMED/CHE]
INTERNATIONAL_FISH_COUNCIL_OF_THE_NORTH [IGO]
NOBODY_ [---]
+NOBODIES_
&FISH
+HERRING
BOB_EXAMPELOV [USAMIL 961226-970101]
`

func TestFormats(t *testing.T) {
	for _, c := range []struct{ name, text, want, notes string }{
		{"followthemoney", ftm,
			`PERSON;Ada Exampelova;Ада Экзампелова|A. B. Exampelova;UKR;GOV;NK-1;grain envoy UKR 2020-01-02 2021-02
PERSON;Vladimir Putin;Wladimir Wladimirowitsch Putin;RUS;;Q7747
ORG;Zorvex Holding;ZVX;CHE;BUS;NK-2
ORG;Zorvex Peoples Party;;CHE;PTY;NK-3
ORG;Zorvex Works;;;BUS;NK-5`,
			`f:1: alias: names of one word of people: 1 left out, the first here
f:6: schema: Address is no actor: 1 left out, the first here
f:9: name: "Ada Exampelova" is left out: f:1 has it
f:10: aliases: "ZVX" is left out: f:4 has it
f:10: name: "Zorvex Holding" is left out: f:4 has it`},
		{"followthemoney of places, and of what cannot be used", `{"id":"Q212","schema":"LegalEntity","properties":{"name":["Ukraine"],"country":["ua"],"classification":["GPE"]}}
{"id":"zorvograd","schema":"LegalEntity","properties":{"name":["Zorvograd"],"classification":["GPE"],"country":["suhh"]}}
{"id":"NK-1","schema":"LegalEntity","properties":{"name":["Zorvex\tHolding"],"weakAlias":["Z","Zed"]}}
{"id":"s","schema":"Sanction","properties":{}}
{"id":"NK-2","schema":"Person","properties":{}}
{"id":"p","schema":"Position","properties":{"name":["Envoy"]}}
{"id":"o","schema":"Occupancy","properties":{"holder":["NK-9"],"post":["p"]}}
{"id":"t","schema":"Sanction","properties":{}}
{"id":"u","schema":"Occupancy","properties":{"holder":["NK-1"],"post":["p"],"startDate":["2020"]}}
`,
			"GPE;Ukraine;;UKR;;Q212\nGPE;Zorvograd;;;;zorvograd\nORG;Zorvex Holding;;;;NK-1",
			`f:2: country: no country has the code "suhh": 1 left out, the first here
f:3: weakAlias: other people's names too: 2 left out, the first here
f:4: schema: Sanction is no actor: 2 left out, the first here
f:5: name: entities without a name: 1 left out, the first here
f:7: Occupancy: its holder is none of the file's actors: 1 left out, the first here
f:9: Occupancy: its post is of no country: 1 left out, the first here`},
		{"petrarch", petrarch,
			`GPE;Ukraine;Khokhlandia;UKR
PERSON;Ada Exampelova;A. Exampelova;UKR;GOV;;in office UKR 2014-02-27 2019-08-29
ORG;Zorvex Liberation Army;ZLA;UKR;REB
ORG;Zorvex Times;;CHE;JRN
ORG;International Fish Council of the North;;IGO;IGO
PERSON;Bob Exampelov;;USA;MIL`, ""},
		{"a table", "# mine\nid\tname\ttype\nown:1\tAda Exampelova\tPERSON\n", "PERSON;Ada Exampelova;;;;own:1", ""},
		{"a table with a bracket", "name\ttype\nZorvex [old]\tORG\n", "ORG;Zorvex [old]", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := actors.Read(strings.NewReader(c.text), "f")
			if err != nil {
				t.Fatal(err)
			}
			if got := rowsOf(f); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
			var notes []string
			for _, n := range f.Notes {
				notes = append(notes, n.Error())
			}
			if got := strings.Join(notes, "\n"); got != c.notes {
				t.Errorf("notes\n got %s\nwant %s", got, c.notes)
			}
			if faults := f.Lint(); len(faults) > 0 {
				t.Error(faults)
			}
			if _, err := actors.Default().With(f); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestFormatFaults holds that what cannot be read is said with file and line, all
// of it at once.
func TestFormatFaults(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"{\"id\":\"1\",\"schema\":\"Person\",\"properties\":{}}\n{\"id\":\n{\"id\":\"2\"}\n",
			"f:2: no entity of FollowTheMoney: unexpected end of JSON input\nf:3: schema: is missing"},
		{"{\"id\":\"h\",\"caption\":\"Ada Exampelova\",\"schema\":\"Person\"}\n{\"id\":\"p\",\"schema\":\"Position\",\"properties\":{\"name\":[\"Envoy\"],\"country\":[\"ua\"]}}\n{\"id\":\"o\",\"schema\":\"Occupancy\",\"properties\":{\"holder\":[\"h\"],\"post\":[\"p\"],\"startDate\":[\"May 2020\"]}}\n",
			"f:3: startDate, endDate: dates are written 2024, 2024-02 or 2024-02-29"},
		{"+LOST_ [UKR]\nADA_EXAMPLE [UKRGOV\nBOB_EXAMPLE [ukr]\nEVE_EXAMPLE [UKRGOV >2014]\nZED_EXAMPLE\n\t[UKRGOV 20190829-20140227]\nNAMELESS_\n",
			"f:1: a synonym without a name before it\nf:2: a bracket is not closed\nf:3: \"ukr\" is no code\n" +
				"f:4: \">2014\": days are written <20140227, >20140227 or 20140227-20190829\n" +
				"f:6: \"20190829-20140227\": days are written <20140227, >20140227 or 20140227-20190829\nf:7: \"Nameless\" has no code"},
	} {
		_, err := actors.Read(strings.NewReader(c.text), "f")
		if err == nil || err.Error() != c.want {
			t.Errorf("\n got %v\nwant %s", err, c.want)
		}
	}
}

// TestImportedActorsInTexts holds that actors of the other formats are resolved as
// those of a table are.
func TestImportedActorsInTexts(t *testing.T) {
	for _, text := range []string{ftm, petrarch} {
		f, err := actors.Read(strings.NewReader(text), "f")
		if err != nil {
			t.Fatal(err)
		}
		b, err := actors.Default().With(f)
		if err != nil {
			t.Fatal(err)
		}
		d := parse(t, "2015-05-01", "[P Ada Exampelova] spoke. [P Exampelova] left.")
		if err := actors.New(actors.Options{Base: b}).Apply(d); err != nil {
			t.Fatal(err)
		}
		if len(d.Actors) != 1 || d.Actors[0].Country != "UKR" || d.Actors[0].Sector != "GOV" {
			t.Errorf("%+v", d.Actors)
		}
	}
}

func TestDecide(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mine.tsv")
	if err := os.WriteFile(path, []byte("# mine\nname\ttype\tid\nZorvex\tORG\town:1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	merge := actors.Decision{ID: "jan-exampelov", Name: "Jan Exampelov", Spellings: []string{"Jan Exampelov", "Johann Exampelov"}, Type: corpus.Person}
	split := []actors.Decision{
		{Name: "Johann Exampelov", Type: corpus.Person, Apart: []string{"jan-exampelov"}},
		{ID: "jan-exampelov", Name: "Jan Exampelov", Type: corpus.Person},
	}
	other := actors.Decision{Name: "Vladimir Putin", Type: corpus.Person, Country: "USA", Apart: []string{"Q7747"}}
	for _, c := range []struct {
		decisions []actors.Decision
		want      string
	}{
		{[]actors.Decision{merge}, "# mine\nname\ttype\tid\taliases\nZorvex\tORG\town:1\nJan Exampelov\tPERSON\tjan-exampelov\tJohann Exampelov\n"},
		{split, "# mine\nname\ttype\tid\taliases\tapart\nZorvex\tORG\town:1\nJan Exampelov\tPERSON\tjan-exampelov\nJohann Exampelov\tPERSON\t\t\tjan-exampelov\n"},
		{[]actors.Decision{merge}, "# mine\nname\ttype\tid\taliases\tapart\nZorvex\tORG\town:1\nJan Exampelov\tPERSON\tjan-exampelov\tJohann Exampelov\n"},
		{[]actors.Decision{other}, "# mine\nname\ttype\tid\taliases\tapart\tcountry\nZorvex\tORG\town:1\nJan Exampelov\tPERSON\tjan-exampelov\tJohann Exampelov\nVladimir Putin\tPERSON\t\t\tQ7747\tUSA\n"},
	} {
		if err := actors.Decide(path, c.decisions); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != c.want {
			t.Errorf("\n got %q\nwant %q", got, c.want)
		}
	}
	// A namesake of somebody whom the tables know is another man from then on.
	f, err := actors.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := actors.Default().With(f)
	if err != nil {
		t.Fatal(err)
	}
	d := parse(t, "2015-05-01", "[P Vladimir Putin] sells boats.")
	if err := actors.New(actors.Options{Base: b}).Apply(d); err != nil {
		t.Fatal(err)
	}
	if a := d.Actors[0]; a.ID == "Q7747" || a.Country != "USA" {
		t.Errorf("%+v", a)
	}
	// What the linter refuses leaves the file as it was.
	if err := actors.Decide(path, []actors.Decision{{Name: "Bob Exampelov", Type: "WIZARD"}}); err == nil {
		t.Error("a decision of no type was taken")
	}
	if got, _ := os.ReadFile(path); strings.Contains(string(got), "Bob") {
		t.Errorf("%s", got)
	}
}

func TestLinks(t *testing.T) {
	b := actors.Default()
	for _, c := range []struct {
		typ       corpus.EntityType
		spellings []string
		a, b      string
		want      int // steps; -1 for none
	}{
		{corpus.Person, nil, "Arseniy Yatsenyuk", "Arsenij Jazenjuk", 1},
		{corpus.Person, []string{"Maria Exampelova"}, "Exampelova", "Marija Exampelova", 1},
		{corpus.Person, []string{"Maria Exampelova"}, "Exampelova", "Maria", 2},
		{corpus.Org, nil, "UN", "United Nations", 1},
		{corpus.Org, nil, "FDW", "Federation of Dock Workers", 1},
		{corpus.Org, nil, "Kestrel", "Osprey", -1},
		{corpus.Org, nil, "Kestrel", "Kestrel", 0},
	} {
		links, ok := b.Links(c.spellings, c.typ, c.a, c.b)
		if ok != (c.want >= 0) || ok && len(links) != c.want {
			t.Errorf("%s, %s: %v %v", c.a, c.b, links, ok)
		}
		for _, l := range links {
			if l.Why == "" {
				t.Errorf("%+v has no reason", l)
			}
		}
	}
}

func FuzzFormats(f *testing.F) {
	f.Add([]byte(ftm))
	f.Add([]byte(petrarch))
	f.Add([]byte("{}\n"))
	f.Add([]byte("A_ [UKR <20140227]\n+B [---]\n[XXX 1-2]"))
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := actors.Read(strings.NewReader(string(text)), "f")
		if err != nil || len(file.Lint()) > 0 {
			return
		}
		if _, err := actors.Default().With(file); err == nil {
			for _, r := range file.Rows {
				if r.Name == "" {
					t.Errorf("a row without a name: %+v", r)
				}
			}
		}
	})
}
