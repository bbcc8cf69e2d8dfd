package view

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain is a text for a terminal. An article, or the name of a file, may hold anything, and must not give orders to
// whoever reads it: control characters (those of C0, but for tabs and line feeds, DEL, and those of C1), characters that
// turn the direction of writing around, line separators of Unicode and bytes that are no UTF-8 are written as in
// a string of Go (\x1b, \u202e). A carriage return before a line feed goes.
func Plain(s string) string {
	at := unfit(s)
	if at < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for {
		b.WriteString(s[:at])
		s = s[at:]
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == '\r' && len(s) > 1 && s[1] == '\n':
		case r == utf8.RuneError && n == 1, r < ' ', r == 0x7f:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		s = s[n:]
		if at = unfit(s); at < 0 {
			b.WriteString(s)
			return b.String()
		}
	}
}

// PlainLine is a text as [Plain] has it, on one line: white space becomes single blanks.
func PlainLine(s string) string { return Plain(strings.Join(strings.Fields(s), " ")) }

// unfit is the first byte that a terminal must not see, or -1.
func unfit(s string) int {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || unicode.IsControl(r) || turns(r) {
			return i
		}
		i += n
	}
	return -1
}

// turns reports whether a character turns the direction of writing around, or ends a line or paragraph (Unicode Standard
// Annex 9, explicit directional formatting and implicit marks).
func turns(r rune) bool {
	switch {
	case r == 0x061c, r == 0x200e, r == 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}
