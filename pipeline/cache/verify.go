package cache

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

// Verify reads every record and every entry of the index, and reports what is
// damaged: each place once, in the order of the files. The error is that of a disk
// that could not be read; damage is none. report may be nil: Stats counts as well.
// Get goes on meanwhile, Put waits.
func (s *Store) Verify(report func(Damage)) error {
	s.spilling.Lock()
	defer s.spilling.Unlock()
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.isClosed() {
		return fmt.Errorf("cache: %s: %w", s.dir, ErrClosed)
	}
	err := s.flush()
	if err == nil {
		err = s.verify(func(d Damage) {
			s.damaged(d)
			if report != nil {
				report(d)
			}
		})
	}
	if err != nil {
		return fmt.Errorf("cache: %w", err)
	}
	return nil
}

func (s *Store) verify(report func(Damage)) error {
	var numbers []uint32
	for n := range s.segments {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)

	// The index first: where it is damaged, what it lacks is no news.
	sound := true
	for _, r := range s.runs {
		var d *indexDamage
		if err := r.check(); errors.As(err, &d) {
			report(Damage{r.path, d.offset, d.reason})
			sound = false
		} else if err != nil {
			return err
		}
	}
	var led int64        // records that the index leads to
	var garbled []Damage // stretches that are no record,
	var ends []int64     // and where they end
	for _, n := range numbers {
		g := s.segments[n]
		f, err := s.handles.acquire(g)
		if err != nil {
			return err
		}
		err = func() error {
			defer s.handles.release(g)
			if intact, err := g.checkHead(f); err != nil {
				return err
			} else if !intact {
				report(Damage{g.path, 0, "header of the segment"})
			}
			return scan(f, g.salt, segmentHeader, g.size, func(x found) error {
				if x.state != good {
					report(Damage{g.path, x.offset, x.reason()})
				}
				if x.state == garbage {
					garbled, ends = append(garbled, Damage{File: g.path, Offset: x.offset}), append(ends, x.end)
				}
				if x.state == garbage || !sound {
					return nil
				}
				p, ok := s.inMemory(&x.key)
				if !ok {
					if p, ok, err = findIn(s.runs, &x.key); err != nil {
						return err
					}
				}
				at := position{g.number, uint32(x.offset)}
				switch to := (position{p.segment(), p.offset}); {
				case !ok && x.state == good:
					report(Damage{g.path, x.offset, "a record that is not in the index"})
				case ok && to == at && p.length == x.length && p.kind() == x.kind:
					led++
				case ok && !at.before(to):
					report(Damage{g.path, x.offset, "another record than the index says"})
				}
				return nil
			})
		}()
		if err != nil {
			return named(g.path, err)
		}
	}
	if !sound {
		return nil
	}
	return s.verifyPlaces(led, func(d Damage) {
		for i, g := range garbled {
			if d.File == g.File && g.Offset <= d.Offset && d.Offset < ends[i] {
				return // reported already
			}
		}
		report(d)
	})
}

// verifyPlaces looks for entries that lead to no record. There are none if as many
// records are led to as there are entries.
func (s *Store) verifyPlaces(led int64, report func(Damage)) error {
	var all int64
	each := func(visit func(e *entry) error) error {
		for k, p := range s.recent {
			if err := visit(&entry{k, p}); err != nil {
				return err
			}
		}
		return winners(s.cursors(), func(e *entry) error {
			if _, ok := s.recent[e.key]; ok {
				return nil
			}
			return visit(e)
		})
	}
	if err := each(func(*entry) error { all++; return nil }); err != nil || all == led {
		return err
	}
	var found []Damage
	err := each(func(e *entry) error {
		g := s.segments[e.segment()]
		if g == nil {
			found = append(found, Damage{s.dir, int64(e.offset), fmt.Sprintf("segment %d is not there, key %v", e.segment(), e.key)})
			return nil
		}
		f, err := s.handles.acquire(g)
		if err != nil {
			return err
		}
		defer s.handles.release(g)
		var b [recordHeader]byte
		if _, err := f.ReadAt(b[:], int64(e.offset)); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		h, ok := parseHeader(b[:], g.salt)
		if !ok || h.key != e.key || h.length != e.length {
			found = append(found, Damage{g.path, int64(e.offset), "an entry of the index leads to no record, key " + e.key.String()})
		}
		return nil
	})
	for _, d := range found {
		report(d)
	}
	return err
}
