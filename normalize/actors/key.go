package actors

import (
	"strings"

	"dateline/normalize/names"
	"dateline/normalize/places"
)

// key is the form in which the tables are asked for a name.
func key(name string) string { return places.Fold(name) }

// slug is the id that a name gives. Most names are plain words, which need none
// of the care of names.Slug.
func slug(name string) string {
	for i := 0; i < len(name); i++ {
		c := name[i]
		if letter(c) && c < 0x80 || c == ' ' && i > 0 && name[i-1] != ' ' && i+1 < len(name) {
			continue
		}
		return names.Slug(name)
	}
	return strings.ReplaceAll(strings.ToLower(name), " ", "-")
}

// personTokens are the parts of a person's name as keys: words, with particles
// joined to the word they belong to ("al-Rubaie" to "al rubaie", "van der Berg" to
// "van der berg"). A particle counts as such where it is written small or with a
// hyphen, so that Al Gore and Ben Affleck keep their given names.
func personTokens(text string) []string {
	v := vocab()
	var out []string
	open := false // the last token waits for its word
	words := strings.Fields(text)
	for i, w := range words {
		k := key(w)
		if k == "" {
			continue
		}
		if open {
			out[len(out)-1] += " " + k
		} else {
			out = append(out, k)
		}
		small := w[0] >= 'a' && w[0] <= 'z'
		next := i+1 < len(words) && words[i+1][0] >= 'a' && words[i+1][0] <= 'z' && v.particle[key(words[i+1])]
		open = v.particle[k] && (small || next)
	}
	return out
}

// lastWord is the last word of a token.
func lastWord(token string) string { return token[strings.LastIndexByte(token, ' ')+1:] }

// familyTokens is the family name in a person's name, without a generation
// ("Jr.", "III") behind it. A single token is the family name.
func familyTokens(tokens []string) []string {
	v := vocab()
	end := len(tokens)
	for end > 1 && v.generation[tokens[end-1]] {
		end--
	}
	if end == 0 {
		return nil
	}
	start := end - 1
	for start > 1 && v.particle[tokens[start-1]] {
		start-- // "Ursula Von Der Leyen"
	}
	return tokens[start:end]
}

// familyKey is the family name of a person's name as a key.
func familyKey(name string) string {
	return strings.Join(familyTokens(withoutTitle(personTokens(name))), " ")
}

// withoutTitle drops the titles that a name begins with.
func withoutTitle(tokens []string) []string {
	for len(tokens) > 1 && vocab().title[tokens[0]] {
		tokens = tokens[1:]
	}
	return tokens
}

// lone reports whether a person's name is a family name or given name alone.
func lone(text string) bool {
	t := withoutTitle(personTokens(text))
	return len(familyTokens(t)) == len(t)
}
