package transition

// What the parser looks at in a state.
const (
	Positions = 10 // tokens whose own vectors are summed
	Near      = 5  // the first positions: those of the stack and of the buffer
	Children  = 11 // tokens of which the relation and the tag count
	Miscs     = 8  // small numbers: distances, counts
	MiscSize  = 16 // each is below
	Holders   = 4  // tokens all of whose dependents count: the first two of the stack, the buffer's first, the stack's third
	// MaxSet is the number of dependents of a token beyond which more do not count.
	MaxSet = 16
)

// View is what the parser looks at in a state, after Zhang and Nivre (2011): tokens are
// numbers of words, the root being the number of words, and -1 where there is none.
type View struct {
	Tokens  [Positions]int
	Kids    [Children]int
	Misc    [Miscs]uint8
	Holders [Holders]int
}

// Look fills v.
func (s *State) Look(v *View) {
	top := len(s.stack) - 1
	s0, s1, s2, b0, b1 := -1, -1, -1, s.buffer, -1
	if top >= 0 {
		s0 = s.stack[top]
	}
	if top >= 1 {
		s1 = s.stack[top-1]
	}
	if top >= 2 {
		s2 = s.stack[top-2]
	}
	if b0 < s.n {
		b1 = b0 + 1
	}
	l0, r0 := at(s.left, s0), at(s.right, s0)
	l1, r1 := at(s.left, s1), at(s.right, s1)
	lb := s.left[b0]
	v.Tokens = [Positions]int{s0, s1, b0, s2, b1, r0, l0, lb, r1, l1}
	v.Kids = [Children]int{l0, at(s.left2, s0), r0, at(s.right2, s0), l1, r1, at(s.right2, s1), lb, s.left2[b0], at(s.left, r0), at(s.right, r0)}
	v.Holders = [Holders]int{s0, s1, b0, s2}
	v.Misc = [Miscs]uint8{5: min(s.leftN[b0], 3), 6: uint8(min(top+1, 5)), 7: uint8(min(s.n-b0, 5))}
	if s0 >= 0 {
		v.Misc[0] = 1 + distance(b0-s0)
		v.Misc[2] = 1 + min(s.leftN[s0], 3)
		v.Misc[3] = 1 + min(s.rightN[s0], 3)
	}
	if s1 >= 0 {
		v.Misc[1] = 1 + distance(s0-s1)
		v.Misc[4] = 1 + min(s.rightN[s1], 3)
	}
}

func at(list []int, i int) int {
	if i < 0 {
		return -1
	}
	return list[i]
}

// distance is a number of words in steps that grow.
func distance(d int) uint8 {
	switch {
	case d < 6:
		return uint8(d)
	case d < 8:
		return 6
	case d < 12:
		return 7
	case d < 20:
		return 8
	}
	return 9
}
