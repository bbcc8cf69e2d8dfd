package article

import (
	"strings"

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
	case b.line:
		return 0
	}
	return -2
}

// settle decides which of the boxes' own verdicts hold. A box that its name
// condemns but that holds running text, or most of the page's text, is not what
// its name says.
func (p *page) settle() {
	long := make([]int, len(p.blocks)+1) // blocks of running text before each
	good := make([]int, len(p.blocks)+1)
	for i, b := range p.blocks {
		long[i+1], good[i+1] = long[i], good[i]+max(b.score, 0)
		if b.score >= 40 {
			long[i+1]++
		}
	}
	for i := range p.boxes {
		x := &p.boxes[i]
		if x.strong || x.why == Kept {
			continue
		}
		text, mass := long[x.last]-long[x.first], good[x.last]-good[x.first]
		switch x.why {
		case Navigation, Published, Byline, Tags, Metadata, Share, Control:
			if text > 0 {
				x.why = Kept
			}
		case Caption, Advert:
			if text > 1 && mass > 150 {
				x.why = Kept
			}
		}
	}
	for range 4 {
		out := p.condemned()
		total, free, comments := 0, 0, 0
		for i := range p.blocks {
			s := max(p.blocks[i].score, 0)
			switch out[p.blocks[i].box] {
			case Kept:
				free += s
				total += s
			case Comments:
				comments += s
			default:
				total += s
			}
		}
		if free*3 >= total && free > 0 || total+comments == 0 {
			return
		}
		// The heaviest of the outermost condemned boxes is set free.
		best, most := -1, 0
		for i := range p.boxes {
			x := &p.boxes[i]
			if x.why == Kept || i > 0 && out[x.parent] != Kept {
				continue
			}
			if x.why == Comments && total > 60 {
				continue
			}
			if mass := good[x.last] - good[x.first]; mass > most {
				best, most = i, mass
			}
		}
		if best < 0 || most <= 2*free || most*2 <= total {
			return
		}
		p.boxes[best].why = Kept
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
		if out[i] == Kept && net(i)*100 >= net(at)*90 && mass(i) > 0 && p.boxes[i].node.DataAtom != atom.P {
			at = i
		}
	}
	return p.climb(at, net)
}

// climb goes up to a box around that holds clearly more of the article: a body
// that is cut into several boxes.
func (p *page) climb(at int, net func(int) int) int {
	best := at
	for i := p.boxes[at].parent; i > 0; i = p.boxes[i].parent {
		if net(i)*100 >= net(best)*120 {
			best = i
		}
	}
	return best
}

// sift gives every block outside the body, and every one in it that is no part
// of the text, a reason.
func (p *page) sift() {
	p.settle()
	out := p.condemned()
	body := p.choose(out)
	p.body = body
	from, to := p.boxes[body].first, p.boxes[body].last
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case out[b.box] != Kept:
			b.reason = out[b.box]
		case b.words < 60 && p.isTitle(b):
			b.reason = Headline
		case i < from || i >= to:
			b.reason = Outside
		case b.links*10 > b.len()*7 && b.words > 2 && !p.headsText(i, to, out) && !isAddress(p.line(b)):
			b.reason = Links
		}
	}
	from = p.lead(from, out)
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if b.reason != Kept || b.level > 0 || b.tag == atom.Pre || b.tag == atom.Th {
			continue
		}
		r := lineReason(p.line(b), b.words, p.dayFirst)
		// In the middle of a text a date on a line of its own is a heading.
		if edge := i < from+8 || i >= to-6; edge || r != Published && r != Byline {
			b.reason = r
		}
	}
	p.cue(from, to)
	p.trim(from, to)
}

// headsText reports whether a block is a heading of the text although it is a link:
// running text follows, and the element around holds more of it. The title of a
// teaser has an element of its own with a line or two.
func (p *page) headsText(i, to int, out []Reason) bool {
	b := &p.blocks[i]
	if b.level < 2 || i+1 >= to {
		return false
	}
	next := &p.blocks[i+1]
	if next.score <= 0 || next.level > 0 || out[next.box] != Kept {
		return false
	}
	around := p.boxes[b.box].parent
	if around < 0 {
		return false
	}
	n := 0
	x := &p.boxes[around]
	for j := x.first; j < x.last && n < 6; j++ {
		if c := &p.blocks[j]; c.score > 5 && p.boxes[c.box].parent == around {
			n++
		}
	}
	return n >= 6
}

// isAddress reports whether a line is a web or mail address and no more.
func isAddress(line string) bool {
	return len(line) < 200 && !strings.Contains(line, " ") &&
		(strings.HasPrefix(line, "http") || strings.HasPrefix(line, "www.") || strings.Contains(line, "@"))
}

// isTitle reports whether a block says what the title says.
func (p *page) isTitle(b *block) bool {
	n := len(p.title)
	return n > 0 && b.len() >= n && b.len() <= 2*n+20 && letters(p.line(b)) == p.title
}

// lead takes in the standfirst: what stands between the headline and the body
// and reads like text, or what the page gives as its description. It returns the
// first block of the text.
func (p *page) lead(from int, out []Reason) int {
	first := from
	for i := from - 1; i >= 0 && from-i < 60; i-- {
		b := &p.blocks[i]
		if b.reason != Outside || b.links*10 > b.len()*3 || b.words < 5 || b.words > 150 || b.level == 1 {
			continue
		}
		described := false
		if len(p.description) >= 40 {
			l := letters(p.line(b))
			described = len(l) >= 40 && (strings.HasPrefix(p.description, l[:40]) || strings.HasPrefix(l, p.description[:40]))
		}
		if described || b.words >= 8 && p.named(b.box) {
			b.reason = Kept
			b.lead = true
			first = i
		}
	}
	return first
}

// named reports whether a box, or one close around it, is called a standfirst.
func (p *page) named(box int) bool {
	for up := 0; up < 3 && box > 0; up++ {
		if p.boxes[box].lead {
			return true
		}
		box = p.boxes[box].parent
	}
	return false
}
