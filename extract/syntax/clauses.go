package syntax

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// addClauses reads the clauses of every sentence off its tree.
func addClauses(d *corpus.Document) {
	var v view
	for i, s := range d.Sentences {
		v.sentence(d, i, s.Tokens)
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
	d, t := v.d, v.token(i)
	c.Tokens = v.extent(i)
	c.Lemma = t.Lemma
	hasTo, hasAux := false, false
	var finite ud.XPOS
	v.each(i, func(j int, u *corpus.Token) {
		switch u.Rel {
		case ud.Nsubj, ud.NsubjOuter:
			c.Subjects = v.nouns(c.Subjects, j, "")
		case ud.NsubjPass:
			c.Subjects = v.nouns(c.Subjects, j, "")
			c.Passive = true
		case ud.Obj:
			c.Objects = v.nouns(c.Objects, j, "")
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
		case ud.CompoundPrt:
			c.Particle = v.word(j)
		}
	})
	if !c.Passive && t.XPOS == ud.VBN && !hasAux && (t.Rel.Base() == ud.Acl || t.Rel.Base() == ud.Advcl) {
		c.Passive = true // "the deal signed by …"
	}
	for _, n := range c.Subjects {
		if w := lowerCase(d.Word(n.Tokens.First)); w == "no" || w == "nobody" || w == "none" || w == "neither" {
			c.Negated = true
		}
	}
	v.tense(c, i, t, hasTo, hasAux, finite)
	c.Link = linkOf(t.Rel)
	// Adverbs of time stand beside the verb, but negation of the auxiliary ("is not") may hang there too.
	if j := i - 1; j >= 0 && !c.Negated && (v.word(j) == "not" || v.word(j) == "n't" || v.word(j) == "never") {
		c.Negated = true
	}
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
	if finite == 0 && !hasTo {
		finite = t.XPOS
		if hasAux {
			finite = 0
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
		case ud.Case, ud.Conj, ud.Cc, ud.Punct, ud.Acl, ud.Advcl, ud.Parataxis, ud.Mark, ud.Cop, ud.Nsubj, ud.Aux, ud.Csubj, ud.Discourse, ud.Ccomp, ud.Dep, ud.List, ud.Orphan, ud.Advmod:
			if t.Rel == ud.Case && t.XPOS == ud.POS && j > i {
				return
			}
			if t.Rel != ud.Advmod || j > i {
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
	done := make([]bool, len(d.Clauses)-begin)
	for c := begin; c < len(d.Clauses); c++ {
		v.subject(begin, c, done, 0)
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
		if !direct {
			return
		}
		if len(k.Subjects) == 0 && k.Passive == p.Passive {
			k.Subjects = p.Subjects
		} else if len(k.Subjects) == 0 && !k.Passive && p.Passive {
			k.Subjects = p.Subjects
		} else if len(k.Subjects) == 0 {
			k.Subjects = p.Subjects
		}
		if k.Modal == "" && k.Tense == corpus.None {
			k.Modal, k.Tense, k.Finite = p.Modal, p.Tense, p.Finite
		}
		k.Perfect = k.Perfect || p.Perfect && k.Tense == corpus.None
		if k.Mark == "" {
			k.Mark = p.Mark
		}
	case corpus.OpenClause:
		if len(k.Subjects) > 0 || !direct {
			return
		}
		switch {
		case len(p.Objects) > 0 && k.Mark == "to" && !subjectControl[p.Lemma]:
			k.Subjects = p.Objects
		case len(p.Indirect) > 0:
			k.Subjects = p.Indirect
		default:
			k.Subjects = p.Subjects
		}
	case corpus.Adverbial:
		if len(k.Subjects) == 0 && !k.Finite && direct {
			k.Subjects = p.Subjects
		}
	}
	if k.Link == corpus.Relative && head >= 0 {
		antecedent := v.noun(head, "")
		relative := func(n corpus.Noun) bool {
			t := &d.Tokens[n.Head]
			return t.XPOS == ud.WP || t.XPOS == ud.WDT || t.UPOS == ud.PRON && strings.EqualFold(d.Word(n.Head), "that")
		}
		replaced := false
		for _, list := range [][]corpus.Noun{k.Subjects, k.Objects} {
			for j, n := range list {
				if relative(n) {
					list[j], replaced = antecedent, true
				}
			}
		}
		if !replaced && len(k.Subjects) == 0 && !k.Finite {
			k.Subjects = []corpus.Noun{antecedent} // "the deal signed in May", "troops fighting there", "a plan to leave"
		}
	}
}

// subjectControl lists verbs with an object whose infinitive has their own subject.
var subjectControl = map[string]bool{"promise": true, "threaten": true, "vow": true, "use": true, "meet": true, "visit": true, "hold": true}
