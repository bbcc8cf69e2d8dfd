package duplicates

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
)

// story makes n different words that start with a prefix.
func story(prefix string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s%d ", prefix, i*7919%1000)
	}
	return b.String()
}

func TestCopies(t *testing.T) {
	base := story("a", 300)
	articles := []Article{
		{"agency", SketchOf(base)},
		{"abridged", SketchOf(base[:len(base)*2/3])},
		{"edited", SketchOf(strings.ToUpper(base) + " with a line more, by our own staff")},
		{"other", SketchOf(story("b", 300))},
		{"half", SketchOf(base[:len(base)/2] + story("c", 150))},
		{"brief", SketchOf("Too short to tell.")},
		{"brief2", SketchOf("Too short to tell.")},
	}
	want := map[string]string{"agency": "abridged", "abridged": "abridged", "edited": "abridged"}
	if got := Copies(articles); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestQuotations(t *testing.T) {
	got := Quotations([]Quotation{
		QuotationOf("b", "We will not go back, ever."),
		QuotationOf("a", "“We will not go back — ever”"),
		QuotationOf("c", "We will go back"),
		QuotationOf("d", "No comment"),
		QuotationOf("e", "No comment"),
	})
	want := map[string]string{"a": "a", "b": "a", "c": "c", "d": "d", "e": "e"}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

var happenings = []Happening{
	{ID: "1", Type: "CONSULT", Lemma: "meet", Sources: []string{"Q1"}, Targets: []string{"Q2"}, Date: "2021-06-14"},
	{ID: "2", Type: "CONSULT", Lemma: "talk", Sources: []string{"Q2"}, Targets: []string{"Q1"}, Date: "2021-06-14"},
	{ID: "3", Type: "CONSULT", Lemma: "meet", Sources: []string{"Q1"}, Targets: []string{"Q2"}, Date: "2021-08-02"},
	{ID: "4", Type: "ASSAULT", Lemma: "attack", Sources: []string{"Q1"}, Targets: []string{"Q2"}, Date: "2021-06-14"},
	{ID: "5", Type: "ASSAULT", Lemma: "attack", Sources: []string{"Q2"}, Targets: []string{"Q1"}, Date: "2021-06-14"},
	{ID: "6", Type: "ASSAULT", Lemma: "shell", Sources: []string{"Q1"}, Targets: []string{"Q2"}, Date: "2021-06"},
	{ID: "7", Type: "ASSAULT", Lemma: "attack", Sources: []string{"Q1"}, Targets: []string{"Q3"}, Date: "2021-06-14"},
}

func TestHappenings(t *testing.T) {
	got := Happenings(happenings)
	want := map[string]string{"1": "1", "2": "1", "3": "3", "4": "4", "5": "5", "6": "4", "7": "7"}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	want := Happenings(happenings)
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		ks := append([]Happening(nil), happenings...)
		r.Shuffle(len(ks), func(i, j int) { ks[i], ks[j] = ks[j], ks[i] })
		if got := Happenings(ks); !maps.Equal(got, want) {
			t.Fatalf("another order gives %v, want %v", got, want)
		}
	}
}

func BenchmarkSketch(b *testing.B) {
	text := story("w", 1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		SketchOf(text)
	}
}
