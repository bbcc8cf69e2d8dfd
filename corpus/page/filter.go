package page

import "strings"

// Folding says how words are folded that are looked for, beyond case and accents: pairs of letters and what is put in their place.
// Words are found as they are written, and where their folded forms begin alike.
type Folding struct{ Marked, Letters, Collapse []string }

// Filter adds what narrows down the table of [Page.Listed]: boxes for the four classes, which work
// without a script (rows carry the classes "r1" to "r4"), and a form that the script shows (rows carry
// the data "root", "from" and "until", the two as ISO 8601 days). Head.Filter must be set.
func (p *Page) Filter(roots []string, f Folding) {
	p.add(`<fieldset class="filter"><legend>Show events of</legend>`)
	for i, name := range Quads {
		p.add(`<label class="check key"><input type="checkbox" id="show%d" checked><svg aria-hidden="true" focusable="false"><rect class="q%d" width="100%%" height="100%%"/></svg>%s</label>`, i+1, i+1, Text(name))
	}
	p.add("</fieldset>\n"+`<form class="filter" id="filter" data-marked="%s" data-letters="%s" data-collapse="%s" hidden><label>Actor, place or words<input name="words" type="search" autocomplete="off"></label>`+
		`<label>Kind of event<select name="root"><option value="">all</option>`, Text(strings.Join(f.Marked, " ")), Text(strings.Join(f.Letters, " ")), Text(strings.Join(f.Collapse, " ")))
	for _, r := range roots {
		p.add("<option>%s</option>", Text(r))
	}
	p.add(`</select></label><label>From<input name="from" type="date"></label><label>Until<input name="until" type="date"></label>` +
		`<button type="reset">Show all</button><span id="count" role="status" class="note"></span></form>` + "\n")
}

// pick is the attribute of what leads to the rows with a name, on a page with a filter.
func (p *Page) pick(name string) string {
	if !p.head.Filter {
		return ""
	}
	return ` data-pick="` + string(Text(name)) + `"`
}
