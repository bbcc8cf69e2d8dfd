package actors

import (
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/normalize/names"
)

// Link is why two names are one actor's.
type Link struct{ A, B, Why string }

// maxWhy bounds the names between which a way is looked for.
const maxWhy = 400

// Links is a shortest way from one name of an actor to another over its names, each step
// with its reason: the tables have both, they are spellings of one name, one is
// the family name, or short, or an acronym of the other. It is false where names alone
// do not tell: then a document does, which uses both.
func (b *Base) Links(spellings []string, t corpus.EntityType, from, to string) ([]Link, bool) {
	nodes := []string{from}
	for _, s := range append([]string{to}, spellings...) {
		if !slices.Contains(nodes, s) && len(nodes) < maxWhy {
			nodes = append(nodes, s)
		}
	}
	came := make([]int, len(nodes)) // from which, +1
	why := make([]string, len(nodes))
	queue := []int{0}
	came[0] = 1
	for len(queue) > 0 && came[min(1, len(nodes)-1)] == 0 {
		at := queue[0]
		queue = queue[1:]
		for n := range nodes {
			if came[n] != 0 {
				continue
			}
			if w := b.link(nodes[at], nodes[n], t); w != "" {
				came[n], why[n] = at+1, w
				queue = append(queue, n)
			}
		}
	}
	if from == to {
		return nil, true
	}
	if len(nodes) < 2 || came[1] == 0 {
		return nil, false
	}
	var out []Link
	for n := 1; n != 0; n = came[n] - 1 {
		out = append(out, Link{nodes[came[n]-1], nodes[n], why[n]})
	}
	slices.Reverse(out)
	return out, true
}

// link is why two names may be one actor's, or empty.
func (b *Base) link(x, y string, t corpus.EntityType) string {
	if key(x) == key(y) {
		return "the same but for case, marks and accents"
	}
	if id := b.sure(x); id != "" && id == b.sure(y) {
		e, _ := b.ByID(id)
		return fmt.Sprintf("both are names of %s (%s)", e.Name, e.place())
	}
	k := names.Organisation
	if t == corpus.Person {
		k = names.Person
	}
	if s, w := names.Compare(names.Parse(x, k), names.Parse(y, k)); s >= names.Same {
		return fmt.Sprintf("%.2f: %s", s, w)
	}
	for _, p := range [...][2]string{{x, y}, {y, x}} {
		if w := shortFor(p[0], p[1], t); w != "" {
			return w
		}
	}
	return ""
}

// shortFor is why one name may stand for a longer one, or empty.
func shortFor(short, long string, t corpus.EntityType) string {
	s, l := strings.Fields(key(short)), strings.Fields(key(long))
	if len(s) == 0 || len(l) == 0 {
		return ""
	}
	if t == corpus.Person {
		st, lt := withoutTitle(personTokens(short)), withoutTitle(personTokens(long))
		family := strings.Join(familyTokens(lt), " ")
		switch k := strings.Join(st, " "); {
		case len(lt) < 2:
		case k == family || k == lastWord(family):
			return fmt.Sprintf("%q is the family name of %q", short, long)
		case k == lt[0]:
			return fmt.Sprintf("%q is the given name of %q", short, long)
		}
		return ""
	}
	if a := letters(short); a != "" {
		if x, y := initials(long); a == x || a == y {
			return fmt.Sprintf("%q has the initials of %q", short, long)
		}
	}
	if len(s) < len(l) && (slices.Equal(s, l[:len(s)]) || slices.Equal(s, l[len(l)-len(s):])) {
		return fmt.Sprintf("%q is short for %q", short, long)
	}
	return ""
}
