package corpus

import (
	"strings"
	"testing"
)

func TestAppendNormal(t *testing.T) {
	for _, text := range []string{"", " ", "a", "a b", " a b", "a b ", "a  b", "a\tb", "a\u00a0b", "a\u2003b c", "“a” – b", "a\x00b", "é ü", "\u3000", "a\xff b", "a\x85b"} {
		if got, want := string(appendNormal([]byte("x"), text)), "x"+strings.Join(strings.Fields(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
