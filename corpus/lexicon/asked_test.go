package lexicon

import (
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"testing"
)

func TestAsked(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	for _, n := range []int{0, 1, 2, 100, 5000} {
		var s Asking
		want := map[uint32]bool{}
		for range n {
			h := uint32(rng.Intn(4 * n)) // some twice, 0 among them
			s.Add(h)
			want[h] = true
		}
		a := s.Asked()
		if keys := slices.Sorted(maps.Keys(want)); !slices.Equal(a, keys) {
			t.Errorf("%d asks: %d hashes, want %d", n, len(a), len(keys))
		}
		for h := range uint32(4 * n) {
			if a.Has(h) != want[h] {
				t.Errorf("Has(%d) = %v", h, a.Has(h))
			}
		}
		back, err := ParseAsked(a.AppendTo(nil))
		if err != nil || !slices.Equal(back, a) {
			t.Errorf("read back: %v", err)
		}
	}
	if got := (Asked{1, 3, 5}).Union(Asked{0, 3, 4, 9}); !slices.Equal(got, Asked{0, 1, 3, 4, 5, 9}) {
		t.Errorf("union %v", got)
	}
	if got := (Asked)(nil).Union(Asked{7}); !slices.Equal(got, Asked{7}) {
		t.Errorf("union %v", got)
	}
	for _, bad := range [][]byte{{1}, {1, 0, 0, 0, 1, 0, 0, 0}, {2, 0, 0, 0, 1, 0, 0, 0}} {
		if a, err := ParseAsked(bad); err == nil {
			t.Errorf("%v reads as %v", bad, a)
		}
	}
}

// TestAskSpreads holds the hash to few collisions: what 32 bits allow by chance.
func TestAskSpreads(t *testing.T) {
	seen := map[uint32]bool{}
	twice := 0
	for i := range 200_000 {
		for _, h := range []uint32{Ask(1, fmt.Sprintf("name %d", i)), Ask(2, fmt.Sprintf("name %d", i)), AskNumber(3, i)} {
			if seen[h] {
				twice++
			}
			seen[h] = true
		}
	}
	if twice > 80 { // 600,000 in 2^32: 42 are to be expected
		t.Errorf("%d collisions", twice)
	}
	// Keys that differ by zero bytes or in where they are cut are different.
	distinct := map[uint32]string{}
	for _, k := range []string{"", "\x00", "\x00\x00", "a", "a\x00", "aaaaaaaa", "aaaaaaaa\x00", "aaaaaaaaa", "aaaaaaa"} {
		if was, ok := distinct[Ask(1, k)]; ok {
			t.Errorf("%q and %q have one hash", was, k)
		}
		distinct[Ask(1, k)] = k
	}
}

// TestAskIsStable: hashes are stored, so that another process must find them.
func TestAskIsStable(t *testing.T) {
	if a, b := Ask(1, "volodymyr zelenskyy"), AskNumber(2, 4711); a != askNamed || b != askNumbered {
		t.Errorf("Ask = %#x, AskNumber = %#x", a, b)
	}
}

func BenchmarkAsk(b *testing.B) {
	keys := make([]string, 1000)
	for i := range keys {
		keys[i] = fmt.Sprintf("some name %d", i%300)
	}
	b.ReportAllocs()
	for b.Loop() {
		var s Asking
		for _, k := range keys {
			s.Add(Ask(1, k))
		}
		s.Asked()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "ns/ask")
}

// The hashes of two asks, of a table by name and by number, as every version must find them.
const askNamed, askNumbered = 0x9f65b29a, 0x24315987

func TestResetAsking(t *testing.T) {
	var s Asking
	for i := range 9000 {
		s.Add(AskNumber(1, i))
	}
	s.Add(0)
	s.Reset()
	if got := s.Asked(); len(got) != 0 {
		t.Fatalf("%d asks are left", len(got))
	}
	s.Add(AskNumber(1, 7))
	if got := s.Asked(); len(got) != 1 || got[0] != AskNumber(1, 7) {
		t.Errorf("one ask after a reset gives %v", got)
	}
}
