package warc

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

const (
	mostHeader = 1 << 20  // bytes of a record's header
	mostStrict = 64 << 10 // of a header that is searched for
	mostOdd    = 4        // lines of a header that are no fields and are passed over
)

// startsWARC reports whether the bytes open like a WARC record.
func startsWARC(b []byte) bool {
	return len(b) > 5 && string(b[:5]) == "WARC/" && b[5] >= '0' && b[5] <= '9'
}

func startsRecord(b []byte) bool { return startsWARC(b) || startsARC(b) }

// scan looks for the end of the header that b begins with. end is the length of the header
// with the blank line behind it. Where b can be no header, bad is the start of the line that
// cannot stand in one (at least 1). Both are 0 where b ends too early to tell.
// A strict header has nothing but fields.
func scan(b []byte, from int, strict bool, most int) (end, bad, line int) {
	odd := 0
	for at := from; ; {
		i := bytes.IndexByte(b[at:], '\n')
		if i < 0 {
			if len(b) > most {
				return 0, max(at, 1), at
			}
			return 0, 0, at
		}
		text := b[at : at+i]
		if n := len(text); n > 0 && text[n-1] == '\r' {
			text = text[:n-1]
		}
		switch {
		case at == 0:
			if !isVersion(text) {
				return 0, 5, 0
			}
		case len(text) == 0:
			return at + i + 1, 0, at
		case startsWARC(text):
			return 0, at, at // the next record
		case strict && bytes.Contains(text, []byte("WARC/")):
			return 0, at, at // perhaps the next record: no byte is looked at for two headers
		case isField(text):
		case endsInVersion(text) > 0: // the next record, behind a line that was cut off
			return 0, at + endsInVersion(text), at
		case strict || odd == mostOdd:
			return 0, at, at
		default:
			odd++
		}
		at += i + 1
		if at > most {
			return 0, at, at
		}
	}
}

// endsInVersion is where the version stands that a line ends in, or -1.
func endsInVersion(line []byte) int {
	i := bytes.LastIndex(line, []byte("WARC/"))
	if i >= 0 && isVersion(line[i:]) {
		return i
	}
	return -1
}

// isVersion accepts all versions that have the header of WARC 0.17 and later.
func isVersion(line []byte) bool {
	v, ok := bytes.CutPrefix(bytes.TrimRight(line, " \t"), []byte("WARC/"))
	if !ok || len(v) > 8 {
		return false
	}
	dots := 0
	for _, c := range v {
		if c == '.' {
			dots++
		} else if c < '0' || c > '9' {
			return false
		}
	}
	return dots == 1 && v[0] != '.' && v[len(v)-1] != '.'
}

// isField accepts a field and a line that continues one.
func isField(line []byte) bool {
	for _, c := range line {
		if c < ' ' && c != '\t' {
			return false
		}
	}
	if line[0] == ' ' || line[0] == '\t' {
		return true
	}
	return bytes.IndexByte(line, ':') > 0
}

// header is what reading needs of a record's header. The slices point into the window.
type header struct {
	size            int // bytes, with the blank line
	kind, uri, mime []byte
	length          []byte
	hasLength       bool
	crlf            bool
}

// parse reads the fields of a complete header. Of a field that stands twice the first counts.
func parse(b []byte) header {
	h := header{size: len(b), crlf: bytes.HasSuffix(b, []byte("\r\n"))}
	eachField(b, func(name, value []byte) bool {
		to := (*[]byte)(nil)
		switch len(name) {
		case 9:
			to = pick(name, "WARC-Type", &h.kind)
		case 12:
			to = pick(name, "Content-Type", &h.mime)
		case 14:
			if to = pick(name, "Content-Length", &h.length); to != nil {
				if h.hasLength {
					to = nil
				}
				h.hasLength = true
			}
		case 15:
			to = pick(name, "WARC-Target-URI", &h.uri)
		}
		if to != nil && *to == nil {
			*to = value
		}
		return true
	})
	return h
}

// joined tells a header that was cut off and goes on as that of the next record: it has
// two types. at is where the next one begins, as far as that can be seen.
func joined(b []byte) (at int, ok bool) {
	types := 0
	eachField(b, func(name, _ []byte) bool {
		if equalFold(name, "WARC-Type") {
			types++
		}
		return types < 2
	})
	if types < 2 {
		return 0, false
	}
	for at < len(b) {
		line, _, _ := bytes.Cut(b[at:], []byte("\n"))
		if i := endsInVersion(bytes.TrimRight(line, "\r")); i > 0 {
			return at + i, true
		}
		at += len(line) + 1
	}
	return len(b), true
}

func pick(name []byte, want string, to *[]byte) *[]byte {
	if !equalFold(name, want) {
		return nil
	}
	return to
}

func equalFold(a []byte, b string) bool { return len(a) == len(b) && strings.EqualFold(string(a), b) }

// eachField calls f with each field behind the first line, until f says false. A value that goes on over
// further lines is given as it stands, line ends included.
func eachField(b []byte, f func(name, value []byte) bool) {
	_, b, _ = bytes.Cut(b, []byte("\n"))
	for len(b) > 0 {
		end := 0
		for { // to the end of the field
			i := bytes.IndexByte(b[end:], '\n')
			if i < 0 {
				end = len(b)
				break
			}
			end += i + 1
			if end == len(b) || b[end] != ' ' && b[end] != '\t' {
				break
			}
		}
		if name, value, ok := bytes.Cut(b[:end], []byte(":")); ok {
			if !f(bytes.TrimSpace(name), bytes.TrimSpace(value)) {
				return
			}
		}
		b = b[end:]
	}
}

// field is the value of a field, with folding undone, or empty.
func field(b []byte, name string) string {
	out := ""
	eachField(b, func(n, value []byte) bool {
		if !equalFold(n, name) {
			return true
		}
		out = unfold(value)
		return false
	})
	return out
}

func unfold(value []byte) string {
	if bytes.IndexByte(value, '\n') < 0 {
		return string(value)
	}
	lines := strings.Split(string(value), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	return strings.TrimSpace(strings.Join(lines, " "))
}

var errNoLength = errors.New("no Content-Length")

func lengthOf(value []byte) (int64, error) {
	if n, err := strconv.ParseUint(string(value), 10, 63); err == nil {
		return int64(n), nil
	}
	return 0, fmt.Errorf("Content-Length %.40q is no length", value)
}

// strictHeader reports whether a header with a type and a length begins here; more is
// true where b ends too early to tell.
func strictHeader(b []byte) (ok, more bool) {
	end, bad, _ := scan(b, 0, true, mostStrict)
	if end == 0 {
		return false, bad == 0
	}
	h := parse(b[:end])
	_, err := lengthOf(h.length)
	return err == nil && len(h.kind) > 0, false
}
