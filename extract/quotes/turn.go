package quotes

import (
	"strings"
	"unicode"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// turns reads interviews and transcripts: "LEE: …", "Q. …", and attributions after
// a dash: "…" — Ann Lee. A label counts where it stands in capitals or is a single
// letter, and the document has two paragraphs with labels.
func (r *reader) turns() {
	type turn struct{ para, first, colon int }
	var ts []turn
	for p := range r.paras {
		if first, colon := r.label(p); colon >= 0 {
			ts = append(ts, turn{p, first, colon})
		}
	}
	// Voices come back; the labels of a round-up or of a table do not.
	again := false
	seen := map[string]bool{}
	for _, t := range ts {
		l := strings.TrimSuffix(r.d.Word(t.first), ".")
		if len(l) > 1 {
			l = r.d.Text[r.d.Tokens[t.first].Start:r.d.Tokens[t.colon].Start]
		}
		again = again || seen[l] || l == "A" && seen["Q"]
		seen[l] = true
	}
	if !again {
		ts = ts[:0]
	}
	for _, t := range ts {
		last := r.lastToken(t.para)
		if t.colon+1 > last {
			continue
		}
		q := quotation{pieces: []corpus.Range{{First: t.colon + 1, End: last + 1}}, para: t.para, rule: ruleTurn,
			speaker: corpus.Range{First: t.first, End: max(t.colon, t.first+1)}, head: max(t.colon-1, t.first)}
		for q.head > t.first && r.d.Tokens[q.head].UPOS == ud.PUNCT {
			q.head--
		}
		if t.colon > t.first {
			q.cue = corpus.Range{First: t.colon, End: t.colon + 1}
		}
		if t.colon == t.first || r.d.Tokens[t.first].Len() == 1 { // Q and A stand for somebody whom the page names elsewhere
			q.head = t.first
		}
		r.takeMarks(&q)
		r.take(q)
	}
	r.dashed()
	for k := range r.marks {
		r.signed(k)
		r.captioned(k)
	}
}

// dashed reads interviews whose turns begin with a dash and name nobody. A question that such
// a turn answers tells them from the entries of a list.
func (r *reader) dashed() {
	turn := func(p int) bool {
		first, end := r.tokensOf(p)
		return end-first > 2 && r.dash(first) && !r.punct(first, '-') && r.owner[first] < 0
	}
	asked := 0
	for p := 0; p+1 < len(r.paras); p++ {
		if turn(p) && turn(p+1) && r.punct(r.lastToken(p), '?') {
			asked++
		}
	}
	if asked < 2 {
		return
	}
	for p := range r.paras {
		if first, end := r.tokensOf(p); turn(p) {
			r.take(quotation{pieces: []corpus.Range{{First: first + 1, End: end}}, head: -1, para: p, rule: ruleTurn})
		}
	}
}

// takeMarks drops a mark that bounds the whole turn from its pieces.
func (r *reader) takeMarks(q *quotation) {
	p := &q.pieces[0]
	for p.First < p.End-1 && r.isQuoteMark(p.First) && r.in[p.First] < 0 {
		p.First++
	}
}

// lastToken is the last token of a paragraph.
func (r *reader) lastToken(p int) int {
	return r.d.Sentences[r.paras[p].sentences.End-1].Tokens.End - 1
}

// label reads the label of a turn at the start of paragraph p: where its words begin and the
// token that ends it, -1 where there is none. "Q." in one token ends itself.
func (r *reader) label(p int) (first, colon int) {
	s := r.d.Sentences[r.paras[p].sentences.First].Tokens
	i := s.First
	last := r.lastToken(p) + 1
	for i < last && r.isQuoteMark(i) {
		i++
	}
	first = i
	if i+1 < last && (r.d.Word(i) == "Q" || r.d.Word(i) == "A") {
		j := i + 1
		if r.punct(j, '(') { // "Q (Daily Post):"
			for j < last-1 && j < i+10 && !r.punct(j, ')') {
				j++
			}
			j++
		}
		if j < last && (r.punct(j, ':') || j == i+1 && r.punct(j, '.')) {
			return first, j
		}
	}
	if i < last && (r.d.Word(i) == "Q." || r.d.Word(i) == "A.") {
		if i+1 < last && (r.capital(i+1) || r.isQuoteMark(i+1)) {
			return first, i
		}
		return 0, -1
	}
	for ; i < last && i < first+8; i++ {
		if r.punct(i, ':') {
			if i == first || i+1 >= last {
				return 0, -1
			}
			return first, i
		}
		w := r.d.Word(i)
		if !wordy(w) {
			if r.punct(i, ',') || r.punct(i, '.') || r.punct(i, '-') || r.punct(i, '(') || r.punct(i, ')') {
				continue
			}
			return 0, -1
		}
		if strings.IndexFunc(w, unicode.IsLower) >= 0 && !titled(w) || strings.IndexFunc(w, unicode.IsLetter) < 0 {
			return 0, -1
		}
	}
	return 0, -1
}

// signed reads a name after a dash behind a mark that ends a paragraph or line.
func (r *reader) signed(k int) {
	m := &r.marks[k]
	t := m.tokens.End
	if !m.speech || m.quote >= 0 || t+1 >= len(r.d.Tokens) || r.para(t) != m.para || !r.dash(t) {
		return
	}
	last := r.lastToken(m.para)
	end, head := r.nounPhrase(t+1, last+1)
	if head < 0 || !r.tag(head).Proper() && !r.capital(head) || end < last && !r.punct(end, ',') {
		return
	}
	first := k
	for first > 0 && r.marks[first].joins {
		first--
	}
	q := quotation{pieces: []corpus.Range{{First: r.marks[first].tokens.First, End: m.tokens.End}}, para: r.marks[first].para, rule: ruleTurn,
		speaker: corpus.Range{First: t + 1, End: end}, head: head, cue: corpus.Range{First: t, End: t + 1}}
	r.take(q)
}

// maxCaption is the longest paragraph, in tokens, that is read as the caption of a quotation.
const maxCaption = 14

// captioned reads the name of a person in a paragraph of its own, under a paragraph of quoted words:
//
//	“I only came for the bread.”
//	Fatima Zahra, baker
func (r *reader) captioned(k int) {
	m := &r.marks[k]
	if !m.speech || m.quote >= 0 || m.para+1 >= len(r.paras) || m.End != r.paras[m.para].End {
		return
	}
	first := k
	for first > 0 && r.marks[first].joins {
		first--
	}
	if r.marks[first].Start != r.paras[r.marks[first].para].Start {
		return
	}
	i, end := r.tokensOf(m.para + 1)
	cue := corpus.Range{}
	if r.dash(i) {
		cue = corpus.Range{First: i, End: i + 1}
		i++
	}
	if i >= end || end-i > maxCaption || r.named[i] < 0 || r.punct(end-1, '.') || r.punct(end-1, ':') {
		return
	}
	e := &r.d.Entities[r.named[i]]
	if e.Type != corpus.Person || e.Tokens.First != i || e.Tokens.Len() < 2 && cue.Len() == 0 || e.Tokens.End < end && !r.punct(e.Tokens.End, ',') && !r.punct(e.Tokens.End, '(') {
		return
	}
	for j := i; j < end; j++ {
		if r.finite(j) || r.in[j] >= 0 {
			return
		}
	}
	r.take(quotation{pieces: []corpus.Range{{First: r.marks[first].tokens.First, End: m.tokens.End}}, para: r.marks[first].para, rule: ruleTurn,
		speaker: e.Tokens, head: e.Tokens.End - 1, cue: cue})
}

// alone gives utterances that stand without a cue the speaker of the turn that
// they continue.
func (r *reader) alone() {
	// last is the last quotation with a speaker in each paragraph.
	last := make([]int, len(r.paras))
	for i := range last {
		last[i] = -1
	}
	for n := range r.found {
		q := &r.found[n]
		p := r.para(q.pieces[len(q.pieces)-1].First)
		if q.head >= 0 && q.rule.strong() && (last[p] < 0 || r.found[last[p]].pieces[0].First < q.pieces[0].First) {
			last[p] = n
		}
	}
	for k := 0; k < len(r.marks); k++ {
		m := &r.marks[k]
		if !m.speech || m.quote >= 0 || m.tokens.Len() == 0 || r.midway(m) {
			continue
		}
		end := k + 1
		for end < len(r.marks) && r.marks[end].joins && r.marks[end].quote < 0 {
			end++
		}
		q := quotation{pieces: []corpus.Range{{First: m.tokens.First, End: r.marks[end-1].tokens.End}}, head: -1, para: m.para, rule: ruleUnnamed}
		if p := r.turnOf(m, last); p >= 0 {
			q.cue, q.speaker, q.head, q.rule = r.found[p].cue, r.found[p].speaker, r.found[p].head, ruleAlone
		} else if w := r.topic(m); w.head >= 0 {
			q.speaker, q.head, q.rule = w.tokens, w.head, ruleNamed
		} else if m.loose {
			k = end - 1
			continue
		}
		n := r.keep(q, k, end)
		if q.head >= 0 {
			last[r.marks[end-1].para] = n
		}
		k = end - 1
	}
}

// midway reports whether mark m goes on with a sentence of the writer's ("a text,
// “which says so.”").
func (r *reader) midway(m *mark) bool {
	i := m.tokens.First
	if m.joins || i == r.sentence(i).First || r.punct(i-1, ':') {
		return false
	}
	inner := r.inner(m)
	return inner != "" && inner[0] >= 'a' && inner[0] <= 'z'
}

// turnOf is the quotation whose turn mark m continues, or -1: the nearest before
// it in its paragraph, else the last of the paragraph before.
func (r *reader) turnOf(m *mark, last []int) int {
	first := r.d.Sentences[r.paras[m.para].sentences.First].Tokens.First
	for i := m.tokens.First - 1; i >= max(first, m.tokens.First-maxSentence); i-- {
		if n := r.owner[i]; n >= 0 && r.found[n].head >= 0 && r.found[n].rule.strong() {
			return int(n)
		}
	}
	if m.Start == r.paras[m.para].Start && m.para > 0 {
		return last[m.para-1]
	}
	return -1
}

// topic is the subject of the sentence before mark m in its paragraph, where it is
// somebody: "Lee was defiant. “We will win.”"
func (r *reader) topic(m *mark) who {
	i := m.tokens.First - 1
	if i < 0 || r.para(i) != m.para && !r.punct(i, ':') {
		return nobody
	}
	s := r.sentence(i)
	if s.Len() > maxSentence {
		return nobody
	}
	colon := r.punct(i, ':')
	// The subject of the first verb, or of the last before a colon.
	from, to, step := s.First, i+1, 1
	if colon {
		from, to, step = i, s.First-1, -1
	}
	for j := from; j != to; j += step {
		if !r.finite(j) || r.in[j] >= 0 || r.relative(j, s.First) {
			continue
		}
		w := r.subjectOf(j, maxClimb)
		if w.head >= 0 && r.somebody(w.head) {
			return w
		}
		if !colon {
			return nobody
		}
		break
	}
	// No verb ("Ann Lee, weaver, 60.", "A lesson from Ann Lee:"), or a subject that is
	// a thing: the first name, else the noun phrase that begins the sentence.
	for j := s.First; j <= i; j++ {
		if k := r.named[j]; k >= 0 && r.d.Entities[k].Type == corpus.Person {
			e := r.d.Entities[k].Tokens
			return who{corpus.Range{First: j, End: min(e.End, i+1)}, min(e.End, i+1) - 1}
		}
	}
	j := s.First
	for j < i && (r.d.Tokens[j].UPOS == ud.NUM || r.d.Tokens[j].UPOS == ud.PUNCT || r.tag(j) == ud.CC) {
		j++
	}
	if e, h := r.nounPhrase(j, i+1); h >= 0 && r.somebody(h) && e <= i+1 {
		return who{corpus.Range{First: j, End: e}, h}
	}
	return nobody
}

// somebody reports whether the head of a noun phrase is a name, a pronoun for people
// or a noun for somebody.
func (r *reader) somebody(h int) bool {
	return r.tag(h).Proper() || r.is(h, "he", "she", "they") || r.b.people[r.d.Tokens[h].Lemma]
}
