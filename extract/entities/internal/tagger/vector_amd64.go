package tagger

import "golang.org/x/sys/cpu"

// vector says that the AVX2 loop is used in place of the plain one. Both give the same
// scores, which the tests hold.
var vector = cpu.X86.HasAVX2

// addAVX2 adds the n rows whose numbers stand at which to the [NumClasses] scores, and takes
// off from each. A lane has 16 bits, so n is at most maxFeatures.
//
//go:noescape
func addAVX2(rows *row, which *uint32, n int, scores *int32, off int32)
