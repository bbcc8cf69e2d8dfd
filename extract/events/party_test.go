package events

import (
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
)

// TestParties are the spans and sides of participants.
func TestParties(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Guest before host; both parties of a meeting on one side.
		{"The Norwegian foreign minister received the Chilean envoy on Monday.", "CONSULT the Chilean envoy > The Norwegian foreign minister"},
		{"The ministers met him on Friday.", "CONSULT The ministers; him > "},
		// No words of time, no dateline, no apposition.
		{"Saturday the council condemned the government.", "ACCUSE the council > the government"},
		{"OSLO – Four Chilean unions which condemned the government were banned.", "ACCUSE Four Chilean unions > the government"},
		{"Norway, a small kingdom, condemned Chad.", "ACCUSE Norway > Chad"},
		// A role takes in the name behind it.
		{"The Greek foreign minister, Nikos Kotzias, condemned Turkey.", "ACCUSE The Greek foreign minister, Nikos Kotzias > Turkey"},
		// The leaders of several countries are several parties.
		{"The leaders of Norway, Chad and Peru condemned Belarus.", "ACCUSE The leaders of Norway; Chad; Peru > Belarus"},
		// Two countries of a headline that only a comma joins are two parties; a place before a clause is none.
		{"Chad, Niger agree to reopen the border.", "AGREE Chad; Niger > "},
		// The title belongs to the name behind it.
		{"Secretary of State Ana Ruiz praised the accord.", "SUPPORT Secretary of State Ana Ruiz > "},
		// Where something was agreed is no party; a town that is promised something may be one. Nobody attacks a war.
		{"The rules were agreed in Turin in April.", "AGREE  > \n"},
		{"Norway and Chad fought a war in 1998.", "ASSAULT Norway; Chad > \n"},
		// A host welcomes a guest; words and plans are welcomed too.
		{"President Jonas Gahr welcomed Prime Minister Ana Ruiz of Peru to his residence.", "CONSULT Prime Minister Ana Ruiz of Peru > President Jonas Gahr"},
		{"President Jonas Gahr welcomed Ana Ruiz's proposal.", "SUPPORT President Jonas Gahr > "},
		// Things of nobody are no targets, nor are reflexive words.
		{"Norway welcomed the pledge.", "SUPPORT Norway > \n"},
		// Verbs of other senses.
		{"The clerk recalled the long winter.", "-SANCTION"},
		{"Norway and Chad will hold joint exercises in May.", "-THREATEN"},
		{"The utility will close a power station.", "-COERCE"},
		{"A student has set himself alight in Tunis.", "PROTEST A student > "},
		{"Greece handed in its ratification.", "SUPPORT Greece > "},
		{"The party voted against the budget.", "REJECT The party"},
		{"Police answered with tear gas.", "ASSAULT Police > "},
		{"“Thank you,” she said.", "-SUPPORT"},
		{"The union joined the calls for the premier to resign.", "-CONSULT"},
	} {
		d := annotate(t, c.text)
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		all := listed(d)
		if no, ok := strings.CutPrefix(c.want, "-"); ok {
			if strings.Contains(all, no) {
				t.Errorf("%s\n got %s", c.text, all)
			}
		} else if !strings.Contains(all, c.want) {
			t.Errorf("%s\n got  %s\n want %s", c.text, all, c.want)
		}
	}
}

// TestHeldNames: whose actor a phrase has that holds several names or a title.
func TestHeldNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Secretary of State Marco Ruiz praised the agreement.", "marco ruiz"},
		{"US Secretary of State Marco Ruiz criticised Germany.", "marco ruiz"},
		{"Argentina's Javier Ruiz condemned the attack on Israel.", "javier ruiz"},
		{"Argentina's President Javier Ruiz condemned the attack on Israel.", "javier ruiz"},
		{"Argentina's government condemned the attack on Israel.", "argentina"},
		{"Germany and France condemned the attack on Israel.", "germany; france"},
		{"Germany, France and Spain condemned the attack on Israel.", "germany; france; spain"},
	} {
		d := annotate(t, c.text)
		for i := range d.Entities {
			d.Entities[i].Actor = strings.ToLower(d.Entities[i].Text)
		}
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		if len(d.Events) == 0 {
			t.Errorf("%s: no event", c.text)
			continue
		}
		var got []string
		for _, p := range d.Events[0].Sources {
			got = append(got, p.Actor)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: got %v, want %s", c.text, got, c.want)
		}
	}
}

// TestEnumerated holds which ranges are nothing but a list of names.
func TestEnumerated(t *testing.T) {
	for _, c := range []struct{ text, phrase, want string }{
		{"Germany and France had opposed going further.", "Germany and France", "Germany|France"},
		{"Chad, Peru, and the United States had opposed it.", "Chad, Peru, and the United States", "Chad|Peru|the United States"},
		{"Germany had opposed going further.", "Germany", "Germany"},
		{"Germany and its allies had opposed it.", "Germany and its allies", ""},
		{"Germany of France had opposed it.", "Germany of France", ""},
	} {
		d := annotate(t, c.text)
		r := newReader(d, load())
		var got []string
		for _, n := range r.enumerated(d.TokensIn(corpus.Span{Start: 0, End: len(c.phrase)})) {
			got = append(got, d.Surface(d.SpanOf(n.Tokens)))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: got %q, want %q", c.phrase, got, c.want)
		}
	}
}

// TestTitleCase: headlines that write every word with a capital tell of events too.
func TestTitleCase(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Amazon Sues Perplexity Over Shopping Bot", "ACCUSE Amazon > Perplexity"},
		{"Israel Kills Commander in Beirut", "ASSAULT Israel > Commander"},
		{"China Condemns Japan's Remarks on Taiwan", "ACCUSE China > "},
		{"Hamas Rejects Ceasefire Proposal", "REJECT Hamas > "},
		{"EU Imposes Sanctions on Russia", "SANCTION EU > Russia"},
		{"Modi Urges Putin to End War in Ukraine", "REQUEST Modi > Putin"},
	} {
		d := annotate(t, c.text)
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		if all := listed(d); !strings.Contains(all, c.want) {
			t.Errorf("%s\n got  %s\n want %s", c.text, all, c.want)
		}
	}
}

func listed(d *corpus.Document) string {
	var b strings.Builder
	for _, e := range d.Events {
		b.WriteString(string(e.Type) + " ")
		for i, side := range [][]corpus.Participant{e.Sources, e.Targets} {
			if i == 1 {
				b.WriteString(" > ")
			}
			for k, p := range side {
				if k > 0 {
					b.WriteString("; ")
				}
				b.WriteString(d.Surface(p.Span))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestReferences: a phrase that stands for several actors gives one participant each.
func TestReferences(t *testing.T) {
	d := annotate(t, "The two men condemned the government.")
	d.Actors = []corpus.Actor{{ID: "a", Type: corpus.Person, Country: "NOR"}, {ID: "b", Type: corpus.Person, Country: "TCD"}}
	for _, a := range []string{"a", "b"} {
		d.References = append(d.References, corpus.Reference{Span: corpus.Span{Start: 0, End: 11}, Actor: a, Kind: corpus.Definite})
	}
	if err := New().Apply(d); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range d.Events {
		for _, p := range e.Sources {
			got = append(got, p.Actor+" "+p.Country)
		}
	}
	if want := []string{"a NOR", "b TCD"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestContexts: the act, the words of its sentence and the document's matter.
func TestContexts(t *testing.T) {
	for _, c := range []struct {
		text string
		kind corpus.EventType
		want []string
	}{
		{"Norwegian ministers met Chilean officials.", corpus.Consult, []string{"diplomatic"}},
		{"Police fired tear gas at students.", corpus.Assault, []string{"repression"}},
		{"Rebels shelled the town.", corpus.Assault, []string{"military"}},
	} {
		d := annotate(t, c.text)
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, e := range d.Events {
			if e.Type == c.kind {
				found = true
				if !slices.Equal(e.Contexts, c.want) {
					t.Errorf("%s: got %v, want %v", c.text, e.Contexts, c.want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no %s", c.text, c.kind)
		}
	}
}

// TestReportDay: public deeds without a date belong to the day of the lead; what is
// promised for a later day is told on the day of the report.
func TestReportDay(t *testing.T) {
	d := annotate(t, "Norway condemned Chad on 4 March 2024.\n\nThe army shelled the town.\n\nPeru will meet Chile on 9 March 2024.")
	if err := New().Apply(d); err != nil {
		t.Fatal(err)
	}
	got := map[corpus.EventType]string{}
	for _, e := range d.Events {
		if e.Date != nil {
			got[e.Type] = e.Date.Value + " " + e.Date.How
		}
	}
	for k, want := range map[corpus.EventType]string{
		corpus.Accuse: "2024-03-04 absolute", corpus.Assault: "2024-03-04 narrative", corpus.Agree: "2024-03-05 published",
	} {
		if got[k] != want {
			t.Errorf("%s: got %q, want %q", k, got[k], want)
		}
	}
}
