package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"dateline/corpus/lexicon"
)

// cue is a row of cues.tsv.
type cue struct {
	reason Reason
	tail   bool   // what follows is no part of the article either
	most   int    // words that a line with it has at most
	row    string // for a person who asks why
}

// phrase is a cue that may stand anywhere in a line.
type phrase struct {
	text string
	cue
}

// frame is a cue of a first and a last word.
type frame struct {
	last string
	cue
}

type cues struct {
	whole, start map[string]cue
	last         map[string]Reason   // last word of a line that ends in a link
	inside       [256][]phrase       // those that begin with a mark, by it
	words        map[string][]phrase // the others, by their first word
	bios         map[string][]phrase // by the first word; they count in the last lines of a text only
	intros       map[string][]phrase // so do these, if they introduce somebody
	frames       map[string][]frame  // by the first word
	longest      int                 // words of the longest start
	// The first two bytes of the starts, and of the words that phrases within a line
	// begin with: most lines and words are told by them to be none.
	opens, begins [1 << 16]bool
}

// two are the first two bytes of a text, as a number.
func two(s string) uint16 {
	switch len(s) {
	case 0:
		return 0
	case 1:
		return uint16(s[0]) << 8
	}
	return uint16(s[0])<<8 | uint16(s[1])
}

var lineCues = func() *cues {
	c := &cues{whole: map[string]cue{}, start: map[string]cue{}, frames: map[string][]frame{}, last: map[string]Reason{}, words: map[string][]phrase{}, bios: map[string][]phrase{}, intros: map[string][]phrase{}}
	for _, row := range lexicon.MustOpen(data, "data/cues.tsv", "text", "where", "reason", "effect", "words").Rows {
		r, _ := reasonOf(row.Get("reason"))
		q := cue{reason: r, tail: row.Get("effect") == "tail"}
		for _, d := range row.Get("words") {
			q.most = q.most*10 + int(d-'0')
		}
		text := row.Get("text")
		q.row = "cue \"" + text + "\" (cues.tsv, " + row.Get("where") + ")"
		switch row.Get("where") {
		case "whole":
			c.whole[text] = q
		case "start":
			c.start[text] = q
			c.opens[two(text)] = true
			c.longest = max(c.longest, len(strings.Fields(text)))
		case "frame":
			first, last, _ := strings.Cut(text, "…")
			c.frames[first] = append(c.frames[first], frame{last, q})
		case "bio":
			n := max(wordEnd(text, 0), 1)
			c.bios[text[:n]] = append(c.bios[text[:n]], phrase{text, q})
		case "intro":
			n := max(wordEnd(text, 0), 1)
			c.intros[text[:n]] = append(c.intros[text[:n]], phrase{text, q})
		case "last":
			c.last[text] = r
		case "inside":
			if n := wordEnd(text, 0); n > 0 {
				c.words[text[:n]] = append(c.words[text[:n]], phrase{text, q})
				c.begins[two(text[:n])] = true
			} else {
				c.inside[text[0]] = append(c.inside[text[0]], phrase{text, q})
			}
		}
	}
	return c
}()

// fold makes a line comparable with the cues: lower case, plain apostrophes, no
// marks around.
func fold(s string) string {
	var room [256]byte
	b := room[:0]
	for i, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
			b = append(b, byte(r))
		case r == '’' || r == '‘':
			b = append(b, '\'')
		case r == '“' || r == '”':
			b = append(b, '"')
		case r == '…':
			b = append(b, "..."...)
		case r == utf8.RuneError:
			b = append(b, s[i])
		default:
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	all := string(b)
	if n := len(all); n > 0 && isASCIILetter(all[0]) && isASCIILetter(all[n-1]) && !strings.HasPrefix(all, "c) ") {
		return all
	}
	s = strings.Trim(all, " \t.,:;!?-–—*•·|>»«<[](){}=_#\"'►▶→➤+/\\~")
	if strings.HasPrefix(s, "c) ") {
		// The sign of a copyright is more than a mark.
		if i := strings.Index(all, "(c) "); i >= 0 && i < 8 {
			return "(" + s
		}
	}
	return s
}

// find is the cue of a line of the article.
func (c *cues) find(line string, words int) (cue, bool) {
	if words > 60 || len(line) > 600 {
		return cue{}, false
	}
	s := fold(line)
	if q, ok := c.whole[s]; ok {
		return q, true
	}
	if q, ok := c.row(s); ok {
		return q, true
	}
	// What somebody says is no cue, whatever it begins with.
	quoted := strings.HasPrefix(line, "\"") || strings.HasPrefix(line, "“") || strings.HasPrefix(line, "‘") || strings.HasPrefix(line, "«") || strings.HasPrefix(line, "„")
	none := quoted || !c.opens[two(s)] && strings.IndexByte(s, ':') < 0
	n := 0
	for i := 0; i <= len(s) && !none; i++ {
		if i < len(s) && s[i] != ' ' && s[i] != ':' {
			continue
		}
		n++
		if n > c.longest {
			break
		}
		if q, ok := c.start[s[:i]]; ok && words <= q.most && !q.narrated(line, s, i, words) {
			return q, true
		}
		if i < len(s) && s[i] == ':' {
			if q, ok := c.start[s[:i+1]]; ok && words <= q.most && !q.narrated(line, s, i+1, words) {
				return q, true
			}
			// "Related news: a title" is a heading with its list on one line.
			if q, ok := c.whole[s[:i]]; ok && words <= 30 && (q.reason == Related || q.reason == Advert) {
				return cue{reason: q.reason, row: q.row}, true
			}
		}
	}
	if words <= 8 {
		first, _, _ := strings.Cut(s, " ")
		for _, f := range c.frames[first] {
			if words <= f.most && strings.HasSuffix(s, " "+f.last) {
				return f.cue, true
			}
		}
	}
	for i := 0; i < len(s); {
		end := wordEnd(s, i)
		if end == i {
			for _, q := range c.inside[s[i]] {
				if strings.HasPrefix(s[i:], q.text) && q.holds(s, i, words) && !q.within(line, s, words) {
					return q.cue, true
				}
			}
			i++
			continue
		}
		if c.begins[two(s[i:end])] {
			for _, q := range c.words[s[i:end]] {
				if strings.HasPrefix(s[i:], q.text) && q.holds(s, i, words) && !q.within(line, s, words) {
					return q.cue, true
				}
			}
		}
		i = end
	}
	return cue{}, false
}

// row is the cue of a folded line that is a row of cues with bars between them
// ("share | tweet | print"), which takes out itself and nothing behind it.
func (c *cues) row(s string) (cue, bool) {
	if strings.IndexByte(s, '|') < 0 && !strings.Contains(s, "•") && !strings.Contains(s, "·") {
		return cue{}, false
	}
	var of cue
	for piece := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '|' || r == '•' || r == '·' }) {
		q, ok := c.whole[strings.TrimSpace(piece)]
		if !ok {
			return cue{}, false
		}
		of = cue{reason: q.reason, row: q.row}
	}
	return of, of != cue{}
}

// line is the text of a block.
func (p *page) line(b *block) string {
	if b.end > len(p.all) {
		return string(p.buf[b.start:b.end]) // the page is being read
	}
	return p.all[b.start:b.end]
}

// holds reports whether a phrase that stands at an offset of a folded line is a cue
// there. A credit stands at an end of a caption; in the middle it is a word like others.
func (q *phrase) holds(line string, at, words int) bool {
	return words <= q.most && (q.reason != Caption || at == 0 || at+len(q.text)+45 >= len(line))
}

// wordEnd is the end of the word that begins at an offset; it is the offset itself
// where none begins.
func wordEnd(s string, i int) int {
	for i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= '0' && s[i] <= '9' || s[i] == '\'' || s[i] >= utf8.RuneSelf) {
		i++
	}
	return i
}

// cueOf is lineCues.find of a block, looked up once.
func (p *page) cueOf(b *block) (cue, bool) {
	if !b.asked {
		b.asked = true
		b.cue, b.cued = lineCues.find(p.line(b), b.words)
		switch b.tag {
		case atom.Li, atom.Dd, atom.Pre:
			b.cue.tail = false // one of several like it, and no heading
		}
		if !b.cued && b.links > 0 && !b.ends && b.words <= 25 {
			// A line that ends in a link that invites.
			s := fold(p.line(b))
			if i := strings.LastIndexByte(s, ' '); i > 0 {
				if r, ok := lineCues.last[s[i+1:]]; ok {
					b.cue, b.cued = cue{reason: r, row: "cue \"" + s[i+1:] + "\" (cues.tsv, last)"}, true
				}
			}
		}
	}
	return b.cue, b.cued
}

// lastLines are the lines at the end of a text among which the author may be
// introduced.
const lastLines = 4

// cue takes out the lines of the body that a cue tells to be no text, and
// paragraphs that a page holds twice: for the printer, or for small screens.
func (p *page) cue(from, to int) {
	var seen map[string]bool
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		if b.reason != Kept {
			continue
		}
		if b.words >= 20 && p.tree != nil {
			if seen == nil {
				seen = map[string]bool{}
			}
			if l := p.line(b); seen[l] {
				b.reason = Repeated
				continue
			} else {
				seen[l] = true
			}
		}
		if b.words > 60 {
			continue
		}
		if q, ok := p.cueOf(b); ok && !q.tail {
			b.reason = q.reason
		}
	}
}

// trimBios takes out the lines at the end that introduce the author.
func (p *page) trimBios(from, to int) {
	for i, seen := to-1, 0; i > from && seen < lastLines; i-- {
		b := &p.blocks[i]
		if b.reason != Kept || b.words == 0 {
			continue
		}
		seen++
		if b.words > 90 {
			continue
		}
		named := func(name string) bool {
			for j := from; j < i; j++ {
				if b := &p.blocks[j]; b.reason == Kept && strings.Contains(p.line(b), name) {
					return true
				}
			}
			return false
		}
		if q, ok := lineCues.bio(p.line(b), named); ok {
			b.reason = q.reason
		}
	}
}

// bio is the cue of a line that introduces the author. The name comes first, so that the
// phrase stands near the start. Some phrases are said of others, too: they count
// only after a full name that the text before has not named, since a source is
// quoted first and an author is introduced at the end.
func (c *cues) bio(line string, named func(string) bool) (cue, bool) {
	s := fold(line)
	for at := 0; at < min(len(s), 60); {
		end := max(wordEnd(s, at), at+1)
		for _, q := range c.bios[s[at:end]] {
			if at > 0 && strings.HasPrefix(s[at:], q.text) {
				return q.cue, true
			}
		}
		for _, q := range c.intros[s[at:end]] {
			if at == 0 || !strings.HasPrefix(s[at:], q.text) {
				continue
			}
			if n := strings.Index(strings.ToLower(line), q.text); n > 0 && n <= len(line) {
				if name := strings.Trim(line[:n], " ,.*_—–-("); isFullName(name) && !named(name) {
					return q.cue, true
				}
			}
		}
		at = end
	}
	return cue{}, false
}

// isFullName reports whether a text is two to six words that begin with capitals,
// small ones such as "van" aside.
func isFullName(s string) bool {
	words, small := 0, 0
	for w := range strings.FieldsSeq(s) {
		words++
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			small++
		}
	}
	return words-small >= 2 && words <= 6 && small <= 1
}

// narrated reports whether a line that begins with a cue is a sentence of an article all
// the same. after is the offset in the folded line s behind the cue.
func (q *cue) narrated(line, s string, after, words int) bool {
	if words < 6 || !endsStop([]byte(line)) {
		return false
	}
	colon := after > 0 && s[after-1] == ':' || after < len(s) && s[after] == ':'
	rest := s[after:]
	switch q.reason {
	case Metadata, Published:
		return false
	case Tags:
		return !colon && !speaksTo(rest) && past(rest)
	case Byline, Caption:
		// After "by" come names, and this is something else.
		return !colon && strings.HasSuffix(s[:after], " by") && !namesAfter(line, strings.Count(s[:after], " ")+1) && !speaksTo(rest) && (past(rest) || reported(rest))
	case Related:
		if colon {
			return false // a title follows
		}
		switch first, _, _ := strings.Cut(s, " "); first {
		case "also", "previous", "next", "related", "popular", "trending", "more", "most", "must", "latest":
			if !speaksTo(rest) && past(rest) {
				return true
			}
		}
	}
	return !colon && reported(rest)
}

// within is narrated for a line that holds a phrase somewhere.
func (q *phrase) within(line, s string, words int) bool {
	switch q.reason {
	case Caption:
		return strings.HasPrefix(s, q.text) && q.narrated(line, s, len(q.text), words)
	case Byline, Metadata, Published:
		return false
	}
	return words >= 6 && endsStop([]byte(line)) && reported(s)
}

// namesAfter reports whether the word of a line after so many begins like a name.
func namesAfter(line string, n int) bool {
	words := strings.Fields(line)
	if n >= len(words) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(words[n], "(\"'“‘@"))
	return !unicode.IsLower(r)
}

// Verbs by which speech is reported: those that may stand before the speaker and all.
// Finite are forms of the past that are nothing else.
var sayBefore, sayVerbs, finite = wordSet(`said says wrote writes cried recalled sagte sagt erklärte rief dit déclare dijo dice disse dice zei`),
	wordSet(`said says told tells called asked wrote writes added warned cried shouted urged sang insisted quipped joked replied answered explained recalled argued claimed noted remarked
 announced declared promised begged pleaded advised suggested sagte sagt erklärte rief dit dijo disse zei`),
	wordSet(`was were had did went got came took gave stood fell knew saw ran began became grew flew rose spoke threw drew chose broke woke wore rang sang swam shook`)

// speakers are words that the name of a speaker begins with; in lower case, as the line is.
var speakers = wordSet(`he she they it the a an his her their its my one mr mrs ms dr sir a some many another police officials`)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// reported reports whether a clause after a comma says who said it: ", said the baker",
// ", they told him, and …".
func reported(s string) bool {
	for {
		_, rest, ok := strings.Cut(s, ",")
		if !ok {
			return false
		}
		s = rest
		clause := rest
		if i := strings.IndexAny(clause, ",;:."); i >= 0 {
			clause = clause[:i]
		}
		words := strings.Fields(strings.Trim(clause, "\"' »“”"))
		if len(words) < 2 {
			continue
		}
		if sayBefore[words[0]] {
			return true
		}
		last := words[len(words)-1]
		if len(words) <= 6 && (last == "said" || last == "says" || last == "wrote") && words[0] != "who" && words[0] != "which" && words[0] != "as" && words[0] != "and" {
			return true
		}
		if !speakers[words[0]] {
			continue
		}
		for i, w := range words[1:min(len(words), 7)] {
			if sayVerbs[w] && (w != "called" || i+2 == len(words)) {
				return true
			}
		}
	}
}

// past reports whether a clause has a verb in the past.
func past(s string) bool {
	before := ""
	for w := range strings.FieldsSeq(s) {
		w = strings.Trim(w, ",.;:\"'()")
		if finite[w] {
			return true
		}
		// "eye witnesses differed": no participle after such a word.
		if len(w) > 4 && strings.HasSuffix(w, "ed") && (before == "he" || before == "she" || before == "they" || before == "it" || before == "who" || strings.HasSuffix(before, "s") && len(before) > 3) {
			return true
		}
		before = w
	}
	return false
}
