package actors

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/normalize/names"
	"dateline/normalize/places"
)

// TestPlainWordsTakeTheSameWay holds that names of English letters get what they
// would get with all care.
func TestPlainWordsTakeTheSameWay(t *testing.T) {
	words := strings.Fields("the The saint Saint st van Van der den Der de la La al Al bin von Jr Mr Maria O Lindqvist III of")
	r := rand.New(rand.NewPCG(1, 9))
	for range 5000 {
		var list []string
		for range 1 + r.IntN(5) {
			list = append(list, words[r.IntN(len(words))])
		}
		plain, odd := strings.Join(list, " "), strings.Join(list, "  ")
		if !places.PlainWords(plain) || places.PlainWords(odd) && len(list) > 1 {
			t.Fatalf("plainWords of %q and %q", plain, odd)
		}
		if got, want := key(plain), places.Fold(odd); got != want {
			t.Errorf("key of %q is %q, want %q", plain, got, want)
		}
		if got, want := slug(plain), names.Slug(plain); got != want {
			t.Errorf("slug of %q is %q, want %q", plain, got, want)
		}
		// Two spaces go the long way.
		if got, want := personTokens(plain), personTokens(odd+" "); !slices.Equal(got, want) {
			t.Errorf("tokens of %q are %q, want %q", plain, got, want)
		}
	}
	for _, s := range []string{"", " ", "a ", " a", "a  b", "é", "a1"} {
		if places.PlainWords(s) {
			t.Errorf("%q is no plain words", s)
		}
	}
}
