package entities

import (
	"strings"
	"testing"

	"dateline/corpus/lexicon"
)

// TestWordTables lints the tables of words that the rules read.
func TestWordTables(t *testing.T) {
	lower := func(v string) string {
		if v != strings.ToLower(v) {
			return v + " is not in lower case"
		}
		return ""
	}
	word := func(v string) string {
		if strings.ContainsAny(v, " \t") {
			return v + " is more than a word"
		}
		return ""
	}
	for file, check := range map[string]func(string) string{
		"roles.tsv": func(v string) string { return lower(v) + word(v) },
		"cues.tsv":  word,
		"verbs.tsv": func(v string) string { return lower(v) + word(v) },
	} {
		table := lexicon.MustOpen(tables, file, "kind", "words")
		for _, fault := range table.Lint(
			lexicon.Rule{Column: "kind", Required: true, Unique: true},
			lexicon.Rule{Column: "words", Required: true, List: true, Check: check}) {
			t.Error(fault)
		}
		for _, r := range table.Rows {
			last := ""
			for _, w := range r.List("words") {
				if strings.ToLower(w) < strings.ToLower(last) || w == last {
					t.Errorf("%s: %q is not in order behind %q", r.Place(), w, last)
				}
				last = w
			}
		}
	}
	// A kind that no row has would be an empty set, silently.
	for name, set := range map[string]*lexis[bool]{
		"noun": roleNouns, "modifier": roleModifiers, "kin": kin, "courtesy": courtesies, "address": addresses, "alone": rolesAlone,
		"pact": pacts, "visited": visited, "vessel": vessels, "tongue": tongues, "wordy": wordy, "spoken": spoken, "teaching": teaching,
		"functional": functional, "partisan": partisans, "ship": ships, "compass": compass, "opener": dayOpeners, "body": bodies, "saying": speaking, "form": forms, "affix": affixes, "post": posts,
		"conjunction": clauseOpeners, "particle": particles, "where": places, "shared": shared, "upheaval": upheavals, "hall": halls, "drill": drills, "bloc": blocs,
	} {
		if set == nil || len(set.words) == 0 {
			t.Errorf("no words of kind %s", name)
		}
	}
	if len(roles) != 6 || len(cues) != 25 {
		t.Errorf("%d kinds of roles, %d of cues", len(roles), len(cues))
	}
	seen := map[string]string{}
	for kind, set := range wordsOf("verbs.tsv") {
		switch kind {
		case "deed", "noun", "past", "small":
		default:
			t.Errorf("verbs.tsv: unknown kind %s", kind)
		}
		for w := range set.words {
			if seen[w] != "" && kind != "past" && seen[w] != "past" {
				t.Errorf("verbs.tsv: %s is of the kinds %s and %s", w, seen[w], kind)
			}
			seen[w] = kind
		}
	}
	for w := range addresses.words {
		if !courtesies.of(w) {
			t.Errorf("%s is a form of address and no courtesy", w)
		}
	}
}
