package actors

import (
	"strings"

	"dateline/normalize/names"
	"dateline/normalize/places"
)

// key is the form in which the tables are asked for a name.
func key(name string) string { return places.Fold(name) }

// slug is the id that a name gives.
func slug(name string) string { return names.Slug(name) }

// familyStart is the index of the first token of the family name of a person's
// name in natural order; particles ("al", "van der") belong to it. A single
// token is the family name.
func familyStart(tokens []string, end int) int {
	v := vocab()
	i := end - 1
	for i > 0 && v.particle[tokens[i-1]] && (i > 1 || end == 2) {
		i--
	}
	return max(i, 0)
}

// familyTokens is the family name in a person's name, without a generation
// ("Jr.", "III") behind it.
func familyTokens(tokens []string) []string {
	v := vocab()
	end := len(tokens)
	for end > 1 && v.generation[tokens[end-1]] {
		end--
	}
	if end == 0 {
		return nil
	}
	return tokens[familyStart(tokens, end):end]
}

// familyKey is the family name of a person's name as a key.
func familyKey(name string) string {
	return strings.Join(familyTokens(strings.Fields(key(name))), " ")
}
