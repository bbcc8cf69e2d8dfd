package query

import (
	"errors"
	"testing"

	"dateline/pipeline/export"
)

func TestMatch(t *testing.T) {
	lat, lon := 5.55, -0.2
	met := &export.Event{ID: "1", EventID: "h", Document: "a", Title: "Talks", Publisher: "Example Post", Published: "2021-06-15", Date: "2021-06-14", DateBegin: "2021-06-14", DateEnd: "2021-06-14",
		Type: "CONSULT", Mode: "visit", Quad: 1, Realis: "actual", Contexts: []string{"diplomatic"}, Confidence: 0.8, Main: true, Sentence: "Angela Merkel met NATO's Jens Stoltenberg in São Paulo.",
		Sources: []export.Party{{Actor: "Q567", Name: "Angela Merkel", Country: "DEU", Text: "Merkel"}}, Targets: []export.Party{{Name: "students", Text: "students"}},
		Place: &export.Place{Name: "São Paulo", Country: "BRA", Lat: &lat, Lon: &lon}}
	said := &export.Event{Type: "STATEMENT", Sources: met.Sources, Sentence: "Merkel said so."}
	for _, c := range []struct {
		question  string
		met, said bool
	}{
		{"", true, false},
		{"actor:merkel", true, false},
		{"actor:Q567", true, false},
		{"actor:q567", true, false},
		{`actor:"angela merkel"`, true, false},
		{`actor:"merkel angela"`, false, false},
		{"actor:merk", false, false},
		{"target:merkel", false, false},
		{"target:students", true, false},
		{"source:merkel type:STATEMENT", false, true},
		{"type:statement|consult actor:merkel", true, true},
		{"-type:STATEMENT", true, false},
		{"type:CONSULT|ASSAULT", true, false},
		{"type:ASSAULT", false, false},
		{"how:published", false, false},
		{"realis:Actual how:DATELINE", false, false},
		{"mode:visit context:diplomatic realis:actual quad:1 main:true", true, false},
		{"country:deu", true, false},
		{"country:BRA", false, false},
		{"place:BRA", true, false},
		{`place:"sao paulo"`, true, false},
		{"date:2021", true, false},
		{"date:2021-06", true, false},
		{"date:2021-06-14", true, false},
		{"date:2021-06-15", false, false},
		{"date:2021-05..2021-06", true, false},
		{"date:..2021-06-13", false, false},
		{"date:2021-06-14..", true, false},
		{"-date:2021-06", false, false},
		{"published:2021-06-15", true, false},
		{"confidence:0.8", true, false},
		{"confidence:0.81", false, false},
		{"nato stoltenberg", true, false},
		{"nat", false, false},
		{"talks", true, false},
		{`"jens stoltenberg" -berlin`, true, false},
		{"id:1 event:h document:a publisher:post", true, false},
	} {
		q, err := Parse(c.question)
		if err != nil {
			t.Errorf("%s: %v", c.question, err)
			continue
		}
		if got := q.Match(met); got != c.met {
			t.Errorf("%s: the meeting: %v", c.question, got)
		}
		if got := q.Match(said); got != c.said {
			t.Errorf("%s: the statement: %v", c.question, got)
		}
	}
}

func TestSyntaxErrors(t *testing.T) {
	for question, at := range map[string]int{`actor:"x`: 6, "foo:x": 0, "a date:2021-13": 2, "date:2021-06..2021-05": 0, "date:..": 0, "quad:5": 0, "confidence:2": 0, "confidence:NaN": 0,
		"main:maybe": 0, "type:NOSUCH": 0, "a -type:CONSULT|MEET": 2, "realis:perhaps": 0, "how:so": 0, "actor:": 6, "type:A|": 7} {
		_, err := Parse(question)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || syntax.At != at {
			t.Errorf("%s: %v, want byte %d", question, err, at)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`actor:"European Union" -type:ASSAULT|COERCE date:2021-06..`, "a|b", "-", `"`, "::", "-\xff:\x00"} {
		f.Add(s)
	}
	e := &export.Event{Type: "CONSULT", Sentence: "A met B.", DateBegin: "2021-06-14", DateEnd: "2021-06-14"}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		if err != nil {
			var syntax *SyntaxError
			if !errors.As(err, &syntax) || syntax.At < 0 || syntax.At > len(s) {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		q.Match(e)
	})
}
