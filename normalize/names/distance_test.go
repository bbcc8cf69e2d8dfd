package names

import (
	"math/rand"
	"slices"
	"testing"
)

// The cheap test before a comparison of sounds must let through all that the
// comparison finds.
func TestShapesErrOnTheSafeSide(t *testing.T) {
	all := dump(400)
	var tokens []*token
	r := &reader{known: map[string]*token{}}
	for _, n := range all {
		tokens = append(tokens, r.parse(n, Person).p.toks...)
	}
	found := 0
	for _, x := range tokens {
		for _, y := range tokens[:200] {
			for i, a := range x.sounds {
				for k, b := range y.sounds {
					s := alike(a, b, leastAlike)
					if s > 0 && s < 100 {
						found++
					}
					if s > 0 && !mayReach(x.shapes[i], y.shapes[k], max(len(a), len(b)), s) {
						t.Fatalf("%q and %q are alike by %d, their shapes say no", a, b, s)
					}
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d pairs are alike at all", found)
	}
}

// plainly is the whole table of the alignment, without any short cut.
func plainly(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0 && j == 0:
				continue
			case i == 0:
				rows[i][j] = rows[i][j-1] + int(drops[b[j-1]])
				continue
			case j == 0:
				rows[i][j] = rows[i-1][j] + int(drops[a[i-1]])
				continue
			}
			c := min(rows[i-1][j-1]+nearCost(a[i-1], b[j-1]), rows[i-1][j]+int(drops[a[i-1]]), rows[i][j-1]+int(drops[b[j-1]]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				c = min(c, rows[i-2][j-2]+12)
			}
			rows[i][j] = c
		}
	}
	return rows[len(a)][len(b)]
}

// The short cuts of alike, and its limit, leave out nothing that the whole table has.
func TestAlikeIsTheWholeTable(t *testing.T) {
	rng := rand.New(rand.NewSource(3))
	const sounds = "aeioujvbpfdtgkhmnlrszSZCJc"
	sound := func() byte { return sounds[rng.Intn(len(sounds))] }
	found := 0
	for range 200_000 {
		a := make([]byte, 1+rng.Intn(10))
		for i := range a {
			a[i] = sound()
		}
		b := slices.Clone(a)
		for range 1 + rng.Intn(4) {
			i := rng.Intn(len(b))
			switch rng.Intn(4) {
			case 0:
				b[i] = sound()
			case 1:
				if len(b) > 1 {
					b = slices.Delete(b, i, i+1)
				}
			case 2:
				b = slices.Insert(b, i, sound())
			default:
				b[i], b[i/2] = b[i/2], b[i]
			}
		}
		x, y := string(a), string(b)
		floor := leastAlike + rng.Intn(25)
		got := alike(x, y, floor)
		if got == 0 || got == 100 {
			continue
		}
		found++
		n := max(len(x), len(y))
		extra := min(nearCost(x[0], y[0]), 8)
		if isSoundVowel(x[len(x)-1]) != isSoundVowel(y[len(y)-1]) {
			extra += 10
		}
		if !mayReach(shapeOf(x), shapeOf(y), n, got) {
			t.Fatalf("%q and %q are alike by %d, their shapes say no", x, y, got)
		}
		if want := 100 - (plainly(x, y)+extra)*100/(costLetter*n); got != want {
			t.Fatalf("%q and %q are alike by %d, by the whole table %d", x, y, got, want)
		}
		if again := alike(x, y, leastAlike); again != got {
			t.Fatalf("%q and %q are alike by %d above %d, by %d above %d", x, y, got, floor, again, leastAlike)
		}
	}
	if found < 1000 {
		t.Errorf("only %d pairs are alike at all", found)
	}
}
