package gazetteer

import (
	"strings"
	"testing"

	"dateline/corpus/lexicon"
	"dateline/extract/entities/internal/tagger"
)

// TestTables lints the tables of names: kinds are known, names of one row are in
// order, and no name stands twice in one class.
func TestTables(t *testing.T) {
	total := map[string]int{}
	once := map[uint32]map[string]string{}
	check := func(table *lexicon.Table, first string, class func(lexicon.Row) uint32) {
		rules := []lexicon.Rule{
			{Column: first, Required: true},
			{Column: "names", Required: true, List: true, Check: func(v string) string {
				if strings.ContainsAny(v, "[]{};\"") || strings.TrimSpace(v) != v {
					return "marks in " + v
				}
				return ""
			}},
		}
		for _, fault := range table.Lint(rules...) {
			t.Error(fault)
		}
		for _, r := range table.Rows {
			c := class(r)
			if c == 0 {
				t.Errorf("%s: unknown %s %q", r.Place(), first, r.Get(first))
				continue
			}
			if once[c] == nil {
				once[c] = map[string]string{}
			}
			last := ""
			for _, n := range r.List("names") {
				if was := once[c][n]; was != "" {
					t.Errorf("%s: %q stands in %s too", r.Place(), n, was)
				}
				once[c][n] = r.Place()
				if low := strings.ToLower(n); low < last {
					t.Errorf("%s: %q is not in order", r.Place(), n)
				} else {
					last = low
				}
				total[table.Name]++
			}
		}
	}
	for _, n := range nameTables {
		check(lexicon.MustOpen(tables, n.file, "culture", "names"), "culture", func(lexicon.Row) uint32 { return n.class })
	}
	for _, file := range kindTables {
		check(lexicon.MustOpen(tables, file, "kind", "of", "names"), "kind", func(r lexicon.Row) uint32 { return kinds[r.Get("kind")] })
	}
	for file, least := range map[string]int{
		"given.tsv": 11_000, "family.tsv": 18_000, "bodies.tsv": 2_000, "agencies.tsv": 3_000, "companies.tsv": 8_000, "media.tsv": 5_000,
		"parties.tsv": 3_000, "clubs.tsv": 1_200, "schools.tsv": 2_900, "things.tsv": 6_500,
	} {
		if total[file] < least {
			t.Errorf("%s has %d names", file, total[file])
		}
	}
	common := lexicon.MustOpen(tables, "common.tsv", "word", "level")
	for _, fault := range common.Lint(lexicon.Rule{Column: "word", Required: true, Unique: true},
		lexicon.Rule{Column: "level", Required: true, Check: lexicon.OneOf("1", "2", "3", "4", "5", "6")}) {
		t.Error(fault)
	}
	// Family names that are words have a table of their own.
	words := map[string]bool{}
	for _, r := range common.Rows {
		words[r.Get("word")] = true
	}
	kept := lexicon.MustOpen(tables, "family.tsv", "culture", "names")
	var faults int
	for _, r := range kept.Rows {
		for _, n := range r.List("names") {
			if words[strings.ToLower(n)] && !strings.Contains(n, " ") {
				faults++
			}
		}
	}
	if faults > meantWords {
		t.Errorf("%d family names are common words, want %d at most", faults, meantWords)
	}
}

// meantWords is how many family names are common words and stand in family.tsv
// all the same, since they are known as names.
const meantWords = 120

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
