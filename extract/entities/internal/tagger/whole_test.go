package tagger

import (
	"math/rand/v2"
	"slices"
	"testing"

	"dateline/corpus/weights"
)

// TestVerdict holds the packed weights of the second stage against the plain ones.
func TestVerdict(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	m := weights.New(VerdictNames(), 6)
	for i := range m.W {
		m.W[i] = int8(rng.IntN(256) - 128)
	}
	j := newJudgement(m)
	var prior [Verdicts]int
	for c := range prior {
		prior[c] = rng.IntN(400) - 200
	}
	for n := range maxFeatures {
		features := make([]uint32, n)
		var want [Verdicts]int32
		for c := range want {
			want[c] = int32(prior[c])
		}
		for i := range features {
			features[i] = rng.Uint32()
			m.Add(want[:], features[i])
		}
		if got := j.verdict(features, &prior); want[got] != slices.Max(want[:]) {
			t.Fatalf("%d features: verdict %d of %v", n, got, want)
		}
	}
}

// TestJudge gives names the types of a second stage and takes out what it says is none.
func TestJudge(t *testing.T) {
	d := document("Then Awa Diallo left Gao and Awa Diallo spoke.\n")
	var even [settings][Verdicts]int
	first := func() {
		d.names = append(d.names[:0], Name{1, 3, 0}, Name{4, 5, 2}, Name{6, 8, 1})
		d.readSpans(make([]scores, len(d.Pieces)))
	}
	first()
	if d.spans[0].group != d.spans[2].group || d.spans[1].group == d.spans[0].group || d.groups[d.spans[0].group].n != 2 {
		t.Fatalf("spans %+v, groups %+v", d.spans, d.groups)
	}
	// A model that knows one thing: what the second name is.
	m := weights.New(VerdictNames(), 12)
	kept := map[uint32]bool{}
	for _, k := range []int{0, 2} {
		for _, f := range d.WholeFeatures(k, nil) {
			kept[f&(m.Rows-1)] = true
		}
	}
	for _, f := range d.WholeFeatures(1, nil) {
		if !kept[f&(m.Rows-1)] {
			m.Row(f)[NoName] = 1
		}
	}
	d.judge(newJudgement(m), &even)
	if want := []Name{{1, 3, 0}, {6, 8, 0}}; !slices.Equal(d.names, want) {
		t.Errorf("%v, want %v", d.names, want)
	}
	first()
	d.spans[1].scores[2], d.spans[2].scores[1] = sure, sure-1
	d.judge(newJudgement(m), &even)
	if want := []Name{{1, 3, 0}, {4, 5, 2}, {6, 8, 0}}; !slices.Equal(d.names, want) {
		t.Errorf("of what is sure %v, want %v", d.names, want)
	}
	// A prior takes out what the weights say nothing of.
	first()
	even[inNews][NoName] = 1
	d.spans[0].scores[0] = sure
	d.judge(newJudgement(m), &even)
	if want := []Name{{1, 3, 0}}; !slices.Equal(d.names, want) {
		t.Errorf("with a prior %v, want %v", d.names, want)
	}
}

func TestLevel(t *testing.T) {
	for v, want := range map[int32]uint32{0: 0, 1: 1, 5: 1, 6: 2, 299: 8, 300: 9, 1 << 20: 9, -1: 17, -300: 25} {
		if got := level(v); got != want {
			t.Errorf("level(%d) = %d, want %d", v, got, want)
		}
	}
}

// TestSetting finds where a name stands.
func TestSetting(t *testing.T) {
	g := NewGazetteer(0)
	for _, w := range []string{"i", "my", "you", "thanks"} {
		g.AddTopic(w, Personal)
	}
	for text, want := range map[string]int{
		"A man met Ana Roe in the harbour.":   inNews,
		"Harbour Chief Ana Roe Wins Cup":      inHeadline,
		"Hi, I met you and my Ana in a pub.":  inPersonal,
		"THANKS, MY ANA ROE, SAID YOU AND I.": inPersonal,
	} {
		d := new(Document)
		d.Read(text, whole(text), g)
		for i := range d.Pieces {
			if w := text[d.Pieces[i].Start:d.Pieces[i].End]; w == "Ana" || w == "ANA" {
				if got := d.setting(Name{i, i + 1, 0}); got != want {
					t.Errorf("%q: %d, want %d", text, got, want)
				}
			}
		}
	}
}
