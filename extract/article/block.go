package article

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus"
)

// block is a stretch of text without a break inside: a paragraph, a heading, a
// list item, a caption, a row of links. Start and end are bytes of page.buf.
type block struct {
	start, end int
	firstRun   int // first entry of page.runs
	runs       int
	box        int // the innermost box it stands in
	tag        atom.Atom
	level      int // of a heading, 1 to 6; 0 otherwise
	words      int
	links      int  // bytes that are links
	anchors    int  // links that have letters in it
	anchor     int  // number of the last of them
	firstLink  bool // its first letter is in a link
	commas     int
	ends       bool // ends like a sentence
	lower      bool // has a lower-case letter
	line       bool // a line break parts it from its neighbour in the same element
	score      int
	reason     Reason // why it is out, or Kept
	lead       bool   // a standfirst
	row        bool   // a row of a table in plain text
	dated      bool   // a date that heads a part of the text, and tells nothing about the article
	firm       bool   // no classifier is asked whether it is in
	why        string // what took it out, where because cannot tell
	cue        cue    // see page.cueOf
	asked      bool
	cued       bool
}

func (b *block) len() int { return b.end - b.start }

// box is an element that begins a line of its own, or that is known for
// clutter. Boxes stand in document order, so a parent is before its children.
type box struct {
	node   *html.Node
	parent int
	first  int // first block within
	last   int // one behind the last block within
	why    Reason
	strong bool // the element itself, and not a class name, gives the reason
	body   bool // an attribute says that the article's body is in it
	lead   bool // an attribute says that it is a standfirst
	index  int  // among its siblings, from 1
	kids   int
}

// page is the text of a tree in document order, cut into blocks.
type page struct {
	src    string
	tree   *tree
	text   int // next of tree.texts
	buf    []byte
	all    string // buf, once the page is read
	blocks []block
	boxes  []box
	// runs map stretches of buf to the source, in order.
	runs []corpus.Origin

	names       map[string]verdict
	rows        []int  // blocks of plain text that have the form of a row of a table
	unmapped    bool   // no runs are wanted
	dayFirst    bool   // 3/4/2020 is April 3
	bold        bool   // plain text is a whole page
	keep        bool   // all visible text is wanted
	title       string // letters of the title
	description string // letters of what the page says it is about

	// the block being read
	in       bool
	cur      block
	space    int // a space is due: its place in the source, -1 none of one byte, -2 no space is due
	breaks   int // line breaks since the last text
	anchor   int // links so far
	pre      int // inside this many pre elements
	hidden   []unseen
	body     int                // the box that was found to hold the article
	comments int                // first block of readers\' comments, once the text is known
	nodes    map[*html.Node]int // boxes by their nodes, once asked
	alone    bool               // others like it hold other articles
}

// unseen is text that makes no block: a reader does not see it, or it works a control.
type unseen struct {
	node        *html.Node
	first, last int // of tree.texts
	at          int // where it stood in page.buf
	why         Reason
}

const noSpace = -2

// read cuts a tree into blocks.
func read(src string, keep bool) *page { return readFor(src, keep, true) }

// readFor is read; without runs nothing says which bytes of the source the text has.
func readFor(src string, keep, runs bool) *page {
	t := parse(src)
	p := &page{src: src, tree: t, names: map[string]verdict{}, space: noSpace, keep: keep, unmapped: !runs}
	// What is known of the sizes saves copying while the slices grow.
	p.buf = make([]byte, 0, t.size+t.size/16+64)
	p.boxes = make([]box, 0, t.boxes+8)
	p.blocks = make([]block, 0, min(t.boxes, len(t.texts))/2+8)
	if runs {
		p.runs = make([]corpus.Origin, 0, len(t.texts)+8)
	}
	p.boxes = append(p.boxes, box{node: t.root, parent: -1})
	p.walk(t.root, 0, false, 0)
	p.flush()
	p.boxes[0].last = len(p.blocks)
	p.all = string(p.buf)
	p.clear()
	return p
}

// clear takes back what names say of boxes around the article: one that holds the
// page's only main heading, or most of the text that is in elements named for the
// body, is no sidebar, whatever layout it is named for.
func (p *page) clear() {
	// Words of running text before each block.
	words := make([]int, len(p.blocks)+1)
	heading, headings := -1, 0
	for i := range p.blocks {
		b := &p.blocks[i]
		words[i+1] = words[i]
		if b.ends && b.words >= 6 && b.lower && b.links*10 <= b.len()*3 {
			words[i+1] += b.words
		}
		if b.level == 1 {
			heading = i
			headings++
		}
	}
	in := func(x *box) int { return words[x.last] - words[x.first] }
	body, all := -1, 0
	for i := range p.boxes {
		if x := &p.boxes[i]; x.body && x.why == Kept {
			if body < 0 || x.first >= p.boxes[body].last {
				all += in(x)
			}
			if body < 0 || in(x) > in(&p.boxes[body]) {
				body = i
			}
		}
	}
	if body >= 0 && in(&p.boxes[body]) >= 40 && in(&p.boxes[body])*2 >= all {
		for i := p.boxes[body].parent; i > 0; i = p.boxes[i].parent {
			p.boxes[i].free()
		}
		p.headOf(body)
	}
	if headings != 1 {
		return
	}
	for i := p.blocks[heading].box; i > 0; i = p.boxes[i].parent {
		if in(&p.boxes[i]) >= 60 {
			p.boxes[i].free()
		}
	}
}

// headOf takes boxes before the body that have its names for a part of it: a first
// paragraph that is parted from the others by a picture. A heading between the two
// says that they are of different articles.
func (p *page) headOf(body int) {
	class := attribute(p.boxes[body].node, "class")
	if class == "" {
		return
	}
	from := p.boxes[body].first
	for from > 0 && (p.blocks[from-1].level == 0 || p.blocks[from-1].level > 4) {
		from--
	}
	for i := body - 1; i > 0 && p.boxes[i].last >= from; i-- {
		if x := &p.boxes[i]; x.body && x.why == Kept && x.first >= from && x.last <= p.boxes[body].first && attribute(x.node, "class") == class {
			x.lead = true
		}
	}
}

// free takes back a reason that only names give.
func (x *box) free() {
	if !x.strong && x.why != Comments && x.why != Hidden {
		x.why = Kept
	}
}

// walk reads what is below a node. Depth is bounded by that of the tree.
func (p *page) walk(n *html.Node, in int, link bool, tag atom.Atom) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			s := p.tree.texts[p.text]
			p.text++
			p.add(s.start, s.end, in, link, tag)
		case html.ElementNode:
			p.element(c, in, link, tag)
		}
	}
}

func (p *page) element(n *html.Node, in int, link bool, tag atom.Atom) {
	a := n.DataAtom
	k := kinds[a]
	switch {
	case a == atom.Br:
		p.breaks++
		p.space = max(p.space, -1)
		return
	case a == atom.Img || a == atom.Wbr:
		return
	case k&(isSkipped|isInvisible) != 0 && !(a == atom.Dialog && hasAttribute(n, "open")):
		switch a {
		case atom.Head, atom.Title, atom.Script:
			p.pass(n)
		case atom.Svg, atom.Math:
			p.hide(n, Graphic)
		case atom.Select, atom.Textarea, atom.Datalist:
			p.hide(n, Control)
		default:
			p.hide(n, Hidden)
		}
		return
	}
	v := p.judge(n)
	// Elements that HTML does not know are inline within a line of text.
	block := k&isBlock != 0 || a == 0 && !(p.in && (tag == atom.P || tag == atom.Li || tag == atom.Td || isHeading(tag)))
	if !block && (v.why == Hidden || v.why == Control && !p.keep) {
		p.hide(n, v.why)
		return
	}
	if !block && v.why != Kept && v.standsAlone && n.FirstChild != nil && !p.runsOn(n, v.why) {
		block = true
	}
	if !block {
		if a == atom.A && !p.tree.loose[n] && leads(n) {
			p.anchor++
			link = true
		}
		p.walk(n, in, link, tag)
		return
	}
	p.flush()
	p.boxes[in].kids++
	b := len(p.boxes)
	p.boxes = append(p.boxes, box{node: n, parent: in, first: len(p.blocks), why: v.why, strong: v.strong, body: v.body, lead: v.lead, index: p.boxes[in].kids})
	if a == atom.Pre {
		p.pre++
	}
	p.walk(n, b, link || a == atom.A, a)
	p.flush()
	if a == atom.Pre {
		p.pre--
	}
	p.boxes[b].last = len(p.blocks)
}

// runsOn reports whether an inline element that is named for a date, a place or a
// person is a part of the sentence around it: the dateline that opens a paragraph.
func (p *page) runsOn(n *html.Node, why Reason) bool {
	if why != Published && why != Byline && why != Author || n.Parent.DataAtom != atom.P {
		return false
	}
	around := 0
	for c, most := n.Parent.FirstChild, 32; c != nil && most > 0 && around < 60; c = c.NextSibling {
		if c.Type == html.TextNode {
			around += len(c.Data)
		}
		most--
	}
	return around >= 60
}

// pass goes over the text nodes below a node.
func (p *page) pass(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			p.text++
		} else {
			p.pass(c)
		}
	}
}

// hide passes over text that a reader does not see or that works a control. It
// makes no block, so that it does not cut the paragraph it stands in.
func (p *page) hide(n *html.Node, why Reason) {
	from := p.text
	p.pass(n)
	if p.text > from {
		p.hidden = append(p.hidden, unseen{n, from, p.text, len(p.buf), why})
	}
}

// flush ends the block being read.
func (p *page) flush() {
	p.space, p.breaks = noSpace, 0
	if !p.in {
		return
	}
	p.in = false
	b := p.cur
	b.end = len(p.buf)
	b.runs = len(p.runs) - b.firstRun
	b.measure(p.buf[b.start:b.end])
	if b.glossed() && !bytes.ContainsAny(p.buf[b.start:b.end], "|•·") {
		b.links = 0
	}
	if n := len(p.blocks); n == cap(p.blocks) {
		p.blocks = slices.Grow(p.blocks, n+8) // blocks are large: fewer copies than append makes
	}
	p.blocks = append(p.blocks, b)
}

// plainByte are bytes that go into the text as they are.
var plainByte = func() (t [256]bool) {
	for i := 0x21; i < 0x7f; i++ {
		t[i] = i != '&'
	}
	return
}()

// add reads src[start:end] into the current block, with white space folded and
// invisible characters left out.
func (p *page) add(start, end, in int, link bool, tag atom.Atom) {
	s := p.src
	for i := start; i < end; {
		c := s[i]
		if plainByte[c] {
			j := i + 1
			for j < end && plainByte[s[j]] {
				j++
			}
			p.put(i, j, in, link, tag)
			i = j
			continue
		}
		switch {
		case c == ' ':
			if p.space == noSpace {
				p.space = i
			}
			i++
		case c == '\n' && p.pre > 0:
			p.breaks++
			p.space = max(p.space, -1)
			i++
		case c < ' ' || c == 0x7f:
			if c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' {
				p.space = max(p.space, -1)
			}
			i++
		case c == '&':
			j := reference(s, i, end)
			if j == i+1 {
				p.put(i, j, in, link, tag)
			} else if got := html.UnescapeString(s[i:j]); got == s[i:j] {
				p.put(i, j, in, link, tag)
			} else {
				p.made(got, in, link, tag)
			}
			i = j
		default:
			r, n := utf8.DecodeRuneInString(s[i:end])
			switch class := classOf(r, n); class {
			case runeText:
				p.put(i, i+n, in, link, tag)
			case runeSpace:
				p.space = max(p.space, -1)
			case runeBad:
				p.made("\ufffd", in, link, tag)
			}
			i += n
		}
	}
}

// reference is the end of the character reference that begins at i.
func reference(s string, i, end int) int {
	j := i + 1
	for j < end && j-i < 40 && (s[j] >= '0' && s[j] <= '9' || s[j] >= 'a' && s[j] <= 'z' || s[j] >= 'A' && s[j] <= 'Z' || s[j] == '#' && j == i+1) {
		j++
	}
	if j < end && s[j] == ';' {
		j++
	}
	return j
}

// made reads characters that do not stand in the source as they are.
func (p *page) made(text string, in int, link bool, tag atom.Atom) {
	for i, r := range text {
		n := utf8.RuneLen(r)
		class := classOf(r, n)
		if r < 0x80 {
			switch {
			case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f':
				class = runeSpace
			case r < ' ' || r == 0x7f:
				class = runeGone
			}
		}
		switch class {
		case runeSpace:
			p.space = max(p.space, -1)
		case runeText:
			p.open(in, link, tag, text[i:])
			p.buf = append(p.buf, text[i:i+n]...)
			if link {
				p.linked(n)
			}
		}
	}
}

// put copies src[i:j] into the block.
func (p *page) put(i, j, in int, link bool, tag atom.Atom) {
	p.open(in, link, tag, p.src[i:j])
	p.run(len(p.buf), i, j-i)
	p.buf = append(p.buf, p.src[i:j]...)
	if link {
		p.linked(j - i)
	}
}

// linked counts bytes of a link.
func (p *page) linked(n int) {
	p.cur.links += n
	if p.cur.anchor != p.anchor {
		p.cur.anchor = p.anchor
		p.cur.anchors++
	}
}

// longAnchor is the length of text, in bytes, from which what leads nowhere is no link: the
// target of other links, or a sentence that a script or a footnote is tied to.
const longAnchor = 60

// leads reports whether an a element is a link: it has the address of another page, or is
// short, as the buttons of scripts are.
func leads(n *html.Node) bool {
	href := strings.TrimSpace(attribute(n, "href"))
	if href != "" && href[0] != '#' && (len(href) < 11 || !strings.EqualFold(href[:11], "javascript:")) {
		return true
	}
	size, most := 0, longAnchor // nodes that are looked at
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil && size < longAnchor && most > 0; c = c.NextSibling {
			most--
			if c.Type == html.TextNode {
				size += len(c.Data)
			} else {
				walk(c)
			}
		}
	}
	walk(n)
	return size < longAnchor
}

// run notes where a stretch of buf came from.
func (p *page) run(at, from, n int) {
	if p.unmapped {
		return
	}
	if k := len(p.runs) - 1; k >= p.cur.firstRun {
		if r := &p.runs[k]; r[0]+r[2] == at && r[1]+r[2] == from {
			r[2] += n
			return
		}
	}
	p.runs = append(p.runs, corpus.Origin{at, from, n})
}

// open makes ready for a letter: it begins a block, or puts the space that is
// due. Two line breaks end a paragraph, and so does one unless the sentence goes on
// with a small letter.
func (p *page) open(in int, link bool, tag atom.Atom, next string) {
	line := false
	if p.in && (p.breaks >= 2 || p.breaks == 1 && p.pre == 0 && p.cur.level == 0 && !goesOn(next)) {
		p.cur.line = true
		p.flush()
		line = true
	}
	p.breaks = 0
	if !p.in {
		p.in = true
		p.space = noSpace
		p.cur = block{start: len(p.buf), firstRun: len(p.runs), box: in, tag: tag, firstLink: link, line: line}
		p.cur.level = p.level(in)
		return
	}
	if p.space != noSpace {
		if p.space >= 0 {
			p.run(len(p.buf), p.space, 1)
		}
		p.buf = append(p.buf, ' ')
		p.space = noSpace
	}
}

// goesOn reports whether a line begins like the middle of a sentence.
func goesOn(line string) bool {
	r, _ := utf8.DecodeRuneInString(line)
	return unicode.IsLower(r) || r == ',' || r == ';' || r == ')'
}

// level is the level of the heading that a box is or stands in, or 0.
func (p *page) level(in int) int {
	for depth := 0; in > 0 && depth < 3; depth++ {
		n := p.boxes[in].node
		if isHeading(n.DataAtom) {
			return int(n.Data[1] - '0')
		}
		if attribute(n, "role") == "heading" {
			if l := attribute(n, "aria-level"); len(l) == 1 && l[0] >= '1' && l[0] <= '6' {
				return int(l[0] - '0')
			}
			return 2
		}
		in = p.boxes[in].parent
	}
	return 0
}

type runeClass uint8

const (
	runeText runeClass = iota
	runeSpace
	runeGone // invisible
	runeBad  // not UTF-8
)

// classOf tells what becomes of a character of n bytes outside ASCII.
func classOf(r rune, n int) runeClass {
	switch {
	case r == utf8.RuneError && n == 1:
		return runeBad
	case r < 0xa0 && r >= 0x7f:
		return runeGone
	case r == 0xa0:
		return runeSpace
	case r == 0xad:
		return runeGone
	case r < 0x1680:
		return runeText
	case r >= 0x2000 && r <= 0x200a, r == 0x2028, r == 0x2029, r == 0x202f, r == 0x205f, r == 0x3000, r == 0x1680:
		return runeSpace
	case r == 0x200b, r == 0x200e, r == 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r == 0xfeff,
		r == 0xfffe, r == 0xffff, r >= 0xfff9 && r <= 0xfffb, r >= 0xd800 && r <= 0xdfff:
		return runeGone
	case r == 0x200c, r == 0x200d:
		// Joiners are spelling in some scripts; between Latin letters they are
		// no more than a trick. They stay only where a run of text holds them.
		return runeGone
	}
	return runeText
}

// appendPlain appends text with white space folded.
func appendPlain(to []byte, s string) []byte {
	space := len(to) > 0
	for i, r := range s {
		n := utf8.RuneLen(r)
		if n < 0 {
			continue
		}
		class := runeText
		switch {
		case r >= 0x80:
			class = classOf(r, n)
		case r == ' ' || r >= '\t' && r <= '\r':
			class = runeSpace
		case r < ' ' || r == 0x7f:
			class = runeGone
		}
		switch class {
		case runeSpace:
			space = true
		case runeText:
			if space && len(to) > 0 && to[len(to)-1] != ' ' {
				to = append(to, ' ')
			}
			space = false
			if r == utf8.RuneError {
				to = append(to, "\ufffd"...)
			} else {
				to = append(to, s[i:i+n]...)
			}
		}
	}
	return to
}

// glossed reports whether a block is a sentence in which many single words are links, to a
// glossary or to pages about what they name: its links are words like others.
func (b *block) glossed() bool {
	return b.anchors >= 4 && b.ends && b.lower && b.words >= 12 && b.links <= 14*b.anchors && (b.len()-b.links)*5 >= b.len()
}

// measure counts what the scores need.
func (b *block) measure(text []byte) {
	inWord := false
	cjk := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			switch {
			case c >= 'a' && c <= 'z':
				b.lower = true
				fallthrough
			case c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
				if !inWord {
					b.words++
					inWord = true
				}
			case c == ',':
				b.commas++
				inWord = false
			case c == '\'':
			default:
				inWord = false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		i += n
		switch {
		case r == '’':
		case r >= 0x3040 && r < 0xa000 || r >= 0xac00 && r < 0xd7b0 || r >= 0x0e00 && r < 0x0e80:
			cjk++
			b.lower = true
			inWord = false
		case r == '、' || r == '，' || r == '،':
			b.commas++
			inWord = false
		case unicode.IsLetter(r):
			if !inWord {
				b.words++
				inWord = true
			}
			b.lower = b.lower || !unicode.IsUpper(r)
		case unicode.IsMark(r):
		default:
			inWord = false
		}
	}
	b.words += (cjk + 1) / 2
	b.ends = endsSentence(text)
}

// endsSentence reports whether the text ends like a sentence, closing quotation
// marks and brackets aside.
func endsSentence(text []byte) bool {
	for len(text) > 0 {
		r, n := utf8.DecodeLastRune(text)
		switch r {
		case '"', '\'', '”', '’', '»', '“', '«', ')', ']', '‘', '›', '」', '』', ' ', '*':
			text = text[:len(text)-n]
			continue
		case '.', '!', '?', '…', '。', '！', '？', '؟', '।', '۔', '։':
			return true
		case ':', ';':
			return true
		}
		return false
	}
	return false
}
