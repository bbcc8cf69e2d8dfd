package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestMask hides a word everywhere in its article, and leaves the pieces as they were.
func TestMask(t *testing.T) {
	as, err := readTeach(write(t, "a.txt", "= a-1 | 2020-01-02 | wire\nThen [PERSON Awa Diallo] met [PERSON Moussa Traore]. Later [PERSON Diallo] left.\n"))
	if err != nil {
		t.Fatal(err)
	}
	x := prepare(as[0], nil)
	pieces := slices.Clone(x.doc.Pieces)
	plain := slices.Clone(x.regions[0].feats)
	rng := rand.New(rand.NewPCG(1, 1))

	x.mask(rng, map[uint32]int{}, 1, 0) // words of no article are always hidden
	if slices.Equal(x.regions[0].feats, plain) {
		t.Error("nothing is hidden")
	}
	if !slices.Equal(x.doc.Pieces, pieces) {
		t.Error("the pieces are not restored")
	}
	x.mask(rng, articlesOf([]*example{x}), 0, 0)
	if !slices.Equal(x.regions[0].feats, plain) {
		t.Error("with nothing to hide the features differ")
	}
	if n := articlesOf([]*example{x, x})[pieces[2].Lower]; n != 2 {
		t.Errorf("Diallo stands in %d articles, want 2", n)
	}
}

// TestSameBytes runs the whole command twice.
func TestSameBytes(t *testing.T) {
	teach := write(t, "a.txt", "= a-1 | 2020-01-02 | wire\n[PERSON Awa Diallo] met officials in [GPE Gao].\n\n= a-2 | 2020-01-02 | wire\n[PERSON Moussa Traore] flew to [GPE Kidal] with [ORG UNICEF].\n\n= a-3 | 2020-01-02 | wire\n[ORG UNICEF] thanked [PERSON Traore].\n")
	var files [2][]byte
	for i := range files {
		o := settings{teach: teach, out: t.TempDir(), bits: 12, keep: 9, epochs: 4, whole: 2, drop: 500, hide: 2, unlist: 0.2, all: true}
		if err := run(o); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"index.dlw", "names.dlw", "whole.dlw"} {
			data, err := os.ReadFile(filepath.Join(o.out, name))
			if err != nil {
				t.Fatal(err)
			}
			files[i] = append(files[i], data...)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("the same inputs give other weights")
	}
	if err := run(settings{teach: filepath.Join(t.TempDir(), "*.txt")}); err == nil {
		t.Error("no teaching corpus is no error")
	}
}
