package corpus

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"dateline/corpus/ud"
)

// full is a document that sets every field that a record can show.
func full() *Document {
	lat, lon := 50.45, 30.52
	text := "KYIV — Ann Lee said <yes> & left Kyiv on May 6."
	at := func(s string) Span {
		i := strings.Index(text, s)
		return Span{i, i + len(s)}
	}
	phrase := func(s string) Phrase { return Phrase{at(s), s} }
	d := &Document{
		ID: "d1", URL: "https://a.example/1", Canonical: "https://a.example/one", Title: "T", Byline: []string{"B"},
		Publisher: "P", Published: "2022-05-07", Dateline: &Dateline{Place: "KYIV", Date: "May 6"}, Lang: "en",
		Skipped: "", Text: text, Source: Source{Path: "f.html", SHA256: strings.Repeat("0a", 32)}, DuplicateOf: "d0",
		Sentences: []Sentence{{Span: Span{0, len(text)}, Tokens: Range{0, 2}}},
		Tokens: []Token{
			{Span: at("Ann"), UPOS: ud.PROPN, XPOS: ud.NNP, Head: 2, Rel: ud.Nsubj},
			{Span: at("said"), UPOS: ud.VERB, XPOS: ud.VBD, Rel: ud.Root},
		},
		Entities: []Entity{{Span: at("Ann Lee"), Text: "Ann Lee", Type: Person, Title: "Minister", Actor: "ann-lee"}},
		Dates: []Date{{Span: at("May 6"), Text: "May 6", Type: DateDate, Value: "2022-05-06", Mod: "APPROX",
			Begin: "2022-05-06", Until: "2022-05-06", How: HowPublished}},
		Periods: []Period{{Span: at("on May 6"), Text: "on May 6", Begin: "2022-05-06", Until: "2022-05-06", From: 0, To: 0}},
		Quotes: []Quote{{ID: "q", QuoteID: "q", Span: at("<yes>"), Spans: []Piece{{at("<yes>").Start, at("<yes>").End}}, Text: "<yes>",
			Kind: Direct, Cue: ptr(phrase("said")), Speaker: &Speaker{at("Ann Lee"), "Ann Lee", "ann-lee"}, Confidence: 0.9, Rule: "r"}},
		References: []Reference{{Span: at("Ann"), Actor: "ann-lee", Kind: Pronoun}},
		Actors:     []Actor{{ID: "ann-lee", Name: "Ann Lee", Type: Person, Country: "UKR", Sector: "GOV", Wikidata: "Q1", Mentions: 0}},
		Events: []Event{{ID: "e", EventID: "e", Main: true, Type: Retreat, Mode: "withdraw", CAMEO: "087", Quad: 2, Intensity: 4,
			Contexts: []string{"diplomatic"}, Realis: Actual, ReportedBy: "ann-lee", Trigger: phrase("left"), Sentence: Span{0, len(text)},
			Sources: []Participant{{at("Ann Lee"), "ann-lee", "UKR"}, {at("yes"), "", ""}}, Targets: []Participant{{at("Kyiv"), "Q1899", "UKR"}},
			Date:     &EventDate{"2022-05-06", at("May 6"), HowPublished},
			Location: &Location{Name: "Kyiv", Text: "Kyiv", Country: "UKR", Lat: &lat, Lon: &lon, Span: at("Kyiv")},
			Quote:    "q", Confidence: 0.5, Why: []string{"w"}}},
		Mentions: []Mention{{Span: at("left"), EventID: "m"}},
		Dropped:  []Dropped{{Text: "t", Place: "p", Reason: "r"}}, Origin: []Origin{{0, 0, 3}},
		Main: &Main{Who: &Answer{Text: "w"}, What: &Answer{Text: "w"}, When: &Answer{"w", "2022"}, Where: &Answer{Text: "w"},
			Why: &Answer{Text: "w"}, How: &Answer{Text: "w"}},
	}
	return d
}

func ptr[T any](v T) *T { return &v }

const allLayers = ^Layers(0)

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchemaAcceptsWhatIsWritten(t *testing.T) {
	s := compileSchema(t)
	skipped := full()
	skipped.Skipped = "language fr"
	for _, d := range []*Document{full(), skipped, {ID: "bare"}} {
		line, err := Line(d, allLayers)
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v", d.ID, err)
		}
	}
}

// TestSchemaHasTheKeysOfTheEncoder compares the sets of keys, so that neither
// side can gain one alone.
func TestSchemaHasTheKeysOfTheEncoder(t *testing.T) {
	type object struct {
		Properties map[string]json.RawMessage `json:"properties"`
		Defs       map[string]json.RawMessage `json:"$defs"`
	}
	var root object
	if err := json.Unmarshal(Schema, &root); err != nil {
		t.Fatal(err)
	}
	property := func(data json.RawMessage, path ...string) object {
		var o object
		for _, p := range path {
			if err := json.Unmarshal(data, &o); err != nil {
				t.Fatal(err)
			}
			data = o.Properties[p]
		}
		o = object{}
		if err := json.Unmarshal(data, &o); err != nil {
			t.Fatal(err)
		}
		return o
	}
	for _, c := range []struct {
		name string
		has  object
		typ  any
	}{
		{"document", root, record{}},
		{"source", property(root.Properties["source"]), Source{}},
		{"dateline", property(root.Properties["dateline"]), Dateline{}},
		{"main", property(root.Properties["main"]), Main{}},
		{"span", property(root.Defs["span"]), Span{}},
		{"phrase", property(root.Defs["phrase"]), Phrase{}},
		{"entity", property(root.Defs["entity"]), Entity{}},
		{"date", property(root.Defs["date"]), Date{}},
		{"period", property(root.Defs["period"]), Period{}},
		{"quote", property(root.Defs["quote"]), Quote{}},
		{"speaker", property(root.Defs["quote"], "speaker"), Speaker{}},
		{"reference", property(root.Defs["reference"]), Reference{}},
		{"actor", property(root.Defs["actor"]), Actor{}},
		{"event", property(root.Defs["event"]), eventRecord{}},
		{"event date", property(root.Defs["event"], "date"), EventDate{}},
		{"location", property(root.Defs["event"], "location"), Location{}},
		{"mention", property(root.Defs["mention"]), Mention{}},
		{"dropped", property(root.Defs["dropped"]), Dropped{}},
		{"answer", property(root.Defs["answer"]), Answer{}},
	} {
		var want, got []string
		for k := range c.has.Properties {
			got = append(got, k)
		}
		want = jsonKeys(reflect.TypeOf(c.typ))
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: the schema has %v, the encoder %v", c.name, got, want)
		}
	}
}

func jsonKeys(t reflect.Type) []string {
	var keys []string
	for f := range fields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-":
		case f.Anonymous && name == "":
			keys = append(keys, jsonKeys(f.Type)...)
		default:
			keys = append(keys, name)
		}
	}
	return keys
}

func fields(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

func TestRecordReadsBack(t *testing.T) {
	d := full()
	line, err := Line(d, allLayers)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(line)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("-written +read:\n%s", diff)
	}
	again, err := Line(got, allLayers)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(line, again) {
		t.Errorf("written again it differs:\n%s\n%s", line, again)
	}
}

func TestLine(t *testing.T) {
	d := full()
	line, err := Line(d, LayersOf(LayerText, LayerSentences))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"d1","url":"https://a.example/1","canonical":"https://a.example/one","title":"T","byline":["B"],"publisher":"P",` +
		`"published":"2022-05-07","dateline":{"place":"KYIV","date":"May 6"},"lang":"en","text":"KYIV — Ann Lee said <yes> & left Kyiv on May 6.",` +
		`"source":{"path":"f.html","offset":0,"sha256":"` + strings.Repeat("0a", 32) + `"},"duplicate_of":"d0","sentences":[{"start":0,"end":49}]}` + "\n"
	if string(line) != want {
		t.Errorf("got  %swant %s", line, want)
	}
	for _, part := range []string{`"sources":["ann-lee",null]`, `"source_country":["UKR",""]`, `[9,12,"PROPN","NNP",2,"nsubj"]`} {
		if line, _ = Line(d, allLayers); !bytes.Contains(line, []byte(part)) {
			t.Errorf("no %s in %s", part, line)
		}
	}
}

func TestCheckFindsFaults(t *testing.T) {
	if err := full().Check(); err != nil {
		t.Fatalf("a sound document is refused: %v", err)
	}
	for _, c := range []struct {
		spoil func(*Document)
		want  string
	}{
		{func(d *Document) { d.Entities[0].Text = "Ann" }, `entity 0: surface "Ann"`},
		{func(d *Document) { d.Entities[0].End = 999 }, "entity 0: span 9-999 is not within"},
		{func(d *Document) { d.Sentences[0].Start = 6 }, "sentence 0: span 6-49 cuts a rune"},
		{func(d *Document) { d.Tokens[1].Head = 3 }, "token 1: head 3 in a sentence of 2"},
		{func(d *Document) { d.Tokens[1].Start = 10 }, "token 1: span 10-"},
		{func(d *Document) { d.Sentences[0].Tokens.End, d.Tokens[0].Head = 1, 0 }, "2 tokens, but the sentences hold 1"},
		{func(d *Document) { d.Periods[0].To = 1 }, "period 0: date 1 is not within it"},
		{func(d *Document) { d.Quotes = append(d.Quotes, d.Quotes[0]) }, "quote 1: id q twice"},
		{func(d *Document) { d.Events[0].Quote = "x" }, "event 0: quote x does not exist"},
		{func(d *Document) { d.Events[0].Sentence.End = 20 }, `event 0: trigger "left" leaves its sentence`},
		{func(d *Document) { d.Text += "\xff" }, "text is not UTF-8"},
	} {
		d := full()
		c.spoil(d)
		if err := d.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
}

func TestIDsSurviveAnInsertedParagraph(t *testing.T) {
	a, b := full(), full()
	AssignIDs(a)
	const more = "A new one. "
	b.Text = more + b.Text
	shift := func(s *Span) { s.Start += len(more); s.End += len(more) }
	b.Sentences = append([]Sentence{{Span: Span{0, len(more) - 1}}}, b.Sentences...)
	shift(&b.Sentences[1].Span)
	shift(&b.Quotes[0].Span)
	shift(&b.Events[0].Trigger.Span)
	shift(&b.Mentions[0].Span)
	AssignIDs(b)
	if a.Quotes[0].ID != b.Quotes[0].ID || a.Events[0].ID != b.Events[0].ID || a.Mentions[0].Local != b.Mentions[0].Local {
		t.Error("an inserted paragraph changes ids")
	}
	if a.Events[0].Quote != a.Quotes[0].ID {
		t.Error("the event lost its quotation")
	}
	before := *a
	AssignIDs(a)
	if a.Events[0].ID != before.Events[0].ID || a.Events[0].Quote != a.Quotes[0].ID {
		t.Error("AssignIDs is not idempotent")
	}
}

func TestEqualSentencesGetDifferentIDs(t *testing.T) {
	d := &Document{ID: "d", Text: "He left. He left."}
	d.Sentences = []Sentence{{Span: Span{0, 8}}, {Span: Span{9, 17}}}
	for _, at := range []int{3, 12} {
		d.Events = append(d.Events, Event{Type: Retreat, Trigger: Phrase{Span{at, at + 4}, "left"}})
	}
	AssignIDs(d)
	if d.Events[0].ID == d.Events[1].ID {
		t.Error("two events share an id")
	}
}

func TestParseLayers(t *testing.T) {
	got, err := ParseLayers("entities, dates")
	if err != nil || got != LayersOf(LayerEntities, LayerDates) {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "clauses", "dates,verbs"} {
		if _, err := ParseLayers(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestSearches(t *testing.T) {
	d := &Document{Text: "ab cd. ef"}
	d.Sentences = []Sentence{{Span: Span{0, 6}, Tokens: Range{0, 3}}, {Span: Span{7, 9}, Tokens: Range{3, 4}}}
	for _, s := range []Span{{0, 2}, {3, 5}, {5, 6}, {7, 9}} {
		d.Tokens = append(d.Tokens, Token{Span: s})
	}
	for at, want := range map[int]int{0: 0, 5: 0, 6: -1, 7: 1, 8: 1, 9: -1} {
		if got := d.SentenceAt(at); got != want {
			t.Errorf("SentenceAt(%d) = %d, want %d", at, got, want)
		}
	}
	for s, want := range map[Span]Range{{0, 9}: {0, 4}, {3, 6}: {1, 3}, {4, 6}: {2, 3}, {1, 2}: {1, 1}} {
		if got := d.TokensIn(s); got != want {
			t.Errorf("TokensIn(%v) = %v, want %v", s, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	line, err := Line(full(), allLayers)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(line)
	f.Fuzz(func(t *testing.T, line []byte) {
		d, err := Decode(line)
		if err != nil {
			return
		}
		d.Check()
		if _, err := Line(d, allLayers); err != nil {
			t.Errorf("what was read cannot be written: %v", err)
		}
	})
}

func BenchmarkLine(b *testing.B) {
	d := full()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Line(d, DefaultLayers); err != nil {
			b.Fatal(err)
		}
	}
}

func TestTokensOver(t *testing.T) {
	d := &Document{Text: "a Ukraine-NATO pact", Tokens: []Token{{Span: Span{0, 1}}, {Span: Span{2, 14}}, {Span: Span{15, 19}}}}
	for _, c := range []struct {
		span Span
		want Range
	}{
		{Span{10, 14}, Range{1, 2}}, // within a token
		{Span{0, 15}, Range{0, 2}},
		{Span{1, 2}, Range{1, 1}}, // the space between
		{Span{14, 19}, Range{2, 3}},
		{Span{19, 19}, Range{3, 3}},
	} {
		if got := d.TokensOver(c.span); got != c.want {
			t.Errorf("TokensOver(%v) = %v, want %v", c.span, got, c.want)
		}
	}
}
