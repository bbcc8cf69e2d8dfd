package events

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
	"dateline/corpus/weights"
	"dateline/extract/events/internal/classifier"
)

// Case is what the classifier is asked about one trigger: for extract/events/train.
type Case struct {
	Trigger  corpus.Span
	Lemma    string
	Noun     bool
	Known    bool // the lexicon has the lemma, or it is asked about whatever the lemma
	Proposal corpus.EventType
	Sure     bool // see reader.sure
	Sheet    classifier.Sheet
}

// Templates of the features. A change asks for new weights.
const (
	tBias uint32 = iota + 1
	tLemma
	tProposal
	tProposalLemma
	tLexicon
	tLexiconMatch
	tForm
	tFormLemma
	tFormProposal
	tFormLexicon
	tObject
	tObjectLemma
	tObjectKind
	tObjectKindLemma
	tObjectKindProposal
	tObjectNoun
	tObjectNounLexicon
	tSubject
	tSubjectKind
	tSubjectKindLemma
	tSubjectKindProposal
	tSides
	tPrep
	tPrepKind
	tPrepProposal
	tParticle
	tNext
	tNextLemma
	tPrevious
	tPreviousLemma
	tSecond
	tParent
	tParentLexicon
	tParentProposal
	tLink
	tFlags
	tFlagsProposal
	tPlace
	tComplement
	tComplementLexicon
	tMark
	tGovernor
	tGovernorLemma
	tGovernorLexicon
	tCase
	tCaseProposal
	tRelation
	tOwner
	tDeterminer
	tWord
	tSuffix
	tOutlook
	tOutlookProposal
	tNear
	tFrame
	tFrameProposal
	tParties
	tPartiesLexicon
	tStory
	tStoryProposal
	tSortSubject
	tSortObject
	tSorts
	tSortPrep
	tRoots
	tSortOwner
	tAfterObject
	tTold
)

// firstKind is the first number of the kinds of data/kinds.tsv; those below are kindOf's.
const firstKind = 20

// sort is the kind of a phrase in data/kinds.tsv: of a common noun by its lemma, of a name
// by its type and the sector or title of its bearer; else what kindOf says.
func (r *reader) sort(n corpus.Noun) uint32 { return r.sortAs(n, r.kindOf(n)) }

// sortAs is sort of a phrase of which kindOf says k.
func (r *reader) sortAs(n corpus.Noun, k uint32) uint32 {
	if e := r.entityAt[n.Head]; e >= 0 {
		x := &r.d.Entities[e]
		if x.Title != "" {
			last := strings.ToLower(x.Title[strings.LastIndexByte(x.Title, ' ')+1:])
			if s := r.b.look(last).kind; s > 0 {
				return 100 + s
			}
		}
		if s := r.actor(x.Actor).Sector; s != "" && (x.Type == corpus.Person || x.Type == corpus.Org) {
			return weights.Combine(k, word(s))
		}
		return k
	}
	if k == 7 || k == 8 || k == 9 {
		return k
	}
	l := r.plain[n.Head]
	if s := l.kind; s > 0 {
		return s
	}
	if l.is(cueQuantity) {
		if of := r.below(n.Head, "of"); len(of) > 0 && !r.plain[of[0].Head].is(cueQuantity) {
			return r.sort(of[0])
		}
	}
	return k
}

// kindOf is what a phrase is to the classifier: no phrase, a kind of name, somebody or something.
func (r *reader) kindOf(n corpus.Noun) uint32 {
	if e := r.entityAt[n.Head]; e >= 0 {
		switch r.d.Entities[e].Type {
		case corpus.Person:
			return 2
		case corpus.Org:
			return 3
		case corpus.GPE, corpus.Norp:
			return 4
		case corpus.Loc, corpus.Fac:
			return 5
		}
		return 6
	}
	if r.dateAt[n.Head] >= 0 {
		return 7
	}
	switch t := &r.d.Tokens[n.Head]; t.UPOS {
	case ud.PRON:
		return 8
	case ud.NUM:
		return 9
	}
	if r.actorlike(n) {
		return 10
	}
	return 11
}

// chunkEnd is the token behind the noun phrase of token i.
func (r *reader) chunkEnd(i int) int {
	if k := r.chunkAt[i]; k >= 0 {
		return r.chunks[k].end
	}
	return i + 1
}

func (r *reader) kindOfFirst(ns []corpus.Noun) uint32 {
	if len(ns) == 0 {
		return 1
	}
	return r.kindOf(ns[0])
}

// headHash is the hash of the head's lemma, of a name its kind, which is k.
func (r *reader) headHash(n corpus.Noun, k uint32) uint32 {
	if r.entityAt[n.Head] >= 0 || r.dateAt[n.Head] >= 0 || r.d.Tokens[n.Head].UPOS == ud.PROPN {
		return k
	}
	return r.lemmaHash[n.Head]
}

func flag(b bool, bit uint32) uint32 {
	if b {
		return bit
	}
	return 0
}

func (o *outlook) bits() uint32 {
	return flag(o.offered, 1) | flag(o.announced, 2) | flag(o.future, 4) | flag(o.refused, 8) | flag(o.denied, 16) | flag(o.hypothetical, 32) |
		flag(o.requested, 64) | flag(o.threat, 128) | flag(o.claimed, 256) | flag(o.ended, 512) | flag(o.failed, 1024)
}

// vicinity are the features that verbs and nouns share.
func (r *reader) vicinity(s *classifier.Sheet, i int, lemma, kind, proposal uint32, o *outlook, was int) {
	d := r.d
	k := d.SentenceAt(d.Tokens[i].Start)
	in := d.Sentences[k].Tokens
	s.Put(tBias, kind, 0, 0)
	s.Word(tLemma, lemma, kind, 0)
	s.Put(tProposal, proposal, kind, 0)
	s.Word(tProposalLemma, proposal, lemma, kind)
	next, previous, second := uint32(1), uint32(1), uint32(1)
	if i+1 < in.End {
		next = r.surface(i + 1)
	}
	if i+2 < in.End {
		second = r.surface(i + 2)
	}
	if i > in.First {
		previous = r.surface(i - 1)
	}
	s.Put(tNext, next, kind, 0)
	s.Word(tNextLemma, next, lemma, 0)
	s.Put(tPrevious, previous, kind, 0)
	s.Word(tPreviousLemma, previous, lemma, 0)
	s.Word(tSecond, second, lemma, 0)
	for j := max(in.First, i-4); j < min(in.End, i+5); j++ {
		if t := &d.Tokens[j]; j != i && (t.UPOS == ud.NOUN || t.UPOS == ud.VERB || t.UPOS == ud.ADJ) && r.entityAt[j] < 0 {
			s.Put(tNear, r.lemmaHash[j], kind, 0)
		}
	}
	flags := flag(r.accident[k], 1) | flag(r.polled[k], 2) | flag(r.quoteAt[i] >= 0, 4)
	s.Put(tFlags, flags, kind, 0)
	s.Put(tFlagsProposal, flags, proposal, 0)
	s.Put(tPlace, uint32(min(k, 3)), proposal, 0)
	s.Put(tOutlook, o.bits(), kind, 0)
	s.Put(tOutlookProposal, o.bits(), proposal, 0)
	s.Put(tFormLemma, o.bits(), lemma, 0)
	src, tgt := r.partyKinds(was)
	s.Put(tParties, src, tgt, proposal)
	s.Word(tPartiesLexicon, src, tgt, lemma)
	s.Put(tStory, r.story, kind, 0)
	s.Put(tTold, r.told, proposal, kind)
	s.Word(tTold, r.told, lemma, 4+kind)
	s.Put(tStoryProposal, r.story, proposal, 0)
}

// sideKind is what the first participant of a side is: nobody, an actor of a country, an actor, a phrase
// with a country, any other phrase.
func sideKind(ps []corpus.Participant) uint32 {
	switch {
	case len(ps) == 0:
		return 1
	case ps[0].Actor != "" && ps[0].Country != "":
		return 2
	case ps[0].Actor != "":
		return 3
	case ps[0].Country != "":
		return 4
	}
	return 5
}

// partyKinds are the kinds of the sides of the event that the rules raised.
func (r *reader) partyKinds(was int) (src, tgt uint32) {
	if len(r.d.Events) <= was {
		return 0, 0
	}
	e := &r.d.Events[was]
	return sideKind(e.Sources), sideKind(e.Targets)
}

// surface is the hash of a token as a neighbour: its word, of a name its kind.
func (r *reader) surface(i int) uint32 {
	if e := r.entityAt[i]; e >= 0 {
		return word(string(r.d.Entities[e].Type))
	}
	if r.dateAt[i] >= 0 {
		return 7
	}
	return r.formHash[i]
}

// lexiconOf is the root that the lexicon gives a noun, 0 if none.
func (r *reader) lexiconOf(i int) uint32 {
	return uint32(r.lemmas[i].nounRoot)
}

// verbCase describes the predicate of a clause.
func (r *reader) verbCase(s *classifier.Sheet, index int, proposal uint32, o *outlook, matched *frame, was int) {
	d := r.d
	c := &r.clauses[index]
	lemma := word(c.Lemma)
	const kind = 1
	r.vicinity(s, c.Predicate, lemma, kind, proposal, o, was)
	lex := c.word.root
	s.Put(tLexicon, lex, proposal, kind)
	if matched != nil {
		s.Put(tLexiconMatch, uint32(classifier.Root(matched.root)), proposal, uint32(min(matched.weight(), 6)))
		s.Word(tFrame, word(matched.words), proposal, 0)
		s.Put(tFrameProposal, uint32(len(matched.object))<<3|uint32(len(matched.with))<<1|flag(len(matched.after) > 0, 1), proposal, 0)
	} else {
		s.Put(tLexiconMatch, 99, proposal, 0)
	}
	form := flag(c.Passive, 1) | flag(c.Negated, 2) | flag(c.Finite, 4) | uint32(c.Tense)<<3 | flag(c.Perfect, 64) | flag(c.Progress, 128) | flag(c.Modal != "", 256)
	s.Put(tForm, form, 0, 0)
	s.Put(tFormProposal, form, proposal, 0)
	s.Put(tFormLexicon, uint32(d.Tokens[c.Predicate].XPOS), lemma, 1)
	actors, patients := c.Subjects, c.Objects
	if c.Passive {
		actors, patients = c.Agents, c.Subjects
	}
	sk, ok := r.kindOfFirst(actors), r.kindOfFirst(patients)
	passive := flag(c.Passive, 1)
	s.Put(tSubjectKind, sk, passive, 0)
	s.Word(tSubjectKindLemma, sk, lemma, passive)
	s.Put(tSubjectKindProposal, sk, proposal, passive)
	s.Put(tObjectKind, ok, passive, 0)
	s.Word(tObjectKindLemma, ok, lemma, passive)
	s.Put(tObjectKindProposal, ok, proposal, passive)
	s.Put(tSides, sk, ok, lex)
	ss, so := uint32(1), uint32(1)
	if len(actors) > 0 {
		ss = r.sortAs(actors[0], sk)
	}
	if len(patients) > 0 {
		so = r.sortAs(patients[0], ok)
	}
	set := c.word.roots
	s.Put(tRoots, set, proposal, 0)
	s.Put(tSortSubject, ss, set, passive)
	s.Put(tSortSubject, ss, proposal, 2+passive)
	s.Word(tSortSubject, ss, lemma, 4+passive)
	s.Put(tSortObject, so, set, passive)
	s.Put(tSortObject, so, proposal, 2+passive)
	s.Word(tSortObject, so, lemma, 4+passive)
	s.Put(tSorts, ss, so, set)
	s.Put(tSorts, ss, so, proposal+64)
	if len(actors) > 0 {
		s.Put(tSubject, r.headHash(actors[0], sk), 0, 0)
	}
	if len(patients) > 0 {
		h := r.headHash(patients[0], ok)
		s.Put(tObject, h, 0, 0)
		s.Word(tObjectLemma, h, lemma, 0)
		nl := r.lexiconOf(patients[0].Head)
		s.Word(tObjectNoun, nl, lemma, 0)
		s.Put(tObjectNounLexicon, nl, lex, proposal)
	}
	for k, n := range c.Obliques {
		if k == 4 {
			break
		}
		p, pk := word(n.Prep), r.kindOf(n)
		s.Word(tPrep, p, lemma, 0)
		s.Word(tPrepKind, p, pk, lemma)
		s.Put(tPrepProposal, p, pk, proposal)
		sk := r.sortAs(n, pk)
		s.Word(tSortPrep, p, sk, lemma)
		s.Put(tSortPrep, p, sk, set)
		s.Put(tObject, r.headHash(n, pk), p, 0)
	}
	if len(c.Objects) > 0 { // what is said of the object ("called the ruling a farce")
		if at := r.chunkEnd(c.Objects[0].Head); at < d.Sentences[c.Sentence].Tokens.End {
			s.Word(tAfterObject, lemma, uint32(d.Tokens[at].XPOS), 0)
			h := at
			if k := r.chunkAt[at]; k >= 0 && r.chunks[k].prep == "" {
				h = r.chunks[k].head
			}
			s.Word(tAfterObject, lemma, r.lemmaHash[h], 1)
			s.Word(tAfterObject, lemma, flag(r.forms[h].is(cueSlur), 1)|flag(r.forms[h].is(cueLauding) || r.forms[at].is(cueLauding), 2), 2)
		}
	}
	if c.Particle != "" {
		s.Put(tParticle, word(c.Particle), lemma, 0)
	}
	s.Put(tMark, word(c.Mark), uint32(c.Link), 0)
	if c.Parent >= 0 {
		p := word(r.clauses[c.Parent].Lemma)
		s.Put(tParent, p, uint32(c.Link), 0)
		s.Put(tParentLexicon, p, lex, 0)
		s.Put(tParentProposal, r.clauses[c.Parent].word.root, lex, uint32(c.Link))
		s.Put(tLink, uint32(c.Link), proposal, 0)
	} else {
		s.Put(tLink, 0, proposal, 0)
	}
	if c.Complement >= 0 {
		k := &r.clauses[c.Complement]
		s.Word(tComplement, lemma, word(k.Lemma), 0)
		s.Word(tComplementLexicon, lemma, k.word.root, word(k.Mark))
	} else {
		s.Word(tComplement, lemma, 1, 0)
	}
}

// nounCase describes noun i.
func (r *reader) nounCase(s *classifier.Sheet, i int, proposal uint32, o *outlook, was int) {
	d := r.d
	t := &d.Tokens[i]
	lemma := r.lemmaHash[i]
	const kind = 2
	r.vicinity(s, i, lemma, kind, proposal, o, was)
	lex := r.lexiconOf(i)
	s.Put(tLexicon, lex, proposal, kind)
	s.Put(tForm, uint32(t.XPOS), lemma, kind)
	s.Put(tRelation, uint32(t.Rel), 0, 0)
	s.Put(tRelation, uint32(t.Rel), lemma, 0)
	s.Put(tRelation, uint32(t.Rel), proposal, 1)
	prep := word(r.prepOf(i))
	s.Word(tCase, prep, lemma, 0)
	s.Put(tCaseProposal, prep, proposal, 0)
	owner, determined := uint32(1), uint32(1)
	for _, k := range r.kids[i] {
		u := &d.Tokens[k]
		switch u.Rel.Base() {
		case ud.Det:
			determined = r.formHash[k]
		case ud.Nmod:
			n := corpus.Noun{Head: k}
			if u.Rel == ud.NmodPoss {
				s.Put(tSortOwner, r.sort(n), lex, 0)
				owner = r.kindOf(n)
				continue
			}
			p, pk := word(r.prepOf(k)), r.kindOf(n)
			s.Put(tSortPrep, p, r.sortAs(n, pk), lex+100)
			s.Word(tPrep, p, lemma, 1)
			s.Word(tPrepKind, p, pk, lemma)
			s.Put(tPrepProposal, p, pk, proposal)
		case ud.Amod, ud.Compound:
			if r.entityAt[k] >= 0 {
				owner = r.kindOf(corpus.Noun{Head: k})
			} else {
				s.Put(tObject, r.lemmaHash[k], lemma, 1)
				s.Put(tObject, r.lemmaHash[k], lex, 2)
			}
		case ud.Acl:
			s.Word(tComplement, lemma, r.lemmaHash[k], 1)
			s.Put(tComplementLexicon, lex, r.lemmas[k].root, 2)
		}
	}
	s.Word(tOwner, owner, lemma, 0)
	s.Put(tOwner, owner, proposal, 1)
	s.Word(tDeterminer, determined, lemma, 0)
	s.Put(tDeterminer, determined, proposal, 1)
	if c := r.clauseOf[i]; c >= 0 {
		k := &r.clauses[c]
		g := word(k.Lemma)
		role := uint32(0)
		switch {
		case r.heads(k.Objects, i):
			role = 1
		case r.heads(k.Subjects, i):
			role = 2 + flag(k.Passive, 1)
		}
		s.Put(tGovernor, g, role, 0)
		s.Word(tGovernorLemma, g, lemma, role)
		s.Put(tGovernorLexicon, k.word.root, lex, role)
		s.Put(tGovernorLexicon, k.word.root, proposal, 9)
		s.Put(tFormProposal, uint32(k.Tense)<<1|flag(k.Negated, 1), proposal, kind)
		sk, ss := uint32(1), uint32(1)
		if len(k.Subjects) > 0 {
			sk = r.kindOf(k.Subjects[0])
			ss = r.sortAs(k.Subjects[0], sk)
		}
		s.Put(tSides, sk, role, lex)
		s.Put(tSortSubject, ss, lex, 8+role)
		s.Word(tSortSubject, ss, lemma, 16+role)
	}
	if j := d.HeadOf(i, d.Sentences[d.SentenceAt(t.Start)].Tokens); j >= 0 {
		s.Put(tWord, r.lemmaHash[j], lemma, 0)
		s.Put(tWord, r.lemmaHash[j], lex, 1)
	}
}
