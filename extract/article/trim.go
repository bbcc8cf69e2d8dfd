package article

// trim takes off what stands before the article's first and after its last
// line. It is the same for pages and for plain text.
func (p *page) trim(from, to int) {
	p.trimTail(from, to)
}

// trimTail finds a heading after which other things than the article come.
func (p *page) trimTail(from, to int) {
	before := 0
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if b.reason != Kept {
			continue
		}
		q, ok := lineCues.find(p.line(b), b.words)
		if !ok || !q.tail || before == 0 {
			before += max(b.score, 0)
			continue
		}
		for ; i < to; i++ {
			if p.blocks[i].reason == Kept {
				p.blocks[i].reason = q.reason
			}
		}
	}
}
