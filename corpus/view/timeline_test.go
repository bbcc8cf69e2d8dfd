package view

import (
	"bytes"
	"strings"
	"testing"

	"dateline/corpus"
)

// TestTimeline holds a whole timeline: order and days, hours below their day, names for pronouns, places that are said
// once, several reports, what did not happen, what has no date, and lines that are broken.
func TestTimeline(t *testing.T) {
	text := "Ann Lee met envoys of the Republic of the Two Rivers and the Three Mountains in Oslo. She visited Bergen. They struck."
	at := func(s string) corpus.Span {
		i := strings.Index(text, s)
		return corpus.Span{Start: i, End: i + len(s)}
	}
	side := func(actor string, words string) []corpus.Participant {
		return []corpus.Participant{{Span: at(words), Actor: actor}}
	}
	event := func(id string, typ corpus.EventType, code string, words, day string) corpus.Event {
		e := corpus.Event{EventID: id, Type: typ, CAMEO: code, Quad: 1, Realis: corpus.Actual, Trigger: corpus.Phrase{Span: at(words), Text: words}}
		if day != "" {
			e.Date = &corpus.EventDate{Value: day}
		}
		return e
	}
	met := event("e1", corpus.Consult, "040", "met", "2021-05-06TEV")
	met.Sources, met.Targets = side("ann-lee", "Ann Lee"), side("", "envoys of the Republic of the Two Rivers and the Three Mountains")
	met.Location = &corpus.Location{Name: "Oslo"}
	visited := event("e2", corpus.Consult, "042", "visited", "2021-05-06")
	visited.Sources, visited.Targets = side("ann-lee", "She"), side("Q26793", "Bergen")
	visited.Location = &corpus.Location{Name: "Bergen"}
	again := visited
	struck := event("e3", corpus.Protest, "143", "struck", "2021-SP")
	struck.Sources, struck.Realis = side("", "They"), corpus.Planned
	said := event("e4", corpus.Statement, "010", "struck", "2020")
	never := event("e5", corpus.Assault, "", "struck", "")
	never.Realis = corpus.Denied
	d := &corpus.Document{ID: "d", Title: "Talks\nin Oslo", Published: "2021-05-07", Text: text,
		Actors: []corpus.Actor{{ID: "ann-lee", Name: "Ann Lee"}, {ID: "Q26793", Name: "Bergen"}},
		Dates: []corpus.Date{{Value: "2021-05-06TEV", Begin: "2021-05-06T18:00"}, {Value: "2021-05-06", Begin: "2021-05-06"},
			{Value: "2021-SP", Begin: "2021-03-01"}},
		Events: []corpus.Event{never, met, visited, said, again, struck}}
	const want = `Talks in Oslo
d · 2021-05-07

2021-SP     PROTEST 143    They · struck (planned)
2021-05-06  CONSULT 042    Ann Lee · visited · Bergen ×2
            CONSULT 040    Ann Lee · met · envoys of the Republic of the Two
                           River…, in Oslo
no date     ASSAULT        struck (denied)
`
	var b bytes.Buffer
	if err := Timeline(&b, d, Style{}); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := Timeline(&b, d, Style{Color: true}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); !strings.Contains(got, "\x1b[32mCONSULT 042    \x1b[0m") {
		t.Errorf("no colour: %q", got)
	}
	b.Reset()
	if err := Timeline(&b, &corpus.Document{ID: "empty"}, Style{}); err != nil || b.String() != "empty\nempty\n\nno events\n" {
		t.Errorf("%q, %v", b.String(), err)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("Ann Lee · met · envoys", 10)
	f.Add("", 0)
	f.Fuzz(func(t *testing.T, s string, n int) {
		lines := wrap(s, n)
		if got, want := strings.Join(strings.Fields(strings.Join(lines, " ")), " "), strings.Join(strings.Fields(s), " "); got != want {
			t.Errorf("%q became %q", want, got)
		}
		for _, l := range lines {
			if len([]rune(l)) > max(n, 0) && len(strings.Fields(l)) > 1 {
				t.Errorf("%q is longer than %d", l, n)
			}
		}
	})
}
