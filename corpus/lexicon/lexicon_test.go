package lexicon

import (
	"slices"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	tab, err := Read(strings.NewReader("\ufeff# c\n\nid\tname\taliases\nQ1\tA\tx| y |\nQ2\tB\n"), "f.tsv", "id", "name", "aliases")
	if err != nil {
		t.Fatal(err)
	}
	if got := tab.Rows[0].List("aliases"); !slices.Equal(got, []string{"x", "y"}) {
		t.Errorf("aliases %q", got)
	}
	if got := tab.Rows[1].Get("aliases"); got != "" {
		t.Errorf("missing cell reads %q", got)
	}
	if got := tab.Rows[1].Place(); got != "f.tsv:5" {
		t.Errorf("place %q", got)
	}
}

func TestReadErrors(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"columns", "id\tnam\n", `f:1: columns are ["id" "nam"], want ["id" "name"]`},
		{"cells", "id\tname\na\tb\tc\n", "f:2: 3 cells, but the header has 2 columns"},
		{"utf-8", "id\tname\n\xff\n", "f:2: not UTF-8"},
		{"empty", "# nothing\n", "f:2: no header line"},
	} {
		_, err := Read(strings.NewReader(c.in), "f", "id", "name")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}

func TestLint(t *testing.T) {
	tab, err := Read(strings.NewReader("id\tname\nQ1\tA  B\nQ1\t\nX3\te\u0301\n"), "f")
	if err != nil {
		t.Fatal(err)
	}
	got := tab.Lint(
		Rule{Column: "id", Unique: true, Check: func(v string) string {
			if v[0] != 'Q' {
				return "no Q"
			}
			return ""
		}},
		Rule{Column: "name", Required: true})
	want := []string{
		`f:2: name: "A  B" has a double space`,
		"f:4: name: \"e\u0301\" is not in Unicode form NFC",
		`f:3: id: "Q1" stands at f:2 already`,
		`f:4: id: no Q`,
		`f:3: name: is empty`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestTrie(t *testing.T) {
	var tr Trie[string]
	tr.AddPhrase("new york", "city")
	tr.AddPhrase("new york times", "paper")
	tr.AddPhrase("new york", "state")
	words := strings.Fields("the new york times in new york city")
	key := func(i int) string { return words[i] }
	if v, end := tr.Longest(1, len(words), key); end != 4 || !slices.Equal(v, []string{"paper"}) {
		t.Errorf("Longest at 1: %q, %d", v, end)
	}
	if v, end := tr.Longest(5, len(words), key); end != 7 || !slices.Equal(v, []string{"city", "state"}) {
		t.Errorf("Longest at 5: %q, %d", v, end)
	}
	if v, end := tr.Longest(0, len(words), key); end != 0 || v != nil {
		t.Errorf("Longest at 0: %q, %d", v, end)
	}
	if v, end := tr.Longest(1, 3, key); end != 3 || len(v) != 2 {
		t.Errorf("Longest does not stop at n: %q, %d", v, end)
	}
	if tr.Len() != 2 {
		t.Errorf("Len %d", tr.Len())
	}
	var empty Trie[int]
	if _, end := empty.Longest(0, len(words), key); end != 0 {
		t.Error("the empty trie matches")
	}
	if n := testing.AllocsPerRun(10, func() { tr.Longest(1, len(words), key) }); n > 1 {
		t.Errorf("Longest allocates %v times", n)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("id\tname\na\tb|c\n")
	f.Fuzz(func(t *testing.T, in string) {
		tab, err := Read(strings.NewReader(in), "f")
		if err != nil {
			return
		}
		for _, row := range tab.Rows {
			for _, c := range tab.Columns {
				row.List(c)
			}
		}
		tab.Lint()
	})
}
