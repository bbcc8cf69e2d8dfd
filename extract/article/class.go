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
	var v verdict
	switch n.DataAtom {
	case atom.Html, atom.Body:
		return v
	case atom.Nav:
		v.why, v.strong = Navigation, true
	case atom.Footer:
		v.why, v.strong = Site, true
	case atom.Aside:
		v.why, v.strong = Sidebar, true
	case atom.Figcaption, atom.Caption:
		v.why, v.strong = Caption, true
	case atom.Button, atom.Input, atom.Option, atom.Optgroup:
		// The title of a part that opens and closes is a button, too.
		if isHeading(n.Parent.DataAtom) || hasAttribute(n, "aria-expanded") {
			return v
		}
		return verdict{why: Control, strong: true}
	case atom.Figure:
		if !contains(n, atom.Table, 3) && !contains(n, atom.Pre, 2) {
			v.why = Caption
		}
	case atom.Form:
		v.why = Control
	}
	if p.pre > 0 {
		return v // the names in code are about the code
	}
	main := n.DataAtom == atom.Main
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "hidden":
			return verdict{why: Hidden, strong: true}
		case "aria-hidden":
			if a.Val == "true" && kinds[n.DataAtom]&isBlock == 0 {
				return verdict{why: Hidden}
			}
		case "style":
			if hidesBy(a.Val) {
				return verdict{why: Hidden}
			}
		case "role":
			switch a.Val {
			case "navigation", "menu", "menubar", "tablist", "toolbar":
				v.why, v.strong = Navigation, true
			case "banner", "contentinfo", "search":
				v.why, v.strong = Site, true
			case "complementary":
				v.why, v.strong = Sidebar, true
			case "button", "menuitem", "tab", "switch":
				v.why, v.strong = Control, true
			case "dialog", "alertdialog":
				v.why, v.strong = Hidden, true
			case "main":
				main = true
			}
		case "itemprop":
			if a.Val == "articleBody" {
				v.body = true
			}
			fallthrough
		default:
			if !speaking[a.Key] || a.Val == "" {
				continue
			}
			// The ids of headings and paragraphs are made of their words.
			if a.Key == "id" && (isHeading(n.DataAtom) || n.DataAtom == atom.P || n.DataAtom == atom.Span || n.DataAtom == atom.Li) {
				continue
			}
			w, ok := p.names[a.Val]
			if !ok {
				w = judgeNames(a.Val)
				p.names[a.Val] = w
			}
			v.body = v.body || w.body
			v.lead = v.lead || w.lead
			if v.why == Kept || w.why != Kept && !v.strong {
				v.why = w.why
			}
		}
	}
	if main || (v.body || v.lead) && !v.strong {
		return verdict{body: v.body, lead: v.lead}
	}
	// A heading that is named for the list of contents is a heading still.
	if v.why == Navigation && isHeading(n.DataAtom) {
		v.why = Kept
	}
	switch v.why {
	case Caption, Share, Related, Newsletter, Advert, Comments, Byline, Author, Published:
		v.standsAlone = n.DataAtom != atom.A
	}
	return v
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
	for i, name := range strings.Fields(value) {
		if i >= 40 || len(name) > 80 {
			continue
		}
		r, body := judgeName(name)
		if body {
			v.body = true
		} else if r == leadWord {
			v.lead = true
		} else if v.why == Kept {
			v.why = r
		}
	}
	return v
}

func judgeName(name string) (why Reason, body bool) {
	var parts [16]string
	n := nameParts(name, parts[:])
	if n == 0 {
		return
	}
	switch parts[0] {
	case "has", "with", "no", "without", "not", "hide", "show", "enable", "disable", "js", "wp", "is", "single", "page", "category", "tag", "format", "type":
		// These say what a page has or how it is made, more often than what the element is.
		if parts[0] != "wp" && parts[0] != "is" && parts[0] != "js" && parts[0] != "page" && parts[0] != "single" {
			return
		}
	}
	for i := 0; i < n; {
		found := false
		for k := min(longestWord, n-i); k > 0; k-- {
			r, ok := classWords[strings.Join(parts[i:i+k], "-")]
			if !ok {
				continue
			}
			if r == bodyWord {
				why, body = Kept, true
			} else {
				why, body = r, false
			}
			i += k
			found = true
			break
		}
		if !found {
			i++
		}
	}
	return
}

// nameParts cuts a name at marks and camel humps into lower-case parts.
func nameParts(name string, to []string) int {
	n := 0
	start := 0
	cut := func(end int) {
		if end > start && n < len(to) {
			to[n] = strings.ToLower(name[start:end])
			n++
		}
	}
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case c >= 'A' && c <= 'Z':
			if i > start && name[i-1] >= 'a' && name[i-1] <= 'z' {
				cut(i)
				start = i
			}
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c >= 0x80:
		default:
			cut(i)
			start = i + 1
		}
	}
	cut(len(name))
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
