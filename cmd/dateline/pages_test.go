package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// notRun says of the block below it why no test runs it.
var notRun = regexp.MustCompile(`^<!-- not run: \S.* -->\n$`)

// TestNoBlockEscapes counts the code blocks of the pages whose commands are run: one that is not marked "console", in fences
// or indented, must say why in a comment above it. A block of Go must stand in the examples of the module's package.
func TestNoBlockEscapes(t *testing.T) {
	root, files := docs(t)
	examples := strings.Join(readLines(t, filepath.Join(root, "example_test.go")), "")
	consoles, programs, others := 0, 0, 0
	for _, file := range files {
		lines := readLines(t, file)
		fence, list := false, false
		excused := func(i int) bool {
			for i--; i >= 0 && lines[i] == "\n"; i-- {
			}
			return i >= 0 && notRun.MatchString(lines[i])
		}
		for i, line := range lines {
			indented := strings.HasPrefix(line, "    ")
			first := indented && (i == 0 || !strings.HasPrefix(lines[i-1], "    "))
			switch {
			case strings.HasPrefix(strings.TrimSpace(line), "```") && fence:
				fence = false
			case strings.HasPrefix(strings.TrimSpace(line), "```"):
				fence = true
				if strings.TrimSpace(line) == "```console" && !indented {
					consoles++
					if i+1 == len(lines) || !strings.HasPrefix(lines[i+1], "$ ") {
						t.Errorf("%s:%d: a console without a command", file, i+1)
					}
				} else if line == "```go\n" {
					programs++
					shown := ""
					for j := i + 1; j < len(lines) && lines[j] != "```\n"; j++ {
						shown += "\t" + lines[j]
					}
					if shown == "" || !strings.Contains(examples, shown) {
						t.Errorf("%s:%d: this program is no example of example_test.go", file, i+1)
					}
				} else if others++; !excused(i) {
					t.Errorf("%s:%d: a block that no test runs and that does not say why", file, i+1)
				}
			case fence:
			case first && !list:
				if others++; !excused(i) {
					t.Errorf("%s:%d: an indented block that no test runs and that does not say why", file, i+1)
				}
			case strings.HasPrefix(line, "- "), len(line) > 1 && unicode.IsDigit(rune(line[0])) && strings.HasPrefix(strings.TrimLeft(line, "0123456789"), ". "):
				list = true
			case line != "\n" && !strings.HasPrefix(line, " "):
				list = false
			}
		}
		if fence {
			t.Errorf("%s: a fence is open at the end", file)
		}
	}
	t.Logf("%d blocks of commands and %d of Go are run, %d say why they are not", consoles, programs, others)
	if consoles < 30 {
		t.Errorf("%d blocks with commands: are they read?", consoles)
	}
}

// link is an inline link of Markdown, or an image.
var link = regexp.MustCompile(`\]\(([^()\s]+)\)`)

// TestLinks follows the links between pages, and from pages to other files of the sources: file and heading must be there.
func TestLinks(t *testing.T) {
	root, _ := docs(t)
	followed := 0
	for _, file := range pages(t, root) {
		for n, line := range proseOf(readLines(t, file)) {
			for _, m := range link.FindAllStringSubmatch(line, -1) {
				if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
					continue
				}
				followed++
				path, heading, _ := strings.Cut(m[1], "#")
				target := file
				if path != "" {
					target = filepath.Join(filepath.Dir(file), filepath.FromSlash(path))
				}
				if _, err := os.Stat(target); err != nil {
					t.Errorf("%s:%d: %s: %v", file, n+1, m[1], err)
				} else if heading != "" && !slices.Contains(headings(readLines(t, target)), heading) {
					t.Errorf("%s:%d: %s has no heading #%s", file, n+1, target, heading)
				}
			}
		}
	}
	if followed < 30 {
		t.Errorf("%d links: are they read?", followed)
	}
}

// headings are the anchors of a page, as GitHub makes them.
func headings(lines []string) (out []string) {
	for _, line := range proseOf(lines) {
		if text, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); ok && strings.HasPrefix(line, "#") {
			out = append(out, strings.Map(func(r rune) rune {
				switch {
				case r == ' ':
					return '-'
				case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
					return unicode.ToLower(r)
				}
				return -1
			}, strings.TrimSpace(text)))
		}
	}
	return out
}

// inline is a piece of code within a sentence.
var inline = regexp.MustCompile("`([^`\n]+)`")

// TestCommandsInProse holds what sentences name as a command, its flags and targets of make against those that there are.
func TestCommandsInProse(t *testing.T) {
	root, files := docs(t)
	files = append(files, filepath.Join(root, "ARCHITECTURE.md"), filepath.Join(root, "CHANGELOG.md"))
	makefile := strings.Join(readLines(t, filepath.Join(root, "Makefile")), "")
	all := map[string]bool{}
	var collect func(c *cobra.Command)
	collect = func(c *cobra.Command) {
		c.InitDefaultHelpFlag()
		c.Flags().VisitAll(func(f *pflag.Flag) { all[f.Name] = true })
		c.PersistentFlags().VisitAll(func(f *pflag.Flag) { all[f.Name] = true })
		for _, sub := range c.Commands() {
			collect(sub)
		}
	}
	commands := newRoot()
	commands.InitDefaultHelpCmd()
	commands.InitDefaultCompletionCmd()
	collect(commands)
	looked := 0
	for _, file := range files {
		for n, line := range proseOf(readLines(t, file)) {
			for _, m := range inline.FindAllStringSubmatch(line, -1) {
				words := strings.Fields(m[1])
				switch {
				case len(words) > 1 && words[0] == "make" && words[1] != "…":
					looked++
					if !strings.Contains(makefile, "\n"+words[1]+":") {
						t.Errorf("%s:%d: `%s`: no such target", file, n+1, m[1])
					}
				case len(words) > 1 && words[0] == "dateline" && words[1] != "…" && strings.Trim(words[1], "<>ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "":
					looked++
					if fault := faultOf(commands, words[1:]); fault != "" {
						t.Errorf("%s:%d: `%s`: %s", file, n+1, m[1], fault)
					}
				case strings.HasPrefix(m[1], "--"):
					looked++
					name, _, _ := strings.Cut(words[0][2:], "=")
					if name != "" && !all[name] {
						t.Errorf("%s:%d: `%s`: no command has such a flag", file, n+1, m[1])
					}
				}
			}
		}
	}
	if looked < 100 {
		t.Errorf("%d pieces of code: are they read?", looked)
	}
	examples := 0
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		for line := range strings.Lines(c.Example) {
			if _, args, ok := strings.Cut(line, "dateline "); ok {
				examples++
				if fault := faultOf(commands, strings.Fields(args)); fault != "" {
					t.Errorf("%s --help: %s: %s", c.CommandPath(), strings.TrimSpace(line), fault)
				}
			}
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(commands)
	if examples < 20 {
		t.Errorf("%d examples of commands: are they read?", examples)
	}
}

// faultOf says what is wrong with the words behind "dateline": no such command, or a flag that it does not have.
func faultOf(commands *cobra.Command, words []string) string {
	names := words
	if i := slices.IndexFunc(names, func(s string) bool { return strings.HasPrefix(s, "-") }); i >= 0 {
		names = names[:i]
	}
	cmd, rest, err := commands.Find(alternatives(names))
	switch {
	case err != nil:
		return err.Error()
	case cmd == commands && len(names) > 0:
		return "no such command"
	case cmd.HasSubCommands() && len(rest) > 0:
		return cmd.CommandPath() + " has no command " + rest[0]
	}
	for _, w := range words {
		if name, ok := strings.CutPrefix(w, "--"); ok {
			name, _, _ = strings.Cut(name, "=")
			if cmd.Flags().Lookup(name) == nil && cmd.InheritedFlags().Lookup(name) == nil {
				return cmd.CommandPath() + " has no flag --" + name
			}
		}
	}
	return ""
}

// alternatives takes the first of "config print|check".
func alternatives(words []string) (out []string) {
	for _, w := range words {
		w, _, _ = strings.Cut(w, "|")
		out = append(out, w)
	}
	return out
}

// pages are all pages of the sources.
func pages(t *testing.T, root string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules" || d.Name() == "testdata" || d.Name() == "out" || d.Name() == "dist"):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".md"):
			out = append(out, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// proseOf is a page whose fenced blocks are empty lines.
func proseOf(lines []string) []string {
	out := make([]string, len(lines))
	fence := false
	for i, line := range lines {
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			fence = !fence
		} else if !fence {
			out[i] = line
		}
	}
	return out
}

func readLines(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.SplitAfter(string(data), "\n")
}
