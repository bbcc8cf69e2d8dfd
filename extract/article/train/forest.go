package main

import (
	"math"
	"math/rand"
	"slices"

	"dateline/corpus/weights"
	"dateline/extract/article/internal/passage"
)

const (
	grown    = 250 // trees
	shrink   = 0.1 // weight of a new tree
	hold     = 30  // weight that holds a leaf back (L2)
	used     = 50  // per cent of the lines, and of the numbers, that a tree is grown on
	bins     = 64  // values of a number that are told apart
	leaves   = 1 << weights.Depth
	leafSize = 3 // the most that a leaf may say, in logits
	// leastSize is the length in words from which a longer article weighs no more in all.
	leastSize = 150
	mostLine  = 30 // weight of a line at most
)

// pair sums the first and second derivatives of the loss.
type pair struct{ g, h float64 }

func (p *pair) add(q pair) { p.g += q.g; p.h += q.h }

// booster learns trees on the lines of texts.
type booster struct {
	rows           []*passage.Row
	weight, target []float64
	limits         [passage.Features][]int16 // of the bins: values of the rows, evenly in rank
	binned         [][passage.Features]uint8
	score          []float64 // of the trees so far, in logits
	slope          []pair    // of the loss there
	leaf           []int     // of the tree that grows
	sums           []pair    // by leaf, number and bin
}

// learnLines trains on texts.
func learnLines(texts []*text) *weights.Forest { return grow(texts, grown) }

// grow learns that many trees.
func grow(texts []*text, trees int) *weights.Forest {
	b := newBooster(texts)
	f := &weights.Forest{Features: passage.Features}
	r := rand.New(rand.NewSource(1))
	for range trees {
		lines := b.slopes(r)
		var numbers []int
		for k := range passage.Features {
			if len(b.limits[k]) > 0 && r.Intn(100) < used {
				numbers = append(numbers, k)
			}
		}
		f.Trees = append(f.Trees, b.tree(lines, numbers))
	}
	return f
}

// newBooster gathers the lines that have words.
func newBooster(texts []*text) *booster {
	b := &booster{}
	for _, t := range texts {
		size := float64(max(len(t.marked), leastSize))
		for i := range t.rows {
			if len(t.words[i]) == 0 {
				continue
			}
			b.rows = append(b.rows, &t.rows[i])
			w := (float64(len(t.words[i])) + 2) / size * 100 * t.weight
			b.weight = append(b.weight, min(w, mostLine))
			target := 0.0
			if t.labels[i] {
				target = 1
			}
			b.target = append(b.target, target)
		}
	}
	n := len(b.rows)
	b.binned = make([][passage.Features]uint8, n)
	for k := range passage.Features {
		b.bin(k)
	}
	b.score, b.slope, b.leaf = make([]float64, n), make([]pair, n), make([]int, n)
	b.sums = make([]pair, leaves/2*passage.Features*bins)
	return b
}

// bin finds the limits of a number's bins, and the bins of all rows.
func (b *booster) bin(k int) {
	values := make([]int16, len(b.rows))
	for i, r := range b.rows {
		values[i] = r[k]
	}
	slices.Sort(values)
	distinct := slices.Compact(slices.Clone(values))
	var limits []int16 // a value above the last one has a bin of its own
	switch {
	case len(distinct) == 0:
	case len(distinct) <= bins:
		limits = distinct[:len(distinct)-1]
	default:
		for i := 1; i < bins; i++ {
			limits = append(limits, values[i*len(values)/bins])
		}
		limits = slices.Compact(limits)
		if limits[len(limits)-1] == distinct[len(distinct)-1] {
			limits = limits[:len(limits)-1]
		}
	}
	b.limits[k] = limits
	for i, r := range b.rows {
		below, _ := slices.BinarySearch(limits, r[k])
		b.binned[i][k] = uint8(below)
	}
}

// slopes works out the derivatives of the logistic loss, and draws the lines that the next
// tree is grown on.
func (b *booster) slopes(r *rand.Rand) (lines []int) {
	for i := range b.rows {
		if r.Intn(100) < used {
			lines = append(lines, i)
		}
		p := 1 / (1 + math.Exp(-b.score[i]))
		b.slope[i] = pair{b.weight[i] * (b.target[i] - p), b.weight[i] * p * (1 - p)}
	}
	return lines
}

// tree grows a tree on some lines and numbers, and adds what it says to the scores.
func (b *booster) tree(lines, numbers []int) weights.Tree {
	var t weights.Tree
	clear(b.leaf)
	for level := range weights.Depth {
		b.sum(level, lines, numbers)
		k, bin := b.question(level, numbers)
		if k < 0 {
			t.Limit[level] = math.MaxInt16 // nothing to ask: always no
			continue
		}
		t.Feature[level], t.Limit[level] = uint8(k), b.limits[k][bin]
		for i := range b.leaf {
			if int(b.binned[i][k]) > bin {
				b.leaf[i] |= 1 << level
			}
		}
	}
	var sums [leaves]pair
	for i, l := range b.leaf {
		sums[l].add(b.slope[i])
	}
	for l, s := range sums {
		v := shrink * s.g / (s.h + hold)
		t.Leaf[l] = int16(math.Round(max(min(v, leafSize), -leafSize) * passage.Unit))
	}
	for i, l := range b.leaf {
		b.score[i] += float64(t.Leaf[l]) / passage.Unit
	}
	return t
}

// cells are the sums of a leaf and a number by bin.
func (b *booster) cells(leaf, k int) []pair {
	at := (leaf*passage.Features + k) * bins
	return b.sums[at : at+bins]
}

// sum fills in the sums of the leaves of a level.
func (b *booster) sum(level int, lines, numbers []int) {
	clear(b.sums[:(1<<level)*passage.Features*bins])
	for _, i := range lines {
		base, slope, binned := b.leaf[i]*passage.Features*bins, b.slope[i], &b.binned[i]
		for _, k := range numbers {
			b.sums[base+k*bins+int(binned[k])].add(slope)
		}
	}
}

// question is the number and the bin above which parts all leaves of a level best, or
// -1 if there is nothing to ask.
func (b *booster) question(level int, numbers []int) (number, bin int) {
	best, number := -1.0, -1
	for _, k := range numbers {
		var gain [bins]float64
		for leaf := range 1 << level {
			cells := b.cells(leaf, k)[:len(b.limits[k])+1]
			var all, left pair
			for _, c := range cells {
				all.add(c)
			}
			for i := range b.limits[k] {
				left.add(cells[i])
				right := pair{all.g - left.g, all.h - left.h}
				gain[i] += left.g*left.g/(left.h+hold) + right.g*right.g/(right.h+hold)
			}
		}
		for i := range b.limits[k] {
			if gain[i] > best {
				best, number, bin = gain[i], k, i
			}
		}
	}
	return number, bin
}
