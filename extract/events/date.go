package events

import (
	"strconv"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/corpus/ud"
	"dateline/normalize/places"
)

// speech is the confidence from which a quotation is somebody's words: the phrase after
// "condemned" or "rejected" is less, and its date is that of the deed.
const speech = 0.5

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
		if b := d.TokensIn(x.Span).First; b > in.First && (r.lower(b-1) == "until" || r.lower(b-1) == "till") {
			continue // the end of a period is not the day of a deed
		}
		away := max(x.Start-pos, pos-x.End)
		switch {
		case !r.above(r.clauseOf[t], clause): // another clause's
			continue
		case r.quoteAt[t] >= 0 && r.quoteAt[t] != r.quoteAt[at] && d.Quotes[r.quoteAt[t]].Confidence >= speech: // of what is said, not of the saying
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
		if e.Realis == corpus.Planned || strings.HasPrefix(last(e.Why), "future") { // the day of what is promised
			if p := d.Published; len(p) >= 10 && len(x.Value) >= len(p[:10]) && x.Value[:10] > p[:10] {
				best = -1
			}
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
	if e.Location == nil && (e.Type == corpus.Assault || e.Mode == "visit") {
		r.stricken(e)
	}
	if k := r.quoteAt[at]; k >= 0 {
		e.Quote = d.Quotes[k].ID
	}
}

func last(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[len(s)-1]
}

// stricken takes the place that is attacked or visited for where it happened.
func (r *reader) stricken(e *corpus.Event) {
	for _, p := range e.Targets {
		in := r.d.TokensIn(p.Span)
		if in.Len() == 0 || in.Len() > 8 {
			continue
		}
		k := r.entityAt[in.End-1]
		if k < 0 || in.Len() > 1 && r.entityAt[in.First] != k && !r.placeOf(in) {
			continue
		}
		if x := &r.d.Entities[k]; x.Type == corpus.GPE || x.Type == corpus.Loc || x.Type == corpus.Fac {
			e.Location = r.located(x)
			return
		}
	}
}

// placeOf reports whether a phrase is "the PLACE of NAME" or "the NAME".
func (r *reader) placeOf(in corpus.Range) bool {
	if r.d.Tokens[in.First].XPOS == ud.DT && r.entityAt[in.First+1] >= 0 && r.entityAt[in.First+1] == r.entityAt[in.End-1] {
		return true
	}
	for i := in.First; i+1 < in.End; i++ {
		if r.lower(i) == "of" && r.entityAt[i+1] >= 0 && r.entityAt[i+1] == r.entityAt[in.End-1] {
			return i > in.First && !r.lemmas[i-1].is(cuePeople) && !r.humane(i-1)
		}
	}
	return false
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
		if e.Type == corpus.Statement && n.Tokens.First > at && n.Tokens.First > at+2 {
			return false // where the speaker lives, or the place of what he tells
		}
		end := n.Tokens.End
		if k := r.chunkAt[n.Head]; k >= 0 && r.chunks[k].end > n.Head {
			end = min(end, r.chunks[k].end)
		}
		for _, i := range []int{n.Head, end - 1, end + 1} { // "in Lomé", "in the port city Lomé", "in the city of Lomé"
			if i < n.Tokens.First || i >= n.Tokens.End || i == end+1 && r.lower(end) != "of" {
				continue
			}
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
	if e.Type == corpus.Statement {
		return
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
	if p, ok := r.pinned(x); ok {
		l.Name, l.Country = p.Name, p.Country
		lat, lon := p.Lat, p.Lon
		l.Lat, l.Lon = &lat, &lon
	} else if c := r.actor(x.Actor).Country; c != "" {
		l.Country = c
	} else if c, ok := r.g.CountryOf(x.Text, r.setting()); ok {
		l.Country = c
	}
	return l
}

// pinned is the place that a name means, by the country or state behind it ("Paris, Texas") or by
// what the text is about.
func (r *reader) pinned(x *corpus.Entity) (places.Place, bool) {
	p, ok := r.g.Locate(x.Text, r.setting())
	if ok && p.Kind == places.KindCountry {
		return p, true
	}
	if in := r.d.TokensIn(x.Span); in.Len() > 0 {
		if k := r.entityAt[in.First]; k >= 0 && k+1 < len(r.d.Entities) {
			next := &r.d.Entities[k+1]
			if next.Type == corpus.GPE && next.Start == x.End+2 && r.d.Text[x.End:next.Start] == ", " {
				if q, found := r.g.Locate(x.Text+", "+next.Text, r.setting()); found {
					return q, true
				}
			}
		}
	}
	return p, ok
}

// setting is what the document's names tell of where it is.
func (r *reader) setting() places.Context {
	if r.around == nil {
		var names []string
		for i := range r.d.Entities {
			switch r.d.Entities[i].Type {
			case corpus.GPE, corpus.Loc, corpus.Norp:
				names = append(names, r.d.Entities[i].Text)
			}
		}
		c := r.g.Context(names)
		r.around = &c
	}
	return *r.around
}

// settle gives undated events a date, and every event its numbers and contexts.
func (r *reader) settle() {
	d := r.d
	lead := r.leadDate()
	carried := ""  // the last own date of an event
	crime := false // it is that of an attack
	var key []byte
	seen := r.seen
	clear(seen)
	// An event without anybody is kept only where the document tells of nothing better.
	peopled := false
	for i := range d.Events {
		e := &d.Events[i]
		peopled = peopled || e.Type != corpus.Statement && len(e.Sources)+len(e.Targets) > 0
	}
	out := make([]corpus.Event, 0, len(d.Events))
	var sentence corpus.Span // the last one asked for its contexts, and these
	contexts := r.contextsOf(sentence)
	topics, diplomacy := r.topics(), r.diplomacy()
	// sameParagraph reports whether no line ends between the carried date and a
	// later place. It looks at every byte once, since events stand in text order.
	scanned, broken := 0, false
	sameParagraph := func(to int) bool {
		if to > scanned {
			broken = broken || strings.Contains(d.Text[scanned:to], "\n")
			scanned = to
		}
		return !broken
	}
	for i := range d.Events {
		e := d.Events[i]
		switch {
		case e.Date != nil:
			if r.narrated(&e) {
				carried, crime = e.Date.Value, e.Type == corpus.Assault
				scanned, broken = e.Sentence.End, false
			}
		case r.nowadays(&e) && d.Published != "":
			e.Date = &corpus.EventDate{Value: d.Published, How: corpus.HowPublished}
		case carried != "" && e.Realis == corpus.Actual && !r.ahead(carried) && !(crime && judged(&e)) && (e.Type != corpus.Statement || r.public(&e)) &&
			(d.Published == "" || sameParagraph(e.Sentence.Start)):
			e.Date = &corpus.EventDate{Value: carried, How: corpus.HowNarrative}
		case lead != "" && e.Sentence.Start > 0 && r.public(&e):
			e.Date = &corpus.EventDate{Value: lead, How: corpus.HowNarrative}
		case d.Published != "":
			e.Date = &corpus.EventDate{Value: d.Published, How: corpus.HowPublished}
		}
		if e.Date != nil {
			e.Why = append(e.Why, dateRule(e.Date.How))
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
		if e.Sentence != sentence {
			sentence, contexts = e.Sentence, r.contextsOf(e.Sentence)
		}
		e.Contexts = r.circumstances(&e, contexts, topics, diplomacy)
		// One happening told by a verb and a noun of the same sentence with the same sides is one event.
		key = append(key[:0], e.Type...)
		for _, side := range [...][]corpus.Participant{e.Sources, e.Targets} {
			key = append(key, '|')
			for _, p := range side {
				key = append(append(key, d.Surface(p.Span)...), ';')
			}
		}
		key = strconv.AppendInt(append(key, '|'), int64(e.Sentence.Start), 10)
		if seen[string(key)] || peopled && len(e.Sources)+len(e.Targets) == 0 && !pact(&e) && e.Mode != "demo" {
			continue
		}
		seen[string(key)] = true
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
	for i := range out {
		r.together(&out[i])
	}
	d.Events = out
}

// dateRule is the reason of a date by how it was found.
func dateRule(how string) string {
	switch how {
	case corpus.HowAbsolute:
		return "date rule " + corpus.HowAbsolute
	case corpus.HowPublished:
		return "date rule " + corpus.HowPublished
	case corpus.HowDateline:
		return "date rule " + corpus.HowDateline
	case corpus.HowNarrative:
		return "date rule " + corpus.HowNarrative
	}
	return "date rule " + how
}

// narrated reports whether the date of an event moves the story on: not one within
// what somebody says; that of a statement only if it is a day.
func (r *reader) narrated(e *corpus.Event) bool {
	if e.Type == corpus.Statement {
		return len(e.Date.Value) >= len(time.DateOnly)
	}
	in := r.d.TokensIn(e.Trigger.Span)
	if in.Len() > 0 {
		// What a relative clause or a pluperfect tells lies behind the story.
		if k := r.predicate[in.First]; k >= 0 && (r.clauses[k].Link == corpus.Relative && r.clauses[k].Finite || r.clauses[k].Perfect && r.clauses[k].Tense == corpus.Past) {
			return false
		}
	}
	return in.Len() == 0 || r.quoteAt[in.First] < 0 || r.quoteAt[in.First] >= 0 && r.d.Quotes[r.quoteAt[in.First]].Kind == corpus.Indirect
}

// judged reports an act of justice, which comes long after the deed.
func judged(e *corpus.Event) bool {
	return e.Type == corpus.Sanction && e.Mode == "convict" || e.Type == corpus.Accuse && e.Mode == "allege" || e.Type == corpus.Concede && e.CAMEO == "056"
}

// leadDate is the day that the first paragraph gives its news, if it is the day of
// publication or one of the two before it; what public actors do and say in the
// story without a date of its own belongs to that day.
func (r *reader) leadDate() string {
	d := r.d
	published, err := time.Parse(time.DateOnly, d.Published[:min(len(d.Published), 10)])
	if err != nil {
		return ""
	}
	opens := len(d.Text) - len(strings.TrimLeft(d.Text, " \t\r\n"))
	ends := opens + strings.IndexByte(d.Text[opens:], '\n') // of the first paragraph, where there is a second
	for i := range d.Events {
		e := &d.Events[i]
		if ends >= opens && e.Trigger.Start > ends && strings.TrimSpace(d.Text[ends:e.Trigger.Start]) != "" {
			break
		}
		if e.Date == nil || e.Date.End == 0 || e.Realis != corpus.Actual || len(e.Date.Value) < 10 {
			continue
		}
		day, err := time.Parse(time.DateOnly, e.Date.Value[:10])
		if err != nil {
			continue
		}
		if ago := published.Sub(day); ago >= 0 && ago <= 48*time.Hour {
			return e.Date.Value[:10]
		}
	}
	return ""
}

// public reports whether an event is of a side that is known beyond the document,
// or of nobody's, or a body's deed: what a person in the street says is said to the reporter.
func (r *reader) public(e *corpus.Event) bool {
	if len(e.Sources) == 0 {
		return e.Type != corpus.Statement
	}
	a := e.Sources[0].Actor
	if r.actor(a).Wikidata != "" {
		return true
	}
	return e.Type != corpus.Statement && r.actor(a).Type != corpus.Person
}

// nowadays reports an event in the present tense, or one to come.
func (r *reader) nowadays(e *corpus.Event) bool {
	if e.Realis == corpus.Planned {
		return true
	}
	in := r.d.TokensIn(e.Trigger.Span)
	if in.Len() == 0 {
		return false
	}
	t := &r.d.Tokens[in.First]
	if t.XPOS == ud.VBZ || t.XPOS == ud.VBP {
		return true
	}
	c := r.predicate[in.First]
	return c >= 0 && r.clauses[c].Tense == corpus.Future
}

// pact reports an event of an agreement that has a date of its own ("the accord
// signed on 3 May"): it is told for itself, whoever signed.
func pact(e *corpus.Event) bool {
	return (e.CAMEO == "057" || e.Type == corpus.Agree) && e.Date != nil && e.Date.End > 0 && !nominal(e)
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
			if r.lemmas[i].is(cuePeople) {
				return false
			}
		}
	}
	return true
}

// ahead reports a day after that of publication: nothing has happened on it yet.
func (r *reader) ahead(day string) bool {
	p := r.d.Published
	return len(p) >= 10 && len(day) >= 10 && day[:10] > p[:10]
}
