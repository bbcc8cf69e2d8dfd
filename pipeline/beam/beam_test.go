package beam

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/memfs"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"dateline/corpus/sample"
	"dateline/pipeline"
)

func TestMain(m *testing.M) {
	beam.Init()
	os.Exit(m.Run())
}

const version = "test"

// run runs the pipeline on Prism, embedded, and joins its shards.
func run(t *testing.T, o Options, paths ...string) string {
	t.Helper()
	ctx := context.Background()
	if o.Output == "" {
		o.Output = filepath.Join(t.TempDir(), "shards")
	}
	o.Version, o.TempDir = version, t.TempDir()
	p := beam.NewPipeline()
	if _, err := Build(ctx, p, o, paths); err != nil {
		t.Fatal(err)
	}
	if _, err := beam.Run(ctx, "prism", p); err != nil {
		t.Fatal(err)
	}
	shards := o.Output
	if remote(shards) {
		shards = t.TempDir()
		for e, err := range entries(ctx, []string{o.Output + "/*"}) {
			if err != nil {
				t.Fatal(err)
			}
			in, err := open(ctx, e.Path)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			b.ReadFrom(in)
			in.Close()
			put(t, filepath.Join(shards, filepath.Base(e.Path)), b.String())
		}
	}
	entries, err := os.ReadDir(shards)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".tmp") {
			t.Errorf("%s was left behind", e.Name())
		}
	}
	joined := filepath.Join(t.TempDir(), "joined")
	if _, err := pipeline.Join(ctx, shards, joined); err != nil {
		t.Fatal(err)
	}
	return joined
}

// local runs the same in one process.
func local(t *testing.T, o Options, paths ...string) string {
	t.Helper()
	ctx := context.Background()
	c, err := o.config(ctx)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "local")
	out, err := pipeline.Run(ctx, c, paths, dir, version)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the local run took %.1f s of processor time", out.Report.CPUSeconds)
	return dir
}

var files = append(pipeline.TableNames(), pipeline.ManifestFile)

// same compares two datasets byte for byte and returns the number of documents.
func same(t *testing.T, got, want string) int {
	t.Helper()
	documents := 0
	for _, name := range files {
		a, err := os.ReadFile(filepath.Join(got, name))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(want, name))
		if err != nil {
			t.Fatal(err)
		}
		if name == pipeline.DocumentsFile {
			documents = bytes.Count(b, []byte{'\n'})
		}
		if bytes.Equal(a, b) {
			continue
		}
		x, y := bytes.Split(a, []byte{'\n'}), bytes.Split(b, []byte{'\n'})
		for i := range x {
			if i >= len(y) || !bytes.Equal(x[i], y[i]) {
				other := []byte("nothing")
				if i < len(y) {
					other = y[i]
				}
				t.Errorf("%s, line %d of %d (local: %d): Beam has\n%.600s\nthe local run has\n%.600s", name, i+1, len(x), len(y), x[i], other)
				break
			}
		}
		if len(x) < len(y) {
			t.Errorf("%s: Beam has %d lines, the local run %d", name, len(x), len(y))
		}
	}
	return documents
}

func put(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// sampleDump is the sample corpus in a directory, with what else a dump has.
func sampleDump(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, sample.Articles); err != nil {
		t.Fatal(err)
	}
	return dir
}

// dirtyDump adds faults, copies and collisions to the sample corpus.
func dirtyDump(t *testing.T) string {
	t.Helper()
	dir := sampleDump(t)
	page, err := fs.ReadFile(sample.Articles, "crimea-2014.html")
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "again", "crimea-2014.html"), string(page)) // a copy with the same address
	put(t, filepath.Join(dir, "empty.html"), "")
	put(t, filepath.Join(dir, "picture.png"), "\x89PNG\x00\x01")
	article := strings.Repeat("The foreign minister of Norway met his Swedish colleague in Oslo on 3 March 2014, and both said \\\"we agree on nearly everything\\\" about the border. ", 6)
	var lines strings.Builder
	for i := range 40 {
		fmt.Fprintf(&lines, `{"id":"n%d","published":"2014-03-%02d","text":"Report %d. %s"}`+"\n", i/2, 1+i%20, i, article)
	}
	lines.WriteString("{\"id\":\"broken\n")
	lines.WriteString(`{"id":"n1~00000000","text":"A suffix of its own."}` + "\n")
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte(lines.String()))
	z.Close()
	put(t, filepath.Join(dir, "lines.jsonl.gz"), packed.String())
	var archive bytes.Buffer
	for i := range 6 {
		body := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s<!-- %d -->", page, i)
		if i == 4 {
			body = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone</p>"
		}
		z := gzip.NewWriter(&archive)
		fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/%d\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i%2, len(body), body)
		z.Close()
	}
	put(t, filepath.Join(dir, "crawl.warc.gz"), archive.String())
	return dir
}

// The built-in sample corpus gives what the local run gives, byte for byte, whatever the shards.
func TestSample(t *testing.T) {
	dir := sampleDump(t)
	if n := same(t, run(t, Options{Shards: 3}, dir), local(t, Options{}, dir)); n < 15 {
		t.Errorf("%d documents", n)
	}
}

// So does a dump with faults, copies, captures of one address and ids that are taken, cut into many
// shares of files. The faults become letters.
func TestDirtyDump(t *testing.T) {
	dir := dirtyDump(t)
	o := Options{ShareBytes: 1 << 10, MaxTextBytes: 20 << 10}
	missing := filepath.Join(dir, "missing.html")
	want := local(t, o, dir, missing)
	if n := same(t, run(t, o, dir, missing), want); n < 60 {
		t.Errorf("%d documents", n)
	}
	man, err := pipeline.ReadManifest(want)
	if err != nil {
		t.Fatal(err)
	}
	if man.Counts.Copies < 5 {
		t.Errorf("the dump has %d copies: too few to tell whether they are found", man.Counts.Copies)
	}
	// Quotations and events of the notes are those of one another.
	for _, table := range []string{pipeline.QuotesFile, pipeline.EventsFile} {
		ids := map[string]int{}
		for line, err := range pipeline.Lines(filepath.Join(want, table)) {
			var row struct {
				Quote string `json:"quote_id"`
				Event string `json:"event_id"`
			}
			if err == nil {
				err = json.Unmarshal(line.Text, &row)
			}
			if err != nil {
				t.Fatal(err)
			}
			ids[cmp.Or(row.Event, row.Quote)]++
		}
		most := 0
		for _, n := range ids {
			most = max(most, n)
		}
		if most < 10 {
			t.Errorf("%s: no id stands in more than %d rows: too few to tell whether they are found", table, most)
		}
	}
	letters, err := os.ReadFile(filepath.Join(want, pipeline.ErrorsFile))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range []string{"missing.html", "empty.html", "picture.png", "unexpected end", "stands at"} {
		if !bytes.Contains(letters, []byte(fault)) {
			t.Errorf("no letter says %q:\n%s", fault, letters)
		}
	}
}

// Inputs and output may lie on a file system of Beam's.
func TestRemote(t *testing.T) {
	err := fs.WalkDir(sample.Articles, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(sample.Articles, name)
		memfs.Write("memfs://in/"+name, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	dir := sampleDump(t)
	got := run(t, Options{Output: "memfs://out"}, "memfs://in/*")
	want := local(t, Options{}, dir)
	for _, name := range files {
		a, _ := os.ReadFile(filepath.Join(got, name))
		b, _ := os.ReadFile(filepath.Join(want, name))
		if name == pipeline.ManifestFile {
			continue // its digests are of other paths
		}
		if b = bytes.ReplaceAll(b, []byte(dir+"/"), []byte("memfs://in/")); !bytes.Equal(a, b) {
			t.Errorf("%s differs from the local run but for the paths", name)
		}
	}
}

// A folder of one's own: go test -run Folder with BENCH=DIR.
func TestFolder(t *testing.T) {
	dir := os.Getenv("BENCH")
	if dir == "" {
		t.Skip("BENCH names no folder")
	}
	t.Logf("%d documents are the same", same(t, run(t, Options{}, dir), local(t, Options{}, dir)))
}
