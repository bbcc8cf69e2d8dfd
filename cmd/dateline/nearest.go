package main

import (
	"cmp"
	"slices"
)

// nearest collects, of the names that there are, those most like one that there is none of.
type nearest struct {
	want string
	most int // names that are kept
	list []likely
}

// likely is a name with its distance from the one that was asked for, and the number of bytes that the two share. Where a
// name was cut short, many are equally far, and what is shared says which was meant.
type likely struct {
	name             string
	distance, common int
}

// add takes a name that there is.
func (n *nearest) add(name string) {
	x := likely{name, distance(name, n.want), common(name, n.want)}
	at, known := slices.BinarySearchFunc(n.list, x, func(a, b likely) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.common, a.common), cmp.Compare(a.name, b.name))
	})
	if !known && at < n.most {
		n.list = slices.Insert(n.list, at, x)
		n.list = n.list[:min(len(n.list), n.most)]
	}
}

// distance is the number of bytes to insert, delete or replace (Levenshtein 1966).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		left := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			left, row[j+1] = row[j+1], min(left+cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
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
