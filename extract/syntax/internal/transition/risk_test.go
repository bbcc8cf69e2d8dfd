package transition

import (
	"math/rand/v2"
	"testing"

	"dateline/corpus/ud"
)

// TestRiskOfTheCertainIsCost goes through trees by chance: with chances of one and of
// nought, Risk and Cost are the same.
func TestRiskOfTheCertainIsCost(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var s State
	for range 300 {
		n := 1 + r.IntN(15)
		heads := make([]int, n)
		tree(r, heads, 0, n, n)
		chances := make([]float32, n*(n+1))
		for i, h := range heads {
			chances[i*(n+1)+h] = 1
		}
		s.Reset(n)
		for !s.Done() {
			var allowed []Move
			for m := Shift; m < Moves; m++ {
				if !s.Allowed(m) {
					continue
				}
				allowed = append(allowed, m)
				if got, want := s.Risk(m, chances), float32(s.Cost(m, heads)); got != want {
					t.Fatalf("risk of move %d is %g, want %g", m, got, want)
				}
			}
			s.Apply(allowed[r.IntN(len(allowed))], ud.Dep)
		}
	}
}
