// Package pagetest holds pages of package page to what is true of all of them, for the tests of
// those who make some.
package pagetest

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Check holds what is true of every page: it loads nothing, its policy names its one sheet and one script, ids
// and links fit, there are landmarks, headings in order, tables with captions that the keyboard
// reaches, and each drawing has a title, a description and a table.
func Check(t testing.TB, s string) {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	// One script and one sheet, which are those that the policy names; nothing is loaded.
	policy, _ := doc.Find("meta[http-equiv=Content-Security-Policy]").Attr("content")
	if !strings.HasPrefix(policy, "default-src 'none';") || !strings.Contains(policy, digest(doc.Find("style").Text())) || doc.Find("style").Length() != 1 {
		t.Errorf("the policy %q does not name the style sheet", policy)
	}
	if n := doc.Find("script").Length(); n > 1 || n == 1 && !strings.Contains(policy, digest(doc.Find("script").Text())) {
		t.Errorf("%d scripts under the policy %q", n, policy)
	}
	if n := doc.Find("img, iframe, object, embed, link, base, audio, video, image, use, foreignObject, [src], [style], [srcset], [action], [background]").Length(); n > 0 {
		t.Errorf("%d elements load something or have a style of their own", n)
	}
	ids := map[string]bool{}
	doc.Find("*").Each(func(_ int, e *goquery.Selection) {
		for _, a := range e.Nodes[0].Attr {
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("a handler: %s", a.Key)
			}
			if a.Key == "id" {
				if ids[a.Val] || a.Val == "" {
					t.Errorf("the id %q twice", a.Val)
				}
				ids[a.Val] = true
			}
		}
	})
	doc.Find("a").Each(func(_ int, e *goquery.Selection) {
		href, _ := e.Attr("href")
		if !strings.HasPrefix(href, "#") && !strings.HasPrefix(href, "http://") && !strings.HasPrefix(href, "https://") {
			t.Errorf("a link to %q", href)
		}
		if to, ok := strings.CutPrefix(href, "#"); ok && !ids[to] {
			t.Errorf("a link to nowhere: %q", href)
		}
	})
	for _, m := range regexp.MustCompile(`url\(([^)]*)\)`).FindAllStringSubmatch(doc.Find("style").Text(), -1) {
		if to, ok := strings.CutPrefix(m[1], "#"); !ok || !ids[to] {
			t.Errorf("the style sheet asks for %s", m[1])
		}
	}
	if strings.Contains(doc.Find("style").Text(), "@import") {
		t.Error("the style sheet imports")
	}
	// Landmarks and headings.
	for _, one := range []string{"html[lang]", "header", "nav[aria-label]", "main", "h1"} {
		if doc.Find(one).Length() != 1 {
			t.Errorf("%d of %s", doc.Find(one).Length(), one)
		}
	}
	last := 1
	doc.Find("h1, h2, h3, h4").Each(func(_ int, e *goquery.Selection) {
		level := int(goquery.NodeName(e)[1] - '0')
		if level > last+1 {
			t.Errorf("the heading %q skips a level", e.Text())
		}
		last = level
	})
	doc.Find("section").Each(func(_ int, e *goquery.Selection) {
		if by, _ := e.Attr("aria-labelledby"); !ids[by] {
			t.Errorf("a section without a name")
		}
	})
	// Each drawing has a title, a description and a table; what only decorates is hidden.
	doc.Find("svg").Each(func(_ int, e *goquery.Selection) {
		if hidden, _ := e.Attr("aria-hidden"); hidden == "true" {
			return
		}
		by, _ := e.Attr("aria-labelledby")
		for _, id := range strings.Fields(by) {
			if !ids[id] {
				t.Errorf("a drawing is named by %q, which is not there", id)
			}
		}
		if role, _ := e.Attr("role"); role != "img" || len(strings.Fields(by)) != 2 || e.ChildrenFiltered("title").Length() != 1 || e.ChildrenFiltered("desc").Length() != 1 {
			t.Errorf("a drawing without title or description: %s", by)
		}
		if e.Closest("figure").Find("table").Length() != 1 {
			t.Errorf("a drawing without a table: %s", by)
		}
	})
	doc.Find("table").Each(func(_ int, e *goquery.Selection) {
		width := e.Find("thead tr").Children().Length()
		if e.Find("caption").Length() != 1 || e.Find("thead th[scope=col]").Length() == 0 {
			t.Errorf("a table without caption or heads: %s", e.Text())
		}
		e.Find("tbody tr").Each(func(_ int, r *goquery.Selection) {
			if r.Children().Length() != width {
				t.Errorf("a row of %d cells in a table of %d: %s", r.Children().Length(), width, r.Text())
			}
		})
		box := e.Parent()
		if tab, _ := box.Attr("tabindex"); !box.HasClass("scroll") || tab != "0" {
			t.Error("a table that the keyboard cannot scroll")
		}
	})
	doc.Find("input, select").Each(func(_ int, e *goquery.Selection) {
		if e.Closest("label").Length() == 0 {
			t.Error("a field without a label")
		}
	})
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
