package article

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/corpus"
)

// plain extracts from plain text. In the auto mode only lines at the ends that
// are short, lines that a cue condemns and lists after a cue go; in the strip mode the text
// is taken for a whole page, in which the article must be found first.
func (s *Stage) plain(d *corpus.Document) {
	p := lines(validText(d.Raw.Data))
	p.rate()
	dayFirst := !monthFirst(d.URL, "")
	p.title = letters(d.Title)
	p.bold = s.mode == Strip
	p.tables()
	hints := p.hints(dayFirst)
	p.learnt(s.known, d.URL, func(i int) { hints[i] = Learnt })
	p.exported(d, hints, dayFirst)
	from, to := 0, len(p.blocks)
	if s.mode == Strip {
		from, to = p.model(hints, d.URL)
	}
	head := p.plainHead(from, to, hints, d)
	if !p.bold {
		p.diary(head, to, hints)
	}
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if b.reason == Kept && hints[i] != Kept && (i < head+6 || i >= to-6 || hints[i] != Published && hints[i] != Byline) {
			b.reason = hints[i]
		}
	}
	p.cue(from, to)
	p.trim(from, to)
	if d.Published == "" {
		if x, ok := dayOfURL(d.URL); ok {
			d.Published = x.String()
		} else if days := p.shown(dayFirst); len(days) > 0 {
			d.Published = days[0].String()
		}
	}
	if len(d.Byline) == 0 {
		d.Byline = p.byline(&metadata{}, "", d.URL)
	}
	p.assemble(d, s.leave)
	d.Dateline = datelineOf(d.Text)
}

// diary leaves dates in the text that are headings of its parts, as in a diary: two and
// more, which stand after a part, or open the text, and have a part below them.
func (p *page) diary(from, to int, hints []Reason) {
	dates, due, text := 0, false, false
	for i := 0; i < to; i++ {
		switch {
		case hints[i] == Published && (text || i == 0):
			due, text = true, false
		case p.blocks[i].score > 5 && p.blocks[i].reason == Kept:
			if due {
				dates++
			}
			due, text = false, true
		}
	}
	if dates < 2 {
		return
	}
	heads := func(i int) bool {
		if hints[i] != Published {
			return false
		}
		line := p.line(&p.blocks[i])
		return !publishing(line) && !changing(line)
	}
	// The first stands right above the text.
	if i := from - 1; i >= 0 && p.blocks[i].reason == Published && heads(i) {
		hints[i], p.blocks[i].reason = Kept, Kept
	}
	for i := from; i < to; i++ {
		if heads(i) {
			hints[i] = Kept
		}
	}
}

// lines cuts a plain text into blocks: paragraphs, or lines where the text has
// one paragraph a line. A form feed ends a line.
func lines(src string) *page {
	p := &page{src: src, space: noSpace}
	p.boxes = append(p.boxes, box{parent: -1})
	width, set := widthOf(src)
	before := "" // the line before, if a paragraph may go on after it
	for at := 0; at < len(src); {
		end, next := lineEnd(src, at)
		line := src[at:end]
		if before == "" || !goesOnAfter(before, line, width, set) {
			p.flush()
		}
		if isRow(line) {
			p.rows = append(p.rows, len(p.blocks))
		}
		p.addLine(at, end)
		if p.in && p.space == noSpace {
			p.space = -1
		}
		before = ""
		if width > 0 && strings.TrimSpace(line) != "" {
			before = line
		}
		at = next
	}
	p.flush()
	p.boxes[0].last = len(p.blocks)
	p.all = string(p.buf)
	return p
}

// lineEnd is the end of the line that begins at an offset, and the beginning of the next.
func lineEnd(src string, at int) (end, next int) {
	end = strings.IndexAny(src[at:], "\n\r\f")
	if end < 0 {
		return len(src), len(src)
	}
	end += at
	next = end + 1
	if next < len(src) && src[end] == '\r' && src[next] == '\n' {
		next++
	}
	return end, next
}

// goesOnAfter reports whether a line is in the paragraph of the line before, where
// lines are cut at a width: the line before is full, so that the first word did not fit,
// or the sentence goes on with a small letter. A line that is set in more than the
// one before begins a paragraph; where all paragraphs are marked so (set), nothing
// else does.
func goesOnAfter(before, line string, width int, set bool) bool {
	text := strings.TrimLeft(line, " \t")
	if text == "" {
		return false
	}
	if isSignOff(strings.TrimSpace(text)) || isSignOff(strings.TrimSpace(before)) {
		return false
	}
	if r := text[0]; (r == '-' || r == '*') && len(text) > 1 && text[1] == ' ' || strings.HasPrefix(text, "• ") {
		return false
	}
	if set {
		return indent(line) < 2
	}
	if indent(line) > indent(before)+1 {
		return false
	}
	word := strings.IndexAny(text, " \t")
	if word < 0 {
		word = len(text)
	}
	room := width - utf8.RuneCountInString(strings.TrimSpace(before)) - 1
	if endsSentence([]byte(before)) {
		return utf8.RuneCountInString(text[:word]) > room-1
	}
	return goesOn(text) || utf8.RuneCountInString(text[:word]) > room-6
}

// indent is how far a line is set in.
func indent(line string) int {
	n := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// widthOf is the width at which the lines of a text are cut, so that a paragraph is
// several lines, or 0 if it has one paragraph a line. Hardly a line is longer, and
// either many end in the middle of a sentence that goes on with a small letter, or
// lines that are set in part rows of full lines that are not (set).
func widthOf(src string) (width int, set bool) {
	var sizes []int
	pairs, cut, long, marks, follow, full := 0, 0, 0, 0, 0, 0
	sample := src[:min(len(src), 20000)]
	before, in := "", 0
	for at := 0; at < len(sample); {
		end, next := lineEnd(sample, at)
		line := strings.TrimSpace(sample[at:end])
		margin := indent(sample[at:end])
		at = next
		if line != "" && before != "" {
			pairs++
			n := utf8.RuneCountInString(before)
			if n >= 40 && n <= 100 {
				sizes = append(sizes, n)
				if !endsSentence([]byte(before)) && goesOn(line) {
					cut++
				}
			}
			switch {
			case margin >= 2 && in < 2:
				marks++
			case margin < 2:
				follow++
				if n >= 40 {
					full++
				}
			}
		}
		if len(line) > 120 {
			long++
		}
		before, in = line, margin
	}
	if len(sizes) == 0 || long*4 > len(sizes) {
		return 0, false
	}
	slices.Sort(sizes)
	width = sizes[len(sizes)*9/10]
	switch {
	case marks >= 2 && full*10 >= follow*6:
		return width, true
	case cut == 0 || cut*10 < len(sizes)*3 || len(sizes)*3 < pairs:
		return 0, false
	}
	return width, false
}

// addLine is add for plain text, which has no character references.
func (p *page) addLine(start, end int) {
	for start < end {
		amp := strings.IndexByte(p.src[start:end], '&')
		if amp < 0 {
			p.add(start, end, 0, false, 0)
			return
		}
		p.add(start, start+amp, 0, false, 0)
		p.put(start+amp, start+amp+1, 0, false, 0)
		start += amp + 1
	}
}

// hints are the reasons that lines have by their form, and scores are set
// accordingly: what is no text counts against a stretch that holds it.
func (p *page) hints(dayFirst bool) []Reason {
	hints := make([]Reason, len(p.blocks))
	times := map[string]int{}
	for i := range p.blocks {
		if b := &p.blocks[i]; b.words >= 4 && b.words < 60 {
			times[p.line(b)]++
		}
	}
	page := "" // letters of the first line, which of a whole page is its title
	for i := range p.blocks {
		b := &p.blocks[i]
		line := p.line(b)
		if b.row {
			b.score = 0
			continue
		}
		if isSignOff(line) || isPageNumber(line) || isReleaseMark(line) {
			hints[i], b.score = Metadata, -2
			continue
		}
		if isCommentHead(line, b.words, dayFirst) {
			hints[i], b.score = Comments, -12
			continue
		}
		if r := lineReason(line, b.words, dayFirst); r != Kept {
			hints[i], b.score = r, -2
			continue
		}
		if p.bold && b.score == -2 && b.words >= 5 && b.lower {
			b.score = -1 // a menu has shorter lines
		}
		if p.bold && b.words >= 3 && b.words <= 30 && !b.asked {
			if page == "" {
				page = letters(line)
			} else if l := letters(line); len(l) > 14 && strings.HasPrefix(page, l) {
				b.score = headlineScore
				continue
			}
		}
		if q, ok := p.cueOf(b); ok {
			b.score = -4
			if q.tail {
				b.score = -8
			}
		}
		if p.bold && b.words < 60 && p.cutOff(b) {
			b.score = -3
		}
		if b.words >= 4 && b.words < 60 && times[line] > 1 {
			b.score = min(b.score, -2)
		}
	}
	return hints
}

// isCommentHead reports whether a line opens a reader's comment: a name and a time
// who "says" something.
func isCommentHead(line string, words int, dayFirst bool) bool {
	if words < 4 || words > 24 || !strings.HasSuffix(line, ":") {
		return false
	}
	low := strings.ToLower(line)
	if !strings.HasSuffix(low, "said:") && !strings.HasSuffix(low, "says:") && !strings.HasSuffix(low, "wrote:") {
		return false
	}
	_, ok := findDay(line, dayFirst)
	return ok
}

// heaviest is the stretch of lines with the best sum of scores. A line that is no
// text weighs twice its score, so that a menu of some lines ends a stretch.
func (p *page) heaviest(hints []Reason) (from, to int) {
	best, sum, start := 0, 0, 0
	headed := false
	for i := range p.blocks {
		b := &p.blocks[i]
		s := b.score
		if s < 0 {
			s *= 2
		}
		if b.score == headlineScore {
			headed = true
		}
		// What comes after "Comments" is no article, if there has been one.
		if hints[i] == Comments || b.cued && b.cue.tail && b.cue.reason == Comments {
			if headed && best >= 50+headlineScore || best >= 200 {
				break
			}
		}
		if sum <= 0 {
			sum, start = 0, i
		}
		if sum += s; sum > best {
			best, from, to = sum, start, i+1
		}
	}
	if best == 0 {
		return 0, len(p.blocks)
	}
	return from, to
}

// headlineScore is the score of a line that repeats the title of the page: the text
// begins behind it.
const headlineScore = 30

// gaps takes light ends off a stretch: what a gap of several lines without text
// parts from the rest, if it is a small part of the text or about other things.
func (p *page) gaps(from, to int, hints []Reason) (int, int) {
	total := 0
	for i := from; i < to; i++ {
		total += max(p.blocks[i].score, 0)
	}
	words := p.vocabulary(from, to)
	compared := 0
	// The end first: its gaps are where related stories and notes begin.
	for again := true; again; {
		again = false
		mass, gap, weight := 0, 0, 0
		for i := to - 1; i > from; i-- {
			b := &p.blocks[i]
			if b.score > 0 {
				if gap >= 3 && mass > 0 && (mass*10 < total || mass*2 < total && weight >= 8 && compared < maxCues && p.differs(i+gap+1, to, words, &compared)) {
					for to = i + 1; to > from && p.blocks[to-1].score <= 0; to-- {
					}
					total -= mass
					again = true
					break
				}
				mass += b.score
				gap, weight = 0, 0
			} else if b.words > 0 && !b.item(hints[i]) {
				gap++
				weight -= b.score
			}
		}
	}
	mass, gap := 0, 0
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if b.score > 0 {
			if gap >= 3 && mass*5 < total && mass > 0 {
				from = i
			}
			mass += b.score
			gap = 0
		} else if b.words > 0 && !b.item(hints[i]) {
			gap++
		}
	}
	return from, to
}

// item reports whether a line may be an item of a list in the text.
func (b *block) item(hint Reason) bool {
	return hint == Kept && b.words >= 5 && b.lower && b.score >= -2
}

// plainHead finds the headline and takes out what stands before the text. It
// returns the first block of the text.
func (p *page) plainHead(from, to int, hints []Reason, d *corpus.Document) int {
	// A byline or a date near the start ends the head: standfirst and captions are
	// before it.
	first := -1
	lastHint := -1
	titled := false // by a line that may be a headline
	parts := 0      // stretches of running text so far
	in := false     // the line before is one
	for i, seen := from, 0; i < to && seen < 14; i++ {
		b := &p.blocks[i]
		if b.words == 0 {
			continue
		}
		seen++
		if hints[i] == Byline || hints[i] == Published {
			if p.massOf(from, i) <= 90 {
				lastHint = i
			}
			continue
		}
		// No cue, no cut: of what stands before a byline only a standfirst is
		// taken for one, and a byline below another one heads a part of the text.
		if !p.bold && hints[i] == Kept && b.score > 5 && b.ends && !p.asks(i, to) && (lastHint >= 0 || !titled) {
			break
		}
		// A standfirst is one stretch: a second one below a line between, or a table, is text.
		text := hints[i] == Kept && b.score > 5 && b.ends && !p.asks(i, to)
		if text && !in {
			parts++
		}
		if in = text; !p.bold && (parts > 1 || b.row) {
			break
		}
		titled = titled || b.words >= 3 && !b.ends
	}
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if i > lastHint && hints[i] == Kept && (b.score > 5 && b.ends && !p.asks(i, to) || b.row) {
			first = i
			break
		}
	}
	if first < 0 {
		return from
	}
	title := p.plainTitle(from, first, to, lastHint, hints)
	if title >= 0 {
		b := &p.blocks[title]
		b.reason = Headline
		if d.Title == "" {
			d.Title = markless(p.line(b))
		}
	}
	for i := from; i < first; i++ {
		b := &p.blocks[i]
		if b.reason != Kept || i == title {
			continue
		}
		if i <= lastHint || b.words < 12 && b.score <= 5 {
			if hints[i] != Kept {
				b.reason = hints[i]
			} else if !p.bold && i > lastHint && i > title {
				continue
			} else if i != first-1 || i <= lastHint || title < 0 || i < title {
				b.reason = Outside
			}
		}
	}
	return first
}

// plainTitle is the block before the first of running text that is the headline, or -1.
func (p *page) plainTitle(from, first, to, lastHint int, hints []Reason) int {
	var opening []string // letters of the first lines, which may be long, once each
	// A line that the page has before, as the title of the whole, is the headline.
	for i := 0; i < first; i++ {
		b := &p.blocks[i]
		if b.words < 2 || b.words > 40 || hints[i] != Kept {
			continue
		}
		l := letters(p.line(b))
		if p.title != "" && l == p.title {
			return i
		}
		if len(l) <= 10 || p.title != "" || !p.bold && endsStop(p.buf[b.start:b.end]) && !p.asks(i, to) {
			continue // nothing to compare, or a sentence that is said twice
		}
		for j := range min(i, 6) {
			if j == len(opening) {
				opening = append(opening, letters(p.line(&p.blocks[j])))
			}
			if strings.HasPrefix(opening[j], l) {
				return i
			}
		}
	}
	if p.title != "" || p.isLive(from, to) {
		return -1
	}
	if i := p.digest(from, first, to); i >= 0 {
		return i
	}
	title := -1
	for i := from; i < first; i++ {
		b := &p.blocks[i]
		if b.words < 2 || b.words > 35 || hints[i] != Kept {
			continue
		}
		if q, ok := p.cueOf(b); ok && q.reason != Kept {
			continue
		}
		if !p.bold && i > lastHint && (b.ends && !p.asks(i, to) || p.buf[b.end-1] == ',') {
			continue // a sentence of the text, or a verse
		}
		if b.words <= 3 && isMonthDay(p.line(b)) || b.row || isPost(p.line(b)) || opensQuestion(p.line(b)) {
			continue
		}
		if line := p.line(b); allPeople(line) || b.words > 12 && endsSentence([]byte(line)) && !p.asks(i, to) {
			continue
		}
		// The first line of some length; a name of a site in capitals or a label
		// ("News") gives way to it.
		if t := title; t < 0 || (p.blocks[t].words < 4 || !p.blocks[t].lower) && b.words >= 4 && b.lower {
			title = i
		}
	}
	return title
}

// asks reports whether a line is a headline that ends in a question or a call: a
// short one that longer text follows.
func (p *page) asks(i, to int) bool {
	b := &p.blocks[i]
	if p.title != "" || b.words > 25 || i+1 >= to {
		return false
	}
	if c := p.buf[b.end-1]; c != '?' && c != '!' {
		return false
	}
	if line := p.line(b); opensQuestion(line) || b.words > 10 && holdsStop(line) {
		return false // of an interview, or more than a headline
	}
	for _, next := range p.blocks[i+1 : min(to, i+3)] {
		if next.score > 15 && next.words > b.words {
			return true
		}
	}
	return false
}

// isMonthDay reports whether a line of few words names a day without a year: "March 3".
func isMonthDay(line string) bool {
	if !hasNumber(line) {
		return false
	}
	for w := range strings.FieldsSeq(strings.ToLower(line)) {
		if monthNames[strings.Trim(w, ".,:")] > 0 {
			return true
		}
	}
	return false
}

func (p *page) massOf(from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		n += max(p.blocks[i].score, 0)
	}
	return n
}

// vocabulary are the longer words of blocks.
func (p *page) vocabulary(from, to int) map[string]int {
	m := map[string]int{}
	for i := from; i < to; i++ {
		if b := &p.blocks[i]; b.score > 0 && b.reason == Kept {
			eachTopicWord(p.buf[b.start:b.end], func(w string) { m[w]++ })
		}
	}
	return m
}

// differs is the contrary of shares, and counts how often it was asked.
func (p *page) differs(from, to int, words map[string]int, asked *int) bool {
	*asked++
	return !p.shares(from, to, words)
}

// shares reports whether blocks are about what the words are about.
func (p *page) shares(from, to int, words map[string]int) bool {
	own := p.vocabulary(from, to)
	known, all := 0, 0
	for w, n := range own {
		all += n
		if words[w] > n {
			known += n
		}
	}
	return all > 0 && known*100 >= all*30
}
