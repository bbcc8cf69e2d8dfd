package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"dateline/corpus/ud"
)

// record is a document as one line of the contract: its fields, and the tokens
// as one list a sentence where they were asked for. An embedded Document would
// put the tokens last; the contract has them after the sentences, so the few
// fields before them stand in the same order here.
type record struct {
	ID          string        `json:"id"`
	URL         string        `json:"url,omitempty"`
	Canonical   string        `json:"canonical,omitempty"`
	Title       string        `json:"title,omitempty"`
	Byline      []string      `json:"byline,omitempty"`
	Publisher   string        `json:"publisher,omitempty"`
	Published   string        `json:"published,omitempty"`
	Dateline    *Dateline     `json:"dateline,omitempty"`
	Lang        string        `json:"lang,omitempty"`
	Skipped     string        `json:"skipped,omitempty"`
	Text        string        `json:"text,omitempty"`
	Source      Source        `json:"source,omitzero"`
	DuplicateOf string        `json:"duplicate_of,omitempty"`
	Sentences   []Sentence    `json:"sentences,omitempty"`
	Tokens      [][]wireToken `json:"tokens,omitempty"`
	Entities    []Entity      `json:"entities,omitempty"`
	Dates       []Date        `json:"dates,omitempty"`
	Periods     []Period      `json:"periods,omitempty"`
	Quotes      []Quote       `json:"quotes,omitempty"`
	References  []Reference   `json:"references,omitempty"`
	Actors      []Actor       `json:"actors,omitempty"`
	Events      []Event       `json:"events,omitempty"`
	Mentions    []Mention     `json:"mentions,omitempty"`
	Dropped     []Dropped     `json:"dropped,omitempty"`
	Origin      []Origin      `json:"origin,omitempty"`
	Main        *Main         `json:"main,omitempty"`
}

// wireToken is a token as [start, end, UPOS, XPOS, head, deprel].
type wireToken Token

func (t wireToken) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, `[%d,%d,%q,%q,%d,%q]`, t.Start, t.End, t.UPOS, t.XPOS, t.Head, t.Rel), nil
}

func (t *wireToken) UnmarshalJSON(data []byte) error {
	var parts [6]json.RawMessage
	if err := json.Unmarshal(data, &parts); err != nil {
		return err
	}
	var upos, xpos, rel string
	for i, to := range []any{&t.Start, &t.End, &upos, &xpos, &t.Head, &rel} {
		if err := json.Unmarshal(parts[i], to); err != nil {
			return fmt.Errorf("token field %d: %w", i, err)
		}
	}
	t.UPOS, t.XPOS, t.Rel = ud.ParseUPOS(upos), ud.ParseXPOS(xpos), ud.ParseRel(rel)
	return nil
}

// Encode writes d as one line, with the layers asked for: fixed key order, no
// HTML escaping, shortest floats, one LF at the end. Empty strings, lists and
// objects are left out, numbers never.
func Encode(w io.Writer, d *Document, layers Layers) error {
	line, err := Line(d, layers)
	if err != nil {
		return err
	}
	_, err = w.Write(line)
	return err
}

// Line is the line that Encode writes, LF included.
func Line(d *Document, layers Layers) ([]byte, error) {
	r := record{
		ID: d.ID, URL: d.URL, Canonical: d.Canonical, Title: d.Title, Byline: d.Byline,
		Publisher: d.Publisher, Published: d.Published, Dateline: d.Dateline, Lang: d.Lang,
		Skipped: d.Skipped, Source: d.Source, DuplicateOf: d.DuplicateOf,
	}
	if layers.Has(LayerText) {
		r.Text = d.Text
	}
	if layers.Has(LayerSentences) {
		r.Sentences = d.Sentences
	}
	if layers.Has(LayerTokens) {
		for _, s := range d.Sentences {
			list := make([]wireToken, 0, s.Tokens.Len())
			for _, t := range d.Tokens[s.Tokens.First:s.Tokens.End] {
				list = append(list, wireToken(t))
			}
			r.Tokens = append(r.Tokens, list)
		}
	}
	if layers.Has(LayerEntities) {
		r.Entities = d.Entities
	}
	if layers.Has(LayerDates) {
		r.Dates = d.Dates
	}
	if layers.Has(LayerPeriods) {
		r.Periods = d.Periods
	}
	if layers.Has(LayerQuotes) {
		r.Quotes = d.Quotes
	}
	if layers.Has(LayerActors) {
		r.References, r.Actors = d.References, d.Actors
	}
	if layers.Has(LayerEvents) {
		r.Events = d.Events
	}
	if layers.Has(LayerMentions) {
		r.Mentions = d.Mentions
	}
	if layers.Has(LayerMain) {
		r.Main = d.Main
	}
	if layers.Has(LayerDropped) {
		r.Dropped = d.Dropped
	}
	if layers.Has(LayerOrigin) {
		r.Origin = d.Origin
	}
	data, err := marshal(r)
	if err != nil {
		return nil, fmt.Errorf("corpus: doc %s: %w", d.ID, err)
	}
	return append(data, '\n'), nil
}

// marshal is json.Marshal without HTML escaping and without a final newline.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Decode reads one record back. Token ranges of sentences are restored when
// the record has tokens.
func Decode(line []byte) (*Document, error) {
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		return nil, fmt.Errorf("corpus: %w", err)
	}
	d := &Document{
		ID: r.ID, URL: r.URL, Canonical: r.Canonical, Title: r.Title, Byline: r.Byline,
		Publisher: r.Publisher, Published: r.Published, Dateline: r.Dateline, Lang: r.Lang,
		Skipped: r.Skipped, Text: r.Text, Source: r.Source, DuplicateOf: r.DuplicateOf,
		Sentences: r.Sentences, Entities: r.Entities, Dates: r.Dates, Periods: r.Periods,
		Quotes: r.Quotes, References: r.References, Actors: r.Actors, Events: r.Events,
		Mentions: r.Mentions, Dropped: r.Dropped, Origin: r.Origin, Main: r.Main,
	}
	for i, list := range r.Tokens {
		first := len(d.Tokens)
		for _, t := range list {
			d.Tokens = append(d.Tokens, Token(t))
		}
		if i < len(d.Sentences) {
			d.Sentences[i].Tokens = Range{first, len(d.Tokens)}
		}
	}
	return d, nil
}
