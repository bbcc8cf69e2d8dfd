package write

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
)

// sorterMemory is the number of bytes that a Sorter keeps in memory.
const sorterMemory = 64 << 20

// Sorter puts lines into the order of their keys. What does not fit in memory
// goes to temporary files, sorted, and is merged at the end. The zero Sorter is
// ready for use; lines of equal keys come in the order of their bytes.
type Sorter struct {
	// Memory is the number of bytes to keep in memory; 0 means 64 MiB.
	Memory int

	rows []row
	size int
	runs []*os.File
}

type row struct {
	key  string
	line []byte
}

func (r row) compare(o row) int {
	return cmp.Or(cmp.Compare(r.key, o.key), bytes.Compare(r.line, o.line))
}

// Add takes a line, which the Sorter keeps.
func (s *Sorter) Add(key string, line []byte) error {
	s.rows = append(s.rows, row{key, line})
	s.size += len(key) + len(line) + 64
	if s.size > cmp.Or(s.Memory, sorterMemory) {
		return s.spill()
	}
	return nil
}

func (s *Sorter) spill() error {
	slices.SortFunc(s.rows, row.compare)
	f, err := os.CreateTemp("", "dateline-*.sort")
	if err != nil {
		return fmt.Errorf("write: sort: %w", err)
	}
	os.Remove(f.Name()) // the open file lives on; nothing is left behind on a crash
	w := bufio.NewWriterSize(f, 1<<18)
	var head [8]byte
	for _, r := range s.rows {
		binary.LittleEndian.PutUint32(head[:4], uint32(len(r.key)))
		binary.LittleEndian.PutUint32(head[4:], uint32(len(r.line)))
		w.Write(head[:])
		w.WriteString(r.key)
		w.Write(r.line)
	}
	err = w.Flush()
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		f.Close()
		return fmt.Errorf("write: sort: %w", err)
	}
	s.runs = append(s.runs, f)
	s.rows, s.size = nil, 0
	return nil
}

// Lines yields the lines in order. It may be ranged over once.
func (s *Sorter) Lines() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		defer s.Close()
		slices.SortFunc(s.rows, row.compare)
		if len(s.runs) == 0 {
			for _, r := range s.rows {
				if !yield(r.line, nil) {
					return
				}
			}
			return
		}
		var m merge
		m = append(m, &run{rest: s.rows})
		for _, f := range s.runs {
			m = append(m, &run{in: bufio.NewReaderSize(f, 1<<18)})
		}
		live := m[:0]
		for _, r := range m {
			switch err := r.next(); {
			case err == nil:
				live = append(live, r)
			case !errors.Is(err, io.EOF):
				yield(nil, fmt.Errorf("write: sort: %w", err))
				return
			}
		}
		m = live
		heap.Init(&m)
		for len(m) > 0 {
			if !yield(m[0].head.line, nil) {
				return
			}
			switch err := m[0].next(); {
			case err == nil:
				heap.Fix(&m, 0)
			case errors.Is(err, io.EOF):
				heap.Pop(&m)
			default:
				yield(nil, fmt.Errorf("write: sort: %w", err))
				return
			}
		}
	}
}

// Close drops the temporary files. Lines calls it.
func (s *Sorter) Close() {
	for _, f := range s.runs {
		f.Close()
	}
	s.runs = nil
}

// run is a sorted sequence of rows, in memory or in a file.
type run struct {
	head row
	rest []row
	in   *bufio.Reader
}

func (r *run) next() error {
	if r.in == nil {
		if len(r.rest) == 0 {
			return io.EOF
		}
		r.head, r.rest = r.rest[0], r.rest[1:]
		return nil
	}
	var head [8]byte
	if _, err := io.ReadFull(r.in, head[:]); err != nil {
		return err
	}
	both := make([]byte, binary.LittleEndian.Uint32(head[:4])+binary.LittleEndian.Uint32(head[4:]))
	if _, err := io.ReadFull(r.in, both); err != nil {
		return io.ErrUnexpectedEOF
	}
	n := binary.LittleEndian.Uint32(head[:4])
	r.head = row{string(both[:n]), both[n:]}
	return nil
}

// merge is a heap of runs by their first rows.
type merge []*run

func (m merge) Len() int           { return len(m) }
func (m merge) Less(i, j int) bool { return m[i].head.compare(m[j].head) < 0 }
func (m merge) Swap(i, j int)      { m[i], m[j] = m[j], m[i] }
func (m *merge) Push(x any)        { *m = append(*m, x.(*run)) }
func (m *merge) Pop() any {
	last := (*m)[len(*m)-1]
	*m = (*m)[:len(*m)-1]
	return last
}
