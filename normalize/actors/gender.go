package actors

// gender is what a given name or a title tells of a person; both bits mean
// that the signs contradict each other.
type gender uint8

const (
	male gender = 1 << iota
	female
)

// agrees reports whether a person may be meant by a pronoun of gender p.
func (g gender) agrees(p gender) bool { return g == 0 || g == male|female || g == p }

func (g gender) known() bool { return g == male || g == female }

// titleGender is what the words of a title say.
func titleGender(tokens []string) gender {
	var g gender
	v := vocab()
	for _, t := range tokens {
		if v.male.has(t) {
			g |= male
		}
		if v.female.has(t) {
			g |= female
		}
	}
	return g
}

// givenGender is what the given name says, the first token of a full name; a
// hyphenated name counts as a whole first, then by its first part.
func (b *fixed) givenGender(tokens []string) gender {
	if len(tokens) < 2 {
		return 0
	}
	if len(tokens) > 2 {
		if g, ok := b.gender[tokens[0]+" "+tokens[1]]; ok {
			return g
		}
	}
	if len(tokens[0]) == 1 && len(tokens) > 2 {
		return b.gender[tokens[1]] // "M. Scott Carpenter"
	}
	return b.gender[tokens[0]]
}
