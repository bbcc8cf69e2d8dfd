package events

import (
	"dateline/corpus"
	"dateline/corpus/ud"
)

// outlook is what the clauses above say about a clause.
type outlook struct {
	offered, announced, future, refused, denied, hypothetical, requested, threat, claimed, ended, failed bool
	by                                                                                                   string
}

func (r *reader) view(index int) outlook {
	var o outlook
	d := r.d
	c := &r.clauses[index]
	own := func(c *corpus.Clause, top bool) {
		switch c.Modal {
		case "will", "shall", "'ll", "wo":
			o.future = true
		case "would":
			o.future = true
		case "may", "might", "could", "should", "can", "must", "cannot", "ca":
			if top {
				o.hypothetical = o.hypothetical || c.Modal != "must" && c.Modal != "should"
				o.requested = o.requested || c.Modal == "must" || c.Modal == "should"
			}
		}
		if c.Tense == corpus.Future {
			o.future = true
		}
		if r.b.is("hypothetical", c.Mark) && c.Mark != "whether" {
			o.hypothetical = true
		}
	}
	own(c, true)
	if c.Negated {
		o.denied = true
	}
	if r.charge(index) {
		o.claimed, o.by = true, r.speaker(&r.clauses[c.Parent])
	}
	if c.Parent >= 0 && c.Predicate > 0 && r.lower(c.Predicate-1) == "from" && r.b.is("hinder", r.clauses[c.Parent].Lemma) {
		o.hypothetical = true // "prevented B from joining"
	}
	for n := 0; c.Parent >= 0 && n < 6; n++ {
		p := &r.clauses[c.Parent]
		direct := d.HeadOf(c.Predicate, d.Sentences[c.Sentence].Tokens) == p.Predicate
		lemma := p.Lemma
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
				case infinitive && r.b.is("enable", lemma):
					o.hypothetical = true
				case infinitive && lemma == "use": // "used to buy": background
					o.hypothetical = true
				case infinitive && r.b.is("threat", lemma) || c.Link == corpus.OpenClause && lemma == "threaten":
					o.threat, o.future = true, true
				case r.b.is("refuse", lemma):
					o.refused = true
				case r.b.is("fail", lemma), infinitive && lemma == "unable":
					o.denied, o.failed = true, lemma == "fail"
				case r.b.is("attempt", lemma) && !r.b.is("ending", lemma):
					if p.Negated {
						o.denied = true
					}
				case r.b.is("ending", lemma) && c.Link == corpus.OpenClause && !infinitive:
					o.ended = true
				case infinitive && r.b.is("request", lemma) && (len(p.Objects) > 0 || len(p.Indirect) > 0 || p.Passive || others(c, p) || lemma == "call" || lemma == "appeal"):
					o.requested = true
				case infinitive && (r.b.is("intent", lemma) || word == "set" || word == "due" || word == "ready"):
					o.future = true
					o.offered = o.offered || r.b.is("offer", lemma)
					if p.Negated {
						o.refused = true
					}
				case c.Link == corpus.Reported && lemma == "deny":
					o.denied = true
				case c.Link == corpus.Reported && r.b.is("request", lemma) && (!c.Finite || c.Tense != corpus.Past && lemma != "tell" && lemma != "insist" && lemma != "warn"):
					o.requested = true
				case c.Link == corpus.Reported && r.b.is("claim", lemma):
					o.claimed = true
					o.by = r.speaker(p)
				case c.Link == corpus.Reported && r.b.is("say", lemma) && o.by == "":
					o.by = r.speaker(p)
				case infinitive && c.Link == corpus.Adverbial:
					o.hypothetical = true // purpose: "in order to attack"
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
						o.future = true
					}
				}
			}
		case corpus.Coordinate:
			own(p, false)
			// A coordinated clause shares what governs the first ("agreed to meet and talk").
		}
		if c.Link == corpus.Parataxis && r.b.is("say", lemma) && o.by == "" {
			o.by = r.speaker(p)
		}
		if p.Mark == "if" && c.Link != corpus.RootClause {
			o.hypothetical = true
		}
		c = p
	}
	return o
}

// others reports whether clause c has a subject of its own besides that of p.
func others(c, p *corpus.Clause) bool {
	return len(c.Subjects) > 0 && (len(p.Subjects) == 0 || c.Subjects[0].Head != p.Subjects[0].Head)
}

func (r *reader) speaker(c *corpus.Clause) string {
	for _, n := range c.Subjects {
		if a := r.phrase(n).Actor; a != "" {
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
		return out, corpus.Hypothetical, "", nil, false
	case o.requested:
		return out, corpus.Hypothetical, "", nil, false
	case o.failed && in.root == corpus.Agree, (o.refused || o.denied && o.future) && cooperative:
		out, realis = code{corpus.Reject, requestMode[in.root], "120"}, corpus.Actual
		note("refused " + string(in.root) + " is REJECT")
	case (o.refused || o.denied && o.future) && fact.quad == 4:
		out, realis = code{corpus.Concede, "", "080"}, corpus.Actual
		note("promise not to act is CONCEDE")
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
		case "no", "alleged", "possible", "potential", "hypothetical", "any", "future":
			o.hypothetical = true
		case "plan", "planned", "upcoming", "propose", "scheduled", "next", "forthcoming", "propos":
			o.future = true
		case "threatened":
			o.threat = true
		}
	}
	s := r.d.Sentences[max(0, r.d.SentenceAt(r.d.Tokens[i].Start))].Tokens
	for k := max(s.First+1, i-6); k < i; k++ { // "in case of an attack"
		if r.lower(k) == "of" && r.b.is("chance", r.d.Tokens[k-1].Lemma) {
			o.hypothetical = true
		}
	}
	if h := r.d.HeadOf(i, s); h >= 0 && r.b.is("chance", r.d.Tokens[h].Lemma) {
		o.hypothetical = true
	}
	c := r.clauseOf[i]
	if c < 0 {
		return o
	}
	k := &r.clauses[c]
	up := r.view(c)
	switch {
	case r.b.is("intent", k.Lemma) && (k.Lemma == "plan" || k.Lemma == "propose" || k.Lemma == "schedule" || k.Lemma == "consider" || k.Lemma == "expect"):
		o.future = true
	case k.Lemma == "call" || k.Lemma == "urge" || k.Lemma == "demand" || k.Lemma == "request" || k.Lemma == "want" || k.Lemma == "warn" || k.Lemma == "fear" || k.Lemma == "prevent" || k.Lemma == "avoid":
		o.hypothetical = true
	case k.Lemma == "reject" || k.Lemma == "refuse" || k.Lemma == "cancel" || k.Lemma == "postpone" || k.Lemma == "deny":
		o.hypothetical = true
	}
	if r.heads(k.Objects, i) {
		switch {
		case r.b.is("ending", k.Lemma):
			o.ended = true
		case k.Lemma == "announce" || k.Lemma == "declare" || k.Lemma == "order":
			o.announced = true
		}
		o.future = o.future || up.future && r.b.is("carrier", k.Lemma)
	}
	o.hypothetical = o.hypothetical || up.hypothetical || up.requested || up.denied
	o.offered = up.offered
	return o
}

// nominal raises the event of noun i.
func (r *reader) nominal(i int) {
	d := r.d
	t := &d.Tokens[i]
	if t.UPOS != ud.NOUN || r.used[i] {
		return
	}
	f := r.b.nouns[t.Lemma]
	if j := r.joined(i); j != "" && r.b.nouns[j] != nil {
		f = r.b.nouns[j]
	}
	if f == nil {
		return
	}
	s := d.SentenceAt(t.Start)
	if s < 0 || r.sport[s] {
		return
	}
	switch t.Rel {
	case ud.Compound, ud.Amod: // "protest leader", "bomb squad", "war crimes"
		if h := d.HeadOf(i, d.Sentences[s].Tokens); f.root != corpus.Assault || h >= 0 && h != i && r.b.nouns[d.Tokens[h].Lemma] == nil {
			return
		}
	}
	if i+1 < d.Sentences[s].Tokens.End && r.chunkAt[i] >= 0 && r.chunkAt[i+1] == r.chunkAt[i] && d.Tokens[i+1].XPOS != ud.POS && r.b.nouns[d.Tokens[i+1].Lemma] == nil && f.root != corpus.Protest {
		return // inside a longer compound the tree took apart
	}
	src := possessed(r.owners(i), r)
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
	if c := r.clauseOf[i]; c >= 0 && len(src) == 0 {
		k := &r.clauses[c]
		if r.b.is("carrier", k.Lemma) && (f.root != corpus.Agree || r.b.is("pledger", k.Lemma)) && k.Predicate < i && !k.Passive && r.heads(k.Objects, i) {
			src = k.Subjects
			if len(src) == 0 {
				src = r.inherited(c)
			}
			src = r.antecedent(c, src)
			if len(src) > 0 && !r.actorlike(src[0]) {
				src = nil
			}
			carried = len(src) > 0
			if carried && len(tgt) == 0 {
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
	if len(src) == 0 && len(tgt) == 0 {
		if !f.strong || f.root != corpus.Assault && f.root != corpus.Protest && f.root != corpus.Coerce {
			return
		}
		switch r.prepOf(i) { // a topic ("sorrow for the attack"), not the news
		case "for", "about", "behind", "over", "on", "against", "with", "to", "of":
			return
		}
	}
	if c := r.clauseOf[i]; f.mode == "visit" && len(src) == 0 && c >= 0 { // "during a visit to Rome": the subject's
		if k := &r.clauses[c]; !k.Passive && len(k.Subjects) > 0 && r.actorlike(k.Subjects[0]) && k.Predicate < i {
			src = k.Subjects
		}
	}
	if f.root == corpus.Consult && (f.mode == "" && len(src)+len(tgt) < 2 || f.mode == "visit" && len(src) == 0) {
		return
	}
	if !f.strong && !carried && (len(src) == 0 || len(tgt) == 0) {
		return
	}
	if f.root == corpus.Assault && r.accident[s] && len(src) == 0 {
		return
	}
	if quad := r.b.roots[f.root].quad; quad <= 2 && !f.strong && !carried && !r.actorlike(tgt[0]) {
		return // "its contribution to the growth"
	}
	in := f.code
	switch {
	case in.root == corpus.Assault && r.verbal(i):
		in = code{corpus.Accuse, "disapprove", "111"}
	case in.root == corpus.Mobilize && r.joint(i):
		in = code{corpus.Cooperate, "", "062"}
	}
	code, realis, by, why, ok := r.turn(r.nominalView(i), in)
	if !ok {
		return
	}
	e := corpus.Event{Type: code.root, Mode: code.mode, CAMEO: code.cameo, Realis: realis, ReportedBy: by,
		Trigger: r.trigger(i, i), Sentence: d.Sentences[s].Span,
		Why: append([]string{"trigger noun \"" + f.words + "\""}, why...)}
	r.fill(&e, src, tgt)
	e.Confidence = confidence(&e, false) - 0.08
	r.dateAndPlace(&e, r.clauseOf[i], i)
	d.Events = append(d.Events, e)
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
		if l := r.d.Tokens[n.Head].Lemma; (r.b.is("quantity", l) || r.b.is("state", l)) && n.Tokens.Contains(i) {
			return true
		}
	}
	return false
}

// facing are the phrases after noun i that have one of its frame's prepositions.
func (r *reader) facing(k *corpus.Clause, f *frame, i int) []corpus.Noun {
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
