package diff

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/corpus"
)

// The layers of items, in the order in which items are listed. They are those of
// records, with "document" for what a record says of the whole article.
const (
	Document   = "document"
	Text       = "text"
	Sentences  = "sentences"
	Entities   = "entities"
	Dates      = "dates"
	Periods    = "periods"
	Quotes     = "quotes"
	References = "references"
	Actors     = "actors"
	Events     = "events"
	Mentions   = "mentions"
	Main       = "main"
)

// Layers are the names of all layers, in order.
var Layers = []string{Document, Text, Sentences, Entities, Dates, Periods, Quotes, References, Actors, Events, Mentions, Main}

// Fields are the names that the field of a change can have.
var Fields = []string{
	// of the document
	"title", "byline", "publisher", "published", "canonical", "dateline", "lang", "skipped", "duplicate_of",
	// of items; "text" and "value" are those of the main event's answers too
	"type", "actor", "value", "mod", "how", "begin", "until", "kind", "pieces", "cue", "speaker", "name", "country", "sector", "text",
	// of events
	"code", "realis", "contexts", "main", "reported_by", "date", "date how", "location",
	"source", "source actor", "source country", "target", "target actor", "target country",
	// of events and quotations, over the whole dump
	Identity,
	// of the text, and of what came or went with it
	"added", "removed", "changed", "order",
}

// Item is one thing of a layer in comparable form.
type Item struct {
	Layer  string
	Span   corpus.Span // of the text; Start is -1 for what stands nowhere
	Name   string      // surface, on one line; an actor's id
	Kind   string      // type of an entity or date, kind of a quotation or reference, root of an event
	Fields []Field
	Index  int // in the document's list of that layer
}

// Field is a named value of an item.
type Field struct{ Name, Value string }

// Get is the value of a field on one line, or empty.
func (i *Item) Get(name string) string {
	for _, f := range i.Fields {
		if f.Name == name {
			return OneLine(f.Value)
		}
	}
	return ""
}

// Placed reports whether the item stands in the text.
func (i *Item) Placed() bool { return i.Span.Start >= 0 }

// Items lists the items of a document in a fixed order: by layer, and within a
// layer as the record has them. Ids that are hashes, confidences, reasons and
// digests are no fields: they follow from the rest.
func Items(d *corpus.Document) []Item {
	out := make([]Item, 0, 1+len(d.Sentences)+len(d.Entities)+len(d.Dates)+len(d.Periods)+len(d.Quotes)+len(d.References)+len(d.Actors)+len(d.Events)+len(d.Mentions)+6)
	add := func(layer string, s corpus.Span, name, kind string, index int, fields ...Field) {
		out = append(out, Item{layer, s, OneLine(name), kind, fields, index})
	}
	nowhere := corpus.Span{Start: -1, End: -1}
	place := ""
	if d.Dateline != nil {
		place = d.Dateline.Place + " " + d.Dateline.Date
	}
	add(Document, nowhere, "metadata", "", 0, Field{"title", d.Title}, Field{"byline", strings.Join(d.Byline, ", ")},
		Field{"publisher", d.Publisher}, Field{"published", d.Published}, Field{"canonical", d.Canonical},
		Field{"dateline", strings.TrimSpace(place)}, Field{"lang", d.Lang}, Field{"skipped", d.Skipped},
		Field{"duplicate_of", d.DuplicateOf})
	for i, s := range d.Sentences {
		add(Sentences, s.Span, d.Surface(s.Span), "", i)
	}
	for i, e := range d.Entities {
		add(Entities, e.Span, e.Text, string(e.Type), i, Field{"type", string(e.Type)}, Field{"title", e.Title}, Field{"actor", e.Actor})
	}
	for i, t := range d.Dates {
		add(Dates, t.Span, t.Text, string(t.Type), i, Field{"type", string(t.Type)}, Field{"value", t.Value}, Field{"mod", t.Mod}, Field{"how", t.How})
	}
	for i, p := range d.Periods {
		add(Periods, p.Span, p.Text, "", i, Field{"begin", p.Begin}, Field{"until", p.Until})
	}
	for i, q := range d.Quotes {
		fields := []Field{{"kind", string(q.Kind)}, {"pieces", strconv.Itoa(max(1, len(q.Spans)))}}
		if q.Cue != nil {
			fields = append(fields, Field{"cue", q.Cue.Text})
		}
		if q.Speaker != nil {
			fields = append(fields, Field{"speaker", q.Speaker.Text}, Field{"actor", q.Speaker.Actor})
		}
		add(Quotes, q.Span, q.Text, string(q.Kind), i, fields...)
	}
	for i, r := range d.References {
		add(References, r.Span, d.Surface(r.Span), string(r.Kind), i, Field{"kind", string(r.Kind)}, Field{"actor", r.Actor})
	}
	for i, a := range d.Actors {
		add(Actors, nowhere, a.ID, string(a.Type), i, Field{"name", a.Name}, Field{"type", string(a.Type)}, Field{"country", a.Country},
			Field{"sector", a.Sector}, Field{"mentions", strconv.Itoa(a.Mentions)})
	}
	for i := range d.Events {
		e := &d.Events[i]
		fields := []Field{{"type", string(e.Type)}, {"mode", e.Mode}, {"cameo", e.CAMEO}, {"realis", string(e.Realis)},
			{"reported_by", e.ReportedBy}, {"source", side(d, e.Sources)}, {"target", side(d, e.Targets)},
			{"contexts", strings.Join(e.Contexts, ", ")}, {"main", strconv.FormatBool(e.Main)}}
		if e.Date != nil {
			fields = append(fields, Field{"date", e.Date.Value}, Field{"date how", e.Date.How})
		}
		if e.Location != nil {
			fields = append(fields, Field{"location", strings.TrimSpace(e.Location.Name + " " + e.Location.Country)})
		}
		add(Events, e.Trigger.Span, e.Trigger.Text, string(e.Type), i, fields...)
	}
	for i, m := range d.Mentions {
		add(Mentions, m.Span, d.Surface(m.Span), "", i)
	}
	if m := d.Main; m != nil {
		for i, q := range answers(m) {
			if q.answer != nil {
				add(Main, nowhere, q.name, "", i, Field{"text", q.answer.Text}, Field{"value", q.answer.Value})
			}
		}
	}
	return out
}

type question struct {
	name   string
	answer *corpus.Answer
}

func answers(m *corpus.Main) []question {
	return []question{{"who", m.Who}, {"what", m.What}, {"when", m.When}, {"where", m.Where}, {"why", m.Why}, {"how", m.How}}
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

// confidence is that of an item's record, or -1.
func confidence(d *corpus.Document, i *Item) float64 {
	switch i.Layer {
	case Quotes:
		return d.Quotes[i.Index].Confidence
	case Events:
		return d.Events[i.Index].Confidence
	}
	return -1
}

// code is an event's code in one word: "CONSULT/visit 042".
func code(e *corpus.Event) string {
	s := string(e.Type)
	if e.Mode != "" {
		s += "/" + e.Mode
	}
	if e.CAMEO != "" {
		s += " " + e.CAMEO
	}
	return s
}

// describe says what an added or removed item is, besides its surface.
func describe(d *corpus.Document, i *Item) string {
	switch i.Layer {
	case Entities, Quotes, References:
		return strings.TrimSpace(i.Kind + " " + i.Get("actor"))
	case Dates:
		return strings.TrimSpace(i.Kind + " " + i.Get("value"))
	case Periods:
		return i.Get("begin") + "/" + i.Get("until")
	case Actors:
		return strings.Join(strings.Fields(i.Get("name")+" "+i.Kind+" "+i.Get("country")+" "+i.Get("sector")), " ")
	case Events:
		e := &d.Events[i.Index]
		return code(e) + " " + cast(e.Sources) + " → " + cast(e.Targets)
	case Main:
		return i.Get("text")
	}
	return ""
}

// cast names the actors of a side; "–" stands for a common noun.
func cast(ps []corpus.Participant) string {
	if len(ps) == 0 {
		return "∅"
	}
	var out []string
	for _, p := range ps {
		if p.Actor == "" {
			out = append(out, "–")
		} else {
			out = append(out, p.Actor)
		}
	}
	return strings.Join(out, ", ")
}

// OneLine is s with its white space as single spaces.
func OneLine(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || c < ' ' || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}
