package events

import (
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// match is the best frame of clause c, or nil, with the token of the object it asked for.
func (r *reader) match(c *clause) (best *frame, object int) {
	if fs := r.matches(c); len(fs) > 0 {
		return fs[0].frame, fs[0].object
	}
	return nil, -1
}

// fit is a frame that fits a clause.
type fit struct {
	*frame
	object int
}

// matches are the frames that fit clause c, those that ask for more first.
func (r *reader) matches(c *clause) []fit {
	if c.matched {
		return c.fits
	}
	c.matched = true
	first := len(r.fitting)
	verb := c.word.verb
	if len(verb.frames) == 0 {
		return nil
	}
	var near ask
	for k, a := range r.b.asks[verb.asks:][:len(verb.frames)] {
		if a != (ask{}) { // most such frames ask for a word that is not there
			if near == (ask{}) {
				near = r.nearby(c)
			}
			if !near.meets(a) {
				continue
			}
		}
		f := verb.frames[k]
		if o, ok := r.fits(c, f); ok {
			r.fitting = append(r.fitting, fit{f, o})
		}
	}
	c.fits = r.fitting[first:]
	slices.SortStableFunc(c.fits, func(a, b fit) int { return b.weight() - a.weight() })
	return c.fits
}

// ask is what a frame asks for besides its verb, as sets of hashed words.
type ask struct {
	after uint64 // the first word of its particle
	with  uint64 // words that must follow
}

// asks is what the frame asks for.
func (f *frame) asks() (a ask) {
	if len(f.after) > mostAfter {
		panic("events: a particle of too many words")
	}
	if len(f.after) > 0 {
		a.after = bit(word(f.after[0]))
	}
	for _, w := range f.with {
		a.with |= bit(word(w))
	}
	return a
}

// bit is the place of a hash in a set of 64.
func bit(hash uint32) uint64 { return 1 << (hash & 63) }

// meets reports whether a may hold all that b asks for; where it does not, no frame of that fits.
func (a ask) meets(b ask) bool { return b.after&^a.after|b.with&^a.with == 0 }

// Where the words of frames are looked for, in tokens behind the verb or behind its particle.
const (
	afterReach = 4
	withReach  = 14
	mostAfter  = 8 // words of a particle
)

// nearby holds the words of the places where fits looks for those of frames, and more.
func (r *reader) nearby(c *clause) (a ask) {
	end := r.d.Sentences[c.Sentence].Tokens.End
	first := c.Predicate + 1
	for i := first; i < min(end, first+mostAfter+withReach); i++ {
		b := bit(r.formHash[i])
		if i < first+afterReach {
			a.after |= b
		}
		// A lemma that has another hash is a name, which no frame asks for.
		a.with |= b | bit(r.lemmaHash[i])
	}
	return a
}

func (r *reader) fits(c *clause, f *frame) (object int, ok bool) {
	d := r.d
	end := d.Sentences[c.Sentence].Tokens.End
	object = -1
	at := c.Predicate + 1
	if len(f.after) > 0 {
		// A particle stands right after the verb or after a short object ("called the march off").
		found := false
		start := at
		for i := start; i < min(end, start+afterReach) && !found; i++ {
			if i > start && d.Tokens[start].XPOS == ud.RP {
				break // "calls up 3,000 men for the front"
			}
			if i > start && d.Tokens[i].Rel == ud.Case && i+1 < end && d.Tokens[i+1].UPOS == ud.PROPN {
				continue // "given to the commander in Havana"
			}
			if i+1 < end && r.dateAt[i+1] >= 0 && d.Tokens[i].UPOS == ud.ADP {
				break // "called the mayor on Monday"
			}
			if r.lower(i) == f.after[0] && (i == start || d.Tokens[i].UPOS == ud.ADP || d.Tokens[i].UPOS == ud.ADV || d.Tokens[i].UPOS == ud.ADJ || d.Tokens[i].UPOS == ud.NOUN) {
				found = true
				for k, w := range f.after[1:] {
					if i+1+k >= end || r.lower(i+1+k) != w {
						found = false
					}
				}
				if found && i == start {
					at = i + len(f.after) // the object follows
				}
			}
		}
		if !found {
			return -1, false
		}
	} else if c.Particle != "" && len(f.with) == 0 && f.object == nil && !(c.Particle == "up" && r.lower(min(end-1, at+1)) == "to") {
		return -1, false
	}
	for _, w := range f.with {
		if !r.follows(c, f, w, at, end) {
			return -1, false
		}
	}
	if f.object != nil {
		look := func(ns []corpus.Noun) bool {
			for _, n := range ns {
				if r.names(f, n.Head) {
					object = n.Head
					return true
				}
			}
			return false
		}
		if c.Passive {
			if !look(c.Subjects) {
				return -1, false
			}
		} else if !look(c.Objects) {
			// The parser may have lost the object: a near noun that stands in no phrase of its own will do.
			for i := at; i < min(end, at+5); i++ {
				t := &d.Tokens[i]
				if t.UPOS == ud.ADP || t.UPOS == ud.PUNCT || t.UPOS == ud.VERB {
					break
				}
				if t.UPOS == ud.NOUN && r.names(f, i) && (i+1 >= end || d.Tokens[i+1].XPOS != ud.POS && !(f.object["war"] && d.Tokens[i+1].UPOS == ud.NOUN)) {
					object = i
					return object, true
				}
			}
			return -1, false
		}
	}
	return object, true
}

// follows reports whether word w of a frame stands soon after the predicate. A
// preposition must govern a phrase that is no date, and "to" no infinitive where a
// place or a partner is meant.
func (r *reader) follows(c *clause, f *frame, w string, at, end int) bool {
	d := r.d
	for i := at; i < min(end, at+withReach); i++ {
		if r.lower(i) != w && d.Tokens[i].Lemma != w {
			if r.finite(i) && i > at {
				return false
			}
			if f.root == corpus.Consult && f.object == nil && (w == "to" || w == "with") && circumstantial(r.lower(i)) {
				return false // "speaking during a visit to Lomé"
			}
			continue
		}
		if i+1 < end && r.dateAt[i+1] >= 0 && d.Tokens[i].UPOS != ud.NOUN {
			continue
		}
		if w == "to" && i+1 < end && d.Tokens[i+1].XPOS == ud.VB && f.root == corpus.Consult {
			continue
		}
		return true
	}
	return false
}

// names reports whether noun i is the object that a frame asks for, itself or
// behind a noun of amount or of state ("a batch of troops", "a state of siege",
// "mediation efforts").
func (r *reader) names(f *frame, i int) bool {
	if f.object == nil {
		return true
	}
	if r.called(f, i) {
		return true
	}
	l := r.plain[i]
	in := r.d.Sentences[max(0, r.d.SentenceAt(r.d.Tokens[i].Start))].Tokens
	if (l.is(cueQuantity) || l.is(cueState)) && i+2 < in.End && r.lower(i+1) == "of" {
		if k := r.chunkAt[i+2]; k >= 0 {
			return r.called(f, r.chunks[k].head) || r.called(f, r.chunks[k].end-1)
		}
	}
	return l.is(cueState) && i > in.First && r.chunkAt[i-1] >= 0 && r.called(f, i-1)
}

func (r *reader) called(f *frame, i int) bool {
	if f.wants(r.lemmas[i]) || f.wants(r.plain[i]) || f.wants(r.forms[i]) || f.wants(r.forms[i].one) {
		return true
	}
	if j := r.joined(i); j != nil && f.wants(j) {
		return true
	}
	if i+2 < len(r.d.Tokens) && r.d.Word(i+1) == "-" && r.d.Tokens[i].End == r.d.Tokens[i+1].Start && f.wants(r.b.look(r.lower(i)+r.lower(i+2))) {
		return true // "cease-fire" with its first half as the head
	}
	switch f.kind {
	case "money":
		return r.money(i)
	case "any":
		return !r.lemmas[i].is(cueAbstract)
	case "place":
		e := r.entityAt[i]
		return e >= 0 && (r.d.Entities[e].Type == corpus.GPE || r.d.Entities[e].Type == corpus.Loc)
	case "person":
		e := r.entityAt[i]
		return e >= 0 && r.d.Entities[e].Type == corpus.Person || r.lemmas[i].is(cueOffice)
	}
	return false
}

// joined is the noun that a hyphen split ("cease-fire" is "ceasefire"), or nil.
func (r *reader) joined(i int) *entry {
	if i < 2 || r.d.Word(i-1) != "-" || r.d.Tokens[i-2].End != r.d.Tokens[i-1].Start {
		return nil
	}
	return r.b.look(r.lower(i-2) + strings.ToLower(r.d.Tokens[i].Lemma))
}

// money reports whether the chunk of token i is a sum of money.
func (r *reader) money(i int) bool {
	k := r.chunkAt[i]
	if k < 0 {
		return false
	}
	for t := r.chunks[k].first; t < r.chunks[k].end; t++ {
		if w := r.d.Word(t); strings.ContainsAny(w, "$€£¥") || r.lemmas[t].is(cueCurrency) {
			return true
		}
	}
	return false
}

// clause raises the event of clause c, if it has one.
func (r *reader) clause(index int) {
	d := r.d
	c := &r.clauses[index]
	if r.sport[c.Sentence] || d.Tokens[c.Predicate].UPOS != ud.VERB && !d.Tokens[c.Predicate].XPOS.Verbal() && r.heading[c.Predicate] == "" || r.plural(c.Predicate) && r.heading[c.Predicate] == "" {
		return
	}
	if k := r.chunkAt[c.Predicate]; k >= 0 && d.Tokens[c.Predicate].Rel == ud.Amod && c.Predicate < r.chunks[k].head {
		return // "the ousted president", "armed groups": no news
	}
	if t := &d.Tokens[c.Predicate]; t.XPOS == ud.VBP && len(c.Subjects) == 1 && d.Tokens[c.Subjects[0].Head].XPOS == ud.NN && c.Modal == "" {
		return // "the station target": no verb after a singular
	}
	fits, was := r.matches(c), len(d.Events)
	for _, m := range fits { // a frame whose sense the phrases contradict gives way to the next
		if r.raise(index, m.frame, m.object, nil) {
			break
		}
	}
	r.judgeVerb(index, fits, was)
}

// raise adds the event of clause index by frame f; false means that the sense does
// not fit and another frame may. With a verdict, it is an event whatever the rules say.
func (r *reader) raise(index int, f *frame, object int, told *verdict) bool {
	d := r.d
	c := &r.clauses[index]
	src := c.Subjects
	if c.Passive {
		src = c.Agents
	}
	if len(src) == 0 && !c.Passive && c.Link != corpus.RootClause {
		src = r.inherited(index)
	}
	if len(src) == 0 && !c.Passive && c.Finite {
		src = r.neighbour(c, -1)
	}
	if c.Passive && len(src) == 0 && f.root == corpus.Mobilize && len(c.Subjects) > 0 && r.actorlike(c.Subjects[0]) {
		src = c.Subjects // "police were deployed": they are drawn up
	}
	if c.Parent >= 0 && r.charge(index) { // "accuse B of killing": B is said to have done it
		if p := &r.clauses[c.Parent]; p.Passive {
			src = p.Subjects
		} else {
			src = p.Objects
		}
	}
	if !c.Passive && c.Predicate > 0 && r.lower(c.Predicate-1) == "by" && c.Parent >= 0 && r.clauses[c.Parent].Passive {
		src = nil // "were killed by shelling"
	}
	src = r.antecedent(index, r.relative(index, r.author(index, src)))
	tgt := r.sharpen(f, r.targets(index, f, object, src))
	if len(f.target) > 0 && f.target[0] == "subj" && !c.Passive {
		src, tgt = nil, src
		for _, n := range c.Obliques {
			if n.Prep == "by" && r.actorlike(n) || n.Prep == "from" && r.actorlike(n) {
				src = []corpus.Noun{n}
			}
		}
	}
	if len(tgt) == 0 {
		tgt = r.deep(index, f, src)
	}
	tgt = without(tgt, func(n corpus.Noun) bool {
		if q := r.quoteAt[n.Head]; !c.Passive && n.Head < c.Predicate && q >= 0 && r.quoteAt[c.Predicate] != q && d.Quotes[q].Kind == corpus.Direct {
			return true // what the speaker says is not whom he says it of
		}
		return n.Prep == "of" && object >= 0 && r.lemmas[object].is(cueState) && f.object[d.Tokens[n.Head].Lemma] && r.entityAt[n.Head] < 0 // "a state of emergency"
	})
	undergoes := len(f.target) > 0 && f.target[0] == "subj"
	if len(tgt) == 0 && !c.Passive && object < 0 && len(f.with) == 0 && !undergoes {
		tgt = r.neighbour(c, 1)
	}
	tgt = without(tgt, func(n corpus.Noun) bool {
		// "voted against her last Sunday" has an object, "her party" an owner.
		return d.Tokens[n.Head].XPOS == ud.PRPS && !(r.lower(n.Head) == "her" && n.Head+1 < len(d.Tokens) && (r.dateAt[n.Head+1] >= 0 || d.Tokens[n.Head+1].UPOS == ud.PUNCT))
	})
	if !c.Passive && !undergoes && f.root != corpus.Assault && f.root != corpus.Protest && !(f.sym && len(src) > 1) && f.mode != "resign" {
		people := false
		for _, n := range tgt {
			// What is agreed is often done to others: a name is a better partner than "troops".
			people = people || r.actorlike(n) && (f.root != corpus.Agree || r.entityAt[n.Head] >= 0 || n.Prep == "with" || r.d.Tokens[n.Head].UPOS == ud.PRON)
		}
		if len(tgt) > 0 && f.mode == "disapprove" && r.violent(tgt[0].Head) {
			people = true // what is condemned is the deed, not the place of it
		}
		if !people {
			if names := r.named(c, src); names != nil {
				tgt = names
			}
		}
	}
	if c.Passive && len(src) == 0 && f.root == corpus.Assault && r.accident[c.Sentence] {
		return true
	}
	if len(src) > 0 {
		any := false
		for _, n := range src {
			any = any || r.actorlike(n)
		}
		if !any {
			own := possessed(r.owners(src[0].Head), r)
			if q := r.b.roots[f.root].quad; !c.Passive && (q == 1 || q == 3) && r.lower(src[0].Head) == "it" && c.Finite && f.root != corpus.Consult {
				own = src[:1] // somebody, whoever it is
			}
			weapon := r.plain[src[0].Head].is(cueWeapon)
			switch {
			case f.root == corpus.Assault && weapon && !r.accident[c.Sentence]: // "Maltese shells hit the harbour"
				own = nil
				before := corpus.Range{First: src[0].Tokens.First, End: src[0].Head} // what is attacked stands behind
				if r.countryIn(before) != "" || r.actorIn(before) != "" {
					own = src[:1]
				} else if by := r.doers(src[0].Head); len(by) > 0 {
					own = by
				} else if of := r.below(src[0].Head, "of"); len(of) > 0 && r.actorlike(of[0]) {
					own = of
				}
			case f.root == corpus.Assault && r.eventive(src[0].Head) && !r.accident[c.Sentence]: // "a bombing by rebels killed nine"
				own = r.doers(src[0].Head)
			case f.root != corpus.Assault && len(own) > 0 && !r.eventive(src[0].Head):
			case told != nil && !r.accident[c.Sentence]:
			case f.root != corpus.Assault || r.accident[c.Sentence], !r.eventive(src[0].Head) && f.weight() == 0:
				return true
			}
			src = own
		}
	}
	if r.misread(c, f, src, tgt) && (told == nil || r.barred(c, f, src, tgt)) {
		return false
	}
	if told != nil && r.accident[c.Sentence] && (f.root == corpus.Assault || f.root == corpus.Coerce) {
		return true
	}
	if r.accident[c.Sentence] && (f.mode == "explosives" || f.mode == "martial-law" || f.mode == "restrict") {
		return true // a plant blows up, a road is closed after a landslide
	}
	if f.root == corpus.Retreat && c.Lemma == "flee" {
		tgt = nil // a place left is nobody
	}
	if (told == nil || told.confidence < 0.7) && len(src) == 0 && len(tgt) == 0 {
		return true
	}
	if f.root == corpus.Assault && r.accident[c.Sentence] && len(src) == 0 {
		return true
	}
	in := f.code
	if in.root == corpus.Assault && in.mode == "" && len(tgt) > 0 && r.plain[tgt[0].Head].is(cueCriticised) && !c.Passive {
		in = code{corpus.Accuse, "disapprove", "111"} // "attacked the plan"
	}
	if in.root == corpus.Assault && object >= 0 && r.verbal(object) { // "a scathing attack on the premier"
		in = code{corpus.Accuse, "disapprove", "111"}
	}
	if in.root == corpus.Assault && in.mode == "" && len(src) > 0 {
		if k, ok := arms[strings.ToLower(d.Tokens[src[0].Head].Lemma)]; ok { // "drones attacked the harbour"
			in = code{corpus.Assault, k.mode, k.cameo}
		}
	}
	if in.root == corpus.Accuse && c.Lemma == "oppose" && (c.Complement >= 0 || len(c.Objects) > 0 && !r.human(c.Objects[0])) {
		in = code{corpus.Reject, "", "120"} // a plan, a sale, a ban
	}
	if in.root == corpus.Coerce && in.mode == "restrict" && f.weight() == 0 && len(src) > 0 && r.crowd(src[0]) {
		in = code{corpus.Protest, "obstruct", "144"} // "thousands surrounded the parliament"
	}
	if in.root == corpus.Coerce && (in.mode == "arrest" || in.mode == "seize") && len(src) > 0 && r.lawless(src[0]) {
		switch { // rebels do not arrest
		case c.Lemma == "raid":
			in = code{corpus.Assault, "", "190"}
		case len(tgt) > 0 && (object < 0 || object == tgt[0].Head) && r.human(tgt[0]):
			in = code{corpus.Assault, "abduct", "181"}
		}
	}
	if in.root == corpus.Assault && (c.Lemma == "throw" || c.Lemma == "hurl") && len(tgt) == 0 && len(src) > 0 && (r.crowd(src[0]) || r.entityAt[src[0].Head] < 0 && (r.d.Tokens[src[0].Head].Lemma == "deputy" || r.plain[src[0].Head].kind == r.b.look("lawmaker").kind)) {
		in = code{corpus.Protest, "riot", "145"}
	}
	if in.root == corpus.Consult && f.cameo == "043" && len(tgt) > 0 && r.fleeing(tgt[0]) {
		in = code{corpus.Aid, "", "075"} // a refuge, no visit
	}
	if in.root == corpus.Coerce && in.mode == "arrest" && c.Lemma == "capture" && len(tgt) > 0 && r.entityAt[tgt[0].Head] < 0 && r.plain[tgt[0].Head].kind != 0 && r.plain[tgt[0].Head].kind == r.b.look("soldier").kind {
		in = code{corpus.Assault, "abduct", "181"} // a prisoner of war
	}
	if in.root == corpus.Assault && in.mode == "" && (len(src) > 0 && r.plain[src[0].Head].is(cueHacker) || len(tgt) > 0 && r.entityAt[tgt[0].Head] < 0 && r.plain[tgt[0].Head].is(cueHacker)) {
		in = code{corpus.Coerce, "cyber", "176"}
	}
	if in.root == corpus.Mobilize && object >= 0 && r.joint(object) { // "hold joint exercises"
		in = code{corpus.Cooperate, "", "062"}
	}
	if in.root == corpus.Mobilize && in.mode == "weapons" && object >= 0 && d.Tokens[object].Lemma == "satellite" {
		return false // no weapon
	}
	if in.mode == "heavy-weapons" && len(tgt) == 0 && object >= 0 && !c.Passive && r.lower(object) == "missile" { // a test
		in = code{corpus.Mobilize, "weapons", "154"}
	}
	if c.Lemma == "strike" && in.root == corpus.Assault && len(c.Objects) == 0 && len(src) > 0 && r.plain[src[0].Head].is(cueLabour) {
		in = code{corpus.Protest, "strike", "143"}
	}
	if in.mode == "heavy-weapons" && c.Lemma == "launch" && object >= 0 && d.Tokens[object].XPOS == ud.NN {
		// One rocket into space, or a test of it: nobody is fired at.
		tgt = slices.DeleteFunc(slices.Clone(tgt), func(n corpus.Noun) bool { return n.Prep == "from" || n.Prep == "in" })
		if len(tgt) == 0 && told == nil {
			if len(src) == 0 || r.actor(r.phrase(src[0]).Actor).Type != corpus.GPE {
				return true
			}
			in = code{corpus.Mobilize, "weapons", "154"}
		}
	}
	if in.root == corpus.Protest && in.mode == "demo" && c.Lemma == "protest" && r.official(src) {
		in = code{corpus.Accuse, "disapprove", "111"} // a state, a ministry, one person protests in words
	}
	if in.root == corpus.Support && c.Lemma == "welcome" && !c.Passive && c.Complement < 0 && len(src) > 0 && len(c.Objects) > 0 && r.guest(c.Objects[0]) {
		in = code{corpus.Consult, "visit", "043"} // a host welcomes a guest; words, moves and help are welcomed too
	}
	code, realis, by, why, ok := r.modality(index, in)
	if code.root == corpus.Request && c.Lemma == "propose" && ok && r.ownAct(c) {
		code = offering // "proposed to pay": the own act is offered
	}
	if code.root == corpus.Agree && ok {
		if k, note := r.promised(c, code); note != "" {
			code, why = k, append(why, note)
		}
	}
	if !ok && told == nil && code.root == corpus.Assault && !c.Passive && r.minded(c, src) { // "may attack"
		code, realis, ok = violence, corpus.Hypothetical, true
	}
	switch {
	case told != nil:
		o := r.view(index)
		code, realis, why = told.recode(r.b, code), told.realis(&o), []string{classified}
		if code.root == corpus.Reject && r.folded(index, code.root, tgt) {
			return true
		}
		if code.root == corpus.Assault && realis == corpus.Hypothetical && !c.Passive && (c.Modal == "may" || c.Modal == "might" || c.Modal == "could") {
			code.root, code.mode, code.cameo = corpus.Threaten, "violence", "138" // "may attack"
		}
	case !ok, r.b.roots[code.root].quad == 1 && len(src) == 0 && realis != corpus.Actual,
		code.root == corpus.Accuse && len(tgt) == 0 && code.mode == "disapprove": // a complaint about nobody
		return true
	case code != in && r.folded(index, code.root, tgt):
		return true
	}
	last := c.Predicate
	if object >= 0 && object > last && object-last < 6 {
		last = object
	}
	if object >= 0 {
		r.used[object] = true
	}
	if (code.root == corpus.Request || code.root == corpus.Reject) && code.mode == "" {
		code = r.aimed(c, code, in)
	}
	e := corpus.Event{
		Type: code.root, Mode: code.mode, CAMEO: code.cameo, Realis: realis, ReportedBy: by,
		Trigger: r.trigger(c.Predicate, last), Sentence: d.Sentences[c.Sentence].Span,
		Why: f.because(why),
	}
	r.fill(&e, src, tgt)
	if f.root == corpus.Aid && c.word.is(cueGain) { // "X received a loan from Y"
		e.Sources, e.Targets = e.Targets, e.Sources
	}
	own := len(src) > 0 && r.possessive(src[0]) && c.Link == corpus.Reported && c.Parent >= 0 && r.clauses[c.Parent].word.is(cueSay) // "said its soldiers had …"
	if realis == corpus.Actual && code.quad4(r.b) && len(e.Sources) > 0 && (by != "" && e.Sources[0].Actor == by || own) {
		e.Realis = corpus.Claimed // a party tells what it did
		e.Why = append(e.Why, "told by the party that did it")
	}
	if e.Confidence = confidence(&e, f.weight() > 0); told != nil {
		e.Confidence = told.confidence
	}
	r.dateAndPlace(&e, index, c.Predicate)
	d.Events = append(d.Events, e)
	return true
}

// without are the phrases for which out does not hold. The given ones stay as they are.
func without(ns []corpus.Noun, out func(corpus.Noun) bool) []corpus.Noun {
	k := slices.IndexFunc(ns, out)
	if k < 0 {
		return ns
	}
	left := append(make([]corpus.Noun, 0, len(ns)-1), ns[:k]...)
	for _, n := range ns[k+1:] {
		if !out(n) {
			left = append(left, n)
		}
	}
	return left
}

// barred reports the senses that no classifier overrules: a law of one's own that is signed, a warning
// of what nobody does, a cause of death that nobody wields, a blow of the playing field, a refusal to comment.
func (r *reader) barred(c *clause, f *frame, src, tgt []corpus.Noun) bool {
	if r.elsewise(c, f, src, tgt) {
		return true
	}
	if f.root == corpus.Assault {
		return len(c.Subjects) > 0 && !c.Passive && r.natural(c.Subjects[0]) || r.sporting(c, src, tgt) || r.struggle(c, tgt)
	}
	if (c.Lemma == "decline" || c.Lemma == "refuse") && r.silent(c) {
		return true
	}
	if f.root == corpus.Accuse && c.word.is(cueNaming) && !r.slurred(c) && r.lauded(c) {
		return true // "called it a positive step"
	}
	if f.root == corpus.Accuse && c.Lemma == "complain" && (len(tgt) == 0 || c.Complement >= 0) && r.uttered(c) {
		return true // a speaker's tag
	}
	if f.root == corpus.Mobilize && c.Lemma == "launch" && len(c.Objects) > 0 && r.d.Tokens[c.Objects[0].Head].Lemma == "satellite" {
		return true
	}
	if f.root == corpus.Consult && c.Lemma == "call" && r.predicated(c) {
		return true // "called the envoy a fool"
	}
	return f.root == corpus.Support && (c.Lemma == "sign" || c.Lemma == "approve") || f.root == corpus.Threaten && (c.Lemma == "warn" || c.Lemma == "caution")
}

// crowd reports protesters, workers, residents or a bare number of people.
func (r *reader) crowd(n corpus.Noun) bool {
	t := &r.d.Tokens[n.Head]
	l := r.plain[n.Head]
	if r.entityAt[n.Head] >= 0 {
		return false
	}
	if l.is(cueQuantity) {
		of := r.below(n.Head, "of")
		return len(of) == 0 || r.crowd(of[0])
	}
	switch k := l.kind; {
	case k == 0:
		return false
	case k == r.b.look("protester").kind, k == r.b.look("worker").kind, k == r.b.look("civilian").kind:
		return t.XPOS == ud.NNS || t.XPOS == ud.NN && k == r.b.look("protester").kind || t.Lemma == "people"
	}
	return false
}

// lawless reports a word for rebels, gunmen or robbers.
func (r *reader) lawless(n corpus.Noun) bool {
	return r.entityAt[n.Head] < 0 && r.plain[n.Head].kind == r.b.look("rebel").kind
}

// human reports a person by name or a word for people.
func (r *reader) human(n corpus.Noun) bool {
	if e := r.entityAt[n.Head]; e >= 0 {
		return r.d.Entities[e].Type == corpus.Person
	}
	t := &r.d.Tokens[n.Head]
	switch k := r.plain[n.Head].kind; k {
	case 0:
	case r.b.look("government").kind, r.b.look("parliament").kind, r.b.look("party").kind, r.b.look("court").kind, r.b.look("company").kind, r.b.look("newspaper").kind:
		return false // bodies
	}
	return t.UPOS == ud.NUM || t.UPOS == ud.PRON && t.XPOS == ud.PRP && r.lower(n.Head) != "it" || t.UPOS == ud.NOUN && r.personal(n.Head) && !r.lemmas[n.Head].is(cueWeapon)
}

// guest reports a person by name or the holder of an office, as nobody's possession.
func (r *reader) guest(n corpus.Noun) bool {
	if e := r.entityAt[n.Head]; e >= 0 {
		return n.Prep == "" && r.d.Entities[e].Type == corpus.Person
	}
	return n.Prep == "" && r.lemmas[n.Head].is(cueOffice)
}

// official reports a body with a name, a country or one named person as the subject.
func (r *reader) official(src []corpus.Noun) bool {
	if len(src) == 0 || len(src) > 1 && !r.official(src[1:]) {
		return false
	}
	t := &r.d.Tokens[src[0].Head]
	if e := r.entityAt[src[0].Head]; e >= 0 {
		switch r.d.Entities[e].Type {
		case corpus.GPE, corpus.Org, corpus.Person:
			return true
		}
		return false
	}
	return t.XPOS == ud.NN && r.plain[src[0].Head].is(cueChancery)
}

// offering is the code of what somebody offers to do.
var offering = code{corpus.Agree, "", "030"}

// ownAct reports an infinitive right behind the predicate.
func (r *reader) ownAct(c *clause) bool {
	i := c.Predicate + 1
	return i+1 < r.d.Sentences[c.Sentence].Tokens.End && r.lower(i) == "to" && r.d.Tokens[i+1].XPOS == ud.VB
}

// promised is the root of what a clause promises, agrees or undertakes to do: giving
// way is CONCEDE, a hostile act THREATEN, and leaving off such an act CONCEDE, leaving off help
// or saying no REJECT. The note is empty where it stays AGREE.
func (r *reader) promised(c *clause, in code) (out code, note string) {
	agrees := c.Lemma == "agree" || c.Lemma == "offer"
	if !c.word.is(cueVower) && !agrees {
		return in, ""
	}
	k := c.Complement
	if k < 0 { // the parser may have lost it: the next infinitive
		end := r.d.Sentences[c.Sentence].Tokens.End
		for i := c.Predicate + 1; i+1 < min(end, c.Predicate+8); i++ {
			if r.lower(i) == "to" && r.predicate[i+1] >= 0 {
				k = r.predicate[i+1]
				break
			}
			if r.finite(i) || r.d.Word(i) == "," {
				break
			}
		}
	}
	var f *frame
	negated := false
	if k >= 0 {
		f, _ = r.match(&r.clauses[k])
		negated = r.clauses[k].Negated
		if i := r.clauses[k].Predicate - 2; i > c.Predicate && r.lower(i) == "not" {
			negated = true
		}
	} else if len(c.Objects) > 0 { // "promised arrests"
		f = r.lemmas[c.Objects[0].Head].noun
	}
	if k >= 0 && !negated && !agrees && c.Lemma != "swear" && r.clauses[k].word.is(cueRetaliation) && len(r.clauses[k].Objects) == 0 {
		return code{corpus.Threaten, "", "130"}, "promised retaliation is THREATEN"
	}
	if f == nil {
		if k >= 0 && negated && (r.clauses[k].word.is(cueHinder) || r.clauses[k].Lemma == "obstruct" || r.clauses[k].Lemma == "impede" || r.clauses[k].Lemma == "interfere" || r.clauses[k].Lemma == "oppose") && c.word.is(cueVower) {
			return code{corpus.Concede, "", "080"}, "promised not to " + r.clauses[k].Lemma
		}
		return in, ""
	}
	hostile := r.b.roots[f.root].quad == 4
	if agrees {
		if k >= 0 && !negated && (f.mode == "disarm" || f.mode == "release" || f.mode == "withdraw") && f.weight() > 0 {
			return code{corpus.Concede, "", "080"}, "agreed " + string(f.root) + " is CONCEDE"
		}
		return in, ""
	}
	if k >= 0 && hostile && !negated && f.weight() == 0 && (c.Lemma == "promise" || c.Lemma == "pledge" || c.Lemma == "undertake" || c.Lemma == "vow" && f.root != corpus.Assault) {
		if own := r.clauses[k].Objects; len(own) > 0 && !r.actorlike(own[0]) && !r.holds(own[0].Tokens) {
			return in, "" // "promised to shut the site": what is one's own
		}
	}
	switch {
	case negated && hostile:
		return code{corpus.Concede, "", "080"}, "promised not to do " + string(f.root)
	case negated && r.b.roots[f.root].quad <= 2:
		return code{corpus.Reject, requestMode[f.root], "120"}, "promised not to do " + string(f.root)
	case negated && (f.root == corpus.Reject || f.root == corpus.Request && (r.clauses[k].Lemma == "seek" || r.clauses[k].Lemma == "demand")):
		return code{corpus.Concede, "", "080"}, "promised not to do " + string(f.root)
	case negated:
		return in, ""
	case f.root == corpus.Concede, f.root == corpus.Retreat:
		return code{corpus.Concede, "", "080"}, "promised " + string(f.root) + " is CONCEDE"
	case hostile && f.root != corpus.Protest && c.word.is(cueThreat) || hostile && c.Lemma == "promise":
		return code{corpus.Threaten, "", "130"}, "promised " + string(f.root) + " is THREATEN"
	case f.root == corpus.Reject:
		return code{corpus.Reject, f.mode, "120"}, "promised REJECT"
	}
	return in, ""
}

// arms are the modes of an attack whose subject is a weapon.
var arms = map[string]code{
	"drone": {mode: "drone", cameo: "1952"}, "missile": {mode: "heavy-weapons", cameo: "194"}, "rocket": {mode: "heavy-weapons", cameo: "194"},
	"shell": {mode: "heavy-weapons", cameo: "194"}, "artillery": {mode: "heavy-weapons", cameo: "194"},
	"warplane": {mode: "aerial", cameo: "195"}, "jet": {mode: "aerial", cameo: "195"}, "airstrike": {mode: "aerial", cameo: "195"},
}

// folded reports whether the verb above an infinitive has raised the same event
// ("promised to help B"): then the infinitive only gives it its target.
func (r *reader) folded(index int, root corpus.EventType, tgt []corpus.Noun) bool {
	c := &r.clauses[index]
	if c.Parent < 0 || c.Link == corpus.Reported || c.Link == corpus.Coordinate {
		return false
	}
	if p := &r.clauses[c.Parent]; root == corpus.Reject && p.Parent >= 0 && (p.Mark == "to" || p.Link == corpus.OpenClause) && p.Link != corpus.Reported && r.clauses[p.Parent].word.is(cueRefuse) {
		at := r.d.Tokens[r.clauses[p.Parent].Predicate].Start
		for i := len(r.d.Events) - 1; i >= max(0, len(r.d.Events)-6); i-- {
			if e := &r.d.Events[i]; e.Type == root && e.Trigger.Start == at {
				return true // "declined to give B a date for joining": one refusal
			}
		}
	}
	at := r.d.Tokens[r.clauses[c.Parent].Predicate].Start
	for i := len(r.d.Events) - 1; i >= max(0, len(r.d.Events)-6); i-- {
		e := &r.d.Events[i]
		if e.Type != root || e.Trigger.Start != at {
			continue
		}
		if len(tgt) > 0 && r.actorlike(tgt[0]) && r.vague(e) {
			e.Targets = nil
			r.fill(e, nil, tgt)
		}
		return true
	}
	return false
}

// vague reports whether nobody known is among the targets of an event.
func (r *reader) vague(e *corpus.Event) bool {
	for _, p := range e.Targets {
		if p.Actor != "" || p.Country != "" {
			return false
		}
	}
	return true
}

func (c code) quad4(b *book) bool { return b.roots[c.root].quad == 4 }

func (r *reader) trigger(first, last int) corpus.Phrase {
	s := r.d.SpanOf(corpus.Range{First: first, End: last + 1})
	return corpus.Phrase{Span: s, Text: r.d.Surface(s)}
}

// verbal reports whether the words of an attack's phrase make it one of words.
func (r *reader) verbal(i int) bool {
	if k := r.chunkAt[i]; k >= 0 {
		for t := r.chunks[k].first; t < r.chunks[k].end; t++ {
			if r.forms[t].is(cueVerbal) {
				return true
			}
		}
	}
	return false
}

func (r *reader) eventive(i int) bool {
	f := r.lemmas[i].noun
	return f != nil && f.root == corpus.Assault
}

// misread reports a sense of the verb that is no event of this root: conditions
// are met, reforms executed, votes received, strength demonstrated, opinions polled.
func (r *reader) misread(c *clause, f *frame, src, tgt []corpus.Noun) bool {
	if r.elsewise(c, f, src, tgt) {
		return true
	}
	people, real := len(tgt) == 0, len(tgt) == 0
	patients := c.Objects
	if c.Passive {
		patients = c.Subjects
	}
	for _, n := range tgt {
		people = people || r.actorlike(n)
		real = real || !r.plain[n.Head].is(cueAbstract)
	}
	switch f.root {
	case corpus.Consult:
		if c.Lemma == "discuss" && f.weight() == 0 { // two parties by name do it with each other
			return len(src) < 2 || r.entityAt[src[0].Head] < 0 || r.entityAt[src[1].Head] < 0 || c.Passive
		}
		if f.object == nil && !people {
			return true
		}
		switch {
		case c.Lemma == "meet" && c.Passive && !r.reciprocal(c): // "the plan was met with anger"
			return true
		case f.cameo == "043" && len(patients) > 0 && !r.actorlike(patients[0]): // a loan, a medal is received
			return true
		case c.Lemma == "call" && f.mode == "phone" && f.kind == "person" && r.predicated(c):
			return true
		}
		if c.word.is(cueReach) && len(tgt) > 0 {
			e := r.entityAt[tgt[0].Head]
			return e < 0 || r.d.Entities[e].Type != corpus.GPE
		}
	case corpus.Assault:
		if r.sporting(c, src, tgt) || r.struggle(c, tgt) {
			return true
		}
		if len(c.Subjects) > 0 && !c.Passive && r.natural(c.Subjects[0]) {
			return true
		}
		switch f.mode {
		case "targeted", "abduct", "torture", "sexual":
			return !real || !people && c.word.is(cuePersonal) || !c.Passive && len(tgt) == 0 // "his brother disappeared"
		case "beat":
			return !people || !c.Passive && len(tgt) == 0
		}
	case corpus.Coerce:
		if f.mode == "censor" { // "close a power station" silences nobody
			for _, list := range [][]corpus.Noun{c.Objects, c.Subjects} {
				for _, n := range list {
					for i := max(0, n.Head-2); i < n.Head; i++ {
						if r.forms[i].is(cuePlant) || r.forms[i].is(cueWorks) {
							return true
						}
					}
				}
			}
		}
		if f.mode == "arrest" && c.Lemma == "hold" && f.weight() == 0 && (!c.Passive || len(patients) == 0 || !r.actorlike(patients[0]) || len(c.Agents) > 0 && r.d.Tokens[patients[0].Head].UPOS == ud.PRON) {
			return true // a meeting is held, a view
		}
		if f.mode == "arrest" && f.object == nil {
			return !people && (!real || c.Lemma == "capture" || c.Lemma == "hold" || c.Lemma == "detain")
		}
	case corpus.Retreat: // a firm releases a telephone, a state a prisoner
		if f.mode == "release" && f.object == nil && !people { // a film is released, a ship may be
			return !real || r.lemmas[tgt[0].Head].is(cueIssued)
		}
		if len(f.after) > 0 && len(c.Objects) > 0 && f.mode == "withdraw" && f.object == nil { // "pulled the country back from"
			if l := r.lemmas[c.Objects[0].Head]; !l.soldiers && !l.is(cuePeople) {
				return true
			}
		}
		if c.Lemma == "flee" && f.mode == "resign" { // a ruler gives up by flight; the people are driven out
			if len(src) != 1 {
				return true
			}
			if e := r.entityAt[src[0].Head]; e >= 0 {
				return r.d.Entities[e].Type != corpus.Person || r.actor(r.d.Entities[e].Actor).Wikidata == ""
			}
			return !r.plain[src[0].Head].is(cueOffice)
		}
		return c.Lemma == "leave" && (len(src) == 0 || !r.lemmas[src[0].Head].soldiers)
	case corpus.Threaten: // "warned that the risk remained"
		if c.Lemma == "warn" || c.Lemma == "caution" {
			warned := c.Objects
			if c.Passive {
				warned = c.Subjects
			}
			return len(warned) == 0 || !r.actorlike(warned[0])
		}
	case corpus.Concede: // "the meeting … It was called off": nobody knows what
		return c.Lemma == "call" && c.Passive && f.object == nil && len(c.Subjects) > 0 && r.d.Tokens[c.Subjects[0].Head].UPOS == ud.PRON
	case corpus.Sanction:
		if c.Lemma == "fire" && r.aside(c) { // "fired his side ahead"
			return true
		}
	case corpus.Request: // telling is asking only with an infinitive
		if c.Lemma == "plead" {
			for i := c.Predicate + 1; i < min(r.d.Sentences[c.Sentence].Tokens.End, c.Predicate+4); i++ {
				if w := r.lower(i); w == "guilty" || w == "innocent" {
					return true
				}
			}
		}
		if c.Lemma == "tell" {
			return c.Complement < 0 || r.clauses[c.Complement].Mark != "to"
		}
		if c.Lemma == "seek" && len(c.Objects) > 0 && r.lemmas[c.Objects[0].Head].is(cueSought) {
			return true // nobody is asked for it
		}
		if c.Lemma == "ask" { // a question, or one's private life
			for i := c.Predicate + 1; i < min(r.d.Sentences[c.Sentence].Tokens.End, c.Predicate+6); i++ {
				switch t := &r.d.Tokens[i]; {
				case t.XPOS == ud.WP || t.XPOS == ud.WDT || t.XPOS == ud.WRB || r.lower(i) == "whether" || r.lower(i) == "if" || r.lower(i) == "question":
					return true
				case r.lower(i) == "me" || r.lower(i) == "myself" || r.lower(i) == "not" && i+3 < len(r.d.Tokens) && r.d.Tokens[i+3].Lemma == "name":
					return true
				case t.UPOS == ud.VERB:
					i += 6
				}
			}
		}
	case corpus.Protest:
		return f.weight() == 0 && c.Lemma == "demonstrate" && len(c.Objects) > 0
	case corpus.Support, corpus.Accuse, corpus.Reject, corpus.Agree:
		if c.Lemma == "complain" && (len(tgt) == 0 || c.Complement >= 0) && r.uttered(c) {
			return true // a speaker's tag
		}
		if f.root == corpus.Accuse && c.word.is(cueNaming) && !r.slurred(c) {
			return true // "dubbed", "described as": blame only by a word of blame
		}
		if (c.Lemma == "decline" || c.Lemma == "refuse") && r.silent(c) {
			return true // refused to comment, to be named
		}
		if f.root == corpus.Reject && c.Lemma == "dismiss" && f.object == nil && len(patients) > 0 && (r.d.Tokens[patients[0].Head].UPOS == ud.PRON || r.actorlike(patients[0])) {
			return true // a superior dismisses a person
		}
		if c.Lemma == "thank" && len(c.Subjects) == 0 && len(tgt) > 0 && r.lower(tgt[0].Head) == "you" {
			return true // a polite word
		}
		if c.Lemma == "attack" && len(src) > 0 && r.plain[src[0].Head].is(cueWeapon) {
			return true // drones do not criticise
		}
		if r.polled[c.Sentence] || f.mode == "investigate" && c.Lemma == "launch" && r.spatial(c.Predicate) {
			return true
		}
		if c.Lemma == "try" { // a defendant is tried, all else is an attempt
			return c.Complement >= 0 || !c.Passive && (len(c.Objects) == 0 || !r.actorlike(c.Objects[0]))
		}
		if f.root == corpus.Support && (c.Lemma == "sign" || c.Lemma == "approve") { // a law of one's own is routine
			patients := c.Objects
			if c.Passive {
				patients = c.Subjects
			}
			if c.Lemma == "sign" && len(patients) > 0 && r.human(patients[0]) {
				return true // a club signs a player
			}
			for _, n := range patients {
				if r.lemmas[n.Head].is(cueDomestic) {
					return true
				}
			}
		}
	}
	return false
}

// silent reports that what is refused is only to speak of something or to give a name.
func (r *reader) silent(c *clause) bool {
	end := r.d.Sentences[c.Sentence].Tokens.End
	for i := c.Predicate + 1; i+1 < min(end, c.Predicate+3); i++ {
		if r.lower(i) == "to" {
			if r.forms[i+1].is(cueSpeech) {
				if w := r.lower(i + 1); i+2 < end && (w == "respond" || w == "answer") {
					return !r.requested(i+2, end)
				}
				return true
			}
			return r.lower(i+1) == "be" && i+2 < end && r.lemmas[i+2].is(cueSpeech)
		}
	}
	return c.Predicate+1 < end && r.lower(c.Predicate+1) == "comment"
}

// requested reports a request of somebody among the tokens from i on, not one for comment.
func (r *reader) requested(i, end int) bool {
	for k := i; k < min(end, i+5); k++ {
		switch l := r.d.Tokens[k].Lemma; l {
		case "request", "call", "demand", "appeal", "summons", "subpoena", "petition", "letter":
			return len(r.below(k, "from")) > 0 || len(possessed(r.owners(k), r)) > 0
		}
	}
	return false
}

// reciprocal reports a passive of meeting that names whom ("was met by the mayor").
func (r *reader) reciprocal(c *clause) bool {
	return len(c.Agents) > 0 && r.actorlike(c.Agents[0])
}

// predicated reports whether a word of quality or a second noun phrase follows the
// object ("called the mayor weak", "called him a liar").
func (r *reader) predicated(c *clause) bool {
	if len(c.Objects) == 0 {
		return false
	}
	at := c.Objects[0].Head + 1
	if k := r.chunkAt[c.Objects[0].Head]; k >= 0 {
		at = r.chunks[k].end
		for i := c.Objects[0].Head + 1; i < at; i++ {
			if r.d.Tokens[i].UPOS == ud.ADJ || r.d.Tokens[i].UPOS == ud.DET {
				return true
			}
		}
	}
	end := r.d.Sentences[c.Sentence].Tokens.End
	for range 2 { // "the ambassador to the United States"
		k := -1
		if at+1 < end && (r.lower(at) == "to" || r.lower(at) == "of") && r.entityAt[at+1] >= 0 {
			k = r.chunkAt[at+1]
		}
		if k < 0 && at+2 < end && r.lower(at) == "to" && r.lower(at+1) == "the" {
			k = r.chunkAt[at+2]
		}
		if k < 0 {
			break
		}
		at = r.chunks[k].end
	}
	if at >= end || r.dateAt[at] >= 0 {
		return false
	}
	t := &r.d.Tokens[at]
	return t.UPOS == ud.ADJ || t.UPOS == ud.DET || t.UPOS == ud.NOUN || t.UPOS == ud.PRON && t.XPOS == ud.PRPS || t.XPOS == ud.VBN || t.XPOS == ud.VBG
}

// spatial reports words of flights into space near token i ("launched a probe to Mars").
func (r *reader) spatial(i int) bool {
	s := r.d.SentenceAt(r.d.Tokens[i].Start)
	if s < 0 {
		return false
	}
	in := r.d.Sentences[s].Tokens
	for k := max(in.First, i-reach); k < min(in.End, i+reach); k++ {
		if r.forms[k].is(cueSpace) {
			return true
		}
	}
	return false
}

// slurred reports a word of blame behind the predicate.
func (r *reader) slurred(c *clause) bool {
	for i := c.Predicate + 1; i < min(r.d.Sentences[c.Sentence].Tokens.End, c.Predicate+14); i++ {
		if r.forms[i].is(cueSlur) || r.lemmas[i].is(cueSlur) {
			return true
		}
	}
	return false
}

// lauded reports a word of praise soon behind the predicate.
func (r *reader) lauded(c *clause) bool {
	for i := c.Predicate + 1; i < min(r.d.Sentences[c.Sentence].Tokens.End, c.Predicate+9); i++ {
		if r.forms[i].is(cueLauding) {
			return true
		}
	}
	return false
}

// aside reports that a word of the playing field follows the predicate or its object
// ("shot wide", "fired his side ahead").
func (r *reader) aside(c *clause) bool {
	in := r.d.Sentences[c.Sentence].Tokens
	at := c.Predicate + 1
	if len(c.Objects) > 0 && c.Objects[0].Head >= at {
		at = c.Objects[0].Tokens.End
	}
	for _, i := range []int{c.Predicate + 1, at} {
		if i < in.End && r.forms[i].is(cueField) && (i+1 >= in.End || r.d.Tokens[i].UPOS == ud.ADV || r.d.Tokens[i].UPOS == ud.ADJ || r.d.Tokens[i].UPOS == ud.ADP) {
			return true
		}
	}
	return false
}

// sporting reports a blow of the playing field: a shot beside the goal, a team
// that beats another.
func (r *reader) sporting(c *clause, src, tgt []corpus.Noun) bool {
	if (c.Lemma == "shoot" || c.Lemma == "fire" || c.Lemma == "strike" || c.Lemma == "hit") && r.aside(c) {
		return true
	}
	if !c.word.is(cueOutplay) || len(src) == 0 || len(tgt) == 0 {
		return false
	}
	if e := r.entityAt[tgt[0].Head]; e >= 0 && r.d.Entities[e].Type == corpus.Person {
		for i := c.Predicate + 1; i < min(r.d.Sentences[c.Sentence].Tokens.End, c.Predicate+reach/3); i++ {
			if r.forms[i].is(cueElectoral) {
				return true // beaten at the polls
			}
		}
	}
	team := func(n corpus.Noun) bool {
		for i := n.Tokens.First; i < n.Tokens.End; i++ {
			if e := r.entityAt[i]; e >= 0 {
				t := r.d.Entities[e].Type
				return t == corpus.Org || t == corpus.GPE || t == corpus.Norp || t == corpus.Loc
			}
		}
		return false
	}
	return team(src[0]) && team(tgt[0])
}

// struggle reports a fight against an evil that is nobody ("attacked the problem", "fighting corruption").
func (r *reader) struggle(c *clause, tgt []corpus.Noun) bool {
	switch c.Lemma {
	case "attack", "fight", "battle", "combat", "target", "strike", "hit":
	default:
		return false
	}
	if len(tgt) == 0 || r.entityAt[tgt[0].Head] >= 0 {
		return false
	}
	return r.plain[tgt[0].Head].is(cueEvil)
}

// natural reports a cause that nobody wields ("a fire", "cancer").
func (r *reader) natural(n corpus.Noun) bool {
	if !r.plain[n.Head].is(cueCause) && !r.forms[n.Head].is(cueCause) {
		return false
	}
	for i := n.Tokens.First; i < n.Head; i++ { // "artillery fire", "Maltese fire"
		if r.entityAt[i] >= 0 || r.plain[i].is(cueWeapon) || r.plain[i].is(cuePeople) {
			return false
		}
	}
	return true
}

// antecedent puts the speaker in the place of the pronoun that is the subject of
// what he says ("Oslo said it had expelled …").
func (r *reader) antecedent(index int, src []corpus.Noun) []corpus.Noun {
	if len(src) != 1 || r.d.Tokens[src[0].Head].UPOS != ud.PRON {
		return src
	}
	switch r.lower(src[0].Head) {
	case "it", "he", "she", "they":
	default:
		return src
	}
	if q := r.quoteAt[src[0].Head]; q >= 0 && r.d.Quotes[q].Kind == corpus.Direct {
		return src // in his own words a speaker is "I"
	}
	c := &r.clauses[index]
	for n := 0; c.Parent >= 0 && n < 5; n++ {
		p := &r.clauses[c.Parent]
		if (c.Link == corpus.Reported || c.Link == corpus.Parataxis || c.Link == corpus.Adverbial) && len(p.Subjects) > 0 && !p.Passive {
			if s := p.Subjects[0]; r.lower(src[0].Head) == "it" && r.humane(s.Head) && r.d.Tokens[s.Head].XPOS == ud.NN {
				if own := possessed(r.owners(s.Head), r); len(own) > 0 && r.site(own[0].Head) { // "China's envoy said it would": the country
					return own[:1]
				}
			}
			if s := p.Subjects[0]; r.d.Tokens[s.Head].UPOS != ud.PRON && r.actorlike(s) && r.agrees(r.lower(src[0].Head), p.Subjects) {
				return p.Subjects
			}
		}
		c = p
	}
	return src
}

// agrees reports whether a pronoun can stand for the phrases: "he" for no group and no body, "it" for no
// several.
func (r *reader) agrees(pronoun string, ns []corpus.Noun) bool {
	t := &r.d.Tokens[ns[0].Head]
	several := len(ns) > 1 || t.XPOS == ud.NNS
	if e := r.entityAt[ns[0].Head]; e >= 0 && len(ns) == 1 {
		several = several && r.d.Entities[e].Type == corpus.Norp
		switch kind := r.d.Entities[e].Type; pronoun {
		case "he", "she":
			return kind == corpus.Person
		}
	}
	switch pronoun {
	case "he", "she", "it":
		return !several
	}
	return true
}

// aims are the second digits of CAMEO codes 02, 10 and 12 by PLOVER mode (reference, section 5).
var aims = map[string]string{"assist": "1", "change": "3", "yield": "4", "meet": "5"}

// aimed gives a request or refusal the mode of what is asked for or refused: the
// root of its complement, of its object, or of the verb that was itself refused.
func (r *reader) aimed(c *clause, out, in code) code {
	root, mode := in.root, in.mode
	if root == out.root {
		root = ""
		if k := c.Complement; k >= 0 {
			if f, _ := r.match(&r.clauses[k]); f != nil {
				root, mode = f.root, f.mode
			}
		}
		near, _ := r.after(c.Predicate, r.d.Sentences[c.Sentence].Tokens)
		for _, n := range near {
			if root != "" {
				break
			}
			if f := r.lemmas[n.Head].noun; f != nil {
				root, mode = f.root, f.mode
			}
		}
	}
	aim := requestMode[root]
	switch {
	case mode == "resign":
		aim = "change"
	case root == corpus.Coerce || root == corpus.Assault || root == corpus.Mobilize || root == corpus.Sanction || root == corpus.Protest:
		aim = "yield"
	}
	if aim == "" {
		return out
	}
	out.mode = aim
	digit := aims[aim]
	switch head := out.cameo[:2]; {
	case head == "12":
		out.cameo = "12" + digit
	case aim == "assist": // 021 and 101
		out.cameo = head + "1"
	case aim == "meet":
		out.cameo = head + "6"
	case aim == "change":
		out.cameo = head + "4"
	default:
		out.cameo = head + "5"
	}
	return out
}

// author is who gives out the document that a participle hangs on ("Peru issued a statement criticising
// the raid"): the subject of the verb that has the document as its object, else src.
func (r *reader) author(index int, src []corpus.Noun) []corpus.Noun {
	c := &r.clauses[index]
	if len(src) != 1 || c.Passive || c.Parent < 0 || r.d.Tokens[c.Predicate].XPOS != ud.VBG || !r.plain[src[0].Head].is(cueWriting) {
		return src
	}
	h := src[0].Head
	p := &r.clauses[c.Parent]
	if h > c.Predicate || p.Passive || !r.heads(p.Objects, h) {
		return src
	}
	if out := possessed(r.owners(h), r); len(out) > 0 && r.d.Tokens[out[0].Head].XPOS != ud.PRPS {
		return out
	}
	out := p.Subjects
	if len(out) == 0 {
		out = r.inherited(c.Parent)
	}
	if len(out) == 0 || !r.actorlike(out[0]) {
		return src
	}
	return r.antecedent(c.Parent, out)
}

// charge reports whether a gerund says what somebody is accused of.
func (r *reader) charge(index int) bool {
	c := &r.clauses[index]
	if c.Parent < 0 || !r.gerund(c.Predicate) {
		return false
	}
	p := &r.clauses[c.Parent]
	if p.Sentence != c.Sentence || p.Predicate > c.Predicate || !p.word.is(cueCharge) {
		return false
	}
	for i := c.Predicate - 1; i > p.Predicate && i > c.Predicate-4; i-- {
		switch r.lower(i) {
		case "of", "for", "with":
			return true
		}
	}
	return false
}

// gerund reports a gerund, also that of the perfect ("having killed").
func (r *reader) gerund(i int) bool {
	t := &r.d.Tokens[i]
	return t.XPOS == ud.VBG || t.XPOS == ud.VBN && i > 0 && r.lower(i-1) == "having"
}

// relative puts the noun that a relative clause hangs on, else the phrase before its
// pronoun, in the place of the pronoun ("the envoy, who met").
func (r *reader) relative(index int, src []corpus.Noun) []corpus.Noun {
	if len(src) != 1 {
		return src
	}
	i := src[0].Head
	if t := &r.d.Tokens[i]; t.XPOS != ud.WDT && t.XPOS != ud.WP {
		return src
	}
	c := &r.clauses[index]
	in := r.d.Sentences[c.Sentence].Tokens
	if h := r.d.HeadOf(c.Predicate, in); c.Link == corpus.Relative && h >= r.openAt[c.Sentence] && h < i && (r.d.Tokens[h].UPOS == ud.NOUN || r.d.Tokens[h].UPOS == ud.PROPN) {
		n, _ := r.bearer(r.noun(h, ""))
		return []corpus.Noun{n}
	}
	for j := i - 1; j >= max(in.First, i-3); j-- {
		if k := r.chunkAt[j]; k >= 0 {
			n, _ := r.bearer(r.nounOf(&r.chunks[k]))
			return []corpus.Noun{n}
		}
	}
	return src
}

// neighbour is the unbroken noun phrase right before (step -1) or after (1) the
// predicate, for clauses whose subject or object the parser lost.
func (r *reader) neighbour(c *clause, step int) []corpus.Noun {
	in := r.d.Sentences[c.Sentence].Tokens
	i := c.Predicate + step
	for in.Contains(i) && step < 0 && (r.d.Tokens[i].UPOS == ud.AUX || r.d.Tokens[i].UPOS == ud.ADV || r.d.Tokens[i].UPOS == ud.PART) {
		i--
	}
	first := i
	for in.Contains(i) {
		switch r.d.Tokens[i].UPOS {
		case ud.NOUN, ud.PROPN, ud.ADJ, ud.DET, ud.NUM:
			if r.clauseAt(i) {
				return nil
			}
			i += step
			continue
		}
		break
	}
	lo, hi := min(first, i-step), max(first, i-step)
	if i == first || r.d.Tokens[hi].UPOS != ud.NOUN && r.d.Tokens[hi].UPOS != ud.PROPN {
		return nil
	}
	n := corpus.Noun{Head: hi, Tokens: corpus.Range{First: lo, End: hi + 1}}
	if r.temporal(n) || !r.actorlike(n) || lo > in.First && r.d.Tokens[lo-1].UPOS == ud.ADP && step < 0 {
		return nil
	}
	return []corpus.Noun{n}
}

func (r *reader) clauseAt(i int) bool { return r.predicate[i] >= 0 }

// sharpen replaces a target that cannot be addressed ("the decision", "an appeal")
// by those whose it is, for roots that are addressed to somebody.
func (r *reader) sharpen(f *frame, tgt []corpus.Noun) []corpus.Noun {
	switch f.root {
	case corpus.Accuse, corpus.Reject, corpus.Support, corpus.Request, corpus.Concede, corpus.Threaten, corpus.Agree, corpus.Sanction:
	default:
		return tgt
	}
	if len(tgt) == 0 || r.actorlike(tgt[0]) {
		return tgt
	}
	if f.root == corpus.Accuse && f.mode == "disapprove" && r.violent(tgt[0].Head) {
		if out := r.doers(tgt[0].Head); len(out) > 0 {
			return out
		}
		return tgt
	}
	if f.root == corpus.Reject { // whose request it is, before whom it is about
		if out := r.doers(tgt[0].Head); len(out) > 0 && len(possessed(r.owners(tgt[0].Head), r)) == 0 {
			return out
		}
	}
	if out := r.inside(tgt[0].Head, 0); len(out) > 0 {
		return out
	}
	return tgt
}

// violent reports a noun for an attack, a killing or an arrest.
func (r *reader) violent(i int) bool {
	f := r.b.nouns[strings.ToLower(r.d.Tokens[i].Lemma)]
	return f != nil && (f.root == corpus.Assault || f.root == corpus.Coerce) && r.d.Tokens[i].UPOS == ud.NOUN
}

// doers are those who did or made what noun i says: the owners, the phrases behind "by" and "from", the
// agents of its participle ("the missiles fired by the army", "an appeal lodged by the bishop").
func (r *reader) doers(i int) []corpus.Noun {
	var out []corpus.Noun
	keep := func(ns []corpus.Noun) bool {
		for _, n := range ns {
			if r.actorlike(n) && !r.temporal(n) {
				out = append(out, n)
			}
		}
		return len(out) > 0
	}
	if keep(possessed(r.owners(i), r)) || keep(r.below(i, "by")) || !r.violent(i) && keep(r.below(i, "from")) {
		return out
	}
	for _, k := range r.kids[i] {
		c := r.predicate[k]
		if c < 0 || r.clauses[c].Link != corpus.Relative {
			continue
		}
		if keep(r.clauses[c].Agents) {
			return out
		}
		for _, n := range r.clauses[c].Obliques {
			if n.Prep == "by" && !r.clauses[c].Finite && keep([]corpus.Noun{n}) {
				return out
			}
		}
	}
	return nil
}

// inside are the actors within the phrase of noun i: its owners, else those of its
// prepositional phrases, else the agents of its participles.
func (r *reader) inside(i, depth int) []corpus.Noun {
	if depth > 3 {
		return nil
	}
	if out := possessed(r.owners(i), r); len(out) > 0 {
		return out
	}
	for _, k := range r.kids[i] {
		if t := &r.d.Tokens[k]; t.Rel.Base() == ud.Nmod && t.Rel != ud.NmodPoss {
			n := r.noun(k, r.prepOf(k))
			if r.temporal(n) {
				continue
			}
			if r.actorlike(n) {
				return r.coordinated(k, n.Prep)
			}
			if out := r.inside(k, depth+1); len(out) > 0 {
				return out
			}
		}
	}
	for _, k := range r.kids[i] {
		if c := r.predicate[k]; c >= 0 && r.clauses[c].Link == corpus.Relative {
			if a := r.clauses[c].Agents; len(a) > 0 {
				return a
			}
		}
	}
	return nil
}

// deep are the actors in the complement of a clause ("threatened to close the border with …").
func (r *reader) deep(index int, f *frame, src []corpus.Noun) []corpus.Noun {
	k := r.clauses[index].Complement
	if k < 0 {
		return nil
	}
	switch f.root {
	case corpus.Reject, corpus.Threaten, corpus.Agree, corpus.Request, corpus.Concede, corpus.Accuse:
	default:
		return nil
	}
	c := &r.clauses[k]
	if len(c.Objects) > 0 && r.lower(c.Objects[0].Tokens.First) == "each" {
		return nil // between themselves
	}
	for _, list := range [][]corpus.Noun{c.Indirect, c.Objects, c.Obliques} {
		for _, n := range list {
			if r.temporal(n) || len(src) > 0 && n.Head == src[0].Head || f.root == corpus.Threaten && r.entityAt[n.Head] < 0 && r.lemmas[n.Head].soldiers {
				continue
			}
			if f.root == corpus.Agree && n.Prep != "" && r.site(n.Head) && r.cityAt(n.Head) {
				continue // "to move its embassy to Lomé"
			}
			if r.actorlike(n) {
				return []corpus.Noun{n}
			}
			if out := r.inside(n.Head, 0); len(out) > 0 {
				return out
			}
		}
	}
	if c.Passive || f.root == corpus.Request || f.root == corpus.Reject {
		if len(c.Subjects) > 0 && (len(src) == 0 || c.Subjects[0].Head != src[0].Head) {
			return c.Subjects
		}
	}
	return nil
}

// asked raises REQUEST for what a speaker says that another must do.
func (r *reader) asked(index int) {
	c := &r.clauses[index]
	if c.Modal != "must" && c.Modal != "should" || c.Link != corpus.Reported || c.Parent < 0 || len(c.Subjects) == 0 {
		return
	}
	p := &r.clauses[c.Parent]
	if !p.word.is(cueSay) || len(p.Subjects) == 0 || !r.actorlike(p.Subjects[0]) || !r.actorlike(c.Subjects[0]) || r.sport[c.Sentence] {
		return
	}
	if r.lower(c.Subjects[0].Head) == "we" || r.lower(c.Subjects[0].Head) == "it" || r.lower(c.Subjects[0].Head) == "i" {
		return
	}
	e := corpus.Event{Type: corpus.Request, CAMEO: "020", Realis: corpus.Actual, Trigger: r.trigger(p.Predicate, p.Predicate),
		Sentence: r.d.Sentences[c.Sentence].Span, Why: []string{"says that another " + c.Modal + " " + c.Lemma}}
	r.fill(&e, p.Subjects, c.Subjects)
	e.Confidence = confidence(&e, false) - 0.1
	r.dateAndPlace(&e, c.Parent, p.Predicate)
	r.d.Events = append(r.d.Events, e)
}

// alleged raises ACCUSE for a claim that another did something hostile.
func (r *reader) alleged(index int) {
	c := &r.clauses[index]
	if c.Lemma != "claim" && c.Lemma != "allege" || c.Complement < 0 || len(c.Subjects) == 0 || c.Negated || !r.actorlike(c.Subjects[0]) || r.sport[c.Sentence] {
		return
	}
	k := &r.clauses[c.Complement]
	f, _ := r.match(k)
	src := k.Subjects
	if k.Passive {
		src = k.Agents
	}
	if f == nil || r.b.roots[f.root].quad != 4 || len(src) == 0 || r.d.Tokens[src[0].Head].UPOS == ud.PRON {
		return
	}
	e := corpus.Event{Type: corpus.Accuse, Mode: "allege", CAMEO: "112", Realis: corpus.Actual, Trigger: r.trigger(c.Predicate, c.Predicate),
		Sentence: r.d.Sentences[c.Sentence].Span, Why: []string{"claims that another did " + k.Lemma}}
	r.fill(&e, c.Subjects, src)
	e.Confidence = confidence(&e, false)
	r.dateAndPlace(&e, index, c.Predicate)
	r.d.Events = append(r.d.Events, e)
}

// inherited is the subject that a clause without one shares with those above it.
func (r *reader) inherited(index int) []corpus.Noun {
	for c, n := &r.clauses[index], 0; c.Parent >= 0 && n < 6; n++ {
		p := &r.clauses[c.Parent]
		if c.Link == corpus.Reported || c.Link == corpus.SubjectClause {
			return nil
		}
		if n == 0 && p.word.is(cueSay) && r.d.Tokens[c.Predicate].XPOS == ud.VBG && p.Complement >= 0 && r.clauses[p.Complement].Predicate < p.Predicate && p.Predicate < c.Predicate && len(r.clauses[p.Complement].Subjects) > 0 && !r.clauses[p.Complement].Passive {
			return r.clauses[p.Complement].Subjects // "gunmen shot at the crowd, witnesses said, killing two"
		}
		if p.Passive && len(p.Subjects) > 0 && (c.Link != corpus.OpenClause || n == 0 && c.Predicate > 0 && r.lower(c.Predicate-1) == "by") {
			return nil
		}
		if len(p.Subjects) > 0 {
			return p.Subjects
		}
		c = p
	}
	return nil
}

// targets are the phrases that the frame's roles name, the first role that has any.
func (r *reader) targets(index int, f *frame, object int, src []corpus.Noun) []corpus.Noun {
	c := &r.clauses[index]
	patients := c.Objects
	if c.Passive {
		patients = c.Subjects
	}
	try := func(role string) []corpus.Noun {
		switch role {
		case "obj":
			if object < 0 || r.actorlike(r.noun(object, "")) && !(f.root == corpus.Assault && r.plain[object].is(cueWeapon)) {
				var out []corpus.Noun
				for _, n := range patients {
					if n = r.cased(n); !r.temporal(n) {
						if f.root == corpus.Assault && object < 0 && r.lemmas[n.Head].is(cueWeapon) {
							continue // what is fired is not whom it is fired at
						}
						if f.mode == "allege" || f.mode == "convict" {
							n = r.charged(n)
						}
						out = append(out, n)
					}
				}
				return out
			}
			return nil
		case "subj": // what befalls the subject ("stood trial")
			return c.Subjects
		case "iobj":
			if len(c.Indirect) == 0 && object >= 0 && !c.Passive { // "granted Chad and Mali the status": read as one list
				var out []corpus.Noun
				for _, n := range patients {
					if n.Prep == "" && n.Head < object && r.actorlike(n) && !r.temporal(n) {
						out = append(out, n)
					}
				}
				return out
			}
			return c.Indirect
		case "comp":
			if k := c.Complement; k >= 0 && len(patients) == 0 {
				if cc := &r.clauses[k]; len(cc.Subjects) > 0 && (len(src) == 0 || cc.Subjects[0].Head != src[0].Head) {
					return cc.Subjects
				}
			}
			return nil
		case "owner":
			if len(patients) > 0 {
				if o := r.owners(patients[0].Head); len(o) > 0 {
					return possessed(o, r)
				}
				if of := r.below(patients[0].Head, "of"); len(of) > 0 || f.root != corpus.Reject {
					return of
				}
				if out := r.doers(patients[0].Head); len(out) > 0 { // "an appeal lodged by B"
					return out
				}
				for _, n := range c.Obliques { // "refused a request from B"
					if n.Prep == "from" && r.actorlike(n) && !r.temporal(n) {
						return []corpus.Noun{n}
					}
				}
				return nil
			}
			return nil
		case "that":
			return nil
		}
		var out []corpus.Noun
		for _, n := range c.Obliques {
			if n = r.cased(n); n.Prep == role && !r.temporal(n) && !((role == "with" && f.root != corpus.Concede || role == "in" || role == "at") && r.elsewhere(n)) && !(role == "with" && (r.absolute(n) || f.root == corpus.Support && r.meeting(n))) && !r.lemmas[n.Head].is(cueIdiom) {
				out = append(out, n)
			}
		}
		if len(out) == 0 {
			for _, n := range patients {
				if out = r.below(n.Head, role); len(out) > 0 {
					break
				}
			}
		}
		return out
	}
	if f.root == corpus.Accuse && object >= 0 && f.mode != "investigate" { // "filed a suit in the court of X against B"
		if out := r.against(c, object, false); out != nil {
			return out
		}
	}
	for _, w := range f.with { // "clashed with police in Lomé": the frame's own preposition first
		if len(patients) == 0 && slices.Contains(f.target, w) {
			if out := try(w); len(out) > 0 && r.actorlike(out[0]) {
				return out
			}
		}
	}
	if f.root == corpus.Assault && object >= 0 && !c.Passive && len(f.target) > 1 { // "fired rockets at A in answer to the raid on B": the nearest
		var nearest []corpus.Noun
		for _, role := range f.target {
			switch role {
			case "at", "on", "into", "against":
				if out := try(role); len(out) > 0 && out[0].Head > c.Predicate && (nearest == nil || out[0].Head < nearest[0].Head) {
					nearest = out
				}
			}
		}
		if nearest != nil && len(try("obj")) == 0 {
			return nearest
		}
	}
	for _, role := range f.target {
		if out := try(role); len(out) > 0 {
			if role == "obj" && !c.Passive && len(c.Indirect) > 0 && !r.actorlike(out[0]) { // "fined him 900 euros"
				return c.Indirect
			}
			return out
		}
	}
	if object >= 0 && r.opposed(f.root) {
		if out := r.against(c, object, true); out != nil {
			return out
		}
	}
	if f.sym && len(src) > 1 {
		return nil
	}
	if object >= 0 {
		if out := possessed(r.owners(object), r); len(out) > 0 && r.d.Tokens[out[0].Head].XPOS != ud.PRPS {
			return out
		}
		var any []corpus.Noun
		for _, p := range []string{"by", "with", "on", "against", "to", "for", "of", "from", "between", "in", "at"} {
			if p == "with" && f.root == corpus.Protest { // fellow marchers
				continue
			}
			if out := try(p); len(out) > 0 && (p != "by" || !c.Passive) {
				if r.actorlike(out[0]) {
					return out
				}
				if any == nil && p != "by" {
					any = out
				}
			}
		}
		return any
	}
	for _, role := range []string{"obj", "against", "with", "to", "on", "of", "from", "at", "for", "toward", "towards", "in"} {
		if role == "obj" && f.root == corpus.Mobilize || role == "with" && f.root == corpus.Protest { // one's own troops, fellow marchers
			continue
		}
		if out := try(role); len(out) > 0 && (r.settled(f.root) || !loose(role) || r.actorlike(out[0])) {
			return out
		}
	}
	return nil
}

// opposed roots are turned against somebody.
func (r *reader) opposed(t corpus.EventType) bool {
	return t == corpus.Accuse || t == corpus.Sanction || t == corpus.Protest || t == corpus.Threaten || t == corpus.Assault
}

// against is the phrase behind "against" after the object of a clause, however far the tree put it ("filed a
// complaint with the council on Sunday against the ministry"); far also behind the next infinitive or participle.
func (r *reader) against(c *clause, object int, far bool) []corpus.Noun {
	out, deep := r.after(c.Predicate, r.d.Sentences[c.Sentence].Tokens)
	if !far {
		out = out[:deep]
	}
	for _, n := range out {
		if n.Prep == "against" && n.Head > object && (r.actorlike(n) || r.known(n.Head)) {
			return []corpus.Noun{n}
		}
	}
	return nil
}

// phraseBefore is the phrase right before another and its preposition, or nil.
func (r *reader) phraseBefore(n corpus.Noun) *chunk {
	i := n.Tokens.First - 1
	if i >= 0 && r.lower(i) == n.Prep {
		i--
	}
	if i < 0 || r.chunkAt[i] < 0 {
		return nil
	}
	return &r.chunks[r.chunkAt[i]]
}

// elsewhere reports that a phrase belongs to the phrase of time before it ("after talks with B").
func (r *reader) elsewhere(n corpus.Noun) bool {
	c := r.phraseBefore(n)
	if c == nil {
		return false
	}
	switch c.prep {
	case "after", "before", "during", "following", "amid":
		return r.b.nouns[r.d.Tokens[c.head].Lemma] != nil
	}
	return false
}

// absolute reports a phrase that only says how somebody stood or sat ("with the child on his lap").
func (r *reader) absolute(n corpus.Noun) bool {
	i := n.Head + 1
	return i+1 < len(r.d.Tokens) && r.d.Tokens[i].UPOS == ud.ADP && r.d.Tokens[i+1].XPOS == ud.PRPS && r.entityAt[n.Head] < 0
}

// meeting reports that a phrase belongs to the talks before it ("at the end of their meeting with B").
func (r *reader) meeting(n corpus.Noun) bool {
	c := r.phraseBefore(n)
	if c == nil {
		return false
	}
	k := r.lemmas[c.head].noun
	return c.prep != "" && k != nil && k.root == corpus.Consult
}

// loose prepositions mostly give circumstances ("in a written statement").
func loose(p string) bool {
	switch p {
	case "of", "from", "at", "for", "in":
		return true
	}
	return false
}

// settled roots are done to places and things as well as to people.
func (r *reader) settled(t corpus.EventType) bool {
	return t == corpus.Assault || t == corpus.Protest || t == corpus.Coerce || t == corpus.Retreat || t == corpus.Mobilize
}

// named is the first name to the right of the predicate in its clause and the
// phrases below it, for frames whose own places hold nobody who could be addressed.
func (r *reader) named(c *clause, src []corpus.Noun) []corpus.Noun {
	out, _ := r.after(c.Predicate, r.d.Sentences[c.Sentence].Tokens)
	for _, n := range out {
		switch n.Prep {
		case "after", "before", "during", "following", "amid", "as", "while":
			return nil // what happened around it had others
		}
		if n.Prep == "with" && r.meeting(n) {
			return nil
		}
		e := -1
		for i := n.Tokens.First; i < n.Tokens.End && e < 0; i++ {
			e = r.entityAt[i]
		}
		if e < 0 {
			continue
		}
		switch r.d.Entities[e].Type {
		case corpus.Person, corpus.Org, corpus.GPE, corpus.Norp, corpus.Loc:
		default:
			continue
		}
		same := false
		for _, s := range src {
			same = same || s.Tokens.Contains(n.Head)
		}
		if !same && n.Prep != "since" && n.Prep != "by" {
			return []corpus.Noun{n}
		}
	}
	return nil
}

// charged cuts the charge off the accused ("the army of mass murder").
func (r *reader) charged(n corpus.Noun) corpus.Noun {
	for i := n.Head + 1; i < n.Tokens.End; i++ {
		if w := r.lower(i); w == "of" || w == "with" {
			n.Tokens.End = i
		}
	}
	return n
}

// cased takes a preposition that was left inside the phrase out of it.
func (r *reader) cased(n corpus.Noun) corpus.Noun {
	if n.Prep == "" && n.Tokens.Len() > 1 && n.Head > n.Tokens.First && r.d.Tokens[n.Tokens.First].UPOS == ud.ADP {
		n.Prep = r.lower(n.Tokens.First)
		n.Tokens.First++
	}
	if r.temporal(n) { // "with the Omani envoy Tuesday": the day is not the head
		for i := n.Tokens.End - 1; i >= n.Tokens.First; i-- {
			if r.entityAt[i] >= 0 {
				n.Head = i
				break
			}
		}
	}
	return n
}

// temporal reports whether the head of a phrase stands in a date expression.
func (r *reader) temporal(n corpus.Noun) bool { return r.dateAt[n.Head] >= 0 }

// fill sets the sides of e.
func (r *reader) fill(e *corpus.Event, src, tgt []corpus.Noun) {
	add := func(to []corpus.Participant, ns []corpus.Noun, side string) []corpus.Participant {
		for i, n := range ns {
			if t := r.d.Tokens[n.Head]; t.XPOS == ud.WDT || t.XPOS == ud.WP || r.temporal(n) || r.counted(n, e, side) || r.entityAt[n.Head] < 0 && r.plain[n.Head].is(cueSpan) || r.excluded(n) {
				continue
			}
			if r.entityAt[n.Head] < 0 && r.d.Tokens[n.Head].UPOS != ud.PRON && r.money(n.Head) && (side == "source" || n.Prep == "of" && !r.holds(n.Tokens)) {
				continue // "pledged $9m and Peru lent": a list that is none
			}
			if k := r.chunkAt[n.Head]; k >= 0 && i > 0 && r.chunkAt[ns[i-1].Head] == k {
				continue // a name that the tree split
			} else if k >= 0 && i+1 < len(ns) && r.chunkAt[ns[i+1].Head] == k {
				n.Tokens = corpus.Range{First: min(n.Tokens.First, r.chunks[k].first), End: max(n.Tokens.End, r.chunks[k].end)}
			}
			if t := r.d.Tokens[n.Head]; t.UPOS == ud.VERB && !r.plural(n.Head) || t.UPOS == ud.ADV {
				continue
			}
			if s := r.d.SentenceAt(r.d.Tokens[n.Head].Start); s >= 0 && n.Tokens.First < r.openAt[s] && r.openAt[s] <= n.Head {
				n.Tokens.First = r.openAt[s] // the dateline is no part of it
			}
			for _, p := range r.participants(n) {
				r.untangle(to, p, n)
				if slices.ContainsFunc(to, func(o corpus.Participant) bool {
					return p.Actor != "" && o.Actor == p.Actor || o.Span != p.Span && o.Overlaps(p.Span) || o == p
				}) {
					continue // an apposition that was read as a list
				}
				to = append(to, p)
				if p.Actor != "" {
					e.Why = append(e.Why, side+" "+r.d.Surface(p.Span)+" → "+p.Actor)
				}
			}
		}
		return to
	}
	e.Sources = add(e.Sources, r.parties(src), "source")
	tgt = r.parties(r.addressed(e, tgt))
	e.Targets = add(nil, tgt, "target")
	kept := e.Targets[:0]
	for _, t := range e.Targets {
		same := false
		for _, s := range e.Sources {
			same = same || s.Span == t.Span || s.Actor != "" && s.Actor == t.Actor && pronoun(r.d.Surface(t.Span))
		}
		if !same {
			kept = append(kept, t)
		}
	}
	e.Targets = kept
	if len(kept) == 0 {
		e.Targets = nil
	}
}

// excluded reports a phrase that "not" takes out of a list ("by Chad but not by Niger").
func (r *reader) excluded(n corpus.Noun) bool {
	for i := n.Head - 1; i > 0 && i > n.Head-5; i-- {
		if r.lower(i) == "not" {
			return r.lower(i-1) == "but" || r.lower(i-1) == "and" || r.d.Word(i-1) == ","
		}
		switch r.d.Tokens[i].UPOS {
		case ud.ADP, ud.DET, ud.ADJ:
		default:
			return false
		}
	}
	return false
}

// pronoun reports a personal pronoun.
func pronoun(w string) bool {
	switch strings.ToLower(w) {
	case "he", "she", "it", "they", "him", "her", "them":
		return true
	}
	return false
}

// counted reports what counts nobody: "nobody", and a bare number that is a day that a date expression
// left over ("on 3, 4 and 5 March") or a score. People counted stand where an act is
// done to them ("killed 12").
func (r *reader) counted(n corpus.Noun, e *corpus.Event, side string) bool {
	w := r.lower(n.Head)
	if scored(r.d.Surface(r.d.SpanOf(n.Tokens))) {
		return true // "ruled 5-4 that …"
	}
	if w == "nobody" || w == "none" || w == "anyone" || w == "anybody" || w == "one" && n.Head > n.Tokens.First && r.lower(n.Head-1) == "no" {
		return true
	}
	if r.d.Tokens[n.Head].UPOS == ud.NUM && n.Tokens.Len() == 1 && r.entityAt[n.Head] < 0 && n.Prep != "" && n.Prep != "of" && side == "target" && !r.settled(e.Type) {
		return true // "queue from four"
	}
	if w == "" || w[0] < '0' || w[0] > '9' || r.entityAt[n.Head] >= 0 {
		return false
	}
	for i := n.Tokens.First; i < n.Tokens.End; i++ {
		if t := &r.d.Tokens[i]; t.UPOS == ud.NOUN || t.UPOS == ud.PROPN {
			return false
		}
	}
	if n.Head > 0 && r.forms[n.Head-1].is(cueBound) { // "wounding at least 90"
		return false
	}
	return side == "source" || n.Prep != "" && n.Prep != "of" || !r.settled(e.Type)
}

// parties splits "Maltese and Greek sailors" by nation, and adds to a lone phrase
// those that the words after it join to it.
func (r *reader) parties(ns []corpus.Noun) []corpus.Noun {
	if len(ns) > 0 {
		if apart := r.spread(ns[0]); apart != nil {
			ns = apart
		}
	}
	if len(ns) == 1 {
		ns = r.joinedTo(ns[0])
	}
	var out []corpus.Noun
	for i, n := range ns {
		k := r.chunkAt[n.Head]
		if k < 0 {
			if out != nil {
				out = append(out, n)
			}
			continue
		}
		first := r.chunks[k].first
		if first-2 >= 0 && first-2 >= n.Tokens.First && r.lower(first-1) == "and" && r.nation(first-2) && r.nation(first) && first < n.Head {
			if out == nil {
				out = append(make([]corpus.Noun, 0, len(ns)+1), ns[:i]...)
			}
			out = append(out, corpus.Noun{Head: first - 2, Prep: n.Prep, Tokens: corpus.Range{First: n.Tokens.First, End: first - 1}})
			n.Tokens.First = first
			out = append(out, n)
			continue
		}
		if out != nil {
			out = append(out, n)
		}
	}
	if out == nil {
		return ns
	}
	return out
}

// nation reports a demonym or the name of a country or place.
func (r *reader) nation(i int) bool {
	if e := r.entityAt[i]; e >= 0 {
		t := r.d.Entities[e].Type
		return t == corpus.GPE || t == corpus.Norp
	}
	_, ok := r.g.CountryByDemonym(r.d.Word(i))
	return ok
}

// joinedTo is the phrase with the named ones that "and" or a comma joins to it.
func (r *reader) joinedTo(n corpus.Noun) []corpus.Noun {
	out := r.keep(n)
	s := r.d.SentenceAt(r.d.Tokens[n.Head].Start)
	if k := r.chunkAt[n.Head]; k < 0 || s < 0 || !r.actorlike(n) || r.d.Tokens[n.Head].Rel == ud.NmodPoss {
		return out
	}
	in := r.d.Sentences[s].Tokens
	at := max(n.Tokens.End, r.chunks[r.chunkAt[n.Head]].end)
	for len(out) < 6 && at+1 < in.End {
		j := at
		if r.d.Word(j) == "," {
			j++
		}
		if j < in.End && r.lower(j) == "and" {
			j++
		}
		if j == at || j >= in.End || r.chunkAt[j] < 0 {
			break
		}
		c := &r.chunks[r.chunkAt[j]]
		m := r.nounOf(c)
		m.Prep = n.Prep
		if out := r.lands(n, m, in); out != nil {
			return out
		}
		if c.first != j || r.entityAt[c.head] < 0 || !r.actorlike(m) || c.end < in.End && (r.finite(c.end) || r.d.Tokens[c.end].UPOS == ud.AUX) ||
			j == at+1 && r.d.Word(at) == "," && (c.end >= in.End || r.d.Word(c.end) != "," && r.lower(c.end) != "and") {
			break // an apposition, or the next clause's subject
		}
		out = append(out, m)
		at = c.end
	}
	return out
}

// lands are two countries before a verb that only a comma joins, as headlines write them: "Chad,
// Niger agree". In prose what follows a comma there is the next subject, behind a word of
// place or time.
func (r *reader) lands(n, m corpus.Noun, in corpus.Range) []corpus.Noun {
	for _, x := range [...]corpus.Noun{n, m} {
		if e := r.entityAt[x.Head]; e < 0 || r.d.Entities[e].Type != corpus.GPE || r.cityAt(x.Head) || x.Tokens.Len() != r.d.TokensIn(r.d.Entities[e].Span).Len() {
			return nil
		}
	}
	if n.Prep != "" || n.Tokens.First != in.First || m.Tokens.First != n.Tokens.End+1 || r.d.Word(n.Tokens.End) != "," || m.Tokens.End >= in.End || !r.finite(m.Tokens.End) {
		return nil
	}
	return []corpus.Noun{n, m}
}

// confidence by what is known of the event: a richer frame, both sides, a resolved actor.
func confidence(e *corpus.Event, rich bool) float64 {
	points := 40
	if rich {
		points += 12
	}
	if len(e.Sources) > 0 {
		points += 14
	}
	if len(e.Targets) > 0 {
		points += 10
	}
	for _, side := range [][]corpus.Participant{e.Sources, e.Targets} {
		for _, p := range side {
			if p.Actor != "" {
				points += 6
				break
			}
		}
	}
	if e.Realis != corpus.Actual {
		points -= 6
	}
	return float64(points) / 100
}
