package known

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

// of is how users go about it.
func of(w *Words[string], word string, number uint32) string {
	key := Key(word, number)
	if v, ok := w.Find(key, word, number); ok {
		return v
	}
	v := fmt.Sprint(word, number)
	if w.Wants(key, word) {
		w.Keep(key, word, number, v)
	}
	return v
}

func TestWords(t *testing.T) {
	var w Words[string]
	kept := func(word string, number uint32) bool {
		_, ok := w.Find(Key(word, number), word, number)
		return ok
	}
	of(&w, "rain", 1)
	if kept("rain", 1) {
		t.Error("a word is kept the first time")
	}
	of(&w, "rain", 1)
	if !kept("rain", 1) || kept("rain", 2) || kept("rains", 1) {
		t.Error("a word is not kept the second time, or is found under another number")
	}
	long := strings.Repeat("x", longest+1)
	for range 3 {
		of(&w, long, 1)
		of(&w, long[1:], 1)
		of(&w, "", 1)
	}
	if kept(long, 1) || !kept(long[1:], 1) || !kept("", 1) {
		t.Error("the limit of length is wrong")
	}
}

// TestRace has many readers of more words than there is room for.
func TestRace(t *testing.T) {
	var w Words[string]
	var group sync.WaitGroup
	for g := range 4 {
		group.Go(func() {
			for i := range 4 * sets * ways {
				word, number := fmt.Sprint("w", (i+g)/3%(2*sets*ways)), uint32(i%2)
				if got, want := of(&w, word, number), fmt.Sprint(word, number); got != want {
					t.Errorf("%s has %s, want %s", word, got, want)
				}
			}
		})
	}
	group.Wait()
	entries := 0
	for i := range w.sets {
		for k := range w.sets[i].keys {
			if w.sets[i].ready[k].Load() != 0 {
				entries++
			}
		}
	}
	if entries < sets*ways/2 {
		t.Errorf("%d of %d places are used", entries, sets*ways)
	}
}

// TestMemory guards that words that are not kept take no memory.
func TestMemory(t *testing.T) {
	var w Words[[]uint64]
	words := strings.Fields(strings.Repeat("the old bridge over the river is closed ", 3))
	value := make([]uint64, 1)
	read := func() {
		for _, word := range words {
			key := Key(word, 0)
			if _, ok := w.Find(key, word, 0); !ok && w.Wants(key, word) {
				w.Keep(key, word, 0, value)
			}
		}
	}
	read()
	if n := testing.AllocsPerRun(5, read); n > 0 {
		t.Errorf("reading known words allocates %.0f times", n)
	}
}
