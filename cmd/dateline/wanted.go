package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// wanted is a list of names that a flag gives, held against those that there are, so that a slip of the pen
// does not pass for "nothing has changed".
type wanted struct {
	flag  string
	what  string // what the names are of: "document"
	names []string
	found map[string]bool
	near  map[string][]likely // the names that are most like one of those that were not found
	seen  int
}

// likely is a name with the number of bytes that it has in common, at both ends, with what was asked for.
type likely struct {
	name  string
	score int
}

// mostLikely is how many names an error suggests.
const mostLikely = 3

func newWanted(flag, what string, names []string) *wanted {
	return &wanted{flag: flag, what: what, names: names, found: map[string]bool{}, near: map[string][]likely{}}
}

// see takes names of one thing, any of which may be asked for.
func (w *wanted) see(names ...string) {
	if len(w.names) == 0 {
		return
	}
	w.seen++
	for _, want := range w.names {
		if w.found[want] {
			continue
		}
		for _, name := range names {
			if name == want {
				w.found[want] = true
				break
			}
			x := likely{name, common(name, want)}
			list := w.near[want]
			at, _ := slices.BinarySearchFunc(list, x, func(a, b likely) int {
				return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(a.name, b.name))
			})
			if at < mostLikely && !slices.Contains(list, x) {
				list = slices.Insert(list, at, x)
				w.near[want] = list[:min(len(list), mostLikely)]
			}
		}
	}
}

// common counts the bytes that two names share at their beginnings and ends.
func common(a, b string) int {
	n := min(len(a), len(b))
	front := 0
	for front < n && a[front] == b[front] {
		front++
	}
	back := 0
	for back < n-front && a[len(a)-1-back] == b[len(b)-1-back] {
		back++
	}
	return front + back
}

// missing is a usage error about the first name that there is none of, or nil.
func (w *wanted) missing() error {
	for _, want := range w.names {
		if w.found[want] {
			continue
		}
		if w.seen == 0 {
			return exitWith(exitUsage, fmt.Errorf("--%s: there is no %s %q, nor any other", w.flag, w.what, want))
		}
		var names []string
		for _, x := range w.near[want] {
			names = append(names, x.name)
		}
		return exitWith(exitUsage, fmt.Errorf("--%s: there is no %s %q; the nearest are %s", w.flag, w.what, want, strings.Join(names, ", ")))
	}
	return nil
}
