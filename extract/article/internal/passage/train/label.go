package main

import "strings"

// follow labels the lines of a page by following the tokens of its gold text: a long
// line is text if most of its shingles are in the gold; a short one if it stands in
// the gold right behind the line before or right ahead of the line after. What a page
// says twice is text once.
func (d *document) follow() {
	g := d.gold
	first := map[string]int{} // places of five tokens
	last := map[string]int{}
	four := map[string]bool{}
	for i := 0; i+4 <= len(g); i++ {
		four[strings.Join(g[i:i+4], " ")] = true
		if i+5 <= len(g) {
			k := strings.Join(g[i:i+5], " ")
			if _, ok := first[k]; !ok {
				first[k] = i
			}
			last[k] = i
		}
	}
	n := len(d.lines)
	d.label = make([]bool, n)
	d.words = make([]int, n)
	tokens := make([][]string, n)
	starts, ends := make([]int, n), make([]int, n)
	seen := map[string]bool{}
	for k := range d.lines {
		t := token.FindAllString(string(d.lines[k].Text), -1)
		tokens[k], d.words[k] = t, len(t)
		starts[k], ends[k] = -1, -1
		if len(t) < 8 {
			continue
		}
		hit := 0
		for i := 0; i+4 <= len(t); i++ {
			if four[strings.Join(t[i:i+4], " ")] {
				hit++
			}
		}
		if hit*2 < len(t)-3 {
			continue
		}
		whole := strings.Join(t, " ")
		if seen[whole] && len(first) == len(last) && strings.Count(" "+strings.Join(g, " ")+" ", " "+whole+" ") < 2 {
			continue
		}
		seen[whole] = true
		d.label[k] = true
		for i := 0; i+5 <= len(t); i++ {
			if at, ok := first[strings.Join(t[i:i+5], " ")]; ok {
				starts[k] = at - i
				break
			}
		}
		for i := len(t) - 5; i >= 0; i-- {
			if at, ok := last[strings.Join(t[i:i+5], " ")]; ok {
				ends[k] = at + len(t) - i
				break
			}
		}
	}
	at, gap := -1, 0
	for k, t := range tokens {
		switch {
		case d.label[k]:
			if ends[k] >= 0 {
				at, gap = ends[k], 0
			}
			continue
		case len(t) == 0:
			continue
		case len(t) < 8 && at >= 0 && gap < 25:
			from, to := 0, 1
			if len(t) >= 4 {
				from, to = -3, 12
			}
			for o := from; o < to; o++ {
				if stands(g, at+o, t) {
					d.label[k] = true
					at, gap = at+o+len(t), 0
					break
				}
			}
			if d.label[k] {
				continue
			}
		}
		gap++
	}
	at, gap = -1, 0
	for k := n - 1; k >= 0; k-- {
		t := tokens[k]
		switch {
		case d.label[k] && starts[k] >= 0:
			at, gap = starts[k], 0
			continue
		case len(t) == 0 || d.label[k]:
			continue
		case len(t) < 8 && at >= 0 && gap < 25 && stands(g, at-len(t), t):
			d.label[k] = true
			at, gap = at-len(t), 0
			continue
		}
		gap++
	}
	// A text of short lines.
	covered := 0
	for k, l := range d.label {
		if l {
			covered += len(tokens[k])
		}
	}
	if covered*2 < len(g) {
		for k, t := range tokens {
			if len(t) >= 4 && len(t) < 8 && four[strings.Join(t[:4], " ")] {
				d.label[k] = true
			}
		}
	}
}

// stands reports whether tokens stand at a place of a text.
func stands(g []string, at int, t []string) bool {
	if at < 0 || at+len(t) > len(g) {
		return false
	}
	for i := range t {
		if g[at+i] != t[i] {
			return false
		}
	}
	return true
}
