package classifier

import "golang.org/x/sys/cpu"

// vector says that the AVX2 loops are used in place of the plain ones. Both give the same
// scores, which the tests hold.
var vector = cpu.X86.HasAVX2 && cpu.X86.HasBMI2 && cpu.X86.HasPOPCNT

// resolveBMI2 is [Packed].resolve of n features, at least one.
//
//go:noescape
func resolveBMI2(index *block, mask uint32, rows *packedRow, features *uint32, n int, which *uint32) int

// sumAVX2 is [Packed].sum of n rows, at least one and at most mostSums.
//
//go:noescape
func sumAVX2(rows *packedRow, which *uint32, n int, to *sums)
