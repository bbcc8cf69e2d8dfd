package cache

import (
	"os"
	"slices"
)

// spill writes the recent keys to a file of the index, merged with those that are
// no larger. Without force only if there are enough of them.
func (s *Store) spill(force bool) error {
	s.spilling.Lock()
	defer s.spilling.Unlock()
	s.writing.Lock()
	err := s.freeze(force)
	s.writing.Unlock()
	if err != nil {
		return err
	}
	return s.settle()
}

// freeze takes the recent keys aside, if there are enough. The caller holds spilling
// and writing.
func (s *Store) freeze(force bool) error {
	if n := len(s.recent); n == 0 || n < s.limit && !force {
		return nil
	}
	if s.isClosed() {
		return ErrClosed
	}
	// No file of the index may know a record that is not on the disk.
	if err := s.sync(); err != nil {
		return err
	}
	if s.spare == nil {
		s.spare = map[Key]place{}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.frozen, s.recent, s.spare = s.recent, s.spare, nil
	s.frozenTo = position{s.tail.number, uint32(s.tail.size)}
	s.frozenTotals = s.totals
	s.generation++
	return nil
}

// settle writes the frozen keys to a file of the index. The caller holds spilling.
func (s *Store) settle() error {
	if s.frozen == nil {
		return nil
	}
	i, r, err := s.merge(s.frozen, s.frozenTo, &s.frozenTotals)
	s.files.Lock()
	defer s.files.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	frozen := s.frozen
	s.frozen = nil
	s.generation++
	if err != nil {
		for k, p := range frozen {
			if _, ok := s.recent[k]; !ok {
				s.recent[k] = p
			}
		}
		s.limit = len(s.recent) + s.mostRecent()/8 // not at every Put from now on
		return err
	}
	s.limit = s.mostRecent()
	s.replace(i, r)
	clear(frozen)
	s.spare = frozen
	return nil
}

// merge writes entries, which are newer than all runs, to a new run, together with the
// runs from number i on. These are as many as are no larger than what goes in with
// them, so that there are few runs, and no entry is written often. The list of runs
// stays as it is.
func (s *Store) merge(newest map[Key]place, to position, t *totals) (i int, r *run, err error) {
	list := make([]entry, 0, len(newest))
	for k, p := range newest {
		list = append(list, entry{k, p})
	}
	slices.SortFunc(list, func(a, b entry) int { return a.key.Compare(b.key) })
	cursors := []*cursor{{list: list}}
	n := int64(len(list))
	for i = len(s.runs); i > 0 && s.runs[i-1].n <= n; i-- {
		n += s.runs[i-1].n
		cursors = append(cursors, &cursor{run: s.runs[i-1]})
	}
	from := position{}
	if i > 0 {
		from = s.runs[i-1].to
	}
	w, err := s.newRun(n)
	if err != nil {
		return i, nil, err
	}
	err = winners(cursors, func(e *entry) error {
		w.add(e)
		return w.failed
	})
	if err != nil {
		w.abandon()
		return i, nil, err
	}
	r, err = w.finish(from, to, t)
	return i, r, err
}

// newRun starts a run of at most n entries. A store that may not write has its runs
// in the system's directory for temporary files.
func (s *Store) newRun(n int64) (*runWriter, error) {
	dir := s.dir
	if s.options.ReadOnly {
		if s.tempDir == "" {
			var err error
			if s.tempDir, err = os.MkdirTemp("", "dateline-index-"); err != nil {
				return nil, err
			}
		}
		dir = s.tempDir
	}
	s.next++
	return newRun(dir, s.next, n, s.options.IndexMemory/2)
}

// replace puts a run in the place of those from number i on, which it holds. It wants
// the files for itself.
func (s *Store) replace(i int, r *run) {
	old := s.runs[i:]
	s.runs = append(slices.Clone(s.runs[:i]), r)
	s.trim()
	for _, o := range old {
		s.discard(o)
	}
}

// trim drops the filters that are beyond the budget of memory, the oldest first:
// these are large, and one read finds out as well.
func (s *Store) trim() {
	budget := s.options.IndexMemory / 2
	for _, r := range slices.Backward(s.runs) {
		if budget -= 8 * int64(len(r.filter)); budget < 0 {
			budget += 8 * int64(len(r.filter))
			r.filter = nil
		}
	}
}
