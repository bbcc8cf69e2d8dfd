package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// mostLayers bounds encodings inside encodings.
const mostLayers = 4

// Decode undoes chunks and compression of the body, where they really are there. What a
// body holds before it is cut off counts. The error says that the body is larger
// than most bytes, or that what it holds is damaged.
func (r *Response) Decode(most int64) ([]byte, error) {
	body := r.Body
	for range mostLayers {
		if plain, ok := unchunk(body, strings.Contains(r.transfer, "chunked")); ok {
			body = plain
		}
		name, open := r.layer(body)
		if open == nil {
			break
		}
		plain, err := readAll(open, most)
		switch {
		case errors.Is(err, errTooMuch):
			return nil, fmt.Errorf("%s body of more than %d bytes", name, most)
		case err == nil:
		case errors.Is(err, io.ErrUnexpectedEOF) && len(plain) > 0: // cut off
		case name == "gzip" || name == "zstd":
			return nil, fmt.Errorf("%s body: damaged: %w", name, err)
		default: // no such encoding after all
			return bounded(body, most)
		}
		body = plain
	}
	return bounded(body, most)
}

func bounded(body []byte, most int64) ([]byte, error) {
	if int64(len(body)) > most {
		return nil, fmt.Errorf("body of more than %d bytes", most)
	}
	return body, nil
}

// layer tells the compression of a body by its bytes.
func (r *Response) layer(body []byte) (name string, open func() (io.Reader, error)) {
	in := func() *bytes.Reader { return bytes.NewReader(body) }
	switch {
	case len(body) >= 10 && bytes.HasPrefix(body, gzipMagic) && body[3]&0xe0 == 0:
		return "gzip", func() (io.Reader, error) { return gzip.NewReader(in()) }
	case bytes.HasPrefix(body, zstdMagic):
		return "zstd", func() (io.Reader, error) {
			return zstd.NewReader(in(), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(mostWindow))
		}
	case len(body) < 2 || isText(body):
		return "", nil
	case body[0]&0x0f == 8 && body[0]>>4 <= 7 && (int(body[0])<<8|int(body[1]))%31 == 0 && body[1]&0x20 == 0:
		return "zlib", func() (io.Reader, error) { return zlib.NewReader(in()) }
	case strings.Contains(r.encoding, "deflate"):
		return "deflate", func() (io.Reader, error) { return flate.NewReader(in()), nil }
	case strings.Contains(r.encoding, "br"):
		return "brotli", func() (io.Reader, error) { return brotli.NewReader(in()), nil }
	}
	return "", nil
}

var errTooMuch = errors.New("too much")

func readAll(open func() (io.Reader, error), most int64) ([]byte, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	if c, ok := r.(*zstd.Decoder); ok {
		defer c.Close()
	}
	out, err := io.ReadAll(io.LimitReader(r, most+1))
	if int64(len(out)) > most {
		return nil, errTooMuch
	}
	return out, err
}

// isText reports whether the first bytes can be text in a charset of one byte or several a
// letter: compressed data has control bytes throughout.
func isText(b []byte) bool {
	if bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff}) {
		return true
	}
	b = b[:min(len(b), 1024)]
	control := 0
	for _, c := range b {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			control++
		}
	}
	return control <= len(b)/64
}

// unchunk joins the chunks of a body. Where a header announced them, one chunk that
// is right will do; else all must be, up to the last or the end of the body. Of a chunk
// that is cut off, and of what follows a break in the chunks, the bytes are kept.
func unchunk(body []byte, announced bool) ([]byte, bool) {
	size, at, ok := chunkSize(body, 0)
	if !ok || size == 0 {
		return nil, false
	}
	var out []byte
	whole := 0
	for {
		if size == 0 {
			return out, announced || whole > 0
		}
		if size > len(body)-at { // cut off
			return append(out, body[at:]...), announced || whole > 1
		}
		end := at + size
		next := end
		if next < len(body) && body[next] == '\r' {
			next++
		}
		if next < len(body) && body[next] == '\n' {
			next++
		}
		if next == end && next < len(body) { // no line end behind the chunk
			return append(out, body[at:]...), announced && whole > 0
		}
		out = append(out, body[at:end]...)
		whole++
		if next >= len(body) {
			return out, announced || whole > 1
		}
		if size, at, ok = chunkSize(body, next); !ok {
			return append(out, body[next:]...), announced
		}
	}
}

// chunkSize reads the line before a chunk; at is the start of the chunk.
func chunkSize(b []byte, from int) (size, at int, ok bool) {
	i := from
	for i < len(b) && b[i] == '0' && i-from < 64 {
		i++
	}
	for first := i; i < len(b) && i-first < 8; i++ {
		digit := strings.IndexByte("0123456789abcdef", b[i]|0x20)
		if digit < 0 {
			break
		}
		size = size<<4 | digit
	}
	if i == from {
		return 0, 0, false
	}
	for i < len(b) && (b[i] == ' ' || b[i] == '\t') {
		i++
	}
	if i < len(b) && b[i] == ';' { // an extension
		end := bytes.IndexByte(b[i:min(len(b), i+1024)], '\n')
		if end < 0 {
			return 0, 0, false
		}
		i += end
	}
	if i < len(b) && b[i] == '\r' {
		i++
	}
	if i >= len(b) {
		return size, i, size == 0
	}
	if b[i] != '\n' {
		return 0, 0, false
	}
	return size, i + 1, true
}
