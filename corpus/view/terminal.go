package view

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"dateline/corpus"
)

// Style is how a terminal shows a document. The zero Style is plain text.
type Style struct {
	Color   bool
	Dropped bool // show what is not in the text too
}

// Terminal writes a document for a reader at a terminal: its metadata, the text
// with its layers coloured, then events, quotations and dates as lists. Without
// colour, events' triggers stand between asterisks.
func Terminal(w io.Writer, d *corpus.Document, style Style) error {
	p := painter{bufio.NewWriter(w), style.Color}
	p.line(bold, cmp.Or(d.Title, d.ID))
	meta := []string{d.ID}
	for _, s := range []string{strings.Join(d.Byline, ", "), d.Publisher, d.Published, d.Lang} {
		if s != "" {
			meta = append(meta, s)
		}
	}
	p.line(faint, strings.Join(meta, " · "))
	if d.Skipped != "" {
		p.line(faint, "no English layers: "+d.Skipped)
	}
	fmt.Fprintln(p.w)
	var list []placed
	var rest []corpus.Dropped
	if style.Dropped {
		list, rest = leftOut(d)
	}
	list = p.leftOut(list, 0)
	for _, s := range segmentsOf(marksOf(d), len(d.Text)) {
		for len(list) > 0 && list[0].after <= s.End {
			p.segment(d.Text[s.Start:list[0].after], s.marks)
			s.Start = list[0].after
			list = p.leftOut(list, s.Start)
		}
		p.segment(d.Surface(s.Span), s.marks)
	}
	fmt.Fprintln(p.w)
	if len(d.Events) > 0 {
		fmt.Fprintln(p.w)
		p.line(bold, "Events")
		for i := range d.Events {
			p.event(d, &d.Events[i])
		}
	}
	if len(d.Quotes) > 0 {
		fmt.Fprintln(p.w)
		p.line(bold, "Quotations")
		for _, q := range d.Quotes {
			speaker := "(nobody named)"
			if q.Speaker != nil {
				speaker = oneLine(q.Speaker.Text)
				if q.Speaker.Actor != "" {
					speaker += " [" + q.Speaker.Actor + "]"
				}
			}
			p.say("  %-8s %s: %s\n", q.Kind, speaker, cut(oneLine(q.Text), 100))
		}
	}
	if len(d.Dates) > 0 {
		fmt.Fprintln(p.w)
		p.line(bold, "Dates")
		for _, t := range d.Dates {
			p.say("  %-12s %-8s %s (%s)\n", t.Value, t.Type, oneLine(t.Text), t.How)
		}
	}
	if len(rest) > 0 {
		fmt.Fprintln(p.w)
		p.line(bold, "Dropped")
		for _, x := range rest {
			p.say("  %-12s %s: %s\n", x.Reason, x.Place, cut(oneLine(x.Text), 100))
		}
	}
	return p.w.Flush()
}

// Codes of ECMA-48 (SGR).
const (
	bold  = "1"
	faint = "2"
)

var colors = map[string]string{
	"PERSON": "34", "ORG": "35", "GPE": "32", "LOC": "32", "FAC": "32", "NORP": "36",
	"EVENT": "33", "WORK": "33", "PRODUCT": "33", "LAW": "33",
}

type painter struct {
	w     *bufio.Writer
	color bool
}

func (p painter) line(code, s string) {
	p.paint(code, oneLine(s))
	fmt.Fprintln(p.w)
}

// say prints what needs no colour. Whatever is printed is plain.
func (p painter) say(format string, args ...any) {
	p.w.WriteString(Plain(fmt.Sprintf(format, args...)))
}

func (p painter) paint(code, s string) {
	s = Plain(s)
	if p.color && code != "" {
		fmt.Fprintf(p.w, "\x1b[%sm%s\x1b[0m", code, s)
	} else {
		p.w.WriteString(s)
	}
}

// leftOut prints the blocks that stood behind a byte of the text, each on a line, and
// returns the others.
func (p painter) leftOut(list []placed, at int) []placed {
	for i := 0; len(list) > 0 && list[0].after == at; i++ {
		switch {
		case at > 0 && i == 0:
			p.w.WriteString("\n\n")
		case i > 0:
			p.w.WriteString("\n")
		}
		x := list[0]
		p.paint(faint, fmt.Sprintf("  [left out: %s, %s] %s", x.Reason, oneLine(x.Place), cut(oneLine(x.Text), 160)))
		if list = list[1:]; at == 0 && (len(list) == 0 || list[0].after > 0) {
			p.w.WriteString("\n\n")
		}
	}
	return list
}

func (p painter) segment(text string, marks []*mark) {
	if text == "" {
		return
	}
	var codes []string
	star := false
	for _, m := range marks {
		switch m.kind {
		case kindEntity:
			codes = append(codes, colors[m.class])
		case kindDate:
			codes = append(codes, "33")
		case kindQuote:
			codes = append(codes, "3")
		case kindReference:
			codes = append(codes, "4")
		case kindTrigger:
			codes = append(codes, bold, "31")
			star = true
		}
	}
	if star && !p.color {
		text = "*" + text + "*"
	}
	p.paint(strings.Join(codes, ";"), text)
}

func (p painter) event(d *corpus.Document, e *corpus.Event) {
	code := string(e.Type)
	if e.CAMEO != "" {
		code += " " + e.CAMEO
	}
	day := ""
	if e.Date != nil {
		day = e.Date.Value
	}
	p.paint("31", fmt.Sprintf("  %-14s", code))
	p.say(" %-10s %-12s %s → %s (%s)", day, e.Realis, sides(d, e.Sources), sides(d, e.Targets), oneLine(e.Trigger.Text))
	if e.Location != nil {
		p.say(" in %s", e.Location.Name)
	}
	fmt.Fprintln(p.w)
}

// sides names the participants of one side of an event.
func sides(d *corpus.Document, ps []corpus.Participant) string {
	if len(ps) == 0 {
		return "—"
	}
	var out []string
	for _, x := range ps {
		s := oneLine(d.Surface(x.Span))
		if x.Actor != "" {
			s += " [" + x.Actor + "]"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func oneLine(s string) string { return PlainLine(s) }

// cut shortens s to n runes.
func cut(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
