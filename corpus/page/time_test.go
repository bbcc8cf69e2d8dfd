package page

import (
	"fmt"
	"testing"
)

// TestTimeline holds how time is divided: a few events far off do not make the columns coarser.
func TestTimeline(t *testing.T) {
	when := NewTally[string, ByQuad](100)
	add := func(begin, end string, n int) { when.Add(Days(begin, end), n)[1] += n }
	sum := func(to *ByQuad, from ByQuad) { to[1] += from[1] }
	add("1848-03-01", "1848-03-01", 1)
	add("2031-01-01", "2031-01-01", 1)
	for d := 1; d <= 30; d++ {
		add(fmt.Sprintf("2024-05-%02d", d), fmt.Sprintf("2024-05-%02d", d), 3)
	}
	add("2024-05-01", "2024-05-31", 4)
	got := NewTimeline(when, 72, sum)
	if got.Unit != "day" || len(got.Labels) != 30 || got.Labels[0] != "2024-05-01" || got.Before != 1 || got.After != 1 || got.Coarse != 4 || got.Columns[29][1] != 3 {
		t.Errorf("got %s, %d columns from %s, %d before, %d after, %d coarse", got.Unit, len(got.Labels), got.Labels[0], got.Before, got.After, got.Coarse)
	}
	if got = NewTimeline(when, 12, sum); got.Unit != "month" || len(got.Labels) != 1 || got.Columns[0][1] != 94 {
		t.Errorf("got %s, columns %v", got.Unit, got.Labels)
	}
}

// TestTally holds that a count is never too large, and too small by no more than it says.
func TestTally(t *testing.T) {
	small := NewTally[int, struct{}](50)
	exact := map[int]int{}
	for i := range 20_000 {
		k := i * i % 997 % (1 + i%311)
		small.Add(k, 1)
		exact[k]++
	}
	if small.Len() > 50 || small.Short() == 0 {
		t.Fatalf("%d keys, short by %d", small.Len(), small.Short())
	}
	for k, n := range exact {
		if got, _ := small.Of(k); got > n || got < n-small.Short() {
			t.Errorf("key %d: %d of %d, short by %d at most", k, got, n, small.Short())
		}
	}
}
