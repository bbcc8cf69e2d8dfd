//go:build !amd64

package neural

// vector is false where there are no vector loops; nothing below is called then.
var vector = false

func timesAVX2(weights *int8, in *uint8, groups int, sums *uint64, words int)     { panic("no AVX2") }
func timesPairsAVX2(weights *int8, in *uint8, pairs int, sums *uint64, words int) { panic("no AVX2") }
func fetch(row *uint64, lines int)                                                {}
func addAVX2(to *uint64, rows *[]uint64, count, words int)                        { panic("no AVX2") }
func rectifySumsAVX2(in *uint64, fours int, f int64, out *uint8)                  { panic("no AVX2") }
func rectifyProdsAVX2(in *uint64, fours int, f int64, out *uint8)                 { panic("no AVX2") }
