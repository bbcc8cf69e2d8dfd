package view

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"
	"time"

	"dateline/corpus/view/browsertest"
)

// probe frames the page at the width of a telephone and writes down what the
// browser made of it.
const probe = `<!DOCTYPE html><title>probe</title><body>
<iframe id="f" src="/page" style="width:400px;height:800px;border:0"></iframe>
<script>
document.getElementById("f").onload = function () {
  var d = this.contentDocument;
  var target = d.querySelector("a[href^='#']").getAttribute("href").slice(1);
  document.body.setAttribute("data-result", [
    "overflow=" + (d.documentElement.scrollWidth > 400),
    "triggers=" + d.querySelectorAll("article .trigger").length,
    "anchor=" + (d.getElementById(target) !== null),
    "dots=" + d.querySelectorAll("svg circle").length,
    "resources=" + this.contentWindow.performance.getEntriesByType("resource").length
  ].join(" "));
};
</script>`

// TestPageInABrowser loads a page in a real browser: it fits a narrow screen, its
// links lead somewhere, and it fetches nothing.
func TestPageInABrowser(t *testing.T) {
	browser := browsertest.Path(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		switch r.URL.Path {
		case "/probe":
			w.Write([]byte(probe))
		case "/page":
			if err := HTML(w, sample(), Style{}); err != nil {
				t.Error(err)
			}
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir="+t.TempDir(),
		"--virtual-time-budget=5000", "--dump-dom", server.URL+"/probe")
	var out, report bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &report
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &report)
	}
	if want := `data-result="overflow=false triggers=2 anchor=true dots=2 resources=0"`; !strings.Contains(out.String(), want) {
		t.Errorf("no %s in\n%s", want, &out)
	}
}
