package read

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"dateline/corpus"
)

func record(kind, uri, mime, block string, extra ...string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, mime, strings.Join(extra, ""), len(block), block)
}

func response(uri, head, body string, extra ...string) string {
	return record("response", uri, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n"+head+"\r\n"+body, extra...)
}

// passedOver reads paths and counts the reasons for which records were passed over.
func passedOver(t testing.TB, o Options, paths ...string) (docs []*corpus.Document, letters []string, passed map[string]int) {
	t.Helper()
	passed = map[string]int{}
	o.Passed = func(reason string) { passed[reason]++ }
	for it, err := range Open(paths, o) {
		if err == nil {
			var d *corpus.Document
			if d, err = it.Document(); err == nil {
				if d.ID == "" && d.URL == "" {
					d.ID = it.IDOf(d)
				}
				docs = append(docs, d)
				continue
			}
		}
		var over *Passed
		if errors.As(err, &over) {
			passed[over.Reason]++
			continue
		}
		letters = append(letters, err.Error())
	}
	return docs, letters, passed
}

const page = "<!DOCTYPE html><html><body><p>The ministers met.</p></body></html>"

func TestArchiveDocuments(t *testing.T) {
	cyrillic, _ := charmap.Windows1251.NewEncoder().String("<html><p>Міністри зустрілися в Осло.</p></html>")
	utf16 := "\x00<\x00p\x00>\x00H\x00i"
	for name, c := range map[string]struct {
		record string
		want   corpus.Raw
	}{
		"page":                    {response("http://x.example/", "Content-Type: text/html\r\n", page), corpus.Raw{Format: corpus.FormatHTML, Data: page}},
		"no type":                 {response("http://x.example/", "", page), corpus.Raw{Format: corpus.FormatHTML, Data: page}},
		"no header":               {record("response", "http://x.example/", "application/http", page), corpus.Raw{Format: corpus.FormatHTML, Data: page}},
		"type of the record":      {record("response", "http://x.example/", "text/html", "<b>x"), corpus.Raw{Format: corpus.FormatHTML, Data: "<b>x"}},
		"text":                    {response("http://x.example/", "Content-Type: text/plain\r\n", "One.\r\nTwo."), corpus.Raw{Data: "One.\nTwo."}},
		"page as text":            {response("http://x.example/", "Content-Type: text/plain\r\n", page), corpus.Raw{Format: corpus.FormatHTML, Data: page}},
		"text as page":            {response("http://x.example/", "Content-Type: text/html\r\n", "One."), corpus.Raw{Format: corpus.FormatHTML, Data: "One."}},
		"XHTML":                   {response("http://x.example/", "Content-Type: application/xml\r\n", "<?xml version='1.0'?>\n<html/>"), corpus.Raw{Format: corpus.FormatHTML, Data: "<?xml version='1.0'?>\n<html/>"}},
		"octets":                  {response("http://x.example/", "Content-Type: application/octet-stream\r\n", page), corpus.Raw{Format: corpus.FormatHTML, Data: page}},
		"resource":                {record("resource", "http://x.example/", "text/html; charset=utf-8", page), corpus.Raw{Format: corpus.FormatHTML, Data: page}},
		"conversion":              {record("conversion", "http://x.example/", "text/plain", "HTTP/1.1 is a protocol."), corpus.Raw{Data: "HTTP/1.1 is a protocol."}},
		"gzip":                    {response("http://x.example/", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", gz(page)), corpus.Raw{Format: corpus.FormatHTML, Data: page}},
		"charset of the server":   {response("http://x.example/", "Content-Type: text/html; charset=windows-1251\r\n", cyrillic), corpus.Raw{Format: corpus.FormatHTML, Data: "<html><p>Міністри зустрілися в Осло.</p></html>"}},
		"server goes before page": {response("http://x.example/", "Content-Type: text/html; charset=windows-1251\r\n", "<meta charset=koi8-r>"+cyrillic), corpus.Raw{Format: corpus.FormatHTML, Data: "<meta charset=koi8-r><html><p>Міністри зустрілися в Осло.</p></html>"}},
		"what all servers say":    {response("http://x.example/", "Content-Type: text/html; charset=iso-8859-1\r\n", "<meta charset=windows-1251>"+cyrillic), corpus.Raw{Format: corpus.FormatHTML, Data: "<meta charset=windows-1251><html><p>Міністри зустрілися в Осло.</p></html>"}},
		"a server's lie":          {response("http://x.example/", "Content-Type: text/html; charset=iso-8859-1\r\n", "<p>café"), corpus.Raw{Format: corpus.FormatHTML, Data: "<p>café"}},
		"nobody's charset":        {response("http://x.example/", "Content-Type: text/html; charset=klingon\r\n", "<p>caf\xe9"), corpus.Raw{Format: corpus.FormatHTML, Data: "<p>café"}},
		"UTF-16 without mark":     {response("http://x.example/", "Content-Type: text/html; charset=utf-16be\r\n", utf16), corpus.Raw{Format: corpus.FormatHTML, Data: "<p>Hi"}},
		"angle brackets":          {response("<http://x.example/>", "Content-Type: text/html\r\n", page), corpus.Raw{Format: corpus.FormatHTML, Data: page}},
	} {
		write(t, map[string]string{"a.warc.gz": gz(c.record)})
		docs, letters, passed := passedOver(t, Options{}, "a.warc.gz")
		if len(docs) != 1 || docs[0].Raw != c.want || docs[0].URL != "http://x.example/" || docs[0].ID != "" || !docs[0].Source.Capture {
			t.Errorf("%s: %+v, %q, %v", name, docs, letters, passed)
		}
	}
}

func TestArchivePassesOver(t *testing.T) {
	moved := func(status string) string {
		return record("response", "http://x.example/", "application/http", "HTTP/1.1 "+status+"\r\nContent-Type: text/html\r\n\r\n"+page)
	}
	for want, rec := range map[string]string{
		"status 404":          moved("404 Not Found"),
		"status 301":          moved("301 Moved"),
		"status 500":          moved("500"),
		"image/png":           response("http://x.example/", "Content-Type: image/png\r\n", "\x89PNG\r\n"),
		"application/pdf":     response("http://x.example/", "Content-Type: application/pdf\r\n", "%PDF-1.4"),
		"application/json":    response("http://x.example/", "Content-Type: application/json\r\n", "{}"),
		"text/css":            response("http://x.example/", "Content-Type: text/css\r\n", "a{}"),
		"application/rss+xml": response("http://x.example/", "Content-Type: application/rss+xml\r\n", "<?xml version='1.0'?><rss/>"),
		"text/xml":            response("http://x.example/", "Content-Type: text/xml\r\n", "<?xml version='1.0'?><rss/>"),
		"binary":              response("http://x.example/", "Content-Type: text/html\r\n", "%PDF-1.4 \x00\x01"),
		"empty":               response("http://x.example/", "Content-Type: text/html\r\n", " \r\n"),
		"request":             record("request", "http://x.example/", "application/http", "GET / HTTP/1.1\r\n\r\n"),
		"revisit":             record("revisit", "http://x.example/", "application/http", "HTTP/1.1 304 Not Modified\r\n\r\n"),
		"dns":                 record("response", "dns:x.example", "text/dns", "1.2.3.4"),
	} {
		write(t, map[string]string{"a.warc": rec + response("http://x.example/b", "", page)})
		docs, letters, passed := passedOver(t, Options{}, "a.warc")
		if len(docs) != 1 || len(letters) != 0 || passed[want] != 1 || len(passed) != 1 {
			t.Errorf("%s: %d documents, %q, %v", want, len(docs), letters, passed)
		}
	}
}

func TestArchiveFiles(t *testing.T) {
	good := func(i int) string { return response(fmt.Sprintf("http://x.example/%d", i), "", page) }
	id := response("http://x.example/", "", page, "x-doc-id: d 7\r\n")
	lost := gz(good(1)) + gz(good(2))
	harmed := []byte(lost)
	harmed[12] ^= 0xff
	arc := "filedesc://x 0.0.0.0 20080101000000 text/plain 0\n\nhttp://x.example/1 1.1.1.1 20080101000000 text/html " + fmt.Sprint(len(page)) + "\n" + page + "\n"
	write(t, map[string]string{
		"plain": good(1), "gzip": gz(good(1), good(2)), "zstd": zst(good(1)), "damaged.warc.gz": string(harmed),
		"junk.warc": "some junk\n" + good(1), "page.warc": page, "empty.warc.gz": "", "id.warc": id, "no-address.warc": record("resource", "", "text/html", page),
		"old.arc.gz": gz(arc), "bomb.warc.gz": gz(response("http://x.example/", "Content-Encoding: gzip\r\n", gz(strings.Repeat("x", 1<<20)))),
		"large.warc.gz": gz(good(1)) + gz(response("http://x.example/", "", strings.Repeat("x", 1<<20))) + gz(good(2)),
	})
	for name, want := range map[string]struct {
		docs, letters int
		place         string
	}{
		"plain": {1, 0, ""}, "gzip": {2, 0, ""}, "zstd": {1, 0, ""}, "damaged.warc.gz": {1, 1, "damaged.warc.gz:0: "}, "junk.warc": {1, 1, "junk.warc:0: no record"},
		"page.warc": {1, 0, ""}, "empty.warc.gz": {0, 0, ""}, "id.warc": {1, 0, ""}, "no-address.warc": {1, 0, ""}, "old.arc.gz": {1, 0, ""},
		"bomb.warc.gz": {0, 1, "bomb.warc.gz:0: gzip body of more than 100000 bytes"}, "large.warc.gz": {2, 1, fmt.Sprintf("large.warc.gz:%d: ", len(gz(good(1))))},
	} {
		docs, letters, _ := passedOver(t, Options{MaxBytes: 100000}, name)
		if len(docs) != want.docs || len(letters) != want.letters || want.letters > 0 && !strings.HasPrefix(letters[0], want.place) {
			t.Errorf("%s: %d documents, %q", name, len(docs), letters)
			continue
		}
		switch name {
		case "id.warc":
			if docs[0].ID != "d 7" || docs[0].Source.Capture {
				t.Errorf("id %q", docs[0].ID)
			}
		case "no-address.warc":
			if !strings.HasPrefix(docs[0].ID, "no-address.warc#") {
				t.Errorf("id %q", docs[0].ID)
			}
		case "gzip":
			if docs[1].Source.Offset != int64(len(good(1))) {
				t.Errorf("offset %d", docs[1].Source.Offset)
			}
		}
	}
	// stdin has no name to go by.
	if docs, letters, _ := passedOver(t, Options{Stdin: strings.NewReader(lost)}, "-"); len(docs) != 2 || len(letters) != 0 {
		t.Errorf("stdin: %d documents, %q", len(docs), letters)
	}
	n := 0
	for range Open([]string{"gzip"}, Options{}) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d items after a break", n)
	}
}

func FuzzRecord(f *testing.F) {
	f.Add("text/html; charset=koi8-r", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-16\r\n\r\n"+page, true)
	f.Add("text/plain", "words", false)
	f.Fuzz(func(t *testing.T, mime, block string, response bool) {
		kind := "conversion"
		if response {
			kind = "response"
		}
		in := strings.NewReader(record(kind, "http://x.example/", strings.ReplaceAll(mime, "\n", " "), block))
		for it, err := range Open([]string{"-"}, Options{Stdin: io.Reader(in), MaxBytes: 1 << 16}) {
			if err != nil {
				continue
			}
			d, err := it.Document()
			var over *Passed
			var bad *Error
			if err != nil && !errors.As(err, &over) && !errors.As(err, &bad) {
				t.Errorf("%T", err)
			}
			if err == nil && strings.ToValidUTF8(d.Raw.Data, "") != d.Raw.Data {
				t.Errorf("raw data is no UTF-8: %q", d.Raw.Data)
			}
		}
	})
}
