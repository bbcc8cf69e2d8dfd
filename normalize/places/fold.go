package places

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters that Unicode does not decompose.
var letters = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe", "ı", "i", "ə", "e", "ħ", "h")

// Fold is the form in which names are compared: lower case, no diacritics, no
// apostrophes or points, hyphens as spaces, no leading "the", "saint" as "st".
func Fold(name string) string {
	if PlainWords(name) {
		return shorn(strings.ToLower(name))
	}
	ascii := true
	for i := 0; i < len(name); i++ {
		if name[i] >= 0x80 {
			ascii = false
			break
		}
	}
	name = strings.ToLower(name)
	if !ascii {
		name = norm.NFD.String(letters.Replace(name))
	}
	var b strings.Builder
	b.Grow(len(name))
	space := false
	for _, r := range name {
		switch {
		case r == '\'' || r == '’' || r == 'ʼ' || r == '‘' || r == '`' || r == '.' || r >= 0x300 && unicode.Is(unicode.Mn, r): // no mark stands before U+0300
			continue
		case r == ' ' || r == '-' || r == '‐' || r == '‑' || r == '–' || r == ',' || unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return shorn(b.String())
}

// shorn is a folded name without its "the", and with "st" for "saint".
func shorn(s string) string {
	if len(s) > 4 {
		s = strings.TrimPrefix(s, "the ")
	}
	if rest, ok := strings.CutPrefix(s, "saint "); ok {
		s = "st " + rest
	}
	return s
}

// PlainWords reports whether a name is of English letters only, with one space
// between words.
func PlainWords(name string) bool {
	space := true
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			space = false
		case c == ' ' && !space:
			space = true
		default:
			return false
		}
	}
	return !space
}
