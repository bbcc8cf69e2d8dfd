package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/corpus/sample"
	"dateline/normalize/duplicates"
)

// dump writes the sample corpus and a few broken inputs to a directory.
func dump(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, sample.Articles); err != nil {
		t.Fatal(err)
	}
	broken := "{\"id\":\"good\",\"text\":\"The ministers met in Oslo.\"}\n{\"id\":\n{\"id\":\"good\",\"text\":\"They met again.\"}\n"
	if err := os.WriteFile(filepath.Join(dir, "broken.jsonl"), []byte(broken), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func annotate(t testing.TB, c Config, paths ...string) (records string, letters []string) {
	t.Helper()
	var b bytes.Buffer
	_, err := Annotate(t.Context(), c, paths, &b, func(l Letter) { letters = append(letters, l.String()) })
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), letters
}

func TestWorkersChangeNoByte(t *testing.T) {
	dir := dump(t)
	want, wantLetters := annotate(t, Config{Jobs: 1}, dir)
	if n := strings.Count(want, "\n"); n < 16 {
		t.Fatalf("only %d records", n)
	}
	if len(wantLetters) != 2 { // the broken line, and the id that is there twice
		t.Errorf("letters %q", wantLetters)
	}
	for _, jobs := range []int{1, 2, 8} {
		got, letters := annotate(t, Config{Jobs: jobs}, dir)
		if got != want || !slices.Equal(letters, wantLetters) {
			t.Errorf("%d workers give other bytes", jobs)
		}
	}
}

// TestOrderOfInputs holds that a record does not depend on its neighbours' order.
func TestOrderOfInputs(t *testing.T) {
	t.Chdir(dump(t))
	files, err := filepath.Glob("*")
	if err != nil {
		t.Fatal(err)
	}
	sorted := func(records string) []string {
		lines := strings.Split(records, "\n")
		slices.Sort(lines)
		return lines
	}
	all, _ := annotate(t, Config{}, files...)
	want := sorted(all)
	r := rand.New(rand.NewPCG(7, 7))
	for range 3 {
		r.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		got, _ := annotate(t, Config{}, files...)
		if !slices.Equal(sorted(got), want) {
			t.Fatalf("the order %v changes records", files)
		}
	}
}

// TestSampleIsSound checks the properties of every span on the sample corpus.
func TestSampleIsSound(t *testing.T) {
	all := corpus.DefaultLayers | corpus.LayersOf(corpus.LayerTokens, corpus.LayerDropped, corpus.LayerOrigin)
	n := 0
	_, err := Each(t.Context(), Config{Layers: all}, []string{dump(t)}, func(Letter) {}, func(d *corpus.Document) error {
		n++
		return d.Check()
	})
	if err != nil || n < 16 {
		t.Errorf("%d documents, %v", n, err)
	}
}

func TestLayersSaveNothingElse(t *testing.T) {
	dir := dump(t)
	full, _ := annotate(t, Config{}, dir)
	part, _ := annotate(t, Config{Layers: corpus.LayersOf(corpus.LayerText, corpus.LayerDates)}, dir)
	dates := func(records string) (out [][]corpus.Date) {
		for line := range strings.Lines(records) {
			d, err := corpus.Decode([]byte(line))
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, d.Dates)
		}
		return out
	}
	a, b := dates(full), dates(part)
	if fmt.Sprint(a) != fmt.Sprint(b) {
		t.Error("dates differ when fewer layers are asked for")
	}
	if strings.Contains(part, `"events"`) || strings.Contains(part, `"entities"`) {
		t.Error("layers are printed that nobody asked for")
	}
}

func items(n int) func(func(*read.Item, error) bool) {
	return func(yield func(*read.Item, error) bool) {
		for it, err := range read.Open([]string{"-"}, read.Options{Stdin: lines(n)}) {
			if !yield(it, err) {
				return
			}
		}
	}
}

func lines(n int) *strings.Reader {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"id\":\"%d\",\"text\":\"t\"}\n", i)
	}
	return strings.NewReader(b.String())
}

func TestFlowKeepsOrder(t *testing.T) {
	var got []string
	f := Flow{Jobs: 8, Work: func(it *read.Item) (*corpus.Document, error) {
		d, err := it.Document()
		if err == nil && d.ID[len(d.ID)-1] == '3' {
			time.Sleep(time.Millisecond)
		}
		return d, err
	}}
	err := f.Run(t.Context(), items(500), func(r Result) error {
		got = append(got, r.Document.ID)
		return nil
	})
	if err != nil || len(got) != 500 {
		t.Fatalf("%d results, %v", len(got), err)
	}
	for i, id := range got {
		if id != fmt.Sprint(i) {
			t.Fatalf("result %d is document %s", i, id)
		}
	}
}

func TestFlowSurvivesPanicsAndTimeouts(t *testing.T) {
	var letters []string
	documents := 0
	over := make(chan struct{})
	defer close(over)
	// Long enough for the other records on any machine; the slow one takes longer than any time.
	f := Flow{Jobs: 2, Timeout: time.Second, Work: func(it *read.Item) (*corpus.Document, error) {
		d, err := it.Document()
		if err != nil {
			return nil, err
		}
		switch d.ID {
		case "3":
			panic("boom")
		case "5":
			<-over
		}
		return d, nil
	}}
	err := f.Run(t.Context(), items(10), func(r Result) error {
		if r.Letter != nil {
			letters = append(letters, r.Letter.String())
		} else {
			documents++
		}
		return nil
	})
	if err != nil || documents != 8 || len(letters) != 2 {
		t.Fatalf("%d documents, letters %q, %v", documents, letters, err)
	}
	if !strings.Contains(letters[0], "panic: boom") || !strings.Contains(letters[1], "not done after 1s") {
		t.Errorf("letters %q", letters)
	}
}

func TestFlowStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	f := Flow{Jobs: 2, Work: func(it *read.Item) (*corpus.Document, error) { return it.Document() }}
	n := 0
	err := f.Run(ctx, items(100_000), func(Result) error {
		if n++; n == 10 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || n > 1000 {
		t.Errorf("%d results after the stop, %v", n, err)
	}
	full := errors.New("disk full")
	if err := f.Run(t.Context(), items(1000), func(Result) error { return full }); !errors.Is(err, full) {
		t.Errorf("the sink's error is %v", err)
	}
}

func TestRunWritesADataset(t *testing.T) {
	dir, out := dump(t), filepath.Join(t.TempDir(), "new", "dataset")
	man, err := Run(t.Context(), Config{}, []string{dir}, out, "test")
	if err != nil {
		t.Fatal(err)
	}
	if man.Counts.Documents < 16 || man.Counts.Refused != 1 || man.Counts.Events == 0 || man.Counts.Quotes == 0 {
		t.Errorf("counts %+v", man.Counts)
	}
	data, err := os.ReadFile(filepath.Join(out, ManifestFile))
	if err != nil {
		t.Fatal(err)
	}
	var read Manifest
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	for _, table := range read.Tables {
		data, err := os.ReadFile(filepath.Join(out, table.Name))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Count(data, []byte("\n")) != table.Rows || int64(len(data)) != table.Bytes {
			t.Errorf("%s does not fit the manifest", table.Name)
		}
		last := ""
		for line := range strings.Lines(string(data)) {
			var row struct{ ID string }
			if err := json.Unmarshal([]byte(line), &row); err != nil {
				t.Fatalf("%s: %v", table.Name, err)
			}
			if row.ID < last {
				t.Errorf("%s: %s comes after %s", table.Name, row.ID, last)
			}
			last = row.ID
		}
	}
}

func TestAnInterruptedRunLeavesTheOldDataset(t *testing.T) {
	dir, out := dump(t), t.TempDir()
	if _, err := Run(t.Context(), Config{}, []string{dir}, out, "test"); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(out, DocumentsFile))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Run(ctx, Config{}, []string{dir}, out, "test"); !errors.Is(err, context.Canceled) || !errors.Is(err, ErrDirty) {
		t.Errorf("error %v", err)
	}
	after, _ := os.ReadFile(filepath.Join(out, DocumentsFile))
	if !bytes.Equal(before, after) {
		t.Error("the dataset changed")
	}
	if left, _ := filepath.Glob(filepath.Join(out, ".*")); len(left) > 0 {
		t.Errorf("%q is left", left)
	}
	fresh := filepath.Join(t.TempDir(), "fresh")
	man, err := Run(ctx, Config{}, []string{dir}, fresh, "test")
	if !errors.Is(err, context.Canceled) || !man.Interrupted {
		t.Errorf("interrupted %v, %v", man.Interrupted, err)
	}
}

func TestRenamedDocuments(t *testing.T) {
	key := func(id, path, content string) keys {
		k := keys{id: id, source: corpus.Source{Path: path, SHA256: content}}
		k.quotes = []duplicates.Quotation{{ID: "local", Count: 9, Words: [2]uint64{1, 2}}}
		return k
	}
	all := []keys{key("x", "b", "22"), key("x", "a", "11"), key("x", "c", "22"), key("y", "d", "33")}
	ids := reduce(all)
	if ids.documents[1].id != "x" || ids.documents[3].id != "y" {
		t.Errorf("the first by path lost its id: %+v", ids.documents)
	}
	seen := map[string]bool{}
	for _, d := range ids.documents {
		if seen[d.id] {
			t.Errorf("id %s twice", d.id)
		}
		seen[d.id] = true
	}
	if len(ids.letters) != 2 || len(ids.quotes) != 4 {
		t.Errorf("%d letters, %d quotations", len(ids.letters), len(ids.quotes))
	}
	slices.Reverse(all)
	again := reduce(all)
	for i := range all {
		if again.documents[i].id != ids.documents[len(all)-1-i].id {
			t.Error("another order gives other ids")
		}
	}
}

func TestSpoolGoesToDisk(t *testing.T) {
	s := spool{layers: corpus.DefaultLayers}
	defer s.close()
	big := strings.Repeat("word ", spoolMemory/5/2)
	for i := range 5 {
		if err := s.add(&corpus.Document{ID: fmt.Sprint(i), Text: big}); err != nil {
			t.Fatal(err)
		}
	}
	if s.file == nil || len(s.docs) == 0 {
		t.Fatalf("%d documents in memory, file %v", len(s.docs), s.file)
	}
	n := 0
	for d, err := range s.all() {
		if err != nil {
			t.Fatal(err)
		}
		if d.ID != fmt.Sprint(n) || d.Text != big {
			t.Errorf("document %d reads back as %s", n, d.ID)
		}
		n++
	}
	if n != 5 {
		t.Errorf("%d documents", n)
	}
}

// TestSpoolKeepsWhatIsNotPrinted holds that a document is the same after the
// temporary file as in memory, whatever layers are printed: events name their
// quotations, and the tables list events.
func TestSpoolKeepsWhatIsNotPrinted(t *testing.T) {
	text := "Ann Lee said: \u201cWe met.\u201d"
	made := func() *corpus.Document {
		met := corpus.Phrase{Span: corpus.Span{Start: 20, End: 23}, Text: text[20:23]}
		d := &corpus.Document{ID: "a", Text: text, Sentences: []corpus.Sentence{{Span: corpus.Span{End: len(text)}}},
			Quotes: []corpus.Quote{{ID: "q", Span: corpus.Span{Start: 14, End: len(text)}, Text: text[14:]}},
			Events: []corpus.Event{{ID: "e", Type: corpus.Consult, Trigger: met, Sentence: corpus.Span{End: len(text)}, Quote: "q"}}}
		corpus.AssignIDs(d)
		return d
	}
	for _, layers := range []corpus.Layers{corpus.LayersOf(corpus.LayerEvents), corpus.LayersOf(corpus.LayerMain), corpus.DefaultLayers} {
		s := spool{layers: layers, text: spoolMemory}
		defer s.close()
		if err := s.add(made()); err != nil {
			t.Fatal(err)
		}
		if s.file == nil {
			t.Fatal("the document stayed in memory")
		}
		for d, err := range s.all() {
			if err != nil {
				t.Fatal(err)
			}
			corpus.AssignIDs(d)
			if want := made(); len(d.Events) != 1 || d.Events[0].Quote != want.Quotes[0].ID || d.Events[0].ID != want.Events[0].ID {
				t.Errorf("layers %v: events read back as %+v", layers, d.Events)
			}
		}
	}
}

func TestProgress(t *testing.T) {
	for _, c := range []struct {
		style ProgressStyle
		after time.Duration
		want  string
	}{
		{ProgressPlain, 20 * time.Second, "1 documents, 0/s, 1 refused, 25%, 1m0s left\n1 documents, 0/s, 1 refused, 20s\n"},
		{ProgressPlain, 2 * time.Second, "1 documents, 0/s, 1 refused, 2s\n"},
		{ProgressQuiet, 20 * time.Second, "1 documents, 0/s, 1 refused, 25%, 1m0s left\n1 documents, 0/s, 1 refused, 20s\n"},
		{ProgressQuiet, 2 * time.Second, ""},
		{ProgressLine, 20 * time.Second, "\r1 documents, 0/s, 1 refused, 25%, 1m0s left\r1 documents, 0/s, 1 refused, 20s           \n"},
	} {
		var b bytes.Buffer
		p := NewProgress(&b, c.style, 100)
		now := time.Unix(0, 0)
		p.now = func() time.Time { return now }
		p.start, p.shown = now, now
		p.read(10)
		p.add(Result{})
		now = now.Add(c.after)
		p.read(15)
		p.add(Result{Letter: &Letter{}})
		p.Done()
		if b.String() != c.want {
			t.Errorf("style %d after %v: got %q, want %q", c.style, c.after, b.String(), c.want)
		}
	}
}

func BenchmarkMap(b *testing.B) {
	dir := dump(b)
	m, err := Config{}.mapper()
	if err != nil {
		b.Fatal(err)
	}
	var items []*read.Item
	var size int64
	for it, err := range read.Open([]string{dir}, read.Options{}) {
		if err == nil {
			items = append(items, it)
			size += it.Size()
		}
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, it := range items {
			if _, err := m.document(it); err != nil {
				b.Fatal(err)
			}
		}
	}
}
