package events

import (
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// statements adds a STATEMENT for every clause of saying with a quotation and a
// speaker that raised no other event.
func (r *reader) statements() {
	d := r.d
	triggers := r.spoke // starts
	clear(triggers)
	for i := range d.Events {
		triggers[d.Events[i].Trigger.Start] = true
	}
	for i := range d.Quotes {
		q := &d.Quotes[i]
		if q.Cue == nil || q.Speaker == nil {
			continue
		}
		if q.Confidence < 0.5 && (q.Rule == "that-clause" || q.Rule == "bare-clause" || q.Rule == "wh-clause") {
			continue // denied, supposed or still to come
		}
		in := d.TokensIn(q.Cue.Span)
		taken := in.Len() == 0 || triggers[q.Cue.Start]
		s := d.SentenceAt(q.Cue.Start)
		if taken || s < 0 {
			continue
		}
		if k := r.predicate[in.First]; k >= 0 && r.lower(in.First) == "recalled" && r.clauses[k].Complement < 0 && len(r.clauses[k].Objects) > 0 && r.quoteAt[in.First] < 0 && !strings.ContainsAny(d.Surface(q.Span), "\"“”") {
			continue // a thing is called back
		}
		if last := in.End - 1; in.Len() > 1 && r.lower(last) == "about" && q.Speaker.Actor == "" {
			continue // "Asked about taxes, the minister said": who asks is not told
		}
		if q.Speaker.Actor == "" && (strings.EqualFold(q.Speaker.Text, "who") || strings.EqualFold(q.Speaker.Text, "which")) {
			continue // nobody that could be named
		}
		e := corpus.Event{Type: corpus.Statement, CAMEO: "010", Realis: corpus.Actual, Trigger: *q.Cue,
			Sentence: d.Sentences[s].Span, Sources: r.spoken(q.Speaker.Span, q.Speaker.Actor, in.First), Confidence: 0.7,
			Why: []string{"trigger \"" + q.Cue.Text + "\"", "quotation with a speaker"}}
		if len(e.Sources) == 0 {
			continue
		}
		r.voiced(&e, in.First)
		r.dateAndPlace(&e, r.clauseOf[in.First], in.First)
		e.Quote = q.ID
		triggers[q.Cue.Start] = true
		d.Events = append(d.Events, e)
	}
}

// voiced gives a statement whose verb says more than that it was said ("accused",
// "declined") the root of that verb.
func (r *reader) voiced(e *corpus.Event, at int) {
	k := r.predicate[at]
	if k < 0 || r.clauses[k].Negated || slices.Contains(r.dropped, at) {
		return
	}
	c := &r.clauses[k]
	if in := r.d.TokensIn(e.Sources[0].Span); e.Sources[0].Actor == "" && e.Sources[0].Country == "" &&
		(in.Len() == 0 || r.chunkAt[in.First] < 0 || !r.actorlike(r.nounOf(&r.chunks[r.chunkAt[in.First]]))) {
		return // a thing
	}
	for _, f := range c.word.verb.frames {
		if f.weight() > 0 {
			continue
		}
		switch f.root {
		case corpus.Accuse:
		case corpus.Reject:
			if r.misread(c, f, c.Subjects, nil) {
				return
			}
		case corpus.Request:
			if c.Lemma == "tell" || c.Lemma == "insist" || r.misread(c, f, c.Subjects, nil) {
				return
			}
		default:
			return
		}
		o := r.view(k)
		if o.hypothetical || o.requested || o.denied || o.refused || o.future {
			return
		}
		tgt := r.targets(k, f, -1, c.Subjects)
		if c.Lemma == "complain" && (len(tgt) == 0 || c.Complement >= 0) && r.uttered(c) {
			return // a speaker's tag
		}
		e.Type, e.Mode, e.CAMEO = f.root, f.mode, f.cameo
		if f.root == corpus.Reject {
			a := r.aimed(c, f.code, f.code)
			e.Mode, e.CAMEO = a.mode, a.cameo
			if tgt == nil {
				tgt = r.deep(k, f, c.Subjects)
			}
		}
		src := e.Sources
		r.fill(e, nil, tgt)
		e.Sources = src
		e.Why = append(e.Why, "the verb of saying is "+string(f.root))
		return
	}
}

// mentions adds the triggers of happenings that are no PLOVER event.
func (r *reader) mentions() {
	d := r.d
	r.taken, r.found = cleared(r.taken, len(d.Tokens)), r.found[:0]
	taken := r.taken
	for i := range d.Events {
		in := d.TokensIn(d.Events[i].Trigger.Span)
		for t := in.First; t < in.End; t++ {
			if t == in.First || t == in.End-1 {
				taken[t] = true
			}
		}
	}
	for i := range d.Tokens {
		if taken[i] {
			continue
		}
		t, w := &d.Tokens[i], r.plain[i]
		named := r.entityAt[i] >= 0
		switch {
		case t.UPOS == ud.VERB && t.XPOS.Verbal() && t.Rel.Base() != ud.Aux && t.Rel != ud.Cop && t.Rel != ud.Case && !named && !w.is(cueLight) && !r.plural(i):
			w = w.verb
		case t.UPOS == ud.NOUN && (w.is(cueHappening) || w.noun != nil && !w.is(cuePeople)):
		case t.UPOS == ud.ADJ && !named && w.is(cueCondition):
		case t.UPOS == ud.PROPN && !named && w.is(cueHappening):
		case named && d.Entities[r.entityAt[i]].Type == corpus.EventT && d.Entities[r.entityAt[i]].Start == t.Start:
			e := &d.Entities[r.entityAt[i]] // a happening with a name of its own
			r.found = append(r.found, corpus.Mention{Span: e.Span, Lemma: strings.ToLower(e.Text)})
			continue
		default:
			continue
		}
		lemma := w.text
		if w == &r.b.none {
			lemma = strings.ToLower(t.Lemma)
		}
		r.found = append(r.found, corpus.Mention{Span: t.Span, Lemma: lemma})
	}
	d.Mentions = append(d.Mentions, r.found...)
}

// rank is how much a root looks like the news of a story.
var rank = map[corpus.EventType]int{
	corpus.Assault: 10, corpus.Coerce: 8, corpus.Protest: 10, corpus.Retreat: 6, corpus.Sanction: 5, corpus.Mobilize: 5,
	corpus.Agree: 3, corpus.Support: 3, corpus.Consult: 3, corpus.Cooperate: 3, corpus.Aid: 3, corpus.Concede: 3,
	corpus.Threaten: 3, corpus.Reject: 2, corpus.Request: 2, corpus.Accuse: 2,
}

// mainEvent marks the document's main event and fills the phrases of Main.
func (r *reader) mainEvent() {
	d := r.d
	best, top := -1, -1000
	for i := range d.Events {
		e := &d.Events[i]
		if e.Type == corpus.Statement {
			continue
		}
		score := rank[e.Type] + r.news(e) - 4*min(10, d.SentenceAt(e.Trigger.Start))
		switch e.Realis {
		case corpus.Actual:
		case corpus.Denied, corpus.Hypothetical:
			score -= 30
		default:
			score -= 3
		}
		if score > top {
			best, top = i, score
		}
	}
	if best >= 0 {
		e := &d.Events[best]
		e.Main = true
		if e.Location == nil {
			r.onTheSpot(e)
		}
	}
	r.phrases(best)
}

// news is how much an event looks like what is told, by its sides and the place of its trigger:
// what stands behind a preposition is rather what the news is about ("a rally against the execution of …").
func (r *reader) news(e *corpus.Event) int {
	score := int(10 * confidence(e, strings.ContainsRune(e.Trigger.Text, ' ')))
	if slices.Contains(e.Why, classified) {
		score -= 2
	}
	in := r.d.TokensIn(e.Trigger.Span)
	if in.Len() == 0 || r.d.Tokens[in.First].UPOS != ud.NOUN {
		return score
	}
	score--
	if k := r.chunkAt[in.First]; k >= 0 && r.b.look(r.chunks[k].prep).is(cueTopical) {
		score -= 4
	}
	return score
}

// onTheSpot gives the news of the first sentence the place of the dateline.
func (r *reader) onTheSpot(e *corpus.Event) {
	d := r.d
	s := d.SentenceAt(e.Trigger.Start)
	if s < 0 || s > 1 || e.Type == corpus.Statement {
		return
	}
	for i := range d.Entities {
		x := &d.Entities[i]
		in := d.TokensIn(x.Span)
		if in.Len() == 0 || d.SentenceAt(x.Start) != s || in.First >= r.openAt[s] {
			return
		}
		if x.Type == corpus.GPE || x.Type == corpus.Loc {
			e.Location = r.located(x)
			return
		}
	}
}

// phrases answers the five questions from the first clauses of the story.
func (r *reader) phrases(best int) {
	d := r.d
	m := &corpus.Main{}
	answer := func(in corpus.Range) *corpus.Answer {
		return &corpus.Answer{Text: d.Surface(d.SpanOf(in))}
	}
	last := min(len(d.Sentences), 3)
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.Sentence >= last {
			break
		}
		if c.word.is(cueSay) || c.word.is(cueLight) || len(c.Subjects) == 0 || c.Link == corpus.Relative || d.Tokens[c.Subjects[0].Head].UPOS == ud.PRON {
			continue
		}
		if m.Who == nil {
			m.Who = answer(c.Subjects[0].Tokens)
			end := c.Predicate + 1
			for _, o := range c.Objects {
				end = max(end, o.Tokens.End)
			}
			if len(c.Objects) == 0 {
				for _, o := range c.Obliques {
					if !r.temporal(o) && o.Tokens.End > end {
						end = o.Tokens.End
						break
					}
				}
			}
			start := c.Predicate
			m.What = answer(corpus.Range{First: start, End: min(end, start+12)})
		}
		if m.Who != nil {
			break
		}
	}
	headless := true
	if who, what := r.headline(); what != "" {
		headless = false
		m.Who, m.What = &corpus.Answer{Text: who}, &corpus.Answer{Text: what}
	}
	if m.Who == nil && best >= 0 && len(d.Events[best].Sources) > 0 {
		e := &d.Events[best]
		m.Who = &corpus.Answer{Text: d.Surface(e.Sources[0].Span)}
		m.What = &corpus.Answer{Text: e.Trigger.Text}
	}
	if best >= 0 && d.SentenceAt(d.Events[best].Trigger.Start) < 2 {
		e := &d.Events[best]
		if who := r.leading(e); who != "" && (m.Who == nil || within(m.Who.Text, who) || headless) { // the headline's short name in full
			m.Who = &corpus.Answer{Text: who}
			if what := r.deed(e); what != "" && headless {
				m.What = &corpus.Answer{Text: what}
			}
		}
		if e.Date != nil && e.Date.End > 0 && headless {
			m.When = &corpus.Answer{Text: d.Surface(e.Date.Span), Value: e.Date.Value}
		}
		if e.Location != nil && e.Location.End > 0 {
			m.Where = &corpus.Answer{Text: d.Surface(e.Location.Span)}
		}
	}
	for i := range d.Dates {
		if m.When != nil {
			break
		}
		if in := d.TokensIn(d.Dates[i].Span); in.Len() > 0 && len(d.Sentences) > 0 && in.First < r.openAt[0] {
			continue // the dateline's
		}
		if x := &d.Dates[i]; (x.Type == corpus.DateDate || x.Type == corpus.DateTime) && dated(x.Value) {
			m.When = &corpus.Answer{Text: x.Text, Value: x.Value}
			break
		}
	}
	if x := r.where(best); x >= 0 && m.Where == nil {
		m.Where = &corpus.Answer{Text: d.Entities[x].Text}
	}
	if m.Where == nil && d.Dateline != nil && d.Dateline.Place != "" {
		m.Where = &corpus.Answer{Text: d.Dateline.Place}
	}
	for i := range r.clauses {
		c := &r.clauses[i]
		if c.Sentence > 5 {
			break
		}
		if m.Why == nil && c.Link == corpus.Adverbial && (c.Mark == "because" || c.Mark == "after") {
			m.Why = answer(c.Tokens)
		}
		if m.How == nil && c.Link == corpus.Adverbial && c.Mark == "by" {
			m.How = answer(c.Tokens)
		}
	}
	if *m != (corpus.Main{}) {
		d.Main = m
	}
}

// leading is the phrase of the sources of an event, from the first to the last
// where they stand side by side.
func (r *reader) leading(e *corpus.Event) string {
	if len(e.Sources) == 0 {
		return ""
	}
	s := e.Sources[0].Span
	if in := r.d.TokensIn(s); in.Len() == 1 && r.d.Tokens[in.First].UPOS == ud.PRON {
		return ""
	}
	for _, p := range e.Sources[1:] {
		if p.Start >= s.End && p.Start-s.End <= 8 && p.End <= e.Trigger.Start {
			s.End = p.End
		}
	}
	return r.d.Surface(s)
}

// within reports whether every word of the short phrase stands in the full one.
func within(short, full string) bool {
	have := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(full)) {
		have[strings.Trim(w, ",.()")] = true
	}
	for _, w := range strings.Fields(strings.ToLower(short)) {
		if !have[strings.Trim(w, ",.()")] {
			return false
		}
	}
	return true
}

// deed is the predicate of an event with its auxiliaries, object and infinitive.
func (r *reader) deed(e *corpus.Event) string {
	d := r.d
	in := d.TokensIn(e.Trigger.Span)
	if in.Len() == 0 || r.predicate[in.First] < 0 {
		return ""
	}
	c := &r.clauses[r.predicate[in.First]]
	bound := d.Sentences[c.Sentence].Tokens
	first, end := c.Predicate, in.End
	for first > bound.First && (d.Tokens[first-1].UPOS == ud.AUX || d.Tokens[first-1].UPOS == ud.ADV && first > c.Predicate-3) {
		first--
	}
	for _, n := range c.Objects {
		if n.Head > c.Predicate && n.Tokens.End > end && n.Tokens.End-first < 20 {
			end = n.Tokens.End
		}
	}
	for end+2 < bound.End && r.lower(end) == "of" && r.chunkAt[end+1] >= 0 {
		end = r.chunks[r.chunkAt[end+1]].end
	}
	if k := c.Complement; k >= 0 && r.clauses[k].Mark == "to" && r.clauses[k].Predicate > c.Predicate {
		for _, n := range r.clauses[k].Objects {
			end = max(end, n.Tokens.End)
		}
		end = max(end, r.clauses[k].Predicate+1)
	}
	if end-first > 25 {
		end = in.End
	}
	return d.Surface(d.SpanOf(corpus.Range{First: first, End: end}))
}

// where is the index of the entity that tells the place of the story, or -1: the
// first one behind a word of place, a city of the dateline before a whole country.
func (r *reader) where(best int) int {
	d := r.d
	dateline := -1
	for i := range d.Entities {
		x := &d.Entities[i]
		if x.Type != corpus.GPE && x.Type != corpus.Loc && x.Type != corpus.Fac {
			continue
		}
		in := d.TokensIn(x.Span)
		if in.Len() == 0 {
			continue
		}
		if s := d.SentenceAt(x.Start); dateline < 0 && s >= 0 && s < 3 && in.First < r.openAt[s] {
			dateline = i
			continue
		}
		if in.First == 0 || !r.forms[in.First-1].is(cueWhereabouts) {
			continue
		}
		if _, country := r.g.CountryByName(x.Text); country && dateline >= 0 {
			return dateline
		}
		return i
	}
	if dateline < 0 && best >= 0 && d.Events[best].Location != nil {
		for i := range d.Entities {
			if d.Entities[i].Span == d.Events[best].Location.Span {
				return i
			}
		}
	}
	return dateline
}

// headline splits the document's title at its first verb: who and what. A verb is a
// word of the lexicon or of the document's own verbs in a form that fits. Both are
// empty where the title has none.
func (r *reader) headline() (who, what string) {
	title := r.d.Title
	if label, rest, ok := strings.Cut(title, ": "); ok && len(strings.Fields(rest)) >= 4 && len(strings.Fields(label)) <= 5 {
		title = rest
	}
	words := strings.Fields(title)
	if len(words) < 3 || len(words) > 40 {
		return "", ""
	}
	at, several := -1, false
	for i := 1; i < len(words)-1 && at < 0; i++ {
		w := strings.ToLower(strings.Trim(words[i], ",.:;!?'\"“”‘’"))
		if before := r.b.look(strings.ToLower(words[i-1])); before.is(cueWhereabouts) || before.is(cueArticle) || strings.HasSuffix(words[i-1], "'s") || strings.HasSuffix(words[i-1], "’s") {
			continue // a noun
		}
		if strings.HasSuffix(words[i], ",") {
			continue // in a list
		}
		forms := bases(w)
		if before := strings.ToLower(words[i-1]); strings.HasSuffix(before, "s") && !strings.HasSuffix(before, "ss") || several {
			forms = append(forms, w) // after a plural the base is finite
		}
		several = several || w == "and"
		for _, lemma := range forms {
			if (r.b.look(lemma).frames != nil || r.asVerb(lemma)) && !r.b.look(lemma).is(cuePeople) {
				at = i
				break
			}
		}
	}
	if at < 0 {
		return "", ""
	}
	end := len(words)
	for i := at + 2; i < len(words); i++ {
		w := strings.ToLower(words[i])
		if r.b.look(w).is(cueAfterwards) || (w == "in" || w == "at") && i+1 < len(words) && words[i+1] != strings.ToLower(words[i+1]) {
			end = i
			break
		}
	}
	for ; end > at+2; end-- {
		if last := r.b.look(strings.ToLower(words[end-1])); !last.is(cueNumber) && !last.is(cueArticle) {
			break
		}
	}
	who = strings.Join(words[:at], " ")
	for i := range r.d.Entities { // the full name of whom the headline names in short
		if e := &r.d.Entities[i]; at == 1 && e.Type == corpus.Person && strings.HasSuffix(e.Text, " "+who) {
			who = e.Text
			break
		}
	}
	return who, strings.Join(words[at:end], " ")
}

// asVerb reports whether the document has a verb of that lemma.
func (r *reader) asVerb(lemma string) bool {
	e, hash := r.b.find(lemma)
	for i := range r.d.Tokens {
		if r.d.Tokens[i].UPOS != ud.VERB {
			continue
		}
		if v := r.plain[i].verb; v == e && (e != &r.b.none || r.lemmaHash[i] == hash && strings.ToLower(r.d.Tokens[i].Lemma) == lemma) {
			return true
		}
	}
	return false
}

// bases are the verbs that a finite form may come from.
func bases(w string) []string {
	var out []string
	if s, ok := strings.CutSuffix(w, "s"); ok {
		out = append(out, s, strings.TrimSuffix(s, "e"))
		if s, ok := strings.CutSuffix(s, "ie"); ok {
			out = append(out, s+"y")
		}
	}
	if s, ok := strings.CutSuffix(w, "ed"); ok {
		out = append(out, s+"e", s)
		if n := len(s); n > 2 && s[n-1] == s[n-2] {
			out = append(out, s[:n-1])
		}
	}
	return out
}
