package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// container undoes the compression of a file. A member is a gzip member or a zstd
// frame; a plain file is one member.
type container interface {
	// next opens the next member and gives its offset in the file, also with an
	// error. At the end of the file the error is io.EOF, any other is damage.
	next() (int64, error)
	// read reads from the open member. At its end the error is io.EOF, any other is damage.
	read(p []byte) (int, error)
	// find opens the next member that can be told for one, behind the start of the
	// last one that was opened. The results are those of next. Each call gets further.
	find() (int64, error)
	// offset is the offset in the file of the next byte.
	offset() int64
}

// open tells the container by the first bytes.
func open(t *tape) container {
	in := bufio.NewReaderSize(t, 64<<10)
	head, _ := in.Peek(4)
	switch {
	case bytes.HasPrefix(head, gzipMagic[:2]):
		return &gzipFile{disk: disk{t, in}}
	case isZstd(head):
		return newZstdFile(disk{t, in})
	}
	if head, _ := in.Peek(64 << 10); !startsText(head) {
		// The first member may be damaged at its very start.
		for i := range head {
			switch rest := head[i:]; {
			case bytes.HasPrefix(rest, gzipMagic) && probeGzip(rest) == yes:
				return &gzipFile{disk: disk{t, in}}
			case bytes.HasPrefix(rest, zstdMagic) && plausibleFrame(rest):
				return newZstdFile(disk{t, in})
			case bytes.HasPrefix(rest, []byte("WARC/")):
				return &plainFile{disk: disk{t, in}}
			}
		}
	}
	return &plainFile{disk: disk{t, in}}
}

// startsText reports whether the first bytes of a file are those of an uncompressed archive.
func startsText(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), "\r\n")
	return startsWARC(head) || bytes.HasPrefix(head, []byte("filedesc:")) || startsARC(head)
}

// disk is the file that a container reads.
type disk struct {
	tape *tape
	in   *bufio.Reader // over tape; a concrete type that inflating has a fast path for
}

func (d *disk) offset() int64 { return d.tape.at() - int64(d.in.Buffered()) }

// back goes back to an offset as far as can be.
func (d *disk) back(to int64) {
	if to < d.offset() && d.tape.rewind(to) {
		d.in.Reset(d.tape)
	}
}

// search goes to the next magic number. It is false at the end of the file.
func (d *disk) search(magic []byte) bool {
	for {
		if head, err := d.in.Peek(len(magic)); err != nil {
			d.in.Discard(len(head))
			return false
		}
		head, _ := d.in.Peek(d.in.Buffered())
		if i := bytes.Index(head, magic); i >= 0 {
			d.in.Discard(i)
			return true
		}
		d.in.Discard(len(head) - len(magic) + 1)
	}
}

// padding passes over zeros, as tape blocks and sparse copies leave them.
func (d *disk) padding() error {
	for {
		head, err := d.in.Peek(1)
		if len(head) == 0 {
			return err
		}
		head, _ = d.in.Peek(d.in.Buffered())
		rest := bytes.TrimLeft(head, "\x00")
		d.in.Discard(len(head) - len(rest))
		if len(rest) > 0 {
			return nil
		}
	}
}

// plainFile is a file that is not compressed.
type plainFile struct {
	disk
	opened bool
}

func (f *plainFile) next() (int64, error) {
	if f.opened {
		return f.offset(), io.EOF
	}
	f.opened = true
	f.tape.keep = 1<<63 - 1 // nothing is read twice
	return 0, nil
}

func (f *plainFile) read(p []byte) (int, error) { return f.in.Read(p) }

func (f *plainFile) find() (int64, error) { return f.offset(), io.EOF }

type verdict uint8

const (
	no verdict = iota
	maybe
	yes
)

var errNoMember = errors.New("bytes after the last member are not compressed data")

// whole makes the end of the file within a member an error of its own.
func whole(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// damage is an error of decompression, or of reading the file where that is the cause.
func (d *disk) damage(name string, err error) error {
	if failed := d.tape.err; failed != nil && !errors.Is(failed, io.EOF) {
		return failed
	}
	return fmt.Errorf("%s: damaged: %w", name, err)
}
