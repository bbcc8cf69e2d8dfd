package wordform

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same []Kind
	}{
		{"Oslo", "oslo", []Kind{Form, Suffix4, Suffix3, Suffix2, Prefix3}},
		{"1991", "2008", []Kind{Form, Suffix4, Suffix3, Suffix2, Prefix3, Shape}},
		{"don’t", "don't", []Kind{Form, Suffix4, Suffix3, Suffix2, Prefix3, Shape}},
		{"Ministers", "Ministries", []Kind{Prefix3, Shape}},
		{"walking", "talking", []Kind{Suffix4, Suffix3, Suffix2, Shape}},
		{"É", "é", []Kind{Form, Suffix4, Suffix3, Suffix2, Prefix3}},
		{"U.S.", "U.K.", []Kind{Shape}},
	} {
		a, b := Of(c.a), Of(c.b)
		for k := range Kinds {
			want := false
			for _, s := range c.same {
				want = want || s == k
			}
			if got := a[k] == b[k]; got != want {
				t.Errorf("%s and %s: kind %d alike: %v", c.a, c.b, k, got)
			}
		}
	}
}

func TestAnyWord(t *testing.T) {
	for _, w := range []string{"", "’", "\xff\xfe", strings.Repeat("é", 100), strings.Repeat("\U0001f600", 40), strings.Repeat("a", 1<<16)} {
		Of(w)
	}
	if n := testing.AllocsPerRun(10, func() { Of("Ministères-1991") }); n > 0 {
		t.Errorf("%v allocations a word", n)
	}
}
