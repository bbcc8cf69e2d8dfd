package main

import "strings"

// counts are what the benchmark's figures are made of: sums of the pages'
// precision and recall, or stretches.
type counts struct {
	precision, recall   float64
	precise, recalled   int
	right, wrong, fails int
}

// add compares what is kept of a page with what is marked, as the benchmark's
// scorer does.
func (c *counts) add(g *gold, words []string, text string) {
	text = space(text)
	if g.stretches() {
		for _, s := range g.With {
			if strings.Contains(text, space(s)) {
				c.right++
			} else {
				c.fails++
			}
		}
		for _, s := range g.Without {
			if strings.Contains(text, space(s)) {
				c.wrong++
			}
		}
		return
	}
	want := g.Text
	for _, o := range g.Optional {
		if !strings.Contains(text, space(o)) {
			want = strings.Replace(want, o, "", 1)
		}
	}
	both, all, kept := shared(runs(wordsOf(want)), runs(words))
	if kept > 0 {
		c.precision += float64(both) / float64(kept)
		c.precise++
	}
	if all > 0 {
		c.recall += float64(both) / float64(all)
		c.recalled++
	}
}

// gather joins the words and texts of the blocks or lines that are kept.
func gather(keep []bool, words [][]string, textOf func(i int) []byte) (all []string, text string) {
	var b strings.Builder
	for i, k := range keep {
		if k {
			all = append(all, words[i]...)
			b.Write(textOf(i))
			b.WriteByte('\n')
		}
	}
	return all, b.String()
}

// f1 is the figure of a set.
func (c *counts) f1() float64 {
	p, r := c.precision/float64(max(1, c.precise)), c.recall/float64(max(1, c.recalled))
	if c.right+c.wrong+c.fails > 0 {
		p, r = float64(c.right)/float64(max(1, c.right+c.wrong)), float64(c.right)/float64(max(1, c.right+c.fails))
	}
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}
