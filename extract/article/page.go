package article

import (
	"strconv"

	"golang.org/x/net/html"

	"dateline/corpus"
)

// html extracts from a page.
func (s *Stage) html(d *corpus.Document) {
	p := read(d.Raw.Data, s.mode == Keep)
	m := describe(p.tree.root)
	p.dayFirst = !monthFirst(d.URL, m.lang)
	p.rate()
	if d.Title == "" {
		d.Title = p.headline(&m)
	}
	if s.mode == Keep {
		out := p.condemned()
		for i := range p.blocks {
			if b := &p.blocks[i]; out[b.box] == Hidden {
				b.reason = Hidden
			}
		}
	} else {
		p.title = letters(d.Title)
		p.description = letters(html.UnescapeString(m.get("og:description", "description", "twitter:description")))
		p.sift()
	}
	p.fill(d, &m)
	p.assemble(d)
	if at := p.tree.cut; at >= 0 {
		d.Dropped = append(d.Dropped, corpus.Dropped{Place: strconv.Itoa(at) + "-" + strconv.Itoa(len(d.Raw.Data)), Reason: Limit.String()})
	}
	d.Lang = m.lang
	d.Dateline = datelineOf(d.Text)
}

// partOf is the reason for which a node is in a part of the page that is not
// about the article: comments, teasers, the site's own lines; or Kept.
func (p *page) partOf(n *html.Node) Reason {
	for ; n != nil; n = n.Parent {
		if n.Type != html.ElementNode {
			continue
		}
		switch w := p.judge(n).why; w {
		case Comments, Related, Site, Sidebar, Navigation, Advert:
			return w
		}
	}
	return Kept
}
