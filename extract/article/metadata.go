package article

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	base      string // address against which the page's own ones count
	title     string
	lang      string
	times     []timeElement
	linked    linked
	rank      int
	around    []*html.Node // what the headline and the text stand in
	named     []*html.Node // elements that the page's names call the author
	// linkedNames are links to pages about authors.
	linkedNames []*html.Node
}

// timeElement is a time element, or one that gives its date by an attribute.
type timeElement struct {
	node   *html.Node
	value  string // datetime attribute
	text   string
	marked bool // the page says that it is the publication date
	change bool // the page says that it is the date of a change
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
	case atom.Meta, atom.Link, atom.Title, atom.Script, atom.Time, atom.Base:
		return true
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "itemprop":
			if strings.Contains(a.Val, "datePublished") || strings.Contains(a.Val, "author") {
				return true
			}
		case "rel":
			if hasName(a.Val, authorRel) {
				return true
			}
		case "href":
			if n.DataAtom == atom.A && isAuthorPage(a.Val) {
				return true
			}
		case "data-published-ts", "data-timestamp", "data-datetime":
			return true
		case "class":
			if isAuthorClass(a.Val) {
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

var authorRel = map[string]bool{"author": true}

// authorClasses are class names of elements that hold the name of the author, and
// authorEndings ends of such names.
var (
	authorClasses = map[string]bool{"author": true, "byline": true}
	authorEndings = []string{"byline-name", "author-name", "byline__name", "author__name", "authorname", "entry-author", "post-author", "article-author", "story-author", "byline-author", "byline__author"}
)

// isAuthorClass reports whether a class attribute calls an element the author.
func isAuthorClass(value string) bool {
	if len(value) > 300 || !strings.Contains(value, "uthor") && !strings.Contains(value, "yline") {
		return false
	}
	for name := range strings.FieldsSeq(value) {
		if authorClasses[name] {
			return true
		}
		for _, end := range authorEndings {
			if len(name) >= len(end) && strings.EqualFold(name[len(name)-len(end):], end) {
				return true
			}
		}
	}
	return false
}

// isAuthorPage reports whether an address is that of a page about an author.
func isAuthorPage(href string) bool {
	i := strings.Index(href, "/author")
	if i < 0 {
		return false
	}
	_, name, ok := strings.Cut(href[i+1:], "/")
	return ok && len(name) > 3
}

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
		case atom.Base:
			if m.base == "" {
				m.base = strings.TrimSpace(attribute(n, "href"))
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
		list := &m.named
		if n.DataAtom == atom.A && !strings.Contains(item, "author") && !hasName(attribute(n, "rel"), authorRel) && !isAuthorClass(attribute(n, "class")) {
			list = &m.linkedNames
		}
		if len(*list) < 20 {
			*list = append(*list, n)
		}
		return
	}
	if len(m.times) >= 100 {
		return
	}
	t.text = tidy(textOf(n))
	published, changed := dateNames(n)
	t.marked = published || hasAttribute(n, "pubdate") || hasAttribute(n, "data-published-ts")
	t.change = changed && !t.marked
	m.times = append(m.times, t)
}

// dateNames reports what the names of an element, or of the two around it, call its
// date. Names that speak of both say nothing, as long as there is more around.
func dateNames(n *html.Node) (published, changed bool) {
	for up := 0; up < 3 && n != nil && n.Type == html.ElementNode; up++ {
		p, c := false, false
		for i := range n.Attr {
			switch a := &n.Attr[i]; a.Key {
			case "class", "id", "itemprop":
				p = p || holdsFold(a.Val, "publish") || holdsFold(a.Val, "posted")
				c = c || holdsFold(a.Val, "modif") || holdsFold(a.Val, "update")
			}
		}
		if p != c {
			return p, c
		}
		published = published || p
		n = n.Parent
	}
	return published, false
}

// holdsFold reports whether a name holds a word in small letters, or with a
// capital.
func holdsFold(name, word string) bool {
	return strings.Contains(name, word[1:]) && strings.Contains(strings.ToLower(name), word)
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
		if m.linked.modified == "" {
			m.linked.modified = l.modified
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
	if l.site == "" {
		m.linked.site = old.site
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
	var room [256]byte
	b := room[:0]
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c = letterOf[c]; c != 0 {
				b = append(b, c)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r = wideLetterOf(r); r >= 0 {
			b = utf8.AppendRune(b, r)
		}
		i += n
	}
	return string(b)
}

// hasLetters reports whether letters of a text are these.
func hasLetters(s, these string) bool {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c = letterOf[c]; c != 0 {
				if these == "" || these[0] != c {
					return false
				}
				these = these[1:]
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r = wideLetterOf(r); r >= 0 {
			var b [utf8.UTFMax]byte
			rest, ok := strings.CutPrefix(these, string(utf8.AppendRune(b[:0], r)))
			if !ok {
				return false
			}
			these = rest
		}
		i += n
	}
	return these == ""
}

// letterOf is the small letter of an ASCII letter, a digit as it is, and 0 for other bytes.
var letterOf = func() (t [utf8.RuneSelf]byte) {
	for c := byte('0'); c <= '9'; c++ {
		t[c] = c
	}
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = c, c
	}
	return t
}()

// wideLetterOf is the same of what is not ASCII, and -1 for marks.
func wideLetterOf(r rune) rune {
	if r >= 0x2000 && r < 0x2070 || r == 0xa0 || r == 0xab || r == 0xbb {
		return -1
	}
	return toLower(r)
}

func toLower(r rune) rune {
	for _, x := range strings.ToLower(string(r)) {
		return x
	}
	return r
}

// fill sets the document's metadata where the input has not.
func (p *page) fill(d *corpus.Document, m *metadata) {
	m.around = p.surroundings()
	if d.Canonical == "" {
		d.Canonical = m.address(d.URL)
	}
	if d.Publisher == "" {
		d.Publisher = p.publisher(m, d)
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

// surroundings are the elements that the headline and the start of the text
// stand in.
func (p *page) surroundings() []*html.Node {
	var around []*html.Node
	from := func(block int) {
		for n := p.boxes[p.blocks[block].box].node; n != nil; n = n.Parent {
			around = append(around, n)
		}
	}
	if head := p.headAt(); head >= 0 {
		from(head)
	}
	for i := range p.blocks {
		if b := &p.blocks[i]; b.reason == Kept && b.score > 20 {
			from(i)
			break
		}
	}
	return around
}

// partOf is the reason for which a node is in a part of the page that is not
// about the article: comments, teasers, the site's own lines; or Kept. What holds
// the article is no such part, whatever its names say.
func (p *page) partOf(n *html.Node, around []*html.Node) Reason {
	for ; n != nil; n = n.Parent {
		if n.Type != html.ElementNode {
			continue
		}
		if slices.Contains(around, n) {
			return Kept
		}
		if t := attribute(n, "itemtype"); strings.HasSuffix(t, "/Comment") || strings.HasSuffix(t, "/UserComments") || strings.HasSuffix(t, "/Answer") {
			return Comments
		}
		switch w := p.judge(n).why; w {
		case Comments, Related, Site, Sidebar, Navigation, Advert:
			return w
		}
	}
	return Kept
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
	u.Fragment = ""
	return u.String()
}

// address is the canonical address that the page gives. A link that leads to the
// site's first page is no article's, unless the page came from there.
func (m *metadata) address(page string) string {
	base := absolute(m.base, page)
	if base == "" {
		base = page
	}
	first := ""
	for _, ref := range append([]string{m.canonical, m.get("og:url", "twitter:url")}, m.linked.urls...) {
		u := absolute(ref, base)
		if u == "" {
			continue
		}
		if !isRoot(u) || isRoot(page) {
			return u
		}
		if first == "" && page == "" {
			first = u
		}
	}
	return first
}

// isRoot reports whether an address is that of a site's first page.
func isRoot(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == ""
}

// names are the names under which the page's data give its site, best first.
func (m *metadata) names() []string {
	var names []string
	for _, s := range []string{m.get("og:site_name"), m.linked.publisher, m.linked.site, m.get("publisher", "dc.publisher", "dcterms.publisher", "application-name", "apple-mobile-web-app-title", "copyright-holder", "cre")} {
		if s = plainTitle(s); s != "" && len(s) < 100 && !strings.HasPrefix(s, "http") && !strings.HasPrefix(s, "by ") {
			names = append(names, s)
		}
	}
	return names
}

// publisher is the name of the site as the page's data give it.
func (m *metadata) publisher() string {
	for _, s := range m.names() {
		return s
	}
	return ""
}

// publisher is the name of the site: of the names in the page's data the first that
// agrees with the address, or the first; else the part that the title element adds
// to the headline, if the address or another line agrees; else who has the copyright.
func (p *page) publisher(m *metadata, d *corpus.Document) string {
	host := hostOf(d.Canonical)
	if host == "" {
		host = hostOf(d.URL)
	}
	names := m.names()
	for _, s := range names {
		if agrees(s, host) && !isHost(s) {
			return withoutMotto(s, host)
		}
	}
	for _, s := range names {
		if !isHost(s) {
			return withoutMotto(s, host)
		}
	}
	site := siteInTitle(m.title, d.Title)
	if site != "" && (agrees(site, host) || isDomain(site) || !isPerson(site) && (host == "" && len(strings.Fields(site)) <= 3 || p.says(site))) {
		return withoutMotto(site, host)
	}
	if owner := p.owner(host); owner != "" {
		return owner
	}
	if len(names) > 0 {
		return names[0]
	}
	if s := strings.TrimPrefix(m.get("twitter:site"), "@"); s != "" && agrees(s, host) {
		return s
	}
	return ""
}

// isHost reports whether a name is no more than an address.
func isHost(s string) bool {
	return strings.HasPrefix(s, "www.") || !strings.Contains(s, " ") && strings.Count(s, ".") > 1
}

// isDomain reports whether a name is a domain, as "example.org".
func isDomain(s string) bool {
	i := strings.LastIndexByte(s, '.')
	if i < 2 || strings.Contains(s, " ") {
		return false
	}
	switch strings.ToLower(s[i+1:]) {
	case "com", "org", "net", "info", "co", "eu":
		return true
	}
	return clocks[strings.ToLower(s[i+1:])] != clock{}
}

// agrees reports whether an address is that of a site with this name: it holds its
// letters or one of its longer words, or its initials.
func agrees(name, host string) bool {
	host = strings.TrimPrefix(host, "www.")
	n := letters(name)
	if len(n) < 2 || host == "" {
		return false
	}
	if strings.Contains(letters(host), n) {
		return true
	}
	if i := strings.LastIndexByte(host, '.'); i > 0 {
		host = host[:i]
	}
	h := letters(host)
	if len(h) > 1 && strings.Contains(n, h) {
		return true
	}
	var initials strings.Builder
	for w := range strings.FieldsSeq(name) {
		l := letters(w)
		if len(l) >= 5 && strings.Contains(h, l) {
			return true
		}
		if l != "" {
			_, n := utf8.DecodeRuneInString(l)
			initials.WriteString(l[:n])
		}
	}
	return initials.Len() > 1 && strings.HasPrefix(h, initials.String())
}

// withoutMotto takes off what a site says about itself behind its name.
func withoutMotto(name, host string) string {
	for _, sep := range separators[:bareSeparators] {
		first, rest, ok := strings.Cut(name, sep)
		if first = strings.TrimSpace(first); !ok || len(first) < 2 {
			continue
		}
		if rest = strings.TrimSpace(rest); agrees(rest, host) && !agrees(first, host) {
			return withoutMotto(rest, host)
		}
		return first
	}
	return name
}

// says reports whether one of the first or last lines of the page is a text.
func (p *page) says(text string) bool {
	l := letters(text)
	if l == "" {
		return false
	}
	for i := range p.blocks {
		if i == topLines {
			i = max(i, len(p.blocks)-topLines)
		}
		b := &p.blocks[i]
		if b.words > 0 && b.words < 12 && b.len() < 2*len(text)+10 && letters(p.line(b)) == l {
			return true
		}
	}
	return false
}

// topLines are how many lines of a page's start and end may hold its masthead or
// its legal notes.
const topLines = 40

// owner is who has the copyright, as one of the last lines says: "© 2016 Example
// News. All rights reserved."
func (p *page) owner(host string) string {
	for i := len(p.blocks) - 1; i >= 0 && i >= len(p.blocks)-topLines; i-- {
		b := &p.blocks[i]
		if b.words < 2 || b.words > 40 || b.reason == Comments || b.reason == Caption {
			continue
		}
		// The name of a person is that of a site if it has its address or is a company's.
		if owner, company := ownerIn(p.line(b)); owner != "" && (company || !isPerson(owner) || agrees(owner, host)) {
			return owner
		}
	}
	return ""
}

// ownerIn is who has the copyright by a line that begins with the sign or the word
// for it and names a year, or empty; company says that it is a company by its form.
func ownerIn(line string) (owner string, company bool) {
	rest, found, dated := line, false, false
	for again := true; again; {
		again = false
		rest = strings.TrimLeft(rest, " ,-–:;.")
		for _, sign := range [...]string{"©", "(c)", "(C)", "Copyright", "COPYRIGHT", "copyright"} {
			if after, ok := strings.CutPrefix(rest, sign); ok {
				rest, found, again = after, true, true
			}
		}
		if len(rest) >= 4 && (rest[:2] == "19" || rest[:2] == "20") && twoDigits(rest[2:]) >= 0 && (len(rest) == 4 || rest[4] < '0' || rest[4] > '9') {
			rest, dated, again = rest[4:], true, true
		}
		if after, ok := strings.CutPrefix(rest, "by "); ok && found {
			rest, again = after, true
		}
	}
	if !found || !dated {
		return "", false
	}
	if i := strings.IndexAny(rest, "|•·©;–—("); i >= 0 {
		rest = rest[:i]
	}
	for _, end := range [...]string{". ", ", ", " All ", " all ", " ALL ", " - "} {
		rest, _, _ = strings.Cut(rest, end)
	}
	for _, form := range [...]string{" LLC", " Ltd", " Inc", " GmbH", " Limited", " Co."} {
		var ok bool
		rest, _, ok = strings.Cut(rest, form)
		company = company || ok
	}
	rest = strings.Trim(rest, " .,")
	words := strings.Fields(rest)
	if len(words) == 0 || len(words) > 6 || len(rest) < 3 || strings.ContainsAny(rest, "0123456789@:/") {
		return "", false
	}
	if r, _ := utf8.DecodeRuneInString(rest); !unicode.IsUpper(r) || strings.EqualFold(words[0], "all") {
		return "", false
	}
	return rest, company
}
