package cache

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
)

// pruningName is the file that is there while segments go, so that the next start
// takes their entries out of the index if this run does not come to it.
const pruningName = "pruning"

// PruneStats says what Prune did.
type PruneStats struct {
	Kept, Dropped int64 // keys
	Segments      int   // that were written again or removed
	Before, After int64 // bytes of segments
}

// Prune drops all keys but those that keep yields, which must be in ascending order;
// those that the store does not hold are passed over. Then it writes the segments that
// hold dead records again, one after another, so it needs no more room on the disk than
// the largest segment, and removes damage on the way. It may be killed at any moment:
// what it has not come to stays. Get goes on meanwhile; Put waits, so keep must not call it.
func (s *Store) Prune(keep iter.Seq2[Key, error]) (PruneStats, error) {
	var st PruneStats
	if s.options.ReadOnly {
		return st, fmt.Errorf("cache: %s: %w", s.dir, ErrReadOnly)
	}
	// Damage in the index is found by reading it once, since keep can be read once only.
	err := s.repairing(func() error {
		s.spilling.Lock()
		defer s.spilling.Unlock()
		return s.readIndex()
	})
	if err != nil {
		return st, err
	}
	s.spilling.Lock()
	defer s.spilling.Unlock()
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.prune(keep, &st); err != nil {
		return st, fmt.Errorf("cache: %w", err)
	}
	return st, nil
}

// readIndex reads every entry.
func (s *Store) readIndex() error {
	if s.isClosed() {
		return ErrClosed
	}
	for _, r := range s.runs {
		if err := r.check(); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) prune(keep iter.Seq2[Key, error], st *PruneStats) error {
	if s.isClosed() {
		return ErrClosed
	}
	if err := s.freeze(true); err != nil {
		return err
	}
	if err := s.settle(); err != nil {
		return err
	}
	for _, g := range s.segments {
		st.Before += g.size
	}

	// What stays: a list of the kept keys with their places, for use by this function.
	live := map[uint32]int64{}
	kept, err := s.keepers(keep, live, st)
	if err != nil {
		return err
	}
	defer func() {
		kept.close()
		os.Remove(kept.path)
	}()
	var dead []*segment
	for _, g := range s.segments {
		head := false
		if f, err := s.handles.acquire(g); err == nil {
			head, _ = g.checkHead(f)
			s.handles.release(g)
		}
		if g.size != segmentHeader+live[g.number] || !head {
			dead = append(dead, g)
		}
	}
	if len(dead) > 0 || st.Dropped > 0 {
		if err := s.sweep(dead, kept, st); err != nil {
			return err
		}
	}
	for _, g := range s.segments {
		st.After += g.size
	}
	return nil
}

// keepers writes the kept entries to a file that is not part of the index, and adds
// up the bytes of each segment that stay.
func (s *Store) keepers(keep iter.Seq2[Key, error], live map[uint32]int64, st *PruneStats) (*run, error) {
	next, stop := iter.Pull2(keep)
	defer stop()
	var want Key
	more := true
	first := true
	advance := func() error {
		k, err, ok := next()
		switch {
		case err != nil:
			return err
		case !ok:
			more = false
		case !first && k.Compare(want) < 0:
			return fmt.Errorf("keys to keep are not in ascending order: %v after %v", k, want)
		}
		want, first = k, false
		return nil
	}
	if err := advance(); err != nil {
		return nil, err
	}
	w, err := s.newRun(s.entries())
	if err != nil {
		return nil, err
	}
	gone := s.damagedPlaces()
	err = winners(s.cursors(), func(e *entry) error {
		g := s.segments[e.segment()]
		if g == nil {
			return nil
		}
		for more && want.Compare(e.key) < 0 {
			if err := advance(); err != nil {
				return err
			}
		}
		if !more || want != e.key || gone[Damage{File: g.path, Offset: int64(e.offset)}] {
			st.Dropped++
			return nil
		}
		st.Kept++
		live[g.number] += e.size()
		w.add(e)
		return w.failed
	})
	// The order of the keys is checked to the end, whatever the store holds.
	for err == nil && more {
		err = advance()
	}
	if err != nil {
		w.abandon()
		return nil, err
	}
	return w.finish(position{}, position{}, &totals{}) // covers nothing: no start takes it for a part of the index
}

func (s *Store) entries() (n int64) {
	for _, r := range s.runs {
		n += r.n
	}
	return n
}

// cursors walk over all runs, the newest first.
func (s *Store) cursors() (all []*cursor) {
	for _, r := range slices.Backward(s.runs) {
		all = append(all, &cursor{run: r})
	}
	return all
}

func (s *Store) damagedPlaces() map[Damage]bool {
	s.damage.Lock()
	defer s.damage.Unlock()
	places := make(map[Damage]bool, len(s.damage.known))
	for d := range s.damage.known {
		places[d] = true
	}
	return places
}

// sweep moves the kept records of segments with dead ones to the end of the log and
// removes the segments, in the order of their numbers: so an older value never
// outlives a newer one of its key.
func (s *Store) sweep(dead []*segment, kept *run, st *PruneStats) error {
	slices.SortFunc(dead, func(a, b *segment) int { return int(a.number) - int(b.number) })
	marker := filepath.Join(s.dir, pruningName)
	if err := os.WriteFile(marker, nil, 0o644); err != nil {
		return err
	}
	if err := syncDir(s.dir); err != nil {
		return err
	}
	// The log must not end before where the index says, so its last segment stays: an empty one.
	if n := len(dead); n > 0 && dead[n-1] == s.tail && s.tail.size > segmentHeader {
		if err := s.roll(); err != nil {
			return err
		}
	}
	for _, g := range dead {
		if g == s.tail {
			continue
		}
		if err := s.move(g, kept); err != nil {
			return err
		}
		st.Segments++
	}
	if err := s.freeze(true); err != nil {
		return err
	}
	if err := s.settle(); err != nil {
		return err
	}
	return s.retain(kept)
}

// move copies the kept records of a segment to the end of the log and removes it.
func (s *Store) move(g *segment, kept *run) error {
	f, err := s.handles.acquire(g)
	if err != nil {
		return err
	}
	err = func() error {
		defer s.handles.release(g)
		var buf []byte
		return scan(f, g.salt, segmentHeader, g.size, func(x found) error {
			if x.state == garbage {
				return nil
			}
			p, ok, err := kept.find(&x.key)
			if err != nil || !ok || p.segment() != g.number || int64(p.offset) != x.offset {
				return err
			}
			if x.state == badValue {
				s.damaged(Damage{g.path, x.offset, x.reason()})
				return nil
			}
			buf = slices.Grow(buf[:0], int(x.length))[:x.length]
			if _, err := f.ReadAt(buf, x.offset+recordHeader); err != nil {
				return err
			}
			if crc32.Checksum(buf, castagnoli) != x.sum {
				return fmt.Errorf("changes while it is read, at %d", x.offset)
			}
			full, err := s.append(&x.header, buf, looked{place: p, ok: true})
			if err == nil && full {
				if err = s.freeze(false); err == nil {
					err = s.settle()
				}
			}
			return err
		})
	}()
	if err == nil {
		err = s.sync()
	}
	if err != nil {
		return named(g.path, err)
	}
	s.files.Lock()
	defer s.files.Unlock()
	s.mu.Lock()
	delete(s.segments, g.number)
	s.mu.Unlock()
	s.handles.Lock()
	s.handles.shut(g)
	s.handles.Unlock()
	if err := os.Remove(g.path); err != nil {
		return err
	}
	return syncDir(s.dir)
}

// retain makes one file of the index, of the entries whose segment is there and, if
// there is a list of kept keys, whose key is on it, and counts anew.
func (s *Store) retain(kept *run) error {
	if len(s.runs) == 0 {
		return s.endPruning()
	}
	w, err := s.newRun(s.entries())
	if err != nil {
		return err
	}
	onList := func(*Key) (bool, error) { return true, nil }
	if kept != nil {
		keys := cursor{run: kept}
		last := keys.next() // then all errors are in one place
		onList = func(k *Key) (bool, error) {
			for last == nil && keys.head.key.Compare(*k) < 0 {
				last = keys.next()
			}
			if last != nil && !errors.Is(last, io.EOF) {
				return false, last
			}
			return last == nil && keys.head.key == *k, nil
		}
	}
	var t totals
	err = winners(s.cursors(), func(e *entry) error {
		if ok, err := onList(&e.key); !ok || err != nil || s.segments[e.segment()] == nil {
			return err
		}
		t.add(e.place, 1)
		w.add(e)
		return w.failed
	})
	if err != nil {
		w.abandon()
		return err
	}
	r, err := w.finish(position{}, s.runs[len(s.runs)-1].to, &t)
	if err != nil {
		return err
	}
	s.files.Lock()
	s.mu.Lock()
	s.totals = t
	s.generation++
	s.replace(0, r)
	s.mu.Unlock()
	s.files.Unlock()
	return s.endPruning()
}

func (s *Store) endPruning() error {
	if s.options.ReadOnly {
		return nil
	}
	if err := os.Remove(filepath.Join(s.dir, pruningName)); err != nil {
		return err
	}
	return syncDir(s.dir)
}

// endPrune takes the entries of removed segments out of the index, after a start
// that found a prune unfinished.
func (s *Store) endPrune() error {
	if len(s.recent) > 0 {
		// Only entries in files are looked through.
		to := position{s.tail.number, uint32(s.tail.size)}
		i, r, err := s.merge(s.recent, to, &s.totals)
		if err != nil {
			return err
		}
		s.replace(i, r)
		clear(s.recent)
	}
	return s.retain(nil)
}
