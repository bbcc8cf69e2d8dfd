package segment

import (
	"unicode"
	"unicode/utf8"
)

// kind is the class of a character and of an atom, a run of characters that stand
// or fall together.
type kind uint8

const (
	none       kind = iota // beyond the ends of the text
	space                  // white space, never part of an atom
	letter                 // letters of all scripts and what modifies them
	digit                  // decimal digits
	stop                   // . in runs
	bang                   // ! ? in runs, also mixed
	ellipsis               // …
	comma                  // ,
	semicolon              // ;
	colon                  // :
	apostrophe             // ' ’ ‘ ` ´: apostrophes and single quotation marks
	quote                  // " “ ” « » „ '' ``
	opening                // ( [ {
	closing                // ) ] }
	hyphen                 // - ‐ ‑, one or more
	dash                   // – — ― −
	slash                  // / \
	currency               // $ € £ ¥ …
	percent                // % ‰
	ampersand              // &
	at                     // @
	number                 // # № §
	star                   // * • · bullets
	underscore             // _ in runs
	plus                   // + = < > ~ | ^ and other signs of mathematics
	angle                  // < > in runs
	raised                 // ² ½ °: digits and marks that are no decimal digits
	symbol                 // everything else: pictures, arrows, control characters
	address                // a whole web or mail address, file name, tag or mention
	face                   // a whole emoticon
	numKinds
)

// classes is the kind of every ASCII character.
var classes = func() (t [utf8.RuneSelf]kind) {
	for c := range t {
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			t[c] = letter
		case '0' <= c && c <= '9':
			t[c] = digit
		default:
			t[c] = symbol
		}
	}
	for k, set := range map[kind]string{
		space: " \t\n\v\f\r", stop: ".", bang: "!?", comma: ",", semicolon: ";", colon: ":", apostrophe: "'`", quote: "\"",
		opening: "([{", closing: ")]}", hyphen: "-", slash: "/\\", currency: "$", percent: "%", ampersand: "&", at: "@",
		number: "#", star: "*", underscore: "_", plus: "+=~|^", angle: "<>",
	} {
		for i := range len(set) {
			t[set[i]] = k
		}
	}
	return t
}()

// classOf is the kind of a character beyond ASCII.
func classOf(r rune) kind {
	switch r {
	case '…', '⋯':
		return ellipsis
	case '’', '‘', '´', '‛', 'ʼ', '‚', '＇':
		return apostrophe
	case '“', '”', '„', '‟', '«', '»', '‹', '›', '″', '＂', '〝', '〞', '「', '」', '『', '』':
		return quote
	case '‐', '‑', '\u00ad':
		return hyphen
	case '–', '—', '―', '−', '‒', '⸺', '⸻':
		return dash
	case '⁄', '∕', '／':
		return slash
	case '‰', '％':
		return percent
	case '№', '§', '¶', '＃':
		return number
	case '•', '·', '⁃', '‣', '◦', '▪', '●', '■', '►', '▶', '○', '◆', '★', '☆', '✓', '✔':
		return star
	case '。', '．', '｡':
		return stop
	case '！', '？', '¡', '¿', '‼', '⁇', '⁈', '⁉':
		return bang
	case '，', '、':
		return comma
	case '；':
		return semicolon
	case '：':
		return colon
	case '＠':
		return at
	case '°', 'º', 'ª':
		return raised
	case '\u200b', '\u200c', '\u2060', '\ufeff':
		return letter // invisible within words
	case '\u200d', '\ufe0e', '\ufe0f':
		return symbol // joins pictures
	}
	switch {
	case unicode.IsSpace(r):
		return space
	case unicode.IsLetter(r), unicode.IsMark(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsNumber(r):
		return raised
	case unicode.Is(unicode.Sc, r):
		return currency
	case unicode.Is(unicode.Ps, r):
		return opening
	case unicode.Is(unicode.Pe, r):
		return closing
	case unicode.Is(unicode.Pd, r):
		return dash
	case unicode.Is(unicode.Sm, r):
		return plus
	}
	return symbol
}

// runs reports whether neighbouring characters of a kind are one atom.
func (k kind) runs() bool {
	switch k {
	case letter, digit, stop, bang, hyphen, underscore, angle, ellipsis, symbol, star, plus, currency:
		return true
	}
	return false
}

// same reports whether only equal neighbours of that kind are one atom.
func (k kind) same() bool { return k == star || k == plus || k == currency }

// shape says how letters are written; of digits it is their number, up to 5.
type shape uint8

const (
	lower  shape = iota // all lower case
	title               // the first alone is a capital
	upper               // two capitals or more, nothing else
	single              // one capital
	mixed               // capitals elsewhere
	caseless
	numShapes
)
