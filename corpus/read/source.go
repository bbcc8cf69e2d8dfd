package read

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

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

// decompress looks at the first bytes of a file; its name does not matter.
func decompress(in *bufio.Reader) (*source, error) {
	head, err := in.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, gzipMagic):
		z, err := gzip.NewReader(in) // members one after another are one stream
		if err != nil {
			return nil, fmt.Errorf("gzip: %w", err)
		}
		return &source{bufio.NewReaderSize(named{z, "gzip"}, 1<<16), func() { z.Close() }}, nil
	case bytes.HasPrefix(head, zstdMagic):
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20))
		if err != nil {
			return nil, fmt.Errorf("zstd: %w", err)
		}
		return &source{bufio.NewReaderSize(named{z, "zstd"}, 1<<16), z.Close}, nil
	}
	return &source{in, func() {}}, nil
}

// named says which decompressor an error came from.
type named struct {
	io.Reader
	name string
}

func (n named) Read(p []byte) (int, error) {
	k, err := n.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("%s: damaged: %w", n.name, err)
	}
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
