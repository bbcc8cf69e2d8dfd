package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus/lexicon"
)

// authorKeys are names of meta elements that hold authors.
var authorKeys = map[string]bool{
	"author": true, "article:author": true, "parsely-author": true, "sailthru.author": true, "dc.creator": true, "dcterms.creator": true, "byl": true,
	"citation_author": true, "article:author_name": true, "authors": true, "og:article:author": true, "cxenseparse:author": true, "dc.contributor": true,
}

// bylineWords are the rows of authors.tsv.
var bylineWords = func() (w struct {
	by                               []string // with a space or colon behind it to come
	and, end, title, in, role, never map[string]bool
}) {
	sets := map[string]*map[string]bool{"and": &w.and, "end": &w.end, "title": &w.title, "within": &w.in, "role": &w.role, "never": &w.never}
	for _, set := range sets {
		*set = map[string]bool{}
	}
	for _, row := range lexicon.MustOpen(data, "data/authors.tsv", "text", "meaning").Rows {
		for _, text := range row.List("text") {
			if row.Get("meaning") == "by" {
				w.by = append(w.by, text)
			} else {
				(*sets[row.Get("meaning")])[text] = true
			}
		}
	}
	return w
}()

// byline lists the people who wrote the article: those whom JSON-LD names, or
// else meta elements, elements that the page's names call the author, or lines that
// read like a byline.
func (p *page) byline(m *metadata, publisher, url string) []string {
	c := credits{seen: map[string]bool{p.title: true, "": true}, site: letters(publisher), host: letters(hostOf(url))}
	// A blog may have the name of who writes it.
	c.personal = strings.Contains(publisher, "'s ") || strings.Contains(publisher, "’s ")
	for _, a := range m.linked.authors {
		c.sure = a.person
		c.add(givenFirst(withoutTags(html.UnescapeString(a.name))))
	}
	c.sure = false
	if len(c.people) == 0 {
		for _, a := range m.authors {
			c.add(givenFirst(withoutTags(html.UnescapeString(a))))
		}
	}
	if len(c.people) == 0 {
		for _, n := range [...]string{"1", "2"} {
			if isBy(m.meta["twitter:label"+n]) {
				c.add(html.UnescapeString(m.meta["twitter:data"+n]))
			}
		}
	}
	if len(c.people) > 0 {
		return p.completed(c.people)
	}
	for _, n := range m.named {
		if w := p.partOf(n, m.around); w == Kept && !p.within(n, Author) {
			if c.add(textOf(n)); len(c.people) > 0 {
				p.beside(n, m, &c)
				return c.people
			}
		}
	}
	// Lines of the page: those that its names or their form call a byline, then one
	// of names alone beside a date.
	head := p.headAt()
	for pass := range 2 {
		for i := range p.blocks {
			if line := p.credit(i, head, pass); line != "" {
				if c.add(line); len(c.people) > 0 {
					return c.people
				}
			}
		}
	}
	for _, list := range [...][]*html.Node{m.linkedNames, m.named} {
		for _, n := range list {
			if p.partOf(n, m.around) == Kept {
				if c.add(textOf(n)); len(c.people) > 0 {
					p.beside(n, m, &c)
					return c.people
				}
			}
		}
	}
	return nil
}

// beside adds the people of the elements like one that names the author and stand in the same
// element: one for each of them.
func (p *page) beside(n *html.Node, m *metadata, c *credits) {
	for _, other := range m.named {
		if other != n && other.Parent == n.Parent && other.DataAtom == n.DataAtom && len(c.people) < maxBeside {
			c.add(textOf(other))
		}
	}
}

// maxBeside are the authors that are looked for in elements of one kind.
const maxBeside = 10

// withoutTags is a name without the markup that some sites leave in their data.
func withoutTags(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return s
	}
	var b strings.Builder
	for s != "" {
		text, rest, ok := strings.Cut(s, "<")
		b.WriteString(text)
		if !ok {
			break
		}
		if _, s, ok = strings.Cut(rest, ">"); !ok {
			break
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// givenFirst turns "Lee, Ann" around, as the data of a page may give a name. In a line of
// the page such a form may be two people or a place.
func givenFirst(s string) string {
	family, given, ok := strings.Cut(strings.TrimSpace(s), ",")
	given = strings.TrimSpace(given)
	if !ok || strings.Contains(family, " ") || strings.Contains(given, ",") || len(strings.Fields(given)) > 2 || isRole(strings.Fields(given)) {
		return s
	}
	if n := given + " " + family; isPerson(n) {
		return n
	}
	return s
}

// credits are the people found so far.
type credits struct {
	people     []string
	seen       map[string]bool // letters of names that are found, or are none
	site, host string          // letters
	personal   bool
	sure       bool // what comes is a person, says the page
}

// add takes in the people of a byline. The name of the site is no person, unless
// the page says so.
func (c *credits) add(s string) {
	for _, name := range peopleOf(s) {
		k := letters(name)
		if c.seen[k] {
			continue
		}
		if !c.sure && !c.personal && (k == c.site || len(k) >= 8 && strings.Contains(c.host, k) && (c.site == "" || strings.Contains(c.site, k))) {
			continue
		}
		if len(c.site) > len(k) && !c.personal && (strings.HasPrefix(c.site, k) || strings.HasSuffix(c.site, k)) && len(k) >= 8 {
			continue
		}
		c.seen[k] = true
		c.people = append(c.people, name)
	}
}

// credit is the line of a block that may name the authors, or empty. The first pass
// takes those that the page's names or their form call a byline, the second names
// beside a date near the headline.
func (p *page) credit(i, head, pass int) string {
	b := &p.blocks[i]
	if b.words == 0 || b.words > 24 || b.reason == Kept && p.tree != nil || b.level > 0 && b.reason != Byline {
		return ""
	}
	near := p.tree == nil || head >= 0 && i > head-3 && i < head+9
	switch b.reason {
	case Comments, Related, Headline, Navigation, Share, Consent, Newsletter, Caption, Advert, Hidden, Sidebar, Site, Links:
		// What the headline stands in, too, says nothing about the lines below it.
		if head < 0 || i < head || !near || b.reason != p.blocks[head].reason && b.reason != Links && b.reason != Sidebar {
			return ""
		}
	}
	about := b.reason == Metadata || b.reason == Published || b.reason == Tags || b.reason == Outside
	if !near && !about && b.reason != Byline {
		return ""
	}
	if pass == 1 && b.words < 2 {
		return ""
	}
	line := p.joined(i)
	if foldPrefix(line, "additional") || foldPrefix(line, "editing") {
		return ""
	}
	if pass == 0 {
		if b.reason == Byline || near && opensByline(line) || b.reason == Outside && isByline(line, b.words) {
			return line
		}
		return ""
	}
	if near && (p.besideDate(i) && allPeople(line) || hasNameAndDate(line, p.dayFirst) || i > head && i <= head+2 && severalPeople(line)) {
		return line
	}
	if about {
		for _, by := range [...]string{" by ", " By "} {
			if _, names, ok := strings.Cut(line, by); ok {
				return names
			}
		}
	}
	return ""
}

// joined is the line of a block; where it is a "by" and no more, or part of a byline
// that is cut into several elements, with the next ones.
func (p *page) joined(i int) string {
	b := &p.blocks[i]
	line := p.line(b)
	if b.words > 2 || !isBy(line) {
		return line
	}
	for j := i + 1; j < len(p.blocks) && j < i+5; j++ {
		n := &p.blocks[j]
		if n.words == 0 || n.words > 8 || len(line)+n.len() > maxByline/2 {
			break
		}
		next := p.line(n)
		if j > i+1 && !strings.HasPrefix(next, ",") && !bylineWords.and[strings.ToLower(next[:max(0, strings.IndexByte(next, ' '))])] && !bylineWords.and[next] && !bylineWords.and[line[strings.LastIndexByte(line, ' ')+1:]] {
			break
		}
		line += " " + next
	}
	return line
}

// completed adds to the people of the page's data those whom a line near the
// headline names together with all of them.
func (p *page) completed(people []string) []string {
	head := p.headAt()
	for i := max(0, head-6); head >= 0 && i < len(p.blocks) && i < head+10; i++ {
		b := &p.blocks[i]
		if b.words > 20 || b.reason == Kept || b.reason == Headline || b.reason == Caption {
			continue
		}
		line := p.joined(i)
		if !opensByline(line) {
			continue
		}
		shown := peopleOf(line)
		if len(shown) <= len(people) || len(shown) > 8 {
			continue
		}
		all := true
		for _, name := range people {
			found := false
			for _, s := range shown {
				found = found || sameWords(s, name)
			}
			all = all && found
		}
		if all {
			return shown
		}
	}
	return people
}

// besideDate reports whether the line right before or after a block is a date.
func (p *page) besideDate(i int) bool {
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(p.blocks) {
			if b := &p.blocks[j]; b.reason != Kept && b.words <= 18 && isDateLine(p.line(b), p.dayFirst) {
				return true
			}
		}
	}
	return false
}

// allPeople reports whether a line is one or more names of people and no more.
func allPeople(line string) bool {
	if strings.ContainsAny(line, "!?:;") {
		return false
	}
	n := 0
	for part := range strings.SplitSeq(strings.NewReplacer(" and ", ",", " & ", ",", " und ", ",", " in ", "|").Replace(line), ",") {
		name, _, _ := strings.Cut(part, "|")
		if !isPerson(strings.TrimSpace(name)) {
			return false
		}
		n++
	}
	return n > 0 && n < 6
}

// severalPeople reports whether a line is "Ann Lee and Bo Ek" and no more.
func severalPeople(line string) bool {
	return (strings.Contains(line, " and ") || strings.Contains(line, " & ") || strings.Contains(line, " und ")) && allPeople(line)
}

// hasNameAndDate reports whether a line names somebody and a date, parted by
// bars or dots ("Ann Lee | Oslo | 3 May 2020") or, if there is no more, by a comma.
func hasNameAndDate(line string, dayFirst bool) bool {
	if name, rest, ok := strings.Cut(line, ", "); ok && len(line) < 80 && isPerson(name) && isDateLine(rest, dayFirst) && isPureDate(rest, dayFirst) {
		return true
	}
	i := strings.IndexAny(line, "|•·")
	return i > 0 && isDateLine(line, dayFirst) && isPerson(strings.TrimSpace(line[:i]))
}

// maxByline is the length of a text in which names of people are looked for.
const maxByline = 300

// peopleOf reads the people of a byline: "By Ann Lee and Bo Ek in Oslo", "Ann Lee,
// Senior Writer", "Lee, Ann B.; Ek, Bo".
func peopleOf(s string) []string {
	s = tidy(s)
	if len(s) > maxByline || strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return nil
	}
	s = behindBy(s)
	// Family names first: each name has its comma, and another mark parts the names.
	if inverted := strings.Split(s, ";"); strings.Count(s, ",") == len(inverted) && (len(inverted) > 1 || invertedName(s) != "") {
		var out []string
		for _, n := range inverted {
			if n = invertedName(n); n != "" {
				out = append(out, n)
			}
		}
		return out
	}
	var out []string
	role := false // what follows a role, up to the next "and", is where it is played
	for n, piece := range strings.FieldsFunc(s, func(r rune) bool {
		return r == ',' || r == ';' || r == '|' || r == '•' || r == '·' || r == '/' || r == '、'
	}) {
		words := strings.Fields(piece)
		if len(words) == 0 {
			continue
		}
		if bylineWords.and[strings.ToLower(words[0])] {
			role = false
		} else if role = role || n > 0 && isRole(words); role {
			continue
		}
		out = appendPeople(out, words)
	}
	return out
}

// isRole reports whether words tell what somebody is or where: "Senior Writer", "MD".
func isRole(words []string) bool {
	for _, w := range words {
		if w = strings.ToLower(strings.Trim(w, ".,:()")); bylineWords.role[w] || w == "of" {
			return true
		}
	}
	return false
}

// appendPeople adds the people of a piece of a byline, up to what ends the names.
func appendPeople(out, words []string) []string {
	from := 0
	flush := func(to int) {
		for to > from && bylineWords.role[strings.ToLower(strings.Trim(words[to-1], ".,:()"))] && to-from > 2 {
			to--
		}
		if n := strings.Trim(strings.Join(words[from:to], " "), " .:-–—()*\"“”'"); isPerson(n) {
			if strings.HasSuffix(words[to-1], ".") && len(words[to-1]) <= 4 {
				n += "."
			}
			out = append(out, n)
		}
	}
	for i, w := range words {
		bare := strings.ToLower(strings.Trim(w, ".,:()"))
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case w == "-" || w == "–" || w == "—" || strings.HasPrefix(w, "@") || strings.HasPrefix(w, "(") && i-from >= 2 || r >= '0' && r <= '9',
			i-from >= 2 && (bylineWords.end[bare] && (unicode.IsLower(r) || monthNames[bare] > 0 || isWeekday(bare) || bylineWords.never[bare]) || bylineWords.role[bare]):
			flush(i)
			if next := nextPerson(words, i); next > 0 {
				return appendPeople(out, words[next:])
			}
			return out
		case bylineWords.and[bare] && (i-from >= 2 || i == from || !bylineWords.in[bare]):
			flush(i)
			from = i + 1
		case i == from && (bylineWords.title[bare] || bylineWords.role[bare]):
			from = i + 1
		}
	}
	flush(len(words))
	return out
}

// nextPerson is the first word behind an "and" after which another person has a place,
// too ("Ann Lee in Oslo and Bo Ek in Rome"), or 0. Without that it may be two places.
func nextPerson(words []string, at int) int {
	if !bylineWords.end[words[at]] {
		return 0
	}
	next := 0
	for i := at + 1; i < len(words); i++ {
		switch {
		case bylineWords.and[words[i]]:
			next = i + 1
		case bylineWords.end[words[i]] && next > 0 && i-next >= 2:
			return next
		}
	}
	return 0
}

func isWeekday(w string) bool {
	switch w {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun":
		return true
	}
	return false
}

// invertedName turns "Lee, Ann B." around. It is empty for another form; of one name
// alone the given names must have an initial.
func invertedName(s string) string {
	family, given, ok := strings.Cut(s, ",")
	family, given = strings.TrimSpace(family), strings.TrimSpace(given)
	if !ok || strings.Contains(family, " ") || len(strings.Fields(given)) > 3 || bylineWords.role[strings.ToLower(strings.Trim(given, "."))] {
		return ""
	}
	if !strings.HasSuffix(given, ".") && !strings.Contains(given, ". ") {
		return ""
	}
	if n := given + " " + family; isPerson(n) {
		return n
	}
	return ""
}

// foldPrefix reports whether a line begins with a word, in whatever case.
func foldPrefix(line, word string) bool {
	return len(line) >= len(word) && strings.EqualFold(line[:len(word)], word)
}

// isBy reports whether a line is what stands before names, and no more: "By",
// "Written by:".
func isBy(line string) bool {
	line = strings.TrimRight(line, " :")
	if len(line) < 2 || len(line) > 30 {
		return false
	}
	for _, by := range bylineWords.by {
		if len(by) == len(line) && strings.EqualFold(by, line) {
			return true
		}
	}
	return false
}

// behindBy is a byline without what stands before the names.
func behindBy(s string) string {
	for again := true; again; {
		again = false
		low := strings.ToLower(s[:min(len(s), 40)])
		longest := 0
		for _, by := range bylineWords.by {
			if len(by) > longest && len(low) > len(by)+1 && len(low) == min(len(s), 40) && strings.HasPrefix(low, by) && (low[len(by)] == ' ' || low[len(by)] == ':') {
				longest = len(by)
			}
		}
		if longest > 0 {
			s = strings.TrimLeft(s[longest:], " :")
			again = true
		}
	}
	return s
}

var bylineStarts = [...]string{"by ", "by: ", "from ", "von ", "par ", "por ", "door ", "written by", "posted by", "di ", "autor: ", "author: ", "text: ", "автор: "}

// opensByline reports whether a line begins like a byline.
func opensByline(line string) bool {
	for _, by := range &bylineStarts {
		if len(line) > len(by) && (line[0]|0x20 == by[0] || by[0] >= utf8.RuneSelf) && strings.EqualFold(line[:len(by)], by) {
			return true
		}
	}
	return false
}

// isPerson reports whether a string looks like the name of a person: two to five
// words, all but particles with a capital, none that names of people do not have.
// A name in Chinese or Japanese characters may be one word.
func isPerson(n string) bool {
	words := strings.Fields(n)
	if len(words) == 1 {
		return isHan(n)
	}
	if len(words) < 2 || len(words) > 5 || len(n) > 60 {
		return false
	}
	capitals := 0
	for i, w := range words {
		low := strings.ToLower(strings.Trim(w, ".,"))
		if bylineWords.never[low] || i > 0 && bylineWords.role[low] || strings.ContainsAny(w, "0123456789/:@#?!<>…»«$%&*=_") {
			return false
		}
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(\"“'‘"))
		switch {
		case unicode.IsUpper(r) || unicode.Is(unicode.Lo, r):
			capitals++
		case !unicode.IsLetter(r) || !bylineWords.in[low] && !strings.Contains(w, "-") && !strings.Contains(w, "'") && !strings.Contains(w, "’"):
			return false
		}
	}
	if last := strings.Trim(words[len(words)-1], ".,'’"); len(last) < 2 {
		return false
	}
	return capitals >= 2
}

// isHan reports whether a word is two to five Chinese characters, as names are.
func isHan(w string) bool {
	n := 0
	for _, r := range w {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
		n++
	}
	return n >= 2 && n <= 5
}

// within reports whether a node stands in an element of a reason.
func (p *page) within(n *html.Node, why Reason) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && p.judge(n).why == why {
			return true
		}
	}
	return false
}

// textOf is the text below a node, up to a few hundred bytes. Links one after the
// other are parted by a comma.
func textOf(n *html.Node) string {
	var b strings.Builder
	link := false // nothing but space has come since a link
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil && b.Len() < maxByline; c = c.NextSibling {
			if c.Type == html.TextNode {
				link = link && isSpace(c.Data)
				b.WriteString(c.Data)
				continue
			}
			if link && c.DataAtom == atom.A {
				b.WriteByte(',')
			}
			b.WriteByte(' ')
			walk(c)
			if kinds[c.DataAtom]&isBlock != 0 {
				b.WriteByte(' ')
			}
			link = link || c.DataAtom == atom.A
		}
	}
	walk(n)
	return b.String()
}
