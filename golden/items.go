package golden

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/corpus"
)

// item is one thing of a layer in comparable form.
type item struct {
	layer  string
	span   corpus.Span
	name   string // surface, on one line
	fields []field
}

type field struct{ name, value string }

// itemsOf lists the items of a document in a fixed order.
func itemsOf(d *corpus.Document) []item {
	var out []item
	add := func(layer string, s corpus.Span, name string, fields ...field) {
		out = append(out, item{layer, s, oneLine(name), fields})
	}
	nowhere := corpus.Span{Start: -1, End: -1}
	place := ""
	if d.Dateline != nil {
		place = d.Dateline.Place + " " + d.Dateline.Date
	}
	add("document", nowhere, "metadata", field{"title", d.Title}, field{"byline", strings.Join(d.Byline, ", ")},
		field{"publisher", d.Publisher}, field{"published", d.Published}, field{"canonical", d.Canonical},
		field{"dateline", strings.TrimSpace(place)}, field{"lang", d.Lang}, field{"skipped", d.Skipped},
		field{"duplicate_of", d.DuplicateOf})
	for _, s := range d.Sentences {
		add("sentences", s.Span, d.Surface(s.Span))
	}
	for _, e := range d.Entities {
		add("entities", e.Span, e.Text, field{"type", string(e.Type)}, field{"title", e.Title}, field{"actor", e.Actor})
	}
	for _, t := range d.Dates {
		add("dates", t.Span, t.Text, field{"type", string(t.Type)}, field{"value", t.Value}, field{"mod", t.Mod}, field{"how", t.How})
	}
	for _, p := range d.Periods {
		add("periods", p.Span, p.Text, field{"begin", p.Begin}, field{"until", p.Until})
	}
	for _, q := range d.Quotes {
		fields := []field{{"kind", string(q.Kind)}, {"pieces", strconv.Itoa(max(1, len(q.Spans)))}}
		if q.Cue != nil {
			fields = append(fields, field{"cue", q.Cue.Text})
		}
		if q.Speaker != nil {
			fields = append(fields, field{"speaker", q.Speaker.Text}, field{"actor", q.Speaker.Actor})
		}
		add("quotes", q.Span, q.Text, fields...)
	}
	for _, r := range d.References {
		add("references", r.Span, d.Surface(r.Span), field{"kind", string(r.Kind)}, field{"actor", r.Actor})
	}
	for _, a := range d.Actors {
		add("actors", nowhere, a.ID, field{"name", a.Name}, field{"type", string(a.Type)}, field{"country", a.Country},
			field{"sector", a.Sector}, field{"mentions", strconv.Itoa(a.Mentions)})
	}
	for _, e := range d.Events {
		fields := []field{{"type", string(e.Type)}, {"mode", e.Mode}, {"cameo", e.CAMEO}, {"realis", string(e.Realis)},
			{"reported_by", e.ReportedBy}, {"source", side(d, e.Sources)}, {"target", side(d, e.Targets)},
			{"contexts", strings.Join(e.Contexts, ", ")}, {"main", strconv.FormatBool(e.Main)}}
		if e.Date != nil {
			fields = append(fields, field{"date", e.Date.Value}, field{"date how", e.Date.How})
		}
		if e.Location != nil {
			fields = append(fields, field{"location", strings.TrimSpace(e.Location.Name + " " + e.Location.Country)})
		}
		add("events", e.Trigger.Span, e.Trigger.Text, fields...)
	}
	for _, m := range d.Mentions {
		add("mentions", m.Span, d.Surface(m.Span))
	}
	if m := d.Main; m != nil {
		for _, q := range []struct {
			name   string
			answer *corpus.Answer
		}{{"who", m.Who}, {"what", m.What}, {"when", m.When}, {"where", m.Where}, {"why", m.Why}, {"how", m.How}} {
			if q.answer != nil {
				add("main", nowhere, q.name, field{"text", q.answer.Text}, field{"value", q.answer.Value})
			}
		}
	}
	return out
}

// side is one side of an event as a reader would write it.
func side(d *corpus.Document, ps []corpus.Participant) string {
	var out []string
	for _, p := range ps {
		s := fmt.Sprintf("%s [%s", d.Surface(p.Span), p.Actor)
		if p.Country != "" {
			s += " " + p.Country
		}
		out = append(out, s+"]")
	}
	return strings.Join(out, "; ")
}

func (i item) get(name string) string {
	for _, f := range i.fields {
		if f.name == name {
			return oneLine(f.value)
		}
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
