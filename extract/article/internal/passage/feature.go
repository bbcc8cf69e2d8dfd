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
	r, _ := utf8.DecodeRune(t)
	switch {
	case unicode.IsLower(r):
		o.start = 1
	case unicode.IsUpper(r):
		o.start = 2
	case unicode.IsDigit(r):
		o.start = 3
	case r == '"' || r == '“' || r == '‘' || r == '«' || r == '„':
		o.start = 4
	case unicode.IsLetter(r):
		o.start = 5
	case r == '•' || r == '-' || r == '*' || r == '–' || r == '·':
		o.start = 6
	default:
		o.start = 7
	}
	return o
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

// Rows describe lines. The order of the numbers is what the trees know them by.
// Small are words that running text has more of than menus and titles, in lower case.
func Rows(lines []Line, small map[string]bool) []Row {
	n := len(lines)
	rows := make([]Row, n)
	owns := make([]own, n)
	for i := range lines {
		owns[i] = lines[i].own(small)
	}
	good := make([]int, n+1)  // running text before
	short := make([]int, n+1) // lines that are none
	all := make([]int, n+1)   // words before
	title := make([]int, n+1) // lines like titles
	hints := make([]int, n+1)
	cues := make([]int, n+1)
	tails := make([]int, n+1)
	dots := make([]int, n+1)
	for i := range lines {
		l := &lines[i]
		good[i+1] = good[i] + min(max(l.Score, 0), 150)
		all[i+1] = all[i] + l.Words
		short[i+1], title[i+1], hints[i+1], cues[i+1], tails[i+1], dots[i+1] = short[i], title[i], hints[i], cues[i], tails[i], dots[i]
		if l.Score <= 0 {
			short[i+1]++
		}
		if !l.Ends && l.Words >= 4 && l.Words <= 25 {
			title[i+1]++
		}
		if l.Hint > 0 {
			hints[i+1]++
		}
		if l.Cue > 0 {
			cues[i+1]++
		}
		if l.Tail {
			tails[i+1]++
		}
		if l.Cut {
			dots[i+1]++
		}
	}
	total := good[n]
	// The words of the heaviest stretch, by how many of its lines have them.
	topic := map[uint32]int16{}
	heavy, heavyFrom, heavyTo := 0, n, n
	for i := range lines {
		if !lines[i].Heavy {
			continue
		}
		heavy += max(lines[i].Score, 0)
		heavyFrom = min(heavyFrom, i)
		heavyTo = i
		if lines[i].Score <= 0 {
			continue
		}
		for _, w := range lines[i].Topic {
			topic[w]++
		}
	}
	seen := map[string]int{}
	times := map[string]int{}
	for i := range lines {
		times[string(lines[i].Text)]++
	}
	window := func(sum []int, i, from, to int) int {
		a, b := min(max(i+from, 0), n), min(max(i+to, 0), n)
		return sum[b] - sum[a]
	}
	sinceTitled, sinceTail, sinceText, sinceComment, sinceSlug, sinceHint := 999, 999, 999, 999, 999, 999
	before := map[uint32]int{} // the last line, from 1, that has a word
	after := cohesion(lines)
	commentHeads := 0
	lastTailCue := 0
	for i := range lines {
		l, o, r := &lines[i], &owns[i], &rows[i]
		k := 0
		put := func(v int) {
			r[k] = int16(min(max(v, -30000), 30000))
			k++
		}
		if l.Titled {
			sinceTitled = 0
		} else {
			sinceTitled = min(sinceTitled+1, 999)
		}
		put(o.words)
		put(o.length)
		put(o.commas)
		put(o.ends)
		put(o.start)
		put(o.capital)
		put(o.digits)
		put(o.function)
		put(o.wordLen)
		put(o.sentences)
		put(o.quotes)
		put(o.first)
		put(o.second)
		put(o.marks)
		put(o.bars)
		put(o.money)
		put(o.address)
		put(o.allCaps)
		put(o.colon)
		put(o.brackets) // 20
		put(l.Hint)
		put(l.Cue)
		put(flag(l.Tail))
		put(flag(l.Titled))
		put(l.Score)
		put(min(times[string(l.Text)], 9))
		put(min(seen[string(l.Text)], 9))
		seen[string(l.Text)]++
		// Topic: how much of its words the heaviest stretch has in other lines.
		known, own := 0, 0
		least := int16(0)
		if l.Heavy && l.Score > 0 {
			least = 1
		}
		for _, w := range l.Topic {
			own++
			if topic[w] > least {
				known++
			}
		}
		if own > 0 {
			put(known * 100 / own)
		} else {
			put(-1)
		}
		put(min(known, 30))
		put(min(own, 60)) // 30
		// Neighbours.
		for _, d := range []int{-1, 1, -2, 2} {
			if j := i + d; j >= 0 && j < n {
				put(owns[j].words)
				put(owns[j].ends)
				put(lines[j].Score)
				put(owns[j].capital)
				put(max(lines[j].Hint, lines[j].Cue))
			} else {
				put(-1)
				put(-1)
				put(-9)
				put(-1)
				put(-1)
			}
		} // 50
		put(window(good, i, -3, 0))
		put(window(good, i, 1, 4))
		put(window(good, i, -10, 0))
		put(window(good, i, 1, 11))
		put(window(good, i, -30, 0))
		put(window(good, i, 1, 31))
		put(good[i] * 100 / max(1, total))
		put(min(good[i], 5000))
		put(min(total-good[i+1], 5000))
		put(window(short, i, -6, 0))
		put(window(short, i, 1, 7)) // 61
		put(window(title, i, -6, 7))
		put(window(hints, i, -8, 9))
		put(window(dots, i, -8, 9))
		put(min(tails[i], 10))
		put(min(sinceTail, 200))
		put(lastTailCue)
		put(min(sinceTitled, 300))
		put(min(sinceText, 100))
		put(next(lines, i, owns)) // 70
		put(min(commentHeads, 20))
		put(min(sinceComment, 200))
		// To the heaviest stretch.
		switch {
		case l.Heavy:
			put(min(i-heavyFrom, heavyTo-i, 200))
			put(0)
		case i < heavyFrom:
			put(-min(heavyFrom-i, 300))
			put(1)
		default:
			put(-min(i-heavyTo, 300))
			put(2)
		}
		put(heavy * 100 / max(1, total))
		// Shape: how like the lines two, three and four away, and how unlike the next.
		put(alike(owns, i, 1))
		put(min(alike(owns, i, 2), alike(owns, i, 3), alike(owns, i, 4)))
		put(i * 100 / n) // 78
		put(l.Slug)
		if l.Slug >= 60 && l.Words <= 40 {
			sinceSlug = 0
		} else {
			sinceSlug = min(sinceSlug+1, 999)
		}
		put(min(sinceSlug, 300))
		near := 0
		for _, w := range l.Topic {
			if at := before[w]; at > 0 && i+1-at <= 8 {
				near++
			}
			before[w] = i + 1
		}
		put(near * 100 / max(1, own))
		put(after[i])
		put(min(near, 30))
		put(min(sinceHint, 100))
		if l.Hint == Byline || l.Hint == Published {
			sinceHint = 0
		} else {
			sinceHint = min(sinceHint+1, 999)
		}
		put(window(cues, i, -6, 7))
		put(window(all, i, -6, 7) - l.Words) // 86
		if l.Tail {
			sinceTail, lastTailCue = 0, l.Cue
		} else {
			sinceTail = min(sinceTail+1, 999)
		}
		if l.Score >= 20 {
			sinceText = 0
		} else {
			sinceText = min(sinceText+1, 999)
		}
		if l.Hint == Comment {
			commentHeads++
			sinceComment = 0
		} else {
			sinceComment = min(sinceComment+1, 999)
		}
	}
	return rows
}

// cohesion is, for every line, how many hundredths of its telling words the next
// eight lines have.
func cohesion(lines []Line) []int {
	after := make([]int, len(lines))
	next := map[uint32]int{}
	for i := len(lines) - 1; i >= 0; i-- {
		near := 0
		for _, w := range lines[i].Topic {
			if at, ok := next[w]; ok && at > i && at-i <= 8 {
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

// next is how many lines on the next running text is.
func next(lines []Line, i int, owns []own) int {
	for j := i + 1; j < len(lines) && j <= i+40; j++ {
		if lines[j].Score >= 20 {
			return j - i
		}
	}
	return 41
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
