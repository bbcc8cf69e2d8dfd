package classifier

import (
	"slices"
	"testing"

	"dateline/corpus"
	"dateline/corpus/weights"
)

func TestClasses(t *testing.T) {
	for i, r := range Roots {
		if Root(r) != i {
			t.Errorf("class of %q is %d", r, Root(r))
		}
	}
	if Root(corpus.Statement) != 0 {
		t.Error("a statement has a class")
	}
}

// Values, their places and templates all count, and a clone shares nothing.
func TestSheet(t *testing.T) {
	var s Sheet
	s.Put(1, 2, 3, 4)
	s.Put(1, 3, 2, 4)
	s.Put(2, 2, 3, 4)
	s.Word(1, 2, 3, 5)
	seen := map[uint32]bool{}
	for _, f := range append(s.Features, s.Words...) {
		seen[f] = true
	}
	if len(seen) != 4 {
		t.Errorf("%d features, want 4", len(seen))
	}
	c := s.Clone()
	first := c.Features[0]
	s.Reset()
	s.Put(9, 9, 9, 9)
	if c.Features[0] != first || len(c.Words) != 1 {
		t.Error("the clone changed with the sheet")
	}
}

// deed are scores of which PROTEST's is the best but none.
func deed(score int32) []int32 {
	s := make([]int32, len(Roots))
	for i := range s[1:] {
		s[i+1] = score - 5
	}
	s[firstDeed] = score
	return s
}

// The hostile deeds are the last classes.
func TestFirstDeed(t *testing.T) {
	if got := Roots[firstDeed:]; !slices.Equal(got, []corpus.EventType{corpus.Protest, corpus.Sanction, corpus.Mobilize, corpus.Coerce, corpus.Assault}) {
		t.Error(got)
	}
}

func TestDecide(t *testing.T) {
	m := weights.New([]string{"", "A", "B"}, 4)
	m.Scale = 0.1 // a unit is a tenth of a logit
	for _, c := range []struct {
		name     string
		scores   []int32
		proposal int
		sure     bool
		class    int
		lead     int
	}{
		{"the best class", []int32{0, 5, 9}, 0, false, 2, 9},
		{"new, a little below none", []int32{0, -10, -12}, 0, false, 1, -10},
		{"new, further below", []int32{0, -11, -12}, 0, false, 0, -11},
		{"the rules' class, a little worse", []int32{0, 5, 9}, 1, false, 1, 5},
		{"the rules' class, much worse", []int32{0, 5, 15}, 1, false, 2, 15},
		{"the rules' sure class, much worse", []int32{0, 5, 15}, 1, true, 1, 5},
		{"the rules' sure class, worse by far", []int32{0, 5, 45}, 1, true, 2, 45},
		{"the rules' event, below none", []int32{0, -15, -30}, 1, false, 1, -15},
		{"the rules' event, far below", []int32{0, -16, -30}, 1, false, 0, -16},
		{"a hostile deed, below none", deed(-25), firstDeed, false, firstDeed, -25},
		{"a hostile deed, far below", deed(-26), firstDeed, false, 0, -26},
		{"the rules' sure event, far below", []int32{0, -90, -99}, 1, true, 1, -90},
	} {
		if class, lead := Decide(m, c.scores, c.proposal, c.sure); class != c.class || lead != c.lead {
			t.Errorf("%s: class %d with lead %d, want %d with %d", c.name, class, lead, c.class, c.lead)
		}
	}
}

// Confidence rises with the lead.
func TestConfidence(t *testing.T) {
	last := 0
	for lead := -30; lead < 60; lead++ {
		c := Confidence(lead)
		if c < last || c < 1 || c > 99 {
			t.Errorf("%d percent at %d, after %d", c, lead, last)
		}
		last = c
	}
	if last != most {
		t.Errorf("highest is %d", last)
	}
}

func TestScores(t *testing.T) {
	m := weights.New([]string{"", "A"}, 4)
	for i := range m.W {
		m.W[i] = int8(i % 2)
	}
	var s Sheet
	s.Put(1, 1, 1, 1)
	s.Word(2, 1, 1, 1)
	if got := Scores(m, &s, nil); got[0] != 0 || got[1] != 2 {
		t.Error(got)
	}
}

// The packed model has the same sums, of no, few and very many features, with the vector loops and without.
func TestPacked(t *testing.T) {
	was := vector
	defer func() { vector = was }()
	testPacked(t)
	vector = false
	testPacked(t)
}

func testPacked(t *testing.T) {
	m := weights.New([]string{"", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J"}, 9)
	for i := range m.W {
		if row := i / len(m.Classes); row%3 > 0 { // a third of the rows is empty
			m.W[i] = int8(i * 7919 % 257)
		}
		if i/len(m.Classes) == 5 {
			m.W[i] = -128
		}
	}
	p := Pack(m)
	for _, n := range []int{0, 1, 5, 70, mostSums, mostSums + 1, 3 * mostSums} {
		var s Sheet
		for i := range n {
			s.Put(1, uint32(i), 0, 0)
			s.Word(2, uint32(i), 0, 0)
			if n > mostSums {
				s.Features[i], s.Words[i] = 5, 5 // nothing is greater
			}
		}
		if got, want := p.Scores(&s, nil), Scores(m, &s, nil); !slices.Equal(got, want) {
			t.Errorf("%d features: %v, want %v", n, got, want)
		}
	}
}
