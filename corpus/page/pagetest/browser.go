package pagetest

import (
	"encoding/json"
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

// Media sets what the page is shown on, "screen" or "print", and whether the reader wants it dark.
func (b *Tab) Media(media string, dark bool) {
	b.T.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	_, err := chromedp.Call(b.Ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	if err != nil {
		b.T.Fatal(err)
	}
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

// contrast lists texts that stand out too little from what is behind them: less than WCAG 2.2 asks for at its level
// AA, which is 4.5 to 1, and 3 to 1 for large letters.
const contrast = `(() => {
	const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true }), known = new Map();
	const rgba = (color) => {
		if (!known.has(color)) {
			canvas.clearRect(0, 0, 1, 1);
			canvas.fillStyle = color;
			canvas.fillRect(0, 0, 1, 1);
			known.set(color, [...canvas.getImageData(0, 0, 1, 1).data]);
		}
		return known.get(color);
	};
	const light = (c) => c.slice(0, 3).map((x) => (x /= 255) <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4).reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
	const behind = (e) => {
		for (; e; e = e.parentElement) {
			const color = rgba(getComputedStyle(e).backgroundColor);
			if (color[3] === 255) return color;
			if (color[3] > 0) return null; // not of our pages
		}
		return [255, 255, 255, 255];
	};
	const out = new Map();
	let texts = 0;
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement;
		if (!walk.currentNode.data.trim() || e.closest("script, style, title, desc, noscript") || !e.checkVisibility()) continue;
		texts++;
		const style = getComputedStyle(e), back = behind(e);
		const size = parseFloat(style.fontSize), large = size >= 24 || size >= 18.66 && style.fontWeight >= 700;
		const color = e.closest("svg") ? style.fill : style.color;
		if (back && rgba(color)[3] === 255) {
			const [a, b] = [light(rgba(color)), light(back)].sort((x, y) => y - x);
			if ((a + 0.05) / (b + 0.05) >= (large ? 3 : 4.5)) continue;
			out.set(color + back, ((a + 0.05) / (b + 0.05)).toFixed(2) + " to 1: " + color + " on " + back.slice(0, 3) + ": " + e.tagName + "." + e.getAttribute("class") + ": " + e.textContent.slice(0, 30));
		} else out.set(color, color + " on " + back + " is not told: " + e.textContent.slice(0, 30));
	}
	return JSON.stringify(texts < 5 ? ["only " + texts + " texts"] : [...out.values()].slice(0, 8));
})()`

func (b *Tab) nothing(what, script string) {
	b.T.Helper()
	var found []string
	if err := json.Unmarshal([]byte(browsertest.Evaluate[string](b.Tab, script)), &found); err != nil {
		b.T.Fatal(err)
	}
	if len(found) > 0 {
		b.T.Errorf("%s: %s", what, strings.Join(found, "\n"))
	}
}

// Look holds the page to what is true of all: nothing has to be scrolled sideways, on a desk, a telephone and paper;
// texts stand out, in the light, in the dark and on paper; and it can be printed. It leaves a picture of
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
		b.nothing(c.name+": too wide", fits)
		b.nothing(c.name+": contrast", contrast)
		b.Picture(c.name)
	}
	b.Width(1280)
	b.Media("screen", false)
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
