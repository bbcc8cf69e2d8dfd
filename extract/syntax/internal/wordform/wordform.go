// Package wordform holds what the tagger and the parser see of a word: hashes of
// its lower-case form, of its ends and of its shape.
package wordform

import (
	"unicode"
	"unicode/utf8"
)

// Kind is one kind of feature of a word.
type Kind uint8

// The kinds of features.
const (
	Form Kind = iota // the whole word
	Suffix4
	Suffix3
	Suffix2
	Prefix3
	Shape
	Kinds
)

// Look is the hash of a word's feature of each kind.
type Look [Kinds]uint32

// longest is the number of bytes of a word that is looked at.
const longest = 64

// Of looks at a word. Letters count in lower case, digits all as 0, an apostrophe in a
// word as the straight one. The shape is the word's run of classes (upper case, digit,
// lower case, each mark itself), of each run no more than two, ten in all.
func Of(w string) Look {
	var low [longest + utf8.UTFMax]byte
	var shape [10]byte
	n, m := 0, 0
	last, run := byte(0), 0
	for i, r := range w {
		if n >= longest {
			break
		}
		var c byte
		switch {
		case r < utf8.RuneSelf:
			c = byte(r)
			switch {
			case 'a' <= c && c <= 'z':
				low[n] = c
				c = 'a'
			case 'A' <= c && c <= 'Z':
				low[n] = c + 'a' - 'A'
				c = 'A'
			case '0' <= c && c <= '9':
				low[n] = '0'
				c = '0'
			default:
				low[n] = c
			}
			n++
		case r == '’' && (i > 0 || len(w) > len("’")):
			c = '\''
			low[n] = c
			n++
		default:
			switch {
			case unicode.IsUpper(r):
				c = 'A'
				r = unicode.ToLower(r)
			case unicode.IsDigit(r):
				c = '0'
				r = '0'
			case unicode.IsLetter(r):
				c = 'a'
			default:
				c = '?'
			}
			n += utf8.EncodeRune(low[n:], r)
		}
		if c == last {
			run++
		} else {
			run = 0
		}
		last = c
		if run < 2 && m < len(shape) {
			shape[m] = c
			m++
		}
	}
	b := low[:n]
	return Look{
		Form:    hash(b),
		Suffix4: hash(b[max(0, n-4):]),
		Suffix3: hash(b[max(0, n-3):]),
		Suffix2: hash(b[max(0, n-2):]),
		Prefix3: hash(b[:min(3, n)]),
		Shape:   hash(shape[:m]),
	}
}

// hash is FNV-1a, with a finish that spreads the last bytes.
func hash(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return h ^ h>>15
}
