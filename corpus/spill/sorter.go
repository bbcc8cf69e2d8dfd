package spill

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"slices"
)

// DefaultMemory is the number of bytes that a Sorter keeps in memory: 32 MiB.
const DefaultMemory = 32 << 20

const (
	mostRuns  = 64       // sorted files that are merged at once
	runBuffer = 64 << 10 // of each file that is read or written
	chunkSize = 1 << 20
	rowCost   = 24 // bytes of memory of a row beside its own bytes
)

// Row is a key with a value. Its bytes are valid until the next row is read.
type Row struct{ Key, Value []byte }

func (r Row) compare(o Row) int {
	if c := bytes.Compare(r.Key, o.Key); c != 0 {
		return c
	}
	return bytes.Compare(r.Value, o.Value)
}

// Sorter puts rows into the order of their keys, and rows of one key into the
// order of their values, bytewise. What does not fit in memory goes to temporary
// files, sorted, and is merged at the end. The zero Sorter is ready for use.
type Sorter struct {
	Memory int    // bytes to keep in memory; 0 means DefaultMemory
	Dir    string // of the temporary files; "" means that of the system

	chunks [][]byte // the rows' bytes; a row lies within one chunk
	filled int      // chunks in use
	rows   []place
	size   int // bytes of memory in use
	n      int
	runs   []*os.File
}

// place is where a row of memory lies.
type place struct {
	start      uint64 // of the key, see start
	chunk, at  uint32
	key, value uint32 // lengths
}

// Add takes a row. It copies the bytes.
func (s *Sorter) Add(key, value []byte) error {
	size := len(key) + len(value)
	if s.size > 0 && s.size+size+rowCost > cmp.Or(s.Memory, DefaultMemory) {
		if err := s.spill(); err != nil {
			return err
		}
	}
	last := s.filled - 1
	if last < 0 || cap(s.chunks[last])-len(s.chunks[last]) < size {
		grown := 0
		if last >= 0 {
			grown = 2 * cap(s.chunks[last])
		}
		last++
		if last < len(s.chunks) && cap(s.chunks[last]) >= size {
			s.chunks[last] = s.chunks[last][:0] // of an earlier run
		} else {
			s.chunks = append(s.chunks[:last], make([]byte, 0, max(size, min(max(grown, 4<<10), chunkSize))))
		}
		s.filled++
	}
	c := s.chunks[last]
	s.rows = append(s.rows, place{start(key), uint32(last), uint32(len(c)), uint32(len(key)), uint32(len(value))})
	s.chunks[last] = append(append(c, key...), value...)
	s.size += size + rowCost
	s.n++
	return nil
}

// Len is the number of rows that were added.
func (s *Sorter) Len() int { return s.n }

func (s *Sorter) row(p place) Row {
	b := s.chunks[p.chunk][p.at:]
	return Row{b[:p.key:p.key], b[p.key : p.key+p.value : p.key+p.value]}
}

// start is the first bytes of a key as a number. Keys with different starts are in
// the order of these, so that most rows are put into order without a look at their
// bytes, which lie all over the memory.
func start(key []byte) uint64 {
	if len(key) >= 8 {
		return binary.BigEndian.Uint64(key)
	}
	var b [8]byte
	copy(b[:], key)
	return binary.BigEndian.Uint64(b[:])
}

func (s *Sorter) sort() {
	slices.SortFunc(s.rows, func(a, b place) int {
		if a.start != b.start {
			if a.start < b.start {
				return -1
			}
			return 1
		}
		return s.row(a).compare(s.row(b))
	})
}

// spill writes the rows in memory to a file of their own.
func (s *Sorter) spill() error {
	s.sort()
	f, err := writeRun(s.Dir, func(put func(Row) error) error {
		for _, p := range s.rows {
			if err := put(s.row(p)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.runs = append(s.runs, f)
	s.rows, s.size, s.filled = s.rows[:0], 0, 0

	if len(s.runs) >= mostRuns {
		return s.collapse()
	}
	return nil
}

// collapse merges all files into one, so that their number stays bounded.
func (s *Sorter) collapse() error {
	f, err := writeRun(s.Dir, func(put func(Row) error) error {
		for r, err := range merged(s.runs, nil) {
			if err == nil {
				err = put(r)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	for _, old := range s.runs {
		discard(old)
	}
	s.runs = nil
	if err != nil {
		return err
	}
	s.runs = append(s.runs, f)
	return nil
}

func writeRun(dir string, rows func(put func(Row) error) error) (*os.File, error) {
	f, err := unnamed(dir)
	if err != nil {
		return nil, err
	}
	w := bufio.NewWriterSize(f, runBuffer)
	var head [2 * binary.MaxVarintLen64]byte
	err = rows(func(r Row) error {
		b := binary.AppendUvarint(head[:0], uint64(len(r.Key)))
		b = binary.AppendUvarint(b, uint64(len(r.Value)))
		w.Write(b)
		w.Write(r.Key)
		_, err := w.Write(r.Value)
		return err
	})
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		discard(f)
		return nil, fmt.Errorf("spill: %w", err)
	}
	return f, nil
}

// discard closes a temporary file. Windows removes no file that is open, so there it
// still has its name.
func discard(f *os.File) {
	f.Close()
	if runtime.GOOS == "windows" {
		os.Remove(f.Name())
	}
}

// unnamed is a temporary file that ends with the process.
func unnamed(dir string) (*os.File, error) {
	f, err := os.CreateTemp(dir, ".dateline-*.spill")
	if err != nil {
		return nil, fmt.Errorf("spill: %w", err)
	}
	os.Remove(f.Name())
	return f, nil
}

// Rows yields the rows in order. It may be ranged over once, and gives the memory
// and the files back.
func (s *Sorter) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		defer s.Close()
		s.sort()
		if len(s.runs) == 0 {
			for _, p := range s.rows {
				if !yield(s.row(p), nil) {
					return
				}
			}
			return
		}
		for r, err := range merged(s.runs, s) {
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// Close drops rows and temporary files. Rows calls it.
func (s *Sorter) Close() {
	for _, f := range s.runs {
		discard(f)
	}
	s.chunks, s.rows, s.runs, s.size, s.filled = nil, nil, nil, 0, 0
}

// merged yields the rows of sorted files, and of the memory of a sorter if there is one.
func merged(files []*os.File, memory *Sorter) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		var m merge
		if memory != nil {
			m = append(m, &run{sorter: memory, places: memory.rows})
		}
		for _, f := range files {
			m = append(m, &run{in: bufio.NewReaderSize(f, runBuffer)})
		}
		live := m[:0]
		for _, r := range m {
			switch err := r.next(); {
			case err == nil:
				live = append(live, r)
			case !errors.Is(err, io.EOF):
				yield(Row{}, fmt.Errorf("spill: %w", err))
				return
			}
		}
		m = live
		for i := len(m)/2 - 1; i >= 0; i-- {
			m.sink(i)
		}
		for len(m) > 0 {
			if !yield(m[0].head, nil) {
				return
			}
			switch err := m[0].next(); {
			case err == nil:
			case errors.Is(err, io.EOF):
				m[0] = m[len(m)-1]
				m = m[:len(m)-1]
			default:
				yield(Row{}, fmt.Errorf("spill: %w", err))
				return
			}
			m.sink(0)
		}
	}
}

// run is a sorted sequence of rows, in memory or in a file.
type run struct {
	head   Row
	start  uint64 // of its key
	sorter *Sorter
	places []place
	in     *bufio.Reader
	buf    []byte
}

func (r *run) next() error {
	if r.in == nil {
		if len(r.places) == 0 {
			return io.EOF
		}
		r.head, r.start, r.places = r.sorter.row(r.places[0]), r.places[0].start, r.places[1:]
		return nil
	}
	key, err := binary.ReadUvarint(r.in)
	if err != nil {
		return err
	}
	value, err := binary.ReadUvarint(r.in)
	if err != nil {
		return io.ErrUnexpectedEOF
	}
	r.buf = slices.Grow(r.buf[:0], int(key+value))[:key+value]
	if _, err := io.ReadFull(r.in, r.buf); err != nil {
		return io.ErrUnexpectedEOF
	}
	r.head = Row{r.buf[:key:key], r.buf[key:]}
	r.start = start(r.head.Key)
	return nil
}

// merge is a heap of runs by their first rows.
type merge []*run

func (m merge) less(i, j int) bool {
	if m[i].start != m[j].start {
		return m[i].start < m[j].start
	}
	return m[i].head.compare(m[j].head) < 0
}

// sink puts a run that has changed back into its place.
func (m merge) sink(i int) {
	for {
		least := 2*i + 1
		if least >= len(m) {
			return
		}
		if least+1 < len(m) && m.less(least+1, least) {
			least++
		}
		if !m.less(least, i) {
			return
		}
		m[i], m[least] = m[least], m[i]
		i = least
	}
}
