package diff

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"dateline/corpus"
	"dateline/corpus/page"
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
	var made []string
	for _, jobs := range []int{1, 3} {
		r, err := Compare(context.Background(), paths[0], paths[1], Options{Pictures: true, Jobs: jobs})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := r.HTML(&b, most); err != nil {
			t.Fatal(err)
		}
		r.Close()
		made = append(made, b.String())
	}
	if made[0] != made[1] {
		t.Error("a second page has other bytes")
	}
	return made[0]
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

// happenedIn is a document of events, each of a day, a class and two actors.
func happenedIn(id string, events ...[4]string) *corpus.Document {
	d := &corpus.Document{ID: id, Lang: "en"}
	for _, e := range events {
		start := len(d.Text)
		d.Text += "They did it. "
		span := corpus.Span{Start: start, End: start + 4}
		d.Sentences = append(d.Sentences, corpus.Sentence{Span: corpus.Span{Start: start, End: start + 12}})
		x := corpus.Event{Type: corpus.Accuse, Quad: int(e[1][0] - '0'), Realis: corpus.Actual, Trigger: corpus.Phrase{Span: corpus.Span{Start: start + 5, End: start + 8}, Text: "did"}, Sentence: d.Sentences[len(d.Sentences)-1].Span,
			Sources: []corpus.Participant{{Span: span, Actor: e[2]}}, Targets: []corpus.Participant{{Span: span, Actor: e[3]}}, Confidence: 0.7}
		if e[0] != "" {
			x.Date = &corpus.EventDate{Value: e[0], Span: span}
		}
		d.Events = append(d.Events, x)
	}
	for _, a := range []string{"ann", "bo", "cy", "dee"} {
		d.Actors = append(d.Actors, corpus.Actor{ID: a, Name: strings.ToUpper(a[:1]) + a[1:], Type: corpus.Person, Mentions: 1})
	}
	corpus.AssignIDs(d)
	return d
}

// TestPictures holds the numbers of the pictures: of documents that are the same, that have changed, that came and that went.
func TestPictures(t *testing.T) {
	s := pageOf(t, 8, -1, func(i int, new bool) *corpus.Document {
		id := fmt.Sprint("d", i)
		switch {
		case i < 4: // the same
			return happenedIn(id, [4]string{"2021-05-01", "3", "ann", "bo"}, [4]string{"2021-05-02", "1", "bo", "ann"})
		case i == 4 && !new:
			return happenedIn(id, [4]string{"2021-05-01", "3", "ann", "bo"}, [4]string{"2021-05-03", "4", "ann", "cy"}, [4]string{"", "2", "ann", "cy"})
		case i == 4: // one of another day, one of another actor
			return happenedIn(id, [4]string{"2021-05-04", "3", "ann", "bo"}, [4]string{"2021-05-03", "4", "ann", "dee"}, [4]string{"", "2", "ann", "cy"})
		case i == 5 && !new, i == 6 && new:
			return happenedIn(id, [4]string{"2021-05", "3", "ann", "cy"})
		case i == 7: // of which nothing has happened
			d := happenedIn(id, [4]string{"2021-05-01", "3", "ann", "bo"}, [4]string{"2021-05-01", "3", "ann", "bo"})
			d.Events[0].Realis, d.Events[1].Type = corpus.Planned, corpus.Statement
			return d
		}
		return nil
	})
	pagetest.Check(t, s)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	table := func(selector string) (rows []string) {
		doc.Find(selector).First().Find("tbody tr").Each(func(_ int, r *goquery.Selection) {
			var cells []string
			r.Children().Each(func(_ int, c *goquery.Selection) { cells = append(cells, c.Text()) })
			rows = append(rows, strings.Join(cells, " "))
		})
		return rows
	}
	for _, c := range []struct {
		selector string
		want     []string
	}{
		{"#events table", []string{"verbal cooperation 4 4 0 0 0", "material cooperation 1 1 0 0 0", "verbal conflict 6 6 0 2 2", "material conflict 1 1 0 0 0", "all 12 12 0 2 2"}},
		{"#time figure:nth-of-type(1) table", []string{"2021-05-01 0 1", "2021-05-04 1 0"}},
		{"#time figure:nth-of-type(2) table", []string{"2021-05-01 0 0 5 0 0 0 4 0", "2021-05-02 4 0 0 0 4 0 0 0", "2021-05-03 0 0 0 1 0 0 0 1", "2021-05-04 0 0 0 0 0 0 1 0"}},
		{"#time table.heat", []string{"verbal conflict −1 +1 0"}},
		{"#network table", []string{"Ann Bo 5 5 0 0 0", "Bo Ann 4 4 0 0 0", "Ann Cy 3 2 −1 2 1", "Ann Dee 0 1 +1 0 1"}},
	} {
		if got := table(c.selector); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", c.selector, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
	text := strings.Join(strings.Fields(doc.Find("#time").Text()), " ")
	if !strings.Contains(text, "2 with a date longer than a day, 2 without a date") {
		t.Errorf("the page does not say what is not in the columns: %s", text)
	}
	if n := doc.Find("#network path.enew").Length() - 1; n != 1 { // one is in the legend
		t.Errorf("%d arrows are new", n)
	}
}

// TestPicturesInBounds holds that more keys than are counted at once leave the same page for any number of workers, which
// says how much it may be wrong.
func TestPicturesInBounds(t *testing.T) {
	p := newPictures(50)
	for i := range 4000 {
		s := newScenes()
		k := i * i % 997 % (1 + i%311)
		d := happenedIn(fmt.Sprint(i), [4]string{fmt.Sprintf("%04d-05-01", 1000+k), "3", fmt.Sprint("a", k%97), fmt.Sprint("b", k)})
		if i%9 == 0 {
			s.document(nil, d)
		} else {
			s.document(d, d)
		}
		p.add(s)
	}
	if p.when.Len() > 50 || p.links.Len() > 50 || p.moved.Len() > 50 || p.actors.Len() > 50 {
		t.Error("more is kept than is allowed")
	}
	sheet := page.New(page.Head{Title: "x"})
	p.draw(sheet)
	var b strings.Builder
	if err := sheet.Write(&b); err != nil {
		t.Fatal(err)
	}
	pagetest.Check(t, b.String())
	for _, what := range []string{"dates", "pairs", "actors"} {
		if !strings.Contains(b.String(), "There are more "+what+" than are counted at once") {
			t.Errorf("the page does not say that %s were forgotten", what)
		}
	}
}
