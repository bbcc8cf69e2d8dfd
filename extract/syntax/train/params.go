package main

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
)

// param is a matrix of weights with the state of its optimiser (Adam: Kingma and Ba
// 2015). Its columns are a multiple of eight.
type param struct {
	name       string
	rows, cols int
	sparse     bool // only rows that got a gradient are stepped
	id         int
	w, m, v    []float32
	mean       []float32 // running mean of w, which is what is used in the end
	turned     []float32 // the transpose of w, where somebody asked for it
}

func (p *param) row(i int) []float32 { return p.w[i*p.cols : (i+1)*p.cols : (i+1)*p.cols] }

// turn keeps the transpose of p at hand.
func (p *param) turn() {
	if p.turned == nil {
		p.turned = make([]float32, len(p.w))
	}
	for i := range p.rows {
		for j, x := range p.row(i) {
			p.turned[j*p.rows+i] = x
		}
	}
}

// model is the parameters of a network.
type model struct {
	params []*param
	rnd    *rand.Rand // for the first weights
	steps  int
}

func newModel(seed uint64) *model { return &model{rnd: rand.New(rand.NewPCG(seed, 1))} }

// new makes a parameter with weights drawn evenly from ±size.
func (s *model) new(name string, rows, cols int, size float64, sparse bool) *param {
	n := rows * cols
	p := &param{name: name, rows: rows, cols: cols, sparse: sparse, id: len(s.params),
		w: make([]float32, n), m: make([]float32, n), v: make([]float32, n), mean: make([]float32, n)}
	for i := range p.w {
		p.w[i] = float32((s.rnd.Float64()*2 - 1) * size)
	}
	copy(p.mean, p.w)
	s.params = append(s.params, p)
	return p
}

// matrix makes a parameter of out rows and in columns (Glorot and Bengio 2010), of which the transpose is kept.
func (s *model) matrix(name string, out, in int, spread float64) *param {
	p := s.new(name, out, in, spread, false)
	p.turn()
	return p
}

func glorot(in, out int) float64 { return math.Sqrt(6 / float64(in+out)) }

// grads are the gradients of one shard of a batch.
type grads struct {
	g       [][]float32
	marked  [][]bool
	touched [][]int32
}

func (s *model) grads() *grads {
	g := &grads{}
	for _, p := range s.params {
		g.g = append(g.g, make([]float32, len(p.w)))
		var marked []bool
		if p.sparse {
			marked = make([]bool, p.rows)
		}
		g.marked = append(g.marked, marked)
		g.touched = append(g.touched, nil)
	}
	return g
}

func (g *grads) all(p *param) []float32 { return g.g[p.id] }

func (g *grads) row(p *param, i int) []float32 {
	if p.sparse && !g.marked[p.id][i] {
		g.marked[p.id][i] = true
		g.touched[p.id] = append(g.touched[p.id], int32(i))
	}
	return g.g[p.id][i*p.cols : (i+1)*p.cols : (i+1)*p.cols]
}

// stretch is a part of a parameter that is stepped at once.
type stretch struct {
	p        *param
	from, to int
}

// step applies the sum of the shards' gradients, in the order of the shards, and clears
// them. The threads share the parameters, not the sums, so that their number changes nothing.
func (s *model) step(shards []*grads, rate float32) {
	s.steps++
	const b1, b2, eps = 0.9, 0.98, 1e-8
	first := rate / float32(1-math.Pow(b1, float64(s.steps)))
	second := float32(1 - math.Pow(b2, float64(s.steps)))
	var todo []stretch
	for _, p := range s.params {
		if !p.sparse {
			const size = 1 << 14
			for i := 0; i < len(p.w); i += size {
				todo = append(todo, stretch{p, i, min(i+size, len(p.w))})
			}
			continue
		}
		var rows []int32
		for _, g := range shards {
			for _, r := range g.touched[p.id] {
				g.marked[p.id][r] = false
			}
			rows = append(rows, g.touched[p.id]...)
			g.touched[p.id] = g.touched[p.id][:0]
		}
		slices.Sort(rows)
		for _, r := range slices.Compact(rows) {
			todo = append(todo, stretch{p, int(r) * p.cols, int(r+1) * p.cols})
		}
	}
	threads := min(runtime.GOMAXPROCS(0), 8)
	parallel(threads, threads, func(k int) {
		for i := k; i < len(todo); i += threads {
			p, from, to := todo[i].p, todo[i].from, todo[i].to
			sum := shards[0].g[p.id][from:to]
			for _, other := range shards[1:] {
				g := other.g[p.id][from:to]
				for i, x := range g {
					sum[i] += x
					g[i] = 0
				}
			}
			w, m, v := p.w[from:to], p.m[from:to], p.v[from:to]
			for i, x := range sum {
				m[i] += (1 - b1) * (x - m[i])
				v[i] += (1 - b2) * (x*x - v[i])
				w[i] -= first * m[i] / (float32(math.Sqrt(float64(v[i]/second))) + eps)
				sum[i] = 0
			}
		}
	})
	s.turn()
}

// set takes the weights of a model of the same shape.
func (s *model) set(from *model) {
	for i, p := range s.params {
		copy(p.w, from.params[i].w)
		copy(p.mean, p.w)
	}
	s.turn()
}

func (s *model) turn() {
	for _, p := range s.params {
		if p.turned != nil {
			p.turn()
		}
	}
}

// average moves the running mean towards the weights.
func (s *model) average(rate float32) {
	for _, p := range s.params {
		for i, x := range p.w {
			p.mean[i] += rate * (x - p.mean[i])
		}
	}
}

// swap exchanges the weights and their mean.
func (s *model) swap() {
	for _, p := range s.params {
		p.w, p.mean = p.mean, p.w
	}
	s.turn()
}

// parallel calls f for 0 … n-1 on so many threads.
func parallel(threads, n int, f func(k int)) {
	if threads == 1 {
		for k := range n {
			f(k)
		}
		return
	}
	var wg sync.WaitGroup
	next := make(chan int, n)
	for k := range n {
		next <- k
	}
	close(next)
	for range min(threads, n) {
		wg.Go(func() {
			for k := range next {
				f(k)
			}
		})
	}
	wg.Wait()
}

// pace is the plan of a training: so many passes in batches, the rate falling evenly
// after a short warming up.
type pace struct {
	passes, batch, shards, threads int
	first                          int // number of the first pass
	rate                           float64
	seed                           uint64
}

// learn makes the passes over n examples of the given sizes: one is called for each with
// the number of its shard, a source of chance of its own, and the number of the pass;
// after is called after each pass, with the mean weights in place.
func (s *model) learn(p pace, sizes []int, one func(example, shard int, g *grads, rnd *rand.Rand, pass int), after func(pass int)) {
	shards := make([]*grads, p.shards)
	for i := range shards {
		shards[i] = s.grads()
	}
	order := make([]int, len(sizes))
	for i := range order {
		order[i] = i
	}
	rnd := rand.New(rand.NewPCG(p.seed, 2))
	total := p.passes * ((len(order) + p.batch - 1) / p.batch)
	warm := total / 50
	lists := make([][]int, p.shards)
	load := make([]int, p.shards)
	for pass := range p.passes {
		rnd.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for from := 0; from < len(order); from += p.batch {
			// The longest first, each to the shard with least to do.
			batch := slices.Clone(order[from:min(len(order), from+p.batch)])
			slices.SortStableFunc(batch, func(a, b int) int { return sizes[b] - sizes[a] })
			clear(load)
			for i := range lists {
				lists[i] = lists[i][:0]
			}
			for _, i := range batch {
				k := 0
				for j, n := range load {
					if n < load[k] {
						k = j
					}
				}
				load[k] += sizes[i] + 2
				lists[k] = append(lists[k], i)
			}
			parallel(p.threads, p.shards, func(k int) {
				r := rand.New(rand.NewPCG(p.seed<<8+uint64(k), uint64(s.steps)+3))
				for _, i := range lists[k] {
					one(i, k, shards[k], r, p.first+pass)
				}
			})
			rate := p.rate * (1 - 0.98*float64(s.steps-warm)/float64(total-warm))
			if s.steps < warm {
				rate = p.rate * float64(s.steps+1) / float64(warm+1)
			}
			s.step(shards, float32(rate))
			const every = 10
			if s.steps%every == 0 {
				s.average(float32(max(0.02, 1/float64(s.steps/every))))
			}
		}
		if after != nil {
			s.swap()
			after(pass)
			s.swap()
		}
	}
	s.swap()
}

// times adds z*w to out, w having a row for each element of z.
func times(w *param, z, out []float32) {
	for i, x := range z {
		if x != 0 {
			axpy(out, w.row(i), x)
		}
	}
}

// timesBack adds the gradients of times.
func timesBack(w *param, g *grads, z, dz, dout []float32) {
	for i, x := range z {
		if x != 0 {
			axpy(g.row(w, i), dout, x)
			dz[i] += dot(w.row(i), dout)
		}
	}
}

// convolve adds to out, n by w.rows, what w makes of the windows of x: k vectors of e each.
func convolve(w *param, x, out []float32, e, k, n int) {
	h := w.rows
	for o := range k {
		for i := 0; i < e; i += 4 {
			r := (o*e + i) * h
			w0, w1, w2, w3 := w.turned[r:r+h], w.turned[r+h:r+2*h], w.turned[r+2*h:r+3*h], w.turned[r+3*h:r+4*h]
			for t := range n {
				q := (t+o)*e + i
				if x[q] != 0 || x[q+1] != 0 || x[q+2] != 0 || x[q+3] != 0 {
					axpy4(out[t*h:t*h+h], w0, w1, w2, w3, x[q], x[q+1], x[q+2], x[q+3])
				}
			}
		}
	}
}

// convolveBack adds the gradients of convolve.
func convolveBack(w *param, g *grads, x, dx, dout []float32, e, k, n int) {
	h, ke := w.rows, k*e
	ts := make([]int, 0, n)
	for j := range h {
		ts = ts[:0]
		for t := range n {
			if dout[t*h+j] != 0 {
				ts = append(ts, t)
			}
		}
		row, grow := w.row(j), g.row(w, j)
		i := 0
		for ; i+4 <= len(ts); i += 4 {
			a, b, c, d := ts[i], ts[i+1], ts[i+2], ts[i+3]
			axpy4(grow, x[a*e:a*e+ke], x[b*e:b*e+ke], x[c*e:c*e+ke], x[d*e:d*e+ke], dout[a*h+j], dout[b*h+j], dout[c*h+j], dout[d*h+j])
		}
		for _, t := range ts[i:] {
			axpy(grow, x[t*e:t*e+ke], dout[t*h+j])
		}
		for _, t := range ts {
			axpy(dx[t*e:t*e+ke], row, dout[t*h+j])
		}
	}
}

// rectify writes the positive part of pre to out; while training it drops a share of it
// (Srivastava and others 2014).
func rectify(pre, out []float32, drop float32, rnd *rand.Rand) {
	if rnd == nil {
		for i, x := range pre {
			out[i] = max(x, 0)
		}
		return
	}
	by := 1 / (1 - drop)
	for i, x := range pre {
		if x > 0 && rnd.Float32() >= drop {
			out[i] = x * by
		} else {
			out[i] = 0
		}
	}
}

// rectifyBack turns the gradient of rectify's output into that of its input.
func rectifyBack(out, d []float32, drop float32) {
	by := 1 / (1 - drop)
	for i := range d {
		if out[i] == 0 {
			d[i] = 0
		} else {
			d[i] *= by
		}
	}
}

func top(v []float32) int {
	b := 0
	for i, x := range v {
		if x > v[b] {
			b = i
		}
	}
	return b
}

// softmax writes the distribution that the logits stand for.
func softmax(logits, out []float32) {
	m := logits[top(logits)]
	var sum float32
	for i, x := range logits {
		out[i] = exp(x - m)
		sum += out[i]
	}
	for i := range logits {
		out[i] /= sum
	}
}

// exp is e to the power of x, which is at most 0: 2^k times a polynomial, the same on
// every processor.
func exp(x float32) float32 {
	if x < -80 {
		return 0
	}
	y := float64(x) * math.Log2E
	k := math.Floor(y)
	f := (y - k) * math.Ln2
	p := 1 + f*(1+f*(1.0/2+f*(1.0/6+f*(1.0/24+f*(1.0/120+f*(1.0/720+f*(1.0/5040)))))))
	return float32(p * math.Float64frombits(uint64(int64(k)+1023)<<52))
}

func zeros(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

func pad8(n int) int { return (n + 7) &^ 7 }
