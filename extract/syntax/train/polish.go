package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// Sentences of the grammar of news that the last step adds.
const (
	newsForTags  = 2000
	newsForTrees = 3000
)

// courses is how often the very last step is gone, each time with other chances from the
// same start: the mean of the weights is taken (Wortsman and others 2022).
const courses = 2

// polish lets the tagger and the parsers that are kept go over the treebanks once more, at
// a low rate and without teachers: what the treebanks say has the last word. Then once
// more, in several courses, with sentences built by the grammar of news.
func (t *trainer) polish(tags *tagger, trees []*parser, names []string) error {
	built, err := news(newsForTrees)
	if err != nil {
		return err
	}
	tags.teachers = nil
	t.polishTags("tags-polished", tags, t.treebank, 1, 2, 71)
	all := slices.Concat(t.treebank, coordinate(t.treebank))
	t.tagDev(tags)
	first := [][]*sentence{t.sure(tags, all, [2]uint64{20, 27}, len(all))}
	for i, p := range trees {
		p.teachers = nil
		t.polishTrees("trees"+names[i]+"-polished", p, first, 5)
	}
	t.polishTags("tags-kept", tags, slices.Concat(t.treebank, built[:newsForTags]), courses, 2, 80)
	all = append(all, built...)
	t.log("polish: %d sentences, %d of them made", len(all), len(all)-len(t.treebank))
	t.tagDev(tags)
	var second [][]*sentence
	for k := range uint64(courses) {
		const lot = 500
		second = append(second, t.sure(tags, all, [2]uint64{27 + k, 0}, lot))
	}
	for i, p := range trees {
		t.polishTrees("trees"+names[i]+"-kept", p, second, 1)
	}
	return nil
}

const polishRate = 0.0005

func (t *trainer) polishTags(name string, tags *tagger, all []*sentence, courses, passes int, seed uint64) {
	t.learn(name, tags.model, func() {
		t.mean(tags.model, courses, func(k int) *model {
			u := newTagger(t.treebank, 0, 0)
			u.set(tags.model)
			u.train(fmt.Sprint(name, " ", k), all, t.pace(passes, 16, 8, courses, polishRate, seed+uint64(k)), t.dev)
			return u.model
		})
		for _, d := range t.dev {
			t.log("%s: XPOS %.4f", name, tags.score(d))
		}
	})
}

// sure is sentences as the parser will see them: with the tags of the tagger with a part
// of it left out at random, so that some are wrong. Each lot of sentences has a source of
// chance of its own.
func (t *trainer) sure(tags *tagger, all []*sentence, seed [2]uint64, lot int) []*sentence {
	sure := make([]*sentence, len(all))
	parallel(t.threads, (len(all)+lot-1)/lot, func(k int) {
		var w tagging
		rnd := rand.New(rand.NewPCG(seed[0], seed[1]+uint64(k)))
		for i := k * lot; i < min(len(all), (k+1)*lot); i++ {
			c := *all[i]
			c.seen = slices.Clone(tags.run(all[i], &w, nil, rnd, nil))
			sure[i] = &c
		}
	})
	return sure
}

// polishTrees lets a parser go over sentences, a list for each course.
func (t *trainer) polishTrees(name string, p *parser, sure [][]*sentence, passes int) {
	t.learn(name, p.model, func() {
		t.mean(p.model, len(sure), func(k int) *model {
			q := newParser(t.treebank, p.plan, 0)
			q.set(p.model)
			pc := t.pace(passes, 16, 8, len(sure), polishRate, uint64(70+k))
			pc.first = 1
			q.train(fmt.Sprint(name, " ", k), sure[k], pc, t.dev)
			return q.model
		})
		for _, d := range t.dev {
			u, l := p.score(d)
			t.log("%s: UAS %.4f LAS %.4f", name, u, l)
		}
	})
}

// mean sets the weights of m to the mean of those of all courses.
func (t *trainer) mean(m *model, courses int, course func(k int) *model) {
	all := make([]*model, courses)
	parallel(t.threads, courses, func(k int) { all[k] = course(k) })
	for i, p := range m.params {
		for j := range p.w {
			var sum float32
			for _, o := range all {
				sum += o.params[i].w[j]
			}
			p.w[j] = sum / float32(courses)
		}
	}
	m.turn()
}
