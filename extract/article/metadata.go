package article

import (
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

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
}

// timeElement is a time element, or one that gives its date by an attribute.
type timeElement struct {
	node    *html.Node
	value   string // datetime attribute
	text    string
	marked  bool // the page says that it is the publication date
	changed bool // the page says that it is the date of a change
}

var (
	metaElements   = cascadia.MustCompile("meta")
	linkElements   = cascadia.MustCompile("link")
	scriptElements = cascadia.MustCompile("script")
	titleElements  = cascadia.MustCompile("title")
	timeElements   = cascadia.MustCompile("time, abbr.published, [itemprop=datePublished], [itemprop='datePublished dateModified'], [data-published-ts], [data-timestamp], [data-datetime]")
)

// describe reads the metadata of a tree.
func describe(root *html.Node) metadata {
	doc := goquery.NewDocumentFromNode(root)
	m := metadata{meta: map[string]string{}, rank: -1}
	doc.FindMatcher(metaElements).Each(func(_ int, s *goquery.Selection) {
		n := s.Nodes[0]
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
	})
	doc.FindMatcher(linkElements).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		if strings.EqualFold(attribute(s.Nodes[0], "rel"), "canonical") {
			m.canonical = strings.TrimSpace(attribute(s.Nodes[0], "href"))
		}
		return m.canonical == ""
	})
	m.title = tidy(doc.FindMatcher(titleElements).First().Text())
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if m.lang = attribute(n, "lang"); m.lang == "" {
			m.lang = attribute(n, "xml:lang")
		}
	}
	doc.FindMatcher(scriptElements).Each(func(_ int, s *goquery.Selection) {
		if n := s.Nodes[0]; n.FirstChild != nil && isLinkedData(n) {
			linkedData(n.FirstChild.Data, m.offer)
		}
	})
	doc.FindMatcher(timeElements).Each(func(_ int, s *goquery.Selection) {
		if len(m.times) >= 100 {
			return
		}
		n := s.Nodes[0]
		if n.Data == "meta" {
			return
		}
		t := timeElement{node: n, text: tidy(s.Text())}
		for _, key := range []string{"datetime", "content", "data-published-ts", "data-timestamp", "data-datetime", "title"} {
			if t.value = strings.TrimSpace(attribute(n, key)); t.value != "" {
				break
			}
		}
		names := strings.ToLower(attribute(n, "itemprop") + " " + attribute(n, "class") + " " + attribute(n, "id") + " " + attribute(n.Parent, "class"))
		t.marked = strings.Contains(names, "publish")
		t.changed = !t.marked && (strings.Contains(names, "modif") || strings.Contains(names, "update"))
		t.marked = t.marked || hasAttribute(n, "pubdate") || hasAttribute(n, "data-published-ts")
		m.times = append(m.times, t)
	})
	return m
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
		d.Publisher = m.publisher()
	}
	if d.Published == "" {
		if x, ok := p.publication(d, m); ok {
			d.Published = x.String()
		}
	}
	if len(d.Byline) == 0 {
		d.Byline = p.byline(m, d.Publisher)
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
