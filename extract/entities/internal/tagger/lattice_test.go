package tagger

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestLattice holds the vector loop against the plain one: over regions of every length, scores that are
// often equal, small ones, and the largest that features can add up to.
func TestLattice(t *testing.T) {
	if !vector {
		t.Skip("no vector loop here")
	}
	rng := rand.New(rand.NewPCG(7, 8))
	for round := range 3000 {
		var trans [NumClasses][NumClasses]int32
		most := []int32{2, 10, 128}[rng.IntN(3)]
		for a := range trans {
			for c := range trans[a] {
				trans[a][c] = rng.Int32N(2*most) - most
			}
		}
		n := rng.IntN(20)
		if round%100 == 0 {
			n = maxRegion + 8
		}
		size := []int32{1, 3, 200, 127 * maxFeatures}[rng.IntN(4)]
		region := make([]scores, n)
		plain := make([]int32, 0, n*NumClasses)
		for i := range region {
			for c := range region[i] {
				region[i][c] = rng.Int32N(2*size+1) - size
			}
			plain = append(plain, region[i][:]...)
		}
		got, want := make([]uint8, n), make([]uint8, n)
		newLattice(&trans).best(region, got)
		Decode(plain, &trans, nil, make([]uint8, n*NumClasses), want)
		if !slices.Equal(got, want) {
			t.Fatalf("round %d: %v, want %v", round, got, want)
		}
	}
}

func BenchmarkLattice(b *testing.B) {
	rng := rand.New(rand.NewPCG(9, 10))
	var trans [NumClasses][NumClasses]int32
	for a := range trans {
		for c := range trans[a] {
			trans[a][c] = rng.Int32N(60) - 30
		}
	}
	const n = 6
	from := make([]scores, n)
	for i := range from {
		for c := range from[i] {
			from[i][c] = rng.Int32N(400) - 200
		}
	}
	m := &Model{Trans: trans, lattice: newLattice(&trans), spread: spread(&trans)}
	for _, v := range []bool{true, false} {
		b.Run(map[bool]string{true: "here", false: "plain"}[v], func(b *testing.B) {
			defer func(was bool) { vector = was }(vector)
			vector = v && vector
			d, region, out := new(Document), make([]scores, n), make([]uint8, n)
			b.ReportAllocs()
			for b.Loop() {
				copy(region, from)
				m.decode(d, region, out)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/piece")
		})
	}
}
