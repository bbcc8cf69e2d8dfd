package names

// Costs are in twentieths of a letter: what customs and ears confuse costs less
// than one letter, what they do not more than two.
const (
	costLetter    = 20
	costOther     = 44
	costVowel     = 9 // one vowel for another
	costDropVowel = 8
	costDrop      = 34
	costDropGlide = 3
	costDropH     = 6
)

// near lists pairs of sounds that spellings confuse, cheaper than costOther.
var near = nearSounds()

var nearPairs = []struct {
	pair string
	cost uint8
}{
	{"ie", 4}, {"ou", 4}, {"ae", 5}, {"ao", 5}, {"ij", 1}, {"uv", 5}, {"ej", 4},
	{"gh", 5}, {"gk", 6}, {"kh", 5}, {"sz", 5}, {"SZ", 7}, {"SC", 6}, {"Ss", 6}, {"Zz", 6}, {"Cc", 6}, {"cs", 8}, {"cz", 8},
	{"JZ", 4}, {"JC", 6}, {"Jj", 5}, {"Jz", 7}, {"Jd", 10}, {"Jg", 7}, {"Cs", 10}, {"kC", 10}, {"jh", 10}, {"td", 5}, {"tc", 8}, {"tC", 10},
	{"bp", 5}, {"vb", 7}, {"vf", 4}, {"pf", 7}, {"mn", 8}, {"lr", 11}, {"dz", 7}, {"tz", 10}, {"Jc", 7}, {"Jt", 12},
}

func nearSounds() *[128][128]uint8 {
	t := new([128][128]uint8)
	for x := range 128 {
		for y := range 128 {
			if x != y {
				t[x][y] = costOther
			}
		}
	}
	const vowels = "aeiou"
	for x := range len(vowels) {
		for y := range len(vowels) {
			if x != y {
				t[vowels[x]][vowels[y]] = costVowel
			}
		}
		t[vowels[x]]['j'], t['j'][vowels[x]] = 9, 9
	}
	for _, p := range nearPairs {
		t[p.pair[0]][p.pair[1]], t[p.pair[1]][p.pair[0]] = p.cost, p.cost
	}
	return t
}

func nearCost(a, b byte) int {
	if a >= 128 || b >= 128 {
		if a == b {
			return 0
		}
		return costOther
	}
	return int(near[a][b])
}

var drops = func() (t [256]uint8) {
	for c := range t {
		t[c] = costDrop
	}
	for _, c := range []byte("aeiou") {
		t[c] = costDropVowel
	}
	t['j'], t['h'] = costDropGlide, costDropH
	return t
}()

// longest is the most sounds of a token that are compared letter by letter.
const longest = 32

// shape says which sounds of a reading nothing cheap turns into others. The low
// bits count stops and sibilants, nasals, liquids, five bits each; then h and j, each of which
// may stand for a stop. Lips (v may be u) and vowels are not counted. Above them stand those
// sounds themselves in their order, four bits each, unless they are too many.
type shape uint64

const (
	countBits = 5
	countMask = 1<<countBits - 1
	hardFrom  = 4 * countBits
	mostHard  = (64 - hardFrom) / 4
)

// hard numbers the sounds in a shape from 1.
var hard = func() (t [256]uint8) {
	for i, c := range []byte("tdszSZCcJkgmnlr") {
		t[c] = uint8(i + 1)
	}
	return t
}()

func shapeOf(s string) (n shape) {
	var order shape
	count := 0
	for i := 0; i < len(s) && i < longest-1; i++ {
		switch s[i] {
		case 't', 'd', 's', 'z', 'S', 'Z', 'C', 'c', 'J', 'k', 'g':
			n++
		case 'm', 'n':
			n += 1 << countBits
		case 'l', 'r':
			n += 1 << (2 * countBits)
		case 'h', 'j':
			n += 1 << (3 * countBits)
			continue
		default:
			continue
		}
		if count < mostHard {
			order |= shape(hard[s[i]]) << (4 * count)
		}
		count++
	}
	if count > mostHard {
		order = 0
	}
	return n | order<<hardFrom
}

// counts is a shape without the order of its sounds. Such may be added.
func (s shape) counts() shape { return s & (1<<hardFrom - 1) }

// nearHard is [nearCost] of hard sounds by their numbers.
var nearHard = func() (t [16][16]uint8) {
	for a, i := range hard {
		for b, k := range hard {
			if i > 0 && k > 0 {
				t[i][k] = uint8(nearCost(byte(a), byte(b)))
			}
		}
	}
	return t
}()

// mayReach says whether two readings, the longer of n sounds, can be as alike as
// floor: every sound that one has more of must be dropped or replaced.
func mayReach(a, b shape, n, floor int) bool {
	apart := func(by int) int {
		d := int(a>>by&countMask) - int(b>>by&countMask)
		return max(d, -d)
	}
	limit := (101 - floor) * costLetter * n
	loose := int(a>>(3*countBits)&countMask + b>>(3*countBits)&countMask)
	differ := max(0, apart(0)-loose) + apart(countBits) + apart(2*countBits)
	if differ*costOther/2*100 >= limit {
		return false
	}
	if loose > 0 || limit > 100*costDrop || a>>hardFrom == 0 || b>>hardFrom == 0 {
		return true
	}
	// None of them can be dropped: each must be taken for the one in its place, or change
	// places with its neighbour.
	cost := 0
	for x, y := a>>hardFrom, b>>hardFrom; x != 0 || y != 0; x, y = x>>4, y>>4 {
		i, k := x&15, y&15
		if i == k {
			continue
		}
		if i == 0 || k == 0 {
			return false
		}
		c := int(nearHard[i][k])
		if p, q := x>>4&15, y>>4&15; p == k && q == i {
			c = min(12, 2*c)
			x, y = x>>4, y>>4
		}
		if cost += c; cost*100 >= limit {
			return false
		}
	}
	return true
}

// end is a set of first or last sounds, a bit for each letter, and the set of
// those that they may be taken for at less than costDrop.
type end struct{ is, may uint32 }

func (e *end) add(c byte) {
	e.is |= 1 << (c & 31)
	e.may |= mayBe[c]
}

// mayBe is the set of sounds for which a first or last sound may be taken: all, if
// it or they may be left out.
var mayBe = func() (t [256]uint32) {
	for a := range t {
		for b := range t {
			if a >= 128 || b >= 128 || min(nearCost(byte(a), byte(b)), int(drops[a]), int(drops[b])) < costDrop {
				t[a] |= 1 << (b & 31)
			}
		}
	}
	return t
}()

// leastAlike is the least likeness of two readings that [alike] tells from none.
const leastAlike = 72

// alike compares two readings by weighted edit distance (Wagner and Fischer
// 1974, with the transposition of Damerau) and returns its likeness, at most 100, or 0
// for one below floor, which is at least leastAlike.
func alike(a, b string, floor int) int {
	if a == b {
		return 100
	}
	floor = max(floor, leastAlike)
	if len(a) > longest || len(b) > longest || len(a) == 0 || len(b) == 0 {
		return 0
	}
	n := max(len(a), len(b))
	if d := len(a) - len(b); d > 3+n/4 || -d > 3+n/4 {
		return 0
	}
	limit := uint16(((101-floor)*costLetter*n - 1) / 100)
	extra := uint16(0)
	// A first letter that differs weighs more: misprints seldom start a word.
	if c := nearCost(a[0], b[0]); c > 0 {
		extra += uint16(min(c, 8))
	}
	// A last vowel on one side alone is an ending: another sex, as a rule.
	if isSoundVowel(a[len(a)-1]) != isSoundVowel(b[len(b)-1]) {
		extra += 10
	}
	if extra > limit {
		return 0
	}
	limit -= extra
	// Most pairs end here: their first or last sounds cannot be matched in the limit.
	if p, q := len(a)-1, len(b)-1; !endsMayMatch(a[0], b[0], limit) && !(p > 0 && q > 0 && a[0] == b[1] && a[1] == b[0]) ||
		!endsMayMatch(a[p], b[q], limit) && !(p > 0 && q > 0 && a[p] == b[q-1] && a[p-1] == b[q]) {
		return 0
	}
	// Equal letters at both ends stay as they are, but for those that may be dropped
	// for less than it costs to take them for another.
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] && settled[a[0]] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] && settled[a[len(a)-1]] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	cost := uint16(0)
	switch {
	case len(a) == 0 || len(b) == 0:
		for i := range a {
			cost += uint16(drops[a[i]])
		}
		for j := range b {
			cost += uint16(drops[b[j]])
		}
	case len(a) == 1 && len(b) == 1:
		cost = uint16(min(nearCost(a[0], b[0]), int(drops[a[0]])+int(drops[b[0]])))
	default:
		cost = aligned(a, b, limit)
	}
	if cost > limit {
		return 0
	}
	return 100 - int(cost+extra)*100/(costLetter*n)
}

// settled marks the sounds that an alignment may match to their equals at the ends
// of two readings: no other sound costs more to drop than to take for one of these
// that is dropped in its place.
var settled = func() (t [256]bool) {
	for x := range t {
		t[x] = true
		for y := range t {
			if int(drops[y]) > nearCost(byte(x), byte(y))+int(drops[x]) {
				t[x] = false
			}
		}
	}
	return t
}()

// aligned is the cost of the best alignment of two readings, or more than limit.
// What lies so far off the diagonal that the drops alone cost more is left out.
func aligned(a, b string, limit uint16) uint16 {
	var dropB [longest]uint16 // of the letters of b
	least := uint16(costDrop)
	for i := 0; i < len(a); i++ {
		least = min(least, uint16(drops[a[i]]))
	}
	for j := 0; j < len(b) && j < longest; j++ {
		dropB[j] = uint16(drops[b[j]])
		least = min(least, dropB[j])
	}
	slant := len(b) - len(a)
	spare := int(limit/least) - max(slant, -slant)
	if spare < 0 {
		return limit + 1
	}
	below, above := min(slant, 0)-spare/2, max(slant, 0)+spare/2
	const far = 1 << 14
	var rows [3][longest + 3]uint16
	prev2, prev, cur := &rows[0], &rows[1], &rows[2]
	end := min(above, len(b))
	for j := range end {
		prev[j+1] = prev[j] + dropB[j]
	}
	prev[end+1], prev[end+2] = far, far
	over := false // the row before is over the limit; a transposition may leap over it
	last := byte(0)
	for i := 0; i < len(a); i++ {
		x := a[i]
		drop := uint16(drops[x])
		row := &near[x&127]
		// Columns are counted from 1, so that column j is of the letter before it.
		from, end := max(i+1+below, 1), min(i+1+above, len(b))
		left := uint16(far)
		if from == 1 {
			left = prev[0] + drop
		}
		cur[from-1] = left
		low := left
		diagonal := prev[from-1]
		for j := from - 1; j < end && j < longest; j++ {
			y := b[j]
			sub := uint16(row[y&127])
			if (x|y)&128 != 0 {
				sub = costOther
				if x == y {
					sub = 0
				}
			}
			up := prev[j+1]
			left = min(diagonal+sub, up+drop, left+dropB[j])
			if y == last && i > 0 && j > 0 && x == b[j-1] {
				left = min(left, prev2[j-1]+12)
			}
			diagonal = up
			cur[j+1] = left
			low = min(low, left)
		}
		if over && low > limit {
			return limit + 1
		}
		cur[end+1], cur[end+2] = far, far
		over = low > limit
		last = x
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}

// endsMayMatch says whether two first or two last sounds may be replaced by each
// other, or one of them dropped, at no more than limit.
func endsMayMatch(a, b byte, limit uint16) bool {
	return uint16(min(nearCost(a, b), int(drops[a]), int(drops[b]))) <= limit
}

// edits is the number of letters to insert, delete, replace or swap with a
// neighbour, up to limit+1 (optimal string alignment).
func edits(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case len(a) == 0 || len(b) == 0:
		return len(a) + len(b)
	case len(a) == 1 && len(b) == 1:
		return 1
	case len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]:
		return 1
	case limit <= 1 || len(a) > 2*longest || len(b) > 2*longest:
		return limit + 1
	}
	var rows [3][2*longest + 1]int
	prev2, prev, cur := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		prev[j] = j
	}
	for i := range len(a) {
		cur[0] = i + 1
		low := cur[0]
		for j := range len(b) {
			v := prev[j]
			if a[i] != b[j] {
				v++
			}
			v = min(v, prev[j+1]+1, cur[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				v = min(v, prev2[j-1]+1)
			}
			cur[j+1] = v
			low = min(low, v)
		}
		if low > limit {
			return limit + 1
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}

// misprint says whether two words differ by one slip of the hand: one letter in a
// word of five or more, two in a word of ten or more.
func misprint(a, b string) bool {
	n := min(len(a), len(b))
	switch {
	case n >= 10:
		return edits(a, b, 2) <= 2
	case n >= 5:
		return edits(a, b, 1) <= 1
	case n == 4:
		return len(a) != len(b) && a[0] == b[0] && edits(a, b, 1) <= 1
	}
	return false
}
