package diff

import (
	"fmt"
	"testing"

	"dateline/corpus"
	"dateline/corpus/page/pagetest"
)

// folder is where pictures of pages are left for people to look at.
const folder = "../../out/diff"

// TestInABrowser looks at the page in a real browser.
func TestInABrowser(t *testing.T) {
	html := pageOf(t, 40, 6, func(i int, new bool) *corpus.Document {
		d := &corpus.Document{ID: fmt.Sprintf("harbour-%02d-of-the-eastern-provinces", i), Title: "Quay first, says Lee", Text: "Ann Lee met Tom Berg in the old hall at Østhavn.\n\nThey left together before the council of Bergen had voted on the matter."}
		actor := "ann-lee"
		if new {
			actor = "a-very-long-name-of-an-actor-that-has-no-place-to-be-broken-within-it:ann"
		}
		end := len("Ann Lee met Tom Berg in the old hall at Østhavn.")
		d.Sentences = []corpus.Sentence{{Span: corpus.Span{Start: 0, End: end}}, {Span: corpus.Span{Start: end + 2, End: len(d.Text)}}}
		d.Entities = []corpus.Entity{{Span: corpus.Span{Start: 0, End: 7}, Text: "Ann Lee", Type: corpus.Person, Actor: actor}, {Span: corpus.Span{Start: 12, End: 20}, Text: "Tom Berg", Type: corpus.Person}}
		// Events of ten months between nine actors; a few have another date, class or actor in the new dataset.
		verb := corpus.Span{Start: 8, End: 11}
		who := func(k int) string {
			return []string{"ann-lee", "bo-ek", "bergen", "the-board", "union", "oslo", "kings-bay", "tom-berg", "parliament"}[k%9]
		}
		for k := range 3 {
			shift := 0
			if new && (i+k)%6 == 0 {
				shift = 1
			}
			d.Events = append(d.Events, corpus.Event{Type: corpus.Accuse, Quad: 1 + (i+k+shift)%4, Realis: corpus.Actual, Trigger: corpus.Phrase{Span: verb, Text: "met"}, Sentence: d.Sentences[0].Span,
				Sources: []corpus.Participant{{Span: d.Entities[0].Span, Actor: who(i * (k + 1))}}, Targets: []corpus.Participant{{Span: d.Entities[1].Span, Actor: who(i + 3*k + 1 + 4*shift)}},
				Date: &corpus.EventDate{Value: fmt.Sprintf("2021-%02d-14", 1+(i+k+shift)%10), Span: verb}, Confidence: 0.7})
		}
		if i%7 == 0 { // a pair that only one of them has
			d.Events[0].Targets[0].Actor = map[bool]string{false: "old-town", true: "new-town"}[new]
		}
		for k := range 9 {
			d.Actors = append(d.Actors, corpus.Actor{ID: who(k), Name: []string{"Ann Lee", "Bo Ek", "Bergen", "The Harbour Board of the Eastern Provinces", "Union of Dockers", "Oslo", "Kings Bay", "Tom Berg", "Parliament"}[k], Type: corpus.Person, Mentions: 1})
		}
		corpus.AssignIDs(d)
		switch {
		case i%5 == 3 && new:
			d.Entities = d.Entities[:1]
		case i >= 30 && new:
			d.Entities[1].Type = []corpus.EntityType{corpus.Org, corpus.GPE, corpus.Work}[i%3]
		case i == 5 && !new:
			return nil
		case i == 6 && new:
			d.Title = "Quay last, says Lee"
		}
		return d
	})
	pagetest.Check(t, html)
	b := pagetest.NewBrowser(t)

	t.Run("look", func(t *testing.T) {
		p := b.Open(t, html, folder)
		p.Is(`document.querySelectorAll("details.card").length >= 4 && document.querySelectorAll("svg[role=img]").length === 3 && document.querySelectorAll("table.heat").length === 3`)
		p.Is(`document.querySelectorAll("path.enew").length > 1 && document.querySelectorAll("path.eold").length > 1 && document.querySelectorAll("path.eboth").length > 1`)
		p.Look()
	})

	// There is no script to be without; what is folded opens all the same.
	t.Run("cards", func(t *testing.T) {
		p := b.Open(t, html, folder)
		p.Scripts(false)
		p.Load()
		p.Is(`document.scripts.length === 0`)
		folded := len(p.Visible("details:not([open]) > summary"))
		p.Click("details:not([open]) > summary")
		if n := len(p.Visible("details:not([open]) > summary")); folded == 0 || n >= folded {
			t.Errorf("%d parts are folded, after a click %d", folded, n)
		}
		p.Click(`nav a[href="#clusters"]`)
		p.Is(`location.hash === "#clusters" && document.getElementById("clusters").getBoundingClientRect().top < innerHeight`)
	})
}
