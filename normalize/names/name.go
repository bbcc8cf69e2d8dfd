package names

import (
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Kind says what a name is known to name.
type Kind uint8

const (
	Any          Kind = iota // unknown: the name's own words decide
	Person                   // a human being
	Organisation             // a body, company, party, armed group, vessel
)

// Name is a parsed name.
type Name struct {
	Text string
	Kind Kind
	toks []string
}

// Fold is the comparison form of a token or a name.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Parse reads a name.
func Parse(s string, k Kind) Name {
	return Name{Text: s, Kind: k, toks: strings.Fields(Fold(s))}
}

// Keys are blocking keys.
func (n Name) Keys() []string { return n.toks }

// Compare says how surely two names name one actor.
func Compare(a, b Name) (score float64, why string) {
	x, y := append([]string(nil), a.toks...), append([]string(nil), b.toks...)
	sort.Strings(x)
	sort.Strings(y)
	if strings.Join(x, " ") == strings.Join(y, " ") {
		return 1, "same words"
	}
	return 0, "different words"
}

// Contradict says that two names can never name one actor.
func Contradict(a, b Name) bool { return false }

// Cluster numbers the names.
func Cluster(all []string, k Kind) []int {
	out, seen := make([]int, len(all)), map[string]int{}
	for i, s := range all {
		t := Parse(s, k).toks
		sort.Strings(t)
		key := strings.Join(t, " ")
		if _, ok := seen[key]; !ok {
			seen[key] = len(seen)
		}
		out[i] = seen[key]
	}
	return out
}

// Slug is the identifier form of a name.
func Slug(name string) string { return strings.ReplaceAll(Fold(name), " ", "-") }
