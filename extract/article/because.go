package article

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// accounts say what took blocks out of the text, one after the other in the order of the
// page. out are the verdicts that hold for the boxes.
type accounts struct {
	*page
	out     []Reason
	read    int                   // blocks before here are in openers
	openers [len(reasonCodes)]int // by reason, 1 and the last block so far that is a cue after which such things come
}

// because says in words for a person what took a block out of the text. A step that
// leaves its evidence in block.why has the say; what the others saw is looked up again
// here, so that a page nobody asks about pays nothing for it.
func (p *accounts) because(i int) string {
	b := &p.blocks[i]
	if b.why != "" {
		return b.why
	}
	if p.out[b.box] == b.reason {
		if box := p.source(b.box, b.reason); box > 0 {
			return p.evidence(p.boxes[box].node, b.reason)
		}
	}
	if why := p.byForm(i); why != "" {
		return why
	}
	if j := p.opener(i); j >= 0 {
		q, _ := p.cueOf(&p.blocks[j])
		return fmt.Sprintf("it comes after the line %q: %s", short(p.line(&p.blocks[j])), q.row)
	}
	if j := p.companion(i); j >= 0 {
		q, _ := p.cueOf(&p.blocks[j])
		return fmt.Sprintf("in one small box with the line %q: %s", short(p.line(&p.blocks[j])), q.row)
	}
	switch b.reason {
	case Tail:
		return "a short line after the last of running text"
	case Newsletter, Advert, Share:
		return "it stands in a box with such a line"
	case Related:
		if p.tree != nil {
			return "it stands in a box with such a line"
		}
		return "one of a list of titles and texts that are cut off"
	}
	return ""
}

// byForm says what a block itself shows, and the body that it is not in.
func (p *accounts) byForm(i int) string {
	b := &p.blocks[i]
	switch b.reason {
	case Headline:
		return "it says what the title says"
	case Learnt:
		return "the sites file has the line"
	case Links:
		return fmt.Sprintf("%d of its %d bytes are links", b.links, b.len())
	case Outside:
		if p.tree == nil {
			return "the article was found in other lines"
		}
		if p.body > 0 && (i < p.boxes[p.body].first || i >= p.boxes[p.body].last) {
			return "the article's body was found in " + p.place(p.boxes[p.body].node)
		}
		return "a short line before the first of running text"
	case Repeated:
		if b.words == 0 {
			return "it holds no word"
		}
		return "its words stand in a paragraph near by"
	}
	if q, ok := p.cueOf(b); ok && q.reason == b.reason {
		return "the line itself: " + q.row
	}
	if lineReason(p.line(b), b.words, p.dayFirst) == b.reason {
		return "the form of the line"
	}
	return ""
}

// opener is the last block before one that is a cue after which things of the block's reason
// come, or -1. It is asked in the order of the page.
func (p *accounts) opener(i int) int {
	for ; p.read < i; p.read++ {
		b := &p.blocks[p.read]
		if b.reason == Kept {
			continue
		}
		if q, ok := p.cueOf(b); ok && q.tail && q.reason == b.reason {
			p.openers[b.reason] = p.read + 1
		}
	}
	return p.openers[p.blocks[i].reason] - 1
}

// companion is a cue of the block's reason in a small box around both, or -1.
func (p *accounts) companion(i int) int {
	if p.tree == nil {
		return -1
	}
	b := &p.blocks[i]
	box := &p.boxes[b.box]
	for up := 0; up < boxesUp && box.parent >= 0 && box.last-box.first <= smallBox; up++ {
		for j := box.first; j < box.last; j++ {
			if q, ok := p.cueOf(&p.blocks[j]); ok && j != i && q.reason == b.reason && p.blocks[j].reason == b.reason {
				return j
			}
		}
		box = &p.boxes[box.parent]
	}
	return -1
}

// short is the start of a line.
func short(line string) string {
	if r := []rune(line); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return line
}

// source is the outermost box around a box, or itself, whose own verdict is the reason; 0 if
// there is none.
func (p *page) source(box int, why Reason) int {
	found := 0
	for ; box > 0; box = p.boxes[box].parent {
		if p.boxes[box].why == why {
			found = box
		}
	}
	return found
}

// evidence says what an element has that makes it what the reason says.
func (p *page) evidence(n *html.Node, why Reason) string {
	place := "of " + p.place(n)
	byTag := Kept
	switch n.DataAtom {
	case atom.Nav:
		byTag = Navigation
	case atom.Footer:
		byTag = Site
	case atom.Aside:
		byTag = Sidebar
	case atom.Figcaption, atom.Caption, atom.Figure:
		byTag = Caption
	case atom.Button, atom.Input, atom.Option, atom.Optgroup, atom.Form, atom.Select, atom.Textarea, atom.Datalist:
		byTag = Control
	case atom.Svg, atom.Math:
		byTag = Graphic
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch {
		case a.Key == "hidden" || a.Key == "aria-hidden" || a.Key == "style" || a.Key == "role":
			var alone html.Node
			alone.Type, alone.DataAtom, alone.Data, alone.Parent = html.ElementNode, atom.Span, "span", n.Parent
			alone.Attr = []html.Attribute{*a}
			if p.judge(&alone).why == why {
				return fmt.Sprintf("%s=%q %s", a.Key, short(a.Val), place)
			}
		case speaking[a.Key]:
			if word := wordFor(a.Val, why); word != "" && judgeNames(a.Val).why == why {
				return fmt.Sprintf("the word %q (classes.tsv) in %s=%q %s", word, a.Key, short(a.Val), place)
			}
		}
	}
	if byTag == why || why == Hidden && kinds[n.DataAtom]&isInvisible != 0 {
		return fmt.Sprintf("the element %s, %s", n.Data, strings.TrimPrefix(place, "of "))
	}
	return strings.TrimPrefix(place, "of ")
}

// wordFor is the longest row of classes.tsv in the names that has a meaning.
func wordFor(value string, why Reason) string {
	best := ""
	for name := range strings.FieldsSeq(value) {
		if len(name) > 80 || judgeName(name) != why {
			continue
		}
		var parts namePieces
		parts.read(name)
		for i := range parts.n {
			for j := i + 1; j <= parts.n && j-i <= longestWord; j++ {
				if w := parts.of(i, j); classWords[string(w)] == why && len(w) > len(best) {
					best = string(w)
				}
			}
		}
	}
	return best
}

// meanings are the reasons in words, by their codes.
var meanings = map[string]string{
	"hidden": "a reader does not see it", "control": "a button, a field of a form", "navigation": "menus, trails, paging",
	"site": "the site's header and footer, copyright and legal lines", "sidebar": "beside the article", "share": "share bars and their counters",
	"related": "teasers of other articles", "comments": "readers' comments", "newsletter": "invitations to subscribe, register, follow, pay",
	"caption": "captions and credits of pictures and players", "advert": "advertisements and their labels", "consent": "cookie and privacy notices",
	"byline": "who wrote it", "author": "about the author", "headline": "the title", "published": "when it was published or changed",
	"tags": "topics and sections", "metadata": "reading time, counters and other lines about the article", "links": "nearly all links",
	"repeated": "says again what the text has said", "outside": "not in the article's body", "tail": "after the article's end",
	"limit": "beyond the limit of a page's size", "learnt": "a line that repeats across the site, by the user's sites file",
	"graphic": "text in drawings and formulas", "classified": "unlike the text of articles, by the trained classifier",
}

// Meaning is what a reason code says, in words; empty for a code that is none.
func Meaning(code string) string { return meanings[code] }
