package entities

import (
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/extract/entities/gazetteer"
)

// marksOf are the mentions that the rules make of marks of the tagger, as "TYPE name" in order.
func marksOf(s *Stage, text string, marks ...string) string {
	d := &corpus.Document{Text: text, Sentences: []corpus.Sentence{{Span: corpus.Span{End: len(text)}}}}
	at := 0
	for _, m := range marks {
		as, name, _ := strings.Cut(m, " ")
		at += strings.Index(text[at:], name)
		d.Entities = append(d.Entities, corpus.Entity{Span: corpus.Span{Start: at, End: at + len(name)}, Text: name, Type: corpus.EntityType(as)})
		at += len(name)
	}
	s.settle(d)
	var out []string
	for _, e := range d.Entities {
		if d.Text[e.Start:e.End] != e.Text {
			out = append(out, "surface")
		}
		out = append(out, string(e.Type)+" "+e.Text)
	}
	return strings.Join(out, "; ")
}

// TestGlued holds names that were marked as one and are two, and those that were cut.
func TestGlued(t *testing.T) {
	s := New()
	for _, c := range []struct {
		text  string
		marks []string
		want  string
	}{
		{"Under the JCPOA Norway will sell", []string{"PRODUCT JCPOA Norway"}, "LAW JCPOA; GPE Norway"},
		{"said NATO Norway, as NATO met Norway", []string{"ORG NATO Norway", "ORG NATO", "GPE Norway"}, "ORG NATO; GPE Norway; ORG NATO; GPE Norway"},
		{"said NATO Norway, as NATO met", []string{"ORG NATO Norway", "ORG NATO"}, "ORG NATO Norway; ORG NATO"},
		{"said Velund Norway, as Velund met Norway", []string{"ORG Velund Norway", "ORG Velund", "GPE Norway"}, "ORG Velund Norway; ORG Velund; GPE Norway"},
		{"northern European NATO members", []string{"ORG European NATO"}, "NORP European; ORG NATO"},
		{"Eastern European NATO members", []string{"ORG Eastern European NATO"}, "NORP Eastern European; ORG NATO"},
		{"from Norway and Ghana came", []string{"ORG Norway and Ghana"}, "GPE Norway; GPE Ghana"},
		{"from Bosnia and Herzegovina came", []string{"GPE Bosnia", "LOC Herzegovina"}, "GPE Bosnia and Herzegovina"},
		{"from Norway and Ghana came", []string{"GPE Norway", "GPE Ghana"}, "GPE Norway; GPE Ghana"},
		{"the NATO-Ghana Harbour Plan", []string{"ORG NATO", "LAW Ghana Harbour Plan"}, "ORG NATO; GPE Ghana"},
		{"the NATO-Ghana Commission", []string{"ORG NATO", "ORG Ghana Commission"}, "ORG NATO-Ghana Commission"},
		{"the Norway-Ghana Tube Co said", []string{"GPE Norway", "ORG Ghana Tube Co"}, "ORG Norway-Ghana Tube Co"},
		{"of Serbia and Montenegro use", []string{"GPE Serbia", "GPE Montenegro"}, "GPE Serbia; GPE Montenegro"},
		{"in the Oval Office", []string{"LOC Oval Office"}, "FAC Oval Office"},
		{"the Velund-Ghana Harbour Plan", []string{"ORG Velund", "LAW Ghana Harbour Plan"}, "ORG Velund; LAW Ghana Harbour Plan"},
		{"joined the Plan of Action, he said", []string{"GPE Action"}, ""},
		{"the bay of Action, he said", []string{"GPE Action"}, "GPE Action"},
		{"the General Agreement on Tariffs and Trade said", []string{"LAW General Agreement on Tariffs"}, "LAW General Agreement on Tariffs and Trade"},
		{"the Harbour Agreement and Trade said", []string{"LAW Harbour Agreement"}, "LAW Harbour Agreement"},
		{"the U.S. House of Representatives met", []string{"WORK U.S. House of Representatives"}, "ORG U.S. House of Representatives"},
		// Ranks of two words, particles.
		{"said Rear Admiral Otto Roe", []string{"ORG Admiral", "PERSON Otto Roe"}, "PERSON Otto Roe"},
		{"he wrote. La luna", []string{"PERSON La"}, ""},
		// Companies and their forms.
		{"Ardo Brew Co Inc said", []string{"ORG Ardo Brew", "ORG Co Inc"}, "ORG Ardo Brew Co Inc"},
		{"as R.J. Calder and Co fell", []string{"ORG Co"}, "ORG R.J. Calder and Co"},
		{"it said. Co fell", []string{"ORG Co"}, "ORG Co"},
		{"Alder Trust Co <ALT> said", []string{"ORG Alder Trust Co <ALT"}, "ORG Alder Trust Co"},
		{"bought Otto Propane Co there", []string{"PERSON Otto Propane Co"}, "ORG Otto Propane Co"},
		// Parties to a pact.
		{"when Allies agree", []string{"ORG Allies"}, ""},
		{"when the Allies landed", []string{"ORG Allies"}, "ORG Allies"},
	} {
		if got := marksOf(s, c.text, c.marks...); got != c.want {
			t.Errorf("%q, %q: %s, want %s", c.text, c.marks, got, c.want)
		}
	}
	if gazetteer.Interstate(s.classes("Norway")) || !gazetteer.Interstate(s.classes("NATO")) {
		t.Error("NATO is a body between states, Norway is none")
	}
}
