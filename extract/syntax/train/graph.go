package main

import (
	"log"
	"math/rand/v2"

	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/wordform"
)

// graph is a teacher of another kind: two layers that read the whole sentence in both
// directions, the tag from the first, and the head of each word by the affinity of all
// pairs (Dozat and Manning 2017), the relation from the two words' vectors. It is too slow
// to be kept.
type graph struct {
	*model
	words              *encoder // of which only the embeddings are used
	one, two           both
	tag, tagBias       *param
	dep, head          *param
	depBias, headBias  *param
	affine, affineBias *param
	root               *param // in place of a word: as a head, and as the head of a relation
	relDep, relHead    *param
	relBias            *param
	rel, relOut        *param
	rels, tags         int
	drop               float32
}

// graphPlan is the shape of a graph.
type graphPlan struct {
	words []planned
	size  int
	drop  float32
}

var graphWords = []planned{{wordform.Form, 96, 2, 1}, {wordform.Suffix4, 32, 3, 0.3}, {wordform.Suffix3, 32, 3, 0.1},
	{wordform.Suffix2, 16, 3, 0}, {wordform.Prefix3, 24, 3, 0.1}, {wordform.Shape, 16, 3, 0.1}}

const pairSize = 128

func newGraph(all []*sentence, plan graphPlan, seed uint64) *graph {
	p := &graph{model: newModel(seed), rels: int(ud.NumRel), tags: int(ud.NumXPOS), drop: plan.drop, words: &encoder{}}
	for _, w := range plan.words {
		k := &kind{of: w.of, width: w.width, hide: w.hide}
		k.vocabulary(all, w.least)
		k.table = p.new("words", len(k.count), k.width, 0.1, true)
		p.words.kinds = append(p.words.kinds, k)
		p.words.width += k.width
	}
	d := 2 * plan.size
	p.one = newBoth(p.model, p.words.width, plan.size)
	p.two = newBoth(p.model, d, plan.size)
	p.tag = p.new("tag", d, pad8(p.tags), glorot(d, p.tags), false)
	p.tagBias = p.new("tagBias", 1, pad8(p.tags), 0, false)
	matrix := func(name string, in int) (*param, *param) {
		return p.matrix(name, pairSize, in, glorot(in, pairSize)), p.new(name, 1, pairSize, 0, false)
	}
	p.dep, p.depBias = matrix("dep", d)
	p.head, p.headBias = matrix("head", d)
	p.affine = p.matrix("affine", pairSize, pairSize, 0.02)
	p.affineBias = p.new("affine", 1, pairSize, 0, false)
	p.root = p.new("root", 2, pairSize, 0.1, false)
	p.relDep, p.relBias = matrix("relDep", d)
	p.relHead = p.matrix("relHead", pairSize, d, glorot(d, pairSize))
	p.rel = p.new("rel", pairSize, pad8(p.rels), glorot(pairSize, p.rels), false)
	p.relOut = p.new("relOut", 1, pad8(p.rels), 0, false)
	return p
}

// graphing is a graph's work on one sentence.
type graphing struct {
	ids               []int32
	x                 []float32
	one, two          memories
	seen1, seen2      []float32 // the layers' outputs after dropout
	mask1, mask2      []float32
	dseen1, dseen2    []float32
	dep, head, q      []float32 // head has a row more, the root's
	ddep, dhead, dq   []float32
	relDep, relHead   []float32
	drelDep, drelHead []float32
	z, dz, logits, p  []float32
	tags, arcs        []float32 // distributions: n by pad8(tags), n by n+1
	right, tagged     int
	words, related    int
}

// encode reads a sentence up to the scores of pairs, as distributions.
func (p *graph) encode(s *sentence, w *graphing, rnd *rand.Rand) {
	n := len(s.forms)
	w.ids = p.words.ids(s, w.ids, rnd)
	w.x = zeros(w.x, n*p.words.width)
	p.words.each(w.ids, n, func(t *param, row, at int) { copy(w.x[at:at+t.cols], t.row(row)) })
	h1 := p.one.run(w.x, n, &w.one, p.drop, rnd)
	d := 2 * p.one.there.size
	w.mask1, w.mask2 = masked(w.mask1, d, p.drop, rnd), masked(w.mask2, d, p.drop, rnd)
	w.seen1 = shown(w.seen1, h1, w.mask1)
	wide := pad8(p.tags)
	w.tags = zeros(w.tags, n*wide)
	w.logits = zeros(w.logits, wide)
	for i := range n {
		copy(w.logits, p.tagBias.w)
		times(p.tag, w.seen1[i*d:(i+1)*d], w.logits)
		softmax(w.logits[:p.tags], w.tags[i*wide:i*wide+p.tags])
	}
	h2 := p.two.run(h1, n, &w.two, p.drop, rnd)
	w.seen2 = shown(w.seen2, h2, w.mask2)
	project := func(to []float32, m, bias *param, rows int) []float32 {
		to = zeros(to, rows*pairSize)
		for i := range n {
			if bias != nil {
				copy(to[i*pairSize:], bias.w)
			}
		}
		convolve(m, w.seen2, to, d, 1, n)
		return to
	}
	w.dep = project(w.dep, p.dep, p.depBias, n)
	rectify(w.dep, w.dep, p.drop, rnd)
	w.head = project(w.head, p.head, p.headBias, n+1)
	rectify(w.head, w.head, p.drop, rnd)
	copy(w.head[n*pairSize:], p.root.row(0))
	w.q = zeros(w.q, n*pairSize)
	for i := range n {
		copy(w.q[i*pairSize:], p.affineBias.w)
	}
	convolve(p.affine, w.dep, w.q, pairSize, 1, n)
	w.arcs = zeros(w.arcs, n*(n+1))
	for i := range n {
		row := w.arcs[i*(n+1) : (i+1)*(n+1)]
		for j := range row {
			row[j] = dot(w.q[i*pairSize:(i+1)*pairSize], w.head[j*pairSize:(j+1)*pairSize])
		}
		row[i] = -1e9
		softmax(row, row)
	}
	w.relDep = project(w.relDep, p.relDep, p.relBias, n)
	w.relHead = project(w.relHead, p.relHead, nil, n+1)
	copy(w.relHead[n*pairSize:], p.root.row(1))
}

// relation makes the distribution of the relations of an arc.
func (p *graph) relation(w *graphing, dep, head int, rnd *rand.Rand) []float32 {
	w.z = append(w.z[:0], w.relDep[dep*pairSize:(dep+1)*pairSize]...)
	add(w.z, w.relHead[head*pairSize:(head+1)*pairSize])
	rectify(w.z, w.z, p.drop, rnd)
	w.logits = append(w.logits[:0], p.relOut.w...)
	times(p.rel, w.z, w.logits)
	w.p = zeros(w.p, pad8(p.rels))
	softmax(w.logits[:p.rels], w.p[:p.rels])
	return w.p
}

// study adds the gradients of one sentence.
func (p *graph) study(s *sentence, w *graphing, g *grads, rnd *rand.Rand) {
	n, d := len(s.forms), 2*p.one.there.size
	p.encode(s, w, rnd)
	w.dhead, w.dq = zeros(w.dhead, (n+1)*pairSize), zeros(w.dq, n*pairSize)
	w.drelDep, w.drelHead = zeros(w.drelDep, n*pairSize), zeros(w.drelHead, (n+1)*pairSize)
	w.words += n
	for i, h := range s.heads {
		row := w.arcs[i*(n+1) : (i+1)*(n+1)]
		if top(row) == h {
			w.right++
		}
		row[h]--
		q, dq := w.q[i*pairSize:(i+1)*pairSize], w.dq[i*pairSize:(i+1)*pairSize]
		for j, x := range row {
			if x != 0 {
				axpy(dq, w.head[j*pairSize:(j+1)*pairSize], x)
				axpy(w.dhead[j*pairSize:(j+1)*pairSize], q, x)
			}
		}
		dist := p.relation(w, i, h, rnd)
		if top(dist) == int(s.rels[i]) {
			w.related++
		}
		dist[s.rels[i]]--
		w.dz = zeros(w.dz, pairSize)
		add(g.all(p.relOut), dist)
		timesBack(p.rel, g, w.z, w.dz, dist)
		rectifyBack(w.z, w.dz, p.drop)
		add(w.drelDep[i*pairSize:(i+1)*pairSize], w.dz)
		add(w.drelHead[h*pairSize:(h+1)*pairSize], w.dz)
	}
	w.dseen2 = zeros(w.dseen2, n*d)
	add(g.row(p.root, 0), w.dhead[n*pairSize:])
	add(g.row(p.root, 1), w.drelHead[n*pairSize:])
	w.ddep = zeros(w.ddep, n*pairSize)
	sum(g.all(p.affineBias), w.dq)
	convolveBack(p.affine, g, w.dep, w.ddep, w.dq, pairSize, 1, n)
	rectifyBack(w.dep, w.ddep, p.drop)
	rectifyBack(w.head[:n*pairSize], w.dhead[:n*pairSize], p.drop)
	back := func(m, bias *param, dout []float32) {
		if bias != nil {
			sum(g.all(bias), dout)
		}
		convolveBack(m, g, w.seen2, w.dseen2, dout, d, 1, n)
	}
	back(p.dep, p.depBias, w.ddep)
	back(p.head, p.headBias, w.dhead[:n*pairSize])
	back(p.relDep, p.relBias, w.drelDep)
	back(p.relHead, nil, w.drelHead[:n*pairSize])
	for i := range w.dseen2 {
		w.dseen2[i] *= w.mask2[i%d]
	}
	d1 := p.two.backward(w.dseen2, n, &w.two, g)
	w.dseen1 = zeros(w.dseen1, n*d)
	wide := pad8(p.tags)
	for i := range n {
		dist := w.tags[i*wide : (i+1)*wide]
		if top(dist[:p.tags]) == int(s.tags[i]) {
			w.tagged++
		}
		dist[s.tags[i]]--
		add(g.all(p.tagBias), dist)
		timesBack(p.tag, g, w.seen1[i*d:(i+1)*d], w.dseen1[i*d:(i+1)*d], dist)
	}
	for i := range w.dseen1 {
		d1[i] += w.dseen1[i] * w.mask1[i%d]
	}
	dx := p.one.backward(d1, n, &w.one, g)
	p.words.each(w.ids, n, func(t *param, row, at int) { add(g.row(t, row), dx[at:at+t.cols]) })
}

// train teaches a graph.
func (p *graph) train(name string, all []*sentence, pc pace, dev [][]*sentence) {
	works := make([]*graphing, pc.shards)
	for i := range works {
		works[i] = &graphing{}
	}
	p.learn(pc, sizes(all), func(i, k int, g *grads, rnd *rand.Rand, _ int) {
		p.study(all[i], works[k], g, rnd)
	}, func(pass int) {
		var words, right, related, tagged int
		for _, w := range works {
			words, right, related, tagged = words+w.words, right+w.right, related+w.related, tagged+w.tagged
			w.words, w.right, w.related, w.tagged = 0, 0, 0, 0
		}
		n := float64(words)
		log.Printf("%s: pass %d: tags %.4f heads %.4f relations %.4f while training", name, pass+1, float64(tagged)/n, float64(right)/n, float64(related)/n)
		if pass == pc.passes-1 || pass%3 == 2 {
			for _, d := range dev {
				x, u, l := vote([]*graph{p}, d, pc.threads)
				log.Printf("%s: pass %d: XPOS %.4f UAS %.4f LAS %.4f", name, pass+1, x, u, l)
			}
		}
	})
}

// marks is what graphs make of a sentence together: distributions.
type marks struct {
	tags []float32 // n by the number of tags
	arcs []float32 // n by n+1: heads, the last one the root
	best []int     // the likeliest head of each word
	rels []float32 // n by the number of relations: that to the likeliest head
}

// mark asks graphs, works being their memory.
func mark(all []*graph, works []*graphing, s *sentence) *marks {
	n := len(s.forms)
	tags, rels := int(ud.NumXPOS), int(ud.NumRel)
	out := &marks{tags: make([]float32, n*tags), arcs: make([]float32, n*(n+1)), best: make([]int, n), rels: make([]float32, n*rels)}
	by := 1 / float32(len(all))
	for k, p := range all {
		w := works[k]
		p.encode(s, w, nil)
		for i := range n {
			for j := range tags {
				out.tags[i*tags+j] += by * w.tags[i*pad8(tags)+j]
			}
		}
		for i, x := range w.arcs {
			out.arcs[i] += by * x
		}
	}
	for i := range n {
		out.best[i] = top(out.arcs[i*(n+1) : (i+1)*(n+1)])
		for k, p := range all {
			dist := p.relation(works[k], i, out.best[i], nil)
			for j := range rels {
				out.rels[i*rels+j] += by * dist[j]
			}
		}
	}
	return out
}

// markAll asks graphs about all sentences.
func markAll(graphs []*graph, all []*sentence, threads int) []*marks {
	out := make([]*marks, len(all))
	const lot = 100
	parallel(threads, (len(all)+lot-1)/lot, func(k int) {
		works := make([]*graphing, len(graphs))
		for i := range works {
			works[i] = &graphing{}
		}
		for i := k * lot; i < min(len(all), (k+1)*lot); i++ {
			out[i] = mark(graphs, works, all[i])
		}
	})
	return out
}

// vote is the shares of right tags, heads, and heads with their relations, of graphs together.
func vote(graphs []*graph, dev []*sentence, threads int) (xpos, uas, las float64) {
	var right, heads, both, total int
	rels, tags := int(ud.NumRel), int(ud.NumXPOS)
	for k, m := range markAll(graphs, dev, threads) {
		s := dev[k]
		for i := range s.forms {
			total++
			if top(m.tags[i*tags:(i+1)*tags]) == int(s.tags[i]) {
				right++
			}
			if m.best[i] == s.heads[i] {
				heads++
				if ud.Rel(top(m.rels[i*rels:(i+1)*rels])).Base() == s.rels[i].Base() {
					both++
				}
			}
		}
	}
	n := float64(total)
	return float64(right) / n, float64(heads) / n, float64(both) / n
}
