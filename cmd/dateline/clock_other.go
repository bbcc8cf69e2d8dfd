//go:build !linux

package main

import "time"

// clocksCPU says that the clocks below count CPU time.
const clocksCPU = false

var clockStart = time.Now()

func processClock() time.Duration { return time.Since(clockStart) }
func threadClock() time.Duration  { return time.Since(clockStart) }
