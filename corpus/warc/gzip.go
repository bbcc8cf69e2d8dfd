package warc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

var gzipMagic = []byte{0x1f, 0x8b, 8}

// gzipFile is a file of gzip members (RFC 1952).
type gzipFile struct {
	disk
	z      inflater
	piece  []byte // decompressed and not yet read
	crc    uint32
	size   uint32
	start  int64   // of the member that was opened last
	shape  [3]byte // flags, extra flags and system of the first member
	shaped bool
}

func (f *gzipFile) next() (int64, error) {
	if err := f.padding(); err != nil {
		return f.offset(), err
	}
	f.start = f.offset()
	f.tape.keep = f.start
	head, _ := f.in.Peek(10)
	if !bytes.HasPrefix(head, gzipMagic[:min(len(head), 2)]) {
		return f.start, errNoMember
	}
	if !f.shaped && len(head) == 10 {
		f.shaped, f.shape = true, [3]byte{head[3], head[8], head[9]}
	}
	if err := f.header(head); err != nil {
		return f.start, f.damage("gzip", err)
	}
	f.z.reset(f.in)
	f.piece, f.crc, f.size = nil, 0, 0
	return f.start, nil
}

const mostName = 64 << 10 // bytes of a name or comment in a header

var errHeader = errors.New("no gzip header")

func (f *gzipFile) header(head []byte) error {
	if len(head) < 10 {
		return io.ErrUnexpectedEOF
	}
	if head[2] != 8 || head[3]&0xe0 != 0 {
		return errHeader
	}
	flags := head[3]
	f.in.Discard(10)
	if flags&4 != 0 { // extra field
		size, err := f.in.Peek(2)
		if err != nil {
			return whole(err)
		}
		if _, err := f.in.Discard(2 + int(binary.LittleEndian.Uint16(size))); err != nil {
			return whole(err)
		}
	}
	for _, flag := range []byte{8, 16} { // name, comment
		for n := 0; flags&flag != 0; n++ {
			c, err := f.in.ReadByte()
			if err != nil {
				return whole(err)
			}
			if c == 0 {
				break
			}
			if n == mostName {
				return errHeader
			}
		}
	}
	if flags&2 != 0 { // checksum of the header
		if _, err := f.in.Discard(2); err != nil {
			return whole(err)
		}
	}
	return nil
}

func (f *gzipFile) read(p []byte) (int, error) {
	if len(f.piece) == 0 {
		piece, err := f.z.fill()
		if err != nil {
			if err == io.EOF {
				err = f.trailer()
			}
			if err != io.EOF {
				err = f.damage("gzip", err)
			}
			return 0, err
		}
		f.piece = piece
		f.crc = crc32.Update(f.crc, crc32.IEEETable, piece)
		f.size += uint32(len(piece))
	}
	n := copy(p, f.piece)
	f.piece = f.piece[n:]
	return n, nil
}

var errChecksum = errors.New("wrong checksum")

func (f *gzipFile) trailer() error {
	tail, err := f.in.Peek(8)
	if err != nil {
		return whole(err)
	}
	if binary.LittleEndian.Uint32(tail) != f.crc || binary.LittleEndian.Uint32(tail[4:]) != f.size {
		return errChecksum
	}
	f.in.Discard(8)
	return io.EOF
}

// find searches from the start of the damaged member on: a damaged deflate stream may
// have run on over the start of the next member.
func (f *gzipFile) find() (int64, error) {
	f.back(f.start + 1)
	for f.search(gzipMagic) {
		head, _ := f.in.Peek(probeBytes)
		if !f.tape.pay(probeBytes) {
			return f.next() // just try it: without credit nothing is read twice
		}
		v := probeGzip(head)
		if v == maybe && f.shaped && len(head) >= 10 && f.shape == [3]byte{head[3], head[8], head[9]} {
			v = yes // members that cut records begin with anything, but they all look alike
		}
		if v == yes {
			return f.next()
		}
		f.in.Discard(1)
	}
	return f.offset(), io.EOF
}

// probeBytes of a member suffice to see what it begins with.
const probeBytes = 2048

// probe is an inflater for a look at the start of a member.
type probe struct {
	z   io.ReadCloser
	in  bytes.Reader
	out [1024]byte
}

var probes = sync.Pool{New: func() any {
	p := &probe{}
	p.z = flate.NewReader(&p.in)
	return p
}}

// probeGzip looks whether the bytes can be the start of a gzip member: yes where it
// holds the start of a record, maybe where it can at least be inflated.
func probeGzip(head []byte) verdict {
	p := probes.Get().(*probe)
	defer probes.Put(p)
	out, ok := p.inflate(head)
	switch {
	case startsWARC(out) || bytes.HasPrefix(out, []byte("filedesc:")) || startsARC(out):
		return yes
	case ok && len(out) >= 64:
		return maybe
	}
	return no
}

// inflate gives the first bytes that the member holds. They are valid until the
// next call. ok is false when there was an error other than the end of head.
func (p *probe) inflate(head []byte) (out []byte, ok bool) {
	start := gzipData(head)
	if start == 0 {
		return nil, false
	}
	p.in.Reset(head[start:min(len(head), start+probeBytes)])
	if err := p.z.(flate.Resetter).Reset(&p.in, nil); err != nil {
		return nil, false
	}
	n, err := io.ReadFull(p.z, p.out[:])
	ok = err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	return p.out[:n], ok
}

// gzipData is the length of a gzip header, or 0 if it is none or not complete.
func gzipData(head []byte) int {
	if len(head) < 10 || !bytes.HasPrefix(head, gzipMagic) || head[3]&0xe0 != 0 {
		return 0
	}
	at := 10
	if head[3]&4 != 0 { // extra field
		if len(head) < at+2 {
			return 0
		}
		at += 2 + int(binary.LittleEndian.Uint16(head[at:]))
	}
	for _, flag := range []byte{8, 16} { // name, comment
		if head[3]&flag == 0 {
			continue
		}
		if at >= len(head) {
			return 0
		}
		i := bytes.IndexByte(head[at:], 0)
		if i < 0 {
			return 0
		}
		at += i + 1
	}
	if head[3]&2 != 0 { // checksum of the header
		at += 2
	}
	if at >= len(head) {
		return 0
	}
	return at
}
