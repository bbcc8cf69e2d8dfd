package tagger

import "golang.org/x/sys/cpu"

// vector says that the AVX2 loops are used in place of the plain ones. Both give the same
// scores, which the tests hold.
var vector = cpu.X86.HasAVX2 && cpu.X86.HasBMI2 && cpu.X86.HasPOPCNT

// fetchIndex asks for the blocks of n features, at least one.
//
//go:noescape
func fetchIndex(index *block, mask uint32, features *uint32, n int)

// resolveBMI2 is [table].resolve of n features, at least one.
//
//go:noescape
func resolveBMI2(index *block, mask uint32, rows *row, features *uint32, n int, which *uint32) int

// sumAVX2 writes to the sums of from and the n rows whose numbers stand at which, and takes
// off from each. A lane has 16 bits, so n is at most maxFeatures.
//
//go:noescape
func sumAVX2(rows *row, which *uint32, n int, from, to *scores, off int32)

// pathsAVX2 makes of the scores of n pieces, at least one, those of the best ways to each class of them.
//
//go:noescape
func pathsAVX2(first *scores, n int, t *lattice)
