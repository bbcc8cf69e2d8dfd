package read

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// source is a file with its compression undone.
type source struct {
	*bufio.Reader
	close func()
}

var (
	gzipMagic = []byte{0x1f, 0x8b}
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
)

// isZstd also knows the skippable frames (magic 0x184D2A50 to 5F) that parallel
// compressors put first.
func isZstd(head []byte) bool {
	return bytes.HasPrefix(head, zstdMagic) ||
		len(head) >= 4 && head[0]&0xf0 == 0x50 && bytes.Equal(head[1:4], []byte{0x2a, 0x4d, 0x18})
}

// members reads gzip members one after another as one stream. Zeros after the
// last member, and between members, are padding (tape blocks); anything else is an error once the data is out.
type members struct {
	in *bufio.Reader
	z  *gzip.Reader
}

var errTrailing = errors.New("bytes after the last member are not gzip")

func (m *members) Read(p []byte) (int, error) {
	for {
		n, err := m.z.Read(p)
		if n > 0 && errors.Is(err, io.EOF) {
			return n, nil // the next call meets the end again
		}
		if !errors.Is(err, io.EOF) {
			return n, err
		}
		head, err := m.in.Peek(2)
		if !bytes.Equal(head, gzipMagic) {
			if len(head) == 0 && err != nil {
				return 0, err
			}
			if err := m.padding(); err != nil {
				return 0, err
			}
		}
		if err := m.z.Reset(m.in); err != nil {
			return 0, err
		}
		m.z.Multistream(false)
	}
}

func (m *members) padding() error {
	for {
		head, err := m.in.Peek(2)
		if len(head) == 0 {
			return err
		}
		if bytes.Equal(head, gzipMagic) {
			return nil
		}
		if head[0] != 0 {
			return errTrailing
		}
		m.in.Discard(1)
	}
}

// File opens a file with its compression undone, if it has one. It is for files that hold no
// documents, such as those that train a model; see [Open] for those that do. Errors name the file.
func File(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	s, err := decompress(bufio.NewReader(f))
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return file{s, f}, nil
}

// file is a source with the file that it reads.
type file struct {
	*source
	f *os.File
}

// Close closes both.
func (f file) Close() error {
	f.source.close()
	return f.f.Close()
}

// decompress looks at the first bytes of a file; its name does not matter.
func decompress(in *bufio.Reader) (*source, error) {
	head, err := in.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, gzipMagic):
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("gzip: damaged: %w", err)
		}
		z.Multistream(false)
		return &source{bufio.NewReaderSize(&named{&members{in, z}, "gzip", nil}, 1<<16), func() { z.Close() }}, nil
	case isZstd(head):
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20))
		if err != nil {
			return nil, fmt.Errorf("zstd: %w", err)
		}
		return &source{bufio.NewReaderSize(&named{z, "zstd", nil}, 1<<16), z.Close}, nil
	}
	return &source{in, func() {}}, nil
}

// named says which decompressor an error came from, and repeats it on every later
// call: looking ahead must not use it up.
type named struct {
	io.Reader
	name string
	err  error
}

func (n *named) Read(p []byte) (int, error) {
	if n.err != nil {
		return 0, n.err
	}
	k, err := n.Reader.Read(p)
	switch {
	case err == nil || errors.Is(err, io.EOF):
	case errors.Is(err, errTrailing):
		err = fmt.Errorf("%s: %w", n.name, err)
	default:
		err = fmt.Errorf("%s: damaged: %w", n.name, err)
	}
	n.err = err
	return k, err
}

var errTooLong = errors.New("line too long")

// line reads one line without its end. The bytes are valid until the next call.
// A line longer than most is read over and reported as errTooLong, so that the
// next call finds the next line. size counts the bytes consumed.
func (s *source) line(most int64) (line []byte, size int64, err error) {
	var long []byte
	over := false
	for {
		part, err := s.ReadSlice('\n')
		size += int64(len(part))
		full := errors.Is(err, bufio.ErrBufferFull)
		switch {
		case over:
		case int64(len(long)+len(part)) > most:
			over, long = true, nil
		case full || long != nil:
			long = append(long, part...)
		default:
			long = part
		}
		if full {
			continue
		}
		if over {
			if err != nil && !errors.Is(err, io.EOF) {
				return nil, size, err
			}
			return nil, size, errTooLong
		}
		return bytes.TrimSuffix(long, []byte("\n")), size, err
	}
}
