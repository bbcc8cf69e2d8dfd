package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/extract/article"
)

// papers is a dump of articles of several sites, each with lines of its own around.
type papers struct {
	dir    string
	random *rand.Rand
}

var standing = []string{"Get our newsletter every morning.", "More from the paper", "5 people like this", "This paper is printed on paper that was paper once."}

func (p *papers) write(t testing.TB, documents int) {
	t.Helper()
	p.dir = t.TempDir()
	var lines []string
	for i := range documents {
		head := fmt.Sprintf(`"url":"https://www.s%d.example/%d"`, i%3, i)
		if i%4 == 3 {
			head = fmt.Sprintf(`"id":"doc-%d"`, i)
		}
		var text []string
		for j := range 4 {
			who, at := people[p.random.IntN(len(people))], places[p.random.IntN(len(places))]
			text = append(text, fmt.Sprintf("%s said on March %d that the talks in %s had failed for the %dth time.", who, 1+p.random.IntN(28), at, 10*i+j))
		}
		text = append(text, standing[i%3], standing[3], fmt.Sprint(7*i, " people like this"))
		lines = append(lines, fmt.Sprintf(`{%s,"published":"2014-03-%02d","text":"%s"}`, head, 1+i%28, strings.Join(text, `\n\n`)))
	}
	if err := os.WriteFile(filepath.Join(p.dir, "a.jsonl"), []byte(strings.Join(lines, "\n")+"\n{\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func sitesFile(t testing.TB, rows []string) *article.Sites {
	t.Helper()
	s, err := article.ReadSites(strings.NewReader("site\tline\tmatch\n"+strings.Join(rows, "\n")+"\n"), "sites.tsv")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// After any edit of the sites file a run gives the bytes of a run from scratch, works out the
// texts of the sites whose rows changed and no other, and a dry run has said so.
func TestSitesFileRedoesItsSites(t *testing.T) {
	p := papers{random: rand.New(rand.NewPCG(11, 9))}
	p.write(t, 24)
	c := Config{Version: func(string) string { return "1" }, Layers: corpus.LayersOf(corpus.LayerText)}
	kept := t.TempDir()
	var rows []string
	perSite := map[string]int{"s0.example": 6, "s1.example": 6, "s2.example": 6, "*": 6}
	for round := range 10 {
		touched := map[string]bool{}
		for range 1 + p.random.IntN(2) {
			if len(rows) > 0 && p.random.IntN(3) == 0 {
				at := p.random.IntN(len(rows))
				touched[strings.Split(rows[at], "\t")[0]] = true
				rows = slices.Delete(rows, at, at+1)
				continue
			}
			site := []string{"s0.example", "s1.example", "s2.example", "*", "other.example"}[p.random.IntN(5)]
			row := site + "\t" + standing[p.random.IntN(len(standing))] + "\t" + []string{"line", "numbers"}[p.random.IntN(2)]
			if !slices.Contains(rows, row) {
				rows = append(rows, row)
				touched[site] = true
			}
		}
		p.random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		want := 0
		for site := range touched {
			want += perSite[site]
		}
		what := fmt.Sprintf("round %d: %q", round, rows)
		c.Sites = sitesFile(t, rows)
		why := map[string]int{}
		foretold, _, err := DryRun(t.Context(), c, []string{p.dir}, kept, func(Letter) {}, func(r Redo) error {
			why[r.What+": "+r.Why]++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		o, err := Run(t.Context(), c, []string{p.dir}, kept, "test")
		if err != nil {
			t.Fatal(err)
		}
		fresh := t.TempDir()
		if _, err := Run(t.Context(), c, []string{p.dir}, fresh, "test"); err != nil {
			t.Fatal(err)
		}
		same(t, what, files(t, kept), files(t, fresh))
		if foretold.Text != o.Work.Text {
			t.Errorf("%s: %d texts foretold, %d worked out", what, foretold.Text, o.Work.Text)
		}
		if o.Manifest.Config.Sites != c.Sites.Digest() {
			t.Errorf("%s: the manifest says %q", what, o.Manifest.Config.Sites)
		}
		if round == 0 {
			continue
		}
		// What was so in an earlier round is found in the cache.
		if o.Work.Text > want {
			t.Errorf("%s: %d texts worked out, want %d at most", what, o.Work.Text, want)
		}
		if n := why["text: "+WhySites]; n != foretold.Text || len(why) > 1 {
			t.Errorf("%s: reasons %v", what, why)
		}
	}
	// The file does something in this test.
	c.Sites = sitesFile(t, []string{"s0.example\t" + standing[3], "s1.example\t" + standing[3], "s2.example\t" + standing[3], "*\t" + standing[3]})
	if _, err := Run(t.Context(), c, []string{p.dir}, kept, "test"); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(files(t, kept)[DocumentsFile], standing[3]) {
		t.Error("the line is in the texts still")
	}
	c.Boilerplate = article.Keep
	o, err := Run(t.Context(), c, []string{p.dir}, kept, "test")
	if err != nil || o.Manifest.Config.Sites != "" || !strings.Contains(files(t, kept)[DocumentsFile], standing[3]) {
		t.Errorf("kept: sites %q, %v", o.Manifest.Config.Sites, err)
	}
}

func TestMergeWithSites(t *testing.T) {
	p := papers{random: rand.New(rand.NewPCG(12, 9))}
	p.write(t, 24)
	a := Config{Sites: sitesFile(t, []string{"s0.example\t" + standing[3]})}
	b := Config{Sites: sitesFile(t, []string{"s0.example\t" + standing[0]})}
	shard := func(c Config, i int) string {
		t.Helper()
		out := t.TempDir()
		c.Shard = Shard{i, 2}
		if _, err := RunShard(t.Context(), c, []string{p.dir}, out, "test"); err != nil {
			t.Fatal(err)
		}
		return out
	}
	whole, merged := t.TempDir(), t.TempDir()
	if _, err := Run(t.Context(), a, []string{p.dir}, whole, "test"); err != nil {
		t.Fatal(err)
	}
	one := shard(a, 1)
	// Texts are taken as they are, so the merge needs no file.
	if _, err := Merge(t.Context(), Config{}, []string{one, shard(a, 2)}, merged, "test"); err != nil {
		t.Fatal(err)
	}
	same(t, "merged", files(t, merged), files(t, whole))
	for _, other := range []Config{b, {}} {
		if _, err := Merge(t.Context(), Config{}, []string{one, shard(other, 2)}, t.TempDir(), "test"); err == nil || !strings.Contains(err.Error(), "differ in configuration") {
			t.Errorf("error %v", err)
		}
	}
}

func TestLearnSites(t *testing.T) {
	p := papers{random: rand.New(rand.NewPCG(13, 9))}
	p.write(t, 36)
	var want string
	for _, jobs := range []int{1, 2, 7} {
		refused := 0
		found, counts, err := LearnSites(t.Context(), Config{Jobs: jobs, TempDir: t.TempDir()}, []string{p.dir}, 0, func(Letter) { refused++ })
		if err != nil {
			t.Fatal(err)
		}
		if refused != 1 || counts.Documents != 36 || found.Documents != 36 || found.Sites != 4 {
			t.Errorf("%d refused, %+v, %d documents of %d sites", refused, counts, found.Documents, found.Sites)
		}
		var b bytes.Buffer
		if err := found.Write(&b); err != nil {
			t.Fatal(err)
		}
		if want == "" {
			want = b.String()
		}
		if b.String() != want {
			t.Errorf("%d workers give\n%s\nwant\n%s", jobs, b.String(), want)
		}
	}
	for _, row := range []string{
		"*\t0 people like this\tnumbers\ttail\t9\t9\n", "s0.example\tget our newsletter every morning\tline\ttail\t9\t9\n",
		"s2.example\tthis paper is printed on paper that was paper once\tline\ttail\t9\t9\n",
	} {
		if !strings.Contains(want, "\n"+row) {
			t.Errorf("no row %q in\n%s", row, want)
		}
	}
	if strings.Contains(want, "talks") {
		t.Errorf("lines of articles are learnt:\n%s", want)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := LearnSites(ctx, Config{}, []string{p.dir}, 0, func(Letter) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
