package article

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

	"dateline/corpus"
	"dateline/corpus/spill"
)

// Recurring finds the lines that repeat across sites and are no part of an article.
// It is told the lines of each document (see [LinesOf]) and counts, for every line of a
// site, the documents that have it. What it finds depends on the set of documents
// only: not on their order, nor on how often one text is among them. It keeps what it
// is told in temporary files, so that memory does not grow with the dump, but for 16
// bytes for each document of the commonest line.
//
// # What is learnt
//
// A line is a witness to its own repetition only in a document that is otherwise
// another one. Copies and versions of one article have all their lines in common:
//
//   - a document counts for a line only if enough of its text stands in fewer documents than
//     the line does, so that no line of a copied article has a witness;
//   - documents that share much text which few others have are versions of one
//     article and count as one, and so do documents of one address.
//
// The more a line reads like a sentence of an article, the larger the share of the
// site's documents must be that have it: two in a hundred for a label at either end, a
// half for a sentence in the middle. Agencies repeat paragraphs of background, and such a
// paragraph is text; what somebody said is text in all articles about the matter. The headline
// that the articles of a series share but for its date is never learnt.
type Recurring struct {
	Least int    // documents that must have a line; 0 means DefaultLeast
	Dir   string // of the temporary files; "" means that of the system

	lines     spill.Sorter // what stands where, by line
	documents spill.Sorter // by site
}

// DefaultLeast is the number of documents that must have a line, unless a Recurring says otherwise.
const DefaultLeast = 3

// PageLines are what a document tells a Recurring.
type PageLines struct {
	Site     string
	Document uint64 // a hash of site and text: copies are one document
	Address  uint64 // a hash of the address without its query; Document if there is none
	Lines    []Line
}

// Line is a line of a document in one of its forms, once.
type Line struct {
	Form    string
	Numbers bool // a number form
	At      uint8
}

// What is known of a line's place and look, as bits.
const (
	atHead uint8 = 1 << iota
	atTail
	asSentence // it ends like one
	asQuote    // somebody is quoted in it
	asTitle    // it is the headline
)

// mostLines bounds the lines of one document that count: the first and the last ones.
const mostLines = 10000

// edgeLines are how many lines at either end are the head and the tail, at most; of a short
// text a third is head and a third is tail.
const edgeLines = 5

// LinesOf are the lines of a document that has not been extracted yet: of a page those
// that the stage keeps, of plain text all of them. A page is extracted by it.
func (s *Stage) LinesOf(d *corpus.Document) PageLines {
	out := PageLines{Site: SiteOf(d)}
	var texts []string
	var words []int
	title := ""
	d.Raw.Data = strings.ReplaceAll(d.Raw.Data, "\x00", " ")
	if d.Raw.Format == corpus.FormatHTML {
		s.html(d)
		title = letters(d.Title)
		for line := range strings.SplitSeq(d.Text, "\n\n") {
			var b block
			b.measure([]byte(line))
			texts, words = append(texts, line), append(words, b.words)
		}
	} else {
		headed := *d
		(&Stage{mode: s.mode, leave: corpus.LayersOf(corpus.LayerDropped, corpus.LayerOrigin)}).plain(&headed)
		title = letters(headed.Title)
		p := lines(validText(d.Raw.Data))
		for i := range p.blocks {
			if b := &p.blocks[i]; b.words > 0 {
				texts, words = append(texts, p.line(b)), append(words, b.words)
			}
		}
	}
	if n := len(texts); n > mostLines {
		texts = append(texts[:mostLines/2:mostLines/2], texts[n-mostLines/2:]...)
		words = append(words[:mostLines/2:mostLines/2], words[n-mostLines/2:]...)
	}
	at := map[Line]int{}
	put := func(form string, numbers bool, flags uint8) {
		k := Line{Form: form, Numbers: numbers}
		i, ok := at[k]
		if !ok {
			i = len(out.Lines)
			at[k] = i
			out.Lines = append(out.Lines, k)
		}
		out.Lines[i].At |= flags
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n", out.Site)
	edge := min(edgeLines, (len(texts)+2)/3)
	for i, text := range texts {
		if strings.TrimSpace(text) == "" {
			continue
		}
		var flags uint8
		if i < edge {
			flags |= atHead
		}
		if i >= len(texts)-edge {
			flags |= atTail
		}
		if endsSentence([]byte(text)) {
			flags |= asSentence
		}
		if strings.ContainsAny(text, "\"“”„«»「」") {
			flags |= asQuote
		}
		if title != "" && len(text) < 2*len(title)+40 && letters(text) == title {
			flags |= asTitle
		}
		form := ""
		if len(text) <= mostSiteLine && !telling(text, words[i], false) {
			form = lineForm(text)
		}
		if form == "" || len(form) > mostSiteLine {
			// It cannot be learnt, but it tells the document from others.
			sum := sha256.Sum256([]byte(text))
			form = fmt.Sprintf("\x00%d %x", len(text), sum[:8])
		}
		fmt.Fprintf(h, "%s\n", form)
		put(form, false, flags)
		if n := numberForm(form); form[0] != 0 && (n != form || strings.Contains(n, "0")) {
			put(n, true, flags)
		}
	}
	out.Document = binary.BigEndian.Uint64(h.Sum(nil))
	out.Address = out.Document
	if address, _, _ := strings.Cut(d.URL, "?"); address != "" {
		address, _, _ = strings.Cut(address, "#")
		out.Address = keyOf(out.Site, "address", address)
	}
	return out
}

func keyOf(parts ...string) uint64 {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	var sum [sha256.Size]byte
	return binary.BigEndian.Uint64(h.Sum(sum[:0]))
}

// size is the number of bytes of the line, or about that.
func (l *Line) size() int {
	if l.Form[0] == 0 {
		n := 0
		for _, c := range l.Form[1:strings.IndexByte(l.Form, ' ')] {
			n = n*10 + int(c-'0')
		}
		return n
	}
	return len(l.Form)
}

// Add takes the lines of a document.
func (r *Recurring) Add(d *PageLines) error {
	r.lines.Dir, r.documents.Dir = r.Dir, r.Dir
	var key [16]byte
	binary.BigEndian.PutUint64(key[8:], d.Document)
	name := binary.BigEndian.AppendUint64(append([]byte(d.Site), 0), d.Document)
	if err := r.documents.Add(name, binary.BigEndian.AppendUint64(nil, d.Address)); err != nil {
		return err
	}
	var value []byte
	for i := range d.Lines {
		l := &d.Lines[i]
		numbers := "line"
		if l.Numbers {
			numbers = "numbers"
		}
		binary.BigEndian.PutUint64(key[:], keyOf(d.Site, numbers, l.Form))
		value = append(value[:0], l.At, numbers[0])
		value = binary.AppendUvarint(value, uint64(l.size()))
		value = binary.AppendUvarint(value, uint64(len(d.Site)))
		value = append(value, d.Site...)
		if l.Form[0] != 0 {
			value = append(value, l.Form...)
		}
		if err := r.lines.Add(key[:], value); err != nil {
			return err
		}
	}
	return nil
}

// Close drops what was told.
func (r *Recurring) Close() {
	r.lines.Close()
	r.documents.Close()
}

// Found are the lines that were found.
type Found struct {
	Documents int // with different texts
	Sites     int
	rows      spill.Sorter
}

// Len is the number of lines.
func (f *Found) Len() int { return f.rows.Len() }

// Close drops the lines. Rows calls it.
func (f *Found) Close() { f.rows.Close() }

// Rows yields the lines in order, once.
func (f *Found) Rows() iter.Seq2[SiteLine, error] {
	return func(yield func(SiteLine, error) bool) {
		for row, err := range f.rows.Rows() {
			var l SiteLine
			if err == nil {
				cells := strings.SplitN(string(row.Key), "\x00", 3)
				l.Site, l.Line, l.Match = cells[0], cells[1], cells[2]
				n, k := binary.Uvarint(row.Value)
				of, j := binary.Uvarint(row.Value[k:])
				l.Documents, l.Of, l.Place = int(n), int(of), string(row.Value[k+j:])
			}
			if !yield(l, err) || err != nil {
				return
			}
		}
	}
}

// sighting is a line of one document, with how many documents of the site have it.
type sighting struct {
	line    uint64
	n       int
	size    int
	numbers bool
}

// Find ends the counting. It may be called once; ended, if not nil, says from time to time
// whether to give up.
func (r *Recurring) Find(ended func() error) (*Found, error) {
	defer r.Close()
	if ended == nil {
		ended = func() error { return nil }
	}
	f := &Found{rows: spill.Sorter{Dir: r.Dir}}
	of, byDocument, err := r.count(f, ended)
	if byDocument != nil {
		defer byDocument.Close()
	}
	if err != nil {
		return nil, err
	}
	// Rows of candidates by line: 0 what it is, 1 the articles and 2 the addresses of its witnesses.
	byLine := spill.Sorter{Dir: r.Dir}
	defer byLine.Close()
	if err := r.spread(byDocument, &byLine, ended); err != nil {
		return nil, err
	}
	if err := r.witness(byDocument, &byLine, ended); err != nil {
		return nil, err
	}
	if err := r.choose(&byLine, of, f, ended); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

func (r *Recurring) least() int { return max(1, cmp.Or(r.Least, DefaultLeast)) }

// count counts the documents of each site, and begins the rows by document with the
// address of each.
func (r *Recurring) count(f *Found, ended func() error) (of map[string]int, byDocument *spill.Sorter, err error) {
	of = map[string]int{}
	byDocument = &spill.Sorter{Dir: r.Dir}
	var last []byte
	for row, err := range r.documents.Rows() {
		if err == nil {
			err = ended()
		}
		if err != nil {
			return nil, byDocument, err
		}
		if string(row.Key) == string(last) {
			continue // the smallest address of a text is the first
		}
		last = append(last[:0], row.Key...)
		cut := len(row.Key) - 8
		of[string(row.Key[:cut-1])]++
		f.Documents++
		key := append(append([]byte(nil), row.Key[cut:]...), 0)
		if err := byDocument.Add(key, row.Value); err != nil {
			return nil, byDocument, err
		}
	}
	f.Sites = len(of)
	return of, byDocument, nil
}

// spread counts the documents of each line and tells each document.
func (r *Recurring) spread(byDocument, byLine *spill.Sorter, ended func() error) error {
	type sight struct {
		document uint64
		at       uint8
	}
	var key uint64
	var value []byte // of the first row of the line, from its second byte on
	var in []sight
	flush := func() error {
		if len(in) == 0 {
			return nil
		}
		size, k := binary.Uvarint(value[1:])
		for _, s := range in {
			row := binary.BigEndian.AppendUint64(nil, s.document)
			v := binary.BigEndian.AppendUint64([]byte{value[0]}, key)
			v = binary.AppendUvarint(binary.AppendUvarint(v, uint64(len(in))), size)
			if err := byDocument.Add(append(row, 1), v); err != nil {
				return err
			}
		}
		if len(in) < r.least() {
			return nil
		}
		site, j := binary.Uvarint(value[1+k:])
		if len(value) == 1+k+j+int(site) {
			return nil // no form: it cannot be learnt
		}
		var seen [5]uint64 // by bit: documents in which the line stands so
		for _, s := range in {
			for bit := range seen {
				seen[bit] += uint64(s.at >> bit & 1)
			}
		}
		c := binary.AppendUvarint([]byte{value[0]}, uint64(len(in)))
		for _, n := range seen {
			c = binary.AppendUvarint(c, n)
		}
		return byLine.Add(append(binary.BigEndian.AppendUint64(nil, key), 0), append(c, value[1+k:]...))
	}
	for row, err := range r.lines.Rows() {
		if err == nil {
			err = ended()
		}
		if err != nil {
			return err
		}
		k, d := binary.BigEndian.Uint64(row.Key), binary.BigEndian.Uint64(row.Key[8:])
		if k != key || len(in) == 0 {
			if err := flush(); err != nil {
				return err
			}
			key, in, value = k, in[:0], append(value[:0], row.Value[1:]...)
		}
		if n := len(in); n > 0 && in[n-1].document == d {
			in[n-1].at |= row.Value[0]
		} else {
			in = append(in, sight{d, row.Value[0]})
		}
	}
	return flush()
}

// witness goes through the documents and tells each candidate its witnesses.
func (r *Recurring) witness(byDocument, byLine *spill.Sorter, ended func() error) error {
	var document, address uint64
	var in []sighting
	var key []byte
	flush := func() error {
		for line, article := range r.witnesses(in) {
			for tag, v := range [...]uint64{article, address} {
				key = append(binary.BigEndian.AppendUint64(key[:0], line), byte(1+tag))
				key = binary.BigEndian.AppendUint64(key, v)
				if err := byLine.Add(key, nil); err != nil {
					return err
				}
			}
		}
		in = in[:0]
		return nil
	}
	for row, err := range byDocument.Rows() {
		if err == nil {
			err = ended()
		}
		if err != nil {
			return err
		}
		d := binary.BigEndian.Uint64(row.Key)
		if d != document {
			if err := flush(); err != nil {
				return err
			}
			document = d
		}
		if row.Key[8] == 0 {
			address = binary.BigEndian.Uint64(row.Value)
			continue
		}
		s := sighting{numbers: row.Value[0] == 'n', line: binary.BigEndian.Uint64(row.Value[1:])}
		n, k := binary.Uvarint(row.Value[9:])
		size, _ := binary.Uvarint(row.Value[9+k:])
		s.n, s.size = int(n), int(size)
		in = append(in, s)
	}
	return flush()
}

// fewCopies is how many versions of one article a site has at most, as a rule.
const fewCopies = 8

// witnesses yields the candidates to whose repetition a document is a witness, with the
// article that it counts as: a hash that versions of one article have in common.
func (r *Recurring) witnesses(in []sighting) iter.Seq2[uint64, uint64] {
	return func(yield func(line, article uint64) bool) {
		slices.SortFunc(in, func(a, b sighting) int { return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(a.line, b.line)) })
		total := 0
		for _, s := range in {
			if !s.numbers {
				total += s.size
			}
		}
		// What stands in fewer documents than the line at hand, and of that what stands in
		// several but few.
		rarer, shared := 0, 0
		var own, version uint64
		var most int // documents of version
		for i := 0; i < len(in); {
			n := in[i].n
			j := i
			for j < len(in) && in[j].n == n {
				j++
			}
			if n >= r.least() && rarer > 0 {
				enough := rarer*5 >= total
				if n > 20 { // so many copies has no article
					enough = rarer >= 20 && rarer*20 >= total
				}
				article := own
				if shared*3 >= total {
					article = version
				}
				for _, s := range in[i:j] {
					if enough && !yield(s.line, article) {
						return
					}
				}
			}
			for _, s := range in[i:j] {
				if s.numbers {
					continue
				}
				if rarer == 0 {
					own = s.line
				}
				rarer += s.size
				if n > 1 && n <= fewCopies {
					shared += s.size
					if n > most {
						version, most = s.line, n
					}
				}
			}
			i = j
		}
	}
}

// choose reads the candidates with their witnesses and keeps those that are learnt.
func (r *Recurring) choose(byLine *spill.Sorter, of map[string]int, f *Found, ended func() error) error {
	learnt := spill.Sorter{Dir: r.Dir} // by site and number form
	defer learnt.Close()
	var c candidate
	var line uint64
	var have [3]int
	var last []byte
	flush := func() error {
		if have[0] == 0 {
			return nil
		}
		c.independent = min(have[1], have[2])
		if c.independent < r.least() || !c.learnable(of[c.site]) {
			return nil
		}
		key := append(append([]byte(c.site), 0), numberForm(c.form)...)
		return learnt.Add(key, c.pack(of[c.site]))
	}
	for row, err := range byLine.Rows() {
		if err == nil {
			err = ended()
		}
		if err != nil {
			return err
		}
		k, tag := binary.BigEndian.Uint64(row.Key), row.Key[8]
		if k != line {
			if err := flush(); err != nil {
				return err
			}
			line, have, last = k, [3]int{}, last[:0]
		}
		if tag == 0 {
			c.unpack(row.Value)
		} else if string(last) == string(row.Key) {
			continue
		}
		last = append(last[:0], row.Key...)
		have[tag]++
	}
	if err := flush(); err != nil {
		return err
	}
	return f.settle(&learnt)
}

// settle writes the lines, without those that another one has: a line with numbers is
// written once if it is always the same, else as its number form alone.
func (f *Found) settle(learnt *spill.Sorter) error {
	type entry struct {
		form, value string
		numbers     bool
		n           uint64
	}
	var in []entry
	var key string
	flush := func() error {
		form, whole := -1, uint64(0)
		for i := range in {
			if in[i].numbers {
				form = i
			} else {
				whole = max(whole, in[i].n)
			}
		}
		for i, e := range in {
			if form >= 0 && (i == form) == (whole == in[form].n) {
				continue
			}
			match := MatchLine
			if e.numbers {
				match = MatchNumbers
			}
			site, _, _ := strings.Cut(key, "\x00")
			if err := f.rows.Add([]byte(site+"\x00"+e.form+"\x00"+match), []byte(e.value)); err != nil {
				return err
			}
		}
		in = in[:0]
		return nil
	}
	for row, err := range learnt.Rows() {
		if err != nil {
			return err
		}
		if string(row.Key) != key {
			if err := flush(); err != nil {
				return err
			}
			key = string(row.Key)
		}
		e := entry{numbers: row.Value[0] == 'n'}
		size, k := binary.Uvarint(row.Value[1:])
		e.form = string(row.Value[1+k : 1+k+int(size)])
		e.value = string(row.Value[1+k+int(size):])
		e.n, _ = binary.Uvarint([]byte(e.value))
		in = append(in, e)
	}
	return flush()
}

// candidate is a line that many documents have.
type candidate struct {
	site, form  string
	numbers     bool
	n           int // documents with it
	independent int // articles and addresses among its witnesses

	head, tail, sentence, quote, title int // documents in which it stands so
}

func (c *candidate) unpack(v []byte) {
	c.numbers = v[0] == 'n'
	v = v[1:]
	var n [7]uint64
	for i := range n {
		var k int
		n[i], k = binary.Uvarint(v)
		v = v[k:]
	}
	c.n, c.head, c.tail, c.sentence, c.quote, c.title = int(n[0]), int(n[1]), int(n[2]), int(n[3]), int(n[4]), int(n[5])
	c.site, c.form = string(v[:n[6]]), string(v[n[6]:])
}

// pack is what settle reads.
func (c *candidate) pack(of int) []byte {
	kind := byte('l')
	if c.numbers {
		kind = 'n'
	}
	v := append(binary.AppendUvarint([]byte{kind}, uint64(len(c.form))), c.form...)
	v = binary.AppendUvarint(binary.AppendUvarint(v, uint64(c.n)), uint64(of))
	return append(v, c.place()...)
}

// place is where four of five documents have the line.
func (c *candidate) place() string {
	switch {
	case c.tail*5 >= c.n*4 && c.tail >= c.head:
		return PlaceTail
	case c.head*5 >= c.n*4:
		return PlaceHead
	}
	return PlaceAny
}

// learnable reports whether enough documents of the site have the line, for what it
// looks like.
func (c *candidate) learnable(of int) bool {
	words, letters := 0, 0
	for _, w := range strings.FieldsFunc(c.form, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' }) {
		words++
		letters += len(w)
	}
	if letters < 3 {
		return false
	}
	share, least := c.share(words)
	return c.independent >= least && c.independent*100 >= share*of
}

// series reports whether a line is the headline of the articles of a series, which their date or
// number tells apart: "Morning briefing: March 1". What begins with its number is a count.
func (c *candidate) series() bool {
	at := strings.IndexFunc(c.form, unicode.IsDigit)
	return at > 0 && c.title*2 >= c.n
}

// share is how many in a hundred documents of a site must have a line, and how many
// documents at least.
func (c *candidate) share(words int) (share, least int) {
	edge := c.place() != PlaceAny
	sentence := c.sentence*2 >= c.n && words >= 6
	quoted := c.quote*2 >= c.n
	appeal := !quoted && appeals(c.form)
	switch {
	case c.series() && !appeal:
		return 101, 0 // never
	case sentence && quoted: // what somebody said in all articles about a thing
		return 50, 20
	case c.numbers && !edge && !appeal, c.numbers && sentence && !appeal:
		return 101, 0 // never: a table of results, a sentence with figures
	case c.numbers:
		return 5, 0
	case edge && (appeal || !sentence && words >= 3):
		return 2, 0
	case edge && !sentence: // a label, and perhaps one of tables that some articles open with
		return 5, 0
	case appeal || !sentence && words >= 4:
		return 10, 0
	case edge:
		return 20, 5
	}
	return 50, 5
}

// appealWords are words by which a site speaks of itself and to its readers.
var appealWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`subscribe subscriber subscribers subscription newsletter newsletters inbox click tap copyright © reserved sign signing register login
 your our us follow facebook twitter instagram telegram whatsapp youtube tiktok linkedin app podcast email e-mail comments comment commenting share advertisement advertising sponsored
 editing reporting contributed correspondent affiliate commission cookies cookie privacy republished republish licence license donate donation download reader readers article articles story stories website`) {
		m[w] = true
	}
	return m
}()

// appeals reports whether a line speaks to the reader, or of the page it stands in.
func appeals(form string) bool {
	for w := range strings.FieldsFuncSeq(form, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '©' }) {
		if appealWords[w] {
			return true
		}
	}
	return false
}
