package neural

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// loops runs a benchmark with the plain loops and with the vector loops.
func loops(b *testing.B, name string, run func(b *testing.B)) {
	saved := vector
	defer func() { vector = saved }()
	for _, v := range []bool{false, true} {
		if v && !saved {
			continue
		}
		vector = v
		b.Run(name+map[bool]string{false: "/plain", true: "/vector"}[v], run)
	}
}

// BenchmarkTimes multiplies matrices of the parser's sizes with vectors of which about
// half is not zero.
func BenchmarkTimes(b *testing.B) {
	for _, size := range []struct{ n, out, in int }{{3, 64, 128}, {1, 288, 64}, {1, 96, 64}, {1, 53, 96}, {1, 3, 96}} {
		loops(b, fmt.Sprintf("%dx%dx%d", size.n, size.out, size.in), func(b *testing.B) {
			r := rand.New(rand.NewPCG(5, 6))
			w := make([]int8, size.n*size.out*size.in)
			for i := range w {
				w[i] = int8(r.IntN(255) - 127)
			}
			m := newMatrices(w, size.n, size.out, size.in)
			a := make([]uint8, size.in)
			for i := range a {
				a[i] = uint8(r.IntN(2) * r.IntN(most+1))
			}
			sums := make([]uint64, m.words)
			for b.Loop() {
				m.times(a, sums)
			}
		})
	}
}

// BenchmarkAddAll adds the rows of a state of the parser.
func BenchmarkAddAll(b *testing.B) {
	loops(b, "25x32", func(b *testing.B) {
		rows := make([][]uint64, 25)
		for i := range rows {
			rows[i] = make([]uint64, 32)
		}
		to := make([]uint64, 32)
		for b.Loop() {
			addAll(to, rows)
		}
	})
}

func BenchmarkRectify(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 8))
	const f = 1 << 17
	loops(b, "sums128", func(b *testing.B) {
		in := make([]uint64, 32)
		for i := range in {
			in[i] = r.Uint64()&0x3fff3fff3fff3fff + 0x6000600060006000
		}
		out := make([]uint8, 128+slack)
		for b.Loop() {
			rectify(in, f, out)
		}
	})
	loops(b, "products96", func(b *testing.B) {
		in := make([]uint64, 32)
		for i := range in {
			in[i] = prodStart + r.Uint64()&(1<<62-1)>>1 - 1<<60
		}
		out := make([]uint8, 96+slack)
		for b.Loop() {
			rectifyProd(in, f, out)
		}
	})
}
