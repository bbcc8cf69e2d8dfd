package main

import (
	"log"
	"math/rand/v2"

	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/transition"
	"dateline/extract/syntax/internal/wordform"
)

// parserPlan is the shape of a parser and how it learns.
type parserPlan struct {
	radius, first, second, hidden int
	// near is the number of positions that see the encoder's vectors; the others see
	// the word's own embeddings, which costs less in use.
	near  int
	drop  float64 // of the encoder
	dropZ float64 // of the hidden layer
	extra float64 // weight of the loss of guessing the treebank's tags from the encoder's vectors
	words []planned
}

const tagWidth = 32

var parserWords = []planned{{wordform.Form, 64, 2, 2}, {wordform.Suffix3, 24, 3, 0.5}, {wordform.Shape, 16, 3, 0.1}}

// parser is a network that chooses the transitions of arc-hybrid and the relations.
type parser struct {
	*model
	plan                 parserPlan
	encoder              *encoder
	near, far            *param
	root, gap            *param // in place of a token: the root, and none
	kidRel, kidTag       *param // of the children, by which child
	setRel, setTag       *param // of all dependents of a holder, by holder and side
	misc, bias           *param
	move, moveBias       *param
	label, labelBias     [2]*param // of a left and of a right arc
	guess, guessBias     *param
	teachers             []*parser
	mix                  float32
	watcher              func() // called at every state, where it is set
	h, rels, tagsN, far1 int
}

func newParser(all []*sentence, plan parserPlan, seed uint64) *parser {
	p := &parser{model: newModel(seed), plan: plan, h: plan.hidden, rels: int(ud.NumRel), tagsN: int(ud.NumXPOS)}
	const tagHide = 0.1
	p.encoder = newEncoder(p.model, all, plan.words, tagWidth, tagHide, plan.radius, plan.first, plan.second, plan.drop)
	h, d := p.h, p.encoder.out()
	p.near = p.matrix("near", plan.near*h, d, glorot(3*d, h))
	p.far1 = transition.Positions - plan.near
	if p.far1 > 0 {
		p.far = p.matrix("far", p.far1*h, p.encoder.width, glorot(3*p.encoder.width, h))
	}
	p.root = p.new("root", transition.Positions, h, 0.05, false)
	p.gap = p.new("gap", transition.Positions, h, 0.05, false)
	p.kidRel = p.new("kidRel", transition.Children*p.rels, h, 0.05, true)
	p.kidTag = p.new("kidTag", transition.Children*p.tagsN, h, 0.05, true)
	p.setRel = p.new("setRel", transition.Holders*2*p.rels, h, 0.05, true)
	p.setTag = p.new("setTag", transition.Holders*2*p.tagsN, h, 0.05, true)
	p.misc = p.new("misc", transition.Miscs*transition.MiscSize, h, 0.05, true)
	p.bias = p.new("bias", 1, h, 0, false)
	p.move = p.new("move", h, pad8(int(transition.Moves)), glorot(h, int(transition.Moves)), false)
	p.moveBias = p.new("moveBias", 1, pad8(int(transition.Moves)), 0, false)
	for i := range p.label {
		p.label[i] = p.new("label", h, pad8(p.rels), glorot(h, p.rels), false)
		p.labelBias[i] = p.new("labelBias", 1, pad8(p.rels), 0, false)
	}
	if plan.extra > 0 {
		p.guess = p.new("guess", d, pad8(p.tagsN), glorot(d, p.tagsN), false)
		p.guessBias = p.new("guessBias", 1, pad8(p.tagsN), 0, false)
	}
	return p
}

// parsing is a parser's work on one sentence.
type parsing struct {
	encoding
	pre, enc, denc []float32
	near, dnear    []float32
	far, dfar      []float32
	z, dz          []float32
	logits, p      []float32
	moves, pm      [8]float32
	state          transition.State
	view           transition.View
	rows           []place
	chances        []float32 // of heads, where the graphs have been asked
	sets           [][]dependent
	by             []*parsing
	// What was right while training.
	arcs, heads, both int
}

// dependent is what a holder knows of a dependent.
type dependent struct {
	side int
	rel  ud.Rel
	tag  ud.XPOS
}

// table names one of the tables that are summed by row.
type table uint8

const (
	kidRel table = iota
	kidTag
	setRel
	setTag
	misc
)

type place struct {
	table table
	row   int
}

func (p *parser) table(t table) *param {
	return [...]*param{p.kidRel, p.kidTag, p.setRel, p.setTag, p.misc}[t]
}

// encode prepares a sentence: the part of every position's sum that a token gives.
func (p *parser) encode(s *sentence, w *parsing, rnd *rand.Rand) {
	n, d := len(s.forms), p.encoder.out()
	w.pre = p.encoder.encode(s, &w.encoding, rnd)
	w.enc = zeros(w.enc, n*d)
	rectify(w.pre, w.enc, p.encoder.drop, rnd)
	w.near = zeros(w.near, n*p.near.rows)
	convolve(p.near, w.enc, w.near, d, 1, n)
	if p.far != nil {
		w.far = zeros(w.far, n*p.far.rows)
		convolve(p.far, p.encoder.own(&w.encoding), w.far, p.encoder.width, 1, n)
	}
	w.z = zeros(w.z, p.h)
}

// look reads the state and lists the rows of tables that it asks for.
func (p *parser) look(s *sentence, w *parsing) {
	st, v := &w.state, &w.view
	st.Look(v)
	w.rows = w.rows[:0]
	for c, k := range v.Kids {
		var r ud.Rel
		var x ud.XPOS
		if k >= 0 {
			r, x = st.Rels[k], s.seen[k]
		}
		w.rows = append(w.rows, place{kidRel, c*p.rels + int(r)}, place{kidTag, c*p.tagsN + int(x)})
	}
	for i, m := range v.Misc {
		w.rows = append(w.rows, place{misc, i*transition.MiscSize + int(m)})
	}
	for i, t := range v.Holders {
		if t < 0 {
			continue
		}
		for _, k := range w.sets[t] {
			w.rows = append(w.rows, place{setRel, (2*i+k.side)*p.rels + int(k.rel)}, place{setTag, (2*i+k.side)*p.tagsN + int(k.tag)})
		}
	}
}

// vector is what token t gives to the sum at position k, its gradient likewise; the
// bool tells a token of the sentence from the root or none.
func (p *parser) vector(k, t, n int, near, far []float32) ([]float32, bool) {
	switch h := p.h; {
	case t < 0 || t >= n:
		return nil, false
	case k < p.plan.near:
		at := (t*p.plan.near + k) * h
		return near[at : at+h], true
	default:
		at := (t*p.far1 + k - p.plan.near) * h
		return far[at : at+h], true
	}
}

// hidden makes the hidden layer and the scores of the moves of the state that v and rows describe.
func (p *parser) hidden(w *parsing, n int, v *transition.View, rows []place, rnd *rand.Rand) {
	copy(w.z, p.bias.w)
	for k, t := range v.Tokens {
		if x, ok := p.vector(k, t, n, w.near, w.far); ok {
			add(w.z, x)
		} else if t < 0 {
			add(w.z, p.gap.row(k))
		} else {
			add(w.z, p.root.row(k))
		}
	}
	for _, r := range rows {
		add(w.z, p.table(r.table).row(r.row))
	}
	rectify(w.z, w.z, float32(p.plan.dropZ), rnd)
	copy(w.moves[:], p.moveBias.w)
	times(p.move, w.z, w.moves[:])
}

// relations makes the scores of the relations for a move.
func (p *parser) relations(w *parsing, m transition.Move) {
	w.logits = append(w.logits[:0], p.labelBias[m-transition.Left].w...)
	times(p.label[m-transition.Left], w.z, w.logits)
}

// run parses a sentence; with g it learns from the treebank's tree by the dynamic oracle
// (Goldberg and Nivre 2013), going on from its own choices, and from its teachers.
func (p *parser) run(s *sentence, w *parsing, g *grads, rnd *rand.Rand, pass int) {
	n, h := len(s.forms), p.h
	p.encode(s, w, rnd)
	if g != nil {
		w.dnear, w.dfar = zeros(w.dnear, len(w.near)), zeros(w.dfar, n*p.far1*h)
		for len(w.by) < len(p.teachers) {
			w.by = append(w.by, &parsing{})
		}
		for i, t := range p.teachers {
			t.encode(s, w.by[i], nil)
		}
		w.chances = w.chances[:0]
		if s.taught != nil && p.teachers != nil {
			w.chances = append(w.chances, s.taught.arcs...)
			for i, h := range s.heads {
				row := w.chances[i*(n+1) : (i+1)*(n+1)]
				for j := range row {
					row[j] *= p.mix
				}
				row[h] += 1 - p.mix
			}
		}
	}
	for len(w.sets) < n+1 {
		w.sets = append(w.sets, nil)
	}
	for i := range n + 1 {
		w.sets[i] = w.sets[i][:0]
	}
	w.p = zeros(w.p, pad8(p.rels))
	st := &w.state
	st.Reset(n)
	for !st.Done() {
		p.look(s, w)
		p.hidden(w, n, &w.view, w.rows, rnd)
		if p.watcher != nil {
			p.watcher()
		}
		best := transition.Move(0)
		found := false
		for m := transition.Shift; m < transition.Moves; m++ {
			if !st.Allowed(m) {
				w.moves[m] = -1e9
			} else if !found || w.moves[m] > w.moves[best] {
				best, found = m, true
			}
		}
		take := best
		if g != nil {
			take = p.learnMove(s, w, g, best, rnd, pass)
		}
		rel := ud.Rel(0)
		if take != transition.Shift {
			head, dep := st.Arc(take)
			rel = ud.Root
			if head < n {
				p.relations(w, take)
				rel = ud.Rel(top(w.logits[:p.rels]))
				if g != nil {
					p.learnRelation(s, w, g, take, head, dep)
					if pass == 0 && s.heads != nil && s.heads[dep] == head {
						rel = s.rels[dep]
					}
				}
			}
			if st.Dependents(head) < transition.MaxSet {
				side := 0
				if dep > head {
					side = 1
				}
				w.sets[head] = append(w.sets[head], dependent{side, rel, s.seen[dep]})
			}
			if g != nil && s.heads != nil {
				w.arcs++
				if s.heads[dep] == head {
					w.heads++
					if s.rels[dep] == rel {
						w.both++
					}
				}
			}
		}
		if g != nil {
			p.backHidden(w, g, n)
		}
		st.Apply(take, rel)
	}
	if g != nil {
		p.backEncoder(s, w, g)
	}
}

// learnMove adds the gradient of the choice of move, and gives the move to go on with.
func (p *parser) learnMove(s *sentence, w *parsing, g *grads, best transition.Move, rnd *rand.Rand, pass int) transition.Move {
	st := &w.state
	var d [transition.Moves]float32
	dist := w.pm[:transition.Moves]
	softmax(w.moves[:transition.Moves], dist)
	mix := p.mix
	switch {
	case p.teachers == nil:
		mix = 0
	case s.heads == nil && len(w.chances) == 0:
		mix = 1
	}
	take := best
	if mix < 1 {
		// The loss is that of all moves that cost least together; where the heads are
		// known by their chances, moves count the less the more they are likely to cost.
		var cost, worth [transition.Moves]float32
		lowest := float32(1e9)
		for m := transition.Shift; m < transition.Moves; m++ {
			switch {
			case !st.Allowed(m):
				cost[m] = 1e9
			case len(w.chances) > 0:
				cost[m] = st.Risk(m, w.chances)
			default:
				cost[m] = float32(st.Cost(m, s.heads))
			}
			lowest = min(lowest, cost[m])
		}
		good := float32(1e-9)
		right := transition.Move(0)
		for m := transition.Shift; m < transition.Moves; m++ {
			const strict = 8
			switch {
			case cost[m] == lowest:
				worth[m] = 1
			case len(w.chances) > 0 && cost[m] < 1e9:
				worth[m] = exp(strict * (lowest - cost[m]))
			}
			good += dist[m] * worth[m]
			if worth[m]*dist[m] > worth[right]*dist[right] || worth[right] == 0 {
				right = m
			}
		}
		for m := transition.Shift; m < transition.Moves; m++ {
			d[m] = (dist[m] - dist[m]*worth[m]/good) * (1 - mix)
		}
		// explore is the share of moves at which the parser follows its own choice.
		const explore = 0.9
		if pass == 0 || rnd.Float64() >= explore {
			take = right
		}
	}
	if p.teachers != nil {
		var mean [transition.Moves]float32
		for i, t := range p.teachers {
			u := w.by[i]
			t.hidden(u, len(s.forms), &w.view, w.rows, nil)
			for m := transition.Shift; m < transition.Moves; m++ {
				if !st.Allowed(m) {
					u.moves[m] = -1e9
				}
			}
			softmax(u.moves[:transition.Moves], u.pm[:transition.Moves])
			for m := range mean {
				mean[m] += u.pm[m] / float32(len(p.teachers))
			}
		}
		for m := range mean {
			d[m] += mix * (dist[m] - mean[m])
		}
	}
	copy(w.pm[:], d[:])
	add(g.all(p.moveBias), w.pm[:])
	w.dz = zeros(w.dz, p.h)
	timesBack(p.move, g, w.z, w.dz, w.pm[:])
	return take
}

// learnRelation adds the gradient of the relation of an arc: from the treebank if the
// arc is right, from the teachers if there are any.
func (p *parser) learnRelation(s *sentence, w *parsing, g *grads, take transition.Move, head, dep int) {
	right := s.heads != nil && s.heads[dep] == head
	likely := len(w.chances) > 0 && s.taught.best[dep] == head
	if !right && p.teachers == nil {
		return
	}
	mix := float32(0)
	if p.teachers != nil {
		mix = 1
		if right || likely {
			mix = p.mix
		}
	}
	softmax(w.logits[:p.rels], w.p)
	// What is not the teachers' is the treebank's, the graphs', or half of each.
	said, thought := 1-mix, 1-mix
	switch {
	case right && likely:
		said, thought = said/2, thought/2
	case right:
		thought = 0
	default:
		said = 0
	}
	if said > 0 {
		w.p[s.rels[dep]] -= said
	}
	if thought > 0 && likely {
		for j, x := range s.taught.rels[dep*p.rels : (dep+1)*p.rels] {
			w.p[j] -= thought * x
		}
	}
	for i, t := range p.teachers {
		u := w.by[i]
		t.relations(u, take)
		u.p = zeros(u.p, pad8(p.rels))
		softmax(u.logits[:p.rels], u.p)
		axpy(w.p, u.p, -mix/float32(len(p.teachers)))
	}
	add(g.all(p.labelBias[take-transition.Left]), w.p)
	timesBack(p.label[take-transition.Left], g, w.z, w.dz, w.p)
}

// backHidden adds the gradients of the tables and of the tokens' parts of the sum.
func (p *parser) backHidden(w *parsing, g *grads, n int) {
	rectifyBack(w.z, w.dz, float32(p.plan.dropZ))
	add(g.all(p.bias), w.dz)
	for k, t := range w.view.Tokens {
		if x, ok := p.vector(k, t, n, w.dnear, w.dfar); ok {
			add(x, w.dz)
		} else if t < 0 {
			add(g.row(p.gap, k), w.dz)
		} else {
			add(g.row(p.root, k), w.dz)
		}
	}
	for _, r := range w.rows {
		add(g.row(p.table(r.table), r.row), w.dz)
	}
}

func (p *parser) backEncoder(s *sentence, w *parsing, g *grads) {
	n, d := len(s.forms), p.encoder.out()
	w.denc = zeros(w.denc, n*d)
	convolveBack(p.near, g, w.enc, w.denc, w.dnear, d, 1, n)
	if p.guess != nil && s.tags != nil {
		logits := make([]float32, pad8(p.tagsN))
		dist := make([]float32, pad8(p.tagsN))
		for i := range n {
			copy(logits, p.guessBias.w)
			times(p.guess, w.enc[i*d:(i+1)*d], logits)
			softmax(logits[:p.tagsN], dist)
			dist[s.tags[i]]--
			for k := range dist {
				dist[k] *= float32(p.plan.extra)
			}
			add(g.all(p.guessBias), dist)
			timesBack(p.guess, g, w.enc[i*d:(i+1)*d], w.denc[i*d:(i+1)*d], dist)
		}
	}
	rectifyBack(w.enc, w.denc, p.encoder.drop)
	var own []float32
	if p.far != nil {
		own = make([]float32, n*p.encoder.width)
		convolveBack(p.far, g, p.encoder.own(&w.encoding), own, w.dfar, p.encoder.width, 1, n)
	}
	p.encoder.back(&w.encoding, g, w.denc, own)
}

// train teaches a parser.
func (p *parser) train(name string, all []*sentence, pc pace, dev [][]*sentence) {
	works := make([]*parsing, pc.shards)
	for i := range works {
		works[i] = &parsing{}
	}
	p.learn(pc, sizes(all), func(i, k int, g *grads, rnd *rand.Rand, pass int) {
		p.run(all[i], works[k], g, rnd, pass)
	}, func(pass int) {
		var arcs, heads, both int
		for _, w := range works {
			arcs, heads, both = arcs+w.arcs, heads+w.heads, both+w.both
			w.arcs, w.heads, w.both = 0, 0, 0
		}
		log.Printf("%s: pass %d: %.4f heads, %.4f with relations while training", name, pass+1, float64(heads)/float64(arcs), float64(both)/float64(arcs))
		if pass == pc.passes-1 || pass%5 == 4 {
			for _, d := range dev {
				u, l := p.score(d)
				log.Printf("%s: pass %d: UAS %.4f LAS %.4f", name, pass+1, u, l)
			}
		}
	})
}

// score is the shares of right heads and of right heads with their relations, subtypes aside.
func (p *parser) score(dev []*sentence) (uas, las float64) {
	var w parsing
	heads, both, total := 0, 0, 0
	for _, s := range dev {
		p.run(s, &w, nil, nil, 0)
		for i := range s.forms {
			total++
			if w.state.Heads[i] == s.heads[i] {
				heads++
				if w.state.Rels[i].Base() == s.rels[i].Base() {
					both++
				}
			}
		}
	}
	return float64(heads) / float64(total), float64(both) / float64(total)
}
