package read

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"
)

type format uint8

const (
	formatText format = iota
	formatHTML
	formatJSONL
	formatJSON // one value, or an array, over several lines
	formatBinary
)

// sniff tells the format by the first bytes of a file; its name decides between
// text and HTML, and between JSON and JSON Lines, where the bytes do not.
func sniff(head []byte, name string) format {
	ext := strings.ToLower(path.Ext(strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".zst")))
	jsonName := ext == ".jsonl" || ext == ".ndjson" || ext == ".json"
	if isUTF16(head) && !jsonName {
		if ext == ".html" || ext == ".htm" || ext == ".xhtml" {
			return formatHTML
		}
		return formatText
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	switch {
	case jsonName && looksHTML(start):
		return formatHTML // content goes before the name
	case jsonName && knownBinary(head):
		return formatBinary
	case jsonName:
		if ext == ".json" && !jsonLines(start) || arrayOfObjects(start) {
			return formatJSON
		}
		return formatJSONL // broken lines are refused one by one
	}
	switch {
	case jsonLines(start):
		return formatJSONL
	case opensObject(start) || arrayOfObjects(start):
		return formatJSON
	}
	if isBinary(head) {
		return formatBinary
	}
	if ext == ".html" || ext == ".htm" || ext == ".xhtml" || looksHTML(start) {
		return formatHTML
	}
	return formatText
}

// arrayOfObjects reports whether the bytes open an array whose first element is an object.
func arrayOfObjects(start []byte) bool {
	rest, ok := bytes.CutPrefix(start, []byte("["))
	return ok && bytes.HasPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte("{"))
}

// opensObject reports whether the bytes open an object whose first key stands on
// another line.
func opensObject(start []byte) bool {
	rest, ok := bytes.CutPrefix(start, []byte("{"))
	if rest = bytes.TrimLeft(rest, " \t\r\n"); !ok || len(rest) == 0 || rest[0] != '"' {
		return false
	}
	_, rest, ok = bytes.Cut(rest[1:], []byte(`"`))
	return ok && bytes.HasPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte(":"))
}

// jsonLines reports whether the first line is a JSON object of its own, as far
// as it can be seen.
func jsonLines(start []byte) bool {
	if len(start) == 0 || start[0] != '{' {
		return false
	}
	rest := bytes.TrimLeft(start[1:], " \t")
	if len(rest) == 0 || rest[0] != '"' {
		return false
	}
	line, _, ended := bytes.Cut(start, []byte("\n"))
	return !ended || bytes.HasSuffix(bytes.TrimSpace(line), []byte("}"))
}

var htmlStarts = []string{"<!doctype html", "<html", "<head", "<body", "<?xml", "<!--", "<article", "<div", "<p>", "<p ", "<title", "<meta", "<script", "<table"}

func looksHTML(start []byte) bool {
	if len(start) == 0 || start[0] != '<' {
		return false
	}
	low := strings.ToLower(string(start[:min(len(start), 16)]))
	for _, s := range htmlStarts {
		if strings.HasPrefix(low, s) {
			return true
		}
	}
	return false
}

// magics are the first bytes of common formats that hold no article.
var magics = []struct{ start, name string }{
	{"%PDF-", "a PDF"}, {"\x7fELF", "an executable"}, {"MZ", "an executable"}, {"PK\x03\x04", "a ZIP archive"},
	{"\x89PNG", "a picture"}, {"\xff\xd8\xff", "a picture"}, {"GIF8", "a picture"}, {"BZh", "a bzip2 file"},
	{"\xfd7zXZ", "an xz file"}, {"\xd0\xcf\x11\xe0", "an Office document"}, {"\x1f\x8b", "a gzip file inside another"}, {"\x28\xb5\x2f\xfd", "a zstd file inside another"}, {"7z\xbc\xaf", "a 7z archive"}, {"Rar!", "a RAR archive"},
	{"PAR1", "a Parquet file"}, {"SQLite format 3", "an SQLite file"},
}

func knownBinary(head []byte) bool {
	for _, m := range magics {
		// Two letters alone say little: text may begin with them.
		if bytes.HasPrefix(head, []byte(m.start)) && (len(m.start) > 2 || m.start[0] < ' ' || bytes.IndexByte(head, 0) >= 0) {
			return true
		}
	}
	return false
}

// isBinary reports whether the bytes are no text: a known magic, or many control bytes.
func isBinary(head []byte) bool {
	if knownBinary(head) {
		return true
	}
	control := 0
	for _, b := range head {
		if b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b {
			control++
		}
	}
	return control > len(head)/10
}

func describe(head []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.start)) {
			return m.name
		}
	}
	if !utf8.Valid(head) {
		return "binary data"
	}
	return fmt.Sprintf("control bytes among the first %d", len(head))
}

func isUTF16(head []byte) bool {
	return bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff})
}
