package article

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzHTML(f *testing.F) {
	all := pages(f)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		f.Add(all[name][:min(len(all[name]), 3000)], uint8(0))
	}
	f.Add("<title>a<meta>b<p>c&shy;<br><br>d<table><td>e</p></a>", uint8(2))
	f.Add("<div class='share-bar x' style='display : none'>&amp &#x80;\x00\r<svg></SVG>", uint8(1))
	f.Fuzz(func(t *testing.T, src string, mode uint8) {
		if !utf8.ValidString(src) {
			src = strings.ToValidUTF8(src, "\ufffd")
		}
		d := page1(t, Mode(mode%3), src)
		if c := clean(d.Text); c != "" {
			t.Errorf("the text has %q", c)
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add("By Ann Lee\n3 May 2021\n\nThe ministers met.\n\nRelated News\nx.....", uint8(0))
	f.Add("a\r\nb\rc\n\n\n=====\n\x00&amp;\ufeff", uint8(1))
	f.Fuzz(func(t *testing.T, src string, mode uint8) {
		m := Mode(mode % 3)
		d := text1(t, m, strings.ToValidUTF8(src, "\ufffd"))
		if m == Keep {
			if want := strings.ToValidUTF8(src, "\ufffd"); d.Text != want {
				t.Errorf("got %q, want %q", d.Text, want)
			}
		} else if c := clean(d.Text); c != "" {
			t.Errorf("the text has %q", c)
		}
	})
}

func FuzzDay(f *testing.F) {
	f.Add("Wed 29 Mar 2017 17.20 BST")
	f.Add("2019年11月13日")
	f.Fuzz(func(t *testing.T, s string) {
		if d, start, end, ok := locateDay(s, true); ok && (!d.valid() || start < 0 || start >= end || end > len(s)) {
			t.Errorf("%q: %v at %d-%d", s, d, start, end)
		}
	})
}
