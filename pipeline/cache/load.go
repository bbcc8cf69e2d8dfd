package cache

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// load reads the directory: the files of the index as far as they hold together,
// then the log behind them.
func (s *Store) load() error {
	list, err := os.ReadDir(s.dir)
	if err != nil {
		return err
	}
	var numbers []uint32 // of runs
	unfinished := false  // a prune
	for _, f := range list {
		name := f.Name()
		path := filepath.Join(s.dir, name)
		if number, salt, ok := parseSegmentName(name); ok {
			if other := s.segments[number]; other != nil {
				return fmt.Errorf("%s: a second segment %d beside %s", path, number, other.path)
			}
			info, err := f.Info()
			if err != nil {
				return err
			}
			s.segments[number] = &segment{number: number, salt: salt, path: path, size: info.Size()}
		} else if number, ok := parseRunName(name); ok {
			numbers = append(numbers, number)
			s.next = max(s.next, number+1)
		} else if name == pruningName {
			unfinished = true
		} else if strings.HasSuffix(name, ".idx.tmp") && !s.options.ReadOnly {
			os.Remove(path)
		}
	}
	for _, g := range s.segments {
		if s.tail == nil || g.number > s.tail.number {
			s.tail = g
		}
	}
	if err := s.loadRuns(numbers); err != nil {
		return err
	}
	s.nextSegment = 1
	if s.tail != nil {
		s.nextSegment = s.tail.number + 1
	}
	if s.tail != nil && !s.options.ReadOnly {
		if err := s.openTail(); err != nil {
			return err
		}
	}
	if err := s.index(true); err != nil || !unfinished {
		return err
	}
	var d *indexDamage
	if err = s.endPrune(); errors.As(err, &d) {
		if err = s.reindex(d, false); err == nil {
			err = s.endPrune()
		}
	}
	return err
}

// loadRuns opens the files of the index that follow each other from the start of the
// log. A merged file and those that it was made of are both there after a crash: the
// one that reaches farther counts. All others are removed.
func (s *Store) loadRuns(numbers []uint32) error {
	var all []*run
	for _, number := range numbers {
		path := filepath.Join(s.dir, runName(number))
		r, err := openRun(path, number)
		var d *indexDamage
		if errors.As(err, &d) {
			s.damaged(Damage{path, d.offset, d.reason})
			if !s.options.ReadOnly {
				os.Remove(path)
			}
			continue
		}
		if err != nil {
			return err
		}
		g := s.segments[r.to.segment]
		switch {
		case !r.from.before(r.to): // of a prune
			s.discard(r)
		case s.tail == nil || s.tail.number < r.to.segment: // an earlier one may have been pruned
			s.damaged(Damage{path, 0, fmt.Sprintf("the index knows segment %d, which is not there", r.to.segment)})
			s.discard(r)
		case g != nil && int64(r.to.offset) > g.size:
			s.damaged(Damage{g.path, g.size, fmt.Sprintf("the segment ends before %d, which the index knows", r.to.offset)})
			s.discard(r)
		default:
			all = append(all, r)
		}
	}
	at := position{}
	for {
		var best *run
		for _, r := range all {
			if r.from == at &&
				(best == nil || best.to.before(r.to) || best.to == r.to && best.number < r.number) {
				best = r
			}
		}
		if best == nil {
			break
		}
		s.runs = append(s.runs, best)
		at = best.to
	}
	for _, r := range all {
		if !slices.Contains(s.runs, r) {
			s.discard(r)
		}
	}
	s.trim()
	return nil
}

// discard closes a file of the index and removes it.
func (s *Store) discard(r *run) {
	r.close()
	if !s.options.ReadOnly {
		os.Remove(r.path)
	}
}

// openTail opens the last segment for writing, and makes its header again if a crash
// left the file without one.
func (s *Store) openTail() error {
	f, err := os.OpenFile(s.tail.path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	s.out = f
	intact, err := s.tail.checkHead(f)
	if err != nil {
		return err
	}
	if !intact {
		if s.tail.size > segmentHeader {
			s.damaged(Damage{s.tail.path, 0, "header of the segment"})
		}
		if _, err := f.WriteAt(segmentHead(s.tail.number, s.tail.salt), 0); err != nil {
			return err
		}
		s.tail.size = max(s.tail.size, segmentHeader)
	}
	// No file of the index may know a record that is not on the disk.
	return fsync(f)
}

// index brings the index to the end of the log. It wants the store for itself. At the
// start the end of the log is what the last whole record leaves: what follows it is
// cut off.
func (s *Store) index(start bool) error {
	err := s.replay(start)
	for range 2 {
		var d *indexDamage
		if !errors.As(err, &d) {
			break
		}
		err = s.reindex(d, start)
	}
	return err
}

// reindex builds the index again from its first damaged file on. It wants the store for itself.
func (s *Store) reindex(d *indexDamage, start bool) error {
	first := slices.Index(s.runs, d.run)
	if first < 0 { // done already
		return nil
	}
	s.damaged(Damage{d.run.path, d.offset, d.reason})
	// Where one file is damaged others may be, and building would stop at each.
	for i, r := range s.runs[:first] {
		var d *indexDamage
		if err := r.check(); errors.As(err, &d) {
			s.damaged(Damage{r.path, d.offset, d.reason})
			first = i
			break
		} else if err != nil {
			return err
		}
	}
	for _, r := range s.runs[first:] {
		s.discard(r)
	}
	s.runs = slices.Clone(s.runs[:first])
	s.generation++
	clear(s.recent)
	return s.replay(start)
}

// replay reads the log behind the files of the index.
func (s *Store) replay(start bool) error {
	from := position{}
	s.totals = totals{}
	if n := len(s.runs); n > 0 {
		from = s.runs[n-1].to
		s.totals.parse(s.runs[n-1].totals)
	}
	var numbers []uint32
	for number := range s.segments {
		if number >= from.segment {
			numbers = append(numbers, number)
		}
	}
	slices.Sort(numbers)
	for _, number := range numbers {
		g := s.segments[number]
		at := int64(segmentHeader)
		if number == from.segment {
			at = max(at, int64(from.offset))
		}
		if err := s.replaySegment(g, at, start && g == s.tail); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) replaySegment(g *segment, at int64, cut bool) error {
	f, err := s.handles.acquire(g)
	if err != nil {
		return err
	}
	defer s.handles.release(g)
	if intact, err := g.checkHead(f); err != nil {
		return err
	} else if !intact && g.size >= segmentHeader {
		s.damaged(Damage{g.path, 0, "header of the segment"})
	}
	var held []found // behind the last whole record
	release := func() error {
		for _, x := range held {
			s.damaged(Damage{g.path, x.offset, x.reason()})
			// A damaged record still hides the older value of its key.
			if x.state == badValue {
				if err := s.learn(g, x); err != nil {
					return err
				}
			}
		}
		held = held[:0]
		return nil
	}
	err = scan(f, g.salt, at, g.size, func(x found) error {
		if x.state != good {
			held = append(held, x)
			return nil
		}
		if err := release(); err != nil {
			return err
		}
		return s.learn(g, x)
	})
	if err != nil {
		return named(g.path, err)
	}
	if len(held) == 0 {
		return nil
	}
	if !cut {
		return release()
	}
	end := held[0].offset
	s.cut += g.size - end
	g.size = end
	if s.out == nil { // read-only
		return nil
	}
	if err := s.out.Truncate(end); err != nil {
		return err
	}
	return fsync(s.out)
}

// named adds the file to an error that does not name it.
func named(path string, err error) error {
	var p *os.PathError
	var d *indexDamage
	if err == nil || errors.As(err, &p) || errors.As(err, &d) {
		return err
	}
	return fmt.Errorf("%s: %w", path, err)
}

// learn takes a record of the log into the index. It wants the store for itself.
func (s *Store) learn(g *segment, x found) error {
	old, ok := s.recent[x.key]
	if !ok {
		var err error
		if old, ok, err = findIn(s.runs, &x.key); err != nil {
			return err
		}
	}
	if ok {
		s.totals.add(old, -1)
	}
	p := newPlace(g.number, x.kind, x.offset, x.length)
	s.totals.add(p, 1)
	s.recent[x.key] = p
	if len(s.recent) < s.limit {
		return nil
	}
	i, r, err := s.merge(s.recent, position{g.number, uint32(x.end)}, &s.totals)
	if err != nil {
		return err
	}
	s.replace(i, r)
	clear(s.recent)
	return nil
}

// repairing runs something, and again when it met damage in the index, which is
// built again from the log before.
func (s *Store) repairing(do func() error) error {
	var err error
	for range 4 {
		var d *indexDamage
		if err = do(); !errors.As(err, &d) {
			break
		}
		if e := s.repair(d); e != nil {
			err = e
			break
		}
	}
	if err == nil {
		return nil
	}
	if errors.Is(err, ErrClosed) {
		err = fmt.Errorf("%s: %w", s.dir, ErrClosed)
	}
	return fmt.Errorf("cache: %w", err)
}

// repair builds the index again while the store is in use.
func (s *Store) repair(d *indexDamage) error {
	s.spilling.Lock()
	defer s.spilling.Unlock()
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.sync(); err != nil {
		return err
	}
	s.files.Lock()
	defer s.files.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	err := s.reindex(d, false)
	if err != nil {
		s.broken = fmt.Errorf("the index could not be built again: %w", err)
	}
	return err
}
