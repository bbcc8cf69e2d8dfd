package dateline

import (
	"os/exec"
	"strings"
	"testing"
)

// Apache Beam is a dependency of pipeline/beam, a module of its own, and of nothing in this one.
func TestNoBeam(t *testing.T) {
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := sources.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if strings.Contains(line, "apache/beam") {
				t.Errorf("%s: %s", name, line)
			}
		}
	}
	out, err := exec.Command("go", "list", "-deps", "-test", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	packages := strings.Fields(string(out))
	if len(packages) < 100 {
		t.Fatalf("go list names %d packages only", len(packages))
	}
	for _, p := range packages {
		if strings.Contains(p, "apache/beam") || strings.HasSuffix(p, "pipeline/beam") {
			t.Errorf("the core depends on %s", p)
		}
	}
}
