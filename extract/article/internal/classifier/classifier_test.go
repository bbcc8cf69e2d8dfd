package classifier

import (
	"slices"
	"testing"

	"dateline/corpus/weights"
)

func page() ([]Block, Facts) {
	blocks := []Block{
		{Words: 3, Score: -1, Tag: 7, Links: 5},
		{Words: 14, Score: 18, Tag: 9, Box: 1, Kept: true},
		{Words: 12, Score: 12, Tag: 9, Box: 1, Kept: true},
	}
	f := Facts{Text: []byte("The board, which met on Tuesday, said it’d close © the quay…"), Commas: 2, Lower: true, Names: []uint32{1, 2}, Own: 1, Telling: 4, Known: 2, Witness: -1}
	f.Path[0], f.Mass = 5, [Levels]int8{10, -1, -1, -1}
	return blocks, f
}

// Each fact changes what is seen of a block, and features are added to what the caller has.
func TestFeatures(t *testing.T) {
	blocks, f := page()
	plain := Features(blocks, 1, &f, nil)
	if got := Features(blocks, 1, &f, []uint32{42}); got[0] != 42 || !slices.Equal(got[1:], plain) {
		t.Error("features are not added behind what there is")
	}
	for name, change := range map[string]func([]Block, *Facts){
		"words":     func(b []Block, _ *Facts) { b[1].Words = 40 },
		"links":     func(b []Block, _ *Facts) { b[1].Links = 3 },
		"neighbour": func(b []Block, _ *Facts) { b[2].Score = -3 },
		"commas":    func(_ []Block, f *Facts) { f.Commas = 0 },
		"ends":      func(_ []Block, f *Facts) { f.Ends = true },
		"repeated":  func(_ []Block, f *Facts) { f.Repeated = true },
		"text":      func(_ []Block, f *Facts) { f.Text = []byte("By Ann Lee") },
		"path":      func(_ []Block, f *Facts) { f.Path[0] = 6 },
		"names":     func(_ []Block, f *Facts) { f.Names = []uint32{1, 3} },
		"own":       func(_ []Block, f *Facts) { f.Own = 2 },
		"where":     func(_ []Block, f *Facts) { f.Where = 2 },
		"known":     func(_ []Block, f *Facts) { f.Known = 4 },
		"witness":   func(_ []Block, f *Facts) { f.Witness = 4 },
	} {
		blocks, f := page()
		change(blocks, &f)
		if slices.Equal(Features(blocks, 1, &f, nil), plain) {
			t.Errorf("%s: no feature tells", name)
		}
	}
}

// Case and apostrophes do not part words.
func TestEach(t *testing.T) {
	of := func(s string) (all []uint64) {
		each([]byte(s), func(h uint64) bool { all = append(all, h); return true })
		return all
	}
	if got := of("The mayor’s Élan, 3 times"); len(got) != 5 || !slices.Equal(got, of("the mayor's élan 3 TIMES")) {
		t.Error(got)
	}
	n := 0
	each([]byte("one two three"), func(uint64) bool { n++; return n < 2 })
	if n != 2 {
		t.Errorf("%d words after a no", n)
	}
}

func TestScores(t *testing.T) {
	blocks, f := page()
	m := weights.New([]string{"article"}, 12)
	for i := range m.W {
		m.W[i] = 1
	}
	got := Scores(m, blocks, func(i int) *Facts {
		if i == 0 {
			t.Error("asked about a block that is out")
		}
		return &f
	})
	// A weight of one for each feature, in tenths.
	if want := 10 * int32(len(Features(blocks, 1, &f, nil))); got[0] != 0 || got[1] != want {
		t.Errorf("%v, want 0 and %d", got, want)
	}
}

func FuzzFeatures(f *testing.F) {
	f.Add([]byte("By Ann Lee | © 2020 …"), 4, 1)
	f.Add([]byte("\xff\xfe’"), 70, 0)
	f.Fuzz(func(t *testing.T, text []byte, words, where int) {
		blocks, x := page()
		x.Text, x.Where, blocks[1].Words = text, where, int32(words)
		a := Features(blocks, 1, &x, nil)
		if b := Features(blocks, 1, &x, nil); len(a) == 0 || !slices.Equal(a, b) {
			t.Error("the same block is described in two ways")
		}
	})
}
