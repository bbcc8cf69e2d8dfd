package pipeline

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/pack"
	"dateline/corpus/read"
	"dateline/corpus/sample"
	"dateline/corpus/spill"
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
	f := Flow[*corpus.Document]{Jobs: 8, Work: func(it *read.Item) (*corpus.Document, error) {
		d, err := it.Document()
		if err == nil && d.ID[len(d.ID)-1] == '3' {
			time.Sleep(time.Millisecond)
		}
		return d, err
	}}
	err := f.Run(t.Context(), items(500), func(r Result[*corpus.Document]) error {
		got = append(got, r.Value.ID)
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
	f := Flow[*corpus.Document]{Jobs: 2, Timeout: time.Second, Work: func(it *read.Item) (*corpus.Document, error) {
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
	err := f.Run(t.Context(), items(10), func(r Result[*corpus.Document]) error {
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
	f := Flow[*corpus.Document]{Jobs: 2, Work: func(it *read.Item) (*corpus.Document, error) { return it.Document() }}
	n := 0
	err := f.Run(ctx, items(100_000), func(Result[*corpus.Document]) error {
		if n++; n == 10 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || n > 1000 {
		t.Errorf("%d results after the stop, %v", n, err)
	}
	// A source that never gives anything does not hold up the end.
	ctx, cancel = context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	silent, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	defer writer.Close()
	err = f.Run(ctx, read.Open([]string{"-"}, read.Options{Stdin: silent}), func(Result[*corpus.Document]) error { return nil })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
	full := errors.New("disk full")
	if err := f.Run(t.Context(), items(1000), func(Result[*corpus.Document]) error { return full }); !errors.Is(err, full) {
		t.Errorf("the sink's error is %v", err)
	}
}

func TestRunWritesADataset(t *testing.T) {
	dir, out := dump(t), filepath.Join(t.TempDir(), "new", "dataset")
	outcome, err := Run(t.Context(), Config{}, []string{dir}, out, "test")
	if err != nil {
		t.Fatal(err)
	}
	man := outcome.Manifest
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
	before := files(t, out)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Run(ctx, Config{Fresh: true}, []string{dir}, out, "test"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if !maps.Equal(before, files(t, out)) {
		t.Error("the dataset changed")
	}
	if left, _ := filepath.Glob(filepath.Join(out, ".*.tmp")); len(left) > 0 {
		t.Errorf("%q is left", left)
	}
}

func TestRenamedDocuments(t *testing.T) {
	source := func(path, content string) corpus.Source { return corpus.Source{Path: path, SHA256: content} }
	wishes := []mapped{{ID: "x", Source: source("b", "22")}, {ID: "x", Source: source("a", "11")}, {ID: "x", Source: source("c", "22")}, {ID: "y", Source: source("d", "33")},
		{ID: "x~785f3ec7", Source: source("e", "44")}, {ID: "z", Source: source("f", "1")}, {ID: "z", Source: source("g", "2")}}
	wishes[6].Source.Capture = true
	settle := func(order []mapped) (ids map[string]string, letters []string) {
		var log spill.Log
		defer log.Close()
		for i := range order {
			if _, err := log.Add(pack.Append(nil, &order[i])); err != nil {
				t.Fatal(err)
			}
		}
		r := reduction{report: func(l Letter) { letters = append(letters, l.String()) }}
		defer r.close()
		if err := r.settle(&log); err != nil {
			t.Fatal(err)
		}
		ids = map[string]string{}
		last := ""
		for d, err := range r.documents() {
			if err != nil || d.ID <= last {
				t.Fatalf("%q after %q, %v", d.ID, last, err)
			}
			last = d.ID
			ids[d.Mapped.Source.Path] = d.ID
		}
		slices.Sort(letters)
		return ids, letters
	}
	ids, letters := settle(wishes)
	if len(ids) != len(wishes) || ids["a"] != "x" || ids["d"] != "y" || ids["f"] != "z" || !strings.HasPrefix(ids["g"], "z~") {
		t.Errorf("ids %v", ids)
	}
	if len(letters) < 2 || strings.Contains(strings.Join(letters, "\n"), `"z"`) { // a capture is no error
		t.Errorf("letters %q", letters)
	}
	slices.Reverse(wishes)
	again, lettersAgain := settle(wishes)
	if !maps.Equal(ids, again) || !slices.Equal(letters, lettersAgain) {
		t.Error("another order gives other ids")
	}
}

func TestSortable(t *testing.T) {
	words := []string{"", "a", "a\x00", "a\x00\x00", "a\x00b", "a\x01", "ab", "b"}
	for i, x := range words {
		for j, y := range words {
			for _, tail := range []string{"\x00", "\xff"} {
				got := bytes.Compare(append(sortable(nil, x), tail...), append(sortable(nil, y), "m"...))
				if want := cmp.Compare(i, j); i != j && got != want {
					t.Errorf("%q and %q compare as %d, want %d", x, y, got, want)
				}
			}
		}
	}
}

// TestPartsAreWhole holds that no layer is forgotten between map and reduce.
func TestPartsAreWhole(t *testing.T) {
	known := map[string]bool{"ID": true, "Source": true, "DuplicateOf": true, "Raw": true, "Asked": true} // not a document's own, or used up
	for _, part := range []reflect.Type{reflect.TypeFor[textPart](), reflect.TypeFor[layersPart](), reflect.TypeFor[wordsPart](), reflect.TypeFor[eventsPart]()} {
		for i := range part.NumField() {
			known[part.Field(i).Name] = true
		}
	}
	d := reflect.TypeFor[corpus.Document]()
	for i := range d.NumField() {
		if !known[d.Field(i).Name] {
			t.Errorf("Document.%s is in no part", d.Field(i).Name)
		}
	}
}

func TestProgress(t *testing.T) {
	for _, c := range []struct {
		style ProgressStyle
		after time.Duration
		want  string
	}{
		{ProgressPlain, 20 * time.Second, "1 documents, 0/s, 1 refused, 25%, 1m0s left\n1 documents, 0/s, 1 refused, writing 100%, 0s left\n1 documents, 0/s, 1 refused, 20s\n"},
		{ProgressPlain, 2 * time.Second, "1 documents, 0/s, 1 refused, 2s\n"},
		{ProgressQuiet, 20 * time.Second, "1 documents, 0/s, 1 refused, 25%, 1m0s left\n1 documents, 0/s, 1 refused, writing 100%, 0s left\n1 documents, 0/s, 1 refused, 20s\n"},
		{ProgressQuiet, 2 * time.Second, ""},
		{ProgressLine, 20 * time.Second, "\r1 documents, 0/s, 1 refused, 25%, 1m0s left\r1 documents, 0/s, 1 refused, writing 100%, 0s left\r1 documents, 0/s, 1 refused, 20s                  \n"},
	} {
		var b bytes.Buffer
		p := NewProgress(&b, c.style, 100)
		now := time.Unix(0, 0)
		p.now = func() time.Time { return now }
		p.start, p.shown = now, now
		p.read(10)
		p.add(false)
		now = now.Add(c.after)
		p.read(15)
		p.add(true)
		p.enter("writing")
		now = now.Add(c.after)
		p.step()
		now = now.Add(-c.after)
		p.Done()
		if b.String() != c.want {
			t.Errorf("style %d after %v: got %q, want %q", c.style, c.after, b.String(), c.want)
		}
	}
}

func BenchmarkMap(b *testing.B) {
	dir := dump(b)
	m, err := Config{}.mapper(&scratch{})
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
