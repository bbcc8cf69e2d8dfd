package main

import (
	"slices"
	"strings"
)

// Bounds of labelling, found by looking at what was labelled wrongly.
const (
	longLine = 8       // words from which a line is judged by its runs
	anchor   = run + 1 // words in a row that tell a place in the marked text
	patience = 25      // lines without a marked one after which the place is lost
)

// follower labels the lines of a text by following the words of the marked text.
type follower struct {
	*text
	runs        map[string]int
	first, last map[string]int // places of anchors
	starts      []int          // the place in the marked text at which a line starts, or -1
	ends        []int          // that behind its end, or -1
}

// label tells which lines are in the article: a long line, if half of its runs
// are in the marked text; a short one if it stands in the marked text right behind the line
// before or right ahead of the line after. What a page says twice is text once.
func (t *text) label() {
	n := len(t.lines)
	t.labels = make([]bool, n)
	f := follower{text: t, runs: runs(t.marked), first: map[string]int{}, last: map[string]int{}, starts: make([]int, n), ends: make([]int, n)}
	for i := 0; i+anchor <= len(t.marked); i++ {
		k := join(t.marked[i : i+anchor])
		if _, ok := f.first[k]; !ok {
			f.first[k] = i
		}
		f.last[k] = i
	}
	f.long()
	f.down()
	f.up()
	f.short()
}

// long labels the long lines, and finds their places.
func (f *follower) long() {
	whole := " " + join(f.marked) + " "
	seen := map[string]bool{}
	for k, words := range f.words {
		f.starts[k], f.ends[k] = -1, -1
		if len(words) < longLine {
			continue
		}
		hit := 0
		for i := 0; i+run <= len(words); i++ {
			if f.runs[join(words[i:i+run])] > 0 {
				hit++
			}
		}
		if hit*2 < len(words)-run+1 {
			continue
		}
		line := join(words)
		if seen[line] && strings.Count(whole, " "+line+" ") < 2 {
			continue
		}
		seen[line] = true
		f.labels[k] = true
		for i := 0; i+anchor <= len(words); i++ {
			if at, ok := f.first[join(words[i:i+anchor])]; ok {
				f.starts[k] = at - i
				break
			}
		}
		for i := len(words) - anchor; i >= 0; i-- {
			if at, ok := f.last[join(words[i:i+anchor])]; ok {
				f.ends[k] = at + len(words) - i
				break
			}
		}
	}
}

// down labels the short lines that go on where a line before ended.
func (f *follower) down() {
	at, gap := -1, 0
	for k, words := range f.words {
		if f.labels[k] {
			if f.ends[k] >= 0 {
				at, gap = f.ends[k], 0
			}
			continue
		}
		if len(words) == 0 {
			continue
		}
		if len(words) < longLine && at >= 0 && gap < patience {
			// A line of some words may stand a little off: the text may miss or have another line.
			from, to := 0, 1
			if len(words) >= run {
				from, to = -3, 12
			}
			for o := from; o < to && !f.labels[k]; o++ {
				if stands(f.marked, at+o, words) {
					f.labels[k] = true
					at, gap = at+o+len(words), 0
				}
			}
			if f.labels[k] {
				continue
			}
		}
		gap++
	}
}

// up labels the short lines behind which a line after goes on.
func (f *follower) up() {
	at, gap := -1, 0
	for k := len(f.words) - 1; k >= 0; k-- {
		words := f.words[k]
		switch {
		case f.labels[k] && f.starts[k] >= 0:
			at, gap = f.starts[k], 0
		case len(words) == 0 || f.labels[k]:
		case len(words) < longLine && at >= 0 && gap < patience && stands(f.marked, at-len(words), words):
			f.labels[k] = true
			at, gap = at-len(words), 0
		default:
			gap++
		}
	}
}

// short labels lines of some words by their first run, where the article is made of such lines.
func (f *follower) short() {
	covered := 0
	for k, in := range f.labels {
		if in {
			covered += len(f.words[k])
		}
	}
	if covered*2 >= len(f.marked) {
		return
	}
	for k, words := range f.words {
		if len(words) >= run && len(words) < longLine && f.runs[join(words[:run])] > 0 {
			f.labels[k] = true
		}
	}
}

// stands reports whether words stand at a place of a text.
func stands(text []string, at int, words []string) bool {
	return at >= 0 && at+len(words) <= len(text) && slices.Equal(text[at:at+len(words)], words)
}
