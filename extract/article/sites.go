package article

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

// Sites are lines that repeat across a site and are no part of an article: a table
// that [Recurring] makes of a dump, and that a person may edit. What of a document is
// dropped depends on the document and on the rows of its own site alone.
//
// A nil Sites has no rows.
type Sites struct {
	name  string
	sites map[string]*siteLines
	sum   string
	rows  int
}

// siteLines are the rows of one site: the line of the file by the form of the line.
type siteLines struct {
	whole, numbers map[string]int
	sum            string
	rows           []SiteLine
}

// SiteLine is a row of the table. Documents of Of documents of the site have it.
type SiteLine struct {
	Site      string // see SiteOf
	Line      string // as people read it; compared by its form
	Match     string // MatchLine or MatchNumbers
	Place     string // where it mostly stands: PlaceHead, PlaceTail or PlaceAny; for people
	Documents int
	Of        int
}

// How a row is compared with a line of a document. In both, case and the marks around
// do not count.
const (
	MatchLine    = "line"    // the whole line
	MatchNumbers = "numbers" // the whole line, whatever its numbers and dates
)

// Where a line stands in most documents.
const (
	PlaceHead = "head" // among the first lines
	PlaceTail = "tail" // among the last lines
	PlaceAny  = "any"
)

// AnySite is the site of documents that tell none.
const AnySite = "*"

// mostSiteLine is the length in bytes that a learnt line may have. Longer ones are the
// paragraphs of articles.
const mostSiteLine = 1000

var siteColumns = []string{"site", "line", "match", "place", "documents", "of"}

// OpenSites reads a file of rows. The error names every fault as FILE:LINE: what.
func OpenSites(path string) (*Sites, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("article: %w", err)
	}
	defer f.Close()
	return ReadSites(f, path)
}

// ReadSites is OpenSites for a reader; name is the file's in errors. The columns site and
// line must be there, the others may be missing.
func ReadSites(r io.Reader, name string) (*Sites, error) {
	t, err := lexicon.Read(r, name)
	if err != nil {
		return nil, err
	}
	var errs []error
	for i, c := range t.Columns {
		if !slices.Contains(siteColumns, c) {
			errs = append(errs, fmt.Errorf("%s:%d: %q is none of the columns %s", name, t.Line, c, strings.Join(siteColumns, ", ")))
		} else if slices.Index(t.Columns, c) < i {
			errs = append(errs, fmt.Errorf("%s:%d: the column %s stands twice", name, t.Line, c))
		}
	}
	for _, c := range siteColumns[:2] {
		if !slices.Contains(t.Columns, c) {
			errs = append(errs, fmt.Errorf("%s:%d: no column %s", name, t.Line, c))
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	s := &Sites{name: name, sites: map[string]*siteLines{}, rows: len(t.Rows)}
	for _, row := range t.Rows {
		if what := s.add(row, t.Columns); what != "" {
			errs = append(errs, fmt.Errorf("%s: %s", row.Place(), what))
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	all := sha256.New()
	for _, site := range slices.Sorted(maps.Keys(s.sites)) {
		l := s.sites[site]
		h := sha256.New()
		for kind, m := range []map[string]int{l.whole, l.numbers} {
			for _, form := range slices.Sorted(maps.Keys(m)) {
				fmt.Fprintf(h, "%d\t%s\n", kind, form)
			}
		}
		l.sum = hex.EncodeToString(h.Sum(nil)[:8])
		fmt.Fprintf(all, "%s\t%s\n", site, l.sum)
	}
	s.sum = hex.EncodeToString(all.Sum(nil)[:8])
	return s, nil
}

// add takes a row, or says what is wrong with it.
func (s *Sites) add(row lexicon.Row, columns []string) string {
	cell := func(column string) string {
		if !slices.Contains(columns, column) {
			return ""
		}
		return row.Get(column)
	}
	site, form := siteName(row.Get("site")), lineForm(row.Get("line"))
	match := cell("match")
	switch {
	case row.Get("site") == "":
		return "site: is empty (* is that of documents that tell none)"
	case site == "":
		return fmt.Sprintf("site: %q names no site", row.Get("site"))
	case row.Get("line") == "":
		return "line: is empty"
	case form == "":
		return fmt.Sprintf("line: %q has neither a letter nor a figure", row.Get("line"))
	case len(row.Get("line")) > mostSiteLine:
		return fmt.Sprintf("line: is longer than %d bytes", mostSiteLine)
	case match != "" && match != MatchLine && match != MatchNumbers:
		return fmt.Sprintf("match: %q is none of %s, %s", match, MatchLine, MatchNumbers)
	}
	if p := cell("place"); p != "" && p != PlaceHead && p != PlaceTail && p != PlaceAny {
		return fmt.Sprintf("place: %q is none of %s, %s, %s", p, PlaceHead, PlaceTail, PlaceAny)
	}
	for _, column := range siteColumns[4:] {
		if n := cell(column); n != "" {
			if _, err := strconv.ParseUint(n, 10, 31); err != nil {
				return fmt.Sprintf("%s: %q is no number", column, n)
			}
		}
	}
	l := s.sites[site]
	if l == nil {
		l = &siteLines{whole: map[string]int{}, numbers: map[string]int{}}
		s.sites[site] = l
	}
	to := l.whole
	if match == MatchNumbers {
		to = l.numbers
		form = numberForm(form)
	}
	if first, twice := to[form]; twice {
		return fmt.Sprintf("line: stands at %s:%d already", s.name, first)
	}
	to[form] = row.Line
	documents, _ := strconv.Atoi(cell("documents"))
	of, _ := strconv.Atoi(cell("of"))
	l.rows = append(l.rows, SiteLine{site, row.Get("line"), cmp.Or(match, MatchLine), cmp.Or(cell("place"), PlaceAny), documents, of})
	return ""
}

// Sites are the sites that have rows, sorted.
func (s *Sites) Sites() []string { return slices.Sorted(maps.Keys(s.sites)) }

// LinesOf are the rows of a site in the order of the file.
func (s *Sites) LinesOf(site string) []SiteLine {
	if l := s.sites[siteName(site)]; l != nil {
		return l.rows
	}
	return nil
}

// Len is the number of rows.
func (s *Sites) Len() int {
	if s == nil {
		return 0
	}
	return s.rows
}

// Digest is a digest of what the rows change, whatever their order and comments;
// empty without rows.
func (s *Sites) Digest() string {
	if s == nil || s.rows == 0 {
		return ""
	}
	return s.sum
}

// DigestFor is Digest of the rows that count for a document that has not been extracted yet;
// empty if there are none. Its text depends on no other rows.
func (s *Sites) DigestFor(d *corpus.Document) string {
	if l := s.of(d); l != nil {
		return l.sum
	}
	return ""
}

// of are the rows that count for a document that has not been extracted yet, or nil.
func (s *Sites) of(d *corpus.Document) *siteLines {
	if s == nil || len(s.sites) == 0 {
		return nil
	}
	return s.sites[SiteOf(d)]
}

// RowOf is FILE:LINE of the row for which a line of a document's site is dropped, or
// empty. The document may have been extracted already.
func (s *Sites) RowOf(d *corpus.Document, line string) string {
	if s == nil {
		return ""
	}
	site := SiteOf(d)
	if site == AnySite {
		site = cmp.Or(siteOfURL(d.Canonical), AnySite)
	}
	for _, name := range []string{site, AnySite} {
		if l := s.sites[name]; l != nil {
			if at := l.find(line); at > 0 {
				return fmt.Sprintf("%s:%d", s.name, at)
			}
		}
	}
	return ""
}

// find is the line of the file that has a line of text, or 0.
func (l *siteLines) find(line string) int {
	if len(line) > mostSiteLine {
		return 0
	}
	form := lineForm(line)
	if form == "" {
		return 0
	}
	if at := l.whole[form]; at > 0 {
		return at
	}
	if len(l.numbers) > 0 {
		if n := numberForm(form); n != form || strings.Contains(form, "0") {
			return l.numbers[n]
		}
	}
	return 0
}

// learnt marks the blocks that are lines of the site. They are no text to any rule
// that comes after: the body is chosen without them, and head and tail are trimmed
// as if they were not there. The headline is no such line, though other pages have it
// in their lists of what is read most.
func (p *page) learnt(l *siteLines, url string, mark func(i int)) {
	if l == nil {
		return
	}
	address := slugOf(url) // of an article it is made of the words of the headline
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.words == 0 || b.len() > mostSiteLine {
			continue
		}
		if line := p.line(b); l.find(line) > 0 && !p.isTitle(b) && address.share([]byte(line)) < 60 && !telling(line, b.words, p.dayFirst) {
			b.score = min(b.score, -2)
			mark(i)
		}
	}
}

// telling reports whether a line says who wrote the article or when: it is no text, but
// is read. A columnist's name stands in all her articles.
func telling(line string, words int, dayFirst bool) bool {
	r := lineReason(line, words, dayFirst)
	return r == Byline || r == Published
}

// lacksText reports whether a text has no line that reads like running text. A sites file
// that leaves a document so is taken to be wrong about it.
func lacksText(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if endsSentence([]byte(line)) && strings.Count(strings.TrimSpace(line), " ") >= 5 {
			return false
		}
	}
	return true
}

// SiteOf names the site of a document before it is extracted: the host of its address
// (in lower case, without "www." and the like), else its publisher if the input gave one,
// else, of a page, the host of the address that its head gives, else [AnySite].
func SiteOf(d *corpus.Document) string {
	if s := siteOfURL(d.URL); s != "" {
		return s
	}
	if s := siteName(d.Publisher); s != "" {
		return s
	}
	if d.Raw.Format == corpus.FormatHTML && d.Raw.Data != "" {
		if s := siteOfURL(headAddress(d.Raw.Data)); s != "" {
			return s
		}
	}
	return AnySite
}

// siteName is a site as SiteOf gives it, or empty. It is its own name.
func siteName(s string) string {
	for range 8 {
		next := nameOnce(s)
		if next == s {
			return s
		}
		s = next
	}
	return ""
}

func nameOnce(s string) string {
	s = strings.TrimSpace(s)
	if s == AnySite {
		return s
	}
	if strings.Contains(s, "//") {
		return siteOfURL(s)
	}
	if host := siteOfURL("//" + s); host != "" {
		return host
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return ""
	}
	// A row that begins with the mark would be a comment.
	s = strings.TrimLeft(strings.ToLower(strings.ToValidUTF8(s, "")), "# ")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\ufeff' }), " ")
}

// siteOfURL is the host of an address without what only says how it is shown, or empty.
func siteOfURL(url string) string {
	_, rest, ok := strings.Cut(url, "//")
	if !ok || len(url) > 1<<14 {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#\\"); i >= 0 {
		rest = rest[:i]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	if i := strings.IndexByte(rest, ':'); i >= 0 && rest[0] != '[' {
		rest = rest[:i]
	} else if i := strings.IndexByte(rest, ']'); i >= 0 {
		rest = rest[:i+1]
	}
	host := strings.ToLower(strings.Trim(rest, "."))
	if host == "" || len(host) > 253 || !utf8.ValidString(host) ||
		strings.ContainsFunc(host, func(r rune) bool {
			return r <= ' ' || unicode.IsSpace(r) || unicode.IsControl(r) || r == '#' || r == '*'
		}) {
		return ""
	}
	for again := true; again; {
		again = false
		for _, way := range []string{"www.", "m.", "amp.", "mobile."} {
			if short, ok := strings.CutPrefix(host, way); ok && strings.Contains(strings.Trim(short, "."), ".") {
				host, again = strings.Trim(short, "."), true
			}
		}
	}
	return host
}

// headBytes are how much of a page is looked at for its address.
const headBytes = 128 << 10

// headAddress is the canonical address that the head of a page gives, else that of
// its description for shares, or empty.
func headAddress(page string) string {
	z := html.NewTokenizer(strings.NewReader(page[:min(len(page), headBytes)]))
	shared := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return shared
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			a := atom.Lookup(name)
			if a == atom.Body || a == atom.P {
				return shared
			}
			if a != atom.Link && a != atom.Meta {
				continue
			}
			var rel, address string
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				switch string(key) {
				case "rel", "property", "name":
					rel = strings.ToLower(strings.TrimSpace(string(value)))
				case "href", "content":
					address = strings.TrimSpace(string(value))
				}
			}
			switch {
			case a == atom.Link && rel == "canonical" && strings.Contains(address, "//"):
				return address
			case a == atom.Meta && rel == "og:url" && shared == "":
				shared = address
			}
		}
	}
}

// lineForm is what lines are compared by: Unicode form NFC, lower case, plain marks
// of quotation, single spaces, no marks around. It is its own form.
func lineForm(line string) string {
	s := line
	for range 8 { // what trimming uncovers may be composed or trimmed again: twice at most, as a rule
		next := strings.ToValidUTF8(fold(norm.NFC.String(strings.ToValidUTF8(s, ""))), "")
		if strings.Contains(next, "  ") || strings.ContainsFunc(next, oddSpace) {
			next = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
				if oddSpace(r) {
					return ' '
				}
				return r
			}, next)), " ")
		}
		if next == s {
			break
		}
		s = next
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return ""
	}
	return s
}

func oddSpace(r rune) bool {
	return r != ' ' && (r < ' ' || r >= 0x7f && (unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError || r == '\ufeff'))
}

// timeWords go with numbers, as names of months do.
var timeWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`am pm a.m p.m mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
 second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks month months year years st nd rd th k`) {
		m[w] = true
	}
	return m
}()

// numberForm is a form with each number or date in it, however long, written as "0". It is
// its own number form.
func numberForm(form string) string {
	if !strings.ContainsFunc(form, unicode.IsDigit) {
		return form
	}
	type word struct {
		start, end int
		number     bool
	}
	var words []word
	in := false
	for i, r := range form {
		if letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r); letter && !in {
			words = append(words, word{start: i, end: i + utf8.RuneLen(r), number: unicode.IsDigit(r)})
			in = true
		} else if letter {
			words[len(words)-1].end = i + utf8.RuneLen(r)
		} else {
			in = false
		}
	}
	joins := func(i int) bool {
		w := form[words[i].start:words[i].end]
		return timeWords[w] || monthNames[w] > 0
	}
	near := func(i, j int) bool { return words[j].start-words[i].end <= 3 }
	for i := 1; i < len(words); i++ {
		words[i].number = words[i].number || words[i-1].number && near(i-1, i) && joins(i)
	}
	for i := len(words) - 2; i >= 0; i-- {
		words[i].number = words[i].number || words[i+1].number && near(i, i+1) && joins(i)
	}
	var out bytes.Buffer
	at := 0
	for i := 0; i < len(words); i++ {
		if !words[i].number {
			continue
		}
		out.WriteString(form[at:words[i].start])
		out.WriteByte('0')
		for i+1 < len(words) && words[i+1].number && near(i, i+1) {
			i++
		}
		at = words[i].end
	}
	out.WriteString(form[at:])
	return out.String()
}

// Write writes the lines as a table that ReadSites reads, once, with a comment on where they
// came from. The bytes are a function of the lines.
func (f *Found) Write(w io.Writer) error {
	if _, err := fmt.Fprintf(w, `# Lines that repeat across a site, for --sites; "dateline sites learn" wrote them.
# %d lines, of %d documents with different texts of %d sites.
# Take out a row that is wrong; to add one, site and line are enough. A line is compared whole, case
# and the marks around it aside; with match "numbers" its numbers and dates, here 0, may be any.
%s
`, f.Len(), f.Documents, f.Sites, strings.Join(siteColumns, "\t")); err != nil {
		return err
	}
	for r, err := range f.Rows() {
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%d\n", r.Site, r.Line, r.Match, r.Place, r.Documents, r.Of); err != nil {
			return err
		}
	}
	return nil
}
