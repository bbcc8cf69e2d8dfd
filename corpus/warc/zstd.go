package warc

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

var (
	zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}
	dictMagic = []byte{0x37, 0xa4, 0x30, 0xec} // of a dictionary in zstd's format
	dictFrame = []byte{0x5d, 0x2a, 0x4d, 0x18} // the skippable frame that holds one
)

const (
	mostWindow     = 128 << 20 // of a frame, as zstd --long writes
	mostDictionary = 16 << 20
)

// isZstd also knows skippable frames (magic 0x184D2A50 to 5F).
func isZstd(head []byte) bool { return bytes.HasPrefix(head, zstdMagic) || isSkippable(head) }

func isSkippable(head []byte) bool {
	return len(head) >= 4 && head[0]&0xf0 == 0x50 && bytes.Equal(head[1:4], dictFrame[1:])
}

// zstdFile is a file of zstd frames. Its first frame may hold a dictionary for the others.
type zstdFile struct {
	disk
	z     *zstd.Decoder
	dict  []byte
	frame frame
	start int64
	first bool
}

func newZstdFile(d disk) *zstdFile { return &zstdFile{disk: d, first: true} }

func (f *zstdFile) decoder() error {
	if f.z != nil {
		return nil
	}
	z, err := newDecoder(f.dict)
	f.z = z
	return err
}

func newDecoder(dict []byte) (*zstd.Decoder, error) {
	o := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(mostWindow)}
	if dict != nil {
		o = append(o, zstd.WithDecoderDicts(dict))
	}
	return zstd.NewReader(nil, o...)
}

func (f *zstdFile) next() (int64, error) {
	for {
		if err := f.padding(); err != nil {
			return f.offset(), err
		}
		f.start = f.offset()
		f.tape.keep = f.start
		head, _ := f.in.Peek(8)
		switch {
		case isSkippable(head):
			if len(head) < 8 {
				return f.start, f.damage("zstd", io.ErrUnexpectedEOF)
			}
			if err := f.skippable(head); err != nil {
				return f.start, err
			}
			continue
		case !bytes.HasPrefix(head, zstdMagic[:min(len(head), 4)]):
			return f.start, errNoMember
		}
		f.first = false
		if err := f.decoder(); err != nil {
			return f.start, fmt.Errorf("zstd: %w", err)
		}
		f.frame = frame{in: f.in}
		if err := f.z.Reset(&f.frame); err != nil {
			return f.start, f.damage("zstd", whole(err))
		}
		return f.start, nil
	}
}

// skippable passes over a skippable frame, and keeps the dictionary if it holds one.
func (f *zstdFile) skippable(head []byte) error {
	size := int64(binary.LittleEndian.Uint32(head[4:]))
	dict := f.first && bytes.HasPrefix(head, dictFrame) && size <= mostDictionary
	f.first = false
	f.in.Discard(8)
	if !dict {
		if _, err := io.CopyN(io.Discard, f.in, size); err != nil {
			return f.damage("zstd", whole(err))
		}
		return nil
	}
	data, err := io.ReadAll(io.LimitReader(f.in, size))
	if err == nil && int64(len(data)) < size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return f.damage("zstd", err)
	}
	if bytes.HasPrefix(data, zstdMagic) {
		z, err := newDecoder(nil)
		if err != nil {
			return fmt.Errorf("zstd: %w", err)
		}
		defer z.Close()
		if err := z.Reset(bytes.NewReader(data)); err != nil {
			return f.damage("zstd dictionary", err)
		}
		if data, err = io.ReadAll(io.LimitReader(z, mostDictionary)); err != nil {
			return f.damage("zstd dictionary", err)
		}
	}
	if !bytes.HasPrefix(data, dictMagic) {
		return nil // some other use of the frame
	}
	f.dict = data
	if err := f.decoder(); err != nil {
		f.dict, f.z = nil, nil
		return f.damage("zstd dictionary", err)
	}
	return nil
}

func (f *zstdFile) read(p []byte) (int, error) {
	n, err := f.z.Read(p)
	if errors.Is(err, io.EOF) {
		if !f.frame.done { // the decoder is content with a file that ends between two blocks
			return n, f.damage("zstd", io.ErrUnexpectedEOF)
		}
		return n, io.EOF
	}
	if err != nil {
		err = f.damage("zstd", err)
	}
	return n, err
}

func (f *zstdFile) find() (int64, error) {
	f.back(f.start + 1)
	for f.search(zstdMagic) {
		head, _ := f.in.Peek(frameProbe)
		if !f.tape.pay(int64(len(head))) {
			return f.next()
		}
		if plausibleFrame(head) {
			return f.next()
		}
		f.in.Discard(1)
	}
	return f.offset(), io.EOF
}

// frame reads exactly one frame, of which it understands as much as it needs to know
// where the frame ends (RFC 8878, 3.1.1).
type frame struct {
	in       *bufio.Reader
	pending  [18]byte // header bytes not handed out yet
	from, to int
	left     int // bytes of the block
	last     bool
	checksum bool
	begun    bool
	done     bool
}

func (f *frame) Read(p []byte) (int, error) {
	for {
		switch {
		case f.from < f.to:
			n := copy(p, f.pending[f.from:f.to])
			f.from += n
			return n, nil
		case f.left > 0:
			n, err := f.in.Read(p[:min(len(p), f.left)])
			f.left -= n
			if n == 0 && err != nil {
				return 0, whole(err)
			}
			return n, nil
		case f.done:
			return 0, io.EOF
		case !f.begun:
			head, _ := f.in.Peek(len(f.pending))
			h, ok := parseFrame(head)
			if !ok {
				return 0, errFrame
			}
			f.begun, f.checksum = true, h.checksum
			f.take(head[:h.size])
		case f.last:
			f.done = true
			if f.checksum {
				f.left = 4
			}
		default:
			head, err := f.in.Peek(3)
			if err != nil {
				return 0, whole(err)
			}
			size, last, ok := parseBlock(head)
			if !ok {
				return 0, errFrame
			}
			f.take(head)
			f.left, f.last = size, last
		}
	}
}

func (f *frame) take(head []byte) {
	f.from, f.to = 0, copy(f.pending[:], head)
	f.in.Discard(len(head))
}

var errFrame = errors.New("no frame header")

type frameHeader struct {
	size     int // in bytes
	checksum bool
}

func parseFrame(head []byte) (frameHeader, bool) {
	if len(head) < 6 || !bytes.HasPrefix(head, zstdMagic) || head[4]&8 != 0 {
		return frameHeader{}, false
	}
	d := head[4]
	single := d&0x20 != 0
	size := 5 + [4]int{0, 1, 2, 4}[d&3] + [4]int{0, 2, 4, 8}[d>>6]
	switch {
	case !single:
		size++
	case d>>6 == 0:
		size++
	}
	return frameHeader{size, d&4 != 0}, size <= len(head)
}

// parseBlock gives the size of the block in the file.
func parseBlock(head []byte) (size int, last, ok bool) {
	v := int(head[0]) | int(head[1])<<8 | int(head[2])<<16
	size = v >> 3
	switch v >> 1 & 3 {
	case 1: // one byte, repeated
		return 1, v&1 != 0, true
	case 3:
		return 0, false, false
	}
	return size, v&1 != 0, size <= 128<<10
}

const frameProbe = 1 << 10

// plausibleFrame looks whether a frame can begin here: its header and that of its
// first block are possible. Four bytes of magic number are rare enough already.
func plausibleFrame(head []byte) bool {
	h, ok := parseFrame(head)
	if !ok || len(head) < h.size+3 {
		return false
	}
	size, _, ok := parseBlock(head[h.size:])
	return ok && size > 0
}
