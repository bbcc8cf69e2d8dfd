package web

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dateline/corpus"
	"dateline/corpus/view/browsertest"
	"dateline/golden/decide"
	"dateline/golden/diff"
)

// pictures is where screenshots are left for people to look at.
const pictures = "../../../out/review"

// tab is a tab with a review.
type tab struct{ *browsertest.Tab }

// wait waits for the page to be so.
func (b *tab) wait(expression string) {
	b.T.Helper()
	b.Wait(expression, time.Minute, func() string {
		b.picture("failed")
		return fmt.Sprintf("left %q, status %q, trouble %q", b.Text(`document.getElementById("left")?.textContent`), b.Text(`document.getElementById("status")?.textContent`), b.Text(`document.getElementById("trouble")?.textContent`))
	})
}

// left waits for a number of changes that are left.
func (b *tab) left(n int) {
	b.T.Helper()
	b.wait(fmt.Sprintf(`document.getElementById("left").textContent.startsWith("%d of ")`, n))
}

// press presses keys, one after the other. As from a keyboard, a key whose press the page takes
// types no letter.
func (b *tab) press(keys string, modifiers ...chromedp.Modifier) {
	b.T.Helper()
	for _, key := range keys {
		events := kb.Encode(key)
		down, up := events[0], events[len(events)-1]
		if len(events) == 3 && len(modifiers) == 0 {
			down.Text = events[1].Text
		}
		for _, e := range []*input.DispatchKeyEventParams{down, up} {
			for _, m := range modifiers {
				e.Modifiers |= int64(m)
			}
			if _, err := chromedp.Call(b.Ctx, input.DispatchKeyEvent, *e); err != nil {
				b.T.Fatal(err)
			}
		}
	}
}

func (b *tab) open(address string) {
	b.T.Helper()
	b.Do(chromedp.Navigate(address))
	b.wait(`document.body.dataset.ready === "yes" && document.querySelector(".row span").textContent !== ""`)
}

// picture leaves a picture, if pictures are wanted or the test has failed.
func (b *tab) picture(name string) {
	if !browsertest.Pictures() && name != "failed" {
		return
	}
	png, err := chromedp.Run(b.Ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.T.Log(err)
		return
	}
	b.Leave(filepath.Join(pictures, name+".png"), png)
}

const (
	asking = `document.getElementById("ask").open`
	label  = `document.getElementById("label").textContent`
)

func decided(t *testing.T, path string) []decide.Decision {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []decide.Decision
	if _, err := decide.Read(f, func(d *decide.Decision) { all = append(all, *d) }); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestInABrowser reviews in a real browser.
func TestInABrowser(t *testing.T) {
	browser := browsertest.Start(t, 1280, 800)
	// Most of a visit is waiting for the browser's other processes, so that some go on at once, whatever the number of
	// processors.
	var visits sync.WaitGroup
	defer visits.Wait()
	atOnce := make(chan bool, 4)
	// visit runs a test in a tab of its own. What scripts complain about fails it.
	visit := func(name string, test func(t *testing.T, b *tab)) {
		visits.Go(func() {
			atOnce <- true
			defer func() { <-atOnce }()
			t.Run(name, func(t *testing.T) {
				var mu sync.Mutex
				var complaints []string
				b := browser.Tab(t, 5*time.Minute, func(event any) {
					mu.Lock()
					defer mu.Unlock()
					if c, ok := browsertest.Complaint(event, func(e *log.Entry) bool { return e.Source == log.EntrySourceNetwork }); ok {
						complaints = append(complaints, c)
					}
				})
				test(t, &tab{b})
				mu.Lock()
				defer mu.Unlock()
				if len(complaints) > 0 && !strings.HasPrefix(name, "other") {
					t.Errorf("the page complains: %q", complaints)
				}
			})
		})
	}

	visit("keys", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		b.open(f.Address())
		if got := b.Text(`location.href`); strings.Contains(got, "token") {
			t.Errorf("the token stays in the address: %s", got)
		}
		if b.Holds(`document.cookie !== ""`) {
			t.Error("scripts can read the cookie")
		}
		b.left(15)
		b.press("S") // from a name that has gone to an actor who is another
		b.wait(`document.querySelector("#article mark.both")`)
		b.picture("desktop")
		first := b.Text(`document.querySelector("[aria-selected=true]").dataset.n`)
		b.press("a")
		b.left(14)
		b.wait(`document.querySelector("[aria-selected=true]").dataset.n !== "` + first + `"`)
		b.press("r")
		b.left(13)
		b.press("s") // the third stays
		b.press("a")
		b.left(12)
		b.press("u")
		b.left(13)
		b.wait(`document.getElementById("status").textContent.startsWith("Taken back")`)
		b.press("o")
		b.wait(`document.querySelector("#article mark.old") && document.querySelector("[data-action=old][aria-pressed=true]")`)
		b.press("n")
		b.wait(`document.querySelector("#article mark.new")`)
		b.press("d")
		b.wait(`document.querySelector("#article mark.both")`)
		b.press("g")
		b.wait(`document.getElementById("why").textContent.includes("actors differ") && !document.getElementById("why").hidden`)
		b.press("?")
		b.wait(`document.getElementById("help").open`)
		b.picture("help")
		b.press("?")
		b.wait(`!document.getElementById("help").open`)
		b.press("f")
		b.wait(asking)
		b.press("who is it?\r")
		b.left(12)
		b.press("b")
		b.wait(`document.getElementById("decided").textContent.includes("who is it?")`)
		all := decided(t, f.decisions)
		if len(all) < 5 || all[0].Verdict != decide.Accept || all[1].Verdict != decide.Reject || all[2].Verdict != decide.Accept || all[3].Verdict != decide.Open || all[4].Note != "who is it?" {
			t.Errorf("%+v", all)
		}
		b.press("q")
		b.wait(asking)
		b.press("n")
		b.wait("!" + asking)
		b.press("q")
		b.wait(asking)
		b.press("y")
		b.wait(`document.getElementById("trouble").textContent.includes("has ended")`)
		<-f.done
	})

	visit("fast", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		b.open(f.Address())
		b.Run(`for (const key of "aaaaa") document.getElementById("list").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))`)
		b.left(10)
		// A key that is held decides nothing more.
		b.Run(`document.getElementById("list").dispatchEvent(new KeyboardEvent("keydown", { key: "a", repeat: true, bubbles: true }))`)
		b.press("r")
		b.left(9)
		seen := map[string]bool{}
		for _, d := range decided(t, f.decisions) {
			if seen[d.ID] {
				t.Errorf("%s was decided twice", d.What)
			}
			seen[d.ID] = true
		}
		if len(seen) != 6 {
			t.Errorf("%d were decided", len(seen))
		}
	})

	visit("clusters", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		b.open(f.Address())
		b.press("A")
		b.wait(asking + ` && document.getElementById("question").textContent === "Accept all 5 changes of this cluster?"`)
		b.picture("cluster")
		b.press("n")
		b.wait("!" + asking)
		b.press("Ay")
		b.left(10)
		b.wait(`document.querySelectorAll(".row b.v-accept").length === 5`)
		b.press("RR")
		b.left(5)
		b.press("uu")
		b.left(15)
		b.wait(`document.querySelectorAll(".row.done").length === 0`)
		if all := decided(t, f.decisions); len(all) != 4 || !all[0].Cluster {
			t.Errorf("%+v", all)
		}
	})

	visit("edit", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		b.open(f.Address())
		b.press("Se")
		b.wait(asking + ` && document.activeElement.id === "line" && document.getElementById("line").value === "Q4711"`)
		b.press("Q42\r") // in place of what is there
		b.left(14)
		b.Do(chromedp.Focus("#list"))
		b.press(kb.Home)
		b.press("e") // the removed name: words are asked for
		b.wait(asking + ` && document.getElementById("question").textContent === "Which words are right?"`)
		b.press("Nobody here\r")
		b.wait(`document.getElementById("complaint").textContent.includes("do not stand") && ` + asking)
		b.press("Ek\r") // what was typed is chosen
		b.left(13)
		// Words that are marked in the article are taken from there, behind letters of several bytes as well.
		b.Run(`{
			const node = [...document.querySelectorAll("#text [data-at]")].map((e) => e.firstChild).find((n) => n.data.includes("Østhavn"));
			const at = node.data.indexOf("Østhavn");
			getSelection().setBaseAndExtent(node, at, node, at + 7);
		}`)
		b.press("e")
		b.wait(asking + ` && document.getElementById("line").value === "Østhavn"`)
		b.press("\r")
		b.left(12)
		all := decided(t, f.decisions)
		if len(all) != 3 || *all[0].Value != "Q42" || all[0].Start != nil || *all[1].Start != 15 || *all[1].End != 17 {
			t.Fatalf("%+v", all)
		}
		if text := record(1).Text; text[*all[2].Start:*all[2].End] != "Østhavn" {
			t.Errorf("marked words are at %d to %d", *all[2].Start, *all[2].End)
		}
		b.press("e")
		b.wait(asking)
		b.press(kb.Escape)
		b.wait("!" + asking)
		b.left(12)
	})

	visit("reload", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		b.open(f.Address())
		b.press("arA")
		b.wait(asking)
		b.press("y")
		b.left(10)
		at := b.Text("location.hash")
		b.Do(chromedp.Reload())
		b.wait(`document.body.dataset.ready === "yes"`)
		b.left(10)
		if got := b.Text("location.hash"); got != at {
			t.Errorf("after loading again %s, not %s", got, at)
		}
		// The next review, of the same file, while this one is there.
		again := serve(t, f.decisions)
		b.open(again.Address())
		b.left(10)
		// One that has gone says so, and loses nothing.
		again.stop()
		b.press("a")
		b.wait(`document.getElementById("trouble").textContent.includes("has stopped")`)
		if n := len(decided(t, f.decisions)); n != 3 {
			t.Errorf("%d decisions", n)
		}
	})

	visit("other: token refused", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		for _, path := range []string{"/", "/?token=" + strings.Repeat("0", 64)} {
			b.Do(chromedp.Navigate(f.base + path))
			b.wait(`document.body.textContent.includes("open the address that dateline printed") && !document.getElementById("list")`)
		}
	})

	visit("other: origins refused", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		x, err := f.session.Change(0)
		if err != nil {
			t.Fatal(err)
		}
		b.open(f.Address()) // the browser has the cookie now
		evil := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<!DOCTYPE html><title>evil</title><iframe></iframe>")
		}))
		defer evil.Close()
		// Of the same site by its name, and of another one.
		for _, base := range []string{evil.URL, strings.Replace(evil.URL, "127.0.0.1", "localhost", 1)} {
			b.Do(chromedp.Navigate(base))
			results := browsertest.Evaluate[[]string](b.Tab, fmt.Sprintf(`(async () => {
				const call = { method: "POST", credentials: "include", body: JSON.stringify({ id: %q, verdict: "accept" }) };
				const tried = [];
				for (const [to, options] of [
					["/api/review", { credentials: "include" }],
					["/api/decide", call],
					["/api/decide", { ...call, headers: { "Content-Type": "application/json" } }],
					["/api/decide", { ...call, mode: "no-cors" }],
				]) tried.push(await fetch(%q + to, options).then((r) => r.type === "opaque" ? "opaque" : "read " + r.status, () => "refused"));
				return tried;
			})()`, x.ID, f.base), chromedp.EvalAwaitPromise)
			for _, r := range results {
				if strings.HasPrefix(r, "read") {
					t.Errorf("%s: %q", base, results)
				}
			}
			if len(results) != 4 {
				t.Errorf("%q", results)
			}
		}
		if p := f.session.Progress(); p.Left != 15 {
			t.Errorf("another page has decided: %+v", p)
		}
	})

	// The browser has the cookie, and sends it from pages of the same site, whatever their port.
	visit("other: frames and forms", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		x, err := f.session.Change(0)
		if err != nil {
			t.Fatal(err)
		}
		var pages, modules atomic.Int64
		for path, n := range map[string]*atomic.Int64{"/": &pages, "/page.js": &modules} {
			get := f.routes[path].get
			f.routes[path] = route{get: func(w http.ResponseWriter, r *http.Request) { n.Add(1); get(w, r) }}
		}
		b.open(f.Address())
		if pages.Load() != 1 || modules.Load() != 1 {
			t.Fatalf("the page was asked for %d times and its script %d times", pages.Load(), modules.Load())
		}
		evil := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			switch r.URL.Path {
			case "/frame":
				fmt.Fprintf(w, `<!DOCTYPE html><title>evil</title><iframe src="%s/"></iframe><object data="%[1]s/"></object><iframe src="/own"></iframe>
					<script>addEventListener("load", () => document.body.id = "loaded"); addEventListener("message", () => document.body.dataset.own = "yes")</script>`, f.base)
			case "/own":
				fmt.Fprint(w, `<script>parent.postMessage("a frame can be seen", "*")</script>`)
			default: // a form whose one field makes a call of it
				fmt.Fprintf(w, `<!DOCTYPE html><meta name="referrer" content="%s"><title>evil</title><form method="post" enctype="text/plain" action="%s/api/decide"><input name='{"id":"%s","verdict":"accept","note":"' value='"}'></form>`,
					r.URL.Query().Get("referrer"), f.base, x.ID)
			}
		}))
		defer evil.Close()
		for _, base := range []string{evil.URL, strings.Replace(evil.URL, "127.0.0.1", "localhost", 1)} {
			b.Do(chromedp.Navigate(base + "/frame"))
			b.wait(`document.body.id === "loaded" && document.body.dataset.own === "yes"`)
			for _, referrer := range []string{"unsafe-url", "no-referrer"} { // without one, the origin is "null"
				b.Do(chromedp.Navigate(base + "/?referrer=" + referrer))
				b.Run(`document.querySelector("form").submit()`)
				b.wait(`location.href === "` + f.base + `/api/decide" && document.body?.textContent.includes("another page may not ask")`)
			}
		}
		if modules.Load() != 1 {
			t.Error("another page has the review in a frame")
		}
		if pages.Load() < 2 {
			t.Error("no frame has asked for the page: the test tests nothing")
		}
		if p := f.session.Progress(); p.Left != 15 {
			t.Errorf("another page has decided: %+v", p)
		}
	})

	visit("narrow", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		b.Do(chromedp.EmulateViewport(390, 844, chromedp.EmulateScale(2), chromedp.EmulateMobile))
		b.open(f.Address())
		fits := `document.documentElement.scrollWidth <= 390 && innerWidth === 390 && [...document.querySelectorAll("header > *, #progress *, main, #card *, #actions button, #views button, #filter *")].every((e) => e.getBoundingClientRect().right <= 390.5)`
		b.wait(fits)
		b.picture("phone")
		visible := `getComputedStyle(document.getElementById("side")).display !== "none"`
		b.wait("!(" + visible + ")")
		b.Do(chromedp.Click("#show-list"))
		b.wait(visible + ` && document.getElementById("show-list").getAttribute("aria-expanded") === "true"`)
		b.wait(fits)
		b.picture("phone-list")
		b.Do(chromedp.Click(`.row[data-n="7"]`))
		b.wait("!(" + visible + ") && " + label + `.includes("Ann Lee")`)
		b.Do(chromedp.Click("#actions [data-action=accept]"))
		b.left(14)
		// What has no room has a menu.
		choose := func(action string) {
			t.Helper()
			b.Do(chromedp.Click("#show-menu"))
			b.wait(`document.getElementById("menu").open`)
			b.Do(chromedp.Click("#rare [data-action=" + action + "]"))
			b.wait(`!document.getElementById("menu").open`)
		}
		alike := `document.getElementById("alike").textContent`
		b.wait(alike + `.startsWith("4 of 5 alike")`)
		choose("back")
		b.wait(alike + `.startsWith("3 of 5 alike")`)
		choose("skip-cluster")
		b.wait(alike + ` === ""`)
		b.Do(chromedp.Click("#show-menu"))
		b.wait(`[...document.querySelectorAll("#rare button")].every((e) => e.getBoundingClientRect().height >= 40) && document.getElementById("menu").getBoundingClientRect().right <= 390`)
		b.picture("phone-menu")
		b.press("a") // the menu is in front
		b.press(kb.Escape)
		b.wait(`!document.getElementById("menu").open`)
		b.left(14)
		choose("help")
		b.wait(`document.getElementById("help").open`)
		b.Do(chromedp.Click("#close"))
		choose("quit")
		b.wait(asking)
		b.Do(chromedp.Click("#yes"))
		b.wait(`document.getElementById("trouble").textContent.includes("has ended")`)
	})

	visit("counts of the filter", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		b.open(f.Address())
		options := func(name string) string {
			return b.Text(fmt.Sprintf(`[...document.querySelector("[name=%s]").options].map((o) => o.textContent).join()`, name))
		}
		b.Do(chromedp.Click("#list"))
		b.press("/harbour-3")
		b.wait(`document.getElementById("count").textContent === "3 changes"`)
		if got := options("class"); got != "all,relabelled (1),removed (1),revalued (1)" {
			t.Errorf("classes: %s", got)
		}
		b.Run(`{ const e = document.querySelector("[name=class]"); e.value = "removed"; e.dispatchEvent(new Event("input", { bubbles: true })); }`)
		b.wait(`document.getElementById("count").textContent === "1 change"`)
		if got := options("class") + "; " + options("field"); got != "all,relabelled (1),removed (1),revalued (1); all" {
			t.Errorf("classes and fields: %s", got)
		}
		b.Run(`{ const e = document.querySelector("[name=words]"); e.value = "nowhere"; e.dispatchEvent(new Event("input", { bubbles: true })); }`)
		b.wait(`document.getElementById("count").textContent === "0 changes" && document.querySelector("[name=class]").selectedOptions[0].textContent === "removed (0)"`)
	})

	visit("two at once", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		b.open(f.Address())
		b.wait(`document.activeElement.id === "list"`)
		other := serve(t, f.decisions)
		if err := other.session.Decide(0, decide.Reject, "so not", nil); err != nil {
			t.Fatal(err)
		}
		b.press("a")
		b.wait(`document.getElementById("trouble").textContent.includes("decided this since") && document.getElementById("decided").textContent.includes("so not")`)
		b.left(14)
		b.press("a")
		b.wait(`document.querySelector("[aria-selected=true]").dataset.n === "1" && document.querySelector(".row[data-n='0'] b").className === "v-accept"`)
		if _, err := other.session.Refresh(); err != nil || other.session.Verdict(0) != decide.Accept {
			t.Error(other.session.Verdict(0), err)
		}
	})

	visit("keyboard only", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		b.open(f.Address())
		b.wait(`document.activeElement.id === "list"`)
		at := `document.querySelector("[aria-selected=true]")?.dataset.n`
		for _, c := range []struct{ key, n string }{{kb.ArrowDown, "1"}, {kb.ArrowDown, "2"}, {kb.ArrowUp, "1"}, {kb.End, "14"}, {kb.Home, "0"}} {
			b.press(c.key)
			b.wait(at + ` === "` + c.n + `" && document.getElementById("list").getAttribute("aria-activedescendant") === "c` + c.n + `" && document.getElementById("c` + c.n + `")`)
		}
		// Everything is reached by the tabulator, and nothing holds it.
		seen := map[string]bool{}
		for range 60 {
			b.press(kb.Tab)
			seen[b.Text(`document.activeElement.dataset?.action ?? document.activeElement.name ?? document.activeElement.id`)] = true
			seen[b.Text(`document.activeElement.id`)] = true
		}
		for _, want := range []string{"accept", "reject", "edit", "flag", "accept-all", "undo", "help", "words", "class", "verdict", "article", "list", "diff"} {
			if !seen[want] {
				t.Errorf("the tabulator does not reach %s: %v", want, seen)
			}
		}
		b.Do(chromedp.Focus("#actions [data-action=reject]"))
		b.press(kb.Enter)
		b.left(14)
		// The filter: / goes there, letters are letters in it, escape comes back.
		b.press("/")
		b.wait(`document.activeElement.name === "words"`)
		b.press("oslo or harbour-3")
		b.wait(`document.getElementById("count").textContent === "0 changes"`)
		b.press("a", chromedp.ModifierCtrl)
		b.press("harbour-3")
		b.wait(`document.getElementById("count").textContent === "3 changes"`)
		b.press(kb.Escape)
		b.wait(`document.activeElement.id === "list"`)
		b.left(14)
		b.press("aaa")
		b.left(11)
		b.wait(`document.getElementById("status").textContent.includes("Nothing is left under this filter")`)
		// Without single keys, letters do nothing.
		b.Run(`document.getElementById("letters").click()`)
		b.press("u")
		b.press(kb.Home)
		b.wait(at + ` !== undefined`)
		b.left(11)
	})

	visit("for screen readers", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		b.open(f.Address())
		b.press("a")
		b.left(14)
		for _, so := range []string{
			`document.documentElement.lang === "en"`,
			`document.getElementById("status").getAttribute("aria-live") === "polite" && document.getElementById("status").textContent.startsWith("accepted. 14 left.")`,
			`document.getElementById("bar").getAttribute("aria-valuetext") === "1 of 15 decided"`,
			`[...document.querySelectorAll("button, input, select")].every((e) => (e.labels?.length || e.textContent.trim() || e.getAttribute("aria-label") || e.getAttribute("aria-labelledby")))`,
			`[...document.querySelectorAll(".row")].every((e) => e.getAttribute("role") === "option" && e.getAttribute("aria-setsize") === "15" && e.getAttribute("aria-label"))`,
			`document.querySelectorAll("main").length === 1 && document.querySelectorAll("h1").length === 1`,
			// Old and new are told by more than their colours.
			`(() => { const s = (c) => { const m = document.createElement("mark"); m.className = c + " first last"; document.getElementById("article").append(m); const o = getComputedStyle(m); const out = o.borderBottomStyle + getComputedStyle(m, "::before").content; m.remove(); return out; }; return new Set(["old", "new", "both"].map(s)).size === 3; })()`,
		} {
			if !b.Holds(so) {
				t.Errorf("not so: %s", so)
			}
		}
	})

	visit("rules of access", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		b.open(f.Address())
		look := func(where string) {
			t.Helper()
			b.Accessible(where)
			b.Contrast(where)
			b.Media("screen", true)
			b.Contrast(where + " in the dark")
			b.Media("screen", false)
		}
		b.press("arS")
		b.left(13)
		look("the first view")
		b.Run(`document.getElementById("item").open = document.getElementById("more").open = true`)
		b.press("fwho?\r")
		b.left(12)
		b.press("bg")
		b.wait(`!document.getElementById("why").hidden && !document.getElementById("decided").hidden`)
		look("a flagged change with its reasons")
		b.press("o")
		b.wait(`document.querySelector("#article mark.old")`)
		look("the old article")
		b.press("e")
		b.wait(asking)
		look("a question")
		b.press(kb.Escape)
		b.wait("!" + asking)
		b.press("?")
		b.wait(`document.getElementById("help").open`)
		look("the help")
		b.press("?")
		b.Do(chromedp.EmulateViewport(390, 844, chromedp.EmulateScale(2), chromedp.EmulateMobile))
		b.wait(`!document.getElementById("help").open`)
		look("a telephone")
		b.Do(chromedp.Click("#show-list"))
		b.wait(`document.getElementById("show-list").getAttribute("aria-expanded") === "true"`)
		look("the list of a telephone")
	})

	// On paper: the change, its legend and its whole article, in the light, and nothing that has to be clicked.
	visit("paper", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		b.Do(chromedp.EmulateViewport(718, 400)) // A4 without margins has 718 pixels; little of the article is to be seen
		b.open(f.Address())
		b.press("S")
		b.wait(`document.querySelector("#article mark.both")`)
		b.Media("screen", true)
		whole := `document.getElementById("article").getBoundingClientRect().height >= document.getElementById("article").scrollHeight && document.documentElement.scrollHeight >= document.getElementById("article").getBoundingClientRect().bottom && document.documentElement.scrollHeight > innerHeight`
		if b.Holds(whole) {
			t.Fatal("the whole article is on the screen: the test tests nothing")
		}
		b.Media("print", true)
		for _, so := range []string{
			whole,
			`![...document.querySelectorAll("button:not(.link), input, select, #list, #actions, #bar, dialog")].some((e) => e.checkVisibility())`,
			`["label", "values", "text", "legend"].every((id) => document.getElementById(id).checkVisibility())`,
			`getComputedStyle(document.body).backgroundColor === "rgb(255, 255, 255)" && getComputedStyle(document.body).color === "rgb(0, 0, 0)"`,
			`getComputedStyle(document.querySelector("#article mark.both")).printColorAdjust === "exact"`,
			`document.documentElement.scrollWidth <= 718`,
		} {
			if !b.Holds(so) {
				t.Errorf("not so on paper: %s", so)
			}
		}
		b.Contrast("paper")
		printed, err := chromedp.Call(b.Ctx, cdppage.PrintToPDF, cdppage.PrintToPDFParams{})
		if err != nil || !bytes.HasPrefix(printed.Data, []byte("%PDF-")) {
			t.Errorf("printed are %d bytes: %v", len(printed.Data), err)
		}
	})

	visit("dark", func(t *testing.T, b *tab) {
		f := serve(t, decisionsFile(t))
		_, err := chromedp.Call(b.Ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
		if err != nil {
			t.Fatal(err)
		}
		b.open(f.Address())
		b.press("ar")
		b.left(13)
		b.press("SSg")
		b.wait(`!document.getElementById("why").hidden`)
		b.picture("dark")
		if got := b.Text(`getComputedStyle(document.body).backgroundColor`); got != "rgb(23, 24, 27)" {
			t.Errorf("the paper is %s", got)
		}
		if got := b.Text(`getComputedStyle(document.getElementById("accepted")).transitionDuration`); got != "0s" {
			t.Errorf("something moves for %s", got)
		}
	})

	visit("fifty thousand", func(t *testing.T, b *tab) {
		var changes []diff.Change
		for i := range 50_000 {
			changes = append(changes, diff.Change{ID: fmt.Sprintf("%016x", i), Cluster: fmt.Sprintf("c%015x", i%5000), Document: fmt.Sprint("doc", i/20), Layer: diff.Entities,
				Class: diff.Revalued, Field: "actor", Surface: fmt.Sprint("Name ", i%700), Old: "a", New: fmt.Sprint("actor-", i%900), OldItem: -1, NewItem: -1})
		}
		r, err := diff.FromChanges(changes, diff.NewTally(), func(id string) (old, new *corpus.Document, err error) {
			d := record(1)
			d.ID = id
			return d, d, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		f := over(t, r, decisionsFile(t))
		b.open(f.Address())
		b.wait(`document.getElementById("left").textContent === "50,000 of 50,000 left, in 5,000 clusters"`)
		few := `document.querySelectorAll(".row").length < 60 && document.getElementById("list").scrollHeight === 50000 * 52`
		b.wait(few)
		b.press(kb.End)
		b.wait(few + ` && document.querySelector(".row[data-n='49999'][aria-selected=true] span")?.textContent.includes("Name")`)
		b.picture("fifty-thousand")
		b.Run(`document.getElementById("list").scrollTop = 25000 * 52`)
		b.wait(few + ` && document.querySelector(".row[data-n='25001'] span")?.textContent.includes("Name")`)
		b.press("a")
		b.wait(`document.getElementById("left").textContent.startsWith("49,999 of")`)
		b.press("/name 699")
		b.wait(`document.getElementById("count").textContent === "71 changes" && document.querySelector(".row span").textContent.includes("Name 699")`)
	})
}
