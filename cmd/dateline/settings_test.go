package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSettingsErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"jbos: 1\n", `s:1:1: no command has a flag "jbos" ("jobs"?)`},
		{"run:\n  jbos: 1\n", `s:2:3: dateline run has no flag "jbos" ("jobs"?)`},
		{"rum:\n  jobs: 1\n", `s:1:1: there is no command "rum" ("run"?)`},
		{"golden:\n  chek:\n    jobs: 1\n", `s:2:3: there is no command "golden chek" ("check"?)`},
		{"run: 3\n", "s:1:6: run is a command: its flags are expected, indented"},
		{"jobs: many\n", "s:1:7: jobs: "},
		{"doc-timeout: 3\n", "s:1:14: doc-timeout: "},
		{"jobs: [1, 2]\n", "s:1:7: jobs takes one value, not a list"},
		{"jobs: 1\njobs: 2\n", "s:2:1: "},
		{"run: [1\n", "s:1:6: "},
		{"jobs: &x 1\n", "s:1:7: a text, a number, true or false is expected"},
		{"jobs: *x\n", "s:1:7: a text, a number, true or false is expected"},
		{"- jobs\n", "s:1:1: names of flags or commands are expected"},
		{"jobs: 1\n---\njobs: 2\n", "s:3:5: a second document"},
		{"help: true\n", `s:1:1: no command has a flag "help"`},
		{"config: x\n", `s:1:9: config is a command`},
		{"? {a: b}\n: 1\n", "s:2:1: "},
	} {
		_, err := parseSettings(newRoot(), "s", []byte(c.text))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: %v, not %s", c.text, err, c.want)
		}
	}
}

// TestSettingsOrder sets one flag in all places: the command line counts most, then the environment, the
// command's own section, and the line for all commands.
func TestSettingsOrder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.yaml")
	if err := os.WriteFile(path, []byte("# ours\nrun:\n  jobs: 3\njobs: 2\nboilerplate: keep\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	jobs := func(args ...string) string {
		root := newRoot()
		cmd, rest, err := root.Find(args)
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.ParseFlags(append(rest, "--config", path)); err != nil {
			t.Fatal(err)
		}
		if err := useSettings(cmd, nil); err != nil {
			t.Fatal(err)
		}
		return cmd.Flag("jobs").Value.String()
	}
	for _, c := range []struct{ args, env, want string }{
		{"annotate", "", "2"},
		{"run", "", "3"},
		{"run", "4", "4"},
		{"run --jobs 5", "4", "5"},
	} {
		if c.env != "" {
			t.Setenv("DATELINE_JOBS", c.env)
		}
		if got := jobs(strings.Fields(c.args)...); got != c.want {
			t.Errorf("%s with %q: %s jobs, not %s", c.args, c.env, got, c.want)
		}
	}
	t.Setenv("DATELINE_JOBS", "x")
	cmd, _, _ := newRoot().Find([]string{"run"})
	if err := useSettings(cmd, nil); err == nil || !strings.HasPrefix(err.Error(), "DATELINE_JOBS: ") {
		t.Errorf("a variable that is no number: %v", err)
	}
}

// TestSettingsPrint reads what config print writes.
func TestSettingsPrint(t *testing.T) {
	var out, errs strings.Builder
	if code := run([]string{"config", "print"}, strings.NewReader(""), &out, &errs); code != exitFine {
		t.Fatal(code, errs.String())
	}
	s, err := parseSettings(newRoot(), "print", []byte(out.String()))
	if err != nil || len(s) < 100 {
		t.Errorf("%d settings, %v", len(s), err)
	}
}

// A command's name and a flag's name may be one ("actors"): the value tells them apart.
func FuzzSettings(f *testing.F) {
	f.Add("jobs: 1\nrun:\n  doc-timeout: 3s\nactors: x.tsv\nactors:\n  why: {actors: y}\n")
	f.Add("a: &b [1, *b]\n--- !!x\n? |\n  y\n: >\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := parseSettings(newRoot(), "s", []byte(text))
		if err != nil && !strings.HasPrefix(err.Error(), "s:") {
			t.Errorf("%q: no place in %v", text, err)
		}
		for _, x := range s {
			if x.flag == "" || len(x.values) == 0 && x.at == "" {
				t.Errorf("%q: %+v", text, x)
			}
		}
	})
}
