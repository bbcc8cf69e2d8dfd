package usage

import (
	"runtime"
	"testing"
)

func TestUsage(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells all of it")
	}
	stop := make(chan struct{})
	live := Watch(stop)
	held := make([]byte, 64<<20)
	for i := range held {
		held[i] = byte(i)
	}
	cpu, peak := Process()
	close(stop)
	most := <-live
	runtime.KeepAlive(held)
	if cpu <= 0 || peak < 64<<20 || most <= 0 || most > peak+64<<20 {
		t.Errorf("%v s, %d and %d bytes", cpu, peak, most)
	}
}
