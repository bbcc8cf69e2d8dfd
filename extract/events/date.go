package events

import (
	"slices"
	"strconv"
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// dateAndPlace sets the event's own date expression (nearest in clause, else in
// the sentence), place and quotation. Carried dates are set by settle.
func (r *reader) dateAndPlace(e *corpus.Event, clause, at int) {
	d := r.d
	best, dist := -1, 1<<30
	pos := d.Tokens[at].Start
	var inside corpus.Span
	if clause >= 0 {
		inside = d.SpanOf(r.clauses[clause].Tokens)
	}
	in := d.TokensIn(e.Sentence)
	// A bounded window keeps a sentence of a million words linear.
	for t, last := max(in.First, at-300), -1; t < min(in.End, at+300); t++ {
		i := r.dateAt[t]
		if i < 0 || i == last {
			continue
		}
		last = i
		x := &d.Dates[i]
		if x.Type != corpus.DateDate && x.Type != corpus.DateTime || !e.Sentence.Overlaps(x.Span) || !dated(x.Value) {
			continue
		}
		away := max(x.Start-pos, pos-x.End)
		switch {
		case !r.above(r.clauseOf[t], clause): // another clause's
			continue
		case !inside.Overlaps(x.Span):
			away += 1000
		}
		if away < dist {
			best, dist = i, away
		}
	}
	if best >= 0 {
		x := &d.Dates[best]
		e.Date = &corpus.EventDate{Value: x.Value, Span: x.Span, How: x.How}
		e.Why = append(e.Why, "date "+x.Text)
	}
	if clause >= 0 {
		r.place(e, clause, at)
	}
	if k := r.quoteAt[at]; k >= 0 {
		e.Quote = d.Quotes[k].ID
	}
}

// above reports whether clause a is clause c or one above it. Words of no clause
// belong to all.
func (r *reader) above(a, c int) bool {
	for n := 0; c >= 0 && n < 8; n++ {
		if a == c {
			return true
		}
		c = r.clauses[c].Parent
	}
	return a < 0
}

// dated reports whether a TIMEX3 value names a calendar date.
func dated(v string) bool { return len(v) >= 4 && v[0] >= '0' && v[0] <= '9' }

func (r *reader) place(e *corpus.Event, clause, at int) {
	d := r.d
	try := func(n corpus.Noun) bool {
		switch n.Prep {
		case "in", "at", "near", "outside", "inside", "around", "across", "off":
		default:
			return false
		}
		for i := n.Tokens.First; i < n.Tokens.End; i++ {
			k := r.entityAt[i]
			if k < 0 {
				continue
			}
			x := &d.Entities[k]
			if x.Type != corpus.GPE && x.Type != corpus.Loc && x.Type != corpus.Fac {
				continue
			}
			e.Location = r.located(x)
			return true
		}
		return false
	}
	for _, n := range r.clauses[clause].Obliques {
		if try(n) {
			return
		}
	}
	for _, list := range [][]corpus.Noun{r.clauses[clause].Objects, r.clauses[clause].Subjects} {
		for _, n := range list {
			for _, k := range r.kids[n.Head] {
				if d.Tokens[k].Rel.Base() == ud.Nmod && try(r.noun(k, r.prepOf(k))) {
					return
				}
			}
		}
	}
	for _, k := range r.kids[at] {
		if d.Tokens[k].Rel.Base() == ud.Nmod && try(r.noun(k, r.prepOf(k))) {
			return
		}
	}
}

func (r *reader) located(x *corpus.Entity) *corpus.Location {
	l := &corpus.Location{Name: x.Text, Text: x.Text, Span: x.Span}
	if p, ok := r.g.Resolve(x.Text, nil); ok {
		l.Name, l.Country = p.Name, p.Country
		lat, lon := p.Lat, p.Lon
		l.Lat, l.Lon = &lat, &lon
	} else if c := r.country[x.Actor]; c != "" {
		l.Country = c
	}
	return l
}

// settle gives undated events a date, and every event its numbers and contexts.
func (r *reader) settle() {
	d := r.d
	carried, after := "", 0 // the last own date of an event, and the end of its sentence
	seen := map[string]bool{}
	// An event without anybody is kept only where the document tells of nothing better.
	peopled := false
	for i := range d.Events {
		e := &d.Events[i]
		peopled = peopled || e.Type != corpus.Statement && len(e.Sources)+len(e.Targets) > 0
	}
	out := make([]corpus.Event, 0, len(d.Events))
	memo := map[corpus.Span][]string{}
	for i := range d.Events {
		e := d.Events[i]
		switch {
		case e.Date != nil:
			if e.Type != corpus.Statement {
				carried, after = e.Date.Value, e.Sentence.End
			}
		case carried != "" && e.Realis == corpus.Actual && e.Type != corpus.Statement &&
			(d.Published == "" || !strings.Contains(d.Text[min(after, e.Sentence.Start):e.Sentence.Start], "\n")): // the same paragraph
			e.Date = &corpus.EventDate{Value: carried, How: corpus.HowNarrative}
		case d.Published != "":
			e.Date = &corpus.EventDate{Value: d.Published, How: corpus.HowPublished}
		}
		if e.Date != nil {
			e.Why = append(e.Why, "date rule "+e.Date.How)
		}
		f := r.b.roots[e.Type]
		e.Quad, e.Intensity = f.quad, f.intensity
		if v, ok := r.b.modes[[2]string{string(e.Type), e.Mode}]; ok {
			e.Intensity = v
		} else {
			e.Mode = ""
		}
		if e.CAMEO == "" {
			e.CAMEO = f.cameo
		}
		e.Confidence = float64(int(e.Confidence*100+0.5)) / 100
		if _, ok := memo[e.Sentence]; !ok {
			memo[e.Sentence] = r.contextsOf(e.Sentence)
		}
		e.Contexts = memo[e.Sentence]
		// One happening told by a verb and a noun of the same sentence with the same sides is one event.
		key := string(e.Type)
		for _, side := range [][]corpus.Participant{e.Sources, e.Targets} {
			key += "|"
			for _, p := range side {
				key += d.Surface(p.Span) + ";"
			}
		}
		key += "|" + strconv.Itoa(e.Sentence.Start)
		if seen[key] || peopled && len(e.Sources)+len(e.Targets) == 0 {
			continue
		}
		seen[key] = true
		// "agreed to send aid to B" is one AGREE: of two with one source in a sentence, that without target goes.
		lone := false
		for k := max(0, i-8); k < min(len(d.Events), i+8); k++ { // the sentence's others stand near: keep it linear
			o := &d.Events[k]
			// "killed six in a gunbattle near B": the noun without an actor is the verb's event.
			if k != i && o.Type == e.Type && o.Sentence == e.Sentence && len(e.Sources) == 0 && len(o.Sources) > 0 && (e.Type == corpus.Assault || e.Type == corpus.Consult) && nominal(&e) && r.placed(&e) {
				lone = true
			}
			if k != i && o.Type == e.Type && o.Sentence == e.Sentence && len(e.Targets) == 0 && len(o.Targets) > 0 &&
				len(e.Sources) > 0 && len(o.Sources) > 0 && e.Sources[0].Span == o.Sources[0].Span {
				lone = true
			}
		}
		if lone {
			continue
		}
		out = append(out, e)
	}
	d.Events = out
}

// nominal reports an event raised by a noun.
func nominal(e *corpus.Event) bool {
	return len(e.Why) > 0 && strings.HasPrefix(e.Why[0], "trigger noun")
}

// placed reports whether the targets are no more than a place.
func (r *reader) placed(e *corpus.Event) bool {
	for _, p := range e.Targets {
		in := r.d.TokensIn(p.Span)
		for i := in.First; i < in.End; i++ {
			if r.b.is("people", r.d.Tokens[i].Lemma) {
				return false
			}
		}
	}
	return true
}

func (r *reader) contextsOf(s corpus.Span) []string {
	hit := map[string]bool{}
	in := r.d.TokensIn(s)
	for i := in.First; i < in.End; i++ {
		for _, c := range r.b.contexts[strings.ToLower(r.d.Tokens[i].Lemma)] {
			hit[c] = true
		}
	}
	var out []string
	for _, c := range r.b.order {
		if hit[c] && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}
