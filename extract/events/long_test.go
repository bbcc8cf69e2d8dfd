package events

import (
	"strconv"
	"strings"
	"testing"
)

// TestLong holds the stage to linear time on one long sentence: what takes a
// fraction of a second here would, with the square of the length, run into the
// time limit of the test binary.
func TestLong(t *testing.T) {
	d := annotate(t, strings.Repeat("police arrested students and rebels attacked the town on Monday and ", 20_000))
	if err := New().Apply(d); err != nil {
		t.Fatal(err)
	}
	for i := range d.Events { // AssignIDs hashes a sentence for every event in it
		d.Events[i].ID, d.Events[i].Local = strconv.Itoa(i), strconv.Itoa(i)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
}
