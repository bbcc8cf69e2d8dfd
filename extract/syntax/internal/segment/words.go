package segment

import "dateline/corpus/weights"

// token is a word or mark of the paragraph.
type token struct {
	start, end int
	hash       uint32 // of its letters in lower case
	kind       kind   // of its first atom that is no mark, or of its first
	shape      shape
	class      uint8 // of an abbreviation, from the table; 0 for other words
	dotted     bool  // a word with its full stop
	inner      bool  // a word with marks inside
	glued      bool  // no white space before it
	line       bool  // a line end before it
	sort       uint8 // part of speech that the word has most often
	verb       uint8 // number of words to the next finite verb before a mark, or 255
	caps       uint8 // number of words with a capital from here on, up to 7
	look       uint16
}

// jointFeatures is the number of features of a joint.
const jointFeatures = 30

// Hashes of the clitics behind an apostrophe.
var (
	hashT   = hashOf("t")
	hashN   = hashOf("n")
	clitics = [...]uint32{hashOf("s"), hashOf("m"), hashOf("d"), hashOf("re"), hashOf("ve"), hashOf("ll")}
)

// words makes tokens of the atoms.
func (c *Cutter) words(text string) {
	tokens := c.tokens[:0]
	atoms := c.atoms
	forced := -1 // index of an atom that is joined to the one before it by rule
	for i := range atoms {
		a := &atoms[i]
		if !a.glued || len(tokens) == 0 {
			tokens = append(tokens, newToken(a))
			c.piece, c.pieceAtoms, c.pieceStops, c.joined = a.hash, 1, false, false
			tokens = c.contraction(text, tokens, i)
			continue
		}
		b := &atoms[i-1]
		join := false
		switch {
		case forced == i:
			join = true
		case a.kind == apostrophe && b.kind == letter && i+1 < len(atoms) && atoms[i+1].glued && atoms[i+1].kind == letter && c.endsChunk(i+1) && isClitic(atoms[i+1].hash):
			forced = i + 1
		case a.kind == apostrophe && b.kind == letter && i+1 < len(atoms) && atoms[i+1].glued && atoms[i+1].hash == hashT && c.endsChunk(i+1) && text[b.end-1]|0x20 == 'n':
			// don't: the n goes over to the clitic
			forced = i + 1
			t := &tokens[len(tokens)-1]
			if b.end-b.start == 1 && c.pieceAtoms == 1 {
				join = true
				break
			}
			t.end--
			t.hash = weights.Mix(t.hash ^ hashN)
			tokens = append(tokens, token{start: t.end, end: a.end, hash: weights.Combine(hashN, a.hash), kind: letter, shape: lower, glued: true, inner: true})
			c.piece, c.pieceAtoms, c.pieceStops, c.joined = hashN, 2, false, true
			continue
		case a.kind == comma && b.kind == letter, a.kind == quote, a.kind == semicolon, b.kind == quote, a.kind == address, a.kind == face, b.kind == face:
		default:
			join = c.joint(i)
		}
		c.joined = join
		if !join {
			tokens = append(tokens, newToken(a))
			c.piece, c.pieceAtoms, c.pieceStops = a.hash, 1, false
			tokens = c.contraction(text, tokens, i)
			continue
		}
		t := &tokens[len(tokens)-1]
		t.end = a.end
		c.piece = weights.Combine(c.piece, a.hash)
		c.pieceAtoms++
		switch {
		case a.kind == stop && (t.kind == letter || t.kind == digit):
			t.dotted = true
			if t.class == 0 && t.kind == letter {
				t.class = c.lexicon.classOf(t.hash)
			}
			c.pieceStops = true
		case a.kind == letter || a.kind == digit:
			if t.kind != letter && t.kind != digit || t.kind == apostrophe {
				t.kind, t.shape = a.kind, a.shape
			}
			t.dotted, t.inner = false, true
		default:
			t.inner = true
		}
		t.hash = weights.Combine(t.hash, a.hash)
	}
	c.tokens = tokens
}

func newToken(a *atom) token {
	return token{start: a.start, end: a.end, hash: a.hash, kind: a.kind, shape: a.shape, glued: a.glued, line: a.line}
}

func isClitic(h uint32) bool {
	for _, c := range clitics {
		if c == h {
			return true
		}
	}
	return false
}

// endsChunk reports whether no letter or digit touches the end of atom i, nor an
// apostrophe with one behind it that begins no clitic.
func (c *Cutter) endsChunk(i int) bool {
	next := c.glued(i + 1)
	if next == letter || next == digit || next == underscore {
		return false
	}
	return next != apostrophe || c.glued(i+2) != letter || isClitic(c.atoms[i+2].hash)
}

// glued is the kind of atom i if it touches the one before it, or none.
func (c *Cutter) glued(i int) kind {
	if i >= len(c.atoms) || !c.atoms[i].glued {
		return none
	}
	return c.atoms[i].kind
}

// contraction cuts the last token, which is atom i, if it is two words written as one,
// or three (dunno).
func (c *Cutter) contraction(text string, tokens []token, i int) []token {
	a := &c.atoms[i]
	hash, start := a.hash, a.start
	for a.kind == letter && a.end-start <= c.lexicon.longest && c.lexicon.filter.has(hash) {
		cut, ok := c.lexicon.contractions[hash]
		if !ok || a.end-start != len(cut.word) {
			break
		}
		t := &tokens[len(tokens)-1]
		second := token{start: start + cut.cut, end: a.end, hash: cut.second, kind: letter, shape: a.shape, glued: true}
		if a.shape == title {
			second.shape = lower
		}
		t.end, t.hash = second.start, cut.first
		tokens = append(tokens, second)
		hash, start = cut.second, second.start
	}
	return tokens
}

// joint reports whether atom i, which touches the one before it, continues its word.
func (c *Cutter) joint(i int) bool {
	c.jointFeatures(i)
	found := c.features.hash[:jointFeatures]
	if c.teach != nil && c.teach.Joint != nil {
		return c.teach.Joint(c.atoms[i].start, found)
	}
	return c.model.words.sum(found) > c.model.words.least
}

// edge is what the features see of an atom.
type edge struct {
	kind  uint32
	hash  uint32
	size  uint32
	shape uint32
}

func (c *Cutter) edge(i int, glued bool) edge {
	if i < 0 || i >= len(c.atoms) || !glued {
		return edge{}
	}
	a := &c.atoms[i]
	return edge{uint32(a.kind), a.hash, a.size(), uint32(a.shape)}
}

// jointFeatures are the features of the place before atom i.
func (c *Cutter) jointFeatures(i int) {
	atoms := c.atoms
	gluedAt := func(j int) bool { return j > 0 && j < len(atoms) && atoms[j].glued }
	l, r := c.edge(i-1, true), c.edge(i, true)
	g := gluedAt(i - 1)
	ll := c.edge(i-2, g)
	g = g && gluedAt(i-2)
	lll := c.edge(i-3, g)
	g = gluedAt(i + 1)
	rr := c.edge(i+1, g)
	g2 := g && gluedAt(i+2)
	rrr := c.edge(i+2, g2)
	// What stands behind the chunk, if this joint is its last, and before it, if it is its first.
	var after, before edge
	last := uint32(0)
	if !g {
		last = 1
		after = c.edge(i+1, i+1 < len(atoms))
	} else if !g2 {
		last = 2
		after = c.edge(i+2, i+2 < len(atoms))
	}
	first := uint32(0)
	if !gluedAt(i - 1) {
		first = 1
		before = c.edge(i-2, i > 1)
		if i == 1 {
			first = 2
		}
	}
	joined := uint32(0)
	if c.joined {
		joined = 1
	}
	lr := l.kind<<5 | r.kind
	four := (ll.kind<<5|l.kind)<<10 | r.kind<<5 | rr.kind
	lrj := lr<<1 | joined
	afterClass := after.kind<<3 | after.shape
	var class uint32
	if r.kind == uint32(stop) && l.kind == uint32(letter) {
		class = uint32(c.lexicon.classOf(l.hash))
	}
	if l.kind == uint32(digit) && r.kind == uint32(letter) {
		class = uint32(c.lexicon.classOf(r.hash))
	}
	suffix := uint32(0)
	if rr.kind == uint32(letter) && r.kind == uint32(stop) {
		suffix = uint32(c.lexicon.suffix[rr.hash])
	} else if r.kind == uint32(letter) && l.kind == uint32(stop) {
		suffix = uint32(c.lexicon.suffix[r.hash])
	}
	stops := uint32(0)
	if c.pieceStops {
		stops = 1
	}
	f := &c.features
	f.n = 0
	f.one(lr)
	f.one(ll.kind<<10 | lr)
	f.one(lr<<5 | rr.kind)
	f.one(four)
	f.two(lll.kind<<5|rrr.kind, four)
	f.two((((lll.kind<<5|rrr.kind)<<2|last)<<2|first)<<1|joined, four)
	f.two(r.kind, l.hash)
	f.two(l.kind, r.hash)
	f.two(l.hash, r.hash)
	f.two(lr, ll.hash)
	f.two(lr, rr.hash)
	f.two((r.kind<<5|rr.kind)<<1|joined, l.hash)
	f.three(r.kind, l.hash, rr.hash)
	f.three(lr, ll.hash, rr.hash)
	f.one(((l.shape<<3|l.size)<<5|r.kind)<<5 | ll.kind)
	f.one(((r.shape<<3|r.size)<<5|l.kind)<<5 | rr.kind)
	f.one((((l.shape<<10|lr)<<3|rr.shape)<<5|rr.kind)<<2 | last)
	f.two(((ll.size<<3|l.size)<<3|r.size)<<3|rr.size, four)
	f.one((lrj<<5|ll.kind)<<3 | ll.shape)
	f.two((r.kind<<8|afterClass)<<2|last, l.hash)
	f.two((lrj<<3|l.shape)<<2|last, after.hash)
	f.one((((lrj<<3|l.shape)<<3|l.size)<<8|afterClass)<<2 | last)
	f.one(((class<<10|lr)<<8|afterClass)<<2 | last)
	f.one(((((suffix<<10|lr)<<3|l.shape)<<3|rr.shape)<<5|rr.kind)<<2 | last)
	f.two((r.kind<<2|last)<<8|afterClass, c.piece)
	f.two(r.kind, c.piece)
	f.one((((stops<<10|lr)<<3|l.shape)<<8|afterClass)<<2 | last)
	f.one((((before.kind<<3|before.shape)<<10|lr)<<3|l.shape)<<2 | last)
	f.two(lr<<2|last, before.hash)
	f.one((((first<<10|lr)<<3|l.shape)<<3|l.size)<<2 | last)
	if f.n != jointFeatures {
		panic("segment: number of features")
	}
}
