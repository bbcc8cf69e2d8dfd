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
	b.spellings = make(map[string][]int32, len(b.entries))
	b.short = make(map[string][]int32, len(b.entries))
	for i := range b.entries {
		e := &b.entries[i]
		if kinOf(e.Type) != kinPerson {
			continue
		}
		for k, n := range append([]string{e.Name}, e.Aliases...) {
			tokens := withoutTitle(personTokens(n))
			if k == 0 {
				if f := strings.Join(familyTokens(tokens), " "); f != "" {
					b.family[f] = append(b.family[f], int32(i))
				}
			}
			if k := shortName(tokens); k != "" && !slices.Contains(b.short[k], int32(i)) {
				b.short[k] = append(b.short[k], int32(i))
			}
			if k := fullSkeleton(tokens); k != "" && !slices.Contains(b.spellings[k], int32(i)) {
				b.spellings[k] = append(b.spellings[k], int32(i))
			}
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
func (b *Base) nearEntry(i int32, tokens []string) bool {
	e := &b.entries[i]
	if nearlySpelled(withoutTitle(personTokens(e.Name)), tokens) {
		return true
	}
	for _, a := range e.Aliases {
		if nearlySpelled(withoutTitle(personTokens(a)), tokens) {
			return true
		}
	}
	return false
}

// spelled is the entry of the one person whose name is spelled much like that
// of the form.
func (b *Base) spelled(f *form) (int32, string) {
	list := b.spellings[fullSkeleton(f.tokens)]
	best, score, why, several := int32(-1), 0.0, "", false
	for _, i := range list[:min(len(list), maxBlock)] {
		if !b.nearEntry(i, f.tokens) {
			continue
		}
		m := names.Parse(b.entries[i].Name, names.Person)
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
	return best, fmt.Sprintf("%q is a spelling of %s (%s): %s", f.text, b.entries[best].Name, b.entries[best].place(), why)
}
