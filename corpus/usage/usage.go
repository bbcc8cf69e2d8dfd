// Package usage is what the process takes of the machine: processor time and memory, for reports and benchmarks.
package usage

import (
	"fmt"
	"os"
	"time"
)

// Watch yields the largest resident memory in bytes from now until stop is closed, looking twenty times a second; 0
// where the system has no /proc/self/statm. [Process] knows the largest since the process began.
func Watch(stop <-chan struct{}) <-chan int64 {
	out := make(chan int64, 1)
	go func() {
		var most int64
		for {
			var size, resident int64
			if data, err := os.ReadFile("/proc/self/statm"); err == nil {
				fmt.Sscan(string(data), &size, &resident)
			}
			most = max(most, resident*int64(os.Getpagesize()))
			select {
			case <-stop:
				out <- most
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}()
	return out
}
