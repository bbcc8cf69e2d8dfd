package tagger

import (
	"math/rand/v2"
	"slices"
	"testing"

	"dateline/corpus/weights"
)

// TestTableAdds holds the packed rows against the plain ones, with the vector loop and without.
func TestTableAdds(t *testing.T) {
	t.Run("here", addsRows)
	if vector {
		vector = false
		defer func() { vector = true }()
		t.Run("plain", addsRows)
	}
}

func addsRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	w := weights.New(ClassNames(), 6)
	for i := range w.W {
		if i/NumClasses%3 != 0 {
			w.W[i] = int8(rng.IntN(256) - 128)
		}
	}
	for i := range NumClasses { // the extremes
		w.W[NumClasses+i], w.W[2*NumClasses+i] = -128, 127
	}
	table := newTable(Compact(w, 6))
	for n := range maxFeatures + 1 {
		features := make([]uint32, n)
		for i := range features {
			features[i] = rng.Uint32()
			if n == maxFeatures {
				features[i] = 2 // the largest sum there is
			}
		}
		var got, want scores
		got[3], want[3] = -7, -7
		table.add(&got, slices.Clone(features))
		for _, f := range features {
			w.Add(want[:], f)
		}
		if got != want {
			t.Fatalf("%d features: %v, want %v", n, got, want)
		}
	}
}

// TestCompact keeps the strongest rows and those of the transitions.
func TestCompact(t *testing.T) {
	w := weights.New(ClassNames(), 12)
	for r := range w.Rows {
		w.Row(r)[int(r)%NumClasses] = int8(r%100) - 50
	}
	index, rows := Compact(w, 9)
	table := newTable(index, rows)
	always := map[uint32]bool{}
	for a := range NumClasses {
		always[TransitionRow(a)&(w.Rows-1)] = true
	}
	least, lost, kept := 128, 0, 0
	for r := range w.Rows {
		var got, want scores
		table.add(&got, []uint32{r})
		w.Add(want[:], r)
		size := int(max(want[int(r)%NumClasses], -want[int(r)%NumClasses]))
		switch {
		case index.W[r] == 0:
			lost = max(lost, size)
			if got != (scores{}) || always[r] {
				t.Fatalf("row %d is not kept and weighs %v", r, got)
			}
		default:
			kept++
			if !always[r] {
				least = min(least, size)
			}
			if got != want {
				t.Fatalf("row %d: %v, want %v", r, got, want)
			}
		}
	}
	if kept != 1<<9 || least < lost {
		t.Errorf("%d rows kept, the weakest of %d, the strongest lost of %d", kept, least, lost)
	}
}
