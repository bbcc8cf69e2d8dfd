package view

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/corpus/page"
)

//go:embed page.html
var pageSource string

var pageTemplate = template.Must(template.New("page").Funcs(colours).Parse(pageSource))

// colours are those of all pages.
var colours = template.FuncMap{"palette": func() template.CSS { return template.CSS(page.Palette()) }}

// HTML writes a document as one self-contained page: the text with its layers
// highlighted, the events with their reasons, the quotations, a timeline. It has
// no script, asks no network for anything, follows the reader's choice of light
// or dark, and prints. Of the style only Dropped counts.
func HTML(w io.Writer, d *corpus.Document, style Style) error {
	return pageTemplate.Execute(w, pageOf(d, style))
}

type pageData struct {
	*corpus.Document
	Paragraphs []paragraph
	EventRows  []eventRow
	QuoteRows  []quoteRow
	Timeline   *timeline
}

// paragraph is one of the text, or a block that is not in it.
type paragraph struct {
	Pieces []piece
	Left   *corpus.Dropped
	More   string // of a long block, what its first words leave
	First  string
}

// longBlock is the length in runes from which on a block that was left out is folded.
const longBlock = 240

// piece is a stretch of text under the same marks.
type piece struct {
	Text  string
	Class string // CSS classes, empty for plain text
	Title string
	ID    string // anchor of an event's trigger or a quotation's start
}

type eventRow struct {
	corpus.Event
	From, To string
	Sentence string
}

type quoteRow struct {
	corpus.Quote
	Who string
}

func pageOf(d *corpus.Document, style Style) pageData {
	p := pageData{Document: d, Timeline: timelineOf(d)}
	anchored := map[string]bool{}
	var para []piece
	var list []placed
	if style.Dropped {
		var rest []corpus.Dropped
		list, rest = leftOut(d)
		for i := range rest {
			list = append(list, placed{&rest[i], len(d.Text)})
		}
	}
	left := func(before int) {
		for ; len(list) > 0 && list[0].after <= before; list = list[1:] {
			x := paragraph{Left: list[0].Dropped, First: oneLine(list[0].Text)}
			if r := []rune(x.First); len(r) > longBlock {
				x.First, x.More = string(r[:longBlock]), string(r[longBlock:])
			}
			p.Paragraphs = append(p.Paragraphs, x)
		}
	}
	left(0)
	at := 0
	flush := func() {
		if len(para) > 0 {
			p.Paragraphs = append(p.Paragraphs, paragraph{Pieces: para})
			para = nil
		}
		left(at)
	}
	for _, s := range segmentsOf(marksOf(d), len(d.Text)) {
		class, title, id := classes(s.marks)
		if id != "" && anchored[id] {
			id = ""
		}
		anchored[id] = true
		for i, part := range strings.Split(d.Surface(s.Span), "\n\n") {
			if i > 0 {
				flush()
				at += len("\n\n")
			}
			at += len(part)
			if strings.TrimSpace(part) != "" || len(para) > 0 && part != "" {
				para = append(para, piece{part, class, title, id})
				id = ""
			}
		}
	}
	flush()
	for _, e := range d.Events {
		p.EventRows = append(p.EventRows, eventRow{e, sides(d, e.Sources), sides(d, e.Targets), oneLine(d.Surface(e.Sentence))})
	}
	for _, q := range d.Quotes {
		who := "nobody named"
		if q.Speaker != nil {
			who = oneLine(q.Speaker.Text)
		}
		p.QuoteRows = append(p.QuoteRows, quoteRow{q, who})
	}
	return p
}

// classes are the CSS classes, tooltip and anchor of a segment's marks.
func classes(marks []*mark) (class, title, id string) {
	var names, titles []string
	for _, m := range marks {
		switch m.kind {
		case kindEntity:
			names = append(names, "entity", strings.ToLower(m.class))
		case kindDate:
			names = append(names, "date")
		case kindQuote:
			names = append(names, "quote")
		case kindReference:
			names = append(names, "reference")
		case kindTrigger:
			names = append(names, "trigger")
		}
		titles = append(titles, m.title)
		if m.id != "" {
			id = m.id
		}
	}
	return strings.Join(names, " "), strings.Join(titles, "\n"), id
}

// timeline is the document's dated events as a drawing.
type timeline struct {
	Width, Height int
	Ticks         []tick
	Dots          []dot
}

type tick struct {
	X     int
	Label string
}

type dot struct {
	X, Y   int
	Quad   int
	ID     string
	Label  string
	Actual bool
}

const (
	timelineWidth = 900
	timelineEdge  = 30
	dotStep       = 14
)

// timelineOf places events by their dates, those of one place above each other.
// A document with fewer than two dated events has none.
func timelineOf(d *corpus.Document) *timeline {
	type dated struct {
		at time.Time
		e  *corpus.Event
	}
	var list []dated
	for i := range d.Events {
		e := &d.Events[i]
		if e.Date == nil || e.Type == corpus.Statement {
			continue
		}
		if at, ok := dayOf(e.Date.Value); ok {
			list = append(list, dated{at, e})
		}
	}
	if len(list) < 2 {
		return nil
	}
	slices.SortStableFunc(list, func(a, b dated) int { return a.at.Compare(b.at) })
	from, until := list[0].at, list[len(list)-1].at
	days := max(1, int(until.Sub(from)/(24*time.Hour)))
	x := func(t time.Time) int {
		return timelineEdge + int(t.Sub(from)/(24*time.Hour))*(timelineWidth-2*timelineEdge)/days
	}
	t := &timeline{Width: timelineWidth}
	stacked := map[int]int{}
	highest := 0
	for _, v := range list {
		at := x(v.at)
		column := at / dotStep
		stacked[column]++
		highest = max(highest, stacked[column])
		t.Dots = append(t.Dots, dot{X: at, Y: -stacked[column] * dotStep, Quad: v.e.Quad, ID: v.e.ID,
			Label:  fmt.Sprintf("%s %s: %s → %s (%s)", v.e.Date.Value, v.e.Type, sides(d, v.e.Sources), sides(d, v.e.Targets), v.e.Trigger.Text),
			Actual: v.e.Realis == corpus.Actual})
	}
	t.Height = highest*dotStep + 40
	for i := range t.Dots {
		t.Dots[i].Y += t.Height - 26
	}
	last := -1000
	for _, v := range list {
		label := v.e.Date.Value
		if at := x(v.at); at-last >= 90 {
			t.Ticks = append(t.Ticks, tick{at, label})
			last = at
		}
	}
	return t
}

// dayOf is the first day of a TIMEX3 day, month or year.
func dayOf(value string) (time.Time, bool) {
	value, _, _ = strings.Cut(value, "T")
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, value); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
