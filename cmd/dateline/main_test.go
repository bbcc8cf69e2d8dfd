package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// full is a disk that has room for so many bytes.
type full struct{ left int }

var errFull = errors.New("no space left on device")

func (f *full) Write(p []byte) (int, error) {
	if n := f.left; n < len(p) {
		f.left = 0
		return n, errFull
	}
	f.left -= len(p)
	return len(p), nil
}

// TestStandardOutputIsWhole holds that no command ends well, or with an answer, when its output could not be
// written.
func TestStandardOutputIsWhole(t *testing.T) {
	dir := t.TempDir()
	in, set := filepath.Join(dir, "in.jsonl"), filepath.Join(dir, "set")
	if err := os.WriteFile(in, []byte(`{"id":"a","published":"2021-06-15","text":"President Ann Lee of Ghana met Prime Minister Tom Berg of Norway in Accra on Monday."}`), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := run([]string{"run", in, "-o", set}, strings.NewReader(""), &out, &errs); code != exitFine {
		t.Fatal(code, errs.String())
	}
	for _, args := range []string{"actors why ann-lee tom-berg SET", "actors why Yatsenyuk Jazenjuk", "actors list SET", "actors list", "export --columns", "export SET --format ftm -o -", "schema", "version",
		"help", "query SET", "query SET --format jsonl", "show SET", "explain a SET", "diff SET SET", "score --gold SET SET", "annotate IN", "run IN -o SET", "actors resolve IN", "golden check --dir ../../golden/cases nobel-peace"} {
		fields := strings.Fields(args)
		for i, f := range fields {
			switch f {
			case "SET":
				fields[i] = set
			case "IN":
				fields[i] = in
			}
		}
		errs.Reset()
		if code := run(fields, strings.NewReader(""), &full{10}, &errs); code != exitNothing || !strings.Contains(errs.String(), errFull.Error()) {
			t.Errorf("%s: exit status %d, %s", args, code, errs.String())
		}
	}
}
