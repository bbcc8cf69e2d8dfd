package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/read"
)

func TestFamily(t *testing.T) {
	for id, want := range map[string]string{
		"": "", "a": "a", "a~": "a~", "a~0123abcd": "a", "a~0123abcd~00000000": "a", "a~0123abcg": "a~0123abcg",
		"a~0123ABCD": "a~0123ABCD", "~01234567": "", "a~012345678": "a~012345678",
	} {
		if got := Family(id); got != want {
			t.Errorf("%q is of %q, want %q", id, got, want)
		}
	}
}

// However documents are named, those whose ids meet in a register are of one family.
func TestFamilyOfRenamed(t *testing.T) {
	var all Register
	a, _ := all.Enter("a", source("1"))
	b, letter := all.Enter("a", source("2"))
	if a != "a" || letter == nil || b == "a" || Family(b) != "a" {
		t.Errorf("%q, %q, %v", a, b, letter)
	}
	c, letter := all.Enter(b, source("3"))
	if letter == nil || c == b || Family(c) != "a" {
		t.Errorf("%q wished for %q: %v", c, b, letter)
	}
}

// cutUp writes the tables of a dataset in two shards each, every other row in one.
func cutUp(t *testing.T, dataset string) string {
	t.Helper()
	dir := t.TempDir()
	man, err := ReadManifest(dataset)
	if err != nil {
		t.Fatal(err)
	}
	var shards []ManifestTable
	for _, table := range man.Tables {
		parts := make([][]byte, 2)
		rows := [2]int{}
		of := 2
		if table.Name == InputsFile || table.Name == ErrorsFile {
			of = 1
		}
		n := 0
		for line, err := range Lines(filepath.Join(dataset, table.Name)) {
			if err != nil {
				t.Fatal(err)
			}
			parts[n%of] = append(parts[n%of], line.Text...)
			rows[n%of]++
			n++
		}
		for i := range of {
			name := ShardFile(table.Name, i, of)
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, parts[i], 0o644); err != nil {
				t.Fatal(err)
			}
			sum, err := fileDigest(path)
			if err != nil {
				t.Fatal(err)
			}
			shards = append(shards, ManifestTable{name, rows[i], int64(len(parts[i])), sum})
		}
	}
	man.Tables = shards
	data, err := json.Marshal(man)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, ManifestFile), data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestJoin(t *testing.T) {
	in, whole := t.TempDir(), t.TempDir()
	var lines strings.Builder
	for i := range 30 {
		fmt.Fprintf(&lines, "{\"id\":\"d%d\",\"published\":\"2021-06-%02d\",\"text\":\"President Hollande met Chancellor Angela Merkel in Paris on Monday. \\\"We agree on all of number %d,\\\" he said.\"}\n", i, 1+i%28, i)
	}
	lines.WriteString("{broken\n")
	if err := os.WriteFile(filepath.Join(in, "d.jsonl"), []byte(lines.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(context.Background(), Config{}, []string{in}, whole, "test"); err != nil {
		t.Fatal(err)
	}
	shards, joined := cutUp(t, whole), t.TempDir()
	if _, err := Join(context.Background(), shards, joined); err != nil {
		t.Fatal(err)
	}
	for _, name := range datasetFiles {
		a, err := os.ReadFile(filepath.Join(whole, name))
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(joined, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s is not what the run wrote", name)
		}
	}

	// A shard that is not what the manifest says is found, and no dataset is written.
	name := ShardFile(EventsFile, 1, 2)
	data, err := os.ReadFile(filepath.Join(shards, name))
	if err != nil {
		t.Fatal(err)
	}
	for what, bad := range map[string][]byte{
		"a row is missing":   data[:bytes.LastIndexByte(data[:len(data)-1], '\n')+1],
		"a byte has changed": bytes.Replace(data, []byte(`"type"`), []byte(`"tipe"`), 1),
		"a row is no JSON":   append([]byte("{\n"), data...),
		"out of order":       append(bytes.Clone(data), data...),
	} {
		if err := os.WriteFile(filepath.Join(shards, name), bad, 0o644); err != nil {
			t.Fatal(err)
		}
		to := t.TempDir()
		if _, err := Join(context.Background(), shards, to); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: the error is %v", what, err)
		}
		if _, err := os.Stat(filepath.Join(to, ManifestFile)); err == nil {
			t.Errorf("%s: a dataset was written", what)
		}
	}

	// So is a row that is wrong in a shard that is what the manifest says.
	man, err := ReadManifest(shards)
	if err != nil {
		t.Fatal(err)
	}
	rows := bytes.SplitAfter(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
	rows[len(rows)-1] = append(bytes.Clone(rows[len(rows)-1]), '\n')
	for what, bad := range map[string][][]byte{
		":1: unexpected EOF":     append([][]byte{[]byte("{\n")}, rows...),
		"stands behind":          append(slices.Clone(rows), rows...),
		"not what its manifest ": append(slices.Clone(rows), []byte("\n")),
	} {
		text := bytes.Join(bad, nil)
		if err := os.WriteFile(filepath.Join(shards, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
		sum, err := fileDigest(filepath.Join(shards, name))
		if err != nil {
			t.Fatal(err)
		}
		for i := range man.Tables {
			if man.Tables[i].Name == name {
				man.Tables[i] = ManifestTable{name, len(bad), int64(len(text)), sum}
			}
		}
		sealed, err := man.Encode()
		if err == nil {
			err = os.WriteFile(filepath.Join(shards, ManifestFile), sealed, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Join(context.Background(), shards, t.TempDir()); err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: the error is %v", what, err)
		}
	}
	if _, err := Join(context.Background(), whole, t.TempDir()); err == nil {
		t.Error("a dataset that is not in shards was joined")
	}
}

// A parcel with its identity gives the rows that a run writes; one of another document is refused.
func TestWorkerRefusesForeignIdentity(t *testing.T) {
	w, err := NewWorker(Config{})
	if err != nil {
		t.Fatal(err)
	}
	e := read.Entry{Path: "d.jsonl", Rel: "d.jsonl"}
	n := 0
	for it, err := range w.Items(e, strings.NewReader(`{"id":"a","text":"Angela Merkel met Francois Hollande in Paris."}`+"\n"), Shard{}, nil) {
		r := w.Map(it, err)
		if r.Value == nil {
			t.Fatalf("%+v", r)
		}
		n++
		if _, err := w.Rows(r.Value, Identity{ID: "a"}); err == nil {
			t.Error("an identity without actors was taken")
		}
	}
	if n != 1 {
		t.Errorf("%d items", n)
	}
}

func source(sum string) corpus.Source { return corpus.Source{Path: "p", SHA256: sum} }
