package browsertest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// sound is a page against which nothing is to be said.
const sound = `<!DOCTYPE html><html lang="en"><title>Harbours</title><style>.soft { color: #666; background: #fff }</style>
<header><h1>Harbours</h1></header>
<main><h2 id="by">Quays</h2><p class="soft">One, two, three.</p><p>Four.</p><p>Five.</p><p>Six.</p>
<button>Build</button><label>Words <input></label><a href="#by">Quays</a>
<section aria-labelledby="by"><table><thead><tr><th scope="col">quay</th></tr></thead><tbody><tr><td>east</td></tr></tbody></table></section>
<img alt="a crane"><svg role="img" aria-label="a map" width="9" height="9"></svg><svg aria-hidden="true" width="9" height="9"></svg></main>`

// TestRules holds that each fault is found, and none where there is none.
func TestRules(t *testing.T) {
	var html string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(html))
	}))
	defer server.Close()
	b := Start(t, 800, 600).Tab(t, time.Minute, func(any) {})
	for _, c := range []struct{ old, new, fault string }{
		{"", "", ""},
		{` lang="en"`, "", "no language"},
		{"<title>Harbours</title>", "", "no title"},
		{`class="soft"`, `id="by" class="soft"`, "the id of two"},
		{`aria-labelledby="by"`, `aria-labelledby="nobody"`, "aria-labelledby names nothing: nobody"},
		{"<h2", "<h4", "a level is skipped"},
		{">Build<", "><", "no name: <button>"},
		{">Build<", `><span aria-hidden="true">✓</span><`, "no name: <button>"},
		{"<label>Words <input></label>", "<p>Words <input></p>", "no name: <input>"},
		{"<button>", `<style>button:focus { outline: none }</style><button>`, "the focus is not to be seen"},
		{"<header><h1>Harbours</h1></header>", "<h1>Harbours</h1>", "not one header"},
		{"<main>", "<div>", "not one main part"},
		{"<main>", "<div>Loose words.</div><main>", "outside of all landmarks"},
		{`<th scope="col">quay</th>`, "<td>quay</td>", "a table without heads"},
		{` alt="a crane"`, "", "an image without words"},
		{` aria-label="a map"`, "", "a drawing without a name"},
		{"#666", "#888", "3.54 to 1"},
	} {
		html = strings.Replace(sound, c.old, c.new, 1)
		b.Do(chromedp.Navigate("about:blank"), chromedp.Navigate(server.URL))
		found := Evaluate[string](b, accessible)
		if more := Evaluate[string](b, contrast); more != "[]" {
			found += more
		}
		if c.fault == "" && found != "[]" || !strings.Contains(found, c.fault) {
			t.Errorf("%s → %s: found %s, want %q", c.old, c.new, found, c.fault)
		}
	}
}
