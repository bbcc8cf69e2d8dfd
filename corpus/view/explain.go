package view

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"dateline/corpus"
)

// Explain writes how an event, quotation or actor link of a document came about,
// down to the bytes of the source. It reports whether the document has
// anything of that id.
func Explain(w io.Writer, d *corpus.Document, id string) (bool, error) {
	e := explainer{w: bufio.NewWriter(w), d: d}
	found := false
	for i := range d.Events {
		if d.Events[i].ID == id || d.Events[i].EventID == id {
			e.event(&d.Events[i])
			found = true
		}
	}
	for i := range d.Quotes {
		if d.Quotes[i].ID == id || d.Quotes[i].QuoteID == id {
			e.quote(&d.Quotes[i])
			found = true
		}
	}
	for i := range d.Actors {
		if d.Actors[i].ID == id {
			e.actor(&d.Actors[i])
			found = true
		}
	}
	if d.ID == id {
		e.document()
		found = true
	}
	return found, e.w.Flush()
}

type explainer struct {
	w *bufio.Writer
	d *corpus.Document
}

func (x explainer) say(indent int, format string, args ...any) {
	fmt.Fprintf(x.w, "%s%s\n", strings.Repeat("  ", indent), Plain(fmt.Sprintf(format, args...)))
}

// where says where a span stands: in the text, and in the source if the
// document has its origin layer.
func (x explainer) where(s corpus.Span) string {
	at := fmt.Sprintf("text bytes %d-%d", s.Start, s.End)
	if from, ok := x.d.SourceOffset(s.Start); ok {
		at += fmt.Sprintf(", %s record at byte %d, from its byte %d", x.d.Source.Path, x.d.Source.Offset, from)
	} else if x.d.Source.Path != "" {
		at += fmt.Sprintf(", %s record at byte %d", x.d.Source.Path, x.d.Source.Offset)
	}
	return at
}

func (x explainer) event(e *corpus.Event) {
	code := string(e.Type)
	if e.Mode != "" {
		code += "/" + e.Mode
	}
	x.say(0, "event %s: %s, CAMEO %s, quad class %d, intensity %.1f, %s, confidence %.2f", e.ID, code, e.CAMEO, e.Quad, e.Intensity, e.Realis, e.Confidence)
	if e.EventID != "" && e.EventID != e.ID {
		x.say(1, "one happening with event %s", e.EventID)
	}
	x.say(1, "document %s", x.d.ID)
	x.say(1, "sentence: %s", oneLine(x.d.Surface(e.Sentence)))
	x.say(1, "trigger: %q (%s)", e.Trigger.Text, x.where(e.Trigger.Span))
	x.side("source", e.Sources)
	x.side("target", e.Targets)
	if e.ReportedBy != "" {
		x.say(1, "reported by %s", e.ReportedBy)
	}
	if t := e.Date; t != nil {
		if t.End > 0 {
			x.say(1, "date: %q = %s (%s; %s)", x.d.Surface(t.Span), t.Value, t.How, x.where(t.Span))
			x.date(t.Span)
		} else {
			x.say(1, "date: %s (%s, no expression of its own)", t.Value, t.How)
		}
	}
	if l := e.Location; l != nil {
		x.say(1, "place: %s %s (%q)", l.Name, l.Country, l.Text)
	}
	if e.Quote != "" {
		for i := range x.d.Quotes {
			if q := &x.d.Quotes[i]; q.ID == e.Quote {
				x.say(1, "inside quotation %s: %s", q.ID, cut(oneLine(q.Text), 80))
			}
		}
	}
	for _, why := range e.Why {
		x.say(1, "because %s", why)
	}
}

func (x explainer) side(name string, ps []corpus.Participant) {
	for _, p := range ps {
		actor := "a common noun, no actor"
		if p.Actor != "" {
			actor = "actor " + p.Actor
		}
		if p.Country != "" {
			actor += ", country " + p.Country
		}
		x.say(1, "%s: %q (%s): %s", name, oneLine(x.d.Surface(p.Span)), x.where(p.Span), actor)
		x.links(p.Span, p.Actor)
	}
}

// links says which mentions within a span lead to an actor.
func (x explainer) links(s corpus.Span, actor string) {
	if actor == "" {
		return
	}
	for _, e := range x.d.Entities {
		if s.Overlaps(e.Span) && e.Actor == actor {
			x.say(2, "named %q, %s (%s)", e.Text, e.Type, x.where(e.Span))
		}
	}
	for _, r := range x.d.References {
		if s.Overlaps(r.Span) && r.Actor == actor {
			why := ""
			if r.Why != "" {
				why = ": " + r.Why
			}
			x.say(2, "%s %q%s", r.Kind, x.d.Surface(r.Span), why)
		}
	}
	for _, a := range x.d.Actors {
		if a.ID == actor {
			for _, why := range a.Why {
				x.say(2, "because %s", why)
			}
		}
	}
}

func (x explainer) date(s corpus.Span) {
	for _, t := range x.d.Dates {
		if t.Span == s {
			if t.Rule != "" {
				x.say(2, "rule %s", t.Rule)
			}
			if t.Begin != "" {
				x.say(2, "from %s to %s", t.Begin, t.Until)
			}
		}
	}
}

// anchor says what an expression was valued from.
func (x explainer) anchor(t corpus.Date) string {
	switch {
	case t.How == corpus.HowPublished && x.d.Published != "":
		return t.How + " " + x.d.Published
	case t.How == corpus.HowDateline && x.d.Dateline != nil && x.d.Dateline.Date != "":
		return t.How + " " + x.d.Dateline.Date
	}
	return t.How
}

func orNone(s string) string {
	if s == "" {
		return "no value"
	}
	return s
}

func (x explainer) quote(q *corpus.Quote) {
	x.say(0, "quotation %s: %s, confidence %.2f", q.ID, q.Kind, q.Confidence)
	if q.QuoteID != "" && q.QuoteID != q.ID {
		x.say(1, "the same words as quotation %s", q.QuoteID)
	}
	x.say(1, "document %s", x.d.ID)
	x.say(1, "text: %s (%s)", oneLine(q.Text), x.where(q.Span))
	if q.Rule != "" {
		x.say(1, "rule %s", q.Rule)
	}
	if q.Cue != nil {
		x.say(1, "cue: %q (%s)", oneLine(q.Cue.Text), x.where(q.Cue.Span))
	}
	if s := q.Speaker; s != nil {
		x.say(1, "speaker: %q (%s)", oneLine(s.Text), x.where(s.Span))
		x.links(s.Span, s.Actor)
	}
	for _, e := range x.d.Events {
		if e.Quote == q.ID {
			x.say(1, "event %s (%s) stands in it", e.ID, e.Type)
		}
	}
}

func (x explainer) actor(a *corpus.Actor) {
	x.say(0, "actor %s: %s, %s", a.ID, a.Name, a.Type)
	if a.Country != "" {
		x.say(1, "country %s", a.Country)
	}
	if a.Sector != "" {
		x.say(1, "sector %s", a.Sector)
	}
	x.say(1, "document %s", x.d.ID)
	for _, why := range a.Why {
		x.say(1, "because %s", why)
	}
	for _, e := range x.d.Entities {
		if e.Actor == a.ID {
			x.say(1, "named %q, %s (%s)", e.Text, e.Type, x.where(e.Span))
		}
	}
	for _, r := range x.d.References {
		if r.Actor == a.ID {
			why := ""
			if r.Why != "" {
				why = ": " + r.Why
			}
			x.say(1, "%s %q (%s)%s", r.Kind, x.d.Surface(r.Span), x.where(r.Span), why)
		}
	}
	for _, e := range x.d.Events {
		for _, side := range []struct {
			role string
			ps   []corpus.Participant
		}{{"source", e.Sources}, {"target", e.Targets}} {
			for _, p := range side.ps {
				if p.Actor == a.ID {
					x.say(1, "%s of event %s (%s %q)", side.role, e.ID, e.Type, e.Trigger.Text)
				}
			}
		}
	}
}

func (x explainer) document() {
	d := x.d
	x.say(0, "document %s: %s", d.ID, d.Title)
	x.say(1, "source %s, record at byte %d, sha256 %s", d.Source.Path, d.Source.Offset, d.Source.SHA256)
	if d.Skipped != "" {
		x.say(1, "no English layers: %s", d.Skipped)
	}
	x.say(1, "%d bytes of text, %d sentences, %d named mentions, %d dates, %d quotations, %d events, %d actors",
		len(d.Text), len(d.Sentences), len(d.Entities), len(d.Dates), len(d.Quotes), len(d.Events), len(d.Actors))
	for _, t := range d.Dates {
		x.say(1, "%s %q at %s: %s, %s", strings.ToLower(string(t.Type)), oneLine(t.Text), x.where(t.Span), orNone(t.Value), x.anchor(t))
		x.date(t.Span)
	}
	for _, drop := range d.Dropped {
		x.say(1, "dropped (%s) at %s: %s", drop.Reason, drop.Place, cut(oneLine(drop.Text), 80))
	}
}
