package boost

import (
	"bytes"
	"testing"
)

// Trees must find what no single number says: that a row is one if one number is high and another is not.
func TestGrow(t *testing.T) {
	o := Options{Features: 3, Trees: 60, Shrink: 0.1, Hold: 10, UsedRows: 60, UsedNumbers: 100, Unit: 100}
	var rows []Row
	for i := range 400 {
		a, b := int16(i%20), int16(i/20)
		rows = append(rows, Row{Numbers: []int16{a, 7, b}, Yes: a > 9 && b < 10, Weight: 1})
	}
	f, said := Grow(rows, o)
	for i, r := range rows {
		if (f.Score(r.Numbers) > 0) != r.Yes {
			t.Errorf("%v: %d", r.Numbers, f.Score(r.Numbers))
		}
		if got := float64(f.Score(r.Numbers)) / o.Unit; got-said[i] > 1e-9 || said[i]-got > 1e-9 {
			t.Errorf("%v: the trees say %v, %v while learning", r.Numbers, got, said[i])
		}
	}
	var one, two bytes.Buffer
	f.WriteTo(&one)
	f, _ = Grow(rows, o)
	f.WriteTo(&two)
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the same rows gave other trees")
	}
}

// Weight decides between rows that are alike, and nothing is learnt from none.
func TestGrowWeights(t *testing.T) {
	o := Options{Features: 1, Trees: 20, Shrink: 0.5, Hold: 1, UsedRows: 100, UsedNumbers: 100, Unit: 100}
	var rows []Row
	for range 50 {
		rows = append(rows, Row{Numbers: []int16{1}, Yes: true, Weight: 3}, Row{Numbers: []int16{1}, Weight: 1}, Row{Numbers: []int16{0}, Weight: 1})
	}
	if f, _ := Grow(rows, o); f.Score([]int16{1}) <= 0 || f.Score([]int16{0}) >= 0 {
		t.Errorf("%d and %d", f.Score([]int16{1}), f.Score([]int16{0}))
	}
	if f, _ := Grow(nil, o); f.Score([]int16{1}) != 0 {
		t.Error("trees that saw nothing say something")
	}
}
