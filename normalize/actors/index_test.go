package actors

import (
	"fmt"
	"slices"
	"testing"
)

func TestIndex(t *testing.T) {
	var x index[int32]
	if got := x.named("nobody"); got != nil {
		t.Errorf("the empty index has %v", got)
	}
	want := map[string][]int32{}
	for i := range int32(5000) {
		for _, k := range []string{fmt.Sprint("own ", i), fmt.Sprint("of seven ", i%700), ""} {
			x.put(textKey(k), i)
			want[k] = append(want[k], i)
		}
	}
	for k, list := range want {
		if got := x.named(k); !slices.Equal(got, list) {
			t.Errorf("%q has %v, want %v", k, got, list)
		}
	}
	if got := x.named("nobody"); got != nil {
		t.Errorf("nobody is %v", got)
	}
	// A list may be appended to without harm to its neighbours.
	_ = append(x.named("own 1"), -1)
	if got := x.named("own 2"); !slices.Equal(got, []int32{2}) {
		t.Errorf("own 2 has %v", got)
	}
}

// TestKeysOfNames holds that no two names of the tables have one key.
func TestKeysOfNames(t *testing.T) {
	text := map[uint64]string{}
	for _, e := range Default().entries {
		for _, n := range append([]string{e.Name, e.ID}, e.Aliases...) {
			k := key(n)
			if was, ok := text[textKey(k)]; ok && was != k {
				t.Errorf("%q and %q have one key", k, was)
			}
			text[textKey(k)] = k
		}
	}
}
