// Package transition is the arc-hybrid transition system with its features,
// shared by the parser and by its trainer.
//
// A sentence of n words has the words 0 … n-1 and the root n, which stands at the
// end of the buffer (Ballesteros and Nivre 2013).
package transition

import "dateline/corpus/ud"

// Move is a transition.
type Move uint8

// The transitions. Left makes the first word of the buffer the head of the top
// of the stack, Right the second of the stack; both pop the top.
const (
	Shift Move = iota
	Left
	Right
	Moves
)

// State is a configuration of the parser. It is reused from sentence to sentence.
type State struct {
	Heads []int // -1 where none is known yet
	Rels  []ud.Rel

	n      int // words; the root is not among them
	stack  []int
	buffer int
	// Leftmost and rightmost dependents, two each, and how many there are.
	left, left2, right, right2 []int
	leftN, rightN              []uint8
}

// Reset starts a sentence of so many words.
func (s *State) Reset(words int) {
	n := words + 1
	s.n = words
	s.Heads, s.Rels = grow(s.Heads, n), grow(s.Rels, n)
	s.left, s.left2, s.right, s.right2 = grow(s.left, n), grow(s.left2, n), grow(s.right, n), grow(s.right2, n)
	s.leftN, s.rightN = grow(s.leftN, n), grow(s.rightN, n)
	for i := range n {
		s.Heads[i], s.left[i], s.left2[i], s.right[i], s.right2[i] = -1, -1, -1, -1, -1
	}
	s.stack, s.buffer = s.stack[:0], 0
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}

// Done reports whether all words have their heads.
func (s *State) Done() bool { return s.buffer == s.n && len(s.stack) == 0 }

// Allowed reports whether a move can be made. The root gets one dependent only.
func (s *State) Allowed(m Move) bool {
	n := s.n
	switch m {
	case Shift:
		return s.buffer < n
	case Left:
		return len(s.stack) > 0 && (s.buffer < n || len(s.stack) == 1)
	default:
		return len(s.stack) > 1
	}
}

// Arc is the head and the dependent of the arc that a Left or Right would make.
func (s *State) Arc(m Move) (head, dependent int) {
	dependent = s.stack[len(s.stack)-1]
	if m == Left {
		return s.buffer, dependent
	}
	return s.stack[len(s.stack)-2], dependent
}

// Apply makes a move; rel is the relation of the arc it makes, if any.
func (s *State) Apply(m Move, rel ud.Rel) {
	if m == Shift {
		s.stack = append(s.stack, s.buffer)
		s.buffer++
		return
	}
	head, dep := s.Arc(m)
	s.stack = s.stack[:len(s.stack)-1]
	s.Heads[dep], s.Rels[dep] = head, rel
	if dep < head {
		s.left2[head], s.left[head] = s.left[head], dep
		s.leftN[head] = min(s.leftN[head]+1, MaxSet)
	} else {
		s.right2[head], s.right[head] = s.right[head], dep
		s.rightN[head] = min(s.rightN[head]+1, MaxSet)
	}
}

// Dependents is the number of dependents of a word so far, those beyond [MaxSet] on a
// side not counted.
func (s *State) Dependents(word int) int { return int(s.leftN[word]) + int(s.rightN[word]) }

// Cost is the number of gold arcs that a move makes unreachable (the dynamic
// oracle of Goldberg and Nivre 2013 for arc-hybrid). gold holds the head of
// every word, the root being the number of words.
func (s *State) Cost(m Move, gold []int) int {
	n := s.n
	cost := 0
	if m == Shift {
		b := s.buffer
		for i, w := range s.stack {
			if gold[w] == b {
				cost++
			}
			if gold[b] == w && i < len(s.stack)-1 {
				cost++
			}
		}
		return cost
	}
	top := s.stack[len(s.stack)-1]
	for w := s.buffer; w < n; w++ {
		if gold[w] == top {
			cost++
		}
	}
	switch h := gold[top]; m {
	case Left:
		if h > s.buffer || len(s.stack) > 1 && h == s.stack[len(s.stack)-2] {
			cost++
		}
	case Right:
		if h >= s.buffer {
			cost++
		}
	}
	return cost
}
