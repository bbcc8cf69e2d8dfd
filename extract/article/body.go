package article

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// rate gives every block its score: positive for running text, negative for
// what is found around articles. The scores are words, so that they add up.
func (p *page) rate() {
	own, linked := 0, 0
	for i := range p.blocks {
		b := &p.blocks[i]
		b.score = b.rating()
		own += max(b.score, 0)
		if b.linkedText() {
			linked += b.words
		}
	}
	// A page whose only running text is in links has made links of its paragraphs.
	if linked < leastLinked || own*4 > linked {
		return
	}
	for i := range p.blocks {
		if b := &p.blocks[i]; b.linkedText() {
			b.links = 0
			b.score = b.rating()
		}
	}
}

// leastLinked are the words that linked paragraphs have at least that are a page's text.
const leastLinked = 60

// linkedText reports whether a block is a sentence or more, all in links.
func (b *block) linkedText() bool {
	return b.links*10 > b.len()*6 && b.ends && b.lower && b.words >= 12 && b.level == 0
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
	for _, own := range [...]int{p.titled(mass), p.post(mass)} {
		if own > 0 {
			p.alone = true
			return own
		}
	}
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

// titled is the article element whose main heading says what the title says,
// where there are others with main headings of their own: pages that load one article
// after the other as the reader goes down. It is 0 if there is none.
func (p *page) titled(mass func(int) int) int {
	own, others, end := 0, 0, 0
	for i := 1; i < len(p.boxes); i++ {
		x := &p.boxes[i]
		if x.node == nil || x.node.DataAtom != atom.Article || x.first < end || x.first == x.last {
			continue
		}
		end = x.last
		for j := x.first; j < x.last; j++ {
			b := &p.blocks[j]
			if b.level != 1 || b.words == 0 {
				continue
			}
			switch {
			case !p.isTitle(b):
				others++
			case own == 0 && mass(i) > 0:
				own = i
			default:
				return 0
			}
			break
		}
	}
	if others == 0 {
		return 0
	}
	return own
}

// post is the box that begins with the title as a link, where boxes like it begin with other
// titles that are links: the posts of a blog on one page. It is 0 if there is none.
func (p *page) post(mass func(int) int) int {
	head := p.headAt()
	if head < 0 {
		return 0
	}
	// opens reports whether a box begins with a linked heading like that of the title.
	opens := func(x *box) bool {
		for i := x.first; i < x.last && i < x.first+3; i++ {
			if b := &p.blocks[i]; b.level == p.blocks[head].level && b.words >= 3 && b.links*10 >= b.len()*7 { // spaces are no part of links
				return true
			}
		}
		return false
	}
	if b := &p.blocks[head]; b.level == 0 || !p.isTitle(b) {
		return 0
	}
	own := p.blocks[head].box
	for up := 0; up < 4 && own > 0; up++ {
		x := &p.boxes[own]
		if !opens(x) {
			return 0
		}
		others := 0
		for i := own + 1; i < len(p.boxes) && p.boxes[i].parent >= x.parent; i++ {
			y := &p.boxes[i]
			if y.parent != x.parent || y.first < x.last || y.node.DataAtom != x.node.DataAtom || attribute(y.node, "class") != attribute(x.node, "class") {
				continue
			}
			if !opens(y) || mass(i) < 40 {
				return 0
			}
			if others++; others == 2 {
				break
			}
		}
		if others == 2 && mass(own) >= 40 {
			return own
		}
		own = x.parent
	}
	return 0
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
			b.reason, b.firm = Outside, p.alone
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
	p.discussion(from, to)
	p.teasers(from, to)
	p.cue(from, to)
	p.trim(from, to)
}

// discussion finds the heading of readers' comments where it is no fixed line: "12 comments",
// "Comments (3)", or another heading with what looks like comments below. At the head of an
// article such a line is a counter.
func (p *page) discussion(from, to int) {
	before := 0
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if b.reason == Kept {
			before += max(b.score, 0)
		}
		if b.words > 0 && b.words <= 10 && before >= 30 && p.conversation(i, to) {
			for ; i < to; i++ {
				if b := &p.blocks[i]; b.reason == Kept || b.reason == Published || b.reason == Links {
					b.reason, b.why = Comments, "one of a list of lines that say who wrote them and when"
				}
			}
			return
		}
		if b.words == 0 || b.words > 24 || before < 30 || b.reason != Kept && b.reason != Metadata && b.reason != Links && b.reason != Comments {
			continue
		}
		line := p.line(b)
		if !countsComments(line) && !(b.words <= 6 && isDiscussion(line)) {
			continue
		}
		if (b.level == 0 && b.links > 0 || !countsComments(line)) && p.remarks(i+1, to) < 2 {
			continue
		}
		b.reason, b.asked, b.cued = Kept, true, true
		b.cue = cue{reason: Comments, tail: true, row: "a heading of comments"}
		return
	}
}

// window is how many lines tell whether readers' comments begin.
const window = 24

// remarks counts, among the next lines, those that go with readers' comments: who said it
// and when, the button to answer, and names in turn with sentences.
func (p *page) remarks(from, to int) int {
	n, names := 0, 0
	for i := from; i < to && i < from+window; i++ {
		b := &p.blocks[i]
		if b.words == 0 || b.words > 10 {
			continue
		}
		if remarkOf(p.line(b), p.dayFirst) != noRemark {
			n++
		} else if b.words <= 3 && !b.ends && i+1 < to && p.blocks[i+1].ends {
			names++
		}
	}
	if names >= 3 {
		n += names
	}
	return n
}

// conversation reports whether a line and the next ones are readers' comments by their form alone.
func (p *page) conversation(from, to int) bool {
	var n [remarkKinds]int
	for i := from; i < to && i < from+window; i++ {
		b := &p.blocks[i]
		r := noRemark
		if b.words > 0 && b.words <= 10 {
			r = remarkOf(p.line(b), p.dayFirst)
		}
		if i == from && r != saysRemark && r != dateRemark {
			return false
		}
		n[r]++
	}
	return n[dateRemark] >= 3 && (n[saysRemark] >= 3 || n[replyRemark] >= 3)
}

// teasers takes out the texts of a list of teasers at the body's end: each goes with a linked
// title, and nothing else does.
func (p *page) teasers(from, to int) {
	// Units from the end: the first block of each.
	first, units, text := to, 0, -1
walk:
	for i := to - 1; i >= from; i-- {
		b := &p.blocks[i]
		switch {
		case b.words == 0:
		case b.reason == Links && b.words >= 4 && b.words <= 30:
			if text < 0 {
				continue // a title alone
			}
			first, text = i, -1
			units++
		case b.reason == Kept && b.words >= 8 && b.words <= 70 && b.level == 0 && b.tag != atom.Blockquote:
			if text >= 0 {
				break walk
			}
			text = i
		case b.reason == Kept && b.words > 3:
			break walk
		}
	}
	if units < 3 {
		return
	}
	before := 0
	for i := from; i < first; i++ {
		if b := &p.blocks[i]; b.reason == Kept && b.score > 8 {
			before++
		}
	}
	if before < 3 {
		return
	}
	for i := first; i < to; i++ {
		if b := &p.blocks[i]; b.reason == Kept {
			b.reason, b.firm, b.why = Related, true, "one of a list of linked titles with a text each"
		}
	}
}

// fewKept are the words of a text that may be the page's last line taken for its article.
const fewKept = 60

// rescue takes a few sentences right below the headline for the article if nothing else is
// kept, or no more than a paragraph behind them that is no part of it. A news flash has
// no more than that.
func (p *page) rescue() {
	kept, paragraphs, first := 0, 0, -1
	for i := range p.blocks {
		if b := &p.blocks[i]; b.reason == Kept && b.words > 0 {
			kept += b.words
			paragraphs++
			if first < 0 {
				first = i
			}
		}
	}
	head := p.headAt()
	if kept >= fewKept || paragraphs > 2 || head < 0 || p.blocks[head].level == 0 || p.title == "" {
		return
	}
	out := p.condemned()
	at := p.boxes[p.blocks[head].box].parent
	for up := 0; up < 3 && at >= 0; up++ {
		x := &p.boxes[at]
		var found []int
		words := 0
		for i := head + 1; i < x.last; i++ {
			b := &p.blocks[i]
			if b.level > 0 && b.level <= p.blocks[head].level {
				break
			}
			if b.reason == Kept && b.words > 0 && i == first {
				break
			}
			if p.isSentence(b) && out[b.box] == Kept {
				found = append(found, i)
				words += b.words
			}
		}
		if len(found) > 0 && (words >= 8 || len(found) > 1) {
			if first >= 0 && (first < found[0] || p.boxes[p.blocks[first].box].parent == p.boxes[p.blocks[found[0]].box].parent) {
				return // one text with what is kept
			}
			for i := max(first, 0); first >= 0 && i < len(p.blocks); i++ {
				if b := &p.blocks[i]; b.reason == Kept {
					b.reason, b.why = Outside, "the article is in the lines below the headline"
				}
			}
			for _, i := range found {
				p.blocks[i].reason = Kept
			}
			return
		}
		at = x.parent
	}
}

// isSentence reports whether a block that is out reads like a sentence, and its line tells
// of nothing else.
func (p *page) isSentence(b *block) bool {
	switch b.reason {
	case Outside, Tail, Classified:
	default:
		return false
	}
	if b.level > 0 || b.words < 2 || !b.ends || !b.lower || b.links*2 > b.len() {
		return false
	}
	if _, ok := p.cueOf(b); ok {
		return false
	}
	return lineReason(p.line(b), b.words, p.dayFirst) == Kept
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
	return n > 0 && b.len() >= n && b.len() <= 2*n+20 && hasLetters(p.line(b), p.title)
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
