package quotes

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

// mark is a stretch of text between quotation marks, within one paragraph.
type mark struct {
	corpus.Span              // the marks included
	inner       corpus.Span  // what stands between them
	para        int          // index of the paragraph
	tokens      corpus.Range // tokens that share a byte with it
	speech      bool         // words of somebody, no title and no scare quote
	quote       int          // index of the quotation it went into, -1
	single      bool         // single marks
	joins       bool         // goes on from the mark before it, in the paragraph before
	runs        bool         // no closing mark: goes on in the next paragraph
	loose       bool         // one of the marks is missing, its place is a guess
}

// glyph is one quotation mark as written.
type glyph struct {
	at, end int // bytes
	kind    glyphKind
	opens   bool // may open a quotation here
	closes  bool // may close one here
}

type glyphKind uint8

const (
	double      glyphKind = iota // " and two single marks: no direction
	doubleOpen                   // “ „ ‟ «
	doubleClose                  // ” »
	single                       // ' : no direction, or an apostrophe
	singleOpen                   // ‘ ‚ ‛ ‹
	singleClose                  // ’ › : or an apostrophe
)

func (k glyphKind) isDouble() bool { return k <= doubleClose }

// glyphAt reads the quotation mark at byte i; its width is 0 where there is none.
func glyphAt(s string, i int) (glyphKind, int) {
	switch s[i] {
	case '"':
		return double, 1
	case '\'':
		if strings.HasPrefix(s[i+1:], "'") {
			return double, 2
		}
		return single, 1
	case '`':
		if strings.HasPrefix(s[i+1:], "`") {
			return doubleOpen, 2
		}
		return singleOpen, 1
	case 0xC2:
		if i+1 < len(s) {
			switch s[i+1] {
			case 0xAB:
				return doubleOpen, 2
			case 0xBB:
				return doubleClose, 2
			}
		}
	case 0xE2:
		if i+2 < len(s) && s[i+1] == 0x80 {
			switch s[i+2] {
			case 0x98, 0x9A, 0x9B, 0xB9:
				return singleOpen, 3
			case 0x99, 0xBA:
				return singleClose, 3
			case 0x9C, 0x9E, 0x9F:
				return doubleOpen, 3
			case 0x9D:
				return doubleClose, 3
			}
		}
	}
	return 0, 0
}

// isMark reports whether the token s is nothing but quotation marks.
func isMark(s string) bool {
	for i := 0; i < len(s); {
		_, w := glyphAt(s, i)
		if w == 0 {
			return false
		}
		i += w
	}
	return s != ""
}

// elisions follow an apostrophe that looks like an opening mark.
var elisions = []string{"em", "til", "tis", "twas", "cause", "n", "round", "bout", "cos", "cuz"}

// scan collects the quotation marks of text[lo:hi], apostrophes and primes left out.
func scan(text string, lo, hi int, out []glyph) []glyph {
	for i := lo; i < hi; {
		c := text[i]
		if c != '"' && c != '\'' && c != '`' && c != 0xC2 && c != 0xE2 {
			i++
			continue
		}
		k, w := glyphAt(text[:hi], i)
		if w == 0 {
			i++
			continue
		}
		g := glyph{at: i, end: i + w, kind: k}
		i += w
		before, after := ' ', ' '
		if g.at > lo {
			before, _ = utf8.DecodeLastRuneInString(text[lo:g.at])
		}
		if g.end < hi {
			after, _ = utf8.DecodeRuneInString(text[g.end:hi])
		}
		left := unicode.IsSpace(before) || strings.ContainsRune("([{—–-/>", before)
		right := unicode.IsSpace(after) || strings.ContainsRune(".,;:!?)]}—–-/<", after)
		word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
		if !k.isDouble() {
			if word(before) && word(after) {
				continue // an apostrophe
			}
			switch {
			case left && word(after) && k != singleClose && !elided(text[g.end:hi]):
				g.opens = true
			case left && k == singleOpen && !unicode.IsSpace(after):
				g.opens = true
			case !left && !word(after) && k != singleOpen:
				g.closes = true
			case !left && k == singleOpen && strings.ContainsRune(",.!?:\"“”", before) && word(after):
				g.opens = true
			default:
				continue
			}
			out = append(out, g)
			continue
		}
		if k == double && before == '=' && g.at > lo {
			// An attribute of a tag that was left in the text: skip its value.
			if j := strings.IndexByte(text[g.end:hi], '"'); j >= 0 {
				i = g.end + j + 1
				continue
			}
		}
		if k == double && unicode.IsDigit(before) && right && primed(text[lo:g.at]) && !openAmong(out) {
			continue // 27" screens
		}
		switch {
		case k == doubleOpen && !(right && !left):
			g.opens = true
		case k == doubleOpen:
			g.closes = true // the wrong mark, but nothing follows that it could open
		case k == doubleClose && !(left && !right && word(after)):
			g.closes = true
		case k == doubleClose:
			g.opens = true
		case left && !right:
			g.opens = true
		case right && !left:
			g.closes = true
		default:
			g.opens, g.closes = true, true
		}
		out = append(out, g)
	}
	return out
}

func elided(rest string) bool {
	n := 0
	for n < len(rest) && (rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z') {
		n++
	}
	if n == 0 {
		return rest != "" && rest[0] >= '0' && rest[0] <= '9' && strings.HasPrefix(strings.TrimLeft(rest, "0123456789"), "s")
	}
	for _, e := range elisions {
		if strings.EqualFold(rest[:n], e) {
			return true
		}
	}
	return false
}

// primed reports whether s ends in a number that could be a length ("6'2", "27").
func primed(s string) bool {
	i := len(s)
	for i > 0 && len(s)-i <= 6 && (s[i-1] >= '0' && s[i-1] <= '9' || s[i-1] == '\'' || s[i-1] == '.' || s[i-1] == '/') {
		i--
	}
	return i < len(s) && len(s)-i <= 6 && (i == 0 || s[i-1] == ' ' || s[i-1] == '(')
}

// openAmong reports whether the marks so far leave a quotation open.
func openAmong(gs []glyph) bool {
	for i := len(gs) - 1; i >= 0 && i > len(gs)-9; i-- {
		if gs[i].kind.isDouble() {
			return !gs[i].closes
		}
	}
	return false
}

// pairer joins the marks of the paragraphs of a text.
type pairer struct {
	text   string
	glyphs []glyph
	ahead  []glyph
	stack  []int
	marks  []mark
	added  []mark
	open   bool // a quotation of the paragraph before runs on into this one
}

// paragraph adds the marks of paragraph n, text[lo:hi]; next is the span of the
// paragraph after it (empty: none).
func (p *pairer) paragraph(n int, s, next corpus.Span) {
	p.glyphs = scan(p.text, s.Start, s.End, p.glyphs[:0])
	p.stack = p.stack[:0]
	begin := len(p.marks)
	joined := p.open
	p.open = false
	start := s.Start
	if joined && len(p.glyphs) > 0 && p.glyphs[0].at == s.Start && p.glyphs[0].opens {
		start = -1 // the opening mark is repeated
	}
	virtual := joined && start >= 0 // runs on without one
	for i := range p.glyphs {
		g := &p.glyphs[i]
		if !g.kind.isDouble() {
			continue
		}
		closes := g.closes
		if g.opens && g.closes {
			closes = len(p.stack) > 0 || virtual
		}
		switch {
		case closes && len(p.stack) > 0:
			o := p.stack[len(p.stack)-1]
			p.stack = p.stack[:len(p.stack)-1]
			p.pair(n, o, i, begin)
		case closes && virtual:
			p.marks = append(p.marks[:begin], mark{Span: corpus.Span{Start: s.Start, End: g.end},
				inner: corpus.Span{Start: s.Start, End: g.at}, para: n, joins: true})
			virtual = false
		case closes && len(p.marks) == begin && !joined:
			// The opening mark is missing: from the start of the paragraph, if a cue says so.
			p.marks = append(p.marks, mark{Span: corpus.Span{Start: s.Start, End: g.end},
				inner: corpus.Span{Start: s.Start, End: g.at}, para: n, loose: true})
		case !closes && g.opens:
			p.stack = append(p.stack, i)
		}
	}
	if virtual {
		// Nothing closes it here: this paragraph is inside, or the mark before was the last of it.
		p.marks = append(p.marks, mark{Span: s, inner: s, para: n, joins: true, runs: true})
		p.open = true
		return
	}
	p.rest(n, s, next, begin)
	p.singles(n, s, begin)
	if joined && start < 0 && len(p.marks) > begin {
		p.marks[begin].joins = true
	}
}

// pair adds the mark from glyph o to glyph c and drops those within it.
func (p *pairer) pair(n, o, c, begin int) {
	a, b := &p.glyphs[o], &p.glyphs[c]
	for len(p.marks) > begin && p.marks[len(p.marks)-1].Start >= a.at {
		p.marks = p.marks[:len(p.marks)-1]
	}
	p.marks = append(p.marks, mark{Span: corpus.Span{Start: a.at, End: b.end}, inner: corpus.Span{Start: a.end, End: b.at}, para: n})
}

// rest deals with opening marks that nothing in the paragraph closes.
func (p *pairer) rest(n int, s, next corpus.Span, begin int) {
	if len(p.stack) == 0 {
		return
	}
	goesOn := p.goesOn(next)
	for i, o := range p.stack {
		g := &p.glyphs[o]
		last := i == len(p.stack)-1
		after := len(p.marks) > begin && p.marks[len(p.marks)-1].Start > g.at
		if goesOn && (last && !after || i == 0 && g.at == s.Start) {
			for len(p.marks) > begin && p.marks[len(p.marks)-1].Start >= g.at {
				p.marks = p.marks[:len(p.marks)-1]
			}
			p.marks = append(p.marks, mark{Span: corpus.Span{Start: g.at, End: s.End}, inner: corpus.Span{Start: g.end, End: s.End}, para: n, runs: true})
			p.open = true
			return
		}
		if last && !after {
			p.marks = append(p.marks, mark{Span: corpus.Span{Start: g.at, End: s.End}, inner: corpus.Span{Start: g.end, End: s.End}, para: n, loose: true})
		}
	}
}

// goesOn reports whether a quotation left open runs on into the paragraph: it
// begins with an opening mark, or its first mark closes.
func (p *pairer) goesOn(next corpus.Span) bool {
	p.ahead = scan(p.text, next.Start, next.End, p.ahead[:0])
	for _, g := range p.ahead {
		if g.kind.isDouble() {
			return g.at == next.Start && g.opens || g.closes && !g.opens
		}
	}
	return false
}

// maxSingles bounds the search for the end of a quotation in single marks, in marks.
const maxSingles = 64

// singles adds quotations in single marks that stand outside double ones, or around them.
func (p *pairer) singles(n int, s corpus.Span, begin int) {
	p.added = p.added[:0]
	end := 0
	near := begin // first mark that does not end before the glyph
	for i := 0; i < len(p.glyphs); i++ {
		g := &p.glyphs[i]
		if g.kind.isDouble() || !g.opens || g.at < end {
			continue
		}
		for near < len(p.marks) && p.marks[near].End <= g.at {
			near++
		}
		if near < len(p.marks) && p.marks[near].Start <= g.at {
			continue
		}
		j := p.closing(i, near, s)
		if j < 0 {
			continue
		}
		c := &p.glyphs[j]
		p.added = append(p.added, mark{Span: corpus.Span{Start: g.at, End: c.end}, inner: corpus.Span{Start: g.end, End: c.at}, para: n, single: true})
		end = c.end
	}
	if len(p.added) == 0 {
		return
	}
	kept := p.marks[:begin]
	k := 0
	for _, m := range p.marks[begin:] {
		for k < len(p.added) && p.added[k].End <= m.Start {
			k++
		}
		if k == len(p.added) || !p.added[k].Contains(m.Span) {
			kept = append(kept, m)
		}
	}
	p.marks = append(kept, p.added...)
	slices.SortFunc(p.marks[begin:], func(a, b mark) int { return a.Start - b.Start })
}

// closing is the mark that closes single mark i, or -1. An apostrophe after an s
// ("the workers' rights") is taken only where nothing better follows.
func (p *pairer) closing(i, near int, s corpus.Span) int {
	weak := -1
	for j := i + 1; j < len(p.glyphs) && j <= i+maxSingles; j++ {
		c := &p.glyphs[j]
		if c.kind.isDouble() {
			continue
		}
		if c.opens && !c.closes {
			break
		}
		if !c.closes || c.at <= p.glyphs[i].end {
			continue
		}
		for near < len(p.marks) && p.marks[near].End <= c.at {
			near++
		}
		if near < len(p.marks) && p.marks[near].Start <= c.at {
			continue
		}
		last := p.text[c.at-1]
		if strings.IndexByte(",.!?;", last) >= 0 || c.end >= s.End || strings.IndexByte(",.!?;:)", p.text[c.end]) >= 0 || last != 's' {
			return j
		}
		if weak < 0 {
			weak = j
		}
	}
	return weak
}
