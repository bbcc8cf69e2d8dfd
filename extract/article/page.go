package article

import (
	"strconv"

	"golang.org/x/net/html"

	"dateline/corpus"
)

// html extracts from a page.
func (s *Stage) html(d *corpus.Document) {
	p := readFor(d.Raw.Data, s.mode == Keep, !s.leave.Has(corpus.LayerOrigin))
	m := describe(p.tree.root)
	told := ""
	if s.rules(p, &m, d); s.mode != Keep {
		said := sayings(m.linked.body)
		p.classify(d.Title, said)
		p.rescue()
		told = p.testify(m.linked.body, said)
	}
	p.chronicle(&m)
	p.fill(d, &m)
	p.assemble(d, s.leave)
	if told != "" {
		d.Text, d.Origin = told, nil
	}
	if at := p.tree.cut; at >= 0 && !s.leave.Has(corpus.LayerDropped) {
		d.Dropped = append(d.Dropped, corpus.Dropped{Place: strconv.Itoa(at) + "-" + strconv.Itoa(len(d.Raw.Data)), Reason: Limit.String()})
	}
	d.Lang = m.lang
	d.Dateline = datelineOf(d.Text)
}

// rules decide by form, names and place which blocks are the article.
func (s *Stage) rules(p *page, m *metadata, d *corpus.Document) {
	p.dayFirst = !monthFirst(d.URL, m.lang)
	p.rate()
	if d.Title == "" {
		d.Title = p.headline(m)
	}
	if s.mode == Keep {
		out := p.condemned()
		for i := range p.blocks {
			if b := &p.blocks[i]; out[b.box] == Hidden {
				b.reason = Hidden
			}
		}
		return
	}
	p.title = letters(d.Title)
	p.description = letters(html.UnescapeString(m.get("og:description", "description", "twitter:description")))
	p.learnt(s.known, d.URL, func(i int) { p.blocks[i].reason = Learnt })
	p.sift()
}
