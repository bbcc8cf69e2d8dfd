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
	if !places.PlainWords(name) {
		return names.Slug(name)
	}
	var few [64]byte
	b := few[:0]
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case c == ' ':
			c = '-'
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return string(b)
}

// personTokens are the parts of a person's name as keys: words, with particles
// joined to the word they belong to ("al-Rubaie" to "al rubaie", "van der Berg" to
// "van der berg"). A particle counts as such where it is written small or with a
// hyphen, so that Al Gore and Ben Affleck keep their given names.
func personTokens(text string) []string {
	if places.PlainWords(text) {
		return appendTokens(make([]string, 0, strings.Count(text, " ")+1), text)
	}
	return appendTokens(nil, text)
}

// appendTokens appends the parts of a name (see personTokens).
func appendTokens(out []string, text string) []string {
	v := vocab()
	if places.PlainWords(text) {
		return plainTokens(out, text, strings.ToLower(text), v.particle)
	}
	begin := len(out)
	open := false // the last token waits for its word
	words := strings.Fields(text)
	for i, w := range words {
		k := key(w)
		if k == "" {
			continue
		}
		if open && len(out) > begin {
			out[len(out)-1] += " " + k
		} else {
			out = append(out, k)
		}
		small := w[0] >= 'a' && w[0] <= 'z'
		next := i+1 < len(words) && words[i+1][0] >= 'a' && words[i+1][0] <= 'z' && v.particle.has(key(words[i+1]))
		open = v.particle.has(k) && (small || next)
	}
	return out
}

// plainTokens are the tokens of a name for which places.PlainWords holds, given in small
// letters too.
func plainTokens(out []string, text, lower string, particle wordClass) []string {
	begin := 0 // of the token
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[at:], ' '); i >= 0 {
			end = at + i
		}
		next := min(end+1, len(text))
		open := false // the token waits for its word
		if particle.has(lower[at:end]) && next < len(text) {
			open = text[at] >= 'a'
			if !open && text[next] >= 'a' {
				word, _, _ := strings.Cut(lower[next:], " ")
				open = particle.has(word)
			}
		}
		if !open {
			out = append(out, lower[begin:end])
			begin = next
		}
		at = next
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
	for end > 1 && v.generation.has(tokens[end-1]) {
		end--
	}
	if end == 0 {
		return nil
	}
	start := end - 1
	for start > 1 && v.particle.has(tokens[start-1]) {
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
	for len(tokens) > 1 && vocab().title.has(tokens[0]) {
		tokens = tokens[1:]
	}
	return tokens
}

// withoutDegree drops what follows a full name in capitals ("MP", "FRS").
func withoutDegree(text string, tokens []string) []string {
	v := vocab()
	for len(tokens) > 2 && v.degree.has(tokens[len(tokens)-1]) {
		text = strings.TrimRight(text, " .,")
		at := strings.LastIndexAny(text, " ,")
		if at < 0 || capitals(text[at:]) < 2 {
			break
		}
		tokens, text = tokens[:len(tokens)-1], text[:at]
	}
	return tokens
}

// Lone reports whether a person's name is a family name or given name alone, which is
// other people's too.
func Lone(name string) bool { return lone(name) }

// lone reports whether a person's name is a family name or given name alone.
func lone(text string) bool {
	t := withoutTitle(personTokens(text))
	return len(familyTokens(t)) == len(t)
}
