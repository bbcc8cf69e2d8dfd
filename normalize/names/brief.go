package names

import (
	"math/bits"
	"slices"
)

// brief is what the first test of a candidate pair reads of a name: the numbers
// of its tokens, and which of them must find an answer. Briefs lie side by side
// in memory and are small, since most pairs end there.
type brief struct {
	from    uint32 // into ids
	letters uint16 // of all its words
	n       uint8  // tokens, at most briefWords
	must    uint8  // the tokens that contradict another name's if neither finds an answer
	kind    Kind   // Any: no brief could be made, the names must be compared
}

const briefWords = 8

// brief makes the briefs of all nodes.
func (c *clusterer) brief() {
	c.tokens = make([]*token, len(c.r.known)+1)
	for _, t := range c.r.known {
		c.tokens[t.id] = t
	}
	c.briefs = make([]brief, len(c.nodes))
	for i := range c.nodes {
		c.briefs[i] = c.briefOf(c.nodes[i].p)
	}
}

func (c *clusterer) briefOf(p *parsed) brief {
	b := brief{from: uint32(len(c.ids))}
	add := func(t *token, must bool) bool {
		if t.id == 0 || b.n == briefWords {
			return false
		}
		if must {
			b.must |= 1 << b.n
		}
		b.n++
		b.letters += uint16(len(t.plain))
		c.ids = append(c.ids, t.id)
		return true
	}
	if p.kind == Person {
		for i, t := range p.toks {
			if p.marks[i].joined != nil || !add(t, !t.initial && !p.marks[i].light) {
				return brief{}
			}
		}
	} else {
		if p.acronym != "" {
			return brief{}
		}
		for i := range p.words {
			if !add(p.words[i].tok, p.words[i].weight >= weightOwn) {
				return brief{}
			}
		}
	}
	b.kind = p.kind
	return b
}

// hopeless is a cheap test that two names cannot score as much as a link needs:
// both have words that answer to nothing in the other. It errs on the side of
// comparing.
func (c *clusterer) hopeless(a, b int32) bool {
	x, y := &c.briefs[a], &c.briefs[b]
	if x.kind == Any || y.kind == Any || x.must == 0 || y.must == 0 {
		return false
	}
	person := x.kind == Person && y.kind == Person
	if !person && (x.letters == y.letters || bits.OnesCount8(x.must) > 2 && bits.OnesCount8(y.must) > 2) {
		return false // the same letters divided otherwise, or two bodies that agree in much
	}
	p, q := c.ids[x.from:x.from+uint32(x.n)], c.ids[y.from:y.from+uint32(y.n)]
	asian := person && c.nodes[a].p.asian && c.nodes[b].p.asian
	// The same word answers to itself and to nothing else.
	leftA, leftB := x.must, y.must
	openA, openB := uint8(1)<<x.n-1, uint8(1)<<y.n-1
	for i, s := range p {
		for k, t := range q {
			if s == t && openA>>i&1 == 1 && openB>>k&1 == 1 {
				openA &^= 1 << i
				openB &^= 1 << k
			}
		}
	}
	leftA, leftB = leftA&openA, leftB&openB
	if leftA == 0 || leftB == 0 {
		return false
	}
	if person {
		// A lone word answers to the family name of a longer one, to the letter or by sound.
		if x.n == 1 && bits.OnesCount8(y.must) > 1 {
			return !oneSound(c.tokens[p[0]], c.nodes[b].p.toks[c.nodes[b].p.family]) && !c.mayJoin(q, p, leftB, asian)
		}
		if y.n == 1 && bits.OnesCount8(x.must) > 1 {
			return !oneSound(c.tokens[q[0]], c.nodes[a].p.toks[c.nodes[a].p.family]) && !c.mayJoin(p, q, leftA, asian)
		}
	}
	// Then the tokens' consonants alone, then how the tokens answer.
	for _, exact := range [2]bool{false, true} {
		if c.unanswered(p, q, leftA, openB, person, asian, exact) && c.unanswered(q, p, leftB, openA, person, asian, exact) {
			return !(person && (c.mayJoin(p, q, leftA, asian) || c.mayJoin(q, p, leftB, asian)))
		}
	}
	return false
}

// unanswered says whether some token of p that must have an answer has none among
// the open ones of q.
func (c *clusterer) unanswered(p, q []uint32, must, open uint8, person, asian, exact bool) bool {
next:
	for i, s := range p {
		if must>>i&1 == 0 {
			continue
		}
		for k, t := range q {
			if open>>k&1 == 1 && c.mayAnswer(s, t, person, asian, exact) {
				continue next
			}
		}
		return true
	}
	return false
}

// oneSound says whether two words may be the same in some custom.
func oneSound(x, y *token) bool {
	if x.plain == y.plain || x.abjad || y.abjad {
		return true
	}
	if x.first.is&y.first.is == 0 || x.last.is&y.last.is == 0 {
		return false
	}
	for _, s := range x.sounds {
		if slices.Contains(y.sounds, s) {
			return true
		}
	}
	return false
}

// mayAnswer says whether two tokens may be linked.
func (c *clusterer) mayAnswer(s, t uint32, person, asian, exact bool) bool {
	x, y := c.tokens[s], c.tokens[t]
	given := len(x.given) > 0 && len(y.given) > 0
	if exact || person && given {
		l, _ := c.memo.link(x, y, asian)
		return l != none || !person && given && misprint(x.plain, y.plain)
	}
	switch {
	case mayBeAlike(x, y), given, asian, x.initial != y.initial:
		return true
	case !person:
		return false
	}
	return short(x, y) || short(y, x) || servant(x, y) || servant(y, x)
}

// mayJoin says whether two words in a row, one of them without an answer, may
// be one word of the other name.
func (c *clusterer) mayJoin(p, q []uint32, left uint8, asian bool) bool {
	for i := 0; i+1 < len(p); i++ {
		if left>>i&3 == 0 {
			continue
		}
		x, y := c.tokens[p[i]], c.tokens[p[i+1]]
		for _, t := range q {
			z := c.tokens[t]
			d := len(x.plain) + len(y.plain) - len(z.plain)
			if len(z.plain) >= 4 && d <= 3 && d >= -3 && runMayBe(x, y, z) &&
				!c.settled(p[i], q, asian) && !c.settled(p[i+1], q, asian) && !c.settled(t, p, asian) {
				return true
			}
		}
	}
	return false
}

// settled says whether a token has an answer good enough not to be part of a join.
func (c *clusterer) settled(s uint32, q []uint32, asian bool) bool {
	for _, t := range q {
		if l, _ := c.memo.link(c.tokens[s], c.tokens[t], asian); l != none && l < close {
			return true
		}
	}
	return false
}
