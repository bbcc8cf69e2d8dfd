package segment

import "dateline/corpus/weights"

// placeFeatures is the number of features of a place between words. The first glanceFeatures
// of them say whether more are worth asking for, and so do the first gateFeatures.
const (
	placeFeatures  = 64
	gateFeatures   = 16
	glanceFeatures = 8
)

// looks is what the features see of a token beyond its hash: kind, case, and what it
// is made of, in one number.
func (t *token) looks() uint16 {
	v := uint16(t.kind)<<5 | uint16(t.shape)<<2
	if t.dotted {
		v |= 2
	}
	if t.inner {
		v |= 1
	}
	return v
}

// marker is the number of a list's item that token i may carry, with its style, or 0:
// "3." "3)" "3.)" "(3)" "c." "c)".
type marker struct {
	style  uint8
	number int
	width  int // tokens
}

// sentences marks in c.ends the tokens that end sentences.
func (c *Cutter) sentences(text string) {
	t := c.tokens
	c.ends = c.ends[:0]
	c.places = c.places[:0]
	n := len(t)
	if n == 0 {
		return
	}
	c.loose = c.careless(text)
	// Words with a capital in a row, and how far it is to a finite verb, from the end on.
	run, far := uint8(0), uint8(255)
	for i := n - 1; i >= 0; i-- {
		if t[i].kind == letter {
			t[i].sort = c.sorts.of(t[i].hash)
		}
		if far < 255 {
			far++
		}
		if t[i].sort&sortMask == finite && t[i].kind == letter {
			far = 0
		} else if t[i].kind == stop || t[i].kind == bang {
			far = 255
		}
		t[i].verb = far
		switch {
		case t[i].kind == letter && (t[i].shape == title || t[i].shape == upper || t[i].shape == single || t[i].shape == mixed):
			run = min(run+1, 7)
		case t[i].kind == hyphen || t[i].kind == ampersand:
		default:
			run = 0
		}
		t[i].caps = run
		if k := t[i].kind; k != letter && k != digit && k != address && k != face {
			t[i].shape = 0 // of a mark: what touches it
			if t[i].glued {
				t[i].shape = 1
			}
			if i+1 < n && t[i+1].glued {
				t[i].shape |= 2
			}
		}
		t[i].look = t[i].looks()
	}
	c.starts, c.shapes = filter{}, filter{}
	c.counts = [numKinds]uint8{}
	for i := range t {
		if t[i].shape != 3 || t[i].kind == letter {
			c.counts[t[i].kind] = min(c.counts[t[i].kind]+1, 100)
		}
	}
	s := state{next: -1}
	c.starts.add(t[0].hash)
	c.shapes.add(c.start(0))
	final := uint32(t[n-1].look)
	list := c.marker(text, 0)
	behind := list.width // the token behind the number of an item that begins the sentence
	if list.number == 0 {
		behind = -1
	}
	for i := 1; i < n; i++ {
		s.see(&t[i-1])
		p, q := &t[i-1], &t[i]
		end, asked := false, false
		dots := c.dots(i)
		switch {
		case dots != noDots:
			end = dots == dotsEnd
		case i <= behind: // the number of an item does not end a sentence, nor does what is in it
		case list.number > 0 && list.follows(c.marker(text, i)):
			list = c.marker(text, i)
			end = true
		case q.kind == letter && q.shape == lower && (p.kind == letter && !p.dotted && (!c.loose || q.glued || s.lows == 0) || p.kind == comma || q.glued && p.kind != stop && p.kind != bang):
		case q.glued && (q.kind == comma || q.kind == stop || q.kind == bang || q.kind == semicolon || q.kind == colon || q.kind == closing || q.kind == apostrophe && q.inner):
		case q.kind == comma || q.kind == semicolon || q.kind == stop && q.end-q.start < 3:
		default:
			if !c.placeFeatures(text, i, &s, final) {
				break
			}
			pl := place{at: i, score: certain, gate: c.gate.hundredths(c.gated), again: c.seen}
			if found := c.features.hash[:placeFeatures]; c.teach != nil && c.teach.Place != nil {
				end = c.teach.Place(p.end, q.start, found)
			} else {
				score := c.model.sentences.sum(found)
				end = score > c.model.sentences.least
				pl.score = c.model.sentences.hundredths(score)
			}
			pl.end, asked = end, true
			c.places = append(c.places, pl)
		}
		if end && !asked {
			c.places = append(c.places, place{at: i, score: certain, gate: certain, end: true, rule: true})
		}
		if end {
			c.ends = append(c.ends, i)
			c.sentence(p, s.first)
			s.begin(i)
			c.starts.add(q.hash)
			c.shapes.add(c.start(i))
			if m := c.marker(text, i); m.number > 0 {
				behind = i + m.width
				if m.number == 1 {
					list = m
				}
			}
		}
	}
	c.ends = append(c.ends, n)
	c.sentence(&t[n-1], s.first)
}

// sentence takes a sentence that ends with token p into what is known of the document.
func (c *Cutter) sentence(p *token, first int) {
	c.sents++
	if p.kind == letter || p.kind == digit || p.kind == address {
		c.bare++
	}
	if c.tokens[first].kind == letter && c.tokens[first].shape == lower {
		c.small++
	}
	c.habit = min(bucket(c.sents), 5)<<8 | uint32(8*c.bare/c.sents)<<4 | uint32(4*c.small/c.sents)
	c.openings.add(c.tokens[first].hash)
	c.pairs.add(weights.Mix(c.tokens[first].hash ^ c.at(first+1).hash*3))
}

// seenBefore says what of the words behind a place was seen at beginnings of sentences: 1 the word, in
// the paragraph, 2 how the first two look, 4 the word in the document, 8 the first two.
func (c *Cutter) seenBefore(i int) uint8 {
	q := &c.tokens[i]
	v := uint8(0)
	if c.starts.has(q.hash) {
		v = 1
	}
	if c.shapes.has(c.start(i)) {
		v |= 2
	}
	if c.openings.has(q.hash) {
		v |= 4
	}
	if c.pairs.has(weights.Mix(q.hash ^ c.at(i+1).hash*3)) {
		v |= 8
	}
	return v
}

// What a row of full stops with spaces between them says of the place before a token.
const (
	noDots   = iota
	dotsGoOn // the sentence goes on
	dotsEnd  // it ends
)

// dots looks for an ellipsis of spaced full stops around the place before token i. Three
// are an ellipsis, in a sentence; a fourth is the full stop: the first, if it touches the
// word before it, and then the ellipsis begins the next sentence, or else the last.
func (c *Cutter) dots(i int) int {
	dot := func(j int) bool {
		t := c.at(j)
		return t.kind == stop && t.end-t.start == 1
	}
	if !dot(i-1) && !dot(i) {
		return noDots
	}
	const longest = 5
	first, last := i, i // the row is [first, last)
	for first > 0 && i-first < longest && dot(first-1) && (first == i || !c.tokens[first].glued) && (first < i || !c.at(i).glued) {
		first--
	}
	for last < len(c.tokens) && last-i < longest && dot(last) && !c.tokens[last].glued {
		last++
	}
	if last == i && first < i && c.at(i).glued {
		return noDots
	}
	n := last - first
	if n < 3 || n > 4 {
		return noDots
	}
	touches := first > 0 && c.tokens[first].glued
	switch {
	case i == last && n == 4 && !touches && c.at(i).kind != none && c.at(i).shape != lower:
		return dotsEnd
	case i == last && n == 4 && !touches:
		return noDots
	case i == first+1 && n == 4 && touches && last < len(c.tokens):
		if k := c.tokens[last].kind; k == quote || k == closing || k == apostrophe {
			return dotsGoOn
		}
		return dotsEnd
	case i == last && n == 3 && c.at(i).kind == letter && c.at(i).shape == lower:
		return dotsGoOn
	case i == last && n == 3:
		return noDots
	case i == last:
		return dotsGoOn // the ellipsis is of the sentence behind it
	case i == first && n == 3 || i > first:
		return dotsGoOn
	}
	return noDots
}

// start is how a sentence begins that begins at token i: what its first two tokens look like.
func (c *Cutter) start(i int) uint32 {
	return weights.Mix(uint32(c.at(i).look)<<16 | uint32(c.at(i+1).look))
}

// state is what is known of the sentence so far.
type state struct {
	first  int // its first token
	depth  uint32
	quoted uint32 // quotation marks since the paragraph began, modulo 2
	lows   uint32 // lower-case words
	verbs  uint32
	next   int // index of the next strong mark
}

func (s *state) begin(i int) { s.first, s.depth, s.lows, s.verbs = i, 0, 0, 0 }

// see takes a token into the sentence.
func (s *state) see(t *token) {
	switch t.kind {
	case letter:
		if t.shape == lower {
			s.lows++
		}
		if t.sort&sortMask == finite {
			s.verbs++
		}
	case opening:
		s.depth++
	case closing:
		if s.depth > 0 {
			s.depth--
		}
	case quote:
		s.quoted ^= 1
	}
}

// marker reads the number of a list's item at token i.
func (c *Cutter) marker(text string, i int) (m marker) {
	t := c.tokens
	if i >= len(t) {
		return m
	}
	j := i
	if t[j].kind == star && j+1 < len(t) {
		m.style |= 16
		j++
	}
	if t[j].kind == opening && j+1 < len(t) && t[j+1].glued {
		m.style |= 8
		j++
	}
	a := &t[j]
	size := a.end - a.start
	switch {
	case a.kind == digit && size <= 4:
		for k := a.start; k < a.end && text[k]-'0' <= 9; k++ {
			m.number = m.number*10 + int(text[k]-'0')
		}
	case a.kind == letter && size <= 2 && text[a.start] >= 'a' && text[a.start] <= 'z':
		m.number = int(text[a.start]-'a') + 1
		m.style |= 1
	default:
		return marker{}
	}
	// Marks behind the number, in the same token or in those that touch it.
	marks := 0
	k := a.start
	for k < a.end && (text[k]-'0' <= 9 || text[k] >= 'a' && text[k] <= 'z') {
		k++
	}
	if k == a.start || m.style&1 != 0 && k-a.start > 1 {
		return marker{}
	}
	for end := a.end; ; {
		for ; k < end; k++ {
			switch text[k] {
			case '.':
				m.style |= 2
			case ')':
				m.style |= 4
			default:
				return marker{}
			}
			marks++
		}
		j++
		if j >= len(t) || !t[j].glued {
			break
		}
		end = t[j].end
		if end-t[j].start > 2 {
			return marker{}
		}
	}
	if marks == 0 || marks > 2 || j >= len(t) {
		return marker{}
	}
	m.width = j - i
	return m
}

// follows reports whether next is the item behind m in the same list.
func (m marker) follows(next marker) bool {
	return m.number > 0 && next.style == m.style && next.number == m.number+1
}

func bucket(n int) uint32 {
	switch {
	case n <= 0:
		return 0
	case n < 5:
		return uint32(n)
	case n < 7:
		return 5
	case n < 10:
		return 6
	case n < 15:
		return 7
	case n < 25:
		return 8
	case n < 40:
		return 9
	}
	return 10
}

var nothing token

func (c *Cutter) at(i int) *token {
	if i < 0 || i >= len(c.tokens) {
		return &nothing
	}
	return &c.tokens[i]
}

// tail is the hash of the last letters of a word, which often tell its part of speech.
func (c *Cutter) tail(text string, t *token) uint32 {
	if t.kind != letter || t.end-t.start < 4 {
		return t.hash
	}
	a, b, d := text[t.end-3]|0x20, text[t.end-2]|0x20, text[t.end-1]|0x20
	return uint32(a)<<16 | uint32(b)<<8 | uint32(d)
}

// placeFeatures are the features of the place before token i. It reports whether a sentence
// may end there at all; if not, most features are left out.
func (c *Cutter) placeFeatures(text string, i int, s *state, final uint32) bool {
	t := c.tokens
	n := len(t)
	p2, p, q, q2 := c.at(i-2), &t[i-1], &t[i], c.at(i+1)
	P2, P, Q, Q2 := uint32(p2.look), uint32(p.look), uint32(q.look), uint32(q2.look)
	gap := uint32(0)
	if q.line {
		gap = 2
	} else if !q.glued {
		gap = 1
	}
	// M is the mark in force before the place: behind it closing marks may stand.
	M, word := P<<8, p.hash
	if p.kind == quote || p.kind == closing || p.kind == apostrophe {
		M = P<<8 | uint32(p2.kind) | 32
		word = p2.hash
	}
	if p.kind == stop || p.kind == bang {
		M = P<<8 | min(uint32(p.end-p.start), 4) | p.hash<<16
		word = p2.hash
	}
	MQ := weights.Combine(weights.Seed(9), M<<8|Q)
	PQ := P<<10 | Q
	f := &c.features
	f.n = 0
	// Most places are no ends at a glance.
	f.one(0)
	f.one(PQ)
	f.two(P2, PQ)
	f.two(PQ, Q2)
	f.three(P2, PQ, Q2)
	f.two(p.hash, Q)
	f.three(P, q.hash, uint32(q.shape))
	f.two(MQ, gap)
	if c.gate != nil {
		c.gated = c.gate.sum(f.hash[:glanceFeatures])
		if c.gated <= c.gate.glance {
			return false
		}
	}
	since, rest := bucket(i-s.first), bucket(n-i)
	c.seen = c.seenBefore(i)
	again, pair := uint32(c.seen&7), uint32(c.seen>>3)
	verbs := min(s.verbs, 2)
	sp2, sp, sq, sq2 := p2.sorted(), p.sorted(), q.sorted(), q2.sorted()
	// These let pass what may be an end at all.
	f.two(MQ, since)
	f.two(MQ, rest)
	f.three(sp, sq, Q)
	f.three(sp2<<8|sp, sq<<8|sq2, uint32(q.shape))
	f.two(PQ, again)
	f.three(MQ, verbs, since)
	f.two(p2.hash, PQ)
	f.two(PQ, q2.hash)
	if c.gate != nil {
		c.gated += c.gate.sum(f.hash[glanceFeatures:gateFeatures])
		if c.gated <= c.gate.least {
			return false
		}
	}
	p3, q3 := c.at(i-3), c.at(i+2)
	P3, Q3 := uint32(p3.look), uint32(q3.look)
	if s.next < i {
		s.next = i
		for s.next < n && t[s.next].kind != stop && t[s.next].kind != bang {
			s.next++
		}
	}
	far := bucket(s.next - i)
	if s.next >= n {
		far = 15
	}
	flags := s.quoted<<3 | min(s.depth, 2)<<1
	first := c.at(s.first)
	marks := uint32(0)
	if q.kind == digit || q.kind == letter && q.end-q.start <= 2 || q.kind == star || q.kind == hyphen || q.kind == opening {
		marks = 1 + uint32(q.kind) + uint32(q2.kind)<<5
		if q2.glued {
			marks |= 1 << 10
		}
	}
	same := uint32(0)
	if q.kind != letter {
		same = bucket(int(c.counts[q.kind]))
	}
	sp3, sq3 := p3.sorted(), q3.sorted()
	verb := min(uint32(q.verb), 6)
	tp, tq := c.tail(text, p), c.tail(text, q)
	f.three(P3<<10|P2, PQ, Q2<<10|Q3)
	f.one(p.hash)
	f.two(q.hash, uint32(q.shape))
	f.two(p.hash, q.hash)
	f.two(p2.hash, p.hash)
	f.three(q.hash, q2.hash, P)
	f.three(M, q.hash, uint32(q.shape))
	f.three(M, first.hash, since)
	f.two(MQ, flags)
	f.two(MQ, far)
	f.three(MQ, uint32(q.caps), bucket(int(s.lows)))
	f.three(M, uint32(p.class), Q)
	f.three(M, uint32(p.class), q.hash)
	f.three(word, M, q.hash)
	f.three(marks, P, since)
	f.two(marks, MQ)
	f.three(min(uint32(p.end-p.start), 8), PQ, min(uint32(q.end-q.start), 8))
	f.three(PQ, since, rest)
	f.three(PQ, uint32(first.shape)<<3|uint32(t[s.first].caps), bucket(int(s.lows)))
	f.two(MQ, final)
	f.three(PQ, far, rest)
	f.three(M, q.hash, q2.hash)
	f.three(uint32(q.caps), rest, PQ)
	f.three(word, M, Q)
	f.three(PQ, final, rest)
	f.three(verbs, far, PQ)
	f.three(first.hash, PQ, verbs)
	f.three(MQ, again, since)
	f.three(again, P<<10|uint32(q.kind), same)
	f.three(MQ, same, uint32(first.look))
	f.two(tp, Q)
	f.three(P, tq, uint32(q.shape))
	f.three(tp, tq, PQ)
	f.two(c.tail(text, p2), PQ)
	f.two(MQ, c.habit)
	f.three(PQ, c.habit, min(since, 6))
	f.three(P, uint32(q.shape)<<5|uint32(q.kind), c.habit)
	f.two(c.habit, q.hash<<6|P)
	f.three(pair, P, Q)
	f.three(q.hash, again>>2, P)
	f.three(sp, sq<<8|sq2, sq3<<8|uint32(q.shape))
	f.three(sp3<<8|sp2, sp, sq<<8|uint32(q.shape))
	f.three(sq<<8|sq2, sq3, P)
	f.three(sp2<<8|sp, Q, verb)
	f.three(verbs<<8|verb, PQ, min(since, 7))
	f.three(verbs<<8|verb, sp, sq<<8|uint32(q.shape))
	f.three(first.sorted(), verbs<<8|sp, sq<<8|uint32(q.shape))
	f.three(M, sq, Q)
	if f.n != placeFeatures {
		panic("segment: number of features")
	}
	return true
}

// careless reports whether the paragraph seems to be written without care for capitals and
// marks, so that sentences may part two words in lower case.
func (c *Cutter) careless(text string) bool {
	t := c.tokens
	n := len(t)
	if n < 4 {
		return false
	}
	first, last := &t[0], &t[n-1]
	if first.kind == letter && first.shape == lower || last.kind == letter || last.kind == face {
		return true
	}
	for i := range t {
		if t[i].hash == hashI && t[i].shape == lower && text[t[i].start:t[i].end] == "i" {
			return true
		}
	}
	return false
}

var hashI = hashOf("i")
