package quotes

import (
	"dateline/corpus"
	"dateline/corpus/ud"
)

// who is a speaker: the noun phrase and its head. The zero value of tokens is nobody.
type who struct {
	tokens corpus.Range
	head   int
}

var nobody = who{head: -1}

// speaker finds who says what the cue says: the subject of its verb. After says
// that the subject may follow the verb ("said the minister").
func (r *reader) speaker(c *cue, inverted bool) who {
	s := r.sentence(c.verb)
	if inverted {
		if w := r.after(c.tokens.End, s.End); w.head >= 0 {
			return w
		}
	}
	if r.passive(c) {
		return r.agent(c)
	}
	if w := r.subject(c); w.head >= 0 {
		return w
	}
	return r.before(c.verb, s.First)
}

// agent is the by-phrase of a passive cue.
func (r *reader) agent(c *cue) who {
	if c.clause >= 0 {
		for _, n := range r.d.Clauses[c.clause].Agents {
			return r.phrase(n)
		}
	}
	s := r.sentence(c.verb)
	if i := c.tokens.End; i+1 < s.End && r.is(i, "by") {
		return r.after(i+1, s.End)
	}
	return nobody
}

// subject asks the tree.
func (r *reader) subject(c *cue) who {
	if c.clause < 0 {
		return nobody
	}
	k := &r.d.Clauses[c.clause]
	subjects := k.Subjects
	if len(subjects) == 0 {
		return nobody
	}
	if k.Link == corpus.Relative {
		// The mention beside the cue is the relative pronoun.
		for i := c.verb - 1; i >= r.sentence(c.verb).First && i >= c.verb-8; i-- {
			x := r.tag(i)
			if x == ud.WP || x == ud.WDT {
				return who{corpus.Range{First: i, End: i + 1}, i}
			}
			if r.finite(i) && x != ud.MD && r.d.Tokens[i].UPOS != ud.AUX || r.punct(i, ',') {
				break
			}
		}
	}
	w := r.phrase(subjects[0])
	for _, n := range subjects[1:] {
		if n.Head > w.head && n.Head < c.verb {
			w.tokens.End = max(w.tokens.End, n.Tokens.End)
		}
	}
	if w.head < 0 || r.quoted(w.head) {
		return nobody
	}
	return w
}

// phrase is the noun phrase of the clause view as a speaker, with its apposition.
func (r *reader) phrase(n corpus.Noun) who {
	w := who{n.Tokens, n.Head}
	s := r.sentence(n.Head)
	// Quoted words and verbs are no part of it: the tree was wrong.
	for i := w.tokens.First; i < n.Head; i++ {
		if r.finite(i) || r.in[i] >= 0 && r.marks[r.in[i]].speech {
			w.tokens.First = i + 1
		}
	}
	for i := n.Head + 1; i < w.tokens.End; i++ {
		if r.finite(i) || r.in[i] >= 0 && r.marks[r.in[i]].speech {
			w.tokens.End = i
		}
	}
	if pronoun(r.tag(n.Head)) {
		return who{corpus.Range{First: n.Head, End: n.Head + 1}, n.Head}
	}
	if a := n.Apposition; a.Len() > 0 && a.First >= w.tokens.End && a.First <= w.tokens.End+1 && a.Len() < 25 {
		ok := true
		for i := a.First; i < a.End; i++ {
			if r.finite(i) {
				ok = false
			}
		}
		if ok {
			w.tokens.End = a.End
		}
	}
	w.tokens.First = max(w.tokens.First, s.First)
	return r.whole(w)
}

// whole stretches a speaker over the entity that its edge cuts, and over the
// words of title directly before a name.
func (r *reader) whole(w who) who {
	d := r.d
	s := r.sentence(w.head)
	for w.tokens.First > s.First {
		i := w.tokens.First - 1
		x := r.tag(i)
		if r.in[i] >= 0 || !(x.Nominal() || x.Proper() || x == ud.JJ || x == ud.DT || x == ud.PRPS || x == ud.POS || x == ud.CD) {
			break
		}
		if !r.adjoins(i) {
			break
		}
		w.tokens.First--
	}
	for w.tokens.End < s.End && r.tag(w.tokens.End).Proper() && r.tag(w.tokens.End-1).Proper() && r.in[w.tokens.End] < 0 {
		w.head = w.tokens.End
		w.tokens.End++
	}
	_ = d
	return w
}

// adjoins reports whether token i and the next are parted by a space at most.
func (r *reader) adjoins(i int) bool {
	return r.d.Tokens[i+1].Start-r.d.Tokens[i].End <= 1
}

// after reads a subject that follows the verb ("said Ann Lee, the mayor of York").
func (r *reader) after(i, limit int) who {
	end, head := r.nounPhrase(i, limit)
	if head < 0 {
		return nobody
	}
	w := who{corpus.Range{First: i, End: end}, head}
	if r.tag(head) == ud.PRP && !r.is(head, "he", "she", "they", "it", "we", "i", "you") {
		return nobody // "told him"
	}
	if r.tag(head).Proper() || r.tag(head).Nominal() {
		if end+1 < limit && r.punct(end, ',') {
			if e, h := r.nounPhrase(end+1, limit); h >= 0 && !r.tag(end+1).Verbal() && (e >= limit || r.punct(e, ',') || r.punct(e, '.') || r.isQuoteMark(e) || r.tag(e) == ud.IN) {
				w.tokens.End = e
			}
		}
	}
	return w
}

// before reads the subject off the surface: the noun phrase that ends before the
// verb and its auxiliaries, over appositions and insertions between commas.
func (r *reader) before(v, first int) who {
	i := v - 1
	for i >= first {
		x := r.tag(i)
		if x == ud.RB || x == ud.MD || x == ud.RBR || r.d.Tokens[i].UPOS == ud.AUX || r.d.Tokens[i].UPOS == ud.PART {
			i--
			continue
		}
		break
	}
	if i < first {
		return nobody
	}
	if r.punct(i, ',') {
		// An apposition or insertion: its beginning is the comma before it.
		for j := i - 1; j >= first; j-- {
			if r.in[j] >= 0 && r.marks[r.in[j]].speech || r.finite(j) && !r.relative(j, first) {
				return nobody
			}
			if r.punct(j, ',') && j > first {
				if w := r.before(j, first); w.head >= 0 && w.tokens.End == j {
					if e, _ := r.nounPhrase(j+1, i); e == i {
						w.tokens.End = i
					}
					return w
				}
				return nobody
			}
		}
		return nobody
	}
	x := r.tag(i)
	if pronoun(x) || x == ud.WDT {
		return who{corpus.Range{First: i, End: i + 1}, i}
	}
	if !x.Nominal() && !x.Proper() && x != ud.CD && x != ud.DT {
		return nobody
	}
	head := i
	for i > first {
		y := r.tag(i - 1)
		if nominal(y) && r.in[i-1] < 0 || y == ud.IN && r.is(i-1, "of") && i-2 >= first && nominal(r.tag(i-2)) {
			if y == ud.IN {
				head = i - 2
			}
			i--
			continue
		}
		break
	}
	return who{corpus.Range{First: i, End: v0(head, i, v, r)}, head}
}

func v0(head, first, v int, r *reader) int {
	end := head + 1
	for end < v && (nominal(r.tag(end)) || r.is(end, "of")) {
		end++
	}
	return end
}

// relative reports whether the finite verb j has a relative pronoun before it.
func (r *reader) relative(j, first int) bool {
	for i := j - 1; i >= first && i >= j-6; i-- {
		if x := r.tag(i); x == ud.WP || x == ud.WDT {
			return true
		}
		if r.punct(i, ',') {
			return false
		}
	}
	return false
}
