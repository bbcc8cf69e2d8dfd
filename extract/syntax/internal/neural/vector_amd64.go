package neural

import "golang.org/x/sys/cpu"

// vector says that the AVX2 loops of vector_amd64.s are used in place of the plain ones.
// Both give the same words, whatever they are given: the tests hold them together.
var vector = cpu.X86.HasAVX2

// productsAVX2 writes the sums of products of blocks of a matrix, in the layout of
// [matrix].blocks, with count vectors, of which each is taken with those behind it, taps in all.
// Of a vector there is a list of activations, of at most 128, and of the bytes at which their
// weights stand in a block, so many fours of them; lists are stride entries apart. The weights
// of one tap take size bytes of a block. A vector's sums are each numbers after those of the one
// before. A pair of products is at most 2·128·128 in size, so that the 16 bits of VPMADDUBSW
// hold it. No number but fours may be zero.
//
//go:noescape
func productsAVX2(weights *int8, places *uint16, values *uint8, fours *int, stride, taps, size, count int, sums *int32, each, blocks int)

// dotsAVX2 writes so many sums, at least one, of the products of activations, of at most 128,
// and of a row of weights each; both have chunks of 32 bytes, at least one.
//
//go:noescape
func dotsAVX2(weights *int8, in *uint8, chunks, rows int, sums *int32)

// gatherAVX2 lists of so many eights of activations, at least one, those that are not zero, with
// 32 times their places, and gives how many fours they are. It may write to eight entries more
// than there are activations. The table says of a byte which bits are set.
//
//go:noescape
func gatherAVX2(in *uint8, eights int, table *uint64, places *uint16, values *uint8) int

// largestAVX2 gives the largest of so many eights of sums, at least one, and their bias.
//
//go:noescape
func largestAVX2(sums, bias *int32, eights int) int32

// packAVX2 writes so many fours of words, at least one and at most eight, with start and three
// sums as their lanes, that stand 32 sums apart.
//
//go:noescape
func packAVX2(sums *int32, start, to *uint64, fours int)

// rectifyAVX2 writes the activations of so many eights of sums, at least one, and their bias.
//
//go:noescape
func rectifyAVX2(sums, bias *int32, eights int, f int64, out *uint8)

// fetch asks for so many cache lines of a row, at least one, that is needed soon.
//
//go:noescape
func fetch(row *uint64, lines int)

// sumAVX2 writes so many words, at least one, that are the sums of those of count rows, at
// least one. A row may stand where the sums will.
//
//go:noescape
func sumAVX2(to *uint64, rows *[]uint64, count, words int)

// rectifySumsAVX2 writes the activations of four times so many words of sums.
//
//go:noescape
func rectifySumsAVX2(in *uint64, fours int, f int64, out *uint8)

// rectifyProdsAVX2 writes the activations of four times so many words of products, and
// after them ten bytes that do not count.
//
//go:noescape
func rectifyProdsAVX2(in *uint64, fours int, f int64, out *uint8)
