package main

import (
	"math"
	"math/rand/v2"
	"slices"

	"dateline/corpus/weights"
	"dateline/extract/article/internal/classifier"
)

const (
	bits       = 17   // of the rows of the model
	passes     = 6    // over all blocks
	rate       = 0.02 // of the first steps
	decay      = 1e-4 // of the weights (L2)
	dropout    = 0.4  // share of the features left out of a step
	leastHosts = 2    // hosts that a feature is seen on, to count
	seed       = 4
)

// class is the one class of the model: a positive score speaks for the article.
const class = "article"

// example is a block with what it teaches.
type example struct {
	features []uint32
	label    float64
	weight   float64
}

// learnBlocks trains on pages.
func learnBlocks(pages []*page) *weights.Model {
	w := descend(examples(pages))
	m := weights.New([]string{class}, bits)
	small := make([]float32, len(w))
	for i, x := range w {
		small[i] = float32(x)
	}
	m.Quantize(small)
	return m
}

// examples are the blocks of pages that teach, with the features that enough hosts have.
func examples(pages []*page) []example {
	var all []example
	hosts := make([]map[string]bool, 1<<bits) // of each feature, leastHosts at most
	for _, p := range pages {
		host := hostOf(p.URL)
		for i, label := range p.labels {
			if label == unknown || !p.blocks[i].Asked() {
				continue
			}
			f := classifier.Features(p.blocks, i, &p.facts[i], nil)
			for k := range f {
				f[k] &= 1<<bits - 1
				if h := hosts[f[k]]; len(h) < leastHosts {
					if h == nil {
						h = map[string]bool{}
						hosts[f[k]] = h
					}
					h[host] = true
				}
			}
			all = append(all, example{f, float64(label), p.weights[i]})
		}
	}
	for i := range all {
		e := &all[i]
		e.features = slices.DeleteFunc(e.features, func(f uint32) bool { return len(hosts[f]) < leastHosts })
	}
	return all
}

// descend finds the weights of the features, by stochastic gradient descent on the logistic loss.
// It puts the examples into another order.
func descend(examples []example) []float64 {
	r := rand.New(rand.NewPCG(seed, 0))
	w, g := make([]float64, 1<<bits), make([]float64, 1<<bits) // weights, and sums of squared gradients
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
	return w
}
