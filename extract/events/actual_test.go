package events_test

import (
	"cmp"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/extract/article"
)

// TestActualList holds the list of events read by hand (docs/actual-200.tsv) against the articles
// it speaks of: its documents and spans exist, its count is that of its rows. Whether the stage
// still finds the same events is not asked: the list tells of one state.
func TestActualList(t *testing.T) {
	texts := map[string]string{}
	body := article.New(article.Options{})
	for it, err := range read.Open([]string{"../../corpus/sample/articles"}, read.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		d, err := it.Document()
		if err != nil {
			t.Fatal(err)
		}
		if err := body.Apply(d); err != nil {
			t.Fatal(err)
		}
		texts[cmp.Or(d.ID, d.Canonical, d.URL, it.IDOf(d))] = d.Text
	}
	raw, err := os.ReadFile("../../docs/actual-200.tsv")
	if err != nil {
		t.Fatal(err)
	}
	header, count, right := "", 0, 0
	seen := map[string]bool{}
	for n, line := range strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			header += line + "\n"
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 10 {
			t.Fatalf("line %d: %d columns", n+1, len(f))
		}
		if f[0] == "document" {
			continue
		}
		count++
		text, ok := texts[f[0]]
		if !ok {
			t.Errorf("line %d: no document %s", n+1, f[0])
			continue
		}
		start, err1 := strconv.Atoi(f[1])
		end, err2 := strconv.Atoi(f[2])
		if err1 != nil || err2 != nil || start < 0 || end <= start || end > len(text) || !utf8.RuneStart(text[start]) || end < len(text) && !utf8.RuneStart(text[end]) {
			t.Errorf("line %d: no span %s to %s", n+1, f[1], f[2])
			continue
		}
		flat := strings.ReplaceAll(text, "\n", " ")
		if !strings.Contains(flat, f[3]) || !strings.Contains(f[3], flat[start:end]) {
			t.Errorf("line %d: the excerpt %q is not about %q", n+1, f[3], text[start:end])
		}
		for _, side := range f[5:7] {
			for _, phrase := range strings.Split(side, "; ") {
				if !strings.Contains(flat, phrase) {
					t.Errorf("line %d: the article has no %q", n+1, phrase)
				}
			}
		}
		if t1 := corpus.EventType(f[4]); t1 == "" || t1 == corpus.Statement {
			t.Errorf("line %d: root %q", n+1, f[4])
		}
		switch {
		case f[8] == "1" && f[9] == "":
			right++
		case f[8] == "0" && f[9] != "":
		default:
			t.Errorf("line %d: verdict %q with the reason %q", n+1, f[8], f[9])
		}
		key := f[0] + " " + f[1] + " " + f[4]
		if seen[key] {
			t.Errorf("line %d: the event stands there already", n+1)
		}
		seen[key] = true
	}
	if want := fmt.Sprintf("Counted: %d right, %d wrong.", right, count-right); count != 200 || !strings.Contains(header, want) {
		t.Errorf("%d rows; the header does not say %q", count, want)
	}
}
