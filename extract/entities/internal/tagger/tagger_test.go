package tagger

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
)

func whole(text string) []corpus.Sentence {
	return []corpus.Sentence{{Span: corpus.Span{Start: 0, End: len(text)}}}
}

func TestSplit(t *testing.T) {
	for text, want := range map[string]string{
		"Kyiv's mayor.":             "Kyiv|'s|mayor|.",
		"Ukraine-NATO talks":        "Ukraine|-|NATO|talks",
		"the U.S. and J. R. Smith":  "the|U.S.|and|J.|R.|Smith",
		"O’Brien’s Inc., 2,000 men": "O’Brien|’s|Inc.|,|2,000|men",
		"don't (EAC)":               "do|n't|(|EAC|)",
		"He left Kyiv.":             "He|left|Kyiv|.",
		"L'Aquila, Côte d'Ivoire":   "L'Aquila|,|Côte|d'Ivoire",
		"":                          "",
	} {
		var got []string
		for _, p := range Split(text, whole(text), nil) {
			got = append(got, text[p.Start:p.End])
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", text, strings.Join(got, "|"), want)
		}
	}
}

func TestShapes(t *testing.T) {
	for text, want := range map[string]Shape{
		"harbour": Lower, "Harbour": Title, "NATO": Upper, "J": Initial, "McDonald": Mixed, "U.S.": Dotted,
		"2014": Number, "G20": Coded, "Žižek": Title, "ЄС": Upper, "(": Bracket,
	} {
		if p := Split(text, whole(text), nil); len(p) != 1 || p[0].Shape != want {
			t.Errorf("%q: %+v, want shape %d", text, p, want)
		}
	}
}

func TestRegions(t *testing.T) {
	for text, want := range map[string]string{
		"talks in the Ministry of Defence of Kenya today": "the Ministry of Defence of Kenya",
		"fighters of al-Shabaab fled":                     "al-Shabaab",
		"a Boeing 737-800 landed":                         "a Boeing 737-800",
		"the Kosovo war ended":                            "the Kosovo war",
		"nothing here":                                    "",
	} {
		ps := Split(text, whole(text), nil)
		var got []string
		for _, r := range Regions(ps, nil) {
			got = append(got, text[ps[r.First].Start:ps[r.End-1].End])
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestRegionsDoNotOverlap holds the bounds on text of capitals and on noise.
func TestRegionsDoNotOverlap(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	alphabet := []string{"A", "Bb", "cc", "of", "-", ".", "12", ",", "'s", " ", " ", "“", "\n"}
	for range 300 {
		var b strings.Builder
		for range rng.IntN(1200) {
			b.WriteString(alphabet[rng.IntN(len(alphabet))])
		}
		text := b.String()
		ps := Split(text, whole(text), nil)
		last := 0
		for _, r := range Regions(ps, nil) {
			if r.First < last || r.End <= r.First || r.End > len(ps) || r.End-r.First > maxRegion+16 {
				t.Fatalf("region %v after %d of %d", r, last, len(ps))
			}
			last = r.End
		}
	}
}

func TestDecodeFollowsTheRules(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var trans [NumClasses][NumClasses]int32
	for range 200 {
		n := 1 + rng.IntN(12)
		scores := make([]int32, n*NumClasses)
		for i := range scores {
			scores[i] = rng.Int32N(200) - 100
		}
		out := make([]uint8, n)
		if !Decode(slices.Clone(scores), &trans, nil, make([]uint8, n*NumClasses), out) {
			t.Fatal("no path")
		}
		before := 0
		for _, c := range out {
			if !Follows(before, int(c)) {
				t.Fatalf("class %d after %d in %v", c, before, out)
			}
			before = int(c)
		}
		if open(before) {
			t.Fatalf("%v leaves a name open", out)
		}
	}
}

// TestDecodeLeavesOutWhatCannotWin holds that the short way is the long one.
func TestDecodeLeavesOutWhatCannotWin(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		var trans [NumClasses][NumClasses]int32
		for c := range NumClasses {
			for a := range NumClasses {
				trans[a][c] = rng.Int32N(40)
			}
		}
		n := 1 + rng.IntN(12)
		scores := make([]int32, n*NumClasses)
		for i := range scores {
			scores[i] = rng.Int32N(120)
		}
		long, short := make([]uint8, n), make([]uint8, n)
		Decode(slices.Clone(scores), &trans, nil, make([]uint8, n*NumClasses), long)
		decode(slices.Clone(scores), &trans, spread(&trans), nil, make([]uint8, n*NumClasses), short)
		if !slices.Equal(long, short) {
			t.Fatalf("%v, want %v", short, long)
		}
	}
}

func TestNames(t *testing.T) {
	o, b, i, l, u := uint8(0), uint8(Class(1, Begin)), uint8(Class(1, Inside)), uint8(Class(1, Last)), uint8(Class(0, Unit))
	got := Names(10, []uint8{o, u, b, i, l, o, u}, nil)
	want := []Name{{11, 12, 0}, {12, 15, 1}, {16, 17, 0}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
