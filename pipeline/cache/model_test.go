package cache

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// model is what a store should hold.
type model struct {
	now     map[Key]string
	synced  map[Key]string // at the last moment when all was on the disk
	since   []put          // after that
	history map[Key]map[string]bool
}

type put struct {
	key   Key
	value string
}

func (m *model) put(k Key, v string) {
	m.now[k] = v
	m.since = append(m.since, put{k, v})
	if m.history[k] == nil {
		m.history[k] = map[string]bool{}
	}
	m.history[k][v] = true
}

func (m *model) sync() { m.synced, m.since = maps.Clone(m.now), nil }

// contents is what a store gives for some keys.
func contents(t *testing.T, s *Store, keys []Key) map[Key]string {
	t.Helper()
	all := map[Key]string{}
	for _, k := range keys {
		if v, ok := get(t, s, k); ok {
			all[k] = v
		}
	}
	return all
}

// prefix says whether a state is what was synced and a number of the puts after it.
func (m *model) prefix(state map[Key]string) bool {
	at := maps.Clone(m.synced)
	for i := 0; ; i++ {
		if maps.Equal(at, state) {
			return true
		}
		if i == len(m.since) {
			return false
		}
		at[m.since[i].key] = m.since[i].value
	}
}

func randomValue(random *rand.Rand) string {
	size := random.IntN(300)
	if random.IntN(20) == 0 {
		size = random.IntN(20000)
	}
	if random.IntN(4) == 0 { // what looks like a record
		h := header{key: key(1), length: uint32(size)}
		return string(h.append(nil, random.Uint32()))
	}
	return strings.Repeat(fmt.Sprint(random.IntN(50), " "), size/2+1)[:size]
}

func TestModel(t *testing.T) {
	for seed := range *rounds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { testModel(t, rand.New(rand.NewPCG(uint64(seed), 1))) })
	}
}

var rounds = flag.Int("rounds", 3, "of random operations and of kills")

func testModel(t *testing.T, random *rand.Rand) {
	keys := make([]Key, 150)
	for i := range keys {
		keys[i] = key(i)
		if random.IntN(10) == 0 { // no digest: keys that share their beginning
			keys[i] = Key{15: byte(i)}
		}
	}
	options := func() Options {
		return Options{SegmentBytes: int64(8<<10 + random.IntN(200<<10)), IndexMemory: int64(1 + random.IntN(16<<10))}
	}
	dir := t.TempDir()
	s := mustOpen(t, dir, options())
	m := &model{now: map[Key]string{}, synced: map[Key]string{}, history: map[Key]map[string]bool{}}
	equal := func() {
		t.Helper()
		if got := contents(t, s, keys); !maps.Equal(got, m.now) {
			t.Fatalf("%d keys, want %d, or other values", len(got), len(m.now))
		}
		mustVerify(t, s)
		st := s.Stats()
		records, bytes, want := int64(0), int64(0), 0
		for _, k := range st.Kinds {
			records, bytes = records+k.Records, bytes+k.Bytes
		}
		for _, v := range m.now {
			want += len(v)
		}
		if records != int64(len(m.now)) || bytes != int64(want) || st.Damaged != 0 {
			t.Fatalf("%+v, want %d records of %d bytes", st, len(m.now), want)
		}
	}
	for range 600 {
		k := keys[random.IntN(len(keys))]
		switch n := random.IntN(200); {
		case n < 120:
			v := randomValue(random)
			if old, ok := m.now[k]; ok && random.IntN(3) == 0 {
				v = old
			}
			mustPut(t, s, k, Kind(random.IntN(5)), []byte(v))
			m.put(k, v)
		case n < 170:
			v, ok := get(t, s, k)
			if want, there := m.now[k]; ok != there || v != want || ok != s.Has(k) {
				t.Fatal(k, ok, there)
			}
		case n < 180:
			if err := s.Sync(); err != nil {
				t.Fatal(err)
			}
			m.sync()
		case n < 184:
			mustClose(t, s)
			m.sync()
			s = mustOpen(t, dir, options())
			equal()
		case n < 186:
			equal()
		case n < 188: // a crash
			crashed := copyStore(t, dir)
			mustClose(t, s)
			dir = crashed
			s = mustOpen(t, dir, options())
			state := contents(t, s, keys)
			if !m.prefix(state) {
				t.Fatal("a crash left another state than one that was")
			}
			m.now = state
			m.sync()
			equal()
		case n < 190: // files of the index are lost
			mustClose(t, s)
			m.sync()
			for _, f := range files(t, dir, "*.idx") {
				if random.IntN(2) == 0 {
					os.Remove(f)
				}
			}
			s = mustOpen(t, dir, options())
			equal()
		case n < 193:
			keep, dropped := []Key(nil), map[Key]bool{}
			for _, k := range keys {
				if random.IntN(5) > 0 {
					keep = append(keep, k)
				} else {
					dropped[k] = true
				}
			}
			if _, err := s.Prune(keepOnly(keep...)); err != nil {
				t.Fatal(err)
			}
			maps.DeleteFunc(m.now, func(k Key, _ string) bool { return dropped[k] })
			m.sync()
			equal()
			if st := s.Stats(); st.Dead != 0 {
				t.Fatalf("%+v after Prune", st)
			}
		case n < 195:
			testTruncated(t, random, copyStore(t, dir), options(), keys, m)
		case n < 198:
			testFlipped(t, random, copyStore(t, dir), options(), keys, m)
		default:
			testIndexFlipped(t, random, copyStore(t, dir), options(), keys, m)
		}
	}
}

// testTruncated cuts the last segment anywhere.
func testTruncated(t *testing.T, random *rand.Rand, dir string, o Options, keys []Key, m *model) {
	segments := files(t, dir, "*.seg")
	if len(segments) == 0 {
		return
	}
	last := segments[len(segments)-1]
	info, err := os.Stat(last)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(last, random.Int64N(info.Size()+1)); err != nil {
		t.Fatal(err)
	}
	follows := random.IntN(2) == 0
	if follows { // where the index may know of records
		f, err := os.OpenFile(last, os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			t.Fatal(err)
		}
		f.Write(make([]byte, random.IntN(5000)))
		f.Close()
	}
	s := mustOpen(t, dir, o)
	defer s.Close()
	if !follows {
		mustVerify(t, s) // the tail is cut, so all is well
	}
	nothingWrong(t, s, keys, m)
	// It goes on.
	for i, k := range keys[:50] {
		v := fmt.Sprint("after ", i)
		mustPut(t, s, k, 0, []byte(v))
		if got, ok := get(t, s, k); !ok || got != v {
			t.Fatal(got, ok)
		}
	}
	if !follows {
		mustVerify(t, s)
	}
}

// nothingWrong: every value is one that its key had.
func nothingWrong(t *testing.T, s *Store, keys []Key, m *model) {
	t.Helper()
	for k, v := range contents(t, s, keys) {
		if !m.history[k][v] {
			t.Fatalf("%v has a value that it never had: %.40q", k, v)
		}
	}
}

func flip(t *testing.T, random *rand.Rand, path string) {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(b) > 0 {
		b[random.IntN(len(b))] ^= 1 << random.IntN(8)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// testFlipped changes bits of segments.
func testFlipped(t *testing.T, random *rand.Rand, dir string, o Options, keys []Key, m *model) {
	segments := files(t, dir, "*.seg")
	if len(segments) == 0 {
		return
	}
	indexed := random.IntN(2) == 0
	if indexed {
		mustClose(t, mustOpen(t, dir, o))
	}
	s := mustOpen(t, dir, o)
	before := contents(t, s, keys)
	mustClose(t, s)
	flips := 1 + random.IntN(3)
	for range flips {
		flip(t, random, segments[random.IntN(len(segments))])
	}
	s = mustOpen(t, dir, o)
	defer s.Close()
	nothingWrong(t, s, keys, m)
	if !indexed {
		return
	}
	// One flip costs one record, which is found missing, and no older value shows up.
	after := contents(t, s, keys)
	lost := 0
	for k, v := range before {
		switch got, ok := after[k]; {
		case !ok:
			lost++
		case got != v:
			t.Fatalf("%v has an older value", k)
		}
	}
	reported := verified(t, s)
	if lost > flips || lost > len(reported) || int64(len(reported)) > s.Stats().Damaged {
		t.Fatalf("%d flips, %d records lost, %d places reported, %+v", flips, lost, len(reported), s.Stats())
	}
	for _, d := range reported {
		if filepath.Dir(d.File) != dir || !strings.HasPrefix(d.String(), d.File+":") {
			t.Error(d)
		}
	}
	// What is missing can be put again.
	for k, v := range before {
		mustPut(t, s, k, 0, []byte(v))
	}
	if got := contents(t, s, keys); !maps.Equal(got, before) {
		t.Fatal("values that were put again are not there")
	}
}

// testIndexFlipped changes bits of the index, before a start or while the store is open.
func testIndexFlipped(t *testing.T, random *rand.Rand, dir string, o Options, keys []Key, m *model) {
	s := mustOpen(t, dir, o)
	defer func() { s.Close() }()
	before := contents(t, s, keys)
	running := random.IntN(2) == 0
	if !running {
		mustClose(t, s)
	}
	index := files(t, dir, "*.idx")
	if len(index) == 0 {
		return
	}
	for range 1 + random.IntN(5) {
		flip(t, random, index[random.IntN(len(index))])
	}
	if !running {
		s = mustOpen(t, dir, o)
	} else if random.IntN(2) == 0 {
		verified(t, s)
	}
	if got := contents(t, s, keys); !maps.Equal(got, before) {
		t.Fatalf("damage to the index cost data: %d keys of %d", len(got), len(before))
	}
	for i, k := range keys[:50] {
		mustPut(t, s, k, 0, fmt.Append(nil, "again ", i))
	}
	if _, err := s.Prune(keepOnly(keys...)); err != nil {
		t.Fatal(err)
	}
	mustVerify(t, s)
	for i, k := range keys[:50] {
		if got, ok := get(t, s, k); !ok || got != fmt.Sprint("again ", i) {
			t.Fatal(got, ok)
		}
	}
}
