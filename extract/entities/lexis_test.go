package entities

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestLexis holds every lexis against its map, for its own words, these changed and cut, and noise.
func TestLexis(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	all := map[string]map[string]*lexis[bool]{"roles": roles, "cues": cues}
	var words []string
	for _, kinds := range all {
		for _, l := range kinds {
			for w := range l.words {
				words = append(words, w)
			}
		}
	}
	for w := range heads.words {
		words = append(words, w)
	}
	noise := []string{"", "a", "É", "KELVİN", "\xff", "ministerK", strings.Repeat("Minister", 9), "Attorney General"}
	for _, w := range words {
		at := rng.IntN(len(w))
		noise = append(noise, w, strings.ToUpper(w), w[:at], w[at:], w[:at]+"x"+w[at:])
	}
	for name, kinds := range all {
		for kind, l := range kinds {
			for _, w := range noise {
				if got, want := l.of(w), l.words[w]; got != want {
					t.Errorf("%s %s of %q: %v", name, kind, w, got)
				}
				if got, want := l.lower(w), l.words[strings.ToLower(w)]; got != want {
					t.Errorf("%s %s of %q in small letters: %v", name, kind, w, got)
				}
			}
		}
	}
	for _, w := range noise {
		if heads.of(w) != heads.words[w] || notNames.of(w) != notNames.words[w] || fronts.of(w) != fronts.words[w] {
			t.Errorf("%q: %s, %s, %s", w, heads.of(w), fronts.of(w), notNames.of(w))
		}
	}
	if empty := lexisOf(map[string]bool{}); empty.of("") || empty.of("a") || empty.lower("A") {
		t.Error("an empty lexis knows a word")
	}
}
