package dates

import (
	"strings"

	"dateline/corpus"
)

// The kinds of date that what follows counts from.
const (
	headNone    = iota
	headEntry   // of an entry of a chronology: "July 3: He is released"
	headSection // alone on its line: until the next such line
)

// loneHead is how far from the start of a text, in bytes, its only heading may stand. Further
// on a date alone on a line is what a page has left of a link to something else.
const loneHead = 600

// anchor is what a stretch of text counts from in place of the publication date.
type anchor struct {
	pub       day
	hasPub    bool
	pubHow    string
	narrative bool
	year      int // of the months below a heading that has no day; 0 when there is none
	month     int // of that heading
}

// heads keeps the headings and entries of a document that is told by dates.
type heads struct {
	page     anchor // of the document as a whole
	section  anchor // of the last heading
	entryEnd int32  // where the entry at hand ends; 0 outside of entries
	blank    int32  // the first empty line after the last entry

	sections int // how many lines of the document are dates and nothing else

	last    point // the last heading or entry whose year is written or follows from one
	hasLast bool
	turn    int // 1 when the entries go forward, -1 when they go back, 0 while unknown
}

// headOf tells of which kind of head an item is.
func (pr *parse) headOf(it *item) int {
	if it.classes&cDate == 0 || it.classes&(cSet|cDur|cHidden) != 0 || it.node < 0 {
		return headNone
	}
	at := int(it.start)
	for n := 0; at > 0 && n < 8 && strings.IndexByte(" \t*#-", pr.text[at-1]) >= 0; n++ {
		at--
	}
	if at > 0 && pr.text[at-1] != '\n' {
		return headNone
	}
	rest := pr.text[it.end:min(len(pr.text), int(it.end)+8)]
	s := strings.TrimLeft(rest, " \t\r")
	switch {
	case s == "" && len(rest) < 8, strings.HasPrefix(s, "\n"):
		return headSection
	case strings.HasPrefix(s, ":"):
		if s = strings.TrimLeft(s[1:], " \t\r"); s == "" || s[0] == '\n' {
			return headSection
		}
		return headEntry
	}
	for _, dash := range []string{" - ", " \u2013 ", " \u2014 "} {
		if strings.HasPrefix(rest, dash) {
			return headEntry
		}
	}
	return headNone
}

func (r *resolver) anchored() anchor {
	return anchor{r.pub, r.hasPub, r.pubHow, r.narrative, r.headYear, r.headMonth}
}

func (r *resolver) anchorTo(a anchor) {
	r.pub, r.hasPub, r.pubHow, r.narrative, r.headYear, r.headMonth = a.pub, a.hasPub, a.pubHow, a.narrative, a.year, a.month
}

// open puts the anchor of the text around an item in force, and tells of which kind
// of head the item is. A head counts from the document, not from the head before it.
func (r *resolver) open(pr *parse, it *item) int {
	kind := pr.headOf(it)
	switch {
	case kind == headSection && r.heads.sections < 2 && it.start > loneHead:
		kind = headNone
	case kind != headNone:
		r.anchorTo(r.heads.page)
		r.heads.entryEnd = 0
	case r.heads.entryEnd > 0 && it.start >= r.heads.entryEnd:
		r.anchorTo(r.heads.section)
		r.heads.entryEnd = 0
	}
	return kind
}

// close lets what follows a head count from it.
func (r *resolver) close(pr *parse, it *item, kind int, res *result) {
	p := res.point
	if kind == headNone {
		return
	}
	a := r.heads.page
	if kind == headEntry {
		a = r.heads.section
		if r.heads.blank < it.end { // looked for once a paragraph
			r.heads.blank = int32(len(pr.text))
			if i := strings.Index(pr.text[it.end:], "\n\n"); i >= 0 {
				r.heads.blank = it.end + int32(i)
			}
		}
		r.heads.entryEnd = r.heads.blank
	}
	e := &pr.nodes[it.node]
	if res.calendar && p.digits == 4 && e.dir == 0 {
		t, isDay := p.dayOf()
		switch {
		case isDay:
			a = anchor{pub: t, hasPub: true, pubHow: corpus.HowNarrative}
		case p.grain() == unitYear, p.grain() == unitMonth:
			a.year, a.month = p.year, p.month
		}
		if h := &r.heads; e.digits == 4 || h.hasLast {
			if h.hasLast && p.month != 0 && h.last.month != 0 {
				switch was, is := h.last.year*12+h.last.month, p.year*12+p.month; {
				case is > was:
					h.turn = 1
				case is < was:
					h.turn = -1
				}
			}
			h.last, h.hasLast = p, true
		}
	}
	if kind == headSection {
		r.heads.section = a
	}
	r.anchorTo(a)
}

// headYearOf is the year of a month that heads an entry, from the entries before it:
// after December comes January of the next year, or the other way round.
func (r *resolver) headYearOf(pr *parse, it *item, e *expression) (int, bool) {
	h := &r.heads
	if !h.hasLast || e.month == 0 || pr.headOf(it) == headNone {
		return 0, false
	}
	year, m := h.last.year, int(e.month)
	switch {
	case h.last.month == 0:
	case h.turn >= 0 && m < h.last.month && (h.turn > 0 || h.last.month-m >= 6):
		year++
	case h.turn < 0 && m > h.last.month:
		year--
	}
	return year, true
}
