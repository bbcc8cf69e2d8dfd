package main

import (
	"bytes"
	"testing"

	"dateline/extract/syntax/internal/segment"
)

// Trees must find what the first model does not see: here that a place is an end if one
// number is high and another is not.
func TestGrow(t *testing.T) {
	var rows []sample
	for i := range 400 {
		var r segment.Row
		r[7], r[20] = int16(i%20), int16(i/20)
		rows = append(rows, sample{r, r[7] > 9 && r[20] < 10})
	}
	f := grow(rows)
	for _, s := range rows {
		if (f.Score(s.row[:]) > 0) != s.yes {
			t.Errorf("numbers %d and %d: %d", s.row[7], s.row[20], f.Score(s.row[:]))
		}
	}
	var one, two bytes.Buffer
	f.WriteTo(&one)
	grow(rows).WriteTo(&two)
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the same rows gave other trees")
	}
}
