package main

import (
	"log"
	"math/rand/v2"

	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/wordform"
)

// tagger is a network that tags the words of a sentence from left to right: the
// encoder's vector of a word and the two tags before it make a hidden layer, and that the
// scores of the tags.
type tagger struct {
	*model
	encoder  *encoder
	before   *param // by how far back (1, 2) and the tag there
	out      *param
	bias     *param
	teachers []*tagger
	mix      float32 // weight of the teachers against the treebank
}

var tagPlan = []planned{{wordform.Form, 64, 2, 1}, {wordform.Suffix4, 32, 3, 0.3}, {wordform.Suffix3, 32, 3, 0.1},
	{wordform.Suffix2, 16, 3, 0}, {wordform.Prefix3, 24, 3, 0.1}, {wordform.Shape, 16, 3, 0.1}}

const (
	tagRadius = 2
	tagHidden = 128
	tagDrop   = 0.4
	none      = int(ud.NumXPOS) // before the sentence
)

// newTagger makes a tagger; second is the width of its second layer, 0 for none.
func newTagger(all []*sentence, second int, seed uint64) *tagger {
	t := &tagger{model: newModel(seed)}
	t.encoder = newEncoder(t.model, all, tagPlan, 0, 0, tagRadius, tagHidden, second, tagDrop)
	h := t.encoder.out()
	t.before = t.new("before", 2*(none+1), h, 0.05, true)
	t.out = t.new("out", h, pad8(none), glorot(h, none), false)
	t.bias = t.new("bias", 1, pad8(none), 0, false)
	return t
}

// tagging is a tagger's work on one sentence.
type tagging struct {
	encoding
	pre, dpre []float32
	z, dz     []float32
	logits, p []float32
	taught    []float32
	by        []*tagging // the teachers
}

// hidden makes the hidden layer of word i.
func (t *tagger) hidden(w *tagging, tags []ud.XPOS, i int, rnd *rand.Rand) (one, two int) {
	h := t.out.rows
	one, two = none, 2*none+1
	if i > 0 {
		one = int(tags[i-1])
	}
	if i > 1 {
		two = none + 1 + int(tags[i-2])
	}
	w.z = append(w.z[:0], w.pre[i*h:(i+1)*h]...)
	add(w.z, t.before.row(one))
	add(w.z, t.before.row(two))
	rectify(w.z, w.z, t.encoder.drop, rnd)
	w.logits = append(w.logits[:0], t.bias.w...)
	times(t.out, w.z, w.logits)
	return one, two
}

// run tags a sentence; with g it learns from the treebank's tags, or from those of its
// teachers where the sentence has none.
func (t *tagger) run(s *sentence, w *tagging, g *grads, rnd *rand.Rand, tags []ud.XPOS) []ud.XPOS {
	n := len(s.forms)
	h := t.out.rows
	w.pre = t.encoder.encode(s, &w.encoding, rnd)
	if g != nil {
		w.dpre = zeros(w.dpre, n*h)
		for len(w.by) < len(t.teachers) {
			w.by = append(w.by, &tagging{})
		}
		for i, u := range t.teachers {
			w.by[i].pre = u.encoder.encode(s, &w.by[i].encoding, nil)
		}
	}
	w.p = zeros(w.p, pad8(none))
	tags = tags[:0]
	for i := range n {
		one, two := t.hidden(w, tags, i, rnd)
		if g != nil {
			softmax(w.logits[:none], w.p)
			mix := t.mix
			if t.teachers == nil {
				mix = 0
			} else if s.tags == nil {
				mix = 1
			}
			if mix > 0 {
				t.ask(s, w, tags, i)
				for k, x := range w.taught {
					w.p[k] -= mix * x
				}
			}
			if mix < 1 {
				w.p[s.tags[i]] -= 1 - mix
			}
			add(g.all(t.bias), w.p)
			w.dz = zeros(w.dz, h)
			timesBack(t.out, g, w.z, w.dz, w.p)
			rectifyBack(w.z, w.dz, t.encoder.drop)
			add(w.dpre[i*h:(i+1)*h], w.dz)
			add(g.row(t.before, one), w.dz)
			add(g.row(t.before, two), w.dz)
		}
		tags = append(tags, ud.XPOS(top(w.logits[:none])))
	}
	if g != nil {
		t.encoder.back(&w.encoding, g, w.dpre, nil)
	}
	return tags
}

// ask sets w.taught to the teachers' mean distribution of word i's tag; the graphs, where
// they have been asked, count as much as all taggers together.
func (t *tagger) ask(s *sentence, w *tagging, tags []ud.XPOS, i int) {
	w.taught = zeros(w.taught, none)
	for k, u := range t.teachers {
		v := w.by[k]
		u.hidden(v, tags, i, nil)
		v.p = zeros(v.p, pad8(none))
		softmax(v.logits[:none], v.p)
		for j := range w.taught {
			w.taught[j] += v.p[j] / float32(len(t.teachers))
		}
	}
	if s.taught != nil {
		own := s.taught.tags[i*none : (i+1)*none]
		if len(t.teachers) == 0 {
			copy(w.taught, own)
			return
		}
		for j, x := range own {
			w.taught[j] += (x - w.taught[j]) / 2
		}
	}
}

// train teaches a tagger.
func (t *tagger) train(name string, all []*sentence, p pace, dev [][]*sentence) {
	works := make([]*tagging, p.shards)
	tags := make([][]ud.XPOS, p.shards)
	for i := range works {
		works[i] = &tagging{}
	}
	t.learn(p, sizes(all), func(i, k int, g *grads, rnd *rand.Rand, _ int) {
		tags[k] = t.run(all[i], works[k], g, rnd, tags[k])
	}, func(pass int) {
		if pass == p.passes-1 || pass%5 == 4 {
			for _, d := range dev {
				log.Printf("%s: pass %d: XPOS %.4f", name, pass+1, t.score(d))
			}
		}
	})
}

// score is the share of right tags.
func (t *tagger) score(dev []*sentence) float64 {
	right, total := 0, 0
	for i, tags := range t.tag(dev, 1) {
		for j, x := range tags {
			total++
			if x == dev[i].tags[j] {
				right++
			}
		}
	}
	return float64(right) / float64(total)
}

// tag gives the tags of all sentences.
func (t *tagger) tag(all []*sentence, threads int) [][]ud.XPOS {
	out := make([][]ud.XPOS, len(all))
	const lot = 500
	parallel(threads, (len(all)+lot-1)/lot, func(k int) {
		var w tagging
		for i := k * lot; i < min(len(all), (k+1)*lot); i++ {
			out[i] = t.run(all[i], &w, nil, nil, nil)
		}
	})
	return out
}

func sizes(all []*sentence) []int {
	out := make([]int, len(all))
	for i, s := range all {
		out[i] = len(s.forms)
	}
	return out
}
