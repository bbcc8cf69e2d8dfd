package events

import (
	"strings"
	"testing"
	"time"
)

// TestLong holds the stage to linear time on one long sentence.
func TestLong(t *testing.T) {
	took := func(n int) time.Duration {
		d := annotate(t, strings.Repeat("police arrested students and rebels attacked the town on Monday and ", n))
		start := time.Now()
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		return time.Since(start)
	}
	took(50)
	if short, long := took(500), took(5000); long > 60*short+time.Second {
		t.Errorf("ten times the text took %v instead of %v", long, short)
	}
}
