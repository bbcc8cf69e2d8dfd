package article

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// separators stand between a headline and the name of a site.
var separators = []string{" | ", " - ", " – ", " — ", " · ", " » ", " « ", " :: ", " || ", " • ", " › ", " ‹ ", " ― ", " ¦ ", "｜", " // ", " / ", ": ", " ~ ", " > ", " -- "}

// bareSeparators are how many of the separators part a site's name from a headline
// where that name is not known.
const bareSeparators = 9

// noTitles are titles that name no article, as letters.
var noTitles = map[string]bool{"home": true, "homepage": true, "startseite": true, "untitled": true, "untitleddocument": true, "index": true, "news": true, "article": true, "blog": true, "accueil": true, "inicio": true, "null": true, "undefined": true}

// headline finds the article's title. The page's headings, og:title, JSON-LD
// and the title element are heard; a form that two of them share wins.
func (p *page) headline(m *metadata) string {
	site := letters(m.publisher())
	og := withoutSite(plainTitle(m.get("og:title")), site)
	twitter := withoutSite(plainTitle(m.get("twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline", "title")), site)
	ld := plainTitle(m.linked.headline)
	if m.rank < 2 {
		ld = withoutSite(ld, site)
	}
	whole := letters(m.title)
	heads := slices.DeleteFunc(p.headings(), func(h heading) bool { return h.letters == whole && isMasthead(h.text, og) })
	var h1 []string
	for _, h := range heads {
		if h.level == 1 && !noTitles[h.letters] {
			h1 = append(h1, h.text)
		}
	}
	if len(h1) == 0 && og == "" && ld == "" {
		if h := p.visibleHeadline(m.title); h != "" {
			return h
		}
	}
	o, l, t := letters(og), letters(ld), letters(twitter)
	// A heading that other data know, the main ones first.
	for _, main := range [...]bool{true, false} {
		for _, h := range heads {
			if (h.level == 1) == main && h.letters != site && !noTitles[h.letters] && (h.letters == o || h.letters == l || h.letters == t || main && h.letters == whole) && (main || len(h.letters) >= 8) {
				return h.text
			}
		}
	}
	if h := inTitle(heads, whole, site); h != "" {
		return h
	}
	for _, h := range h1 {
		l := letters(h)
		if len(l) >= 12 && (strings.HasPrefix(o, l) || strings.HasPrefix(l, o) && len(og) > 12) {
			return h
		}
	}
	if len(h1) == 1 && letters(h1[0]) != site && len(strings.Fields(h1[0])) >= 3 {
		if head := besideSite(m.title, h1[0]); head != "" {
			return head
		}
		return h1[0]
	}
	for _, s := range []string{og, ld, twitter, withoutSite(m.title, site)} {
		if l := letters(s); l != "" && l != site && !noTitles[l] {
			return s
		}
	}
	if len(h1) > 0 {
		return h1[0]
	}
	return tidy(m.title)
}

// isMasthead reports whether a heading that is all of the title element is the site's name,
// as a longer title in the page's data that has nothing of it tells.
func isMasthead(heading, given string) bool {
	return len(strings.Fields(heading)) <= 3 && len(strings.Fields(given)) >= 4 && !strings.Contains(letters(given), letters(heading))
}

// besideSite is the part of a title element before the name of the site, where the page's
// heading is that name in full and no headline; otherwise it is empty.
func besideSite(title, heading string) string {
	for _, sep := range separators[:bareSeparators] {
		i := strings.LastIndex(title, sep)
		if i <= 0 {
			continue
		}
		head, site := strings.TrimSpace(title[:i]), letters(title[i+len(sep):])
		if len(strings.Fields(head)) >= 3 && len(site) >= 3 && strings.HasSuffix(letters(heading), site) && shared(head, heading)*2 <= len(strings.Fields(heading)) {
			return head
		}
	}
	return ""
}

// shared is how many words of four letters and more of a second title the first has.
func shared(a, b string) int {
	words := map[string]bool{}
	for w := range strings.FieldsSeq(a) {
		if w = letters(w); len(w) >= 4 {
			words[w] = true
		}
	}
	n := 0
	for w := range strings.FieldsSeq(b) {
		if words[letters(w)] {
			n++
		}
	}
	return n
}

// plainTitle is a title of the page's data on one line. Programs encode some twice.
func plainTitle(s string) string {
	s = html.UnescapeString(s)
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return tidy(s)
}

// heading is a heading above or near the start of the text.
type heading struct {
	text, letters string
	level         int
}

// maxHeadings are how many main headings, and how many others, are heard.
const maxHeadings = 40

// headings are the headings down to level 4 that stand above the text, or among its
// first paragraphs.
func (p *page) headings() []heading {
	var heads []heading
	text, major, minor := 0, 0, 0
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.score > 40 {
			text++
		}
		if b.level == 0 || b.level > 4 || b.level > 1 && text > 2 || b.words == 0 || b.words >= 60 {
			continue
		}
		n := &minor
		if b.level == 1 {
			n = &major
		}
		if *n++; *n > maxHeadings {
			continue
		}
		line := p.line(b)
		heads = append(heads, heading{line, letters(line), b.level})
	}
	return heads
}

// inTitle is the heading that is a part of the title element. A blog's name may be a
// main heading too, and the headline a smaller one below: of two that share the
// title between them, the lower one is the headline.
func inTitle(heads []heading, title, site string) string {
	best, size := "", 0
	for _, h := range heads {
		l := h.letters
		if l == "" || l == site || len(l) < 8 && l != title || noTitles[l] {
			continue
		}
		first, last := strings.HasPrefix(title, l), strings.HasSuffix(title, l)
		if !first && !last && (h.level > 1 || len(l) < 12 || !strings.Contains(title, l)) {
			continue
		}
		if h.level > 1 && len(l) < 12 && best == "" && l != title {
			continue
		}
		// A name of a section after the headline is shorter.
		if best == "" || len(strings.Fields(h.text)) >= 3 && size+len(l) <= len(title) && letters(best) != l {
			best, size = h.text, len(l)
		}
	}
	return best
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
		for _, sep := range separators[:bareSeparators] {
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

// siteInTitle is the name of the site that a title element adds to the headline, or
// empty.
func siteInTitle(title, headline string) string {
	if headline == "" {
		return ""
	}
	for _, sep := range separators {
		if i := strings.LastIndex(title, sep); i > 0 && sep != " / " {
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
