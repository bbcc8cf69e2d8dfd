package names

import "testing"

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
