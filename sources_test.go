package dateline

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// Whatever can change an output must be among the sources.
func TestSourcesAreWhole(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", `{{if .Module}}{{if .Module.Main}}{{.ImportPath}} {{range .GoFiles}}{{.}} {{end}}{{range .EmbedFiles}}{{.}} {{end}}{{end}}{{end}}`, "./pipeline").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		dir := strings.TrimPrefix(fields[0], program().module+"/")
		for _, name := range fields[1:] {
			file := path.Join(dir, name)
			if slices.Contains([]string{".dlw", ".dln", ".bin"}, path.Ext(file)) {
				file = path.Join(path.Dir(file), "SHA256SUMS")
			}
			if _, err := fs.Stat(sources, file); err != nil {
				t.Errorf("%v: add it to the go:embed lines", err)
			}
			seen++
		}
		if got := Version(fields[0]); len(got) != 64 {
			t.Errorf("Version(%q) = %q", fields[0], got)
		}
	}
	if seen < 100 {
		t.Errorf("only %d files: go list has changed", seen)
	}
}

func TestWeightDigests(t *testing.T) {
	sums, _ := filepath.Glob("extract/*/weights/SHA256SUMS")
	sums = append(sums, "normalize/places/geonames/SHA256SUMS")
	if len(sums) < 3 {
		t.Fatalf("sums %v", sums)
	}
	for _, file := range sums {
		listed := map[string]string{}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for s := bufio.NewScanner(bytes.NewReader(data)); s.Scan(); {
			if sum, name, ok := strings.Cut(s.Text(), "  "); ok {
				listed[name] = sum
			}
		}
		found := map[string]string{}
		weights, _ := filepath.Glob(filepath.Join(filepath.Dir(file), "*.dl[wn]"))
		atlas, _ := filepath.Glob(filepath.Join(filepath.Dir(file), "*.bin"))
		for _, w := range append(weights, atlas...) {
			data, err := os.ReadFile(w)
			if err != nil {
				t.Fatal(err)
			}
			sum := sha256.Sum256(data)
			found[filepath.Base(w)] = hex.EncodeToString(sum[:])
		}
		if !maps.Equal(listed, found) {
			t.Errorf("%s is old: cd %s && sha256sum *.dl? *.bin > SHA256SUMS (the files that are there)", file, filepath.Dir(file))
		}
	}
}

// TestParts holds that the digests of code, tables and weights are told apart and follow what is imported.
func TestParts(t *testing.T) {
	fsys := func(change string) fstest.MapFS {
		out := fstest.MapFS{}
		for name, data := range map[string]string{"go.mod": "module m\n", "go.sum": "",
			"a/a.go": "package a\nimport _ \"m/b\"\n", "a/a_test.go": "package a\n", "a/data/t.tsv": "x", "a/weights/SHA256SUMS": "1",
			"b/b.go": "package b\n", "b/t.tsv": "y", "c/c.go": "package c\n"} {
			if name == change {
				data += "\n// changed\n"
			}
			out[name] = &fstest.MapFile{Data: []byte(data)}
		}
		return out
	}
	parts := func(change string) [3]string {
		code, tables, weights := newFolders(fsys(change)).parts([]string{"m/a"})
		return [3]string{code, tables, weights}
	}
	was := parts("")
	for file, want := range map[string][3]bool{"a/a.go": {true, false, false}, "b/b.go": {true, false, false}, "go.sum": {true, false, false}, "a/data/t.tsv": {false, true, false},
		"b/t.tsv": {false, true, false}, "a/weights/SHA256SUMS": {false, false, true}, "c/c.go": {}, "a/a_test.go": {}} {
		now := parts(file)
		for i := range now {
			if (now[i] != was[i]) != want[i] {
				t.Errorf("%s: part %d: %s, was %s", file, i, now[i], was[i])
			}
		}
	}
	if code, tables, weights := newFolders(fsys("")).parts([]string{"m/c"}); code == "" || tables != "" || weights != "" {
		t.Errorf("%q %q %q", code, tables, weights)
	}
	for _, stage := range []string{"dateline/extract/entities", "dateline/extract/syntax"} {
		if code, _, weights := Parts(stage); len(code) != 16 || len(weights) != 16 {
			t.Errorf("%s: code %q, weights %q", stage, code, weights)
		}
	}
}

func TestVersionFollowsImports(t *testing.T) {
	files := func(change string) fstest.MapFS {
		fsys := fstest.MapFS{}
		for name, data := range map[string]string{
			"go.mod": "module m\n\ngo 1.26\n", "go.sum": "",
			"a/a.go": "package a\n\nimport _ \"m/b\"\n", "b/b.go": "package b\n\nimport _ \"m/c/d\"\n", "c/d/d.go": "package d\n", "c/d/data/t.tsv": "t", "e/e.go": "package e\n", "b/b_test.go": "package b\n",
		} {
			if name == change {
				data += "// changed\n"
			}
			fsys[name] = &fstest.MapFile{Data: []byte(data)}
		}
		return fsys
	}
	before := newFolders(files(""))
	for change, touched := range map[string]string{"a/a.go": "a", "b/b.go": "a b", "c/d/data/t.tsv": "a b c/d", "e/e.go": "e", "b/b_test.go": "", "go.sum": "a b c/d e"} {
		after := newFolders(files(change))
		var got []string
		for _, p := range []string{"a", "b", "c/d", "e"} {
			if before.version("m/"+p) != after.version("m/"+p) {
				got = append(got, p)
			}
		}
		if !slices.Equal(got, strings.Fields(touched)) {
			t.Errorf("%s changes %q, want %s", change, got, touched)
		}
	}
	if v := before.version("other/a"); v != "" {
		t.Errorf("a package of another module has version %s", v)
	}
}
