package diff

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/corpus/usage"
)

var scaleEvents = flag.Int("events", 20_000, "events of each dataset of BenchmarkScale")

// eventsPerDocument is about what news gives.
const eventsPerDocument = 25

// BenchmarkScale compares two generated datasets, in which a document in ten has changed, once for the changes alone and
// once for the page, and says what that took:
//
//	go test -run '^$' -bench Scale -benchtime 1x -timeout 0 ./golden/diff -events 1000000
//
// Of the changed documents, some have a new paragraph in front, some another actor behind one
// name, some other dates, roots and ends, and some have lost an event.
func BenchmarkScale(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(50)) // as the command has it
	dir := b.TempDir()
	old, new := filepath.Join(dir, "old"), filepath.Join(dir, "new")
	var size int64
	for _, side := range []string{old, new} {
		n, err := writeDataset(side, *scaleEvents/eventsPerDocument, side == new)
		if err != nil {
			b.Fatal(err)
		}
		size += n
	}
	for _, what := range []string{"changes", "page"} {
		b.Run(what, func(b *testing.B) {
			debug.FreeOSMemory()
			for b.Loop() {
				stop := make(chan struct{})
				live := usage.Watch(stop)
				before, _ := usage.Process()
				start := time.Now()
				r, err := Compare(b.Context(), old, new, Options{TempDir: dir, Pictures: what == "page"})
				if err != nil {
					b.Fatal(err)
				}
				if what == "page" {
					var size written
					if err := r.HTML(&size, 60); err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(float64(size)/(1<<10), "KB-page")
				}
				took := time.Since(start)
				close(stop)
				b.ReportMetric(took.Seconds(), "s")
				after, _ := usage.Process()
				b.ReportMetric(after-before, "cpu-s")
				b.ReportMetric(float64(<-live)/(1<<20), "MB-resident")
				b.ReportMetric(float64(size)/(1<<20), "MB-read")
				b.ReportMetric(float64(size)/(1<<20)/took.Seconds(), "MB/s")
				b.ReportMetric(float64(r.Differences), "changes")
				b.ReportMetric(float64(r.NumClusters), "clusters")
				r.Close()
			}
		})
	}
}

// written counts bytes.
type written int

func (w *written) Write(b []byte) (int, error) {
	*w += written(len(b))
	return len(b), nil
}

// writeDataset writes a dataset directory of so many documents.
func writeDataset(dir string, documents int, changed bool) (int64, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, err
	}
	manifest := `{"version":"test","config":{"layers":"` + corpus.DefaultLayers.String() + `"}}`
	if err := os.WriteFile(filepath.Join(dir, manifestFile), []byte(manifest), 0o644); err != nil {
		return 0, err
	}
	f, err := os.Create(filepath.Join(dir, documentsFile))
	if err != nil {
		return 0, err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	var line []byte
	for i := range documents {
		d := generated(i, eventsPerDocument)
		if changed && i%10 == 0 {
			alter(d, i/10)
		}
		if line, err = corpus.AppendLine(line[:0], d, corpus.DefaultLayers); err != nil {
			return 0, err
		}
		if _, err := w.Write(line); err != nil {
			return 0, err
		}
	}
	if err := w.Flush(); err != nil {
		return 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), f.Close()
}

var (
	people = strings.Fields("Adde Brun Corv Dahl Eide Falk Gaar Holm Ivar Jung Kvam Lund Moen Nygd Oxen Prim")
	verbs  = []struct {
		word, mode string
		root       corpus.EventType
		quad       int
	}{{"met", "meet", corpus.Consult, 1}, {"accused", "", corpus.Accuse, 3}, {"praised", "", corpus.Support, 1}, {"warned", "", corpus.Threaten, 3}, {"sued", "", corpus.Coerce, 4}}
	objects = strings.Fields("the ministers the envoys the council the union the board")
)

// generated is a document of one event a sentence.
func generated(i, events int) *corpus.Document {
	random := rand.New(rand.NewPCG(7, uint64(i)))
	d := &corpus.Document{ID: fmt.Sprintf("doc-%07d", i), Title: fmt.Sprintf("Report %d", i), Published: "2021-06-14", Lang: "en"}
	var b strings.Builder
	cast := map[string]int{}
	for n := range events {
		if n > 0 {
			b.WriteString([]string{" ", " ", "\n\n"}[n%3])
		}
		start := b.Len()
		put := func(s string) corpus.Span {
			from := b.Len()
			b.WriteString(s)
			return corpus.Span{Start: from, End: b.Len()}
		}
		who, verb := people[random.IntN(len(people))], verbs[random.IntN(len(verbs))]
		date := fmt.Sprintf("%d May", 1+random.IntN(28))
		source := put(who)
		b.WriteString(" ")
		trigger := put(verb.word)
		b.WriteString(" ")
		target := put(objects[2*random.IntN(len(objects)/2)] + " " + objects[2*random.IntN(len(objects)/2)+1])
		to := corpus.Participant{Span: target}
		if n%2 == 1 { // one of many, so that there are more pairs than a page counts at once
			whom := random.IntN(20_000)
			b.WriteString(" of ")
			to.Span, to.Actor = put(fmt.Sprint("Town ", whom)), fmt.Sprint("town-", whom)
		}
		b.WriteString(" on ")
		day := put(date)
		put(fmt.Sprintf(", number %d of its kind in a week that had seen much of it before.", n))
		sentence := corpus.Span{Start: start, End: b.Len()}
		id := strings.ToLower(who)
		cast[id]++
		value := "2021-05-" + fmt.Sprintf("%02s", strings.TrimSuffix(date, " May"))
		d.Sentences = append(d.Sentences, corpus.Sentence{Span: sentence})
		d.Entities = append(d.Entities, corpus.Entity{Span: source, Text: who, Type: corpus.Person, Actor: id})
		d.Dates = append(d.Dates, corpus.Date{Span: day, Text: date, Type: corpus.DateDate, Value: value, How: corpus.HowPublished})
		d.Events = append(d.Events, corpus.Event{Type: verb.root, Mode: verb.mode, Quad: verb.quad, Realis: corpus.Actual, Trigger: corpus.Phrase{Span: trigger, Text: verb.word}, Sentence: sentence,
			Sources: []corpus.Participant{{Span: source, Actor: id, Country: "NOR"}}, Targets: []corpus.Participant{to},
			Date: &corpus.EventDate{Value: value, Span: day, How: corpus.HowPublished}, Confidence: 0.7, Why: []string{"trigger \"" + verb.word + "\"", "source " + who + " → " + id}})
	}
	d.Text = b.String()
	for _, p := range people {
		if id := strings.ToLower(p); cast[id] > 0 {
			d.Actors = append(d.Actors, corpus.Actor{ID: id, Name: p, Type: corpus.Person, Country: "NOR", Mentions: cast[id]})
		}
	}
	corpus.AssignIDs(d)
	return d
}

// alter changes a document in one of several ways.
func alter(d *corpus.Document, n int) {
	switch n % 5 {
	case 0:
		insertParagraph(d, "A line that nobody had seen was put in front.")
	case 1:
		d.RenameActors(map[string]string{"adde": "Q1", "brun": "Q2"})
	case 2:
		for i := range d.Dates {
			d.Dates[i].Value = strings.Replace(d.Dates[i].Value, "2021", "2020", 1)
			d.Events[i].Date.Value = d.Dates[i].Value
		}
	case 3:
		for i := range d.Events {
			if d.Events[i].Type == corpus.Accuse {
				d.Events[i].Type = corpus.Reject
			}
		}
		corpus.AssignIDs(d)
	case 4:
		d.Events = d.Events[1:]
		d.Entities[3].Type = corpus.Org
	}
}

// insertParagraph puts a paragraph before the text and moves all spans, as a run over such a
// text would.
func insertParagraph(d *corpus.Document, words string) {
	by := len(words) + 2
	d.Text = words + "\n\n" + d.Text
	move := func(s *corpus.Span) { s.Start += by; s.End += by }
	for i := range d.Sentences {
		move(&d.Sentences[i].Span)
	}
	for i := range d.Entities {
		move(&d.Entities[i].Span)
	}
	for i := range d.Dates {
		move(&d.Dates[i].Span)
	}
	for i := range d.Quotes {
		q := &d.Quotes[i]
		move(&q.Span)
		for k := range q.Spans {
			q.Spans[k][0] += by
			q.Spans[k][1] += by
		}
		if q.Cue != nil {
			move(&q.Cue.Span)
		}
		if q.Speaker != nil {
			move(&q.Speaker.Span)
		}
	}
	for i := range d.References {
		move(&d.References[i].Span)
	}
	for i := range d.Events {
		e := &d.Events[i]
		move(&e.Trigger.Span)
		move(&e.Sentence)
		for _, side := range [][]corpus.Participant{e.Sources, e.Targets} {
			for k := range side {
				move(&side[k].Span)
			}
		}
		if e.Date != nil && e.Date.Len() > 0 {
			move(&e.Date.Span)
		}
	}
	d.Sentences = append([]corpus.Sentence{{Span: corpus.Span{Start: 0, End: len(words)}}}, d.Sentences...)
}
