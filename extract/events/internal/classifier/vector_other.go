//go:build !amd64

package classifier

// vector is false where there are no vector loops.
var vector = false

func resolveBMI2(index *block, mask uint32, rows *packedRow, features *uint32, n int, which *uint32) int {
	panic("no AVX2")
}

func sumAVX2(rows *packedRow, which *uint32, n int, to *sums) { panic("no AVX2") }
