package syntax

import (
	"testing"

	"dateline/corpus"
	"dateline/corpus/ud"
)

func TestOpening(t *testing.T) {
	for text, want := range map[string]string{
		"KYIV, March 3 (Agency) — The minister resigned.":                          "KYIV, March 3 (Agency) —",
		"Kyiv, 3 March, AGENCY - The minister resigned.":                           "Kyiv, 3 March, AGENCY -",
		"(Agency) LA PAZ, Bolivia -- The minister resigned.":                       "(Agency) LA PAZ, Bolivia --",
		"TEL AVIV-- The minister resigned.":                                        "TEL AVIV--",
		"MOSCOW/KYIV – Ministers met on Monday.":                                   "MOSCOW/KYIV –",
		"Harare, Zimbabwe - The opposition rejected the count.":                    "Harare, Zimbabwe -",
		"DAKAR: A court ordered the release of the student.":                       "DAKAR:",
		"14:40 GMT — The army left the port.":                                      "14:40 GMT —",
		"WALLACE: Did the president order the strike?":                             "WALLACE:",
		"GENEVA (Agency) \"The delegates left early.":                              "GENEVA (Agency) \"",
		"Ministers met in Oslo - the first time in years.":                         "",
		"The talks - held in Oslo - failed.":                                       "",
		"UN-backed forces left the town.":                                          "",
		"US - CHINA TALKS COLLAPSE":                                                "",
		"Iran: agreed to talks":                                                    "",
		"Updated 5: 40 p.m.":                                                       "",
		"The 26 - year old troubled driver left.":                                  "",
		"NATO troops left the town.":                                               "",
		"On October 1 - 2 Ashgabat hosts a seminar.":                               "",
		"WASHINGTON (Agency) said the report was wrong about the talks - The End.": "",
	} {
		d := apply(t, text)
		s := d.Sentences[0]
		got := ""
		if s.Opening > 0 {
			got = d.Surface(d.SpanOf(corpus.Range{First: s.Tokens.First, End: s.Body().First}))
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestOpeningIsOutsideTheClauses(t *testing.T) {
	d := apply(t, "KYIV, March 3 - Ukraine's foreign minister urged allies to send arms.")
	c := clause(t, d, "urged")
	if got := phrases(d, c.Subjects); got != "Ukraine's foreign minister" {
		t.Errorf("subjects %q", got)
	}
	if k := d.Tokens[0]; k.Rel != ud.Dep || d.Word(k.Head-1) != "urged" {
		t.Errorf("the dateline hangs on %q as %s", d.Word(k.Head-1), k.Rel)
	}
	// The place of the article's dateline opens its paragraph in small letters too.
	d = &corpus.Document{Text: "A standfirst stands here.\n\nIt has two sentences.\n\nNairobi city – Police fired tear gas.", Dateline: &corpus.Dateline{Place: "Nairobi city"}}
	e, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	if err := Segment(e).Apply(d); err != nil {
		t.Fatal(err)
	}
	if s := d.Sentences[len(d.Sentences)-1]; s.Opening != 3 {
		t.Errorf("an opening of %d tokens in %q", s.Opening, d.Surface(s.Span))
	}
}
