//go:build unix

package article

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// userTime is the user CPU time that the process has had, that of the garbage collector
// included.
func userTime(b *testing.B) time.Duration {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano())
}

// BenchmarkPagesToParse holds extraction against html.Parse alone: both run in turn, so
// that a busy machine hits both, and "x-parse" is the median of the ratios of their
// user CPU times. Use -benchtime 9x or more.
func BenchmarkPagesToParse(b *testing.B) {
	list := measured(b)
	rounds := 1
	for n := 0; n < 8<<20; rounds++ { // some 100 ms at least, to be above the clock's grain
		for _, src := range list {
			n += len(src)
		}
	}
	took := func(f func()) time.Duration {
		runtime.GC()
		from := userTime(b)
		for range rounds {
			f()
		}
		return userTime(b) - from
	}
	var ratios []float64
	var before, after runtime.MemStats
	var all [2]float64
	for b.Loop() {
		parse := took(func() { parseAll(b, list) })
		runtime.ReadMemStats(&before)
		pages := took(func() { extractAll(b, list) })
		runtime.ReadMemStats(&after)
		ratios = append(ratios, float64(pages)/float64(parse))
		all[0] += float64(after.TotalAlloc - before.TotalAlloc)
		all[1] += float64(after.Mallocs - before.Mallocs)
	}
	slices.Sort(ratios)
	n := float64(len(ratios) * rounds * len(list))
	b.ReportMetric(ratios[len(ratios)/2], "x-parse")
	b.ReportMetric(ratios[0], "x-least")
	b.ReportMetric(ratios[len(ratios)-1], "x-most")
	b.ReportMetric(all[0]/n, "B/page")
	b.ReportMetric(all[1]/n, "allocs/page")
}
