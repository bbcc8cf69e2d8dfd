package main

import "math/rand/v2"

// lstm is one direction of a layer of long short-term memory (Hochreiter and Schmidhuber
// 1997; the forget gate of Gers and others 2000). The gates stand one after the other:
// in, forget, out, new.
type lstm struct {
	in, rec, bias *param // rec has a row for each number of the memory's output
	size          int
	backward      bool
}

func newLSTM(m *model, in, size int, backward bool) *lstm {
	l := &lstm{size: size, backward: backward}
	l.in = m.matrix("lstmIn", 4*size, in, glorot(in, size))
	l.rec = m.new("lstmRec", size, 4*size, glorot(size, size), false)
	l.bias = m.new("lstmBias", 1, 4*size, 0, false)
	for i := size; i < 2*size; i++ {
		l.bias.w[i] = 1 // remember, at first
	}
	copy(l.bias.mean, l.bias.w)
	return l
}

// memory is a direction's work on one sentence.
type memory struct {
	gates, cell, bent, out []float32 // n rows each; bent is tanh of cell
	mask, shown            []float32 // of the outputs as the next step sees them
	dgates, dnext, dcell   []float32
}

// run reads n vectors and leaves the outputs in w.out. Dropout of what goes from step to
// step is the same for all steps (Gal and Ghahramani 2016).
func (l *lstm) run(x []float32, n int, w *memory, drop float32, rnd *rand.Rand) {
	h := l.size
	w.gates = zeros(w.gates, n*4*h)
	for t := range n {
		copy(w.gates[t*4*h:], l.bias.w)
	}
	convolve(l.in, x, w.gates, l.in.cols, 1, n)
	w.cell, w.bent, w.out, w.shown = zeros(w.cell, n*h), zeros(w.bent, n*h), zeros(w.out, n*h), zeros(w.shown, n*h)
	w.mask = masked(w.mask, h, drop, rnd)
	for k := range n {
		t, before := l.at(k, n)
		g := w.gates[t*4*h : (t+1)*4*h]
		var last []float32
		if k > 0 {
			last = w.cell[before*h : (before+1)*h]
			from := w.shown[before*h : (before+1)*h]
			for j := 0; j < h; j += 4 {
				axpy4(g, l.rec.row(j), l.rec.row(j+1), l.rec.row(j+2), l.rec.row(j+3), from[j], from[j+1], from[j+2], from[j+3])
			}
		}
		for j := range h {
			i, f, o, u := sigmoid(g[j]), sigmoid(g[h+j]), sigmoid(g[2*h+j]), tanh(g[3*h+j])
			g[j], g[h+j], g[2*h+j], g[3*h+j] = i, f, o, u
			c := i * u
			if last != nil {
				c += f * last[j]
			}
			b := tanh(c)
			w.cell[t*h+j], w.bent[t*h+j], w.out[t*h+j] = c, b, o*b
			w.shown[t*h+j] = o * b * w.mask[j]
		}
	}
}

// at is the word read at step k and the one before it.
func (l *lstm) at(k, n int) (t, before int) {
	if l.backward {
		return n - 1 - k, n - k
	}
	return k, k - 1
}

// back adds the gradients of run, given that of its outputs; dx is that of the inputs.
func (l *lstm) back(x, dx, dout []float32, n int, w *memory, g *grads) {
	h := l.size
	w.dgates = zeros(w.dgates, n*4*h)
	w.dnext, w.dcell = zeros(w.dnext, h), zeros(w.dcell, h)
	for k := n - 1; k >= 0; k-- {
		t, before := l.at(k, n)
		gate, d := w.gates[t*4*h:(t+1)*4*h], w.dgates[t*4*h:(t+1)*4*h]
		for j := range h {
			i, f, o, u := gate[j], gate[h+j], gate[2*h+j], gate[3*h+j]
			b := w.bent[t*h+j]
			dh := dout[t*h+j] + w.dnext[j]
			dc := w.dcell[j] + dh*o*(1-b*b)
			d[j] = dc * u * i * (1 - i)
			if k > 0 {
				d[h+j] = dc * w.cell[before*h+j] * f * (1 - f)
			}
			d[2*h+j] = dh * b * o * (1 - o)
			d[3*h+j] = dc * i * (1 - u*u)
			w.dcell[j] = dc * f
		}
		for j := range h {
			w.dnext[j] = w.mask[j] * dot(l.rec.row(j), d)
		}
	}
	sum(g.all(l.bias), w.dgates)
	for j := range h {
		row := g.row(l.rec, j)
		k := 1
		for ; k+4 <= n; k += 4 {
			var a [4]int
			var v [4]float32
			for m := range a {
				t, before := l.at(k+m, n)
				a[m], v[m] = t*4*h, w.shown[before*h+j]
			}
			axpy4(row, w.dgates[a[0]:a[0]+4*h], w.dgates[a[1]:a[1]+4*h], w.dgates[a[2]:a[2]+4*h], w.dgates[a[3]:a[3]+4*h], v[0], v[1], v[2], v[3])
		}
		for ; k < n; k++ {
			t, before := l.at(k, n)
			axpy(row, w.dgates[t*4*h:(t+1)*4*h], w.shown[before*h+j])
		}
	}
	convolveBack(l.in, g, x, dx, w.dgates, l.in.cols, 1, n)
}

// both is a layer that reads in both directions.
type both struct{ there, back *lstm }

func newBoth(m *model, in, size int) both {
	return both{newLSTM(m, in, size, false), newLSTM(m, in, size, true)}
}

// memories is a layer's work on one sentence.
type memories struct {
	there, back         memory
	out                 []float32 // n rows of both outputs side by side
	dthere, dback       []float32
	input, dinput, mask []float32
}

// run reads n vectors, a share of the numbers of which is dropped.
func (b both) run(x []float32, n int, w *memories, drop float32, rnd *rand.Rand) []float32 {
	e, h := b.there.in.cols, b.there.size
	w.mask = masked(w.mask, e, drop, rnd)
	w.input = shown(w.input, x, w.mask)
	b.there.run(w.input, n, &w.there, drop, rnd)
	b.back.run(w.input, n, &w.back, drop, rnd)
	w.out = zeros(w.out, n*2*h)
	for t := range n {
		copy(w.out[t*2*h:], w.there.out[t*h:(t+1)*h])
		copy(w.out[t*2*h+h:], w.back.out[t*h:(t+1)*h])
	}
	return w.out
}

// backward gives the gradient of run's input.
func (b both) backward(dout []float32, n int, w *memories, g *grads) []float32 {
	h := b.there.size
	w.dthere, w.dback = zeros(w.dthere, n*h), zeros(w.dback, n*h)
	for t := range n {
		copy(w.dthere[t*h:(t+1)*h], dout[t*2*h:])
		copy(w.dback[t*h:(t+1)*h], dout[t*2*h+h:])
	}
	w.dinput = zeros(w.dinput, len(w.input))
	b.there.back(w.input, w.dinput, w.dthere, n, &w.there, g)
	b.back.back(w.input, w.dinput, w.dback, n, &w.back, g)
	for i := range w.dinput {
		w.dinput[i] *= w.mask[i%len(w.mask)]
	}
	return w.dinput
}

// masked draws what dropout leaves of n numbers: 0, or what makes up for the others.
func masked(m []float32, n int, drop float32, rnd *rand.Rand) []float32 {
	m = zeros(m, n)
	for i := range m {
		if rnd == nil {
			m[i] = 1
		} else if rnd.Float32() >= drop {
			m[i] = 1 / (1 - drop)
		}
	}
	return m
}

// shown is rows of x times a mask.
func shown(to, x, mask []float32) []float32 {
	to = zeros(to, len(x))
	for at := 0; at < len(x); at += len(mask) {
		for i, m := range mask {
			to[at+i] = x[at+i] * m
		}
	}
	return to
}

func sigmoid(x float32) float32 {
	if x >= 0 {
		return 1 / (1 + exp(-x))
	}
	e := exp(x)
	return e / (1 + e)
}

func tanh(x float32) float32 {
	if x >= 0 {
		e := exp(-2 * x)
		return (1 - e) / (1 + e)
	}
	e := exp(2 * x)
	return (e - 1) / (1 + e)
}
