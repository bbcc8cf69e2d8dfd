package article

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// trim takes off what stands before the article's first and after its last
// line. It is the same for pages and for plain text.
func (p *page) trim(from, to int) {
	if p.tree != nil {
		p.trimBoxes(from, to)
	}
	p.trimTail(from, to)
	p.trimBios(from, to)
	p.trimEnds(from, to)
	p.trimRepeats(from, to)
}

// trimEnds takes short lines off the start and the end of the text: what stands
// before the first and after the last line that reads like text. A heading right
// before the text stays.
func (p *page) trimEnds(from, to int) {
	first, last := -1, -1
	for i := from; i < to; i++ {
		if b := &p.blocks[i]; b.reason == Kept && (b.score > 5 || (b.tag == atom.Li || p.inList(b)) && b.words > 4) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	if p.tree == nil && !p.bold {
		return // no cue, no cut
	}
	// A short sentence beside them in the same element is one of them.
	start := first
	for start > from && (p.alike(start-1, first) || p.runsInto(start-1)) {
		start--
	}
	for last+1 < to && p.alike(last+1, last) {
		last++
	}
	for i := from; i < start; i++ {
		if b := &p.blocks[i]; b.reason == Kept && b.words < 12 && !(b.level > 1 && i == start-1) {
			b.reason = Outside
		}
	}
	for i := last + 1; i < to; i++ {
		b := &p.blocks[i]
		if b.reason != Kept || b.words >= 12 || b.tag == atom.Li || b.tag == atom.Td || b.tag == atom.Th || b.tag == atom.Pre || b.tag == atom.Blockquote || b.score > 0 || p.inList(b) {
			continue
		}
		if b.level > 1 && i+1 < to {
			// The heading of a table.
			if next := &p.blocks[i+1]; next.reason == Kept && (next.tag == atom.Td || next.tag == atom.Th) {
				continue
			}
		}
		b.reason = Tail
	}
}

// alike reports whether a block is a paragraph that ends like a sentence and stands in
// the same element as another one, which is a paragraph too.
func (p *page) alike(i, other int) bool {
	b, c := &p.blocks[i], &p.blocks[other]
	if p.tree == nil || b.reason != Kept || b.tag != atom.P || c.tag != atom.P || b.words < 2 || !b.lower || b.links > 0 || !endsStop(p.buf[b.start:b.end]) {
		return false
	}
	return p.boxes[b.box].parent == p.boxes[c.box].parent && !p.speaks(b)
}

// runsInto reports whether a short line is the start of the sentence on the next one, which
// only a line break of the same paragraph parts from it: it ends in a small word.
func (p *page) runsInto(i int) bool {
	b, next := &p.blocks[i], &p.blocks[i+1]
	if p.tree == nil || b.reason != Kept || b.tag != atom.P || next.tag != atom.P || b.box != next.box || !b.line || b.words < 2 || b.links > 0 {
		return false
	}
	line := p.line(b)
	r, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeRuneInString(line[strings.LastIndexByte(line, ' ')+1:])
	return unicode.IsUpper(r) && unicode.IsLower(last) && !endsSentence([]byte(line))
}

// endsStop reports whether a text ends in a full stop or another mark that ends a sentence,
// and not in dots.
func endsStop(text []byte) bool {
	return endsSentence(text) && !bytes.HasSuffix(text, []byte(":")) && !bytes.HasSuffix(text, []byte(";")) && !bytes.HasSuffix(text, []byte("..")) && !bytes.HasSuffix(text, []byte("…"))
}

// readerWords are words with which a page speaks to its reader about itself.
var readerWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`you your yours we our ours us click here sign subscribe subscribers newsletter newsletters inbox email login log app cookies
 copyright reserved advertisement sponsored vous votre vos nous notre nos usted su sus nuestro nuestra tuo tua nostro nostra uns unser unsere unserem unseren ihre ihren ihrer ihr onze ons uw je`) {
		m[w] = true
	}
	return m
}()

// speaks reports whether a block speaks to the reader, quotations aside.
func (p *page) speaks(b *block) bool {
	s := fold(p.line(b))
	if strings.Contains(s, "\"") || strings.Contains(s, "»") {
		return false
	}
	return speaksTo(s)
}

// speaksTo is speaks for a folded line.
func speaksTo(s string) bool {
	for i := 0; i < len(s); {
		end := wordEnd(s, i)
		if end == i {
			i++
			continue
		}
		word, _, _ := strings.Cut(s[i:end], "'")
		if readerWords[word] {
			return true
		}
		i = end
	}
	return false
}

// inList reports whether a block is one of several lines of an element, such as
// the dates of a tour.
func (p *page) inList(b *block) bool {
	x := &p.boxes[b.box]
	if !b.line || x.last-x.first < 4 {
		return false
	}
	for i := x.first; i < x.last && i < x.first+6; i++ {
		if r := p.blocks[i].reason; r != Kept && r != Links && r != Repeated {
			return false
		}
	}
	return true
}

// trimRepeats takes out lines that hold no word, and those that say again what a
// line right before said.
func (p *page) trimRepeats(from, to int) {
	last := ""
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if b.reason != Kept {
			continue
		}
		if b.words == 0 {
			b.reason = Repeated
			continue
		}
		l := p.line(b)
		if b.words >= 4 && l == last {
			b.reason = Repeated
		}
		last = l
	}
	p.trimQuotes(from, to)
}

// trimQuotes takes out pull quotes: short lines whose words stand in a paragraph
// near by.
func (p *page) trimQuotes(from, to int) {
	if p.tree == nil && !p.bold {
		return // a refrain, for all we know
	}
	plain := make([]string, to-from) // letters of blocks, as far as needed
	lettersOf := func(i int) string {
		if plain[i-from] == "" {
			plain[i-from] = letters(p.line(&p.blocks[i]))
		}
		return plain[i-from]
	}
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if b.reason != Kept || b.words < 5 || b.words > 45 || (b.level > 0 || p.tree == nil && !p.bold) && b.words < 8 || b.len() < 20 {
			continue
		}
		for j := max(from, i-6); j < min(to, i+7); j++ {
			c := &p.blocks[j]
			if j == i || c.reason != Kept || c.words < b.words+3 || c.len() > 5000 {
				continue
			}
			if l := lettersOf(i); len(l) >= 20 && strings.Contains(lettersOf(j), l) {
				b.reason = Repeated
				break
			}
		}
	}
}

// A box of up to smallBox blocks may be of one kind as a whole, and so may up to boxesUp of
// such boxes around one another.
const (
	smallBox = 6
	boxesUp  = 3
)

// trimBoxes takes out the rest of a small box of which a line has been taken out
// as an invitation, an advertisement or a teaser: its title and its button.
func (p *page) trimBoxes(from, to int) {
	units := p.units(from, to)
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		switch b.reason {
		case Newsletter, Advert, Related, Share:
		default:
			continue
		}
		box := b.box
		for up := 0; up < boxesUp && box > 0; up++ {
			x := &p.boxes[box]
			if x.first < from || x.last > to || x.last-x.first > smallBox || b.reason != Related && units[x.parent] >= manyUnits {
				break
			}
			small := true
			for j := x.first; j < x.last; j++ {
				c := &p.blocks[j]
				if c.reason == Kept && (c.words > 30 || c.score > 25 || p.stays(j, i)) {
					small = false
				}
			}
			if !small {
				break
			}
			for j := x.first; j < x.last; j++ {
				if c := &p.blocks[j]; c.reason == Kept {
					c.reason = b.reason
				}
			}
			box = x.parent
		}
	}
}

// manyUnits are the boxes of one element from which on they are what the article is made of.
const manyUnits = 3

// units counts, for every element, the small boxes in it that hold running text and
// a line that has been taken out as one for sharing, for subscribing or as an advertisement's: entries of a
// live blog, items of a list, each with its own button.
func (p *page) units(from, to int) map[int]int {
	var counted map[int]bool
	var units map[int]int
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if b.reason != Share && b.reason != Advert && b.reason != Newsletter {
			continue
		}
		box := b.box
		for up := 0; up < 3 && box > 0; up++ {
			x := &p.boxes[box]
			if x.first < from || x.last > to || x.last-x.first > smallBox || counted[box] {
				break
			}
			if counted == nil {
				counted, units = map[int]bool{}, map[int]int{}
			}
			counted[box] = true
			for j := x.first; j < x.last; j++ {
				if p.reads(j) {
					units[x.parent]++
					break
				}
			}
			box = x.parent
		}
	}
	return units
}

// reads reports whether a block reads like a sentence of an article.
func (p *page) reads(i int) bool {
	b := &p.blocks[i]
	return b.reason == Kept && b.level == 0 && b.score > 5 && b.words >= 6 && b.links*3 < b.len() && endsStop(p.buf[b.start:b.end]) && !p.speaks(b)
}

// stays reports whether a block is no part of what another one in the same small box
// begins or ends: it reads like a sentence, and beside a button no more is needed. An
// advertisement stands behind its label, and what comes before an invitation or before a
// teaser on one line is no part of it.
func (p *page) stays(i, at int) bool {
	b := &p.blocks[at]
	switch b.reason {
	case Share:
	case Related:
		if i > at || b.words <= 4 {
			return false
		}
	default:
		if i > at {
			return false
		}
	}
	return p.reads(i)
}

// trimTail finds headings after which other things than the article come. If
// the article goes on after them, only what lies between is taken out.
func (p *page) trimTail(from, to int) {
	rest := 0 // good text from here on
	for i := from; i < to; i++ {
		if b := &p.blocks[i]; b.reason == Kept {
			rest += max(b.score, 0)
		}
	}
	var lists rhythm
	if p.tree == nil {
		lists = p.rhythm(from, to)
	}
	before, cues := 0, 0
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		// "Read more" alone on a line opens a list, if one follows.
		opens := p.tree == nil && b.reason == Related && b.words <= 3 && lists.list(i+1)
		if b.reason != Kept && !opens {
			continue
		}
		s := max(b.score, 0)
		if b.reason == Kept {
			rest -= s
		}
		q := cue{reason: Related, tail: true}
		if !opens {
			q, _ = p.cueOf(b)
		}
		if !q.tail {
			before += s
			continue
		}
		if before == 0 {
			b.reason = q.reason // nothing to end yet
			continue
		}
		b.reason = q.reason
		end := to
		if cues++; cues <= maxCues {
			switch q.reason {
			case Related, Newsletter:
				listed := p.tree == nil && lists.list(i+1)
				end = p.resumes(from, i, to, before, rest, listed)
			case Comments, Author:
				if end = p.takesUp(from, i, to, before, rest); end < to && p.buf[b.end-1] == '?' {
					b.reason = Kept // a question of the interview
				}
			}
		}
		for i++; i < end; i++ {
			if c := &p.blocks[i]; c.reason == Kept {
				rest -= max(c.score, 0)
				c.reason = q.reason
			}
		}
		i--
	}
}

// maxCues bounds how often the text after a cue is compared with that before.
const maxCues = 20

// resumes is the block with which the article goes on after a cue, or to. In a
// page that is the next line of running text, if enough of it follows; in a plain
// text the line must be about what the text before is about.
func (p *page) resumes(from, at, to, before, rest int, listed bool) int {
	if rest*3 <= before && p.tree != nil || rest == 0 {
		return to
	}
	if p.tree == nil {
		f := p.flow(at+1, to)
		if f.texts >= 2 && f.cut == 0 && f.questions <= f.texts && (f.heads*4 <= f.texts && rest*5 >= before || !p.bold && f.heads < f.texts && rest > 2*before) {
			return at + 1 // no list: paragraph follows paragraph
		}
	}
	var words map[string]int
	// Where texts are cut off, a list of teasers is the likelier reading.
	least, cut := 22, 0
	for i := at + 1; i < to; i++ {
		if c := &p.blocks[i]; c.reason == Kept && p.cutOff(c) {
			if cut++; cut > 1 {
				least = 38
				break
			}
		}
	}
	for i := at + 1; i < to; i++ {
		c := &p.blocks[i]
		if c.reason != Kept || p.cutOff(c) {
			continue
		}
		if p.tree != nil {
			if c.score >= 12 {
				return i
			}
			continue
		}
		if c.score < 25 {
			continue
		}
		if words == nil {
			words = p.vocabulary(from, at)
		}
		if p.near(c, words, least) || rest > 2*before && !listed {
			return i
		}
	}
	return to
}

// flow counts what follows a heading after which other things come.
type flow struct {
	first     int // block of running text, or -1
	texts     int // blocks of running text
	heads     int // lines that are no sentences: titles, names, times
	questions int
	cut       int // texts that are cut off
	named     int // texts that begin with who says them: "Ann: …"
}

func (p *page) flow(from, to int) flow {
	f := flow{first: -1}
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if b.words == 0 {
			continue
		}
		if b.reason != Kept {
			switch b.reason {
			case Published, Byline, Comments, Metadata:
				f.heads++ // of readers' comments
			}
			continue
		}
		if q, ok := p.cueOf(b); ok && q.tail {
			continue
		}
		text := p.buf[b.start:b.end]
		switch {
		case p.cutOff(b):
			f.cut++
		case !b.ends || isCommentHead(p.line(b), b.words, p.dayFirst):
			f.heads++
		case text[len(text)-1] == '?' && b.words <= 20:
			f.questions++
		case b.words >= 6:
			if f.first < 0 {
				f.first = i
			}
			f.texts++
			if c := bytes.Index(text[:min(len(text), 32)], []byte(": ")); c > 0 && bytes.Count(text[:c], []byte(" ")) <= 3 {
				f.named++
			}
		}
	}
	return f
}

// takesUp is the block with which the article goes on after a heading as of comments
// or of a note about the author, or to. It is believed only of a good part of the text, in
// which no names and times stand between the paragraphs, and which in a page stands in the
// element where the text before stands.
func (p *page) takesUp(from, at, to, before, rest int) int {
	f := p.flow(at+1, to)
	if f.first < 0 || rest*3 <= before || f.cut > 0 || f.heads*4 > f.texts {
		return to
	}
	b := &p.blocks[at]
	if b.reason == Comments && f.named*2 > f.texts {
		return to
	}
	asks := p.buf[b.end-1] == '?' && f.questions > 0 // an interview
	if f.texts < 2 && !asks {
		return to
	}
	if b.reason == Author {
		none := func(string) bool { return false }
		for ; f.first < to; f.first++ {
			c := &p.blocks[f.first]
			if _, bio := lineCues.bio(p.line(c), none); c.reason == Kept && c.score > 5 && !bio {
				break
			}
		}
		if f.texts < 3 || f.first == to {
			return to
		}
	}
	if p.tree == nil {
		return f.first
	}
	for i := at - 1; i >= from; i-- {
		if c := &p.blocks[i]; c.reason == Kept && c.score >= 12 {
			next := &p.blocks[f.first]
			if c.tag == next.tag && p.boxes[c.box].parent == p.boxes[next.box].parent {
				return f.first
			}
			break
		}
	}
	return to
}

// near reports whether that many in a hundred of the telling words of a block are
// among the words.
func (p *page) near(b *block, words map[string]int, least int) bool {
	known, all := 0, 0
	eachTopicWord(p.buf[b.start:b.end], func(w string) {
		all++
		if words[w] > 0 {
			known++
		}
	})
	return known >= 3 && known*100 >= all*least
}

// rhythm counts, for every block, what follows it to the end: lines like titles,
// cut-off texts, other texts, and the longest row of these.
type rhythm struct {
	first                   int
	titles, cut, plain, row []int
}

func (p *page) rhythm(from, to int) rhythm {
	n := to - from + 1
	r := rhythm{from, make([]int, n), make([]int, n), make([]int, n), make([]int, n)}
	row := 0
	for i := to - 1; i >= from; i-- {
		k := i - from
		r.titles[k], r.cut[k], r.plain[k], r.row[k] = r.titles[k+1], r.cut[k+1], r.plain[k+1], r.row[k+1]
		b := &p.blocks[i]
		if b.reason != Kept || b.words == 0 {
			continue
		}
		switch {
		case p.cutOff(b):
			r.cut[k]++
			row = 0
		case !b.ends && b.words >= 3 && b.words <= 40 || b.words <= 14:
			r.titles[k]++
			row = 0
		default:
			r.plain[k]++
			row++
			r.row[k] = max(r.row[k], row)
		}
	}
	return r
}

// list reports whether the blocks from one on are a list of teasers: titles and
// cut-off texts in turn.
func (r *rhythm) list(from int) bool {
	k := from - r.first
	if k >= len(r.titles) || r.row[k] > 3 {
		return false
	}
	titles, cut, plain := r.titles[k], r.cut[k], r.plain[k]
	return titles >= 2 && titles+2*cut >= 2*plain && titles*3 >= titles+cut+plain
}

// cutOff reports whether a block ends in dots, as teasers do that are cut off.
func (p *page) cutOff(b *block) bool {
	s := p.buf[b.start:b.end]
	return len(s) > 3 && (bytes.HasSuffix(s, []byte("...")) || bytes.HasSuffix(s, []byte("…")) || bytes.HasSuffix(s, []byte("[…]")) || bytes.HasSuffix(s, []byte("[...]")))
}
