package article

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
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
	inputs "dateline/corpus/read"
)

// Sites are lines that repeat across a site and are no part of an article: a table
// that [Recurring] makes of a dump, and that a person may edit. What of a document is
// dropped depends on the document and on the rows of its own site alone.
//
// A nil Sites has no rows. Of rows only hashes are held, so that a file of millions costs
// some tens of bytes a row; SiteLinesOf reads them as people see them.
type Sites struct {
	name  string
	rows  map[uint64]uint32  // the line of the file by site, match and form
	sites map[uint64]siteSum // by name
	sum   sum
}

// siteSum is what is known of the rows of one site.
type siteSum struct {
	sum     sum
	numbers bool // a row compares number forms
}

// sum is a digest of a set of rows: the sum of theirs, which no order changes.
type sum [2]uint64

func (s *sum) add(row [sha256.Size]byte) {
	s[0] += binary.BigEndian.Uint64(row[8:])
	s[1] += binary.BigEndian.Uint64(row[16:])
}

func (s sum) String() string { return fmt.Sprintf("%016x%016x", s[0], s[1]) }

// siteLines are the rows of one site.
type siteLines struct {
	siteSum
	all    *Sites
	site   string
	spared string // letters of the headline of the document at hand, which is none of its lines
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

// mostFaults are how many faults of a file are named; the others are counted.
const mostFaults = 20

// OpenSites reads a file of rows. The error names the first faults as FILE:LINE: what, and says
// how many more there are. A file that is no text has one.
func OpenSites(path string) (*Sites, error) {
	return openSites(path, func(SiteLine) {})
}

// SiteLinesOf reads the rows of a site from a file, or those of all sites if it is empty, in
// the order of the file. Errors are those of OpenSites.
func SiteLinesOf(path, site string) ([]SiteLine, error) {
	name := siteName(site)
	var rows []SiteLine
	_, err := openSites(path, func(l SiteLine) {
		if site == "" || l.Site == name {
			rows = append(rows, l)
		}
	})
	return rows, err
}

func openSites(path string, each func(SiteLine)) (*Sites, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("article: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("article: %w", &fs.PathError{Op: "read", Path: path, Err: errors.New("is a directory")})
	}
	return readSites(f, path, each)
}

// ReadSites is OpenSites for a reader; name is the file's in errors. The columns site and
// line must be there, the others may be missing.
func ReadSites(r io.Reader, name string) (*Sites, error) {
	return readSites(r, name, func(SiteLine) {})
}

// readSites reads the table, as corpus/lexicon has it, in one pass without keeping it.
func readSites(r io.Reader, name string, each func(SiteLine)) (*Sites, error) {
	s := &Sites{name: name, rows: map[uint64]uint32{}, sites: map[uint64]siteSum{}}
	var faults []error
	more := 0
	bad := func(line int, what string) {
		if len(faults) == mostFaults {
			more++
			return
		}
		faults = append(faults, fmt.Errorf("%s:%d: %s", name, line, what))
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 0, 64<<10), 4<<20)
	var columns []int // of siteColumns
	var lastSite, lastName string
	n := 0
	for sc.Scan() {
		n++
		line := strings.TrimSuffix(sc.Text(), "\r")
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if !utf8.ValidString(line) {
			return nil, fmt.Errorf("%s:%d: not UTF-8", name, n)
		}
		if strings.IndexByte(line, 0) >= 0 {
			return nil, fmt.Errorf("%s:%d: holds a NUL: this is no text", name, n)
		}
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		if columns == nil {
			var what []string
			if columns, what = columnsOf(line); len(what) > 0 {
				for _, w := range what {
					bad(n, w)
				}
				break
			}
			continue
		}
		var cells [6]string
		rest, has := line, true
		i := 0
		for ; has; i++ {
			var cell string
			cell, rest, has = strings.Cut(rest, "\t")
			if i < len(columns) {
				cells[columns[i]] = strings.TrimSpace(cell)
			}
		}
		if i > len(columns) {
			bad(n, fmt.Sprintf("%d cells, but the header has %d columns", i, len(columns)))
			continue
		}
		if cells[0] != lastSite || lastName == "" {
			lastSite, lastName = cells[0], siteName(cells[0])
		}
		row, form, what := siteRow(cells, lastName)
		if what == "" {
			what = s.add(row, form, n)
		}
		if what != "" {
			bad(n, what)
			continue
		}
		each(row)
	}
	if err := sc.Err(); errors.Is(err, bufio.ErrTooLong) {
		bad(n+1, "the line is longer than 4 MiB")
	} else if err != nil {
		bad(n+1, err.Error())
	}
	if columns == nil && len(faults) == 0 {
		bad(n+1, "no header line")
	}
	if more > 0 {
		faults = append(faults, fmt.Errorf("%s: and %d faults more", name, more))
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return s, nil
}

// columnsOf reads the header line: the place in siteColumns of each column, and the faults.
func columnsOf(line string) (columns []int, faults []string) {
	for c := range strings.SplitSeq(line, "\t") {
		c = strings.TrimSpace(c)
		i := slices.Index(siteColumns, c)
		if i < 0 {
			if cut := []rune(c); len(cut) > 40 {
				c = string(cut[:40]) + "…"
			}
			faults = append(faults, fmt.Sprintf("%q is none of the columns %s", c, strings.Join(siteColumns, ", ")))
		} else if slices.Contains(columns, i) {
			faults = append(faults, fmt.Sprintf("the column %s stands twice", c))
		}
		columns = append(columns, i)
	}
	for i, c := range siteColumns[:2] {
		if !slices.Contains(columns, i) {
			faults = append(faults, "no column "+c)
		}
	}
	return columns, faults
}

// siteRow reads the cells of a row, which stand in the order of siteColumns, or says what is
// wrong with them. site is the name of the first.
func siteRow(cells [6]string, site string) (row SiteLine, form, what string) {
	line, match, place := cells[1], cells[2], cells[3]
	form = lineForm(line)
	switch {
	case cells[0] == "":
		return row, "", "site: is empty (* is that of documents that tell none)"
	case site == "":
		return row, "", fmt.Sprintf("site: %q names no site", cells[0])
	case line == "":
		return row, "", "line: is empty"
	case form == "":
		return row, "", fmt.Sprintf("line: %q has neither a letter nor a figure", line)
	case len(line) > mostSiteLine:
		return row, "", fmt.Sprintf("line: is longer than %d bytes", mostSiteLine)
	case match != "" && match != MatchLine && match != MatchNumbers:
		return row, "", fmt.Sprintf("match: %q is none of %s, %s", match, MatchLine, MatchNumbers)
	case place != "" && place != PlaceHead && place != PlaceTail && place != PlaceAny:
		return row, "", fmt.Sprintf("place: %q is none of %s, %s, %s", place, PlaceHead, PlaceTail, PlaceAny)
	}
	var numbers [2]int
	for i, cell := range cells[4:] {
		if cell == "" {
			continue
		}
		n, err := strconv.ParseUint(cell, 10, 31)
		if err != nil {
			return row, "", fmt.Sprintf("%s: %q is no number", siteColumns[4+i], cell)
		}
		numbers[i] = int(n)
	}
	if match == MatchNumbers {
		form = numberForm(form)
	}
	return SiteLine{site, line, cmp.Or(match, MatchLine), cmp.Or(place, PlaceAny), numbers[0], numbers[1]}, form, ""
}

// add takes a row, or says what is wrong with it.
func (s *Sites) add(row SiteLine, form string, at int) string {
	hash := rowHash(row.Site, row.Match[0], form)
	key := binary.BigEndian.Uint64(hash[:])
	if first, twice := s.rows[key]; twice {
		return fmt.Sprintf("line: stands at %s:%d already", s.name, first)
	}
	s.rows[key] = uint32(at)
	site := rowKey(row.Site, 's', "")
	sums := s.sites[site]
	sums.sum.add(hash)
	sums.numbers = sums.numbers || row.Match == MatchNumbers
	s.sites[site] = sums
	s.sum.add(hash)
	return ""
}

// rowHash is a hash of a row: its site, the first letter of its match, and its form.
func rowHash(site string, match byte, form string) [sha256.Size]byte {
	var room [512]byte
	b := append(append(room[:0], site...), 0, match)
	return sha256.Sum256(append(b, form...))
}

// rowKey is the part of rowHash by which a row is found.
func rowKey(site string, match byte, form string) uint64 {
	hash := rowHash(site, match, form)
	return binary.BigEndian.Uint64(hash[:])
}

// Len is the number of rows.
func (s *Sites) Len() int {
	if s == nil {
		return 0
	}
	return len(s.rows)
}

// Digest is a digest of what the rows change, whatever their order and comments;
// empty without rows.
func (s *Sites) Digest() string {
	if s.Len() == 0 {
		return ""
	}
	return s.sum.String()
}

// DigestFor is Digest of the rows that count for a document that has not been extracted yet;
// empty if there are none. Its text depends on no other rows.
func (s *Sites) DigestFor(d *corpus.Document) string {
	if l := s.of(d); l != nil {
		return l.sum.String()
	}
	return ""
}

// of are the rows that count for a document that has not been extracted yet, or nil.
func (s *Sites) of(d *corpus.Document) *siteLines {
	if s.Len() == 0 {
		return nil
	}
	return s.named(SiteOf(d))
}

// named are the rows of a site, or nil.
func (s *Sites) named(site string) *siteLines {
	if sums, ok := s.sites[rowKey(site, 's', "")]; ok {
		return &siteLines{siteSum: sums, all: s, site: site}
	}
	return nil
}

// Rows looks up FILE:LINE of the row for which a line of an extracted document was
// dropped; it gives empty where there is none. Extraction adds a publisher and an address to
// a page, so the site as it was before is the one that has a row for most of what was dropped.
func (s *Sites) Rows(d *corpus.Document) func(line string) string {
	var best *siteLines
	if s.Len() > 0 {
		names := []string{siteOfURL(d.URL)}
		if names[0] == "" {
			names = []string{siteOfURL(d.Canonical), siteName(d.Publisher), AnySite}
		}
		most := 0
		for _, name := range names {
			l := s.named(name)
			if l == nil {
				continue
			}
			n := 0
			for _, drop := range d.Dropped {
				if drop.Reason != Learnt.String() {
					continue
				}
				for line := range strings.SplitSeq(drop.Text, "\n") {
					if l.find(line) > 0 {
						n++
					}
				}
			}
			if n > most {
				best, most = l, n
			}
		}
	}
	return func(line string) string {
		if best == nil {
			return ""
		}
		if at := best.find(line); at > 0 {
			return fmt.Sprintf("%s:%d", s.name, at)
		}
		return ""
	}
}

// find is the line of the file that has a line of text, or 0.
func (l *siteLines) find(line string) int {
	at, _ := l.look(line)
	return at
}

// look is find, and says whether only the number form is the row's.
func (l *siteLines) look(line string) (at int, numbers bool) {
	if len(line) > mostSiteLine {
		return 0, false
	}
	form := lineForm(line)
	if form == "" {
		return 0, false
	}
	if at := l.all.rows[rowKey(l.site, MatchLine[0], form)]; at > 0 {
		return int(at), false
	}
	if l.numbers {
		if n := numberForm(form); n != form || strings.Contains(form, "0") {
			return int(l.all.rows[rowKey(l.site, MatchNumbers[0], n)]), true
		}
	}
	return 0, false
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
		if line := p.line(b); l.find(line) > 0 && !p.isTitle(b) && (l.spared == "" || letters(line) != l.spared) && address.share([]byte(line)) < 60 && !telling(line, b.words, p.dayFirst) {
			b.score = min(b.score, -2)
			mark(i)
		}
	}
}

// applyKnown is Apply with the rows of the document's site.
func (s *Stage) applyKnown(d *corpus.Document, known *siteLines) {
	before := *d
	(&Stage{mode: s.mode, known: known, leave: s.leave}).apply(d)
	if first := firstLine(before.Raw.Data); before.Raw.Format != corpus.FormatHTML && before.Title == "" {
		// The first line of a plain text is its headline, if nothing else is or a series has it.
		if at, numbers := known.look(first); at > 0 && (numbers || d.Title == "") {
			without := before
			(&Stage{mode: s.mode, leave: corpus.LayersOf(corpus.LayerDropped, corpus.LayerOrigin)}).apply(&without)
			if l := letters(first); l != "" && l == letters(without.Title) {
				spare := *known
				spare.spared = l
				*d = before
				(&Stage{mode: s.mode, known: &spare, leave: s.leave}).apply(d)
			}
		}
	}
	// A sites file takes lines, never an article.
	if lacksText(d.Text) {
		*d = before
		(&Stage{mode: s.mode, leave: s.leave}).apply(d)
	}
}

// firstLine is the first line that has anything in it.
func firstLine(text string) string {
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\f' }) {
		if line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")); line != "" {
			return line
		}
	}
	return ""
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
		if plainForm(next) {
			s = next
			break
		}
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

// plainForm reports whether what fold gave is its own form, as most lines are after the first time.
func plainForm(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && (i == 0 || s[i-1] == ' ') {
			return false
		}
	}
	return !strings.HasPrefix(s, "c) ") && !strings.HasPrefix(s, "(c) ")
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
	if _, err := fmt.Fprintf(w, inputs.SitesMark+`; "dateline sites learn" wrote them.
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
