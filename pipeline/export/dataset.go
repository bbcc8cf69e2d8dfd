package export

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"dateline/corpus"
	"dateline/pipeline"
)

// Dataset is a directory that pipeline.Run has written.
type Dataset struct {
	Dir      string
	Manifest pipeline.Manifest
}

// Open reads the manifest of a dataset directory. A directory without one is no whole dataset: an error.
func Open(dir string) (*Dataset, error) {
	man, err := pipeline.ReadManifest(dir)
	if err != nil {
		return nil, fmt.Errorf("%s is no dataset (dateline run makes one): %w", dir, err)
	}
	return &Dataset{Dir: dir, Manifest: man}, nil
}

// Documents yields the records in the order of their ids. The first error ends it. The table is held against its digest
// in the manifest: a damaged one is an error, at the end if not before.
func (s *Dataset) Documents(ctx context.Context) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		for l, err := range s.Manifest.Lines(s.Dir, pipeline.DocumentsFile) {
			var d *corpus.Document
			if err == nil {
				if d, err = corpus.Decode(l.Text); err != nil {
					err = s.Manifest.Blame(s.Dir, pipeline.DocumentsFile, fmt.Errorf("%s: %w", l.Place, err))
				}
			}
			if !give(ctx, yield, d, err) {
				return
			}
		}
	}
}

// Actors yields the actors of the whole dump in the order of their ids.
func (s *Dataset) Actors(ctx context.Context) iter.Seq2[*Actor, error] {
	return func(yield func(*Actor, error) bool) {
		for row, err := range s.Manifest.Actors(s.Dir) {
			a := &Actor{ID: row.ID, Name: row.Name, Type: string(row.Type), Country: row.Country, Sector: row.Sector, Wikidata: row.Wikidata,
				Mentions: int64(row.Mentions), Documents: int64(row.Documents), First: row.First, Last: row.Last}
			for _, x := range row.Spellings {
				a.Spellings = append(a.Spellings, Spelling{x.Text, int64(x.Count)})
			}
			if !give(ctx, yield, a, err) {
				return
			}
		}
	}
}

// give yields a row or the error, that of ctx if it has ended, and reports whether more is wanted.
func give[T any](ctx context.Context, yield func(*T, error) bool, row *T, err error) bool {
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		yield(nil, fmt.Errorf("export: %w", err))
		return false
	}
	return yield(row, nil)
}

// Rows are the rows that one document gives.
type Rows struct {
	Document Document
	Events   []Event
	Quotes   []Quote
}

// RowsOf flattens a record.
func RowsOf(d *corpus.Document) Rows {
	known := make(map[string]*corpus.Actor, len(d.Actors))
	for i := range d.Actors {
		known[d.Actors[i].ID] = &d.Actors[i]
	}
	out := Rows{Document: Document{ID: d.ID, URL: address(d), Title: d.Title, Byline: d.Byline, Publisher: d.Publisher, Published: d.Published,
		Lang: d.Lang, Skipped: d.Skipped, DuplicateOf: d.DuplicateOf, Path: d.Source.Path, Offset: d.Source.Offset, SHA256: d.Source.SHA256, Text: d.Text}}
	if m := d.Main; m != nil {
		out.Document.Who, out.Document.What, out.Document.Where = answer(m.Who), answer(m.What), answer(m.Where)
		if m.When != nil {
			out.Document.When = m.When.Value
		}
	}
	days := d.EventDays()
	for i := range d.Events {
		out.Events = append(out.Events, eventOf(d, &d.Events[i], known, days))
	}
	for i := range d.Quotes {
		q := &d.Quotes[i]
		row := Quote{ID: q.ID, QuoteID: q.QuoteID, Document: d.ID, URL: address(d), Published: d.Published, Kind: string(q.Kind), Text: oneLine(q.Text),
			Start: int32(q.Start), End: int32(q.End), Confidence: q.Confidence, Rule: q.Rule}
		if q.Cue != nil {
			row.Cue = oneLine(q.Cue.Text)
		}
		if s := q.Speaker; s != nil {
			row.Speaker, row.SpeakerActor = oneLine(s.Text), s.Actor
			if a := known[s.Actor]; a != nil {
				row.SpeakerName = a.Name
			}
		}
		out.Quotes = append(out.Quotes, row)
	}
	return out
}

func eventOf(d *corpus.Document, e *corpus.Event, known map[string]*corpus.Actor, days func(*corpus.EventDate) (begin, end string)) Event {
	row := Event{ID: e.ID, EventID: e.EventID, Document: d.ID, URL: address(d), Title: d.Title, Publisher: d.Publisher, Published: d.Published,
		Type: string(e.Type), Mode: e.Mode, CAMEO: e.CAMEO, Quad: int32(e.Quad), Intensity: e.Intensity, Contexts: e.Contexts, Realis: string(e.Realis),
		ReportedBy: e.ReportedBy, Sources: partiesOf(d, e.Sources, known), Targets: partiesOf(d, e.Targets, known), Trigger: oneLine(e.Trigger.Text),
		Sentence: oneLine(surface(d, e.Sentence)), Start: int32(e.Trigger.Start), End: int32(e.Trigger.End), Quote: e.Quote, Main: e.Main, Confidence: e.Confidence, Why: e.Why}
	if e.Date != nil {
		row.Date, row.DateHow = e.Date.Value, e.Date.How
		row.DateBegin, row.DateEnd = days(e.Date)
	}
	if l := e.Location; l != nil {
		row.Place = &Place{Name: l.Name, Text: oneLine(l.Text), Country: l.Country, Lat: l.Lat, Lon: l.Lon}
	}
	return row
}

func partiesOf(d *corpus.Document, ps []corpus.Participant, known map[string]*corpus.Actor) []Party {
	var out []Party
	for _, p := range ps {
		x := Party{Actor: p.Actor, Country: p.Country, Text: oneLine(surface(d, p.Span))}
		x.Name = x.Text
		if a := known[p.Actor]; a != nil {
			x.Name, x.Sector = a.Name, a.Sector
		}
		out = append(out, x)
	}
	return out
}

// address is where a reader finds the article.
func address(d *corpus.Document) string {
	if d.URL != "" {
		return d.URL
	}
	return d.Canonical
}

func answer(a *corpus.Answer) string {
	if a == nil {
		return ""
	}
	return oneLine(a.Text)
}

// surface is the text of a span, empty where a record that was made without its text has none.
func surface(d *corpus.Document, s corpus.Span) string {
	if s.Start < 0 || s.End > len(d.Text) || s.Start > s.End {
		return ""
	}
	return d.Text[s.Start:s.End]
}

// oneLine writes a stretch of text on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
