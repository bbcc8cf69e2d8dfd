package spill

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSorter(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct{ rows, memory int }{{0, 0}, {1, 0}, {1000, 0}, {1000, 1 << 10}, {5000, 2 << 10}, {200, 1}} {
		s := Sorter{Memory: c.memory, Dir: t.TempDir()}
		var want []string
		for range c.rows {
			k, v := fmt.Sprint("key ", random.IntN(100)), bytes.Repeat([]byte{byte(random.IntN(256))}, random.IntN(50))
			want = append(want, k+"\x00"+string(v))
			if err := s.Add([]byte(k), v); err != nil {
				t.Fatal(err)
			}
		}
		if s.Len() != c.rows {
			t.Errorf("Len %d", s.Len())
		}
		slices.Sort(want)
		var got []string
		for r, err := range s.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, string(r.Key)+"\x00"+string(r.Value))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d rows in %d bytes: not sorted", c.rows, c.memory)
		}
	}
}

func TestSorterStopsEarly(t *testing.T) {
	s := Sorter{Memory: 100, Dir: t.TempDir()}
	for i := range 50 {
		if err := s.Add(fmt.Appendf(nil, "%02d", 49-i), nil); err != nil {
			t.Fatal(err)
		}
	}
	for r := range s.Rows() {
		if string(r.Key) != "00" {
			t.Errorf("first key %q", r.Key)
		}
		break
	}
}

func TestLog(t *testing.T) {
	l := Log{Dir: t.TempDir()}
	defer l.Close()
	for range l.Records() {
		t.Error("a record in an empty log")
	}
	var want [][]byte
	var places []int64
	for i := range 300 {
		record := bytes.Repeat([]byte{byte(i)}, i*i%3000)
		at, err := l.Add(record)
		if err != nil {
			t.Fatal(err)
		}
		want, places = append(want, record), append(places, at)
	}
	for range 2 {
		i := 0
		for r, err := range l.Records() {
			if err != nil || !bytes.Equal(r, want[i]) {
				t.Fatalf("record %d: %v", i, err)
			}
			i++
		}
		if i != l.Len() || i != 300 {
			t.Errorf("%d records", i)
		}
	}
	for _, i := range []int{299, 0, 54, 10, 298} {
		if r, err := l.At(places[i]); err != nil || !bytes.Equal(r, want[i]) {
			t.Errorf("record %d at %d: %d bytes, %v", i, places[i], len(r), err)
		}
	}
	for _, at := range []int64{-1, l.Size()} {
		if _, err := l.At(at); err == nil {
			t.Errorf("a record at %d", at)
		}
	}
}

func BenchmarkSorter(b *testing.B) {
	b.ReportAllocs()
	key, value := make([]byte, 16), make([]byte, 16)
	for b.Loop() {
		random := rand.New(rand.NewPCG(1, 2))
		s := Sorter{Memory: 1 << 20, Dir: b.TempDir()}
		for range 100_000 {
			for i := range key {
				key[i] = byte(random.Uint32())
			}
			if err := s.Add(key, value); err != nil {
				b.Fatal(err)
			}
		}
		for _, err := range s.Rows() {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/100_000, "ns/row")
}
