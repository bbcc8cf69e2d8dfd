package neural

import (
	"slices"

	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/transition"
)

// Parser is the network of the parser. It is safe for concurrent use.
type Parser struct {
	words                         *words
	tags                          [][]uint64 // rows of tags, like those of words
	radius, first, second, hidden int
	near                          int
	bias1                         []uint64 // begins the sums of the first layer
	active1, active2, activeZ     factor
	layer2                        matrix // over the three places of the window
	bias2                         []int32
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
	misc           [][]uint64 // by pairs of small numbers; those of the first have bias too
	setRel, setTag [][]uint64 // by side and relation or tag, a part for each holder
	move           matrix
	moveBias       []int32
	label          [2]matrix // of Left and of Right
	labelBias      [2][]int32
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
	if !f.fits(min(p.active1, p.active2, p.activeZ) >= leastFactor && p.near > soon[len(soon)-1] && p.near <= transition.Positions && p.first%eights == 0 && p.second%eights == 0 && p.hidden%(prodLanes*eights) == 0,
		p.radius, p.first, p.second, p.hidden, p.near) {
		return nil, f.err
	}
	h, far := p.hidden, transition.Positions-p.near
	firsts := (2*p.radius + 1) * p.first
	p.words = readWords(f, firsts, far*h)
	width := int(s[8])
	by := f.numbers("tagsBy", 2)
	if !f.fits(by[0] > 0 && by[1] > 0 && width <= widest, width) {
		return nil, f.err
	}
	tag := &features{width: width, firsts: firsts, first: factor(by[0]), far: factor(by[1])}
	tag.embeddings = f.bytes("tags", tags+1, width)
	tag.weights = newMatrix(f.bytes("tagsFirst", firsts+far*h, width), firsts+far*h, 1, width, false)
	for i := range pastTag + 1 {
		p.tags = append(p.tags, tag.compute(int32(i)))
	}
	p.bias1 = f.start("bias1", p.first)
	places := f.bytes("second", around*p.second, p.first)
	var second []int8
	for j := range p.second {
		for o := range around {
			second = append(second, places[(o*p.second+j)*p.first:][:p.first]...)
		}
	}
	p.layer2 = newMatrix(second, p.second, around, p.first, false)
	p.bias2 = f.numbers("bias2", p.second)
	near := f.bytes("near", p.near*h, p.second)
	each := h * p.second
	var together []int8
	for at, k := range soon {
		together = append(together, near[k*each:(k+1)*each]...)
		p.place[k] = at
	}
	p.toSoon = newMatrix(together, len(soon)*h, 1, p.second, true)
	at := len(soon)
	for k := range transition.Positions {
		if slices.Contains(soon[:], k) {
			continue
		}
		if k < p.near {
			p.toLate[k] = newMatrix(near[k*each:(k+1)*each], h, 1, p.second, true)
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
	upon := p.bias
	for i := 0; i < transition.Miscs; i += 2 {
		for a := range transition.MiscSize {
			for b := range transition.MiscSize {
				row := slices.Clone(upon)
				add(row, misc[i*transition.MiscSize+a])
				add(row, misc[(i+1)*transition.MiscSize+b])
				p.misc = append(p.misc, row)
			}
		}
		upon = make([]uint64, prodWords(h))
	}
	p.move = newMatrix(f.bytes("move", int(transition.Moves), h), int(transition.Moves), 1, h, false)
	p.moveBias = f.numbers("moveBias", int(transition.Moves))
	for i, name := range []string{"left", "right"} {
		p.label[i] = newMatrix(f.bytes(name, rels, h), rels, 1, h, false)
		p.labelBias[i] = f.numbers(name+"Bias", rels)
	}
	return p, f.err
}

// ParseScratch is a parser's memory between sentences; State holds the last tree.
type ParseScratch struct {
	State  transition.State
	view   transition.View
	words  reading
	tags   [][]uint64 // rows of tags, with as many of what is outside at either end as the window needs
	sums   []uint64   // of the first layer
	firsts actives    // its activations of all tokens, and of one outside at either end
	second actives    // those of the second layer
	tokens []uint64   // what each token gives to each position
	// The positions to which the second layer's activations have not been given yet, as bits.
	missing []uint16
	sets    []uint64 // what the dependents of each token, if it has any, give to each holder
	hidden  []uint64
	active  actives // of the hidden layer
	rows    [][]uint64
}

// Parse finds the tree of a sentence.
func (p *Parser) Parse(words []string, tags []ud.XPOS, s *ParseScratch) {
	n := len(words)
	p.encode(words, tags, s)
	size := prodWords(p.hidden)
	const holders = transition.Holders
	s.sets = grow(s.sets, (n+1)*holders*size)
	s.hidden = grow(s.hidden, size)
	s.active.begin(1, p.hidden)
	st := &s.State
	st.Reset(n)
	for !st.Done() {
		take, arc := p.choose(n, tags, s)
		rel := ud.Rel(0)
		if take != transition.Shift {
			head, dep := st.Arc(take)
			rel = ud.Root
			if head < n {
				rel = arc
			}
			if held := st.Dependents(head); held < transition.MaxSet {
				side := 0
				if dep > head {
					side = 1
				}
				set := s.sets[head*holders*size:][:holders*size]
				s.rows = s.rows[:0]
				if held > 0 {
					s.rows = append(s.rows, set)
				}
				s.rows = append(s.rows, p.setRel[side*rels+int(rel)], p.setTag[side*len(p.setTag)/2+int(tags[dep])])
				sumAll(set, s.rows)
			}
		}
		st.Apply(take, rel)
	}
}

// choose is the move that is made in the state, and the relation of the arc if it makes one to
// a word. What is not open needs no network.
func (p *Parser) choose(n int, tags []ud.XPOS, s *ParseScratch) (transition.Move, ud.Rel) {
	st := &s.State
	var allowed [transition.Moves]bool
	choices, take := 0, transition.Shift
	for m := range allowed {
		if allowed[m] = st.Allowed(transition.Move(m)); allowed[m] {
			choices++
			take = transition.Move(m)
		}
	}
	if choices == 1 {
		if take == transition.Shift {
			return take, 0
		}
		if head, _ := st.Arc(take); head == n {
			return take, 0
		}
	}
	p.sum(n, tags, s)
	rectifyProd(s.hidden, p.activeZ, s.active.vector(0))
	if choices > 1 {
		scores := p.move.products(&s.active, 0)
		found := false
		for m, ok := range allowed {
			if ok && (!found || scores[m]+p.moveBias[m] > scores[take]+p.moveBias[take]) {
				take, found = transition.Move(m), true
			}
		}
	}
	if take == transition.Shift {
		return take, 0
	}
	if head, _ := st.Arc(take); head == n {
		return take, 0
	}
	side := take - transition.Left
	s.active.gather(0)
	return take, ud.Rel(largest(p.label[side].products(&s.active, 0), p.labelBias[side]))
}

// encode fills s.tokens.
func (p *Parser) encode(words []string, tags []ud.XPOS, s *ParseScratch) {
	n := len(words)
	size := prodWords(p.hidden)
	first, near, all := sumWords(p.first), p.near*size, transition.Positions*size
	window := (2*p.radius + 1) * first
	s.tokens = grow(s.tokens, n*all)
	s.sums = grow(s.sums, first)
	s.firsts.begin(n+2, p.first)
	for _, i := range [...]int{0, n + 1} {
		clear(s.firsts.vector(i)[:p.first])
		s.firsts.gather(i)
	}
	// A word and its tag each have a row: the window's parts, then the far positions'.
	s.words.begin(p.words, words, p.radius)
	s.tags = s.tags[:0]
	for range p.radius {
		s.tags = append(s.tags, p.tags[pastTag])
	}
	for _, x := range tags {
		s.tags = append(s.tags, p.tags[x])
	}
	for range p.radius {
		s.tags = append(s.tags, p.tags[pastTag])
	}
	for i := range n {
		a, b := s.words.around(i), s.tags[i:i+2*p.radius+1]
		s.rows = parts(parts(append(s.rows[:0], p.bias1), a, first), b, first)
		sumAll(s.sums, s.rows)
		rectify(s.sums, p.active1, s.firsts.vector(i+1))
		s.firsts.gather(i + 1)
		if near < all {
			s.rows = append(s.rows[:0], p.toTokens[near:], a[p.radius][window:], b[p.radius][window:])
			sumAll(s.tokens[i*all+near:(i+1)*all], s.rows)
		}
	}
	// The second layer of a token takes the first layer of three, which stand side by side.
	s.second.begin(n, p.second)
	if vector {
		sums := p.layer2.multiply(&s.firsts, 0, n)
		for i := range n {
			rectifySums(sums[i*p.layer2.sums():], p.bias2, p.active2, s.second.vector(i))
		}
	} else {
		for i := range n {
			rectifySums(p.layer2.products(&s.firsts, i), p.bias2, p.active2, s.second.vector(i))
		}
	}
	s.missing = grow(s.missing, n)
	missing := uint16(1)<<p.near - 1
	for _, k := range soon {
		missing &^= 1 << k
	}
	for i := range n {
		s.second.gather(i)
		s.missing[i] = missing
	}
	p.toSoon.times(&s.second, 0, n, p.toTokens, s.tokens, all)
}

// token is what token t gives to position k.
func (p *Parser) token(t, k int, s *ParseScratch) []uint64 {
	size := prodWords(p.hidden)
	at := p.place[k] * size
	out := s.tokens[t*transition.Positions*size+at:][:size:size]
	if s.missing[t]&(1<<k) != 0 {
		s.missing[t] &^= 1 << k
		p.toLate[k].times(&s.second, t, 1, p.toTokens[at:], out, 0)
	}
	return out
}

// sum makes the hidden layer of the state.
func (p *Parser) sum(n int, tags []ud.XPOS, s *ParseScratch) {
	st, v := &s.State, &s.view
	st.Look(v)
	size := prodWords(p.hidden)
	rows := s.rows[:0]
	for i := 0; i < transition.Miscs; i += 2 {
		const pair = transition.MiscSize * transition.MiscSize
		rows = append(rows, p.misc[i/2*pair+int(v.Misc[i])*transition.MiscSize+int(v.Misc[i+1])])
	}
	for k, t := range v.Tokens {
		switch {
		case t < 0:
		case t == n:
			rows = append(rows, p.root[k])
		default:
			rows = append(rows, p.token(t, k, s))
		}
	}
	for c, k := range v.Kids {
		if k >= 0 {
			rows = append(rows, p.kidRel[c*rels+int(st.Rels[k])], p.kidTag[c*(len(p.kidTag)/transition.Children)+int(tags[k])])
		}
	}
	for i, t := range v.Holders {
		if t >= 0 && st.Dependents(t) > 0 {
			rows = append(rows, s.sets[(t*transition.Holders+i)*size:][:size])
		}
	}
	s.rows = rows
	sumAll(s.hidden, rows)
}
