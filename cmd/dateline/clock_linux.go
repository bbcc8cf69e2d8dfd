package main

import (
	"time"

	"golang.org/x/sys/unix"
)

// clocksCPU says that the clocks below count CPU time.
const clocksCPU = true

// processClock is the CPU time that the process has had.
func processClock() time.Duration { return clock(unix.CLOCK_PROCESS_CPUTIME_ID) }

// threadClock is the CPU time that the calling thread has had. The goroutine must
// be locked to its thread.
func threadClock() time.Duration { return clock(unix.CLOCK_THREAD_CPUTIME_ID) }

func clock(id int32) time.Duration {
	var t unix.Timespec
	if unix.ClockGettime(id, &t) != nil {
		return 0
	}
	return time.Duration(t.Nano())
}
