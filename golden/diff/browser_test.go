package diff

import (
	"fmt"
	"testing"

	"dateline/corpus"
	"dateline/corpus/page/pagetest"
)

// pictures is where pictures of pages are left for people to look at.
const pictures = "../../out/diff"

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
		p := b.Open(t, html, pictures)
		p.Is(`document.querySelectorAll("details.card").length >= 4 && document.querySelectorAll("svg[role=img], table").length > 2`)
		p.Look()
	})

	// There is no script to be without; what is folded opens all the same.
	t.Run("cards", func(t *testing.T) {
		p := b.Open(t, html, pictures)
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
