package events

import (
	"dateline/corpus"
	"dateline/corpus/ud"
)

// elsewise reports a sense of the verb that is no event of the root, whoever asks for it: rules
// or classifier.
func (r *reader) elsewise(c *clause, f *frame, src, tgt []corpus.Noun) bool {
	patients := c.Objects
	if c.Passive {
		patients = c.Subjects
	}
	switch f.root {
	case corpus.Accuse, corpus.Support, corpus.Reject:
		if len(src) == 0 && len(c.Subjects) > 0 && !c.Passive && r.share(c.Subjects[0]) || len(src) > 0 && r.share(src[0]) {
			return true // how many voted for what
		}
		if r.attitude(c, src) {
			return true
		}
	}
	switch f.root {
	case corpus.Consult:
		return c.Lemma == "brief" && c.Passive // who is briefed by an office of his own
	case corpus.Accuse:
		switch c.Lemma {
		case "charge": // "police charged at noon"
			return !c.Passive && len(c.Objects) == 0 && c.Complement < 0
		case "blame", "fault": // "blamed the weather"
			return len(patients) > 0 && r.nobody(patients, tgt) && (r.plain[patients[0].Head].is(cueEvil) || r.plain[patients[0].Head].topics&topicAccident != 0 || r.lemmas[patients[0].Head].contexts != 0)
		case "recall": // "recalled the marches of that year"
			return true
		case "call": // "called the report credible"
			return r.predicated(c) && !r.slurred(c) && r.lauded(c)
		}
		return r.dealer(src)
	case corpus.Cooperate:
		if f.cameo == "063" && f.object == nil && len(f.after) > 0 { // "handed over the keys"
			return len(patients) == 0 || !r.human(patients[0])
		}
	case corpus.Support:
		if c.Lemma == "approve" || c.Lemma == "authorise" || c.Lemma == "authorize" {
			for _, n := range patients { // "approved the strikes": an order
				if k := r.lemmas[n.Head].noun; k != nil && r.b.roots[k.root].quad == 4 {
					return true
				}
			}
		}
		if c.Lemma == "cheer" && !c.Passive && len(c.Objects) == 0 {
			return true
		}
		return r.dealer(src)
	case corpus.Sanction:
		switch c.Lemma {
		case "rule": // a court may also rule for somebody, or on a point of procedure
			return !r.struck(c)
		case "punish":
			return r.nobody(patients, tgt)
		case "exclude", "expel", "oust", "dismiss", "sack":
			if len(patients) > 0 && r.d.Tokens[patients[0].Head].UPOS == ud.NOUN && !r.personal(patients[0].Head) && !r.known(patients[0].Head) {
				return true // an aim, a clause
			}
		}
		return r.dealer(src)
	case corpus.Assault:
		if len(tgt) == 1 && r.entityAt[tgt[0].Head] < 0 && r.plain[tgt[0].Head].is(cueRumour) {
			return true // "shot down the rumour"
		}
		if (c.Lemma == "fight" || c.Lemma == "battle") && len(c.Objects) == 0 && c.Predicate+1 < len(r.d.Tokens) && r.lower(c.Predicate+1) == "for" && len(c.Subjects) > 0 && !r.warring(c.Subjects[0]) {
			return true // "fought for votes"
		}
	case corpus.Request:
		if k := c.Complement; c.Lemma == "tell" && k >= 0 && r.clauses[k].word.is(cueComfort) {
			return true // "told her not to worry"
		}
		if c.Lemma == "advise" && c.Complement < 0 && len(f.with) == 0 && !r.urged(c) {
			return true // a lawyer advises a client
		}
	case corpus.Agree:
		if c.Lemma == "gather" {
			return true // those who gather meet
		}
		if c.Lemma == "commit" && !c.Passive && f.object == nil && len(c.Objects) > 0 && r.d.Tokens[c.Objects[0].Head].UPOS == ud.NOUN && !r.money(c.Objects[0].Head) && len(f.after)+len(f.with) == 0 {
			return true // a crime
		}
	case corpus.Retreat:
		if c.Lemma == "flee" && f.mode == "withdraw" && len(src) > 0 && r.entityAt[src[0].Head] < 0 && !r.warring(src[0]) && !r.plain[src[0].Head].is(cueOffice) {
			return true // those who are driven out give nothing up
		}
	case corpus.Protest:
		if (c.Lemma == "gather" || c.Lemma == "rally" || c.Lemma == "assemble") && r.festive(c) {
			return true // "gathered to cheer"
		}
	case corpus.Reject:
		if c.Lemma == "turn" && !c.Passive && len(c.Objects) == 0 {
			return true // "the convoy turned back"
		}
		if f.mode == "meet" && c.Lemma == "postpone" && c.Passive && len(c.Agents) == 0 {
			return true // nobody is said to have refused
		}
	case corpus.Threaten:
		if (c.Lemma == "warn" || c.Lemma == "caution") && (r.accident[c.Sentence] || len(src) > 0 && r.forecaster(src[0])) {
			return true // of what nobody does
		}
	case corpus.Coerce:
		if f.mode == "arrest" && c.Lemma == "take" && len(src) > 0 && !c.Passive && !r.policing(src[0]) {
			return true // "took in refugees"
		}
	}
	return false
}

// nobody reports that the phrases hold no person, body or name.
func (r *reader) nobody(lists ...[]corpus.Noun) bool {
	for _, list := range lists {
		for _, n := range list {
			if r.actorlike(n) || r.known(n.Head) || r.holds(n.Tokens) {
				return false
			}
		}
	}
	return true
}

// attitude reports what people without a name think of something ("many voters oppose the deal").
func (r *reader) attitude(c *clause, src []corpus.Noun) bool {
	switch c.Lemma {
	case "oppose", "support", "back", "favour", "favor", "approve", "admire", "distrust", "resent":
	default:
		return false
	}
	return c.Finite && c.Tense == corpus.Present && !c.Perfect && c.Modal == "" && len(src) == 1 && (r.entityAt[src[0].Head] < 0 || r.d.Entities[r.entityAt[src[0].Head]].Type == corpus.Norp && r.d.Tokens[src[0].Head].XPOS == ud.NNS) &&
		(r.crowd(src[0]) || (r.d.Tokens[src[0].Head].XPOS == ud.NNS || r.d.Tokens[src[0].Head].XPOS == ud.NNPS && r.entityAt[src[0].Head] < 0) && (r.plain[src[0].Head].kind == 0 || r.plain[src[0].Head].kind == r.b.look("party").kind))
}

// violence is the code of an attack that is only possible.
var violence = code{corpus.Threaten, "violence", "138"}

// minded reports a possible deed of a state or body by name.
func (r *reader) minded(c *clause, src []corpus.Noun) bool {
	switch c.Modal {
	case "may", "might", "could":
	default:
		return false
	}
	if c.Negated || c.Perfect || c.Link == corpus.Relative || len(src) == 0 {
		return false
	}
	e := r.entityAt[src[0].Head]
	return e >= 0 && (r.d.Entities[e].Type == corpus.GPE || r.d.Entities[e].Type == corpus.Org)
}

// possessive reports a phrase that "its" or "their" opens: "said its soldiers had …".
func (r *reader) possessive(n corpus.Noun) bool {
	switch r.lower(n.Tokens.First) {
	case "its", "their", "our", "his", "her":
		return r.d.Tokens[n.Tokens.First].XPOS == ud.PRPS
	}
	return false
}

// fleeing reports a phrase of somebody who fled or was driven out.
func (r *reader) fleeing(n corpus.Noun) bool {
	first := n.Tokens.First
	if k := r.chunkAt[n.Head]; k >= 0 {
		first = min(first, r.chunks[k].first)
	}
	for i := first; i <= n.Head; i++ {
		if r.forms[i].is(cueFleeing) || r.plain[i].is(cueFleeing) {
			return true
		}
	}
	return false
}

// share reports a part of those asked or voting ("97 percent").
func (r *reader) share(n corpus.Noun) bool {
	for i := n.Tokens.First; i < n.Tokens.End; i++ {
		switch r.lower(i) {
		case "%", "percent", "per cent", "cent", "majority", "two-thirds":
			return r.d.Tokens[i].UPOS != ud.PROPN
		}
	}
	return false
}

// urged reports an infinitive, "that" or "against" behind the predicate: what is advised.
func (r *reader) urged(c *clause) bool {
	for i := c.Predicate + 1; i < min(r.d.Sentences[c.Sentence].Tokens.End, c.Predicate+9); i++ {
		switch r.lower(i) {
		case "to", "that", "against", "not":
			return true
		}
	}
	return false
}

// festive reports what people gather for without dissent soon behind the predicate.
func (r *reader) festive(c *clause) bool {
	for i := c.Predicate + 1; i < min(r.d.Sentences[c.Sentence].Tokens.End, c.Predicate+9); i++ {
		if r.lower(i) == "to" && i+1 < len(r.d.Tokens) && r.lemmas[i+1].is(cueFestive) {
			return true
		}
	}
	return false
}

// uttered reports that what is said stands in quotation marks or in no clause at all: the verb is a speaker's tag.
func (r *reader) uttered(c *clause) bool {
	if c.Complement < 0 {
		return true
	}
	q := r.quoteAt[r.clauses[c.Complement].Predicate]
	return q >= 0 && r.d.Quotes[q].Kind == corpus.Direct && r.quoteAt[c.Predicate] != q
}

// dealer reports those who only trade and reckon: their cheers and blame move prices.
func (r *reader) dealer(src []corpus.Noun) bool {
	return len(src) == 1 && r.entityAt[src[0].Head] < 0 && r.plain[src[0].Head].is(cueDealer)
}

// struck reports a word behind the predicate that tells against whom or what a court ruled.
func (r *reader) struck(c *clause) bool {
	for i := c.Predicate + 1; i < min(r.d.Sentences[c.Sentence].Tokens.End, c.Predicate+reach/2); i++ {
		if r.forms[i].is(cueVoid) || r.lemmas[i].is(cueVoid) {
			return true
		}
	}
	return false
}

// warring reports soldiers, rebels, police and states.
func (r *reader) warring(n corpus.Noun) bool {
	if e := r.entityAt[n.Head]; e >= 0 {
		t := r.d.Entities[e].Type
		return t == corpus.GPE || t == corpus.Norp || t == corpus.Org
	}
	switch k := r.plain[n.Head].kind; {
	case k == 0:
		return false
	default:
		return k == r.b.look("soldier").kind || k == r.b.look("rebel").kind || k == r.b.look("police").kind
	}
}

// forecaster reports those who warn of what they do not do: rescuers, scientists, doctors.
func (r *reader) forecaster(n corpus.Noun) bool {
	return r.entityAt[n.Head] < 0 && r.plain[n.Head].is(cueForecaster)
}

// policing reports a source that may take people into custody.
func (r *reader) policing(n corpus.Noun) bool {
	if r.d.Tokens[n.Head].UPOS == ud.PRON {
		return true
	}
	k := r.plain[n.Head].kind
	return k != 0 && (k == r.b.look("police").kind || k == r.b.look("soldier").kind || k == r.b.look("court").kind)
}

// circumstantial prepositions open what happened around a deed.
func circumstantial(p string) bool {
	switch p {
	case "during", "after", "before", "amid", "following", "outside", "since":
		return true
	}
	return false
}

// habitual reports what is done as a rule and not at some time: a present tense with a word of
// habit beside it.
func (r *reader) habitual(c *clause) bool {
	if !c.Finite || c.Tense != corpus.Present || c.Perfect || c.Modal != "" {
		return false
	}
	in := r.d.Sentences[c.Sentence].Tokens
	if len(c.Subjects) > 0 && c.Subjects[0].Head < c.Predicate && r.forms[in.First].is(cueHabit) {
		return true
	}
	for i := max(in.First, c.Predicate-3); i < min(in.End, c.Predicate+3); i++ {
		if i != c.Predicate && r.forms[i].is(cueHabit) {
			return true
		}
	}
	return false
}
