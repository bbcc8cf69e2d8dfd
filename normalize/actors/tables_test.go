package actors

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/normalize/names"
	"dateline/normalize/places"
)

var (
	wikidataItem = regexp.MustCompile(`^Q[1-9][0-9]*$`)
	sectorCode   = regexp.MustCompile(`^[A-Z]{3}$`)
	isoDate      = regexp.MustCompile(`^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`)
)

func matching(re *regexp.Regexp, what string) func(string) string {
	return func(v string) string {
		if re.MatchString(v) {
			return ""
		}
		return fmt.Sprintf("%q is no %s", v, what)
	}
}

func countryCode(more ...string) func(string) string {
	return func(v string) string {
		if _, ok := places.Default().Country(v); ok || slices.Contains(more, v) {
			return ""
		}
		return fmt.Sprintf("unknown country %q", v)
	}
}

// claims checks that no name or alias stands on two rows: a name that two people
// bear is left out of both, and then title and date decide.
func claims(t *lexicon.Table) []string {
	var out []string
	first := map[string]string{}
	for _, r := range t.Rows {
		seen := map[string]bool{}
		for _, n := range append([]string{r.Get("name")}, r.List("aliases")...) {
			k := key(n)
			if k == "" {
				out = append(out, fmt.Sprintf("%s: the name %q has no letters", r.Place(), n))
				continue
			}
			if seen[k] {
				continue // spellings that differ in case or marks only
			}
			seen[k] = true
			if at, ok := first[k]; ok {
				out = append(out, fmt.Sprintf("%s: %q stands at %s already", r.Place(), n, at))
			}
			first[k] = r.Place()
		}
	}
	return out
}

func TestTables(t *testing.T) {
	people := lexicon.MustOpen(tables, "data/people.tsv", peopleColumns...)
	roles := lexicon.MustOpen(tables, "data/roles.tsv", roleColumns...)
	bodies := lexicon.MustOpen(tables, "data/bodies.tsv", bodyColumns...)
	events := lexicon.MustOpen(tables, "data/events.tsv", bodyColumns...)

	faults := people.Lint(
		lexicon.Rule{Column: "name", Required: true, Unique: true},
		lexicon.Rule{Column: "country", Required: true, Check: countryCode("IGO")},
		lexicon.Rule{Column: "sector", Required: true, Check: matching(sectorCode, "sector code")},
		lexicon.Rule{Column: "wikidata", Unique: true, Check: matching(wikidataItem, "Wikidata item")},
	)
	faults = append(faults, claims(people)...)
	bodyRules := []lexicon.Rule{
		{Column: "name", Required: true, Unique: true},
		{Column: "type", Required: true, Check: lexicon.OneOf("ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK", "PRODUCT", "LAW")},
		{Column: "country", Check: countryCode("IGO")},
		{Column: "sector", Check: matching(sectorCode, "sector code")},
		{Column: "wikidata", Unique: true, Check: matching(wikidataItem, "Wikidata item")},
		{Column: "nouns", List: true},
	}
	faults = append(faults, bodies.Lint(bodyRules...)...)
	faults = append(faults, events.Lint(bodyRules...)...)
	faults = append(faults, claims(bodies)...)
	faults = append(faults, claims(events)...)

	items := map[string]string{}
	for _, c := range places.Default().Countries() {
		items[c.Wikidata] = c.Name
	}
	for _, table := range []*lexicon.Table{people, bodies, events} {
		for _, r := range table.Rows {
			if q := r.Get("wikidata"); q != "" {
				if at, ok := items[q]; ok {
					faults = append(faults, fmt.Sprintf("%s: item %s stands at %s already", r.Place(), q, at))
				}
				items[q] = r.Place()
			}
		}
	}

	names := map[string]bool{}
	for _, r := range people.Rows {
		names[r.Get("name")] = true
	}
	b := Default()
	date := func(v string) string {
		if !isoDate.MatchString(v) {
			return fmt.Sprintf("%q is no ISO date", v)
		}
		for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
			if _, err := time.Parse(layout, v); err == nil {
				return ""
			}
		}
		return fmt.Sprintf("%q is no day of the calendar", v)
	}
	faults = append(faults, roles.Lint(
		lexicon.Rule{Column: "role", Required: true, List: true, Check: func(v string) string {
			if v != strings.ToLower(v) {
				return fmt.Sprintf("%q is not in lower case", v)
			}
			return ""
		}},
		lexicon.Rule{Column: "of", Required: true, Check: func(v string) string {
			if _, ok := b.bodyOf(v); !ok {
				return fmt.Sprintf("%q is neither a country nor a body", v)
			}
			return ""
		}},
		lexicon.Rule{Column: "holder", Required: true, Check: func(v string) string {
			if !names[v] {
				return fmt.Sprintf("%q is not in people.tsv", v)
			}
			return ""
		}},
		lexicon.Rule{Column: "from", Required: true, Check: date},
		lexicon.Rule{Column: "until", Check: date},
	)...)
	twice := map[string]string{}
	for _, r := range roles.Rows {
		if from, until := r.Get("from"), r.Get("until"); until != "" && lastDay(until) < firstDay(from) {
			faults = append(faults, fmt.Sprintf("%s: until %s is before from %s", r.Place(), until, from))
		}
		for _, role := range r.List("role") {
			k := strings.Join([]string{role, r.Get("of"), r.Get("holder"), r.Get("from")}, "|")
			if at, ok := twice[k]; ok {
				faults = append(faults, fmt.Sprintf("%s: the same term stands at %s already", r.Place(), at))
			}
			twice[k] = r.Place()
		}
	}
	for _, f := range faults {
		t.Error(f)
	}
}

// TestSmallTables lints the tables of words.
func TestSmallTables(t *testing.T) {
	gender := lexicon.MustOpen(tables, "data/gender.tsv", genderColumns...)
	faults := gender.Lint(
		lexicon.Rule{Column: "gender", Required: true, Check: lexicon.OneOf("m", "f")},
		lexicon.Rule{Column: "names", Required: true, List: true, Unique: true},
	)
	faults = append(faults, lexicon.MustOpen(tables, "data/nouns.tsv", nounColumns...).Lint(
		lexicon.Rule{Column: "kind", Required: true, Check: lexicon.OneOf("person", "body", "country", "city", "region", "government", "capital", "name", "verb", "law", "persons", "countries", "two", "three")},
		lexicon.Rule{Column: "noun", Required: true},
		lexicon.Rule{Column: "sector", Check: matching(sectorCode, "sector code")},
	)...)
	faults = append(faults, lexicon.MustOpen(tables, "data/words.tsv", wordColumns...).Lint(
		lexicon.Rule{Column: "class", Required: true, Unique: true,
			Check: lexicon.OneOf("particle", "generation", "legal", "kind", "alone", "small", "male", "female", "former", "deputy", "relative", "title", "human", "common", "degree", "memorial", "abroad", "saying", "around", "apart", "famous", "exchange", "sovereign", "local", "having", "other", "firm", "armed", "of state", "of nation", "storm", "leaning")},
		lexicon.Rule{Column: "words", Required: true},
	)...)
	faults = append(faults, lexicon.MustOpen(tables, "data/demonyms.tsv", demonymColumns...).Lint(
		lexicon.Rule{Column: "place", Required: true, Unique: true, Check: func(v string) string {
			for _, p := range places.Default().Lookup(v) {
				if p.Kind != places.KindCountry {
					return ""
				}
			}
			return fmt.Sprintf("the gazetteer has no place %q", v)
		}},
		lexicon.Rule{Column: "words", Required: true, List: true, Unique: true},
	)...)
	nouns := map[string]bool{}
	for _, r := range lexicon.MustOpen(tables, "data/nouns.tsv", nounColumns...).Rows {
		if k := r.Get("kind") + " " + r.Get("noun"); nouns[k] {
			faults = append(faults, fmt.Sprintf("%s: %q twice", r.Place(), k))
		} else {
			nouns[k] = true
		}
	}
	for _, f := range faults {
		t.Error(f)
	}
	for _, r := range lexicon.MustOpen(tables, "data/words.tsv", wordColumns...).Rows {
		seen := map[string]bool{}
		for _, w := range r.List("words") {
			if seen[w] {
				t.Errorf("%s: %q twice", r.Place(), w)
			}
			seen[w] = true
		}
	}
}

// TestSlugIsThatOfNames holds the short way of slug against names.Slug.
func TestSlugIsThatOfNames(t *testing.T) {
	for _, e := range Default().entries {
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			if got, want := slug(n), names.Slug(n); got != want {
				t.Errorf("slug(%q) = %s, want %s", n, got, want)
			}
		}
	}
}

// TestBase holds what other rooms rely on.
func TestBase(t *testing.T) {
	b := Default()
	ids := map[string]string{}
	for _, e := range b.List() {
		if e.ID == "" || e.Name == "" || e.Type == "" {
			t.Errorf("%+v", e)
		}
		if at, ok := ids[e.ID]; ok {
			t.Errorf("id %s is of %s and of %s (%s)", e.ID, at, e.Name, e.place())
		}
		ids[e.ID] = e.Name
	}
	for name, want := range map[string]string{"NATO": "Q7184", "Nato": "Q7184", "North Atlantic Treaty Organization": "Q7184", "Ukraine": "Q212", "Kiev": "kyiv"} {
		if got := b.Lookup(name, corpus.Org); len(got) == 0 || got[0].ID != want {
			t.Errorf("Lookup(%q) = %v, want %s", name, got, want)
		}
	}
	for id, name := range map[string]string{"Q212": "Ukraine", "kyiv": "Kyiv"} {
		if e, ok := b.ByID(id); !ok || e.Name != name {
			t.Errorf("ByID(%s) = %v", id, e)
		}
	}
}

func TestOffices(t *testing.T) {
	terms := []*office{
		{holder: 10, of: 1, from: "2000-05-01", until: "2005-01-23"},
		{holder: 11, of: 1, from: "2005-01-23", until: "2010-12-31"},
		{holder: 12, of: 1, from: "2010-01-01", until: "9999"},
	}
	for _, c := range []struct {
		from, until string
		want        int32 // 0: nobody for sure
	}{
		{"2004-01-01", "2004-12-31", 10}, {"2005-01-22", "2005-01-22", 10}, {"2005-01-23", "2005-01-23", 11}, {"2005-01-01", "2005-12-31", 0},
		{"2006-03-01", "2006-03-31", 11}, {"2010-06-01", "2010-06-01", 0}, {"2020-01-01", "2020-01-01", 12}, {"1999-01-01", "1999-12-31", 0},
	} {
		got, n := holders(terms, c.from, c.until)
		if ok := n == 1; ok != (c.want != 0) || ok && got.holder != c.want {
			t.Errorf("holder in %s..%s = %d %v, want %d", c.from, c.until, got.holder, n, c.want)
		}
	}
}

func TestSkeleton(t *testing.T) {
	for _, group := range []string{
		"yatsenyuk yatseniuk jazenjuk iatseniouk jacenjuk", "zelenskyy zelensky zelenskiy selenskyj", "kasyanov kasjanow",
		"shevchenko schewtschenko", "gaddafi qaddafi kadhafi", "volodymyr vladimir", "poroshenko poroschenko",
	} {
		list := strings.Fields(group)
		for _, w := range list[1:] {
			if a, b := skeleton(list[0]), skeleton(w); a != b {
				t.Errorf("%s %s, %s %s", list[0], a, w, b)
			}
		}
	}
	if skeleton("yanukovych") == skeleton("yushchenko") {
		t.Error("two names have one skeleton")
	}
}

func TestPersonTokens(t *testing.T) {
	for name, want := range map[string]string{
		"Mowaffak al-Rubaie": "mowaffak|al rubaie", "al-Rubaie": "al rubaie", "Al-Rubaie": "al rubaie", "Al Gore": "al|gore", "Ben Affleck": "ben|affleck",
		"Charles de Gaulle": "charles|de gaulle", "de Gaulle": "de gaulle", "Lotte van der Berg": "lotte|van der berg", "Van der Berg": "van der berg",
		"Jean-Claude Juncker": "jean claude|juncker", "": "",
	} {
		if got := strings.Join(personTokens(name), "|"); got != want {
			t.Errorf("personTokens(%q) = %s, want %s", name, got, want)
		}
	}
	for name, want := range map[string]string{"Ursula Von Der Leyen": "von der leyen", "Martin Luther King Jr.": "king", "Abdel Fattah el-Sisi": "el sisi", "Bush": "bush"} {
		if got := familyKey(name); got != want {
			t.Errorf("familyKey(%q) = %s, want %s", name, got, want)
		}
	}
}

func TestNearlySpelled(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Pol Pot", "Paul Budd", false}, {"Alois Mock", "Alice Mak", false}, {"Han Zheng", "Ann Chiang", false}, {"Zhou Enlai", "Zhou En-Lai", true},
		{"Anatoliy Hrytsenko", "Anatolii Hrytsenko", true}, {"Arseniy Yatsenyuk", "Arsenij Jazenjuk", true}, {"Yatsenyuk Arseniy", "Arseniy Yatseniuk", true},
		{"Viktor Yanukovych", "Viktor Yushchenko", false}, {"J. Smith", "John Smith", true}, {"Jan Berg", "Jan Borg", true}, {"Smith", "Smith", false},
	} {
		if got := nearlySpelled(personTokens(c.a), personTokens(c.b)); got != c.want {
			t.Errorf("%s, %s: %v", c.a, c.b, got)
		}
	}
}
