package main

import (
	"math"
	"math/rand/v2"

	"dateline/corpus/weights"
	"dateline/extract/article/internal/classifier"
)

const (
	bits      = 17   // of the rows of the model
	passes    = 6    // over all blocks
	rate      = 0.02 // of the first steps
	decay     = 1e-4 // of the weights (L2)
	dropout   = 0.4  // share of the features left out of a step
	leastHost = 2    // sites that a feature is seen on, to count
	seed      = 4
)

// learn trains on some of the pages.
func learn(pages []*page, some func(*page) bool) *weights.Model {
	type example struct {
		features []uint32
		label    float64
		weight   float64
	}
	var examples []example
	hosts := make([]map[string]bool, 1<<bits)
	for _, p := range pages {
		if !some(p) {
			continue
		}
		for i, label := range p.labels {
			if label == unknown || !p.blocks[i].Asked() {
				continue
			}
			f := classifier.Features(p.blocks, i, &p.facts[i], nil)
			for k := range f {
				f[k] &= 1<<bits - 1
				if h := hosts[f[k]]; len(h) < leastHost {
					if h == nil {
						h = map[string]bool{}
						hosts[f[k]] = h
					}
					h[p.host] = true
				}
			}
			examples = append(examples, example{f, float64(label), p.weights[i]})
		}
	}
	for k := range examples {
		e := &examples[k]
		n := 0
		for _, f := range e.features {
			if len(hosts[f]) >= leastHost {
				e.features[n] = f
				n++
			}
		}
		e.features = e.features[:n]
	}
	r := rand.New(rand.NewPCG(seed, 0))
	w, g := make([]float64, 1<<bits), make([]float64, 1<<bits)
	var left []uint32
	for range passes {
		r.Shuffle(len(examples), func(i, j int) { examples[i], examples[j] = examples[j], examples[i] })
		for _, e := range examples {
			left = left[:0]
			z := 0.0
			for _, f := range e.features {
				if r.Float64() >= dropout {
					left = append(left, f)
					z += w[f]
				}
			}
			step := (1/(1+math.Exp(-z/(1-dropout))) - e.label) * e.weight
			for _, f := range left {
				d := step + decay*w[f]
				g[f] += d * d
				w[f] -= rate * d / math.Sqrt(1e-2+g[f])
			}
		}
	}
	m := weights.New([]string{class}, bits)
	small := make([]float32, len(w))
	for i, x := range w {
		small[i] = float32(x)
	}
	m.Quantize(small)
	return m
}
