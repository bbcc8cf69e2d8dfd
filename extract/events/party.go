package events

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// The span of a participant is a title or role with the name, or the noun phrase:
// no trailing apposition, age or relative clause, no words of time before it, and
// no part of a name.

// parenthesis bounds the tokens of an abbreviation that belongs to the name before it.
const parenthesis = 12

// extent is the range of the participant whose phrase is in.
func (r *reader) extent(in corpus.Range, head int) corpus.Range {
	d := r.d
	s := d.SentenceAt(d.Tokens[head].Start)
	if s < 0 {
		return in
	}
	bound := d.Sentences[s].Tokens
	k := r.chunkAt[head]
	for i := in.First; i < head && k >= 0; i++ {
		if t := &d.Tokens[i]; r.finite(i) || t.UPOS == ud.ADP && t.Lemma != "of" && r.entityAt[i] < 0 && !r.measured(i+1, bound) || d.Word(i) == "," && r.entityAt[i] < 0 && i > in.First && r.temporal(corpus.Noun{Head: i - 1}) {
			in.First = max(in.First, r.chunks[k].first) // another clause or phrase stands before
			break
		}
	}
	for i := head; i > in.First; i-- { // "Monday the council", "that evening the mayor"
		if d.Tokens[i].XPOS != ud.DT || r.entityAt[i] >= 0 && r.entityAt[i] == r.entityAt[i-1] {
			continue
		}
		switch p := &d.Tokens[i-1]; {
		case p.UPOS == ud.ADP || p.UPOS == ud.CCONJ || p.UPOS == ud.PUNCT || p.UPOS == ud.DET || p.XPOS == ud.POS || p.XPOS.Verbal() || r.lemmas[i-1].is(cueQuantity) || p.Lemma == "both" || p.Lemma == "such":
		default:
			in.First = i
		}
		break
	}
	if e := r.entityAt[head]; e >= 0 {
		first, end := head, head+1
		for first > bound.First && r.entityAt[first-1] == e {
			first--
		}
		for end < bound.End && r.entityAt[end] == e {
			end++
		}
		if k >= 0 && r.chunks[k].prep != "" && first > in.First && r.entityAt[first-1] >= 0 && d.Entities[e].Title == "" {
			in.First = first // "under the pact Peru will …": two phrases without a comma
		}
		for i := end; i < in.End; i++ { // what follows a name only describes it
			if w := d.Word(i); w == "," || w == "(" || w == "–" || w == "—" {
				in.End = i
				break
			}
		}
		in.First, in.End = min(in.First, first), max(in.End, end)
	} else if r.humane(head) {
		in = r.apposed(in, head, bound)
	}
	in = r.titled(in, bound)
	for e := r.entityAt[in.End-1]; e >= 0 && in.End < bound.End && r.entityAt[in.End] == e; {
		in.End++ // a name is never split
	}
	return r.abbreviated(in, head, bound)
}

// humane reports whether noun i is a word for a person or holder of an office.
func (r *reader) humane(i int) bool {
	return r.d.Tokens[i].UPOS == ud.NOUN && (r.plain[i].is(cueOffice) || r.personal(i))
}

// apposed takes in the name that follows a role ("the envoy, Ana Ruiz, met"), and
// cuts what follows a second comma.
func (r *reader) apposed(in corpus.Range, head int, bound corpus.Range) corpus.Range {
	d := r.d
	if d.Tokens[head].XPOS == ud.NNS || d.Tokens[head].XPOS == ud.NNPS {
		return in
	}
	for i := head + 1; i < min(bound.End-1, head+12); i++ {
		if d.Word(i) != "," {
			if k := r.chunkAt[i]; k < 0 && r.lower(i) != "of" && r.lower(i) != "for" || k >= 0 && k != r.chunkAt[head] && r.chunks[k].prep != "of" && r.chunks[k].prep != "for" {
				return in
			}
			continue
		}
		j := i + 1
		for j < bound.End && j < i+5 && r.entityAt[j] < 0 && (d.Tokens[j].UPOS == ud.PROPN) {
			j++
		}
		if j >= bound.End || r.entityAt[j] < 0 || d.Entities[r.entityAt[j]].Type != corpus.Person {
			return in
		}
		e := r.entityAt[j]
		for j < bound.End && r.entityAt[j] == e {
			j++
		}
		if j < bound.End && (r.lower(j) == "and" || r.finite(j) || d.Tokens[j].UPOS == ud.AUX) { // a list, or the next clause's subject
			return in
		}
		in.End = j
		return in
	}
	return in
}

// titled takes in the title before the name that a phrase begins with.
func (r *reader) titled(in corpus.Range, bound corpus.Range) corpus.Range {
	d := r.d
	e := r.entityAt[in.First]
	if e < 0 || d.Entities[e].Title == "" {
		return in
	}
	before := strings.TrimRight(d.Text[:d.Entities[e].Start], " \u00a0\n")
	if !strings.HasSuffix(before, d.Entities[e].Title) {
		return in
	}
	at := len(before) - len(d.Entities[e].Title)
	for i := in.First; i >= bound.First && d.Tokens[i].Start >= at; i-- {
		in.First = i
	}
	if i := in.First - 1; i >= bound.First && (d.Tokens[i].XPOS == ud.DT || d.Tokens[i].XPOS == ud.PRPS) {
		in.First = i
	}
	return in
}

// abbreviated takes in the short form in brackets after a name.
func (r *reader) abbreviated(in corpus.Range, head int, bound corpus.Range) corpus.Range {
	d := r.d
	open := -1
	for i := max(in.First, in.End-parenthesis); i < in.End; i++ {
		switch d.Word(i) {
		case "(":
			open = i
		case ")":
			open = -1
		}
	}
	if open > 0 && in.End < bound.End && d.Word(in.End) == ")" {
		in.End++
		return in
	}
	if open > head { // a bracket that does not close here
		in.End = open
		return in
	}
	if i := in.End; i+2 < bound.End && d.Word(i) == "(" && d.Word(i+2) == ")" {
		if w := d.Word(i + 1); len(w) <= 10 && w == strings.ToUpper(w) && w != strings.ToLower(w) && (w[0] < '0' || w[0] > '9') {
			in.End += 3
		}
	}
	return in
}

// bearing takes in the name that stands right after the word of an office in one
// phrase ("UK PM Ana Ruiz"), where the tree ends the phrase before it.
func (r *reader) bearing(in corpus.Range, head int) corpus.Range {
	d := r.d
	if in.End >= len(d.Tokens) || in.End-1 < head || r.entityAt[in.End-1] >= 0 || r.chunkAt[head] < 0 || r.chunkAt[in.End] != r.chunkAt[head] || !r.titular(in.End-1) {
		return in
	}
	e := r.entityAt[in.End]
	if e < 0 || d.Entities[e].Type != corpus.Person {
		return in
	}
	for in.End < len(d.Tokens) && r.entityAt[in.End] == e {
		in.End++
	}
	return in
}

// entitled takes in the person whose title holds the head of the phrase, where the tree ends the
// phrase before the name: "[Secretary of State] Ana Ruiz". The person is e, -1 when there is none.
func (r *reader) entitled(in corpus.Range, head int) (out corpus.Range, e int) {
	d := r.d
	if in.End >= len(d.Tokens) || r.entityAt[head] >= 0 {
		return in, -1
	}
	e = r.entityAt[in.End]
	if e < 0 || d.Entities[e].Type != corpus.Person || d.Entities[e].Title == "" || r.entityAt[in.End-1] == e {
		return in, -1
	}
	before := strings.TrimRight(d.Text[:d.Entities[e].Start], " \u00a0\n")
	if !strings.HasSuffix(before, d.Entities[e].Title) || d.Tokens[head].Start < len(before)-len(d.Entities[e].Title) || d.Tokens[in.End-1].End < len(before) {
		return in, -1
	}
	for in.End < len(d.Tokens) && r.entityAt[in.End] == e {
		in.End++
	}
	return in, e
}

// owned is the person who stands behind the land or body that the tree takes for the
// head ("Peru's Ana Ruiz"), with or without a title, as the last of the phrase; -1 when there is none.
func (r *reader) owned(in corpus.Range, head int) int {
	d := r.d
	of, e := r.entityAt[head], r.entityAt[in.End-1]
	if of < 0 || e < 0 || e == of || d.Entities[e].Type != corpus.Person || d.Entities[of].Type == corpus.Person {
		return -1
	}
	i := head + 1
	for i < in.End && r.entityAt[i] == of {
		i++
	}
	if i >= in.End || d.Tokens[i].XPOS != ud.POS {
		return -1
	}
	first := d.TokensIn(d.Entities[e].Span).First
	if first == i+1 || first > i+1 && strings.TrimSpace(d.Text[d.Tokens[i].End:d.Entities[e].Start]) == d.Entities[e].Title {
		return e
	}
	return -1
}

// titular reports a word of an office.
func (r *reader) titular(i int) bool {
	l := r.plain[i]
	return l.is(cueOffice) || l.is(cuePeople)
}

// holder is the actor of the person whose name the phrase ends with, behind title
// or role, or empty: "the Cuban envoy, Ana Ruiz", but not "the cabinet of Ana Ruiz".
func (r *reader) holder(in corpus.Range, head int) string {
	d := r.d
	if e := r.entityAt[in.End-1]; e >= 0 && e != r.entityAt[head] && d.Entities[e].Type == corpus.Person && d.Entities[e].Actor != "" && d.Entities[e].Title != "" {
		// Nothing but nation and title before the name: "US Secretary of State Ana Ruiz".
		name := d.TokensIn(d.Entities[e].Span)
		title := in.First
		before := strings.TrimRight(d.Text[:d.Entities[e].Start], " \u00a0\n")
		if strings.HasSuffix(before, d.Entities[e].Title) {
			for title < name.First && d.Tokens[title].Start < len(before)-len(d.Entities[e].Title) {
				title++
			}
			plain := true
			for i := in.First; i < title; i++ {
				t := &d.Tokens[i]
				plain = plain && t.XPOS != ud.POS && (t.UPOS == ud.PROPN || t.UPOS == ud.ADJ || t.UPOS == ud.NOUN || t.UPOS == ud.DET)
			}
			if plain {
				return d.Entities[e].Actor
			}
		}
	}
	for i := head + 1; i < in.End; i++ {
		if d.Tokens[i].XPOS == ud.POS {
			return ""
		}
		e := r.entityAt[i]
		if e >= 0 && e != r.entityAt[head] && d.Entities[e].Type == corpus.Person && d.Entities[e].Actor != "" {
			if d.Tokens[i-1].UPOS == ud.ADP {
				return ""
			}
			return d.Entities[e].Actor
		}
		if e < 0 && d.Tokens[i].UPOS == ud.ADP && !r.commaAfter(i, in.End) {
			return ""
		}
	}
	return ""
}

func (r *reader) commaAfter(i, end int) bool {
	for ; i < end; i++ {
		if r.d.Word(i) == "," {
			return true
		}
	}
	return false
}

// spread splits "the leaders of A, B and C" by country and takes the names for the
// plural before them ("the two premiers, Ana Ruiz and Jan Berg,").
func (r *reader) spread(n corpus.Noun) []corpus.Noun {
	d := r.d
	t := &d.Tokens[n.Head]
	s := d.SentenceAt(t.Start)
	if s < 0 || t.XPOS != ud.NNS || !r.humane(n.Head) && !r.lemmas[n.Head].is(cuePeople) {
		return nil
	}
	end := d.Sentences[s].Tokens.End
	i := n.Head + 1
	if i+1 >= end {
		return nil
	}
	var kind func(e int) bool
	lead := false
	switch {
	case r.lower(i) == "of":
		kind = func(e int) bool { return d.Entities[e].Type == corpus.GPE }
		lead = true
	case d.Word(i) == ",":
		kind = func(e int) bool { return d.Entities[e].Type == corpus.Person }
	default:
		return nil
	}
	var out []corpus.Noun
	for i++; i < end && len(out) < 8; {
		first := i
		for i < end && r.entityAt[i] < 0 && d.Tokens[i].XPOS == ud.DT {
			i++
		}
		e := -1
		if i < end {
			e = r.entityAt[i]
		}
		if e < 0 || !kind(e) {
			return nil
		}
		for i < end && r.entityAt[i] == e {
			i++
		}
		out = append(out, corpus.Noun{Head: i - 1, Prep: n.Prep, Tokens: corpus.Range{First: first, End: i}})
		last := false
		if i < end && d.Word(i) == "," {
			i++
		} else {
			last = true
		}
		if i < end && r.lower(i) == "and" {
			i++
		} else if last {
			break
		}
	}
	if len(out) < 2 {
		return nil
	}
	if lead {
		out[0].Head, out[0].Tokens.First = n.Head, min(n.Tokens.First, n.Head)
	}
	return out
}

// bearer is the name that a common noun only describes: "Ana Ruiz, 40, a nurse who …".
func (r *reader) bearer(n corpus.Noun) (corpus.Noun, bool) {
	d := r.d
	if d.Tokens[n.Head].UPOS != ud.NOUN {
		return n, false
	}
	first := n.Tokens.First
	if k := r.chunkAt[n.Head]; k >= 0 {
		first = r.chunks[k].first
	}
	s := d.SentenceAt(d.Tokens[n.Head].Start)
	if s < 0 || first-2 < d.Sentences[s].Tokens.First || d.Word(first-1) != "," {
		return n, false
	}
	j := first - 2
	if d.Tokens[j].UPOS == ud.NUM && j-2 >= d.Sentences[s].Tokens.First && d.Word(j-1) == "," {
		j -= 2
	}
	e := r.entityAt[j]
	if e < 0 || d.Entities[e].Type != corpus.Person {
		return n, false
	}
	in := d.TokensIn(d.Entities[e].Span)
	return corpus.Noun{Head: j, Prep: n.Prep, Tokens: in}, in.Len() > 0
}

// participants are those of phrase n: one, or one for each actor that the layer of
// references gives for the phrase ("the two ministers").
func (r *reader) participants(n corpus.Noun) []corpus.Participant {
	p := r.phrase(n)
	refs := r.refersAt[n.Head]
	if len(refs) < 2 { // most phrases
		return []corpus.Participant{p}
	}
	var out []corpus.Participant
	for _, k := range refs {
		a := r.d.References[k].Actor
		out = append(out, corpus.Participant{Span: p.Span, Actor: a, Country: r.actor(a).Country})
	}
	return out
}

// spoken is the participant of a quotation's speaker; cue is the token of the verb
// of saying, whose subject stands in for a speaker that is a word of time or a thing.
// It is nil where nobody speaks.
func (r *reader) spoken(s corpus.Span, actor string, cue int) []corpus.Participant {
	d := r.d
	in := d.TokensIn(s)
	timed := false
	for i := in.First; i < in.End; i++ {
		timed = timed || r.dateAt[i] >= 0 && actor == ""
	}
	if k := r.predicate[cue]; timed {
		if k < 0 || len(r.clauses[k].Subjects) == 0 {
			return nil
		}
		n := r.clauses[k].Subjects[0]
		if r.temporal(n) || !r.actorlike(n) {
			b := r.before(cue, d.Sentences[r.clauses[k].Sentence].Tokens)
			if len(b) == 0 || r.temporal(b[0]) || !r.actorlike(b[0]) {
				return nil
			}
			n = b[0]
		}
		return r.participants(n)
	}
	if in.Len() == 0 {
		return []corpus.Participant{{Span: s, Actor: actor, Country: r.actor(actor).Country}}
	}
	person := -1
	for i := in.First; i < in.End; i++ {
		if e := r.entityAt[i]; e >= 0 && d.Entities[e].Actor == actor && actor != "" {
			person = i
			break
		}
	}
	head := in.First
	switch {
	case person >= 0 && r.commaAfter(in.First, person) && r.lower(in.First) == "one":
		head, in.First = person, person
	case person >= 0 && !r.commaAfter(in.First, person):
		head = person
	default:
		for i := in.First; i < in.End && d.Word(i) != ","; i++ {
			if k := r.chunkAt[i]; k >= 0 {
				head = r.chunks[k].head
				break
			}
		}
	}
	if head < in.First || head >= in.End {
		head = in.End - 1
	}
	if all := r.enumerated(in); len(all) > 1 {
		var out []corpus.Participant
		for _, n := range all {
			out = append(out, r.participants(n)...)
		}
		return out
	}
	out := r.participants(corpus.Noun{Head: head, Tokens: in})
	if len(out) == 1 {
		if actor != "" {
			out[0].Actor = actor
			out[0].Country = r.actor(actor).Country
		}
	}
	return out
}

// enumerated are the phrases of a range that is nothing but a list of names: "Peru and the
// United Kingdom". It is nil for any other range.
func (r *reader) enumerated(in corpus.Range) []corpus.Noun {
	d := r.d
	var out []corpus.Noun
	for i := in.First; i < in.End; {
		first := i
		if i+1 < in.End && d.Tokens[i].XPOS == ud.DT && r.entityAt[i] < 0 {
			i++
		}
		e := r.entityAt[i]
		if e < 0 {
			return nil
		}
		switch d.Entities[e].Type {
		case corpus.Person, corpus.Org, corpus.GPE:
		default:
			return nil
		}
		for i < in.End && r.entityAt[i] == e {
			i++
		}
		out = append(out, corpus.Noun{Head: i - 1, Tokens: corpus.Range{First: first, End: i}})
		if i == in.End {
			return out
		}
		joined := i
		for i < in.End && i < joined+2 && r.entityAt[i] < 0 && (d.Word(i) == "," || r.lower(i) == "and") {
			i++
		}
		if i == joined {
			return nil
		}
	}
	return out
}

// untangle cuts a list off the participants before p that swallowed it ("Congo and
// Costa Rica" read as one phrase and the second name again).
func (r *reader) untangle(to []corpus.Participant, p corpus.Participant, n corpus.Noun) {
	for i := range to {
		o := &to[i]
		if o.Span == p.Span || !o.Overlaps(p.Span) || o.Start >= p.Start {
			continue
		}
		in := r.d.TokensIn(o.Span)
		at := n.Head
		for at > in.First && r.d.Tokens[at].Start >= p.Start {
			at--
		}
		if at > in.First && r.lower(at) == "and" {
			o.End = r.d.Tokens[at-1].End
		}
	}
}

// together puts all parties of what is done by both sides at once among the
// sources, and the guest before the host (reference, section 4).
func (r *reader) together(e *corpus.Event) {
	switch e.Type {
	case corpus.Consult:
		if e.CAMEO == "043" && len(e.Sources) > 0 && len(e.Targets) > 0 { // "X received Y"
			e.Sources, e.Targets = e.Targets, e.Sources
			return
		}
		if e.Mode == "visit" || e.CAMEO == "045" {
			return
		}
	case corpus.Support:
		// Who signs in person signs together with the others; a firm signs something with another.
		if e.CAMEO != "057" || len(e.Sources) == 0 || r.actor(e.Sources[0].Actor).Type != corpus.Person {
			return
		}
	default:
		return
	}
	for _, t := range e.Targets {
		same := false
		for _, s := range e.Sources {
			same = same || s == t || s.Actor != "" && s.Actor == t.Actor
		}
		if !same {
			e.Sources = append(e.Sources, t)
		}
	}
	e.Targets = nil
}

// addressed leaves of the targets those that can be acted upon: people, bodies,
// states, and things that belong to one of them.
func (r *reader) addressed(e *corpus.Event, ns []corpus.Noun) []corpus.Noun {
	out, trigger := ns[:0:0], e.Trigger.Span
	for _, n := range ns {
		t := &r.d.Tokens[n.Head]
		w0 := r.lower(n.Head)
		switch w := w0; {
		case r.temporal(n):
			continue
		case w == "itself" || w == "himself" || w == "herself" || w == "themselves" || w == "other" && n.Tokens.Len() <= 2 && r.lower(n.Tokens.First) == "each" || w == "another" && n.Tokens.Len() <= 2 && r.lower(n.Tokens.First) == "one", w == "one" && n.Head+1 < len(r.d.Tokens) && r.lower(n.Head+1) == "another":
			continue
		case t.UPOS == ud.PRON && t.XPOS != ud.PRP && r.entityAt[n.Head] < 0 && r.referAt[n.Head] < 0:
			continue
		case w == "it" && !r.known(n.Head), w == "strike" && n.Prep == "on", e.Type == corpus.Concede && (w == "them" || w == "it") && n.Prep == "": // "called them off"
			continue
		}
		place := n.Prep == "in" || n.Prep == "at" || n.Prep == "near"
		if r.possessive(n) && (e.Mode == "withdraw" && n.Prep == "" || w0 == "side") {
			continue // one's own envoy, one's own side of the border
		}
		if e.Type == corpus.Coerce && n.Prep == "" && t.UPOS == ud.NOUN && (w0 == "power" || w0 == "control") {
			continue // "seized power"
		}
		if (e.Type == corpus.Coerce && n.Prep == "in" || e.Type == corpus.Assault && len(e.Sources) > 1 && (place || n.Prep == "on") && r.mutual(trigger)) && (r.site(n.Head) || r.premises(n.Head)) && (e.Type == corpus.Assault || r.site(n.Head) && r.cityAt(n.Head) && r.home(e, n)) {
			continue // where it happened
		}
		switch e.Type {
		case corpus.Protest:
			if (e.Mode == "" || e.Mode == "demo" || e.Mode == "strike") && r.entityAt[n.Head] < 0 && !r.holds(n.Tokens) && !r.actorlike(n) && (n.Prep != "outside" && n.Prep != "at" && n.Prep != "near" && n.Prep != "" || r.eventive(n.Head) || r.plain[n.Head].is(cueAbstract)) {
				continue // what it is about, or where
			}
			if k := r.lemmas[n.Head].noun; n.Prep == "in" && k != nil && r.entityAt[n.Head] < 0 && r.b.roots[k.root].quad <= 2 {
				continue // "in support of B"
			}
			if (n.Prep == "in" || n.Prep == "through" || n.Prep == "across") && r.site(n.Head) && r.cityAt(n.Head) && !r.abroad(e, n) {
				continue // where they march
			}
			if n.Prep == "on" && r.site(n.Head) && r.d.Entities[r.entityAt[n.Head]].Type != corpus.GPE {
				continue // the street
			}
			out = append(out, n)
			continue
		case corpus.Assault, corpus.Coerce, corpus.Mobilize:
			if e.Type == corpus.Assault && n.Prep == "" && r.entityAt[n.Head] < 0 && t.UPOS == ud.NOUN && r.eventive(n.Head) && !r.actorlike(n) && !r.holds(n.Tokens) {
				continue // "fought a war"
			}
			if e.Type == corpus.Assault && (w0 == "air" || w0 == "sky") {
				continue // a shot to warn
			}
			if e.Type == corpus.Mobilize && !r.holds(n.Tokens) && !r.actorlike(n) && !r.known(n.Head) {
				continue // "near the border", "on alert"
			}
			if e.Type == corpus.Mobilize && n.Prep == "" && n.Head > 0 && r.d.Tokens[n.Head].Start > trigger.Start {
				continue // one's own forces
			}
			if e.Type == corpus.Mobilize && (place || n.Prep == "across" || n.Prep == "around") && r.site(n.Head) && r.home(e, n) {
				continue // one's own land
			}
			if e.Type == corpus.Coerce && !r.holds(n.Tokens) && !r.actorlike(n) && !r.known(n.Head) && !r.premises(n.Head) {
				continue // power, goods, a road
			}
			out = append(out, n)
			continue
		case corpus.Consult, corpus.Retreat:
			if e.Mode == "visit" || e.Mode == "withdraw" && r.entityAt[n.Head] >= 0 && !(n.Prep == "at" || n.Prep == "near") {
				out = append(out, n)
				continue
			}
			if place && r.site(n.Head) && (len(e.Sources) > 1 || r.cityAt(n.Head)) {
				continue // where they met
			}
		case corpus.Agree:
			if e := r.entityAt[n.Head]; place && r.site(n.Head) && r.cityAt(n.Head) && strings.TrimSpace(r.d.Text[trigger.End:max(trigger.End, r.d.Entities[e].Start)]) == n.Prep {
				continue // "agreed in Turin", but "agreed to build a port in Turin"
			}
			if x := r.entityAt[n.Head]; (n.Prep == "to" || n.Prep == "into" || n.Prep == "from") && r.site(n.Head) && r.cityAt(n.Head) && r.moving(corpus.Span{Start: trigger.End, End: r.d.Entities[x].Start}) {
				continue // "agreed to move its office to Turin"
			}
		case corpus.Reject, corpus.Request, corpus.Accuse:
			if place && r.site(n.Head) && r.cityAt(n.Head) || n.Prep == "on" && r.b.look(w0).is(cuePlatform) {
				continue
			}
		case corpus.Support:
			if place && r.site(n.Head) || e.CAMEO == "057" && n.Prep != "" && n.Prep != "with" && n.Prep != "between" && n.Prep != "and" {
				continue
			}
		}
		if t.UPOS == ud.NOUN && e.Type != corpus.Reject && r.lemmas[n.Head].classes&r.b.pacts != 0 && !r.holds(n.Tokens) {
			continue // a pact is nobody, whatever it is called
		}
		if e.Type == corpus.Agree && len(e.Sources) > 1 && place && r.site(n.Head) {
			continue // where it is to be
		}
		if (e.Type == corpus.Agree || e.Type == corpus.Aid) && n.Prep == "" && r.entityAt[n.Head] < 0 && r.lemmas[n.Head].is(cueWeapon) {
			continue // what is sent
		}
		if e.Type == corpus.Agree && len(e.Sources) > 1 && t.UPOS == ud.NOUN && !r.personal(n.Head) {
			continue // what they agree upon between them
		}
		if r.actorlike(n) || r.known(n.Head) {
			out = append(out, n)
			continue
		}
		// A thing of nobody known ("the pledge") is no side of an event; a plan that is
		// rejected stands for those who made it.
		if q := r.phrase(n); e.Type == corpus.Reject && t.UPOS == ud.NOUN && r.proposal(n.Head) || q.Actor != "" || q.Country != "" || r.holds(n.Tokens) {
			out = append(out, n)
		}
	}
	return out
}

// abroad reports that the sources are of another country than the place n: what is done there is done to
// that country.
func (r *reader) abroad(e *corpus.Event, n corpus.Noun) bool {
	there := r.phrase(n).Country
	for _, s := range e.Sources {
		if there != "" && s.Country != "" && s.Country != there {
			return true
		}
	}
	return false
}

// home reports that a source is of the country of the place n.
func (r *reader) home(e *corpus.Event, n corpus.Noun) bool {
	there := r.phrase(n).Country
	for _, s := range e.Sources {
		if there != "" && s.Country == there {
			return true
		}
	}
	return false
}

// moving reports a verb of going or moving in a piece of text: what follows it is a place.
func (r *reader) moving(s corpus.Span) bool {
	if s.End <= s.Start {
		return false
	}
	in := r.d.TokensIn(s)
	for i := in.First; i < in.End; i++ {
		if r.d.Tokens[i].XPOS.Verbal() && (r.lemmas[i].is(cueReach) || r.lemmas[i].is(cueMoving)) {
			return true
		}
	}
	return false
}

// mutual reports the verb of a fight that both sides do.
func (r *reader) mutual(s corpus.Span) bool {
	in := r.d.TokensIn(s)
	if in.Len() == 0 {
		return false
	}
	switch r.d.Tokens[in.First].Lemma {
	case "fight", "clash", "battle", "skirmish", "brawl":
		return true
	}
	return false
}

// proposal reports a noun for what somebody asks for, proposes or does, which stands for them where it is refused.
func (r *reader) proposal(i int) bool {
	l := r.lemmas[i]
	return l.classes&(r.b.pleas|r.b.pacts) != 0 || l.noun != nil || l.is(cueCriticised)
}

// premises reports a place that is raided or taken, which stands for those in it.
func (r *reader) premises(i int) bool {
	t := &r.d.Tokens[i]
	return t.UPOS == ud.NOUN && r.plain[i].is(cuePremises)
}

// holds reports whether a name stands in the phrase.
func (r *reader) holds(in corpus.Range) bool {
	for i := in.First; i < in.End; i++ {
		if r.entityAt[i] >= 0 {
			return true
		}
	}
	return false
}

// cityAt reports a place at token i that is no country.
func (r *reader) cityAt(i int) bool {
	_, country := r.g.CountryByName(r.d.Entities[r.entityAt[i]].Text)
	return !country
}

// site reports a token of the name of a place.
func (r *reader) site(i int) bool {
	e := r.entityAt[i]
	if e < 0 {
		return false
	}
	switch r.d.Entities[e].Type {
	case corpus.GPE, corpus.Loc, corpus.Fac:
		return true
	}
	return false
}

// known reports whether a reference gives an actor for the phrase of that head.
func (r *reader) known(head int) bool {
	at := r.refersAt[head]
	if k := r.referAt[head]; at == nil && k >= 0 { // one only
		return r.actingKind(r.d.References[k].Actor)
	}
	for _, k := range at {
		if r.actingKind(r.d.References[k].Actor) {
			return true
		}
	}
	return false
}

// actingKind reports whether an actor id is that of a person, body or state.
func (r *reader) actingKind(id string) bool {
	switch r.actor(id).Type {
	case corpus.Person, corpus.Org, corpus.GPE, corpus.Norp:
		return true
	}
	return false
}
