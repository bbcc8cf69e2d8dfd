package warc

import "io"

// tape reads a file and can go back a little: to bytes that it still keeps, and not
// more often than its credit allows. The credit makes any number of rescans take
// time linear in the size of the file.
type tape struct {
	r      io.Reader
	buf    []byte // bytes of the file from base on
	base   int64
	next   int   // index in buf of the byte that is read next
	keep   int64 // bytes from this offset on are wanted again, as far as tapeBack reaches
	credit int64 // bytes that may still be read again
	err    error
}

const (
	tapeChunk  = 64 << 10
	tapeBack   = 1 << 20
	tapeCredit = 4 << 20 // to begin with
	tapeEarn   = 4       // bytes of credit for each byte of the file
)

func newTape(r io.Reader) *tape { return &tape{r: r, credit: tapeCredit} }

// at is the offset of the byte that is read next.
func (t *tape) at() int64 { return t.base + int64(t.next) }

func (t *tape) Read(p []byte) (int, error) {
	if t.next == len(t.buf) {
		if err := t.load(); err != nil {
			return 0, err
		}
	}
	n := copy(p, t.buf[t.next:])
	t.next += n
	return n, nil
}

// load reads more bytes behind the ones that are kept.
func (t *tape) load() error {
	if t.err != nil {
		return t.err
	}
	t.room()
	for range 100 {
		n, err := t.r.Read(t.buf[len(t.buf) : len(t.buf)+tapeChunk])
		t.buf = t.buf[:len(t.buf)+n]
		t.credit += tapeEarn * int64(n)
		t.err = err
		if n > 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	t.err = io.ErrNoProgress
	return t.err
}

// room makes room for a chunk. It moves what is kept only when that is at most half
// of the buffer, so that each byte is moved about once.
func (t *tape) room() {
	if len(t.buf)+tapeChunk <= cap(t.buf) {
		return
	}
	from := min(max(t.keep, t.at()-tapeBack, t.base), t.at())
	kept := t.buf[from-t.base:]
	t.next -= int(from - t.base)
	t.base = from
	to := t.buf[:0]
	if size := max(2*tapeChunk, 2*(len(kept)+tapeChunk)); size > cap(to) {
		to = make([]byte, 0, size)
	}
	t.buf = append(to, kept...)
}

// rewind goes back to an offset, or as near as bytes are kept. It reports false,
// and stays, where the credit does not suffice.
func (t *tape) rewind(to int64) bool {
	to = max(to, t.base)
	cost := t.at() - to
	if cost > t.credit {
		return false
	}
	t.credit -= max(cost, 0)
	t.next = int(to - t.base)
	return true
}

// pay takes n from the credit; it reports false when there is not so much.
func (t *tape) pay(n int64) bool {
	if n > t.credit {
		return false
	}
	t.credit -= n
	return true
}
