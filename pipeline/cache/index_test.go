package cache

import (
	"encoding/binary"
	"sync"
	"testing"
)

// TestKeysThatAreNoDigests: many keys that share their first half lie in several pages.
func TestKeysThatAreNoDigests(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	at := func(high, low int) (k Key) {
		binary.BigEndian.PutUint64(k[:], uint64(high))
		binary.BigEndian.PutUint64(k[8:], uint64(low))
		return k
	}
	sizes := []int{1, 0, pageEntries - 1, 5 * pageEntries, 0, 1, 3*pageEntries + 7}
	for high, n := range sizes {
		for low := range n {
			mustPut(t, s, at(high, 2*low), 0, nil)
		}
	}
	for range 2 {
		for high, n := range sizes {
			for low := -1; low < 2*n+2; low++ {
				if got, want := s.Has(at(high, low)), low >= 0 && low%2 == 0 && low < 2*n; got != want {
					t.Fatal(high, low, got)
				}
			}
		}
		mustVerify(t, s)
		mustClose(t, s)
		s = mustOpen(t, dir, Options{})
	}
}

func TestFilter(t *testing.T) {
	for _, n := range []int{1, 63, 64, 65, 10_000} {
		f := newFilter(int64(n))
		for i := range n {
			k := key(i)
			f.add(filterHash(&k))
		}
		for i := range n {
			if k := key(i); !f.maybe(filterHash(&k)) {
				t.Fatal("a key that was added is not there", n, i)
			}
		}
		wrong := 0
		for i := range 10_000 {
			if k := key(n + i); f.maybe(filterHash(&k)) {
				wrong++
			}
		}
		if wrong > 600 {
			t.Errorf("filter of %d: maybe of %d keys in 10,000 that are not there", n, wrong)
		}
	}
}

// TestManySegments: more segments than may be open at once, from several goroutines.
func TestManySegments(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{SegmentBytes: 1})
	const n = mostOpen + 50
	for i := range n {
		mustPut(t, s, key(i), 0, value(i, 4<<10))
	}
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range n {
				i = (i + w*n/4) % n
				if v, ok, err := s.Get(key(i), nil); !ok || err != nil || string(v) != string(value(i, 4<<10)) {
					t.Error(i, ok, err)
				}
			}
		}()
	}
	wg.Wait()
	if st := s.Stats(); st.Segments != n || len(s.handles.open) > mostOpen+4 {
		t.Errorf("%d segments, %d open", st.Segments, len(s.handles.open))
	}
	mustVerify(t, s)
}
