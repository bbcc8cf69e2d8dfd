package names

import (
	"math/bits"
	"strings"
	"sync"
)

// countryForm is a name, adjective or people of a country, run together in plain
// letters.
type countryForm struct {
	text  string
	pairs uint64 // of letters side by side, a bit for several
	id    int32  // as in vocabulary.names
}

// formsOfCountries are all forms of countries of five letters or more, by their first
// letter.
var formsOfCountries = sync.OnceValue(func() *[26][]countryForm {
	v := vocab()
	var out [26][]countryForm
	ids := map[string]int32{}
	for i, n := range v.names {
		ids[n] = int32(i) // countries come last
	}
	seen := map[countryForm]bool{}
	v.eachCountryName(func(iso, name string) {
		var run strings.Builder
		for _, f := range fields(name) {
			if f.plain != "the" {
				run.WriteString(f.plain)
			}
		}
		f := countryForm{run.String(), letterPairs(run.String()), ids[iso]}
		if n := len(f.text); n >= leastMisspelt-1 && 'a' <= f.text[0] && f.text[0] <= 'z' && isPlainASCII(f.text) && !seen[f] {
			seen[f] = true
			at := f.text[0] - 'a'
			out[at] = append(out[at], f)
		}
	})
	return &out
})

func letterPairs[T string | []byte](s T) (pairs uint64) {
	for i := 1; i < len(s); i++ {
		pairs |= 1 << ((s[i-1]*7 + s[i]*31) & 63)
	}
	return pairs
}

// leastMisspelt is the number of letters from which a word may be a misspelt
// country. Shorter ones are like too many surnames.
const leastMisspelt = 6

// slipsIn is how many slips a name of n letters may have.
func slipsIn(n int) int {
	if n >= 9 {
		return 2
	}
	return 1
}

// MisspeltCountry is the country, by its ISO 3166-1 alpha-3 code, of which a name is
// the name, adjective or people but for a slip or two of the hand, or empty: "Khazakstan", "Ukriane",
// "Peurto Rico". The whole name must be it. Short words must keep their last letter, and have
// their vowels confused or letters changed places, doubled or dropped, since surnames are like
// them ("Hollande", "Armenta"). Only a list that names the country can tell that it is meant.
func MisspeltCountry(name string) string {
	if len(name) < leastMisspelt || len(name) > 40 {
		return ""
	}
	if farFromCountries(name) {
		return ""
	}
	v := vocab()
	fs := fields(name)
	if len(fs) > 3 {
		return ""
	}
	run := ""
	for i, f := range fs {
		w := v.words[f.plain]
		if f.abjad || f.dotted > 0 || i == 0 && len(v.given[f.plain]) > 0 || w&(frequentFamily|honour) != 0 || !isPlainASCII(f.plain) || strings.ContainsAny(f.plain, "0123456789") {
			return ""
		}
		run += f.plain
	}
	if len(run) < leastMisspelt || run[0] < 'a' || run[0] > 'z' || len(v.given[run]) > 0 || len(v.apart[run]) > 0 {
		return ""
	}
	best, at, two := 3, int32(-1), false
	pairs := letterPairs(run)
	forms := formsOfCountries()[run[0]-'a']
	for k := range forms {
		f := &forms[k]
		if !f.mayBe(len(run), pairs) {
			continue
		}
		switch d := slipsBetween(run, f.text); {
		case d > 2 || d > best:
		case d < best:
			best, at, two = d, f.id, false
		case f.id != at:
			two = true
		}
	}
	if at < 0 || two {
		return ""
	}
	return v.names[at]
}

// farFromCountries is a cheap test, for a name of at most 40 bytes, that none of the countries'
// names is near enough: most names end here.
func farFromCountries(name string) bool {
	if !isPlainASCII(name) || strings.IndexByte(name, '&') >= 0 {
		return false
	}
	var run [40]byte
	n := 0
	for i := 0; i < len(name); i++ {
		if c := name[i] | 0x20; 'a' <= c && c <= 'z' {
			run[n] = c
			n++
		}
	}
	if n < leastMisspelt {
		return true
	}
	pairs := letterPairs(run[:n])
	forms := formsOfCountries()[run[0]-'a']
	for k := range forms {
		if forms[k].mayBe(n, pairs) {
			return false
		}
	}
	return true
}

// mayBe reports whether a word of n letters, with its pairs of letters, may be a slip or two
// from the form. A slip gives a word three new pairs of letters at most.
func (f *countryForm) mayBe(n int, pairs uint64) bool {
	n -= len(f.text)
	return n <= 2 && n >= -2 && bits.OnesCount64(pairs&^f.pairs) <= 3*2
}

// slipsBetween is the number of slips between a word and a form of a country, or
// more than two where they are not mere slips.
func slipsBetween(a, b string) int {
	n := min(len(a), len(b))
	most := slipsIn(n)
	d := edits(a, b, most)
	switch {
	case d > most:
		return 3
	case d == 0:
		return 0
	case a[0] != b[0]:
		return 3
	case n >= 8 && (d == 1 || a[len(a)-1] == b[len(b)-1]):
		return d
	case a[len(a)-1] != b[len(b)-1]:
		return 3
	case len(a) != len(b):
		// A letter dropped or put in: a double one or a vowel, for the rest is another word.
		long, short := a, b
		if len(long) < len(short) {
			long, short = short, long
		}
		i := 0
		for i < len(short) && long[i] == short[i] {
			i++
		}
		if isVowel(rune(long[i])) || long[i] == 'h' || long[i] == long[i-1] {
			return d
		}
		return 3
	}
	i := 0
	for a[i] == b[i] {
		i++
	}
	if a[i] == b[i+1] && a[i+1] == b[i] {
		return d
	}
	if n >= 7 && isVowel(rune(a[i])) && isVowel(rune(b[i])) {
		return d
	}
	return 3
}
