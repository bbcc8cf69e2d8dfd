package warc

import (
	"bytes"
	"mime"
	"strconv"
	"strings"
)

// Response is an HTTP response taken apart, as far as it can be.
type Response struct {
	Status  int    // 0 where there is no status line
	Type    string // media type in lower case, or empty
	Charset string // of the Content-Type, or empty
	Body    []byte // as it lies in the record; see Decode. It points into the block.

	encoding string // Content-Encoding, in lower case
	transfer string // Transfer-Encoding, in lower case
}

// mostHeads bounds the interim responses before the one that counts.
const mostHeads = 8

// ParseResponse takes the block of a record apart. There is always a result: lines
// that are no header fields are passed over, and a block without a header is all body.
func ParseResponse(block []byte) Response {
	var r Response
	for range mostHeads {
		rest, ok := r.head(block)
		if !ok {
			break
		}
		block = rest
		interim := r.Status >= 100 && r.Status < 200 || r.Type == "" && r.Status == 200
		if !interim || !isStatusLine(block) {
			break
		}
		r = Response{}
	}
	r.Body = block
	return r
}

// head reads a status line and header fields; it is false where there are none.
func (r *Response) head(b []byte) (rest []byte, ok bool) {
	b = bytes.TrimLeft(b, "\r\n")
	if isStatusLine(b) {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		r.Status = statusOf(line)
		b = rest
	} else if !bareFields(b) {
		return nil, false
	}
	for len(b) > 0 {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		if len(bytes.TrimSpace(line)) == 0 {
			return rest, true
		}
		if line[0] == '<' || bytes.IndexByte(line, 0) >= 0 {
			return b, true // the empty line is missing
		}
		for len(rest) > 0 && (rest[0] == ' ' || rest[0] == '\t') { // folded
			more, next, _ := bytes.Cut(rest, []byte("\n"))
			if len(bytes.TrimSpace(more)) == 0 {
				break
			}
			line = append(append(line[:len(line):len(line)], ' '), bytes.TrimSpace(more)...)
			rest = next
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		r.field(bytes.TrimSpace(name), string(bytes.TrimSpace(value)))
		b = rest
	}
	return b, true
}

func (r *Response) field(name []byte, value string) {
	switch {
	case equalFold(name, "Content-Type"):
		if r.Type == "" {
			r.Type, r.Charset = ParseType(value)
		}
	case equalFold(name, "Content-Encoding"):
		r.encoding = strings.ToLower(value)
	case equalFold(name, "Transfer-Encoding"):
		r.transfer = strings.ToLower(value)
	}
}

// isStatusLine accepts HTTP of any version, and what streams of sound begin with.
func isStatusLine(b []byte) bool {
	if len(b) < 8 {
		return false
	}
	return equalFold(b[:4], "HTTP") && (b[4] == '/' || b[4] == ' ') || string(b[:4]) == "ICY "
}

// statusOf is the first number of three digits behind the version.
func statusOf(line []byte) int {
	for i, w := range bytes.Fields(line) {
		if i == 0 || len(w) != 3 {
			continue
		}
		if n, err := strconv.Atoi(string(w)); err == nil && n >= 100 {
			return n
		}
	}
	return 0
}

// bareFields reports whether header fields stand without a status line: nothing but
// fields up to an empty line, and one of those that every server sends.
func bareFields(b []byte) bool {
	known := false
	for range 64 {
		line, rest, ok := bytes.Cut(b, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		if !ok || len(line) == 0 {
			return ok && known
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || len(name) == 0 {
			return false
		}
		for _, c := range name {
			if c != '-' && c != '_' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
				return false
			}
		}
		for _, k := range []string{"Content-Type", "Content-Length", "Server", "Set-Cookie", "Last-Modified", "Cache-Control"} {
			known = known || equalFold(name, k)
		}
		b = rest
	}
	return false
}

// ParseType splits a Content-Type into the media type, in lower case, and the
// charset. What cannot be parsed is read as far as it goes.
func ParseType(value string) (media, charset string) {
	media, params, err := mime.ParseMediaType(value)
	if err == nil && strings.Contains(media, "/") {
		return media, strings.Trim(params["charset"], `"' `)
	}
	low := strings.ToLower(value)
	words := strings.FieldsFunc(low, func(c rune) bool { return c <= ' ' || c == ';' || c == ',' || c == '"' })
	media = ""
	if len(words) > 0 && strings.Contains(words[0], "/") {
		media = words[0]
	}
	if _, rest, ok := strings.Cut(low, "charset"); ok {
		words := strings.FieldsFunc(rest, func(c rune) bool { return c <= ' ' || strings.ContainsRune(`;,"'=`, c) })
		if len(words) > 0 {
			charset = words[0]
		}
	}
	return media, charset
}
