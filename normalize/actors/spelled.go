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
	var s nameKeys
	for i := range b.entries {
		e := &b.entries[i]
		if kinOf(e.Type) != kinPerson {
			continue
		}
		s.read(b.fixed, e.Country, e.Name, false)
		b.table.spell(int32(i), &s)
		for _, n := range e.Aliases {
			s.read(b.fixed, e.Country, n, true)
			b.table.spell(int32(i), &s)
		}
	}
}

// spell enters a name of a person among the family names, the short names and the
// skeletons.
func (t *table) spell(i int32, s *nameKeys) {
	for _, f := range s.family {
		t.put(byFamily, textKey(f), i)
	}
	if len(s.short) > 0 {
		t.put(byShort, textKey(s.short), i)
	}
	if len(s.skeleton) > 0 {
		t.put(bySpelling, textKey(s.skeleton), i)
	}
}

// nameKeys is under what a name of a person is found. Its memory is used again by
// the next read.
type nameKeys struct {
	family          []string
	short, skeleton []byte // empty: none
	tokens          []string
}

// read takes the name of a person of that country.
func (s *nameKeys) read(b *fixed, country, name string, alias bool) {
	s.tokens = appendTokens(s.tokens[:0], name)
	tokens := withoutTitle(s.tokens)
	s.family = b.familyKeys(s.family[:0], country, tokens)
	// An alias of one word is no full name, and "Duke of Sussex" ends in no family name.
	if s.family[0] == "" || alias && (len(tokens) < 2 || slices.Contains(tokens, "of")) {
		s.family = s.family[:0]
	}
	s.short, s.skeleton = s.short[:0], s.skeleton[:0]
	family := familyTokens(tokens)
	if len(family) == 0 || len(family) == len(tokens) {
		return
	}
	s.short = append(append(s.short, tokens[0]...), '|')
	for k, f := range family {
		if k > 0 {
			s.short = append(s.short, ' ')
		}
		s.short = append(s.short, f...)
	}
	s.skeleton = appendFullSkeleton(s.skeleton, tokens[0], lastWord(family[len(family)-1]))
}

// familyFirst are the countries whose people put the family name first, with
// whether the news calls them by the last part of the given name too ("Mr Dung").
var familyFirst = map[string]bool{"CHN": false, "TWN": false, "HKG": false, "KOR": false, "PRK": false, "VNM": true}

// familyKeys appends the names by which a person of the tables is called for short:
// the family name, which Chinese, Korean and Vietnamese names begin with, unless
// the first word is a given name of the West ("Harry Wu").
func (b *fixed) familyKeys(to []string, country string, tokens []string) []string {
	last := strings.Join(familyTokens(tokens), " ")
	both, ok := familyFirst[country]
	if !ok || len(tokens) < 2 || len(tokens[0]) == 1 || b.western(tokens[0]) {
		return append(to, last)
	}
	if both {
		return append(to, tokens[0], last)
	}
	return append(to, tokens[0])
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
	family, younger := strings.Join(familyTokens(f.tokens), " "), generation(f.tokens)
	best, score, why, several := int32(-1), 0.0, "", false
	for _, i := range list[:min(len(list), maxBlock)] {
		if !r.nearEntry(i, f.tokens) {
			continue
		}
		known := withoutTitle(personTokens(r.b.entry(i).Name))
		if younger != "" && len(f.tokens) < 4 && younger != generation(known) && !r.titledAs(f, i) || soundAlike(family, strings.Join(familyTokens(known), " ")) {
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

// titledAs reports whether a mention of a name has a title of an office that a person
// of the tables held.
func (r *reader) titledAs(f *form, person int32) bool {
	for m := f.first; m >= 0; m = r.next[m] {
		if t := r.titleOf(int(m)); t.role != "" {
			if _, ok := r.b.served(person, t.role, -1, "", ""); ok {
				return true
			}
		}
	}
	return false
}

// soundAlike reports whether two family names are two of English, for all that they
// sound like one: Brown and Browne.
func soundAlike(a, b string) bool {
	v := vocab()
	return a != b && v.apart.has(a) && v.apart.has(b)
}
