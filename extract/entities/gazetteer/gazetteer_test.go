package gazetteer

import (
	"strings"
	"testing"

	"dateline/corpus/lexicon"
	"dateline/extract/entities/internal/tagger"
)

func TestTables(t *testing.T) {
	names := map[string]int{}
	for _, f := range []struct{ name, first string }{{"given.tsv", "culture"}, {"family.tsv", "culture"}, {"bodies.tsv", "kind"}} {
		table := lexicon.MustOpen(tables, f.name, f.first, "names")
		rule := lexicon.Rule{Column: "names", Required: true, List: true, Check: func(v string) string {
			if strings.ContainsAny(v, "[](){}") && !strings.Contains(v, "(U)") {
				return "brackets in " + v
			}
			return ""
		}}
		first := lexicon.Rule{Column: f.first, Required: true}
		if f.first == "kind" {
			first.Check = func(v string) string {
				if kinds[v] == 0 {
					return "unknown kind " + v
				}
				return ""
			}
		}
		for _, fault := range table.Lint(first, rule) {
			t.Error(fault)
		}
		for _, r := range table.Rows {
			names[f.name] += len(r.List("names"))
		}
	}
	for file, least := range map[string]int{"given.tsv": 3000, "family.tsv": 3000, "bodies.tsv": 1500} {
		if names[file] < least {
			t.Errorf("%s has %d names", file, names[file])
		}
	}
	common := lexicon.MustOpen(tables, "common.tsv", "word", "level")
	for _, fault := range common.Lint(lexicon.Rule{Column: "word", Required: true, Unique: true},
		lexicon.Rule{Column: "level", Required: true, Check: lexicon.OneOf("1", "2", "3", "4", "5", "6")}) {
		t.Error(fault)
	}
}

// TestWordTables lints the tables of common nouns and of towns.
func TestWordTables(t *testing.T) {
	lower := func(v string) string {
		if v != strings.ToLower(v) || strings.Contains(v, " ") {
			return v + " is no word in lower case"
		}
		return ""
	}
	for _, f := range []struct {
		name, first string
		known       func(string) bool
	}{
		{"kinds.tsv", "kind", func(v string) bool { return nounKinds[v] != 0 }},
		{"topics.tsv", "topic", func(v string) bool { return topics[v] != 0 }},
	} {
		table := lexicon.MustOpen(tables, f.name, f.first, "words")
		for _, fault := range table.Lint(
			lexicon.Rule{Column: f.first, Required: true, Unique: true, Check: func(v string) string {
				if !f.known(v) {
					return "unknown " + f.first + " " + v
				}
				return ""
			}},
			lexicon.Rule{Column: "words", Required: true, List: true, Unique: true, Check: lower}) {
			t.Error(fault)
		}
	}
	towns := lexicon.MustOpen(tables, "towns.tsv", "country", "kind", "names")
	n := 0
	for _, fault := range towns.Lint(lexicon.Rule{Column: "country", Required: true},
		lexicon.Rule{Column: "kind", Required: true, Check: lexicon.OneOf("city", "state", "land")},
		lexicon.Rule{Column: "names", Required: true, List: true, Unique: true}) {
		t.Error(fault)
	}
	for _, r := range towns.Rows {
		n += len(r.List("names"))
	}
	if n < 5000 {
		t.Errorf("towns.tsv has %d names", n)
	}
}

func TestClasses(t *testing.T) {
	if Given != tagger.GivenName {
		t.Error("the tagger takes another class for given names")
	}
	g := Default()
	for name, want := range map[string]uint32{
		"Ukraine": Country, "UKRAINE": Country, "Ivorian": Demonym, "NATO": body, "Kharkov": City, "Al-Shabaab": armed,
		"the harbour": 0, "Siobhán": Given, "Agence France-Presse": media, "Burkina Faso": Country,
	} {
		if got := g.Classes(name); got != want {
			t.Errorf("%s is of classes %b, want %b", name, got, want)
		}
	}
	if got := g.Classes("Jordan"); got&Country == 0 || got&Given == 0 {
		t.Errorf("Jordan is of classes %b", got)
	}
}
