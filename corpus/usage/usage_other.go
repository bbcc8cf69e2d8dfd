//go:build !unix

package usage

// Process is not known on this system.
func Process() (cpu float64, peak int64) { return 0, 0 }
