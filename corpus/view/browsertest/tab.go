package browsertest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Browser is a real browser, which ends with its test.
type Browser struct{ ctx context.Context }

// Start starts a browser with a window of that size in pixels. Where there is none, the test is skipped.
func Start(t *testing.T, width, height int) *Browser {
	t.Helper()
	path := Path(t)
	allocator, end := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(width, height), chromedp.WSURLReadTimeout(time.Minute))...)
	t.Cleanup(end)
	ctx, end := chromedp.NewContext(allocator)
	t.Cleanup(end)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return &Browser{ctx}
}

// Tab is a tab, which ends with its test or after a time. The tabs of one browser share their cookies: servers are to
// name theirs by their ports. (A profile for each tab takes as long as all that a test does in it.)
type Tab struct {
	T   *testing.T
	Ctx context.Context
}

// Tab opens a tab and tells heard of what happens in it; heard is called from a goroutine of its own.
func (b *Browser) Tab(t *testing.T, limit time.Duration, heard func(event any)) *Tab {
	t.Helper()
	ctx, end := chromedp.NewContext(b.ctx)
	t.Cleanup(end)
	ctx, cancel := context.WithTimeout(ctx, limit)
	t.Cleanup(cancel)
	if err := chromedp.Listen(ctx, heard); err != nil {
		t.Fatal(err)
	}
	// Of several tabs at once each believes that it is in front, so that keys and what is in focus are as for a reader.
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	return &Tab{t, ctx}
}

// Complaint is what the browser has to say against a page with an event: an error of a script, or one of its log that
// is not to be passed over.
func Complaint(event any, pass func(*log.Entry) bool) (text string, ok bool) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		return fmt.Sprint(e.ExceptionDetails.Text, " ", e.ExceptionDetails.Exception), true
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && !pass(e.Entry) {
			return e.Entry.Text, true
		}
	}
	return "", false
}

// Do does steps in the tab.
func (b *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	b.T.Helper()
	if err := chromedp.Do(b.Ctx, steps...); err != nil {
		b.T.Fatal(err)
	}
}

// Evaluate is an expression of JavaScript. It is not the page's own script, so that its policy does not hold for it.
func Evaluate[T any](b *Tab, script string, options ...chromedp.EvaluateOption) T {
	b.T.Helper()
	v, err := chromedp.Run(b.Ctx, chromedp.Evaluate[T](script, options...))
	if err != nil {
		b.T.Fatal(err)
	}
	return v
}

// Holds reports whether an expression of JavaScript is true of the page.
func (b *Tab) Holds(expression string) bool {
	b.T.Helper()
	return Evaluate[bool](b, "Boolean("+expression+")")
}

// Text is an expression of JavaScript as text.
func (b *Tab) Text(expression string) string {
	b.T.Helper()
	return Evaluate[string](b, "String("+expression+")")
}

// Run runs a script that says nothing.
func (b *Tab) Run(script string) {
	b.T.Helper()
	Evaluate[chromedp.Void](b, script)
}

// Wait waits until an expression of JavaScript is true of the page. If it does not become so within the limit, failed
// says more and the test ends.
func (b *Tab) Wait(expression string, limit time.Duration, failed func() string) {
	b.T.Helper()
	for end := time.Now().Add(limit); !b.Holds(expression); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			b.T.Fatalf("the page is not so: %s\n%s", expression, failed())
		}
	}
}

// Leave leaves a file, as a picture, for people to look at.
func (b *Tab) Leave(path string, data []byte) {
	b.T.Helper()
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	if err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		b.T.Log(err)
	}
}
