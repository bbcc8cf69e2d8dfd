package weights

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func forest() *Forest {
	f := &Forest{Features: 80, Trees: []Tree{{Feature: [Depth]uint8{1, 2, 3, 4, 5, 79}, Limit: [Depth]int16{-3, 0, 9, 300, -1, 7}}, {}}}
	for i := range f.Trees[0].Leaf {
		f.Trees[0].Leaf[i] = int16(i*7 - 200)
	}
	return f
}

func encoded(t testing.TB, f *Forest) []byte {
	t.Helper()
	var b bytes.Buffer
	n, err := f.WriteTo(&b)
	if err != nil || n != int64(b.Len()) {
		t.Fatalf("%d of %d bytes, %v", n, b.Len(), err)
	}
	return b.Bytes()
}

func TestForestRoundTrip(t *testing.T) {
	f := forest()
	got, err := ReadForest(encoded(t, f))
	if err != nil || got.Features != f.Features || !slices.Equal(got.Trees, f.Trees) {
		t.Fatalf("%v, %v", got, err)
	}
}

func TestForestErrors(t *testing.T) {
	b := encoded(t, forest())
	set := func(at int, v byte) []byte {
		c := bytes.Clone(b)
		c[at] = v
		return c
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "not a file of trees"},
		{"head cut", b[:7], "not a file of trees"},
		{"other file", append([]byte("XXXX"), b[4:]...), "not a file of trees"},
		{"other depth", set(5, 7), "depth 7"},
		{"cut", b[:len(b)-1], "do not fit"},
		{"longer", append(bytes.Clone(b), 0), "do not fit"},
		{"no such number", set(forestHead+2, 80), "tree 0 asks for number 80 of 80"},
	} {
		if _, err := ReadForest(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
	for _, f := range []*Forest{{Features: 256}, {Trees: make([]Tree, 1<<16)}} {
		if _, err := f.WriteTo(&bytes.Buffer{}); err == nil {
			t.Errorf("%d trees over %d numbers: no error", len(f.Trees), f.Features)
		}
	}
}

func TestForestScore(t *testing.T) {
	var tree Tree
	tree.Feature[1], tree.Limit[1] = 3, 10
	for k := range Depth {
		if k != 1 {
			tree.Limit[k] = 1 << 14 // no
		}
	}
	tree.Leaf[0], tree.Leaf[2] = -5, 7
	f := &Forest{Features: 4, Trees: []Tree{tree, tree}}
	row := make([]int16, 4)
	if got := f.Score(row); got != -10 {
		t.Error(got)
	}
	row[3] = 11
	if got := f.Score(row); got != 14 {
		t.Error(got)
	}
}

func FuzzReadForest(f *testing.F) {
	f.Add(encoded(f, forest()))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := ReadForest(data)
		if err != nil {
			return
		}
		got.Score(make([]int16, got.Features))
		if again := encoded(t, got); !bytes.Equal(again, data) {
			t.Errorf("%d bytes are written as %d", len(data), len(again))
		}
	})
}
