package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// entry is a record to be written.
type entry struct {
	kind, uri, mime string
	block           string
	length          string // instead of the right one
	version         string
	extra           string // more header lines
	eol             string // of the header
	tail            string // behind the block
	drop            string // a header line to leave out
}

func (e entry) bytes() string {
	or := func(s, other string) string {
		if s == "" {
			return other
		}
		return s
	}
	eol := or(e.eol, "\r\n")
	var b strings.Builder
	line := func(name, value string) {
		if name != e.drop {
			b.WriteString(name + ": " + value + eol)
		}
	}
	b.WriteString(or(e.version, "WARC/1.1") + eol)
	line("WARC-Type", or(e.kind, "response"))
	line("WARC-Target-URI", e.uri)
	line("WARC-Date", "2021-06-14T10:00:00Z")
	line("Content-Type", or(e.mime, "application/http; msgtype=response"))
	b.WriteString(e.extra)
	line("Content-Length", or(e.length, fmt.Sprint(len(e.block))))
	return b.String() + eol + e.block + or(e.tail, eol+eol)
}

// page is a response with text that does not compress to nothing.
func page(n int) entry {
	var b strings.Builder
	fmt.Fprintf(&b, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Page %d</title>\n", n)
	for i, x := 0, uint32(n*7919+1); i < 60; i++ {
		x = x*1664525 + 1013904223
		fmt.Fprintf(&b, "<p>Line %d of page %d: %08x %x</p>\n", i, n, x, x>>7)
	}
	return entry{uri: uri(n), block: b.String() + "</html>"}
}

func uri(n int) string { return fmt.Sprintf("https://example.org/%d", n) }

var gzipWriter = gzip.NewWriter(nil) // making one is much more work than using it

func gz(s string) string {
	var b bytes.Buffer
	gzipWriter.Reset(&b)
	gzipWriter.Write([]byte(s))
	gzipWriter.Close()
	return b.String()
}

func encoder(o ...zstd.EOption) func(s string) string {
	w, err := zstd.NewWriter(nil, append(o, zstd.WithEncoderConcurrency(1))...)
	if err != nil {
		panic(err)
	}
	return func(s string) string { return string(w.EncodeAll([]byte(s), nil)) }
}

var zst = encoder()

// each packs every record by itself.
func each(records []string, pack func(string) string) string {
	var b strings.Builder
	for _, r := range records {
		b.WriteString(pack(r))
	}
	return b.String()
}

// cut packs pieces of n bytes, wherever records begin.
func cut(records []string, n int, pack func(string) string) string {
	all := strings.Join(records, "")
	var b strings.Builder
	for len(all) > 0 {
		k := min(n, len(all))
		b.WriteString(pack(all[:k]))
		all = all[k:]
	}
	return b.String()
}

func dictionary() []byte {
	history := []byte(strings.Repeat("WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nHTTP/1.1 200 OK\r\n<html><title>Page</title>\n<p>Line of page</p>\n", 4))
	var contents [][]byte
	for i := range 20 {
		contents = append(contents, []byte(page(100+i).bytes()))
	}
	d, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 77, Contents: contents, History: history, Offsets: [3]int{1, 4, 8}})
	if err != nil {
		panic(err)
	}
	return d
}

func skippable(magic byte, data string) string {
	n := len(data)
	return string([]byte{magic, 0x2a, 0x4d, 0x18, byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)}) + data
}

func withDict(records []string, packed bool) string {
	d := dictionary()
	frame := string(d)
	if packed {
		frame = zst(frame)
	}
	return skippable(0x5d, frame) + each(records, encoder(zstd.WithEncoderDict(d)))
}

var containers = map[string]func(records []string) string{
	"plain":       func(r []string) string { return strings.Join(r, "") },
	"gzip":        func(r []string) string { return each(r, gz) },
	"gzip one":    func(r []string) string { return gz(strings.Join(r, "")) },
	"gzip cut":    func(r []string) string { return cut(r, 1000, gz) },
	"gzip bytes":  func(r []string) string { return cut(r, 1, gz) },
	"gzip empty":  func(r []string) string { return each(r, func(s string) string { return gz("") + gz(s) + gz("") }) },
	"gzip padded": func(r []string) string { return each(r, gz) + strings.Repeat("\x00", 1024) },
	"zstd":        func(r []string) string { return each(r, zst) },
	"zstd sums": func(r []string) string {
		return each(r, encoder(zstd.WithEncoderCRC(false)))
	},
	"zstd one": func(r []string) string { return zst(strings.Join(r, "")) },
	"zstd cut": func(r []string) string { return cut(r, 700, zst) },
	"zstd skippable": func(r []string) string {
		return skippable(0x50, "abc") + each(r, func(s string) string { return zst(s) + skippable(0x5f, "") })
	},
	"zstd dictionary": func(r []string) string { return withDict(r, false) },
	"zstd packed":     func(r []string) string { return withDict(r, true) },
}

// result is all that a reader gave.
type result struct {
	records []*Record
	errors  []*Error
	passed  map[string]int
}

func (r result) uris() string {
	var out []string
	for _, rec := range r.records {
		out = append(out, strings.TrimPrefix(rec.URI, "https://example.org/"))
	}
	return strings.Join(out, " ")
}

func (r result) places() string {
	var out []string
	for _, e := range r.errors {
		out = append(out, e.Place())
	}
	return strings.Join(out, " ")
}

func readAllRecords(t testing.TB, archive string, o Options) result {
	t.Helper()
	out := result{passed: map[string]int{}}
	o.Passed = func(kind string) { out.passed[kind]++ }
	r := NewReader(strings.NewReader(archive), o)
	defer r.Close()
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		}
		var bad *Error
		switch {
		case errors.As(err, &bad):
			out.errors = append(out.errors, bad)
		case err != nil:
			t.Fatalf("%T is no *Error: %v", err, err)
		default:
			out.records = append(out.records, rec)
		}
		if len(out.errors)+len(out.records) > len(archive)+10 {
			t.Fatal("the reader does not end")
		}
	}
	if _, err := r.Next(); err != io.EOF {
		t.Fatalf("behind the end: %v", err)
	}
	return out
}
