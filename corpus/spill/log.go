package spill

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"os"
)

const logBuffer = 64 << 10 // a run has some twenty logs

// Log keeps records in a temporary file. Records are added first and read then,
// as often as wanted. The zero Log is ready for use.
type Log struct {
	Dir string // of the temporary file; "" means that of the system

	file *os.File
	out  *bufio.Writer
	size int64
	n    int
	head [binary.MaxVarintLen64]byte
	buf  []byte // of At
}

// Add takes a record and returns where it lies, for At.
func (l *Log) Add(record []byte) (at int64, err error) {
	if l.file == nil {
		if l.file, err = unnamed(l.Dir); err != nil {
			return 0, err
		}
		l.out = bufio.NewWriterSize(l.file, logBuffer)
	}
	at = l.size
	head := binary.AppendUvarint(l.head[:0], uint64(len(record)))
	if _, err = l.out.Write(head); err == nil {
		_, err = l.out.Write(record)
	}
	if err != nil {
		return at, fmt.Errorf("spill: %w", err)
	}
	l.size += int64(len(head) + len(record))
	l.n++
	return at, nil
}

// Len is the number of records.
func (l *Log) Len() int { return l.n }

// Size is the number of bytes on the disk.
func (l *Log) Size() int64 { return l.size }

// Records yields all records in the order they were added. A record is valid
// until the next one is read. Several loops may run at once, but Add may not run
// in between.
func (l *Log) Records() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		if l.file == nil {
			return
		}
		if err := l.out.Flush(); err != nil {
			yield(nil, fmt.Errorf("spill: %w", err))
			return
		}
		in := bufio.NewReaderSize(io.NewSectionReader(l.file, 0, l.size), int(min(l.size, logBuffer)))
		var buf []byte
		for range l.n {
			size, err := binary.ReadUvarint(in)
			if err == nil {
				if uint64(cap(buf)) < size {
					buf = make([]byte, size)
				}
				buf = buf[:size]
				_, err = io.ReadFull(in, buf)
			}
			if err != nil {
				yield(nil, fmt.Errorf("spill: %w", err))
				return
			}
			if !yield(buf, nil) {
				return
			}
		}
	}
}

// At reads the record that Add put at that place. It is valid until the next call.
func (l *Log) At(at int64) ([]byte, error) {
	if l.out != nil && l.out.Buffered() > 0 {
		if err := l.out.Flush(); err != nil {
			return nil, fmt.Errorf("spill: %w", err)
		}
	}
	if at < 0 || at >= l.size {
		return nil, fmt.Errorf("spill: no record at %d of %d", at, l.size)
	}
	const guess = 2 << 10 // most records are read with one call
	if cap(l.buf) < guess {
		l.buf = make([]byte, guess)
	}
	n, err := l.file.ReadAt(l.buf[:min(guess, l.size-at)], at)
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("spill: %w", err)
	}
	size, k := binary.Uvarint(l.buf[:n])
	if k <= 0 || at+int64(k)+int64(size) > l.size {
		return nil, fmt.Errorf("spill: no record at %d", at)
	}
	if whole := k + int(size); whole > n {
		if cap(l.buf) < whole {
			grown := make([]byte, whole)
			copy(grown, l.buf[:n])
			l.buf = grown
		}
		if _, err := l.file.ReadAt(l.buf[n:whole], at+int64(n)); err != nil && err != io.EOF {
			return nil, fmt.Errorf("spill: %w", err)
		}
	}
	return l.buf[k : k+int(size)], nil
}

// Close drops the records.
func (l *Log) Close() {
	if l.file != nil {
		discard(l.file)
	}
	*l = Log{Dir: l.Dir}
}
