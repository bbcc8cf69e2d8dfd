package quotes

import (
	"dateline/corpus"
	"dateline/corpus/ud"
)

// nominal finds content that hangs on a noun of saying: "his claim that …", "a
// warning by the minister that …". The speaker is the owner of the noun, its
// by-phrase, or the subject of the verb it is the object of ("made the claim that").
func (r *reader) nominal() {
	for i := range r.d.Tokens {
		x := r.tag(i)
		if x != ud.NN && x != ud.NNS || r.owner[i] >= 0 || r.in[i] >= 0 || r.named[i] >= 0 {
			continue
		}
		f := r.b.nouns[r.d.Tokens[i].Lemma]
		if f == 0 {
			continue
		}
		s := r.sentence(i)
		if s.Len() > maxSentence {
			continue
		}
		w, by := r.owns(i, s)
		j := i + 1
		if by > 0 {
			j = by
		}
		j = r.adverbs(j, s.End)
		if j+2 >= s.End || r.owner[j] >= 0 {
			continue
		}
		if !(f&fThat != 0 && r.is(j, "that") && r.tag(j) != ud.WDT && r.clauseAt(j+1, s.End) ||
			f&fTo != 0 && w.head >= 0 && r.infinitive(j, s.End)) {
			continue
		}
		if w.head < 0 {
			if w = r.maker(i, s.First); w.head < 0 {
				continue
			}
		}
		c := cue{tokens: corpus.Range{First: i, End: i + 1}, verb: i}
		end := r.contentEnd(j, &c)
		if r.is(j, "to") {
			end = r.objectEnd(j, end)
		}
		if r.leads(i, s.First) {
			end = r.subjectEnd(j, end)
		}
		if end <= j+1 || !r.animate(w) {
			continue
		}
		r.take(quotation{pieces: []corpus.Range{{First: j, End: end}}, cue: c.tokens, speaker: w.tokens, head: w.head, rule: ruleNoun, para: r.para(j)})
	}
}

// owns is the owner of noun i: a possessive before it, or its by-phrase, which ends
// at token by (0: none).
func (r *reader) owns(i int, s corpus.Range) (w who, by int) {
	j := i - 1
	for j >= s.First && (r.tag(j) == ud.JJ || r.tag(j) == ud.NN || r.tag(j) == ud.VBN) {
		j--
	}
	if j >= s.First && r.in[j] < 0 {
		switch r.tag(j) {
		case ud.PRPS, ud.WPS:
			return who{corpus.Range{First: j, End: j + 1}, j}, 0
		case ud.POS:
			if w := r.plain(j, s.First); w.head >= 0 {
				return w, 0
			}
		}
	}
	if i+2 < s.End && r.is(i+1, "by", "from", "of") {
		if e, h := r.nounPhrase(i+2, s.End); h >= 0 && r.somebody(h) {
			return who{corpus.Range{First: i + 2, End: e}, h}, e
		}
	}
	return nobody, 0
}

// maker is the subject of the verb that noun i is the object of.
func (r *reader) maker(i, first int) who {
	v := r.headOf(i)
	if v < first || v >= i || !r.tag(v).Verbal() || r.tag(v) == ud.VBN || i-v > 6 || r.in[v] >= 0 {
		return nobody
	}
	switch r.d.Tokens[v].Lemma {
	case "make", "issue", "repeat", "reiterate", "express", "voice", "give", "have", "hold", "offer", "deliver", "raise", "share", "send":
		return r.subjectOf(v, 0)
	}
	return nobody
}

// leads reports whether noun i is the subject of its sentence: no verb stands before it.
func (r *reader) leads(i, first int) bool {
	for j := first; j < i; j++ {
		if r.finite(j) {
			return false
		}
	}
	return true
}

// subjectEnd is where the clause in a subject ends: before the second finite verb
// that nothing joins to the first ("Her claim that it is safe angered us").
func (r *reader) subjectEnd(i, end int) int {
	seen := r.is(i, "to")
	for j := i; j < end; j++ {
		switch x := r.tag(j); {
		case r.punct(j, ',') || x == ud.CC || x == ud.WDT || x == ud.WP || x == ud.IN && j > i || x == ud.WRB:
			seen = false
		case r.finite(j) && r.d.Tokens[j].UPOS != ud.AUX || r.tag(j) == ud.VBN && seen && r.verbPhrase(j, i) == j && nominal(r.tag(min(j+1, end-1))):
			if seen {
				return r.trim(i, r.verbPhrase(j, i))
			}
			seen = true
		case r.finite(j):
			if seen {
				return r.trim(i, r.verbPhrase(j, i))
			}
			seen = r.d.Tokens[j].Lemma == "be"
		}
	}
	return end
}
