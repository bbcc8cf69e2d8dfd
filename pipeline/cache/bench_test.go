package cache

import (
	"os"
	"runtime"
	"testing"
)

// benchStore is a store of n values of 200 bytes.
func benchStore(b *testing.B, n int) (*Store, string) {
	b.Helper()
	dir := b.TempDir()
	s := mustOpen(b, dir, Options{})
	v := make([]byte, 200)
	for i := range n {
		mustPut(b, s, key(i), 0, v)
	}
	return s, dir
}

const million = 1_000_000

func BenchmarkGet(b *testing.B) {
	s, _ := benchStore(b, million)
	hits, misses := make([]Key, 1<<16), make([]Key, 1<<16)
	for i := range hits {
		hits[i], misses[i] = key(i*15), key(million+i)
	}
	run := func(name string, keys []Key, want bool) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var buf []byte
			for i := range b.N {
				v, ok, err := s.Get(keys[i%len(keys)], buf[:0])
				if ok != want || err != nil {
					b.Fatal(ok, err)
				}
				buf = v
			}
		})
	}
	run("hit", hits, true)
	run("miss", misses, false)
}

func BenchmarkPut(b *testing.B) {
	s := mustOpen(b, b.TempDir(), Options{})
	keys := make([]Key, b.N)
	for i := range keys {
		keys[i] = key(i)
	}
	v := make([]byte, 200)
	b.ReportAllocs()
	b.ResetTimer()
	for _, k := range keys {
		mustPut(b, s, k, 0, v)
	}
}

// BenchmarkPutAgain puts what is there.
func BenchmarkPutAgain(b *testing.B) {
	s, _ := benchStore(b, 100_000)
	v := make([]byte, 200)
	keys := make([]Key, 1<<16)
	for i := range keys {
		keys[i] = key(i)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		mustPut(b, s, keys[i%len(keys)], 0, v)
	}
}

// BenchmarkOpen opens a store of a million values, with its index and without, and
// says what stays in memory.
func BenchmarkOpen(b *testing.B) {
	s, dir := benchStore(b, million)
	mustClose(b, s)
	bare := copyStore(b, dir)
	open := func(b *testing.B, dir string) {
		s, err := Open(dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.HeapAlloc)/million, "heap-B/record")
		mustClose(b, s)
		b.StartTimer()
	}
	b.Run("index", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			open(b, dir)
		}
	})
	b.Run("rebuild", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			for _, f := range files(b, bare, "*.idx") {
				os.Remove(f)
			}
			open(b, bare)
		}
	})
}
