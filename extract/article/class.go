package article

import (
	"embed"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/lexicon"
)

//go:embed data/*.tsv
var data embed.FS

// bodyWord marks the words of classes.tsv that speak for the article's body.
const bodyWord Reason = 255

// leadWord marks those for a standfirst.
const leadWord Reason = 254

// noWord marks those that say nothing, although words in them do.
const noWord Reason = 253

// classWords are the rows of classes.tsv; longestWord is the most parts of one.
var classWords, longestWord = func() (map[string]Reason, int) {
	m, longest := map[string]Reason{}, 1
	for _, row := range lexicon.MustOpen(data, "data/classes.tsv", "words", "meaning").Rows {
		w := row.Get("words")
		var r Reason
		switch row.Get("meaning") {
		case "body":
			r = bodyWord
		case "lead":
			r = leadWord
		case "none":
			r = noWord
		default:
			r, _ = reasonOf(row.Get("meaning"))
		}
		m[w] = r
		longest = max(longest, strings.Count(w, "-")+1)
	}
	return m, longest
}()

// verdict is what an element says about itself.
type verdict struct {
	why         Reason
	strong      bool // by its tag or role
	body        bool
	lead        bool // a standfirst
	standsAlone bool // cuts a paragraph even if the element is inline
}

// speaking are the attributes whose values are read like class names.
var speaking = map[string]bool{
	"class": true, "id": true, "data-component": true, "data-testid": true, "data-qa": true, "data-module": true, "data-type": true,
	"data-block": true, "data-component-name": true, "data-widget": true, "aria-label": true, "itemprop": true,
}

// judge is the verdict on an element by its tag, role and names.
func (p *page) judge(n *html.Node) verdict {
	v, decided := tagVerdict(n)
	if decided || p.pre > 0 {
		return v // the names in code are about the code
	}
	main := n.DataAtom == atom.Main
	if n.DataAtom == 0 {
		v.add(p.said(n.Data)) // elements that a site has made up
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "hidden":
			return verdict{why: Hidden, strong: true}
		case "aria-hidden":
			if a.Val == "true" && kinds[n.DataAtom]&isBlock == 0 {
				return verdict{why: Hidden}
			}
			continue
		case "style":
			if hidesBy(a.Val) {
				return verdict{why: Hidden}
			}
			continue
		case "role":
			if why := roles[a.Val]; why != Kept {
				v.why, v.strong = why, true
			}
			main = main || a.Val == "main"
			continue
		}
		v.body = v.body || a.Key == "itemprop" && a.Val == "articleBody"
		if speaks(n, a) {
			v.add(p.said(a.Val))
		}
	}
	if main || (v.body || v.lead) && !v.strong {
		return verdict{body: v.body, lead: v.lead}
	}
	// A heading that is named for the list of contents or for the bar it sticks to is a heading still.
	if (v.why == Navigation || v.why == Site) && isHeading(n.DataAtom) {
		v.why = Kept
	}
	switch v.why {
	case Caption, Share, Related, Newsletter, Advert, Comments, Byline, Author, Published:
		v.standsAlone = n.DataAtom != atom.A
	}
	return v
}

// tagVerdict is the verdict on an element by its tag alone, and whether nothing else counts.
func tagVerdict(n *html.Node) (v verdict, decided bool) {
	switch n.DataAtom {
	case atom.Html, atom.Body:
		return v, true
	case atom.Nav:
		return verdict{why: Navigation, strong: true}, false
	case atom.Footer:
		return verdict{why: Site, strong: true}, false
	case atom.Aside:
		return verdict{why: Sidebar, strong: true}, false
	case atom.Figcaption, atom.Caption:
		return verdict{why: Caption, strong: true}, false
	case atom.Button, atom.Input, atom.Option, atom.Optgroup:
		// The title of a part that opens and closes is a button, too.
		if isHeading(n.Parent.DataAtom) || hasAttribute(n, "aria-expanded") {
			return v, true
		}
		return verdict{why: Control, strong: true}, true
	case atom.Figure:
		if !contains(n, atom.Table, 3) && !contains(n, atom.Pre, 2) {
			v.why = Caption
		}
	case atom.Form:
		v.why = Control
	case atom.Dialog:
		v.why = Hidden // open, or it would make no box; it is over the page, unless the page is in it
	}
	return v, false
}

// roles are the verdicts of the roles that say what an element is (WAI-ARIA 1.2).
var roles = map[string]Reason{
	"navigation": Navigation, "menu": Navigation, "menubar": Navigation, "tablist": Navigation, "toolbar": Navigation,
	"banner": Site, "contentinfo": Site, "search": Site, "complementary": Sidebar,
	"button": Control, "menuitem": Control, "tab": Control, "switch": Control,
	"dialog": Hidden, "alertdialog": Hidden,
}

// speaks reports whether the value of an attribute is read like a class name.
func speaks(n *html.Node, a *html.Attribute) bool {
	if !speaking[a.Key] || a.Val == "" {
		return false
	}
	switch a.Key {
	case "id":
		// The ids of headings and paragraphs are made of their words, and so
		// are long ones.
		return !isHeading(n.DataAtom) && n.DataAtom != atom.P && n.DataAtom != atom.Span && n.DataAtom != atom.Li && !isSlug(a.Val)
	case "aria-label":
		// A long one is the title of what is labelled.
		return strings.Count(a.Val, " ") <= 3
	}
	return true
}

// said is the verdict of the value of an attribute.
func (p *page) said(value string) verdict {
	v, ok := p.names[value]
	if !ok {
		v = judgeNames(value)
		p.names[value] = v
	}
	return v
}

// add takes in what names say.
func (v *verdict) add(w verdict) {
	v.body = v.body || w.body
	v.lead = v.lead || w.lead
	if v.why == Kept || w.why != Kept && !v.strong {
		v.why = w.why
	}
}

// isSlug reports whether an id is made of a sentence: "debt-as-a-share-of-gdp".
func isSlug(id string) bool {
	return strings.Count(id, "-") >= 4 && strings.ToLower(id) == id
}

// contains reports whether an element of a kind stands below a node, at most
// depth levels down.
func contains(n *html.Node, a atom.Atom, depth int) bool {
	for c := n.FirstChild; c != nil && depth > 0; c = c.NextSibling {
		if c.DataAtom == a || contains(c, a, depth-1) {
			return true
		}
	}
	return false
}

// hidesBy reports whether a style attribute hides the element.
func hidesBy(style string) bool {
	if strings.Contains(style, "clip:") && strings.Contains(style, "rect(0") || strings.Contains(style, "visibility:hidden") {
		return true
	}
	i := strings.Index(style, "display")
	for i >= 0 {
		rest := strings.TrimLeft(style[i+len("display"):], " ")
		if strings.HasPrefix(rest, ":") && strings.HasPrefix(strings.TrimLeft(rest[1:], " "), "none") {
			return true
		}
		n := strings.Index(rest, "display")
		if n < 0 {
			break
		}
		style, i = rest, n
	}
	return false
}

// judgeNames reads the value of a class attribute or the like. Each name is read
// on its own; a name that speaks for the body wins over others, unless something
// else follows in the same name ("entry-content-share").
func judgeNames(value string) verdict {
	var v verdict
	post, beside := false, true
	for i, name := range strings.Fields(value) {
		// A name with a bracket or a colon is a rule of style, not a name.
		if i >= 40 || len(name) > 80 || strings.ContainsAny(name, "[:") {
			continue
		}
		if isPostClass(name) {
			// What follows are the post's categories, tags and author.
			v.why, post = Kept, true
		}
		switch r := judgeName(name); r {
		case bodyWord:
			v.body = true
		case leadWord:
			v.lead = true
		case noWord:
			beside = false
		default:
			if v.why == Kept && !post {
				v.why = r
			}
		}
	}
	if v.why == Sidebar && !beside {
		v.why = Kept
	}
	return v
}

// isPostClass reports whether a name is one of those that WordPress and TypePad give
// to the element of a whole post, beside one for each of its categories and tags.
func isPostClass(name string) bool {
	return name == "status-publish" || name == "type-post" || name == "hentry" || name == "entry-type-post"
}

// judgeName is the reason that a name gives, or bodyWord, leadWord, noWord.
func judgeName(name string) Reason {
	var parts namePieces
	parts.read(name)
	n := parts.n
	if n == 0 {
		return Kept
	}
	switch string(parts.of(0, 1)) {
	case "category", "tag", "format", "type", "enable", "disable", "not":
		// These say what a post is about or how it is made.
		return Kept
	case "layout":
		// layout--right-rail is the page; layout__sidebar is the sidebar.
		if !strings.Contains(name, "layout__") {
			return Kept
		}
	}
	if n == 1 && string(parts.of(0, 1)) == "by" {
		return Byline // in a longer name it says how something is done
	}
	why := Kept
	for i := 0; i < n; {
		switch string(parts.of(i, i+1)) {
		case "has", "with", "no", "without", "hide", "show":
			// What follows says what the element has, not what it is.
			return why
		}
		found := false
		for k := min(longestWord, n-i); k > 0; k-- {
			r, ok := classWords[string(parts.of(i, i+k))]
			if !ok {
				continue
			}
			why = r
			i += k
			found = true
			break
		}
		if !found {
			i++
		}
	}
	return why
}

// namePieces are the parts of a name, in lower case and with "-" between them.
type namePieces struct {
	text       [96]byte
	start, end [16]uint8
	n          int
}

// read cuts a name of at most 80 bytes at marks and camel humps.
func (p *namePieces) read(name string) {
	at := 0
	open := false
	for i := 0; i < len(name); i++ {
		c := name[i]
		upper := c >= 'A' && c <= 'Z'
		if !upper && (c < 'a' || c > 'z') && (c < '0' || c > '9') && c < 0x80 {
			open = false
			continue
		}
		if !open || upper && name[i-1] >= 'a' && name[i-1] <= 'z' {
			if p.n == len(p.start) || at+2 >= len(p.text) {
				return
			}
			if p.n > 0 {
				p.text[at] = '-'
				at++
			}
			p.start[p.n] = uint8(at)
			p.n++
			open = true
		}
		if at+2 >= len(p.text) {
			return
		}
		if upper {
			c += 'a' - 'A'
		}
		p.text[at] = c
		at++
		p.end[p.n-1] = uint8(at)
	}
}

// of is the parts from i on and before j.
func (p *namePieces) of(i, j int) []byte { return p.text[p.start[i]:p.end[j-1]] }

// nameParts cuts a name into its parts.
func nameParts(name string, to []string) int {
	var p namePieces
	p.read(name[:min(len(name), 80)])
	n := min(p.n, len(to))
	for i := range n {
		to[i] = string(p.of(i, i+1))
	}
	return n
}

// place is the path of an element, as far as a reader needs it to find it.
func (p *page) place(n *html.Node) string {
	var parts []string
	for n != nil && n.Type == html.ElementNode && len(parts) < 4 {
		s := n.Data
		if len(s) > 40 {
			s = s[:40]
		}
		if id := attribute(n, "id"); id != "" && len(id) < 60 && !strings.ContainsAny(id, " \t\n") {
			s += "#" + id
		} else if class, _, _ := strings.Cut(strings.TrimSpace(attribute(n, "class")), " "); class != "" && len(class) < 60 {
			s += "." + class
		}
		parts = append(parts, s)
		n = n.Parent
	}
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return strings.Join(parts, " > ")
}
