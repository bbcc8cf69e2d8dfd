package diff

import (
	"bytes"
	"encoding/json"
	"slices"

	"dateline/corpus"
	"dateline/corpus/page"
)

// happening is an event that is reported as having taken place, as the pictures show it.
type happening struct {
	days             string // page.Days, or empty
	quad             int
	sources, targets []string // actors, each once
}

// mostParties is how many actors of a side are counted.
const mostParties = 12

// happened reports whether an event of a type and realis is in the pictures.
func happened(kind corpus.EventType, realis corpus.Realis) bool {
	return kind != corpus.Statement && (realis == corpus.Actual || realis == corpus.Claimed)
}

// happenings are those of a document.
func happenings(d *corpus.Document) []happening {
	var out []happening
	days := d.EventDays()
	for i := range d.Events {
		e := &d.Events[i]
		if !happened(e.Type, e.Realis) {
			continue
		}
		h := happening{quad: quadOf(e.Quad)}
		if begin, end := days(e.Date); begin != "" && end != "" {
			h.days = page.Days(begin, end)
		}
		for _, p := range e.Sources {
			h.sources = party(h.sources, p.Actor)
		}
		for _, p := range e.Targets {
			h.targets = party(h.targets, p.Actor)
		}
		out = append(out, h)
	}
	return out
}

func quadOf(n int) int {
	if n < 0 || n > 4 {
		return 0
	}
	return n
}

func party(list []string, actor string) []string {
	if actor == "" || len(list) == mostParties || slices.Contains(list, actor) {
		return list
	}
	return append(list, actor)
}

// namesOf are the names of a document's actors by their ids.
func namesOf(d *corpus.Document, names map[string]string) {
	for i := range d.Actors {
		nameActor(names, d.Actors[i].ID, d.Actors[i].Name)
	}
}

// nameActor notes the name of an actor, if none is known.
func nameActor(names map[string]string, id, name string) {
	if _, ok := names[id]; !ok && id != "" {
		names[id] = page.Plain(name, 120)
	}
}

// listener takes the happenings and names out of a record that a [counter] walks through.
type listener struct {
	list   []happening
	at     []*corpus.EventDate // of the list
	names  map[string]string
	dates  []corpus.Date
	event  happening
	date   *corpus.EventDate
	failed bool
	// As they are written, since most are not wanted in the end.
	id, name, value, from, until, kind, realis []byte
}

// begin begins an item.
func (l *listener) begin() {
	l.event, l.date = happening{}, nil
	l.id, l.name, l.value, l.from, l.until, l.kind, l.realis = nil, nil, nil, nil, nil, nil, nil
}

// take takes the value of a key of an item, as it is written.
func (l *listener) take(layer string, key, raw []byte) {
	switch layer {
	case Actors:
		switch string(key) {
		case "id":
			l.id = raw
		case "name":
			l.name = raw
		}
	case Dates:
		switch string(key) {
		case "value":
			l.value = raw
		case "begin":
			l.from = raw
		case "until":
			l.until = raw
		}
	case Events:
		switch string(key) {
		case "type":
			l.kind = raw
		case "realis":
			l.realis = raw
		case "quad":
			if len(raw) == 1 && raw[0] >= '0' && raw[0] <= '9' {
				l.event.quad = quadOf(int(raw[0] - '0'))
			} else {
				l.read(raw, &l.event.quad)
				l.event.quad = quadOf(l.event.quad)
			}
		case "sources":
			l.event.sources = l.side(raw)
		case "targets":
			l.event.targets = l.side(raw)
		case "date":
			l.date = &corpus.EventDate{}
			s := scanner{b: raw}
			s.object(func(key []byte) {
				from := s.i
				s.filled()
				if string(key) == "value" {
					l.date.Value = l.text(raw[from:s.i])
				}
			})
			l.failed = l.failed || s.bad
		}
	}
}

// end ends an item.
func (l *listener) end(layer string) {
	switch layer {
	case Actors:
		if id := plain(l.id); id != nil {
			if _, ok := l.names[string(id)]; ok {
				return
			}
		}
		nameActor(l.names, l.text(l.id), l.text(l.name))
	case Dates:
		if l.from != nil {
			l.dates = append(l.dates, corpus.Date{Value: l.text(l.value), Begin: l.text(l.from), Until: l.text(l.until)})
		}
	case Events:
		if string(l.kind) == `"`+string(corpus.Statement)+`"` || !happened(corpus.EventType(l.text(l.kind)), corpus.Realis(l.text(l.realis))) {
			return
		}
		l.list, l.at = append(l.list, l.event), append(l.at, l.date)
	}
}

// happenings are those of the record, when all of it has been heard.
func (l *listener) happenings() []happening {
	if len(l.list) == 0 {
		return nil
	}
	days := (&corpus.Document{Dates: l.dates}).EventDays()
	for i := range l.list {
		if begin, end := days(l.at[i]); begin != "" && end != "" {
			l.list[i].days = page.Days(begin, end)
		}
	}
	return l.list
}

func (l *listener) side(raw []byte) []string {
	var out []string
	s := scanner{b: raw}
	s.array(func() {
		s.space()
		from := s.i
		if s.filled() {
			out = party(out, l.text(raw[from:s.i]))
		}
	})
	l.failed = l.failed || s.bad
	return out
}

// text is a string of JSON, or empty for null.
func (l *listener) text(raw []byte) string {
	if s := plain(raw); s != nil || raw == nil {
		return string(s)
	}
	var out *string
	l.read(raw, &out)
	if out == nil {
		return ""
	}
	return *out
}

// plain is what stands in a string of JSON that is written without escapes; of anything else it is nil.
func plain(raw []byte) []byte {
	s := scanner{b: raw}
	s.space()
	raw = raw[s.i:]
	if len(raw) < 2 || raw[0] != '"' || bytes.IndexByte(raw, '\\') >= 0 {
		return nil
	}
	return raw[1 : len(raw)-1]
}

func (l *listener) read(raw []byte, to any) {
	if json.Unmarshal(raw, to) != nil {
		l.failed = true
	}
}
