package main

import "strings"

// labelText labels the blocks of a page whose article is marked as one text.
func (p *page) labelText() {
	marked := runs(wordsOf(p.gold.Text))
	open := map[string]bool{}
	for _, o := range p.gold.Optional {
		open[join(wordsOf(o))] = true
	}
	// What the rules keep is labelled first, so that a copy of it elsewhere is the copy.
	used := map[string]int{}
	for _, kept := range []bool{true, false} {
		for i, words := range p.words {
			if p.blocks[i].Kept == kept && len(words) >= run && !open[join(words)] {
				p.labels[i] = labelOf(words, marked, used)
			}
		}
	}
	lines := map[string]bool{}
	for line := range strings.SplitSeq(p.gold.Text, "\n") {
		lines[join(wordsOf(line))] = true
	}
	for i, words := range p.words {
		if joined := join(words); len(words) > 0 && len(words) < run && !open[joined] {
			p.labels[i] = outside
			if p.continues(i, marked, lines[joined]) {
				p.labels[i] = inside
			}
		}
	}
}

// labelOf labels a block of at least four words, and notes which marked runs it uses up.
func labelOf(words []string, marked, used map[string]int) label {
	found, again := 0, 0
	n := len(words) - run + 1
	for k := range n {
		r := join(words[k : k+run])
		if marked[r] > 0 {
			found++
			if used[r] >= marked[r] {
				again++
			}
		}
	}
	switch {
	case found*2 < n:
		return outside
	case again*2 > found:
		return unknown
	}
	for k := range n {
		used[join(words[k:k+run])]++
	}
	return inside
}

// continues reports whether a short block is marked: together with the end of the
// marked line before it or with the start of the one after it it is, or it is a marked
// line next to one.
func (p *page) continues(i int, marked map[string]int, isLine bool) bool {
	const edge = run - 1
	for _, step := range []int{-1, 1} {
		for j := i + step; j >= 0 && j < len(p.words) && j-i <= 3 && i-j <= 3; j += step {
			near := p.words[j]
			if len(near) < edge {
				continue
			}
			if p.labels[j] == inside {
				if isLine {
					return true
				}
				var joined []string
				if step < 0 {
					joined = append(append(joined, near[len(near)-edge:]...), p.words[i]...)[:run]
				} else {
					joined = append(append(joined, p.words[i]...), near[:edge]...)
					joined = joined[len(joined)-run:]
				}
				if marked[join(joined)] > 0 {
					return true
				}
			}
			break
		}
	}
	return false
}

// labelStretches labels the blocks that hold a marked stretch, or that one holds.
func (p *page) labelStretches() {
	const least = 20 // bytes of a block that a stretch holds
	for i := range p.facts {
		text := space(string(p.facts[i].Text))
		holds := func(list []string) bool {
			for _, s := range list {
				if s = space(s); strings.Contains(text, s) || len(text) > least && strings.Contains(s, text) {
					return true
				}
			}
			return false
		}
		if len(text) < 8 {
			continue
		}
		switch {
		case holds(p.gold.With):
			p.labels[i] = inside
		case holds(p.gold.Without):
			p.labels[i] = outside
		}
	}
}
