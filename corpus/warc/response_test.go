package warc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

const article = "<!DOCTYPE html><html><body><p>The ministers met in Oslo on Monday to talk about fish.</p></body></html>"

func zlibbed(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func deflated(s string) string {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, 6)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func brotlied(s string) string {
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func chunked(s string, n int) string {
	var b strings.Builder
	for len(s) > 0 {
		k := min(n, len(s))
		fmt.Fprintf(&b, "%x\r\n%s\r\n", k, s[:k])
		s = s[k:]
	}
	return b.String() + "0\r\n\r\n"
}

func TestHeads(t *testing.T) {
	for _, c := range []struct {
		block   string
		status  int
		media   string
		charset string
		body    string
	}{
		{"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n\r\nx", 200, "text/html", "UTF-8", "x"},
		{"HTTP/1.0 404 Not Found\nContent-type: TEXT/HTML\n\nx", 404, "text/html", "", "x"},
		{"HTTP/2 200\r\ncontent-type: text/plain;charset=\"koi8-r\"\r\n\r\nx", 200, "text/plain", "koi8-r", "x"},
		{"HTTP/2.0 301 \r\nlocation: /\r\n\r\n", 301, "", "", ""},
		{"http/1.1 200\r\n\r\nx", 200, "", "", "x"},
		{"HTTP/1.1 200 OK\r\nno colon here\r\nContent-Type: text/html\r\n\r\nx", 200, "text/html", "", "x"},
		{"HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=utf-8\r\nX: y\r\n\r\nx", 200, "text/html", "utf-8", "x"},
		{"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n<html>x", 200, "text/html", "", "<html>x"},
		{"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx", 200, "text/html", "", "x"},
		{"HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 503 Busy\r\n\r\nx", 503, "", "", "x"},
		{"HTTP/1.1 200 OK\r\n", 200, "", "", ""},
		{"HTTP/1.1 OK\r\n\r\nx", 0, "", "", "x"},
		{"<html>HTTP/1.1 404</html>", 0, "", "", "<html>HTTP/1.1 404</html>"},
		{"Content-Type: text/html\r\nServer: x\r\n\r\nx", 0, "text/html", "", "x"},
		{"Kyiv: the ministers met.\n\nMore.", 0, "", "", "Kyiv: the ministers met.\n\nMore."},
		{"", 0, "", "", ""},
		{"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset\r\n\r\nx", 200, "text/html", "", "x"},
		{"HTTP/1.1 200 OK\r\nContent-Type: text/html charset=latin1;;\r\n\r\nx", 200, "text/html", "latin1", "x"},
		{"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset = 'windows-1251' ; q\r\n\r\nx", 200, "text/html", "windows-1251", "x"},
		{"HTTP/1.1 200 OK\r\nContent-Type: html\r\n\r\nx", 200, "", "", "x"},
	} {
		r := ParseResponse([]byte(c.block))
		if r.Status != c.status || r.Type != c.media || r.Charset != c.charset || string(r.Body) != c.body {
			t.Errorf("%q: %d %q %q %q", c.block, r.Status, r.Type, r.Charset, r.Body)
		}
	}
}

func TestBodies(t *testing.T) {
	lorem := strings.Repeat(article, 20)
	for name, c := range map[string]struct{ header, body, want string }{
		"plain":                          {"", article, article},
		"gzip":                           {"Content-Encoding: gzip", gz(article), article},
		"gzip, not said":                 {"", gz(article), article},
		"gzip, twice":                    {"Content-Encoding: gzip, gzip", gz(gz(article)), article},
		"gzip is a lie":                  {"Content-Encoding: gzip", article, article},
		"gzip, cut off":                  {"Content-Encoding: gzip", gz(lorem)[:70], ""},
		"zlib":                           {"Content-Encoding: deflate", zlibbed(article), article},
		"zlib, not said":                 {"", zlibbed(article), article},
		"deflate":                        {"Content-Encoding: deflate", deflated(article), article},
		"deflate is a lie":               {"Content-Encoding: deflate", article, article},
		"brotli":                         {"Content-Encoding: br", brotlied(article), article},
		"brotli is a lie":                {"Content-Encoding: br", article, article},
		"zstd":                           {"Content-Encoding: zstd", zst(article), article},
		"zstd, not said":                 {"", zst(article), article},
		"chunked":                        {"Transfer-Encoding: chunked", chunked(article, 30), article},
		"chunked, not said":              {"", chunked(article, 30), article},
		"chunked, one chunk":             {"", chunked(article, 3000), article},
		"chunked is a lie":               {"Transfer-Encoding: chunked", article, article},
		"chunked, LF":                    {"Transfer-Encoding: chunked", strings.ReplaceAll(chunked(article, 30), "\r\n", "\n"), article},
		"chunked, extensions":            {"Transfer-Encoding: chunked", strings.Replace(chunked(article, 30), "1e\r\n", "1E;a=b\r\n", 1), article},
		"chunked, cut in a chunk":        {"Transfer-Encoding: chunked", "1e\r\n" + article[:30] + "\r\n1e\r\n" + article[30:40], article[:40]},
		"chunked, cut behind one":        {"Transfer-Encoding: chunked", "1e\r\n" + article[:30] + "\r\n", article[:30]},
		"chunked, no end":                {"Transfer-Encoding: chunked", strings.TrimSuffix(chunked(article, 30), "0\r\n\r\n"), article},
		"chunked and gzip":               {"Transfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(gz(article), 7), article},
		"chunked and gzip, not said":     {"", chunked(gz(article), 7), article},
		"text that begins with a number": {"", "2024\r\nwas a year like others.", "2024\r\nwas a year like others."},
		"said by a crawler":              {"X-Crawler-Content-Encoding: br\r\nX-Crawler-Transfer-Encoding: chunked", article, article},
		"Cyrillic under br":              {"Content-Encoding: br", strings.Repeat("\xcf\xf0\xe8\xe2\xe5\xf2 ", 50), strings.Repeat("\xcf\xf0\xe8\xe2\xe5\xf2 ", 50)},
		"UTF-16":                         {"Content-Encoding: br", "\xff\xfea\x00b\x00", "\xff\xfea\x00b\x00"},
	} {
		r := ParseResponse([]byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: x\r\n" + strings.TrimPrefix(c.header+"\r\n", "\r\n") + "\r\n" + c.body))
		got, err := r.Decode(1 << 20)
		if c.want == "" {
			if err != nil || len(got) == 0 || !strings.HasPrefix(lorem, string(got)) {
				t.Errorf("%s: %q, %v", name, got, err)
			}
			continue
		}
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestBodiesThatAreRefused(t *testing.T) {
	bomb := strings.Repeat("\x00", 4<<20)
	damaged := []byte(gz(strings.Repeat(article, 200)))
	copy(damaged[40:], "\xff\xff\xff\xff\xff\xff")
	for want, body := range map[string]string{
		"gzip body of more than 1048576 bytes":   gz(bomb),
		"zlib body of more than 1048576 bytes":   zlibbed(bomb),
		"zstd body of more than 1048576 bytes":   zst(bomb),
		"brotli body of more than 1048576 bytes": brotlied(bomb),
		"body of more than 1048576 bytes":        bomb,
		"gzip body: damaged":                     string(damaged),
	} {
		r := ParseResponse([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n" + body))
		if got, err := r.Decode(1 << 20); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%d bytes, %v, want %s", len(got), err, want)
		}
	}
}

func FuzzHTTP(f *testing.F) {
	for _, s := range []string{article, gz(article), zlibbed(article), deflated(article), brotlied(article), zst(article), chunked(gz(article), 9)} {
		for _, h := range []string{"", "Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n", "Content-Encoding: deflate\r\n"} {
			f.Add([]byte("HTTP/1.1 200 OK\r\n" + h + "\r\n" + s))
		}
	}
	f.Fuzz(func(t *testing.T, block []byte) {
		before := string(block)
		r := ParseResponse(block)
		out, err := r.Decode(1 << 16)
		if err == nil && len(out) > 1<<16 {
			t.Errorf("%d bytes", len(out))
		}
		if string(block) != before {
			t.Error("the block was changed")
		}
	})
}
