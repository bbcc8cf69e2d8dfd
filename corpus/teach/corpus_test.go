package teach

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the figures in README.md again")

// texts opens the corpus of this folder once a test.
func texts(t testing.TB) []*Article {
	t.Helper()
	articles, faults, err := OpenAll(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
	return articles
}

// TestCorpus holds the texts of the folder: nothing in them is misread, and what the linter
// finds but for soft rules is either put right or said to be meant.
func TestCorpus(t *testing.T) {
	articles := texts(t)
	for _, a := range articles {
		if err := a.Document().Check(); err != nil {
			t.Errorf("%s: %v", a.Place(a.Line), err)
		}
	}
	for _, f := range Lint(articles, Options{}) {
		if soft[f.Rule] {
			t.Log(f)
		} else {
			t.Error(f)
		}
	}
}

// soft are the rules that compare an article with all others, or that find what is unusual
// rather than wrong: new texts move them, so a finding is told and fails nothing.
var soft = map[Rule]bool{RuleKnown: true, RuleBare: true, RuleOdd: true, RuleOddRoot: true, RuleTrigger: true, RuleSpeaker: true, RuleSaid: true}

// TestReadme holds the figures of README.md. With -update it writes them.
func TestReadme(t *testing.T) {
	articles := texts(t)
	var stats, agreement bytes.Buffer
	if err := Count(articles).Write(&stats); err != nil {
		t.Fatal(err)
	}
	if err := second(t, articles).Write(&agreement); err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	out := readme
	for command, figures := range map[string]string{
		"$ dateline teach stats corpus/teach\n":                               stats.String(),
		"$ dateline teach score --against corpus/teach/second corpus/teach\n": agreement.String(),
	} {
		block := regexp.MustCompile("(?s)(" + regexp.QuoteMeta(command) + ")(.*?)(```)")
		if !block.Match(out) {
			t.Fatalf("README.md does not show %s", command)
		}
		// Lines of a table end in blanks that an editor would take away.
		figures = regexp.MustCompile(`(?m) +$`).ReplaceAllString(figures, "")
		if got := string(block.FindSubmatch(readme)[2]); got != figures && !*update {
			t.Errorf("README.md shows\n%s\nbut it is\n%s\n(go test ./corpus/teach -update writes it again)", got, figures)
		}
		out = block.ReplaceAll(out, []byte("${1}"+strings.ReplaceAll(figures, "$", "$$")+"${3}"))
	}
	if *update {
		if err := os.WriteFile("README.md", out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// second compares the markings that were made blind with the first ones. They are of the
// same texts, or the test fails.
func second(t *testing.T, articles []*Article) *Score {
	t.Helper()
	again, faults, err := OpenAll("second")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Error(f)
	}
	first := map[string]*Article{}
	for _, a := range articles {
		first[a.ID] = a
	}
	var s Score
	for _, b := range again {
		a := first[b.ID]
		if a == nil {
			t.Errorf("%s: %s is no article of the corpus", b.Place(b.Line), b.ID)
			continue
		}
		if err := s.Add(a.Document(), b.Document()); err != nil {
			t.Error(err)
		}
	}
	return &s
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	tokens := 0
	for b.Loop() {
		articles, err := Open(".")
		if err != nil {
			b.Fatal(err)
		}
		tokens += Count(articles).Total.Tokens
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLint(b *testing.B) {
	articles := texts(b)
	tokens := Count(articles).Total.Tokens
	b.ReportAllocs()
	for b.Loop() {
		Lint(articles, Options{})
	}
	b.ReportMetric(float64(tokens*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
