package events

import (
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/extract/dates"
	"dateline/extract/entities"
	"dateline/extract/syntax"
)

type applier interface {
	Apply(*corpus.Document) error
}

// annotate runs the layers that events need, without actors and quotations.
func annotate(t testing.TB, text string) *corpus.Document {
	engine, err := syntax.Open("")
	if err != nil {
		t.Fatal(err)
	}
	d := &corpus.Document{Text: text, Published: "2024-03-05"}
	for _, s := range []applier{syntax.Segment(engine), syntax.Tag(engine), syntax.Parse(), dates.New(), entities.New()} {
		if err := s.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func TestTables(t *testing.T) {
	b := load()
	known := func(v string) string {
		if _, ok := b.roots[corpus.EventType(v)]; !ok {
			return "unknown root " + v
		}
		return ""
	}
	cameo := func(v string) string {
		if len(v) < 2 || len(v) > 4 || strings.Trim(v, "0123456789") != "" {
			return "bad CAMEO code " + v
		}
		return ""
	}
	verbs := lexicon.MustOpen(tables, "data/verbs.tsv", verbColumns...)
	nouns := lexicon.MustOpen(tables, "data/nouns.tsv", nounColumns...)
	var bad []string
	for _, tab := range []*lexicon.Table{verbs, nouns} {
		bad = append(bad, tab.Lint(lexicon.Rule{Column: "root", Required: true, Check: known},
			lexicon.Rule{Column: "cameo", Required: true, Check: cameo},
			lexicon.Rule{Column: "words", Required: true, List: true})...)
		for _, r := range tab.Rows {
			if m := r.Get("mode"); m != "" {
				if _, ok := b.modes[[2]string{r.Get("root"), m}]; !ok {
					bad = append(bad, r.Place()+": unknown mode "+m)
				}
			}
		}
	}
	bad = append(bad, lexicon.MustOpen(tables, "data/roots.tsv", rootColumns...).Lint(lexicon.Rule{Column: "root", Unique: true})...)
	bad = append(bad, lexicon.MustOpen(tables, "data/modes.tsv", modeColumns...).Lint(lexicon.Rule{Column: "root", Check: known})...)
	bad = append(bad, lexicon.MustOpen(tables, "data/classes.tsv", classColumns...).Lint(lexicon.Rule{Column: "class", Unique: true})...)
	bad = append(bad, lexicon.MustOpen(tables, "data/cues.tsv", cueColumns...).Lint(lexicon.Rule{Column: "kind", Unique: true})...)
	bad = append(bad, lexicon.MustOpen(tables, "data/kinds.tsv", kindColumns...).Lint(lexicon.Rule{Column: "kind", Unique: true}, lexicon.Rule{Column: "words", Required: true, List: true})...)
	bad = append(bad, lexicon.MustOpen(tables, "data/heard.tsv", heardColumns...).Lint(lexicon.Rule{Column: "kind", Unique: true}, lexicon.Rule{Column: "words", Required: true, List: true})...)
	for _, r := range lexicon.MustOpen(tables, "data/acts.tsv", actColumns...).Rows {
		if m := known(r.Get("root")); m != "" {
			bad = append(bad, r.Place()+": "+m)
		}
		if m := r.Get("mode"); m != "" && b.modes[[2]string{r.Get("root"), m}] == 0 {
			bad = append(bad, r.Place()+": unknown mode "+m)
		}
		if !slices.Contains(b.order, r.Get("context")) || r.Get("sides") != "any" && r.Get("sides") != "apart" {
			bad = append(bad, r.Place()+": bad context or sides")
		}
	}
	bad = append(bad, lexicon.MustOpen(tables, "data/contexts.tsv", contextColumns...).Lint(lexicon.Rule{Column: "context", Unique: true})...)
	classes := map[string]bool{}
	for _, r := range lexicon.MustOpen(tables, "data/classes.tsv").Rows {
		classes[r.Get("class")] = true
	}
	predicates := map[string]bool{}
	for _, r := range verbs.Rows {
		for _, w := range r.List("words") {
			predicates[w] = true
			if _, class, ok := strings.Cut(w, "=@"); ok {
				class, _, _ = strings.Cut(class, "+")
				if !classes[class] {
					bad = append(bad, r.Place()+": unknown class @"+class)
				}
			}
		}
	}
	for _, c := range bad {
		t.Error(c)
	}
	if n := len(predicates) + len(b.nouns); n < 1500 {
		t.Errorf("%d predicates", n)
	}
}

func TestEvents(t *testing.T) {
	stage := New()
	for _, c := range []struct{ text, want string }{
		{"Norway condemned the shelling of the harbour on Monday.", "ACCUSE Norway > the shelling of the harbour"},
		{"The Peruvian president met Chilean officials in Lima on Friday.", "CONSULT The Peruvian president; Chilean officials > "},
		{"Police arrested three students in Lagos.", "COERCE Police > three students"},
		{"Three students were arrested by police in Lagos.", "COERCE police"},
		{"Kenya will send troops to Sudan.", "THREATEN"},
		{"Kenya will provide assistance to Malawi.", "AGREE"},
		{"Greece refused to meet the Turkish envoy.", "REJECT"},
		{"The army withdrew from the town on Tuesday.", "RETREAT The army"},
		{"Rebels attacked the village.", "ASSAULT Rebels > the village"},
		{"If Chad attacks Niger, many will suffer.", "-ASSAULT"},
		{"The rebels did not attack the village.", "-ASSAULT"},
		{"The striker fired a shot in the match before the goalkeeper fell, the coach said.", "-ASSAULT"},
		{"Ten people were killed when a train crashed near Pune.", "-ASSAULT"},
		{"The union urged the government to release the miners.", "REQUEST The union > the government"},
		{"Brazil imposed sanctions on Belarus.", "SANCTION Brazil > Belarus"},
		// The surface mends the tree: subjects over dates, appositions and phrases, objects over places.
		{"The Bolivian envoy, a former mayor, on Monday condemned the raid.", "ACCUSE The Bolivian envoy"},
		{"Angola's foreign minister held talks in Lusaka with Zambian officials on Friday.", "CONSULT Angola's foreign minister; Zambian officials > "},
		{"OSLO (AP) -- Norwegian police detained two fishermen on Sunday.", "COERCE Norwegian police > two fishermen"},
		{"Up to 300 miners marched on the ministry.", "PROTEST 300 miners"},
		{"The pilots were freed by Somali rebels on Monday.", "RETREAT Somali rebels > The pilots"},
		// Accidents are no events, whatever they do to people.
		{"A boiler exploded at a paper mill in Pune on Monday. Nine workers were killed.", "-ASSAULT"},
		{"The governor declared a state of emergency after the flood.", "-COERCE"},
		{"A bomb exploded near the refinery, and rebels killed nine guards.", "ASSAULT rebels > nine guards"},
		{"The survivors sought medical attention.", "-REQUEST"},
		// Light verbs carry the event of their noun; its target follows.
		{"Sweden announced sanctions against Eritrea on Monday.", "SANCTION Sweden > Eritrea"},
		{"Ghana launched an investigation into the ministry.", "ACCUSE Ghana > the ministry"},
		{"The premier launched a scathing attack on the opposition.", "-ASSAULT"},
		{"The premier attacked the budget.", "-ASSAULT"},
		// Objects behind nouns of amount and of state.
		{"The junta declared a state of siege in Lomé.", "COERCE The junta"},
		{"Finland gave $3 million to Malawi.", "AID Finland > Malawi"},
		// Senses that are no event of the root.
		{"The artist hung a picture in the hall.", "-ASSAULT"},
		{"The studio released a film on Friday.", "-RETREAT"},
		{"His brother disappeared in 2002.", "-ASSAULT"},
		{"The ousted president lives in Rabat.", "-SANCTION"},
		{"Doctors warned that the winter would be hard.", "-THREATEN"},
		{"The reporter asked me which train to take.", "-REQUEST"},
		{"The country used to buy wheat from Ukraine.", "-COOPERATE"},
		{"Greece prevented Turkey from joining the talks.", "-CONSULT"},
		// What is asked, refused or offered is not done.
		{"The union urged the government to resign.", "-RETREAT"},
		{"Norway asked Chad to release the pilots.", "-RETREAT"},
		{"Kenya offered to send troops to Burundi.", "-THREATEN"},
		{"Kenya offered to send troops to Burundi.", "AGREE Kenya > Burundi"},
		{"The party accused the minister of beating a guard.", "ASSAULT the minister > a guard"},
		// What one will do, what befalls the subject, who protests.
		{"Protest leader detained in Minsk", "COERCE  > "},
		{"Iran, Saudi Arabia discuss border security", "CONSULT Iran; Saudi Arabia > "},
		{"The minister has not said that he will resign.", "-RETREAT"},
		{"Norway is to meet Chad in Oslo.", "AGREE Norway > Chad"},
		{"The minister declined to comment.", "-REJECT"},
		{"Norway promised to release the pilots.", "CONCEDE Norway > the pilots"},
		{"Norway proposed to release the pilots.", "-REQUEST"},
		{"Chad does not recognise the court.", "REJECT Chad"},
		{"The hostages walked out of prison on Monday.", "RETREAT  > The hostages"},
		{"Norway protested to Chad over the raid.", "ACCUSE Norway"},
		// Parties: nations within a phrase, names joined to it.
		{"Danish and Latvian soldiers attacked the camp.", "ASSAULT Danish; Latvian soldiers"},
		{"The minister met with officials of Togo and Benin.", "CONSULT The minister"},
		{"Maltese missiles struck the harbour of Tunis.", "ASSAULT Maltese missiles > the harbour of Tunis"},
		{"A Peruvian judge, who met the envoy in Lima, left.", "CONSULT A Peruvian judge; the envoy > "},
		{"Rebels killed six farmers in a gunbattle near Goma.", "ASSAULT Rebels > six farmers"},
	} {
		d := annotate(t, c.text)
		if err := stage.Apply(d); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range d.Events {
			if e.Realis == corpus.Denied || e.Realis == corpus.Hypothetical {
				continue // see TestRealis
			}
			side := func(ps []corpus.Participant) (s string) {
				for i, p := range ps {
					if i > 0 {
						s += "; "
					}
					s += d.Surface(p.Span)
				}
				return
			}
			got = append(got, string(e.Type)+" "+side(e.Sources)+" > "+side(e.Targets))
		}
		all := strings.Join(got, "\n")
		if no, ok := strings.CutPrefix(c.want, "-"); ok {
			if strings.Contains(all, no) {
				t.Errorf("%s\n got %s", c.text, all)
			}
		} else if !strings.Contains(all, c.want) {
			t.Errorf("%s\n got  %s\n want %s", c.text, all, c.want)
		}
	}
}

// TestCodes are the details of single events: mode, CAMEO code, realis.
func TestCodes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The union urged the government to resign.", "REQUEST change 024 actual"},
		{"Norway asked Chad to release the pilots.", "REQUEST yield 025 actual"},
		{"Oslo demanded that Riga hold talks.", "REQUEST meet 106 actual"},
		{"Oslo refused to meet the rebels.", "REJECT meet 125 actual"},
		{"Maltese drones attacked the harbour.", "ASSAULT drone 1952 actual"},
		{"Spain will sanction Chad.", "THREATEN relations 131 actual"},
		{"Workers will march on Friday in Lagos.", "PROTEST demo 141 planned"},
		{"The rebels claimed that the army had shelled the town.", "ASSAULT heavy-weapons 194 claimed"},
	} {
		d := annotate(t, c.text)
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range d.Events {
			got = append(got, strings.Join([]string{string(e.Type), e.Mode, e.CAMEO, string(e.Realis)}, " "))
		}
		if all := strings.Join(got, "\n"); !strings.Contains(all, c.want) {
			t.Errorf("%s\n got  %s\n want %s", c.text, all, c.want)
		}
	}
}

// TestDates: an event takes a date of its own clause or one above, a carried one
// within its paragraph, else the day of publication.
func TestDates(t *testing.T) {
	d := annotate(t, "Police arrested three students on 2 March 2024. Rebels attacked the village.\n\nOn 1 May 2020 the bridge collapsed. The army shelled the town.")
	if err := New().Apply(d); err != nil {
		t.Fatal(err)
	}
	want := map[corpus.EventType][]string{
		corpus.Coerce:  {"2024-03-02 absolute"},
		corpus.Assault: {"2024-03-02 narrative", "2024-03-05 published"},
	}
	got := map[corpus.EventType][]string{}
	for _, e := range d.Events {
		if e.Date != nil {
			got[e.Type] = append(got[e.Type], e.Date.Value+" "+e.Date.How)
		}
	}
	for k, w := range want {
		if strings.Join(got[k], "; ") != strings.Join(w, "; ") {
			t.Errorf("%s: got %v, want %v", k, got[k], w)
		}
	}
}

// TestObjectsDate: the day in the phrase that somebody rejects is the day of it, as long as no
// words of his are told.
func TestObjectsDate(t *testing.T) {
	for text, want := range map[string]string{
		"France rejected the plan on 23 December 2014.":                            "REJECT 2014-12-23",
		"France said that Mali had attacked the town on 23 December 2014.":         "ASSAULT 2014-12-23",
		"France accused Mali on Monday. “They came on 23 December 2014,” it said.": "ACCUSE 2024-03-04",
	} {
		d := annotate(t, text)
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, e := range d.Events {
			found = found || e.Date != nil && string(e.Type)+" "+e.Date.Value == want
		}
		if !found {
			t.Errorf("%q: no event %s", text, want)
		}
	}
}

func TestHeadline(t *testing.T) {
	for _, c := range []struct{ title, who, what string }{
		{"Bakers win prize for best loaf", "Bakers", "win prize for best loaf"},
		{"Lake report: Angler catches record pike after long night", "Angler", "catches record pike"},
		{"A long night", "", ""},
		{"", "", ""},
	} {
		d := annotate(t, "The bakers win the prize. An angler catches a pike.")
		d.Title = c.title
		who, what := newReader(d, load()).headline()
		if who != c.who || what != c.what {
			t.Errorf("%q: got %q, %q", c.title, who, what)
		}
	}
}

func TestPerson(t *testing.T) {
	b := load()
	for w, want := range map[string]bool{"trainee": true, "actor": true, "paper": false, "winter": false, "pensioner": true, "order": false} {
		if b.person(w) != want {
			t.Errorf("person(%q) = %v", w, !want)
		}
	}
	for w, want := range map[string]string{"expell": "expel", "fil": "file", "attack": "attack"} {
		if got := b.lemma(w); got != want {
			t.Errorf("lemma(%q) = %q", w, got)
		}
	}
}

// TestInvariants holds for any text: spans inside the text, events in order, one main event at most.
func TestInvariants(t *testing.T) {
	for _, text := range []string{"", " ", "\x00", "attack attack attack", strings.Repeat("Police arrested students and students attacked police. ", 50), "“Attack!” he said — \ufffd"} {
		d := annotate(t, text)
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		main, last := 0, 0
		for _, e := range d.Events {
			if e.Main {
				main++
			}
			if e.Trigger.Start < last || e.Trigger.End > len(text) || e.Quad < 1 || e.Quad > 4 || e.Confidence < 0 || e.Confidence > 1 {
				t.Errorf("%q: bad event %+v", text, e)
			}
			last = e.Trigger.Start
		}
		if main > 1 {
			t.Errorf("%q: %d main events", text, main)
		}
	}
}

func BenchmarkStage(b *testing.B) {
	d := annotate(b, strings.Repeat("Kenyan police arrested three students in Nairobi on Monday after the union had urged the government to free its leader. The minister said talks with Uganda would resume. ", 40))
	stage := New()
	b.ReportAllocs()
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		d.Events, d.Mentions, d.Main = nil, nil, nil
		if err := stage.Apply(d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
