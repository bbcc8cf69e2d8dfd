//go:build !amd64

package neural

// vector is false where there are no vector loops; nothing below is called then.
var vector = false

func productsAVX2(weights *int8, places *uint16, values *uint8, fours *int, stride, taps, size, count int, sums *int32, each, blocks int) {
	panic("no AVX2")
}

func dotsAVX2(weights *int8, in *uint8, chunks, rows int, sums *int32) { panic("no AVX2") }

func gatherAVX2(in *uint8, eights int, table *uint64, places *uint16, values *uint8) int {
	panic("no AVX2")
}

func largestAVX2(sums, bias *int32, eights int) int32                { panic("no AVX2") }
func packAVX2(sums *int32, start, to *uint64, fours int)             { panic("no AVX2") }
func rectifyAVX2(sums, bias *int32, eights int, f int64, out *uint8) { panic("no AVX2") }
func fetch(row *uint64, lines int)                                   {}
func sumAVX2(to *uint64, rows *[]uint64, count, words int)           { panic("no AVX2") }
func rectifySumsAVX2(in *uint64, fours int, f int64, out *uint8)     { panic("no AVX2") }
func rectifyProdsAVX2(in *uint64, fours int, f int64, out *uint8)    { panic("no AVX2") }
