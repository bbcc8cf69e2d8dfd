package main

import (
	"log"
	"math"
	"math/rand"
	"slices"

	"dateline/corpus/weights"
	"dateline/extract/syntax/internal/segment"
)

const (
	folds    = 5
	grown    = 250 // trees
	shrink   = 0.1 // weight of a new tree
	hold     = 10  // weight that holds a leaf back (L2)
	used     = 30  // per cent of the numbers that a tree is grown on
	usedRows = 60  // per cent of the rows
	bins     = 64  // values of a number that are told apart
	leaves   = 1 << weights.Depth
	leafSize = 3 // the most that a leaf may say, in logits
	logit    = segment.TreeUnits
)

// jackknife gives the rows of the places that a model is in doubt about which was trained
// without their documents.
func jackknife(treebanks, mine []paragraph, w segment.Weights, l *segment.Lexicon) []sample {
	var out []sample
	for fold := range folds {
		var rest, held []paragraph
		n := -1
		for _, p := range treebanks {
			if p.first {
				n++
			}
			if n%folds == fold {
				held = append(held, p)
			} else {
				rest = append(rest, p)
			}
		}
		x := segment.Weights{Words: w.Words, Sorts: learnSorts(rest)}
		x.Sentences, x.Gate = learnEnds(append(rest, mine...), x, l)
		var p *paragraph
		c := segment.NewPupil(l, x, &segment.Teacher{Second: func(end int, row *segment.Row) {
			out = append(out, sample{*row, p.ends[end]})
		}})
		for i := range held {
			p = &held[i]
			if p.first {
				c.Begin()
			}
			c.Cut(p.text)
		}
	}
	return out
}

// sample is a place with the truth about it.
type sample struct {
	row segment.Row
	yes bool
}

// pair sums the first and second derivatives of the loss.
type pair struct{ g, h float64 }

func (p *pair) add(q pair) { p.g += q.g; p.h += q.h }

// booster learns trees that correct what the first model says of places (gradient boosting of
// oblivious trees; Friedman 2001, Prokhorenkova et al. 2018).
type booster struct {
	rows   []sample
	limits [segment.PlaceNumbers][]int16 // of the bins: values of the rows, evenly in rank
	binned [][segment.PlaceNumbers]uint8
	score  []float64 // in logits: of the first model and the trees so far
	slope  []pair    // of the loss there
	leaf   []int     // of the tree that grows
	sums   []pair    // by leaf, number and bin
}

// grow learns the trees.
func grow(rows []sample) *weights.Forest {
	n := len(rows)
	b := &booster{rows: rows, binned: make([][segment.PlaceNumbers]uint8, n), score: make([]float64, n), slope: make([]pair, n), leaf: make([]int, n)}
	for k := range segment.PlaceNumbers {
		b.bin(k)
	}
	b.sums = make([]pair, leaves/2*segment.PlaceNumbers*bins)
	for i := range b.score {
		b.score[i] = float64(rows[i].row[0]) / 100
	}
	f := &weights.Forest{Features: segment.PlaceNumbers}
	r := rand.New(rand.NewSource(1))
	for range grown {
		lines := b.slopes(r)
		var numbers []int
		for k := range segment.PlaceNumbers {
			if len(b.limits[k]) > 0 && r.Intn(100) < used {
				numbers = append(numbers, k)
			}
		}
		f.Trees = append(f.Trees, b.tree(lines, numbers))
	}
	wrong, before := 0, 0
	for i := range rows {
		if (b.score[i] > 0) != rows[i].yes {
			wrong++
		}
		if (rows[i].row[0] > 0) != rows[i].yes {
			before++
		}
	}
	log.Printf("places: %d rows, %d wrong before, %d while training", n, before, wrong)
	return f
}

// bin finds the limits of a number's bins, and the bins of all rows.
func (b *booster) bin(k int) {
	values := make([]int16, len(b.rows))
	for i := range b.rows {
		values[i] = b.rows[i].row[k]
	}
	slices.Sort(values)
	distinct := slices.Compact(slices.Clone(values))
	var limits []int16
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
	for i := range b.rows {
		below, _ := slices.BinarySearch(limits, b.rows[i].row[k])
		b.binned[i][k] = uint8(below)
	}
}

// slopes works out the derivatives of the logistic loss, and draws the rows that the next
// tree is grown on.
func (b *booster) slopes(r *rand.Rand) (lines []int) {
	for i := range b.rows {
		if r.Intn(100) < usedRows {
			lines = append(lines, i)
		}
		p := 1 / (1 + math.Exp(-b.score[i]))
		t := 0.0
		if b.rows[i].yes {
			t = 1
		}
		b.slope[i] = pair{t - p, p * (1 - p)}
	}
	return lines
}

// tree grows a tree on some rows and numbers, and adds what it says to the scores.
func (b *booster) tree(lines, numbers []int) weights.Tree {
	var t weights.Tree
	clear(b.leaf)
	for level := range weights.Depth {
		b.sum(level, lines, numbers)
		k, bin := b.question(level, numbers)
		if k < 0 {
			t.Limit[level] = math.MaxInt16
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
		t.Leaf[l] = int16(math.Round(max(min(v, leafSize), -leafSize) * logit))
	}
	for i, l := range b.leaf {
		b.score[i] += float64(t.Leaf[l]) / logit
	}
	return t
}

// cells are the sums of a leaf and a number by bin.
func (b *booster) cells(leaf, k int) []pair {
	at := (leaf*segment.PlaceNumbers + k) * bins
	return b.sums[at : at+bins]
}

// sum fills in the sums of the leaves of a level.
func (b *booster) sum(level int, lines, numbers []int) {
	clear(b.sums[:(1<<level)*segment.PlaceNumbers*bins])
	for _, i := range lines {
		base, slope, binned := b.leaf[i]*segment.PlaceNumbers*bins, b.slope[i], &b.binned[i]
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
