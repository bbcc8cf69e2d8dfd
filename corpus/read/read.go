package read

import (
	"bufio"
	"bytes"
	"crypto/sha256"
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

	"dateline/corpus"
)

// DefaultMaxBytes is the size that a document may have unless Options say
// otherwise: 64 MiB.
const DefaultMaxBytes = 64 << 20

// Options configure reading. The zero value is the default.
type Options struct {
	MaxBytes int64     // larger documents are refused; 0 means DefaultMaxBytes
	Stdin    io.Reader // what "-" stands for; nil means os.Stdin
}

// Error is an input that was refused.
type Error struct {
	Path   string // as the user gave it, "/" separators
	Place  string // line number, or byte offset; empty for the whole file
	Reason string
}

func (e *Error) Error() string {
	if e.Place == "" {
		return e.Path + ": " + e.Reason
	}
	return e.Path + ":" + e.Place + ": " + e.Reason
}

// Item is one raw record. It is cheap to make; Document does the work.
type Item struct {
	Path       string
	Offset     int64  // byte offset of the record in the decompressed file
	Line       int    // of a JSON line, from 1; 0 for a whole file
	FallbackID string // path relative to the argument that named it

	kind kind
	data []byte
}

type kind uint8

const (
	kindText kind = iota
	kindHTML
	kindJSON
)

// Size is the number of bytes of the record.
func (it *Item) Size() int64 { return int64(len(it.data)) }

// Place is where the record stands in its file, as errors give it.
func (it *Item) Place() string {
	if it.Line > 0 {
		return strconv.Itoa(it.Line)
	}
	return ""
}

// Name names the record for messages before its document has an id.
func (it *Item) Name() string {
	if it.Line > 0 {
		return fmt.Sprintf("%s:%d", it.FallbackID, it.Line)
	}
	return it.FallbackID
}

// Document parses the record. The document's id is empty where the record gives
// none. The error is an *[Error].
func (it *Item) Document() (*corpus.Document, error) {
	sum := sha256.Sum256(it.data)
	d := &corpus.Document{Source: corpus.Source{Path: it.Path, Offset: it.Offset, SHA256: hex.EncodeToString(sum[:])}}
	switch it.kind {
	case kindJSON:
		if err := it.parse(d); err != nil {
			return nil, &Error{it.Path, it.Place(), err.Error()}
		}
	case kindHTML:
		d.Raw = corpus.Raw{Format: corpus.FormatHTML, Data: utf8Of(it.data, true)}
	default:
		d.Raw = corpus.Raw{Format: corpus.FormatText, Data: lineEnds(utf8Of(it.data, false))}
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
		for _, p := range paths {
			if !r.argument(p) {
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
		filepath.WalkDir(p, func(p string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				if info, err := os.Stat(p); err == nil && info.Mode().IsRegular() {
					n += info.Size()
				}
			}
			return nil
		})
	}
	return n
}

// reader walks the paths. Its methods return false when the consumer has had enough.
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
	return r.give(nil, &Error{filepath.ToSlash(p), place, fmt.Sprintf(format, args...)})
}

func (r *reader) argument(p string) bool {
	if p == "-" {
		return r.stream("-", "-", r.options.Stdin)
	}
	info, err := os.Stat(p)
	if err != nil {
		return r.refuse(p, "", "%s", reason(err))
	}
	if !info.IsDir() {
		return r.file(p, path.Base(filepath.ToSlash(p)))
	}
	err = filepath.WalkDir(p, func(file string, e fs.DirEntry, err error) error {
		ok := true
		switch {
		case err != nil:
			ok = r.refuse(file, "", "%s", reason(err))
		case e.IsDir():
		default:
			rel, err := filepath.Rel(p, file)
			if err != nil {
				rel = file
			}
			ok = r.entry(file, filepath.ToSlash(rel), e)
		}
		if !ok {
			return fs.SkipAll
		}
		return nil
	})
	return err == nil && !r.stopped
}

// entry reads one entry of a directory that is no directory itself.
func (r *reader) entry(p, rel string, e fs.DirEntry) bool {
	info, err := os.Stat(p) // follows links
	switch {
	case err != nil:
		return r.refuse(p, "", "%s", reason(err))
	case info.IsDir():
		return true // a link to a directory: its files are met where they are, if at all
	case !info.Mode().IsRegular():
		return r.refuse(p, "", "not a regular file")
	}
	return r.file(p, rel)
}

// reason is an error without the path, which the Error names already.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

func (r *reader) file(p, rel string) bool {
	f, err := os.Open(p)
	if err != nil {
		return r.refuse(p, "", "%s", reason(err))
	}
	defer f.Close()
	return r.stream(p, rel, f)
}

// stream reads one file: it undoes compression, tells the format and cuts it into records.
func (r *reader) stream(p, rel string, f io.Reader) bool {
	slash := filepath.ToSlash(p)
	in, err := decompress(bufio.NewReaderSize(f, 1<<16))
	if err != nil {
		return r.refuse(p, "", "%s", reason(err))
	}
	defer in.close()
	head, err := in.Peek(1 << 12)
	if err != nil && !errors.Is(err, io.EOF) {
		return r.refuse(p, "", "%s", reason(err))
	}
	switch f := sniff(head, slash); f {
	case formatWARC:
		return r.refuse(p, "", "WARC is not supported yet")
	case formatBinary:
		return r.refuse(p, "", "neither text nor HTML nor JSON (%s)", describe(head))
	case formatJSONL:
		return r.lines(slash, rel, in)
	case formatJSON:
		return r.whole(slash, rel, in, func(data []byte) bool { return r.values(slash, rel, data) })
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
	if err != nil {
		// What was read before the damage is a document that ends too early: it is refused.
		return r.refuse(p, strconv.Itoa(len(data)), "%s", reason(err))
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
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		trimmed := bytes.TrimSpace(line)
		switch {
		case errors.Is(err, errTooLong):
			if !r.refuse(p, strconv.Itoa(n), "larger than %d bytes", r.options.MaxBytes) {
				return false
			}
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return r.refuse(p, strconv.Itoa(n), "%s", reason(err))
		case len(trimmed) > 0:
			it := &Item{Path: p, Offset: start, Line: n, FallbackID: fmt.Sprintf("%s:%d", rel, n), kind: kindJSON, data: slices.Clone(trimmed)}
			if !r.give(it, nil) {
				return false
			}
		}
		if err != nil {
			return true
		}
	}
}

// values reads a .json file: one object or an array of objects.
func (r *reader) values(p, rel string, data []byte) bool {
	text := bytes.TrimPrefix(data, []byte("\ufeff"))
	shift := len(data) - len(text)
	dec := json.NewDecoder(bytes.NewReader(text))
	array := bytes.HasPrefix(bytes.TrimSpace(text), []byte("["))
	if array {
		dec.Token()
	}
	for n := 1; ; n++ {
		if array && !dec.More() {
			return true
		}
		before := dec.InputOffset()
		var raw json.RawMessage
		if err := dec.Decode(&raw); errors.Is(err, io.EOF) {
			return true
		} else if err != nil {
			at := dec.InputOffset()
			var syntax *json.SyntaxError
			if errors.As(err, &syntax) {
				at = syntax.Offset
			}
			line := 1 + bytes.Count(text[:min(int(at), len(text))], []byte("\n"))
			return r.refuse(p, strconv.Itoa(line), "%s", err)
		}
		at := bytes.Index(text[before:], raw)
		line := 1 + bytes.Count(text[:int(before)+max(at, 0)], []byte("\n"))
		id := rel
		if array || n > 1 {
			id = fmt.Sprintf("%s:%d", rel, n)
		}
		it := &Item{Path: p, Offset: before + int64(max(at, 0)+shift), Line: line, FallbackID: id, kind: kindJSON, data: slices.Clone(raw)}
		if !r.give(it, nil) {
			return false
		}
	}
}
