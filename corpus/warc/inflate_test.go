package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

var testInflater inflater // making one is more work than most tests of it

// inflated decodes with the inflater, and says how many bytes of data it used.
func inflated(in io.Reader, size int) (out []byte, used int, err error) {
	counter := &countReader{in, 0}
	buffered := bufio.NewReaderSize(counter, size)
	f := &testInflater
	f.reset(buffered)
	for {
		piece, err := f.fill()
		out = append(out, piece...)
		if err != nil || len(out) > 1<<22 {
			return out, counter.n - buffered.Buffered(), err
		}
	}
}

type countReader struct {
	io.Reader
	n int
}

func (c *countReader) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += n
	return n, err
}

// want decodes with the standard library.
func want(data []byte) (out []byte, used int, err error) {
	in := bytes.NewReader(data)
	z := flate.NewReader(in)
	out, err = io.ReadAll(io.LimitReader(z, 1<<22))
	return out, len(data) - in.Len(), err
}

func TestInflate(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	noise := make([]byte, 200<<10)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	few := make([]byte, 300<<10)
	for i := range few {
		few[i] = "abcdefgh"[random.IntN(8)]
	}
	skewed := make([]byte, 300<<10)
	for i := range skewed {
		skewed[i] = byte(random.ExpFloat64() * 12)
	}
	for name, text := range map[string]string{
		"nothing": "", "one byte": "x", "one letter": strings.Repeat("x", 1<<20), "noise": string(noise), "few": string(few), "skewed": string(skewed),
		"page": page(1).block, "pages": strings.Repeat(page(1).block+page(2).block, 200), "short periods": strings.Repeat("ab", 1000) + strings.Repeat("abc", 1000) + strings.Repeat("1234567", 1000),
	} {
		for _, level := range []int{flate.NoCompression, flate.HuffmanOnly, 1, 6, 9} {
			var b bytes.Buffer
			w, _ := flate.NewWriter(&b, level)
			io.WriteString(w, text[:len(text)/2])
			w.Flush()
			io.WriteString(w, text[len(text)/2:])
			w.Close()
			n := b.Len()
			b.WriteString("what follows is left alone")
			for _, size := range []int{16, 100, 64 << 10} {
				got, used, err := inflated(bytes.NewReader(b.Bytes()), size)
				if err != io.EOF || string(got) != text || used != n {
					t.Fatalf("%s at level %d with a buffer of %d: %d bytes of %d, %d used of %d, %v", name, level, size, len(got), len(text), used, n, err)
				}
			}
			if n > 3000 {
				continue
			}
			for k := 0; k < n; k += 1 + n/200 { // cut anywhere
				got, _, err := inflated(bytes.NewReader(b.Bytes()[:k]), 64)
				if !errors.Is(err, io.ErrUnexpectedEOF) || !strings.HasPrefix(text, string(got)) {
					t.Fatalf("%s at level %d cut to %d of %d: %v", name, level, k, n, err)
				}
			}
		}
	}
}

// same holds that the inflater and the standard library agree.
func same(t *testing.T, data []byte) {
	t.Helper()
	got, used, err := inflated(bytes.NewReader(data), 64)
	out, stdUsed, stdErr := want(data)
	if (err == io.EOF) != (stdErr == nil) {
		t.Fatalf("%x: %v, the standard library says %v", data, err, stdErr)
	}
	if err == io.EOF && (!bytes.Equal(got, out) || used != stdUsed) {
		t.Fatalf("%x: %d bytes, %d used; the standard library gives %d, %d", data, len(got), used, len(out), stdUsed)
	}
}

func TestInflateDamaged(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, text := range []string{page(1).block, strings.Repeat("abc", 500), "x"} {
		data := []byte(deflated(text))
		for range 1500 {
			harmed := bytes.Clone(data)
			for range 1 + random.IntN(3) {
				harmed[random.IntN(min(len(harmed), 200))] ^= byte(1 << random.IntN(8))
			}
			same(t, harmed)
		}
	}
}

func FuzzInflate(f *testing.F) {
	for _, s := range []string{"", "x", page(1).block, strings.Repeat("ab", 3000)} {
		f.Add([]byte(deflated(s)))
	}
	f.Add([]byte{1, 2, 0, 0xfd, 0xff, 'a', 'b'})
	f.Fuzz(func(t *testing.T, data []byte) { same(t, data) })
}
