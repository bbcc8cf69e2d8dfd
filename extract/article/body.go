package article

import (
	"os"
	"strconv"

	"golang.org/x/net/html/atom"
)

// rate gives every block its score: positive for running text, negative for
// what is found around articles. The scores are words, so that they add up.
func (p *page) rate() {
	for i := range p.blocks {
		p.blocks[i].score = p.blocks[i].rating()
	}
}

func (b *block) rating() int {
	n := b.len()
	w := b.words
	switch {
	case n == 0 || w == 0:
		return 0
	case b.links*10 > n*6:
		return -2 - min(w, 20)/2
	case b.level > 0:
		return 0
	}
	own := w * (n - b.links) / n
	switch {
	case b.ends && w >= 6 && b.lower:
		return min(own, 100) + 2*min(b.commas, 10)
	case w >= 15 && b.lower:
		return min(own, 100) / 2
	case w < 4:
		return -1
	}
	return -2
}

// settle decides which of the boxes' own verdicts hold. A box that its name
// condemns but that holds most of the page's text is not what its name says.
func (p *page) settle() {
	total, free := 0, 0
	out := p.condemned()
	for i := range p.blocks {
		if s := p.blocks[i].score; s > 0 {
			total += s
			if out[p.blocks[i].box] == Kept {
				free += s
			}
		}
	}
	if total == 0 {
		return
	}
	for i := range p.boxes {
		x := &p.boxes[i]
		if x.why == Kept || x.why == Hidden && x.strong || x.why == Comments {
			continue
		}
		mass := 0
		for _, b := range p.blocks[x.first:x.last] {
			mass += max(b.score, 0)
		}
		if mass*2 > total && mass > 2*free {
			x.why = Kept
			out = p.condemned()
			free = 0
			for i := range p.blocks {
				if s := p.blocks[i].score; s > 0 && out[p.blocks[i].box] == Kept {
					free += s
				}
			}
		}
	}
}

// condemned is, for each box, the verdict that holds for what stands in it: the
// outermost one.
func (p *page) condemned() []Reason {
	out := make([]Reason, len(p.boxes))
	for i, x := range p.boxes {
		if i == 0 {
			continue
		}
		if out[i] = out[x.parent]; out[i] == Kept {
			out[i] = x.why
		}
	}
	return out
}

// choose picks the box that holds the article's body.
func (p *page) choose(out []Reason) int {
	// Sums of scores before each block, of positive ones and of all.
	good := make([]int, len(p.blocks)+1)
	all := make([]int, len(p.blocks)+1)
	for i, b := range p.blocks {
		s := b.score
		if out[b.box] != Kept {
			s = 0
		}
		good[i+1] = good[i] + max(s, 0)
		all[i+1] = all[i] + s
	}
	mass := func(i int) int { return good[p.boxes[i].last] - good[p.boxes[i].first] }
	net := func(i int) int { return all[p.boxes[i].last] - all[p.boxes[i].first] }
	start := 0
	// What the page itself names as the body, if enough is in it.
	best := -1
	for i, x := range p.boxes {
		if x.body && out[i] == Kept && (best < 0 || net(i) > net(best)) {
			best = i
		}
	}
	if best >= 0 && mass(best)*10 >= mass(0)*4 {
		start = best
	} else {
		best = -1
		for i, x := range p.boxes {
			if x.node != nil && (x.node.DataAtom == atom.Article || x.node.DataAtom == atom.Main) && out[i] == Kept && (best < 0 || net(i) > net(best)) {
				best = i
			}
		}
		if best >= 0 && mass(best)*10 >= mass(0)*5 {
			start = best
		}
	}
	// Go down while one child holds nearly all.
	at := start
	for i := at + 1; i < len(p.boxes) && p.boxes[i].first < p.boxes[at].last; i++ {
		if p.boxes[i].parent != at {
			continue
		}
		if out[i] == Kept && net(i)*100 >= net(at)*descend && mass(i) > 0 && p.boxes[i].node.DataAtom != atom.P {
			at = i
		}
	}
	return at
}

// sift gives every block outside the body, and every one in it that is no part
// of the text, a reason.
func (p *page) sift() {
	p.rate()
	p.settle()
	out := p.condemned()
	body := p.choose(out)
	from, to := p.boxes[body].first, p.boxes[body].last
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case out[b.box] != Kept:
			b.reason = out[b.box]
		case i < from || i >= to:
			b.reason = Outside
		case b.words < 60 && p.title != "" && letters(p.line(b)) == p.title:
			b.reason = Headline
		case b.links*10 > b.len()*7 && b.words > 2:
			b.reason = Links
		}
	}
	p.cue(from, to)
	p.trim(from, to)
}

var descend = func() int {
	n, _ := strconv.Atoi(os.Getenv("DESC"))
	if n == 0 {
		n = 90
	}
	return n
}()
