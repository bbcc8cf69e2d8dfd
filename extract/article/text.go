package article

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

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
// was left out, unless these are to be left.
func (p *page) assemble(d *corpus.Document, leave corpus.Layers) {
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
		if leave.Has(corpus.LayerOrigin) {
			continue
		}
		for _, r := range p.runs[b.firstRun : b.firstRun+b.runs] {
			origin = append(origin, corpus.Origin{r[0] + shift, r[1], r[2]})
		}
	}
	d.Text = text.String()
	d.Origin = origin
	if d.Dropped = nil; !leave.Has(corpus.LayerDropped) {
		d.Dropped = p.dropped()
	}
}

// dropped lists what is not in the text, in the order of the page. Neighbours of one
// reason and one place are one entry.
func (p *page) dropped() []corpus.Dropped {
	var list []corpus.Dropped
	out := p.condemned()
	why := accounts{page: p, out: out}
	at := 0   // bytes of the text before here
	next := 0 // of p.hidden
	unseen := func(before, at int) {
		for ; next < len(p.hidden) && p.hidden[next].at <= before; next++ {
			h := &p.hidden[next]
			if text := p.hiddenText(h); text != "" {
				list = append(list, corpus.Dropped{Text: text, Place: p.place(h.node), Reason: h.why.String(), Why: p.evidence(h.node, h.why), At: at + 1})
			}
		}
	}
	for i := 0; i < len(p.blocks); {
		b := &p.blocks[i]
		if b.start >= b.end {
			i++
			continue
		}
		unseen(b.start, at)
		if b.reason == Kept {
			if at > 0 {
				at += 2
			}
			for next < len(p.hidden) && p.hidden[next].at <= b.end {
				unseen(p.hidden[next].at, at+p.hidden[next].at-b.start)
			}
			at += b.len()
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
		list = append(list, corpus.Dropped{Text: text.String(), Place: p.placeOf(top, b), Reason: b.reason.String(), Why: why.because(i), At: at + 1})
		i = j
	}
	unseen(len(p.buf), at)
	return list
}

// hiddenText is the text that a reader does not see, on one line.
func (p *page) hiddenText(h *unseen) string {
	var text []byte
	for _, s := range p.tree.texts[h.first:h.last] {
		src := p.src[s.start:s.end]
		if !s.markup {
			text = appendPlain(text, decode(src))
			continue
		}
		last := atom.Atom(0)
		for z := (tokens{src: src}); z.next() != html.ErrorToken; {
			switch z.kind {
			case html.StartTagToken:
				last = z.tag
			case html.EndTagToken:
				last = 0
			case html.TextToken:
				if last == atom.Title || last == atom.Desc || last == atom.Style || last == atom.Script {
					continue // no part of the picture
				}
				text = appendPlain(text, decode(src[z.start:z.end]))
			}
		}
	}
	return string(text)
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
