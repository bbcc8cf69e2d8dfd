package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// leastClocks are the lines with a time of day that make a plain text a live blog.
const leastClocks = 2

// isLive reports whether a plain text begins as a live blog: lines that are a time of day
// stand above its parts, the first before any running text. The headings of the parts are
// no headlines then.
func (p *page) isLive(from, to int) bool {
	clocks, due := 0, false
	for i, lines := from, 0; i < to && clocks < leastClocks; i++ {
		b := &p.blocks[i]
		switch {
		case b.words == 0 && b.len() == 0:
			continue
		case isClock(p.line(b)):
			due = true
		case b.score > 5:
			if !due && clocks == 0 {
				return false
			}
			if due {
				clocks++
			}
			due = false
		}
		// A headline stands above the first.
		if lines++; lines == 1 && !due {
			return false
		}
	}
	return clocks >= leastClocks
}

// isClock reports whether a line is a time of day: "16:42 GMT", "09.05am", "4 p.m.".
func isClock(line string) bool {
	if len(line) > 24 {
		return false
	}
	figures := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if figures == 0 || figures > 2 {
		return false
	}
	rest, minutes := line[figures:], false
	if len(rest) >= 3 && (rest[0] == ':' || rest[0] == '.' || rest[0] == 'h') && twoDigits(rest[1:]) >= 0 {
		minutes = rest[0] == ':'
		rest = rest[3:]
	}
	half := false
	for w := range strings.FieldsSeq(strings.ToLower(strings.NewReplacer(".", "", "(", "", ")", "").Replace(rest))) {
		switch w {
		case "am", "pm":
			half = true
		case "gmt", "utc", "bst", "cet", "cest", "et", "est", "edt", "ct", "cst", "cdt", "pt", "pst", "pdt", "ist", "aest", "aedt", "local", "time":
			half = true
		default:
			return false
		}
	}
	return half || minutes
}

// leastBriefs are the items that make a digest of a text.
const leastBriefs = 3

// digest is the line above a digest, or -1: what follows to the end are headings and
// paragraphs in turn, so that the first of these headings is not the headline of all.
func (p *page) digest(from, first, to int) int {
	var above []int // the lines before the first paragraph
	for i := from; i < first; i++ {
		if p.blocks[i].words > 0 {
			above = append(above, i)
		}
	}
	if len(above) != 2 {
		return -1
	}
	heading := func(b *block) bool { return b.words <= 12 && b.score <= 5 && !b.ends && !b.row }
	if top := &p.blocks[above[0]]; !heading(top) || top.words < 2 || !heading(&p.blocks[above[1]]) {
		return -1
	}
	items, due := 0, true
	for i := first; i < to; i++ {
		b := &p.blocks[i]
		switch {
		case b.words == 0:
		case due && b.ends && !b.row:
			items++
			due = false
		case !due && heading(b):
			due = true
		default:
			return -1
		}
	}
	if due || items < leastBriefs {
		return -1
	}
	return above[0]
}

// tables marks the rows of tables in a plain text: neighbours of that form.
func (p *page) tables() {
	for k, i := range p.rows {
		if i < len(p.blocks) && (k > 0 && p.rows[k-1] >= i-1 || k+1 < len(p.rows) && p.rows[k+1] <= i+1) {
			p.blocks[i].row = true
		}
	}
}

// isRow reports whether a line has the form of a row of a table: three cells and more between
// tabs, or two and more between bars at both its ends.
func isRow(line string) bool {
	line = strings.Trim(line, " \r")
	if strings.Count(strings.Trim(line, "\t"), "\t") >= 2 {
		return true
	}
	return len(line) > 2 && line[0] == '|' && line[len(line)-1] == '|' && strings.Count(line, "|") >= 3
}

// isReleaseMark reports whether a line says that a press release may be published.
func isReleaseMark(line string) bool {
	line = strings.Trim(line, " :*-–—.")
	if len(line) > 32 {
		return false
	}
	switch strings.ToLower(line) {
	case "for immediate release", "for release", "for immediate publication", "not for immediate release":
		return true
	}
	return false
}

// opensQuestion reports whether a line is a question or an answer that a letter marks so:
// "Q: Why?", "A. It did."
func opensQuestion(line string) bool {
	for _, mark := range [...]string{"Q: ", "Q. ", "Q – ", "Q - ", "A: ", "QUESTION: ", "Question: ", "ANSWER: ", "Answer: "} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return false
}

// isPost reports whether a line is a post in a network and no headline: it holds an address, or
// two sentences and the name of an account or a topic.
func isPost(line string) bool {
	if strings.Contains(line, "://") {
		return true
	}
	if !strings.ContainsAny(line, "#@") {
		return false
	}
	for w := range strings.FieldsSeq(line) {
		if len(w) > 2 && (w[0] == '#' || w[0] == '@') && (w[1] >= 'A' && w[1] <= 'Z' || w[1] >= 'a' && w[1] <= 'z' || w[1] >= 0x80) {
			return holdsStop(line) || strings.HasPrefix(line, "RT @")
		}
	}
	return false
}

// holdsStop reports whether a sentence ends within a line: a stop behind a word in small
// letters, and what begins with a capital or a mark of a post.
func holdsStop(line string) bool {
	for i := 3; i+2 < len(line); i++ {
		if line[i+1] != ' ' || line[i] != '.' && line[i] != '!' && line[i] != '?' {
			continue
		}
		before := line[i-1] >= 'a' && line[i-1] <= 'z' && line[i-2] >= 'a' && line[i-2] <= 'z'
		r, _ := utf8.DecodeRuneInString(line[i+2:])
		if before && (unicode.IsUpper(r) || r == '#' || r == '@' || r == '"' || r == '“') {
			return !isShort(line[:i])
		}
	}
	return false
}

// isShort reports whether a text ends in an abbreviation that stands before names.
func isShort(text string) bool {
	switch text[strings.LastIndexByte(text, ' ')+1:] {
	case "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Gov", "Sen", "Rep", "Col", "Lt", "Capt", "Sgt", "St", "Rev", "Hon", "Jr", "Sr", "No", "vs", "Pres", "Adm", "Maj", "Cmdr", "Supt", "Insp", "Fr":
		return true
	}
	return false
}
