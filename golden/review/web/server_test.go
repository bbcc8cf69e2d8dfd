package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/golden/decide"
	"dateline/golden/diff"
	"dateline/golden/review"
)

// record is an article with names; alter changes what was found in it.
func record(n int) *corpus.Document {
	id := fmt.Sprintf("harbour-%d", n)
	text := fmt.Sprintf("Ann Lee met Bo Ek in Oslo on Monday to talk about the harbour. The two had not spoken since the strike of %d.\n\n"+
		"“We shall build the eastern quay first,” Lee said after the meeting. Ek, who leads the dockers, did not agree: he asked for a vote of all members before any contract is signed.\n\n"+
		"The council of Bergen has promised forty million for the work. Observers expect that the money will come late, as it did when the ferry terminal was built.\n\n"+
		"A decision is due in June. Until then the cranes at Østhavn stand still.", 1990+n)
	d := &corpus.Document{ID: id, Title: "Quay first, says Lee", Text: text}
	for at := 0; at < len(text); {
		end := len(text)
		if k := strings.IndexAny(text[at:], ".\n"); k >= 0 {
			end = at + k + 1
		}
		if s := strings.TrimSpace(text[at:end]); s != "" {
			from := at + strings.Index(text[at:end], s)
			d.Sentences = append(d.Sentences, corpus.Sentence{Span: corpus.Span{Start: from, End: from + len(s)}})
		}
		at = end
	}
	for _, e := range []corpus.Entity{{Text: "Ann Lee", Type: corpus.Person, Actor: "ann-lee"}, {Text: "Bo Ek", Type: corpus.Person, Actor: "bo-ek"},
		{Text: "Oslo", Type: corpus.GPE, Actor: "oslo"}, {Text: fmt.Sprint(1990 + n), Type: corpus.EventT}} {
		at := strings.Index(text, e.Text)
		e.Span = corpus.Span{Start: at, End: at + len(e.Text)}
		d.Entities = append(d.Entities, e)
	}
	return d
}

// alter makes three changes: two that all documents share, and one of their own.
func alter(d *corpus.Document) {
	d.Entities[0].Actor = "Q4711"
	d.Entities[3].Type = corpus.Work
	d.Entities = slices.Delete(d.Entities, 1, 2)
}

func file(t testing.TB, change func(*corpus.Document)) string {
	t.Helper()
	var b bytes.Buffer
	for n := range 5 {
		d := record(n)
		change(d)
		line, err := corpus.Line(d, corpus.DefaultLayers)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
	}
	path := filepath.Join(t.TempDir(), "records.jsonl")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// fixture is a review that is served.
type fixture struct {
	*Server
	base, decisions, old string
	session              *review.Session
	stop                 func() // and wait
}

// serve serves 15 changes in 7 clusters: 0 to 4 are a name that has gone, 5 to 9 an actor who has become another.
// Decisions are in a file.
func serve(t testing.TB, decisions string) *fixture {
	t.Helper()
	old := file(t, func(*corpus.Document) {})
	r, err := diff.Compare(t.Context(), old, file(t, alter), diff.Options{Documents: true})
	if err != nil {
		t.Fatal(err)
	}
	f := over(t, r, decisions)
	f.old = old
	if f.session.Len() != 15 || f.session.NumClusters() != 7 {
		t.Fatalf("%d changes in %d clusters", f.session.Len(), f.session.NumClusters())
	}
	return f
}

func over(t testing.TB, r *diff.Result, decisions string) *fixture {
	t.Helper()
	log, err := decide.OpenLog(decisions)
	if err != nil {
		t.Fatal(err)
	}
	s, err := review.New(r, log, review.Options{Who: "ann"})
	if err != nil {
		t.Fatal(err)
	}
	v, err := Listen(s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- v.Serve(ctx) }()
	stopped := false
	stop := func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		log.Close()
		r.Close()
	}
	t.Cleanup(stop)
	return &fixture{Server: v, base: "http://" + v.host, decisions: decisions, session: s, stop: stop}
}

func decisionsFile(t testing.TB) string { return filepath.Join(t.TempDir(), "decisions.jsonl") }

// ask sends a request as the page would, but for what change does to it.
func (f *fixture) ask(t *testing.T, method, path, body string, change func(*http.Request)) (int, http.Header, string) {
	t.Helper()
	r, err := http.NewRequest(method, f.base+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(&http.Cookie{Name: "dateline-" + strings.TrimPrefix(f.host, "127.0.0.1:"), Value: f.secret})
	if method != http.MethodGet {
		r.Header.Set("Origin", f.base)
		r.Header.Set("Content-Type", "application/json")
	}
	if change != nil {
		change(r)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, answer.Header, string(text)
}

// TestWhoMayAsk tries to get in.
func TestWhoMayAsk(t *testing.T) {
	f := serve(t, decisionsFile(t))
	x, err := f.session.Change(0)
	if err != nil {
		t.Fatal(err)
	}
	write := fmt.Sprintf(`{"id":%q,"verdict":"accept"}`, x.ID)
	port := strings.TrimPrefix(f.host, "127.0.0.1:")
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) {
			r.Header.Set(name, value)
			if value == "" {
				r.Header.Del(name)
			}
		}
	}
	host := func(h string) func(*http.Request) { return func(r *http.Request) { r.Host = h } }
	for _, c := range []struct {
		name, method, path string
		change             func(*http.Request)
		want               int
	}{
		{"the page", "GET", "/", nil, 200},
		{"a module", "GET", "/page.js", nil, 200},
		{"a call", "GET", "/api/review", nil, 200},
		{"no cookie", "GET", "/", header("Cookie", ""), 403},
		{"no cookie for a module", "GET", "/page.js", header("Cookie", ""), 403},
		{"no cookie for a call", "GET", "/api/change?n=0", header("Cookie", ""), 403},
		{"no cookie, no such path", "GET", "/none", header("Cookie", ""), 403},
		{"a wrong cookie", "GET", "/", header("Cookie", "dateline-"+port+"="+strings.Repeat("0", 64)), 403},
		{"the token for a cookie", "GET", "/", header("Cookie", "dateline-"+port+"="+f.token), 403},
		{"a wrong token", "GET", "/?token=" + strings.Repeat("0", 64), nil, 403},
		{"a part of the token", "GET", "/?token=" + f.token[:63], nil, 403},
		{"the cookie for a token", "GET", "/?token=" + f.secret, header("Cookie", ""), 403},
		{"a token elsewhere", "GET", "/api/review?token=" + f.token, header("Cookie", ""), 403},
		{"the token", "GET", "/?token=" + f.token, header("Cookie", ""), 303},
		{"another name", "GET", "/", host("evil.example:" + port), 403},
		{"another name with the token", "GET", "/?token=" + f.token, host("evil.example:" + port), 403},
		{"no port", "GET", "/", host("127.0.0.1"), 403},
		{"another port", "GET", "/", host("127.0.0.1:1"), 403},
		{"localhost", "GET", "/", host("localhost:" + port), 403},
		{"a read of another page", "GET", "/api/review", header("Origin", "http://evil.example"), 403},
		{"a write of another page", "POST", "/api/decide", header("Origin", "http://evil.example"), 403},
		{"a write of another port", "POST", "/api/decide", header("Origin", "http://127.0.0.1:1"), 403},
		{"a write of https", "POST", "/api/decide", header("Origin", "https://"+f.host), 403},
		{"a write of nobody", "POST", "/api/decide", header("Origin", "null"), 403},
		{"a write without an origin", "POST", "/api/decide", header("Origin", ""), 403},
		{"a write without the cookie", "POST", "/api/decide", header("Cookie", ""), 403},
		{"a write of another name", "POST", "/api/decide", host("evil.example"), 403},
		{"a write as a form", "POST", "/api/decide", header("Content-Type", "text/plain"), 415},
		{"a write by GET", "GET", "/api/decide", nil, 405},
		{"a read by POST", "POST", "/api/review", nil, 405},
		{"the page by POST", "POST", "/", nil, 405},
		{"another method", "DELETE", "/api/decide", nil, 405},
		{"another method without an origin", "OPTIONS", "/api/decide", header("Origin", ""), 403},
		{"no such path", "GET", "/none", nil, 404},
		{"a file", "GET", "/etc/passwd", nil, 404},
		{"out of the tree", "GET", "/../../etc/passwd", nil, 404},
		{"out of the tree, hidden", "GET", "/%2e%2e/%2e%2e/etc/passwd", nil, 404},
		{"the decisions", "GET", "/decisions.jsonl", nil, 404},
		{"the folder of the page", "GET", "/page/", nil, 404},
		{"the folder of calls", "GET", "/api/", nil, 404},
		{"the source", "GET", "/server.go", nil, 404},
		{"the page by its file", "GET", "/index.html", nil, 404},
		{"two slashes", "GET", "//page.js", nil, 404},
	} {
		body := ""
		if c.method == "POST" {
			body = write
		}
		status, h, text := f.ask(t, c.method, c.path, body, c.change)
		if status != c.want {
			t.Errorf("%s: %d, want %d: %s", c.name, status, c.want, text)
		}
		if got := h.Get("Content-Security-Policy"); !strings.HasPrefix(got, "default-src 'none'; ") || strings.Contains(got, "unsafe") {
			t.Errorf("%s: policy %q", c.name, got)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "Access-Control-Allow-Origin": ""} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s: %q, want %q", c.name, name, got, want)
			}
		}
		if cookie := h.Get("Set-Cookie"); (cookie != "") != (c.want == 303) || c.want == 303 && !(strings.Contains(cookie, "HttpOnly") && strings.Contains(cookie, "SameSite=Strict")) {
			t.Errorf("%s: cookie %q", c.name, cookie)
		}
		if status != 200 && (strings.Contains(text, f.token) || strings.Contains(text, f.secret)) {
			t.Errorf("%s: a secret stands in %s", c.name, text)
		}
	}
	if p := f.session.Progress(); p.Left != 15 {
		t.Errorf("something was decided: %+v", p)
	}
	if len(f.token) < 32 || f.token == f.secret {
		t.Errorf("token %q, secret %q", f.token, f.secret)
	}
}

// TestCalls asks what the page asks, and what it would not.
func TestCalls(t *testing.T) {
	f := serve(t, decisionsFile(t))
	id := func(n int) string {
		x, err := f.session.Change(n)
		if err != nil {
			t.Fatal(err)
		}
		return x.ID
	}
	x, err := f.session.Change(0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		method, path, body string
		want               int
		see                string
	}{
		{"GET", "/api/review", "", 200, `"left":15`},
		{"GET", "/api/review", "", 200, `"keys":["s"," ","j"]`},
		{"GET", "/api/select", "", 200, `"next":0,"runs":[[0,15]],"total":15}`},
		{"GET", "/api/select?class=removed", "", 200, `"total":5`},
		{"GET", "/api/select?class=removed&class=revalued", "", 200, `"total":10`},
		{"GET", "/api/select?field=actor&actor=Q4711", "", 200, `"total":5`},
		{"GET", "/api/select?document=harbour-3", "", 200, `"total":3`},
		{"GET", "/api/select?cluster=" + x.Cluster, "", 200, `"total":5`},
		{"GET", "/api/select?verdict=accept", "", 200, `"verdicts":[{"name":"","count":15}]},"next":0,"runs":[],"total":0}`},
		{"GET", "/api/select?words=none", "", 200, `"next":-1,"runs":[]`},
		{"GET", "/api/select?least=101", "", 400, "confidence"},
		{"GET", "/api/select?least=x", "", 400, "confidence"},
		{"GET", "/api/rows?n=0-5,14", "", 200, `"n":14`},
		{"GET", "/api/rows?n=", "", 400, "numbers"},
		{"GET", "/api/rows?n=15", "", 400, "numbers"},
		{"GET", "/api/rows?n=-1", "", 400, "numbers"},
		{"GET", "/api/rows?n=3-2", "", 400, "numbers"},
		{"GET", "/api/rows?n=0-999999999999", "", 400, "numbers"},
		{"GET", "/api/rows?n=0-9223372036854775807", "", 400, "numbers"},
		{"GET", "/api/change?n=5", "", 200, `"mark":"both"`},
		{"GET", "/api/change?n=5&view=old", "", 200, `"mark":"old"`},
		{"GET", "/api/change?id=" + id(5), "", 200, `"why":"actors differ"`},
		{"GET", "/api/change?n=0", "", 200, `"of_words":true`},
		{"GET", "/api/change?n=15", "", 404, "no change"},
		{"GET", "/api/change?id=x", "", 404, "no change"},
		{"GET", "/api/change?n=0&view=x", "", 400, "view"},
		{"POST", "/api/decide", `{"id":"` + id(0) + `","verdict":"accept"}`, 200, `"next":1`},
		{"POST", "/api/decide", `{"id":"` + id(1) + `","verdict":"reject","filter":"document=harbour-1"}`, 200, `"left":13`},
		{"POST", "/api/decide", `{"id":"` + id(2) + `","verdict":"flag","note":"who?"}`, 200, `"flagged":1`},
		{"POST", "/api/decide", `{"id":"` + id(5) + `","verdict":"edit","line":"Q1"}`, 200, `"edited":1`},
		{"POST", "/api/decide", `{"id":"` + id(2) + `","verdict":"edit","line":"Nobody"}`, 422, "do not stand"},
		{"POST", "/api/decide", `{"id":"` + id(2) + `","verdict":"edit","line":"Bo","start":12,"end":14}`, 200, `"edited":2`},
		{"POST", "/api/decide", `{"id":"` + id(2) + `","verdict":"edit","line":"Bo","start":12,"end":99999}`, 422, "no span"},
		{"POST", "/api/decide", `{"id":"` + id(5) + `","verdict":"open"}`, 400, "verdict"},
		{"POST", "/api/decide", `{"id":"` + id(3) + `","verdict":"accept","filter":"least=x"}`, 400, "confidence"},
		{"POST", "/api/decide", `{"id":"` + id(1) + `","verdict":"accept","seen":""}`, 409, "decided this since"},
		{"POST", "/api/decide", `{"id":"` + id(1) + `","verdict":"reject","seen":"reject"}`, 200, `"rejected":1`},
		{"POST", "/api/decide", `{"id":"x","verdict":"accept"}`, 404, "no change"},
		{"POST", "/api/decide", `{"id":"x","verdict":"accept","more":1}`, 400, "more"},
		{"POST", "/api/decide", `{"id":"x"} {}`, 400, "behind"},
		{"POST", "/api/decide", `{`, 400, "EOF"},
		{"POST", "/api/decide", `{"note":"` + strings.Repeat("x", mostBody) + `"}`, 400, "too large"},
		{"POST", "/api/cluster", `{"id":"` + x.Cluster + `","verdict":"accept"}`, 200, `"held":2`},
		{"POST", "/api/cluster", `{"id":"` + x.Cluster + `","verdict":"edit"}`, 400, "verdict"},
		{"POST", "/api/cluster", `{"id":"x","verdict":"accept"}`, 404, "no cluster"},
		{"POST", "/api/undo", `{}`, 200, `"ok":true`},
		{"POST", "/api/undo", ``, 400, "EOF"},
	} {
		status, _, text := f.ask(t, c.method, c.path, c.body, nil)
		if status != c.want || !strings.Contains(text, c.see) || !json.Valid([]byte(text)) {
			t.Errorf("%s %s %.100s: %d %s\nwant %d, %s", c.method, c.path, c.body, status, text, c.want, c.see)
		}
	}
	if p := f.session.Progress(); p != (review.Progress{Total: 15, Accepted: 1, Rejected: 1, Edited: 2, Left: 11, Clusters: 7, Of: 7}) {
		t.Errorf("%+v", p)
	}
}

// TestLost holds that what goes wrong below is said, and costs no decision.
func TestLost(t *testing.T) {
	f := serve(t, decisionsFile(t))
	x, err := f.session.Change(0)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(f.old, f.old+".away"); err != nil {
		t.Fatal(err)
	}
	if status, _, text := f.ask(t, "GET", "/api/change?n=0", "", nil); status != 500 || !strings.Contains(text, "has the dataset changed") || !strings.Contains(text, "records.jsonl") {
		t.Errorf("the dataset has gone: %d %s", status, text)
	}
	// Another dataset stands there: of the same length, so that only the id tells.
	data, err := os.ReadFile(f.old + ".away")
	if err == nil {
		err = os.WriteFile(f.old, bytes.ReplaceAll(data, []byte("harbour-"), []byte("harbor--")), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	if status, _, text := f.ask(t, "GET", "/api/change?n=0", "", nil); status != 500 || !strings.Contains(text, "another record") {
		t.Errorf("the dataset is another one: %d %s", status, text)
	}
	if status, _, text := f.ask(t, "POST", "/api/decide", fmt.Sprintf(`{"id":%q,"verdict":"accept"}`, x.ID), nil); status != 200 {
		t.Errorf("a decision without the dataset: %d %s", status, text)
	}
}

// TestTwoServers holds that a review shows what another one of the same file has decided, and does not write over it
// unseen.
func TestTwoServers(t *testing.T) {
	f := serve(t, decisionsFile(t))
	other := serve(t, f.decisions)
	x, err := f.session.Change(0)
	if err != nil {
		t.Fatal(err)
	}
	write := fmt.Sprintf(`{"id":%q,"verdict":"reject","note":"so not","seen":""}`, x.ID)
	if status, _, text := other.ask(t, "POST", "/api/decide", write, nil); status != 200 {
		t.Fatal(text)
	}
	for _, c := range []struct {
		method, path, body string
		want               int
		see                string
	}{
		{"POST", "/api/decide", write, 409, "decided this since"},
		{"GET", "/api/review", "", 200, `"left":14`},
		{"GET", "/api/rows?n=0", "", 200, `"verdict":"reject"`},
		{"GET", "/api/change?n=0", "", 200, `"note":"so not"`},
		{"GET", "/api/select?verdict=reject", "", 200, `"total":1`},
		{"POST", "/api/decide", strings.Replace(write, `"seen":""`, `"seen":"reject"`, 1), 200, `"left":14`},
	} {
		if status, _, text := f.ask(t, c.method, c.path, c.body, nil); status != c.want || !strings.Contains(text, c.see) {
			t.Errorf("%s %s: %d %s", c.method, c.path, status, text)
		}
	}
	if status, _, text := other.ask(t, "POST", "/api/undo", "{}", nil); status != 409 || !strings.Contains(text, "somebody else") {
		t.Errorf("%d %s", status, text)
	}
	// A file that is another one is said, and the review can be ended.
	if err := os.Remove(f.decisions); err != nil {
		t.Fatal(err)
	}
	if status, _, text := f.ask(t, "GET", "/api/review", "", nil); status != 500 || !strings.Contains(text, "removed or replaced") {
		t.Errorf("%d %s", status, text)
	}
	if status, _, text := f.ask(t, "POST", "/api/quit", "{}", nil); status != 200 {
		t.Error(text)
	}
}

// TestEnds holds that a taken port is named, that what was decided is there for the next review without the
// first having ended, and that a review ends when somebody quits.
func TestEnds(t *testing.T) {
	f := serve(t, decisionsFile(t))
	var port int
	fmt.Sscanf(f.host, "127.0.0.1:%d", &port)
	if _, err := Listen(f.session, Options{Port: port}); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("port %d of 127.0.0.1 is taken", port)) {
		t.Error(err)
	}
	x, err := f.session.Change(0)
	if err != nil {
		t.Fatal(err)
	}
	f.ask(t, "POST", "/api/decide", fmt.Sprintf(`{"id":%q,"verdict":"accept"}`, x.ID), nil)
	second := serve(t, f.decisions)
	if p := second.session.Progress(); p.Accepted != 1 {
		t.Errorf("the second review begins with %+v", p)
	}
	// Both decide in turn; no line is torn, and the later counts.
	for n := range 6 {
		for _, g := range []*fixture{f, second} {
			y, err := g.session.Change(n)
			if err != nil {
				t.Fatal(err)
			}
			if status, _, text := g.ask(t, "POST", "/api/decide", fmt.Sprintf(`{"id":%q,"verdict":"reject"}`, y.ID), nil); status != 200 {
				t.Error(text)
			}
		}
	}
	set, notes, err := decide.Load(f.decisions)
	if err != nil || len(notes) > 0 || set.Len() != 6 {
		t.Errorf("%d decisions, %v, %v", set.Len(), notes, err)
	}
	if status, _, _ := f.ask(t, "POST", "/api/quit", `{}`, nil); status != 200 {
		t.Error(status)
	}
	select {
	case <-f.done:
	case <-time.After(time.Minute):
		t.Fatal("the review does not end")
	}
	f.stop()
	if _, err := http.Get(f.base); err == nil {
		t.Error("it answers after its end")
	}
}

func TestAddress(t *testing.T) {
	f := serve(t, decisionsFile(t))
	u, err := url.Parse(f.Address())
	if err != nil || u.Hostname() != "127.0.0.1" || len(u.Query().Get("token")) != 64 {
		t.Error(f.Address(), err)
	}
}
