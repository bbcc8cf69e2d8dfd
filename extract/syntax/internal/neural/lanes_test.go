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
		bias, whole := make([]int32, n), make([]int32, n)
		for i := range bias {
			bias[i] = int32(r.IntN(1<<10) - 1<<9)
			whole[i] = large[i] - bias[i]
		}
		if rectifySums(whole, bias, f, out); !slices.Equal(out[:n], naive(large, f)) {
			t.Fatalf("whole numbers: got %v, want %v", out[:n], naive(large, f))
		}
		if n > 1 && r.IntN(2) == 0 {
			at := r.IntN(n) // one that is as large
			whole[at] = slices.Max(large) - bias[at]
			large[at] = slices.Max(large)
		}
		if at := largest(whole, bias); at != slices.Index(large, slices.Max(large)) {
			t.Fatalf("the largest of %v is %d", large, at)
		}
	}
}

func TestMatrices(t *testing.T) { both(t, testMatrices) }

func testMatrices(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		out, taps, in, count := 1+r.IntN(120), 1+r.IntN(3), eights*r.IntN(8), r.IntN(5)
		packed := r.IntN(2) == 0
		if packed {
			out = (out + 11) / 12 * 12 // whole fours of words
		}
		w := make([]int8, out*taps*in)
		for i := range w {
			w[i] = int8(r.IntN(255) - 127)
		}
		m := newMatrix(w, out, taps, in, packed)
		var a actives
		a.begin(count+taps-1, in)
		for i := range count + taps - 1 {
			v := a.vector(i)
			for k := range in {
				v[k] = uint8(r.IntN(2) * r.IntN(most+1))
			}
			v[in] = 99 // what stands there must not matter
			a.gather(i)
		}
		want := make([][]int32, count)
		for i := range want {
			want[i] = make([]int32, out)
			for j := range want[i] {
				for k := range taps * in {
					want[i][j] += int32(a.all[i*in+k]) * int32(w[j*taps*in+k])
				}
			}
		}
		if packed {
			start, each := slices.Repeat([]uint64{prodStart}, m.words), m.words+r.IntN(3)
			sums := make([]uint64, count*each)
			m.times(&a, 0, count, start, sums, each)
			for i := range want {
				got := make([]int32, out)
				if readProd(sums[i*each:][:m.words], got); !slices.Equal(got, want[i]) {
					t.Fatalf("vector %d of %d: got %v, want %v", i, count, got, want[i])
				}
			}
			continue
		}
		for i := range want {
			if got := m.products(&a, i); !slices.Equal(got, want[i]) {
				t.Fatalf("vector %d of %d: got %v, want %v", i, count, got, want[i])
			}
		}
		if vector && m.rows == nil {
			sums := m.multiply(&a, 0, count)
			for i := range want {
				if got := sums[i*m.sums():][:out]; !slices.Equal(got, want[i]) {
					t.Fatalf("vector %d of %d: got %v, want %v", i, count, got, want[i])
				}
			}
		}
		if taps > 1 {
			continue
		}
		signed, got := make([]int8, in), make([]int32, out)
		for i := range signed {
			signed[i] = int8(r.IntN(256) - 128)
		}
		m.timesSigned(signed, &a, got)
		for j := range got {
			want := int32(0)
			for i, v := range signed {
				want += int32(v) * int32(w[j*in+i])
			}
			if got[j] != want {
				t.Fatalf("sum %d of signed numbers is %d, want %d", j, got[j], want)
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
