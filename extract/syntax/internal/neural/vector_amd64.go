package neural

import "golang.org/x/sys/cpu"

// vector says that the AVX2 loops of vector_amd64.s are used in place of the plain ones.
// Both give the same words, whatever they are given: the tests hold them together.
var vector = cpu.X86.HasAVX2

// timesAVX2 adds to so many words of sums the products of a matrix in the layout of
// [matrix].blocks and of 4·groups activations, of at most 128. A pair of products is at
// most 2·128·128 in size, so that the 16 bits of VPMADDUBSW hold it.
//
//go:noescape
func timesAVX2(weights *int8, in *uint8, groups int, sums *uint64, words int)

// timesPairsAVX2 is timesAVX2 for whole blocks of words, at least one, and for pairs of groups
// that [matrix].paired allows: it sums four products in 16 bits.
//
//go:noescape
func timesPairsAVX2(weights *int8, in *uint8, pairs int, sums *uint64, words int)

// fetch asks for so many cache lines of a row, at least one, that is needed soon.
//
//go:noescape
func fetch(row *uint64, lines int)

// addAVX2 adds to so many words at to those of count rows.
//
//go:noescape
func addAVX2(to *uint64, rows *[]uint64, count, words int)

// rectifySumsAVX2 writes the activations of four times so many words of sums.
//
//go:noescape
func rectifySumsAVX2(in *uint64, fours int, f int64, out *uint8)

// rectifyProdsAVX2 writes the activations of four times so many words of products, and
// after them ten bytes that do not count.
//
//go:noescape
func rectifyProdsAVX2(in *uint64, fours int, f int64, out *uint8)
