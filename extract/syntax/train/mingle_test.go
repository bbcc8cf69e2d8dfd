package main

import (
	"slices"
	"strings"
	"testing"

	"dateline/corpus/ud"
)

// sound reports whether every word has a head and one the root, without circles.
func sound(s *sentence) bool {
	n := len(s.forms)
	if len(s.looks) != n || len(s.tags) != n || len(s.rels) != n || len(s.heads) != n || s.seen != nil && len(s.seen) != n {
		return false
	}
	roots := 0
	for i := range n {
		if s.heads[i] == n {
			roots++
		}
		steps := 0
		for j := i; j != n; j = s.heads[j] {
			if steps++; steps > n || s.heads[j] < 0 || s.heads[j] > n {
				return false
			}
		}
	}
	return roots == 1
}

func TestMingle(t *testing.T) {
	all := treebank(t)
	for _, s := range all {
		s.seen = s.tags
	}
	made := mingle(all)
	if len(made) != len(all) {
		t.Fatalf("%d sentences of %d", len(made), len(all))
	}
	seen := map[string]bool{}
	for _, s := range made {
		if !sound(s) {
			t.Errorf("no tree: %v %v", s.forms, s.heads)
		}
		seen[strings.Join(s.forms, " ")] = true
	}
	if !seen["The army fled ."] || len(seen) < 5 {
		t.Errorf("made %v", seen)
	}
}

func TestMingled(t *testing.T) {
	all := treebank(t)
	s, o := all[0], all[1] // The army fled . / Rebels took a town .
	p := phrases(s)
	if want := [][2]int{{0, 1}, {0, 2}, {0, 0}, {0, 0}}; !slices.Equal(p, want) {
		t.Fatalf("phrases %v, want %v", p, want)
	}
	two := glue(s, o)
	if want := []int{1, 2, 9, 2, 5, 2, 7, 5, 5}; !slices.Equal(two.heads, want) || !sound(two) || two.rels[5] != ud.Parataxis {
		t.Errorf("glued: %v, want %v", two.heads, want)
	}
	if b := bared(s); !slices.Equal(b.heads, []int{1, 2, 3}) || !sound(b) {
		t.Errorf("bared: %v", b.heads)
	}
}
