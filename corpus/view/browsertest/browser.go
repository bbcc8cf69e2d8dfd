// Package browsertest is the browser in which tests look at pages: a Chromium, its tabs, and what is asked of
// a page in one. It is for tests only.
package browsertest

import (
	"os"
	"os/exec"
	"testing"
)

// Path is the path of a Chromium. Without one the test is skipped: .ci/test installs it, or
// says at its end that it could not.
func Path(t testing.TB) string {
	t.Helper()
	// The first has no windows to draw around the pages, which is half of the work.
	for _, name := range []string{"chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium: install the package chromium-headless-shell or chromium")
	return ""
}

// Pictures reports whether tests are to leave pictures of what they look at, for people: where BROWSER_PICTURES is set. To draw and
// pack them takes longer than all the rest.
func Pictures() bool { return os.Getenv("BROWSER_PICTURES") != "" }
