package entities

import (
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

func TestNotNamesTable(t *testing.T) {
	seen := map[string]bool{}
	for _, fault := range lexicon.MustOpen(tables, "notnames.tsv", "kind", "words").Lint(
		lexicon.Rule{Column: "kind", Required: true, Unique: true, Check: lexicon.OneOf("acronym", "illness", "honour", "money", "measure", "month", "date", "side")},
		lexicon.Rule{Column: "words", Required: true, List: true, Check: func(v string) string {
			if seen[v] {
				return v + " stands twice"
			}
			seen[v] = true
			return ""
		}},
	) {
		t.Error(fault)
	}
}

func TestFrontsTable(t *testing.T) {
	seen := map[string]bool{}
	for _, fault := range lexicon.MustOpen(tables, "fronts.tsv", "type", "words").Lint(
		lexicon.Rule{Column: "type", Required: true, Unique: true, Check: func(v string) string {
			if typeIndex(corpus.EntityType(v)) < 0 {
				return "unknown type " + v
			}
			return ""
		}},
		lexicon.Rule{Column: "words", Required: true, List: true, Check: func(v string) string {
			switch {
			case strings.Count(v, " ") > 1:
				return v + " is more than two words"
			case seen[v]:
				return v + " stands twice"
			}
			seen[v] = true
			return ""
		}},
	) {
		t.Error(fault)
	}
}

func TestContext(t *testing.T) {
	s := New()
	for _, c := range []struct {
		text, name string
		as         corpus.EntityType
		want       string
		is         corpus.EntityType
	}{
		// First words.
		{"in the Teatro Orsola", "Teatro Orsola", corpus.Org, "Teatro Orsola", corpus.Fac},
		{"near Lake Ardo", "Lake Ardo", corpus.GPE, "Lake Ardo", corpus.Loc},
		{"met Lake Bell", "Lake Bell", corpus.Person, "Lake Bell", corpus.Person},
		{"the Battle of Orsk", "Battle of Orsk", corpus.Org, "Battle of Orsk", corpus.EventT},
		{"the Treaty of Orsk", "Treaty of Orsk", corpus.Org, "Treaty of Orsk", corpus.Law},
		{"the Lakeside Tribune", "Lakeside Tribune", corpus.Product, "Lakeside Tribune", corpus.Org},
		{"and the Ngok Dinka", "Ngok Dinka", corpus.Org, "Ngok Dinka", corpus.Norp},
		// What is no name.
		{"twenty MPs", "MPs", corpus.Org, "", ""},
		{"the Greek MPs left", "Greek MPs", corpus.EventT, "Greek", corpus.Norp},
		{"on Kuwait TV", "Kuwait TV", corpus.Org, "Kuwait TV", corpus.Org},
		{"His Highness left", "His Highness", corpus.GPE, "", ""},
		{"the Upper Alder Institute (IT)", "IT", corpus.Org, "", ""},
		{"eight Swedish kronor", "Swedish", corpus.Norp, "", ""},
		{"in Swedish towns", "Swedish", corpus.Norp, "Swedish", corpus.Norp},
		{"two degrees Celsius", "Celsius", corpus.Person, "", ""},
		{"a membership action plan (MAP)", "MAP", corpus.Org, "", ""},
		{"the interior ministry (IM)", "IM", corpus.Org, "IM", corpus.Org},
		{"a plan (MAP)", "MAP", corpus.Org, "MAP", corpus.Org},
		{"on Apr 17 it", "Apr", corpus.Org, "", ""},
		{"his wife Jan said", "Jan", corpus.Person, "Jan", corpus.Person},
		{"sang like Prince", "Prince", corpus.Person, "Prince", corpus.Person},
		{"and the Crown Prince", "Crown Prince", corpus.Person, "", ""},
		{"the No. 3 reactor", "No. 3", corpus.Org, "", ""},
		{"it cost US$334", "US", corpus.GPE, "", ""},
		{"and the Amir left", "Amir", corpus.Person, "", ""},
		{"and Amir left", "Amir", corpus.Person, "Amir", corpus.Person},
		{"the Supreme Leader", "Supreme Leader", corpus.Org, "", ""},
		{"Hassan Al-Orsk", "Hassan Al-Orsk", corpus.Person, "Hassan Al-Orsk", corpus.Person},
		// Languages.
		{"He wrote in Arabic.", "Arabic", corpus.Norp, "", ""},
		{"They spoke Russian and left", "Russian", corpus.Norp, "", ""},
		{"a teacher of Crimean Tatar.", "Crimean Tatar", corpus.Norp, "", ""},
		{"a Latin term", "Latin", corpus.Norp, "", ""},
		{"in Russian hands", "Russian", corpus.Norp, "Russian", corpus.Norp},
		{"in Russian-held towns", "Russian", corpus.Norp, "Russian", corpus.Norp},
		{"interest in Americans.", "Americans", corpus.Norp, "Americans", corpus.Norp},
		// Treaties named after towns.
		{"the Kharkiv accords", "Kharkiv", corpus.GPE, "Kharkiv accords", corpus.Law},
		{"a Kharkiv accord", "Kharkiv", corpus.GPE, "Kharkiv", corpus.GPE},
		{"the Iran agreement", "Iran", corpus.GPE, "Iran", corpus.GPE},
		// Seats that are visited.
		{"met in the Kremlin", "Kremlin", corpus.Org, "Kremlin", corpus.Fac},
		{"told the Kremlin", "Kremlin", corpus.Fac, "Kremlin", corpus.Org},
		// Persons.
		{"Fatima Okafor, the chair of it", "Fatima Okafor", corpus.Org, "Fatima Okafor", corpus.Person},
		{"Fatima Okafor, who sang", "Fatima Okafor", corpus.Org, "Fatima Okafor", corpus.Person},
		{"Fatima Okafor, 52, sang", "Fatima Okafor", corpus.Org, "Fatima Okafor", corpus.Person},
		{"Fatima Okafor, the firm", "Fatima Okafor", corpus.Org, "Fatima Okafor", corpus.Org},
		{"negotiator Fatima Okafor left", "Fatima Okafor", corpus.Org, "Fatima Okafor", corpus.Person},
		{"Fatima Okafor said", "Fatima Okafor", corpus.Org, "Fatima Okafor", corpus.Person},
		{"Kvadri Uldmann Six, the chair of it", "Kvadri Uldmann Six", corpus.Org, "Kvadri Uldmann Six", corpus.Person},
		{"Kvadri Uldmann, a lawyer, sang", "Kvadri Uldmann", corpus.GPE, "Kvadri Uldmann", corpus.Person},
		{"Kvadri Uldmann, the owner of it", "Kvadri Uldmann", corpus.Org, "Kvadri Uldmann", corpus.Org},
		{"Kvadri Uldmann, the lawyer agency", "Kvadri Uldmann", corpus.Org, "Kvadri Uldmann", corpus.Org},
		{"Kvadri Uldmann, a page run by a lawyer, sang", "Kvadri Uldmann", corpus.Org, "Kvadri Uldmann", corpus.Org},
		{"at Kvadri Uldmann, the director of", "Kvadri Uldmann", corpus.Org, "Kvadri Uldmann", corpus.Org},
		{"Uld Council, the lawyer of it", "Uld Council", corpus.Org, "Uld Council", corpus.Org},
		{"its chief negotiator, Humbrecht de la Uld, left", "Humbrecht de la Uld", corpus.GPE, "Humbrecht de la Uld", corpus.Person},
		{"its owner, Humbrecht Uld, left", "Humbrecht Uld", corpus.Org, "Humbrecht Uld", corpus.Org},
		// Conjunctions, museums, unrest, exercises, summits.
		{"If Calder agrees", "If Calder", corpus.Person, "Calder", corpus.Person},
		{"gunmen in the Ardo museum", "Ardo", corpus.Product, "Ardo museum", corpus.Fac},
		{"his Ardo museum", "Ardo", corpus.Org, "Ardo", corpus.Org},
		{"over the Lantern protests", "Lantern", corpus.Org, "Lantern protests", corpus.EventT},
		{"over the Velund protests", "Velund", corpus.Org, "Velund", corpus.Org},
		{"a drill called “Ardo Hand”", "Ardo Hand", corpus.Work, "Ardo Hand", corpus.EventT},
		{"a song called “Ardo Hand”", "Ardo Hand", corpus.Work, "Ardo Hand", corpus.Work},
		{"at a G20 summit", "G20 summit", corpus.EventT, "G20", corpus.Org},
		{"at the G20 summit", "G20 summit", corpus.EventT, "G20 summit", corpus.EventT},
		{"a Latin term", "Latin", corpus.Product, "", ""},
		{"the Uld Dinka", "Uld Dinka", corpus.Loc, "Uld Dinka", corpus.Norp},
		{"President Rohvani left", "Rohvani", corpus.Norp, "Rohvani", corpus.Person},
		{"President NDIC left", "NDIC", corpus.Org, "NDIC", corpus.Org},
		{"President Social Party of Uld", "Social Party of Uld", corpus.Org, "Social Party of Uld", corpus.Org},
		{"the Australian Democrats", "Australian Democrats", corpus.Org, "Australian Democrats", corpus.Org},
		// Ships, parties, articles.
		{"the freighter Zorani", "Zorani", corpus.Org, "Zorani", corpus.Product},
		{"the VMRO-DPMNE party", "VMRO-DPMNE party", corpus.Org, "VMRO-DPMNE", corpus.Org},
		{"the Uld Wine party", "Uld Wine party", corpus.Org, "Uld Wine party", corpus.Org},
		{"The Velunta left", "The Velunta", corpus.Org, "Velunta", corpus.Org},
		{"in The Hague", "The Hague", corpus.GPE, "The Hague", corpus.GPE},
		{"The Union left", "Union", corpus.GPE, "Union", corpus.Org},
	} {
		if got, is := settled(s, c.text, c.name, c.as); got != c.want || is != c.is {
			t.Errorf("%q, %s as %s: %s %q, want %s %q", c.text, c.name, c.as, is, got, c.is, c.want)
		}
	}
}

// typed are the types after the rules of mentions that stand in the text, in order, as "TYPE name".
func typed(t *testing.T, text string, found ...string) []string {
	t.Helper()
	d := &corpus.Document{Text: text}
	last := 0
	for _, f := range found {
		typ, name, _ := strings.Cut(f, " ")
		at := strings.Index(text[last:], name) + last
		last = at + len(name)
		d.Entities = append(d.Entities, corpus.Entity{Span: corpus.Span{Start: at, End: last}, Text: name, Type: corpus.EntityType(typ)})
	}
	New().settle(d)
	return marks(d)
}

func TestOtherNames(t *testing.T) {
	for _, c := range []struct {
		text  string
		found []string
		want  []string
	}{
		{"Lake Ardo, known as Ujvan to others", []string{"LOC Lake Ardo", "PERSON Ujvan"}, []string{"LOC Lake Ardo", "LOC Ujvan"}},
		{"Ardo Isles, also called Ujvan", []string{"ORG Ardo Isles", "LOC Ujvan"}, []string{"ORG Ardo Isles", "LOC Ujvan"}},
		{"Ama Orlova (Ама Орлова) left", []string{"PERSON Ama Orlova", "ORG Ама Орлова"}, []string{"PERSON Ama Orlova", "PERSON Ама Орлова"}},
		{"Hassan Rouhvani left after Rohvani came", []string{"PERSON Hassan Rouhvani", "NORP Rohvani"}, []string{"PERSON Hassan Rouhvani", "PERSON Rohvani"}},
		{"Hassan Rouhvani left after Ruhvan came", []string{"PERSON Hassan Rouhvani", "NORP Ruhvan"}, []string{"PERSON Hassan Rouhvani", "NORP Ruhvan"}},
		{"Hassan al-Orsk met. Al-Orsk won.", []string{"PERSON Hassan al-Orsk", "ORG Al-Orsk"}, []string{"PERSON Hassan al-Orsk", "PERSON Al-Orsk"}},
		{"Upper Alder Council's (NGO) new NGO", []string{"ORG Upper Alder Council", "ORG NGO", "ORG NGO"}, []string{"ORG Upper Alder Council"}},
		{"Northern Gate Office's (NGO) new NGO", []string{"ORG Northern Gate Office", "ORG NGO", "ORG NGO"}, []string{"ORG Northern Gate Office", "ORG NGO", "ORG NGO"}},
		{"TUNIS, Jan 16 (Dune and Sea Wire) – It rained.", []string{"GPE TUNIS", "LOC Dune", "ORG Sea Wire"}, []string{"GPE TUNIS", "ORG Dune and Sea Wire"}},
		{"TUNIS, Jan 16 (Dune and Sea Wire) rained.", []string{"GPE TUNIS", "LOC Dune", "ORG Sea Wire"}, []string{"GPE TUNIS", "LOC Dune", "ORG Sea Wire"}},
	} {
		if got := typed(t, c.text, c.found...); !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestNear(t *testing.T) {
	for pair, want := range map[string]bool{
		"Rouhani/Rohani": true, "Rohani/Rouhani": true, "Ivanov/Ivanow": true, "Ivanov/Ivanov": true, "Rohani/Mohani": false, "Lee/Les": false, "Ivanov/Ivanovna": false, "Kowalski/Kovalsky": false,
	} {
		a, b, _ := strings.Cut(pair, "/")
		if near(a, b) != want {
			t.Errorf("near(%s) is not %v", pair, want)
		}
	}
}

func TestNeighbours(t *testing.T) {
	const text = "the old-town Ardo met us"
	at := strings.Index(text, "Ardo")
	if w := wordBefore(text, at); w != "old-town" {
		t.Errorf("before: %q", w)
	}
	if w := wordAfter(text, at+4); w != "met" {
		t.Errorf("after: %q", w)
	}
	var edges string
	for _, i := range []int{-1, 0, 1, len(text) + 1} {
		edges += wordBefore(text, i) + wordAfter(text, max(i, len(text)))
	}
	if edges != "" {
		t.Errorf("words at the edges: %q", edges)
	}
}
