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

func dropCost(c byte) int { return int(drops[c]) }

// longest is the most sounds of a token that are compared letter by letter.
const longest = 32

// alike compares two readings by weighted edit distance (Wagner and Fischer
// 1974, with the transposition of Damerau) and returns 80 to 100, or 0
// for what is less alike.
func alike(a, b string) int {
	if a == b {
		return 100
	}
	if len(a) > longest || len(b) > longest || len(a) == 0 || len(b) == 0 {
		return 0
	}
	n := max(len(a), len(b))
	if d := len(a) - len(b); d > 3+n/4 || -d > 3+n/4 {
		return 0
	}
	var rows [3][longest + 1]int
	prev2, prev, cur := &rows[0], &rows[1], &rows[2]
	for j := 0; j < len(b); j++ {
		prev[j+1] = prev[j] + dropCost(b[j])
	}
	limit := costLetter * n
	for i := 0; i < len(a); i++ {
		cur[0] = prev[0] + dropCost(a[i])
		low := cur[0]
		for j := 0; j < len(b); j++ {
			v := prev[j] + nearCost(a[i], b[j])
			v = min(v, prev[j+1]+dropCost(a[i]), cur[j]+dropCost(b[j]))
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				v = min(v, prev2[j-1]+12)
			}
			cur[j+1] = v
			low = min(low, v)
		}
		if low > limit {
			return 0
		}
		prev2, prev, cur = prev, cur, prev2
	}
	cost := prev[len(b)]
	if cost > limit {
		return 0
	}
	// A first letter that differs weighs more: misprints seldom start a word.
	if c := nearCost(a[0], b[0]); c > 0 {
		cost += min(c, 8)
	}
	// A last vowel on one side alone is an ending: another sex, as a rule.
	if isSoundVowel(a[len(a)-1]) != isSoundVowel(b[len(b)-1]) {
		cost += 10
	}
	return max(0, 100-(cost*100)/(costLetter*n))
}

// edits is the number of letters to insert, delete, replace or swap with a
// neighbour, up to limit+1 (optimal string alignment).
func edits(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	if len(a) > 2*longest || len(b) > 2*longest {
		if a == b {
			return 0
		}
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
