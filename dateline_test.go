package dateline

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"dateline/corpus/write"
	"dateline/pipeline"
)

// TestDocuments reads a dataset, stops early, and is told of a directory that is none, a line that is no record and a
// changed one.
func TestDocuments(t *testing.T) {
	tmp := t.TempDir()
	dump, dir := filepath.Join(tmp, "dump.jsonl"), filepath.Join(tmp, "set")
	if err := os.WriteFile(dump, []byte(`{"id":"a","text":"They met."}`+"\n"+`{"id":"b","text":"They left."}`+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := pipeline.Run(t.Context(), pipeline.Config{}, []string{dump}, dir, Release); err != nil {
		t.Fatal(err)
	}
	read := func(dir string) (ids string, failed error) {
		for d, err := range Documents(dir) {
			if err != nil {
				return ids, err
			}
			ids += d.ID
		}
		return ids, nil
	}
	if ids, err := read(dir); ids != "ab" || err != nil {
		t.Errorf("%q, %v", ids, err)
	}
	for d := range Documents(dir) {
		if d.ID != "a" {
			t.Errorf("first is %q", d.ID)
		}
		break
	}
	if _, err := read(tmp); err == nil {
		t.Error("a directory without a manifest is read")
	}
	table := filepath.Join(dir, pipeline.DocumentsFile)
	data, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]int{"a byte within a text": len(data) - 6, "no JSON": 0} {
		damaged := append([]byte(nil), data...)
		damaged[change] ^= 1
		if err := os.WriteFile(table, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := read(dir); !errors.Is(err, write.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
