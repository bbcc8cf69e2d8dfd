package read

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"dateline/corpus"
	"dateline/corpus/warc"
)

// DefaultMaxBytes is the size that a document may have unless Options say
// otherwise: 16 MiB. The tree of a page takes some ten times as much memory.
const DefaultMaxBytes = 16 << 20

// Options configure reading. The zero value is the default.
type Options struct {
	MaxBytes int64     // larger documents are refused; 0 means DefaultMaxBytes
	Stdin    io.Reader // what "-" stands for; nil means os.Stdin
	// Progress, if set, is told how many more bytes were read, as they lie on the
	// disk: the sum reaches Size. It is called from the goroutine that iterates.
	Progress func(n int)
	// Passed, if set, is told why a record of an archive was passed over that is no document, where
	// that shows without decoding it: its kind ("request", "revisit"). It is called from the goroutine that
	// iterates. What only decoding shows, Item.Document returns as a [*Passed].
	Passed func(reason string)
}

// Error is an input that was refused.
type Error struct {
	Path   string // as the user gave it, "/" separators
	Place  string // line number, or byte offset; empty for the whole file
	Reason string
	// Unopened says that the file itself could not be opened: nothing is known of
	// what it holds.
	Unopened bool
}

func (e *Error) Error() string {
	name := e.Path
	if !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) {
		name = strconv.Quote(name) // one error stays one line of valid UTF-8
	}
	if e.Place == "" {
		return name + ": " + e.Reason
	}
	return name + ":" + e.Place + ": " + e.Reason
}

// Item is one raw record. It is cheap to make; Document does the work.
type Item struct {
	Path       string
	Offset     int64  // byte offset of the record in the decompressed file
	Line       int    // of a JSON line, from 1; 0 for a whole file
	FallbackID string // path relative to the argument that named it; see IDOf

	kind   kind
	data   []byte
	record *warc.Record // of an archive, else nil; its block is data
	most   int64        // bytes that a body may have once it is decoded
	sum    [sha256.Size]byte
	summed bool
}

type kind uint8

const (
	kindText kind = iota
	kindHTML
	kindJSON
	kindRecord // of an archive
)

// Size is the number of bytes of the record.
func (it *Item) Size() int64 { return int64(len(it.data)) }

// Place is where the record stands in its file, as errors give it.
func (it *Item) Place() string {
	switch {
	case it.Line > 0:
		return strconv.Itoa(it.Line)
	case it.record != nil:
		return it.record.Place()
	}
	return ""
}

// Name names the record for messages before its document has an id.
func (it *Item) Name() string {
	if place := it.Place(); place != "" {
		return it.FallbackID + ":" + place
	}
	return it.FallbackID
}

// IDOf is the id of the record's document d where the record gives none and has no
// address: the relative path, with a hash of the content for a record among others.
func (it *Item) IDOf(d *corpus.Document) string {
	if it.Line > 0 || it.record != nil {
		return validID(it.FallbackID) + "#" + d.Source.SHA256[:12] // never the line number: that changes with a line inserted before
	}
	return validID(it.FallbackID)
}

// validID is an id for a path that is no UTF-8: records hold UTF-8 only, and two such
// paths must not become one.
func validID(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	sum := sha256.Sum256([]byte(path))
	return strings.ToValidUTF8(path, "\ufffd") + "~" + hex.EncodeToString(sum[:4])
}

// Hash is a hash of the record's bytes: the same wherever the record stands.
func (it *Item) Hash() uint64 {
	sum := it.digest()
	return binary.BigEndian.Uint64(sum[:])
}

func (it *Item) digest() [sha256.Size]byte {
	if !it.summed {
		it.sum, it.summed = sha256.Sum256(it.data), true
	}
	return it.sum
}

// Document parses the record. The document's id is empty where the record gives
// none. The error is an *[Error], or a *[Passed] where the record is no document.
func (it *Item) Document() (*corpus.Document, error) {
	sum := it.digest()
	d := &corpus.Document{Source: corpus.Source{Path: it.Path, Offset: it.Offset, SHA256: hex.EncodeToString(sum[:]), Place: it.Place()}}
	switch it.kind {
	case kindJSON:
		if err := it.parse(d); err != nil {
			return nil, &Error{Path: it.Path, Place: it.Place(), Reason: err.Error()}
		}
	case kindRecord:
		if err := it.response(d); err != nil {
			return nil, err
		}
	case kindHTML:
		d.Raw = corpus.Raw{Format: corpus.FormatHTML, Data: utf8Of(it.data, true, "")}
	default:
		d.Raw = corpus.Raw{Format: corpus.FormatText, Data: lineEnds(utf8Of(it.data, false, ""))}
	}
	return d, nil
}

// lineEnds makes CRLF and lone CR into LF. Text inside JSON is left as it is.
func lineEnds(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// Open yields the records behind paths in order. Each error concerns one record
// or one file, and iteration goes on after it.
func Open(paths []string, o Options) iter.Seq2[*Item, error] {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.Stdin == nil {
		o.Stdin = os.Stdin
	}
	return func(yield func(*Item, error) bool) {
		r := reader{options: o, yield: yield}
		for f, err := range Entries(paths) {
			if err != nil && !r.give(nil, err) || err == nil && !r.file(f) {
				return
			}
		}
	}
}

// Size is the number of bytes of all files behind paths, for progress; files that
// cannot be seen and stdin count 0.
func Size(paths []string) int64 {
	var n int64
	for _, p := range paths {
		root := walkRoot(p)
		filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			if p != root && e.IsDir() && isDataset(p) {
				return fs.SkipDir
			}
			if p != root && strings.HasPrefix(e.Name(), ".") {
				if e.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if !e.IsDir() {
				if info, err := os.Stat(p); err == nil && info.Mode().IsRegular() {
					n += info.Size()
				}
			}
			return nil
		})
	}
	return n
}

// reader reads files. Its methods return false when the consumer has had enough.
type reader struct {
	options Options
	yield   func(*Item, error) bool
	// stopped is set once yield has returned false, which must not be called again.
	stopped bool
}

func (r *reader) give(it *Item, err error) bool {
	if !r.stopped && !r.yield(it, err) {
		r.stopped = true
	}
	return !r.stopped
}

func (r *reader) refuse(p, place, format string, args ...any) bool {
	return r.give(nil, &Error{Path: filepath.ToSlash(p), Place: place, Reason: fmt.Sprintf(format, args...)})
}

// Entry is one file behind paths. [Entries] finds them and [Entry.Items] reads one, for who reads files
// apart from each other, in any order and on any machine; [Open] does both.
type Entry struct {
	Path string // as it is opened; "-" is stdin
	Rel  string // relative to the argument that named it, "/" separators
	Met  bool   // met in a directory, not named by an argument
}

// Entries yields the files behind paths in the order in which [Open] reads them. Each error, an *[Error],
// concerns one entry, and iteration goes on after it.
func Entries(paths []string) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for _, p := range paths {
			if !walk(p, yield) {
				return
			}
		}
	}
}

// Items yields the records of a file whose bytes, as they lie on the disk, are in, as [Open] does. Of
// the options, Stdin does not count.
func (f Entry) Items(in io.Reader, o Options) iter.Seq2[*Item, error] {
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	return func(yield func(*Item, error) bool) {
		r := reader{options: o, yield: yield}
		r.stream(f, in)
	}
}

// unopened is the error of a file that cannot be opened.
func unopened(p string, err error) error {
	return &Error{Path: filepath.ToSlash(p), Reason: reason(err), Unopened: true}
}

// walk yields the files of an argument. It returns false when the consumer has had enough.
func walk(p string, yield func(Entry, error) bool) bool {
	if p == "-" {
		return yield(Entry{Path: p, Rel: p}, nil)
	}
	info, err := os.Stat(p)
	if err != nil {
		return yield(Entry{}, unopened(p, err))
	}
	if !info.IsDir() {
		return yield(Entry{Path: p, Rel: path.Base(filepath.ToSlash(p))}, nil)
	}
	root := walkRoot(p)
	stopped := false
	filepath.WalkDir(root, func(file string, e fs.DirEntry, err error) error {
		ok := true
		switch {
		case err != nil:
			ok = yield(Entry{}, unopened(file, err))
		case file != root && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
		case e.IsDir():
			if file != root && isDataset(file) {
				return fs.SkipDir
			}
		default:
			ok = below(p, file, yield)
		}
		if !ok {
			stopped = true
			return fs.SkipAll
		}
		return nil
	})
	return !stopped
}

// below yields an entry below a directory that is no directory itself.
func below(root, p string, yield func(Entry, error) bool) bool {
	info, err := os.Stat(p) // follows links
	switch {
	case err != nil:
		return yield(Entry{}, unopened(p, err))
	case info.IsDir():
		return true // a link to a directory: its files are met where they are, if at all
	case !info.Mode().IsRegular():
		return yield(Entry{}, &Error{Path: filepath.ToSlash(p), Reason: "not a regular file"})
	}
	rel, err := filepath.Rel(root, p)
	if err != nil {
		rel = p
	}
	return yield(Entry{Path: p, Rel: filepath.ToSlash(rel), Met: true}, nil)
}

// DatasetMark is the directory in a dataset directory by which it is told from inputs:
// a dump with a dataset written into it is still the same dump.
const DatasetMark = ".dateline"

// SitesMark begins the files that "dateline sites learn" writes. A walk leaves them out, as
// it does datasets.
const SitesMark = "# Lines that repeat across a site, for --sites"

func isSites(head []byte) bool { return bytes.HasPrefix(head, []byte(SitesMark)) }

func isDataset(dir string) bool {
	info, err := os.Lstat(filepath.Join(dir, DatasetMark))
	return err == nil && info.IsDir()
}

// walkRoot makes WalkDir enter a directory that is named through a link, which
// it would otherwise take for a file.
func walkRoot(p string) string {
	if info, err := os.Lstat(p); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return p + string(filepath.Separator)
	}
	return p
}

// reason is an error without the path, which the Error names already.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

func (r *reader) file(f Entry) bool {
	if f.Path == "-" {
		return r.stream(f, r.options.Stdin)
	}
	in, err := os.Open(f.Path)
	if err != nil {
		return r.give(nil, unopened(f.Path, err))
	}
	defer in.Close()
	return r.stream(f, in)
}

// stream reads one file: it undoes compression, tells the format and cuts it into records.
func (r *reader) stream(of Entry, f io.Reader) bool {
	p, rel := of.Path, of.Rel
	slash := filepath.ToSlash(p)
	if r.options.Progress != nil {
		f = counted{f, r.options.Progress}
	}
	raw := bufio.NewReaderSize(f, 1<<16)
	if of.Met {
		if head, _ := raw.Peek(len(SitesMark)); isSites(head) {
			io.Copy(io.Discard, raw) // it counts as read
			return true
		}
	}
	if head, _ := raw.Peek(4); isZstd(head) {
		raw = bufio.NewReaderSize(raw, 1<<18) // a block must fit, or its first bytes cannot be seen
	}
	if isArchive(raw, slash) {
		return r.archive(slash, rel, raw)
	}
	in, err := decompress(raw)
	if err != nil {
		return r.refuse(p, "", "%s", reason(err))
	}
	defer in.close()
	head, err := in.Peek(1 << 12)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return r.refuse(p, "", "%s", reason(err))
	} // damage behind the first bytes is met again when they have been read
	if isUTF16(head) && utf16JSON(head) {
		text := transform.NewReader(in, utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewDecoder())
		in = &source{bufio.NewReaderSize(text, 1<<16), in.close}
		head, _ = in.Peek(1 << 12)
	}
	switch f := sniff(head, slash); f {
	case formatBinary:
		return r.refuse(p, "", "neither text nor HTML nor JSON (%s)", describe(head))
	case formatJSONL:
		return r.lines(slash, rel, in)
	case formatJSON:
		return r.values(slash, rel, in)
	default:
		return r.whole(slash, rel, in, func(data []byte) bool {
			k := kindText
			if f == formatHTML {
				k = kindHTML
			}
			if len(bytes.TrimSpace(data)) == 0 {
				return r.refuse(p, "", "the file is empty")
			}
			return r.give(&Item{Path: slash, FallbackID: rel, kind: k, data: data}, nil)
		})
	}
}

// whole reads a file that is one document, or refuses it.
func (r *reader) whole(p, rel string, in io.Reader, use func([]byte) bool) bool {
	data, err := io.ReadAll(io.LimitReader(in, r.options.MaxBytes+1))
	if int64(len(data)) > r.options.MaxBytes {
		return r.refuse(p, "", "larger than %d bytes", r.options.MaxBytes)
	}
	if errors.Is(err, errTrailing) { // the document itself is complete
		return use(data) && r.refuse(p, "", "%s", reason(err))
	}
	if err != nil {
		// What was read before the damage is a document that ends too early: it is refused.
		return r.refuse(p, fmt.Sprintf("byte %d", len(data)), "%s", reason(err))
	}
	return use(data)
}

// lines reads JSON Lines.
func (r *reader) lines(p, rel string, in *source) bool {
	var offset int64
	for n := 1; ; n++ {
		line, size, err := in.line(r.options.MaxBytes)
		start := offset
		offset += size
		// Files put one behind the other have byte order marks in the middle, and a writer
		// that crashed leaves zeros before what it wrote next.
		trimmed := bytes.TrimSpace(bytes.TrimPrefix(bytes.Trim(line, "\x00 \t\r"), []byte("\ufeff")))
		if len(trimmed) == 0 && bytes.IndexByte(line, 0) >= 0 {
			trimmed = line // zeros alone are damage, not an empty line
		}
		switch {
		case errors.Is(err, errTooLong):
			if !r.refuse(p, strconv.Itoa(n), "larger than %d bytes", r.options.MaxBytes) {
				return false
			}
			continue
		case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errTrailing):
			return r.refuse(p, strconv.Itoa(n), "%s", reason(err))
		case len(trimmed) > 0: // complete before bytes that trail, too
			it := &Item{Path: p, Offset: start, Line: n, FallbackID: rel, kind: kindJSON, data: slices.Clone(trimmed)}
			if !r.give(it, nil) {
				return false
			}
		}
		if errors.Is(err, errTrailing) {
			return r.refuse(p, strconv.Itoa(n), "%s", reason(err))
		}
		if err != nil {
			return true
		}
	}
}

// counted tells how many bytes were read.
type counted struct {
	io.Reader
	progress func(int)
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.progress(n)
	return n, err
}

// utf16JSON reports whether UTF-16 text opens like JSON.
func utf16JSON(head []byte) bool {
	start := bytes.Trim(head[2:min(len(head), 64)], "\x00 \t\r\n")
	return len(start) > 0 && (start[0] == '{' || start[0] == '[')
}

// budget ends a stream with errTooLong when one value takes more than its share.
// It keeps where lines end, so that a value's line can be told.
type budget struct {
	io.Reader
	left int64
	at   int64   // bytes read so far
	ends []int64 // offsets of the line ends at or after the last value
	line int     // line ends before them
}

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLong
	}
	if len(b.ends) > mostLines { // they would take more memory than the value
		return 0, errTooManyLines
	}
	n, err := b.Reader.Read(p[:min(int64(len(p)), b.left)])
	for i, c := range p[:n] {
		if c == '\n' {
			b.ends = append(b.ends, b.at+int64(i))
		}
	}
	b.at += int64(n)
	b.left -= int64(n)
	return n, err
}

const mostLines = 4 << 20

var errTooManyLines = fmt.Errorf("more than %d lines in one JSON value", mostLines)

// lineOf is the line of an offset, from 1. Offsets must not fall from call to call.
func (b *budget) lineOf(at int64) int {
	i, _ := slices.BinarySearch(b.ends, at)
	b.ends = b.ends[i:]
	b.line += i
	return b.line + 1
}

// values reads a .json file: one object, objects one after another, or an array
// of objects, one value at a time.
func (r *reader) values(p, rel string, in *source) bool {
	shift := int64(0)
	if head, _ := in.Peek(3); string(head) == "\ufeff" {
		shift = 3
		in.Discard(3)
	}
	head, _ := in.Peek(1 << 12)
	array := bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("["))
	text := &budget{Reader: in, left: r.options.MaxBytes}
	dec := json.NewDecoder(text)
	refuse := func(err error) bool {
		at := dec.InputOffset()
		var syntax *json.SyntaxError
		switch {
		case errors.Is(err, errTooLong):
			return r.refuse(p, strconv.Itoa(text.lineOf(at)), "larger than %d bytes", r.options.MaxBytes)
		case errors.As(err, &syntax):
			at = max(at, syntax.Offset-1)
		}
		return r.refuse(p, strconv.Itoa(text.lineOf(at)), "%s", reason(err))
	}
	if array {
		if _, err := dec.Token(); err != nil {
			return refuse(err)
		}
	}
	for n := 1; ; n++ {
		if array && !dec.More() {
			if _, err := dec.Token(); err != nil { // the closing bracket
				if errors.Is(err, io.EOF) {
					err = io.ErrUnexpectedEOF
				}
				return refuse(err)
			}
			array = false
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); errors.Is(err, io.EOF) && !array {
			return true
		} else if err != nil {
			return refuse(err)
		}
		start := dec.InputOffset() - int64(len(raw))
		it := &Item{Path: p, Offset: start + shift, Line: text.lineOf(start), FallbackID: rel, kind: kindJSON, data: raw}
		if !r.give(it, nil) {
			return false
		}
		text.left = r.options.MaxBytes
	}
}
