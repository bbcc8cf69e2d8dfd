package pipeline

import (
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
	"dateline/corpus/pack"
	"dateline/corpus/usage"
	"dateline/pipeline/cache"
)

var scaleDocuments = flag.Int("documents", 20_000, "documents of BenchmarkReduceScale")

// BenchmarkReduceScale runs the reduce and the writing over a generated dump in which
// every document has a new id and new names, and says what they took:
//
//	go test -run '^$' -bench ReduceScale -benchtime 1x -timeout 0 ./pipeline -documents 1000000
//
// The documents come as the map would leave them in a cache, without running the
// stages, which take the same memory however many documents there are.
func BenchmarkReduceScale(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(50)) // as the command has it
	for b.Loop() {
		dir := b.TempDir()
		if err := os.MkdirAll(filepath.Join(dir, stateDir), 0o755); err != nil {
			b.Fatal(err)
		}
		store, err := cache.Open(filepath.Join(dir, cacheDir), cache.Options{})
		if err != nil {
			b.Fatal(err)
		}
		c := Config{Version: func(string) string { return "1" }, TempDir: dir}
		j, err := c.start(nil, &kept{store: store})
		if err != nil {
			b.Fatal(err)
		}
		g := &generated{random: rand.New(rand.NewPCG(1, 2))}
		for i := range *scaleDocuments {
			m, err := j.mapper.shelve(g.document(i))
			if err == nil {
				_, err = j.documents.Add(pack.Append(nil, &m))
			}
			if err != nil {
				b.Fatal(err)
			}
		}
		stop := make(chan struct{})
		live := usage.Watch(stop)
		cpu, _ := usage.Process()
		start := time.Now()
		j.phases.lap()
		ds, err := createDataset(dir, datasetFiles...)
		if err != nil {
			b.Fatal(err)
		}
		var out Outcome
		if err := j.finish(b.Context(), ds, &out, "test", dir); err != nil {
			b.Fatal(err)
		}
		close(stop)
		after, peak := usage.Process()
		n := float64(*scaleDocuments)
		b.ReportMetric((after-cpu)/n*1e6, "cpu-µs/document")
		b.ReportMetric(time.Since(start).Seconds(), "s")
		b.ReportMetric(out.Report.Seconds.Reduce, "s-reduce")
		b.ReportMetric(float64(<-live)/(1<<20), "MB-resident")
		b.ReportMetric(float64(peak)/(1<<20), "MB-peak-of-process")
		b.ReportMetric(float64(out.Manifest.Counts.Actors)/n, "actors/document")
		j.close()
		store.Close()
	}
}

// shelve puts a finished document on the shelf, as document does.
func (m *mapper) shelve(d *corpus.Document) (mapped, error) {
	out := mapped{ID: d.ID, Source: d.Source}
	key := func(part string) cache.Key { return cache.KeyOf([]byte(part), []byte(d.ID)) }
	text, layers, events := textOf(d), layersOf(d), eventsOf(d)
	packed := pack.Append(nil, &text)
	head := textHead{Digest: cache.KeyOf(packed), ID: d.URL}
	var err error
	if out.Text, err = m.shelf.put(key("text"), kindText, squeeze(squeezed(nil, &head), packed)); err != nil {
		return out, err
	}
	words := wordsPart{}
	if out.Layers, err = m.shelf.put(key("layers"), kindLayers, squeezed(squeezed(nil, &layers), &words)); err != nil {
		return out, err
	}
	kept := squeezed(nil, &events)
	corpus.AssignIDs(d)
	k := keysOf(d, m.base)
	out.Events, err = m.shelf.put(key("events"), kindEvents, append(k.appendTo(nil), kept...))
	return out, err
}

// generated makes documents.
type generated struct {
	random *rand.Rand
	known  []string // people of earlier documents, of whom some return
}

var syllables = strings.Fields("ba be bo da de dra du fa fe gi go gra ha he ka ke kra ku la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to tra va ve vi vo za ze zo")

func (g *generated) word(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(syllables[g.random.IntN(len(syllables))])
	}
	return strings.ToUpper(b.String()[:1]) + b.String()[1:]
}

// person is new in nine cases of ten.
func (g *generated) person() string {
	if len(g.known) > 0 && g.random.IntN(10) == 0 {
		return g.known[g.random.IntN(len(g.known))]
	}
	name := g.word(2) + " " + g.word(3)
	if len(g.known) < 10_000 {
		g.known = append(g.known, name)
	}
	return name
}

func (g *generated) document(i int) *corpus.Document {
	d := &corpus.Document{ID: fmt.Sprintf("generated-%07d", i), Published: time.Date(2014, 1, 1+g.random.IntN(3000), 0, 0, 0, 0, time.UTC).Format("2006-01-02"), Lang: "en"}
	d.Source = corpus.Source{Path: "generated.jsonl", Offset: int64(i), SHA256: fmt.Sprintf("%064x", i)}
	at := map[string]int{}
	var text strings.Builder
	add := func(s string) corpus.Span {
		from := text.Len()
		text.WriteString(s)
		return corpus.Span{Start: from, End: text.Len()}
	}
	name := func(s string, t corpus.EntityType) corpus.Participant {
		id := strings.ToLower(strings.ReplaceAll(s, " ", "-"))
		if s == "Norway" {
			id = "Q20"
		}
		j, ok := at[id]
		if !ok {
			j = len(d.Actors)
			at[id] = j
			d.Actors = append(d.Actors, corpus.Actor{ID: id, Name: s, Type: t})
		}
		d.Actors[j].Mentions++
		span := add(s)
		d.Entities = append(d.Entities, corpus.Entity{Span: span, Text: s, Type: t, Actor: id})
		return corpus.Participant{Span: span, Actor: id}
	}
	verbs := []struct {
		text, lemma string
		kind        corpus.EventType
	}{{"met", "meet", corpus.Consult}, {"accused", "accuse", corpus.Accuse}, {"attacked", "attack", corpus.Assault}, {"praised", "praise", corpus.Support}}
	for s := range 4 {
		from := text.Len()
		who := name(g.person(), corpus.Person)
		add(" ")
		v := verbs[g.random.IntN(len(verbs))]
		trigger := corpus.Phrase{Span: add(v.text), Text: v.text}
		add(" ")
		whom := corpus.Participant{}
		switch s {
		case 0:
			whom = name(g.word(2)+" "+g.word(2)+" Party", corpus.Org)
		case 1:
			whom = name("Norway", corpus.GPE)
		default:
			whom = name(g.person(), corpus.Person)
		}
		add(" over the " + strings.ToLower(g.word(3)) + " of " + strings.ToLower(g.word(2)))
		crash := add(" crash")
		add(". ")
		span := corpus.Span{Start: from, End: text.Len() - 1}
		d.Sentences = append(d.Sentences, corpus.Sentence{Span: span})
		d.Events = append(d.Events, corpus.Event{ID: fmt.Sprint("e", s), Type: v.kind, Trigger: trigger, Sentence: span, Realis: corpus.Actual,
			Sources: []corpus.Participant{who}, Targets: []corpus.Participant{whom}, Date: &corpus.EventDate{Value: d.Published}})
		d.Mentions = append(d.Mentions, corpus.Mention{Span: corpus.Span{Start: crash.Start + 1, End: crash.End}, Lemma: "crash"})
		if s < 2 {
			said := corpus.Span{Start: trigger.Start, End: span.End}
			d.Quotes = append(d.Quotes, corpus.Quote{ID: fmt.Sprint("q", s), Span: said, Text: text.String()[said.Start:said.End], Kind: corpus.Indirect,
				Speaker: &corpus.Speaker{Span: who.Span, Text: text.String()[who.Start:who.End], Actor: who.Actor}})
		}
	}
	d.Text = text.String()
	return d
}

// TestScaleIsSound keeps the benchmark honest: what it generates are whole documents
// that go through reduce and writing like any others.
func TestScaleIsSound(t *testing.T) {
	g := &generated{random: rand.New(rand.NewPCG(1, 2))}
	c := Config{Version: func(string) string { return "1" }}
	to := &scratch{}
	j, err := c.start(nil, to)
	if err != nil {
		t.Fatal(err)
	}
	defer j.close()
	for i := range 200 {
		d := g.document(i)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		m, err := j.mapper.shelve(d)
		if err == nil {
			_, err = j.documents.Add(pack.Append(nil, &m))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	r := &reduction{mapper: j.mapper, report: func(Letter) {}}
	defer r.close()
	if err := r.run(&j.documents); err != nil {
		t.Fatal(err)
	}
	distinct := map[string]bool{}
	n := 0
	for d, err := range r.all() {
		if err != nil {
			t.Fatal(err)
		}
		n++
		for _, id := range d.Actors {
			distinct[id] = true
		}
	}
	if n != 200 || len(distinct) < 800 {
		t.Errorf("%d documents, %d actors", n, len(distinct))
	}
}
