package view

import (
	"cmp"
	"slices"

	"dateline/corpus"
)

// kind is what a mark in the text stands for.
type kind uint8

const (
	kindEntity kind = iota
	kindDate
	kindQuote
	kindTrigger
	kindReference
)

// mark is a span to be shown, with a word for the reader.
type mark struct {
	corpus.Span
	kind  kind
	class string // entity type, quote kind, event type
	title string
	id    string // of an event or a quotation
}

// segment is a stretch of text under the same marks.
type segment struct {
	corpus.Span
	marks []*mark // outermost first
}

// marksOf collects what is to be shown of a document, in text order.
func marksOf(d *corpus.Document) []mark {
	var ms []mark
	for _, q := range d.Quotes {
		title := string(q.Kind) + " quotation"
		if q.Speaker != nil {
			title += " of " + q.Speaker.Text
		}
		pieces := q.Spans
		if len(pieces) == 0 {
			pieces = []corpus.Piece{{q.Start, q.End}}
		}
		for _, p := range pieces {
			ms = append(ms, mark{corpus.Span{Start: p[0], End: p[1]}, kindQuote, string(q.Kind), title, q.ID})
		}
	}
	for _, e := range d.Entities {
		title := string(e.Type)
		if e.Actor != "" {
			title += " " + e.Actor
		}
		ms = append(ms, mark{e.Span, kindEntity, string(e.Type), title, ""})
	}
	for _, r := range d.References {
		ms = append(ms, mark{r.Span, kindReference, string(r.Kind), string(r.Kind) + " → " + r.Actor, ""})
	}
	for _, t := range d.Dates {
		ms = append(ms, mark{t.Span, kindDate, string(t.Type), string(t.Type) + " " + t.Value + " (" + t.How + ")", ""})
	}
	for _, e := range d.Events {
		ms = append(ms, mark{e.Trigger.Span, kindTrigger, string(e.Type), string(e.Type) + ", " + string(e.Realis), e.ID})
	}
	slices.SortStableFunc(ms, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), -cmp.Compare(a.End, b.End))
	})
	return ms
}

// segmentsOf cuts [0, n) at every end of a mark. Marks may nest and cross.
func segmentsOf(ms []mark, n int) []segment {
	cuts := []int{0, n}
	for _, m := range ms {
		cuts = append(cuts, m.Start, m.End)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []segment
	var open []*mark
	next := 0
	for i := 0; i+1 < len(cuts); i++ {
		s := segment{Span: corpus.Span{Start: cuts[i], End: cuts[i+1]}}
		open = slices.DeleteFunc(open, func(m *mark) bool { return m.End <= s.Start })
		for next < len(ms) && ms[next].Start <= s.Start {
			if ms[next].End > s.Start {
				open = append(open, &ms[next])
			}
			next++
		}
		s.marks = slices.Clone(open)
		out = append(out, s)
	}
	return out
}
