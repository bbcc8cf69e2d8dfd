package places

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letter is what stands for a small letter that Unicode does not decompose, or nothing.
func letter(r rune) string {
	switch r {
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ı':
		return "i"
	case 'ə':
		return "e"
	case 'ħ':
		return "h"
	}
	return ""
}

// Letters from À to ſ and from Ḁ to ỿ without their marks ("?": none, or not a letter and
// marks), so that names in Latin letters need no tables of Unicode.
const (
	latinFirst, vietFirst = 0xc0, 0x1e00

	latinBase = "aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y" +
		"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkk?llllll?" +
		"?llnnnnnn???oooooo??rrrrrrsssssssstttt??uuuuuuuuuuuuwwyyyzzzzzz?"
	vietBase = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
		"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
		"wwwwwwwwwwxxxxyyzzzzzzhtwy??????aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
		"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????"
)

// unmarked is a small letter without its marks, or "?".
func unmarked(r rune) byte {
	switch {
	case r >= latinFirst && r < latinFirst+rune(len(latinBase)):
		return latinBase[r-latinFirst]
	case r >= vietFirst && r < vietFirst+rune(len(vietBase)):
		return vietBase[r-vietFirst]
	}
	return '?'
}

// Fold is the form in which names are compared: lower case, no diacritics, no
// apostrophes or points, hyphens as spaces, no leading "the", "saint" as "st".
func Fold(name string) string {
	if PlainWords(name) {
		return shorn(strings.ToLower(name))
	}
	var out, in [2 * longestName]byte
	return string(appendFold(out[:0], append(in[:0], name...)))
}

// AppendFold adds the fold of a name to dst.
func AppendFold(dst []byte, name string) []byte {
	if !PlainWords(name) {
		var in [2 * longestName]byte
		return appendFold(dst, append(in[:0], name...))
	}
	from := len(dst)
	for i := 0; i < len(name); i++ {
		c := name[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst[:from+len(shear(dst[from:]))]
}

// appendFold adds the fold of a name to dst. It allocates only for letters that are not
// Latin.
func appendFold(dst, name []byte) []byte {
	from := len(dst)
	space := false
	for i := 0; i < len(name); {
		r, n := rune(name[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(name[i:])
			r = unicode.ToLower(r)
		}
		i += n
		switch {
		case r == '\'' || r == '’' || r == 'ʼ' || r == '‘' || r == '`' || r == '.' || r >= 0x300 && unicode.Is(unicode.Mn, r): // no mark stands before U+0300
			continue
		case r == ' ' || r == '-' || r == '‐' || r == '‑' || r == '–' || r == ',' || unicode.IsSpace(r):
			space = len(dst) > from
			continue
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		}
		if space {
			dst = append(dst, ' ')
			space = false
		}
		if r < utf8.RuneSelf {
			dst = append(dst, byte(r))
		} else if s := letter(r); s != "" {
			dst = append(dst, s...)
		} else if c := unmarked(r); c != '?' {
			dst = append(dst, c)
		} else {
			dst = appendApart(dst, r)
		}
	}
	return dst[:from+len(shear(dst[from:]))]
}

// shear is a folded name without its "the", and with "st" for "saint", in the same memory.
func shear(folded []byte) []byte {
	if len(folded) > len("the ") && bytes.HasPrefix(folded, []byte("the ")) {
		n := copy(folded, folded[len("the "):])
		folded = folded[:n]
	}
	if bytes.HasPrefix(folded, []byte("saint ")) {
		n := copy(folded[len("st "):], folded[len("saint "):])
		copy(folded, "st ")
		folded = folded[:len("st ")+n]
	}
	return folded
}

// appendApart adds a letter without its marks, by Unicode's decomposition.
func appendApart(dst []byte, r rune) []byte {
	for _, r := range norm.NFD.String(string(r)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '`':
		case unicode.IsSpace(r):
			dst = append(dst, ' ')
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
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
