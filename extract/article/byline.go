package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// authorKeys are names of meta elements that hold authors.
var authorKeys = map[string]bool{
	"author": true, "article:author": true, "parsely-author": true, "sailthru.author": true, "dc.creator": true, "dcterms.creator": true, "byl": true,
	"citation_author": true, "article:author_name": true, "authors": true, "og:article:author": true, "cxenseparse:author": true, "dc.contributor": true,
}

// byline lists the people who wrote the article.
func (p *page) byline(m *metadata, publisher, url string) []string {
	host := letters(hostOf(url))
	var people []string
	seen := map[string]bool{letters(publisher): true, "": true}
	add := func(s string) {
		for _, name := range peopleOf(s) {
			if k := letters(name); !seen[k] && (host == "" || !strings.Contains(host, k)) {
				seen[k] = true
				people = append(people, name)
			}
		}
	}
	for _, a := range m.linked.authors {
		add(html.UnescapeString(a))
	}
	if len(people) == 0 {
		for _, a := range m.authors {
			add(html.UnescapeString(a))
		}
	}
	for _, n := range m.named {
		if len(people) > 0 {
			break
		}
		if w := p.partOf(n); w == Kept && !p.within(n, Author) {
			add(textOf(n))
		}
	}
	// Lines of the page: those that its names or their form call a byline, then one
	// of names alone beside a date.
	for pass := 0; pass < 2 && len(people) == 0; pass++ {
		for i := range p.blocks {
			b := &p.blocks[i]
			if b.words == 0 || b.words > 14 || b.reason == Kept && p.tree != nil {
				continue
			}
			line := p.line(b)
			if low := strings.ToLower(line); strings.HasPrefix(low, "additional") || strings.HasPrefix(low, "editing") {
				continue
			}
			switch {
			case pass == 0 && (b.reason == Byline || b.reason == Outside && isByline(line, b.words)):
			case pass == 1 && b.reason != Comments && b.reason != Related && p.besideDate(i) && allPeople(line):
			case pass == 1 && b.reason != Comments && b.reason != Related && hasNameAndDate(line, p.dayFirst):
			case pass == 1 && (b.reason == Metadata || b.reason == Published || b.reason == Tags || b.reason == Outside) && strings.Contains(line, "by "):
				_, line, _ = strings.Cut(line, "by ")
			default:
				continue
			}
			if add(line); len(people) > 0 {
				break
			}
		}
	}
	return people
}

// besideDate reports whether the line right before or after a block is a date.
func (p *page) besideDate(i int) bool {
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(p.blocks) {
			if b := &p.blocks[j]; b.reason != Kept && b.words <= 18 && isDateLine(p.line(b), p.dayFirst) {
				return true
			}
		}
	}
	return false
}

// allPeople reports whether a line is one or more names of people and no more.
func allPeople(line string) bool {
	if strings.ContainsAny(line, ".!?:;") {
		return false
	}
	n := 0
	for part := range strings.SplitSeq(strings.NewReplacer(" and ", ",", " & ", ",", " und ", ",", " in ", "|").Replace(line), ",") {
		name, _, _ := strings.Cut(part, "|")
		if !isPerson(strings.TrimSpace(name)) {
			return false
		}
		n++
	}
	return n > 0 && n < 6
}

// hasNameAndDate reports whether a line names somebody and a date, parted by
// bars or dots: "Ann Lee | Oslo | 3 May 2020".
func hasNameAndDate(line string, dayFirst bool) bool {
	i := strings.IndexAny(line, "|•·")
	return i > 0 && isDateLine(line, dayFirst) && isPerson(strings.TrimSpace(line[:i]))
}

// peopleOf reads the people of a byline: "By Ann Lee and Bo Ek in Oslo".
func peopleOf(s string) []string {
	s = tidy(s)
	if len(s) > 200 || strings.Contains(s, "://") || strings.Contains(s, "@") {
		return nil
	}
	if i := strings.IndexAny(s, "|•·"); i > 0 {
		s = s[:i]
	}
	low := strings.ToLower(s)
	for _, by := range []string{"written by ", "posted by ", "reported by ", "from ", "story by ", "words by ", "words: ", "text: ", "by: ", "by ", "von ", "par ", "por ", "di ", "door ", "author: ", "autor: "} {
		if strings.HasPrefix(low, by) {
			s = s[len(by):]
			break
		}
	}
	var out []string
	s = strings.NewReplacer(" and ", ",", " & ", ",", ";", ",", " und ", ",", " et ", ",", " y ", ",", " with ", ",", " / ", ",").Replace(s)
	for n := range strings.SplitSeq(s, ",") {
		n = strings.Trim(n, " .:-–—()")
		if i := strings.Index(n, " in "); i > 0 {
			n = n[:i]
		}
		if isPerson(n) {
			out = append(out, n)
		}
	}
	return out
}

// opensByline reports whether a line begins like a byline.
func opensByline(line string) bool {
	low := strings.ToLower(line[:min(len(line), 12)])
	for _, by := range []string{"by ", "by: ", "from ", "von ", "par ", "por ", "door ", "written by"} {
		if strings.HasPrefix(low, by) {
			return true
		}
	}
	return false
}

// notPeople are words of names that are no person's.
var notPeople = map[string]bool{
	"staff": true, "editor": true, "editors": true, "editorial": true, "desk": true, "team": true, "news": true, "reporter": true, "reporters": true, "correspondent": true,
	"press": true, "agency": true, "agencies": true, "reuters": true, "afp": true, "admin": true, "newsroom": true, "online": true, "redaktion": true, "bureau": true,
	"service": true, "times": true, "post": true, "media": true, "magazine": true, "the": true, "redazione": true, "rédaction": true, "writer": true, "contributor": true,
	"observer": true, "tribune": true, "herald": true, "gazette": true, "courier": true, "chronicle": true, "telegraph": true, "guardian": true, "journal": true, "ledger": true, "daily": true, "wire": true,
	"associated": true, "group": true, "network": true, "tv": true, "radio": true, "com": true, "university": true, "department": true, "office": true, "comments": true, "share": true, "read": true, "min": true, "ago": true, "published": true, "updated": true,
}

// isPerson reports whether a string looks like the name of a person: two to five
// words, nearly all with a capital.
func isPerson(n string) bool {
	words := strings.Fields(n)
	if len(words) < 2 || len(words) > 5 {
		return false
	}
	capitals := 0
	for _, w := range words {
		if notPeople[strings.ToLower(strings.Trim(w, ".,"))] || strings.ContainsAny(w, "0123456789/:@#") {
			return false
		}
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) {
			capitals++
		} else if !unicode.IsLetter(r) {
			return false
		}
	}
	return capitals >= 2 || capitals == len(words)
}

// within reports whether a node stands in an element of a reason.
func (p *page) within(n *html.Node, why Reason) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && p.judge(n).why == why {
			return true
		}
	}
	return false
}

// textOf is the text below a node, up to a few hundred bytes.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil && b.Len() < 300; c = c.NextSibling {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
			} else {
				b.WriteByte(' ')
				walk(c)
			}
		}
	}
	walk(n)
	return b.String()
}
