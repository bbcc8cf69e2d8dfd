package warc

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// DefaultMaxBytes is the size that a record's block may have unless Options say
// otherwise: 64 MiB.
const DefaultMaxBytes = 64 << 20

// Options configure a Reader. The zero value is the default.
type Options struct {
	MaxBytes int64 // larger records are refused, and never held; 0 means DefaultMaxBytes
	// Passed, if set, is told the kind of each record that is passed over since it
	// holds no document: "request", "warcinfo", "dns".
	Passed func(kind string)
}

// Record is a record that may hold a document: a response, a resource or a conversion.
// Its bytes are its own.
type Record struct {
	Type  string // "response", "resource" or "conversion"
	URI   string // of what was captured, without the angle brackets that some writers put round it
	Mime  string // Content-Type of the block: "application/http; msgtype=response", "text/plain"
	Block []byte

	Offset int64 // of the record in the decompressed file, in bytes
	Member int64 // offset in the file of the gzip member or zstd frame that the record begins in, or of the record itself
	Within int64 // offset of the record in what the member holds

	header []byte
}

// Field is a field of the record's header by its name in any case, or empty. ARC records have none.
func (r *Record) Field(name string) string { return field(r.header, name) }

// Place is where the record begins in the file: "MEMBER", or "MEMBER+WITHIN" for
// one that is not the first of its member.
func (r *Record) Place() string { return place(r.Member, r.Within) }

func place(member, within int64) string {
	if within == 0 {
		return strconv.FormatInt(member, 10)
	}
	return strconv.FormatInt(member, 10) + "+" + strconv.FormatInt(within, 10)
}

// Error is one record, or one stretch of a file, that was refused.
type Error struct {
	Member, Within int64 // as those of Record
	Err            error
}

func (e *Error) Error() string { return "warc: at byte " + e.Place() + ": " + e.Err.Error() }

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Err }

// Place is where the damage begins, in the form of Record.Place.
func (e *Error) Place() string { return place(e.Member, e.Within) }

// Reader reads the records of one archive. It is for one goroutine.
type Reader struct {
	options Options
	tape    *tape
	t       *text
	arc     bool // the file is an ARC file
	warc    bool // a WARC record was seen
	lost    bool // the position is no start of a record, and that has been reported
	failed  bool // that the file cannot be read has been reported
}

// NewReader reads the archive r, compressed or not.
func NewReader(r io.Reader, o Options) *Reader {
	o.MaxBytes = cmp.Or(max(o.MaxBytes, 0), DefaultMaxBytes)
	if o.Passed == nil {
		o.Passed = func(string) {}
	}
	tape := newTape(r)
	return &Reader{options: o, tape: tape, t: newText(open(tape))}
}

// Close gives back what the reader holds besides memory. It closes no file.
func (r *Reader) Close() {
	if z, ok := r.t.c.(*zstdFile); ok && z.z != nil {
		z.z.Close()
	}
}

const (
	lookBehind = 64       // bytes behind a block that tell whether its length is right
	step       = 64 << 10 // bytes that reading goes on by
	mostPassed = 1 << 20  // larger blocks of no interest are not held
	largeBlock = 2 << 20  // from this size on a block is not copied
)

// Next gives the next record that may hold a document. At the end the error is
// io.EOF; an *Error concerns one record, and the next call goes on behind it.
func (r *Reader) Next() (*Record, error) {
	t := r.t
	for {
		if r.lost && !r.resync() {
			return nil, r.end()
		}
		if !r.blanks() {
			err := t.damaged()
			if err == nil {
				return nil, r.end()
			}
			out := r.error(t.pos(), err)
			r.lost = true
			return nil, out
		}
		rec, err := r.record()
		if rec != nil || err != nil {
			return rec, err
		}
	}
}

// end is io.EOF, but an error of the file that was not reported yet goes before.
func (r *Reader) end() error {
	if err := r.tape.err; !r.failed && err != nil && !errors.Is(err, io.EOF) {
		return r.error(r.t.pos(), err)
	}
	return io.EOF
}

// blanks passes over what may stand between records. It is false when the good part
// of the file ends.
func (r *Reader) blanks() bool {
	t := r.t
	for t.fill(1) {
		n := blank(t.rest())
		t.skip(n)
		if len(t.rest()) > 0 {
			if t.pos() == 0 && t.fill(3) && bytes.HasPrefix(t.rest(), []byte("\ufeff")) {
				t.skip(3)
				continue
			}
			return true
		}
	}
	return false
}

// blank is the number of bytes that are line ends or padding.
func blank(b []byte) int {
	for i, c := range b {
		if c != '\r' && c != '\n' && c != 0 {
			return i
		}
	}
	return len(b)
}

func (r *Reader) error(at int64, err error) *Error {
	if cause := r.tape.err; cause != nil && errors.Is(err, cause) {
		r.failed = true
	}
	member, within := r.t.place(at)
	return &Error{Member: member, Within: within, Err: err}
}

// refuse reports a record that begins at the position, and lets the search for the next
// one begin n bytes behind it.
func (r *Reader) refuse(n int, err error) *Error {
	out := r.error(r.t.pos(), err)
	r.t.skip(min(n, len(r.t.rest())))
	r.lost = true
	return out
}

// record reads the record at the position. It gives neither a record nor an
// error for one that holds no document.
func (r *Reader) record() (*Record, error) {
	t := r.t
	t.fill(6)
	if startsWARC(t.rest()) {
		return r.warcRecord()
	}
	line := 0
	for line == 0 {
		b := t.rest()
		if i := bytes.IndexByte(b[:min(len(b), mostLine)], '\n'); i >= 0 {
			line = i + 1
		} else if len(b) >= mostLine || !t.fill(len(b)+1) {
			break
		}
	}
	if h, ok := parseARC(t.rest()[:max(0, line-1)]); ok {
		r.arc = true
		if bytes.IndexByte(h.uri, ' ') >= 0 && bytes.Count(h.uri, []byte("://")) > 1 {
			// A line that was cut off, and the next record's. Members tell where that begins.
			if at, ok := t.seamBehind(t.pos(), t.pos()+int64(line)); ok {
				line = int(at - t.pos())
			}
			return nil, r.refuse(line, errCut)
		}
		return r.arcRecord(h, line)
	}
	if err := t.damaged(); err != nil && len(t.rest()) < lookBehind {
		return nil, r.refuse(0, err)
	}
	return nil, r.refuse(0, errNoRecord)
}

var errNoRecord = errors.New("no record begins here")

var errCut = errors.New("the header of the record is cut off")

func (r *Reader) warcRecord() (*Record, error) {
	t := r.t
	end, bad, from := 0, 0, 0
	for {
		end, bad, from = scan(t.rest(), from, false, mostHeader)
		if end != 0 || bad != 0 {
			break
		}
		if !t.fill(len(t.rest()) + 1) {
			err := cmp.Or(t.damaged(), errors.New("the file ends within the header of the record"))
			return nil, r.refuse(max(from, 5), err)
		}
	}
	if bad != 0 {
		line, _, _ := bytes.Cut(t.rest(), []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if bad == 5 && !isVersion(line) {
			return nil, r.refuse(5, fmt.Errorf("%.20q is no version of WARC that is known", line))
		}
		return nil, r.refuse(bad, errors.New("the header of the record is damaged"))
	}
	r.warc = true
	if at, ok := t.seamBehind(t.pos(), t.pos()+int64(end)); ok {
		return nil, r.refuse(int(at-t.pos()), errCut)
	}
	if at, ok := joined(t.rest()[:end]); ok {
		return nil, r.refuse(at, errCut)
	}
	h := parse(t.rest()[:end])
	if !h.hasLength {
		return nil, r.refuse(end, errNoLength)
	}
	n, err := lengthOf(h.length)
	if err != nil {
		return nil, r.refuse(end, err)
	}
	return r.block(h, kindOf(h), n)
}

// kindOf is the kind of a record, in words of our own.
func kindOf(h header) string {
	kind := h.kind
	if kind == nil && bytes.Contains(h.mime, []byte("msgtype=response")) {
		return "response"
	}
	for _, k := range []string{"response", "resource", "conversion"} {
		if !equalFold(kind, k) {
			continue
		}
		if bytes.HasPrefix(h.uri, []byte("dns:")) || bytes.HasPrefix(h.mime, []byte("text/dns")) {
			return "dns"
		}
		return k
	}
	for _, k := range []string{"request", "metadata", "revisit", "warcinfo", "continuation"} {
		if equalFold(kind, k) {
			return k
		}
	}
	return "other"
}

func holdsDocument(kind string) bool {
	return kind == "response" || kind == "resource" || kind == "conversion"
}

func (r *Reader) arcRecord(a arcHeader, size int) (*Record, error) {
	kind := "response"
	if scheme, _, ok := bytes.Cut(a.uri, []byte(":")); ok {
		if s := string(bytes.ToLower(scheme)); s == "filedesc" || s == "dns" {
			kind = s
		}
	}
	return r.block(header{size: size, uri: a.uri, mime: a.mime}, kind, a.length)
}

// block reads n bytes behind the header at the position and checks that the
// record ends there.
func (r *Reader) block(h header, kind string, n int64) (*Record, error) {
	t := r.t
	var uri, mime string
	if holdsDocument(kind) {
		uri, mime = uriOf(h.uri), unfold(h.mime)
	}
	h.kind, h.uri, h.mime, h.length = nil, nil, nil, nil // the window they point into moves from here on
	if n > r.options.MaxBytes || n > mostPassed && !holdsDocument(kind) {
		return nil, r.over(h, kind, n)
	}
	start := t.pos()
	end := h.size + int(n)
	for want := h.size; want < end+lookBehind; {
		want = min(end+lookBehind, want+step)
		if len(t.rest()) >= want && len(t.seams) < 2 {
			continue
		}
		ok := t.fill(want)
		if t.recordSeam(start+int64(h.size)-1, start+int64(end)) {
			return nil, r.refuse(h.size, fmt.Errorf("the record ends before its Content-Length of %d", n))
		}
		if !ok {
			break
		}
	}
	b := t.rest()
	switch damaged := t.damaged(); {
	case len(b) < end && damaged != nil:
		return nil, r.refuse(h.size, damaged)
	case len(b) < end:
		return nil, r.refuse(h.size, fmt.Errorf("the file ends %d bytes into the record's %d", len(b)-h.size, n))
	case damaged != nil && blank(b[end:]) == len(b)-end && t.isSeam(start) && !t.seamIn(start+1, start+int64(len(b))+1):
		// The member is this record alone, and what it holds is not what was written.
		return nil, r.refuse(end, damaged)
	case !r.ends(h, start, end):
		return nil, r.refuse(h.size, fmt.Errorf("the record does not end where its Content-Length of %d says", n))
	}
	if !holdsDocument(kind) {
		r.options.Passed(kind)
		t.skip(end)
		return nil, nil
	}
	rec := &Record{Type: kind, URI: uri, Mime: mime, Offset: start}
	rec.Member, rec.Within = t.place(start)
	if end >= largeBlock {
		b = t.take(end)
	} else {
		b = append([]byte(nil), b[:end]...)
		t.skip(end)
	}
	rec.Block = b[h.size:end:end]
	if !r.arc {
		rec.header = b[:h.size:h.size]
	}
	return rec, nil
}

// uriOf undoes the angle brackets of WARC 1.0 and blanks.
func uriOf(b []byte) string {
	s := unfold(b)
	if strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">") {
		s = s[1 : len(s)-1]
	}
	return strings.TrimSpace(s)
}

// ends reports whether the record at the position, whose header and block take end
// bytes, is followed by what may follow one.
func (r *Reader) ends(h header, start int64, end int) bool {
	t := r.t
	b := t.rest()[end:]
	n := blank(b)
	switch {
	case n == len(b): // the end, or padding
		return true
	case startsWARC(b[n:]), r.arc && r.startsARC(end+n):
		return true
	case r.arc:
		return b[0] == '\n'
	case h.crlf:
		// The line ends that the standard asks for say that the length is right, and that
		// it is the next record that is damaged.
		return bytes.HasPrefix(b, []byte("\r\n\r\n"))
	}
	return bytes.HasPrefix(b, []byte("\n\n"))
}

// startsARC reports whether an ARC header stands n bytes behind the position.
func (r *Reader) startsARC(n int) bool {
	t := r.t
	for size := n + 512; ; size *= 2 {
		more := t.fill(size)
		b := t.rest()[n:]
		if !more || bytes.IndexByte(b, '\n') >= 0 || len(b) > mostLine {
			return startsARC(b)
		}
	}
}

// over passes over a block that is not to be held. A length that is a lie must not
// cost the records behind: a header behind a blank line ends it.
func (r *Reader) over(h header, kind string, n int64) error {
	t := r.t
	report := r.error(t.pos(), nil)
	start := t.pos()
	t.skip(h.size)
	until := t.pos() + n
	if until < 0 { // more than can be counted
		until = 1<<63 - 1
	}
	found := r.search(start, until, true)
	switch damaged := t.damaged(); {
	case found && t.pos() < until:
		report.Err = fmt.Errorf("the record ends before its Content-Length of %d", n)
		return report
	case t.pos() < until && damaged != nil:
		r.lost = true
		report.Err = damaged
		return report
	case t.pos() < until:
		report.Err = fmt.Errorf("the file ends %d bytes into the record's %d", t.pos()-start-int64(h.size), n)
		return report
	}
	if !holdsDocument(kind) {
		r.options.Passed(kind)
		return nil
	}
	t.fill(lookBehind)
	if k := blank(t.rest()); k < len(t.rest()) && !startsRecord(t.rest()[k:]) {
		r.lost = true
	}
	report.Err = fmt.Errorf("a record of %d bytes, larger than %d", n, r.options.MaxBytes)
	return report
}

// resync goes to the next place where a record begins. It is false at the end of the file.
func (r *Reader) resync() bool {
	for !r.search(-1, 1<<63-1, false) {
		if r.t.damaged() == nil {
			return false
		}
		r.t.pass()
		if !r.arc && !r.warc && r.startsARC(0) {
			r.arc = true
		}
	}
	r.lost = false
	return true
}

// search moves the position to the next record before until. It is false when the
// position has reached until, or the end of the good part of the file. A member that
// begins behind from is trusted when its first line looks right, any other place
// only with a header that is all right, with behindBlank behind an empty line.
func (r *Reader) search(from, until int64, behindBlank bool) bool {
	t := r.t
	for t.pos() < until {
		more := t.fill(step)
		b := t.rest()
		if len(b) == 0 {
			return false
		}
		i := r.candidate(b)
		switch {
		case i < 0 && more:
			i = len(b) - 5 // "WARC/" may be cut
		case i < 0:
			i = len(b)
		}
		if left := until - t.pos(); int64(i) >= left {
			t.skip(int(left))
			return false
		}
		t.skip(i)
		if r.begins(from, behindBlank) {
			return true
		}
		if len(t.rest()) > 0 {
			t.skip(1)
		}
	}
	return false
}

// candidate is the index of the next place that may be the start of a record, or -1.
func (r *Reader) candidate(b []byte) int {
	if !r.arc {
		return bytes.Index(b, []byte("WARC/"))
	}
	prev := byte('\n')
	if k := r.t.before(); len(k) > 0 {
		prev = k[len(k)-1]
	}
	if prev == '\n' || r.t.isSeam(r.t.pos()) {
		return 0
	}
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		return i + 1
	}
	return -1
}

// begins reports whether a record begins at the position.
func (r *Reader) begins(from int64, behindBlank bool) bool {
	t := r.t
	at := t.pos()
	if at > from && t.isSeam(at) && (startsWARC(t.rest()) || r.arc && r.startsARC(0)) {
		return true
	}
	if r.arc {
		return r.startsARC(0)
	}
	if before := t.before(); behindBlank && !bytes.HasSuffix(before, []byte("\n\n")) && !bytes.HasSuffix(before, []byte("\n\r\n")) {
		return false
	}
	for size := 1 << 10; ; size *= 4 {
		more := t.fill(size)
		ok, open := strictHeader(t.rest())
		if ok || !open || !more || size > mostStrict {
			return ok
		}
	}
}
