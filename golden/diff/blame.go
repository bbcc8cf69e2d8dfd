package diff

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"dateline/corpus"
)

// Blame says where a change began.
type Blame struct {
	// Layer is the first layer that differs where the change stands: "source" (bytes of the
	// record), "text", "document" (the day of publication), "sentences", "tokens",
	// "entities", "actors", "dates", "quotes", or the change's own.
	Layer string `json:"layer"`
	// Cause is what the two datasets are known to differ in that this layer depends on:
	// "code of entities", "actors file", "engine", ...; empty where nothing is on record.
	Cause string `json:"cause,omitempty"`
	// Evidence is what the two records say of their reasons, where that differs.
	Evidence string `json:"evidence,omitempty"`
}

// Source is the layer of blame for other bytes of the source record.
const Source = "source"

// spot is a place of the new text where something differs.
type spot struct {
	corpus.Span
	what int
}

// place is where a change stands in the new text, from byte -1 where it has no place.
func (c *comparison) place(x *Change) corpus.Span {
	switch {
	case x.NewSpan != nil:
		return *x.NewSpan
	case x.OldSpan != nil:
		p := c.m.ToNew(*x.OldSpan)
		return corpus.Span{Start: p.Start, End: max(p.End, p.Start+1)}
	}
	return corpus.Span{Start: -1}
}

// marks notes for each layer where it differs, in places of the new text. Actors' links are a
// layer of their own, although entities hold them.
func (c *comparison) marks() {
	if c.spots == nil {
		c.spots = map[string][]spot{}
	}
	for n := range c.out {
		x := &c.out[n]
		s := c.place(x)
		if s.Start < 0 {
			continue
		}
		layer := x.Layer
		if layer == References || layer == Entities && x.Field == "actor" {
			layer = Actors
		}
		if layer == Events || layer == Mentions || layer == Quotes && x.Field == "actor" {
			continue // a consequence, and no cause
		}
		c.spots[layer] = append(c.spots[layer], spot{s, n})
	}
	if !c.m.same {
		c.spots[Text] = nil
		at := 0
		for _, s := range c.m.backward {
			if s.a > at {
				c.spots[Text] = append(c.spots[Text], spot{corpus.Span{Start: at, End: s.a}, -1})
			} else if at > 0 {
				// Something is gone between two stretches.
				c.spots[Text] = append(c.spots[Text], spot{corpus.Span{Start: at - 1, End: at + 1}, -1})
			}
			at = s.a + s.n
		}
		if at < len(c.new.Text) {
			c.spots[Text] = append(c.spots[Text], spot{corpus.Span{Start: at, End: len(c.new.Text)}, -1})
		}
	}
	for _, list := range c.spots {
		slices.SortFunc(list, func(x, y spot) int { return cmp.Or(x.Start-y.Start, x.End-y.End, x.what-y.what) })
	}
	c.spots["tokens"] = c.tokens()
}

// tokens are the sentences whose tokens differ, where both documents have tokens.
func (c *comparison) tokens() []spot {
	if len(c.old.Tokens) == 0 || len(c.new.Tokens) == 0 {
		return nil
	}
	var out []spot
	for i, j := range c.pair {
		if j < 0 || c.a[i].Layer != Sentences {
			continue
		}
		x, y := c.old.Sentences[c.a[i].Index], c.new.Sentences[c.b[j].Index]
		same := x.Tokens.Len() == y.Tokens.Len()
		for k := 0; same && k < x.Tokens.Len(); k++ {
			s, t := c.old.Tokens[x.Tokens.First+k], c.new.Tokens[y.Tokens.First+k]
			same = s.Start-x.Start == t.Start-y.Start && s.End-x.Start == t.End-y.Start && s.UPOS == t.UPOS && s.XPOS == t.XPOS && s.Rel == t.Rel && s.Head == t.Head
		}
		if !same {
			out = append(out, spot{y.Span, -1})
		}
	}
	return out
}

// differs reports whether a layer differs within a span of the new text.
func (c *comparison) differs(layer string, s corpus.Span) bool {
	list := c.spots[layer]
	// Spots of one layer hardly nest: those that start before the span and reach into
	// it are looked for among the last few.
	n := sort.Search(len(list), func(n int) bool { return list[n].Start >= s.End })
	for k := n - 1; k >= max(0, n-mostRivals); k-- {
		if list[k].End > s.Start {
			return true
		}
	}
	return false
}

// order is that in which layers are made.
var order = []string{Text, Sentences, "tokens", Dates, Entities, Actors, Quotes, Events}

func (c *comparison) blame(x *Change) Blame {
	own := x.Layer
	switch {
	case own == References, own == Entities && x.Field == "actor":
		own = Actors
	case strings.HasPrefix(x.Cause, knownOf):
		own = Actors // a side of an event says what is known of its actor
	case own == Periods:
		own = Dates
	case own == Mentions, own == Main:
		own = Events
	}
	changedSource := c.old.Source.SHA256 != c.new.Source.SHA256
	switch own {
	case Text, Document:
		if changedSource {
			return Blame{Layer: Source, Cause: "bytes of the record"}
		}
		return Blame{Layer: Text, Cause: c.cause(Text)}
	}
	if x.Class == Rewritten {
		if changedSource {
			return Blame{Layer: Source, Cause: "bytes of the record"}
		}
		return Blame{Layer: Text, Cause: c.cause(Text)}
	}
	where := c.place(x)
	b := Blame{Layer: own, Evidence: c.evidence(x)}
	if where.Start >= 0 {
		sentence := where
		if i := c.new.SentenceAt(where.Start); i >= 0 {
			sentence = c.new.Sentences[i].Span
			sentence.End = max(sentence.End, where.End)
		}
		for _, layer := range order {
			if layer == own {
				break
			}
			in := sentence
			switch {
			case own == Entities && layer == Dates, own == Actors && layer == Dates, own == Quotes && layer == Dates, own == Dates && layer != Text && layer != Sentences && layer != "tokens":
				continue // these do not read each other
			case layer == Text || layer == Sentences || layer == "tokens":
			case x.Field == "date" || x.Field == "date how":
				if layer != Dates {
					continue
				}
			case x.Field == "source actor", x.Field == "target actor", x.Field == "source country", x.Field == "target country", x.Field == "actor":
				if layer == Dates || layer == Quotes {
					continue
				}
				in = where
			case layer == Dates || layer == Actors && own == Events && x.Class != Added && x.Class != Removed && !strings.HasPrefix(x.Field, "source") && !strings.HasPrefix(x.Field, "target") && x.Field != "reported_by":
				continue
			}
			if c.differs(layer, in) {
				b.Layer = layer
				break
			}
		}
		if (x.Field == "date" || own == Dates) && b.Layer == own || x.Field == "date" && b.Layer == Dates {
			if c.old.Published != c.new.Published {
				b.Layer = Document
			}
		}
	} else if own == Actors && c.renamed[x.Surface]+c.came[x.Surface] == "" && x.Class != Revalued && x.Class != Relabelled {
		b.Layer = Entities // an actor without any mention left, or with its first
	}
	if b.Layer == Text && changedSource || b.Layer == Document && changedSource {
		return Blame{Layer: Source, Cause: "bytes of the record", Evidence: b.Evidence}
	}
	b.Cause = c.cause(b.Layer)
	if b.Cause == "" && !c.m.same {
		b.Cause = "the text has changed elsewhere"
	}
	return b
}

// evidence is what the records say of their reasons, where that differs.
func (c *comparison) evidence(x *Change) string {
	of := func(d *corpus.Document, items []Item, i int) []string {
		if i < 0 {
			return nil
		}
		it := &items[i]
		switch it.Layer {
		case Events:
			return d.Events[it.Index].Why
		case Quotes:
			if r := d.Quotes[it.Index].Rule; r != "" {
				return []string{"rule " + r}
			}
		case Dates:
			if h := d.Dates[it.Index].How; h != "" {
				return []string{"anchor " + h}
			}
		}
		return nil
	}
	old, new := of(c.old, c.a, x.OldItem), of(c.new, c.b, x.NewItem)
	const most = 3
	var out []string
	for _, s := range old {
		if !slices.Contains(new, s) && len(out) < most {
			out = append(out, "− "+s)
		}
	}
	for _, s := range new {
		if !slices.Contains(old, s) && len(out) < 2*most {
			out = append(out, "+ "+s)
		}
	}
	return strings.Join(out, "; ")
}

// cause is what the provenance of both sides has to say of a layer.
func (c *comparison) cause(layer string) string {
	if c.from == nil || c.to == nil {
		return ""
	}
	return c.from.differs(c.to, layer)
}
