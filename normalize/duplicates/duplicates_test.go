package duplicates

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/corpus/lexicon"
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

// stories are mentions that are no PLOVER event: two articles of one story, with
// words of one family, and one of another story.
var stories = []Happening{
	{ID: "a1", Document: "a", Lemma: "collapse", Cast: []string{"delta-bridge", "mira-voss", "otto-lind"}},
	{ID: "a2", Document: "a", Lemma: "die", Cast: []string{"delta-bridge", "mira-voss", "otto-lind"}},
	{ID: "a3", Document: "a", Lemma: "say", Cast: []string{"delta-bridge", "mira-voss", "otto-lind"}},
	{ID: "b1", Document: "b", Lemma: "collapse", Cast: []string{"delta-bridge", "mira-voss"}},
	{ID: "b2", Document: "b", Lemma: "death", Cast: []string{"delta-bridge", "mira-voss"}},
	{ID: "b3", Document: "b", Lemma: "say", Cast: []string{"delta-bridge", "mira-voss"}},
	{ID: "b4", Document: "b", Lemma: "die", Date: "1987-04-02", Cast: []string{"delta-bridge", "mira-voss"}},
	{ID: "c1", Document: "c", Lemma: "die", Cast: []string{"harbour-museum", "ravi-sen"}},
}

func TestIntervalOf(t *testing.T) {
	for value, days := range map[string]int{"1970-01-01": 1, "1969-12-31": 1, "1970": 365, "2020-02": 29, "2022-03-01T14:00": 1, "0001": 365} {
		if i := intervalOf(value); !i.known() || i.until-i.from+1 != days {
			t.Errorf("%s: %+v, want %d days", value, i, days)
		}
	}
	for _, value := range []string{"", "PRESENT_REF", "XXXX-12-21", "P3D"} {
		if i := intervalOf(value); i.known() {
			t.Errorf("%q: %+v", value, i)
		}
	}
}

func TestStories(t *testing.T) {
	got := Happenings(stories)
	want := map[string]string{"a1": "a1", "b1": "a1", "a2": "a2", "b2": "a2", "a3": "a3", "b3": "b3", "c1": "c1"}
	for id, w := range want {
		if got[id] != w {
			t.Errorf("%s: got %s, want %s", id, got[id], w)
		}
	}
	dated := Happenings([]Happening{
		{ID: "x", Document: "a", Lemma: "die", Date: "1987-04-02", Cast: []string{"p", "q"}},
		{ID: "y", Document: "b", Lemma: "die", Date: "2021-04-02", Cast: []string{"p", "q"}},
	})
	if dated["y"] != "y" {
		t.Error("deaths of different years were joined")
	}
}

func TestStem(t *testing.T) {
	for _, c := range [][2]string{{"announce", "announcement"}, {"kill", "murder"}, {"explode", "explosion"}, {"arrest", "detention"}, {"accuse", "accusation"}, {"shoot", "shooting"}} {
		if a, b := stem(c[0]), stem(c[1]); a != b || a == "" {
			t.Errorf("%s and %s: %q, %q", c[0], c[1], a, b)
		}
	}
	for _, w := range []string{"say", "make", "become"} {
		if s := stem(w); s != "" {
			t.Errorf("%s: %q", w, s)
		}
	}
	for _, r := range lexicon.MustOpen(tables, "data/stems.tsv", "kind", "words").Rows {
		if len(r.List("words")) == 0 {
			t.Errorf("%s: no words", r.Place())
		}
	}
}

func BenchmarkHappenings(b *testing.B) {
	var keys []Happening
	for d := range 500 {
		cast := []string{fmt.Sprint("p", d/5), fmt.Sprint("q", d/5), fmt.Sprint("r", d%40)}
		for k, lemma := range []string{"die", "arrest", "visit", "say", "collapse", "sign", "resign", "meet"} {
			keys = append(keys, Happening{ID: fmt.Sprintf("%d-%d", d, k), Document: fmt.Sprint(d), Lemma: lemma, Cast: cast})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		Happenings(keys)
	}
	b.ReportMetric(float64(len(keys))*float64(b.N)/b.Elapsed().Seconds(), "mentions/s")
}

func TestOrderDoesNotMatter(t *testing.T) {
	all := slices.Concat(happenings, stories)
	want := Happenings(all)
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		ks := slices.Clone(all)
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
