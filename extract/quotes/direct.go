package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// judgeMarks tells words of somebody from titles, nicknames and scare quotes.
func (r *reader) judgeMarks() {
	for k := range r.marks {
		m := &r.marks[k]
		m.quote = -1
		m.speech = r.isSpeech(k)
	}
}

// closeMarks ends marks that nothing closes before a cue that plainly follows their words: “We are
// ready, said the general. The troops had waited for weeks.
func (r *reader) closeMarks() {
	for k := range r.marks {
		m := &r.marks[k]
		if !m.runs && !m.loose || m.joins || m.tokens.Len() < 3 || !r.isQuoteMark(m.tokens.First) {
			continue
		}
		s := r.sentence(m.tokens.First + 1)
		for j := r.cueFrom(m.tokens.First); j < len(r.cues) && r.cues[j].verb < min(s.End, m.tokens.End); j++ {
			c := &r.cues[j]
			if c.frames&fParen == 0 || c.frames&fSpeech == 0 || !r.finite(c.verb) {
				continue
			}
			var stop int      // the comma
			e := c.tokens.End // where the cue with its subject ends
			if r.punct(c.verb-1, ',') {
				n, h := r.nounPhrase(e, s.End)
				if h < 0 {
					continue
				}
				stop, e = c.verb-1, n
			} else {
				for stop = c.verb - 1; stop > m.tokens.First && !r.punct(stop, ','); stop-- {
				}
				if n, h := r.nounPhrase(stop+1, c.verb); stop <= m.tokens.First || h < 0 || n != c.verb {
					continue
				}
			}
			if !r.endsSentence(e) {
				continue
			}
			for t := stop + 1; t < m.tokens.End; t++ {
				r.in[t] = -1
			}
			if m.runs && k+1 < len(r.marks) {
				r.marks[k+1].joins = false
			}
			m.tokens.End, m.runs, m.loose = stop+1, false, false
			m.End = r.d.Tokens[stop].End
			m.inner.End = m.End
			break
		}
	}
}

// isSpeech reports whether mark k holds an utterance rather than a few words of a
// sentence of the writer's.
func (r *reader) isSpeech(k int) bool {
	d, m := r.d, &r.marks[k]
	if m.tokens.Len() == 0 {
		return false
	}
	if m.joins || m.runs {
		return true
	}
	words, verbs, capitals, small := 0, 0, 0, 0
	for i := m.tokens.First; i < m.tokens.End; i++ {
		w := d.Word(i)
		if r.finite(i) || r.tag(i) == ud.VB {
			verbs++
		}
		w = strings.TrimLeft(w, "'\"“‘`") // the tokeniser may leave a mark on a word
		if w == "" || !wordy(w) || w == "n't" || w == "n’t" {
			continue
		}
		words++
		if w[0] >= 'A' && w[0] <= 'Z' || w[0] <= '9' {
			capitals++
		} else if smallWords[w] {
			small++
		}
	}
	if words == 0 {
		return false
	}
	inner := r.inner(m)
	if inner == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(inner)
	last := inner[len(inner)-1]
	stops := last == '.' || last == '!' || last == '?' || last == ',' || last == '-' || endsIn(inner, "—", "…", "–")
	begins := unicode.IsUpper(first) || unicode.IsDigit(first) || inner[0] == '.' || endsIn(inner[:min(len(inner), 3)], "…")
	title := capitals+small == words && (verbs == 0 || capitals > 2) || words > 2 && capitals*3 >= words*2 && verbs == 0

	para := r.paras[m.para]
	i := m.tokens.First - 1
	atStart := m.Start == para.Start || i >= 0 && r.sent[i] != r.sent[m.tokens.First]
	var left bool // the place before it is one for an utterance
	if !atStart && i >= 0 {
		switch {
		case r.punct(i, ',') || r.punct(i, ':') || r.dash(i):
			left = true
		default:
			for _, s := range r.b.verbs[r.d.Tokens[i].Lemma] {
				if len(s.rest) == 0 && s.frames&fDirect != 0 && r.verbal(i) {
					left = true
				}
			}
		}
	}
	after := m.tokens.End < len(d.Tokens) && r.punct(m.tokens.End, ',')
	if !atStart && begins && (r.announced(i) || r.answers(k)) && (stops || after || r.endsSentence(m.tokens.End)) && !(title && words > 1) {
		return true // he said: "Yes"
	}
	if m.loose {
		return atStart && (verbs > 0 || words > 6)
	}
	switch {
	case atStart && title && !(last == '!' || last == '?') && !(last == ',' && r.cueNear(m.tokens.End)):
		return false
	case atStart && (stops || after || r.endsSentence(m.tokens.End)):
		return true
	case atStart && verbs > 0 && words > 3:
		return true
	case left && begins && !title && (stops || words > 3 || r.endsSentence(m.tokens.End)):
		return true
	case left && !title && (stops || r.endsSentence(m.tokens.End)) && (verbs > 0 || words > 4):
		return true
	case stops && last != ',' && begins && words > 4 && verbs > 0 && !title:
		return true
	case last == ',' && begins && words > 4 && verbs > 0 && !title && r.cueNear(m.tokens.End):
		return true // the end of the sentence before it was not seen
	}
	return false
}

// announced reports whether token i is the comma or colon right behind a verb of saying.
func (r *reader) announced(i int) bool {
	if i < 1 || !r.punct(i, ':') && !r.punct(i, ',') {
		return false
	}
	k := r.cueFrom(i) - 1
	return k >= 0 && r.cues[k].tokens.End == i && r.cues[k].frames&fDirect != 0 && r.cues[k].frames&fSpeech != 0
}

// smallWords are written small in titles.
var smallWords = wordSet("a an the of in on at to for and or but with from by as is vs nor into over")

// cueNear reports whether a verb that follows quoted words stands within a few
// tokens of token i, with nothing but its subject before it.
func (r *reader) cueNear(i int) bool {
	if i >= len(r.d.Tokens) {
		return false
	}
	j := r.cueFrom(i)
	if j >= len(r.cues) || r.cues[j].verb > i+12 || r.cues[j].frames&fParen == 0 || r.cues[j].frames&fSpeech == 0 {
		return false
	}
	v := r.cues[j].verb
	if v == i {
		return true
	}
	e, h := r.nounPhrase(i, v)
	return h >= 0 && e == v
}

// endsSentence reports whether the sentence ends at token i.
func (r *reader) endsSentence(i int) bool {
	return i >= len(r.d.Tokens) || i > 0 && r.sent[i] != r.sent[i-1] || r.punct(i, '.') || r.punct(i, '!') || r.punct(i, '?')
}

// inner is what stands in mark m, without the marks that close words within it.
func (r *reader) inner(m *mark) string {
	s := trimSpace(r.d.Text[m.inner.Start:m.inner.End])
	for n := 0; n < 3; n++ {
		switch {
		case endsIn(s, "’", "”"):
			s = s[:len(s)-3]
		case endsIn(s, "'", "\""):
			s = s[:len(s)-1]
		default:
			return s
		}
	}
	return s
}

func trimSpace(s string) string {
	for s != "" && (s[0] == ' ' || s[0] == '\n' || s[0] == '\t' || s[0] == '\r') {
		s = s[1:]
	}
	for s != "" && (s[len(s)-1] == ' ' || s[len(s)-1] == '\n' || s[len(s)-1] == '\t' || s[len(s)-1] == '\r') {
		s = s[:len(s)-1]
	}
	return s
}

func endsIn(s string, ends ...string) bool {
	for _, e := range ends {
		if len(s) >= len(e) && s[len(s)-len(e):] == e {
			return true
		}
	}
	return false
}

// attach gives utterances in marks to the cues beside them.
func (r *reader) attach() {
	prev := -1 // quotation whose cue stood behind its first words
	for k := 0; k < len(r.marks); k++ {
		if r.marks[k].quote >= 0 {
			continue
		}
		if !r.marks[k].speech {
			if prev >= 0 && r.goesOnAfter(&r.found[prev], k) {
				pieces := []corpus.Range{r.marks[k].tokens}
				r.found[prev].pieces = append(r.found[prev].pieces, pieces...)
				r.claim(prev, pieces, k, k+1)
			}
			continue
		}
		end := k + 1
		for end < len(r.marks) && r.marks[end].joins {
			end++
		}
		pieces := make([]corpus.Range, 0, end-k)
		for j := k; j < end; j++ {
			if r.marks[j].tokens.Len() > 0 {
				pieces = append(pieces, r.marks[j].tokens)
			}
		}
		if end-k > 1 { // one piece over the paragraphs
			pieces = append(pieces[:0], corpus.Range{First: r.marks[k].tokens.First, End: r.marks[end-1].tokens.End})
		}
		q := quotation{pieces: pieces, head: -1, para: r.marks[k].para}
		if c, w := r.behindMark(end - 1); c != nil {
			q.cue, q.speaker, q.head, q.rule = c.tokens, w.tokens, w.head, ruleAfter
			q.pieces[0].First = r.lead(k)
			prev = r.keep(q, k, end)
			c.used, c.quote = true, prev
			k = end - 1
			continue
		}
		if c, w := r.beforeMark(k); c != nil && r.inserts(c, w, k) {
			prev = -1 // the cue stands in the middle of a sentence that ends in marks: see behind
			continue
		} else if c != nil {
			q.cue, q.speaker, q.head, q.rule = c.tokens, w.tokens, w.head, ruleBefore
			prev = r.keep(q, k, end)
			c.used, c.quote = true, prev
			k = end - 1
			continue
		}
		if n, w := r.reply(k); w.head >= 0 {
			q.cue, q.speaker, q.head, q.rule = corpus.Range{First: n, End: n + 1}, w.tokens, w.head, ruleBefore
			prev = r.keep(q, k, end)
			k = end - 1
			continue
		}
		if prev >= 0 && !r.marks[k].loose && !r.punct(max(r.marks[k].tokens.First-1, 0), ':') {
			p := &r.found[prev]
			s := int(r.sent[r.marks[k].tokens.First])
			if p.para == q.para && p.cue.Len() > 0 && s-int(r.sent[max(p.cue.First, p.pieces[len(p.pieces)-1].End-1)]) <= 1 && !r.cueBetween(p, q.pieces[0].First) {
				p.pieces = append(p.pieces, pieces...)
				r.claim(prev, pieces, k, end)
				k = end - 1
				continue
			}
		}
		prev = -1
		k = end - 1
	}
}

// answers reports whether mark k is what a noun of saying before a colon announces.
func (r *reader) answers(k int) bool {
	_, w := r.reply(k)
	return w.head >= 0
}

// reply is the noun of saying, with whose it is, that a colon parts from mark k: "Her answer: “No.”",
// "The mayor's reply to the strikers was short: “Never.”"
func (r *reader) reply(k int) (noun int, w who) {
	p := r.marks[k].tokens.First - 1
	if p < 1 || !r.punct(p, ':') || r.in[p] >= 0 {
		return 0, nobody
	}
	s := r.sentence(p)
	for i := p - 1; i >= s.First && i > p-15; i-- {
		if r.in[i] >= 0 || r.punct(i, ';') || r.finite(i) && r.d.Tokens[i].Lemma != "be" && r.d.Tokens[i].Lemma != "come" {
			break
		}
		if r.b.nouns[r.d.Tokens[i].Lemma]&fDirect == 0 || !r.tag(i).Nominal() {
			continue
		}
		if w, _ := r.owns(i, s); w.head >= 0 && r.leads(i, s.First) {
			return i, w
		}
	}
	return 0, nobody
}

// inserts reports whether a cue before mark k interrupts a sentence whose first words stand
// outside marks: The port, she said, “is closed”.
func (r *reader) inserts(c *cue, w who, k int) bool {
	m := &r.marks[k]
	inner, i := r.inner(m), w.tokens.First
	return w.head >= 0 && w.tokens.End <= c.verb && c.frames&fParen != 0 && inner != "" && inner[0] >= 'a' && inner[0] <= 'z' && r.punct(m.tokens.First-1, ',') &&
		i > r.sentence(i).First+1 && r.punct(i-1, ',') && r.owner[i-2] < 0
}

// lead is where the sentence of mark k begins, if its words go on from words of the
// speaker without marks: With so many, "there is no way," he said.
func (r *reader) lead(k int) int {
	m := &r.marks[k]
	i := m.tokens.First
	s := r.sentence(i)
	inner := r.inner(m)
	if i == s.First || inner == "" || inner[0] < 'a' || inner[0] > 'z' || m.joins {
		return i
	}
	j := r.cueFrom(s.First)
	if j < len(r.cues) && r.cues[j].verb < i && r.cues[j].frames&fSpeech != 0 {
		return i
	}
	for x := s.First; x < i; x++ {
		if r.owner[x] >= 0 || r.in[x] >= 0 && r.marks[r.in[x]].speech {
			return i
		}
	}
	return s.First
}

// goesOnAfter reports whether mark k goes on with quotation q behind its cue:
// "…," she said, but "…".
func (r *reader) goesOnAfter(q *quotation, k int) bool {
	m := &r.marks[k]
	i := m.tokens.First
	from := max(q.cue.End, q.speaker.End)
	if from < i && !r.punct(from, ',') {
		if e, h := r.nounPhrase(from, i); h >= 0 {
			from = e // "…," she told us, "…"
		}
	}
	if q.rule != ruleAfter || len(q.pieces) > 1 || m.tokens.Len() < 5 || i <= from || i > from+3 || r.sent[i] != r.sent[from-1] || !r.closed(k) {
		return false
	}
	return r.punct(from, ',') && (i == from+1 || i == from+2 && r.is(from+1, "and", "but", "or", "because", "so"))
}

// cueBetween reports whether an unused cue of direct speech stands between a
// quotation with its cue and token i.
func (r *reader) cueBetween(q *quotation, i int) bool {
	from := max(q.cue.End, q.pieces[len(q.pieces)-1].End)
	for j := r.cueFrom(from); j < len(r.cues) && r.cues[j].verb < i; j++ {
		if r.cues[j].frames&(fDirect|fParen) != 0 && !r.cues[j].used && r.tag(r.cues[j].verb) != ud.VBG { // "she said, laughing."
			return true
		}
	}
	return false
}

// cueFrom is the index of the first cue at token i or after it.
func (r *reader) cueFrom(i int) int {
	lo, hi := 0, len(r.cues)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.cues[mid].verb < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// keep adds a quotation and gives it its tokens.
func (r *reader) keep(q quotation, k, end int) int {
	n := len(r.found)
	r.found = append(r.found, q)
	r.claim(n, q.pieces, k, end)
	return n
}

func (r *reader) claim(n int, pieces []corpus.Range, k, end int) {
	for _, p := range pieces {
		for i := p.First; i < p.End; i++ {
			r.owner[i] = int32(n)
		}
	}
	for j := k; j < end; j++ {
		r.marks[j].quote = n
	}
}

// maxReach bounds the search for the verb of a cue beside marks, in tokens.
const maxReach = 45

// behindMark finds the cue after mark k: "…," she said; "…," said the minister.
func (r *reader) behindMark(k int) (*cue, who) {
	d, m := r.d, &r.marks[k]
	t := m.tokens.End
	if t >= len(d.Tokens) || m.runs || m.loose && m.End == r.paras[m.para].End {
		return nil, nobody
	}
	if r.para(t) != m.para {
		return nil, nobody
	}
	inner := r.inner(m)
	if inner == "" {
		return nil, nobody
	}
	last := inner[len(inner)-1]
	s := r.sentence(t)
	fresh := r.sent[t] != r.sent[t-1]
	if last == '.' && (fresh || unicode.IsUpper(rune(r.byteAt(t)))) || fresh && last != ',' && last != '?' && last != '!' && !endsIn(inner, "—", "…", "-") {
		return nil, nobody
	}
	if last == ';' || last == ':' {
		return nil, nobody
	}
	comma := last == ',' || last == '?' || last == '!' || last == '-' || endsIn(inner, "—", "…", "–")
	if r.punct(t, ',') || r.dash(t) {
		comma = true
		t++
	}
	for t < s.End && r.is(t, "—", "―", "--", "as", "so") {
		t++
	}
	limit := min(s.End, t+maxReach)
	for i := t; i < limit; i++ {
		if r.in[i] >= 0 && r.marks[r.in[i]].speech || r.punct(i, ';') || r.punct(i, ':') {
			break
		}
		j := r.cueFrom(i)
		if j >= len(r.cues) || r.cues[j].verb >= limit {
			break
		}
		c := &r.cues[j]
		stop := false
		for x := i; x < c.verb; x++ {
			if r.in[x] >= 0 && r.marks[r.in[x]].speech || r.punct(x, ';') {
				stop = true
			}
		}
		if stop {
			break
		}
		i = c.verb
		if c.used || c.frames&(fParen|fDirect) == 0 {
			continue
		}
		x := r.tag(c.verb)
		if c.verb <= t+1 && (c.verb == t || r.tag(t) == ud.RB) && x != ud.VBG {
			if w := r.after(c.tokens.End, s.End); w.head >= 0 {
				return c, w
			}
			if !comma {
				continue
			}
			// "…," said in a statement
			if w := r.speaker(c); w.head >= 0 && w.tokens.End <= m.tokens.First {
				return c, w
			}
			continue
		}
		if x == ud.VBG || x == ud.VB && !r.helped(c.verb) {
			continue
		}
		i := r.verbPhrase(c.verb, t)
		w := r.spanning(t, i)
		if w.head < 0 && r.tag(t) != ud.IN && r.tag(t) != ud.WRB {
			w = r.beforeName(t, i)
		}
		if w.head < 0 {
			if w = r.speaker(c); w.head < 0 || w.tokens.First < t || w.tokens.First > t+3 || r.tag(t) == ud.IN || r.tag(t) == ud.WRB {
				continue
			}
		}
		if !comma && c.verb-w.tokens.End > 2 {
			continue
		}
		return c, w
	}
	return nil, nobody
}

// helped reports whether a verb in its base form has an auxiliary before it.
func (r *reader) helped(v int) bool {
	for i := v - 1; i >= 0 && i >= v-3; i-- {
		if r.tag(i) == ud.MD || r.d.Tokens[i].UPOS == ud.AUX {
			return true
		}
	}
	return false
}

// beforeMark finds the cue before mark k: she said: "…"; she told CNN "…".
func (r *reader) beforeMark(k int) (*cue, who) {
	m := &r.marks[k]
	s := m.tokens.First
	p := s - 1
	if p < 0 || r.para(p) != m.para && !r.punct(p, ':') {
		return nil, nobody
	}
	if r.in[p] >= 0 && r.marks[r.in[p]].speech {
		return nil, nobody
	}
	colon := r.punct(p, ':')
	comma := colon || r.punct(p, ',') || r.dash(p)
	if r.sent[p] != r.sent[s] && !comma {
		return nil, nobody
	}
	first := r.sentence(p).First
	limit := p + 1
	if comma {
		limit = p
	}
	for j := r.cueFrom(limit) - 1; j >= 0 && r.cues[j].verb >= first; j-- {
		c := &r.cues[j]
		if c.frames&fDirect == 0 {
			continue
		}
		if c.used || r.owner[c.verb] >= 0 {
			break
		}
		if !r.light(c.tokens.End, limit, colon, c) {
			break
		}
		if colon && limit-c.tokens.End > 2 {
			// A clause before the colon is content too.
			if _, rl, ok := r.opens(c); ok && (rl == ruleThat || rl == ruleBare) {
				break
			}
		}
		if !comma && c.tokens.End < limit {
			// "told CNN": a recipient only
			if e, h := r.nounPhrase(c.tokens.End, limit); h < 0 || e != limit || c.frames&fWhoThat == 0 {
				break
			}
		}
		if !comma && !r.closed(k) {
			break
		}
		if r.passive(c) && !colon {
			return c, r.agent(c)
		}
		return c, r.speaker(c)
	}
	return nil, nobody
}

// closed reports whether the sentence or clause ends with mark k.
func (r *reader) closed(k int) bool {
	m := &r.marks[k]
	inner := r.inner(m)
	if inner != "" {
		switch inner[len(inner)-1] {
		case '.', ',', '!', '?':
			return true
		}
	}
	t := m.tokens.End
	return r.endsSentence(t) || r.punct(t, ',') || r.punct(t, ';') || r.dash(t) || r.tag(t) == ud.CC
}

// light reports whether nothing but adverbials, recipients and insertions stands
// in the tokens, so that the verb before them governs what follows.
func (r *reader) light(from, to int, colon bool, c *cue) bool {
	for i := from; i < to; i++ {
		if r.in[i] >= 0 && r.marks[r.in[i]].speech {
			return false
		}
		if r.finite(i) && !colon && !r.relative(i, from) {
			return false
		}
		if r.is(i, "that") && !colon && (i == from || !(r.tag(i) == ud.DT && i > 0 && r.tag(i-1) == ud.IN)) {
			return false
		}
	}
	return to-from <= maxReach
}
