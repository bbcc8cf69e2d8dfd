package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits of the tree. Both are far above what pages of real sites have.
const (
	maxDepth = 400     // open elements; deeper ones become leaves of the deepest
	maxNodes = 1 << 19 // nodes of a page; what comes after is left out
	// maxAttributes are the attributes of an element that are looked at.
	maxAttributes = 24
)

// tree is a page as nodes of x/net/html, with the place in the source of every
// text node.
//
// It is built from the tokens of token.go by a simpler construction than that
// of html.Parse, for three reasons: html.Parse gives no offsets, it refuses pages with
// more than 512 open elements, and it copies unclosed formatting elements into
// every following block, so that its size is not bounded by that of the page.
// Here every token makes at most one node (and one implied body), nothing is ever
// moved, and so the order of text nodes in the tree is that of the source.
// What an end tag may close and what a start tag implies follows the HTML
// standard's scopes for paragraphs, lists, tables and headings.
type tree struct {
	root *html.Node
	// texts are the places of the text nodes, in document order.
	texts []stretch
	// size is an upper bound of the bytes of text, boxes of the elements that begin a line.
	size, boxes int
	// loose are links that are never closed and have paragraphs in them: the text behind a
	// forgotten end tag.
	loose map[*html.Node]bool
	// cut is the offset at which maxNodes was reached, or -1.
	cut int
}

// stretch is a run of bytes of the source.
type stretch struct {
	start, end int
	markup     bool // of a drawing or a formula, tags and all
}

// kind of an element, as far as building and reading the tree care.
type kind uint16

const (
	isBlock      kind = 1 << iota // begins and ends a line
	isVoid                        // has no content
	isScope                       // end tags of outer elements stop here
	isHead                        // may stand in the head
	isSkipped                     // its text is never shown: no nodes below it
	isClosingP                    // its start ends an open paragraph
	isFormatting                  // inline markup
	isInvisible                   // no text of an article in it
	isTablePart                   // row, cell or group of rows
)

var kinds = func() map[atom.Atom]kind {
	m := map[atom.Atom]kind{}
	add := func(k kind, as ...atom.Atom) {
		for _, a := range as {
			m[a] |= k
		}
	}
	add(isBlock|isClosingP, atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog,
		atom.Dir, atom.Div, atom.Dl, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2,
		atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Li, atom.Listing, atom.Main, atom.Menu, atom.Nav,
		atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Ul, atom.Xmp, atom.Dd, atom.Dt)
	add(isBlock, atom.Body, atom.Html, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption, atom.Legend,
		atom.Option, atom.Optgroup, atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Select, atom.Textarea)
	add(isVoid, atom.Area, atom.Base, atom.Basefont, atom.Bgsound, atom.Br, atom.Col, atom.Embed, atom.Frame, atom.Hr, atom.Img, atom.Image,
		atom.Input, atom.Keygen, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr)
	add(isScope, atom.Html, atom.Body, atom.Table, atom.Td, atom.Th, atom.Caption, atom.Object)
	add(isTablePart, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.Tfoot)
	add(isHead, atom.Meta, atom.Link, atom.Title, atom.Script, atom.Style, atom.Base, atom.Noscript, atom.Template, atom.Basefont, atom.Bgsound)
	add(isSkipped, atom.Script, atom.Style, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes, atom.Textarea)
	add(isFormatting, atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike,
		atom.Strong, atom.Tt, atom.U, atom.Span, atom.Label, atom.Sub, atom.Sup, atom.Cite, atom.Q, atom.Abbr, atom.Mark, atom.Time)
	add(isInvisible, atom.Template, atom.Svg, atom.Math, atom.Canvas, atom.Object, atom.Embed, atom.Applet, atom.Audio, atom.Video,
		atom.Map, atom.Select, atom.Datalist, atom.Head, atom.Title, atom.Dialog, atom.Rp)
	return m
}()

// builder grows a tree token by token.
type builder struct {
	tree
	tokens
	open  []*html.Node // open elements, html first
	slab  []html.Node
	given []html.Attribute // attributes of nodes
	nodes int
	over  int // open elements below maxDepth that have no place on the stack
	body  *html.Node
	head  bool // the head is open
	fresh bool // no text has come since a block began or ended
}

// parse builds the tree of a page. It never fails and takes linear time.
func parse(src string) *tree {
	b := &builder{tokens: tokens{src: src}, fresh: true}
	b.cut = -1
	b.texts = make([]stretch, 0, min(len(src), 1<<20)/200+8)
	b.root = &html.Node{Type: html.DocumentNode}
	page := b.node(html.ElementNode, atom.Html, "html")
	b.root.AppendChild(page)
	b.open = append(b.open, page)
	b.grow()
	b.loosen(1)
	return &b.tree
}

// grow takes the tokens one by one.
func (b *builder) grow() {
	titled := false // the last tag opened a title
	for {
		t := b.next()
		if b.nodes >= maxNodes {
			b.cut = b.tokens.start
			return
		}
		start, end := b.tokens.start, b.tokens.end
		wasTitled := titled
		titled = false
		switch t {
		case html.ErrorToken:
			return // what is left, if anything, is an unfinished tag
		case html.TextToken:
			if wasTitled {
				// A title that is closed late or never would swallow the page.
				if n := strings.IndexByte(b.src[start:end], '<'); n >= 0 && isTag(b.src[start+n:end]) {
					b.text(start, start+n)
					b.close(atom.Title)
					b.at = start + n
					continue
				}
			}
			b.text(start, end)
		case html.StartTagToken, html.SelfClosingTagToken:
			a := b.tag
			if a == atom.Svg || a == atom.Math || a == atom.Template {
				if t == html.StartTagToken {
					b.skip(a)
				}
				continue
			}
			b.start(a)
			titled = a == atom.Title
		case html.EndTagToken:
			if b.tag != 0 {
				b.close(b.tag)
			} else {
				b.closeNamed(string(b.bytes))
			}
		}
	}
}

// isTag reports whether the text begins with a tag that no title holds.
func isTag(s string) bool {
	low := strings.ToLower(s[:min(len(s), 8)])
	for _, t := range []string{"<meta", "<link", "<script", "<style", "<body", "</head", "<head", "<h1", "<div", "<p>"} {
		if strings.HasPrefix(low, t) {
			return true
		}
	}
	return false
}

// skip goes on behind the end tag of an element that is left out as a whole, if there is
// one.
func (b *builder) skip(a atom.Atom) {
	if end := b.endTag(a, b.at); end >= 0 {
		in := b.src[b.at:end]
		if a == atom.Math || a == atom.Svg && (strings.Contains(in, "<text") || strings.Contains(in, "<foreignObject")) {
			b.inBody()
			n := b.node(html.ElementNode, a, a.String())
			b.top().AppendChild(n)
			n.AppendChild(b.node(html.TextNode, 0, in))
			b.texts = append(b.texts, stretch{b.at, end, true})
		}
		b.at = b.angle(end)
		b.raw = 0
	}
}

func (b *builder) node(t html.NodeType, a atom.Atom, data string) *html.Node {
	if len(b.slab) == 0 {
		b.slab = make([]html.Node, 256)
	}
	n := &b.slab[0]
	b.slab = b.slab[1:]
	b.nodes++
	n.Type, n.DataAtom, n.Data = t, a, data
	return n
}

func (b *builder) top() *html.Node { return b.open[len(b.open)-1] }

// text adds the text src[start:end] to the innermost open element.
func (b *builder) text(start, end int) {
	if start == end {
		return
	}
	s := b.src[start:end]
	top := b.top()
	k := kinds[top.DataAtom]
	if k&isSkipped != 0 {
		if top.DataAtom != atom.Textarea && (top.DataAtom != atom.Script || !isLinkedData(top)) {
			return
		}
		n := b.node(html.TextNode, 0, s)
		top.AppendChild(n)
		b.texts = append(b.texts, stretch{start, end, false})
		return
	}
	if isSpace(s) {
		if b.fresh {
			return
		}
	} else {
		if top.DataAtom != atom.Title {
			b.inBody()
			top = b.top()
		}
		b.fresh = false
	}
	n := b.node(html.TextNode, 0, decode(s))
	top.AppendChild(n)
	b.size += end - start
	b.texts = append(b.texts, stretch{start, end, false})
}

// decode resolves character references, with no copy where there are none.
func decode(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}

func isSpace(s string) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ', '\t', '\n', '\r', '\f':
		default:
			return false
		}
	}
	return true
}

// inBody opens the body, unless it is open.
func (b *builder) inBody() {
	if b.body != nil {
		return
	}
	if b.head {
		b.head = false
		b.open = b.open[:1]
	}
	b.body = b.node(html.ElementNode, atom.Body, "body")
	b.open[0].AppendChild(b.body)
	b.open = append(b.open, b.body)
}

// start takes a start tag.
func (b *builder) start(a atom.Atom) {
	k := kinds[a]
	switch a {
	case atom.Html:
		b.open[0].Attr = append(b.open[0].Attr, b.attributes()...)
		return
	case atom.Head:
		if b.body == nil && !b.head {
			b.head = true
			n := b.node(html.ElementNode, a, "head")
			b.open[0].AppendChild(n)
			b.open = append(b.open[:1], n)
		}
		return
	case atom.Body:
		b.inBody()
		b.body.Attr = append(b.body.Attr, b.attributes()...)
		return
	}
	if b.body == nil && k&isHead == 0 {
		b.inBody()
	}
	if a == atom.Caption && !b.inTable() {
		return // it means nothing elsewhere
	}
	if a != 0 {
		b.imply(a, k)
	}
	if k&isBlock != 0 || a == atom.Br {
		b.fresh = true
	}
	if k&isBlock != 0 || a == 0 {
		b.boxes++
	}
	name := a.String()
	if a == 0 {
		name = string(b.bytes)
	}
	n := b.node(html.ElementNode, a, name)
	n.Attr = b.attributes()
	b.top().AppendChild(n)
	if k&isVoid != 0 {
		return
	}
	if k&isSkipped != 0 && b.raw == 0 {
		return // it is never closed
	}
	// Raw text must not be taken for text, so that its element is always opened.
	if len(b.open) >= maxDepth && k&isSkipped == 0 {
		b.over++
		return
	}
	b.open = append(b.open, n)
}

// inTable reports whether a table is the nearest open element of those that bound
// what end tags reach.
func (b *builder) inTable() bool {
	for i := len(b.open) - 1; i > 0; i-- {
		if t := b.open[i].DataAtom; t == atom.Table || kinds[t]&isScope != 0 {
			return t == atom.Table
		}
	}
	return false
}

// imply closes what the start of an element implies the end of.
func (b *builder) imply(a atom.Atom, k kind) {
	if k&isClosingP != 0 {
		b.endWithin(atom.P, isScope)
	}
	switch a {
	case atom.Li:
		b.endItem(atom.Li, 0, atom.Ul, atom.Ol, atom.Menu)
	case atom.Dt, atom.Dd:
		b.endItem(atom.Dt, atom.Dd, atom.Dl)
	case atom.Option:
		b.endItem(atom.Option, 0, atom.Select)
	case atom.A:
		if i := b.within(atom.A, isScope); i > 0 {
			b.loosen(i)
			b.pop(i)
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if isHeading(b.top().DataAtom) {
			b.pop(len(b.open) - 1)
		}
	case atom.Tr:
		b.endItem(atom.Tr, 0, atom.Table, atom.Tbody, atom.Thead, atom.Tfoot)
	case atom.Td, atom.Th:
		b.endItem(atom.Td, atom.Th, atom.Tr, atom.Table)
	case atom.Tbody, atom.Thead, atom.Tfoot:
		for _, part := range []atom.Atom{atom.Tbody, atom.Thead, atom.Tfoot} {
			b.endItem(part, 0, atom.Table)
		}
	}
	// A head element that was never closed ends where the body's content begins.
	if top := b.top().DataAtom; top == atom.Title {
		b.pop(len(b.open) - 1)
	}
}

// endItem closes an open a or other that stands above the nearest of the parents.
func (b *builder) endItem(a, other atom.Atom, parents ...atom.Atom) {
	for i := len(b.open) - 1; i > 0; i-- {
		t := b.open[i].DataAtom
		if t == a || other != 0 && t == other {
			b.pop(i)
			return
		}
		for _, p := range parents {
			if t == p {
				return
			}
		}
		// Cells do not hide the row they stand in.
		if kinds[t]&isScope != 0 && kinds[a]&isTablePart == 0 {
			return
		}
	}
}

// endWithin closes the innermost open a, unless an element of kind stop is
// nearer. It reports whether there was one.
func (b *builder) endWithin(a atom.Atom, stop kind) bool {
	i := b.within(a, stop)
	b.pop(i)
	return i > 0
}

// within is the index of the innermost open a, or 0 if there is none or an element of
// kind stop is nearer.
func (b *builder) within(a atom.Atom, stop kind) int {
	for i := len(b.open) - 1; i > 0; i-- {
		t := b.open[i].DataAtom
		if t == a {
			return i
		}
		if kinds[t]&stop != 0 {
			return 0
		}
	}
	return 0
}

// pop closes open elements from index i on.
func (b *builder) pop(i int) {
	if i < 1 {
		return
	}
	if b.open[i] == b.body {
		i++
	}
	b.loosen(i + 1)
	b.open = b.open[:i]
}

// loosen notes which of the open elements from index i on are links that are loose.
func (b *builder) loosen(i int) {
	for ; i < len(b.open); i++ {
		n := b.open[i]
		if n.DataAtom != atom.A {
			continue
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if kinds[c.DataAtom]&isBlock != 0 {
				if b.loose == nil {
					b.loose = map[*html.Node]bool{}
				}
				b.loose[n] = true
				break
			}
		}
	}
}

// close takes an end tag.
func (b *builder) close(a atom.Atom) {
	k := kinds[a]
	if k&isBlock != 0 {
		b.fresh = true
	}
	switch a {
	case atom.Html, atom.Body:
		return
	case atom.Br: // as browsers read it
		if b.body != nil {
			b.top().AppendChild(b.node(html.ElementNode, a, "br"))
		}
		return
	case atom.Head:
		if b.head {
			b.head = false
			b.open = b.open[:1]
		}
		return
	}
	if b.over > 0 && k&(isSkipped|isVoid) == 0 {
		b.over--
		return
	}
	switch {
	case a == atom.P:
		if !b.endWithin(a, isScope) && b.body != nil {
			b.top().AppendChild(b.node(html.ElementNode, a, "p"))
		}
	case isHeading(a):
		for i := len(b.open) - 1; i > 0; i-- {
			t := b.open[i].DataAtom
			if isHeading(t) {
				b.pop(i)
				return
			}
			if kinds[t]&isScope != 0 {
				return
			}
		}
	case a == atom.Table:
		b.endWithin(a, 0)
	case a == atom.A:
		b.endWithin(a, isScope)
	case k&isFormatting != 0:
		b.endWithin(a, isBlock)
	case a == atom.Td || a == atom.Th || a == atom.Tr || a == atom.Tbody || a == atom.Thead || a == atom.Tfoot || a == atom.Caption:
		for i := len(b.open) - 1; i > 0; i-- {
			t := b.open[i].DataAtom
			if t == a {
				b.pop(i)
				return
			}
			if t == atom.Table {
				return
			}
		}
	default:
		b.endWithin(a, isScope)
	}
}

// closeNamed takes the end tag of an element that HTML does not know.
func (b *builder) closeNamed(name string) {
	if b.over > 0 {
		b.over--
		return
	}
	for i := len(b.open) - 1; i > 0; i-- {
		t := b.open[i]
		if t.DataAtom == 0 && t.Data == name {
			b.pop(i)
			return
		}
		if kinds[t.DataAtom]&isScope != 0 {
			return
		}
	}
}

// attributes are a copy of those of the last tag.
func (b *builder) attributes() []html.Attribute {
	n := len(b.attrs)
	if n == 0 {
		return nil
	}
	if cap(b.given)-len(b.given) < n {
		b.given = make([]html.Attribute, 0, 256)
	}
	from := len(b.given)
	b.given = append(b.given, b.attrs...)
	return b.given[from : from+n : from+n]
}

func attribute(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttribute(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

func isHeading(a atom.Atom) bool {
	return a == atom.H1 || a == atom.H2 || a == atom.H3 || a == atom.H4 || a == atom.H5 || a == atom.H6
}

// isLinkedData reports whether a script element holds JSON-LD.
func isLinkedData(n *html.Node) bool {
	t := attribute(n, "type")
	return len(t) >= 19 && strings.EqualFold(t[:19], "application/ld+json")
}
