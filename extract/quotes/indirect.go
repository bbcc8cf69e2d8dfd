package quotes

import (
	"dateline/corpus"
	"dateline/corpus/ud"
)

// ahead finds the content that follows a cue: "said that …", "urged Iran to …".
func (r *reader) ahead() {
	for k := range r.cues {
		c := &r.cues[k]
		if c.used || r.owner[c.verb] >= 0 {
			continue
		}
		start, rl, ok := r.opens(c)
		if !ok {
			continue
		}
		if m := r.in[start]; m >= 0 && start == c.tokens.End && c.frames&fNames != 0 && !r.marks[m].speech {
			r.calls(c, &r.marks[m])
			continue
		}
		if (rl == ruleThat || rl == ruleBare || rl == ruleWh) && c.frames&fSpeech == 0 {
			if rl = ruleThought; c.frames&fEvidence != 0 {
				rl = ruleShown
			}
		}
		end := r.contentEnd(start, c)
		if rl == ruleObject || rl == ruleDescribed {
			end = r.objectEnd(start, end)
		}
		if end <= start || r.owner[start] >= 0 || rl == ruleThat && end == start+1 {
			continue
		}
		if (rl == ruleObject || rl == ruleDescribed) && c.verb > 0 && r.tag(c.verb) == ud.VB && r.tag(c.verb-1) == ud.TO && !r.marked(start, end) {
			continue // "to discuss the plan": nobody has yet
		}
		w := r.speaker(c)
		if w.head >= 0 && r.relativizer(w.head) {
			end = r.relativeEnd(w.head, start, end, c)
		}
		if !rl.strong() && !r.animate(w) && !(w.head >= 0 && r.is(w.head, "it", "which") && r.marked(start, end)) || w.head < 0 && (rl == ruleInfinitive || rl == ruleWh || c.frames&fSpeech == 0) || w.head >= 0 && c.frames&fSpeech == 0 && r.first(w.head) {
			continue
		}
		c.used = true
		c.quote = r.take(quotation{pieces: []corpus.Range{{First: start, End: end}}, cue: c.tokens, speaker: w.tokens, head: w.head, rule: rl, para: r.para(start)})
	}
}

// calls reads words in marks that name or judge what stands before the cue: only where
// somebody calls it so ("called “madness” by Lee") they are said.
func (r *reader) calls(c *cue, m *mark) {
	s, e := r.sentence(c.verb), m.tokens.End
	if e+1 >= s.End || !r.is(e, "by") {
		return
	}
	if w := r.after(e+1, s.End); w.head >= 0 {
		c.used = true
		c.quote = r.take(quotation{pieces: []corpus.Range{m.tokens}, cue: c.tokens, speaker: w.tokens, head: w.head, rule: ruleDescribed, para: r.para(c.verb)})
	}
}

// relativizer reports whether token i is a relative pronoun.
func (r *reader) relativizer(i int) bool {
	x := r.tag(i)
	return x == ud.WP || x == ud.WDT || r.is(i, "that") && x == ud.IN
}

// relativeEnd cuts off what is said by a relative clause, whose pronoun is at token p, what the
// sentence goes on with: "Lee, who said he was tired, left".
func (r *reader) relativeEnd(p, start, end int, c *cue) int {
	if m := r.in[start]; m >= 0 && r.isQuoteMark(start) {
		if e := r.marks[m].tokens.End; e < end && r.finite(e) {
			return e
		}
	}
	for i := start + 1; i+1 < end; i++ {
		if r.in[i] >= 0 || !r.punct(i, ',') {
			continue
		}
		j := i + 1
		for j < end && r.tag(j) == ud.RB {
			j++
		}
		if j < end && r.finite(j) && r.outside(j, j+1, start, c) {
			return r.trim(start, i)
		}
	}
	if r.leads(p, r.sentence(p).First) {
		if e := r.subjectEnd(start, end); e > start && e < end && r.outside(e, min(e+2, end), start, c) {
			return e
		}
	}
	return end
}

// marked reports whether quoted words stand in the tokens.
func (r *reader) marked(start, end int) bool {
	for i := start; i < end; i++ {
		if r.in[i] >= 0 {
			return true
		}
	}
	return false
}

// animate reports whether a speaker is not plainly a thing.
func (r *reader) animate(w who) bool {
	return w.head >= 0 && !r.is(w.head, "this", "that", "it", "which", "what", "there", "these", "those")
}

// objectEnd cuts what is said of the saying off the end of an object: a comma with
// a clause, a day, an occasion in a prepositional phrase.
func (r *reader) objectEnd(start, end int) int {
	from := start + 1
	for i := start; i < end; i++ {
		if r.in[i] >= 0 {
			from = i + 1 // what stands before quoted words goes with them
		}
	}
	for i := from; i < end; i++ {
		switch {
		case r.punct(i, ',') && (r.clauseAt(i+1, end) || i+2 < end && (r.tag(i+1) == ud.CC && r.clauseAt(i+2, end) || r.is(i+1, "as") && r.d.Tokens[i+2].UPOS == ud.AUX)):
		case day[r.lower(i)] && (i+1 == end || !nominal(r.tag(i+1))):
			if r.is(i-1, "on") {
				i--
			}
		case r.is(i, "during"), r.dash(i):
		case r.is(i, "after", "when", "before", "while", "because") && r.clauseAt(i+1, end):
		case r.is(i, "in", "at") && i+2 < end && (occasion[r.lower(i+2)] || i+3 < end && occasion[r.lower(i+3)]):
		default:
			continue
		}
		return r.trim(start, i)
	}
	return end
}

// occasion lists where things are said.
var occasion = wordSet("statement speech interview email e-mail letter tweet post debate rally briefing conference hearing interviews speeches remarks address memo column op-ed article report tweets meeting")

// take adds a quotation and gives it its tokens, and the marks within it.
func (r *reader) take(q quotation) int {
	n := len(r.found)
	r.found = append(r.found, q)
	for _, p := range q.pieces {
		for i := p.First; i < p.End; i++ {
			r.owner[i] = int32(n)
			if m := r.in[i]; m >= 0 {
				r.marks[m].quote = n
			}
		}
	}
	return n
}

// opens says where the content of a cue begins, and by which rule.
func (r *reader) opens(c *cue) (start int, rl rule, ok bool) {
	s := r.sentence(c.verb)
	i := c.tokens.End
	if i >= s.End {
		return 0, 0, false
	}
	f := c.frames
	if r.passive(c) {
		if r.is(i, "by") {
			return 0, 0, false
		}
		f &= fThat | fWhoThat | fWhoTo
		if f&fWhoThat != 0 {
			f |= fThat
			if r.clauseAt(i, s.End) {
				return i, ruleBare, true
			}
		}
		if f&fWhoTo != 0 {
			f = f&^fWhoTo | fTo
		}
	}
	if e := int(r.dates[i]); e > i && e < s.End && r.finite(e) && f&fBare != 0 && f&fSpeech != 0 {
		return i, ruleBare, true // "said three years would be enough"
	}
	if i = r.adverbs(i, s.End); i >= s.End {
		return 0, 0, false
	}
	if r.in[i] >= 0 && r.marks[r.in[i]].quote >= 0 {
		return 0, 0, false
	}
	if f&(fThat|fWhoThat) != 0 {
		if j := r.thatAfter(i, s.End, f); j >= 0 {
			return j, ruleThat, true
		}
	}
	wh := f&fWh != 0 && r.whWord(i, f) && i+1 < s.End
	if f&fBare != 0 && !wh && (f&(fSpeech|fEvidence) != 0 || r.tag(c.verb) != ud.VBG && r.tag(c.verb) != ud.VBN) {
		if j, ok := r.bareAfter(i, s.End, c); ok {
			return j, ruleBare, true
		}
	}
	if wh {
		return i, ruleWh, true
	}
	if f&fTo != 0 && r.infinitive(i, s.End) {
		return i, ruleInfinitive, true
	}
	e, h := r.nounPhrase(i, s.End)
	if h >= 0 && e < s.End {
		j := r.adverbs(e, s.End)
		switch {
		case f&fWhoThat != 0:
			if k, ok := r.bareAfter(j, s.End, c); ok {
				return k, ruleBare, true
			}
			if j < s.End && r.whWord(j, f|fWhoWh) {
				return j, ruleWh, true
			}
		}
		if f&fWhoWh != 0 && j < s.End && r.whWord(j, f) {
			return j, ruleWh, true
		}
		if f&fWhoTo != 0 && r.infinitive(r.prepositions(j, s.End), s.End) {
			return i, ruleInfinitive, true
		}
		if f&(fOf|fAbout|fFor|fOn|fAgainst|fWith|fToNP|fAt) != 0 {
			b, bh := r.baseNoun(i, s.End)
			if r.in[i] >= 0 && r.isQuoteMark(i) {
				b, bh = min(r.marks[r.in[i]].tokens.End, s.End), i
			}
			if k := b; bh >= 0 && !r.preposition(k, s.End, f) {
				// "officials in Oslo of lying"
				for n := 0; n < 2 && k+1 < s.End && r.tag(k) == ud.IN; n++ {
					e, h := r.baseNoun(k+1, s.End)
					if h < 0 {
						break
					}
					if k = e; r.preposition(k, s.End, f) {
						b = k
						break
					}
				}
			}
			if bh >= 0 && (r.preposition(b, s.End, f) || r.preposition(j, s.End, f) || b < s.End && r.punct(b, ',') && r.preposition(r.insertion(b, s.End), s.End, f)) {
				return i, ruleDescribed, true
			}
		}
		if f&fAs != 0 {
			if k := r.prepositions(j, s.End); k+1 < s.End && r.is(k, "as") {
				if r.tag(k+1) == ud.VBG && r.saying(k+1) {
					return 0, 0, false // "cited an aide as saying": see there
				}
				return i, ruleDescribed, true
			}
		}
		if f&fSmall != 0 {
			if k := r.prepositions(j, s.End); k < s.End && r.in[k] >= 0 {
				return i, ruleDescribed, true
			}
		}
		if f&fSmall != 0 && e < s.End && (r.tag(e) == ud.DT || r.tag(e) == ud.JJ || r.in[e] >= 0) {
			return i, ruleDescribed, true
		}
	}
	if f&fAs != 0 && f&fSpeech != 0 && r.is(i, "as") && i+1 < s.End && (r.in[i+1] >= 0 || r.tag(i+1) == ud.DT) {
		return i + 1, ruleDescribed, true // "what she described as a mistake"
	}
	if f&fIng != 0 && r.tag(i) == ud.VBG {
		return i, ruleObject, true
	}
	if f&fNP != 0 && (r.is(i, "what") || h >= 0 && !(pronoun(r.tag(h)) && e == i+1) || r.tag(i) == ud.VBG || r.in[i] >= 0) {
		return i, ruleObject, true
	}
	if f&(fDirect|fSmall) != 0 && r.in[i] >= 0 {
		return i, ruleObject, true
	}
	return 0, 0, false
}

// saying reports whether token i is a verb of saying.
func (r *reader) saying(i int) bool {
	k := r.cueFrom(i)
	return k < len(r.cues) && r.cues[k].verb == i && r.cues[k].frames&fSpeech != 0
}

// adverbs skips adverbs and words of time at token i.
func (r *reader) adverbs(i, end int) int {
	for i < end {
		j := i
		if r.tag(i) == ud.IN && i+1 < end && r.is(i, "on", "in", "at", "since", "during", "by", "before", "after", "late", "early") {
			j++
		}
		if e := int(r.dates[j]); e > 0 && e <= end {
			i = e
			if i+1 < end && r.punct(i, ',') && r.is(i+1, "that") {
				i++
			}
			continue
		}
		switch {
		case r.tag(i) == ud.RB && !r.is(i, "not", "n't", "only", "as", "so"):
			i++
		case day[r.lower(i)], r.is(i, "earlier", "later"):
			i++
			if i < end && period[r.lower(i)] {
				i++
			}
		case i+1 < end && r.is(i, "on") && day[r.lower(i+1)]:
			i += 2
		case i+1 < end && r.is(i, "last", "this", "next") && period[r.lower(i+1)]:
			i += 2
		default:
			return i
		}
	}
	return i
}

var day = map[string]bool{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"today": true, "yesterday": true, "tonight": true, "tomorrow": true}

var period = map[string]bool{"week": true, "month": true, "year": true, "night": true, "morning": true, "evening": true, "afternoon": true,
	"spring": true, "summer": true, "autumn": true, "fall": true, "winter": true, "weekend": true, "time": true, "monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true}

// thatAfter finds the "that" that opens the content, over prepositional phrases
// and a recipient; -1 where there is none.
func (r *reader) thatAfter(i, end int, f frame) int {
	for steps := 0; i+1 < end && steps < 6; steps++ {
		if r.is(i, "that") {
			if r.finite(i+1) && f&fWhoThat == 0 && r.tag(i+1) != ud.MD && steps == 0 && r.tag(i) == ud.WDT {
				return -1
			}
			return i
		}
		if x := r.tag(i); steps == 0 && (x == ud.RB || x == ud.IN) && r.is(i+1, "that") && i+2 < end && !r.is(i, "not", "so") && r.clauseAt(i+2, end) {
			return i + 1 // "said only that", "said afterwards that"
		}
		j := r.adverbs(i, end)
		if j > i {
			i = j
			continue
		}
		switch {
		case r.punct(i, ','):
			// an insertion up to the next comma
			k := i + 1
			for k < end && k < i+14 && !r.punct(k, ',') && (!r.finite(k) || r.is(i+1, "as", "like")) {
				k++
			}
			if r.is(i+1, "that") {
				return i + 1
			}
			if k+1 < end && r.punct(k, ',') && r.is(k+1, "that") {
				return k + 1
			}
			return -1
		case r.tag(i) == ud.IN || r.tag(i) == ud.TO:
			e, h := r.nounPhrase(i+1, end)
			if h < 0 && (r.tag(i+1) == ud.RB || i+2 < end && r.is(i+2, "that")) {
				e, h = i+2, i+1 // "at once", "via email"
			}
			if h < 0 {
				return -1
			}
			i = e
		case f&fWhoThat != 0 && steps == 0:
			e, h := r.nounPhrase(i, end)
			if h < 0 {
				return -1
			}
			i = e
		default:
			return -1
		}
	}
	return -1
}

// bareAfter finds the clause without "that" that opens at token i or after
// prepositional phrases: a subject with a finite verb.
func (r *reader) bareAfter(i, end int, c *cue) (int, bool) {
	for steps := 0; i < end && steps < 4; steps++ {
		i = r.adverbs(i, end)
		if i >= end {
			return 0, false
		}
		if r.clauseAt(i, end) {
			return i, true
		}
		if c.frames&fSpeech == 0 {
			return 0, false
		}
		if r.tag(i) == ud.IN && !r.is(i, "if", "because", "as", "while", "after", "before", "than") || r.tag(i) == ud.TO {
			e, h := r.nounPhrase(i+1, end)
			if h < 0 {
				break
			}
			i = e
			if i < end && r.punct(i, ',') {
				i++
			}
			continue
		}
		break
	}
	if i < end && c.frames&fBare != 0 && r.d.Tokens[c.verb].Lemma == "say" && i == r.adverbs(c.tokens.End, end) && r.d.Tokens[i].UPOS != ud.PUNCT && !r.punct(i, ';') && !r.punct(i, ':') && r.tag(i) != ud.IN && r.tag(i) != ud.TO && r.tag(i) != ud.WRB && r.in[i] < 0 && !r.is(i, "nothing", "little", "so", "more") {
		for j := i; j < end && !r.punct(j, ','); j++ {
			if r.finite(j) || r.tag(j) == ud.VBN || r.in[j] >= 0 {
				return i, true
			}
		}
	}
	// The tree may know better: a finite clause reported by this verb.
	if v := r.clause[c.verb]; v >= 0 {
		k := &r.d.Clauses[v]
		if k.Complement >= 0 {
			m := &r.d.Clauses[k.Complement]
			i := r.adverbs(c.tokens.End, end)
			if m.Link == corpus.Reported && m.Finite && m.Tokens.First >= i && m.Tokens.First <= i+1 && len(m.Subjects) > 0 && m.Subjects[0].Head >= i {
				return i, true
			}
		}
	}
	return 0, false
}

// clauseAt reports whether a clause opens at token i.
func (r *reader) clauseAt(i, end int) bool { return r.clauseVerb(i, end) >= 0 }

// clauseVerb is the finite verb of the clause that opens at token i, behind a noun phrase
// and what may hang on it; -1: no clause opens there.
func (r *reader) clauseVerb(i, end int) int {
	if i >= end {
		return -1
	}
	x := r.tag(i)
	if x == ud.IN || x == ud.TO || x == ud.CC || r.punct(i, ',') {
		return -1
	}
	e, h := r.nounPhrase(i, end)
	if h < 0 {
		if x == ud.EX {
			e = i + 1
		} else {
			return -1
		}
	}
	for steps := 0; steps < 5 && e < end; steps++ {
		e = r.adverbs(e, end)
		for e < end && (r.tag(e) == ud.RB || r.isQuoteMark(e)) {
			e++
		}
		if e < end && r.punct(e, ',') {
			e = r.insertion(e, end)
		}
		if e >= end {
			return -1
		}
		if r.finite(e) {
			return e
		}
		if (r.tag(e) == ud.IN || r.tag(e) == ud.TO || r.tag(e) == ud.CC) && (e+1 >= end || r.tag(e+1) != ud.WPS && !pronoun(r.tag(e+1))) {
			n, h := r.nounPhrase(e+1, end)
			if h < 0 || r.d.Tokens[e].Rel == ud.Mark && n < end && r.finite(n) {
				return -1 // "its consul after two traders were beaten"
			}
			e = n
			continue
		}
		return -1
	}
	return -1
}

// insertion is behind the second comma of an insertion that begins at the comma at
// token i, or i.
func (r *reader) insertion(i, end int) int {
	for k := i + 1; k < end && k < i+16; k++ {
		if r.punct(k, ',') {
			return k + 1
		}
		if r.finite(k) && !r.relative(k, i) || r.in[k] >= 0 {
			break
		}
	}
	return i
}

// prepositions skips prepositional phrases and adverbs at token i.
func (r *reader) prepositions(i, end int) int {
	for i < end {
		j := r.adverbs(i, end)
		if j+1 < end && (r.tag(j) == ud.IN || r.tag(j) == ud.TO) && !r.is(j, "that", "because", "if", "while", "although", "as") {
			e, h := r.nounPhrase(j+1, end)
			if h < 0 {
				return j
			}
			j = e
		}
		if j == i {
			return i
		}
		i = j
	}
	return i
}

// whWord reports whether an embedded question opens at token i.
func (r *reader) whWord(i int, f frame) bool {
	if r.is(i, "whether", "how", "why", "what", "who", "where", "which") {
		return true
	}
	return f&fWhoWh != 0 && r.is(i, "if", "when")
}

// infinitive reports whether "to" and a verb stand at token i.
func (r *reader) infinitive(i, end int) bool {
	if i < end && r.is(i, "not") {
		i++
	}
	if i+1 >= end || !r.is(i, "to") {
		return false
	}
	if r.isQuoteMark(i + 1) {
		return true
	}
	if r.tag(i) == ud.TO && r.tag(i+1) != ud.DT && r.tag(i+1) != ud.PRPS && !r.tag(i+1).Proper() && r.tag(i+1) != ud.CD {
		return true
	}
	for j := i + 1; j < end && j < i+4; j++ {
		switch r.tag(j) {
		case ud.VB, ud.VBP:
			return true
		case ud.RB:
		default:
			return false
		}
	}
	return false
}

// preposition reports whether token i is a preposition that the frames ask for.
func (r *reader) preposition(i, end int, f frame) bool {
	if i+1 >= end || r.dates[i+1] >= 0 || day[r.lower(i+1)] {
		return false
	}
	switch r.lower(i) {
	case "of":
		return f&fOf != 0
	case "about":
		return f&fAbout != 0
	case "for":
		return f&fFor != 0
	case "on":
		return f&fOn != 0
	case "against":
		return f&fAgainst != 0
	case "with":
		return f&fWith != 0
	case "to":
		return f&fToNP != 0
	case "at":
		number := func(j int) bool { return j < end && (r.tag(j) == ud.CD || r.tag(j) == ud.Dollar) }
		return f&fAt != 0 && (number(i+1) || number(i+2) || number(i+3))
	}
	return false
}

// contentEnd is where the content that begins at token start ends: with the
// sentence, or before what belongs to the cue again.
func (r *reader) contentEnd(start int, c *cue) int {
	s := r.sentence(start)
	end := s.End
	clause := r.is(start, "that") || r.clauseAt(start, s.End)
	for i := start; i < s.End; i++ {
		clause = clause && !r.finite(i)
		if m := r.in[i]; m >= 0 {
			if i > start && r.marks[m].quote >= 0 {
				end = i
				break
			}
			if e := r.marks[m].tokens.End; e > s.End && r.para(e-1) == r.para(i) {
				return e // quoted words of several sentences
			}
			i = max(i, min(r.marks[m].tokens.End, s.End)-1)
			if i+1 < s.End && r.stopped(int(m)) && (r.capital(i+1) || r.in[i+1] >= 0 || r.tag(i+1) == ud.LRB) {
				end = i + 1
				break
			}
			continue
		}
		if i > start && r.owner[i] >= 0 {
			end = i
			break
		}
		if i > start && (!clause || r.punct(i, ';')) && r.breaks(i, start, s.End, c) {
			end = i
			break
		}
	}
	return r.trim(start, end)
}

// stopped reports whether the words in mark m end with a full stop of their own.
func (r *reader) stopped(m int) bool {
	s := r.inner(&r.marks[m])
	return s != "" && (s[len(s)-1] == '.' || s[len(s)-1] == '!' || s[len(s)-1] == '?')
}

// trim drops marks of punctuation and joining words from the end of a piece.
func (r *reader) trim(start, end int) int {
	for end > start && r.in[end-1] < 0 && r.d.Tokens[end-1].UPOS == ud.PUNCT {
		if r.tag(end-1) == ud.RRB {
			for i := end - 2; i >= start; i-- {
				if r.tag(i) == ud.RRB {
					break
				}
				if r.tag(i) == ud.LRB {
					return end
				}
			}
		}
		end--
	}
	return end
}

// breaks reports whether the content ends before token i.
func (r *reader) breaks(i, start, end int, c *cue) bool {
	j := i + 1
	if i > start && r.commaIn(i-1) {
		j = i
	} else if !r.punct(i, ',') && !r.dash(i) && !r.punct(i, ';') {
		switch {
		case r.is(i, "and", "but", "or"):
			if r.resumes(i+1, start, end, c) {
				return true
			}
			v := r.clauseVerb(i+1, end)
			return v >= 0 && r.tense(v, c.verb) && r.shifts(i+1, v, c) && r.outside(i+1, r.segment(v, end), start, c)
		case r.is(i, "according"):
			return i+1 < end && r.is(i+1, "to")
		case r.tag(i) == ud.LRB:
			return r.aside(i, end)
		}
		return false
	}
	if j+1 >= end {
		return false
	}
	switch {
	case r.is(j, "according"):
		return true
	case r.tag(j) == ud.VBG || r.tag(j) == ud.RB && r.tag(j+1) == ud.VBG:
		if r.tag(j) == ud.RB {
			j++
		}
		k := r.cueFrom(j)
		return k < len(r.cues) && r.cues[k].verb == j && r.cues[k].frames&(fSpeech|fNP) != 0 || r.headOf(j) == c.verb
	case r.is(j, "then") && r.tag(j+1).Verbal():
		return r.resumes(j+1, start, end, c)
	case r.is(j, "having") || r.is(j, "without") && r.tag(j+1) == ud.VBG:
		for j++; j < end && r.tag(j) == ud.RB; j++ {
		}
		return j < end && r.headOf(j) == c.verb
	case r.is(j, "and", "but", "or", "yet"):
		if r.resumes(j+1, start, end, c) {
			return true
		}
		if r.is(j+1, "that") {
			return false
		}
		v := r.clauseVerb(r.prepositions(j+1, end), end)
		return v >= 0 && (r.is(j, "but", "yet") || r.outside(j, r.segment(v, end), start, c) || r.shifts(j+1, v, c))
	case r.finite(j) && r.headOf(j) == c.verb && r.tense(j, c.verb):
		return true // "called it a crime, recalled its envoy and …"
	case r.is(j, "while", "whereas", "although", "though"):
		return r.clauseAt(j+1, end)
	case (r.punct(i, ',') || j == i) && r.fronted(c.verb) && r.clauseAt(j, end):
		return true // "While she noted that …, Lee said …"
	case r.punct(i, ';'):
		return !r.is(j, "that")
	case r.is(j, "as", "after", "before", "when", "even", "because", "since", "despite", "if"):
		return r.outside(j, r.segment(j, end), start, c)
	case r.tag(j) == ud.IN && !r.is(j, "that") && !r.preposition(j, end, c.frames):
		_, h := r.baseNoun(j+1, end) // "said it was safe, in a letter to the council"
		return h >= 0 && r.headOf(h) == c.verb
	}
	return false
}

// segment is where the words from token j end: at the next comma.
func (r *reader) segment(j, end int) int {
	for j++; j < end && !r.punct(j, ','); j++ {
	}
	return j
}

// aside reports whether the bracket at token i holds a clause of the writer's.
func (r *reader) aside(i, end int) bool {
	verbs := 0
	for j := i + 1; j < end && r.tag(j) != ud.RRB; j++ {
		if r.finite(j) {
			verbs++
		}
	}
	return verbs > 0
}

// fronted reports whether verb v stands in a subordinate clause that opens its sentence.
func (r *reader) fronted(v int) bool {
	s := r.sentence(v)
	if v == r.bodies[r.sent[v]] && (r.tag(v) == ud.VBG || r.tag(v) == ud.VBN) {
		return true
	}
	if !r.is(s.First, "while", "although", "though", "when", "as", "if", "after", "before", "because", "since", "whereas", "in", "by", "despite", "after") {
		return false
	}
	for i := s.First + 1; i < v; i++ {
		if r.punct(i, ',') {
			return false
		}
	}
	return v-s.First < 12
}

// resumes reports whether the verb at token j, after a conjunction, goes with the
// cue and not with its content: "said he would go and urged others to".
func (r *reader) resumes(j, start, end int, c *cue) bool {
	j = r.adverbs(j, end)
	if j >= end || !r.tag(j).Verbal() {
		return false
	}
	if r.tag(j) == ud.VBN {
		for i := start; i < j; i++ {
			if r.d.Tokens[i].UPOS == ud.AUX && r.finite(i) && !r.relative(i, start-1) {
				return false // "said he had read the draft and found nothing"
			}
		}
	}
	if h := r.headOf(j); h == c.verb || r.tag(c.verb) == ud.VBG && h >= 0 && h == r.headOf(c.verb) {
		return true
	}
	if !r.tense(j, c.verb) {
		return false
	}
	if k := r.cueFrom(j); k >= len(r.cues) || r.cues[k].verb != j {
		// "warned that he would name members, and rose for lunch"
		if r.tag(j) != ud.VBD || !(r.punct(j-2, ',') && (r.tag(j-1) == ud.CC || r.is(j-1, "then"))) {
			return false
		}
		for i := start; i < j; i++ {
			if r.finite(i) && !r.relative(i, start-1) {
				return r.tag(i) == ud.MD
			}
		}
		return false
	}
	for i := start; i < j; i++ {
		if r.finite(i) && !r.relative(i, start-1) {
			return !r.tense(i, j)
		}
	}
	return true
}

// tense reports whether two verbs have one form; past tense and past participle
// are the same to taggers.
func (r *reader) tense(i, j int) bool {
	x, y := r.tag(i), r.tag(j)
	if x == ud.VBN {
		x = ud.VBD
	}
	if y == ud.VBN {
		y = ud.VBD
	}
	return x == y && x != ud.VB
}

// shifts reports whether the clause at token j, whose finite verb is v, has a verb of
// saying for its own.
func (r *reader) shifts(j, v int, c *cue) bool {
	k := r.cueFrom(v)
	if k >= len(r.cues) || r.cues[k].frames&fSpeech == 0 || !r.finite(r.cues[k].verb) && r.cues[k].verb == v {
		return false
	}
	return r.verbPhrase(r.cues[k].verb, j) <= v
}

// outside reports whether the tree hangs the tokens from j to k on the cue or above it,
// and not on the content from start.
func (r *reader) outside(j, k, start int, c *cue) bool {
	for i := j; i < k; i++ {
		if !r.tag(i).Verbal() {
			continue
		}
		for h, n := r.headOf(i), 0; n < 40; n++ {
			if h < 0 {
				return true
			}
			if h >= j && h < k {
				break
			}
			if h >= start && h < j {
				return false
			}
			if h == c.verb || h < start {
				return true
			}
			h = r.headOf(h)
		}
	}
	return false
}

// headOf is the head of token i in the tree, -1 for none.
func (r *reader) headOf(i int) int {
	s := r.d.SentenceAt(r.d.Tokens[i].Start)
	return r.d.HeadOf(i, r.d.Sentences[s].Tokens)
}

// behind finds the content that a cue follows or interrupts: "…, she said".
func (r *reader) behind() {
	for k := range r.cues {
		c := &r.cues[k]
		if c.used || c.frames&fParen == 0 || c.frames&(fThat|fBare|fWh) == 0 || r.owner[c.verb] >= 0 || !r.finite(c.verb) && r.tag(c.verb) != ud.VBN || c.tokens.End < len(r.d.Tokens) && r.is(c.tokens.End, "by", "in", "as", "of", "for", "to", "from", "on", "with", "at") && r.tag(c.verb) == ud.VBN {
			continue
		}
		s := r.sentence(c.verb)
		if c.verb == s.First {
			continue
		}
		var w who
		from := c.verb
		after := c.tokens.End
		if r.punct(c.verb-1, ',') || r.commaIn(c.verb-1) {
			w = r.after(c.tokens.End, s.End)
			if w.head < 0 || r.d.Tokens[c.verb].Lemma != "say" && !r.somebody(w.head) || r.is(w.head, "nothing", "something", "anything") || c.frames&(fThat|fBare) == 0 || r.spanned(c.verb, s.First, true).head >= 0 {
				continue
			}
			after = w.tokens.End
		} else {
			if w = r.speaker(c); w.head < 0 || w.tokens.End > c.verb || r.tag(w.head) == ud.WP || r.tag(w.head) == ud.WDT || r.is(w.head, "that") {
				continue
			}
			from = w.tokens.First
			if from > s.First+1 && r.is(from-1, "as") {
				from-- // "…, as she noted, …"
			}
			if c.frames&fSpeech == 0 && c.frames&fMind != 0 && r.tag(c.verb) == ud.VBN && !r.is(from, "as") {
				continue // "…, which she had heard"
			}
			if from == s.First || !(r.punct(from-1, ',') || r.dash(from-1) || r.commaIn(from-1)) {
				continue
			}
			e := r.prepositions(after, s.End)
			if c.frames&fWhoThat != 0 {
				if n, h := r.nounPhrase(after, s.End); h >= 0 && (r.d.Tokens[c.verb].Lemma == "tell" || r.somebody(h) || pronoun(r.tag(h))) {
					e = r.prepositions(n, s.End)
				}
			}
			switch {
			case e >= s.End:
			case r.punct(e, ',') || r.dash(e):
				after = e
			case r.d.Tokens[e].UPOS != ud.PUNCT && r.in[e] < 0 && !r.is(e, "as", "after", "before", "when", "while", "because", "if", "since"):
				continue
			default:
				if _, _, ok := r.opens(c); ok {
					continue
				}
			}
		}
		// What follows must leave the cue without content ahead.
		after = r.adverbs(after, s.End)
		stop := from - 1
		if r.in[stop] >= 0 {
			stop = from
		}
		first := r.clauseStart(stop, s.First)
		stop = r.trim(first, stop)
		if first == s.First && r.tag(first) == ud.VBN && r.d.Tokens[first].Rel != ud.Root || r.is(first, "asked", "told", "pressed", "questioned") && first == s.First {
			continue // "Asked if it was over, he said: …"
		}
		if stop <= first || r.in[first] >= 0 && r.marks[r.in[first]].quote >= 0 {
			continue
		}
		verbs := false
		for i := first; i < stop; i++ {
			verbs = verbs || r.finite(i)
		}
		q := quotation{pieces: []corpus.Range{{First: first, End: stop}}, cue: c.tokens, speaker: w.tokens, head: w.head, rule: ruleBehind, para: r.para(first)}
		if after < s.End && (r.punct(after, ',') || r.dash(after)) && after+2 < s.End && r.tag(after+1) != ud.VBG && !r.is(after+1, "while", "who", "which", "according", "as", "although", "though") &&
			!(r.is(after+1, "but", "and") && r.clauseAt(r.adverbs(after+2, s.End), s.End)) {
			c2 := *c
			if e := r.contentEnd(after+1, &c2); e > after+2 && (!verbs || r.continues(after+1) || r.subordinate(first) || r.d.Tokens[stop-1].UPOS == ud.AUX || r.opened(first, stop)) {
				q.pieces = append(q.pieces, corpus.Range{First: after + 1, End: e})
				r.narrow(&q)
			}
		}
		if x := r.tag(first); !verbs && len(q.pieces) == 1 && (stop-first < 6 || x == ud.IN || x == ud.TO || x == ud.VBN || x == ud.VBG || x == ud.WRB) {
			continue
		}
		c.used = true
		c.quote = r.take(q)
	}
}

// asSaid finds clauses behind "As Lee put it, …", "As she told parliament last week, …".
func (r *reader) asSaid() {
	for k := range r.cues {
		c := &r.cues[k]
		if c.used || c.frames&fParen == 0 || c.frames&fSpeech == 0 || r.owner[c.verb] >= 0 || !r.finite(c.verb) && r.tag(c.verb) != ud.VBN {
			continue
		}
		s := r.body(c.verb)
		first := s.First
		if r.tag(first) == ud.CC {
			first++
		}
		i := r.verbPhrase(c.verb, first)
		if first+1 >= i || i-first > maxReach || !r.is(first, "as") {
			continue
		}
		w := r.spanning(first+1, i)
		if w.head < 0 {
			continue
		}
		e := r.prepositions(c.tokens.End, s.End)
		if n, h := r.nounPhrase(e, s.End); h >= 0 && (c.frames&fWhoThat != 0 || r.is(h, "it")) {
			e = r.prepositions(n, s.End)
		}
		if e+2 >= s.End || !r.punct(e, ',') || r.owner[e+1] >= 0 {
			continue
		}
		if end := r.contentEnd(e+1, c); end > e+2 && (r.predicated(e+1, end) || r.in[e+1] >= 0) {
			c.used = true
			c.quote = r.take(quotation{pieces: []corpus.Range{{First: e + 1, End: end}}, cue: c.tokens, speaker: w.tokens, head: w.head, rule: ruleSource, para: r.para(e)})
		}
	}
}

// narrow leaves out of the words before an inserted cue what is not said there: a clause
// that a semicolon or colon parts off, or all, where the cue stands behind a word that opens a
// clause ("It is closed because, she said, nobody came").
func (r *reader) narrow(q *quotation) {
	p := &q.pieces[0]
	if r.opened(p.First, p.End) {
		q.pieces = q.pieces[1:]
		return
	}
	for i := p.End - 2; i > p.First; i-- {
		if (r.punct(i, ';') || r.punct(i, ':')) && r.in[i] < 0 {
			p.First = i + 1
			return
		}
	}
}

// opened reports whether the last of the tokens opens a clause that is still to come.
func (r *reader) opened(first, end int) bool {
	i := end - 1
	return r.in[i] < 0 && (r.tag(i) == ud.CC || r.tag(i) == ud.WDT || r.is(i, "because", "that", "although", "though", "while", "since", "so")) && r.predicated(first, i)
}

// subordinate reports whether token i opens a clause that needs another to follow.
func (r *reader) subordinate(i int) bool {
	return r.is(i, "if", "when", "while", "although", "though", "as", "once", "until", "unless", "after", "before", "because", "since", "had", "were", "should", "whereas")
}

// continues reports whether the words at token i may go on with a clause that a cue
// has interrupted after its verb.
func (r *reader) continues(i int) bool {
	if r.tag(i) == ud.IN && !r.is(i, "as", "after", "before", "during", "despite", "amid", "with", "in", "including") {
		return true
	}
	return r.finite(i) || r.in[i] >= 0 || r.tag(i) == ud.TO || r.is(i, "and", "but", "or", "because", "if", "that", "not", "to", "so")
}

// commaIn reports whether token i closes quoted words that end with a comma.
func (r *reader) commaIn(i int) bool {
	m := r.in[i]
	if m < 0 || r.marks[m].tokens.End != i+1 {
		return false
	}
	s := r.inner(&r.marks[m])
	return s != "" && s[len(s)-1] == ','
}

// clauseStart is where the content that ends before token i begins: at the
// start of the sentence or behind words that another quotation owns.
func (r *reader) clauseStart(i, first int) int {
	j := i
	for j > first && r.owner[j-1] < 0 {
		j--
	}
	if j == first {
		if at := r.d.Sentences[r.sent[j]].Body().First; at <= i {
			j = max(j, at)
		}
	}
	for j < i && (r.d.Tokens[j].UPOS == ud.PUNCT && r.in[j] < 0 || r.is(j, "but", "and") && r.punct(i, ',')) {
		j++
	}
	return j
}

// beyond is the mark behind which a clause goes on after a source phrase that ends at token i:
// the next, or the one behind an apposition ("according to Lee, who led the march, …").
func (r *reader) beyond(i, end int) int {
	if i+1 >= end || !r.punct(i, ',') || r.continues(i+1) || r.clauseAt(i+1, end) {
		return i
	}
	for k := i + 1; k+1 < end && k < i+20; k++ {
		if (r.punct(k, ',') || r.punct(k, ':')) && (r.finite(k+1) || r.clauseAt(k+1, end)) {
			return k
		}
	}
	return i
}

// sourced finds clauses with their source in a phrase: "according to the police".
func (r *reader) sourced() {
	d := r.d
	for i := 0; i < len(d.Tokens); i++ {
		if r.owner[i] >= 0 || r.quoted(i) || r.sentence(i).Len() > maxSentence {
			continue
		}
		c := d.Text[d.Tokens[i].Start] | 0x20
		if c != 'a' && c != 'i' && c != 'p' && c != 't' {
			continue
		}
		for _, rest := range r.b.sources[r.lower(i)] {
			s := r.sentence(i)
			if !r.follows(i+1, s.End, rest) {
				continue
			}
			n := i + 1 + len(rest)
			w := r.after(n, s.End)
			if w.head < 0 || r.b.mute[r.d.Tokens[w.head].Lemma] {
				continue
			}
			if i > s.First && r.is(i-1, "that") {
				break // "said that according to …": the clause has its cue
			}
			q := quotation{cue: corpus.Range{First: i, End: n}, speaker: w.tokens, head: w.head, rule: ruleSource, para: r.para(i)}
			tail := w.tokens.End
			fake := cue{tokens: q.cue, verb: i}
			if i == s.First || i <= s.First+2 && !r.finite(s.First+1) && i > 0 && r.d.Tokens[i-1].UPOS == ud.PUNCT {
				if e, h := r.nounPhrase(n, s.End); h >= 0 && e < tail && tail+1 < s.End && (r.tag(tail+1) == ud.WDT || r.tag(tail+1) == ud.WP || r.finite(tail+1)) {
					// What looked like an apposition is the subject of the clause.
					q.speaker.End, tail = e, e
				}
				for tail < s.End && !r.punct(tail, ',') {
					tail++
				}
				if tail+1 < s.End && (r.tag(tail+1) == ud.VBG || r.tag(tail+1) == ud.WDT || r.tag(tail+1) == ud.WP) {
					// "According to Lee, quoting a report, …"
					for k := tail + 1; k+1 < s.End; k++ {
						if r.punct(k, ',') && r.clauseAt(k+1, s.End) {
							tail = k
							break
						}
					}
				}
				if tail+1 >= s.End {
					continue
				}
				if e := r.contentEnd(tail+1, &fake); e > tail+1 && r.owner[tail+1] < 0 {
					q.pieces = append(q.pieces, corpus.Range{First: tail + 1, End: e})
				}
			} else {
				first := r.clauseStart(i, s.First)
				if e := r.trim(first, i); e > first {
					q.pieces = append(q.pieces, corpus.Range{First: first, End: e})
					tail = r.beyond(tail, s.End)
					if tail+2 < s.End && (r.punct(tail, ',') || r.punct(tail, ':')) && r.punct(i-1, ',') && r.owner[tail+1] < 0 && (!r.predicated(first, e) || r.tag(tail+1) != ud.CC && r.continues(tail+1)) {
						if end := r.contentEnd(tail+1, &fake); end > tail+1 {
							q.pieces = append(q.pieces, corpus.Range{First: tail + 1, End: end})
							r.narrow(&q)
						}
					}
				}
			}
			if len(q.pieces) > 0 {
				r.take(q)
			}
			break
		}
	}
}
