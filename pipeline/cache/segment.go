package cache

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

const (
	segmentMagic  = "dateline cache 1" // the last byte is the version
	segmentHeader = 32
	mostOpen      = 256     // segments that are open at once
	windowSize    = 1 << 20 // of a scan
)

// segment is a file of records.
type segment struct {
	number uint32
	salt   uint32 // start of its headers' checksums; it stands in the name, so that damage cannot lose it
	path   string
	size   int64 // bytes of the file that hold records, its header included

	// Under handles.
	file  *os.File
	users int
	used  uint64
}

func segmentName(number, salt uint32) string { return fmt.Sprintf("%08d-%08x.seg", number, salt) }

// parseSegmentName is the inverse of segmentName.
func parseSegmentName(name string) (number, salt uint32, ok bool) {
	_, err := fmt.Sscanf(name, "%08d-%08x.seg", &number, &salt)
	return number, salt, err == nil && name == segmentName(number, salt) && number > 0 && number <= lastSegment
}

func segmentHead(number, salt uint32) []byte {
	b := append(make([]byte, 0, segmentHeader), segmentMagic...)
	b = binary.LittleEndian.AppendUint32(b, number)
	b = binary.LittleEndian.AppendUint32(b, salt)
	b = append(b, 0, 0, 0, 0)
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// createSegment makes an empty segment and leaves it open for writing.
func createSegment(dir string, number uint32) (*segment, *os.File, error) {
	if number > lastSegment {
		return nil, nil, fmt.Errorf("%s: no segment after number %d", dir, lastSegment)
	}
	var random [4]byte
	rand.Read(random[:]) // never fails
	salt := binary.LittleEndian.Uint32(random[:])
	g := &segment{number: number, salt: salt, path: filepath.Join(dir, segmentName(number, salt)), size: segmentHeader}
	f, err := os.OpenFile(g.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, nil, err
	}
	if _, err = f.WriteAt(segmentHead(number, salt), 0); err == nil {
		err = syncDir(dir)
	}
	if err != nil {
		f.Close()
		os.Remove(g.path)
		return nil, nil, err
	}
	return g, f, nil
}

// checkHead reads the segment's own header. Damage to it loses nothing, since the
// name of the file says the same.
func (g *segment) checkHead(f io.ReaderAt) (intact bool, err error) {
	var b [segmentHeader]byte
	switch n, err := f.ReadAt(b[:], 0); {
	case n < segmentHeader && errors.Is(err, io.EOF):
		return false, nil
	case n < segmentHeader:
		return false, err
	}
	if bytes.Equal(b[:], segmentHead(g.number, g.salt)) {
		return true, nil
	}
	sound := binary.LittleEndian.Uint32(b[28:]) == crc32.Checksum(b[:28], castagnoli)
	if last := len(segmentMagic) - 1; sound && string(b[:last]) == segmentMagic[:last] && b[last] != segmentMagic[last] {
		return false, fmt.Errorf("%s: %w", g.path, ErrVersion)
	}
	return false, nil
}

// state says what a scan found.
type state int

const (
	good     state = iota // a whole record
	badValue              // a record whose value does not match its checksum, or is cut
	garbage               // bytes that belong to no record
)

// found is a stretch of a segment.
type found struct {
	state
	header      // if not garbage
	offset, end int64
}

func (x *found) reason() string {
	if x.state == badValue {
		return "checksum of a value"
	}
	return fmt.Sprintf("%d bytes that are no record", x.end-x.offset)
}

// scan visits the stretches of a segment from an offset on, in order, without gaps.
// It is linear in the size.
func scan(f io.ReaderAt, salt uint32, from, size int64, visit func(found) error) error {
	w := window{file: f, size: size}
	work := 4 * size // bytes of values that are looked at before it is enough
	for at := from; at < size; {
		x := found{state: garbage, offset: at, end: size}
		h, ok, err := w.header(at, salt)
		if err != nil {
			return err
		}
		if ok {
			x.header, x.state = h, badValue
			if end := at + recordHeader + int64(h.length); end <= size {
				sum, err := w.sum(at+recordHeader, end)
				if err != nil {
					return err
				}
				if x.end = end; sum == h.sum {
					x.state = good
				}
				work -= int64(h.length)
			}
		}
		// A bad value may lack a piece, so that other records lie where it should. They
		// must be found now and when the file has grown. Only somebody who makes a file of
		// overlapping records comes to the end of the work.
		if x.state == garbage || x.state == badValue && work > 0 {
			start := at + 1
			if x.state == badValue {
				start = at + recordHeader
			}
			if x.end, err = w.next(start, x.end, salt); err != nil {
				return err
			}
		}
		if err := visit(x); err != nil {
			return err
		}
		at = x.end
	}
	return nil
}

// window reads a file forwards.
type window struct {
	file io.ReaderAt
	size int64
	at   int64
	buf  []byte
}

// bytes is what lies at a place: n bytes, or fewer at the end of the file. n is at
// most windowSize.
func (w *window) bytes(at int64, n int) ([]byte, error) {
	n = int(min(int64(n), w.size-at))
	if at < w.at || at+int64(n) > w.at+int64(len(w.buf)) {
		if w.buf == nil {
			w.buf = make([]byte, min(windowSize, w.size-at))
		}
		w.buf = w.buf[:min(int64(cap(w.buf)), w.size-at)]
		w.at = at
		if k, err := w.file.ReadAt(w.buf, at); k < len(w.buf) {
			w.buf = w.buf[:0]
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
	}
	return w.buf[at-w.at:][:n], nil
}

// header reads the header at a place, if there is one.
func (w *window) header(at int64, salt uint32) (h header, ok bool, err error) {
	b, err := w.bytes(at, recordHeader)
	if err != nil || len(b) < recordHeader {
		return h, false, err
	}
	h, ok = parseHeader(b, salt)
	return h, ok, nil
}

func (w *window) sum(from, to int64) (sum uint32, err error) {
	for from < to {
		b, err := w.bytes(from, int(min(to-from, 64<<10)))
		if err != nil {
			return 0, err
		}
		sum = crc32.Update(sum, castagnoli, b)
		from += int64(len(b))
	}
	return sum, nil
}

// next is the place of the first header at or after a place and before the end, or the end.
func (w *window) next(at, end int64, salt uint32) (int64, error) {
	for at < end && at+recordHeader <= w.size {
		b, err := w.bytes(at, int(min(end-at+int64(len(marker))-1, 4<<10)))
		if err != nil {
			return 0, err
		}
		i := bytes.Index(b, marker)
		if i < 0 {
			at += int64(max(len(b)-len(marker)+1, 1))
			continue
		}
		at += int64(i)
		if _, ok, err := w.header(at, salt); ok || err != nil {
			return at, err
		}
		at++
	}
	return end, nil
}

// handles are the open files of the segments.
type handles struct {
	sync.Mutex
	open  []*segment
	clock uint64
}

// acquire is the segment's file for reading, until release.
func (h *handles) acquire(g *segment) (*os.File, error) {
	h.Lock()
	defer h.Unlock()
	h.clock++
	g.used = h.clock
	if g.file == nil {
		if len(h.open) >= mostOpen {
			h.evict()
		}
		f, err := os.Open(g.path)
		if err != nil {
			return nil, err
		}
		g.file = f
		h.open = append(h.open, g)
	}
	g.users++
	return g.file, nil
}

func (h *handles) release(g *segment) {
	h.Lock()
	g.users--
	h.Unlock()
}

// evict closes the idle segment that was used longest ago.
func (h *handles) evict() {
	var oldest *segment
	for _, g := range h.open {
		if g.users == 0 && (oldest == nil || g.used < oldest.used) {
			oldest = g
		}
	}
	if oldest != nil {
		h.shut(oldest)
	}
}

// shut closes the file of a segment that nobody uses.
func (h *handles) shut(g *segment) {
	if g.file != nil {
		g.file.Close()
		g.file = nil
		h.open = slices.DeleteFunc(h.open, func(o *segment) bool { return o == g })
	}
}

func (h *handles) shutAll() {
	h.Lock()
	defer h.Unlock()
	for len(h.open) > 0 {
		h.shut(h.open[0])
	}
}
