package article

import (
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus"
)

// metadata is what the page says about its article outside its body.
type metadata struct {
	meta      map[string]string // first content of each meta name, property or itemprop, lower case
	authors   []string          // all contents of author names
	canonical string
	title     string
	lang      string
	times     []timeElement
	linked    linked
	rank      int
	named     []*html.Node // elements that the page's names call the author
}

// timeElement is a time element, or one that gives its date by an attribute.
type timeElement struct {
	node    *html.Node
	value   string // datetime attribute
	text    string
	marked  bool // the page says that it is the publication date
	changed bool // the page says that it is the date of a change
}

// witnesses selects the elements that say something about the article, in one
// pass over the tree.
type witnesses struct{}

var _ goquery.Matcher = witnesses{}

// Match reports whether an element is one of them.
func (witnesses) Match(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Meta, atom.Link, atom.Title, atom.Script, atom.Time:
		return true
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "itemprop":
			if strings.Contains(a.Val, "datePublished") || strings.Contains(a.Val, "author") {
				return true
			}
		case "rel":
			if a.Val == "author" {
				return true
			}
		case "data-published-ts", "data-timestamp", "data-datetime":
			return true
		case "class":
			if hasName(a.Val, authorClasses) {
				return true
			}
		}
	}
	return false
}

// MatchAll lists the witnesses below a node, and the node if it is one.
func (w witnesses) MatchAll(n *html.Node) []*html.Node {
	var found []*html.Node
	for x := n; x != nil; {
		if w.Match(x) {
			found = append(found, x)
		}
		if x.FirstChild != nil {
			x = x.FirstChild
			continue
		}
		for x != n && x.NextSibling == nil {
			x = x.Parent
		}
		if x == n {
			break
		}
		x = x.NextSibling
	}
	return found
}

// Filter keeps the witnesses among nodes.
func (w witnesses) Filter(ns []*html.Node) []*html.Node {
	var found []*html.Node
	for _, n := range ns {
		if w.Match(n) {
			found = append(found, n)
		}
	}
	return found
}

// authorClasses are class names of elements that hold the name of the author.
var authorClasses = map[string]bool{"author": true, "byline": true, "byline-name": true, "author-name": true, "byline__name": true, "entry-author": true}

// hasName reports whether a class attribute holds one of the names.
func hasName(value string, names map[string]bool) bool {
	for name := range strings.FieldsSeq(value) {
		if names[name] {
			return true
		}
	}
	return false
}

// describe reads the metadata of a tree.
func describe(root *html.Node) metadata {
	m := metadata{meta: map[string]string{}, rank: -1}
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if m.lang = attribute(n, "lang"); m.lang == "" {
			m.lang = attribute(n, "xml:lang")
		}
	}
	goquery.NewDocumentFromNode(root).FindMatcher(witnesses{}).Each(func(_ int, s *goquery.Selection) {
		n := s.Nodes[0]
		switch n.DataAtom {
		case atom.Meta:
			m.element(n)
		case atom.Link:
			if m.canonical == "" && strings.EqualFold(attribute(n, "rel"), "canonical") {
				m.canonical = strings.TrimSpace(attribute(n, "href"))
			}
		case atom.Title:
			if m.title == "" {
				m.title = tidy(s.Text())
			}
		case atom.Script:
			if n.FirstChild != nil && isLinkedData(n) {
				linkedData(n.FirstChild.Data, m.offer)
			}
		default:
			m.inBody(s)
		}
	})
	return m
}

// element takes in a meta element.
func (m *metadata) element(n *html.Node) {
	content := strings.TrimSpace(attribute(n, "content"))
	if content == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		k := strings.ToLower(strings.TrimSpace(attribute(n, key)))
		if k == "" {
			continue
		}
		if _, ok := m.meta[k]; !ok {
			m.meta[k] = content
		}
		if authorKeys[k] && len(m.authors) < 20 {
			m.authors = append(m.authors, content)
		}
	}
}

// inBody takes in an element of the body that gives a date or an author.
func (m *metadata) inBody(s *goquery.Selection) {
	n := s.Nodes[0]
	item := attribute(n, "itemprop")
	dated := n.DataAtom == atom.Time || strings.Contains(item, "datePublished")
	t := timeElement{node: n}
	for _, key := range []string{"datetime", "content", "data-published-ts", "data-timestamp", "data-datetime", "title"} {
		if t.value = strings.TrimSpace(attribute(n, key)); t.value != "" {
			dated = dated || strings.HasPrefix(key, "data-")
			break
		}
	}
	if !dated {
		if len(m.named) < 20 {
			m.named = append(m.named, n)
		}
		return
	}
	if len(m.times) >= 100 {
		return
	}
	t.text = tidy(textOf(n))
	names := strings.ToLower(item + " " + attribute(n, "class") + " " + attribute(n, "id"))
	if n.Parent != nil {
		names += " " + strings.ToLower(attribute(n.Parent, "class"))
	}
	t.marked = strings.Contains(names, "publish") || hasAttribute(n, "pubdate") || hasAttribute(n, "data-published-ts")
	t.changed = !strings.Contains(names, "publish") && (strings.Contains(names, "modif") || strings.Contains(names, "update"))
	m.times = append(m.times, t)
}

// offer takes a description in JSON-LD if it is a better one than that before.
func (m *metadata) offer(rank int, l linked) {
	if rank < m.rank {
		return
	}
	if rank == m.rank {
		// The first of a kind is the page's own, but parts may be spread.
		if m.linked.headline != "" && l.headline != "" && !sameWords(m.linked.headline, l.headline) {
			return
		}
		if m.linked.published == "" {
			m.linked.published = l.published
		}
		if m.linked.body == "" {
			m.linked.body = l.body
		}
		if len(m.linked.authors) == 0 {
			m.linked.authors = l.authors
		}
		if m.linked.publisher == "" {
			m.linked.publisher = l.publisher
		}
		if m.linked.headline == "" {
			m.linked.headline = l.headline
		}
		return
	}
	old := m.linked
	m.rank, m.linked = rank, l
	if l.publisher == "" {
		m.linked.publisher = old.publisher
	}
	if l.published == "" {
		m.linked.published = old.published
	}
}

// get is the first of the meta contents that there is.
func (m *metadata) get(keys ...string) string {
	for _, k := range keys {
		if v := m.meta[k]; v != "" {
			return v
		}
	}
	return ""
}

// tidy is a text on one line, with character references resolved, invisible
// characters out and white space folded.
func tidy(s string) string { return string(appendPlain(nil, s)) }

// sameWords reports whether two titles have the same letters and digits.
func sameWords(a, b string) bool { return letters(a) == letters(b) }

// letters is a text without all but letters and digits, in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r < 0x80 || r >= 0x2000 && r < 0x2070 || r == 0xa0 || r == 0xab || r == 0xbb:
			return -1
		}
		return toLower(r)
	}, s)
}

func toLower(r rune) rune {
	for _, x := range strings.ToLower(string(r)) {
		return x
	}
	return r
}

// fill sets the document's metadata where the input has not.
func (p *page) fill(d *corpus.Document, m *metadata) {
	if d.Canonical == "" {
		d.Canonical = absolute(m.canonical, d.URL)
		if d.Canonical == "" {
			d.Canonical = absolute(m.get("og:url"), "")
		}
	}
	if d.Publisher == "" {
		if d.Publisher = m.publisher(); d.Publisher == "" {
			d.Publisher = siteOf(m.title, d.Title)
		}
	}
	if d.Published == "" {
		if x, ok := p.publication(d, m); ok {
			d.Published = x.String()
		}
	}
	if len(d.Byline) == 0 {
		d.Byline = p.byline(m, d.Publisher, d.URL)
	}
}

// absolute is an http address, resolved against a base; or empty.
func absolute(ref, base string) string {
	if ref == "" {
		return ""
	}
	u, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	if !u.IsAbs() {
		b, err := url.Parse(base)
		if err != nil || !b.IsAbs() {
			return ""
		}
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// publisher is the name of the site.
func (m *metadata) publisher() string {
	for _, s := range []string{m.get("og:site_name"), m.linked.publisher, m.get("publisher", "dc.publisher", "dcterms.publisher", "application-name", "copyright-holder", "cre")} {
		if s = tidy(html.UnescapeString(s)); s != "" && len(s) < 100 && !strings.HasPrefix(s, "http") {
			return s
		}
	}
	return ""
}
