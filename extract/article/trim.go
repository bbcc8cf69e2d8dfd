package article

import (
	"bytes"

	"golang.org/x/net/html/atom"
)

// trim takes off what stands before the article's first and after its last
// line. It is the same for pages and for plain text.
func (p *page) trim(from, to int) {
	p.trimTail(from, to)
	p.trimEnds(from, to)
	p.trimRepeats(from, to)
}

// trimEnds takes short lines off the start and the end of the text: what stands
// before the first and after the last line that reads like text. A heading right
// before the text stays.
func (p *page) trimEnds(from, to int) {
	first, last := -1, -1
	for i := from; i < to; i++ {
		if b := &p.blocks[i]; b.reason == Kept && (b.score > 5 || b.tag == atom.Li && b.words > 4) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	for i := from; i < first; i++ {
		if b := &p.blocks[i]; b.reason == Kept && b.words < 12 && !(b.level > 1 && i == first-1) {
			b.reason = Outside
		}
	}
	for i := last + 1; i < to; i++ {
		b := &p.blocks[i]
		if b.reason != Kept || b.words >= 12 || b.tag == atom.Li || b.tag == atom.Td || b.tag == atom.Th || b.tag == atom.Pre || b.tag == atom.Blockquote || b.score > 0 {
			continue
		}
		b.reason = Tail
	}
}

// trimRepeats takes out lines that hold no word, and those that say again what a
// line right before said.
func (p *page) trimRepeats(from, to int) {
	last := ""
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if b.reason != Kept {
			continue
		}
		if b.words == 0 {
			b.reason = Repeated
			continue
		}
		l := p.line(b)
		if b.words >= 4 && l == last {
			b.reason = Repeated
		}
		last = l
	}
}

// trimTail finds headings after which other things than the article come. If
// the article goes on after them, only what lies between is taken out.
func (p *page) trimTail(from, to int) {
	var rest int // good text from here on
	for i := from; i < to; i++ {
		if b := &p.blocks[i]; b.reason == Kept {
			rest += max(b.score, 0)
		}
	}
	before := 0
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if b.reason != Kept {
			continue
		}
		s := max(b.score, 0)
		rest -= s
		q, ok := lineCues.find(p.line(b), b.words)
		if !ok || !q.tail || before == 0 {
			before += s
			continue
		}
		b.reason = q.reason
		// The article goes on with a paragraph of running text, if as much of it
		// follows as a third of what came.
		more := rest*3 > before && q.reason == Related
		again := 25
		if p.tree != nil {
			again = 12
		}
		for i++; i < to; i++ {
			c := &p.blocks[i]
			if c.reason != Kept {
				continue
			}
			if more && c.score >= again && !p.cutOff(c) {
				i--
				break
			}
			rest -= max(c.score, 0)
			c.reason = q.reason
		}
	}
}

// cutOff reports whether a block ends in dots, as teasers do that are cut off.
func (p *page) cutOff(b *block) bool {
	s := p.buf[b.start:b.end]
	return len(s) > 3 && (bytes.HasSuffix(s, []byte("...")) || bytes.HasSuffix(s, []byte("…")))
}
