package cache

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// record is a whole record of a segment with that salt.
func record(i int, v string, salt uint32) []byte {
	h := header{key: key(i), length: uint32(len(v)), sum: crc32.Checksum([]byte(v), castagnoli)}
	return append(h.append(nil, salt), v...)
}

// TestTail: what a crash leaves at the end of the log is cut off, and what is damaged
// before costs its own record.
func TestTail(t *testing.T) {
	const salt = 99
	one, two, three := record(1, "one", salt), record(2, "two", salt), record(3, "three", salt)
	bad := bytes.Clone(two)
	bad[len(bad)-1] ^= 1
	headless := bytes.Clone(two)
	headless[30] ^= 1
	zeros := make([]byte, 5000)
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	// The value looks like a record of another segment, which it is not.
	foreign := record(2, string(record(3, "not three", salt+1))+"!", salt)
	torn := foreign[:len(foreign)-1]
	for _, c := range []struct {
		name    string
		bytes   []byte
		keys    string // that are there
		cut     int    // bytes
		damaged int    // places
	}{
		{"empty", nil, "", 0, 0},
		{"whole", join(one, two, three), "123", 0, 0},
		{"cut in a value", join(one, two[:len(two)-1]), "1", len(two) - 1, 0},
		{"cut in a header", join(one, two[:20]), "1", 20, 0},
		{"one byte", join(one, two[:1]), "1", 1, 0},
		{"zeros", join(one, zeros), "1", len(zeros), 0},
		{"zeros only", zeros, "", len(zeros), 0},
		{"a bad value at the end", join(one, bad), "1", len(bad), 0},
		{"a bad value and zeros", join(one, bad, zeros), "1", len(bad) + len(zeros), 0},
		{"a bad value in the middle", join(one, bad, three), "13", 0, 1},
		{"a bad header in the middle", join(one, headless, three), "13", 0, 1},
		{"zeros in the middle", join(one, zeros, three), "13", 0, 1},
		{"garbage with markers", join(one, marker, marker[:3], marker, three), "13", 0, 1},
		{"a missing piece", join(one, two[:17], three), "13", 0, 1},
		{"bad, then cut", join(one, bad, three, zeros[:7]), "13", 7, 1},
		{"a record of another segment", join(one, record(2, "two", salt+1), three), "13", 0, 1},
		{"a value like a record", join(one, torn), "1", len(torn), 0},
		{"a value like a record, and a byte of the next", join(one, torn, record(4, "", salt)), "1", 0, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, segmentName(3, salt))
			if err := os.WriteFile(path, join(segmentHead(3, salt), c.bytes), 0o644); err != nil {
				t.Fatal(err)
			}
			s := mustOpen(t, dir, Options{})
			check := func() {
				t.Helper()
				keys := ""
				for i, v := range []string{1: "one", 2: "two", 3: "three"} {
					if got, ok := get(t, s, key(i)); i > 0 && ok {
						keys += fmt.Sprint(i)
						if got != v {
							t.Errorf("%d: %q", i, got)
						}
					}
				}
				if keys != c.keys {
					t.Errorf("keys %s, want %s", keys, c.keys)
				}
				if n := len(verified(t, s)); n != c.damaged {
					t.Errorf("Verify reports %d places", n)
				}
				for _, d := range s.Damage() {
					if d.File != path || d.Offset < segmentHeader {
						t.Error(d)
					}
				}
			}
			if st := s.Stats(); st.Cut != int64(c.cut) || st.Damaged != int64(c.damaged) || len(s.Damage()) != c.damaged {
				t.Errorf("%+v, %v; want %d bytes cut, %d places", st, s.Damage(), c.cut, c.damaged)
			}
			check()
			mustPut(t, s, key(9), 0, []byte("nine"))
			if v, ok := get(t, s, key(9)); v != "nine" || !ok {
				t.Error(v, ok)
			}
			mustClose(t, s)
			s = mustOpen(t, dir, Options{})
			if st := s.Stats(); st.Damaged+st.Cut > 0 { // reported when it is met, not at every start
				t.Errorf("%+v", st)
			}
			check()
		})
	}
}

// TestLongRecordsAreSkipped: resynchronising looks through records larger than what is read at once.
func TestResyncFar(t *testing.T) {
	const salt = 7
	dir := t.TempDir()
	far := append(record(1, string(value(1, 3*windowSize)), salt), record(2, "two", salt)...)
	far[5] ^= 1
	if err := os.WriteFile(filepath.Join(dir, segmentName(1, salt)), append(segmentHead(1, salt), far...), 0o644); err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, dir, Options{})
	if v, ok := get(t, s, key(2)); v != "two" || !ok || len(s.Damage()) != 1 {
		t.Error(v, ok, s.Damage())
	}
}

// TestHeaderOfSegment: a start that was ended before the header of a new segment was written.
func TestHeaderOfSegment(t *testing.T) {
	for n := range segmentHeader + 1 {
		dir := t.TempDir()
		path := filepath.Join(dir, segmentName(2, 8))
		if err := os.WriteFile(path, segmentHead(2, 8)[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		s := mustOpen(t, dir, Options{})
		mustPut(t, s, key(1), 0, []byte("one"))
		mustVerify(t, s)
		mustClose(t, s)
		s = mustOpen(t, dir, Options{})
		mustVerify(t, s)
		if v, ok := get(t, s, key(1)); v != "one" || !ok || len(s.Damage()) > 0 {
			t.Error(n, v, ok, s.Damage())
		}
	}
}

func TestSecondSegment(t *testing.T) {
	dir := t.TempDir()
	for salt := range uint32(2) {
		if err := os.WriteFile(filepath.Join(dir, segmentName(2, salt)), segmentHead(2, salt), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(dir, Options{}); err == nil || !strings.Contains(err.Error(), "second segment") {
		t.Error(err)
	}
}

// TestLostSegment: a file that was deleted costs its records.
func TestLostSegment(t *testing.T) {
	for _, last := range []bool{false, true} {
		dir := t.TempDir()
		s := mustOpen(t, dir, small)
		for i := range 400 {
			mustPut(t, s, key(i), 0, value(i, 200))
		}
		mustClose(t, s)
		list := files(t, dir, "*.seg")
		lost := list[2]
		if last {
			lost = list[len(list)-1]
		}
		os.Remove(lost)
		s = mustOpen(t, dir, small)
		if last { // then the index says more than there is, and is built again
			if len(s.Damage()) == 0 || !strings.Contains(s.Damage()[0].Reason, "not there") {
				t.Error(s.Damage())
			}
		}
		gone := 0
		for i := range 400 {
			if _, ok := get(t, s, key(i)); ok != s.Has(key(i)) {
				t.Error(i, ok)
			} else if !ok {
				gone++
			}
		}
		if all := verified(t, s); gone == 0 || !last && (len(all) != gone || all[0].File != dir) {
			t.Errorf("%d gone, %d reported", gone, len(all))
		}
		for i := range 400 {
			mustPut(t, s, key(i), 0, value(i, 200))
		}
		mustVerify(t, s)
		for i := range 400 {
			if v, ok := get(t, s, key(i)); !ok || v != string(value(i, 200)) {
				t.Fatal(i, ok)
			}
		}
	}
}

// TestBrokenDisk: what the disk did not take for sure is not built upon.
func TestBrokenDisk(t *testing.T) {
	old := fsync
	defer func() { fsync = old }()
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{})
	mustPut(t, s, key(1), 0, []byte("one"))
	lost := errors.New("the disk is gone")
	fsync = func(f *os.File) error { return &os.PathError{Op: "sync", Path: f.Name(), Err: lost} }
	if err := s.Sync(); !errors.Is(err, lost) || !strings.Contains(err.Error(), dir) {
		t.Error(err)
	}
	fsync = old
	if err := s.Put(key(2), 0, nil); !errors.Is(err, lost) {
		t.Error(err)
	}
	if v, ok := get(t, s, key(1)); v != "one" || !ok {
		t.Error(v, ok)
	}
	if err := s.Close(); !errors.Is(err, lost) {
		t.Error(err)
	}
	s = mustOpen(t, dir, Options{})
	if v, ok := get(t, s, key(1)); v != "one" || !ok {
		t.Error(v, ok)
	}
}

// TestCrash takes the directory as it is at every moment at which the order of what is
// on the disk matters, and opens it, with its index and without.
func TestCrash(t *testing.T) {
	old := fsync
	defer func() { fsync = old }()
	dir := t.TempDir()
	type image struct {
		dir    string
		puts   int // that were done or begun
		synced int
		prune  bool
	}
	var images []image
	var log []put
	now := image{}
	fsync = func(*os.File) error {
		now.dir = copyStore(t, dir)
		images = append(images, now)
		return nil
	}
	o := Options{SegmentBytes: 6 << 10, IndexMemory: 1}
	s := mustOpen(t, dir, o)
	const keys = 40
	for i := range 150 {
		k, v := key(i*7%keys), value(i, i*11%300)
		log = append(log, put{k, string(v)})
		now.puts = len(log)
		mustPut(t, s, k, 0, v)
		if i%60 == 59 {
			if err := s.Sync(); err != nil {
				t.Fatal(err)
			}
			now.synced = len(log)
		}
	}
	if err := s.Sync(); err != nil {
		t.Fatal(err)
	}
	now.synced = len(log)
	kept := map[Key]bool{}
	for i := range keys / 2 {
		kept[key(i)] = true
	}
	now.prune = true
	if _, err := s.Prune(allKeys(keys / 2)); err != nil {
		t.Fatal(err)
	}
	fsync = old
	var all []Key
	for i := range keys {
		all = append(all, key(i))
	}
	t.Log(len(images), "moments")
	for n, m := range images {
		for _, bare := range []bool{false, true} {
			if bare {
				for _, f := range files(t, m.dir, "*.idx") {
					os.Remove(f)
				}
			}
			s := mustOpen(t, m.dir, o)
			mustVerify(t, s)
			got := contents(t, s, all)
			if m.prune {
				for k := range got { // dropped keys may be there or not, but never with an old value
					kept[k] = true
				}
			}
			at := map[Key]string{}
			right := false
			for i := 0; i <= m.puts && !right; i++ {
				if i > 0 {
					at[log[i-1].key] = log[i-1].value
				}
				if i < m.synced {
					continue
				}
				right = len(got) <= len(at)
				for k, v := range at {
					w, ok := got[k]
					right = right && (ok && v == w || !ok && m.prune && !slices.Contains(all[:keys/2], k))
				}
			}
			if !right {
				t.Fatalf("moment %d of %d, without index %v, prune %v: %d keys, a state that never was", n, len(images), bare, m.prune, len(got))
			}
			if st := s.Stats(); st.Damaged > 0 || st.Kinds != nil && st.Kinds[0].Records != int64(len(got)) {
				t.Fatalf("moment %d: %+v, %d keys, %v", n, st, len(got), s.Damage())
			}
			mustClose(t, s)
		}
	}
}

const fuzzSalt = 5

func addSegments(f *testing.F) {
	const salt = fuzzSalt
	whole := append(record(1, "one", salt), record(2, string(record(3, "three", salt)), salt)...)
	f.Add(whole)
	f.Add(whole[:len(whole)-1])
	f.Add(append(whole[1:], whole...))
	f.Add(append(make([]byte, 100), whole...))
}

// FuzzScan reads bytes as a segment.
func FuzzScan(f *testing.F) {
	const salt = fuzzSalt
	addSegments(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		b = stampRecords(bytes.Clone(b), salt)
		at := int64(0)
		err := scan(bytes.NewReader(b), salt, 0, int64(len(b)), func(x found) error {
			if x.offset != at || x.end <= x.offset || x.end > int64(len(b)) {
				t.Fatalf("a stretch from %d to %d after %d", x.offset, x.end, at)
			}
			if x.state == good {
				v := b[x.offset+recordHeader : x.end]
				if crc32.Checksum(v, castagnoli) != x.sum || len(v) != int(x.length) {
					t.Fatal("a bad record is taken for good")
				}
			}
			at = x.end
			return nil
		})
		if err != nil || at != int64(len(b)) {
			t.Fatal(err, at)
		}
	})
}

// FuzzSegment uses a store whose segment holds any bytes. Its coverage differs from
// one time to the next, so fuzzing it needs a low -fuzzminimizetime.
func FuzzSegment(f *testing.F) {
	const salt = fuzzSalt
	addSegments(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		b = stampRecords(bytes.Clone(b), salt)
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, segmentName(1, salt)), append(segmentHead(1, salt), b...), 0o644); err != nil {
			t.Fatal(err)
		}
		s := mustOpen(t, dir, small)
		verified(t, s)
		mustPut(t, s, key(4), 0, []byte("four"))
		if _, err := s.Prune(allKeys(5)); err != nil {
			t.Fatal(err)
		}
		if v, ok := get(t, s, key(4)); v != "four" || !ok {
			t.Fatal(v, ok)
		}
		mustVerify(t, s)
		mustClose(t, s)
	})
}

// stampRecords makes the checksums of some headers right, so that fuzzing sees more
// than wrong checksums.
func stampRecords(b []byte, salt uint32) []byte {
	for i := 0; i+recordHeader <= len(b); i++ {
		if bytes.HasPrefix(b[i:], marker) && b[i+32]%2 == 0 {
			binary.LittleEndian.PutUint32(b[i+32:], crc32.Update(salt, castagnoli, b[i:i+32]))
			i += recordHeader - 1
		}
	}
	return b
}

// FuzzIndex uses a store whose index holds any bytes. For fuzzing it see FuzzSegment.
func FuzzIndex(f *testing.F) {
	const n = 40
	dir := f.TempDir()
	s, err := Open(dir, Options{})
	if err != nil {
		f.Fatal(err)
	}
	for i := range n {
		if err := s.Put(key(i), 0, value(i, i)); err != nil {
			f.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		f.Fatal(err)
	}
	index := files(f, dir, "*.idx")[0]
	segment := files(f, dir, "*.seg")[0]
	log, err := os.ReadFile(segment)
	if err != nil {
		f.Fatal(err)
	}
	b, err := os.ReadFile(index)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b, false)
	f.Add(b, true)
	f.Add(b[:len(b)-1], false)
	f.Fuzz(func(t *testing.T, b []byte, stamp bool) {
		if stamp {
			b = bytes.Clone(b)
			stampIndex(b)
		}
		dir := t.TempDir()
		for path, b := range map[string][]byte{filepath.Base(index): b, filepath.Base(segment): log} {
			if err := os.WriteFile(filepath.Join(dir, path), b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		s := mustOpen(t, dir, small)
		verified(t, s)
		for i := range n {
			// An index with right checksums that lies may hide a value, but not change it.
			if v, ok := get(t, s, key(i)); !ok && !stamp || ok && v != string(value(i, i)) {
				t.Fatal(i, ok, v)
			}
		}
		if err := s.Put(key(n), 0, []byte("more")); err == nil {
			if v, ok := get(t, s, key(n)); v != "more" || !ok {
				t.Fatal(v, ok)
			}
		} else if !stamp {
			t.Fatal(err)
		}
		if _, err := s.Prune(allKeys(n)); err != nil && !stamp {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil && !stamp {
			t.Fatal(err)
		}
	})
}

// stampIndex makes the checksums of a file of the index right, as far as it has the
// form of one.
func stampIndex(b []byte) {
	const headSize = 56
	if len(b) < 2*pageSize+4 {
		return
	}
	binary.LittleEndian.PutUint32(b[headSize:], crc32.Checksum(b[:headSize], castagnoli))
	number := binary.LittleEndian.Uint32(b[16:])
	n := binary.LittleEndian.Uint64(b[40:])
	at := pageSize
	for page := 0; uint64(page)*pageEntries < n && at+pageSize <= len(b)-4; page++ {
		binary.LittleEndian.PutUint32(b[at+pageSize-4:], pageSum(b[at:], number, page))
		at += pageSize
	}
	binary.LittleEndian.PutUint32(b[len(b)-4:], crc32.Checksum(b[at:len(b)-4], castagnoli))
}
