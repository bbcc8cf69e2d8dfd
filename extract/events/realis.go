package events

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// outlook is what the clauses above say about a clause.
type outlook struct {
	offered, announced, future, refused, denied, hypothetical, requested, threat, claimed, ended, failed bool
	open                                                                                                 bool // hypothetical by an own condition or question, which is news by itself
	lasting                                                                                              bool // not ended
	vowed                                                                                                bool // promised, threatened or offered, which is done
	tried                                                                                                bool // and not said to be done
	by                                                                                                   string
}

// view is the outlook of a clause.
func (r *reader) view(index int) outlook {
	c := &r.clauses[index]
	if !c.viewed {
		c.outlook, c.viewed = r.survey(index), true
	}
	return c.outlook
}

func (r *reader) survey(index int) outlook {
	var o outlook
	d := r.d
	c := &r.clauses[index]
	own := func(c *clause, top bool) {
		switch c.Modal {
		case "will", "shall", "'ll", "wo":
			o.future = true
		case "would":
			o.future = true
			o.hypothetical = o.hypothetical || top && c.Perfect // "would have expelled them"
		case "may", "might", "could", "should", "can", "must", "cannot", "ca":
			if top {
				o.hypothetical = o.hypothetical || c.Modal != "must" && c.Modal != "should"
				o.requested = o.requested || c.Modal == "must" || c.Modal == "should"
			}
		}
		if c.Tense == corpus.Future {
			o.future = true
		}
		if top && c.Finite && c.Tense == corpus.Present && (c.Mark == "until" || c.Mark == "once" || c.Mark == "when" && c.Parent >= 0 && (r.clauses[c.Parent].Tense == corpus.Future || r.clauses[c.Parent].Modal != "" || r.clauses[c.Parent].Mark == "to")) {
			o.hypothetical = true // "not before 55 states have ratified it"
		}
		if top && c.Finite && c.Tense == corpus.Present && (c.Mark == "when" || r.until(c)) {
			o.hypothetical, o.open = true, true // "when the allies agree": news tells what was in the past
		}
		if c.Mark != "" && r.b.look(c.Mark).is(cueHypothetical) {
			o.hypothetical = true
			o.open = o.open || c.Mark != "unless" && c.Mark != "lest"
		}
	}
	own(c, true)
	if c.Negated || r.lacking(c) {
		o.denied = true
	}
	if r.inverted(c) {
		o.hypothetical, o.open, o.requested = true, true, false
	}
	if r.destined(c) || r.dated(c) {
		o.future = true
	}
	if c.Negated && c.Tense == corpus.Present && !c.Perfect && c.word.is(cueStance) {
		o.refused, o.denied = true, false // "does not recognise the court"
	}
	if r.hearsay(c) {
		o.claimed = true
	}
	if p := c.Parent; p >= 0 && c.Link == corpus.Adverbial && r.gerund(c.Predicate) && c.Predicate-r.clauses[p].Predicate <= 2 && r.clauses[p].word.is(cueDeny) {
		o.denied = !r.clauses[p].Negated // "denied having met B"
	}
	if r.habitual(c) || r.numbered(c) {
		o.hypothetical = true
	}
	if v := c.Predicate - 2; v >= d.Sentences[c.Sentence].Tokens.First && d.Tokens[c.Predicate].XPOS == ud.VBG && r.lower(v+1) == "out" && d.Tokens[v].Lemma == "rule" {
		o.hypothetical = true // "has not ruled out attacking": the ruling is the event
	}
	if r.charge(index) {
		o.claimed, o.by = true, r.speaker(&r.clauses[c.Parent])
	}
	if c.Parent >= 0 && c.Predicate > 0 && r.lower(c.Predicate-1) == "from" && r.clauses[c.Parent].word.is(cueHinder) {
		o.hypothetical = true // "prevented B from joining"
	}
	for n := 0; c.Parent >= 0 && n < 6; n++ {
		p := &r.clauses[c.Parent]
		direct := d.HeadOf(c.Predicate, d.Sentences[c.Sentence].Tokens) == p.Predicate
		lemma, verb := p.Lemma, p.word
		word := r.lower(p.Predicate)
		switch c.Link {
		case corpus.OpenClause, corpus.Relative, corpus.Adverbial, corpus.Reported, corpus.SubjectClause:
			infinitive := c.Mark == "to"
			if c.Link == corpus.Reported || infinitive || c.Link == corpus.OpenClause {
				if !direct && c.Link != corpus.Relative {
					break
				}
				if c.Link == corpus.OpenClause { // "may try to seize", "will begin to ship"
					own(p, true)
				}
				switch {
				case infinitive && verb.is(cueContact) && c.word.is(cueCourtesy):
					// "called B to congratulate him": it was said in the call
				case infinitive && verb.is(cueEnable):
					o.hypothetical = true
				case infinitive && lemma == "use": // "used to buy": background
					o.hypothetical = true
				case infinitive && verb.is(cueThreat) || c.Link == corpus.OpenClause && lemma == "threaten":
					o.threat, o.future = true, true
				case verb.is(cueRefuse):
					o.refused = true
				case verb.is(cueFail), infinitive && lemma == "unable":
					o.denied, o.failed = true, lemma == "fail"
				case verb.is(cueAttempt) && !verb.is(cueEnding):
					if p.Negated {
						o.denied = true
					}
					o.tried = o.tried || infinitive && (lemma == "try" || lemma == "attempt")
				case verb.is(cueEnding) && c.Link == corpus.OpenClause && !infinitive && p.Negated:
					o.lasting = true
				case verb.is(cueEnding) && c.Link == corpus.OpenClause && !infinitive:
					o.ended = true
				case infinitive && verb.is(cueRequest) && (len(p.Objects) > 0 || len(p.Indirect) > 0 || p.Passive || others(c, p) || lemma == "call" || lemma == "appeal" || lemma == "ask" || lemma == "invite"):
					o.requested = true
				case infinitive && (verb.is(cueIntent) || word == "set" || word == "due" || word == "ready"):
					o.future = true
					o.vowed = o.vowed || verb.is(cueOffer) || verb.is(cueVower)
					o.offered = o.offered || verb.is(cueOffer)
					if p.Negated {
						o.refused = true
					}
				case verb.is(cueDeny) && (c.Link == corpus.Reported || !infinitive && r.gerund(c.Predicate)):
					o.denied, o.claimed = !p.Negated, o.claimed || p.Negated // "did not deny": neither said nor unsaid
				case c.Link == corpus.Reported && verb.is(cueRequest) && (!c.Finite || c.Tense != corpus.Past && lemma != "tell" && lemma != "insist" && lemma != "warn"):
					o.requested = true
				case c.Link == corpus.Reported && verb.is(cueClaim):
					o.claimed = true
					o.by = r.speaker(p)
				case c.Link == corpus.Reported && verb.is(cueSay) && p.Negated && !verb.is(cueDeny):
					o.hypothetical = true // "has not said that he will resign"
				case c.Link == corpus.Reported && verb.is(cueSay) && o.by == "":
					o.by = r.speaker(p)
				case infinitive && c.Link == corpus.Adverbial:
					o.hypothetical = true // purpose: "in order to attack"
				}
			}
			if h := d.HeadOf(c.Predicate, d.Sentences[c.Sentence].Tokens); n == 0 && c.Finite && h >= 0 && h < c.Predicate && r.lemmas[h].is(cueRumour) {
				// "denied reports that …", "amid claims that …"
				if verb.is(cueDeny) || lemma == "reject" {
					o.denied = !p.Negated
				} else {
					o.claimed = true
				}
			}
			if c.Link == corpus.Relative && infinitive {
				// "a plan to meet", "the right to protest"
				h := d.HeadOf(c.Predicate, d.Sentences[c.Sentence].Tokens)
				if h >= 0 {
					switch d.Tokens[h].Lemma {
					case "refusal":
						o.refused = true
					case "threat":
						o.threat, o.future = true, true
					case "call", "demand", "request", "appeal":
						o.requested = true
					default:
						o.future = !r.ranked(h)
						if h >= 2 && r.lower(h-1) == "of" && r.lemmas[h-2].is(cueQuantity) {
							o.hypothetical = true // "the number of states to sign": a count
						}
					}
				}
			}
		case corpus.Coordinate:
			own(p, false)
			// A coordinated clause shares what governs the first ("agreed to meet and talk").
		}
		if c.Link == corpus.Parataxis && verb.is(cueSay) && o.by == "" {
			o.by = r.speaker(p)
		}
		if p.Mark == "if" && c.Link != corpus.RootClause {
			o.hypothetical = true
		}
		c = p
	}
	return o
}

// numbered reports an infinitive behind "the number of": it counts deeds and tells of none.
func (r *reader) numbered(c *clause) bool {
	i := c.Predicate - 1
	if c.Mark != "to" && (i < 0 || r.lower(i) != "to") {
		return false
	}
	if i-1 < 0 || r.chunkAt[i-1] < 0 {
		return false
	}
	first := r.chunks[r.chunkAt[i-1]].first
	return first >= 2 && r.lower(first-1) == "of" && r.lower(first-2) == "number"
}

// ranked reports a superlative or an ordinal before noun i: "the first envoy to visit Lomé" has been there.
func (r *reader) ranked(i int) bool {
	k := r.chunkAt[i]
	if k < 0 {
		return false
	}
	for t := r.chunks[k].first; t < i; t++ {
		switch w := r.lower(t); {
		case r.d.Tokens[t].XPOS == ud.JJS, w == "first", w == "second", w == "third", w == "last", w == "only":
			return w != "next"
		}
	}
	return false
}

// destined reports an infinitive behind a form of "be": "is to meet", "are to be sent".
func (r *reader) destined(c *clause) bool {
	first := r.d.Sentences[c.Sentence].Tokens.First
	i := c.Predicate - 1
	for i > first && (r.d.Tokens[i].UPOS == ud.ADV || r.d.Tokens[i].UPOS == ud.AUX && r.lower(i) == "be") {
		i--
	}
	if i <= first || r.lower(i) != "to" {
		return false
	}
	for i--; i > first && (r.d.Tokens[i].UPOS == ud.ADV || r.dateAt[i] >= 0); {
		i--
	}
	switch r.lower(i) {
	case "is", "are", "was", "were", "'s", "'re":
		return true
	}
	return false
}

// dated reports a present tense with a day that is still to come: "Oslo meets Riga on Friday".
func (r *reader) dated(c *clause) bool {
	if c.Tense != corpus.Present || !c.Finite || c.Perfect || c.Modal != "" || len(r.d.Published) != len("2006-01-02") {
		return false
	}
	end := r.d.Sentences[c.Sentence].Tokens.End
	for i := c.Predicate + 1; i < min(end, c.Predicate+reach/3); i++ {
		if r.finite(i) || r.d.Word(i) == ";" {
			return false
		}
		if k := r.dateAt[i]; k >= 0 {
			x := &r.d.Dates[k]
			return (x.Type == corpus.DateDate || x.Type == corpus.DateTime) && len(x.Value) >= len("2006-01-02") && x.Value[:len("2006-01-02")] > r.d.Published
		}
	}
	return false
}

// lacking reports a gerund behind "without".
func (r *reader) lacking(c *clause) bool {
	if r.d.Tokens[c.Predicate].XPOS != ud.VBG {
		return false
	}
	for i := c.Predicate - 1; i >= max(r.d.Sentences[c.Sentence].Tokens.First, c.Predicate-3); i-- {
		switch w := r.lower(i); {
		case w == "without":
			return true
		case r.d.Tokens[i].UPOS != ud.ADV && r.d.Tokens[i].UPOS != ud.AUX && w != "having" && w != "being":
			return false
		}
	}
	return false
}

// inverted reports a condition or question told by the order of words: an auxiliary
// before its subject opens the clause ("Had Chad attacked, …", "Was he killed?"), or
// a question mark ends what is told like a fact and asks for nobody ("who", "why").
func (r *reader) inverted(c *clause) bool {
	d := r.d
	in := d.Sentences[c.Sentence].Body()
	if in.Len() == 0 {
		return false
	}
	last := in.End - 1
	for last > in.First && (d.Word(last) == "\"" || d.Word(last) == "”" || d.Word(last) == "'" || d.Word(last) == "’" || d.Word(last) == ")") {
		last--
	}
	question := d.Word(last) == "?"
	first := in.First
	for first < last && d.Tokens[first].UPOS == ud.PUNCT {
		first++
	}
	if c.Link == corpus.Relative { // "Was the mayor killed?", read as a mayor who was
		l := d.Tokens[first].Lemma
		return question && (l == "be" || l == "have" || l == "do") && len(c.Subjects) > 0 && c.Subjects[0].Tokens.First == first+1
	}
	if question {
		for i := first; i < min(c.Predicate, first+reach); i++ {
			switch d.Tokens[i].XPOS {
			case ud.WP, ud.WRB, ud.WDT:
				return false // who did it is asked, not whether
			}
		}
		return c.Link == corpus.RootClause || c.Link == corpus.Coordinate && c.Finite
	}
	at := max(first, c.Tokens.First)
	if at >= c.Predicate || len(c.Subjects) == 0 || c.Subjects[0].Head < at || c.Subjects[0].Head > c.Predicate {
		return false
	}
	switch w := r.lower(at); w {
	case "had", "should", "were":
		return c.Tokens.First >= at && at+1 <= c.Subjects[0].Tokens.First && (w != "should" || c.Link != corpus.RootClause) && c.Link != corpus.Reported
	}
	return false
}

// hearsay reports an adverb beside the predicate that leaves the fact to others
// ("allegedly killed").
func (r *reader) hearsay(c *clause) bool {
	in := r.d.Sentences[c.Sentence].Tokens
	for i := max(in.First, c.Predicate-3); i < min(in.End, c.Predicate+2); i++ {
		if r.forms[i].is(cueHearsay) && (i >= c.Predicate-1 || r.d.Tokens[i+1].UPOS == ud.AUX || r.clauseOf[i] == r.predicate[c.Predicate]) {
			return true
		}
	}
	return false
}

// until reports that "until" or "when" stands before the subject of a clause, also as "until at least".
func (r *reader) until(c *clause) bool {
	if len(c.Subjects) == 0 {
		return false
	}
	in := r.d.Sentences[c.Sentence].Tokens
	first := min(c.Subjects[0].Tokens.First, c.Subjects[0].Head)
	for i := first; i >= max(in.First, first-3); i-- {
		if w := r.lower(i); w == "until" || w == "till" || w == "when" && i == first-1 {
			return true
		} else if i < first && !r.b.look(w).is(cueBound) {
			return false
		}
	}
	return false
}

// others reports whether clause c has a subject of its own besides that of p.
func others(c, p *clause) bool {
	return len(c.Subjects) > 0 && (len(p.Subjects) == 0 || c.Subjects[0].Head != p.Subjects[0].Head)
}

func (r *reader) speaker(c *clause) string {
	for _, n := range c.Subjects {
		if a := r.actorOf(n); a != "" {
			return a
		}
	}
	return ""
}

// modality turns the code of the bare predicate into the code of the clause
// (reference §0.1). It is false where the text tells of no event.
func (r *reader) modality(index int, in code) (out code, realis corpus.Realis, by string, why []string, ok bool) {
	return r.turn(r.view(index), in)
}

var requestMode = map[corpus.EventType]string{
	corpus.Aid: "assist", corpus.Cooperate: "assist", corpus.Support: "assist", corpus.Consult: "meet",
	corpus.Agree: "meet", corpus.Concede: "yield", corpus.Retreat: "yield",
}

func (r *reader) turn(o outlook, in code) (out code, realis corpus.Realis, by string, why []string, ok bool) {
	fact := r.b.roots[in.root]
	cooperative := fact.quad <= 2
	note := func(s string) { why = append(why, s) }
	out, realis, ok = in, corpus.Actual, true
	switch {
	case o.hypothetical && !o.threat:
		return out, corpus.Hypothetical, "", nil, o.open && !o.requested
	case o.tried && fact.quad <= 2: // an attack is one when it fails, help is not
		return out, corpus.Hypothetical, "", nil, false
	case o.lasting && fact.quad >= 3:
		out = code{corpus.Reject, "yield", "124"}
		note("not ended " + string(in.root) + " is REJECT")
	case o.requested:
		return out, corpus.Hypothetical, "", nil, false
	case o.failed && in.root == corpus.Agree, (o.refused || o.denied && o.future) && cooperative:
		out, realis = code{corpus.Reject, requestMode[in.root], "120"}, corpus.Actual
		note("refused " + string(in.root) + " is REJECT")
	case (o.refused || o.denied && o.future) && fact.quad == 4:
		out, realis = code{corpus.Concede, "", "080"}, corpus.Actual
		note("promise not to act is CONCEDE")
	case o.denied && !o.failed:
		note("denied")
		return out, corpus.Denied, o.by, why, true
	case o.denied || o.refused:
		return out, corpus.Denied, "", nil, false
	case o.ended && fact.quad == 4 && in.root != corpus.Sanction:
		out = code{corpus.Concede, "", "082"}
		note("ended conflict is CONCEDE")
	case o.ended && fact.quad == 3:
		out = code{corpus.Concede, "", "080"}
		if o.future {
			realis = corpus.Planned
		}
		note("ended " + string(in.root) + " is CONCEDE")
	case o.ended && (in.root == corpus.Cooperate || in.root == corpus.Aid || in.root == corpus.Consult):
		out = code{corpus.Sanction, "discontinue", "160"}
		note("ended cooperation is SANCTION")
	case o.offered && fact.quad == 4 && !o.threat: // "offered to send troops": the offer is the event
		return out, corpus.Planned, "", nil, false
	case o.threat && fact.quad >= 3, o.future && fact.quad == 4 && in.root != corpus.Protest:
		if in.root != corpus.Threaten {
			mode, cameo := "", "130"
			switch in.root {
			case corpus.Assault, corpus.Mobilize:
				mode, cameo = "violence", "138"
			case corpus.Coerce:
				mode, cameo = "restrict", "132"
			case corpus.Sanction:
				mode, cameo = "relations", "131"
			case corpus.Protest:
				mode, cameo = "restrict", "133"
			}
			out = code{corpus.Threaten, mode, cameo}
			note("threatened " + string(in.root) + " is THREATEN")
		}
	case o.future && (in.root == corpus.Consult || in.root == corpus.Support || in.root == corpus.Cooperate || in.root == corpus.Aid):
		cameo := map[corpus.EventType]string{corpus.Consult: "036", corpus.Support: "032", corpus.Cooperate: "031", corpus.Aid: "033"}[in.root]
		out = code{corpus.Agree, "", cameo}
		note("future " + string(in.root) + " is AGREE")
	case (o.future || o.announced) && in.root == corpus.Retreat && in.mode != "resign":
		out = code{corpus.Concede, "", "080"}
		if o.future && !o.announced && !o.vowed {
			realis = corpus.Planned
		}
		note("announced RETREAT is CONCEDE")
	case o.future:
		realis = corpus.Planned
	}
	by = o.by
	if o.claimed {
		realis = corpus.Claimed
		note("claimed by a party")
	}
	return out, realis, by, why, ok
}

// nominalView is the outlook of a noun: the clause it stands in and words beside it.
func (r *reader) nominalView(i int) outlook {
	var o outlook
	for _, k := range r.kids[i] {
		switch r.d.Tokens[k].Lemma {
		case "alleged", "allege", "suspected":
			o.claimed = true
		case "no", "possible", "potential", "hypothetical", "any", "future":
			o.hypothetical = true
		case "plan", "planned", "upcoming", "propose", "scheduled", "next", "forthcoming", "propos":
			o.future = true
		case "threatened":
			o.threat = true
		}
	}
	s := r.d.Sentences[max(0, r.d.SentenceAt(r.d.Tokens[i].Start))].Tokens
	for k := max(s.First+1, i-6); k < i; k++ { // "in case of an attack"
		if r.lower(k) == "of" && r.lemmas[k-1].is(cueChance) {
			o.hypothetical = true
		}
	}
	if h := r.d.HeadOf(i, s); h >= 0 && r.lemmas[h].is(cueChance) {
		o.hypothetical = true
	}
	for k := i + 1; k+1 < min(s.End, i+reach); k++ { // "talks with B were due to open"
		if !r.finite(k) {
			continue
		}
		switch r.lower(k + 1) {
		case "due", "set", "scheduled", "expected", "planned":
			o.future = o.future || r.d.Tokens[k].Lemma == "be" || r.d.Tokens[k].UPOS == ud.AUX
		}
		break
	}
	c := r.clauseOf[i]
	if c < 0 {
		return o
	}
	k := &r.clauses[c]
	up := r.view(c)
	if r.heads(k.Objects, i) && k.word.is(cueMemory) && !k.Passive {
		o.hypothetical = true // "recalled the marches": what was long ago
	}
	switch {
	case k.word.is(cueIntent) && (k.Lemma == "plan" || k.Lemma == "propose" || k.Lemma == "schedule" || k.Lemma == "consider" || k.Lemma == "expect"):
		o.future = true
	case k.Lemma == "call" || k.Lemma == "urge" || k.Lemma == "demand" || k.Lemma == "request" || k.Lemma == "want" || k.Lemma == "warn" || k.Lemma == "fear" || k.Lemma == "prevent" || k.Lemma == "avoid":
		o.hypothetical = true
	case k.Lemma == "reject" || k.Lemma == "refuse" || k.Lemma == "cancel" || k.Lemma == "postpone" || k.Lemma == "deny":
		o.hypothetical = true
	}
	if r.heads(k.Subjects, i) && !k.Negated {
		w := r.lower(k.Predicate)
		o.future = o.future || up.future || w == "due" || w == "set" || w == "scheduled" || w == "planned" || w == "expected" // "talks were due to open"
	}
	if r.heads(k.Objects, i) {
		switch {
		case k.word.is(cueEnding):
			o.ended = true
		case k.Lemma == "announce" || k.Lemma == "declare" || k.Lemma == "order":
			o.announced = true
		}
		o.future = o.future || up.future && k.word.is(cueCarrier)
	}
	o.hypothetical = o.hypothetical || up.hypothetical || up.requested || up.denied || up.refused && r.heads(k.Objects, i)
	if up.claimed && r.heads(k.Objects, i) {
		o.claimed, o.by = true, up.by
	}
	o.offered = up.offered
	return o
}

// nominal raises the event of noun i.
func (r *reader) nominal(i int) {
	d := r.d
	t := &d.Tokens[i]
	if t.UPOS != ud.NOUN && !(t.UPOS == ud.VERB && r.plural(i)) || r.used[i] || r.heading[i] != "" {
		return
	}
	f := r.lemmas[i].noun
	if j := r.joined(i); j != nil && j.noun != nil {
		f = j.noun
	}
	if f == nil && !r.asksNoun(i) {
		return
	}
	s := d.SentenceAt(t.Start)
	if t.Lemma == "protest" && i > 0 && r.lower(i-1) == "in" {
		return // why something is done
	}
	if (t.Lemma == "request" || t.Lemma == "call") && i+2 < len(d.Tokens) && r.lower(i+1) == "for" && r.lemmas[i+2].is(cueSpeech) {
		return // the newspaper's own request
	}
	if !r.armed && f != nil && f.mode == "explosives" && (t.Lemma == "explosion" || t.Lemma == "blast" || t.Lemma == "detonation") {
		return // nobody is said to have set it off
	}
	if s < 0 || r.sport[s] || f != nil && f.mode == "investigate" && t.Lemma == "probe" && r.spatial(i) {
		return
	}
	was := len(d.Events)
	if f != nil {
		r.raiseNoun(i, f, nil)
	}
	r.judgeNoun(i, f, was)
}

// modifies reports whether noun i only modifies another ("protest leader", "bomb squad", "war crimes").
func (r *reader) modifies(i int, f *frame, s int) bool {
	d := r.d
	in := d.Sentences[s].Tokens
	switch d.Tokens[i].Rel {
	case ud.Compound, ud.Amod:
		if h := d.HeadOf(i, in); f.root != corpus.Assault || h >= 0 && h != i && r.lemmas[h].noun == nil {
			return true
		}
	}
	// Inside a longer compound that the tree took apart.
	return i+1 < in.End && r.chunkAt[i] >= 0 && r.chunkAt[i+1] == r.chunkAt[i] && d.Tokens[i+1].XPOS != ud.POS && r.lemmas[i+1].noun == nil && f.root != corpus.Protest
}

// raiseNoun adds the event of noun i by frame f. With a verdict, it is one whatever
// the rules say.
func (r *reader) raiseNoun(i int, f *frame, told *verdict) {
	d := r.d
	s := d.SentenceAt(d.Tokens[i].Start)
	if told == nil && r.modifies(i, f, s) {
		return
	}
	src := possessed(r.owners(i), r)
	if f.root == corpus.Protest && len(src) > 0 && r.entityAt[src[0].Head] < 0 && (r.lemmas[src[0].Head].is(cueSpot) || r.dateAt[src[0].Head] >= 0) {
		src = nil // "the city's biggest march"
	}
	src = append(src, r.below(i, "by")...)
	var tgt []corpus.Noun
	if f.sym {
		for _, p := range []string{"between", "among"} {
			if ns := r.below(i, p); len(ns) > 0 {
				src = append(src, ns...)
			}
		}
	}
	of := false
	for _, p := range f.target {
		if p == "of" {
			of = true
		}
		if ns := r.below(i, p); len(ns) > 0 {
			tgt = ns
			break
		}
	}
	if !of && len(src) == 0 {
		src = r.below(i, "of")
	}
	carried := false
	own := len(src) == 1 && d.Tokens[src[0].Head].XPOS == ud.PRPS // "renewed their offensive": the subject's
	if c := r.clauseOf[i]; c >= 0 && (len(src) == 0 || own && !r.clauses[c].Passive && len(r.clauses[c].Subjects) > 0) {
		k := &r.clauses[c]
		if k.word.is(cueCarrier) && (f.root != corpus.Agree || k.word.is(cuePledger)) && k.Predicate < i && !k.Passive && r.heads(k.Objects, i) {
			src = k.Subjects
			if len(src) == 0 {
				src = r.inherited(c)
			}
			src = r.antecedent(c, src)
			if len(src) > 0 && !r.actorlike(src[0]) {
				src = nil
			}
			carried = len(src) > 0 && !own
			if (carried || own) && len(tgt) == 0 {
				tgt = r.facing(k, f, i)
			}
			if carried && len(tgt) == 0 {
				tgt = r.named(k, src)
			}
		}
	}
	if len(tgt) == 0 && len(src) == 0 && f.strong {
		if c := r.clauseOf[i]; c >= 0 && (f.root == corpus.Assault || f.root == corpus.Coerce) {
			tgt = r.victims(c)
		}
	}
	if c := r.clauseOf[i]; f.sym && f.root == corpus.Assault && len(src) == 0 && len(tgt) > 0 && c >= 0 && r.prepOf(i) == "in" && r.clauses[c].Passive { // "killed in a clash with B": the other side
		src = r.victims(c)
	}
	if (told == nil || told.confidence < 0.7) && len(src) == 0 && len(tgt) == 0 {
		if !f.strong || f.root != corpus.Assault && f.root != corpus.Protest && f.root != corpus.Coerce {
			return
		}
		switch r.prepOf(i) { // a topic ("sorrow for the attack"), not the news
		case "for", "about", "behind", "over", "on", "against", "with", "to", "of", "under", "from":
			return
		}
	}
	if c := r.clauseOf[i]; f.mode == "visit" && len(src) == 0 && c >= 0 { // "during a visit to Rome": the subject's
		if k := &r.clauses[c]; !k.Passive && len(k.Subjects) > 0 && r.actorlike(k.Subjects[0]) && k.Predicate < i {
			src = k.Subjects
		}
	}
	if c := r.clauseOf[i]; f.root == corpus.Consult && f.sym && len(src) == 0 && c >= 0 { // "he spoke after talks with B": his
		p := r.prepOf(i)
		if k := &r.clauses[c]; (p == "after" || p == "following" || p == "during" || p == "in") && len(tgt) > 0 && !k.Passive && len(k.Subjects) > 0 && r.actorlike(k.Subjects[0]) {
			src = r.antecedent(c, k.Subjects)
		}
	}
	if told != nil && r.accident[s] && (f.root == corpus.Assault || f.root == corpus.Coerce) {
		return
	}
	if told == nil {
		switch quad := r.b.roots[f.root].quad; {
		case f.root == corpus.Consult && (f.mode == "" && len(src)+len(tgt) < 2 || f.mode == "visit" && len(src) == 0),
			!f.strong && !carried && (len(src) == 0 || len(tgt) == 0),
			f.root == corpus.Assault && r.accident[s] && len(src) == 0,
			quad <= 2 && !f.strong && !carried && !r.actorlike(tgt[0]): // "its contribution to the growth"
			return
		}
	}
	in := f.code
	switch {
	case in.root == corpus.Assault && r.verbal(i):
		in = code{corpus.Accuse, "disapprove", "111"}
	case in.root == corpus.Mobilize && r.joint(i):
		in = code{corpus.Cooperate, "", "062"}
	}
	if in.mode == "aerial" && r.industrial(i, src) {
		in = code{corpus.Protest, "strike", "143"}
		if c := r.clauseOf[i]; len(src) == 0 && c >= 0 && r.lower(max(0, i-1)) == "on" && len(r.clauses[c].Subjects) > 0 && r.actorlike(r.clauses[c].Subjects[0]) {
			src = r.clauses[c].Subjects
		}
		if r.lower(max(0, i-1)) == "hunger" {
			in = code{corpus.Protest, "hunger", "142"}
		}
	}
	if in.root == corpus.Assault && in.mode == "" { // "drone attack on the port"
		for _, k := range r.kids[i] {
			if a, ok := arms[strings.ToLower(r.d.Tokens[k].Lemma)]; ok && r.d.Tokens[k].Rel == ud.Compound {
				in.mode, in.cameo = a.mode, a.cameo
			}
		}
	}
	code, realis, by, why, ok := r.turn(r.nominalView(i), in)
	if told != nil {
		o := r.nominalView(i)
		code, realis, why = told.recode(r.b, code), told.realis(&o), []string{classified}
	} else if !ok {
		return
	}
	e := corpus.Event{Type: code.root, Mode: code.mode, CAMEO: code.cameo, Realis: realis, ReportedBy: by,
		Trigger: r.trigger(i, i), Sentence: d.Sentences[s].Span,
		Why: f.becauseNoun(why)}
	r.fill(&e, src, tgt)
	if e.Confidence = confidence(&e, false) - 0.08; told != nil {
		e.Confidence = told.confidence
	}
	r.dateAndPlace(&e, r.clauseOf[i], i)
	d.Events = append(d.Events, e)
}

// industrial reports whether a strike is one of workers: by whom it is, or by a word
// before it ("rail strike").
func (r *reader) industrial(i int, src []corpus.Noun) bool {
	if r.d.Tokens[i].Lemma != "strike" {
		return false
	}
	if i > 0 && r.lower(i-1) == "on" && r.chunkAt[i] >= 0 && r.chunks[r.chunkAt[i]].first == i {
		return true // "are on strike"
	}
	if !r.armed && r.told&uint32(topicLabour) != 0 {
		return true // a story of wages
	}
	for _, n := range src {
		if r.plain[n.Head].is(cueLabour) {
			return true
		}
	}
	if k := r.chunkAt[i]; k >= 0 {
		for t := max(r.chunks[k].first, i-2); t < i; t++ {
			if l := r.plain[t]; l.is(cueIndustrial) || l.is(cueLabour) {
				return true
			}
		}
	}
	return false
}

// joint reports whether the phrase of noun i says that it is done together.
func (r *reader) joint(i int) bool {
	if k := r.chunkAt[i]; k >= 0 {
		for t := r.chunks[k].first; t < i; t++ {
			if w := r.lower(t); w == "joint" || w == "bilateral" || w == "multinational" {
				return true
			}
		}
	}
	return false
}

// heads reports whether token i is the head of one of the phrases, or what a noun
// of amount or state among them stands for.
func (r *reader) heads(ns []corpus.Noun, i int) bool {
	for _, n := range ns {
		if n.Head == i || n.Tokens.Contains(i) && r.chunkAt[i] == r.chunkAt[n.Head] {
			return true
		}
		if l := r.lemmas[n.Head]; (l.is(cueQuantity) || l.is(cueState)) && n.Tokens.Contains(i) {
			return true
		}
	}
	return false
}

// facing are the phrases after noun i that have one of its frame's prepositions.
func (r *reader) facing(k *clause, f *frame, i int) []corpus.Noun {
	out, _ := r.after(k.Predicate, r.d.Sentences[k.Sentence].Tokens)
	for _, p := range f.target {
		for _, n := range out {
			if n.Head > i && n.Prep == p {
				return []corpus.Noun{n}
			}
		}
	}
	return nil
}

// victims are the people that a clause says were killed or hurt.
func (r *reader) victims(c int) []corpus.Noun {
	k := &r.clauses[c]
	switch k.Lemma {
	case "kill", "injure", "wound":
		if k.Passive {
			return k.Subjects
		}
		return k.Objects
	case "die":
		return k.Subjects
	}
	return nil
}
