package overview

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"dateline/corpus"
	"dateline/corpus/page/pagetest"
	"dateline/pipeline"
)

// write makes a dataset directory of documents, as a run would.
func write(t testing.TB, counts pipeline.Counts, letters string, n int, document func(i int) *corpus.Document) string {
	t.Helper()
	dir := t.TempDir()
	man, err := json.Marshal(pipeline.Manifest{Version: "test", Counts: counts})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for i := range n {
		d := document(i)
		if err := corpus.Encode(&b, d, corpus.DefaultLayers); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range map[string][]byte{pipeline.ManifestFile: man, pipeline.DocumentsFile: b.Bytes(), pipeline.ErrorsFile: []byte(letters)} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// told is a document that says in so many events that one actor did something to another.
func told(i, events int, name func(int) string, date string) *corpus.Document {
	d := &corpus.Document{ID: fmt.Sprintf("d%07d", i), URL: "https://example.org/" + fmt.Sprint(i), Title: name(i), Publisher: name(i + 1), Published: "2024-05-01", Lang: "en"}
	d.Text = name(i) + " accused somebody of it."
	s := corpus.Span{Start: 0, End: len(d.Text)}
	for k := range events {
		from, to := i+k, i+2*k+1
		id := fmt.Sprintf("%016x", i*events+k+1)
		e := corpus.Event{ID: id, EventID: id, Type: "ACCUSE", Quad: 3, Realis: corpus.Actual, Trigger: corpus.Phrase{Span: corpus.Span{Start: 0, End: 1}}, Sentence: s, Confidence: 0.9,
			Sources: []corpus.Participant{{Actor: fmt.Sprint("a", from), Span: s}}, Targets: []corpus.Participant{{Actor: fmt.Sprint("a", to), Span: s}},
			Date: &corpus.EventDate{Value: date, How: "published"}}
		lat, lon := 59.9, 10.7
		e.Location = &corpus.Location{Name: name(i + k), Country: "NOR", Lat: &lat, Lon: &lon}
		d.Events = append(d.Events, e)
		for _, a := range []int{from, to} {
			d.Actors = append(d.Actors, corpus.Actor{ID: fmt.Sprint("a", a), Name: name(a), Type: corpus.Person})
		}
	}
	d.Quotes = []corpus.Quote{{ID: fmt.Sprintf("q%d", i), Kind: corpus.Direct, Text: strings.Repeat(name(i)+" ", 4), Confidence: 0.9, Speaker: &corpus.Speaker{Text: name(i), Actor: fmt.Sprint("a", i)}}}
	return d
}

func render(t testing.TB, dir string, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, dir, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestHostileNames holds that no name, title or date of a dataset gets out of its place.
func TestHostileNames(t *testing.T) {
	names := []string{"<script>alert(1)</script>", `"><svg onload=alert(1)>`, "\u202egnp.exe\u2066", "a\x00b\x1b[31m", strings.Repeat("long ", 5000), "'-->]]>", strings.Repeat("x\u0301\u0302\u0303", 900), "&lt;b&gt;", ""}
	name := func(i int) string { return names[i%len(names)] }
	dir := write(t, pipeline.Counts{Documents: 40}, `{"path":"x","reason":"<b>bad\u202e"}`+"\n", 40, func(i int) *corpus.Document { return told(i, 3, name, name(i)) })
	s := render(t, dir, Options{Title: names[0]})
	pagetest.Check(t, s)
	if len(s) > 1<<20 {
		t.Errorf("the page has %d bytes", len(s))
	}
	for _, bad := range []string{"<script>alert", "<svg onload", "\x00", "\x1b", "\u202e", "\u2066", "<b>bad"} {
		if strings.Contains(s, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
}

func TestCounts(t *testing.T) {
	name := func(i int) string { return fmt.Sprint("Name ", i) }
	dir := write(t, pipeline.Counts{Documents: 5, Skipped: 1, Copies: 2, Refused: 1}, `{"path":"x","reason":"unexpected end"}`+"\n", 5, func(i int) *corpus.Document {
		d := told(0, 4, name, "2024-05-01")
		d.ID = fmt.Sprint("d", i)
		switch i {
		case 1: // the same happenings again, and a statement
			d.Events = append(d.Events, corpus.Event{ID: "f1", EventID: "f1", Type: corpus.Statement, Confidence: 1, Realis: corpus.Actual})
		case 2:
			d.Events = d.Events[:2]
			for k := range d.Events {
				d.Events[k].EventID = fmt.Sprint("e", k)
			}
			d.Events[0].Confidence = 0.2
			d.Events[1].Realis = corpus.Planned
		case 3:
			d.Events = d.Events[:1]
			d.Events[0].EventID, d.Events[0].ID, d.Events[0].Date = "e9", "e9", nil
		case 4:
			d.Events, d.Skipped = nil, "German"
		}
		return d
	})
	v, err := read(context.Background(), dir, Options{Confidence: 0.5})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(v.reports, v.statements, v.doubtful, v.unreal, v.repeated, v.shown, v.undated, v.reportsOf(fmt.Sprintf("%016x", 1)))
	if want := "11 1 1 1 4 5 1 2"; got != want {
		t.Errorf("counts are %s, want %s", got, want)
	}
	if p := v.pairs.Top(1)[0]; p.N != 2 || p.Value.from[1] != "Name 0" || p.Value.to[1] != "Name 1" {
		t.Errorf("the first pair is %+v", p)
	}
	s := render(t, dir, Options{Confidence: 0.5, Events: 3})
	pagetest.Check(t, s)
	if s != render(t, dir, Options{Confidence: 0.5, Events: 3}) {
		t.Error("a second page has other bytes")
	}
	doc, _ := goquery.NewDocumentFromReader(strings.NewReader(s))
	if n := doc.Find("#list tbody tr").Length(); n != 3 {
		t.Errorf("%d events in the list", n)
	}
	text := doc.Text()
	for _, want := range []string{"2 more are in the dataset", "unexpected end (1)", "German (1)", "and 1 other report", "1 without a date", "below the confidence of 0.50", "1 plain statement"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if n := doc.Find("svg.network circle").Length(); n < 3 {
		t.Errorf("%d actors in the network", n)
	}
	if href, _ := doc.Find("#list a[rel]").Attr("href"); href != "https://example.org/0" {
		t.Errorf("an event leads to %q", href)
	}
}

func TestEmpty(t *testing.T) {
	s := render(t, write(t, pipeline.Counts{}, "", 0, nil), Options{})
	pagetest.Check(t, s)
	if !strings.Contains(s, "No event has a date") {
		t.Error("the page does not say that there is nothing")
	}
	if err := Write(context.Background(), new(bytes.Buffer), t.TempDir(), Options{}); err == nil {
		t.Error("a directory without a manifest is a dataset")
	}
}

// TestMemory reads many documents, each with names of its own, and holds on to a part of them only.
func TestMemory(t *testing.T) {
	held := func(n int) uint64 {
		dir := write(t, pipeline.Counts{}, "", n, func(i int) *corpus.Document {
			d := told(i, 1, func(i int) string { return fmt.Sprint("Name ", i) }, "2024-05-01")
			d.Text += strings.Repeat(" more text", 4000)
			return d
		})
		v, err := read(context.Background(), dir, Options{Events: 100})
		if err != nil {
			t.Fatal(err)
		}
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		runtime.KeepAlive(v)
		return m.HeapAlloc
	}
	one, four := held(250), held(1250)
	if four > one+12<<20 { // the texts of 1,000 documents are 40 MB
		t.Errorf("%d bytes are held of 250 documents and %d of 1,250", one, four)
	}
}
