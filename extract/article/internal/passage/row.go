package passage

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line is one line of a page, with what its reader knows of it.
type Line struct {
	Text   []byte // white space folded, none at the ends
	Words  int
	Commas int
	Ends   bool // ends like a sentence
	Lower  bool // has a lower-case letter
	Cut    bool // ends in dots
	Titled bool // says what the title of the page says, or its beginning
	Score  int  // words of running text, less than zero for what is none
	Hint   int  // what it is by its form: one of the codes below, 0 for none
	Cue    int  // what a cue says it is
	Tail   bool // the cue is one after which an article has ended
	Heavy  bool // in the heaviest stretch
	Slug   int  // hundredths of the words of the page's address that it has, -1 where there are none
	Topic  []uint32
}

// Features is how many numbers describe a line.
const Features = 86

// Row describes a line.
type Row [Features]int16

// own is what a line is by itself.
type own struct {
	words, length, commas, ends, start   int
	capital, digits, function, wordLen   int // in hundredths
	sentences, quotes, first, second     int
	marks, bars, money, address, allCaps int
	colon, brackets                      int
}

func (l *Line) own(small map[string]bool) own {
	o := own{words: min(l.Words, 250), length: min(len(l.Text), 2000), commas: min(l.Commas, 20)}
	t := l.Text
	words, upper, digits, function, letters, capWords := 0, 0, 0, 0, 0, 0
	for i := 0; i < len(t); {
		r, n := utf8.DecodeRune(t[i:])
		switch {
		case unicode.IsLetter(r):
			start, count := i, 0
			for i < len(t) {
				q, m := utf8.DecodeRune(t[i:])
				if !unicode.IsLetter(q) && !unicode.IsMark(q) && q != '\'' && q != '’' {
					break
				}
				if unicode.IsUpper(q) {
					upper++
				}
				count++
				i += m
			}
			letters += count
			words++
			if unicode.IsUpper(r) {
				capWords++
			}
			if count <= 12 {
				w := strings.ToLower(string(t[start:i]))
				if small[w] {
					function++
				}
				switch w {
				case "i", "we", "our", "my", "me", "us", "i'm", "we're", "i've", "ich", "wir", "je", "nous", "yo", "io", "eu":
					o.first++
				case "you", "your", "you're", "sie", "ihr", "ihre", "vous", "votre", "usted", "você":
					o.second++
				}
			}
			continue
		case unicode.IsDigit(r):
			digits++
		case r == '"' || r == '“' || r == '”' || r == '«' || r == '»' || r == '„':
			o.quotes++
		case r == '|' || r == '•' || r == '·' || r == '›' || r == '»' || r == '►' || r == '→':
			o.bars++
		case r == '$' || r == '€' || r == '£' || r == '¥' || r == '%':
			o.money++
		case r == '©' || r == '®' || r == '#' || r == '@' || r == '_' || r == '=' || r == '<' || r == '>' || r == '{' || r == '}':
			o.marks++
		case r == ':':
			o.colon++
		case r == '(' || r == '[':
			o.brackets++
		case r == '.' || r == '!' || r == '?':
			if i+n+1 < len(t) && t[i+n] == ' ' {
				q, _ := utf8.DecodeRune(t[i+n+1:])
				if unicode.IsUpper(q) || q == '"' || q == '“' {
					o.sentences++
				}
			}
		case r == '。' || r == '।' || r == '؟' || r == '！':
			o.sentences++
		}
		i += n
	}
	if words > 0 {
		o.capital = capWords * 100 / words
		o.function = function * 100 / words
		o.wordLen = min(letters*10/words, 200)
	}
	if letters > 0 && upper*10 >= letters*9 {
		o.allCaps = 1
	}
	o.digits = digits * 100 / max(1, letters+digits)
	if bytes.Contains(t, []byte("http")) || bytes.Contains(t, []byte("www.")) || bytes.Contains(t, []byte(".com")) {
		o.address = 1
	}
	o.ends = endKind(t)
	o.start = startKind(t)
	return o
}

// startKind is the kind of rune a line starts with: 1 a small letter, 2 a capital, 3 a digit, 4 a
// quotation mark, 5 a letter of a script without case, 6 a mark of a list, 7 another.
func startKind(t []byte) int {
	r, _ := utf8.DecodeRune(t)
	switch {
	case unicode.IsLower(r):
		return 1
	case unicode.IsUpper(r):
		return 2
	case unicode.IsDigit(r):
		return 3
	case r == '"' || r == '“' || r == '‘' || r == '«' || r == '„':
		return 4
	case unicode.IsLetter(r):
		return 5
	case r == '•' || r == '-' || r == '*' || r == '–' || r == '·':
		return 6
	}
	return 7
}

// endKind is the kind of mark a line ends with: 0 none, 1 a colon, 2 dots, 3 a
// question or a call, 4 a full stop within closing marks, 5 a full stop.
func endKind(t []byte) int {
	closed := false
	for len(t) > 0 {
		r, n := utf8.DecodeLastRune(t)
		t = t[:len(t)-n]
		switch r {
		case '"', '\'', '”', '’', '»', ')', ']', '」', ' ':
			closed = true
			continue
		case '…':
			return 2
		case '.':
			if bytes.HasSuffix(t, []byte("..")) {
				return 2
			}
			if closed {
				return 4
			}
			return 5
		case '。', '।', '۔', '։':
			return 5
		case '!', '?', '！', '？', '؟':
			return 3
		case ':', ';':
			return 1
		}
		return 0
	}
	return 0
}

// Rows describe lines. Small are words that running text has more of than menus and titles, in
// lower case.
func Rows(lines []Line, small map[string]bool) []Row {
	d := newDescriber(lines, small)
	rows := make([]Row, len(lines))
	for i := range lines {
		d.row, d.next = &rows[i], 0
		if lines[i].Titled {
			d.sinceTitled = 0
		} else {
			d.sinceTitled = later(d.sinceTitled)
		}
		// The trees know the numbers by their places: the order must stay.
		d.putOwn(i)
		d.putSaid(i)
		d.putTopic(i)
		d.putNeighbours(i)
		d.putAround(i)
		d.putSince(i)
		d.putHeaviest(i)
		d.putShape(i)
		d.putNear(i)
		d.pass(i)
	}
	return rows
}

// Distances and sizes of what is looked at around a line, in lines.
const (
	far     = 999 // what has not been seen yet
	ahead   = 40  // how far the next running text is looked for
	nearby  = 8   // within which a word is said again
	textual = 20  // the score from which a line is running text
)

// later is the distance to what was seen that far back, one line on.
func later(since int) int { return min(since+1, far) }

// describer describes the lines of a page, one after the other.
type describer struct {
	lines []Line
	owns  []own
	row   *Row // of the line
	next  int  // the place of its next number

	// Before each line: running text, lines that are none, words, lines like titles and so on.
	good, short, all, titles, hints, cues, tails, dots []int

	topic                  map[uint32]int16 // words of the heaviest stretch, by how many of its lines have them
	heavy                  int              // running text of the heaviest stretch
	heavyFrom, heavyTo     int              // its first and last lines
	times                  map[string]int   // how often a line is said
	cohesion               []int
	seen                   map[string]int // how often a line was said before
	before                 map[uint32]int // the last line, from 1, that has a word
	sinceTitled, sinceTail int            // lines since one of a kind
	sinceText, sinceSlug   int
	sinceComment           int
	sinceHint              int // since a byline or a date
	commentHeads           int
	lastTailCue            int
}

func newDescriber(lines []Line, small map[string]bool) *describer {
	n := len(lines)
	d := &describer{
		lines: lines, owns: make([]own, n), topic: map[uint32]int16{}, heavyFrom: n, heavyTo: n, times: map[string]int{}, cohesion: cohesion(lines),
		seen: map[string]int{}, before: map[uint32]int{}, sinceTitled: far, sinceTail: far, sinceText: far, sinceSlug: far, sinceComment: far, sinceHint: far,
	}
	for _, sum := range []*[]int{&d.good, &d.short, &d.all, &d.titles, &d.hints, &d.cues, &d.tails, &d.dots} {
		*sum = make([]int, n+1)
	}
	for i := range lines {
		l := &lines[i]
		d.owns[i] = l.own(small)
		d.times[string(l.Text)]++
		d.good[i+1] = d.good[i] + min(max(l.Score, 0), 150)
		d.all[i+1] = d.all[i] + l.Words
		d.short[i+1] = d.short[i] + flag(l.Score <= 0)
		d.titles[i+1] = d.titles[i] + flag(!l.Ends && l.Words >= 4 && l.Words <= 25)
		d.hints[i+1] = d.hints[i] + flag(l.Hint > 0)
		d.cues[i+1] = d.cues[i] + flag(l.Cue > 0)
		d.tails[i+1] = d.tails[i] + flag(l.Tail)
		d.dots[i+1] = d.dots[i] + flag(l.Cut)
		if !l.Heavy {
			continue
		}
		d.heavy += max(l.Score, 0)
		d.heavyFrom = min(d.heavyFrom, i)
		d.heavyTo = i
		if l.Score > 0 {
			for _, w := range l.Topic {
				d.topic[w]++
			}
		}
	}
	return d
}

// put adds a number to the row.
func (d *describer) put(v int) {
	d.row[d.next] = int16(min(max(v, -30000), 30000))
	d.next++
}

// window is what a sum counts in the lines from one to before another, told from a line.
func window(sum []int, i, from, to int) int {
	n := len(sum) - 1
	return sum[min(max(i+to, 0), n)] - sum[min(max(i+from, 0), n)]
}

// total is the running text of the page.
func (d *describer) total() int { return d.good[len(d.lines)] }

// putOwn puts what the line is by itself.
func (d *describer) putOwn(i int) {
	o := &d.owns[i]
	for _, v := range [...]int{
		o.words, o.length, o.commas, o.ends, o.start, o.capital, o.digits, o.function, o.wordLen, o.sentences, o.quotes,
		o.first, o.second, o.marks, o.bars, o.money, o.address, o.allCaps, o.colon, o.brackets,
	} {
		d.put(v)
	}
}

// putSaid puts what the rules say of the line, and how often the page has it.
func (d *describer) putSaid(i int) {
	l := &d.lines[i]
	d.put(l.Hint)
	d.put(l.Cue)
	d.put(flag(l.Tail))
	d.put(flag(l.Titled))
	d.put(l.Score)
	d.put(min(d.times[string(l.Text)], 9))
	d.put(min(d.seen[string(l.Text)], 9))
	d.seen[string(l.Text)]++
}

// putTopic puts how many of the line's telling words other lines of the heaviest stretch have.
func (d *describer) putTopic(i int) {
	l := &d.lines[i]
	known, telling := 0, len(l.Topic)
	least := int16(flag(l.Heavy && l.Score > 0)) // the line itself
	for _, w := range l.Topic {
		if d.topic[w] > least {
			known++
		}
	}
	if telling > 0 {
		d.put(known * 100 / telling)
	} else {
		d.put(-1)
	}
	d.put(min(known, 30))
	d.put(min(telling, 60))
}

// putNeighbours puts the shape of the lines next to it.
func (d *describer) putNeighbours(i int) {
	for _, k := range [...]int{-1, 1, -2, 2} {
		if j := i + k; j >= 0 && j < len(d.lines) {
			d.put(d.owns[j].words)
			d.put(d.owns[j].ends)
			d.put(d.lines[j].Score)
			d.put(d.owns[j].capital)
			d.put(max(d.lines[j].Hint, d.lines[j].Cue))
			continue
		}
		for _, v := range [...]int{-1, -1, -9, -1, -1} {
			d.put(v)
		}
	}
}

// putAround puts what stands in windows around the line.
func (d *describer) putAround(i int) {
	for _, size := range [...]int{3, 10, 30} {
		d.put(window(d.good, i, -size, 0))
		d.put(window(d.good, i, 1, size+1))
	}
	d.put(d.good[i] * 100 / max(1, d.total()))
	d.put(min(d.good[i], 5000))
	d.put(min(d.total()-d.good[i+1], 5000))
	d.put(window(d.short, i, -6, 0))
	d.put(window(d.short, i, 1, 7))
	d.put(window(d.titles, i, -6, 7))
	d.put(window(d.hints, i, -8, 9))
	d.put(window(d.dots, i, -8, 9))
	d.put(min(d.tails[i], 10))
}

// putSince puts how far away things are that open and end articles.
func (d *describer) putSince(i int) {
	d.put(min(d.sinceTail, 200))
	d.put(d.lastTailCue)
	d.put(min(d.sinceTitled, 300))
	d.put(min(d.sinceText, 100))
	d.put(d.toText(i))
	d.put(min(d.commentHeads, 20))
	d.put(min(d.sinceComment, 200))
}

// putHeaviest puts where the line stands to the heaviest stretch, and how heavy that is.
func (d *describer) putHeaviest(i int) {
	switch {
	case d.lines[i].Heavy:
		d.put(min(i-d.heavyFrom, d.heavyTo-i, 200))
		d.put(0)
	case i < d.heavyFrom:
		d.put(-min(d.heavyFrom-i, 300))
		d.put(1)
	default:
		d.put(-min(i-d.heavyTo, 300))
		d.put(2)
	}
	d.put(d.heavy * 100 / max(1, d.total()))
}

// putShape puts how unlike the next lines and the lines two, three and four away the line is, where in
// the page it stands, and what it has of the address.
func (d *describer) putShape(i int) {
	l := &d.lines[i]
	d.put(alike(d.owns, i, 1))
	d.put(min(alike(d.owns, i, 2), alike(d.owns, i, 3), alike(d.owns, i, 4)))
	d.put(i * 100 / len(d.lines))
	d.put(l.Slug)
	if l.Slug >= 60 && l.Words <= 40 {
		d.sinceSlug = 0
	} else {
		d.sinceSlug = later(d.sinceSlug)
	}
	d.put(min(d.sinceSlug, 300))
}

// putNear puts how many of the line's telling words the lines near by have, and what else stands there.
func (d *describer) putNear(i int) {
	l := &d.lines[i]
	near := 0
	for _, w := range l.Topic {
		if at := d.before[w]; at > 0 && i+1-at <= nearby {
			near++
		}
		d.before[w] = i + 1
	}
	d.put(near * 100 / max(1, len(l.Topic)))
	d.put(d.cohesion[i])
	d.put(min(near, 30))
	d.put(min(d.sinceHint, 100))
	d.put(window(d.cues, i, -6, 7))
	d.put(window(d.all, i, -6, 7) - l.Words)
}

// pass notes what the lines after a line are told of it.
func (d *describer) pass(i int) {
	l := &d.lines[i]
	count := func(since *int, here bool) {
		if *since = later(*since); here {
			*since = 0
		}
	}
	count(&d.sinceHint, l.Hint == Byline || l.Hint == Published)
	count(&d.sinceTail, l.Tail)
	count(&d.sinceText, l.Score >= textual)
	count(&d.sinceComment, l.Hint == Comment)
	if l.Tail {
		d.lastTailCue = l.Cue
	}
	if l.Hint == Comment {
		d.commentHeads++
	}
}

// cohesion is, for every line, how many hundredths of its telling words the next
// lines have.
func cohesion(lines []Line) []int {
	after := make([]int, len(lines))
	next := map[uint32]int{}
	for i := len(lines) - 1; i >= 0; i-- {
		near := 0
		for _, w := range lines[i].Topic {
			if at, ok := next[w]; ok && at > i && at-i <= nearby {
				near++
			}
			next[w] = i
		}
		after[i] = near * 100 / max(1, len(lines[i].Topic))
	}
	return after
}

// The codes of what lines are by their form or by a cue, in an order in which
// neighbours are alike. They must not change while trees that know them are kept.
const (
	None = iota
	Caption
	Byline
	Published
	Metadata
	Tags
	Share
	Advert
	Newsletter
	Author
	Related
	Navigation
	Site
	Comment // as a hint: the line opens a reader's comment
	Consent
	Other
)

// toText is how many lines on the next running text is.
func (d *describer) toText(i int) int {
	for j := i + 1; j < len(d.lines) && j <= i+ahead; j++ {
		if d.lines[j].Score >= textual {
			return j - i
		}
	}
	return ahead + 1
}

// alike is the difference in shape to the nearer of the lines at a distance.
func alike(owns []own, i, d int) int {
	best := 99
	for _, j := range []int{i - d, i + d} {
		if j < 0 || j >= len(owns) {
			continue
		}
		a, b := &owns[i], &owns[j]
		x := min(abs(a.words-b.words), 30)
		if (a.ends >= 2) != (b.ends >= 2) {
			x += 20
		}
		if a.allCaps != b.allCaps {
			x += 10
		}
		best = min(best, x)
	}
	return best
}

func abs(x int) int { return max(x, -x) }

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}
