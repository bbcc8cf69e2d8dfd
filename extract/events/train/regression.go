package main

import (
	"math"
	"math/rand/v2"
	"slices"

	"dateline/corpus/weights"
	"dateline/extract/events/internal/classifier"
)

// example is a case with its class.
type example struct {
	classifier.Sheet
	class   int
	article int
}

// regression is how a model is trained.
type regression struct {
	bits    int
	passes  int
	rate    float64
	decay   float64
	dropout float64
	hide    float64 // share of the cases whose word is hidden
	least   int     // articles that a feature is seen in, to count
	seed    uint64
}

// learn fits a multinomial logistic regression and packs it.
func (g regression) learn(classes []string, xs []example) *weights.Model {
	n := len(classes)
	mask := uint32(1)<<g.bits - 1
	last, seen := make([]int32, mask+1), make([]int32, mask+1)
	for _, x := range xs {
		for _, f := range slices.Concat(x.Features, x.Words) {
			if k := f & mask; last[k] != int32(x.article)+1 {
				last[k] = int32(x.article) + 1
				seen[k]++
			}
		}
	}
	kept, words := make([][]uint32, len(xs)), make([][]uint32, len(xs))
	order := make([]int, len(xs))
	for i, x := range xs {
		order[i] = i
		for _, f := range x.Features {
			if int(seen[f&mask]) >= g.least {
				kept[i] = append(kept[i], f&mask)
			}
		}
		for _, f := range x.Words {
			if int(seen[f&mask]) >= g.least {
				words[i] = append(words[i], f&mask)
			}
		}
	}
	w, sum := make([]float32, int(mask+1)*n), make([]float32, int(mask+1)*n)
	r := rand.New(rand.NewPCG(g.seed, 0))
	z := make([]float64, n)
	var left []uint32
	for pass := range g.passes {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		rate := g.rate * (1 - 0.8*float64(pass)/float64(g.passes))
		for _, i := range order {
			left = left[:0]
			for _, f := range kept[i] {
				if r.Float64() >= g.dropout {
					left = append(left, f)
				}
			}
			if r.Float64() >= g.hide {
				for _, f := range words[i] {
					if r.Float64() >= g.dropout {
						left = append(left, f)
					}
				}
			}
			clear(z)
			for _, f := range left {
				row := w[int(f)*n : int(f)*n+n]
				for k, v := range row {
					z[k] += float64(v)
				}
			}
			top := math.Inf(-1)
			for k := range z {
				z[k] /= 1 - g.dropout
				top = max(top, z[k])
			}
			total := 0.0
			for k := range z {
				z[k] = math.Exp(z[k] - top)
				total += z[k]
			}
			for k := range z {
				z[k] /= total
			}
			z[xs[i].class]--
			for _, f := range left {
				row, sq := w[int(f)*n:int(f)*n+n], sum[int(f)*n:int(f)*n+n]
				for k := range row {
					d := float32(z[k] + g.decay*float64(row[k]))
					sq[k] += d * d
					row[k] -= float32(rate) * d / float32(math.Sqrt(float64(sq[k])+1e-2))
				}
			}
		}
	}
	m := weights.New(classes, g.bits)
	m.Quantize(w)
	return m
}
