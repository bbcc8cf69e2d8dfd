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

// BenchmarkTimes multiplies matrices of the parser's sizes with the vectors of a sentence, of
// which about a third is not zero.
func BenchmarkTimes(b *testing.B) {
	const count = 24
	for _, size := range []struct {
		out, taps, in int
		packed        bool
	}{{96, 3, 128, false}, {288, 1, 96, true}, {96, 1, 96, true}, {59, 1, 96, false}, {3, 1, 96, false}} {
		loops(b, fmt.Sprintf("%dx%dx%d", size.out, size.taps, size.in), func(b *testing.B) {
			r := rand.New(rand.NewPCG(5, 6))
			w := make([]int8, size.out*size.taps*size.in)
			for i := range w {
				w[i] = int8(r.IntN(255) - 127)
			}
			m := newMatrix(w, size.out, size.taps, size.in, size.packed)
			var a actives
			a.begin(count+size.taps-1, size.in)
			for i := range count + size.taps - 1 {
				for k := range size.in {
					a.vector(i)[k] = uint8(max(r.IntN(3)-1, 0) * r.IntN(most+1))
				}
				a.gather(i)
			}
			start, sums := make([]uint64, m.words), make([]uint64, count*m.words)
			for b.Loop() {
				if size.packed {
					m.times(&a, 0, count, start, sums, m.words)
					continue
				}
				for i := range count {
					m.products(&a, i)
				}
			}
		})
	}
}

// BenchmarkSumAll adds the rows of a state of the parser.
func BenchmarkSumAll(b *testing.B) {
	loops(b, "8x32", func(b *testing.B) {
		rows := make([][]uint64, 8)
		for i := range rows {
			rows[i] = make([]uint64, 32)
		}
		to := make([]uint64, 32)
		for b.Loop() {
			sumAll(to, rows)
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
	loops(b, "whole96", func(b *testing.B) {
		sums, bias := make([]int32, 96), make([]int32, 96)
		for i := range sums {
			sums[i] = int32(r.IntN(1<<16) - 1<<15)
		}
		out := make([]uint8, 96)
		for b.Loop() {
			rectifySums(sums, bias, f, out)
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
