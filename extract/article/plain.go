package article

import (
	"strings"

	"dateline/corpus"
)

// plain extracts from plain text.
func (s *Stage) plain(d *corpus.Document) {
	p := lines(validText(d.Raw.Data))
	p.rate()
	if s.mode == Strip {
		p.run1()
	}
	from, to := p.span()
	p.cue(from, to)
	p.trim(from, to)
	p.assemble(d)
}

// lines cuts a plain text into blocks, one a line.
func lines(src string) *page {
	p := &page{src: src, space: noSpace}
	p.boxes = append(p.boxes, box{parent: -1})
	for at := 0; at < len(src); {
		end := strings.IndexByte(src[at:], '\n')
		if end < 0 {
			end = len(src)
		} else {
			end += at
		}
		p.addLine(at, end)
		p.flush()
		at = end + 1
	}
	p.boxes[0].last = len(p.blocks)
	return p
}

// addLine is add for plain text, which has no character references.
func (p *page) addLine(start, end int) {
	for start < end {
		amp := strings.IndexByte(p.src[start:end], '&')
		if amp < 0 {
			p.add(start, end, 0, false, 0)
			return
		}
		p.add(start, start+amp, 0, false, 0)
		p.put(start+amp, start+amp+1, 0, false, 0)
		start += amp + 1
	}
}

func (p *page) span() (from, to int) {
	from, to = 0, len(p.blocks)
	for from < to && p.blocks[from].reason != Kept {
		from++
	}
	for to > from && p.blocks[to-1].reason != Kept {
		to--
	}
	return
}

// run1 keeps the stretch of lines with the best sum of scores.
func (p *page) run1() {
	best, from, to := 0, 0, 0
	sum, start := 0, 0
	for i := range p.blocks {
		s := p.blocks[i].score
		if s < 0 {
			s *= 3
		}
		if sum <= 0 {
			sum, start = 0, i
		}
		sum += s
		if sum > best {
			best, from, to = sum, start, i+1
		}
	}
	for i := range p.blocks {
		if best > 0 && (i < from || i >= to) {
			p.blocks[i].reason = Outside
		}
	}
}
