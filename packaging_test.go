package dateline

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDockerContext holds .dockerignore, which lets through what it names, against what a build needs.
func TestDockerContext(t *testing.T) {
	ignore := lines(t, ".dockerignore")
	if !ignore["*"] {
		t.Fatal(".dockerignore lets everything through")
	}
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	need := map[string]bool{"!*.go": true, "!go.mod": true, "!go.sum": true, "!Makefile": true, "!LICENSE": true, "!NOTICE": true}
	for dir := range strings.Lines(string(out)) {
		rel, err := filepath.Rel(root, strings.TrimSpace(dir))
		if err != nil {
			t.Fatal(err)
		}
		if top, _, _ := strings.Cut(filepath.ToSlash(rel), "/"); top != "." {
			need["!"+top] = true
		}
	}
	for line := range need {
		if !ignore[line] {
			t.Errorf(".dockerignore has no line %s", line)
		}
	}
	for line := range ignore {
		if line != "*" && !need[line] {
			t.Errorf(".dockerignore lets through what no build needs: %s", line)
		}
	}
}

// TestReleaseHoldsItsLinks looks whether what README.md and docs link to is in a release, which has all pages, docs and licences.
func TestReleaseHoldsItsLinks(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	link := regexp.MustCompile(`\]\(([^()\s#]+)`)
	followed := 0
	for _, page := range append(pages, "README.md") {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(data), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			followed++
			target := filepath.ToSlash(filepath.Join(filepath.Dir(page), m[1]))
			if !strings.HasPrefix(target, "docs/") && !regexp.MustCompile(`^(LICENSE|NOTICE|[A-Z]+\.md)$`).MatchString(target) {
				t.Errorf("%s links to %s, which .ci/release/build does not pack", page, target)
			}
		}
	}
	if followed < 20 {
		t.Errorf("%d links: are they read?", followed)
	}
}

// lines are the lines of a file that are not blank.
func lines(t *testing.T, file string) map[string]bool {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" {
			out[line] = true
		}
	}
	return out
}
