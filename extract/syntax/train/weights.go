package main

import (
	"bytes"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"

	"dateline/corpus/ud"
	"dateline/corpus/weights"
	"dateline/extract/syntax/internal/neural"
	"dateline/extract/syntax/internal/transition"
)

const (
	unitFirst = 1 << 10 // of the sums of the first layer: so many make one
	whole     = 1 << 24 // one, as a factor
	byte8     = 127
)

// rounded is weights in whole numbers and what one of them is worth.
type rounded struct {
	w     []int8
	scale float64
}

// round scales weights so that all but the largest few fit into a byte.
func round(w []float32) rounded {
	sizes := make([]float32, 0, len(w))
	for _, x := range w {
		if x != 0 {
			sizes = append(sizes, max(x, -x))
		}
	}
	if len(sizes) == 0 {
		return rounded{make([]int8, len(w)), 1}
	}
	slices.Sort(sizes)
	const clipped = 100000 // one in so many
	return roundBy(w, float64(sizes[len(sizes)-1-len(sizes)/clipped])/byte8)
}

func roundBy(w []float32, scale float64) rounded {
	r := rounded{make([]int8, len(w)), scale}
	for i, x := range w {
		r.w[i] = int8(min(max(math.RoundToEven(float64(x)/scale), -byte8), byte8))
	}
	return r
}

// roundProducts is round for a matrix of rows (outputs) and columns (activations): no
// sum of products with its bias may leave its lane.
func roundProducts(w []float32, columns int, bias []float32, unit float64) (rounded, []int32) {
	r := round(w)
	for {
		biases := make([]int32, len(bias))
		fits := true
		for j := range len(w) / columns {
			total := 0
			for _, v := range r.w[j*columns : (j+1)*columns] {
				total += byte8 * max(int(v), -int(v))
			}
			if bias != nil {
				biases[j] = int32(math.RoundToEven(float64(bias[j]) / (unit * r.scale)))
				total += int(max(biases[j], -biases[j]))
			}
			fits = fits && total < 1<<20
		}
		if fits {
			return r, biases
		}
		r = roundBy(w, r.scale*1.05)
	}
}

func factor(x float64) int32 {
	f := math.RoundToEven(x * whole)
	if f < 1 || f > math.MaxInt32 {
		log.Fatalf("train: factor %g is out of range", x)
	}
	return int32(f)
}

// peak is the value below which all but one in ten thousand of the positive activations lie.
func peak(values []float32) float64 {
	slices.Sort(values)
	return float64(values[len(values)-1-len(values)/10000])
}

func positive(values, to []float32) []float32 {
	for _, x := range values {
		if x > 0 {
			to = append(to, x)
		}
	}
	return to
}

// file collects tensors.
type file []weights.Tensor

func (f *file) bytes(name string, rows, cols int, w []int8) {
	*f = append(*f, weights.Tensor{Name: name, Rows: rows, Cols: cols, Int8: w})
}

func (f *file) numbers(name string, n ...int32) {
	*f = append(*f, weights.Tensor{Name: name, Rows: 1, Cols: len(n), Int32: n})
}

// table writes rows that are added to sums of that unit.
func (f *file) table(name string, cols int, w []float32, unit float64) {
	r := round(w)
	f.bytes(name, len(w)/cols, cols, r.w)
	f.numbers(name+"By", factor(r.scale*unit/256))
}

// start writes what sums of that unit begin with.
func (f *file) start(name string, w []float32, unit float64) {
	n := make([]int32, len(w))
	for i, x := range w {
		n[i] = int32(math.RoundToEven(float64(x) * unit))
	}
	f.numbers(name, n...)
}

// product writes a matrix for activations worth unit each, and its bias.
func (f *file) product(name string, out int, w *param, bias *param, unit float64) {
	// The parameter has a row for each activation.
	turned := make([]float32, out*w.rows)
	for i := range w.rows {
		for j := range out {
			turned[j*w.rows+i] = w.row(i)[j]
		}
	}
	r, b := roundProducts(turned, w.rows, bias.w[:out], unit)
	f.bytes(name, out, w.rows, r.w)
	f.numbers(name+"Bias", b...)
}

// part is the columns from … from+n of all rows of a parameter.
func part(p *param, from, n int) []float32 {
	var out []float32
	for i := range p.rows {
		out = append(out, p.row(i)[from:from+n]...)
	}
	return out
}

// embedding writes what package neural needs of embeddings at column at of the encoder's
// input: it gives the two factors.
func (f *file) embedding(e *encoder, table, far *param, unitHidden float64, at int, name, weights string) (int32, int32) {
	n := table.cols
	emb := round(table.w)
	f.bytes(name, table.rows, n, emb.w)
	var window []float32
	for o := range 2*e.radius + 1 {
		window = append(window, part(e.first, o*e.width+at, n)...)
	}
	a := round(window)
	w, byFar := a.w, int32(1)
	if far != nil {
		b := round(part(far, at, n))
		w = append(w, b.w...)
		byFar = factor(emb.scale * b.scale * unitHidden)
	}
	f.bytes(weights, len(w)/n, n, w)
	return factor(emb.scale * a.scale * unitFirst), byFar
}

func (f *file) encoder(e *encoder, far *param, unitHidden float64) {
	at := 0
	var kinds []int32
	for i, k := range e.kinds {
		hashes := make([]int32, len(k.order))
		for j, h := range k.order {
			hashes[j] = int32(h)
		}
		f.numbers(fmt.Sprint("hashes", i), hashes...)
		a, b := f.embedding(e, k.table, far, unitHidden, at, fmt.Sprint("words", i), fmt.Sprint("first", i))
		kinds = append(kinds, int32(k.of), int32(k.width), a, b)
		at += k.width
	}
	f.numbers("kinds", kinds...)
	if e.tags != nil {
		a, b := f.embedding(e, e.tags, far, unitHidden, at, "tags", "tagsFirst")
		f.numbers("tagsBy", a, b)
	}
}

// sample is the sentences by which activations are measured.
func sample(all []*sentence) []*sentence { return all[:min(len(all), 1000)] }

func (t *tagger) file(all []*sentence) file {
	var f file
	var w tagging
	var z []float32
	for _, s := range sample(all) {
		w.pre = t.encoder.encode(s, &w.encoding, nil)
		for i := range s.forms {
			t.hidden(&w, s.tags, i, nil)
			z = positive(w.z, z)
		}
	}
	top := peak(z)
	h := t.out.rows
	f.numbers("shape", int32(t.encoder.radius), int32(h), factor(byte8/(top*unitFirst)))
	f.encoder(t.encoder, nil, 0)
	f.start("bias", t.encoder.bias1.w, unitFirst)
	f.table("before", h, t.before.w, unitFirst)
	f.product("out", none, t.out, t.bias, top/byte8)
	return f
}

func (p *parser) file(all []*sentence) file {
	var f file
	var w parsing
	var h1, h2, z []float32
	for i, s := range sample(all) {
		p.run(s, &w, nil, nil, 0)
		h1, h2 = positive(w.pre1, h1), positive(w.pre2, h2)
		if i < 200 {
			// The hidden layer of every state: what the moves were chosen from.
			p.watch(s, &w, func() { z = positive(w.z, z) })
		}
	}
	top1, top2, topZ := peak(h1), peak(h2), peak(z)
	e, h := p.encoder, p.h
	first, second := e.first.rows, e.second.rows
	unit2 := top1 / byte8
	// The parts of the second layer, one for each place of the window.
	var layer []float32
	for o := range around {
		layer = append(layer, part(e.second, o*first, first)...)
	}
	// Their sums meet in one lane, so they are bounded together.
	all2, bias2 := roundProducts(e.second.w, around*first, e.bias2.w, unit2)
	r2 := roundBy(layer, all2.scale)
	// The hidden layer is summed in what the products of the near positions are worth.
	near, _ := roundProducts(p.near.w, second, nil, 0)
	unitHidden := 1 / (top2 / byte8 * near.scale)
	f.numbers("shape", int32(e.radius), int32(first), int32(second), int32(h), int32(p.plan.near),
		factor(byte8/(top1*unitFirst)), factor(unit2*r2.scale*byte8/top2), factor(byte8/(topZ*unitHidden)), tagWidth)
	f.encoder(e, p.far, unitHidden)
	f.start("bias1", e.bias1.w, unitFirst)
	f.bytes("second", around*second, first, r2.w)
	f.numbers("bias2", bias2...)
	f.bytes("near", p.near.rows, second, near.w)
	f.start("bias", p.bias.w, unitHidden)
	f.table("root", h, p.root.w, unitHidden)
	f.table("gap", h, p.gap.w, unitHidden)
	f.table("kidRel", h, p.kidRel.w, unitHidden)
	f.table("kidTag", h, p.kidTag.w, unitHidden)
	f.table("misc", h, p.misc.w, unitHidden)
	f.table("setRel", transition.Holders*h, holders(p.setRel, p.rels), unitHidden)
	f.table("setTag", transition.Holders*h, holders(p.setTag, p.tagsN), unitHidden)
	f.product("move", int(transition.Moves), p.move, p.moveBias, topZ/byte8)
	f.product("left", p.rels, p.label[0], p.labelBias[0], topZ/byte8)
	f.product("right", p.rels, p.label[1], p.labelBias[1], topZ/byte8)
	return f
}

// holders puts the rows of all holders for one side and one of n values side by side.
func holders(p *param, n int) []float32 {
	var out []float32
	for side := range 2 {
		for v := range n {
			for i := range transition.Holders {
				out = append(out, p.row((2*i+side)*n+v)...)
			}
		}
	}
	return out
}

// watch parses a sentence along its last tree and calls f at every state.
func (p *parser) watch(s *sentence, w *parsing, f func()) {
	p.watcher = f
	p.run(s, w, nil, nil, 0)
	p.watcher = nil
}

// save writes the weights, and says how the whole numbers do on the development files.
func (t *trainer) save(dir string, tags *tagger, trees *parser) error {
	for _, f := range []struct {
		name    string
		tensors file
	}{{"tags.dln", tags.file(t.treebank)}, {"trees.dln", trees.file(t.treebank)}} {
		var b bytes.Buffer
		if err := weights.WriteTensors(&b, f.tensors); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, f.name), b.Bytes(), 0o644); err != nil {
			return err
		}
		t.log("%s: %d bytes", f.name, b.Len())
	}
	return t.check(dir)
}

// check scores the weights as they are used.
func (t *trainer) check(dir string) error {
	data, err := os.ReadFile(filepath.Join(dir, "tags.dln"))
	if err != nil {
		return err
	}
	tags, err := neural.ReadTagger(data)
	if err != nil {
		return err
	}
	if data, err = os.ReadFile(filepath.Join(dir, "trees.dln")); err != nil {
		return err
	}
	trees, err := neural.ReadParser(data)
	if err != nil {
		return err
	}
	var ts neural.TagScratch
	var ps neural.ParseScratch
	for i, d := range t.dev {
		var words, right, heads, both int
		var x []ud.XPOS
		for _, s := range d {
			x = tags.Tag(s.forms, &ts, x[:0])
			trees.Parse(s.forms, x, &ps)
			for i := range s.forms {
				words++
				if x[i] == s.tags[i] {
					right++
				}
				if ps.State.Heads[i] == s.heads[i] {
					heads++
					if ps.State.Rels[i].Base() == s.rels[i].Base() {
						both++
					}
				}
			}
		}
		n := float64(words)
		t.log("development file %d in whole numbers: XPOS %.4f UAS %.4f LAS %.4f", i+1, float64(right)/n, float64(heads)/n, float64(both)/n)
	}
	return nil
}
