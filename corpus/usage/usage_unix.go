//go:build unix

package usage

import (
	"runtime"
	"syscall"
)

// Process is the CPU time of the process so far in seconds, user and system, and its
// largest resident memory in bytes; 0 where the system does not tell.
func Process() (cpu float64, peak int64) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0, 0
	}
	peak = int64(u.Maxrss)
	if runtime.GOOS != "darwin" && runtime.GOOS != "ios" {
		peak <<= 10 // kilobytes everywhere else
	}
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return seconds(u.Utime) + seconds(u.Stime), peak
}
