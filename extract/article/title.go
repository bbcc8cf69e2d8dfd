package article

import (
	"strings"

	"golang.org/x/net/html"
)

// separators stand between a headline and the name of a site.
var separators = []string{" | ", " - ", " – ", " — ", " · ", " » ", " « ", " :: ", " • ", " // ", " / ", ": ", " ~ ", " > "}

// headline finds the article's title. The page's main heading, og:title, JSON-LD
// and the title element are heard; a form that two of them share wins.
func (p *page) headline(m *metadata) string {
	var h1 []string
	for i := range p.blocks {
		if b := &p.blocks[i]; b.level == 1 && b.words > 0 && b.words < 60 && len(h1) < 10 {
			h1 = append(h1, p.line(b))
		}
	}
	site := letters(m.publisher())
	og := withoutSite(tidy(html.UnescapeString(m.get("og:title"))), site)
	twitter := withoutSite(tidy(html.UnescapeString(m.get("twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline", "title"))), site)
	ld := tidy(html.UnescapeString(m.linked.headline))
	if m.rank < 2 {
		ld = withoutSite(ld, site)
	}
	page := letters(m.title)
	if len(h1) == 0 && og == "" && ld == "" {
		if h := p.visibleHeadline(m.title); h != "" {
			return h
		}
	}
	// A main heading that another witness knows.
	for _, h := range h1 {
		l := letters(h)
		if l == "" || l == site {
			continue
		}
		if l == letters(og) || l == letters(ld) || l == letters(twitter) || len(l) >= 12 && strings.Contains(page, l) {
			return h
		}
	}
	for _, h := range h1 {
		l := letters(h)
		if len(l) >= 12 && (strings.HasPrefix(letters(og), l) || strings.HasPrefix(l, letters(og)) && len(og) > 12) {
			return h
		}
	}
	if len(h1) == 1 && letters(h1[0]) != site && len(strings.Fields(h1[0])) >= 3 {
		return h1[0]
	}
	for _, s := range []string{og, ld, twitter} {
		if s != "" && letters(s) != site {
			return s
		}
	}
	if s := withoutSite(m.title, site); s != "" {
		return s
	}
	if len(h1) > 0 {
		return h1[0]
	}
	return ""
}

// withoutSite takes the site's name off the end or the start of a title. Where the
// name is not known, a short last part behind a bar or a dash is one.
func withoutSite(title, site string) string {
	for _, sep := range separators {
		if i := strings.LastIndex(title, sep); i > 0 {
			head, last := strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+len(sep):])
			l := letters(last)
			if site != "" && (l == site || strings.Contains(l, site) && len(l) < len(site)+20 || len(l) > 3 && strings.Contains(site, l)) {
				return withoutSite(head, site)
			}
		}
		if i := strings.Index(title, sep); i > 0 && site != "" && letters(title[:i]) == site {
			return strings.TrimSpace(title[i+len(sep):])
		}
	}
	if site == "" {
		for _, sep := range separators[:5] {
			if i := strings.LastIndex(title, sep); i > 0 {
				head, last := title[:i], title[i+len(sep):]
				if len(strings.Fields(last)) <= 4 && len(strings.Fields(head)) >= 3 {
					return strings.TrimSpace(head)
				}
			}
		}
	}
	return title
}

// siteOf is the name of the site that a title element adds to the headline, or
// empty.
func siteOf(title, headline string) string {
	if headline == "" {
		return ""
	}
	for _, sep := range separators[:8] {
		if i := strings.LastIndex(title, sep); i > 0 {
			head, last := strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+len(sep):])
			if sameWords(head, headline) && last != "" && len(strings.Fields(last)) <= 5 {
				return last
			}
		}
		if first, rest, ok := strings.Cut(title, sep); ok && sameWords(rest, headline) && len(strings.Fields(first)) <= 5 {
			return strings.TrimSpace(first)
		}
	}
	return ""
}

// visibleHeadline finds the headline of a page without headings: the line right
// above the byline, or else the one that shares most words with the title
// element. It is empty when there is none of either kind.
func (p *page) visibleHeadline(title string) string {
	words := map[string]bool{}
	for w := range strings.FieldsSeq(strings.ToLower(title)) {
		words[strings.Trim(w, ".,:;|-–—")] = true
	}
	best, most := "", 0
	last := -1 // the last line that may be a headline
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.score > 40 {
			break
		}
		line := p.line(b)
		if last >= 0 && i-last <= 2 && lineReason(line, b.words, p.dayFirst) == Byline {
			return p.line(&p.blocks[last])
		}
		if b.words < 3 || b.words > 30 || b.links*2 > b.len() || lineReason(line, b.words, p.dayFirst) != Kept || endsSentence([]byte(line)) {
			continue
		}
		last = i
		known := 0
		for w := range strings.FieldsSeq(strings.ToLower(line)) {
			if w = strings.Trim(w, ".,:;|-–—"); len(w) > 2 && words[w] {
				known++
			}
		}
		if known >= 3 && known*2 >= b.words && known > most {
			best, most = line, known
		}
	}
	return best
}
