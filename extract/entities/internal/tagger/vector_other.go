//go:build !amd64

package tagger

// vector is false where there is no vector loop.
var vector = false

func addAVX2(rows *row, which *uint32, n int, scores *int32, off int32) { panic("no AVX2") }
