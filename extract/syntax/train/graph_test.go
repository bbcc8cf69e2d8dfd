package main

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestGraphGradients compares the gradients of a graph with differences of its loss.
func TestGraphGradients(t *testing.T) {
	all := treebank(t)
	p := newGraph(all, graphPlan{words: graphWords, size: 8}, 5)
	for _, q := range p.params {
		for i := range q.w {
			q.w[i] *= 3 // away from the corners of the rectifiers
		}
	}
	var w graphing
	r := rand.New(rand.NewPCG(7, 8))
	for _, s := range all[:2] {
		n := len(s.forms)
		loss := func() float64 {
			p.turn()
			p.encode(s, &w, nil)
			var out float64
			for i, h := range s.heads {
				out -= math.Log(float64(w.arcs[i*(n+1)+h]))
				out -= math.Log(float64(w.tags[i*pad8(p.tags)+int(s.tags[i])]))
				out -= math.Log(float64(p.relation(&w, i, h, nil)[s.rels[i]]))
			}
			return out
		}
		g := p.grads()
		p.turn()
		p.study(s, &w, g, nil)
		seen := 0
		for _, q := range p.params {
			for range 400 {
				i := r.IntN(len(q.w))
				got := float64(g.g[q.id][i])
				if got == 0 {
					continue
				}
				const step = 1e-3
				old := q.w[i]
				q.w[i] = old + step
				up := loss()
				q.w[i] = old - step
				down := loss()
				q.w[i] = old
				mid := loss()
				want := (up - down) / (2 * step)
				if bend := (up - 2*mid + down) / step; math.Abs(bend) > 0.01+0.01*math.Abs(want) {
					continue // a corner lies between
				}
				seen++
				if math.Abs(got-want) > 0.01+0.03*math.Abs(want) {
					t.Errorf("%s %d: gradient %.4f, want %.4f", q.name, i, got, want)
				}
				if seen%20 == 0 {
					break
				}
			}
		}
		if seen < 100 {
			t.Errorf("only %d gradients seen", seen)
		}
	}
}

// TestGraphsTeach trains a graph until it knows a small treebank; pupils that learn from
// its marks alone must then know it too.
func TestGraphsTeach(t *testing.T) {
	all := treebank(t)
	pc := pace{passes: 15, batch: 8, shards: 2, threads: 2, rate: 0.01, seed: 1}
	g := newGraph(all, graphPlan{words: graphWords, size: 16, drop: 0.1}, 5)
	g.train("graph", all, pc, nil)
	if x, u, l := vote([]*graph{g}, all, 2); x != 1 || u != 1 || l != 1 {
		t.Fatalf("XPOS %.3f UAS %.3f LAS %.3f", x, u, l)
	}
	var bare []*sentence
	for i, m := range markAll([]*graph{g}, all, 2) {
		bare = append(bare, &sentence{forms: all[i].forms, looks: all[i].looks, seen: all[i].tags, taught: m})
		all[i].seen = all[i].tags
	}
	plan := parserPlan{radius: 1, first: 16, second: 16, hidden: 24, near: 5, drop: 0.1, dropZ: 0.1, extra: 0.3, words: parserWords}
	p := newParser(all, plan, 4)
	p.teachers, p.mix = []*parser{p}, 0 // itself, of no weight
	p.train("trees", bare, pc, nil)
	if u, l := p.score(all); u != 1 || l != 1 {
		t.Errorf("pupil: UAS %.3f LAS %.3f", u, l)
	}
	tags := newTagger(all, 0, 2)
	tags.teachers, tags.mix = []*tagger{}, 1
	tags.train("tagger", bare, pc, nil)
	if got := tags.score(all); got != 1 {
		t.Errorf("pupil: tags %.3f", got)
	}
}
