package entities

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/extract/syntax"
)

// read segments a text and marks its names.
func read(t testing.TB, s *Stage, text string) *corpus.Document {
	t.Helper()
	d := segmented(t, text)
	if err := s.Apply(d); err != nil {
		t.Fatal(err)
	}
	return d
}

func segmented(t testing.TB, text string) *corpus.Document {
	t.Helper()
	engine, err := syntax.Open("")
	if err != nil {
		t.Fatal(err)
	}
	d := &corpus.Document{ID: "test", Text: text}
	if err := syntax.Segment(engine).Apply(d); err != nil {
		t.Fatal(err)
	}
	return d
}

func marks(d *corpus.Document) []string {
	var out []string
	for _, e := range d.Entities {
		out = append(out, string(e.Type)+" "+e.Text)
	}
	return out
}

// TestTitleCase holds names of headlines that write every word with a capital: they end before the verb.
func TestTitleCase(t *testing.T) {
	s := New()
	for _, c := range []struct{ text, want string }{
		{"Hamas Rejects Ceasefire Proposal", "ORG Hamas"},
		{"EU Imposes Sanctions on Russia", "ORG EU|GPE Russia"},
		{"China Condemns Japan's Remarks on Taiwan", "GPE China|GPE Japan|GPE Taiwan"},
		{"Angela Merkel Urges Russia to Free Navalny", "PERSON Angela Merkel|GPE Russia|PERSON Navalny"},
		{"World Bank Approves Loan for Kenya", "ORG World Bank|GPE Kenya"},
		{"Doctors Without Borders Suspends Work in Haiti", "ORG Doctors Without Borders|GPE Haiti"},
		{"Netanyahu Says Israel Will Strike Iran", "PERSON Netanyahu|GPE Israel|GPE Iran"},
	} {
		if got := strings.Join(marks(read(t, s, c.text)), "|"); got != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.text, got, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	s := New()
	for _, c := range []struct{ text, want string }{
		{"The Kenyan foreign minister, Amina Waweru, flew to Addis Ababa on Monday.", "NORP Kenyan|PERSON Amina Waweru|GPE Addis Ababa"},
		{"Talks between Ukraine and NATO resumed in Brussels.", "GPE Ukraine|ORG NATO|GPE Brussels"},
		{"The Ukraine-NATO meeting was short.", "GPE Ukraine|ORG NATO"},
		{"President Emmanuel Macron's visit to Chad was put off.", "PERSON Emmanuel Macron|GPE Chad"},
		{"Fighters of al-Shabaab attacked a convoy near Kismayo.", "ORG al-Shabaab|GPE Kismayo"},
		{"The European Commission fined Google in 2018.", "ORG European Commission|ORG Google"},
		{"Ships waited in the Black Sea for a week.", "LOC Black Sea"},
		{"There was nothing new in the report, officials said.", ""},
		{"A pro-Russia party won seats in Western Ukraine.", "GPE Russia|LOC Western Ukraine"},
		{"Polish and Lithuanian troops trained together.", "NORP Polish|NORP Lithuanian"},
	} {
		if got := strings.Join(marks(read(t, s, c.text)), "|"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestTitles(t *testing.T) {
	s := New()
	for _, c := range []struct{ text, name, title string }{
		{"NATO Secretary General Jens Stoltenberg spoke in Oslo.", "Jens Stoltenberg", "NATO Secretary General"},
		{"They met Ukrainian Prime Minister Denys Shmyhal.", "Denys Shmyhal", "Ukrainian Prime Minister"},
		{"A letter from President Salva Kiir was read out.", "Salva Kiir", "President"},
		{"The talks were led by Minister of Foreign Affairs Sergei Lavrov.", "Sergei Lavrov", "Minister of Foreign Affairs"},
		{"A spokesman for Polish President Andrzej Duda said so.", "Andrzej Duda", "Polish President"},
		{"Yesterday Sergei Lavrov left Moscow.", "Sergei Lavrov", ""},
		{"The Secretary General of NATO Jens Stoltenberg arrived.", "Jens Stoltenberg", "Secretary General of NATO"},
		{"The U.N. special envoy for Yemen Hans Grundberg landed.", "Hans Grundberg", "U.N. special envoy for Yemen"},
		{"They saw the US President-elect Joe Biden there.", "Joe Biden", "US President-elect"},
		{"Lunch with ex-president Goodluck Jonathan was long.", "Goodluck Jonathan", "ex-president"},
		{"He rang EU foreign policy chief Kaja Kallas at noon.", "Kaja Kallas", "EU foreign policy chief"},
		{"A letter by Lt. Gen. Mark Milley was read.", "Mark Milley", "Lt. Gen."},
		{"The armies of NATO Jens Stoltenberg counted.", "Jens Stoltenberg", ""},
		{"The United Nations Secretary-General Ban Ki-moon wrote to them again last week.", "Ban Ki-moon", "United Nations Secretary-General"},
		{"They said that U.N. Secretary-General Ban Ki-moon came.", "Ban Ki-moon", "U.N. Secretary-General"},
		{"His brother Ravi Patel was more cautious.", "Ravi Patel", ""},
		{"Her sister Grace Nakato was more cautious.", "Grace Nakato", ""},
		{"In Beijing, foreign ministry spokesman Wang Wenbin said so.", "Wang Wenbin", "foreign ministry spokesman"},
		{"The former German chancellor Angela Merkel was there.", "Angela Merkel", "former German chancellor"},
		{"In Delhi, UK PM Rishi Sunak met FM Wang Yi.", "Wang Yi", "FM"},
		{"In Delhi, UK PM Rishi Sunak met the press.", "Rishi Sunak", "UK PM"},
		{"His Highness Sheikh Mohamed bin Zayed held a phone call.", "Mohamed bin Zayed", "Highness Sheikh"},
	} {
		found := false
		for _, e := range read(t, s, c.text).Entities {
			if e.Text == c.name {
				found = true
				if e.Title != c.title {
					t.Errorf("%s: title %q, want %q", c.text, e.Title, c.title)
				}
			}
		}
		if !found {
			t.Errorf("%s: %s not found", c.text, c.name)
		}
	}
}

// TestDays: a day before a name is no part of it, unless the name has it.
func TestDays(t *testing.T) {
	s := New()
	for _, c := range []struct{ text, day, want string }{
		{"On Monday France expelled two diplomats.", "Monday", "GPE France"},
		{"In May Russia recalled its envoy.", "May", "GPE Russia"},
		{"Officials said that last August Germany closed its embassy.", "last August", "GPE Germany"},
		{"He reads the Sunday Times.", "Sunday", "ORG Sunday Times"},
	} {
		d := segmented(t, c.text)
		at := strings.Index(c.text, c.day)
		d.Dates = []corpus.Date{{Span: corpus.Span{Start: at, End: at + len(c.day)}, Text: c.day, Type: corpus.DateDate}}
		if err := s.Apply(d); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(marks(d), "|"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// check holds the promises of the layer.
func check(t *testing.T, d *corpus.Document) {
	t.Helper()
	if utf8.ValidString(d.Text) { // texts of documents are
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	}
	last := 0
	for _, e := range d.Entities {
		if e.Start < last || e.End <= e.Start || e.End > len(d.Text) || d.Text[e.Start:e.End] != e.Text {
			t.Fatalf("bad mention %+v after %d", e, last)
		}
		if typeIndex(e.Type) < 0 {
			t.Fatalf("unknown type %q", e.Type)
		}
		if len(d.Tokens) > 0 && (e.Tokens.First >= e.Tokens.End || d.Tokens[e.Tokens.First].Start > e.Start || d.Tokens[e.Tokens.End-1].End < e.End) {
			t.Fatalf("tokens %+v do not cover %+v", e.Tokens, e)
		}
		last = e.End
	}
}

const article = `KAMPALA, March 4 — Ugandan and Kenyan officials agreed on Tuesday to reopen the Busia crossing, a spokesman for the East African Community (EAC) said.

"We have waited three months for this," Trade Minister Grace Nakato told reporters at Entebbe airport. Nakato, a former lecturer at Makerere University, thanked the EAC and the African Development Bank.

In Nairobi, Wycliffe Otieno of the Kenya Private Sector Alliance said that Otieno & Sons had lost 40 lorries. The White House and the European Union welcomed the step. Mr Otieno said the UN's World Food Programme would send maize to Juba, South Sudan.
`

func TestProperties(t *testing.T) {
	s := New()
	for _, text := range []string{
		"", " ", "\x00", "\x00A\x00", "\xff\xfe", "A", "A.", "'S", "’s", "-", strings.Repeat("A ", 3000), strings.Repeat("NATO-", 2000), strings.Repeat("a", 1<<16),
		"President", "Mr Mr Mr Smith", "Łódź’s Zażółć", "李克强 met Wang Yi.", "U.S.", "J.", "\ufffd\ufffd Kyiv\ufffd", article, strings.ToUpper(article), strings.ToLower(article), strings.ReplaceAll(article, " ", "  "),
	} {
		check(t, read(t, s, text))
	}
}

func TestLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	s := New()
	line := strings.Repeat("The mayor of Gulu met John Okello of the World Bank ", 60_000)
	d := &corpus.Document{Text: line, Sentences: []corpus.Sentence{{Span: corpus.Span{Start: 0, End: len(line)}}}}
	if err := s.Apply(d); err != nil {
		t.Fatal(err)
	}
	if len(d.Entities) < 60_000 {
		t.Errorf("%d names in a long line", len(d.Entities))
	}
}

func TestInvalidSentences(t *testing.T) {
	d := &corpus.Document{Text: "Kyiv", Sentences: []corpus.Sentence{{Span: corpus.Span{Start: -1, End: 2}}, {Span: corpus.Span{Start: 2, End: 99}}, {Span: corpus.Span{Start: 3, End: 1}}}}
	if err := New().Apply(d); err != nil || len(d.Entities) != 0 {
		t.Errorf("%v %v", d.Entities, err)
	}
}

func TestSameAtOnce(t *testing.T) {
	s := New()
	want := read(t, s, article).Entities
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				if got := read(t, s, article).Entities; !reflect.DeepEqual(got, want) {
					t.Error("another result at once")
				}
			}
		})
	}
	wg.Wait()
}

func TestBaseline(t *testing.T) {
	p, err := NewProse()
	if err != nil {
		t.Fatal(err)
	}
	engine, err := syntax.Open("")
	if err != nil {
		t.Fatal(err)
	}
	d := &corpus.Document{Text: article}
	for _, stage := range []interface{ Apply(*corpus.Document) error }{syntax.Segment(engine), syntax.Tag(engine), p} {
		if err := stage.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	check(t, d)
	if len(d.Entities) == 0 {
		t.Error("the baseline finds nothing")
	}
}

func TestRoleOnly(t *testing.T) {
	for name, want := range map[string]bool{
		"Defence Minister": true, "Minister of Public Works": true, "Attorney General": true, "First Lady": true,
		"Ministry of Defence": false, "General Motors": false, "Kyiv": false, "": false,
	} {
		if got := roleOnly(name); got != want {
			t.Errorf("roleOnly(%q) = %v", name, got)
		}
	}
}

func FuzzApply(f *testing.F) {
	f.Add(article)
	f.Add("Mr. O'Brien-Smith’s U.S.-led G20\x00(NATO) l'Aquila")
	s := New()
	f.Fuzz(func(t *testing.T, text string) { check(t, read(t, s, text)) })
}

func BenchmarkApply(b *testing.B) {
	s := New()
	d := read(b, s, strings.Repeat(article, 20))
	b.ReportAllocs()
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		if err := s.Apply(d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
