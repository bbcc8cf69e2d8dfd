package actors

import (
	"bytes"
	"strings"
)

// skeleton is what the common romanisations of a word agree in: classes of
// consonants without vowels and without letters that some customs write and
// others do not (Yatsenyuk, Jazenjuk and Iatseniouk are all "snk"). Names are
// compared in earnest only where their skeletons meet, which keeps a document
// linear. A word of vowels only is its own skeleton.
func skeleton(word string) string {
	var few [32]byte
	return string(appendSkeleton(few[:0], word))
}

// appendSkeleton appends the skeleton of a word.
func appendSkeleton(b []byte, word string) []byte {
	begin := len(b)
	last := byte(0)
	for i := 0; i < len(word); i++ {
		c := word[i]
		next := byte(0)
		if i+1 < len(word) {
			next = word[i+1]
		}
		class := byte(0)
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'j', 'h', '-', '\'':
			if c == 'j' && next != 0 && len(b) == begin && !vowel(next) {
				class = 's'
			}
		case 's', 'z':
			class = 's'
			if next == 'c' && i+2 < len(word) && word[i+2] == 'h' {
				i++
			}
		case 't':
			class = 't'
			if next == 's' || next == 'z' || next == 'c' && i+2 < len(word) && word[i+2] == 'h' {
				continue // "ts", "tz", "tch" are one sound
			}
		case 'd':
			class = 't'
			if next == 'z' || next == 'j' {
				continue
			}
		case 'c':
			class = 'k'
			if next == 'h' || next == 'z' || next == 'i' || next == 'e' || next == 's' {
				class = 's'
			}
		case 'k', 'q', 'g':
			class = 'k'
			if c == 'k' && next == 'h' {
				continue // "kh" is written "h" and "ch" elsewhere
			}
		case 'x':
			class = 's'
			if last != 'k' && len(b) > begin {
				b = append(b, 'k')
			}
		case 'b':
			class = 'p'
		case 'p':
			class = 'p'
			if next == 'h' {
				class = 'f'
			}
		case 'f', 'v', 'w':
			class = 'f'
		default:
			if c == ' ' {
				last = 0
			}
			class = c
		}
		if class != 0 && class != last {
			b = append(b, class)
		}
		if class != 0 {
			last = class
		}
	}
	if len(b) == begin {
		return append(b, word...)
	}
	return b
}

func vowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}

// fullSkeleton is the skeleton of the first and the family name, in an order
// that does not depend on which comes first.
func fullSkeleton(tokens []string) string {
	family := familyTokens(tokens)
	if len(family) == 0 || len(family) == len(tokens) {
		return ""
	}
	var few [64]byte
	return string(appendFullSkeleton(few[:0], tokens[0], lastWord(family[len(family)-1])))
}

// appendFullSkeleton appends the skeletons of two words, the smaller first.
func appendFullSkeleton(to []byte, first, family string) []byte {
	var few [2][32]byte
	a, b := appendSkeleton(few[0][:0], first), appendSkeleton(few[1][:0], family)
	if bytes.Compare(b, a) < 0 {
		a, b = b, a
	}
	return append(append(append(to, a...), '|'), b...)
}

// lastSkeleton is the skeleton of the last word of the family name.
func (r *reader) lastSkeleton(tokens []string) string {
	family := familyTokens(tokens)
	if len(family) == 0 {
		return ""
	}
	return r.space.skeleton("", lastWord(family[len(family)-1]))
}

// nearlySpelled reports whether the given and the family names of two full names
// are near enough to be spellings of each other over all the world's news. Short
// words have few neighbours that are not other names (Paul and Pol, Budd and
// Pot), so that these must agree but for one letter.
func nearlySpelled(a, b []string) bool {
	fa, fb := familyTokens(a), familyTokens(b)
	if len(fa) == 0 || len(fb) == 0 || len(fa) == len(a) || len(fb) == len(b) {
		return false
	}
	ga, gb := a[0], b[0]
	la, lb := strings.Join(fa, " "), strings.Join(fb, " ")
	return nearWord(ga, gb) && nearWord(la, lb) || nearWord(ga, lb) && nearWord(la, gb)
}

// longSkeleton is the number of consonants from which a word is told by them.
const longSkeleton = 3

func nearWord(a, b string) bool {
	a, b = strings.ReplaceAll(a, " ", ""), strings.ReplaceAll(b, " ", "")
	if a == b || len(a) == 1 && strings.HasPrefix(b, a) || len(b) == 1 && strings.HasPrefix(a, b) {
		return true
	}
	if k := skeleton(a); len(k) >= longSkeleton && k == skeleton(b) {
		return true
	}
	return len(a) > 3 && len(b) > 3 && oneLetter(a, b)
}

// oneLetter reports whether two words differ in one letter that is changed,
// missing or added.
func oneLetter(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}
