package neural

import (
	"slices"

	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/transition"
)

// Parser is the network of the parser. It is safe for concurrent use.
type Parser struct {
	words                         *words
	tags                          *features
	radius, first, second, hidden int
	near                          int
	bias1                         []uint64 // begins the sums of the first layer
	active1, active2, activeZ     factor
	layer2                        matrix // of the three places of the window, one after the other
	bias2                         []uint64
	// What a word's vector gives to the near positions: to those where every word comes,
	// and to each of the others, which is made when it is asked for.
	toSoon matrix
	toLate [transition.Positions]matrix
	place  [transition.Positions]int // of each position in a token's row
	// The sums of the hidden layer begin with what a state without tokens and children
	// has; rows hold the difference from that, so that what is not there costs nothing.
	bias           []uint64
	root           [][]uint64
	toTokens       []uint64 // begins what a token gives to all positions
	kidRel, kidTag [][]uint64
	misc           [][]uint64 // by pairs of small numbers
	setRel, setTag [][]uint64 // by side and relation or tag, a part for each holder
	move           matrix
	moveBias       []uint64
	label          [2]matrix // of Left and of Right
	labelBias      [2][]uint64
}

// soon are the positions where nearly every word comes: the stack's top, the buffer's first two.
var soon = [...]int{0, 2, 4}

const (
	rels    = int(ud.NumRel)
	pastTag = tags // the tag outside the sentence
	around  = 3    // words of the second layer's window
)

// ReadParser reads what extract/syntax/train wrote.
func ReadParser(data []byte) (*Parser, error) {
	f, err := read(data)
	if err != nil {
		return nil, err
	}
	s := f.numbers("shape", 9)
	p := &Parser{radius: int(s[0]), first: int(s[1]), second: int(s[2]), hidden: int(s[3]), near: int(s[4]),
		active1: factor(s[5]), active2: factor(s[6]), activeZ: factor(s[7])}
	if !f.fits(min(p.active1, p.active2, p.activeZ) >= leastFactor && p.near > soon[len(soon)-1] && p.near <= transition.Positions && p.hidden%prodLanes == 0,
		p.radius, p.first, p.second, p.hidden, p.near) {
		return nil, f.err
	}
	h, far := p.hidden, transition.Positions-p.near
	firsts := (2*p.radius + 1) * p.first
	p.words = readWords(f, firsts, far*h)
	width := int(s[8])
	by := f.numbers("tagsBy", 2)
	if !f.fits(by[0] > 0 && by[1] > 0 && width <= 128, width) {
		return nil, f.err
	}
	p.tags = &features{width: width, firsts: firsts, first: factor(by[0]), far: factor(by[1])}
	p.tags.embeddings = f.bytes("tags", tags+1, width)
	p.tags.weights = newMatrix(f.bytes("tagsFirst", firsts+far*h, width), firsts+far*h, width)
	p.tags.rows = make([]pointer, tags+1)
	p.bias1 = f.start("bias1", p.first)
	p.layer2 = newMatrices(f.bytes("second", around*p.second, p.first), around, p.second, p.first)
	p.bias2 = f.prodStart("bias2", p.second)
	near := f.bytes("near", p.near*h, p.second)
	each := h * p.second
	var together []int8
	for at, k := range soon {
		together = append(together, near[k*each:(k+1)*each]...)
		p.place[k] = at
	}
	p.toSoon = newMatrix(together, len(soon)*h, p.second)
	at := len(soon)
	for k := range transition.Positions {
		if slices.Contains(soon[:], k) {
			continue
		}
		if k < p.near {
			p.toLate[k] = newMatrix(near[k*each:(k+1)*each], h, p.second)
		}
		p.place[k] = at
		at++
	}
	p.bias = f.prodStart("bias", h)
	p.root = f.prods("root", transition.Positions, h)
	var lesses [][]uint64
	for k, gap := range f.prods("gap", transition.Positions, h) {
		add(p.bias, gap)
		subtract(p.root[k], gap)
		less := make([]uint64, len(gap))
		subtract(less, gap)
		lesses = append(lesses, less)
	}
	p.toTokens = make([]uint64, transition.Positions*prodWords(h))
	for k, less := range lesses {
		copy(p.toTokens[p.place[k]*prodWords(h):], less)
	}
	p.kidRel = f.prods("kidRel", transition.Children*rels, h)
	p.kidTag = f.prods("kidTag", transition.Children*tags, h)
	for c := range transition.Children {
		for _, rows := range [][][]uint64{p.kidRel[c*rels : (c+1)*rels], p.kidTag[c*tags : (c+1)*tags]} {
			nobody := slices.Clone(rows[0])
			add(p.bias, nobody)
			for _, r := range rows {
				subtract(r, nobody)
			}
		}
	}
	p.setRel = f.prods("setRel", 2*rels, transition.Holders*h)
	p.setTag = f.prods("setTag", 2*tags, transition.Holders*h)
	misc := f.prods("misc", transition.Miscs*transition.MiscSize, h)
	for i := 0; i < transition.Miscs; i += 2 {
		for a := range transition.MiscSize {
			for b := range transition.MiscSize {
				row := slices.Clone(misc[i*transition.MiscSize+a])
				add(row, misc[(i+1)*transition.MiscSize+b])
				p.misc = append(p.misc, row)
			}
		}
	}
	p.move = newMatrix(f.bytes("move", int(transition.Moves), h), int(transition.Moves), h)
	p.moveBias = f.prodStart("moveBias", int(transition.Moves))
	for i, name := range []string{"left", "right"} {
		p.label[i] = newMatrix(f.bytes(name, rels, h), rels, h)
		p.labelBias[i] = f.prodStart(name+"Bias", rels)
	}
	return p, f.err
}

// ParseScratch is a parser's memory between sentences; State holds the last tree.
type ParseScratch struct {
	State  transition.State
	view   transition.View
	words  window
	tags   window
	sums   []uint64 // of the first layer
	active []uint8
	parts  []uint64 // of the second layer, by word
	second []uint64
	tokens []uint64 // what each token gives to each position
	// The second layer's activations, of all tokens, and the positions to which they have
	// not been given yet, as bits.
	vectors []uint8
	missing []uint16
	sets    []uint64 // what the dependents of each token give to each holder
	hidden  []uint64
	moves   []uint64
	labels  []uint64
	rows    [][]uint64
}

// Parse finds the tree of a sentence.
func (p *Parser) Parse(words []string, tags []ud.XPOS, s *ParseScratch) {
	n := len(words)
	p.encode(words, tags, s)
	size := prodWords(p.hidden)
	const holders = transition.Holders
	s.sets = grow(s.sets, (n+1)*holders*size)
	clear(s.sets)
	s.hidden, s.moves = grow(s.hidden, size), grow(s.moves, p.move.words)
	s.active = grow(s.active, size*prodLanes+slack)
	st := &s.State
	st.Reset(n)
	for !st.Done() {
		p.sum(n, tags, s)
		rectifyProd(s.hidden, p.activeZ, s.active)
		copy(s.moves, p.moveBias)
		p.move.times(s.active, s.moves)
		var scores [transition.Moves]int32
		readProd(s.moves, scores[:])
		take, found := transition.Shift, false
		for m := transition.Shift; m < transition.Moves; m++ {
			if st.Allowed(m) && (!found || scores[m] > scores[take]) {
				take, found = m, true
			}
		}
		rel := ud.Rel(0)
		if take != transition.Shift {
			head, dep := st.Arc(take)
			rel = ud.Root
			if head < n {
				side := int(take - transition.Left)
				s.labels = grow(s.labels, p.label[side].words)
				copy(s.labels, p.labelBias[side])
				p.label[side].times(s.active, s.labels)
				rel = ud.Rel(best(s.labels, rels))
			}
			if st.Dependents(head) < transition.MaxSet {
				side := 0
				if dep > head {
					side = 1
				}
				s.rows = append(s.rows[:0], p.setRel[side*rels+int(rel)], p.setTag[side*len(p.setTag)/2+int(tags[dep])])
				addAll(s.sets[head*holders*size:(head+1)*holders*size], s.rows)
			}
		}
		st.Apply(take, rel)
	}
}

// vectorSize is the bytes of a token's activations of the second layer.
func (p *Parser) vectorSize() int { return (p.second + group - 1) / group * group }

// encode fills s.tokens.
func (p *Parser) encode(words []string, tags []ud.XPOS, s *ParseScratch) {
	n := len(words)
	size := prodWords(p.hidden)
	first, near, all := sumWords(p.first), p.near*size, transition.Positions*size
	window := (2*p.radius + 1) * first
	s.sums, s.parts = grow(s.sums, first), grow(s.parts, n*p.layer2.words)
	clear(s.parts)
	s.tokens = grow(s.tokens, n*all)
	s.active = grow(s.active, first*sumLanes+slack)
	// A word and its tag each have a row: the window's parts, then the far positions'.
	s.words.begin(p.words.edge, p.words.size, p.radius)
	past := p.tags.row(int32(pastTag))
	s.tags.begin(past, 0, p.radius)
	next := p.words.edge
	if n > 0 {
		next = p.words.soon(words[0], s.words.spare())
	}
	for i := range n + p.radius {
		a, b := next, past
		s.words.enter(a)
		if next = p.words.edge; i+1 < n {
			next = p.words.soon(words[i+1], s.words.spare())
		}
		if i < n {
			b = p.tags.row(int32(tags[i]))
			t := s.tokens[i*all+near : (i+1)*all]
			copy(t, p.toTokens[near:])
			s.rows = append(s.rows[:0], a[window:], b[window:])
			addAll(t, s.rows)
		}
		s.tags.enter(b)
		t := i - p.radius
		if t < 0 {
			continue
		}
		// The first layer, and each word's part of the second in its own place of the
		// window and in its neighbours'.
		copy(s.sums, p.bias1)
		s.rows = s.words.parts(s.rows[:0], first)
		s.rows = s.tags.parts(s.rows, first)
		addAll(s.sums, s.rows)
		rectify(s.sums, p.active1, s.active)
		p.layer2.times(s.active, s.parts[t*p.layer2.words:(t+1)*p.layer2.words])
	}
	second, vector := prodWords(p.second), p.vectorSize()
	s.second = grow(s.second, second)
	s.vectors, s.missing = grow(s.vectors, n*vector+prodLanes+slack), grow(s.missing, n)
	missing := uint16(1)<<p.near - 1
	for _, k := range soon {
		missing &^= 1 << k
	}
	for i := range n {
		copy(s.second, p.bias2)
		s.rows = s.rows[:0]
		for o := range around {
			if j := i + o - 1; j >= 0 && j < n {
				s.rows = append(s.rows, s.parts[j*p.layer2.words+o*second:][:second])
			}
		}
		addAll(s.second, s.rows)
		// What this writes beyond the vector's end the next one's overwrites.
		rectifyProd(s.second, p.active2, s.vectors[i*vector:])
		t := s.tokens[i*all : i*all+near]
		copy(t, p.toTokens)
		p.toSoon.times(s.vectors[i*vector:], t[:p.toSoon.words])
		s.missing[i] = missing
	}
}

// token is what token t gives to position k.
func (p *Parser) token(t, k int, s *ParseScratch) []uint64 {
	size := prodWords(p.hidden)
	out := s.tokens[(t*transition.Positions+p.place[k])*size:][:size]
	if s.missing[t]&(1<<k) != 0 {
		s.missing[t] &^= 1 << k
		p.toLate[k].times(s.vectors[t*p.vectorSize():], out)
	}
	return out
}

// sum makes the hidden layer of the state.
func (p *Parser) sum(n int, tags []ud.XPOS, s *ParseScratch) {
	st, v := &s.State, &s.view
	st.Look(v)
	size := prodWords(p.hidden)
	s.rows = s.rows[:0]
	for k, t := range v.Tokens {
		switch {
		case t < 0:
		case t == n:
			s.rows = append(s.rows, p.root[k])
		default:
			s.rows = append(s.rows, p.token(t, k, s))
		}
	}
	for c, k := range v.Kids {
		if k >= 0 {
			s.rows = append(s.rows, p.kidRel[c*rels+int(st.Rels[k])], p.kidTag[c*(len(p.kidTag)/transition.Children)+int(tags[k])])
		}
	}
	for i := 0; i < transition.Miscs; i += 2 {
		const pair = transition.MiscSize * transition.MiscSize
		s.rows = append(s.rows, p.misc[i/2*pair+int(v.Misc[i])*transition.MiscSize+int(v.Misc[i+1])])
	}
	for i, t := range v.Holders {
		if t >= 0 {
			s.rows = append(s.rows, s.sets[(t*transition.Holders+i)*size:][:size])
		}
	}
	copy(s.hidden, p.bias)
	addAll(s.hidden, s.rows)
}
