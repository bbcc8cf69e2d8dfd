package transition

// Risk is [State.Cost] where the heads are known by their chances only: how many arcs a
// move is expected to make unreachable. chances has a row for each word, of the chances
// of all words and then of the root to be its head.
func (s *State) Risk(m Move, chances []float32) float32 {
	n := s.n
	at := func(word, head int) float32 { return chances[word*(n+1)+head] }
	var risk float32
	if m == Shift {
		b := s.buffer
		for i, w := range s.stack {
			risk += at(w, b)
			if i < len(s.stack)-1 {
				risk += at(b, w)
			}
		}
		return risk
	}
	top := s.stack[len(s.stack)-1]
	first := s.buffer
	if m == Left {
		first++
		if len(s.stack) > 1 {
			risk += at(top, s.stack[len(s.stack)-2])
		}
	}
	for h := first; h <= n; h++ {
		risk += at(top, h)
	}
	for w := s.buffer; w < n; w++ {
		risk += at(w, top)
	}
	return risk
}
