package main

import "strings"

// counts are what the benchmark's figures are made of: sums of the pages'
// precision and recall, or segments.
type counts struct {
	precision, recall   float64
	precise, recalled   int
	right, wrong, fails int
}

// score compares what is kept of a page with what is marked, as the benchmark's
// scorer does.
func (p *page) score(keep []bool, c *counts) {
	var words []string
	var text strings.Builder
	for i, k := range keep {
		if k {
			words = append(words, p.words[i]...)
			text.Write(p.facts[i].Text)
			text.WriteByte('\n')
		}
	}
	got := space(text.String())
	if p.set == "segments" {
		for _, s := range p.gold.With {
			if strings.Contains(got, space(s)) {
				c.right++
			} else {
				c.fails++
			}
		}
		for _, s := range p.gold.Without {
			if strings.Contains(got, space(s)) {
				c.wrong++
			}
		}
		return
	}
	want := p.gold.Text
	for _, o := range p.gold.Optional {
		if !strings.Contains(got, space(o)) {
			want = strings.Replace(want, o, "", 1)
		}
	}
	a, b := runs(wordsOf(want)), runs(words)
	both, all, kept := 0, 0, 0
	for r, n := range a {
		all += n
		both += min(n, b[r])
	}
	for _, n := range b {
		kept += n
	}
	if kept > 0 {
		c.precision += float64(both) / float64(kept)
		c.precise++
	}
	if all > 0 {
		c.recall += float64(both) / float64(all)
		c.recalled++
	}
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
