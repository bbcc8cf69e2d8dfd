package main

import (
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
	near  map[string]*nearest // to those that were not found
	seen  int
}

// mostLikely is how many names an error suggests.
const mostLikely = 3

func newWanted(flag, what string, names []string) *wanted {
	return &wanted{flag: flag, what: what, names: names, found: map[string]bool{}, near: map[string]*nearest{}}
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
		if slices.Contains(names, want) {
			w.found[want] = true
			continue
		}
		near := w.near[want]
		if near == nil {
			near = &nearest{want: want, most: mostLikely}
			w.near[want] = near
		}
		for _, name := range names {
			near.add(name)
		}
	}
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
		for _, x := range w.near[want].list {
			names = append(names, x.name)
		}
		return exitWith(exitUsage, fmt.Errorf("--%s: there is no %s %q; the nearest are %s", w.flag, w.what, want, strings.Join(names, ", ")))
	}
	return nil
}
