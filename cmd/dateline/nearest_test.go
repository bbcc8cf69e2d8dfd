package main

import (
	"slices"
	"testing"
)

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		want        string
		names, near []string
	}{
		{"jbos", []string{"layers", "jobs", "log"}, []string{"jobs", "log"}},
		{"3f2", []string{"9130aef28c", "3f2a8c9910", "0ab1cd4477"}, []string{"3f2a8c9910", "9130aef28c"}}, // both are seven bytes longer
		{"news/c.txt", []string{"b.txt", "a.txt", "a.txt"}, []string{"a.txt", "b.txt"}},
		{"x", nil, nil},
	} {
		n := nearest{want: c.want, most: 2}
		for _, name := range c.names {
			n.add(name)
		}
		var got []string
		for _, x := range n.list {
			got = append(got, x.name)
		}
		if !slices.Equal(got, c.near) {
			t.Errorf("nearest to %q: %q, want %q", c.want, got, c.near)
		}
	}
}
