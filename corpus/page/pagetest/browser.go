package pagetest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"dateline/corpus/view/browsertest"
)

// Browser is a real browser, in which pages are looked at.
type Browser struct{ *browsertest.Browser }

// NewBrowser starts a browser that ends with the test. Where there is none, the test is skipped.
func NewBrowser(t *testing.T) *Browser {
	t.Helper()
	return &Browser{browsertest.Start(t, 1280, 900)}
}

// Tab is a page that is looked at.
type Tab struct {
	*browsertest.Tab
	address  string
	pictures string
}

// Open shows a page in a tab that ends with the test, at the width of a desk's screen. At the end the test
// fails if the page asked for anything but itself, or if the browser had to complain about it. Pictures are left
// in a folder, for people to look at, if they are wanted ([browsertest.Pictures]).
func (b *Browser) Open(t *testing.T, html, pictures string) *Tab {
	t.Helper()
	var mu sync.Mutex
	var asked, complaints []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		if r.URL.Path != "/page.html" {
			if r.URL.Path != "/favicon.ico" { // the browser's own wish
				asked = append(asked, r.URL.String())
			}
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(html))
	}))
	t.Cleanup(server.Close)
	address := server.URL + "/page.html"
	tab := &Tab{b.Tab(t, 2*time.Minute, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			if u, _, _ := strings.Cut(e.Request.URL, "#"); u != address && u != "about:blank" && !strings.HasPrefix(u, "data:") && !strings.HasSuffix(u, "/favicon.ico") { // the browser draws its own fields with data
				asked = append(asked, u)
			}
		}
		if c, ok := browsertest.Complaint(event, func(e *log.Entry) bool { return strings.HasSuffix(e.URL, "/favicon.ico") }); ok {
			complaints = append(complaints, c)
		}
	}), address, pictures}
	t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		if len(asked) > 0 || len(complaints) > 0 {
			t.Errorf("the page asks for %q; the browser complains: %q", asked, complaints)
		}
	})
	tab.Load()
	return tab
}

// Load loads the page anew.
func (b *Tab) Load() {
	b.T.Helper()
	b.Do(chromedp.Navigate("about:blank"), chromedp.Navigate(b.address))
}

// Click clicks on the first element of a selector, wherever it is on the page.
func (b *Tab) Click(selector string) {
	b.T.Helper()
	if !b.Holds(fmt.Sprintf(`((e) => e && (e.click(), true))(document.querySelector(%q))`, selector)) {
		b.T.Fatalf("there is no %s", selector)
	}
}

// Type types into the first element of a selector.
func (b *Tab) Type(selector, text string) {
	b.T.Helper()
	b.Do(chromedp.SendKeys(selector, text))
}

// Is holds that an expression of JavaScript is true of the page.
func (b *Tab) Is(expression string) {
	b.T.Helper()
	if !b.Holds(expression) {
		b.T.Errorf("not so: %s", expression)
	}
}

// Wait waits until an expression of JavaScript is true of the page, ten seconds at most.
func (b *Tab) Wait(expression string) {
	b.T.Helper()
	b.Tab.Wait(expression, 10*time.Second, func() string { return "" })
}

// Width sets the width of the window in pixels, of a telephone below 700.
func (b *Tab) Width(pixels int64) {
	b.T.Helper()
	if pixels < 700 {
		b.Do(chromedp.EmulateViewport(pixels, 844, chromedp.EmulateScale(2), chromedp.EmulateMobile))
		return
	}
	b.Do(chromedp.EmulateViewport(pixels, 900))
}

// Scripts switches the page's own scripts on or off, for when it is loaded next.
func (b *Tab) Scripts(on bool) {
	b.T.Helper()
	if _, err := chromedp.Call(b.Ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		b.T.Fatal(err)
	}
}

// Picture leaves a picture of the whole page, if pictures are wanted.
func (b *Tab) Picture(name string) {
	b.T.Helper()
	if !browsertest.Pictures() {
		return
	}
	png, err := chromedp.Run(b.Ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.T.Fatal(err)
	}
	b.Leave(filepath.Join(b.pictures, name+".png"), png)
}

// fits lists what stands out of the window sideways and is not in a box that scrolls.
const fits = `(() => {
	const wide = document.documentElement.clientWidth, out = [];
	const all = document.documentElement.scrollWidth;
	if (all > wide) out.push("the page is " + all + " wide, of " + wide + ": " + [...document.querySelectorAll("body *")].filter((e) => Math.abs(e.getBoundingClientRect().right + scrollX - all) < 2).map((e) => e.tagName + "." + e.getAttribute("class") + " " + e.textContent.slice(0, 30)).slice(-2));
	for (const e of document.querySelectorAll("body *")) {
		const box = e.getBoundingClientRect();
		if (box.width === 0 || box.height === 0 || !e.checkVisibility() || box.right <= wide + 1 || e.closest(".skip, svg *") || e.parentElement.closest(".scroll")) continue;
		out.push(e.tagName + "." + e.getAttribute("class") + " ends at " + Math.round(box.right) + " of " + wide + ": " + e.textContent.slice(0, 40));
	}
	return JSON.stringify(out.slice(0, 5));
})()`

// Look holds the page to what is true of all: nothing has to be scrolled sideways, on a desk, a telephone and paper;
// texts stand out, in the light, in the dark and on paper; it can be used without seeing it and without a
// mouse ([browsertest.Tab.Accessible]); and it can be printed. It leaves a picture of
// each, if pictures are wanted.
func (b *Tab) Look() {
	b.T.Helper()
	for _, c := range []struct {
		name  string
		width int64
		media string
		dark  bool
	}{{"desk", 1280, "screen", false}, {"dark", 1280, "screen", true}, {"phone", 390, "screen", false}, {"small-phone-dark", 320, "screen", true}, {"paper", 718, "print", true}} { // A4 without margins has 718 pixels
		b.Width(c.width)
		b.Media(c.media, c.dark)
		b.Nothing(c.name+": too wide", fits)
		b.Contrast(c.name)
		b.Picture(c.name)
	}
	b.Width(1280)
	b.Media("screen", false)
	b.Accessible("desk")
	b.print()
}

// print prints the page on A4.
func (b *Tab) print() {
	b.T.Helper()
	margin := 0.4
	printed, err := chromedp.Call(b.Ctx, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69, MarginTop: &margin, MarginBottom: &margin, MarginLeft: &margin, MarginRight: &margin})
	if err != nil {
		b.T.Fatal(err)
	}
	if !strings.HasPrefix(string(printed.Data), "%PDF-") {
		b.T.Errorf("printed are %d bytes that are no PDF", len(printed.Data))
	}
	if browsertest.Pictures() {
		b.Leave(filepath.Join(b.pictures, "paper.pdf"), printed.Data)
	}
}

// Visible are the numbers of the elements of a selector that are to be seen, in their order.
func (b *Tab) Visible(selector string) []int {
	b.T.Helper()
	return browsertest.Evaluate[[]int](b.Tab, fmt.Sprintf(`[...document.querySelectorAll(%q)].flatMap((e, i) => e.checkVisibility() ? [i] : [])`, selector))
}
