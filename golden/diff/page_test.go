package diff

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"dateline/corpus"
	"dateline/corpus/page/pagetest"
)

// pageOf compares two files of records and makes the page.
func pageOf(t *testing.T, n, most int, document func(i int, new bool) *corpus.Document) string {
	t.Helper()
	dir := t.TempDir()
	var paths [2]string
	for side := range paths {
		var b bytes.Buffer
		for i := range n {
			if d := document(i, side == 1); d != nil {
				if err := corpus.Encode(&b, d, corpus.DefaultLayers); err != nil {
					t.Fatal(err)
				}
			}
		}
		paths[side] = filepath.Join(dir, []string{"old.jsonl", "new.jsonl"}[side])
		if err := os.WriteFile(paths[side], b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	r, err := Compare(context.Background(), paths[0], paths[1], Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var one, two bytes.Buffer
	for _, b := range []*bytes.Buffer{&one, &two} {
		if err := r.HTML(b, most); err != nil {
			t.Fatal(err)
		}
	}
	if one.String() != two.String() {
		t.Error("a second page has other bytes")
	}
	return one.String()
}

func TestPage(t *testing.T) {
	const n = 30
	s := pageOf(t, n, 4, func(i int, new bool) *corpus.Document {
		d := &corpus.Document{ID: fmt.Sprintf("d%02d", i), Text: "Ann Lee met Tom Berg.\n\nThey left."}
		actor := "ann-lee"
		if new {
			actor = "our:ann"
		}
		d.Entities = []corpus.Entity{{Span: corpus.Span{Start: 0, End: 7}, Text: "Ann Lee", Type: corpus.Person, Actor: actor}, {Span: corpus.Span{Start: 12, End: 20}, Text: "Tom Berg", Type: corpus.Person}}
		d.Sentences = []corpus.Sentence{{Span: corpus.Span{Start: 0, End: 21}}, {Span: corpus.Span{Start: 23, End: 33}}}
		switch {
		case i == 3 && new:
			d.Text = strings.Replace(d.Text, "They left.", "They stayed.", 1)
			d.Sentences[1].End = len(d.Text)
		case i == 4 && new:
			d.Entities = d.Entities[:1]
		case i >= 20 && new:
			d.Entities[1].Type = corpus.EntityType([]string{"ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK", "PRODUCT", "LAW", "ORG"}[i-20])
		case i == 5 && !new:
			return nil
		}
		return d
	})
	pagetest.Check(t, s)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Find("details.card").Length(); got != 4 {
		t.Errorf("%d clusters on the page", got)
	}
	first := doc.Find("details.card").First()
	if _, open := first.Attr("open"); !open || !strings.Contains(first.Find("summary").First().Text(), "actor ann-lee → our:ann") {
		t.Errorf("the first cluster is %q", first.Find("summary").First().Text())
	}
	if first.Find("del.old").First().Text() != "ann-lee" || first.Find("ins.new").First().Text() != "our:ann" || first.Find("mark.both").First().Text() != "Ann Lee" {
		t.Errorf("the first sample shows %q", first.Find(".sample").First().Text())
	}
	if rows := first.Find("tbody tr").Length(); rows != pageChanges {
		t.Errorf("%d changes are listed of the first cluster", rows)
	}
	text := strings.Join(strings.Fields(doc.Text()), " ")
	for _, want := range []string{"Not on this page:", "more change", "smaller cluster"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	sum := 0
	doc.Find("#layers table.heat tbody tr").Each(func(_ int, r *goquery.Selection) {
		n := 0
		fmt.Sscan(r.Children().Last().Text(), &n)
		sum += n
	})
	var changes int
	fmt.Sscan(doc.Find("#summary dd").Eq(2).Text(), &changes)
	if sum != changes || changes == 0 {
		t.Errorf("the heat table holds %d of %d changes", sum, changes)
	}
}

// TestPageOfText holds that of a changed paragraph only what has changed is marked.
func TestPageOfText(t *testing.T) {
	s := pageOf(t, 1, -1, func(i int, new bool) *corpus.Document {
		d := &corpus.Document{ID: "a", Text: "The council of the town met in the old hall on Monday and left early."}
		if new {
			d.Text = strings.Replace(d.Text, "old hall", "<new> house", 1)
		}
		return d
	})
	pagetest.Check(t, s)
	if !strings.Contains(s, `in the <del class="old">old hall</del> on`) || !strings.Contains(s, `in the <ins class="new">&lt;new&gt; house</ins> on`) {
		t.Errorf("the change is not marked in\n%s", s[strings.Index(s, `id="clusters"`):])
	}
}

func TestPageOfHostileRecords(t *testing.T) {
	names := []string{"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "\u202egnp\u2066 ⟦ x", "a\x00\x1b[31m`b`", strings.Repeat("long ", 3000), "⟧⟦", "'-->"}
	s := pageOf(t, len(names), -1, func(i int, new bool) *corpus.Document {
		name := names[i]
		d := &corpus.Document{ID: fmt.Sprintf("%d %s", i, name), Title: name, Text: "x " + name + " accused them."}
		d.Sentences = []corpus.Sentence{{Span: corpus.Span{Start: 0, End: len(d.Text)}}}
		actor := name
		if new {
			actor, d.Title = names[(i+1)%len(names)], "other"+name
		}
		d.Entities = []corpus.Entity{{Span: corpus.Span{Start: 2, End: 2 + len(name)}, Text: name, Type: corpus.Person, Actor: actor}}
		return d
	})
	pagetest.Check(t, s)
	for _, bad := range []string{"<script", "<img", "\x00", "\x1b", "\u202e", "\u2066"} {
		if strings.Contains(s, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if !strings.Contains(s, "&lt;script&gt;alert(1)") {
		t.Error("the names are not shown")
	}
}

func TestPageOfNothing(t *testing.T) {
	s := pageOf(t, 2, -1, func(i int, new bool) *corpus.Document {
		return &corpus.Document{ID: fmt.Sprint(i), Text: "The same."}
	})
	pagetest.Check(t, s)
	if !strings.Contains(s, "Nothing has changed") {
		t.Error("the page does not say that nothing has changed")
	}
}
