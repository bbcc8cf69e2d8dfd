package page

import "strings"

// ByQuad are numbers of events by their quad class; that of 0 is unknown.
type ByQuad [5]int

// Sum is the number of all.
func (n ByQuad) Sum() int {
	all := 0
	for _, x := range n {
		all += x
	}
	return all
}

// top is the class of the most events; the more serious one of two.
func (n ByQuad) top() int {
	best := 0
	for quad, x := range n {
		if x > 0 && x >= n[best] {
			best = quad
		}
	}
	return best
}

// Told names the numbers that are not 0.
func (n ByQuad) Told() string {
	var out []string
	for i, name := range Quads {
		if n[i+1] > 0 {
			out = append(out, grouped(n[i+1])+" "+name)
		}
	}
	if n[0] > 0 {
		out = append(out, grouped(n[0])+" of no class")
	}
	return strings.Join(out, ", ")
}
