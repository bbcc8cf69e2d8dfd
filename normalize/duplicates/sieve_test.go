package duplicates

import (
	"math/rand/v2"
	"slices"
	"testing"

	"dateline/corpus/hash"
)

// TestSieve holds that what was seen again always passes, and that what was not
// seldom does while the sieve has room.
func TestSieve(t *testing.T) {
	for _, memory := range []int{0, 1 << 20, 16 << 20} {
		const keys = 400_000
		s := newSieve(memory)
		for i := range uint64(keys) {
			s.see(hash.Mix(i))
			if i%10 == 0 {
				s.see(hash.Mix(i / 2)) // seen long ago
			}
		}
		lone, wrong := 0, 0
		for i := range uint64(keys) {
			again := i < keys/2 && i%5 == 0
			if again && !s.passes(hash.Mix(i)) {
				t.Fatalf("memory %d: key %d was seen again and does not pass", memory, i)
			}
			if !again {
				lone++
				if s.passes(hash.Mix(i)) {
					wrong++
				}
			}
		}
		if memory > 8<<20 && wrong > lone/6 {
			t.Errorf("memory %d: %d of %d lone keys pass", memory, wrong, lone)
		}
		if len(s.slots)*8 > max(memory, 64<<10) {
			t.Errorf("memory %d: %d bytes", memory, len(s.slots)*8)
		}
	}
}

func TestTally(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	want := map[uint64]int{}
	var got tally
	got.count(7)
	for range 20_000 {
		key := hash.Mix(r.Uint64N(5000)) | 1
		if r.IntN(3) == 0 {
			got.enter(key)
			want[key] += 0
		}
		got.count(key)
		if n, ok := want[key]; ok {
			want[key] = n + 1
		}
	}
	for key, n := range want {
		if got.of(key) != n {
			t.Errorf("%x: %d, want %d", key, got.of(key), n)
		}
	}
	if got.n != len(want) || got.of(2) != 0 {
		t.Errorf("%d keys, want %d", got.n, len(want))
	}
}

func TestForest(t *testing.T) {
	f := newForest(8)
	f.join(5, 2)
	f.join(7, 5)
	f.join(6, 1)
	f.join(2, 7)
	if n := f.number(); n != 2 || !slices.Equal(f, forest{-1, 1, 0, -1, -1, 0, 1, 0}) && !slices.Equal(f, forest{-1, 0, 1, -1, -1, 1, 0, 1}) {
		t.Errorf("%d clusters: %v", n, f)
	}
}
