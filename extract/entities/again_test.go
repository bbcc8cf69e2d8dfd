package entities

import (
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/extract/entities/gazetteer"
	"dateline/extract/entities/internal/tagger"
)

// marked runs the second pass over a text whose first mentions, written as
// "TYPE name", were found by hand; barred are spans that are no names.
func marked(t *testing.T, s *Stage, text string, found []string, barred ...string) string {
	t.Helper()
	d := &corpus.Document{Text: text}
	for at := 0; at < len(text); { // each line is a sentence
		end := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		d.Sentences = append(d.Sentences, corpus.Sentence{Span: corpus.Span{Start: at, End: end}})
		at = end + 1
	}
	last := 0
	for _, f := range found {
		typ, name, _ := strings.Cut(f, " ")
		at := strings.Index(text[last:], name)
		if at < 0 {
			t.Fatalf("%q is not in %q", name, text)
		}
		at += last
		last = at + len(name)
		d.Entities = append(d.Entities, corpus.Entity{Span: corpus.Span{Start: at, End: last}, Text: name, Type: corpus.EntityType(typ)})
	}
	var dropped []corpus.Span
	for _, b := range barred {
		at := strings.Index(text, b)
		dropped = append(dropped, corpus.Span{Start: at, End: at + len(b)})
	}
	n := len(d.Entities)
	pieces := new(tagger.Document)
	pieces.Read(text, d.Sentences, gazetteer.Default())
	s.again(d, pieces, dropped)
	end := 0
	for _, e := range d.Entities {
		if e.Start < end || text[e.Start:e.End] != e.Text {
			t.Fatalf("bad mention %+v after %d", e, end)
		}
		end = e.End
	}
	var out []string
	for _, e := range d.Entities {
		out = append(out, string(e.Type)+" "+e.Text)
	}
	if len(out) == n {
		return ""
	}
	return strings.Join(out, "|")
}

func TestAgain(t *testing.T) {
	s := New()
	for _, c := range []struct {
		what, text string
		found      string // separated by "|"
		barred     string
		want       string // all mentions, or empty when none is added
	}{
		{"a name passed over", "She joined Velunta.\nMost of Velunta agreed.", "ORG Velunta", "", "ORG Velunta|ORG Velunta"},
		{"at the start of a sentence", "She joined Velunta.\nVelunta agreed.", "ORG Velunta", "", "ORG Velunta|ORG Velunta"},
		{"passed over too often", "She joined Velunta." + strings.Repeat("\nHe saw Velunta.", againLimit+1), "ORG Velunta", "", ""},
		{"the type of most mentions", "In Ardo, near Ardo, the Ardo side and for Ardo again.", "GPE Ardo|ORG Ardo|GPE Ardo", "", "GPE Ardo|ORG Ardo|GPE Ardo|GPE Ardo"},
		{"an initial", "Then Y. left.\nLater Y. said so.", "GPE Y.", "", ""},
		{"several words", "They met Ama Obiri.\nLater Ama Obiri left.", "PERSON Ama Obiri", "", "PERSON Ama Obiri|PERSON Ama Obiri"},
		{"within a longer unmarked name", "She likes Velunta.\nHe walked to Velunta Gardens.", "ORG Velunta", "", ""},
		{"of one that is marked more often", "She likes Velunta.\nHe left Velunta.\nHe walked to Velunta Gardens.", "ORG Velunta|ORG Velunta", "", "ORG Velunta|ORG Velunta|ORG Velunta"},
		{"a common word", "He works for Target.\nThey hit the Target.", "ORG Target", "", ""},
		{"a headline", "She joined Velunta.\nMost Members Leave Velunta Behind Today.", "ORG Velunta", "", ""},
		{"what was dropped", "She joined Velunta.\nHe left Velunta.", "ORG Velunta", "Velunta.\nHe left Velunta", ""},
		{"money", "He went to Hong Kong.\nIt cost three Hong Kong dollars.", "GPE Hong Kong", "", ""},
		{"a numeral", "They crowned Edo III there.\nThe second, III, was no king.", "PERSON III", "", ""},

		{"a surname that is a month", "They met Theresa May.\nLater May said no.", "PERSON Theresa May", "", "PERSON Theresa May|PERSON May"},
		{"and opens a sentence", "They met Theresa May.\nMay has gone.", "PERSON Theresa May", "", "PERSON Theresa May|PERSON May"},
		{"a month", "They met Theresa May.\nIt was in May and again in June.", "PERSON Theresa May", "", ""},
		{"a surname", "They met Ama Obiri.\nA friend of Obiri wept.", "PERSON Ama Obiri", "", "PERSON Ama Obiri|PERSON Obiri"},
		{"another person's", "They met Ama Obiri.\nA friend of Kwo Obiri wept.", "PERSON Ama Obiri", "", ""},

		{"the head of a body", "The European Commission met.\nLater the Commission left.\nThe Commission won.", "ORG European Commission", "", "ORG European Commission|ORG Commission|ORG Commission"},
		{"of another body", "The European Commission met.\nLater the Grain Commission left.", "ORG European Commission", "", ""},
		{"without its article", "The European Commission met.\nLater some Commission left.", "ORG European Commission", "", ""},
		{"before of", "The Board of Vessel Owners met.\nLater the Board left.", "ORG Board of Vessel Owners", "", "ORG Board of Vessel Owners|ORG Board"},
		{"by its acronym", "The EU met.\nMoves towards the Union went on.", "ORG EU", "", "ORG EU|ORG Union"},

		{"known bodies", "Later that week United Nations Secretary-General Ban Ki-moon came with other people.", "PERSON Ban Ki-moon", "", "ORG United Nations|PERSON Ban Ki-moon"},
		{"in capitals", "U.N. officials came.", "", "", "ORG U.N."},
		{"peoples", "Talks with the Palestinians went on.", "", "", "NORP Palestinians"},
		{"events", "Six people died in the Euromaidan protests there.", "", "", "EVENT Euromaidan"},
		{"between many capitals", "During the Euromaidan protests in February, Petrov fled Ukraine.", "PERSON Petrov|GPE Ukraine", "", "EVENT Euromaidan|PERSON Petrov|GPE Ukraine"},
		{"laws", "He left the North American Free Trade Agreement last year.", "", "", "LAW North American Free Trade Agreement"},
		{"the side of the world", "She asked the West for help.", "", "", "LOC West"},
		{"of a land", "She lives in the West and likes the West of the island, the West side.", "", "", ""},
		{"in a title", "The Minister of Foreign Affairs came.", "", "", ""},
	} {
		var found, barred []string
		if c.found != "" {
			found = strings.Split(c.found, "|")
		}
		if c.barred != "" {
			barred = append(barred, c.barred)
		}
		if got := marked(t, s, c.text, found, barred...); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.what, c.text, got, c.want)
		}
	}
}

func TestHeadOf(t *testing.T) {
	for name, want := range map[string]string{
		"European Commission": "Commission", "Church of Uld": "Church", "Fund for Peace": "Fund", "Uld Motors": "", "Bank": "Bank", "": "", "House of Lords": "",
	} {
		if got := headOf(name); got != want {
			t.Errorf("headOf(%q) = %q", name, got)
		}
	}
}

// TestAgainMany holds that a text of many names that are never marked again
// is read without harm, and its mentions stay in order.
func TestAgainMany(t *testing.T) {
	s := New()
	text := strings.Repeat("It was Velunta Arda Velunta Orsk and Velunta. ", 20_000)
	d := &corpus.Document{Text: text, Sentences: []corpus.Sentence{{Span: corpus.Span{Start: 0, End: len(text)}}}}
	for at := 0; len(d.Entities) < 5_000; {
		i := strings.Index(text[at:], "Orsk") + at
		d.Entities = append(d.Entities, corpus.Entity{Span: corpus.Span{Start: i, End: i + 4}, Text: "Orsk", Type: corpus.GPE})
		at = i + 4
	}
	pieces := new(tagger.Document)
	pieces.Read(text, d.Sentences, gazetteer.Default())
	s.again(d, pieces, nil)
	for i := 1; i < len(d.Entities); i++ {
		if d.Entities[i].Start < d.Entities[i-1].End {
			t.Fatalf("mentions %d and %d overlap", i-1, i)
		}
	}
}
