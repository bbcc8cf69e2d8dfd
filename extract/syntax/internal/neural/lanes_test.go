package neural

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// both runs a test with the plain loops and, where there are any, with the vector loops.
func both(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	saved := vector
	defer func() { vector = saved }()
	for _, v := range []bool{false, true} {
		if v && !saved {
			t.Log("this processor has no AVX2: the vector loops are not tested")
			return
		}
		vector = v
		t.Run(map[bool]string{false: "plain", true: "vector"}[v], test)
	}
}

// naive is what rectify stands for.
func naive(lanes []int32, f factor) []uint8 {
	var out []uint8
	for _, x := range lanes {
		out = append(out, uint8(min(max(f.of(x), 0), most)))
	}
	return out
}

func TestRectify(t *testing.T) { both(t, testRectify) }

func testRectify(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		n := 1 + r.IntN(200)
		f := factor(leastFactor + r.IntN(1<<24))
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
		out := make([]uint8, n+prodLanes+slack)
		if rectify(sums, f, out); !slices.Equal(out[:n], naive(small, f)) {
			t.Fatalf("sums: got %v, want %v", out[:n], naive(small, f))
		}
		prods := make([]uint64, prodWords(n))
		packProd(large, prods)
		for i := range prods {
			prods[i] += prodStart
		}
		if rectifyProd(prods, f, out); !slices.Equal(out[:n], naive(large, f)) {
			t.Fatalf("products: got %v, want %v", out[:n], naive(large, f))
		}
		back := make([]int32, n)
		if readProd(prods, back); !slices.Equal(back, large) {
			t.Fatalf("read %v, want %v", back, large)
		}
		if at := best(prods, n); at != slices.Index(large, slices.Max(large)) {
			t.Fatalf("best of %v is %d", large, at)
		}
	}
}

func TestMatrices(t *testing.T) { both(t, testMatrices) }

func testMatrices(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		n, out, in := 1+r.IntN(3), 1+r.IntN(120), 1+r.IntN(80)
		w := make([]int8, n*out*in)
		for i := range w {
			w[i] = int8(r.IntN(255) - 127)
		}
		m := newMatrices(w, n, out, in)
		a := make([]uint8, in+group)
		signed := make([]int8, in)
		want, wantSigned := make([]int32, n*out), make([]int32, n*out)
		for i := range a {
			if i >= in {
				a[i] = uint8(r.IntN(256)) // what stands there must not matter
				continue
			}
			if r.IntN(3) > 0 {
				a[i] = uint8(r.IntN(most + 1))
			}
			signed[i] = int8(r.IntN(256) - 128)
			for j := range want {
				want[j] += int32(a[i]) * int32(w[j*in+i])
				wantSigned[j] += int32(signed[i]) * int32(w[j*in+i])
			}
		}
		each := prodWords(out)
		check := func(sums []uint64, want []int32) {
			t.Helper()
			for k := range n {
				got := make([]int32, out)
				readProd(sums[k*each:(k+1)*each], got)
				if !slices.Equal(got, want[k*out:(k+1)*out]) {
					t.Fatalf("part %d of %d: got %v, want %v", k, n, got, want[k*out:(k+1)*out])
				}
			}
		}
		sums := slices.Repeat([]uint64{prodStart}, m.words)
		m.times(a, sums)
		check(sums, want)
		sums = slices.Repeat([]uint64{prodStart}, m.words)
		m.timesSigned(signed, sums, new(making))
		check(sums, wantSigned)
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
