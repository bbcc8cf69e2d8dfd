//go:build !linux

package weights

// Large makes n zero elements, which hold no pointers, for a table of a megabyte and more that is looked at
// in random places. Large pages are asked for on Linux only.
func Large[T any](n int) []T { return make([]T, n) }
