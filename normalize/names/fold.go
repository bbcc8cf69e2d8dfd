package names

import (
	"slices"
	"strings"
	"unicode"
)

// Fold is the form in which names are looked up: lower case, Latin letters, no
// diacritics and apostrophes, the customs of romanisation collapsed, words
// separated by one space. It is idempotent. Names that fold alike need not be
// one actor's; spellings of one name mostly fold alike, but Compare knows more.
func Fold(s string) string {
	var b strings.Builder
	for _, f := range fields(s) {
		t := foldToken(f.text)
		if t == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t)
	}
	return b.String()
}

// collapse lists spellings, longest first, and the letters that stand for them.
// No right side holds a left side but itself, so that folding ends.
var collapsed = []string{
	"schtsch", "s", "shch", "s", "tsch", "s", "chtch", "s", "szcz", "s", "sjtsj", "s", "sch", "s", "tch", "s", "tsj", "s", "dzh", "s", "dsch", "s",
	"sh", "s", "ch", "s", "zh", "s", "sz", "s", "cz", "s", "sj", "s", "zj", "s", "tj", "s", "cs", "s", "zs", "s", "ts", "s", "tz", "s", "dz", "s", "dj", "s", "dh", "d", "th", "t", "ph", "f", "kh", "h", "gh", "g",
	"ck", "k", "qu", "k", "q", "k", "c", "k", "x", "ks", "w", "v", "z", "s", "y", "i", "j", "i", "ou", "u", "oe", "u", "oo", "u", "ee", "i", "ie", "i", "ii", "i",
}

// markedLetters are those that are romanised otherwise than without their mark.
var markedLetters = []string{"š", "sh", "ş", "sh", "ș", "sh", "ŝ", "sh", "č", "ch", "ç", "ch", "ć", "ch", "ĉ", "ch", "ž", "zh", "ż", "zh", "đ", "dj", "ţ", "ts", "ț", "ts",
	"ä", "a", "ö", "o", "ü", "u", "å", "a", "ø", "o", "æ", "e"}

var collapse, marked = strings.NewReplacer(collapsed...), strings.NewReplacer(markedLetters...)

// Folding is the table behind [Fold] for letters of the Latin alphabet, for who has to fold elsewhere, as a page's script: pairs of what stands
// in a word and what is put there. Of each list the first that fits at a place counts. A word in lower case is
// folded by marked, then by letters; then marks (Unicode's Mn) and apostrophes go; then collapse and the dropping of doubled letters are done in turn, until
// nothing changes, eight times at most.
func Folding() (marked, letters, collapse []string) {
	return slices.Clone(markedLetters), slices.Clone(undecomposedLetters), slices.Clone(collapsed)
}

func foldToken(t string) string {
	t = plain(marked.Replace(t))
	for range 8 {
		next := squeeze(collapse.Replace(t))
		if next == t {
			break
		}
		t = next
	}
	return t
}

// squeeze drops doubled letters and what is no letter or digit.
func squeeze(s string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) {
			continue
		}
		if r == last && unicode.IsLetter(r) {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// Slug is the identifier form of a name: plain Latin letters and digits in lower
// case, words joined by hyphens ("arseniy-yatsenyuk"). Letters that have no
// Latin form stay. It is empty when the name has neither letters nor digits.
func Slug(name string) string {
	var b strings.Builder
	for _, f := range fields(name) {
		t := squeezeNot(f.plain)
		if t == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(t)
	}
	return b.String()
}

func squeezeNot(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) {
			return r
		}
		return -1
	}, s)
}
