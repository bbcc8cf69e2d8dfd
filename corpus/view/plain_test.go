package view

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestPlain(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"São Paulo\tis\nfine", "São Paulo\tis\nfine"},
		{"a\r\nb", "a\nb"},
		{"a\rb", `a\x0db`},
		{"\x1b[31mred\x1b[0m", `\x1b[31mred\x1b[0m`},
		{"\u009b2J", `\u009b2J`},
		{"user\u202eelif\u202c", `user\u202eelif\u202c`},
		{"\u2066x\u2069 \u200f \u061c", `\u2066x\u2069 \u200f \u061c`},
		{"line\u2028end", `line\u2028end`},
		{"\xff\x7f\x00", `\xff\x7f\x00`},
		{"\ufffd is itself", "\ufffd is itself"},
		{"שלום", "שלום"},
	} {
		if got := Plain(c.in); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
	if got := PlainLine(" a\r\n\tb\x1b "); got != `a b\x1b` {
		t.Errorf("%q", got)
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("a\x1b[2J\u202e\xff\r\n")
	f.Fuzz(func(t *testing.T, s string) {
		got := Plain(s)
		if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' || turns(r) }) {
			t.Errorf("%q gives %q", s, got)
		}
		if Plain(got) != got {
			t.Errorf("%q changes again", got)
		}
	})
}
