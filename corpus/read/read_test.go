package read

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"dateline/corpus"
)

// all reads paths to the end and returns documents and error lines.
func all(t testing.TB, o Options, paths ...string) (docs []*corpus.Document, letters []string) {
	t.Helper()
	for it, err := range Open(paths, o) {
		if err == nil {
			var d *corpus.Document
			if d, err = it.Document(); err == nil {
				if d.ID == "" {
					d.ID = it.IDOf(d)
				}
				docs = append(docs, d)
				continue
			}
		}
		var bad *Error
		if !errors.As(err, &bad) {
			t.Fatalf("%T is no *Error", err)
		}
		letters = append(letters, bad.Error())
	}
	return docs, letters
}

func write(t testing.TB, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, data := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func gz(parts ...string) string {
	var b bytes.Buffer
	for _, p := range parts {
		w := gzip.NewWriter(&b)
		w.Write([]byte(p))
		w.Close()
	}
	return b.String()
}

func zst(s string) string {
	w, _ := zstd.NewWriter(nil)
	return string(w.EncodeAll([]byte(s), nil))
}

const line1 = `{"id":"a","title":"T","published":"2021-06-14T10:00:00Z","text":"One."}` + "\n"
const line2 = `{"url":"https://x.example/","html":"<p>Two</p>","more":[{}]}` + "\n"

func TestContainers(t *testing.T) {
	write(t, map[string]string{
		"plain.jsonl": line1 + line2, "two-members.jsonl.gz": gz(line1, line2), "zstd.jsonl.zst": zst(line1 + line2),
		"wrong-name.txt": gz(line1 + line2), "bom-crlf.jsonl": "\ufeff" + strings.ReplaceAll(line1+"\n"+line2, "\n", "\r\n"),
		"no-end.ndjson": strings.TrimSuffix(line1+line2, "\n"), "array.json": "[\n" + line1 + ",\n" + line2 + "]\n",
		"array": "[\n" + line1 + ",\n" + line2 + "]\n", "objects": strings.ReplaceAll(line1, ",", ",\n") + strings.ReplaceAll(line2, "{", "{\n"),
	})
	for _, name := range []string{"plain.jsonl", "two-members.jsonl.gz", "zstd.jsonl.zst", "wrong-name.txt", "bom-crlf.jsonl", "no-end.ndjson", "array.json", "array", "objects"} {
		docs, letters := all(t, Options{}, name)
		if len(docs) != 2 || len(letters) != 0 {
			t.Errorf("%s: %d documents, %q", name, len(docs), letters)
			continue
		}
		a, b := docs[0], docs[1]
		if a.ID != "a" || a.Title != "T" || a.Published != "2021-06-14" || a.Raw.Data != "One." || a.Raw.Format != corpus.FormatText {
			t.Errorf("%s: first %+v", name, a)
		}
		if b.URL != "https://x.example/" || b.Raw.Data != "<p>Two</p>" || b.Raw.Format != corpus.FormatHTML || b.Source.Path != name {
			t.Errorf("%s: second %+v", name, b)
		}
	}
	plain, _ := all(t, Options{}, "plain.jsonl")
	packed, _ := all(t, Options{}, "zstd.jsonl.zst")
	if plain[1].Source.SHA256 != packed[1].Source.SHA256 || plain[1].Source.Offset != int64(len(line1)) {
		t.Error("digest or offset depends on the container")
	}
}

func TestStdin(t *testing.T) {
	docs, letters := all(t, Options{Stdin: strings.NewReader(gz(line1))}, "-")
	if len(docs) != 1 || len(letters) != 0 || docs[0].Source.Path != "-" {
		t.Errorf("%v, %q", docs, letters)
	}
}

func TestFormats(t *testing.T) {
	pretty := "{\n  \"id\": \"p\",\n  \"text\": \"Over lines.\"\n}\n"
	write(t, map[string]string{
		"a.html": "<p>x", "b": "<!DOCTYPE html><p>x", "c.txt": "Plain words.\r\nMore.\rEnd.", "d": "Words without a suffix.",
		"e.json": pretty, "f.htm": "\xff\xfe" + "<\x00p\x00>\x00x\x00",
	})
	for name, want := range map[string]corpus.Raw{
		"a.html": {Format: corpus.FormatHTML, Data: "<p>x"}, "b": {Format: corpus.FormatHTML, Data: "<!DOCTYPE html><p>x"},
		"c.txt": {Data: "Plain words.\nMore.\nEnd."}, "d": {Data: "Words without a suffix."}, "e.json": {Data: "Over lines."},
		"f.htm": {Format: corpus.FormatHTML, Data: "<p>x"},
	} {
		docs, letters := all(t, Options{}, name)
		if len(docs) != 1 || docs[0].Raw != want {
			t.Errorf("%s: %+v, %q", name, docs, letters)
		}
	}
}

func TestErrorsNameThePlace(t *testing.T) {
	truncated := gz(strings.Repeat(line1, 2000))
	write(t, map[string]string{
		"broken.jsonl": line1 + "{\"id\":\n\n[1]\n{\"id\":\"x\"}\n{\"text\":3}\n" + line2,
		"cut.jsonl.gz": truncated[:len(truncated)-20], "big.jsonl": line1 + `{"text":"` + strings.Repeat("x", 1000) + `"}` + "\n" + line2,
		"big.txt": strings.Repeat("word ", 300), "doc.html": "%PDF-1.4 \x00\x01", "empty.html": "", "dump.warc": "WARC/1.0\r\n", "empty.jsonl": "",
		"bad.json": "{\"id\":\n\n}",
	})
	for name, want := range map[string][]string{
		"broken.jsonl": {"broken.jsonl:2: unexpected end of JSON input", "broken.jsonl:4: not a JSON object",
			`broken.jsonl:5: neither "text" nor "html"`, `broken.jsonl:6: "text" is a JSON number, want a string`},
		"big.jsonl":   {"big.jsonl:2: larger than 500 bytes"},
		"big.txt":     {"big.txt: larger than 500 bytes"},
		"doc.html":    {"doc.html: neither text nor HTML nor JSON (a PDF)"},
		"empty.html":  {"empty.html: the file is empty"},
		"empty.jsonl": nil,
		"dump.warc":   {"dump.warc:0: the file ends within the header of the record"},
		"none.txt":    {"none.txt: no such file or directory"},
		"bad.json":    {"bad.json:3: invalid character '}' looking for beginning of value"},
	} {
		if _, got := all(t, Options{MaxBytes: 500}, name); !slices.Equal(got, want) {
			t.Errorf("%s:\ngot  %q\nwant %q", name, got, want)
		}
	}
	docs, letters := all(t, Options{}, "cut.jsonl.gz")
	if len(docs) < 1000 || len(letters) != 1 || !strings.HasPrefix(letters[0], "cut.jsonl.gz:") || !strings.Contains(letters[0], "damaged") {
		t.Errorf("a cut file gives %d documents, %q", len(docs), letters)
	}
	if docs, _ := all(t, Options{MaxBytes: 500}, "big.jsonl"); len(docs) != 2 {
		t.Errorf("a long line costs %d documents", 2-len(docs))
	}
}

func TestDirectories(t *testing.T) {
	write(t, map[string]string{"d/b.txt": "B.", "d/a/z.txt": "Z.", "d/a/deep/y.jsonl": line1, "d/-dash.txt": "D.", "other/o.txt": "O."})
	os.Symlink("..", "d/a/loop")
	os.Symlink("self", "d/self")
	os.Symlink("../other/o.txt", "d/link.txt")
	docs, letters := all(t, Options{}, "d")
	var ids []string
	for _, d := range docs {
		ids = append(ids, d.ID)
	}
	if want := []string{"-dash.txt", "a", "a/z.txt", "b.txt", "link.txt"}; !slices.Equal(ids, want) {
		t.Errorf("ids %q, want %q", ids, want)
	}
	if len(letters) != 1 || !strings.HasPrefix(letters[0], "d/self: ") {
		t.Errorf("letters %q", letters)
	}
	if n := Size([]string{"d", "none"}); n < 50 {
		t.Errorf("Size %d", n)
	}
}

func TestCharsets(t *testing.T) {
	encode := func(m *charmap.Charmap, s string) string {
		out, err := m.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	utf16, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String("café")
	for _, c := range []struct {
		name, in string
		html     bool
		want     string
	}{
		{"utf-8", "café", true, "café"},
		{"bom", "\ufeffcafé", false, "café"},
		{"utf-16", utf16, false, "café"},
		{"declared", "<meta charset=windows-1251>" + encode(charmap.Windows1251, "Київ"), true, "<meta charset=windows-1251>Київ"},
		{"declared latin1, is windows-1252", "<meta charset=iso-8859-1>" + encode(charmap.Windows1252, "“now”"), true, "<meta charset=iso-8859-1>“now”"},
		{"declared latin1, is utf-8", "<meta charset=iso-8859-1>café", true, "<meta charset=iso-8859-1>café"},
		{"declared utf-8, is windows-1252", "<meta charset=utf-8>" + encode(charmap.Windows1252, "café “now”"), true, "<meta charset=utf-8>café “now”"},
		{"nothing declared", encode(charmap.Windows1252, "café “now”"), true, "café “now”"},
		{"nothing declared, Cyrillic", encode(charmap.Windows1251, strings.Repeat("Київ і Львів ", 9)), true, strings.Repeat("Київ і Львів ", 9)},
		{"nothing declared, KOI8-R", encode(charmap.KOI8R, strings.Repeat("Москва и Тверь ", 9)), false, strings.Repeat("Москва и Тверь ", 9)},
		{"broken utf-8", "café Ŝŝ \xc3 ok", true, "café Ŝŝ \ufffd ok"},
	} {
		if got := utf8Of([]byte(c.in), c.html, ""); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestDayOf(t *testing.T) {
	for in, want := range map[string]string{
		"2021-06-14": "2021-06-14", "2021-06-14T23:30:00+03:00": "2021-06-14", "14 June 2021": "2021-06-14", "June 4, 2021": "2021-06-04",
		"Mon, 14 Jun 2021 10:00:00 GMT": "2021-06-14", "20210614": "2021-06-14", "": "", "yesterday": "", "2021-13-40": "",
	} {
		if got := DayOf(in); got != want {
			t.Errorf("DayOf(%q) = %q, want %q", in, got, want)
		}
	}
}

// What is not as its name or its surroundings say must still come out.
func TestOddContainers(t *testing.T) {
	one := strings.TrimSpace(line1)
	write(t, map[string]string{
		"cut.jsonl.gz": gz(strings.Repeat(line1, 30))[:80], "padded.jsonl.gz": gz(line1) + strings.Repeat("\x00", 512),
		"zeros-between.jsonl.gz": gz(line1) + "\x00\x00" + gz(line2), "marks.jsonl": "\ufeff" + line1 + "\ufeff" + line2, "crashed.jsonl": line1 + strings.Repeat("\x00", 40) + line2, "nul-title.jsonl": `{"id":"a\u0000b","title":"T\u0000itle","text":"x"}`,
		"trailing.jsonl.gz": gz(line1) + "\x00garbage", "no-end.jsonl.gz": gz(one) + "garbage", "trailing.txt.gz": gz("Words.") + "garbage", "skippable.zst": "\x50\x2a\x4d\x18\x04\x00\x00\x00abcd" + zst(line1),
		"page.jsonl": "<!DOCTYPE html>\n<p>x\n<p>y\n", "array.jsonl": "[\n" + line1 + "," + line2 + "]", "utf16.jsonl": "\xff\xfe{\x00\"\x00t\x00e\x00x\x00t\x00\"\x00:\x00\"\x00a\x00\"\x00}\x00",
		"nested.gz": gz(gz(line1)), "spelling.jsonl": `{"id":"a","ID":"b","Text":5,"text":"low","TEXT":"up"}`, "new\nline.txt": "",
		"many.json": "[" + strings.Repeat(one+",\n", 20) + one + "]", "open.json": "[\n" + one, "long.json": "[\n" + one + ",\n{\"text\":\"" + strings.Repeat("x", 2000) + "\"}]",
	})
	for name, want := range map[string]struct {
		docs    int
		letters []string
	}{
		"padded.jsonl.gz":        {1, nil},
		"zeros-between.jsonl.gz": {2, nil},
		"marks.jsonl":            {2, nil},
		"crashed.jsonl":          {2, nil},
		"nul-title.jsonl":        {1, nil},
		"trailing.jsonl.gz":      {1, []string{"trailing.jsonl.gz:2: gzip: bytes after the last member are not gzip"}},
		"no-end.jsonl.gz":        {1, []string{"no-end.jsonl.gz:1: gzip: bytes after the last member are not gzip"}},
		"trailing.txt.gz":        {1, []string{"trailing.txt.gz: gzip: bytes after the last member are not gzip"}},
		"skippable.zst":          {1, nil},
		"page.jsonl":             {1, nil},
		"array.jsonl":            {2, nil},
		"utf16.jsonl":            {1, nil},
		"nested.gz":              {0, []string{"nested.gz: neither text nor HTML nor JSON (a gzip file inside another)"}},
		"spelling.jsonl":         {1, nil},
		"new\nline.txt":          {0, []string{`"new\nline.txt": the file is empty`}},
		"many.json":              {21, nil}, // larger than one document may be, but each element is small
		"open.json":              {1, []string{"open.json:2: unexpected EOF"}},
		"long.json":              {1, []string{"long.json:2: larger than 1000 bytes"}},
	} {
		docs, letters := all(t, Options{MaxBytes: 1000}, name)
		if len(docs) != want.docs || !slices.Equal(letters, want.letters) {
			t.Errorf("%q: %d documents, %q", name, len(docs), letters)
		}
	}
	if docs, letters := all(t, Options{}, "cut.jsonl.gz"); len(docs) == 0 || len(letters) != 1 {
		t.Errorf("a short cut file: %d documents, %q", len(docs), letters)
	}
	if docs, _ := all(t, Options{}, "spelling.jsonl"); len(docs) != 1 || docs[0].ID != "a" || docs[0].Raw.Data != "low" {
		t.Errorf("names in capitals count: %+v", docs)
	}
}

// An element's line and offset are those of its own first byte.
func TestArrayPlaces(t *testing.T) {
	text := "\ufeff[\n\n {\"text\":\n\"a\"} ,\n{\"text\":\"b\"}]"
	write(t, map[string]string{"a.json": text})
	lines := []int{}
	for it, err := range Open([]string{"a.json"}, Options{}) {
		if err != nil || text[it.Offset] != '{' {
			t.Fatalf("%v, offset %+v", err, it)
		}
		lines = append(lines, it.Line)
	}
	if !slices.Equal(lines, []int{3, 5}) {
		t.Errorf("lines %v", lines)
	}
}

func TestHiddenAndLinkedDirectories(t *testing.T) {
	write(t, map[string]string{"d/x.txt": "X.", "d/.hidden/y.txt": "Y.", "d/.z.txt": "Z."})
	os.Symlink("d", "link")
	for arg, want := range map[string]int{"d": 1, "link": 1, "d/.hidden": 1, "d/.z.txt": 1} {
		if docs, letters := all(t, Options{}, arg); len(docs) != want || len(letters) != 0 {
			t.Errorf("%s: %d documents, %q", arg, len(docs), letters)
		}
		if Size([]string{arg}) != 2 {
			t.Errorf("%s: Size %d", arg, Size([]string{arg}))
		}
	}
}

func TestLearntLinesAreNoDocument(t *testing.T) {
	write(t, map[string]string{"d/x.txt": "X.", "d/sites.tsv": SitesMark + "; and more.\nsite\tline\n", "d/by-hand.tsv": "# Lines\nsite\tline\n", "d/short.txt": SitesMark[:10]})
	os.Symlink("sites.tsv", "d/link.tsv")
	for arg, want := range map[string]int{"d": 3, "d/sites.tsv": 1, "d/link.tsv": 1} {
		if docs, letters := all(t, Options{}, arg); len(docs) != want || len(letters) != 0 {
			t.Errorf("%s: %d documents, %q", arg, len(docs), letters)
		}
	}
}

func TestProgressReachesSize(t *testing.T) {
	write(t, map[string]string{"d/a.jsonl.gz": gz(line1, line2), "d/b.txt": "B.", "d/sites.tsv": SitesMark + ".\nsite\tline\n"})
	read := 0
	all(t, Options{Progress: func(n int) { read += n }}, "d")
	if int64(read) != Size([]string{"d"}) {
		t.Errorf("%d bytes read, Size %d", read, Size([]string{"d"}))
	}
}

func TestStopsWhenAsked(t *testing.T) {
	write(t, map[string]string{"d/a.jsonl": line1 + line2, "d/b.txt": "B."})
	n := 0
	for range Open([]string{"d", "d", "none"}, Options{}) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d items", n)
	}
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{line1 + line2, gz(line1), zst(line2), "<html><p>x", "[{\"text\":\"a\"}]", "{\n\"text\":\n\"a\"}", "\xff\xfea\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for it, err := range Open([]string{"-"}, Options{Stdin: bytes.NewReader(data), MaxBytes: 1 << 16}) {
			if err != nil {
				continue
			}
			if d, err := it.Document(); err == nil && !utf8.ValidString(d.Raw.Data) {
				t.Errorf("raw data is no UTF-8: %q", d.Raw.Data)
			}
		}
	})
}

func FuzzCharset(f *testing.F) {
	f.Add([]byte("<meta charset=windows-1251>\xca\xe8"), true)
	f.Add([]byte("\xfe\xff\x00a"), false)
	f.Fuzz(func(t *testing.T, data []byte, html bool) {
		if s := utf8Of(data, html, ""); !utf8.ValidString(s) {
			t.Errorf("%q is no UTF-8", s)
		}
	})
}

func BenchmarkLines(b *testing.B) {
	var dump bytes.Buffer
	for i := range 1000 {
		fmt.Fprintf(&dump, `{"id":"%d","title":"A headline","published":"2021-06-14","text":%q}`+"\n", i, strings.Repeat("Some words of an article. ", 100))
	}
	b.SetBytes(int64(dump.Len()))
	b.ReportAllocs()
	for b.Loop() {
		for it, err := range Open([]string{"-"}, Options{Stdin: bytes.NewReader(dump.Bytes())}) {
			if err != nil {
				b.Fatal(err)
			}
			if _, err := it.Document(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func FuzzSniff(f *testing.F) {
	f.Add([]byte("\xef\xbb\xbf [ {"), "a.json")
	f.Add([]byte("\xff\xfe"), "b.ndjson.gz")
	f.Add([]byte("\x50\x2a\x4d\x18"), "c")
	f.Fuzz(func(t *testing.T, head []byte, name string) {
		if sniff(head, name) == formatBinary && describe(head) == "" {
			t.Error("refused without a reason")
		}
	})
}

func TestFile(t *testing.T) {
	dir := t.TempDir()
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	io.WriteString(w, "a\nb\n")
	w.Close()
	for name, data := range map[string][]byte{"plain.txt": []byte("a\nb\n"), "packed.gz": z.Bytes()} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		f, err := File(path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(f)
		if string(got) != "a\nb\n" || err != nil {
			t.Errorf("%s holds %q, error %v", name, got, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := File(filepath.Join(dir, "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
}
