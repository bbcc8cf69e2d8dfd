package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tokens reads the tokens of a page from its source, as html.Tokenizer does and the HTML
// standard says, but for three things: a token is a pair of offsets, so that nothing
// is copied but what tree.go keeps; of attributes only those in kept are taken; and
// what is never closed (a comment, a quoted value, a textarea) does not swallow the
// page, as it did not in older browsers.
type tokens struct {
	src string
	at  int // where the next token begins

	// The last token.
	kind       html.TokenType
	start, end int
	tag        atom.Atom        // 0 for a tag that HTML does not know
	name       stretch          // of a tag
	attrs      []html.Attribute // of a start tag; valid until the next token

	raw     atom.Atom          // the next token is the raw text of this element
	bytes   []byte             // scratch: a name in lower case
	lacks   lack               // what does not occur any more
	mended  bool               // something was never closed
	endless map[atom.Atom]bool // elements whose end tag does not occur any more
	words   map[string]string  // attribute values with references, resolved
}

// lack are marks that do not occur in the rest of the source, so that nobody looks for
// them again.
type lack uint8

const (
	lackComment lack = 1 << iota // the end of a comment
	lackDouble                   // a double quote
	lackSingle                   // a single quote
)

// next reads a token. Its kind is ErrorToken at the end; what is left then, if anything, is
// an unfinished tag.
func (z *tokens) next() html.TokenType {
	z.start = z.at
	z.kind = z.read()
	z.end = z.at
	return z.kind
}

func (z *tokens) read() html.TokenType {
	s := z.src
	if z.raw != 0 {
		end := z.rawEnd(z.raw, z.at)
		if z.raw = 0; end > z.at {
			z.at = end
			return html.TextToken
		}
	}
	for i := z.at; ; {
		n := strings.IndexByte(s[i:], '<')
		if n < 0 || i+n+1 >= len(s) {
			if z.at == len(s) {
				return html.ErrorToken
			}
			z.at = len(s)
			return html.TextToken
		}
		i += n
		c := s[i+1]
		if !isASCIILetter(c) && c != '/' && c != '!' && c != '?' {
			i++
			continue
		}
		if c == '/' && i+2 >= len(s) {
			z.at = len(s)
			return html.TextToken
		}
		if i > z.at {
			z.at = i
			return html.TextToken
		}
		switch {
		case c == '/':
			switch c := s[i+2]; {
			case c == '>':
				z.at = i + 3
				return html.CommentToken
			case isASCIILetter(c):
				return z.readTag(i+2, false)
			}
			z.at = z.angle(i + 2)
		case c == '!':
			z.at = z.declaration(i + 2)
		case c == '?':
			z.at = z.angle(i + 2)
		default:
			return z.readTag(i+1, true)
		}
		return html.CommentToken
	}
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isASCIISpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f'
}

// angle is the place behind the next ">".
func (z *tokens) angle(i int) int {
	if n := strings.IndexByte(z.src[i:], '>'); n >= 0 {
		return i + n + 1
	}
	return len(z.src)
}

// declaration is the end of what begins with "<!" before i.
func (z *tokens) declaration(i int) int {
	s := z.src
	if !strings.HasPrefix(s[i:], "--") {
		return z.angle(i)
	}
	i += 2
	if strings.HasPrefix(s[i:], ">") {
		return i + 1
	}
	if strings.HasPrefix(s[i:], "->") {
		return i + 2
	}
	if z.lacks&lackComment == 0 {
		for j := i; ; {
			n := strings.Index(s[j:], "--")
			if n < 0 {
				break
			}
			for j += n; j < len(s) && s[j] == '-'; {
				j++
			}
			if strings.HasPrefix(s[j:], ">") {
				return j + 1
			}
			if strings.HasPrefix(s[j:], "!>") {
				return j + 2
			}
		}
		z.lacks |= lackComment
	}
	z.mended = true
	return z.angle(i)
}

// rawEnd is the place of the end tag of an element of raw text, from i on, or the end of
// the source.
func (z *tokens) rawEnd(a atom.Atom, i int) int {
	if a == atom.Plaintext {
		return len(z.src)
	}
	end := z.endTag(a, i)
	if end < 0 {
		if n := z.headEnd(i); n >= 0 {
			z.mended = true
			return n
		}
		end = len(z.src)
	}
	if a == atom.Script {
		if n := strings.Index(z.src[i:end], "<!--"); n >= 0 {
			end = z.scriptEnd(i + n + len("<!--"))
		}
	}
	return end
}

// headEnd is the place of the end tag of the head, or of the start of the body, from i on, or -1: a
// script or style of the head that is never closed is no reason to lose the page.
func (z *tokens) headEnd(i int) int {
	if end := z.endTag(atom.Head, i); end >= 0 {
		return end
	}
	const tag = "<body"
	for s := z.src; ; i++ {
		n := strings.IndexByte(s[i:], '<')
		if n < 0 || len(s)-i-n < len(tag)+1 {
			return -1
		}
		i += n
		if c := s[i+len(tag)]; strings.EqualFold(s[i:i+len(tag)], tag) && (c == '>' || isASCIISpace(c)) {
			return i
		}
	}
}

// scriptEnd is the place of the end tag of a script, from i on, right behind the "<!--" in
// it: up to "-->" a script element within has an end tag of its own.
func (z *tokens) scriptEnd(i int) int {
	s := z.src
	dashes, escaped, double := 2, true, false
	for i < len(s) {
		switch c := s[i]; {
		case c == '-':
			if escaped {
				dashes++
			}
		case c == '>':
			if dashes >= 2 {
				escaped, double = false, false
			}
			dashes = 0
		case c == '<':
			dashes = 0
			rest := s[i+1:]
			switch {
			case isTagOf(rest, "/script"):
				if !double {
					return i
				}
				double = false
				i += len("/script")
			case escaped && !double && isTagOf(rest, "script"):
				double = true
				i += len("script")
			case !escaped && strings.HasPrefix(rest, "!--"):
				dashes, escaped = 2, true
				i += len("!--")
			}
		default:
			dashes = 0
			n := strings.IndexAny(s[i:], "-<>")
			if n < 0 {
				return len(s)
			}
			i += n - 1
		}
		i++
	}
	return len(s)
}

// isTagOf reports whether a text begins with a name, in either case, and what may follow the
// name of a tag.
func isTagOf(s, name string) bool {
	if len(s) <= len(name) || !strings.EqualFold(s[:len(name)], name) {
		return false
	}
	c := s[len(name)]
	return isASCIISpace(c) || c == '/' || c == '>'
}

// endTag is the place of the next end tag of an element, or -1 when there is none; that is
// noted, so that nobody looks for it again.
func (z *tokens) endTag(a atom.Atom, i int) int {
	if z.endless[a] {
		return -1
	}
	for name := a.String(); ; i += 2 {
		n := strings.Index(z.src[i:], "</")
		if n < 0 {
			if z.endless == nil {
				z.endless = map[atom.Atom]bool{}
			}
			z.endless[a] = true
			return -1
		}
		if i += n; isTagOf(z.src[i+2:], name) {
			return i
		}
	}
}

// rawTexts are the elements whose content is no markup.
var rawTexts = map[atom.Atom]bool{
	atom.Iframe: true, atom.Noembed: true, atom.Noframes: true, atom.Noscript: true, atom.Plaintext: true, atom.Script: true, atom.Style: true,
	atom.Textarea: true, atom.Title: true, atom.Xmp: true,
}

// readTag reads a tag whose name begins at i.
func (z *tokens) readTag(i int, opens bool) html.TokenType {
	s := z.src
	z.bytes, z.attrs = z.bytes[:0], z.attrs[:0]
	from := i
	for i < len(s) && !isASCIISpace(s[i]) && s[i] != '/' && s[i] != '>' {
		z.bytes = append(z.bytes, lowered(s[i]))
		i++
	}
	z.name = stretch{start: from, end: i}
	z.tag = atom.Lookup(z.bytes)
	last := -1 // the last byte of the last value
	for {
		for i < len(s) && isASCIISpace(s[i]) {
			i++
		}
		if i >= len(s) {
			z.at = len(s)
			return html.ErrorToken
		}
		if s[i] == '>' {
			i++
			break
		}
		key := i
		for i++; s[i-1] != '/' && i < len(s) && !isASCIISpace(s[i]) && s[i] != '/' && s[i] != '>' && s[i] != '='; {
			i++
		}
		if s[key] == '/' {
			continue
		}
		name := stretch{start: key, end: i}
		var value stretch
		if i, value = z.value(i); i >= len(s) {
			z.at = len(s)
			return html.ErrorToken
		}
		if last = value.end - 1; opens {
			z.attribute(name, value)
		}
	}
	z.at = i
	if !opens {
		return html.EndTagToken
	}
	if rawTexts[z.tag] {
		z.raw = z.tag
		// What is never closed is no reason to lose the page; a script is.
		if a := z.tag; a != atom.Script && a != atom.Style && a != atom.Title && a != atom.Plaintext && z.endTag(a, i) < 0 {
			z.raw, z.mended = 0, true
		}
	}
	if s[i-2] == '/' && last != i-2 {
		return html.SelfClosingTagToken
	}
	return html.StartTagToken
}

func lowered(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// value is the value of the attribute whose name ends at i, and where reading goes on.
func (z *tokens) value(i int) (int, stretch) {
	s := z.src
	none := stretch{start: i, end: i}
	for i < len(s) && isASCIISpace(s[i]) {
		i++
	}
	if i >= len(s) {
		return i, none
	}
	if s[i] == '/' {
		return i + 1, none
	}
	if s[i] != '=' {
		return i, none
	}
	for i++; i < len(s) && isASCIISpace(s[i]); {
		i++
	}
	if i >= len(s) || s[i] == '>' {
		return i, none
	}
	if q := s[i]; q == '"' || q == '\'' {
		no := lackDouble
		if q == '\'' {
			no = lackSingle
		}
		i++
		if z.lacks&no == 0 {
			if n := strings.IndexByte(s[i:], q); n >= 0 {
				return i + n + 1, stretch{start: i, end: i + n}
			}
			z.lacks |= no
		}
		z.mended = true
		n := strings.IndexByte(s[i:], '>')
		if n < 0 {
			n = len(s) - i
		}
		return i + n, stretch{start: i, end: i + n}
	}
	from := i
	for i < len(s) && !isASCIISpace(s[i]) && s[i] != '>' {
		i++
	}
	return i, stretch{start: from, end: i}
}

// attribute takes in an attribute if later steps look at it and it is the first of its name.
func (z *tokens) attribute(name, value stretch) {
	if len(z.attrs) >= maxAttributes {
		return
	}
	key := keptName(z.src[name.start:name.end])
	if key == "" {
		return
	}
	for i := range z.attrs {
		if z.attrs[i].Key == key {
			return
		}
	}
	z.attrs = append(z.attrs, html.Attribute{Key: key, Val: z.resolve(z.src[value.start:value.end])})
}

// kept are the attributes that later steps look at.
var kept = func() map[string]string {
	m := map[string]string{}
	for _, name := range []string{
		"class", "id", "href", "rel", "itemprop", "itemtype", "itemscope", "property", "name", "content", "datetime",
		"role", "style", "hidden", "aria-hidden", "aria-label", "aria-level", "aria-expanded", "type", "lang", "xml:lang", "http-equiv",
		"pubdate", "open", "data-component", "data-testid", "data-qa", "data-module", "data-type", "data-block", "data-component-name",
		"data-widget", "data-published", "data-published-ts", "data-timestamp", "data-datetime", "data-date", "title",
	} {
		m[name] = name
		keptLengths[name[0]] |= 1 << len(name)
	}
	return m
}()

// keptLengths has, for the first letter of a name, the bits of the lengths of such names in kept.
var keptLengths [256]uint32

// keptName is the name in kept that an attribute has, in either case, or empty.
func keptName(name string) string {
	if len(name) > 31 || keptLengths[lowered(name[0])]&(1<<len(name)) == 0 {
		return ""
	}
	if key, ok := kept[name]; ok {
		return key
	}
	var low [32]byte
	for i := range len(name) {
		low[i] = lowered(name[i])
	}
	return kept[string(low[:len(name)])]
}

// resolve is an attribute's value with character references resolved and line ends made one.
func (z *tokens) resolve(s string) string {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	at := strings.IndexByte(s, '&')
	if at < 0 {
		return s
	}
	if got, ok := z.words[s]; ok {
		return got
	}
	var b strings.Builder
	b.Grow(len(s))
	rest := s
	for ; at >= 0; at = strings.IndexByte(rest, '&') {
		b.WriteString(rest[:at])
		end := reference(rest, at, len(rest))
		b.WriteString(attributeReference(rest[at:end], end < len(rest) && rest[end] == '='))
		rest = rest[end:]
	}
	b.WriteString(rest)
	got := b.String()
	if len(s) <= 100 {
		if z.words == nil {
			z.words = map[string]string{}
		}
		z.words[s] = got
	}
	return got
}

// attributeReference resolves a reference in an attribute's value. Unlike in text, a name must
// be known as a whole, and one without a semicolon have no equals sign behind it: it is
// more likely a parameter of an address.
func attributeReference(ref string, equals bool) string {
	got := html.UnescapeString(ref)
	if got == ref || strings.HasPrefix(ref, "&#") {
		return got
	}
	n := len(ref) - 1
	if equals && ref[n] != ';' || html.UnescapeString(ref[:n])+ref[n:] == got {
		return ref
	}
	return got
}
