package main

import (
	"runtime"
	"testing"
	"time"
)

func TestMemoryFor(t *testing.T) {
	for _, c := range []struct {
		live uint64
		want int64
	}{{0, freeMemory}, {100 << 20, freeMemory}, {140 << 20, freeMemory}, {160 << 20, 240 << 20}, {161 << 20, 248 << 20}, {5 << 30, 7<<30 + 16<<20}} {
		if got := memoryFor(c.live); got != c.want {
			t.Errorf("%d bytes: %d, want %d", c.live, got, c.want)
		}
	}
}

func TestAfterCollections(t *testing.T) {
	called := make(chan struct{}, 1)
	afterCollections(func() {
		select {
		case called <- struct{}{}:
		default:
		}
	})
	for range 3 {
		runtime.GC()
		select {
		case <-called:
		case <-time.After(10 * time.Second):
			t.Fatal("not called after a collection")
		}
	}
}
