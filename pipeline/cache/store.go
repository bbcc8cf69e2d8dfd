package cache

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

var (
	ErrLocked   = errors.New("in use by another process")
	ErrClosed   = errors.New("closed")
	ErrReadOnly = errors.New("opened for reading only")
	ErrTooLarge = errors.New("value larger than 1 GiB")
	ErrVersion  = errors.New("written by another version of this program")
)

// Options are the settings of a store. The zero value holds the defaults.
type Options struct {
	// SegmentBytes is the size at which a segment ends; 0 means 256 MiB. A larger value
	// than that makes a segment of its own. It may differ from one Open to the next.
	SegmentBytes int64

	// IndexMemory is about how many bytes the index may keep in memory, beside half a
	// bit a record; 0 means 16 MiB. With less of it, lookups of keys that are not there
	// read the disk.
	IndexMemory int64

	// ReadOnly opens a store that exists and writes nothing, not even the lock. Many
	// may read at a time, but nobody may write then. What a rebuilt index needs goes to
	// the system's directory for temporary files.
	ReadOnly bool
}

const (
	defaultSegment     = 256 << 20
	defaultIndexMemory = 16 << 20
	bufferBytes        = 1 << 20     // of records that are not written yet
	bufferTime         = time.Second // that they wait at most
	entryMemory        = 64          // bytes of a recent key, about
)

// Store is an open store. Its methods may be called from several goroutines at once.
type Store struct {
	dir     string
	options Options
	lock    *flock.Flock
	handles handles

	// The locks, in the order in which they may be taken.
	spilling sync.Mutex   // the list of runs changes only under it
	writing  sync.Mutex   // the log grows only under it; held while the disk works
	files    sync.RWMutex // no file that a reader may need is closed without it
	mu       sync.RWMutex // the fields below; never held while the disk works

	closed     bool
	segments   map[uint32]*segment
	tail       *segment // the last segment; nil in an empty store. Its size does not count the buffer.
	buffer     []byte   // records behind the tail
	recent     map[Key]place
	frozen     map[Key]place // recent once, and being written to a run
	runs       []*run        // the oldest first; each begins where the one before ends
	generation int           // counts changes of frozen and runs
	totals     totals

	// Under writing.
	out      *os.File // the tail
	torn     bool     // the tail may hold a part of a record that failed
	unsynced bool     // the tail has bytes that may not be on the disk yet
	broken   error    // nothing can be written any more
	timer    *time.Timer
	armed    bool
	limit    int // entries of recent at which they are written to a run

	nextSegment uint32 // its number; none that the index knows is used again

	// Under spilling.
	spare    map[Key]place
	next     uint32 // number of the next run
	tempDir  string
	frozenTo position

	frozenTotals totals

	cut    int64 // bytes, by Open
	damage struct {
		sync.Mutex
		count int64
		list  []Damage
		known map[Damage]bool
	}
}

// Open opens the store in a directory, which it makes where needed. A store that
// another process has open gives [ErrLocked]. Open reads what was written since the
// index was, which is little, and cuts off what a crash left unfinished. [Store.Stats]
// and [Store.Damage] say what it found.
func Open(dir string, o Options) (*Store, error) {
	s, err := open(dir, o)
	if err != nil {
		return nil, fmt.Errorf("cache: %w", err)
	}
	return s, nil
}

func open(dir string, o Options) (*Store, error) {
	o.SegmentBytes = min(max(cmp.Or(o.SegmentBytes, defaultSegment), 4<<10), 2<<30)
	o.IndexMemory = max(cmp.Or(o.IndexMemory, defaultIndexMemory), 0)
	if o.ReadOnly {
		if info, err := os.Stat(dir); err != nil {
			return nil, err
		} else if !info.IsDir() {
			return nil, fmt.Errorf("%s: not a directory", dir)
		}
	} else if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	l, err := lock(dir, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, options: o, lock: l, segments: map[uint32]*segment{}, recent: map[Key]place{}}
	s.limit = s.mostRecent()
	if err := s.load(); err != nil {
		s.shut()
		return nil, err
	}
	return s, nil
}

func (s *Store) mostRecent() int { return int(max(s.options.IndexMemory/4/entryMemory, 16)) }

// Get appends the value of a key to buf. ok is false where there is none, and where
// its record is damaged; then Stats counts it and Damage names the place. err means
// that the disk could not be read.
func (s *Store) Get(k Key, buf []byte) (value []byte, ok bool, err error) {
	if value, ok, err = s.get(&k, buf); err == nil {
		return value, ok, nil
	}
	again := k // k itself need not outlive the call
	err = s.repairing(func() error {
		value, ok, err = s.get(&again, buf)
		return err
	})
	return value, ok, err
}

func (s *Store) get(k *Key, buf []byte) ([]byte, bool, error) {
	s.files.RLock()
	defer s.files.RUnlock()
	x, err := s.look(k)
	if err != nil || !x.ok {
		return buf, false, err
	}
	return s.read(k, x, buf)
}

// Has says whether there is a value for a key. It does not read the value, so Get
// may still find it damaged. Where the disk cannot be read it says no.
func (s *Store) Has(k Key) bool {
	ok, err := s.has(&k)
	if err != nil {
		again := k
		s.repairing(func() error {
			ok, err = s.has(&again)
			return err
		})
	}
	return ok
}

func (s *Store) has(k *Key) (bool, error) {
	s.files.RLock()
	defer s.files.RUnlock()
	x, err := s.look(k)
	return x.ok && s.segment(x.place) != nil, err
}

// looked is what is known of a key at a moment.
type looked struct {
	place
	ok         bool
	inMemory   bool
	generation int
}

// look finds the place of a key. The caller holds files.
func (s *Store) look(k *Key) (x looked, err error) {
	s.mu.RLock()
	if s.closed {
		s.mu.RUnlock()
		return x, ErrClosed
	}
	x.generation = s.generation
	x.place, x.ok = s.inMemory(k)
	x.inMemory = x.ok
	runs := s.runs
	s.mu.RUnlock()
	if !x.ok {
		x.place, x.ok, err = findIn(runs, k)
	}
	return x, err
}

// inMemory finds a recent key. The caller holds mu.
func (s *Store) inMemory(k *Key) (p place, ok bool) {
	if p, ok = s.recent[*k]; !ok && s.frozen != nil {
		p, ok = s.frozen[*k]
	}
	return p, ok
}

func findIn(runs []*run, k *Key) (p place, ok bool, err error) {
	hash := filterHash(k)
	for i := len(runs) - 1; i >= 0 && !ok && err == nil; i-- {
		if runs[i].filter.maybe(hash) {
			p, ok, err = runs[i].find(k)
		}
	}
	return p, ok, err
}

func (s *Store) segment(p place) *segment {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.segments[p.segment()]
}

// read appends the value of a record. The caller holds files.
func (s *Store) read(k *Key, x looked, buf []byte) ([]byte, bool, error) {
	p := x.place
	s.mu.RLock()
	g := s.segments[p.segment()]
	if x.inMemory && g != nil && g == s.tail && int64(p.offset) >= g.size {
		value := s.buffer[int64(p.offset)-g.size+recordHeader:][:p.length]
		buf = append(buf, value...)
		s.mu.RUnlock()
		return buf, true, nil
	}
	end := int64(0)
	if g != nil {
		end = g.size
	}
	s.mu.RUnlock()
	if g == nil { // pruned, or lost with its file
		return buf, false, nil
	}
	if int64(p.offset)+p.size() > end {
		s.damaged(Damage{g.path, int64(p.offset), "a cut record"})
		return buf, false, nil
	}
	f, err := s.handles.acquire(g)
	if err != nil {
		return buf, false, err
	}
	defer s.handles.release(g)

	// One read for header and value: the value is moved over the header then.
	start, size := len(buf), int(p.size())
	b := slices.Grow(buf, size)[:start+size]
	n, err := f.ReadAt(b[start:], int64(p.offset))
	if n < size {
		if errors.Is(err, io.EOF) {
			s.damaged(Damage{g.path, int64(p.offset), "a cut record"})
			return buf, false, nil
		}
		return buf, false, err
	}
	h, ok := parseHeader(b[start:], g.salt)
	reason := ""
	switch {
	case !ok:
		reason = "header of a record"
	case h.key != *k || h.length != p.length:
		reason = "another record than the index says"
	case crc32.Checksum(b[start+recordHeader:], castagnoli) != h.sum:
		reason = "checksum of a value"
	}
	if reason != "" {
		s.damaged(Damage{g.path, int64(p.offset), reason})
		return buf, false, nil
	}
	copy(b[start:], b[start+recordHeader:])
	return b[:start+int(p.length)], true, nil
}

var valuePool = sync.Pool{New: func() any { return new([]byte) }}

// Put sets the value of a key. It costs nothing but a look where the key has this
// value already, of whatever kind. A later value replaces an earlier one. The record
// is on the disk after Sync, in the hands of the system after a second or a mebibyte.
// After an error nothing of it is in the store, and the next Put may succeed, but for
// an error of the index: then the value is there, and the index stays in memory.
func (s *Store) Put(k Key, kind Kind, value []byte) error {
	if s.options.ReadOnly {
		return fmt.Errorf("cache: %s: %w", s.dir, ErrReadOnly)
	}
	if len(value) > MaxValue {
		return fmt.Errorf("cache: %s: %w", s.dir, ErrTooLarge)
	}
	h := header{key: k, kind: kind, length: uint32(len(value)), sum: crc32.Checksum(value, castagnoli)}
	full, err := s.put(&h, value)
	if err != nil {
		again := h
		err = s.repairing(func() error {
			full, err = s.put(&again, value)
			return err
		})
	}
	if err == nil && full {
		err = s.repairing(func() error { return s.spill(false) })
	}
	return err
}

func (s *Store) put(h *header, value []byte) (full bool, err error) {
	for {
		x, same, err := s.holds(h, value)
		if err != nil || same {
			return false, err
		}
		s.writing.Lock()
		if s.changed(&h.key, x) { // by another goroutine, meanwhile
			s.writing.Unlock()
			continue
		}
		full, err = s.append(h, value, x)
		s.writing.Unlock()
		return full, err
	}
}

// holds says what is known of a key, and whether it has that value.
func (s *Store) holds(h *header, value []byte) (x looked, same bool, err error) {
	s.files.RLock()
	defer s.files.RUnlock()
	if x, err = s.look(&h.key); err != nil || !x.ok || x.length != h.length {
		return x, false, err
	}
	buf := valuePool.Get().(*[]byte)
	defer valuePool.Put(buf)
	b, ok, err := s.read(&h.key, x, (*buf)[:0])
	if cap(b) <= bufferBytes {
		*buf = b
	}
	return x, ok && bytes.Equal(b, value), err
}

// changed says whether what is known of a key is old.
func (s *Store) changed(k *Key, x looked) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	p, ok := s.inMemory(k)
	if ok || x.inMemory {
		return ok != x.inMemory || p != x.place
	}
	return s.generation != x.generation
}

// append writes a record behind the log; full asks for a spill. The caller holds writing.
func (s *Store) append(h *header, value []byte, old looked) (full bool, err error) {
	if s.broken != nil {
		return false, s.broken
	}
	size := recordHeader + int64(len(value))
	if s.tail == nil || s.end() > segmentHeader && s.end()+size > s.options.SegmentBytes {
		if err := s.roll(); err != nil {
			return false, err
		}
	}
	if int64(len(s.buffer))+size > bufferBytes {
		if err := s.flush(); err != nil {
			return false, err
		}
	}
	at := s.end()
	if size > bufferBytes {
		if err := s.write(h.append(nil, s.tail.salt), value); err != nil {
			return false, err
		}
		s.mu.Lock()
		s.tail.size += size
	} else {
		if s.timer == nil {
			s.timer = time.AfterFunc(bufferTime, s.flushLate)
			s.armed = true
		} else if !s.armed {
			s.timer.Reset(bufferTime)
			s.armed = true
		}
		s.mu.Lock()
		s.buffer = append(h.append(s.buffer, s.tail.salt), value...)
	}
	if old.ok {
		s.totals.add(old.place, -1)
	}
	p := newPlace(s.tail.number, h.kind, at, h.length)
	s.totals.add(p, 1)
	s.recent[h.key] = p
	full = len(s.recent) >= s.limit
	s.mu.Unlock()
	return full, nil
}

// end is where the next record goes. The caller holds writing.
func (s *Store) end() int64 { return s.tail.size + int64(len(s.buffer)) }

// write writes behind the tail's size, which it leaves. The caller holds writing.
func (s *Store) write(parts ...[]byte) error {
	if s.torn {
		s.torn = s.out.Truncate(s.tail.size) != nil
	}
	s.unsynced = true
	at := s.tail.size
	for _, b := range parts {
		n, err := s.out.WriteAt(b, at)
		if err != nil {
			// What cannot be cut off now is written over, or cut off at the next start.
			s.torn = s.out.Truncate(s.tail.size) != nil
			return err
		}
		at += int64(n)
	}
	return nil
}

// flush gives the buffer to the system. The caller holds writing.
func (s *Store) flush() error {
	if len(s.buffer) == 0 {
		return nil
	}
	if s.broken != nil {
		return s.broken
	}
	if err := s.write(s.buffer); err != nil {
		return err
	}
	s.mu.Lock()
	s.tail.size += int64(len(s.buffer))
	s.buffer = s.buffer[:0]
	s.mu.Unlock()
	return nil
}

// flushLate is flush, a while after the first record. Its error comes again with
// the next flush.
func (s *Store) flushLate() {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.armed = false
	if s.out != nil {
		s.flush()
	}
}

// sync brings the log onto the disk. The caller holds writing.
func (s *Store) sync() error {
	if err := s.flush(); err != nil {
		return err
	}
	if s.broken != nil || !s.unsynced {
		return s.broken
	}
	if err := fsync(s.out); err != nil {
		// The system may have dropped what it could not write and will not say so again.
		s.broken = err
		return err
	}
	s.unsynced = false
	return nil
}

// roll ends the tail and starts another segment. The caller holds writing.
func (s *Store) roll() error {
	if s.tail != nil {
		if err := s.sync(); err != nil {
			return err
		}
		if s.torn {
			if err := s.out.Truncate(s.tail.size); err != nil {
				return err
			}
			s.torn = false
		}
	}
	g, f, err := createSegment(s.dir, s.nextSegment)
	if err != nil {
		return err
	}
	if s.out != nil {
		s.out.Close()
	}
	s.out, s.unsynced = f, true
	s.nextSegment++
	s.mu.Lock()
	s.segments[g.number], s.tail = g, g
	s.mu.Unlock()
	return nil
}

// Sync brings everything that was put onto the disk.
func (s *Store) Sync() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.isClosed() {
		return fmt.Errorf("cache: %s: %w", s.dir, ErrClosed)
	}
	if s.options.ReadOnly {
		return nil
	}
	if err := s.sync(); err != nil {
		return fmt.Errorf("cache: %w", err)
	}
	return nil
}

func (s *Store) isClosed() bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.closed
}

// Close brings everything onto the disk, the index too, and ends the store. A second
// Close does nothing.
func (s *Store) Close() error {
	if s.isClosed() {
		return nil
	}
	var err error
	if !s.options.ReadOnly {
		err = s.repairing(func() error { return s.spill(true) })
		s.writing.Lock()
		if e := s.sync(); err == nil && e != nil {
			err = fmt.Errorf("cache: %w", e)
		}
		s.writing.Unlock()
	}
	s.spilling.Lock()
	defer s.spilling.Unlock()
	s.writing.Lock()
	defer s.writing.Unlock()
	s.files.Lock()
	defer s.files.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shut()
	return err
}

// shut lets go of all files and of the lock. The caller holds all of the store.
func (s *Store) shut() {
	if s.closed {
		return
	}
	s.closed = true
	s.broken = ErrClosed
	if s.timer != nil {
		s.timer.Stop()
	}
	s.handles.shutAll()
	if s.out != nil {
		s.out.Close()
		s.out = nil
	}
	for _, r := range s.runs {
		r.close()
	}
	if s.tempDir != "" {
		os.RemoveAll(s.tempDir)
	}
	if s.lock != nil {
		s.unlock()
	}
}
