package pipeline

import (
	"crypto/sha256"
	"sort"

	"dateline/corpus"
	"dateline/corpus/pack"
	"dateline/corpus/ud"
	"dateline/normalize/actors"
	"dateline/normalize/duplicates"
)

// keys is what the map step tells the reduce about one document. It holds no text,
// and no id of the document: that is settled in the reduce.
type keys struct {
	Actors []actors.Key
	Sketch duplicates.Sketch
	// The ids of the following are local to the document.
	Cast     []string // ids of the document's actors
	Quotes   []duplicates.Quotation
	Events   []duplicates.Happening
	Mentions []duplicates.Happening // events that are no PLOVER events
}

// keySumsSize is the size of the digests that sums appends.
const keySumsSize = 4 * 8

// sums appends a digest of what each part of the reduce sees of the keys, so that a
// part is redone only where something of its own has changed.
func (k *keys) sums(buf []byte) []byte {
	events := struct {
		Cast             []string
		Events, Mentions []duplicates.Happening
	}{k.Cast, k.Events, k.Mentions}
	for _, packed := range [][]byte{partActors: pack.Append(nil, &k.Actors), partCopies: pack.Append(nil, &k.Sketch), partQuotes: pack.Append(nil, &k.Quotes), partEvents: pack.Append(nil, &events)} {
		sum := sha256.Sum256(packed)
		buf = append(buf, sum[:8]...)
	}
	return buf
}

func keysOf(d *corpus.Document, base *actors.Base) keys {
	k := keys{Actors: actors.KeysOf(d, base), Sketch: duplicates.SketchOf(d.Text)}
	for _, q := range d.Quotes {
		k.Quotes = append(k.Quotes, duplicates.QuotationOf(q.Local, q.Text))
	}
	for _, a := range d.Actors {
		k.Cast = append(k.Cast, a.ID)
	}
	for _, e := range d.Events {
		h := duplicates.Happening{ID: e.Local, Type: string(e.Type), Lemma: triggerLemma(d, e.Trigger.Span)}
		for _, p := range e.Sources {
			h.Sources = append(h.Sources, p.Actor)
		}
		for _, p := range e.Targets {
			h.Targets = append(h.Targets, p.Actor)
		}
		if e.Location != nil {
			h.Place = e.Location.Name
		}
		if e.Date != nil {
			h.Date = e.Date.Value
		}
		k.Events = append(k.Events, h)
	}
	for _, m := range d.Mentions {
		h := duplicates.Happening{ID: m.Local, Lemma: m.Lemma}
		if i := d.SentenceAt(m.Start); i >= 0 {
			s := d.Sentences[i].Span
			for _, e := range d.Entities[sort.Search(len(d.Entities), func(i int) bool { return d.Entities[i].Start >= s.Start }):] {
				if e.Start >= s.End {
					break
				}
				if s.Contains(e.Span) && e.Actor != "" {
					h.Context = append(h.Context, e.Actor)
				}
			}
			for _, t := range d.Dates[sort.Search(len(d.Dates), func(i int) bool { return d.Dates[i].Start >= s.Start }):] {
				if t.Start >= s.End {
					break
				}
				if s.Contains(t.Span) && t.Type == corpus.DateDate {
					h.Date = t.Value
				}
			}
		}
		if h.Date == "" {
			h.Date = d.Published
		}
		k.Mentions = append(k.Mentions, h)
	}
	return k
}

// triggerLemma is the lemma of the noun that ends a trigger ("held talks"), else of
// its first token.
func triggerLemma(d *corpus.Document, s corpus.Span) string {
	in := d.TokensIn(s)
	if in.Len() <= 0 {
		return d.Surface(s)
	}
	if last := d.Tokens[in.End-1]; in.Len() > 1 && last.UPOS == ud.NOUN {
		return last.Lemma
	}
	return d.Tokens[in.First].Lemma
}
