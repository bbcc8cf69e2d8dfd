//go:build !amd64

package tagger

// vector is false where there are no vector loops.
var vector = false

func fetchIndex(index *block, mask uint32, features *uint32, n int) { panic("no AVX2") }

func resolveBMI2(index *block, mask uint32, rows *row, features *uint32, n int, which *uint32) int {
	panic("no AVX2")
}

func sumAVX2(rows *row, which *uint32, n int, from, to *scores, off int32) { panic("no AVX2") }

func pathsAVX2(first *scores, n int, t *lattice) { panic("no AVX2") }
