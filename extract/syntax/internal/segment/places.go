package segment

// PlaceNumbers is the number of numbers that the second model sees of a place.
const PlaceNumbers = 52

// Row is what the second model sees of a place.
type Row [PlaceNumbers]int16

const (
	// certain is the score of what is not in doubt, in hundredths of a logit.
	certain = 1200
	// doubt is the score of the first model within which the second one is asked, and
	// taughtDoubt that within which it is taught.
	doubt       = 300
	taughtDoubt = 700
	// treeUnit is one hundredth of a logit in the leaves of the second model's trees.
	treeUnit = 10
)

// A sentence ends where the second model says more than this. It is below 0, since the models
// see fewer ends than there are: those without any mark differ so much that training cannot
// have seen them all. In texts that have many of these, it is lower.
const (
	leastEnd     = -0.2 * TreeUnits
	leastBareEnd = -0.4 * TreeUnits
)

// TreeUnits are the units of the trees' leaves in a logit.
const TreeUnits = 100 * treeUnit

// place is a place at which the first model was asked, or an end by rule.
type place struct {
	at    int   // the token behind it
	score int16 // what the first model says, in hundredths of a logit
	gate  int16 // what the gate says
	again uint8 // what is behind it was seen at beginnings of sentences
	end   bool
	rule  bool

	// What follows: the token behind the next end, the score
	// there, and the best score before that.
	last           int
	closed, behind int16
}

func (p *place) doubtful(limit int16) bool { return !p.rule && p.score > -limit && p.score < limit }

// reconsider asks the second model about the places where the first was in doubt. The
// first goes from left to right; the second sees what it found on both sides.
func (c *Cutter) reconsider() {
	if c.second == nil && (c.teach == nil || c.teach.Second == nil) {
		return
	}
	limit := int16(doubt)
	if c.teach != nil {
		limit = taughtDoubt
	}
	if !c.lookAhead(limit) {
		return
	}
	c.tally()
	c.changed = c.changed[:0]
	first, opened, before := 0, int16(certain), int16(-certain) // the sentence's first token, the score there, and the best score since
	for k := range c.places {
		p := &c.places[k]
		if p.doubtful(limit) {
			r := c.row(p, first)
			r[0], r[1], r[2], r[3], r[4] = p.score, before, p.behind, opened, p.closed
			if c.teach != nil {
				c.teach.Second(c.tokens[p.at-1].end, r)
			} else if end := c.second.Score(r[:])+treeUnit*int(p.score) > c.least(p); end != p.end {
				c.changed = append(c.changed, k)
			}
		}
		if p.end {
			first, opened, before = p.at, p.score, -certain
		} else {
			before = max(before, p.score)
		}
	}
	if len(c.changed) == 0 {
		return
	}
	for _, k := range c.changed {
		c.places[k].end = !c.places[k].end
	}
	c.ends = c.ends[:0]
	for k := range c.places {
		if c.places[k].end {
			c.ends = append(c.ends, c.places[k].at)
		}
	}
	c.ends = append(c.ends, len(c.tokens))
}

// lookAhead tells each place what is behind it. It reports whether any is in doubt.
func (c *Cutter) lookAhead(limit int16) bool {
	doubtful := false
	last, closed, behind := len(c.tokens), int16(certain), int16(-certain)
	for k := len(c.places) - 1; k >= 0; k-- {
		p := &c.places[k]
		p.last, p.closed, p.behind = last, closed, behind
		doubtful = doubtful || p.doubtful(limit)
		if p.end {
			last, closed, behind = p.at, p.score, -certain
		} else {
			behind = max(behind, p.score)
		}
	}
	return doubtful
}

// least is what the second model must exceed for an end at the place.
func (c *Cutter) least(p *place) int {
	if c.tokens[p.at-1].bare() && (c.loose || c.sents > 0 && 4*c.bare >= c.sents) {
		return leastBareEnd
	}
	return leastEnd
}

// tally counts tokens up to one.
type tally struct{ verbs, capitals, words, digits, addresses, marks int32 }

// tally fills in c.tallies, and counts the ends that the first model found.
func (c *Cutter) tally() {
	c.tallies = append(c.tallies[:0], tally{})
	var s tally
	for i := range c.tokens {
		t := &c.tokens[i]
		switch t.kind {
		case letter:
			s.words++
			if t.shape == title || t.shape == upper || t.shape == single {
				s.capitals++
			}
			if t.sort&sortMask == finite {
				s.verbs++
			}
		case digit:
			s.digits++
		case address:
			s.addresses++
		case stop, bang:
			s.marks++
		}
		c.tallies = append(c.tallies, s)
	}
	c.bareEnds, c.smallStarts = 0, 0
	for _, e := range c.ends {
		if c.tokens[e-1].bare() {
			c.bareEnds++
		}
		if t := c.at(e); t.kind == letter && t.shape == lower {
			c.smallStarts++
		}
	}
}

// bare reports whether a sentence that ends with the token has no mark there.
func (t *token) bare() bool { return t.kind == letter || t.kind == digit || t.kind == address }

// rank puts the kinds in an order in which limits part those that end sentences.
func (t *token) rank() int16 {
	switch t.kind {
	case none:
		return 0
	case letter:
		return 1
	case digit:
		return 2
	case address, face:
		return 3
	case comma:
		return 4
	case colon:
		return 6
	case semicolon:
		return 7
	case quote, apostrophe:
		return 8
	case closing:
		return 9
	case stop, bang, ellipsis:
		return 10
	}
	return 5
}

// ranked is the sort of a word.
func (t *token) ranked() int16 {
	if t.kind != letter {
		return otherSort + 1
	}
	return int16(t.sort & sortMask)
}

// common is 2 of a word that is seen in lower case, 1 of one that is not known.
func (t *token) common() int16 {
	switch {
	case t.kind != letter:
		return 0
	case t.sort&small != 0:
		return 2
	case t.sort == 0:
		return 1
	}
	return 0
}

// row is the row of a place in a sentence that begins with token a, but for its first
// numbers.
func (c *Cutter) row(pl *place, a int) *Row {
	i, b, n := pl.at, pl.last, len(c.tokens)
	p, q, p2, q2 := c.at(i-1), c.at(i), c.at(i-2), c.at(i+1)
	first, last := c.at(a), c.at(b-1)
	start, here, end, all := &c.tallies[a], &c.tallies[i], &c.tallies[b], &c.tallies[n]
	r := &c.numbers
	j := 5
	put := func(v int16) {
		r[j] = v
		j++
	}
	upTo := func(v, most int) { put(int16(min(v, most))) }
	share := func(v, of int32) {
		if of == 0 {
			put(-1)
		} else {
			put(int16(100 * v / of))
		}
	}
	put(pl.gate)
	upTo(i-a, 60)
	upTo(b-i, 60)
	upTo(int(here.verbs-start.verbs), 10)
	upTo(int(end.verbs-here.verbs), 10)
	share(here.capitals-start.capitals, here.words-start.words)
	share(end.capitals-here.capitals, end.words-here.words)
	put(last.rank())
	put(p.rank())
	put(q.rank())
	put(int16(q.shape))
	put(int16(p.shape))
	put(p.ranked())
	put(q.ranked())
	put(q2.ranked())
	put(p2.ranked())
	put(q.common())
	put(p.common())
	put(int16(q.verb))
	put(int16(q.caps))
	back := 0 // words with a capital in a row before the place
	for back < 7 && i-1-back >= a && c.tokens[i-1-back].kind == letter && c.tokens[i-1-back].shape != lower {
		back++
	}
	put(int16(back))
	put(int16(first.shape))
	put(first.ranked())
	put(first.rank())
	upTo(n, 300)
	upTo(i, 300)
	upTo(n-i, 300)
	upTo(int(all.marks), 100)
	share(all.marks, int32(n))
	upTo(len(c.ends), 100)
	upTo(c.bareEnds, 100)
	upTo(c.smallStarts, 100)
	share(int32(c.bare), int32(c.sents))
	share(int32(c.small), int32(c.sents))
	upTo(c.sents, 100)
	put(int16(pl.again))
	upTo(p.end-p.start, 20)
	upTo(q.end-q.start, 20)
	switch {
	case q.line:
		put(2)
	case q.glued:
		put(0)
	default:
		put(1)
	}
	upTo(int(here.digits-start.digits), 100)
	upTo(int(here.addresses-start.addresses), 100)
	upTo(int(end.addresses-here.addresses), 100)
	put(c.at(n - 1).rank())
	put(p2.rank())
	put(q2.rank())
	put(int16(q2.shape))
	put(int16(p2.shape))
	if j != PlaceNumbers {
		panic("segment: number of numbers")
	}
	return r
}
