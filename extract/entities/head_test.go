package entities

import (
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

func TestHeadsTable(t *testing.T) {
	seen := map[string]bool{}
	table := lexicon.MustOpen(tables, "heads.tsv", "type", "words")
	for _, fault := range table.Lint(
		lexicon.Rule{Column: "type", Required: true, Unique: true, Check: func(v string) string {
			if typeIndex(corpus.EntityType(v)) < 0 {
				return "unknown type " + v
			}
			return ""
		}},
		lexicon.Rule{Column: "words", Required: true, List: true, Check: func(v string) string {
			switch {
			case strings.ContainsRune(v, ' '):
				return v + " is more than a word"
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

// settled is what the rules make of one mark of the tagger, the last if they make several.
func settled(s *Stage, text, name string, as corpus.EntityType) (string, corpus.EntityType) {
	at := strings.Index(text, name)
	d := &corpus.Document{Text: text, Entities: []corpus.Entity{{Span: corpus.Span{Start: at, End: at + len(name)}, Text: name, Type: as}}}
	s.settle(d)
	if len(d.Entities) == 0 {
		return "", ""
	}
	e := d.Entities[len(d.Entities)-1]
	if d.Text[e.Start:e.End] != e.Text {
		return "surface " + e.Text, e.Type
	}
	return e.Text, e.Type
}

func TestSettle(t *testing.T) {
	s := New()
	for _, c := range []struct {
		text, name string
		as         corpus.EntityType
		want       string
		is         corpus.EntityType
	}{
		// Last words.
		{"the Mirny Expressway", "Mirny Expressway", corpus.Org, "Mirny Expressway", corpus.Fac},
		{"in Lotha Governorate", "Lotha Governorate", corpus.Org, "Lotha Governorate", corpus.GPE},
		{"the Sarrat River", "Sarrat River", corpus.Person, "Sarrat River", corpus.Loc},
		{"Alder Brothers Ltd", "Alder Brothers Ltd", corpus.Person, "Alder Brothers Ltd", corpus.Org},
		{"the Lucerne Summit", "Lucerne Summit", corpus.Org, "Lucerne Summit", corpus.EventT},
		{"the Kenyan Constitution", "Kenyan Constitution", corpus.Org, "Kenyan Constitution", corpus.Law},
		{"Shirley Temple sang", "Shirley Temple", corpus.Person, "Shirley Temple", corpus.Person},
		{"the book River of Ice River", "River of Ice River", corpus.Work, "River of Ice River", corpus.Work},
		{"met Fatima Okafor there", "Fatima Okafor", corpus.GPE, "Fatima Okafor", corpus.Person},
		{"the firm Fatima Okafor", "Fatima Okafor", corpus.Org, "Fatima Okafor", corpus.Org},
		{"at the Ardo Games", "Ardo Games", corpus.Org, "Ardo Games", corpus.EventT},
		{"on Otto Roe Drive", "Otto Roe Drive", corpus.Org, "Otto Roe Drive", corpus.Fac},
		{"the Greater Ardo Region", "Greater Ardo Region", corpus.Org, "Greater Ardo Region", corpus.Loc},
		{"the Ardo Pact", "Ardo Pact", corpus.Org, "Ardo Pact", corpus.Law},
		// Ships.
		{"aboard HMS Sorrel", "HMS Sorrel", corpus.Org, "HMS Sorrel", corpus.Product},
		// Seats of power act; other buildings do not.
		{"said the White House", "White House", corpus.Fac, "White House", corpus.Org},
		{"at the White House", "White House", corpus.Org, "White House", corpus.Fac},
		{"at Buckingham Palace", "Buckingham Palace", corpus.Fac, "Buckingham Palace", corpus.Fac},
		// What stands in lists of one type only.
		{"the Euromaidan protests", "Euromaidan", corpus.Norp, "Euromaidan", corpus.EventT},
		{"Reuters said", "Reuters", corpus.Person, "Reuters", corpus.Org},
		{"Jordan said", "Jordan", corpus.Person, "Jordan", corpus.Person},
		// Spaced dashes part names, others do not.
		{"Chemistry - Anna Roe", "Chemistry - Anna Roe", corpus.Person, "Anna Roe", corpus.Person},
		{"Orbital – Shares fell", "Orbital – Shares", corpus.Org, "Orbital", corpus.Org},
		{"Jean-Luc Moreau", "Jean-Luc Moreau", corpus.Person, "Jean-Luc Moreau", corpus.Person},
		// Titles and possessives come off.
		{"Cardinal Ugo Bassi's", "Cardinal Ugo Bassi's", corpus.Person, "Ugo Bassi", corpus.Person},
		{"Mrs. Okoro", "Mrs. Okoro", corpus.Org, "Okoro", corpus.Person},
		{"Major League", "Major League", corpus.Org, "Major League", corpus.Org},
		// Roles are no names, unless a body holds them.
		{"the Defence Minister", "Defence Minister", corpus.Org, "", ""},
		{"NATO Secretary", "NATO Secretary", corpus.Org, "NATO", corpus.Org},
		// Countries, peoples and what hangs on them.
		{"Ukraine said", "Ukraine", corpus.Org, "Ukraine", corpus.GPE},
		{"Kenyans said", "Kenyans", corpus.GPE, "Kenyans", corpus.Norp},
		{"anti-Russian", "anti-Russian", corpus.Org, "Russian", corpus.Norp},
		{"Russian gas", "Russian gas", corpus.Org, "Russian", corpus.Norp},
		{"Northern Mali", "Northern Mali", corpus.GPE, "Northern Mali", corpus.Loc},
		{"Ukraine-NATO", "Ukraine-NATO", corpus.Org, "NATO", corpus.Org},
	} {
		if got, is := settled(s, c.text, c.name, c.as); got != c.want || is != c.is {
			t.Errorf("%s as %s: %s %q, want %s %q", c.name, c.as, is, got, c.is, c.want)
		}
	}
}

func TestAcronyms(t *testing.T) {
	const text = "The Upper Volta Growers (UVG) met. UVG said no."
	d := &corpus.Document{Text: text}
	for _, m := range []struct {
		name string
		from int
		as   corpus.EntityType
	}{{"Upper Volta Growers", 0, corpus.Org}, {"UVG", 0, corpus.Person}, {"UVG", 30, corpus.GPE}} {
		at := m.from + strings.Index(text[m.from:], m.name)
		d.Entities = append(d.Entities, corpus.Entity{Span: corpus.Span{Start: at, End: at + len(m.name)}, Text: m.name, Type: m.as})
	}
	acronyms(d)
	for _, e := range d.Entities {
		if e.Type != corpus.Org {
			t.Errorf("%s is %s", e.Text, e.Type)
		}
	}
	for pair, want := range map[string]bool{"NATO/North Atlantic Treaty Organization": true, "UN/Upper House": false, "A/Alder": false, "MFA/Ministry of Foreign Affairs": true} {
		short, long, _ := strings.Cut(pair, "/")
		if acronymOf(short, long) != want {
			t.Errorf("acronymOf(%s) is not %v", pair, want)
		}
	}
}

// TestSyllables holds words that are made of the beginnings of a body's words.
func TestSyllables(t *testing.T) {
	for pair, want := range map[string]bool{
		"Ardonat/Ardo Regional Dockers and Nautical Traders": true, "Hubud/Harbour Union of Boatmen, Uld District": true,
		"Paris/School of Fine Arts": false, "Ardo/Ardo Harbour Board": false, "Ha/Harbour Authority": false, "/Board": false,
		"Abcdefghijklmnop/Abc Def Ghi Jkl Mnop": false, "İİİİİİ/Board of Uld": false,
	} {
		short, long, _ := strings.Cut(pair, "/")
		if syllables(short, long) != want {
			t.Errorf("syllables(%s) is not %v", pair, want)
		}
	}
}

// TestOffice holds offices that are no bodies, and envoys behind what they are sent to.
func TestOffice(t *testing.T) {
	s := New()
	for name, want := range map[string]string{
		"Deputy Minister of Ferries": "none", "Undersecretary for Harbours": "none", "Deputy Governor of Kenya": "Kenya",
		"Office of Ferries": "Office of Ferries", "King of Uld Foundation": "King of Uld Foundation",
	} {
		e := corpus.Entity{Span: corpus.Span{Start: 5, End: 5 + len(name)}, Text: name, Type: corpus.Org}
		got := "none"
		if !s.office(&e) {
			got = e.Text
		}
		if got != want || e.End-e.Start != len(e.Text) {
			t.Errorf("%s: %s at %v, want %s", name, got, e.Span, want)
		}
	}
	for name, want := range map[string]int{"Kenya Fatima Okafor": 2, "Kenyan Fatima Okafor": 2, "Kenya Fatima Foundation": 0, "Kenya Harbour Board": 0, "Kenya": 0} {
		two := s.envoy(corpus.Entity{Span: corpus.Span{Start: 3, End: 3 + len(name)}, Text: name, Type: corpus.Org})
		if len(two) != want || want == 2 && (two[1].Type != corpus.Person || two[1].Text != "Fatima Okafor" || two[1].End != 3+len(name)) {
			t.Errorf("%s: %v", name, two)
		}
	}
}

func TestMajority(t *testing.T) {
	mentions := func(types ...corpus.EntityType) *corpus.Document {
		d := new(corpus.Document)
		for _, t := range types {
			d.Entities = append(d.Entities, corpus.Entity{Text: "Vale", Type: t})
		}
		return d
	}
	d := mentions(corpus.Person, corpus.Person, corpus.Person, corpus.Org)
	majority(d)
	if d.Entities[3].Type != corpus.Person {
		t.Error("three persons do not outvote one body")
	}
	d = mentions(corpus.GPE, corpus.GPE, corpus.GPE, corpus.Org)
	majority(d)
	if d.Entities[3].Type != corpus.Org {
		t.Error("a city outvotes its club")
	}
	d = mentions(corpus.Person, corpus.Person, corpus.Org)
	majority(d)
	if d.Entities[2].Type != corpus.Org {
		t.Error("two mentions are no majority")
	}
}

func TestSurnames(t *testing.T) {
	s := New()
	d := &corpus.Document{}
	for _, m := range []struct {
		name string
		as   corpus.EntityType
	}{{"Oda Al Qersh", corpus.Person}, {"Qersh", corpus.Org}, {"Al Qersh", corpus.GPE}, {"Oda", corpus.Org}, {"Mary Jordan", corpus.Person}, {"Jordan", corpus.GPE}} {
		d.Entities = append(d.Entities, corpus.Entity{Text: m.name, Type: m.as})
	}
	s.surnames(d)
	for i, want := range []corpus.EntityType{corpus.Person, corpus.Person, corpus.Person, corpus.Org, corpus.Person, corpus.GPE} {
		if e := d.Entities[i]; e.Type != want {
			t.Errorf("%s is %s, want %s", e.Text, e.Type, want)
		}
	}
}
