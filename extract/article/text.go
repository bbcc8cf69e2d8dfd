package article

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/corpus"
)

// validText is the text as it is; bytes that are not UTF-8 are replaced.
func validText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\ufffd")
}

// assemble sets the document's text of the blocks that are kept, with a blank
// line between any two, and the layers that say where it came from and what
// was left out.
func (p *page) assemble(d *corpus.Document) {
	size := 0
	for i := range p.blocks {
		if b := &p.blocks[i]; b.reason == Kept && b.start < b.end {
			size += b.len() + 2
		}
	}
	var text strings.Builder
	text.Grow(size)
	var origin []corpus.Origin
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.reason != Kept || b.start >= b.end {
			continue
		}
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		shift := text.Len() - b.start
		text.Write(p.buf[b.start:b.end])
		for _, r := range p.runs[b.firstRun : b.firstRun+b.runs] {
			origin = append(origin, corpus.Origin{r[0] + shift, r[1], r[2]})
		}
	}
	d.Text = text.String()
	d.Origin = origin
	d.Dropped = p.dropped()
}

// dropped lists what is not in the text. Neighbours of one reason and one place
// are one entry.
func (p *page) dropped() []corpus.Dropped {
	var list []corpus.Dropped
	out := p.condemned()
	for i := 0; i < len(p.blocks); {
		b := &p.blocks[i]
		if b.reason == Kept || b.start >= b.end {
			i++
			continue
		}
		top := p.top(out, b)
		j := i + 1
		for j < len(p.blocks) && p.blocks[j].reason == b.reason && (top > 0 && j < p.boxes[top].last) {
			j++
		}
		if top == 0 {
			top = b.box
		}
		var text strings.Builder
		for k := i; k < j; k++ {
			if k > i {
				text.WriteByte('\n')
			}
			text.Write(p.buf[p.blocks[k].start:p.blocks[k].end])
		}
		list = append(list, corpus.Dropped{Text: text.String(), Place: p.placeOf(top, b), Reason: b.reason.String()})
		i = j
	}
	return append(list, p.hidden...)
}

// top is the outermost condemned box that a block stands in, or 0.
func (p *page) top(out []Reason, b *block) int {
	top := 0
	for x := b.box; x > 0 && out[x] != Kept; x = p.boxes[x].parent {
		top = x
	}
	return top
}

// placeOf says where a block stands: the path of its element, or its bytes in
// a plain text.
func (p *page) placeOf(box int, b *block) string {
	if p.tree == nil {
		from, to := b.start, b.end
		if b.runs > 0 {
			first, last := p.runs[b.firstRun], p.runs[b.firstRun+b.runs-1]
			from, to = first[1], last[1]+last[2]
		}
		return strconv.Itoa(from) + "-" + strconv.Itoa(to)
	}
	return p.place(p.boxes[box].node)
}
