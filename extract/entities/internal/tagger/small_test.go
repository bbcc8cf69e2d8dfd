package tagger

import (
	"slices"
	"testing"
)

// TestSmall finds what may be names in sentences that spare capitals, and only there.
func TestSmall(t *testing.T) {
	g := NewGazetteer(0)
	for _, p := range []string{"San Rafael", "Kerala", "Nice", "University of Uld"} {
		g.Add(p, 1)
	}
	for _, w := range []string{"i", "live", "in", "it", "is", "nice", "san", "university", "we", "met", "the"} {
		g.AddCommon(w, 4)
	}
	for text, want := range map[string][]string{
		"i live in san rafael, it is nice":             {"san", "rafael"},
		"We met in kerala":                             nil,
		"Well, i live in kerala":                       {"kerala"},
		"we met at the university of uld":              {"university", "uld"},
		"kerala":                                       nil, // one word is no sentence
		"it is \u00e9 kerala'":                         {"kerala"},
		"The san of it is nice. It is in the kerala's": nil,
	} {
		d := new(Document)
		d.Read(text, whole(text), g)
		var got []string
		for _, p := range d.Pieces {
			if p.Shape == Small {
				got = append(got, text[p.Start:p.End])
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		for i := range d.Pieces {
			if p := &d.Pieces[i]; p.Shape == Small && (p.ID < 0 || p.Gaz == 0) {
				t.Errorf("%q: %+v is not read as a capitalised word of a list", text, p)
			}
		}
	}
}
