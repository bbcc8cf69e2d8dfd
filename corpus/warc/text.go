package warc

import (
	"errors"
	"io"
)

// text is the decompressed file: a window that moves over it, and where in it
// members begin. The window ends at damage, and goes on behind it when told to.
type text struct {
	c     container
	buf   []byte
	r     int   // index in buf of the position
	base  int64 // offset in the decompressed file of buf[0]
	seams []seam
	open  bool  // a member is open
	end   error // what stands behind buf: nil is more bytes, io.EOF the end, else damage
}

// seam is the start of a member.
type seam struct {
	at   int64 // in the decompressed file
	disk int64
}

const (
	windowBytes = 256 << 10
	readBytes   = 4 << 10
	keptBefore  = 8 // bytes before the position that stay in the window
	mostSeams   = 4096
)

func newText(c container) *text { return &text{c: c, buf: make([]byte, 0, windowBytes/8)} }

func (t *text) pos() int64   { return t.base + int64(t.r) }
func (t *text) rest() []byte { return t.buf[t.r:] }

// before is up to keptBefore bytes before the position.
func (t *text) before() []byte { return t.buf[max(0, t.r-keptBefore):t.r] }

// damaged is the damage that stands behind the window, or nil.
func (t *text) damaged() error {
	if errors.Is(t.end, io.EOF) {
		return nil
	}
	return t.end
}

// skip moves the position within the window.
func (t *text) skip(n int) {
	t.r += n
	at := t.pos()
	i := 0
	for i+1 < len(t.seams) && t.seams[i+1].at <= at {
		i++
	}
	if i > 0 {
		t.seams = t.seams[:copy(t.seams, t.seams[i:])]
	}
}

// fill makes the window hold n bytes from the position on. It is false when the file
// or its good part ends before.
func (t *text) fill(n int) bool {
	for len(t.buf)-t.r < n {
		if t.end != nil {
			return false
		}
		if !t.open {
			disk, err := t.c.next()
			if !errors.Is(err, io.EOF) {
				t.seam(disk)
			}
			if err != nil {
				t.end = err
				return false
			}
			t.open = true
		}
		// No more than is wanted: what is read too early must be moved.
		want := max(n-len(t.rest()), readBytes)
		t.room(want)
		k, err := t.c.read(t.buf[len(t.buf) : len(t.buf)+want])
		t.buf = t.buf[:len(t.buf)+k]
		switch {
		case errors.Is(err, io.EOF):
			t.open = false
		case err != nil:
			t.end = err
		}
	}
	return true
}

// seam notes that a member begins behind the window. Of members that hold nothing
// only the last is kept.
func (t *text) seam(disk int64) {
	at := t.base + int64(len(t.buf))
	if n := len(t.seams); n > 0 && t.seams[n-1].at == at {
		t.seams = t.seams[:n-1]
	}
	t.seams = append(t.seams, seam{at, disk})
}

// room makes room for n more bytes. Bytes are moved only where at least as many have
// been read since, so that each is moved about once.
func (t *text) room(n int) {
	if cap(t.buf)-len(t.buf) >= n {
		return
	}
	from := max(0, t.r-keptBefore)
	kept := t.buf[from:]
	to := t.buf[:0]
	switch need := len(kept) + n; {
	case need > cap(t.buf) || from < len(kept):
		to = make([]byte, 0, max(need, min(2*cap(t.buf), 2*need)))
	case cap(t.buf) > 16*windowBytes && need < windowBytes/2: // it has been large for long enough
		to = make([]byte, 0, windowBytes)
	}
	t.buf = append(to, kept...)
	t.base += int64(from)
	t.r -= from
}

// take hands out the window itself, for a large block, and goes on with a copy of what
// stands behind it.
func (t *text) take(n int) []byte {
	out := t.buf[t.r : t.r+n : t.r+n]
	t.skip(n)
	from := t.r - min(t.r, keptBefore)
	kept := t.buf[from:]
	t.buf = append(make([]byte, 0, max(windowBytes, 2*len(kept))), kept...)
	t.base += int64(from)
	t.r -= from
	return out
}

// pass goes on behind damage, with the next member that can be found.
func (t *text) pass() {
	t.base += int64(len(t.buf))
	t.buf, t.r, t.seams = t.buf[:0], 0, t.seams[:0]
	disk, err := t.c.find()
	t.open, t.end = err == nil, err
	if !errors.Is(err, io.EOF) {
		t.seam(disk)
	}
}

// place is where a position lies in the file: the start of the member and the offset
// in what the member holds.
func (t *text) place(at int64) (member, within int64) {
	s := seam{}
	for _, o := range t.seams {
		if o.at > at {
			break
		}
		s = o
	}
	if _, plain := t.c.(*plainFile); plain {
		return at, 0
	}
	return s.disk, at - s.at
}

// isSeam reports whether a member begins at the position.
func (t *text) isSeam(at int64) bool { return t.seamIn(at, at+1) }

// seamIn reports whether a member begins in [from, to).
func (t *text) seamIn(from, to int64) bool {
	for _, s := range t.seams {
		if s.at >= from && s.at < to {
			return true
		}
	}
	return false
}

// seamBehind is the first place in (from, to) where a member begins with a record.
func (t *text) seamBehind(from, to int64) (at int64, ok bool) {
	to = min(to, t.base+int64(len(t.buf)))
	for _, s := range t.seams {
		if s.at > from && s.at < to && startsRecord(t.buf[s.at-t.base:]) {
			return s.at, true
		}
	}
	return 0, false
}

// recordSeam reports whether a member that begins in (from, to), as far as the window
// reaches, begins with a record.
func (t *text) recordSeam(from, to int64) bool {
	if _, ok := t.seamBehind(from, to); ok {
		return true
	}
	if n := len(t.seams); n > mostSeams { // members of a few bytes each must not fill the memory
		t.seams = append(t.seams[:1], t.seams[n-1])
	}
	return false
}
