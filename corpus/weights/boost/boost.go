// Package boost learns forests of decision trees (see [weights.Forest]) from rows of numbers with an answer,
// by gradient boosting of oblivious trees: Friedman, Greedy Function Approximation (2001); Prokhorenkova et al., CatBoost
// (2018). It is for the trainers. The same rows and options give the same bytes on every machine of one
// architecture: the draws come from a seed, and sums run in the order of the rows.
package boost

import (
	"math"
	"math/rand"
	"slices"

	"dateline/corpus/weights"
)

const (
	bins     = 64 // values of a number that are told apart
	leaves   = 1 << weights.Depth
	leafSize = 3 // the most that a leaf may say, in logits
)

// Row is an example.
type Row struct {
	Numbers []int16
	Yes     bool    // the answer
	Weight  float64 // how much it counts
	Start   float64 // what is said of it without the trees, in logits
}

// Options say how trees are grown.
type Options struct {
	Features    int     // numbers of a row, at most 255
	Trees       int     // to grow
	Shrink      float64 // weight of a new tree
	Hold        float64 // weight that holds a leaf back (L2)
	UsedRows    int     // per cent of the rows that a tree is grown on
	UsedNumbers int     // per cent of the numbers
	Unit        float64 // of a leaf: a logit is so much
}

// pair sums the first and second derivatives of the loss.
type pair struct{ g, h float64 }

func (p *pair) add(q pair) { p.g += q.g; p.h += q.h }

// booster learns trees on rows.
type booster struct {
	Options
	rows   []Row
	limits [][]int16 // of the bins: values of the rows, evenly in rank
	binned []uint8   // by row and number
	score  []float64 // of the trees so far, in logits
	slope  []pair    // of the loss there
	leaf   []int     // of the tree that grows
	sums   []pair    // by leaf, number and bin
}

// Grow learns trees. It returns with them what they say of the rows, in logits, their start included.
func Grow(rows []Row, o Options) (*weights.Forest, []float64) {
	n := len(rows)
	b := &booster{
		Options: o, rows: rows,
		limits: make([][]int16, o.Features), binned: make([]uint8, n*o.Features),
		score: make([]float64, n), slope: make([]pair, n), leaf: make([]int, n),
		sums: make([]pair, leaves/2*o.Features*bins),
	}
	for k := range o.Features {
		b.bin(k)
	}
	for i := range rows {
		b.score[i] = rows[i].Start
	}
	f := &weights.Forest{Features: o.Features}
	r := rand.New(rand.NewSource(1))
	for range o.Trees {
		drawn := b.slopes(r)
		var numbers []int
		for k := range o.Features {
			if len(b.limits[k]) > 0 && r.Intn(100) < o.UsedNumbers {
				numbers = append(numbers, k)
			}
		}
		f.Trees = append(f.Trees, b.tree(drawn, numbers))
	}
	return f, b.score
}

// bin finds the limits of a number's bins, and the bins of all rows.
func (b *booster) bin(k int) {
	values := make([]int16, len(b.rows))
	for i, r := range b.rows {
		values[i] = r.Numbers[k]
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
		below, _ := slices.BinarySearch(limits, r.Numbers[k])
		b.binned[i*b.Features+k] = uint8(below)
	}
}

// slopes works out the derivatives of the logistic loss, and draws the rows that the next
// tree is grown on.
func (b *booster) slopes(r *rand.Rand) (rows []int) {
	for i := range b.rows {
		if r.Intn(100) < b.UsedRows {
			rows = append(rows, i)
		}
		p := 1 / (1 + math.Exp(-b.score[i]))
		x := &b.rows[i]
		t := 0.0
		if x.Yes {
			t = 1
		}
		b.slope[i] = pair{x.Weight * (t - p), x.Weight * p * (1 - p)}
	}
	return rows
}

// tree grows a tree on some rows and numbers, and adds what it says to the scores.
func (b *booster) tree(rows, numbers []int) weights.Tree {
	var t weights.Tree
	clear(b.leaf)
	for level := range weights.Depth {
		b.sum(level, rows, numbers)
		k, bin := b.question(level, numbers)
		if k < 0 {
			t.Limit[level] = math.MaxInt16 // nothing to ask: always no
			continue
		}
		t.Feature[level], t.Limit[level] = uint8(k), b.limits[k][bin]
		for i := range b.leaf {
			if int(b.binned[i*b.Features+k]) > bin {
				b.leaf[i] |= 1 << level
			}
		}
	}
	var sums [leaves]pair
	for i, l := range b.leaf {
		sums[l].add(b.slope[i])
	}
	for l, s := range sums {
		v := b.Shrink * s.g / (s.h + b.Hold)
		t.Leaf[l] = int16(math.Round(max(min(v, leafSize), -leafSize) * b.Unit))
	}
	for i, l := range b.leaf {
		b.score[i] += float64(t.Leaf[l]) / b.Unit
	}
	return t
}

// cells are the sums of a leaf and a number by bin.
func (b *booster) cells(leaf, k int) []pair {
	at := (leaf*b.Features + k) * bins
	return b.sums[at : at+bins]
}

// sum fills in the sums of the leaves of a level.
func (b *booster) sum(level int, rows, numbers []int) {
	clear(b.sums[:(1<<level)*b.Features*bins])
	for _, i := range rows {
		base, slope, binned := b.leaf[i]*b.Features*bins, b.slope[i], b.binned[i*b.Features:(i+1)*b.Features]
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
				gain[i] += left.g*left.g/(left.h+b.Hold) + right.g*right.g/(right.h+b.Hold)
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
