package quotes

import (
	"dateline/corpus"
	"dateline/corpus/ud"
)

// blocks reads a paragraph of somebody's words without marks, behind a paragraph
// that names the speaker and ends with a colon.
func (r *reader) blocks() {
	for p := 0; p+1 < len(r.paras); p++ {
		last := r.lastToken(p)
		if !r.punct(last, ':') {
			continue
		}
		cue, w := r.announcer(last)
		if w.head < 0 {
			continue
		}
		first, end := r.tokensOf(p + 1)
		if r.owner[first] >= 0 || end-first < 6 || !r.prose(first, end) || r.attributed(first) {
			continue
		}
		q := quotation{pieces: []corpus.Range{{First: first, End: end}}, cue: cue, speaker: w.tokens, head: w.head, rule: ruleColon, para: p + 1}
		if e := r.closing(first, end); e > first {
			q.pieces[0].End = e
		}
		free := true
		for i := first; i < q.pieces[0].End; i++ {
			free = free && r.owner[i] < 0
		}
		if free {
			r.take(q)
		}
	}
}

// tokensOf are the tokens of paragraph p.
func (r *reader) tokensOf(p int) (first, end int) {
	return r.d.Sentences[r.paras[p].sentences.First].Tokens.First, r.lastToken(p) + 1
}

// announcer is the last cue, with its speaker, of the sentences that end with the
// colon at token colon: of the last one, or the one before it in the paragraph.
func (r *reader) announcer(colon int) (corpus.Range, who) {
	first, _ := r.tokensOf(r.para(colon))
	for j := r.cueFrom(colon) - 1; j >= 0 && r.cues[j].verb >= first; j-- {
		c := &r.cues[j]
		if c.frames&fDirect == 0 || c.frames&fSpeech == 0 {
			continue
		}
		if w := r.speaker(c); w.head >= 0 && r.animate(w) {
			return c.tokens, w
		}
	}
	for i := colon - 1; i >= max(first, colon-maxSentence); i-- {
		if n := r.source(i); n > 0 {
			if w := r.after(n, colon); w.head >= 0 {
				return corpus.Range{First: i, End: n}, w
			}
		}
	}
	return corpus.Range{}, nobody
}

// source is where a source phrase ("according to") that begins at token i ends, or 0.
func (r *reader) source(i int) int {
	c := r.byteAt(i) | 0x20
	if c != 'a' && c != 'i' {
		return 0
	}
	s := r.sentence(i)
	for _, rest := range r.b.sources[r.lower(i)] {
		if r.follows(i+1, s.End, rest) {
			return i + 1 + len(rest)
		}
	}
	return 0
}

// prose reports whether the tokens are sentences and not an entry of a list.
func (r *reader) prose(first, end int) bool {
	if r.d.Tokens[first].UPOS == ud.PUNCT && !r.isQuoteMark(first) || r.d.Tokens[first].UPOS == ud.NUM || r.tag(first) == ud.LS {
		return false
	}
	if first+1 < end && (r.punct(first+1, ')') || r.punct(first+1, '.') && r.d.Tokens[first].Len() <= 2) {
		return false
	}
	last := end - 1
	for last > first && r.isQuoteMark(last) {
		last--
	}
	if !r.punct(last, '.') && !r.punct(last, '!') && !r.punct(last, '?') {
		return false
	}
	for i := first; i < end; i++ {
		if r.finite(i) {
			return true
		}
	}
	return false
}

// attributed reports whether the sentence at token first names a speaker of its own
// at its start ("Lee said that …", "According to Lee, …").
func (r *reader) attributed(first int) bool {
	s := r.sentence(first)
	if r.source(first) > 0 {
		return true
	}
	j := r.cueFrom(first)
	if j >= len(r.cues) || r.cues[j].verb >= s.End || r.cues[j].frames&fSpeech == 0 || !r.finite(r.cues[j].verb) {
		return false
	}
	w := r.speaker(&r.cues[j])
	return w.head >= 0 && w.tokens.First <= first+2 && (r.tag(w.head).Proper() || r.is(w.head, "he", "she", "they"))
}

// closing is where the words of a block end if its last sentence closes with the
// speaker again (", as Lee put it", ", Lee said"), else 0.
func (r *reader) closing(first, end int) int {
	s := r.sentence(end - 1)
	j := r.cueFrom(end) - 1
	if j < 0 || r.cues[j].verb < s.First || r.cues[j].frames&fParen == 0 || r.prepositions(r.cues[j].tokens.End, end) < end-1 {
		return 0
	}
	w := r.speaker(&r.cues[j])
	if w.head < 0 || w.tokens.First <= first+1 {
		return 0
	}
	i := w.tokens.First
	if r.is(i-1, "as") {
		i--
	}
	if i <= first || !r.punct(i-1, ',') {
		return 0
	}
	return i - 1
}

// runsOn follows reported speech into the sentences behind it that have no cue but
// speak in the first person, in a document whose writer does not.
func (r *reader) runsOn() {
	if r.personal() {
		return
	}
	n := len(r.found)
	for k := 0; k < n; k++ {
		q := &r.found[k]
		switch q.rule {
		case ruleThat, ruleBare, ruleSource, ruleRunsOn:
		default:
			continue
		}
		if q.head < 0 || r.first(q.head) {
			continue
		}
		s := r.sentence(q.pieces[len(q.pieces)-1].End - 1)
		if r.trim(s.First, s.End) > q.pieces[len(q.pieces)-1].End {
			continue
		}
		for i := s.End; i < len(r.owner) && r.para(i) == q.para; {
			s := r.sentence(i)
			end := r.trim(s.First, s.End)
			if end <= s.First || !r.speaks(s.First, end) && !(q.rule != ruleSource && r.tag(q.cue.First) == ud.VBD && r.shifted(s.First, end)) {
				break
			}
			r.take(quotation{pieces: []corpus.Range{{First: s.First, End: end}}, cue: q.cue, speaker: q.speaker, head: q.head, rule: ruleRunsOn, para: q.para})
			q = &r.found[k]
			i = s.End
		}
	}
}

// shifted reports whether all that a sentence which nobody has claimed says is in the tenses of
// reported speech: "Exports would rise, since the dam had held."
func (r *reader) shifted(first, end int) bool {
	found := false
	for i := first; i < end; i++ {
		if r.owner[i] >= 0 || r.in[i] >= 0 && r.marks[r.in[i]].speech {
			return false
		}
		if !r.finite(i) || r.relative(i, first) {
			continue
		}
		if !r.is(i, "would", "had", "could", "might", "should") || r.is(i, "had") && r.d.Tokens[i].UPOS != ud.AUX {
			return false
		}
		found = found || !r.is(i, "had") // a writer's own background is in the past perfect too
	}
	return found
}

// first reports whether token i is a pronoun of the first person.
func (r *reader) first(i int) bool {
	return r.is(i, "i", "we", "my", "our", "us", "me") && r.d.Word(i) != "US"
}

// speaks reports whether a sentence that nobody has claimed is in the first person.
func (r *reader) speaks(first, end int) bool {
	found := false
	for i := first; i < end; i++ {
		if r.owner[i] >= 0 || r.in[i] >= 0 && r.marks[r.in[i]].speech {
			return false
		}
		found = found || r.first(i)
	}
	return found
}

// personal reports whether the writer speaks in the first person: in two paragraphs
// or more, and one in eight, where nobody else does.
func (r *reader) personal() bool {
	count := 0
	for p := range r.paras {
		first, end := r.tokensOf(p)
		own, others := false, false
		for i := first; i < end; i++ {
			if r.owner[i] >= 0 || r.in[i] >= 0 {
				others = true
				break
			}
			own = own || r.first(i)
		}
		if own && !others {
			count++
		}
	}
	return count >= 2 && 8*count >= len(r.paras)
}
