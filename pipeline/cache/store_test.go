package cache

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// small makes many segments and many files of the index of few records.
var small = Options{SegmentBytes: 16 << 10, IndexMemory: 1}

func mustOpen(t testing.TB, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func mustPut(t testing.TB, s *Store, k Key, kind Kind, v []byte) {
	t.Helper()
	if err := s.Put(k, kind, v); err != nil {
		t.Fatal(err)
	}
}

func mustClose(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// get is the value of a key and whether there is one.
func get(t testing.TB, s *Store, k Key) (string, bool) {
	t.Helper()
	v, ok, err := s.Get(k, nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(v), ok
}

func key(i int) Key { return KeyOf(fmt.Append(nil, i)) }

func value(i, size int) []byte { return bytes.Repeat(fmt.Append(nil, i, ";"), size/2+1)[:size] }

func verified(t testing.TB, s *Store) (all []Damage) {
	t.Helper()
	if err := s.Verify(func(d Damage) { all = append(all, d) }); err != nil {
		t.Fatal(err)
	}
	return all
}

func mustVerify(t testing.TB, s *Store) {
	t.Helper()
	if all := verified(t, s); len(all) > 0 {
		t.Fatalf("%d damaged places: %v ...", len(all), all[0])
	}
}

func files(t testing.TB, dir, pattern string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// copyStore copies what a crash leaves: all files as they are now.
func copyStore(t testing.TB, from string) string {
	t.Helper()
	to := t.TempDir()
	for _, path := range files(t, from, "*") {
		b, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(filepath.Join(to, filepath.Base(path)), b, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return to
}

func TestKeyOf(t *testing.T) {
	seen := map[Key][]string{}
	for _, parts := range [][]string{nil, {""}, {"", ""}, {"ab", "c"}, {"a", "bc"}, {"abc"}, {"abc", ""}, {"", "abc"}} {
		var b [][]byte
		for _, p := range parts {
			b = append(b, []byte(p))
		}
		k := KeyOf(b...)
		if other, ok := seen[k]; ok {
			t.Errorf("%q and %q have one key", parts, other)
		}
		seen[k] = parts
	}
	if got := KeyOf([]byte("a")).String(); got != "ae6121c88ba555f64c3d812123eb799d" {
		t.Errorf("the key of a is %s: keys must not change between versions", got)
	}
}

func TestPutGet(t *testing.T) {
	for _, o := range []Options{{}, small, {SegmentBytes: 4 << 10}, {IndexMemory: 64 << 10}} {
		dir := t.TempDir()
		const n = 1200
		s := mustOpen(t, dir, o)
		for i := range n {
			mustPut(t, s, key(i), Kind(i%3), value(i, i%400))
		}
		check := func() {
			t.Helper()
			for i := range n {
				v, ok, err := s.Get(key(i), []byte("x"))
				if want := "x" + string(value(i, i%400)); err != nil || !ok || string(v) != want || !s.Has(key(i)) {
					t.Fatal(i, ok, err)
				}
			}
			for i := n; i < 2*n; i++ {
				if v, ok, err := s.Get(key(i), []byte("x")); ok || err != nil || string(v) != "x" || s.Has(key(i)) {
					t.Fatal(i, ok, err)
				}
			}
			mustVerify(t, s)
			st := s.Stats()
			if len(st.Kinds) != 3 || st.Dead != 0 || st.Damaged != 0 || st.Cut != 0 {
				t.Errorf("%+v", st)
			}
			var bytes int64
			for _, path := range files(t, dir, "*.seg") {
				info, err := os.Stat(path)
				if err != nil {
					t.Fatal(err)
				}
				bytes += info.Size()
			}
			if bytes != st.SegmentBytes || st.Kinds[2].Records != n/3 {
				t.Errorf("%d bytes of segments, %+v", bytes, st)
			}
		}
		mustVerify(t, s)
		if err := s.Sync(); err != nil {
			t.Fatal(err)
		}
		check()
		mustClose(t, s)
		s = mustOpen(t, dir, o)
		check()
		mustClose(t, s)
	}
}

func TestPutAgain(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	check := func(records, bytes, dead int64) {
		t.Helper()
		st := s.Stats()
		if st.Dead != dead || len(st.Kinds) != 1 || st.Kinds[0] != (KindStats{7, records, bytes}) {
			t.Errorf("%+v, want %d records of %d bytes and %d dead", st, records, bytes, dead)
		}
	}
	a, b := key(1), key(2)
	mustPut(t, s, a, 7, []byte("one"))
	mustPut(t, s, b, 7, nil)
	check(2, 3, 0)
	for range 3 { // from the buffer, the log, the index
		mustPut(t, s, a, 7, []byte("one"))
		mustPut(t, s, b, 7, []byte{})
		check(2, 3, 0)
		mustClose(t, s)
		s = mustOpen(t, dir, Options{})
	}
	mustPut(t, s, a, 7, []byte("two"))
	mustPut(t, s, b, 7, []byte("three"))
	check(2, 8, 2*recordHeader+3)
	for range 2 {
		if v, ok := get(t, s, a); v != "two" || !ok {
			t.Error(v, ok)
		}
		if v, ok := get(t, s, b); v != "three" || !ok {
			t.Error(v, ok)
		}
		mustClose(t, s)
		s = mustOpen(t, dir, Options{})
		check(2, 8, 2*recordHeader+3)
	}
}

func TestLargeValues(t *testing.T) {
	dir := t.TempDir()
	o := Options{SegmentBytes: 3 << 20}
	s := mustOpen(t, dir, o)
	sizes := []int{10, 4 << 20, bufferBytes - recordHeader, bufferBytes - recordHeader + 1, 5, 2 << 20, 1}
	for i, n := range sizes {
		mustPut(t, s, key(i), 0, value(i, n))
	}
	for range 2 {
		for i, n := range sizes {
			if v, ok := get(t, s, key(i)); !ok || v != string(value(i, n)) {
				t.Errorf("value of %d bytes: %v, %d bytes", n, ok, len(v))
			}
		}
		mustVerify(t, s)
		// Read again from the log.
		s = mustOpen(t, copyStore(t, dir), o)
	}
}

func TestClosed(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	mustPut(t, s, key(1), 0, nil)
	mustClose(t, s)
	mustClose(t, s)
	if _, _, err := s.Get(key(1), nil); !errors.Is(err, ErrClosed) || !strings.Contains(err.Error(), dir) {
		t.Error(err)
	}
	for _, err := range []error{s.Put(key(2), 0, nil), s.Sync(), s.Verify(nil), func() error { _, err := s.Prune(nil); return err }()} {
		if !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
	}
	if s.Has(key(1)) {
		t.Error("a closed store has a key")
	}
}

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, filepath.Join(file, "below")} {
		for _, readOnly := range []bool{false, true} {
			if _, err := Open(path, Options{ReadOnly: readOnly}); err == nil || !strings.Contains(err.Error(), file) {
				t.Error(path, err)
			}
		}
	}
	if _, err := Open(filepath.Join(dir, "none"), Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func TestVersion(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	mustClose(t, s)
	head := segmentHead(1, 5)
	head[len(segmentMagic)-1]++
	path := filepath.Join(dir, segmentName(1, 5))
	write := func() {
		if err := os.WriteFile(path, head, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	head = append(head, record(1, "one", 5)...)
	write() // damage
	s = mustOpen(t, dir, Options{})
	if len(s.Damage()) != 1 {
		t.Error(s.Damage())
	}
	mustClose(t, s)
	copy(head[28:], sumOf(head[:28]))
	write() // a segment of another version
	if _, err := Open(dir, Options{}); !errors.Is(err, ErrVersion) || !strings.Contains(err.Error(), path) {
		t.Error(err)
	}
}

// TestFlushLate: what was put reaches the system without further calls.
func TestFlushLate(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	mustPut(t, s, key(1), 0, []byte("late"))
	path := files(t, dir, "*.seg")[0]
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if info, err := os.Stat(path); err != nil {
			t.Fatal(err)
		} else if info.Size() > segmentHeader {
			break
		}
		if time.Now().After(end) {
			t.Fatal("a record stays in memory")
		}
	}
}

func TestConcurrent(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, small)
	const workers, keys = 8, 400
	var wg sync.WaitGroup
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			random := rand.New(rand.NewPCG(1, uint64(w)))
			var buf []byte
			for range 600 {
				i := random.IntN(keys)
				if err := s.Put(key(i), 0, value(i, i)); err != nil {
					t.Error(err)
				}
				i = random.IntN(keys)
				v, ok, err := s.Get(key(i), buf[:0])
				if err != nil || ok && !bytes.Equal(v, value(i, i)) {
					t.Error(ok, err)
				}
				buf = v
				switch random.IntN(100) {
				case 0:
					if err := s.Sync(); err != nil {
						t.Error(err)
					}
				case 1:
					s.Stats()
				case 2:
					if err := s.Verify(func(d Damage) { t.Error(d) }); err != nil {
						t.Error(err)
					}
				case 3:
					if _, err := s.Prune(allKeys(keys)); err != nil {
						t.Error(err)
					}
				}
			}
		}()
	}
	wg.Wait()
	for i := range keys {
		if _, ok := get(t, s, key(i)); !ok {
			t.Error("key is gone", i)
		}
	}
	if st := s.Stats(); st.Kinds[0].Records != keys || st.Dead != 0 {
		t.Errorf("%+v", st)
	}
}

func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, small)
	for i := range 500 {
		mustPut(t, s, key(i), 0, value(i, 100))
	}
	if err := s.Sync(); err != nil {
		t.Fatal(err)
	}
	torn := copyStore(t, dir)
	mustClose(t, s)
	bare := copyStore(t, dir) // no index
	for _, f := range files(t, bare, "*.idx") {
		os.Remove(f)
	}
	last := slices.Max(files(t, torn, "*.seg"))
	if b, err := os.ReadFile(last); err != nil {
		t.Fatal(err)
	} else if err = os.WriteFile(last, append(b, marker...), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{dir, bare, torn} {
		os.Remove(filepath.Join(dir, holderName))
		before := dirBytes(t, dir)
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
		for _, f := range files(t, dir, "*") {
			if err := os.Chmod(f, 0o444); err != nil {
				t.Fatal(err)
			}
		}
		o := small
		o.ReadOnly = true
		a, b := mustOpen(t, dir, o), mustOpen(t, dir, o) // two at a time
		for i := range 500 {
			if v, ok := get(t, a, key(i)); !ok || v != string(value(i, 100)) {
				t.Fatal(i, ok)
			}
		}
		mustVerify(t, a)
		if err := a.Put(key(1), 0, nil); !errors.Is(err, ErrReadOnly) {
			t.Error(err)
		}
		if _, err := a.Prune(allKeys(1)); !errors.Is(err, ErrReadOnly) {
			t.Error(err)
		}
		if err := a.Sync(); err != nil {
			t.Error(err)
		}
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if f := filepath.Join(dir, lockName); os.Chmod(f, 0o644) == nil {
			// A writer has to wait, and the message does not name who wrote last.
			os.WriteFile(filepath.Join(dir, holderName), []byte("1\n"), 0o644)
			if _, err := Open(dir, small); !errors.Is(err, ErrLocked) || strings.Contains(err.Error(), "process 1") {
				t.Error(err)
			}
			os.Remove(filepath.Join(dir, holderName))
		}
		temp := a.tempDir
		mustClose(t, a)
		mustClose(t, b)
		if _, err := os.Stat(temp); temp != "" && err == nil {
			t.Error("temporary files stay")
		}
		if !maps.Equal(before, dirBytes(t, dir)) {
			t.Error("a reader wrote")
		}
	}
}

func dirBytes(t *testing.T, dir string) map[string]string {
	all := map[string]string{}
	for _, f := range files(t, dir, "*") {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all[f] = string(b)
	}
	return all
}

func sumOf(b []byte) []byte {
	return binary.LittleEndian.AppendUint32(nil, crc32.Checksum(b, castagnoli))
}
