package neural

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// naive is what rectify stands for.
func naive(lanes []int32, f factor) []active {
	var out []active
	for i, x := range lanes {
		if v := min(f.of(x), most); v > 0 {
			out = append(out, active{int32(i), v})
		}
	}
	return out
}

func sorted(a []active) []active {
	slices.SortFunc(a, func(x, y active) int { return cmp.Compare(x.at, y.at) })
	return a
}

func TestRectify(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		n := 1 + r.IntN(200)
		f := factor(1 + r.IntN(1<<24))
		small, large := make([]int32, n), make([]int32, n)
		for i := range n {
			small[i] = int32(r.IntN(1<<15) - 1<<14)
			large[i] = int32(r.IntN(1<<20) - 1<<19)
		}
		sums := make([]uint64, sumWords(n))
		packSum(small, sums)
		for i := range sums {
			sums[i] += sumStart
		}
		if got, want := sorted(rectify(sums, f, nil)), naive(small, f); !slices.Equal(got, want) {
			t.Fatalf("sums: got %v, want %v", got, want)
		}
		prods := make([]uint64, prodWords(n))
		packProd(large, prods)
		for i := range prods {
			prods[i] += prodStart
		}
		if got, want := sorted(rectifyProd(prods, n, f, nil)), naive(large, f); !slices.Equal(got, want) {
			t.Fatalf("products: got %v, want %v", got, want)
		}
		back := make([]int32, n)
		if readProd(prods, back); !slices.Equal(back, large) {
			t.Fatalf("read %v, want %v", back, large)
		}
		if at := best(prods, n); large[at] != slices.Max(large) {
			t.Fatalf("best of %v is %d", large, at)
		}
	}
}

func TestMatrices(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		n, out, in := 1+r.IntN(3), 1+r.IntN(20), 1+r.IntN(64)
		w := make([]int8, n*out*in)
		for i := range w {
			w[i] = int8(r.IntN(255) - 127)
		}
		m := newMatrices(w, n, out, in)
		var a []active
		want := make([]int32, n*out)
		for i := range in {
			if r.IntN(3) == 0 {
				continue
			}
			v := int32(r.IntN(most + 1))
			a = append(a, active{int32(i), v})
			for j := range want {
				want[j] += v * int32(w[j*in+i])
			}
		}
		sums := make([]uint64, m.words)
		for i := range sums {
			sums[i] = prodStart
		}
		m.times(a, sums)
		each := prodWords(out)
		for k := range n {
			got := make([]int32, out)
			readProd(sums[k*each:(k+1)*each], got)
			if !slices.Equal(got, want[k*out:(k+1)*out]) {
				t.Fatalf("part %d of %d: got %v, want %v", k, n, got, want[k*out:(k+1)*out])
			}
		}
	}
}

func TestVocabulary(t *testing.T) {
	var hashes []int32
	for i := range int32(1000) {
		hashes = append(hashes, i*7919)
	}
	v := newVocabulary(hashes, 2)
	for i, h := range hashes {
		if got := v.find(uint32(h)); got != int32(i)+2 {
			t.Fatalf("feature %d is in row %d", i, got)
		}
	}
	if got := v.find(1); got != unknown {
		t.Errorf("an unknown feature is in row %d", got)
	}
}
