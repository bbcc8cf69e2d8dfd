package cache

import (
	"errors"
	"iter"
	"os"
	"slices"
	"testing"
)

// keepOnly yields keys in their order.
func keepOnly(keys ...Key) iter.Seq2[Key, error] {
	keys = slices.SortedFunc(slices.Values(keys), Key.Compare)
	return func(yield func(Key, error) bool) {
		for _, k := range keys {
			if !yield(k, nil) {
				return
			}
		}
	}
}

// allKeys yields the first n keys of the tests.
func allKeys(n int) iter.Seq2[Key, error] {
	keys := make([]Key, n)
	for i := range keys {
		keys[i] = key(i)
	}
	return keepOnly(keys...)
}

func TestPrune(t *testing.T) {
	for _, c := range []struct {
		name string
		keep func(i int) bool
	}{
		{"all", func(int) bool { return true }},
		{"none", func(int) bool { return false }},
		{"even", func(i int) bool { return i%2 == 0 }},
		{"late", func(i int) bool { return i > 700 }},
		{"one", func(i int) bool { return i == 3 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			s := mustOpen(t, dir, small)
			const n = 1000
			for i := range n {
				mustPut(t, s, key(i), Kind(i%2), value(i, i%300))
			}
			for i := range n / 10 { // values that are replaced
				mustPut(t, s, key(i), Kind(i%2), value(i+1, i%300+1))
			}
			size := func(i int) (number, size int) {
				if i < n/10 {
					return i + 1, i%300 + 1
				}
				return i, i % 300
			}
			var keep []Key
			for i := range n + 50 { // some are not there
				if c.keep(i) {
					keep = append(keep, key(i))
				}
			}
			kept := int64(0)
			for i := range n {
				if c.keep(i) {
					kept++
				}
			}
			st, err := s.Prune(keepOnly(append(keep, keep...)...)) // twice is no harm
			if err != nil {
				t.Fatal(err)
			}
			if st.Kept != kept || st.Dropped != n-kept || st.After > st.Before {
				t.Errorf("%+v, want %d kept", st, kept)
			}
			for range 2 {
				for i := range n {
					v, ok := get(t, s, key(i))
					if ok != c.keep(i) || ok && v != string(value(size(i))) {
						t.Fatal(i, ok)
					}
				}
				mustVerify(t, s)
				st := s.Stats()
				records := int64(0)
				for _, k := range st.Kinds {
					records += k.Records
				}
				if st.Dead != 0 || records != kept || st.IndexFiles > 1 {
					t.Errorf("%+v", st)
				}
				mustClose(t, s)
				s = mustOpen(t, dir, small)
			}
			// Again: nothing to do.
			again, err := s.Prune(keepOnly(keep...))
			if err != nil || again.Segments != 0 || again.Dropped != 0 || again.Kept != kept || again.Before != again.After {
				t.Errorf("%+v, %v", again, err)
			}
			// The log says the same as the index.
			bare := copyStore(t, dir)
			for _, f := range files(t, bare, "*.idx") {
				os.Remove(f)
			}
			s = mustOpen(t, bare, small)
			for i := range n {
				if v, ok := get(t, s, key(i)); ok != c.keep(i) || ok && v != string(value(size(i))) {
					t.Fatal(i, ok)
				}
			}
		})
	}
}

func TestPruneErrors(t *testing.T) {
	s := mustOpen(t, t.TempDir(), small)
	for i := range 100 {
		mustPut(t, s, key(i), 0, value(i, 100))
	}
	lost := errors.New("lost")
	for name, keep := range map[string]iter.Seq2[Key, error]{
		"order": func(yield func(Key, error) bool) { _ = yield(Key{2}, nil) && yield(Key{1}, nil) },
		"last":  func(yield func(Key, error) bool) { _ = yield(Key{255, 255}, nil) && yield(Key{1}, nil) },
		"error": func(yield func(Key, error) bool) { _ = yield(Key{1}, nil) && yield(Key{}, lost) },
		"first": func(yield func(Key, error) bool) { yield(Key{}, lost) },
	} {
		if _, err := s.Prune(keep); err == nil || name != "order" && name != "last" && !errors.Is(err, lost) {
			t.Error(name, err)
		}
		if st := s.Stats(); st.Kinds[0].Records != 100 || st.Dead != 0 {
			t.Errorf("%s: %+v", name, st)
		}
	}
	mustVerify(t, s)
}

// TestPruneDamage: a prune leaves no damage behind.
func TestPruneDamage(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, small)
	for i := range 500 {
		mustPut(t, s, key(i), 0, value(i, 200))
	}
	mustClose(t, s)
	for i, f := range files(t, dir, "*.seg") {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b[[]int{3, 40, 100, 500}[i%4]] ^= 1 // a segment's header, a record's, a value
		if err := os.WriteFile(f, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s = mustOpen(t, dir, small)
	verified(t, s)
	if n := len(s.Damage()); n != len(files(t, dir, "*.seg")) {
		t.Errorf("%d damaged places", n)
	}
	if _, err := s.Prune(allKeys(500)); err != nil {
		t.Fatal(err)
	}
	mustVerify(t, s)
	found := 0
	for i := range 500 {
		v, ok := get(t, s, key(i))
		if ok {
			found++
			if v != string(value(i, 200)) {
				t.Fatal(i)
			}
		}
	}
	if st := s.Stats(); int(st.Kinds[0].Records) != found || found < 480 || st.Dead != 0 {
		t.Errorf("%d found, %+v", found, st)
	}
}
