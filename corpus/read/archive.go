package read

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"dateline/corpus"
	"dateline/corpus/warc"
)

// Passed is what Item.Document says of a record that is no document: an image, an
// error page of a server. That is no fault of the input.
type Passed struct {
	Path, Place string
	Reason      string // one of few: "status 404", "image/png", "empty", "binary"
}

func (p *Passed) Error() string {
	e := Error{Path: p.Path, Place: p.Place, Reason: "passed over: " + p.Reason}
	return e.Error()
}

// isArchive looks at the first bytes and, where they do not tell, at the name.
func isArchive(in *bufio.Reader, name string) bool {
	raw, _ := in.Peek(4)
	if isZstd(raw) {
		raw, _ = in.Peek(in.Size()) // nothing of a block can be seen before all of it is there
	} else {
		raw, _ = in.Peek(4 << 10)
	}
	archive, head := warc.Sniff(raw)
	if archive || !archiveName(name) {
		return archive
	}
	switch sniff(head, name) {
	case formatText, formatBinary:
		return true // its start is damaged
	}
	return false
}

// archiveName reports whether a file is called an archive, compressed or not.
func archiveName(name string) bool {
	ext := path.Ext(strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(name), ".gz"), ".zst"))
	return ext == ".warc" || ext == ".arc" || ext == ".wet"
}

// archive reads the records of a web archive.
func (r *reader) archive(p, rel string, in io.Reader) bool {
	a := warc.NewReader(in, warc.Options{MaxBytes: r.options.MaxBytes, Passed: r.options.Passed})
	defer a.Close()
	for {
		rec, err := a.Next()
		if err == io.EOF {
			return true
		}
		var bad *warc.Error
		switch {
		case errors.As(err, &bad):
			if !r.refuse(p, bad.Place(), "%s", bad.Err) {
				return false
			}
		case err != nil:
			return r.refuse(p, "", "%s", reason(err))
		case !r.give(&Item{Path: p, Offset: rec.Offset, FallbackID: rel, kind: kindRecord, data: rec.Block, record: rec, most: r.options.MaxBytes}, nil):
			return false
		}
	}
}

// response makes a document of a record of an archive.
func (it *Item) response(d *corpus.Document) error {
	rec := it.record
	d.URL = strings.ToValidUTF8(rec.URI, "\ufffd")
	d.ID = strings.ToValidUTF8(strings.TrimSpace(rec.Field("X-Doc-ID")), "\ufffd")
	d.Source.Capture = d.ID == ""

	media, charset := warc.ParseType(rec.Mime)
	answer := warc.Response{Body: it.data, Type: media, Charset: charset}
	if rec.Type == "response" || media == "application/http" {
		answer = warc.ParseResponse(it.data)
		if media != "application/http" {
			answer.Type = cmp.Or(answer.Type, media)
		}
	}
	if s := answer.Status; s != 0 && (s < 200 || s > 299) {
		return it.passed("status " + strconv.Itoa(s))
	}
	if len(bytes.TrimSpace(answer.Body)) == 0 {
		return it.passed("empty")
	}
	if noDocument(answer.Type) {
		return it.passed(shortType(answer.Type))
	}
	body, err := answer.Decode(it.most)
	if err != nil {
		return it.refused(err.Error())
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return it.passed("empty")
	}
	if strings.HasPrefix(strings.ToLower(answer.Charset), "utf-16") && zeros(body) {
		body, answer.Charset = []byte(utf8Of(body, false, answer.Charset)), "" // its zeros would pass for binary data
	}
	html, why := pageOrText(answer.Type, body)
	switch {
	case why != "":
		return it.passed(why)
	case html:
		d.Raw = corpus.Raw{Format: corpus.FormatHTML, Data: utf8Of(body, true, answer.Charset)}
	default:
		d.Raw = corpus.Raw{Format: corpus.FormatText, Data: lineEnds(utf8Of(body, false, answer.Charset))}
	}
	return nil
}

func (it *Item) passed(reason string) error {
	return &Passed{Path: it.Path, Place: it.Place(), Reason: reason}
}

func (it *Item) refused(reason string) error {
	return &Error{Path: it.Path, Place: it.Place(), Reason: reason}
}

// noDocument reports whether a media type holds no article whatever the bytes are.
func noDocument(media string) bool {
	kind, sub, _ := strings.Cut(media, "/")
	switch kind {
	case "image", "audio", "video", "font", "model", "multipart":
		return true
	case "text":
		switch sub {
		case "css", "javascript", "ecmascript", "x-javascript", "csv", "calendar", "vcard", "x-vcard", "vtt", "x-component",
			"tab-separated-values", "event-stream", "dns", "cache-manifest":
			return true
		}
	case "application":
		switch sub {
		case "octet-stream", "x-octet-stream", "xml", "xhtml+xml", "vnd.wap.xhtml+xml", "unknown", "x-unknown", "force-download",
			"x-download", "html", "x-html", "text", "plain", "x-httpd-php", "x-php", "x-www-form-urlencoded", "http":
			return false
		}
		return true
	}
	return false
}

// shortType is a media type as a reason: no longer than types are, and of their letters.
func shortType(media string) string {
	odd := func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9') && !strings.ContainsRune("/.+-", c)
	}
	if len(media) > 80 || strings.ContainsFunc(media, odd) {
		media, _, _ = strings.Cut(media, "/")
	}
	return media
}

// pageOrText tells HTML from plain text by content and media type; why is the reason
// where it is neither.
func pageOrText(media string, body []byte) (html bool, why string) {
	head := body[:min(len(body), 4<<10)]
	if !isUTF16(head) && isBinary(head) {
		return false, "binary"
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	page := looksHTML(start)
	if bytes.HasPrefix(start, []byte("<?xml")) || strings.HasSuffix(media, "/xml") || strings.HasSuffix(media, "+xml") {
		// A feed, a site map, or a page in XHTML.
		if page = bytes.Contains(bytes.ToLower(head), []byte("<html")); !page {
			if media == "text/html" || strings.HasSuffix(media, "xhtml+xml") {
				return true, ""
			}
			return false, "text/xml"
		}
	}
	switch media {
	case "text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml", "application/html", "application/x-html":
		return true, ""
	}
	return page, ""
}
