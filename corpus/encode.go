package corpus

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strconv"
	"sync"
	"unicode/utf8"
)

// Encode writes d as one line, with the layers asked for: fixed key order, no
// HTML escaping, shortest floats, one LF at the end. Empty strings, lists and
// objects are left out, numbers never. The error is w's, or says which number of d
// is infinite or none, for which JSON has no word.
func Encode(w io.Writer, d *Document, layers Layers) error {
	b := lines.Get().(*[]byte)
	defer lines.Put(b)
	line, err := AppendLine((*b)[:0], d, layers)
	*b = line
	if err != nil {
		return err
	}
	_, err = w.Write(line)
	return err
}

// Line is the line that Encode writes, LF included.
func Line(d *Document, layers Layers) ([]byte, error) {
	b := lines.Get().(*[]byte)
	defer lines.Put(b)
	line, err := AppendLine((*b)[:0], d, layers)
	*b = line
	if err != nil {
		return nil, err
	}
	return bytes.Clone(line), nil // a line has a length that nobody knows before
}

// lines are buffers to encode in.
var lines = sync.Pool{New: func() any { return new([]byte) }}

// AppendLine appends the line that Encode writes to buf. After an error buf comes
// back as it was.
//
// The encoder writes every key by hand, for this is done for every document of
// every run; its tests hold it to what encoding/json makes of the same types.
func AppendLine(buf []byte, d *Document, layers Layers) ([]byte, error) {
	if err := d.finite(layers); err != nil {
		return buf, fmt.Errorf("corpus: doc %s: %w", d.ID, err)
	}
	b := appendString(append(buf, `{"id":`...), d.ID)
	b = appendText(b, `,"url":`, d.URL)
	b = appendText(b, `,"canonical":`, d.Canonical)
	b = appendText(b, `,"title":`, d.Title)
	b = appendTexts(b, `,"byline":`, d.Byline)
	b = appendText(b, `,"publisher":`, d.Publisher)
	b = appendText(b, `,"published":`, d.Published)
	if d.Dateline != nil {
		b = d.Dateline.append(append(b, `,"dateline":`...))
	}
	b = appendText(b, `,"lang":`, d.Lang)
	b = appendText(b, `,"skipped":`, d.Skipped)
	if layers.Has(LayerText) {
		b = appendText(b, `,"text":`, d.Text)
	}
	if d.Source != (Source{}) {
		b = d.Source.append(append(b, `,"source":`...))
	}
	b = appendText(b, `,"duplicate_of":`, d.DuplicateOf)
	if layers.Has(LayerSentences) {
		b = appendList(b, `,"sentences":`, d.Sentences, (*Sentence).append)
	}
	if layers.Has(LayerTokens) {
		b = d.appendTokens(b)
	}
	if layers.Has(LayerEntities) {
		b = appendList(b, `,"entities":`, d.Entities, (*Entity).append)
	}
	if layers.Has(LayerDates) {
		b = appendList(b, `,"dates":`, d.Dates, (*Date).append)
	}
	if layers.Has(LayerPeriods) {
		b = appendList(b, `,"periods":`, d.Periods, (*Period).append)
	}
	if layers.Has(LayerQuotes) {
		b = appendList(b, `,"quotes":`, d.Quotes, (*Quote).append)
	}
	if layers.Has(LayerActors) {
		b = appendList(b, `,"references":`, d.References, (*Reference).append)
		b = appendList(b, `,"actors":`, d.Actors, (*Actor).append)
	}
	if layers.Has(LayerEvents) {
		b = appendList(b, `,"events":`, d.Events, (*Event).append)
	}
	if layers.Has(LayerMentions) {
		b = appendList(b, `,"mentions":`, d.Mentions, (*Mention).append)
	}
	if layers.Has(LayerDropped) {
		b = appendList(b, `,"dropped":`, d.Dropped, (*Dropped).append)
	}
	if layers.Has(LayerOrigin) {
		b = appendList(b, `,"origin":`, d.Origin, (*Origin).append)
	}
	if layers.Has(LayerMain) && d.Main != nil {
		b = d.Main.append(append(b, `,"main":`...))
	}
	return append(b, '}', '\n'), nil
}

// AppendEventRow appends the line of the table of events: the object that a record
// has, with the id of its document in front, and an LF. After an error buf comes
// back as it was.
func AppendEventRow(buf []byte, document string, e *Event) ([]byte, error) {
	if err := e.finite(); err != nil {
		return buf, fmt.Errorf("corpus: doc %s: %w", document, err)
	}
	b := append(appendString(append(buf, `{"document":`...), document), ',')
	return append(e.appendFields(b), '}', '\n'), nil
}

// AppendQuoteRow is [AppendEventRow] for the table of quotations.
func AppendQuoteRow(buf []byte, document string, q *Quote) ([]byte, error) {
	if err := q.finite(); err != nil {
		return buf, fmt.Errorf("corpus: doc %s: %w", document, err)
	}
	b := append(appendString(append(buf, `{"document":`...), document), ',')
	return append(q.appendFields(b), '}', '\n'), nil
}

// finite finds the first number that is none, in the layers that have such numbers.
func (d *Document) finite(layers Layers) error {
	if layers.Has(LayerQuotes) {
		for i := range d.Quotes {
			if err := d.Quotes[i].finite(); err != nil {
				return err
			}
		}
	}
	if layers.Has(LayerEvents) {
		for i := range d.Events {
			if err := d.Events[i].finite(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (q *Quote) finite() error {
	if !isFinite(q.Confidence) {
		return fmt.Errorf("quote %s: confidence %v cannot be written", q.ID, q.Confidence)
	}
	return nil
}

func (e *Event) finite() error {
	l := e.Location
	switch {
	case !isFinite(e.Intensity):
		return fmt.Errorf("event %s: intensity %v cannot be written", e.ID, e.Intensity)
	case !isFinite(e.Confidence):
		return fmt.Errorf("event %s: confidence %v cannot be written", e.ID, e.Confidence)
	case l != nil && l.Lat != nil && !isFinite(*l.Lat):
		return fmt.Errorf("event %s: latitude %v cannot be written", e.ID, *l.Lat)
	case l != nil && l.Lon != nil && !isFinite(*l.Lon):
		return fmt.Errorf("event %s: longitude %v cannot be written", e.ID, *l.Lon)
	}
	return nil
}

func isFinite(f float64) bool { return !math.IsNaN(f) && !math.IsInf(f, 0) }

func (l *Dateline) append(b []byte) []byte {
	at := len(b)
	b = appendText(b, `,"place":`, l.Place)
	b = appendText(b, `,"date":`, l.Date)
	return closeObject(b, at)
}

func (s *Source) append(b []byte) []byte {
	b = appendString(append(b, `{"path":`...), s.Path)
	b = strconv.AppendInt(append(b, `,"offset":`...), s.Offset, 10)
	b = appendString(append(b, `,"sha256":`...), s.SHA256)
	return append(b, '}')
}

func (s *Sentence) append(b []byte) []byte { return s.Span.append(b) }

// appendTokens writes one list a sentence, which may be empty.
func (d *Document) appendTokens(b []byte) []byte {
	if len(d.Sentences) == 0 {
		return b
	}
	b = append(b, `,"tokens":[`...)
	for i := range d.Sentences {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '[')
		r := d.Sentences[i].Tokens
		tokens := d.Tokens[r.First:r.End]
		for j := range tokens {
			if j > 0 {
				b = append(b, ',')
			}
			b = tokens[j].append(b)
		}
		b = append(b, ']')
	}
	return append(b, ']')
}

func (t *Token) append(b []byte) []byte {
	b = appendInt(append(b, '['), t.Start)
	b = appendInt(append(b, ','), t.End)
	b = appendString(append(b, ','), t.UPOS.String())
	b = appendString(append(b, ','), t.XPOS.String())
	b = appendInt(append(b, ','), t.Head)
	b = appendString(append(b, ','), t.Rel.String())
	return append(b, ']')
}

func (e *Entity) append(b []byte) []byte {
	b = e.Span.appendFields(append(b, '{'))
	b = appendString(append(b, `,"text":`...), e.Text)
	b = appendString(append(b, `,"type":`...), string(e.Type))
	b = appendText(b, `,"title":`, e.Title)
	b = appendText(b, `,"actor":`, e.Actor)
	return append(b, '}')
}

func (d *Date) append(b []byte) []byte {
	b = d.Span.appendFields(append(b, '{'))
	b = appendString(append(b, `,"text":`...), d.Text)
	b = appendString(append(b, `,"type":`...), string(d.Type))
	b = appendText(b, `,"value":`, d.Value)
	b = appendText(b, `,"mod":`, d.Mod)
	b = appendText(b, `,"begin":`, d.Begin)
	b = appendText(b, `,"until":`, d.Until)
	b = appendText(b, `,"how":`, d.How)
	return append(b, '}')
}

func (p *Period) append(b []byte) []byte {
	b = p.Span.appendFields(append(b, '{'))
	b = appendString(append(b, `,"text":`...), p.Text)
	b = appendText(b, `,"begin":`, p.Begin)
	b = appendText(b, `,"until":`, p.Until)
	b = appendInt(append(b, `,"from":`...), p.From)
	b = appendInt(append(b, `,"to":`...), p.To)
	return append(b, '}')
}

func (q *Quote) append(b []byte) []byte {
	return append(q.appendFields(append(b, '{')), '}')
}

func (q *Quote) appendFields(b []byte) []byte {
	b = appendString(append(b, `"id":`...), q.ID)
	b = appendText(b, `,"quote_id":`, q.QuoteID)
	b = q.Span.appendFields(append(b, ','))
	b = appendList(b, `,"spans":`, q.Spans, (*Piece).append)
	b = appendString(append(b, `,"text":`...), q.Text)
	b = appendString(append(b, `,"kind":`...), string(q.Kind))
	if q.Cue != nil {
		b = q.Cue.append(append(b, `,"cue":`...))
	}
	if q.Speaker != nil {
		b = q.Speaker.append(append(b, `,"speaker":`...))
	}
	b = appendFloat(append(b, `,"confidence":`...), q.Confidence)
	return appendText(b, `,"rule":`, q.Rule)
}

func (p *Piece) append(b []byte) []byte {
	b = appendInt(append(b, '['), p[0])
	b = appendInt(append(b, ','), p[1])
	return append(b, ']')
}

func (p *Phrase) append(b []byte) []byte {
	b = p.Span.appendFields(append(b, '{'))
	b = appendString(append(b, `,"text":`...), p.Text)
	return append(b, '}')
}

func (s *Speaker) append(b []byte) []byte {
	b = s.Span.appendFields(append(b, '{'))
	b = appendString(append(b, `,"text":`...), s.Text)
	b = appendText(b, `,"actor":`, s.Actor)
	return append(b, '}')
}

func (r *Reference) append(b []byte) []byte {
	b = r.Span.appendFields(append(b, '{'))
	b = appendString(append(b, `,"actor":`...), r.Actor)
	b = appendString(append(b, `,"kind":`...), string(r.Kind))
	return append(b, '}')
}

func (a *Actor) append(b []byte) []byte {
	b = appendString(append(b, `{"id":`...), a.ID)
	b = appendString(append(b, `,"name":`...), a.Name)
	b = appendString(append(b, `,"type":`...), string(a.Type))
	b = appendText(b, `,"country":`, a.Country)
	b = appendText(b, `,"sector":`, a.Sector)
	b = appendText(b, `,"wikidata":`, a.Wikidata)
	b = appendInt(append(b, `,"mentions":`...), a.Mentions)
	return append(b, '}')
}

func (e *Event) append(b []byte) []byte {
	return append(e.appendFields(append(b, '{')), '}')
}

func (e *Event) appendFields(b []byte) []byte {
	b = appendString(append(b, `"id":`...), e.ID)
	b = appendText(b, `,"event_id":`, e.EventID)
	if e.Main {
		b = append(b, `,"main":true`...)
	}
	b = appendString(append(b, `,"type":`...), string(e.Type))
	b = appendText(b, `,"mode":`, e.Mode)
	b = appendText(b, `,"cameo":`, e.CAMEO)
	b = appendInt(append(b, `,"quad":`...), e.Quad)
	b = appendFloat(append(b, `,"intensity":`...), e.Intensity)
	b = appendTexts(b, `,"contexts":`, e.Contexts)
	b = appendString(append(b, `,"realis":`...), string(e.Realis))
	b = appendText(b, `,"reported_by":`, e.ReportedBy)
	b = e.Trigger.append(append(b, `,"trigger":`...))
	b = e.Sentence.append(append(b, `,"sentence":`...))
	b = appendList(b, `,"sources":`, e.Sources, (*Participant).appendActor)
	b = appendList(b, `,"targets":`, e.Targets, (*Participant).appendActor)
	b = appendList(b, `,"source_spans":`, e.Sources, (*Participant).appendSpan)
	b = appendList(b, `,"target_spans":`, e.Targets, (*Participant).appendSpan)
	b = appendList(b, `,"source_country":`, e.Sources, (*Participant).appendCountry)
	b = appendList(b, `,"target_country":`, e.Targets, (*Participant).appendCountry)
	if e.Date != nil {
		b = e.Date.append(append(b, `,"date":`...))
	}
	if e.Location != nil {
		b = e.Location.append(append(b, `,"location":`...))
	}
	b = appendText(b, `,"quote":`, e.Quote)
	b = appendFloat(append(b, `,"confidence":`...), e.Confidence)
	return appendTexts(b, `,"why":`, e.Why)
}

func (p *Participant) appendActor(b []byte) []byte {
	if p.Actor == "" {
		return append(b, "null"...)
	}
	return appendString(b, p.Actor)
}

func (p *Participant) appendSpan(b []byte) []byte    { return p.Span.append(b) }
func (p *Participant) appendCountry(b []byte) []byte { return appendString(b, p.Country) }

func (d *EventDate) append(b []byte) []byte {
	b = appendString(append(b, `{"value":`...), d.Value)
	b = d.Span.appendFields(append(b, ','))
	b = appendText(b, `,"how":`, d.How)
	return append(b, '}')
}

func (l *Location) append(b []byte) []byte {
	b = appendString(append(b, `{"name":`...), l.Name)
	b = appendText(b, `,"text":`, l.Text)
	b = appendText(b, `,"country":`, l.Country)
	if l.Lat != nil {
		b = appendFloat(append(b, `,"lat":`...), *l.Lat)
	}
	if l.Lon != nil {
		b = appendFloat(append(b, `,"lon":`...), *l.Lon)
	}
	b = l.Span.appendFields(append(b, ','))
	return append(b, '}')
}

func (m *Mention) append(b []byte) []byte {
	b = m.Span.appendFields(append(b, '{'))
	b = appendString(append(b, `,"event_id":`...), m.EventID)
	return append(b, '}')
}

func (d *Dropped) append(b []byte) []byte {
	b = appendString(append(b, `{"text":`...), d.Text)
	b = appendString(append(b, `,"place":`...), d.Place)
	b = appendString(append(b, `,"reason":`...), d.Reason)
	return append(b, '}')
}

func (o *Origin) append(b []byte) []byte {
	b = appendInt(append(b, '['), o[0])
	b = appendInt(append(b, ','), o[1])
	b = appendInt(append(b, ','), o[2])
	return append(b, ']')
}

func (m *Main) append(b []byte) []byte {
	at := len(b)
	b = m.Who.append(b, `,"who":`)
	b = m.What.append(b, `,"what":`)
	b = m.When.append(b, `,"when":`)
	b = m.Where.append(b, `,"where":`)
	b = m.Why.append(b, `,"why":`)
	b = m.How.append(b, `,"how":`)
	return closeObject(b, at)
}

func (a *Answer) append(b []byte, key string) []byte {
	if a == nil {
		return b
	}
	b = appendString(append(append(b, key...), `{"text":`...), a.Text)
	b = appendText(b, `,"value":`, a.Value)
	return append(b, '}')
}

func (s *Span) append(b []byte) []byte {
	return append(s.appendFields(append(b, '{')), '}')
}

func (s *Span) appendFields(b []byte) []byte {
	b = appendInt(append(b, `"start":`...), s.Start)
	return appendInt(append(b, `,"end":`...), s.End)
}

// closeObject ends an object whose fields, each with a comma before it, begin at at.
func closeObject(b []byte, at int) []byte {
	if len(b) == at {
		return append(b, '{', '}')
	}
	b[at] = '{'
	return append(b, '}')
}

// appendText writes a string that is left out where it is empty. The key has its
// comma and colon, as all keys here.
func appendText(b []byte, key, s string) []byte {
	if s == "" {
		return b
	}
	return appendString(append(b, key...), s)
}

// appendTexts writes a list of strings that is left out where it is empty.
func appendTexts(b []byte, key string, list []string) []byte {
	if len(list) == 0 {
		return b
	}
	b = append(b, key...)
	mark := byte('[')
	for _, s := range list {
		b = appendString(append(b, mark), s)
		mark = ','
	}
	return append(b, ']')
}

// appendList writes a list that is left out where it is empty.
func appendList[T any](b []byte, key string, list []T, one func(*T, []byte) []byte) []byte {
	if len(list) == 0 {
		return b
	}
	b = append(b, key...)
	mark := byte('[')
	for i := range list {
		b = one(&list[i], append(b, mark))
		mark = ','
	}
	return append(b, ']')
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// appendFloat writes a finite number with the fewest digits that read back as the
// same, very large and very small ones with an exponent, as ECMAScript does.
func appendFloat(b []byte, f float64) []byte {
	abs := math.Abs(f)
	if abs == 0 || abs >= 1e-6 && abs < 1e21 {
		return strconv.AppendFloat(b, f, 'f', -1, 64)
	}
	b = strconv.AppendFloat(b, f, 'e', -1, 64)
	if n := len(b); n >= 4 && b[n-4] == 'e' && b[n-3] == '-' && b[n-2] == '0' { // e-09 is e-9
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b
}

// plain tells the bytes that stand in a JSON string as they are.
var plain = func() (is [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		is[c] = c != '"' && c != '\\'
	}
	return is
}()

// appendString writes s in quotes. Of what need not be escaped, U+2028 and U+2029 are,
// for a line in a script ends there; a byte that is not UTF-8 becomes \ufffd.
func appendString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0 // of what is not yet written
	for i := 0; i < len(s); {
		c := s[i]
		if plain[c] {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			b = append(b, s[from:i]...)
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\b':
				b = append(b, '\\', 'b')
			case '\f':
				b = append(b, '\\', 'f')
			case '\n':
				b = append(b, '\\', 'n')
			case '\r':
				b = append(b, '\\', 'r')
			case '\t':
				b = append(b, '\\', 't')
			default:
				b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
			}
			i++
			from = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(append(b, s[from:i]...), `\ufffd`...)
			from = i + n
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[from:i]...), '\\', 'u', '2', '0', '2', hex[r&0xf])
			from = i + n
		}
		i += n
	}
	return append(append(b, s[from:]...), '"')
}
