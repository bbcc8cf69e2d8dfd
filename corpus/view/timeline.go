package view

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/corpus"
)

// The columns of a timeline, in characters.
const (
	timelineWhen  = 12 // "2013-07-25  "
	timelineCode  = 15 // "COOPERATE 060  "
	timelineLine  = 80
	timelineParty = 40 // of a name; a longer one is cut
)

// happening is an event of a timeline and how often the document tells it.
type happening struct {
	*corpus.Event
	begin   string // the first day of its date, "" without one
	reports int
}

// Timeline writes a document's events for a reader at a terminal, by day: when, PLOVER root and CAMEO code, who, the
// word that tells it, to whom, where, and the realis where it is not actual. A participant has its actor's name, so
// that no pronoun is left whose antecedent is known; a place that is among them is not said again. Several reports
// of one happening are one line; plain statements are left out (they are quotations); what has no date comes last.
// Lines of more than 80 characters are broken.
func Timeline(w io.Writer, d *corpus.Document, style Style) error {
	p := painter{bufio.NewWriter(w), style.Color}
	p.line(bold, cmp.Or(d.Title, d.ID))
	meta := d.ID
	if d.Published != "" {
		meta += " · " + d.Published
	}
	p.line(faint, meta)
	names := map[string]string{}
	for _, a := range d.Actors {
		names[a.ID] = a.Name
	}
	fmt.Fprintln(p.w)
	last := ""
	for i, h := range happenings(d) {
		when := "no date"
		if h.Date != nil && h.Date.Value != "" {
			when, _, _ = strings.Cut(oneLine(h.Date.Value), "T") // hours stand below their day
		}
		shown := when
		if i > 0 && when == last {
			shown = ""
		}
		last = when
		p.paint(bold, pad(shown, timelineWhen))
		code := string(h.Type)
		if h.CAMEO != "" {
			code += " " + h.CAMEO
		}
		p.paint(quadColors[h.Quad], pad(code, timelineCode))
		for n, line := range wrap(told(d, h, names), timelineLine-timelineWhen-timelineCode) {
			if n > 0 {
				fmt.Fprint(p.w, strings.Repeat(" ", timelineWhen+timelineCode))
			}
			p.say("%s\n", line)
		}
	}
	if last == "" {
		p.say("no events\n")
	}
	return p.w.Flush()
}

// quadColors are green and cyan for words and deeds of cooperation, yellow and red for those of conflict.
var quadColors = map[int]string{1: "32", 2: "36", 3: "33", 4: "31"}

// happenings are the events of a timeline in its order.
func happenings(d *corpus.Document) []happening {
	begins := map[string]string{}
	for _, t := range d.Dates {
		if t.Value != "" {
			begins[t.Value] = t.Begin
		}
	}
	var list []happening
	at := map[string]int{}
	for i := range d.Events {
		e := &d.Events[i]
		if e.Type == corpus.Statement {
			continue
		}
		if n, ok := at[e.EventID]; ok && e.EventID != "" {
			list[n].reports++
			continue
		}
		at[e.EventID] = len(list)
		h := happening{e, "", 1}
		if e.Date != nil {
			h.begin = cmp.Or(begins[e.Date.Value], e.Date.Value)
		}
		list = append(list, h)
	}
	slices.SortStableFunc(list, func(a, b happening) int {
		if (a.begin == "") != (b.begin == "") {
			return strings.Compare(b.begin, a.begin)
		}
		return strings.Compare(a.begin, b.begin)
	})
	return list
}

// told is a happening in words.
func told(d *corpus.Document, h happening, names map[string]string) string {
	side := func(ps []corpus.Participant) string {
		var out []string
		for _, x := range ps {
			s := cut(oneLine(cmp.Or(names[x.Actor], d.Surface(x.Span))), timelineParty)
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
		return strings.Join(out, ", ")
	}
	verb := cut(oneLine(h.Trigger.Text), timelineParty)
	words := []string{side(h.Sources), verb, side(h.Targets)}
	s := strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), " · ")
	if h.Location != nil && h.Location.Name != "" && !strings.Contains(s, oneLine(h.Location.Name)) {
		s += ", in " + oneLine(h.Location.Name)
	}
	if h.Realis != corpus.Actual {
		s += " (" + string(h.Realis) + ")"
	}
	if h.reports > 1 {
		s += fmt.Sprintf(" ×%d", h.reports)
	}
	return s
}

// pad fills s up to n characters; one blank at least follows it.
func pad(s string, n int) string {
	return s + strings.Repeat(" ", max(1, n-utf8.RuneCountInString(s)))
}

// wrap breaks a line of words into lines of n characters, where a word is not longer.
func wrap(s string, n int) []string {
	var lines []string
	line, length := "", 0
	for _, word := range strings.Fields(s) {
		l := utf8.RuneCountInString(word)
		if line != "" && length+1+l > n {
			lines = append(lines, line)
			line, length = "", 0
		}
		if line != "" {
			line, length = line+" ", length+1
		}
		line, length = line+word, length+l
	}
	return append(lines, line)
}
