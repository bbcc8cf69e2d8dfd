package corpus_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/corpus"
	"dateline/corpus/pack"
	"dateline/corpus/read"
	"dateline/corpus/sample"
	"dateline/extract"
)

// samples are the documents of the sample corpus with all their layers.
func samples(t testing.TB) []*corpus.Document {
	t.Helper()
	chain, err := extract.Standard(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, sample.Articles); err != nil {
		t.Fatal(err)
	}
	var docs []*corpus.Document
	for it, err := range read.Open([]string{dir}, read.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		d, err := it.Document()
		if err == nil {
			err = chain.Apply(d)
		}
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	if len(docs) < 16 {
		t.Fatalf("only %d documents", len(docs))
	}
	return docs
}

// TestSamples writes real documents as records, and packs them as the cache does, with
// all working layers.
func TestSamples(t *testing.T) {
	for _, d := range samples(t) {
		for _, layers := range []corpus.Layers{corpus.DefaultLayers, ^corpus.Layers(0)} {
			want, err := corpus.ReferenceLine(d, layers)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := corpus.Line(d, layers); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: error %v\ngot  %s\nwant %s", d.ID, err, got, want)
			}
		}
		packed := pack.Append(nil, d)
		var got corpus.Document
		if err := pack.Read(string(packed), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, &got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("-packed +read:\n%s", diff)
		}
		if !bytes.Equal(pack.Append(nil, &got), packed) {
			t.Errorf("%s: packed again it differs", d.ID)
		}
	}
}

func wordsOf(docs []*corpus.Document) (words int) {
	for _, d := range docs {
		words += len(strings.Fields(d.Text))
	}
	return words
}

func BenchmarkPack(b *testing.B) {
	docs := samples(b)
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			buf = pack.Append(buf[:0], d)
		}
	}
	b.ReportMetric(float64(wordsOf(docs))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkUnpack(b *testing.B) {
	docs := samples(b)
	var packed []string
	for _, d := range docs {
		packed = append(packed, string(pack.Append(nil, d)))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, data := range packed {
			var d corpus.Document
			if err := pack.Read(data, &d); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(wordsOf(docs))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkRecords writes what a run writes of a document: its record, and the rows of
// its events and quotations.
func BenchmarkRecords(b *testing.B) {
	docs := samples(b)
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			var err error
			if buf, err = corpus.AppendLine(buf[:0], d, corpus.DefaultLayers); err != nil {
				b.Fatal(err)
			}
			for i := range d.Events {
				if buf, err = corpus.AppendEventRow(buf, d.ID, &d.Events[i]); err != nil {
					b.Fatal(err)
				}
			}
			for i := range d.Quotes {
				if buf, err = corpus.AppendQuoteRow(buf, d.ID, &d.Quotes[i]); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	b.ReportMetric(float64(wordsOf(docs))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
