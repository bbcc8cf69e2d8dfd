package article

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dateline/corpus"
)

// pagesFile names a file of pages to measure on, {"html": …} a line, gzipped if its name
// says so: PAGES=pages.jsonl.gz go test -bench Pages ./extract/article. Without it the
// benchmarks take the pages of the sample corpus, which are small and nearly all text.
const pagesFile = "PAGES"

func measured(t testing.TB) []string {
	t.Helper()
	name := os.Getenv(pagesFile)
	if name == "" {
		all := pages(t)
		var list []string
		for _, name := range slices.Sorted(maps.Keys(all)) {
			list = append(list, all[name])
		}
		return list
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = bufio.NewReader(f)
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(in); err != nil {
			t.Fatal(err)
		}
	}
	var list []string
	for dec := json.NewDecoder(in); ; {
		var record struct{ HTML string }
		if err := dec.Decode(&record); err == io.EOF {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, record.HTML)
	}
}

// extractAll does what a run does that asks for no dropped and no origin layer.
func extractAll(b *testing.B, list []string) (words int) {
	stage := New(Options{Leave: corpus.LayersOf(corpus.LayerDropped, corpus.LayerOrigin)})
	for _, src := range list {
		d := &corpus.Document{Raw: corpus.Raw{Format: corpus.FormatHTML, Data: src}}
		if err := stage.Apply(d); err != nil {
			b.Fatal(err)
		}
		words += strings.Count(d.Text, " ")
	}
	return words
}

func parseAll(b *testing.B, list []string) {
	for _, src := range list {
		if _, err := html.Parse(strings.NewReader(src)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPages is extraction, BenchmarkParse html.Parse alone on the same pages;
// BenchmarkPagesToParse (speed_unix_test.go) is the ratio of their CPU times.
func BenchmarkPages(b *testing.B) {
	list := measured(b)
	words := 0
	size(b, list)
	for b.Loop() {
		words += extractAll(b, list)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkParse(b *testing.B) {
	list := measured(b)
	size(b, list)
	for b.Loop() {
		parseAll(b, list)
	}
}

func size(b *testing.B, list []string) {
	n := 0
	for _, src := range list {
		n += len(src)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
}
