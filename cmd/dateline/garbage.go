package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

const (
	// freeMemory is what the process may take beside its own pages, in bytes, before garbage is collected: those
	// are 45 MB of its file, so that a run stays below 300 MB. Tables and models take 100 to 130 MB of it.
	freeMemory = 224 << 20
	// notHeap is what stacks and the collector take of it, about.
	notHeap = 16 << 20
)

// paceGarbage makes the collector save time while the process is small, and memory when it is large. A
// percentage of garbage for both does not: a collection looks at the same tables every time, so that 50 % on top of
// them costs twice the time of 100 %, while 100 % on top of a large heap is memory for nothing. A fixed limit
// does not either: what needs more than that would be collected without end. So the limit goes with what is in use.
// Who sets GOGC or GOMEMLIMIT knows better.
func paceGarbage() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(-1) // the limit alone counts
	limit := int64(freeMemory)
	debug.SetMemoryLimit(limit)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	afterCollections(func() {
		if metrics.Read(live); live[0].Value.Kind() != metrics.KindUint64 {
			debug.SetGCPercent(100) // another runtime: its default
			return
		}
		if m := memoryFor(live[0].Value.Uint64()); m != limit {
			limit = m
			debug.SetMemoryLimit(limit)
		}
	})
}

// memoryFor is the limit while so many bytes are in use: two fifths as much may be garbage.
func memoryFor(live uint64) int64 {
	const step = 8 << 20 // each change stops the program for a moment
	return max(freeMemory, (int64(live)+int64(live)*2/5+notHeap+step-1)/step*step)
}

// afterCollections calls f after each collection, in one goroutine.
func afterCollections(f func()) {
	runtime.SetFinalizer(&watchman{f}, (*watchman).wake)
}

// watchman is garbage, and hears of a collection by being found.
type watchman struct{ f func() }

func (w *watchman) wake() {
	w.f()
	runtime.SetFinalizer(w, (*watchman).wake) // it is garbage again, for the next collection
}
