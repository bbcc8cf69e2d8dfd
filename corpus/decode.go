package corpus

import (
	"encoding/json"
	"fmt"

	"dateline/corpus/ud"
)

// record is what Decode reads of a line: the fields of a document, and the tokens as
// one list a sentence.
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
