package dates

import (
	"unicode/utf8"

	"dateline/corpus"
)

// item is a piece of the text that matters to the grammar: a numeral, a known
// word, a mark beside one, or a phrase built of earlier items.
type item struct {
	start, end int32
	classes    set
	word       *word
	num        int32
	tenths     int64 // the number, in tenths
	node       int32 // index of the expression; -1 when none
	gap        bool  // something unknown stands before it
	glued      bool  // a numeral with letters or a sign attached
	capital    bool
}

// parse is the state of one document's parse. It is reused.
type parse struct {
	text     string
	items    []item
	done     int // items that the pass at work has left behind it
	dates    []corpus.Date
	buf      []byte // the value in hand
	nodes    []expression
	low      [64]byte
	lists    lists
	dayFirst bool // the text writes the day before the month in slashed dates
	person   bool // the text names a person May

	quarters            bool  // the text speaks of quarters
	firstYear, lastYear int32 // of the full dates of the text; 0 when there are none
}

const noNode = -1

// scan cuts the text into items. Spaces and single line ends separate words and
// mean nothing; an empty or indented line and the space between columns are gaps.
func (pr *parse) scan(ws *words, text string) {
	pr.text = text
	items := pr.items[:0]
	gap := true
	n := len(text)
	for i := 0; i < n; {
		c := text[i]
		switch {
		case c == ' ':
			i++
			if i+1 < n && text[i] == ' ' && text[i+1] == ' ' {
				gap = true // columns of a table
			}
		case c == '\t' || c == '\r':
			i++
		case c == '\n':
			i++
			start := i
			for i < n && (text[i] == ' ' || text[i] == '\t' || text[i] == '\r') {
				i++
			}
			if i < n && text[i] == '\n' || i-start > 2 {
				gap = true // an empty or an indented line: another paragraph
			}
		case c >= '0' && c <= '9':
			var it item
			it, i = numeral(text, i)
			if it.classes == 0 {
				gap = true
				continue
			}
			// A letter or a currency sign before it: a model name, a price.
			if !gap && len(items) > 0 || gap {
				if !freeBefore(text, int(it.start), gap, items) {
					gap = true
					continue
				}
			}
			it.gap = gap
			items = append(items, it)
			gap = false
		case letter[c]:
			start := i
			if c == 'Q' || c == 'H' || c == 'F' {
				if it, end := coded(text, i); end > 0 {
					it.gap = gap
					items = append(items, it)
					gap, i = false, end
					continue
				}
			}
			k := 0
			up := 0
			*(*[longestWord]byte)(pr.low[:]) = [longestWord]byte{}
			for i < n && letter[text[i]] {
				b := text[i]
				if b >= 'A' && b <= 'Z' {
					b |= 0x20
					up++
				}
				if k < len(pr.low) {
					pr.low[k] = b
				}
				k++
				i++
			}
			if k > longestWord {
				gap = true
				continue
			}
			// "a.m.", "B.C.", "o'clock": one-letter words grow over their marks.
			if k == 1 && i+1 < n {
				if text[i] == '.' && letter[text[i+1]] && (i+2 >= n || !letter[text[i+2]]) {
					for i+1 < n && k < 8 && text[i] == '.' && letter[text[i+1]] && (i+2 >= n || !letter[text[i+2]]) {
						pr.low[k], pr.low[k+1] = '.', text[i+1]|0x20
						if text[i+1] < 'a' {
							up++
						}
						k += 2
						i += 2
					}
				} else if pr.low[0] == 'o' {
					if w := apostrophe(text, i); w > 0 && hasPrefixFold(text[i+w:], "clock") {
						k = copy(pr.low[:], "o'clock")
						i += w + 5
					}
				}
			}
			w := ws.find(&pr.low)
			if w == nil || w.upper && up < k-dots(pr.low[:k]) {
				gap = true
				continue
			}
			it := item{start: int32(start), end: int32(i), classes: w.classes, word: w, num: w.num, tenths: int64(w.num) * 10, node: noNode, gap: gap, capital: up > 0}
			if w.capital && up == 0 {
				it.classes &^= cMonth | cWeekdayAbbr
			}
			if i < n && text[i] == '.' && (w.stop && it.classes != 0 || k > 1 && pr.low[1] == '.') {
				i++
				it.end++
			}
			items = append(items, it)
			gap = false
		default:
			size, mark := punct(text, i)
			if mark == 0 {
				gap = true
				i += size
				continue
			}
			if mark == ' ' {
				i += size
				continue
			}
			// A mark matters only beside something known, or before a short year.
			if gap && mark != '\'' {
				i += size
				continue
			}
			start := i
			i += size
			w := ws.marks(mark)
			if mark == '\'' {
				if i < n && text[i]|0x20 == 's' && (i+1 >= n || !letter[text[i+1]]) && start > 0 && text[start-1] > ' ' {
					i++
					w = ws.possessive()
				} else if gap && !(i+1 < n && digit(text[i]) && digit(text[i+1])) {
					continue
				}
			}
			if w == nil {
				gap = true
				continue
			}
			items = append(items, item{start: int32(start), end: int32(i), word: w, node: noNode, gap: gap})
			gap = false
		}
	}
	pr.items = items
}

// prune drops the runs of pieces in which nothing can start: function words of
// the grammar far from any word of time. Most pieces of a text are such.
func (pr *parse) prune() {
	items := pr.items
	w := 0
	for i := 0; i < len(items); {
		j := i + 1
		useful := items[i].classes != 0 || items[i].word != nil && items[i].word.key
		for j < len(items) && !items[j].gap {
			useful = useful || items[j].classes != 0 || items[j].word != nil && items[j].word.key
			j++
		}
		if useful {
			w += copy(items[w:], items[i:j])
		}
		i = j
	}
	pr.items = items[:w]
}

func dots(b []byte) int {
	n := 0
	for _, c := range b {
		if c == '.' {
			n++
		}
	}
	return n
}

var letter [256]bool

func init() {
	for c := 'a'; c <= 'z'; c++ {
		letter[c], letter[c-32] = true, true
	}
	for c := 0xC3; c < 0xE0; c++ { // letters of two bytes; their second byte is punct's business
		letter[c] = true
	}
	for c := 0x80; c < 0xC0; c++ {
		letter[c] = true
	}
	letter['_'] = true
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// punct reads one mark: its size in bytes and what it counts as. 0 is something
// unknown, a space is nothing.
func punct(text string, i int) (int, byte) {
	switch c := text[i]; c {
	case ',', '.', ':', '-', '/', '\'':
		return 1, c
	case 0xC2, 0xE2:
		r, size := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '\u00a0', '\u2009', '\u202f', '\u200b':
			return size, ' '
		case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212':
			return size, '-'
		case '\u2018', '\u2019':
			return size, '\''
		}
		return size, 0
	default:
		if c < utf8.RuneSelf {
			return 1, 0
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		return size, 0
	}
}

// apostrophe is the size of an apostrophe at i, or 0.
func apostrophe(text string, i int) int {
	if i < len(text) {
		if size, m := punct(text, i); m == '\'' {
			return size
		}
	}
	return 0
}

func hasPrefixFold(s, low string) bool {
	if len(s) < len(low) {
		return false
	}
	for i := 0; i < len(low); i++ {
		if s[i]|0x20 != low[i] {
			return false
		}
	}
	return true
}

// marks is the entry of a punctuation mark, when a pattern has it.
func (ws *words) marks(m byte) *word { return ws.bytes[m] }

func (ws *words) possessive() *word { return ws.byText["'s"] }

// freeBefore tells whether a numeral may stand at start: no letter, sign or
// currency touches it from the left, unless the hyphen of a known word does.
func freeBefore(text string, start int, gap bool, items []item) bool {
	if start == 0 {
		return true
	}
	switch p := text[start-1]; {
	case p == '$' || p == '#' || p == '=' || p == '+' || p == '*' || p == '@' || p == '&' || p == '_' || p == '%':
		return false
	case p == '-':
		// "F-16" has a hyphen after something unknown; "mid-1990" after a known word.
		if gap && start > 1 && text[start-2] > ' ' {
			return false
		}
	case letter[p]:
		if p >= 0x80 && start >= 2 {
			r, _ := utf8.DecodeLastRuneInString(text[:start])
			return r != '£' && r != '€' && r != '¥' && !(r > 0x2ff && r < 0x2000) && (r < 0xC0 || r > 0x2ff)
		}
		return false
	case p == '.' || p == ',' || p == ':' || p == '/':
		if gap && start > 1 && (digit(text[start-2]) || letter[text[start-2]]) && p != ',' {
			return false
		}
	}
	return true
}
