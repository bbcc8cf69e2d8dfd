package main

import (
	"math/rand/v2"
	"slices"

	"dateline/corpus/weights"
	"dateline/extract/entities/internal/tagger"
)

const classes = tagger.NumClasses

// perceptron is a structured perceptron with averaging by time stamps: the mean
// of all weights seen is w - u/t.
type perceptron struct {
	bits    int
	w, u    []int32
	touched []uint64 // a bit for each row that was ever changed
	t       int32
	drop    uint32 // share of features left out of an update, of 1000
	rng     *rand.Rand
	trans   [classes][classes]int32

	articles     map[uint32]int // by word, for hiding
	hide, unlist float64

	score, goldScore []int32
	back             []uint8
	pred, gold       []uint8
	kept             []uint32
	keptOffs         []int32
}

func newPerceptron(bits int, drop uint32, seed uint64) *perceptron {
	n := classes << bits
	return &perceptron{bits: bits, w: make([]int32, n), u: make([]int32, n), touched: make([]uint64, (1<<bits+63)/64), t: 1, drop: drop, rng: rand.New(rand.NewPCG(seed, 7))}
}

func (p *perceptron) row(f uint32) int { return int(f&(1<<p.bits-1)) * classes }

// see scores a region, with its memory if with is set, and learns from it if
// learn is set. It returns the predicted classes, valid until the next call.
func (p *perceptron) see(in *instance, with, learn bool) []uint8 {
	n := in.End - in.First
	p.score = p.score[:0]
	p.kept, p.keptOffs = p.kept[:0], append(p.keptOffs[:0], 0)
	for k := range n {
		fs := [2][]uint32{in.feats[in.offs[k]:in.offs[k+1]], {tagger.NoMemory()}}
		if with {
			fs[1] = in.memory[in.memOffs[k]:in.memOffs[k+1]]
		}
		for _, list := range fs {
			for _, f := range list {
				if learn && p.drop > 0 && p.rng.Uint32N(1000) < p.drop {
					continue
				}
				p.kept = append(p.kept, f)
			}
		}
		p.keptOffs = append(p.keptOffs, int32(len(p.kept)))
		at := len(p.score)
		p.score = append(p.score, make([]int32, classes)...)
		s := (*[classes]int32)(p.score[at:])
		for _, f := range p.kept[p.keptOffs[k]:] {
			if n := f & (1<<p.bits - 1); p.touched[n/64]>>(n%64)&1 == 0 {
				continue // most features were never part of an error
			}
			row := (*[classes]int32)(p.w[p.row(f):])
			for c := range row {
				s[c] += row[c]
			}
		}
	}
	if need := n * classes; len(p.back) < need {
		p.back = make([]uint8, need)
	}
	p.pred = append(p.pred[:0], make([]uint8, n)...)
	p.goldScore = append(p.goldScore[:0], p.score...)
	tagger.Decode(p.score, &p.trans, nil, p.back, p.pred)
	if !learn {
		return p.pred
	}
	p.gold = append(p.gold[:0], make([]uint8, n)...)
	p.t++
	if right(p.pred, in.example.allowed[in.First:in.End]) {
		return p.pred
	}
	if !tagger.Decode(p.goldScore, &p.trans, in.example.allowed[in.First:in.End], p.back, p.gold) {
		return p.pred
	}
	lastG, lastP := 0, 0
	for k := range n {
		g, q := int(p.gold[k]), int(p.pred[k])
		if g != q {
			for _, f := range p.kept[p.keptOffs[k]:p.keptOffs[k+1]] {
				r := p.row(f)
				n := f & (1<<p.bits - 1)
				p.touched[n/64] |= 1 << (n % 64)
				p.w[r+g]++
				p.u[r+g] += p.t
				p.w[r+q]--
				p.u[r+q] -= p.t
			}
		}
		if g != q || lastG != lastP {
			p.bumpTransition(lastG, g, 1)
			p.bumpTransition(lastP, q, -1)
		}
		lastG, lastP = g, q
	}
	return p.pred
}

// right reports whether every piece has a class that it may have.
func right(pred []uint8, allowed []uint64) bool {
	for k, c := range pred {
		if allowed[k]>>c&1 == 0 {
			return false
		}
	}
	return true
}

func (p *perceptron) bumpTransition(a, b int, by int32) {
	r := p.row(tagger.TransitionRow(a)) + b
	p.w[r] += by
	p.u[r] += by * p.t
	p.trans[a][b] = p.w[r]
}

// epoch learns from all regions of the examples in random order.
func (p *perceptron) epoch(xs []*example, modes []bool) {
	var all []*instance
	for _, x := range xs {
		if p.hide > 0 || p.unlist > 0 {
			x.mask(p.rng, p.articles, p.hide, p.unlist)
		}
		for i := range x.regions {
			all = append(all, &x.regions[i])
		}
	}
	p.rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, in := range all {
		for _, with := range modes {
			p.see(in, with, true)
		}
	}
}

// tag is a first pass over an example.
func (p *perceptron) tag(x *example) []uint8 {
	x.read()
	out := make([]uint8, len(x.doc.Pieces))
	for i := range x.regions {
		in := &x.regions[i]
		copy(out[in.First:in.End], p.see(in, false, false))
	}
	return out
}

// averaged turns the perceptron into its mean.
func (p *perceptron) averaged() []float32 {
	out := make([]float32, len(p.w))
	for i := range p.w {
		out[i] = float32(float64(p.w[i]) - float64(p.u[i])/float64(p.t))
	}
	return out
}

// settle replaces the weights by their mean, scaled to integers, for tagging.
func (p *perceptron) settle() {
	for i, v := range p.averaged() {
		p.w[i] = int32(v * 64)
	}
	for a := range classes {
		r := p.row(tagger.TransitionRow(a))
		copy(p.trans[a][:], p.w[r:r+classes])
	}
}

// quantise makes a model of weights. The few largest weights are cut, so that the rest
// keep their precision.
func quantise(w []float32, bits int) *weights.Model {
	var mags []float32
	for _, v := range w {
		if v != 0 {
			mags = append(mags, max(v, -v))
		}
	}
	slices.Sort(mags)
	if len(mags) > 0 {
		limit := mags[len(mags)-1-len(mags)/2000]
		for i, v := range w {
			w[i] = min(max(v, -limit), limit)
		}
	}
	m := weights.New(tagger.ClassNames(), bits)
	m.Quantize(w)
	return m
}
