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
func (p *page) byline(m *metadata, publisher string) []string {
	var people []string
	seen := map[string]bool{letters(publisher): true, "": true}
	add := func(s string) {
		for _, name := range people1(s) {
			if k := letters(name); !seen[k] {
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
	if len(people) == 0 {
		for i := range p.blocks {
			b := &p.blocks[i]
			if b.reason == Byline && b.words <= 14 {
				add(p.line(b))
				if len(people) > 0 {
					break
				}
			}
		}
	}
	return people
}

// people1 reads the people of a byline: "By Ann Lee and Bo Ek in Oslo".
func people1(s string) []string {
	s = tidy(s)
	if len(s) > 200 || strings.Contains(s, "://") || strings.Contains(s, "@") {
		return nil
	}
	if i := strings.IndexAny(s, "|•·"); i > 0 {
		s = s[:i]
	}
	low := strings.ToLower(s)
	for _, by := range []string{"written by ", "posted by ", "reported by ", "story by ", "words by ", "words: ", "text: ", "by: ", "by ", "von ", "par ", "por ", "di ", "door ", "author: ", "autor: "} {
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
	for _, by := range []string{"by ", "von ", "par ", "por ", "door ", "written by"} {
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
