package read

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// utf8Of decodes bytes: byte order mark, then UTF-8 if they are valid UTF-8, then the charset that
// the server declared, then (in HTML) the one that the page declares, then windows-1252. What
// cannot be decoded becomes U+FFFD.
func utf8Of(data []byte, html bool, declared string) string {
	switch {
	case bytes.HasPrefix(data, []byte("\ufeff")):
		return valid(data[3:])
	case isUTF16(data):
		return decode(data, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))
	}
	server, serverName := charset.Lookup(declared)
	if strings.HasPrefix(serverName, "utf-16") && zeros(data) {
		return decode(data, server)
	}
	if utf8.Valid(data) {
		// Charsets of several bytes a letter that are pure ASCII on the wire
		// (ISO-2022-JP) are the only ones that valid UTF-8 could hide; they are not
		// worth trusting a declaration that is more often wrong.
		return string(data)
	}
	// UTF-8 it is not, and the Western charset is what servers say of everything. Both
	// say nothing, nor does a name that has no meaning.
	if says(serverName) {
		return decode(data, server)
	}
	if !html {
		return fallback(data)
	}
	page, name, _ := charset.DetermineEncoding(data[:min(len(data), 4096)], "")
	if !says(name) { // windows-1252 is also what is guessed when nothing is declared
		return fallback(data)
	}
	return decode(data, page)
}

// says reports whether the name of a charset tells anything about bytes that are not UTF-8.
func says(name string) bool {
	return name != "" && name != "utf-8" && name != "windows-1252" && name != "replacement" && !strings.HasPrefix(name, "utf-16")
}

// zeros reports whether a quarter of the first bytes are zero, as in UTF-16 of Western text.
func zeros(data []byte) bool {
	data = data[:min(len(data), 1024)]
	return bytes.Count(data, []byte{0})*4 > len(data)
}

// fallback decides about bytes that claim to be UTF-8, or claim nothing, and
// are not: a few broken sequences in good UTF-8 become U+FFFD, else it is a
// charset of one byte a letter.
func fallback(data []byte) string {
	good, bad := 0, 0
	for b := data; len(b) > 0; {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		b = b[n:]
	}
	if good > bad {
		return valid(data)
	}
	return decode(data, undeclared(data))
}

// undeclared is windows-1252 unless the letters beyond ASCII stand in runs, as no
// Western language writes them. Then it is a Cyrillic charset: windows-1251 has its
// small letters where KOI8-R has its capitals. The guess need not name the
// language: it keeps a page in another script from passing as odd English.
func undeclared(data []byte) encoding.Encoding {
	letters, inRuns, upper := 0, 0, 0
	for i, b := range data {
		if b < 0xc0 {
			continue
		}
		letters++
		if i > 0 && data[i-1] >= 0xc0 || i+1 < len(data) && data[i+1] >= 0xc0 {
			inRuns++
		}
		if b >= 0xe0 {
			upper++
		}
	}
	switch {
	case letters < 32 || inRuns*3 < letters*2:
		return charmap.Windows1252
	case upper*2 >= letters:
		return charmap.Windows1251
	}
	return charmap.KOI8R
}

func valid(data []byte) string { return strings.ToValidUTF8(string(data), "\ufffd") }

func decode(data []byte, e encoding.Encoding) string {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return valid(data)
	}
	return valid(bytes.TrimPrefix(out, []byte("\ufeff")))
}
