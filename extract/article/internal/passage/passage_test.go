package passage

import (
	"bytes"
	"strings"
	"testing"
)

func TestSearch(t *testing.T) {
	c := Costs{Gap: 500, Line: 100}
	for _, x := range []struct {
		scores []int
		want   string
	}{
		{[]int{-900, 800, 900, -100, 900, -2000, -2000, -900}, "bttttaaa"},
		{[]int{-900, 2000, -5000, 2000, -5000}, "btgta"},
		{[]int{-900, 2000, -5000, 300, -5000}, "btaaa"},
		{[]int{-3, -1, -2}, "bta"},
		{nil, ""},
	} {
		var got strings.Builder
		for _, s := range Search(x.scores, c) {
			got.WriteByte("btga"[s])
		}
		if got.String() != x.want {
			t.Errorf("%v: %s, want %s", x.scores, got.String(), x.want)
		}
	}
}

func TestEncode(t *testing.T) {
	trees := []Tree{{Feature: [Depth]uint8{1, 2, 3, 4, 5, Features - 1}, Limit: [Depth]int16{-3, 0, 9, 300, -1, 7}}, {}}
	for i := range trees[0].Leaf {
		trees[0].Leaf[i] = int16(i*7 - 200)
	}
	b := Encode(trees)
	got, err := Decode(b)
	if err != nil || len(got) != 2 || got[0] != trees[0] || got[1] != trees[1] {
		t.Fatalf("%v, %v", got, err)
	}
	bad := bytes.Clone(b)
	bad[8] = Features
	for _, x := range [][]byte{nil, b[:7], b[:len(b)-1], append([]byte("XXXX"), b[4:]...), bad} {
		if _, err := Decode(x); err == nil {
			t.Errorf("%d bytes: no error", len(x))
		}
	}
}

func TestScore(t *testing.T) {
	var tree Tree
	tree.Feature[1], tree.Limit[1] = 3, 10
	for k := range Depth {
		if k != 1 {
			tree.Limit[k] = 1 << 14 // no
		}
	}
	tree.Leaf[0], tree.Leaf[2] = -5, 7
	var r Row
	if got := Score([]Tree{tree, tree}, &r); got != -10 {
		t.Error(got)
	}
	r[3] = 11
	if got := Score([]Tree{tree, tree}, &r); got != 14 {
		t.Error(got)
	}
}

// Rows are the same for the same lines, whatever stands far away in memory, and
// bytes that are no UTF-8 do no harm.
func TestRows(t *testing.T) {
	lines := []Line{
		{Text: []byte("Home"), Words: 1, Score: -1, Slug: -1},
		{Text: []byte("The board, which met on Tuesday, said: \"No.\""), Words: 8, Commas: 2, Ends: true, Lower: true, Score: 12, Heavy: true, Slug: -1, Topic: []uint32{1, 2, 3}},
		{Text: []byte("\xff\xfe ..."), Cut: true, Slug: -1},
		{Text: []byte("The board will meet again on Friday…"), Words: 7, Ends: true, Lower: true, Score: 9, Heavy: true, Slug: 50, Topic: []uint32{2, 3, 4}},
	}
	a, b := Rows(lines, nil), Rows(lines, nil)
	for i := range a {
		if a[i] != b[i] {
			t.Errorf("line %d is described in two ways", i)
		}
	}
	for _, c := range []struct {
		line, feature int
		want          int16
	}{
		{0, 0, 1}, {1, 0, 8}, {1, 2, 2}, {1, 3, 4}, {2, 3, 2}, {3, 3, 2}, {1, 10, 2}, {1, 27, 66}, {3, 27, 66}, {0, 27, -1}, {3, 78, 50},
	} {
		if got := a[c.line][c.feature]; got != c.want {
			t.Errorf("line %d, feature %d: %d, want %d", c.line, c.feature, got, c.want)
		}
	}
	if got := Rows(nil, nil); len(got) != 0 {
		t.Error(got)
	}
}

func BenchmarkFind(b *testing.B) {
	var lines []Line
	for range 100 {
		lines = append(lines, Line{Text: []byte("Which lamp is best"), Words: 4, Lower: true, Score: -2, Slug: -1},
			Line{Text: []byte("The board, which met on Tuesday, said that the quay would close before the summer."), Words: 15, Commas: 2, Ends: true, Lower: true, Score: 19, Slug: -1, Topic: []uint32{1, 2, 3, 4, 5}})
	}
	trees := make([]Tree, 250)
	b.ReportAllocs()
	for b.Loop() {
		Find(trees, lines, nil)
	}
}
