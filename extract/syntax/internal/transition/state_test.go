package transition

import (
	"math/rand/v2"
	"slices"
	"testing"

	"dateline/corpus/ud"
)

// tree draws a projective tree over the words from … to-1 and gives its root, heads set.
func tree(r *rand.Rand, heads []int, from, to, above int) {
	if from >= to {
		return
	}
	root := from + r.IntN(to-from)
	heads[root] = above
	for _, part := range [][2]int{{from, root}, {root + 1, to}} {
		for a := part[0]; a < part[1]; {
			b := a + 1 + r.IntN(part[1]-a)
			tree(r, heads, a, b, root)
			a = b
		}
	}
}

// follow makes the first move that costs least until all is done.
func follow(s *State, heads []int) (cost int) {
	s.Reset(len(heads))
	for !s.Done() {
		best, lowest := Move(0), 1<<30
		for m := Shift; m < Moves; m++ {
			if s.Allowed(m) && s.Cost(m, heads) < lowest {
				best, lowest = m, s.Cost(m, heads)
			}
		}
		s.Apply(best, ud.Dep)
		cost += lowest
	}
	return cost
}

func TestOracleFindsProjectiveTrees(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var s State
	for range 500 {
		n := 1 + r.IntN(12)
		heads := make([]int, n)
		tree(r, heads, 0, n, n)
		if cost := follow(&s, heads); cost != 0 || !slices.Equal(s.Heads[:n], heads) {
			t.Fatalf("heads %v at cost %d, want %v", s.Heads[:n], cost, heads)
		}
	}
}

// TestAnyMovesMakeATree makes moves at random: every word gets one head, and one word the root.
func TestAnyMovesMakeATree(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var s State
	var v View
	for range 300 {
		n := 1 + r.IntN(40)
		s.Reset(n)
		for steps := 0; !s.Done(); steps++ {
			if steps > 2*n {
				t.Fatal("more moves than two a word")
			}
			s.Look(&v)
			for _, m := range v.Misc {
				if m >= MiscSize {
					t.Fatalf("%v is no row", v.Misc)
				}
			}
			for {
				if m := Move(r.IntN(int(Moves))); s.Allowed(m) {
					s.Apply(m, ud.Dep)
					break
				}
			}
		}
		roots := 0
		for i, h := range s.Heads[:n] {
			if h == n {
				roots++
			}
			steps := 0
			for j := i; j != n; j = s.Heads[j] {
				if steps++; steps > n {
					t.Fatalf("heads %v go round", s.Heads[:n])
				}
			}
		}
		if roots != 1 {
			t.Fatalf("%d roots in %v", roots, s.Heads[:n])
		}
	}
}
