package main

import (
	"cmp"
	"slices"
)

// symbols stand for frequent pieces of names: a code of one byte for up to eight. The
// way to find them is that of FSST (Boncz, Neumann, Leis: FSST: Fast Random Access
// String Compression, VLDB 2020), the coding the shortest there is.
type symbols struct {
	list   []string
	codeOf map[string]byte
}

const (
	mostSymbols   = 255 // the code above them is for a byte as it is
	longestSymbol = 8
	rounds        = 12
)

// learn finds the symbols of names.
func learn(names []string) *symbols {
	s := newSymbols(nil)
	for range rounds {
		gain := map[string]int{}
		for _, n := range names {
			last := ""
			for at := 0; at < len(n); {
				piece := s.longest(n[at:])
				gain[piece] += len(piece)
				if len(piece) == 1 {
					gain[piece] += 3 // a byte that is none costs two
				} else {
					gain[piece[:1]]++ // so that all bytes stay candidates
				}
				if both := last + piece; last != "" && len(both) <= longestSymbol {
					gain[both] += len(both)
				}
				last = piece
				at += len(piece)
			}
		}
		list := make([]string, 0, len(gain))
		for p := range gain {
			list = append(list, p)
		}
		slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(gain[b], gain[a]), cmp.Compare(a, b)) })
		s = newSymbols(list[:min(len(list), mostSymbols)])
	}
	return s
}

func newSymbols(list []string) *symbols {
	s := &symbols{list: slices.Clone(list), codeOf: make(map[string]byte, len(list))}
	slices.Sort(s.list)
	for i, p := range s.list {
		s.codeOf[p] = byte(i)
	}
	return s
}

// longest is the longest symbol that opens a text, or its first byte.
func (s *symbols) longest(text string) string {
	for n := min(len(text), longestSymbol); n > 1; n-- {
		if _, ok := s.codeOf[text[:n]]; ok {
			return text[:n]
		}
	}
	return text[:1]
}

// code is the shortest code of a text.
func (s *symbols) code(text string) []byte {
	cost := make([]int, len(text)+1) // from a place to the end
	step := make([]int, len(text))
	for at := len(text) - 1; at >= 0; at-- {
		cost[at], step[at] = 2+cost[at+1], 0
		for n := 1; n <= min(len(text)-at, longestSymbol); n++ {
			if _, ok := s.codeOf[text[at:at+n]]; ok && 1+cost[at+n] <= cost[at] {
				cost[at], step[at] = 1+cost[at+n], n
			}
		}
	}
	var out []byte
	for at := 0; at < len(text); {
		if n := step[at]; n > 0 {
			out = append(out, s.codeOf[text[at:at+n]])
			at += n
		} else {
			out = append(out, mostSymbols, text[at])
			at++
		}
	}
	return out
}

// table is the symbols with a length byte each, in nine bytes.
func (s *symbols) table() []byte {
	out := make([]byte, 9*mostSymbols)
	for i, p := range s.list {
		out[9*i] = byte(len(p))
		copy(out[9*i+1:], p)
	}
	return out
}
