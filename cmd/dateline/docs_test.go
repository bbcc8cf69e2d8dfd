package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the outputs in the docs again")

// TestDocs runs what README.md, CONTRIBUTING.md and docs/*.md show. In a block marked "console",
// a line "$ …" is run in one scratch directory a file, where the sample corpus stands
// as "articles"; the lines up to the next "$" are its output. A command in a comment,
// "<!-- $ … -->", is run as well, and what stands up to "<!-- end -->" is its output, as Markdown. "$ make …" is not run,
// but the target must exist. "$ duckdb …" is run where .ci/test has installed DuckDB, which says so where it could not.
func TestDocs(t *testing.T) {
	root, files := docs(t)
	bin := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// The test binary runs as the command when it is called by that name.
	for _, name := range []string{"dateline", "sqlite3"} {
		if err := os.Symlink(self, filepath.Join(bin, name)); err != nil {
			t.Fatal(err)
		}
	}
	duckdb := filepath.Join(root, ".ci", "duckdb")
	if _, err := os.Stat(filepath.Join(duckdb, "node_modules")); err != nil {
		duckdb = ""
		t.Log("no DuckDB: what the docs show of it is not run")
	} else {
		script := fmt.Sprintf("#!/bin/sh\nexec node '%s' \"$@\"\n", filepath.Join(duckdb, "duckdb.mjs"))
		if err := os.WriteFile(filepath.Join(bin, "duckdb"), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	path := "PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH")
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			runPage(t, root, file, path, duckdb != "")
		})
	}
}

// runPage runs the commands of a page, with path as an environment variable, and compares what they print, or with -update writes it there.
func runPage(t *testing.T, root, file, path string, duckdb bool) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "articles"), os.DirFS(filepath.Join(root, "corpus/sample/articles"))); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	lines := strings.SplitAfter(string(text), "\n")
	inside := false
	for i := 0; i < len(lines); {
		line := lines[i]
		out.WriteString(line)
		i++
		switch {
		case strings.HasPrefix(line, "```"):
			inside = !inside && strings.TrimSpace(line) == "```console"
		case !inside && strings.HasPrefix(line, rendered):
			shown := ""
			for i < len(lines) && lines[i] != renderedEnd {
				shown += lines[i]
				i++
			}
			if i == len(lines) {
				t.Fatalf("%s: no end of %s", file, line)
			}
			got := "\n" + shell(dir, path, strings.TrimSuffix(strings.TrimSpace(line[len(rendered):]), " -->")) + "\n"
			if got != shown && !*update {
				t.Errorf("%s: %s\nshows\n%sprints\n%s", file, line, shown, got)
			}
			out.WriteString(got)
		case inside && strings.HasPrefix(line, "$ make "):
			target := strings.Fields(line)[2]
			if err := exec.Command("make", "-C", root, "-n", target).Run(); err != nil {
				t.Errorf("%s:%d: make %s: %v", file, i, target, err)
			}
		case inside && strings.HasPrefix(line, "$ "):
			shown := ""
			for i < len(lines) && !strings.HasPrefix(lines[i], "$ ") && !strings.HasPrefix(lines[i], "```") {
				shown += lines[i]
				i++
			}
			if !duckdb && strings.HasPrefix(line, "$ duckdb ") {
				out.WriteString(shown)
				continue
			}
			got := shell(dir, path, strings.TrimSpace(line[2:]))
			if got != shown && !*update {
				t.Errorf("%s:%d: %s\nshows\n%sprints\n%s", file, i, line, shown, got)
			}
			out.WriteString(got)
		}
	}
	if *update && out.String() != string(text) {
		if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// What stands around the output of a command that is Markdown.
const (
	rendered    = "<!-- $ "
	renderedEnd = "<!-- end -->\n"
)

// docs are the root of the sources and the pages whose commands are run.
func docs(t *testing.T) (root string, files []string) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	files, err = filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	return root, append(files, filepath.Join(root, "README.md"), filepath.Join(root, "CONTRIBUTING.md"))
}

// progressLine is what a run of more than ten seconds prints on a machine that is busy.
var progressLine = regexp.MustCompile(`(?m)^\d+ documents, \d+/s.*\n`)

// shell runs a command line and returns what it prints, but for lines of progress, with its exit status if
// that is not 0.
func shell(dir, path, line string) string {
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), path)
	out, err := cmd.CombinedOutput()
	if err != nil {
		out = fmt.Appendf(out, "[%v]\n", err)
	}
	out = progressLine.ReplaceAll(out, nil)
	if len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	return string(out)
}
