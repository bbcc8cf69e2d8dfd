package duplicates

import (
	"strings"
	"testing"
)

func TestFolded(t *testing.T) {
	for _, name := range []string{"", "a", "mill", "Mill", "MILL", "2014", "Zürich", "ÉCOLE", "İ", "\xff\xfe", strings.Repeat("Long", 15), strings.Repeat("Long", 16) + "E", strings.Repeat("é", 40)} {
		if got, want := wordSpace.folded(name), wordSpace.hash(strings.ToLower(name)); got != want {
			t.Errorf("%q: %x, want %x", name, got, want)
		}
	}
}
