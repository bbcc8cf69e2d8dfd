package actors

import (
	"fmt"
	"slices"
	"strings"

	"dateline/normalize/names"
)

// surePerson is the score from which a spelling that the tables lack is taken
// for a person of the tables. It is above samePerson: over all news of the
// world, somebody else may be called nearly so.
const surePerson = 0.9

// readSpellings indexes people by their family names and the skeletons of their
// full names.
func (b *Base) readSpellings() {
	b.readGivenWest()
	for i := range b.entries {
		e := &b.entries[i]
		if kinOf(e.Type) != kinPerson {
			continue
		}
		for k, n := range append([]string{e.Name}, e.Aliases...) {
			b.spell(b.fixed, int32(i), e.Country, n, k > 0)
		}
	}
}

// spell enters a name of a person of that country among the family names, the short
// names and the skeletons.
func (g *register) spell(b *fixed, i int32, country, name string, alias bool) {
	tokens := withoutTitle(personTokens(name))
	for _, f := range b.familyKeys(country, tokens) {
		// An alias of one word is no full name, and "Duke of Sussex" ends in no family name.
		if f == "" || alias && (len(tokens) < 2 || slices.Contains(tokens, "of")) || slices.Contains(g.family[f], i) {
			continue
		}
		g.family[f] = append(g.family[f], i)
	}
	if k := shortName(tokens); k != "" && !slices.Contains(g.short[k], i) {
		g.short[k] = append(g.short[k], i)
	}
	if k := fullSkeleton(tokens); k != "" && !slices.Contains(g.spellings[k], i) {
		g.spellings[k] = append(g.spellings[k], i)
	}
}

// familyFirst are the countries whose people put the family name first, with
// whether the news calls them by the last part of the given name too ("Mr Dung").
var familyFirst = map[string]bool{"CHN": false, "TWN": false, "HKG": false, "KOR": false, "PRK": false, "VNM": true}

// familyKeys are the names by which a person of the tables is called for short:
// the family name, which Chinese, Korean and Vietnamese names begin with, unless
// the first word is a given name of the West ("Harry Wu").
func (b *fixed) familyKeys(country string, tokens []string) []string {
	last := strings.Join(familyTokens(tokens), " ")
	both, ok := familyFirst[country]
	if !ok || len(tokens) < 2 || len(tokens[0]) == 1 || b.western(tokens[0]) {
		return []string{last}
	}
	if both {
		return []string{tokens[0], last}
	}
	return []string{tokens[0]}
}

// western reports whether a word is a given name of Europe or America: one that
// somebody else of the tables bears first, and nobody of the family-first
// countries last.
func (b *fixed) western(word string) bool { return b.givenWest[word] }

// readGivenWest collects the given names of people from countries that put them
// first.
func (b *Base) readGivenWest() {
	for i := range b.entries {
		e := &b.entries[i]
		if _, ok := familyFirst[e.Country]; ok || kinOf(e.Type) != kinPerson || e.Country != "USA" && e.Country != "GBR" && e.Country != "CAN" && e.Country != "AUS" && e.Country != "IRL" {
			continue
		}
		if t := withoutTitle(personTokens(e.Name)); len(t) > 1 && len(t[0]) > 2 {
			b.givenWest[t[0]] = true
		}
	}
}

// shortName is the given and the family name of a full name.
func shortName(tokens []string) string {
	family := familyTokens(tokens)
	if len(family) == 0 || len(family) == len(tokens) {
		return ""
	}
	return tokens[0] + "|" + strings.Join(family, " ")
}

// nearEntry reports whether a name is nearly spelled like a name of an entry.
func (r *reader) nearEntry(i int32, tokens []string) bool {
	if nearlySpelled(withoutTitle(personTokens(r.b.entry(i).Name)), tokens) {
		return true
	}
	for _, a := range r.b.aliases(i) {
		if nearlySpelled(withoutTitle(personTokens(a)), tokens) {
			return true
		}
	}
	return false
}

// spelled is the entry of the one person whose name is spelled much like that
// of the form.
func (r *reader) spelled(f *form) (int32, string) {
	list := r.b.spelledLike(fullSkeleton(f.tokens))
	best, score, why, several := int32(-1), 0.0, "", false
	for _, i := range list[:min(len(list), maxBlock)] {
		if !r.nearEntry(i, f.tokens) {
			continue
		}
		m := names.Parse(r.b.entry(i).Name, names.Person)
		if names.Contradict(m, f.parse()) {
			continue
		}
		got, w := names.Compare(m, f.parse())
		switch {
		case got < surePerson || got < score:
		case got == score:
			several = true
		default:
			best, score, why, several = i, got, w, false
		}
	}
	if best < 0 || several {
		return -1, ""
	}
	return best, fmt.Sprintf("%q is a spelling of %s (%s): %s", f.text, r.b.entry(best).Name, r.b.entry(best).place(), why)
}
