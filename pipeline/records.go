package pipeline

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"dateline/corpus/pack"
	"dateline/corpus/write"
)

// A file of records outlives the run that wrote it: a line of text that says what it
// is, records with their lengths in front, and a digest of all that. It appears under
// its name when it is whole, and a damaged one is as good as none.

// writeRecords writes such a file. The head ends with a line feed and has no other.
func writeRecords(path string, head []byte, records iter.Seq2[[]byte, error]) error {
	f, err := write.Create(path)
	if err != nil {
		return fmt.Errorf("pipeline: %w", err)
	}
	defer f.Abort()
	h := sha256.New()
	to := io.MultiWriter(f, h)
	if _, err := to.Write(head); err != nil {
		return err
	}
	var size []byte
	for record, err := range records {
		if err == nil {
			size = binary.AppendUvarint(size[:0], uint64(len(record)))
			if _, err = to.Write(size); err == nil {
				_, err = to.Write(record)
			}
		}
		if err != nil {
			return err
		}
	}
	if _, err := f.Write(h.Sum(nil)); err != nil {
		return err
	}
	return f.Commit()
}

// recordFile is a file of records being read.
type recordFile struct {
	file *os.File
	head []byte
	body *io.SectionReader
}

// errNoRecords is a file of records that is not there, or not whole.
var errNoRecords = errors.New("no file of records")

// openRecords opens a file and checks its digest.
func openRecords(path string) (*recordFile, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, errNoRecords
	}
	if err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	r, err := checkRecords(f)
	if err != nil {
		f.Close()
		return nil, err
	}
	return r, nil
}

func checkRecords(f *os.File) (*recordFile, error) {
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	if size < sha256.Size {
		return nil, errNoRecords
	}
	body := io.NewSectionReader(f, 0, size-sha256.Size)
	h := sha256.New()
	if _, err := io.Copy(h, body); err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	var want [sha256.Size]byte
	if _, err := f.ReadAt(want[:], size-sha256.Size); err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	if !bytes.Equal(want[:], h.Sum(nil)) {
		return nil, errNoRecords
	}
	body.Seek(0, io.SeekStart)
	head, err := bufio.NewReader(body).ReadBytes('\n')
	if err != nil {
		return nil, errNoRecords
	}
	at := int64(len(head))
	return &recordFile{f, head, io.NewSectionReader(f, at, size-sha256.Size-at)}, nil
}

func (r *recordFile) close() { r.file.Close() }

// all yields the records. Each is valid until the next.
func (r *recordFile) all() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		r.body.Seek(0, io.SeekStart)
		in := bufio.NewReaderSize(r.body, 1<<18)
		var buf []byte
		for {
			size, err := binary.ReadUvarint(in)
			if errors.Is(err, io.EOF) {
				return
			}
			if err == nil && size > uint64(r.body.Size()) {
				err = pack.ErrCorrupt
			}
			if err == nil {
				if uint64(cap(buf)) < size {
					buf = make([]byte, size)
				}
				buf = buf[:size]
				_, err = io.ReadFull(in, buf)
			}
			if err != nil {
				yield(nil, fmt.Errorf("pipeline: %s: %w", r.file.Name(), err))
				return
			}
			if !yield(buf, nil) {
				return
			}
		}
	}
}
