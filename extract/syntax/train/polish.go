package main

import (
	"math/rand/v2"
	"slices"
)

// polish lets the tagger and the parser that are kept go over the treebanks once more, at
// a low rate and without teachers: what the treebanks say has the last word.
func (t *trainer) polish(tags *tagger, p *parser) {
	t.polishTags(tags)
	t.polishTrees(tags, p)
}

func (t *trainer) polishTags(tags *tagger) {
	if t.load("tags-polished", tags.model) {
		return
	}
	tags.teachers = nil
	tags.restart()
	const passes, rate = 2, 0.0005
	tags.train("polish", t.treebank, t.pace(passes, 16, 8, 1, rate, 71), t.dev)
	t.store("tags-polished", tags.model)
}

// polishTrees adds the sentences of coordinate. The tags are those of the tagger with a
// part of it left out at random, so that some are wrong.
func (t *trainer) polishTrees(tags *tagger, p *parser) {
	all := slices.Concat(t.treebank, coordinate(t.treebank))
	sure := make([]*sentence, len(all))
	right, total := 0, 0
	var w tagging
	rnd := rand.New(rand.NewPCG(20, 27))
	for i, s := range all {
		c := *s
		c.seen = slices.Clone(tags.run(s, &w, nil, rnd, nil))
		for j, x := range c.seen {
			total++
			if x == s.tags[j] {
				right++
			}
		}
		sure[i] = &c
	}
	t.log("polish: %d sentences, %d of them made; tags %.4f right", len(all), len(all)-len(t.treebank), float64(right)/float64(total))
	for _, d := range t.dev {
		for i, x := range tags.tag(d, t.threads) {
			d[i].seen = x
		}
	}
	if t.load("trees-polished", p.model) {
		return
	}
	p.teachers = nil
	p.restart()
	const passes, rate = 5, 0.0005
	pc := t.pace(passes, 16, 8, 1, rate, 70)
	pc.first = 1
	p.train("polish", sure, pc, t.dev)
	t.store("trees-polished", p.model)
}
