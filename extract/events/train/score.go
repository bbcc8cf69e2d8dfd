package main

import (
	"fmt"
	"io"

	"dateline/corpus/weights"
	"dateline/extract/events/internal/classifier"
)

// count is what was marked, found and right, and found at a marked trigger whatever the root.
type count struct{ marked, found, right, touched int }

func (c *count) row(w io.Writer, name string) {
	f := func(right int) float64 { return 2 * float64(right) / float64(max(1, c.marked+c.found)) }
	fmt.Fprintf(w, "| %s | %d | %.3f | %.3f | %.3f | %.3f |\n", name, c.found, float64(c.right)/float64(max(1, c.found)),
		float64(c.right)/float64(max(1, c.marked)), f(c.right), f(c.touched))
}

func (c *count) add(x *labelled, class int) {
	if class == 0 {
		return
	}
	c.found++
	if x.root == classifier.Roots[class] {
		c.right++
	}
	if x.root != "" {
		c.touched++
	}
}

// judge prints what the rules and the models make of the held-out texts.
func judge(w io.Writer, texts []text, h heard, m *weights.Model) {
	var rules, both, known count
	const width, first, last = 5, -20, 40
	bins := make([]count, (last-first)/width+1)
	for _, t := range texts {
		if !t.held {
			continue
		}
		rules.marked += t.gold
		for i := range t.cases {
			c := &t.cases[i]
			proposal := classifier.Root(c.Proposal)
			rules.add(c, proposal)
			if !h.asks(c) {
				continue
			}
			class, lead := classifier.Decide(m, classifier.Scores(m, &c.Sheet, nil), proposal, c.Sure)
			both.add(c, class)
			if proposal > 0 {
				known.add(c, class)
			}
			bins[min(max(lead-first, 0)/width, len(bins)-1)].add(c, class)
		}
	}
	both.marked, known.marked = rules.marked, rules.marked
	fmt.Fprintf(w, "| %d marked | found | precision | recall | F1 | F1, root ignored |\n|---|---|---|---|---|---|\n", rules.marked)
	rules.row(w, "rules alone")
	known.row(w, "rules, checked")
	both.row(w, "rules and classifier")
	fmt.Fprintf(w, "\n| lead | events | right |\n|---|---|---|\n")
	for i, b := range bins {
		fmt.Fprintf(w, "| %.1f | %d | %.2f |\n", float64(first+i*width)/10, b.found, float64(b.right)/float64(max(1, b.found)))
	}
}
