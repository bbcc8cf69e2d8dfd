package pipeline

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/corpus/pack"
	"dateline/corpus/ud"
	"dateline/normalize/actors"
	"dateline/normalize/duplicates"
	gazetteer "dateline/normalize/places"
)

// Keys is what the map step tells the reduce about one document. It holds no text,
// and no id of the document: that is settled in the reduce.
type Keys struct {
	Actors []actors.Key
	Sketch duplicates.Sketch
	// The ids of the following are local to the document.
	Cast     []string // ids of the document's actors
	Gist     duplicates.Gist
	Quotes   []duplicates.Quotation
	Events   []duplicates.Happening
	Mentions []duplicates.Happening // events that are no PLOVER events
}

// keySumsSize is the size of the digests that appendTo puts in front.
const keySumsSize = 4 * 8

// eventKeys are the keys of partEvents.
type eventKeys struct {
	Cast             []string
	Gist             duplicates.Gist
	Events, Mentions []duplicates.Happening
}

// appendTo appends the keys: a digest of what each part of the reduce sees of them, so that
// a part is redone only where something of its own has changed, and behind their
// length the keys of each part, squeezed, so that a part reads only its own.
func (k *Keys) appendTo(buf []byte) []byte {
	b := keyBuffers.Get().(*[2][]byte)
	defer keyBuffers.Put(b)
	packed, all := b[0], b[1][:0]
	events := eventKeys{k.Cast, k.Gist, k.Events, k.Mentions}
	for part := range 4 {
		switch packed = packed[:0]; part {
		case partActors:
			packed = pack.Append(packed, &k.Actors)
		case partCopies:
			packed = pack.Append(packed, &k.Sketch)
		case partQuotes:
			packed = pack.Append(packed, &k.Quotes)
		case partEvents:
			packed = pack.Append(packed, &events)
		}
		sum := sha256.Sum256(packed)
		buf = append(buf, sum[:8]...)
		all = squeeze(all, packed)
	}
	*b = [2][]byte{packed, all}
	return append(binary.AppendUvarint(buf, uint64(len(all))), all...)
}

// keyBuffers are the packed keys of a part, and the squeezed ones of all.
var keyBuffers = sync.Pool{New: func() any { return new([2][]byte) }}

// read reads the keys of some parts, or of all where none is given, from what appendTo
// appended behind the digests.
func (k *Keys) read(data []byte, parts ...int) error {
	data, _, err := cut(data)
	if err != nil {
		return err
	}
	for part := range 4 {
		switch {
		case len(parts) > 0 && !slices.Contains(parts, part):
			_, data, err = cut(data)
		case part == partActors:
			data, err = expand(data, &k.Actors)
		case part == partCopies:
			data, err = expand(data, &k.Sketch)
		case part == partQuotes:
			data, err = expand(data, &k.Quotes)
		case part == partEvents:
			var events eventKeys
			data, err = expand(data, &events)
			k.Cast, k.Gist, k.Events, k.Mentions = events.Cast, events.Gist, events.Events, events.Mentions
		}
		if err != nil {
			return err
		}
	}
	if len(data) > 0 {
		return pack.ErrCorrupt
	}
	return nil
}

// Quotations are the keys of the quotations of a document with that id.
func (k *Keys) Quotations(document string) []duplicates.Quotation {
	all := slices.Clone(k.Quotes)
	for i := range all {
		all[i].ID = corpus.MentionID(document, all[i].ID)
	}
	return all
}

// Happenings are the keys of the events and mentions of a document with that id, whose
// actors have those ids over the dump, and the ids of all its actors, sorted.
func (k *Keys) Happenings(document string, ids []string) (cast []string, all []duplicates.Happening) {
	to := renaming(k.Cast, ids)
	cast = renameAll(k.Cast, to)
	slices.Sort(cast)
	cast = slices.Compact(cast)
	all = slices.Concat(k.Events, k.Mentions)
	for i := range all {
		h := &all[i]
		h.ID = corpus.MentionID(document, h.ID)
		h.Sources, h.Targets, h.Context = renameAll(h.Sources, to), renameAll(h.Targets, to), renameAll(h.Context, to)
	}
	return cast, all
}

func keysOf(d *corpus.Document, base *actors.Base) Keys {
	k := Keys{Actors: actors.KeysOf(d, base), Sketch: duplicates.SketchOf(d.Text), Gist: duplicates.GistOf(d)}
	k.Quotes = slices.Grow(k.Quotes, len(d.Quotes))
	for i := range d.Quotes {
		k.Quotes = append(k.Quotes, duplicates.QuotationOf(d.Quotes[i].Local, d.Quotes[i].Text))
	}
	k.Cast = slices.Grow(k.Cast, len(d.Actors))
	for i := range d.Actors {
		k.Cast = append(k.Cast, d.Actors[i].ID)
	}
	var ids []string // room for the actors of all happenings
	cut := func(from int) []string { return ids[from:len(ids):len(ids)] }
	k.Events, k.Mentions = slices.Grow(k.Events, len(d.Events)), slices.Grow(k.Mentions, len(d.Mentions))
	for i := range d.Events {
		e := &d.Events[i]
		h := duplicates.Happening{ID: e.Local, Type: string(e.Type), Lemma: withParticle(d, e.Trigger.Span, triggerLemma(d, e.Trigger.Span))}
		h.Near = duplicates.NearOf(d, e.Trigger.Span, h.Lemma)
		at := len(ids)
		for i := range e.Sources {
			ids = append(ids, e.Sources[i].Actor)
		}
		h.Sources, at = cut(at), len(ids)
		for i := range e.Targets {
			ids = append(ids, e.Targets[i].Actor)
		}
		h.Targets = cut(at)
		if e.Location != nil {
			h.Place, h.Site = e.Location.Name, siteOf(e.Location)
		}
		if e.Date != nil {
			h.Date, h.Told = e.Date.Value, telling(e.Date)
		}
		k.Events = append(k.Events, h)
	}
	sentence, dated := -1, "" // the last sentence, and its date
	for i := range d.Mentions {
		m := &d.Mentions[i]
		h := duplicates.Happening{ID: m.Local, Lemma: withParticle(d, m.Span, m.Lemma)}
		h.Near = duplicates.NearOf(d, m.Span, h.Lemma)
		if i := d.SentenceAt(m.Start); i >= 0 {
			if i != sentence {
				sentence, dated = i, dateIn(d, d.Sentences[i].Span)
			}
			h.Date = dated
			at := len(ids)
			ids = actorsNear(ids, d, d.Sentences[i].Span, m.Start)
			h.Context = cut(at)
		}
		if h.Date == "" {
			h.Date = d.Published
		}
		k.Mentions = append(k.Mentions, h)
	}
	return k
}

// nearestEntities is how many entities before a mention, and how many behind it, count
// as its company. No sentence that somebody wrote has as many; a text without full stops
// is one sentence, and would take the square of its length.
const nearestEntities = 32

// actorsNear appends the ids of the actors about a place in a sentence, each once.
func actorsNear(ids []string, d *corpus.Document, sentence corpus.Span, at int) []string {
	behind, before := sort.Search(len(d.Entities), func(i int) bool { return d.Entities[i].Start >= at }), len(ids)
	near := d.Entities[max(0, behind-nearestEntities):min(len(d.Entities), behind+nearestEntities)]
	for i := range near {
		if e := &near[i]; sentence.Contains(e.Span) && e.Actor != "" && !slices.Contains(ids[before:], e.Actor) {
			ids = append(ids, e.Actor)
		}
	}
	return ids
}

// dateIn is the value of the last date in a sentence, or empty.
func dateIn(d *corpus.Document, sentence corpus.Span) string {
	value := ""
	for _, t := range d.Dates[sort.Search(len(d.Dates), func(i int) bool { return d.Dates[i].Start >= sentence.Start }):] {
		if t.Start >= sentence.End {
			break
		}
		if sentence.Contains(t.Span) && t.Type == corpus.DateDate {
			value = t.Value
		}
	}
	return value
}

// telling says how far an event can be held to its date.
func telling(t *corpus.EventDate) duplicates.Telling {
	switch {
	case t.Len() == 0:
		return duplicates.Guessed
	case t.How == corpus.HowAbsolute, t.How == corpus.HowPublished, t.How == corpus.HowDateline:
		return duplicates.Sure
	}
	return duplicates.Relative
}

// siteOf says where a place lies. What the gazetteer does not have is somewhere in its
// country, and what lies in several countries is nowhere.
func siteOf(l *corpus.Location) duplicates.Site {
	site := duplicates.Site{Country: l.Country}
	if l.Lat == nil || l.Lon == nil {
		return site
	}
	g := gazetteer.Default()
	p, ok := g.Resolve(l.Text, nil)
	if !ok || p.Country != l.Country {
		return site
	}
	switch p.Kind {
	case gazetteer.KindCity:
		site.Town = fmt.Sprintf("%.2f %.2f", p.Lat, p.Lon) // of all its names
		site.State = stateOf(g, p.Admin, p.Country)
	case gazetteer.KindState:
		site.State = stateOf(g, p.Name, p.Country)
	}
	return site
}

// stateOf is the name by which a state of a country is listed, or empty.
func stateOf(g *gazetteer.Gazetteer, name, country string) string {
	if name == "" {
		return ""
	}
	for _, p := range g.Lookup(name) {
		if p.Kind == gazetteer.KindState && p.Country == country {
			return p.Name
		}
	}
	return ""
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

// withParticle is the lemma of a trigger with the particle that its verb takes ("step
// down"), where that stands within a few words of it.
func withParticle(d *corpus.Document, s corpus.Span, lemma string) string {
	const near = 4 // tokens: "shut the airport down"
	in, i := d.TokensIn(s), d.SentenceAt(s.Start)
	if in.Len() <= 0 || i < 0 || d.Tokens[in.First].UPOS != ud.VERB {
		return lemma
	}
	sentence := d.Sentences[i].Tokens
	for k := in.First + 1; k < min(sentence.End, in.First+1+near); k++ {
		if t := &d.Tokens[k]; t.Rel == ud.CompoundPrt && sentence.First+t.Head-1 == in.First {
			if particle := " " + t.Lemma; !strings.HasSuffix(lemma, particle) {
				return lemma + particle
			}
			break
		}
	}
	return lemma
}
