package read

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// object is what counts of a JSON record.
type object struct {
	id                                           string
	url, title, published, publisher, text, html field
}

// field is a string of a record. It is not set where the record has none, or null.
type field struct {
	value string
	set   bool
}

// field is the field of a name, or nil for another name.
func (r *object) field(name string) *field {
	switch name {
	case "url":
		return &r.url
	case "title":
		return &r.title
	case "published":
		return &r.published
	case "publisher":
		return &r.publisher
	case "text":
		return &r.text
	case "html":
		return &r.html
	}
	return nil
}

// scan reads a JSON object, which is valid UTF-8, in one pass. It knows all that dumps
// are made of. What it does not know, and all that is wrong, it leaves to [object.decode], which
// says what is wrong: ok is false then, and the object is of no use. Where ok is true, the object is
// the one that decode would have .
func (r *object) scan(data []byte) (ok bool) {
	s := scanner{data: data}
	if !s.is('{') {
		return false
	}
	if s.is('}') {
		return s.ends()
	}
	for {
		name, plain := s.name()
		if !plain || !s.is(':') {
			return false
		}
		switch to := r.field(name); {
		case name == "id":
			r.id, ok = s.id()
		case to != nil:
			*to, ok = s.field()
		default:
			ok = s.skip(0)
		}
		switch {
		case !ok:
			return false
		case s.is(','):
		case s.is('}'):
			return s.ends()
		default:
			return false
		}
	}
}

// scanner is a place in a JSON text. Its methods stand before blanks, and return false where
// they do not find what they are asked for.
type scanner struct {
	data []byte
	at   int
	buf  []byte // of string
}

// peek is the next byte that is no blank, or 0.
func (s *scanner) peek() byte {
	for ; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// is passes over a byte.
func (s *scanner) is(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.at++
	return true
}

// ends says whether nothing more comes.
func (s *scanner) ends() bool { s.peek(); return s.at == len(s.data) }

// special are the bytes of a string that are not just themselves: those that end it,
// those that escape, and those that may not stand in it.
var special = func() (t [256]bool) {
	for c := range 0x20 {
		t[c] = true
	}
	t['"'], t['\\'] = true, true
	return t
}()

// run passes over the plain bytes of a string, and is the byte behind them, or 0.
func (s *scanner) run() byte {
	for ; s.at < len(s.data); s.at++ {
		if c := s.data[s.at]; special[c] {
			return c
		}
	}
	return 0
}

// name reads the name of a field without escapes.
func (s *scanner) name() (string, bool) {
	if !s.is('"') {
		return "", false
	}
	start := s.at
	if s.run() != '"' {
		return "", false
	}
	s.at++
	return string(s.data[start : s.at-1]), true
}

// string reads a string.
func (s *scanner) string() (string, bool) {
	if !s.is('"') {
		return "", false
	}
	start := s.at
	c := s.run()
	if c == '"' {
		s.at++
		return string(s.data[start : s.at-1]), true
	}
	if s.buf == nil {
		s.buf = make([]byte, 0, len(s.data)-start) // escapes take more room than what they stand for
	}
	b := s.buf[:0]
	for {
		b = append(b, s.data[start:s.at]...)
		switch c {
		case '"':
			s.at++
			return string(b), true
		case '\\':
			r, ok := s.escape()
			if !ok {
				return "", false
			}
			b = utf8.AppendRune(b, r)
		default:
			return "", false
		}
		start = s.at
		c = s.run()
	}
}

// escape reads an escape. Half a surrogate is a replacement character.
func (s *scanner) escape() (rune, bool) {
	if s.at+1 >= len(s.data) {
		return 0, false
	}
	c := s.data[s.at+1]
	switch c {
	case 'u':
		r, ok := s.unit()
		if !ok || !utf16.IsSurrogate(r) {
			return r, ok
		}
		start := s.at
		if low, ok := s.unit(); ok {
			if whole := utf16.DecodeRune(r, low); whole != utf8.RuneError {
				return whole, true
			}
		}
		s.at = start // what follows counts for itself
		return utf8.RuneError, true
	case '"', '\\', '/':
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	default:
		return 0, false
	}
	s.at += 2
	return rune(c), true
}

// unit reads \u and four hex digits.
func (s *scanner) unit() (rune, bool) {
	if len(s.data)-s.at < 6 || s.data[s.at] != '\\' || s.data[s.at+1] != 'u' {
		return 0, false
	}
	r := rune(0)
	for _, c := range s.data[s.at+2 : s.at+6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	s.at += 6
	return r, true
}

// field reads a string or null.
func (s *scanner) field() (f field, ok bool) {
	if s.peek() == 'n' {
		return field{}, s.word("null")
	}
	f.value, f.set = s.string()
	return f, f.set
}

// id reads a string, a number or null for an id.
func (s *scanner) id() (id string, ok bool) {
	switch c := s.peek(); {
	case c == 'n':
		return "", s.word("null")
	case c == '"':
		id, ok = s.string()
		return strings.TrimSpace(id), ok
	}
	start := s.at
	ok = s.number()
	return string(s.data[start:s.at]), ok
}

// deepest is how deep the values of fields that do not count may be nested.
const deepest = 100

// skip passes over a value within depth others.
func (s *scanner) skip(depth int) bool {
	switch s.peek() {
	case '"':
		s.at++
		for {
			switch s.run() {
			case '"':
				s.at++
				return true
			case '\\':
				if _, ok := s.escape(); !ok {
					return false
				}
			default:
				return false
			}
		}
	case '{':
		s.at++
		return depth < deepest && s.list('}', func() bool { return s.peek() == '"' && s.skip(depth+1) && s.is(':') && s.skip(depth+1) })
	case '[':
		s.at++
		return depth < deepest && s.list(']', func() bool { return s.skip(depth + 1) })
	case 'n':
		return s.word("null")
	case 't':
		return s.word("true")
	case 'f':
		return s.word("false")
	}
	return s.number()
}

// list passes over what stands between commas, and the end.
func (s *scanner) list(end byte, element func() bool) bool {
	if s.is(end) {
		return true
	}
	for element() {
		switch {
		case s.is(','):
		default:
			return s.is(end)
		}
	}
	return false
}

// word passes over a word.
func (s *scanner) word(w string) bool {
	ok := bytes.HasPrefix(s.data[s.at:], []byte(w))
	s.at += len(w)
	return ok
}

// number passes over a number.
func (s *scanner) number() bool {
	byteAt := func() byte {
		if s.at < len(s.data) {
			return s.data[s.at]
		}
		return 0
	}
	digits := func() bool {
		start := s.at
		for c := byteAt(); c >= '0' && c <= '9'; c = byteAt() {
			s.at++
		}
		return s.at > start
	}
	if byteAt() == '-' {
		s.at++
	}
	if byteAt() == '0' {
		s.at++
	} else if !digits() {
		return false
	}
	if byteAt() == '.' {
		s.at++
		if !digits() {
			return false
		}
	}
	if c := byteAt(); c == 'e' || c == 'E' {
		s.at++
		if c := byteAt(); c == '+' || c == '-' {
			s.at++
		}
		return digits()
	}
	return true
}
