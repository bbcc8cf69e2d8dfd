package syntax

import (
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/corpus/ud"
)

// addClauses reads the clauses of every sentence off its tree.
func addClauses(d *corpus.Document) {
	// Nearly every clause has a verb, or is a sentence.
	likely := len(d.Sentences)
	for i := range d.Tokens {
		if d.Tokens[i].UPOS == ud.VERB {
			likely++
		}
	}
	d.Clauses = slices.Grow(d.Clauses, likely)
	var v view
	for i, s := range d.Sentences {
		v.sentence(d, i, s.Tokens)
	}
	if len(d.Clauses) == 0 {
		d.Clauses = nil
	}
}

// view is the dependents of each token of one sentence, reused between sentences.
type view struct {
	d        *corpus.Document
	r        corpus.Range
	first    []int // first dependent of a token (index within the sentence), -1
	next     []int // next dependent of the same head
	last     []int
	clauseOf []int // index in Document.Clauses of the clause a token is the predicate of, -1
}

func (v *view) sentence(d *corpus.Document, n int, r corpus.Range) {
	v.d, v.r = d, r
	size := r.Len()
	v.first, v.next, v.last, v.clauseOf = fill(v.first, size), fill(v.next, size), fill(v.last, size), fill(v.clauseOf, size)
	for i := range size {
		h := d.Tokens[r.First+i].Head - 1
		if h < 0 || h == i {
			continue
		}
		if v.first[h] < 0 {
			v.first[h] = i
		} else {
			v.next[v.last[h]] = i
		}
		v.last[h] = i
	}
	begin := len(d.Clauses)
	for i := range size {
		if v.isPredicate(i) {
			v.clauseOf[i] = len(d.Clauses)
			d.Clauses = append(d.Clauses, corpus.Clause{Sentence: n, Predicate: r.First + i, Parent: -1, Complement: -1})
		}
	}
	for i := range size {
		if c := v.clauseOf[i]; c >= 0 {
			v.fill(&d.Clauses[c], i)
		}
	}
	v.share(begin)
}

func fill(s []int, n int) []int {
	if cap(s) < n {
		s = make([]int, n, n+n/2)
	}
	s = s[:n]
	for i := range s {
		s[i] = -1
	}
	return s
}

func (v *view) token(i int) *corpus.Token { return &v.d.Tokens[v.r.First+i] }

func (v *view) word(i int) string { return lowerCase(v.d.Word(v.r.First + i)) }

// each calls f for the dependents of i, in text order.
func (v *view) each(i int, f func(j int, t *corpus.Token)) {
	for j := v.first[i]; j >= 0; j = v.next[j] {
		f(j, v.token(j))
	}
}

func (v *view) has(i int, rels ...ud.Rel) bool {
	for j := v.first[i]; j >= 0; j = v.next[j] {
		for _, r := range rels {
			if v.token(j).Rel == r {
				return true
			}
		}
	}
	return false
}

// isPredicate reports whether token i heads a clause: a full verb that is no mere
// modifier, or anything with a copula.
func (v *view) isPredicate(i int) bool {
	t := v.token(i)
	if v.has(i, ud.Cop) {
		return true
	}
	if t.UPOS != ud.VERB && !(t.UPOS == ud.AUX && (t.Rel == ud.Root || t.Rel.Base() == ud.Conj)) {
		// A headline or a fragment may have a nominal root with a subject.
		return v.has(i, ud.Nsubj, ud.NsubjPass) && clausal(t.Rel)
	}
	switch t.Rel.Base() {
	case ud.Amod, ud.Compound, ud.Aux, ud.Cop, ud.Case, ud.Mark, ud.Fixed, ud.Flat, ud.Det, ud.Discourse:
		return false
	}
	return true
}

func clausal(r ud.Rel) bool {
	switch r.Base() {
	case ud.Root, ud.Ccomp, ud.Xcomp, ud.Advcl, ud.Acl, ud.Conj, ud.Parataxis, ud.Csubj:
		return true
	}
	return false
}

func (v *view) fill(c *corpus.Clause, i int) {
	t := v.token(i)
	c.Tokens = v.extent(i)
	c.Lemma = t.Lemma
	hasTo, hasAux := false, false
	var finite ud.XPOS
	v.each(i, func(j int, u *corpus.Token) {
		switch u.Rel {
		case ud.Nsubj, ud.NsubjOuter:
			c.Subjects = v.nouns(c.Subjects, j, "")
			v.days(c, j)
		case ud.NsubjPass:
			c.Subjects = v.nouns(c.Subjects, j, "")
			c.Passive = true
			v.days(c, j)
		case ud.Obj:
			c.Objects = v.nouns(c.Objects, j, "")
			v.days(c, j)
		case ud.Iobj:
			c.Indirect = v.nouns(c.Indirect, j, "")
		case ud.Obl, ud.OblAgent, ud.OblTmod, ud.OblNpmod, ud.OblUnmarked, ud.Nmod:
			prep := v.preposition(j)
			if u.Rel == ud.OblAgent || prep == "by" && (t.XPOS == ud.VBN || t.XPOS == ud.VBD) && (c.Passive || v.has(i, ud.AuxPass) || t.Rel.Base() == ud.Acl) && u.XPOS != ud.CD {
				c.Agents = v.nouns(c.Agents, j, prep)
			} else {
				c.Obliques = v.nouns(c.Obliques, j, prep)
			}
		case ud.AuxPass:
			c.Passive = true
			hasAux = true
			v.auxiliary(c, j, &finite)
		case ud.Aux, ud.Cop:
			hasAux = true
			if u.Rel == ud.Cop {
				c.Copular = true
			}
			v.auxiliary(c, j, &finite)
		case ud.Advmod:
			switch v.word(j) {
			case "not", "n't", "n’t", "never", "neither", "nor":
				c.Negated = true
			case "longer", "more":
				if j > 0 && v.word(j-1) == "no" {
					c.Negated = true
				}
			}
		case ud.Mark:
			if v.word(j) == "to" {
				hasTo = true
			}
			if c.Mark == "" {
				c.Mark = v.word(j)
			}
		case ud.Cc:
			if w := v.word(j); w == "neither" || w == "nor" {
				c.Negated = c.Negated || j < i
			}
		case ud.CompoundPrt:
			c.Particle = v.word(j)
		}
	})
	if !c.Passive && t.XPOS == ud.VBN && !hasAux && len(c.Subjects) == 0 && (t.Rel.Base() == ud.Acl || t.Rel.Base() == ud.Advcl) {
		c.Passive = true // "the deal signed by …"
	}
	v.opensWithDay(c, i)
	for _, n := range c.Subjects {
		c.Negated = c.Negated || v.denied(n)
	}
	v.tense(c, i, t, hasTo, hasAux, finite)
	c.Link = linkOf(t.Rel)
	// Adverbs of time stand beside the verb, but negation of the auxiliary ("is not") may hang there too.
	if j := i - 1; j >= 0 && !c.Negated && (v.word(j) == "not" || v.word(j) == "n't" || v.word(j) == "never") {
		c.Negated = true
	}
}

// denied reports whether a subject denies its clause: "no troops left", "neither Iran nor Iraq came".
func (v *view) denied(n corpus.Noun) bool {
	switch lowerCase(v.d.Word(n.Tokens.First)) {
	case "no", "nobody", "none", "neither":
		return true
	}
	head := n.Head - v.r.First
	for j := v.first[head]; j >= 0; j = v.next[j] {
		if t := v.token(j); j < head && (t.Rel.Base() == ud.Cc || t.Rel.Base() == ud.Det) && v.word(j) == "neither" {
			return true
		}
	}
	return false
}

// auxiliary notes what an auxiliary says; finite keeps the tag of the first.
func (v *view) auxiliary(c *corpus.Clause, j int, finite *ud.XPOS) {
	u := v.token(j)
	if *finite == 0 {
		*finite = u.XPOS
	}
	switch u.XPOS {
	case ud.MD:
		c.Modal = u.Lemma
	}
	switch u.Lemma {
	case "have":
		c.Perfect = true
	case "be":
		if u.Rel == ud.Aux {
			c.Progress = true
		}
	}
}

func (v *view) tense(c *corpus.Clause, i int, t *corpus.Token, hasTo, hasAux bool, finite ud.XPOS) {
	if finite == 0 && !hasTo && !hasAux {
		finite = t.XPOS
		switch word := v.word(i); {
		case finite != ud.VBP && finite != ud.VB || len(c.Subjects) == 0 && finite == ud.VB:
		case word != t.Lemma || alike[word]:
			finite = ud.VBD // "shook", "set": the tag of the present is wrong, or likely so in news
		default:
			finite = ud.VBP
		}
	}
	switch finite {
	case ud.VBD:
		c.Tense, c.Finite = corpus.Past, true
	case ud.VBZ, ud.VBP:
		c.Tense, c.Finite = corpus.Present, true
	case ud.MD:
		c.Finite = true
		c.Tense = corpus.Present
		if c.Modal == "will" || c.Modal == "shall" {
			c.Tense = corpus.Future
		}
	case ud.VBN:
		// prose tags many past tenses as participles.
		if !hasAux && len(c.Subjects) > 0 && !c.Passive {
			c.Tense, c.Finite = corpus.Past, true
		}
	}
	if hasTo && finite == 0 {
		c.Tense, c.Finite = corpus.None, false
	}
	// "is going to sign", "is to sign", "is set to sign"
	if t.Rel == ud.Xcomp && t.Head > 0 {
		h := v.token(t.Head - 1)
		if (h.Lemma == "go" && h.XPOS == ud.VBG || h.Lemma == "be" || v.word(t.Head-1) == "set" || v.word(t.Head-1) == "due") && hasTo {
			c.Tense = corpus.Future
		}
	}
}

func linkOf(r ud.Rel) corpus.Link {
	switch r.Base() {
	case ud.Ccomp:
		return corpus.Reported
	case ud.Xcomp:
		return corpus.OpenClause
	case ud.Advcl:
		return corpus.Adverbial
	case ud.Acl:
		return corpus.Relative
	case ud.Conj:
		return corpus.Coordinate
	case ud.Parataxis:
		return corpus.Parataxis
	case ud.Csubj:
		return corpus.SubjectClause
	}
	return corpus.RootClause
}

// extent is the smallest token range that covers i and everything below it.
func (v *view) extent(i int) corpus.Range {
	lo, hi := i, i
	v.stretch(i, &lo, &hi, 0)
	return corpus.Range{First: v.r.First + lo, End: v.r.First + hi + 1}
}

func (v *view) stretch(i int, lo, hi *int, depth int) {
	*lo, *hi = min(*lo, i), max(*hi, i)
	if depth > MaxParse {
		return
	}
	for j := v.first[i]; j >= 0; j = v.next[j] {
		v.stretch(j, lo, hi, depth+1)
	}
}

// preposition is the preposition of a noun phrase, with its fixed parts
// ("according to"), lower case.
func (v *view) preposition(i int) string {
	out := ""
	v.each(i, func(j int, t *corpus.Token) {
		if t.Rel != ud.Case || t.XPOS == ud.POS || out != "" {
			return
		}
		out = v.word(j)
		v.each(j, func(k int, u *corpus.Token) {
			if u.Rel == ud.Fixed {
				out += " " + v.word(k)
			}
		})
	})
	return out
}

// nouns adds the noun phrase that token i heads, and those coordinated with it.
func (v *view) nouns(to []corpus.Noun, i int, prep string) []corpus.Noun {
	to = append(to, v.noun(i, prep))
	v.each(i, func(j int, t *corpus.Token) {
		if t.Rel == ud.Conj && v.clauseOf[j] < 0 {
			p := v.preposition(j)
			if p == "" {
				p = prep
			}
			to = append(to, v.noun(j, p))
		}
	})
	return to
}

// noun is the phrase that token i heads, without its preposition, the clauses
// that hang on it, what is coordinated with it, and marks at its ends.
func (v *view) noun(i int, prep string) corpus.Noun {
	lo, hi := i, i
	n := corpus.Noun{Head: v.r.First + i, Prep: prep}
	v.each(i, func(j int, t *corpus.Token) {
		switch t.Rel.Base() {
		case ud.Case, ud.Conj, ud.Cc, ud.Punct, ud.Acl, ud.Advcl, ud.Parataxis, ud.Mark, ud.Cop, ud.Nsubj, ud.Expl, ud.Aux, ud.Csubj, ud.Discourse, ud.Ccomp, ud.Dep, ud.List, ud.Orphan, ud.Advmod:
			if t.Rel == ud.Case && t.XPOS == ud.POS && j > i {
				return
			}
			if t.Rel != ud.Advmod || j > i {
				return
			}
		case ud.Nmod, ud.Obl:
			if j > i && v.isDay(j) {
				return
			}
		case ud.Appos:
			if n.Apposition.Len() == 0 {
				a, b := j, j
				v.cover(j, &a, &b, 0)
				n.Apposition = corpus.Range{First: v.r.First + a, End: v.r.First + b + 1}
			}
			return
		}
		v.cover(j, &lo, &hi, 0)
	})
	for lo < i && v.token(lo).UPOS == ud.PUNCT {
		lo++
	}
	for hi > i && v.token(hi).UPOS == ud.PUNCT {
		hi--
	}
	n.Tokens = corpus.Range{First: v.r.First + lo, End: v.r.First + hi + 1}
	return n
}

// alike are verbs whose past looks like the infinitive.
var alike = map[string]bool{"beat": true, "bet": true, "bid": true, "burst": true, "cast": true, "cost": true, "cut": true, "hit": true, "hurt": true, "let": true,
	"put": true, "quit": true, "rid": true, "set": true, "shed": true, "shut": true, "split": true, "spread": true, "thrust": true}

// days gives a clause the days that hang on its participant i: "the minister on Monday
// urged …" says when he did so.
func (v *view) days(c *corpus.Clause, i int) {
	v.each(i, func(j int, t *corpus.Token) {
		if j > i && (t.Rel.Base() == ud.Nmod || t.Rel.Base() == ud.Obl) && v.isDay(j) {
			c.Obliques = append(c.Obliques, v.noun(j, v.preposition(j)))
		}
	})
}

// opensWithDay parts the day from the subject where the tree has made one phrase of them: "On
// Monday France expelled …", "By Tuesday evening rebels had …".
func (v *view) opensWithDay(c *corpus.Clause, predicate int) {
	if len(c.Subjects) > 0 {
		n := &c.Subjects[0]
		head := n.Head - v.r.First
		if day, rest, ok := v.dayBefore(head); ok && head < predicate {
			n.Tokens.First = rest
			c.Obliques = append([]corpus.Noun{day}, c.Obliques...)
		}
		return
	}
	for k := range c.Obliques { // the verb has no subject but what follows the day
		n := &c.Obliques[k]
		head := n.Head - v.r.First
		if day, rest, ok := v.dayBefore(head); ok && head < predicate {
			subject := *n
			subject.Tokens.First, subject.Prep = rest, ""
			c.Subjects = []corpus.Noun{subject}
			*n = day
			return
		}
	}
}

// dayBefore finds the day that stands between a preposition and the noun at head within its
// phrase; rest is the token at which the noun's own words begin.
func (v *view) dayBefore(head int) (day corpus.Noun, rest int, ok bool) {
	for j := v.first[head]; j >= 0 && j < head; j = v.next[j] {
		if v.token(j).Rel != ud.Case || v.token(j).XPOS == ud.POS {
			continue
		}
		end := j + 1
		for end < head && v.isDateWord(end) {
			end++
		}
		if end == j+1 {
			return day, 0, false
		}
		first := v.r.First + j + 1
		return corpus.Noun{Tokens: corpus.Range{First: first, End: v.r.First + end}, Head: v.r.First + end - 1, Prep: v.word(j)}, v.r.First + end, true
	}
	return day, 0, false
}

// isDateWord reports whether token i is a part of a date: a day, month or year, or a part of a day.
func (v *view) isDateWord(i int) bool {
	if v.token(i).XPOS == ud.CD {
		return i > 0 && v.isDateWord(i-1) || len(v.word(i)) == 4 && (v.word(i)[0] == '1' || v.word(i)[0] == '2') || i+1 < v.r.Len() && v.token(i+1).XPOS != ud.CD && !v.isPartOfDay(i+1) && v.isDateWord(i+1)
	}
	if v.isPartOfDay(i) {
		return i > 0 && v.isDateWord(i-1)
	}
	switch v.word(i) {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december":
		return v.d.Word(v.r.First + i)[0] < 'a'
	}
	return false
}

// isPartOfDay reports whether token i is a part of a day. Only the word before it makes it a date.
func (v *view) isPartOfDay(i int) bool {
	switch v.word(i) {
	case "morning", "afternoon", "evening", "night":
		return true
	}
	return false
}

// isDay reports whether token i names a day in a phrase of its own: "on Monday", "yesterday".
func (v *view) isDay(i int) bool {
	switch w := v.word(i); w {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		p := v.preposition(i)
		return p == "" || p == "on"
	case "today", "yesterday", "tomorrow", "tonight":
		return v.preposition(i) == ""
	}
	return false
}

// cover stretches lo and hi over i and what is below it, leaving out clauses.
func (v *view) cover(i int, lo, hi *int, depth int) {
	*lo, *hi = min(*lo, i), max(*hi, i)
	if depth > MaxParse {
		return
	}
	v.each(i, func(j int, t *corpus.Token) {
		switch t.Rel.Base() {
		case ud.Acl, ud.Advcl, ud.Parataxis, ud.Punct:
			return
		}
		v.cover(j, lo, hi, depth+1)
	})
}

// share links the clauses of the sentence to their parents and hands subjects on:
// to coordinated predicates, to infinitives and participles, from antecedents to
// relative clauses. Clauses stand in text order, but parents may come later, so
// it goes over them by depth.
func (v *view) share(begin int) {
	d := v.d
	for c := begin; c < len(d.Clauses); c++ {
		i := d.Clauses[c].Predicate - v.r.First
		for h, steps := v.token(i).Head-1, 0; h >= 0 && steps < MaxParse; h, steps = v.token(h).Head-1, steps+1 {
			if p := v.clauseOf[h]; p >= 0 {
				d.Clauses[c].Parent = p
				break
			}
		}
		k := &d.Clauses[c]
		if k.Parent >= 0 && v.token(i).Head-1 == d.Clauses[k.Parent].Predicate-v.r.First && (k.Link == corpus.Reported || k.Link == corpus.OpenClause) {
			if p := &d.Clauses[k.Parent]; p.Complement < 0 {
				p.Complement = c
			}
		}
	}
	for c := begin; c < len(d.Clauses); c++ {
		v.reattach(c)
	}
	done := make([]bool, len(d.Clauses)-begin)
	for c := begin; c < len(d.Clauses); c++ {
		v.subject(begin, c, done, 0)
	}
}

// reattach makes a that-clause the complement of its verb that the tree hangs on a phrase
// between them: "said in a statement that …".
func (v *view) reattach(c int) {
	k := &v.d.Clauses[c]
	if k.Link != corpus.Relative || k.Mark != "that" || !k.Finite || k.Parent < 0 {
		return
	}
	p := &v.d.Clauses[k.Parent]
	if p.Complement >= 0 || len(p.Objects) > 0 || p.Copular || p.Predicate > k.Predicate || v.token(k.Predicate-v.r.First).Rel != ud.Acl {
		return
	}
	head := v.token(k.Predicate-v.r.First).Head - 1 + v.r.First
	for _, n := range p.Obliques {
		if n.Tokens.First <= head && head < n.Tokens.End {
			k.Link, p.Complement = corpus.Reported, c
			return
		}
	}
}

func (v *view) subject(begin, c int, done []bool, depth int) {
	if done[c-begin] || depth > MaxParse {
		return
	}
	done[c-begin] = true
	d := v.d
	k := &d.Clauses[c]
	if k.Parent < 0 {
		return
	}
	v.subject(begin, k.Parent, done, depth+1)
	p := &d.Clauses[k.Parent]
	i := k.Predicate - v.r.First
	head := v.token(i).Head - 1
	direct := head == p.Predicate-v.r.First
	switch k.Link {
	case corpus.Coordinate:
		if direct && k.Finite && len(k.Subjects) > 0 && len(k.Objects) == 0 && k.Complement < 0 && v.inserted(i) {
			k.Link = corpus.Parataxis // "…, police said"
		} else if direct {
			v.coordinate(k, p)
		}
	case corpus.OpenClause, corpus.Adverbial:
		if v.token(i).Rel == ud.AdvclRelcl && direct && p.Copular {
			v.relative(k, p, head) // "it was Oslo that hosted the talks"
			return
		}
		if len(k.Subjects) > 0 || k.Finite || !direct {
			return
		}
		k.Subjects = v.controller(k, p)
	case corpus.Relative:
		if head >= 0 {
			v.relative(k, p, head)
		}
	case corpus.SubjectClause:
		if u := v.token(max(head, 0)).UPOS; direct && p.Copular && p.Predicate < k.Predicate && len(k.Subjects) == 0 && (u == ud.NOUN || u == ud.PROPN) {
			k.Subjects = []corpus.Noun{v.noun(head, "")} // "it was Oslo that hosted the talks", as a clausal subject
		}
	}
}

// maxInserted is the length in tokens of a clause that may be put beside another with nothing but a comma.
const maxInserted = 12

// inserted reports whether the clause of token i stands behind a comma and before another or the end.
func (v *view) inserted(i int) bool {
	if v.has(i, ud.Cc) {
		return false
	}
	e := v.extent(i)
	first, last := e.First-v.r.First, e.End-1-v.r.First
	for first < i && v.token(first).UPOS == ud.PUNCT {
		first++
	}
	for last > i && v.token(last).UPOS == ud.PUNCT {
		last--
	}
	return last-first < maxInserted && first > 0 && v.word(first-1) == "," && (last+1 == v.r.Len() || v.token(last+1).UPOS == ud.PUNCT)
}

// coordinate hands on what a predicate shares with the one it is coordinated with.
func (v *view) coordinate(k, p *corpus.Clause) {
	d := v.d
	if k.Finite && !p.Finite && p.Parent >= 0 && d.Tokens[k.Predicate].XPOS != ud.VB && d.Clauses[p.Parent].Finite {
		// "refused to leave and accused the opposition": a finite verb is joined to the finite one.
		k.Parent = p.Parent
		k.Link = corpus.Coordinate
		p = &d.Clauses[p.Parent]
	}
	if t := &d.Tokens[k.Predicate]; p.Passive && !k.Passive && t.XPOS == ud.VBN && len(k.Objects) == 0 && !v.has(k.Predicate-v.r.First, ud.Aux) {
		k.Passive, k.Tense, k.Finite = true, p.Tense, p.Finite // "ten were killed and dozens wounded"
	}
	if len(k.Subjects) == 0 {
		k.Subjects = p.Subjects
	}
	if k.Modal == "" && k.Tense == corpus.None {
		k.Modal, k.Tense, k.Finite = p.Modal, p.Tense, p.Finite
	}
	k.Perfect = k.Perfect || p.Perfect && k.Tense == corpus.None
	if k.Mark == "" {
		k.Mark = p.Mark
	}
	// "arrested and charged three men": what stands after both is the object of both.
	if len(p.Objects) == 0 && len(k.Objects) > 0 && !p.Passive && !k.Passive && !p.Copular && v.adjacent(p.Predicate, k.Predicate) {
		p.Objects = k.Objects
	} else if len(k.Objects) == 0 && len(p.Objects) > 0 && !p.Passive && !k.Passive && !k.Copular && p.Objects[0].Tokens.First > k.Predicate {
		k.Objects = p.Objects
	}
}

// adjacent reports whether nothing but conjunctions, commas, adverbs and auxiliaries stands
// between two predicates.
func (v *view) adjacent(a, b int) bool {
	for i := a + 1; i < b; i++ {
		switch t := &v.d.Tokens[i]; {
		case t.UPOS == ud.CCONJ, t.UPOS == ud.ADV, t.UPOS == ud.AUX, t.UPOS == ud.PUNCT && v.d.Word(i) == ",":
		case t.UPOS == ud.VERB && t.Rel.Base() == ud.Conj:
		default:
			return false
		}
	}
	return a < b
}

// controller is who does what a clause without a subject says: see data/control.tsv.
func (v *view) controller(k, p *corpus.Clause) []corpus.Noun {
	if v.suffers(k, p) && !p.Passive && len(p.Objects) > 0 {
		return p.Objects // "accused them of lying"
	}
	if k.Mark != "to" && k.Link == corpus.Adverbial {
		return p.Subjects // "…, killing five"
	}
	switch {
	case control["object"][p.Lemma] && p.Passive:
		return p.Subjects
	case len(p.Objects) > 0 && (control["object"][p.Lemma] || k.Link == corpus.OpenClause && k.Mark != "to"):
		return p.Objects
	case len(p.Indirect) > 0 && (k.Link == corpus.OpenClause || control["object"][p.Lemma]):
		return p.Indirect
	}
	if k.Mark == "to" {
		for i, n := range p.Obliques {
			if n.Prep != "" && n.Head < k.Predicate && n.Head > p.Predicate && control["oblique"][p.Lemma+" "+n.Prep] {
				end := i + 1
				for end < len(p.Obliques) && p.Obliques[end].Prep == n.Prep && p.Obliques[end].Head < k.Predicate {
					end++ // coordinated ones
				}
				out := slices.Clone(p.Obliques[i:end])
				for j := range out {
					out[j].Prep = ""
				}
				return out
			}
		}
	}
	return p.Subjects
}

// suffers reports whether what clause k tells is laid to who suffers p: "accused of lying".
func (v *view) suffers(k, p *corpus.Clause) bool {
	return k.Mark != "" && control["deeds of"][p.Lemma+" "+k.Mark] && v.d.Tokens[k.Predicate].XPOS == ud.VBG
}

// relative puts the antecedent in the place of a relative pronoun, and gives a clause
// without a subject the one that its noun says.
func (v *view) relative(k, p *corpus.Clause, head int) {
	d := v.d
	antecedent := v.noun(head, "")
	replaced := false
	for _, list := range [][]corpus.Noun{k.Subjects, k.Objects} {
		for j, n := range list {
			t := &d.Tokens[n.Head]
			if t.XPOS == ud.WP || t.XPOS == ud.WDT || t.UPOS == ud.PRON && strings.EqualFold(d.Word(n.Head), "that") {
				list[j], replaced = antecedent, true
			}
		}
	}
	if replaced || len(k.Subjects) > 0 || k.Finite {
		return
	}
	if d.Tokens[antecedent.Head].UPOS == ud.ADJ && p.Predicate < antecedent.Head {
		k.Subjects = p.Subjects // "found guilty of lying"
		return
	}
	if v.suffers(k, p) {
		if p.Passive {
			k.Subjects = p.Subjects
		} else if len(p.Objects) > 0 {
			k.Subjects = p.Objects
		}
		if len(k.Subjects) > 0 {
			return
		}
	}
	if k.Mark == "to" && !k.Passive && control["deed"][d.Tokens[antecedent.Head].Lemma] {
		for j := v.first[head]; j >= 0; j = v.next[j] {
			if v.token(j).Rel == ud.NmodPoss {
				k.Subjects = v.nouns(nil, j, "")
				return
			}
		}
		if p.Predicate != antecedent.Head && !p.Passive && heads(p.Objects, antecedent.Head) {
			k.Subjects = p.Subjects
			return
		}
	}
	k.Subjects = []corpus.Noun{antecedent} // "the deal signed in May", "troops fighting there"
}

func heads(ns []corpus.Noun, head int) bool {
	for _, n := range ns {
		if n.Head == head {
			return true
		}
	}
	return false
}

// control says who does what an infinitive says, by class and word; see data/control.tsv.
var control = func() map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for _, row := range lexicon.MustOpen(data, "data/control.tsv", "class", "words").Rows {
		class := row.Get("class")
		if m[class] == nil {
			m[class] = map[string]bool{}
		}
		for _, w := range row.List("words") {
			m[class][w] = true
		}
	}
	return m
}()
