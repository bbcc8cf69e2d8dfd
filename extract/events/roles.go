package events

import (
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
	"dateline/normalize/places"
)

// reader is the working state of one document.
type reader struct {
	d         *corpus.Document
	b         *book
	g         *places.Gazetteer
	around    *places.Context // see setting
	entityAt  []int           // index in Entities of the entity that holds a token, or -1
	referAt   map[int]int
	refersAt  map[int][]int                // last token to the references that end there
	country   map[string]string            // actor id to country
	wikidata  map[string]bool              // actor id to whether the knowledge base has it
	kind      map[string]corpus.EntityType // actor id to type
	sector    map[string]string            // actor id to CAMEO sector
	kids      [][]int                      // dependents of a token, text order
	counts    []int
	low       []string // the tokens in lower case
	quoteAt   []int    // index in Quotes of the quotation that holds a token, or -1
	dateAt    []int    // index in Dates of the expression that holds a token, or -1
	polled    []bool
	predicate []int // token to the clause it heads, or -1
	used      map[int]bool
	sport     []bool // by sentence
	accident  []bool
	clauseOf  []int           // innermost clause of a token, or -1
	clauses   []corpus.Clause // the document's, mended from the surface
	chunks    []chunk
	chunkAt   []int          // index in chunks of the chunk that holds a token, or -1
	heading   map[int]string // the verbs of headlines that were read as nouns, with their lemmas
	bare      []bool         // by sentence: a headline without a finite verb
	openAt    []int          // by sentence: the first token after a dateline
	judge     judge
	armed     bool     // a word of war or attack other than "strike" stands in the document
	hashes    []uint32 // see lemmaHash
	told      uint32   // the bits of book.topics that words of the document have
	story     uint32   // how much of names of states, bodies and offices there is in the document, 0 to 7
	dropped   []int    // triggers whose event the classifier took away
}

func newReader(d *corpus.Document, b *book) *reader {
	r := &reader{
		d: d, b: b, g: places.Default(), entityAt: make([]int, len(d.Tokens)), referAt: map[int]int{}, refersAt: map[int][]int{},
		country: map[string]string{}, kind: map[string]corpus.EntityType{}, wikidata: map[string]bool{}, sector: map[string]string{}, kids: make([][]int, len(d.Tokens)), used: map[int]bool{},
	}
	r.low, r.hashes = make([]string, len(d.Tokens)), make([]uint32, len(d.Tokens))
	for i := range r.entityAt {
		r.entityAt[i] = -1
		r.low[i] = strings.ToLower(d.Word(i))
	}
	r.dateAt, r.quoteAt, r.predicate = slices.Clone(r.entityAt), slices.Clone(r.entityAt), slices.Clone(r.entityAt)
	for i := range d.Dates {
		in := d.TokensIn(d.Dates[i].Span)
		for t := in.First; t < in.End; t++ {
			r.dateAt[t] = i
		}
	}
	for i := range d.Quotes {
		in := d.TokensIn(d.Quotes[i].Span)
		for t := in.First; t < in.End; t++ {
			if r.quoteAt[t] < 0 {
				r.quoteAt[t] = i
			}
		}
	}
	for i := range d.Entities {
		in := d.TokensIn(d.Entities[i].Span)
		for t := in.First; t < in.End; t++ {
			r.entityAt[t] = i
		}
	}
	for i := range d.References {
		in := d.TokensIn(d.References[i].Span)
		if in.Len() > 0 {
			r.referAt[in.End-1] = i
			r.refersAt[in.End-1] = r.again(r.refersAt[in.End-1], i)
		}
	}
	for i := range d.Actors {
		r.country[d.Actors[i].ID] = d.Actors[i].Country
		r.wikidata[d.Actors[i].ID] = d.Actors[i].Wikidata != ""
		r.kind[d.Actors[i].ID] = d.Actors[i].Type
		r.sector[d.Actors[i].ID] = d.Actors[i].Sector
	}
	for i := range d.Clauses {
		r.predicate[d.Clauses[i].Predicate] = i
	}
	for s := range d.Sentences {
		in := d.Sentences[s].Tokens
		r.kin(in)
		r.openAt = append(r.openAt, d.Sentences[s].Body().First)
	}
	r.headlines()
	r.chunking()
	r.mend()
	r.clauseOf = make([]int, len(d.Tokens))
	told, mishap, civic := uint8(0), false, 0
	for s := range d.Sentences {
		in := d.Sentences[s].Tokens
		sport, accident, polled := 0, 0, false
		seen := uint8(0)
		for i := in.First; i < in.End; i++ {
			of := b.topics[d.Tokens[i].Lemma]
			topic := of
			if r.low[i] != d.Tokens[i].Lemma {
				topic |= b.topics[r.low[i]]
			}
			polled = polled || topic&topicPoll != 0
			seen |= topic
			if of&topicCivic != 0 && d.Tokens[i].UPOS == ud.NOUN {
				civic++
			}
			r.armed = r.armed || topic&topicHostile != 0 && d.Tokens[i].Lemma != "strike"
			if topic&topicSport != 0 {
				sport++
			}
			if r.dateAt[i] < 0 && (scored(d.Word(i)) || i+2 < in.End && d.Word(i+1) == "-" && d.Tokens[i].End == d.Tokens[i+1].Start && scored(d.Word(i)+"-"+d.Word(i+2))) && !r.voted(i, in) {
				sport += 2
			}
			if topic&topicAccident != 0 {
				accident++
			}
			r.clauseOf[i] = -1
			for h, n := i, 0; h >= 0 && n < 100; h, n = d.HeadOf(h, in), n+1 {
				if c := r.predicate[h]; c >= 0 {
					r.clauseOf[i] = c
					break
				}
			}
		}
		r.sport = append(r.sport, sport >= 2 || r.fictional(in))
		r.polled = append(r.polled, polled)
		r.accident = append(r.accident, accident >= 1 || seen&topicPlant != 0 && seen&topicHostile == 0 && r.blasted(in))
		told |= seen
		mishap = mishap || s < 3 && r.accident[s]
	}
	r.story, r.told = r.storied(civic), uint32(told&^topicCivic)
	if mishap && told&topicHostile == 0 { // a story of an accident from end to end
		for s := range r.accident {
			r.accident[s] = true
		}
	}
	return r
}

// voted reports that a tally is one of judges or members ("ruled 5-4", "a 3-2 vote").
func (r *reader) voted(i int, in corpus.Range) bool {
	for k := max(in.First, i-3); k < min(in.End, i+6); k++ {
		if r.b.is("ballot", r.d.Tokens[k].Lemma) {
			return true
		}
	}
	return false
}

// fictional reports a sentence that tells what stands in a film or book: it opens with one, as the
// subject or behind "in".
func (r *reader) fictional(in corpus.Range) bool {
	i := in.First
	inside := i < in.End && r.lower(i) == "in"
	if inside {
		i++
	}
	if i >= in.End || r.d.Tokens[i].UPOS != ud.DET {
		return false
	}
	for k := i + 1; k+1 < min(in.End, i+4); k++ {
		if r.b.is("fiction", r.d.Tokens[k].Lemma) {
			next := &r.d.Tokens[k+1]
			return inside && r.d.Word(k+1) == "," || !inside && r.b.is("telling", next.Lemma)
		}
	}
	return false
}

// storied is how many names of states and bodies and words of office (of these there are n) a sentence of
// the document has, in halves, at most 7.
func (r *reader) storied(n int) uint32 {
	for i := range r.d.Entities {
		switch r.d.Entities[i].Type {
		case corpus.GPE, corpus.Norp, corpus.Org:
			n++
		}
	}
	return uint32(min(7, 2*n/max(1, len(r.d.Sentences))))
}

// scored reports the result of a game ("4-0", "110–98").
func scored(w string) bool {
	a, b, ok := strings.Cut(strings.ReplaceAll(w, "–", "-"), "-")
	if !ok || len(a) == 0 || len(a) > 3 || len(b) == 0 || len(b) > 3 {
		return false
	}
	return strings.Trim(a, "0123456789") == "" && strings.Trim(b, "0123456789") == ""
}

// blasted reports whether a sentence tells of an explosion.
func (r *reader) blasted(in corpus.Range) bool {
	for i := in.First; i < in.End; i++ {
		switch r.d.Tokens[i].Lemma {
		case "explode", "explosion", "blast", "burst", "rip", "burn":
			return true
		}
	}
	return false
}

// kin fills kids for one sentence out of one backing array.
func (r *reader) kin(in corpus.Range) {
	n := 0
	r.counts = append(r.counts[:0], make([]int, in.Len())...)
	for i := in.First; i < in.End; i++ {
		if h := r.d.HeadOf(i, in); h >= 0 && h != i {
			r.counts[h-in.First]++
			n++
		}
	}
	back := make([]int, n)
	for i := in.First; i < in.End; i++ {
		k := r.counts[i-in.First]
		r.kids[i], back = back[:0:k], back[k:]
	}
	for i := in.First; i < in.End; i++ {
		if h := r.d.HeadOf(i, in); h >= 0 && h != i {
			r.kids[h] = append(r.kids[h], i)
		}
	}
}

func (r *reader) lower(i int) string { return r.low[i] }

// phrase is the participant of a noun phrase.
func (r *reader) phrase(n corpus.Noun) corpus.Participant {
	in := n.Tokens
	if in.Len() <= 0 {
		in = corpus.Range{First: n.Head, End: n.Head + 1}
	}
	in = r.extent(r.core(r.withoutDate(in, n.Head), n.Head), n.Head)
	in = r.bearing(r.bounded(in, n.Head), n.Head)
	p := corpus.Participant{Span: r.d.SpanOf(in), Actor: r.holder(in, n.Head)}
	if e := r.entityAt[n.Head]; e >= 0 && p.Actor == "" {
		x := &r.d.Entities[e]
		if p.Actor = x.Actor; x.Type == corpus.Norp && r.d.Tokens[n.Head].XPOS == ud.NNPS {
			p.Actor, p.Country = "", r.country[x.Actor] // people of a nation are not the nation
		}
	}
	if k, ok := r.referAt[n.Head]; ok && p.Actor == "" {
		p.Actor = r.d.References[k].Actor
	}
	if p.Actor == "" && n.Apposition.Len() > 0 {
		p.Actor = r.actorIn(n.Apposition)
	}
	modifier := ""
	if p.Actor == "" && p.Country == "" {
		modifier = r.modifier(in, n.Head)
		if t := r.d.Tokens[n.Head]; t.UPOS == ud.PROPN {
			p.Actor = modifier
		}
	}
	if r.d.Tokens[n.Head].UPOS == ud.NOUN && in.First < n.Head { // "the Maltese commander": his nation, whoever he is
		p.Country = r.countryIn(corpus.Range{First: in.First, End: n.Head})
	}
	if p.Actor != "" && p.Country == "" {
		p.Country = r.country[p.Actor]
	}
	if p.Country == "" {
		p.Country = r.countryIn(in)
	}
	if p.Country == "" {
		p.Country = r.country[modifier]
	}
	// A body or role without a country of its own ("the army") stays unknown.
	if l := strings.ToLower(r.d.Tokens[n.Head].Lemma); p.Actor == "" && modifier != "" && (r.b.is("cabinet", l) || r.b.is("weapon", l) ||
		r.b.is("people", l) && !r.national(in)) {
		p.Actor = modifier // a nation's soldiers are not the nation, its government and its missiles are
	}
	return p
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
	for i < head && r.b.is("bound", r.lower(i)) {
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
	if _, ok := r.referAt[n.Head]; ok {
		return true
	}
	l := strings.ToLower(t.Lemma)
	if r.b.is("quantity", l) { // "scores of militants", "a group of monks"
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
		return (len(r.kids[n.Head]) > 0 || r.heading[n.Head+1] != "") && r.b.is("people", l)
	}
	if w := strings.TrimSuffix(r.lower(n.Head), "s"); r.b.is("people", w) {
		return true
	}
	return r.b.person(l)
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
			} else if t.Rel == ud.Compound && r.b.is("people", t.Lemma) && arms[strings.ToLower(t.Lemma)].mode == "" {
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
			if name || i+1 < in.End && r.chunkAt[i+1] >= 0 && r.b.nouns[r.d.Tokens[r.chunks[r.chunkAt[i+1]].head].Lemma] != nil {
				in.End = i
			}
		}
	}
	for in.End-1 > head && r.d.Tokens[in.End-1].UPOS == ud.PUNCT {
		in.End--
	}
	return in
}
