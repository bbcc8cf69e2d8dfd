package main

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestMask hides a word everywhere in its article, and leaves the pieces as they were.
func TestMask(t *testing.T) {
	as, err := readTeach(write(t, "a.txt", "= x-1\nThen [PERSON Awa Diallo] met [PERSON Moussa Traore]. Later [PERSON Diallo] left.\n"))
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
