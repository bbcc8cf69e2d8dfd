package main

import (
	"math"
	"math/rand"
	"slices"

	"dateline/extract/article/internal/passage"
)

// bins is how many values of a feature are told apart.
const bins = 64

// grow learns trees by gradient boosting on the logistic loss (Friedman 2001; leaf
// values by a Newton step as in XGBoost, Chen and Guestrin 2016).
func grow(docs []*document, o options) []passage.Tree {
	var rows []*passage.Row
	var weight, target []float64
	for _, d := range docs {
		size := float64(max(len(d.gold), 150))
		for i := range d.rows {
			if d.words[i] == 0 {
				continue
			}
			rows = append(rows, &d.rows[i])
			w := (float64(d.words[i]) + 2) / size * 100
			if d.clean {
				w *= o.clean
			}
			if d.silver {
				w *= o.silver
			}
			weight = append(weight, min(w, 30))
			if d.label[i] {
				target = append(target, 1)
			} else {
				target = append(target, 0)
			}
		}
	}
	n := len(rows)
	// Limits of the bins: values of the rows, evenly in rank.
	limits := make([][]int16, passage.Features)
	binned := make([][passage.Features]uint8, n)
	for f := range passage.Features {
		vals := make([]int16, n)
		for i, r := range rows {
			vals[i] = r[f]
		}
		slices.Sort(vals)
		distinct := slices.Compact(slices.Clone(vals))
		if len(distinct) <= bins {
			limits[f] = distinct[:len(distinct)-1]
		} else {
			for b := 1; b < bins; b++ {
				limits[f] = append(limits[f], vals[b*n/bins])
			}
			limits[f] = slices.Compact(limits[f])
			if l := limits[f]; l[len(l)-1] == distinct[len(distinct)-1] {
				limits[f] = l[:len(l)-1]
			}
		}
		for i, r := range rows {
			b, _ := slices.BinarySearch(limits[f], r[f])
			binned[i][f] = uint8(b) // limits below the value
		}
	}
	rng := rand.New(rand.NewSource(1))
	score := make([]float64, n)
	leaf := make([]int, n)
	g, h := make([]float64, n), make([]float64, n)
	var trees []passage.Tree
	const leaves = 1 << passage.Depth
	type pair struct{ g, h float64 }
	for range o.trees {
		var used []int
		for i := range n {
			if rng.Intn(100) < 50 {
				used = append(used, i)
			}
			p := 1 / (1 + math.Exp(-score[i]))
			g[i] = weight[i] * (target[i] - p)
			h[i] = weight[i] * p * (1 - p)
			leaf[i] = 0
		}
		var features []int
		for f := range passage.Features {
			if len(limits[f]) > 0 && rng.Intn(100) < 50 {
				features = append(features, f)
			}
		}
		var t passage.Tree
		hist := make([]pair, leaves/2*passage.Features*bins)
		for level := range passage.Depth {
			clear(hist)
			for _, i := range used {
				base := leaf[i] * passage.Features * bins
				gi, hi := g[i], h[i]
				b := &binned[i]
				for _, f := range features {
					x := &hist[base+f*bins+int(b[f])]
					x.g += gi
					x.h += hi
				}
			}
			bestGain, bestF, bestB := -1.0, -1, 0
			for _, f := range features {
				var gain [bins]float64
				for l := range 1 << level {
					cells := hist[(l*passage.Features+f)*bins : (l*passage.Features+f)*bins+len(limits[f])+1]
					var all, left pair
					for _, c := range cells {
						all.g += c.g
						all.h += c.h
					}
					for b := range limits[f] {
						left.g += cells[b].g
						left.h += cells[b].h
						rg, rh := all.g-left.g, all.h-left.h
						gain[b] += left.g*left.g/(left.h+o.least) + rg*rg/(rh+o.least)
					}
				}
				for b := range limits[f] {
					if gain[b] > bestGain {
						bestGain, bestF, bestB = gain[b], f, b
					}
				}
			}
			t.Feature[level], t.Limit[level] = uint8(bestF), limits[bestF][bestB]
			for i := range n {
				if int(binned[i][bestF]) > bestB {
					leaf[i] |= 1 << level
				}
			}
		}
		var sums [leaves]pair
		for i := range n {
			sums[leaf[i]].g += g[i]
			sums[leaf[i]].h += h[i]
		}
		for l, s := range sums {
			v := o.rate * s.g / (s.h + o.least)
			t.Leaf[l] = int16(math.Round(max(min(v, 3), -3) * passage.Unit))
		}
		for i := range n {
			score[i] += float64(t.Leaf[leaf[i]]) / passage.Unit
		}
		trees = append(trees, t)
	}
	return trees
}
