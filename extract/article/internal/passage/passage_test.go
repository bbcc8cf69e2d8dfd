package passage

import (
	"strings"
	"testing"

	"dateline/corpus/weights"
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
		{0, 0, 1}, {1, 0, 8}, {1, 2, 2}, {1, 3, 4}, {2, 3, 2}, {3, 3, 2}, {1, 10, 2}, {1, 27, 66}, {3, 27, 66}, {0, 27, -1}, {3, 78, 50}, {1, Features - 1, 8},
	} {
		if got := a[c.line][c.feature]; got != c.want {
			t.Errorf("line %d, feature %d: %d, want %d", c.line, c.feature, got, c.want)
		}
	}
	if got := Rows(nil, nil); len(got) != 0 {
		t.Error(got)
	}
}

// Little text lowers the bar, a reader's comment raises it.
func TestFind(t *testing.T) {
	// One tree: a line of more than five words scores worse than the first bar, but
	// better than the last.
	tree := weights.Tree{Limit: [weights.Depth]int16{5}}
	for i := range tree.Leaf {
		tree.Leaf[i] = -5 * Unit
		if i&1 == 1 {
			tree.Leaf[i] = -Unit
		}
	}
	trees := &weights.Forest{Features: Features, Trees: []weights.Tree{tree}}
	long := Line{Text: []byte("The board will meet again on Friday."), Words: 7, Slug: -1}
	lines := []Line{{Text: []byte("Home"), Words: 1, Slug: -1}, long, long, {Text: []byte("Ann said on 3 May:"), Words: 5, Hint: Comment, Slug: -1}, long}
	var got strings.Builder
	for _, s := range Find(trees, lines, Rows(lines, nil)) {
		got.WriteByte("btga"[s])
	}
	if want := "bttaa"; got.String() != want {
		t.Errorf("%s, want %s", got.String(), want)
	}
	if got := Find(trees, nil, nil); got != nil {
		t.Error(got)
	}
}

func BenchmarkFind(b *testing.B) {
	var lines []Line
	for range 100 {
		lines = append(lines, Line{Text: []byte("Which lamp is best"), Words: 4, Lower: true, Score: -2, Slug: -1},
			Line{Text: []byte("The board, which met on Tuesday, said that the quay would close before the summer."), Words: 15, Commas: 2, Ends: true, Lower: true, Score: 19, Slug: -1, Topic: []uint32{1, 2, 3, 4, 5}})
	}
	trees := &weights.Forest{Features: Features, Trees: make([]weights.Tree, 250)}
	b.ReportAllocs()
	for b.Loop() {
		Find(trees, lines, Rows(lines, nil))
	}
}
