package tagger

// lattice is what [Model.Trans] allows, laid out for finding the best ways through the classes of a
// region eight classes at a time. A row holds classes 1 to 40 first and then class 0.
type lattice struct {
	ways   [NumClasses][latticeRow]int32    // to each class from one that leaves no name open, or illegal
	begun  [NumClasses - 1]int32            // to each from the Begin of its type
	inside [NumClasses - 1]int32            // to each from the Inside of its type
	spread int32                            // a class that is so far behind is no way on
	never  int32                            // the least score
	into   [NumClasses][len(finished)]int32 // from each class that leaves no name open to each
}

// latticeRow is a whole number of vectors.
const latticeRow = 48

// illegal is less than any way that there is, even where that leads nowhere, by more than
// a region can make up.
const illegal = 4 * never

func newLattice(trans *[NumClasses][NumClasses]int32) *lattice {
	t := &lattice{spread: spread(trans) + 1, never: never}
	for a := range NumClasses {
		for k := range t.ways[a] {
			t.ways[a][k] = illegal
		}
		for c := range NumClasses {
			if !open(a) && Follows(a, c) {
				t.ways[a][(c+NumClasses-1)%NumClasses] = trans[a][c]
			}
		}
	}
	for c := 1; c < NumClasses; c++ {
		begin := Class((c-1)/4, Begin)
		t.begun[c-1], t.inside[c-1] = illegal, illegal
		if Follows(begin, c) {
			t.begun[c-1], t.inside[c-1] = trans[begin][c], trans[begin+Inside][c]
		}
		for k, a := range finished {
			t.into[c][k] = trans[a][c]
		}
	}
	for k, a := range finished {
		t.into[0][k] = trans[a][0]
	}
	return t
}

// spread is what a class that leaves no name open may gain on another through the transitions.
func spread(trans *[NumClasses][NumClasses]int32) (most int32) {
	for c := range NumClasses {
		low, high := trans[0][c], trans[0][c]
		for _, a := range finished {
			low, high = min(low, trans[a][c]), max(high, trans[a][c])
		}
		most = max(most, high-low)
	}
	return most
}

// best finds the best classes of a region from the scores of its pieces and writes them to out. The
// scores are overwritten. It is [Decode], with the same classes for the same scores: the first of
// equals. What the best way to a class was is found again on the way back, for the classes that are on it.
func (t *lattice) best(region []scores, out []uint8) {
	n := len(out)
	if n == 0 {
		return
	}
	pathsAVX2(&region[0], n, t)
	last := &region[n-1]
	most, at := int32(never), 0
	for _, c := range finished {
		if last[c] > most {
			most, at = last[c], int(c)
		}
	}
	for i := n - 1; ; i-- {
		out[i] = uint8(at)
		if i == 0 {
			return
		}
		before := &region[i-1]
		if place := (at + 3) % 4; at > 0 && (place == Inside || place == Last) {
			begin := at - place
			if before[begin+Inside]+t.inside[at-1] > before[begin]+t.begun[at-1] {
				at = begin + Inside
			} else {
				at = begin
			}
			continue
		}
		into := &t.into[at]
		most := before[0] + into[0]
		at = 0
		for k, a := range finished {
			if s := before[a] + into[k]; s > most {
				most, at = s, int(a)
			}
		}
	}
}
