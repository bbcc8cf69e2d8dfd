package cache

import (
	"encoding/binary"
	"fmt"
)

// Stats says what a store holds.
type Stats struct {
	Kinds        []KindStats // in the order of the kinds; those without records are left out
	Segments     int         // files
	SegmentBytes int64       // of them
	Dead         int64       // bytes of segments that no key leads to: replaced values and damage. Prune gives them back.
	Damaged      int64       // places found damaged since Open: records, stretches between them, files of the index
	Cut          int64       // bytes of a torn tail that Open cut off
	IndexFiles   int
	IndexBytes   int64 // of them
	IndexMemory  int64 // bytes of memory, about
}

// KindStats counts the values of a kind that can be got.
type KindStats struct {
	Kind    Kind
	Records int64
	Bytes   int64 // of the values
}

// Damage is a place of the store that is not what it was when it was written.
type Damage struct {
	File   string
	Offset int64 // bytes
	Reason string
}

func (d Damage) String() string { return fmt.Sprintf("%s:%d: %s", d.File, d.Offset, d.Reason) }

// mostDamage is how many places a store remembers.
const mostDamage = 1000

// totals counts by kind.
type totals [256]struct{ records, bytes int64 }

func (t *totals) add(p place, n int64) {
	t[p.kind()].records += n
	t[p.kind()].bytes += n * int64(p.length)
}

// live is the number of bytes of records that keys lead to.
func (t *totals) live() (n int64) {
	for _, k := range t {
		n += k.bytes + recordHeader*k.records
	}
	return n
}

func (t *totals) append(b []byte) []byte {
	for kind, k := range t {
		if k.records != 0 || k.bytes != 0 {
			b = append(b, byte(kind))
			b = binary.LittleEndian.AppendUint64(b, uint64(k.records))
			b = binary.LittleEndian.AppendUint64(b, uint64(k.bytes))
		}
	}
	return b
}

func (t *totals) parse(b []byte) bool {
	*t = totals{}
	for ; len(b) >= 17; b = b[17:] {
		t[b[0]].records = int64(binary.LittleEndian.Uint64(b[1:]))
		t[b[0]].bytes = int64(binary.LittleEndian.Uint64(b[9:]))
	}
	return len(b) == 0
}

// Stats counts what the store holds now.
func (s *Store) Stats() Stats {
	s.files.RLock()
	defer s.files.RUnlock()
	s.mu.RLock()
	defer s.mu.RUnlock()
	st := Stats{Segments: len(s.segments), Cut: s.cut, IndexFiles: len(s.runs)}
	for kind, k := range s.totals {
		if k.records > 0 {
			st.Kinds = append(st.Kinds, KindStats{Kind(kind), k.records, k.bytes})
		}
	}
	for _, g := range s.segments {
		st.SegmentBytes += g.size
		st.Dead += max(g.size-segmentHeader, 0)
	}
	st.SegmentBytes += int64(len(s.buffer))
	st.Dead = max(st.Dead+int64(len(s.buffer))-s.totals.live(), 0)
	for _, r := range s.runs {
		st.IndexBytes += r.size
		st.IndexMemory += 8 * int64(len(r.fences)+len(r.filter))
	}
	st.IndexMemory += entryMemory * int64(len(s.recent)+len(s.frozen))
	s.damage.Lock()
	st.Damaged = s.damage.count
	s.damage.Unlock()
	return st
}

// Damage lists what was found damaged since Open: the first 1,000 places.
func (s *Store) Damage() []Damage {
	s.damage.Lock()
	defer s.damage.Unlock()
	return append([]Damage(nil), s.damage.list...)
}

// damaged notes damage, each place once as long as there is room to remember it.
func (s *Store) damaged(d Damage) {
	s.damage.Lock()
	defer s.damage.Unlock()
	at := Damage{File: d.File, Offset: d.Offset}
	if s.damage.known[at] {
		return
	}
	s.damage.count++
	if len(s.damage.list) < mostDamage {
		s.damage.list = append(s.damage.list, d)
		if s.damage.known == nil {
			s.damage.known = map[Damage]bool{}
		}
		s.damage.known[at] = true
	}
}
