package duplicates

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/corpus/hash"
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

// few is a memory that holds next to nothing, so that everything is spilled.
const few = 100

// outcome pairs the keys' ids, in the order in which they were added, with a result.
func outcome(t testing.TB, ids []string, result iter.Seq2[string, error]) map[string]string {
	t.Helper()
	out := map[string]string{}
	n := 0
	for id, err := range result {
		if err != nil {
			t.Fatal(err)
		}
		if n < len(ids) {
			out[ids[n]] = id
		}
		n++
	}
	if n != len(ids) {
		t.Fatalf("%d outcomes for %d keys", n, len(ids))
	}
	return out
}

func copiesOf(t testing.TB, memory int, texts map[string]string) map[string]string {
	t.Helper()
	c := Copies{Memory: memory, Dir: t.TempDir()}
	ids := slices.Sorted(maps.Keys(texts))
	for _, id := range ids {
		if err := c.Add(id, SketchOf(texts[id])); err != nil {
			t.Fatal(err)
		}
	}
	return outcome(t, ids, c.Result())
}

func TestCopies(t *testing.T) {
	base := story("a", 300)
	texts := map[string]string{
		"agency":   base,
		"abridged": base[:len(base)*2/3],
		"edited":   strings.ToUpper(base) + " with a line more, by our own staff",
		"other":    story("b", 300),
		"half":     base[:len(base)/2] + story("c", 150),
		"brief":    "Too short to tell.",
		"brief2":   "Too short to tell.",
		"short":    story("d", 30),
		"short2":   story("d", 30),
		"empty":    "",
		"empty2":   "",
	}
	want := map[string]string{"agency": "abridged", "abridged": "abridged", "edited": "abridged", "other": "", "half": "",
		"brief": "", "brief2": "", "short": "short", "short2": "short", "empty": "", "empty2": ""}
	for _, memory := range []int{0, few} {
		if got := copiesOf(t, memory, texts); !maps.Equal(got, want) {
			t.Errorf("memory %d: got %v, want %v", memory, got, want)
		}
	}
}

func TestOrderOfArticles(t *testing.T) {
	var c Copies
	defer c.Close()
	if err := cmp.Or(c.Add("a", Sketch{}), c.Add("b", Sketch{})); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"a", "b"} {
		if c.Add(id, Sketch{}) == nil {
			t.Errorf("%s is taken after b", id)
		}
	}
}

// TestSketchEstimates holds the estimate of the Jaccard index against the truth.
func TestSketchEstimates(t *testing.T) {
	for _, size := range []int{40, 200, 3000} {
		for _, percent := range []int{0, 25, 50, 75, 100} {
			sum, trials := 0, 40
			for trial := range trials {
				word := func(kind string, n int) string { return fmt.Sprintf("%s%dx%d ", kind, trial, n) }
				var a, b strings.Builder
				for i := range size {
					if i < size*percent/100 {
						a.WriteString(word("both", i))
						b.WriteString(word("both", i))
					} else {
						a.WriteString(word("a", i))
						b.WriteString(word("b", i))
					}
				}
				x, y := SketchOf(a.String()), SketchOf(b.String())
				for i := range sketchSize {
					if uint16((x.Bands[i/bandRows]^y.Bands[i/bandRows])>>(16*(i%bandRows))) == 0 {
						sum++
					}
				}
			}
			both := max(0, size*percent/100-shingle+1)
			want := float64(both) / float64(2*(size-shingle+1)-both)
			if got := float64(sum) / float64(sketchSize*trials); got < want-0.06 || got > want+0.06 {
				t.Errorf("%d words, %d%% shared: %.3f, want %.3f", size, percent, got, want)
			}
		}
	}
}

func TestWords(t *testing.T) {
	same := [][]string{
		{"We will not go back, ever.", "“We will not go back — ever”", "WE WILL\nNOT GO BACK EVER"},
		{"Élan vital, ÇA VA", "élan VITAL – ça va", "Élan\u00a0vital;ça va"},
		{"", "…", "—"},
	}
	for _, texts := range same {
		want := QuotationOf("", texts[0])
		for _, text := range texts {
			if got := QuotationOf("", text); got != want {
				t.Errorf("%q: %v, want %v", text, got, want)
			}
		}
	}
	if QuotationOf("", "go back we will").Words == QuotationOf("", "we will go back").Words {
		t.Error("the order of words does not count")
	}
}

func quotationsOf(t testing.TB, memory int, quotes []Quotation) map[string]string {
	t.Helper()
	q := Quotations{Memory: memory, Dir: t.TempDir()}
	var ids []string
	for _, key := range quotes {
		ids = append(ids, key.ID)
		if err := q.Add(key); err != nil {
			t.Fatal(err)
		}
	}
	return outcome(t, ids, q.Result())
}

func TestQuotations(t *testing.T) {
	quotes := []Quotation{
		QuotationOf("b", "We will not go back, ever."),
		QuotationOf("a", "“We will not go back — ever”"),
		QuotationOf("f", "we will not go back ever"),
		QuotationOf("c", "We will go back"),
		QuotationOf("d", "No comment"),
		QuotationOf("e", "No comment"),
	}
	want := map[string]string{"a": "a", "b": "a", "c": "c", "d": "d", "e": "e", "f": "a"}
	for _, memory := range []int{0, few} {
		if got := quotationsOf(t, memory, quotes); !maps.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

// report is a document with its happenings.
type report struct {
	id   string
	cast []string
	all  []Happening
	gist Gist
}

func happeningsOf(t testing.TB, memory int, reports []report) map[string]string {
	t.Helper()
	reports = slices.Clone(reports)
	slices.SortFunc(reports, func(a, b report) int { return cmp.Compare(a.id, b.id) })
	hs := Happenings{Memory: memory, Dir: t.TempDir()}
	var ids []string
	for _, r := range reports {
		for _, h := range r.all {
			ids = append(ids, h.ID)
		}
		if err := hs.Add(r.id, r.gist, r.cast, r.all); err != nil {
			t.Fatal(err)
		}
	}
	return outcome(t, ids, hs.Result())
}

// apart are mentions of documents that have nothing else in common.
var apart = []Happening{
	{ID: "1", Type: "CONSULT", Lemma: "meet", Sources: []string{"Q1"}, Targets: []string{"Q2"}, Date: "2021-06-14"},
	{ID: "2", Type: "CONSULT", Lemma: "talk", Sources: []string{"Q2"}, Targets: []string{"Q1"}, Date: "2021-06-14"},
	{ID: "3", Type: "CONSULT", Lemma: "meet", Sources: []string{"Q1"}, Targets: []string{"Q2"}, Date: "2021-08-02"},
	{ID: "4", Type: "ASSAULT", Lemma: "attack", Sources: []string{"Q1"}, Targets: []string{"Q2"}, Date: "2021-06-14"},
	{ID: "5", Type: "ASSAULT", Lemma: "attack", Sources: []string{"Q2"}, Targets: []string{"Q1"}, Date: "2021-06-14"},
	{ID: "6", Type: "ASSAULT", Lemma: "shell", Sources: []string{"Q1"}, Targets: []string{"Q2"}, Date: "2021-06"},
	{ID: "7", Type: "ASSAULT", Lemma: "attack", Sources: []string{"Q1"}, Targets: []string{"Q3"}, Date: "2021-06-14"},
	{ID: "8", Type: "ASSAULT", Lemma: "storm", Place: "Quay", Date: "2021-06-14", Sources: []string{""}},
	{ID: "9", Type: "ASSAULT", Lemma: "fight", Place: "Quay", Date: "2021-06-14", Targets: []string{"Q8"}},
	{ID: "91", Type: "ASSAULT", Lemma: "storm", Place: "Quay", Date: "2021-06-14"},
}

func reportsOf(hs []Happening) (out []report) {
	for _, h := range hs {
		out = append(out, report{id: "document of " + h.ID, all: []Happening{h}})
	}
	return out
}

func TestHappenings(t *testing.T) {
	want := map[string]string{"1": "1", "2": "1", "3": "3", "4": "4", "5": "5", "6": "4", "7": "7", "8": "8", "9": "8", "91": "8"}
	for _, memory := range []int{0, few} {
		if got := happeningsOf(t, memory, reportsOf(apart)); !maps.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
}

// stories are mentions that are no PLOVER event: two articles of one story, with
// words of one family, and one of another story.
var stories = []report{
	{id: "a", cast: []string{"delta-bridge", "mira-voss", "otto-lind"}, all: []Happening{
		{ID: "a1", Lemma: "collapse"},
		{ID: "a2", Lemma: "die"},
		{ID: "a3", Lemma: "say"},
	}},
	{id: "b", cast: []string{"delta-bridge", "mira-voss"}, all: []Happening{
		{ID: "b1", Lemma: "collapse"},
		{ID: "b2", Lemma: "death"},
		{ID: "b3", Lemma: "say"},
		{ID: "b4", Lemma: "die", Date: "1987-04-02"},
	}},
	{id: "c", cast: []string{"harbour-museum", "ravi-sen"}, all: []Happening{{ID: "c1", Lemma: "die"}}},
}

func TestStories(t *testing.T) {
	got := happeningsOf(t, 0, stories)
	want := map[string]string{"a1": "a1", "b1": "a1", "a2": "a2", "b2": "a2", "a3": "a3", "b3": "b3", "c1": "c1"}
	for id, w := range want {
		if got[id] != w {
			t.Errorf("%s: got %s, want %s", id, got[id], w)
		}
	}
	dated := happeningsOf(t, 0, []report{
		{id: "a", cast: []string{"p", "q"}, all: []Happening{{ID: "x", Lemma: "die", Date: "1987-04-02"}}},
		{id: "b", cast: []string{"p", "q"}, all: []Happening{{ID: "y", Lemma: "die", Date: "2021-04-02"}}},
	})
	if dated["y"] != "y" {
		t.Error("deaths of different years were joined")
	}
}

func TestDaysOf(t *testing.T) {
	for value, n := range map[string]int32{"1970-01-01": 1, "1969-12-31": 1, "1970": 365, "2020-02": 29, "2022-03-01T14:00": 1, "0001": 365, "1999-12": 31, "2000": 366} {
		if d := daysOf(value); !d.known() || d.until-d.from+1 != n {
			t.Errorf("%s: %+v, want %d days", value, d, n)
		}
	}
	for _, value := range []string{"", "PRESENT_REF", "XXXX-12-21", "P3D", "2021-02-29", "2021-13", "2021-00", "2021-01-00",
		"2021-12-32", "2021-SU", "2021-W03", "0000", "20210101", "2021-01-1", "2021-01-01x", "-021", "T14:00"} {
		if d := daysOf(value); d.known() {
			t.Errorf("%q: %+v", value, d)
		}
	}
	for day := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2101; day = day.AddDate(0, 0, 17) {
		if got, want := daysOf(day.Format("2006-01-02")).from, int32((day.Unix()+62135596800)/86400+1); got != want {
			t.Fatalf("%v is day %d, want %d", day, got, want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, c := range [][2]string{{"announce", "announcement"}, {"kill", "murder"}, {"explode", "explosion"}, {"arrest", "detention"}, {"accuse", "accusation"}, {"shoot", "shooting"}, {"win", "defeat"},
		{"injured", "injury"}, {"step down", "resignation"}, {"blow up", "bomb"}, {"takeover", "buy"}, {"car bomb", "blast"}, {"2014 elections", "vote"}, {"annual summit", "meet"},
		{"protests", "demonstrate"}, {"wander off", "wander"}, {"quakes", "tremor"}} {
		if a, b := stem(c[0]), stem(c[1]); a != b || a == "" {
			t.Errorf("%s and %s: %q, %q", c[0], c[1], a, b)
		}
	}
	for _, c := range [][2]string{{"kill", "shoot"}, {"arrest", "charge"}, {"convict", "sentence"}, {"hire", "dismiss"}, {"semifinal", "final"}} {
		if a, b := stem(c[0]), stem(c[1]); a == b {
			t.Errorf("%s and %s: %q", c[0], c[1], a)
		}
	}
	for _, w := range []string{"say", "make", "become", "", "2014", "statements"} {
		if s := stem(w); s != "" {
			t.Errorf("%s: %q", w, s)
		}
	}
	place := map[string]string{}
	for _, r := range lexicon.MustOpen(tables, "data/stems.tsv", "kind", "words").Rows {
		kind, words := r.Get("kind"), r.List("words")
		if len(words) < 2 {
			t.Errorf("%s: a family of %d", r.Place(), len(words))
		}
		for _, w := range words {
			if w != strings.ToLower(w) || w != strings.Join(strings.Fields(w), " ") {
				t.Errorf("%s: %q", r.Place(), w)
			}
			if place[w] != "" {
				t.Errorf("%s: %s is at %s too", r.Place(), w, place[w])
			}
			place[w] = r.Place()
		}
		if kind != generic && !slices.Contains(words, kind) {
			t.Errorf("%s: %s is not of its family", r.Place(), kind)
		}
	}
}

// dump yields reports of n documents, three hundred a day: each tells one of the
// stories that run for three days, with actors and words of its own, and names an actor
// whom nobody else names and some whom others do, a few of them very often. Words and
// verbs are as unequal.
func dump(seed uint64, n int) iter.Seq[report] {
	kinds := []string{"", "", "", "", "CONSULT", "ASSAULT", "PROTEST", "AGREE"}
	return func(yield func(report) bool) {
		r := rand.New(rand.NewPCG(seed, 0))
		low := func(n int) int { return int(float64(n) * r.Float64() * r.Float64() * r.Float64()) }
		for d := range n {
			at := time.Date(2020, 1, 1+d/300, 0, 0, 0, 0, time.UTC)
			day := at.Format("2006-01-02")
			of := d/900*100 + r.IntN(100) // the story
			rep := report{id: fmt.Sprintf("d%08d", d), cast: []string{fmt.Sprint("lone-", d)}}
			for range 2 + r.IntN(2) {
				rep.cast = append(rep.cast, fmt.Sprintf("story-%d-%d", of, r.IntN(4)))
			}
			for range r.IntN(6) {
				rep.cast = append(rep.cast, fmt.Sprint("actor-", low(n/5+5)))
			}
			slices.Sort(rep.cast)
			rep.cast = slices.Compact(rep.cast)
			if d%7 != 0 { // the others are compared by their actors
				word := func(class uint32, n int) {
					rep.gist = append(rep.gist, uint32(hash.Mix(uint64(n)))&^3|class)
				}
				for range 30 {
					word(gistNoun, low(20_000))
					word(gistName, low(200_000))
				}
				for range 12 {
					word(gistName, 1<<20+of*20+r.IntN(20))
				}
				slices.Sort(rep.gist)
				rep.gist = slices.Compact(rep.gist)
			}
			any := func() string { return rep.cast[r.IntN(len(rep.cast))] }
			for k := range 5 + r.IntN(20) {
				h := Happening{ID: fmt.Sprintf("%016x", hash.Mix(uint64(d)<<16|uint64(k))), Lemma: fmt.Sprint("verb", low(2000)), Type: kinds[r.IntN(len(kinds))]}
				if h.Type == "" {
					for range r.IntN(4) {
						h.Context = append(h.Context, any())
					}
				} else {
					h.Sources, h.Targets = []string{any()}, []string{any()}
				}
				switch r.IntN(8) {
				case 0: // none
				case 1:
					h.Date = day[:7]
				case 2:
					h.Date = at.AddDate(0, 0, -low(100)).Format("2006-01-02")
				default:
					h.Date = day
				}
				if r.IntN(8) == 0 {
					h.Place = any()
				}
				rep.all = append(rep.all, h)
			}
			if !yield(rep) {
				return
			}
		}
	}
}

// TestFunctionOfTheSet holds that neither the memory nor the order in which documents
// were found changes an outcome.
func TestFunctionOfTheSet(t *testing.T) {
	reports := slices.Concat(reportsOf(apart), stories, slices.Collect(dump(1, 700)))
	for i := range 20 { // copies of an article, which share everything
		r := reports[len(reports)-1-i*31]
		r.id += "copy"
		r.all = slices.Clone(r.all)
		for k := range r.all {
			r.all[k].ID += "copy"
		}
		reports = append(reports, r)
	}
	want := happeningsOf(t, 0, reports)
	clusters := map[string]int{}
	for id, root := range want {
		clusters[root]++
		if root > id {
			t.Errorf("the happening of %s is %s", id, root)
		}
		if want[root] != root {
			t.Errorf("%s is named by %s, which is of %s", id, root, want[root])
		}
	}
	if n := len(clusters); n < len(want)/20 || n > len(want)*19/20 {
		t.Errorf("%d happenings of %d mentions test nothing", n, len(want))
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, memory := range []int{0, 1 << 20, 5000} {
		r.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		if got := happeningsOf(t, memory, reports); !maps.Equal(got, want) {
			t.Errorf("memory of %d gives another outcome", memory)
		}
	}
}

// TestWideActors holds that an actor in every document joins by the sentence, and
// that one who is not does by the document.
func TestWideActors(t *testing.T) {
	var reports []report
	for d := range 2 * widest {
		day := time.Date(2020, 1, 1+d/2, 0, 0, 0, 0, time.UTC).Format("2006-01-02")
		reports = append(reports, report{id: fmt.Sprintf("d%04d", d), cast: []string{"everybody", fmt.Sprint("lone", d)}, all: []Happening{
			{ID: fmt.Sprintf("%04d-with", d), Lemma: "collapse", Context: []string{"everybody"}, Date: day},
			{ID: fmt.Sprintf("%04d-without", d), Lemma: "resign", Date: day},
			{ID: fmt.Sprintf("%04d-side", d), Type: "PROTEST", Sources: []string{"everybody"}, Date: day},
		}})
	}
	for id, got := range happeningsOf(t, 0, reports) {
		var d int
		var kind string
		fmt.Sscanf(id, "%d-%s", &d, &kind)
		want := fmt.Sprintf("%04d-%s", d&^1, kind)
		if kind == "without" {
			want = id
		}
		if got != want {
			t.Errorf("%s is of %s, want %s", id, got, want)
		}
	}
}

func TestLimitMarks(t *testing.T) {
	var p paper
	for i := range 3 * mostMarks {
		p.notes = append(p.notes, noteMark|gistNoun<<noteClass|note(1+i%3))
	}
	p.notes = append(p.notes, 0, 3, noteActor|noteMark|3)
	p.limitMarks()
	n := map[int32]int{}
	for _, note := range p.notes {
		n[note.weight()]++
	}
	if want := map[int32]int{6: mostMarks, 0: 2*mostMarks + 3}; !maps.Equal(n, want) {
		t.Errorf("got %v, want %v", n, want)
	}
}

// TestCrowds holds that documents of many names and mentions take no time that grows
// with the square: this test takes minutes if they do.
func TestCrowds(t *testing.T) {
	var reports []report
	for d := range 3 {
		r := report{id: fmt.Sprint("crowd", d)}
		for i := range 20_000 {
			a := fmt.Sprint("actor", i)
			r.cast = append(r.cast, a)
			r.all = append(r.all,
				Happening{ID: fmt.Sprintf("%d-%05d", d, i), Lemma: "collapse", Context: []string{a, "actor0"}},
				Happening{ID: fmt.Sprintf("%d-%05dx", d, i), Lemma: fmt.Sprint("verb", i), Type: "PROTEST", Sources: []string{a}, Context: r.cast[max(0, i-10) : i+1]})
		}
		reports = append(reports, r)
	}
	got := happeningsOf(t, 0, reports)
	if got["2-00000"] != "0-00000" {
		t.Errorf("got %s", got["2-00000"])
	}
}

func TestNothing(t *testing.T) {
	var c Copies
	var q Quotations
	var hs Happenings
	if err := hs.Add("a", nil, []string{"x"}, nil); err != nil {
		t.Error(err)
	}
	for _, r := range []iter.Seq2[string, error]{c.Result(), q.Result(), hs.Result()} {
		for id, err := range r {
			t.Errorf("got %q, %v", id, err)
		}
	}
	if err := hs.Add("b", nil, nil, nil); err != nil {
		t.Error(err)
	}
	if hs.Add("b", nil, nil, nil) == nil {
		t.Error("a document comes twice")
	}
}

// TestNoRoom holds that the end of a disk is an error, not an outcome.
func TestNoRoom(t *testing.T) {
	dir := t.TempDir() + "/gone"
	q := Quotations{Dir: dir}
	hs := Happenings{Dir: dir}
	c := Copies{Dir: dir}
	errs := []error{q.Add(Quotation{ID: "a"}), hs.Add("a", nil, nil, apart), c.Add("a", Sketch{})}
	if slices.Contains(errs, nil) {
		t.Errorf("got %v", errors.Join(errs...))
	}
}

var scale = flag.Int("documents", 100_000, "documents of BenchmarkScale")

// BenchmarkScale is the reduce of a large dump of keys that are all different or
// nearly so. It also tells the memory that the process took from the system; run one
// part at a time for that.
func BenchmarkScale(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	run := func(name string, add func() (iter.Seq2[string, error], error)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				result, err := add()
				if err != nil {
					b.Fatal(err)
				}
				n = 0
				for _, err := range result {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys)/(1<<20), "MB")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/key")
		})
	}
	run("copies", func() (iter.Seq2[string, error], error) {
		c := Copies{Dir: b.TempDir()}
		for d := range *scale {
			s := Sketch{Shingles: 300}
			of := uint64(d)
			if d%10 == 0 {
				of = uint64(d / 100) // a tenth is copied ten times
			}
			for i := range s.Bands {
				s.Bands[i] = hash.Mix(of<<8 | uint64(i))
			}
			if err := c.Add(fmt.Sprintf("d%08d", d), s); err != nil {
				return nil, err
			}
		}
		return c.Result(), nil
	})
	run("quotations", func() (iter.Seq2[string, error], error) {
		q := Quotations{Dir: b.TempDir()}
		for n := range 12 * *scale {
			of := uint64(n)
			if n%10 == 0 {
				of = uint64(n / 50)
			}
			if err := q.Add(Quotation{ID: fmt.Sprintf("%016x", hash.Mix(uint64(n))), Words: [2]uint64{hash.Mix(of), of}, Count: 9}); err != nil {
				return nil, err
			}
		}
		return q.Result(), nil
	})
	run("happenings", func() (iter.Seq2[string, error], error) {
		hs := Happenings{Dir: b.TempDir()}
		for r := range dump(1, *scale) {
			if err := hs.Add(r.id, r.gist, r.cast, r.all); err != nil {
				return nil, err
			}
		}
		return hs.Result(), nil
	})
}

func BenchmarkSketch(b *testing.B) {
	text := story("w", 1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		SketchOf(text)
	}
	b.ReportMetric(1000*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkQuotationOf(b *testing.B) {
	text := story("w", 25)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		QuotationOf("", text)
	}
}
