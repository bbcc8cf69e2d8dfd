package events

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

func (r *reader) lower(i int) string { return r.low[i] }

// phrase is the participant of a noun phrase.
func (r *reader) phrase(n corpus.Noun) corpus.Participant {
	p, in, modifier := r.identity(n)
	if r.d.Tokens[n.Head].UPOS == ud.NOUN && in.First < n.Head { // "the Maltese commander": his nation, whoever he is
		p.Country = r.countryIn(corpus.Range{First: in.First, End: n.Head})
	}
	if p.Actor != "" && p.Country == "" {
		p.Country = r.actor(p.Actor).Country
	}
	if p.Country == "" {
		p.Country = r.countryIn(in)
	}
	if p.Country == "" {
		p.Country = r.actor(modifier).Country
	}
	if p.Actor == "" {
		p.Actor = r.lent(in, n.Head, modifier)
	}
	return p
}

// actorOf is the actor of the participant of a noun phrase.
func (r *reader) actorOf(n corpus.Noun) string {
	p, in, modifier := r.identity(n)
	if p.Actor == "" {
		return r.lent(in, n.Head, modifier)
	}
	return p.Actor
}

// lent is the actor beside the head of a phrase that is nobody's name, where the phrase stands for that actor: a
// nation's soldiers are not the nation, its government and its missiles are. A body or role without a
// country of its own ("the army") stays unknown.
func (r *reader) lent(in corpus.Range, head int, modifier string) string {
	if l := r.plain[head]; modifier != "" && (l.is(cueCabinet) || l.is(cueWeapon) || l.is(cuePeople) && !r.national(in)) {
		return modifier
	}
	return ""
}

// identity is the participant of a noun phrase but for what only the phrase's words tell of its country
// and for what lent gives; in are its tokens, modifier is the actor that it names beside its head.
func (r *reader) identity(n corpus.Noun) (p corpus.Participant, in corpus.Range, modifier string) {
	in = n.Tokens
	if in.Len() <= 0 {
		in = corpus.Range{First: n.Head, End: n.Head + 1}
	}
	in = r.extent(r.core(r.withoutDate(in, n.Head), n.Head), n.Head)
	in = r.bearing(r.bounded(in, n.Head), n.Head)
	in, person := r.entitled(in, n.Head)
	if person < 0 {
		person = r.owned(in, n.Head)
	}
	p = corpus.Participant{Span: r.d.SpanOf(in), Actor: r.holder(in, n.Head)}
	if person >= 0 {
		p.Actor = r.d.Entities[person].Actor
	}
	if e := r.entityAt[n.Head]; e >= 0 && p.Actor == "" {
		x := &r.d.Entities[e]
		if p.Actor = x.Actor; x.Type == corpus.Norp && r.d.Tokens[n.Head].XPOS == ud.NNPS {
			p.Actor, p.Country = "", r.actor(x.Actor).Country // people of a nation are not the nation
		}
	}
	if k := r.referAt[n.Head]; k >= 0 && p.Actor == "" {
		p.Actor = r.d.References[k].Actor
	}
	if p.Actor == "" && n.Apposition.Len() > 0 {
		p.Actor = r.actorIn(n.Apposition)
	}
	if p.Actor == "" && p.Country == "" {
		modifier = r.modifier(in, n.Head)
		if t := r.d.Tokens[n.Head]; t.UPOS == ud.PROPN {
			p.Actor = modifier
		}
	}
	return p, in, modifier
}

// again adds reference i unless its actor stands there already; a longer span of
// another reading gives way.
func (r *reader) again(at []int, i int) []int {
	for _, k := range at {
		if r.d.References[k].Actor == r.d.References[i].Actor {
			return at
		}
		if r.d.References[k].Span != r.d.References[i].Span {
			return []int{i}
		}
	}
	return append(at, i)
}

// national reports whether a nation or place is the only actor named in the range.
func (r *reader) national(in corpus.Range) bool {
	found := false
	for i := in.First; i < in.End; i++ {
		if e := r.entityAt[i]; e >= 0 && r.d.Entities[e].Actor != "" {
			switch r.d.Entities[e].Type {
			case corpus.Norp, corpus.GPE:
				found = true
			default:
				return false
			}
		}
	}
	return found
}

// modifier is the actor that a phrase names beside its head: the name nearest before
// the head ("Chad's FACT rebels"), even one that nobody knows, else that of its
// of-phrase ("fighters of the FACT"). A place behind any other preposition is only
// where somebody is ("protesters in Lomé").
func (r *reader) modifier(in corpus.Range, head int) string {
	for i := head; i >= in.First; i-- {
		e := r.entityAt[i]
		if e < 0 {
			continue
		}
		switch x := &r.d.Entities[e]; x.Type {
		case corpus.Person, corpus.Org, corpus.GPE, corpus.Norp:
			return x.Actor
		}
	}
	for i := head + 1; i+1 < in.End; i++ {
		switch t := &r.d.Tokens[i]; {
		case r.lower(i) == "of":
			return r.actorIn(corpus.Range{First: i + 1, End: in.End})
		case t.UPOS == ud.ADP && t.XPOS != ud.POS && r.entityAt[i] < 0:
			return ""
		}
	}
	if in.First <= head && head+1 < in.End { // a name or list that the head begins
		return r.actorIn(corpus.Range{First: head + 1, End: in.End})
	}
	return ""
}

// bounded leaves out the words that only bound the number after them ("at least 30
// miners", "as many as 30 miners").
func (r *reader) bounded(in corpus.Range, head int) corpus.Range {
	for in.First < head && r.dateAt[in.First] >= 0 && r.dateAt[head] < 0 && r.d.Tokens[in.First+1].XPOS != ud.POS {
		in.First++ // "On 5 March Peru …"
	}
	i := in.First
	for i < head && r.forms[i].is(cueBound) {
		i++
	}
	if i > in.First && i <= head && r.d.Tokens[i].UPOS == ud.NUM {
		in.First = i
	}
	return in
}

func (r *reader) actorIn(in corpus.Range) string {
	for i := in.First; i < in.End; i++ {
		if e := r.entityAt[i]; e >= 0 && r.d.Entities[e].Actor != "" {
			switch r.d.Entities[e].Type {
			case corpus.Person, corpus.Org, corpus.GPE, corpus.Norp:
				return r.d.Entities[e].Actor
			}
		}
	}
	return ""
}

// countryIn is the country that a demonym or a place name in the phrase gives.
func (r *reader) countryIn(in corpus.Range) string {
	c, ok := r.countries[in]
	if !ok {
		c = r.countryFound(in)
		r.countries[in] = c
	}
	return c
}

func (r *reader) countryFound(in corpus.Range) string {
	for i := in.First; i < in.End; i++ {
		w := r.d.Word(i)
		if w == "" || w[0] < 'A' || w[0] > 'Z' && w[0] < 0x80 {
			continue
		}
		if c, ok := r.g.CountryByDemonym(w); ok {
			return c.ISO3
		}
		for _, n := range []int{3, 2, 1} {
			if i+n > in.End {
				continue
			}
			name := r.d.Surface(r.d.SpanOf(corpus.Range{First: i, End: i + n}))
			if c, ok := r.g.CountryByName(name); ok {
				return c.ISO3
			}
		}
	}
	for i := in.First; i < in.End; i++ {
		if e := r.entityAt[i]; e >= 0 && r.d.Entities[e].Type == corpus.GPE {
			if c, ok := r.g.CountryOf(r.d.Entities[e].Text, r.setting()); ok {
				return c
			}
		}
	}
	return ""
}

// actorlike reports whether a noun can act: a name, a pronoun for people, or a
// noun for persons and bodies.
func (r *reader) actorlike(n corpus.Noun) bool {
	t := &r.d.Tokens[n.Head]
	if e := r.entityAt[n.Head]; e >= 0 {
		switch r.d.Entities[e].Type {
		case corpus.Person, corpus.Org, corpus.GPE, corpus.Norp, corpus.Loc:
			return true
		}
		return false
	}
	if r.referAt[n.Head] >= 0 {
		return true
	}
	l := r.plain[n.Head]
	if l.is(cueQuantity) { // "scores of militants", "a group of monks"
		if of := r.below(n.Head, "of"); len(of) > 0 {
			return r.actorlike(of[0])
		}
	}
	switch t.UPOS {
	case ud.PROPN:
		return true
	case ud.PRON:
		switch r.lower(n.Head) {
		case "it", "this", "that", "what", "which", "there", "something", "nothing":
			return false
		}
		return true
	case ud.NUM:
		return true
	}
	if t.UPOS == ud.ADJ { // "the wounded"
		return (len(r.kids[n.Head]) > 0 || r.heading[n.Head+1] != "") && l.is(cuePeople)
	}
	if r.forms[n.Head].one.is(cuePeople) {
		return true
	}
	return r.personal(n.Head)
}

// noun builds the phrase below token i, without clauses, cases and conjuncts.
func (r *reader) noun(i int, prep string) corpus.Noun {
	n := corpus.Noun{Head: i, Prep: prep, Tokens: corpus.Range{First: i, End: i + 1}}
	var grow func(i int, top bool, depth int)
	grow = func(i int, top bool, depth int) {
		n.Tokens.First, n.Tokens.End = min(n.Tokens.First, i), max(n.Tokens.End, i+1)
		if depth > 40 {
			return
		}
		for _, k := range r.kids[i] {
			switch r.d.Tokens[k].Rel.Base() {
			case ud.Acl, ud.Advcl, ud.Parataxis, ud.Punct:
				continue
			case ud.Case, ud.Conj, ud.Cc, ud.Appos, ud.Mark, ud.Cop, ud.Nsubj, ud.Aux, ud.Ccomp, ud.Dep:
				if top {
					continue
				}
			}
			grow(k, false, depth+1)
		}
	}
	grow(i, true, 0)
	return n
}

func (r *reader) prepOf(i int) string {
	for _, k := range r.kids[i] {
		if r.d.Tokens[k].Rel == ud.Case && r.d.Tokens[k].XPOS != ud.POS {
			return r.lower(k)
		}
	}
	return ""
}

// coordinated is the phrase of i and those joined to it.
func (r *reader) coordinated(i int, prep string) []corpus.Noun {
	out := []corpus.Noun{r.noun(i, prep)}
	for _, k := range r.kids[i] {
		if r.d.Tokens[k].Rel == ud.Conj && r.predicate[k] < 0 {
			out = append(out, r.noun(k, prep))
		}
	}
	return out
}

// below are the prepositional phrases under noun i with that preposition.
func (r *reader) below(i int, prep string) []corpus.Noun {
	var out []corpus.Noun
	for _, k := range r.kids[i] {
		if t := &r.d.Tokens[k]; (t.Rel.Base() == ud.Nmod || t.Rel.Base() == ud.Obl && r.plural(i)) && t.Rel != ud.NmodPoss && r.prepOf(k) == prep {
			out = append(out, r.coordinated(k, prep)...)
		}
	}
	return out
}

// owners are the possessors and national or named modifiers of noun i.
func (r *reader) owners(i int) []corpus.Noun {
	var out []corpus.Noun
	for _, k := range r.kids[i] {
		t := &r.d.Tokens[k]
		switch {
		case t.Rel == ud.NmodPoss:
			if r.dateAt[k] >= 0 { // "Monday's attack"
				continue
			}
			out = append(out, r.coordinated(k, "")...)
		case r.dateAt[k] >= 0 || r.lower(k) == "house" && r.d.Tokens[i].Lemma == "arrest":
		case t.Rel == ud.Compound || t.Rel == ud.Amod || t.Rel == ud.NmodDesc || t.Rel == ud.Nmod && r.prepOf(k) == "":
			if e := r.entityAt[k]; e >= 0 {
				switch r.d.Entities[e].Type {
				case corpus.Person, corpus.Org, corpus.GPE, corpus.Norp:
					out = append(out, r.noun(k, ""))
				}
			} else if _, ok := r.g.CountryByDemonym(r.d.Word(k)); ok && t.UPOS != ud.VERB {
				out = append(out, r.noun(k, ""))
			} else if t.Rel == ud.Compound && r.lemmas[k].is(cuePeople) && arms[strings.ToLower(t.Lemma)].mode == "" {
				out = append(out, r.noun(k, ""))
			}
		}
	}
	return out
}

func possessed(out []corpus.Noun, r *reader) []corpus.Noun {
	for i := range out { // the mark of possession is no part of the name
		if last := out[i].Tokens.End - 1; last > out[i].Head && r.d.Tokens[last].XPOS == ud.POS {
			out[i].Tokens.End--
		}
	}
	return out
}

// withoutDate cuts a date expression, with its preposition, off the end of a phrase.
func (r *reader) withoutDate(in corpus.Range, head int) corpus.Range {
	k := r.dateAt[in.End-1]
	if k < 0 || r.d.Dates[k].Start <= r.d.Tokens[head].Start {
		return in
	}
	end := r.d.TokensIn(r.d.Dates[k].Span).First
	for end-1 > head && (r.d.Tokens[end-1].UPOS == ud.ADP || r.d.Tokens[end-1].UPOS == ud.PUNCT) {
		end--
	}
	if end > head {
		in.End = end
	}
	return in
}

// core cuts a prepositional phrase off an actor's phrase that more likely belongs
// to the verb: after a name any but "of", after a common noun those that seldom modify one.
func (r *reader) core(in corpus.Range, head int) corpus.Range {
	if !r.actorlike(corpus.Noun{Head: head, Tokens: in}) {
		return in
	}
	name := r.d.Tokens[head].UPOS == ud.PROPN
	for i := head + 1; i < in.End; i++ {
		if r.d.Tokens[i].UPOS != ud.ADP || r.entityAt[i] >= 0 {
			continue
		}
		switch r.lower(i) {
		case "of", "'s", "’s":
			if r.d.Tokens[i].XPOS == ud.POS || !name {
				continue
			}
			if i+1 < in.End {
				continue
			}
		case "as", "for", "over", "after", "during", "amid", "despite", "with", "to", "on", "against", "about", "because", "before", "by", "since", "until":
			in.End = i
		default:
			if name || i+1 < in.End && r.chunkAt[i+1] >= 0 && r.lemmas[r.chunks[r.chunkAt[i+1]].head].noun != nil {
				in.End = i
			}
		}
	}
	for in.End-1 > head && r.d.Tokens[in.End-1].UPOS == ud.PUNCT {
		in.End--
	}
	return in
}
