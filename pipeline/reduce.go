package pipeline

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"dateline/corpus"
	"dateline/corpus/ud"
	"dateline/normalize/actors"
	"dateline/normalize/duplicates"
)

// keys is what the map step tells the reduce about one document. It holds no text.
type keys struct {
	id     string
	source corpus.Source
	actors []actors.Key
	sketch duplicates.Sketch
	// The ids of the following are local ones until the document's id is settled.
	cast     []string // ids of the document's actors
	quotes   []duplicates.Quotation
	events   []duplicates.Happening
	mentions []duplicates.Happening // events that are no PLOVER events
}

func keysOf(d *corpus.Document) keys {
	k := keys{id: d.ID, source: d.Source, actors: actors.KeysOf(d), sketch: duplicates.SketchOf(d.Text)}
	for _, q := range d.Quotes {
		k.quotes = append(k.quotes, duplicates.QuotationOf(q.Local, q.Text))
	}
	for _, a := range d.Actors {
		k.cast = append(k.cast, a.ID)
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
		k.events = append(k.events, h)
	}
	for _, m := range d.Mentions {
		h := duplicates.Happening{ID: m.Local, Lemma: m.Lemma}
		if i := d.SentenceAt(m.Start); i >= 0 {
			for _, e := range d.Entities {
				if d.Sentences[i].Contains(e.Span) && e.Actor != "" {
					h.Context = append(h.Context, e.Actor)
				}
			}
			for _, t := range d.Dates {
				if d.Sentences[i].Contains(t.Span) && t.Type == corpus.DateDate {
					h.Date = t.Value
				}
			}
		}
		if h.Date == "" {
			h.Date = d.Published
		}
		k.mentions = append(k.mentions, h)
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

// identity is what the reduce gives back for one document.
type identity struct {
	id     string // the document's id, made unique
	actors map[string]string
	copyOf string
}

// identities is the outcome of the reduce over a dump.
type identities struct {
	documents []identity // in the order of the keys
	quotes    map[string]string
	events    map[string]string
	letters   []Letter // documents that had to be renamed
}

// reduce gives everything its identity over the dump. Its outcome is a function
// of the set of keys; the order of all only says which identity belongs to which.
func reduce(all []keys) identities {
	out := identities{documents: make([]identity, len(all))}
	out.letters = uniqueIDs(all, out.documents)

	// Ids are compared everywhere below, so whatever runs over documents runs in
	// the order of their ids.
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Compare(out.documents[i].id, out.documents[j].id)
	})

	var people [][]actors.Key
	var articles []duplicates.Article
	for _, i := range order {
		people = append(people, all[i].actors)
		articles = append(articles, duplicates.Article{ID: out.documents[i].id, Sketch: all[i].sketch})
	}
	renamed := actors.Reduce(people)
	copies := duplicates.Copies(articles)
	for n, i := range order {
		out.documents[i].actors = renamed[n]
		out.documents[i].copyOf = copies[out.documents[i].id]
	}

	var quotes []duplicates.Quotation
	var events []duplicates.Happening
	for _, i := range order {
		me := out.documents[i]
		cast := renameAll(all[i].cast, me.actors)
		slices.Sort(cast)
		cast = slices.Compact(cast)
		global := func(h duplicates.Happening) duplicates.Happening {
			h.ID = corpus.MentionID(me.id, h.ID)
			h.Document, h.Cast = me.id, cast
			h.Sources = renameAll(h.Sources, me.actors)
			h.Targets = renameAll(h.Targets, me.actors)
			h.Context = renameAll(h.Context, me.actors)
			return h
		}
		for _, q := range all[i].quotes {
			q.ID = corpus.MentionID(me.id, q.ID)
			quotes = append(quotes, q)
		}
		for _, h := range all[i].events {
			events = append(events, global(h))
		}
		for _, h := range all[i].mentions {
			events = append(events, global(h))
		}
	}
	out.quotes = duplicates.Quotations(quotes)
	out.events = duplicates.Happenings(events)
	return out
}

func renameAll(ids []string, to map[string]string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = id
		if fresh, ok := to[id]; ok {
			out[i] = fresh
		}
	}
	return out
}

// uniqueIDs makes document ids unique: of several documents with one id, the
// first by path and offset keeps it. Each renaming is reported.
func uniqueIDs(all []keys, out []identity) []Letter {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := all[i], all[j]
		return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.source.Path, b.source.Path),
			cmp.Compare(a.source.Offset, b.source.Offset), cmp.Compare(a.source.SHA256, b.source.SHA256))
	})
	taken := make(register, len(all))
	var letters []Letter
	for _, i := range order {
		id, renamed := taken.enter(all[i].id, all[i].source)
		if renamed != nil {
			letters = append(letters, *renamed)
		}
		out[i].id = id
	}
	sortLetters(letters)
	return letters
}

// register is the document ids in use, with the source of each.
type register map[string]corpus.Source

// enter gives a document its id: the wished one, or, where that is taken, the
// wished one with "~" and a hash of the content, and a letter that says so.
func (r register) enter(wish string, source corpus.Source) (string, *Letter) {
	first, taken := r[wish]
	if !taken {
		r[wish] = source
		return wish, nil
	}
	id := wish
	for suffix := source.SHA256; taken; {
		// Copies of one record share their content, so the hash is hashed again.
		sum := sha256.Sum256([]byte(suffix))
		suffix = hex.EncodeToString(sum[:])
		id = wish + "~" + suffix[:8]
		_, taken = r[id]
	}
	r[id] = source
	return id, &Letter{Path: source.Path, Place: strconv.FormatInt(source.Offset, 10), Document: id, Stage: "read",
		Reason: fmt.Sprintf("id %q stands at %s:%d already; renamed to %q", wish, first.Path, first.Offset, id)}
}

// apply writes identities into a document whose ids are still those of the map step.
func (ids *identities) apply(i int, d *corpus.Document) {
	me := ids.documents[i]
	d.ID = me.id
	corpus.AssignIDs(d)
	d.RenameActors(me.actors)
	d.DuplicateOf = me.copyOf
	for j := range d.Quotes {
		d.Quotes[j].QuoteID = ids.quotes[d.Quotes[j].ID]
	}
	for j := range d.Events {
		d.Events[j].EventID = ids.events[d.Events[j].ID]
	}
	for j := range d.Mentions {
		d.Mentions[j].EventID = ids.events[corpus.MentionID(d.ID, d.Mentions[j].Local)]
	}
}
