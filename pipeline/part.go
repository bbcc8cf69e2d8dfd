package pipeline

import (
	"dateline/corpus"
	"dateline/corpus/pack"
)

// A document is kept in three parts, one for each section of the chain, so that
// what has not changed need not be worked out again: the same page with another
// advertisement has the same text part, and a changed event rule leaves text and
// layers as they are. Ids are in none of them: those of the document depend on
// where it lies, and those of its mentions follow.

// textPart is what the text section gives.
type textPart struct {
	URL, Canonical, Title string
	Byline                []string
	Publisher, Published  string
	Dateline              *corpus.Dateline
	Lang, Skipped, Text   string
	Dropped               []corpus.Dropped
	Origin                []corpus.Origin
}

func textOf(d *corpus.Document) textPart {
	return textPart{d.URL, d.Canonical, d.Title, d.Byline, d.Publisher, d.Published, d.Dateline, d.Lang, d.Skipped, d.Text, d.Dropped, d.Origin}
}

func (p *textPart) into(d *corpus.Document) {
	d.URL, d.Canonical, d.Title, d.Byline, d.Publisher, d.Published = p.URL, p.Canonical, p.Title, p.Byline, p.Publisher, p.Published
	d.Dateline, d.Lang, d.Skipped, d.Text, d.Dropped, d.Origin = p.Dateline, p.Lang, p.Skipped, p.Text, p.Dropped, p.Origin
}

// layersPart is what the layers section gives that a record may show.
type layersPart struct {
	Sentences  []corpus.Sentence
	Entities   []corpus.Entity
	Dates      []corpus.Date
	Periods    []corpus.Period
	Quotes     []corpus.Quote
	References []corpus.Reference
	Actors     []corpus.Actor
}

func layersOf(d *corpus.Document) layersPart {
	return layersPart{d.Sentences, d.Entities, d.Dates, d.Periods, d.Quotes, d.References, d.Actors}
}

func (p *layersPart) into(d *corpus.Document) {
	d.Sentences, d.Entities, d.Dates, d.Periods = p.Sentences, p.Entities, p.Dates, p.Periods
	d.Quotes, d.References, d.Actors = p.Quotes, p.References, p.Actors
}

// wordsPart is the rest of what the layers section gives: the larger half, which only
// later stages need, and records that show tokens.
type wordsPart struct {
	Tokens  []corpus.Token
	Clauses []corpus.Clause
}

func wordsOf(d *corpus.Document) wordsPart { return wordsPart{d.Tokens, d.Clauses} }

func (p *wordsPart) into(d *corpus.Document) { d.Tokens, d.Clauses = p.Tokens, p.Clauses }

// eventsPart is what the events section gives.
type eventsPart struct {
	Events   []corpus.Event
	Mentions []corpus.Mention
	Main     *corpus.Main
}

func eventsOf(d *corpus.Document) eventsPart { return eventsPart{d.Events, d.Mentions, d.Main} }

func (p *eventsPart) into(d *corpus.Document) {
	d.Events, d.Mentions, d.Main = p.Events, p.Mentions, p.Main
}

// shapes is what the packed bytes of the parts depend on besides the values: the
// layout of the types.
func shapes() string {
	return pack.Shape[textPart]() + pack.Shape[layersPart]() + pack.Shape[wordsPart]() + pack.Shape[eventsPart]() + pack.Shape[Keys]() + pack.Shape[eventKeys]()
}
