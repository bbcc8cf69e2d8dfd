package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dateline/corpus/ud"
)

// referenceLine is the line of d as encoding/json makes it of the tags of the types.
// Document and Event are not written as they are, so the shapes that are come from
// them by reflection: a field that one of them gains is in the reference at once.
func referenceLine(d *Document, layers Layers) ([]byte, error) {
	shown := *d
	for _, l := range []struct {
		layer  Layer
		fields []any
	}{
		{LayerText, []any{&shown.Text}}, {LayerSentences, []any{&shown.Sentences}}, {LayerTokens, []any{&shown.Tokens}},
		{LayerEntities, []any{&shown.Entities}}, {LayerDates, []any{&shown.Dates}}, {LayerPeriods, []any{&shown.Periods}},
		{LayerQuotes, []any{&shown.Quotes}}, {LayerActors, []any{&shown.References, &shown.Actors}}, {LayerEvents, []any{&shown.Events}},
		{LayerMentions, []any{&shown.Mentions}}, {LayerMain, []any{&shown.Main}}, {LayerDropped, []any{&shown.Dropped}}, {LayerOrigin, []any{&shown.Origin}},
	} {
		for _, f := range l.fields {
			if !layers.Has(l.layer) {
				reflect.ValueOf(f).Elem().SetZero()
			}
		}
	}
	var shape []reflect.StructField
	var values []reflect.Value
	for f := range fields(reflect.TypeFor[Document]()) {
		v := reflect.ValueOf(shown).FieldByIndex(f.Index)
		switch f.Name {
		case "Tokens":
			var lists [][]tokenShape
			if layers.Has(LayerTokens) {
				for _, s := range d.Sentences {
					list := []tokenShape{}
					for _, t := range d.Tokens[s.Tokens.First:s.Tokens.End] {
						list = append(list, tokenShape(t))
					}
					lists = append(lists, list)
				}
			}
			f.Tag, v = `json:"tokens,omitempty"`, reflect.ValueOf(lists)
		case "Events":
			var events []eventRecord
			for i := range shown.Events {
				events = append(events, eventShape(&shown.Events[i]))
			}
			v = reflect.ValueOf(events)
		}
		if f.Tag.Get("json") != "-" {
			shape = append(shape, reflect.StructField{Name: f.Name, Type: v.Type(), Tag: f.Tag})
			values = append(values, v)
		}
	}
	r := reflect.New(reflect.StructOf(shape)).Elem()
	for i, v := range values {
		r.Field(i).Set(v)
	}
	return referenceJSON(r.Interface())
}

// ReferenceLine is referenceLine for the tests outside.
func ReferenceLine(d *Document, layers Layers) ([]byte, error) { return referenceLine(d, layers) }

func referenceJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

type tokenShape Token

func (t tokenShape) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, `[%d,%d,%q,%q,%d,%q]`, t.Start, t.End, t.UPOS, t.XPOS, t.Head, t.Rel), nil
}

// eventShape has the fields of e that have the same name, and the sides as lists.
func eventShape(e *Event) eventRecord {
	var r eventRecord
	to, from := reflect.ValueOf(&r).Elem(), reflect.ValueOf(e).Elem()
	for f := range fields(to.Type()) {
		if v := from.FieldByName(f.Name); v.IsValid() && v.Type() == f.Type {
			to.FieldByIndex(f.Index).Set(v)
		}
	}
	split := func(ps []Participant) (actors []*string, spans []Span, countries []string) {
		for i := range ps {
			var id *string
			if ps[i].Actor != "" {
				id = &ps[i].Actor
			}
			actors, spans, countries = append(actors, id), append(spans, ps[i].Span), append(countries, ps[i].Country)
		}
		return
	}
	r.Sources, r.SourceSpans, r.SourceCountry = split(e.Sources)
	r.Targets, r.TargetSpans, r.TargetCountry = split(e.Targets)
	return r
}

// TestShapesHaveAllFields holds together the types that name the fields of a record
// twice. What the encoder writes of them is compared with the reference elsewhere.
func TestShapesHaveAllFields(t *testing.T) {
	names := func(typ reflect.Type, without ...string) (out []string) {
		for f := range fields(typ) {
			if !slices.Contains(without, f.Name) {
				out = append(out, f.Name)
			}
		}
		slices.Sort(out)
		return out
	}
	sides := []string{"Sources", "Targets", "SourceSpans", "TargetSpans", "SourceCountry", "TargetCountry"}
	event, shape := names(reflect.TypeFor[Event](), "Sources", "Targets", "Local"), names(reflect.TypeFor[eventRecord](), sides...)
	if !slices.Equal(event, shape) {
		t.Errorf("an event has %v, its record %v", event, shape)
	}
	if got, want := names(reflect.TypeFor[Participant]()), []string{"Actor", "Country", "Span"}; !slices.Equal(got, want) {
		t.Errorf("a participant has %v, the lists are for %v", got, want)
	}
	if got, want := names(reflect.TypeFor[Token]()), []string{"Head", "Lemma", "Rel", "Span", "UPOS", "XPOS"}; !slices.Equal(got, want) {
		t.Errorf("a token has %v, the list has all but the lemma of %v", got, want)
	}
	tags := func(typ reflect.Type) (out []string) {
		for f := range fields(typ) {
			if tag := f.Tag.Get("json"); f.Name == "Tokens" {
				out = append(out, "tokens,omitempty")
			} else if tag != "-" {
				out = append(out, tag)
			}
		}
		return out
	}
	if got, want := tags(reflect.TypeFor[record]()), tags(reflect.TypeFor[Document]()); !slices.Equal(got, want) {
		t.Errorf("what is read has %v, a document %v", got, want)
	}
}

// compare writes d in every way and holds it to the reference.
func compare(t *testing.T, d *Document, layers Layers) {
	t.Helper()
	want, refused := referenceLine(d, layers)
	got, err := AppendLine([]byte("before"), d, layers)
	if (err == nil) != (refused == nil) {
		t.Fatalf("error %v, the reference has %v", err, refused)
	}
	if err != nil {
		if string(got) != "before" {
			t.Errorf("after an error the buffer is %q", got)
		}
		if _, err := Line(d, layers); err == nil {
			t.Error("Line has no error")
		}
	} else {
		if got, ok := bytes.CutPrefix(got, []byte("before")); !ok || !bytes.Equal(got, want) {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
		if got, err := Line(d, layers); err != nil || !bytes.Equal(got, want) {
			t.Errorf("Line differs from AppendLine, error %v", err)
		}
		var b bytes.Buffer
		if err := Encode(&b, d, layers); err != nil || !bytes.Equal(b.Bytes(), want) {
			t.Errorf("Encode differs from AppendLine, error %v", err)
		}
	}
	row := func(what string, shape any, append func([]byte) ([]byte, error)) {
		got, err := append([]byte("before"))
		id, _ := referenceJSON(d.ID)
		body, refused := referenceJSON(shape)
		if refused != nil {
			if err == nil || string(got) != "before" {
				t.Errorf("%s: error %v, the reference has %v", what, err, refused)
			}
			return
		}
		if want := `before{"document":` + string(id[:len(id)-1]) + "," + string(body[1:]); err != nil || string(got) != want {
			t.Fatalf("%s: error %v\ngot  %s\nwant %s", what, err, got, want)
		}
	}
	for i := range d.Events {
		e := &d.Events[i]
		row("event", eventShape(e), func(b []byte) ([]byte, error) { return AppendEventRow(b, d.ID, e) })
		alone, err := referenceJSON(e) // through Event.MarshalJSON
		if want, refused := referenceJSON(eventShape(e)); (err == nil) != (refused == nil) || err == nil && !bytes.Equal(alone, want) {
			t.Errorf("an event alone: error %v, %s, want %s", err, alone, want)
		}
	}
	for i := range d.Quotes {
		q := &d.Quotes[i]
		row("quote", *q, func(b []byte) ([]byte, error) { return AppendQuoteRow(b, d.ID, q) })
	}
}

// maker fills values of any type with what is likely to be written wrongly.
type maker struct {
	*rand.Rand
	strings []string
	floats  []float64
}

var (
	oddStrings = []string{
		"", "", "a", "Kyiv", `"`, `\`, `\"`, "<b>&amp;</b>", "line\nline\r\n\ttab", "\x00\x01\x1f\x7f\b\f\v", "\u2028\u2029", "a\u2028b",
		"Zelenśkyj", "Київ", "日本語", "🕊️", "\xff", "a\xc3", "\xed\xa0\x80", "\xe2\x80", "\xe2\x80\xa8\xe2", "\ufffd", "é\u0301", "\u0085",
		strings.Repeat("long ", 50), "null", "true", "0",
	}
	oddFloats = []float64{
		0, math.Copysign(0, -1), 1, -1, 0.93, 4, -10, 3.4, 50.4501, 30.5234, 0.1, 1.0 / 3, 1e-6, 9.99e-7, 1e-7, 1e-9, 1e-10, -1e-100, 1e20, 1e21, 123456789e15,
		math.MaxFloat64, math.SmallestNonzeroFloat64, -math.MaxFloat64, 1 << 53, 1e100,
	}
)

func (m *maker) string() string {
	s := m.strings[m.IntN(len(m.strings))]
	if m.IntN(4) == 0 {
		s += m.strings[m.IntN(len(m.strings))]
	}
	return s
}

func (m *maker) int() int64 {
	n := int64(m.Uint64() >> m.IntN(64))
	if m.IntN(8) == 0 {
		return -n
	}
	return n
}

func (m *maker) fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(m.string())
	case reflect.Int, reflect.Int64:
		v.SetInt(m.int())
	case reflect.Float64:
		v.SetFloat(m.floats[m.IntN(len(m.floats))])
	case reflect.Bool:
		v.SetBool(m.IntN(2) == 0)
	case reflect.Uint8:
		most := map[reflect.Type]int{reflect.TypeFor[ud.UPOS](): ud.NumUPOS, reflect.TypeFor[ud.XPOS](): ud.NumXPOS, reflect.TypeFor[ud.Rel](): ud.NumRel}
		v.SetUint(uint64(m.IntN(max(1, most[v.Type()]))))
	case reflect.Uint32:
		v.SetUint(uint64(m.Uint32()))
	case reflect.Pointer:
		if m.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			m.fill(v.Elem())
		}
	case reflect.Slice:
		n := max(0, m.IntN(5)-1)
		if n == 0 && m.IntN(2) == 0 {
			return // nil is written as an empty one is
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			m.fill(v.Index(i))
		}
	case reflect.Struct:
		if m.IntN(20) == 0 {
			return // so are all fields at once
		}
		for i := range v.NumField() {
			m.fill(v.Field(i))
		}
	default:
		panic("a document has a field of a kind that this test cannot fill: " + v.Type().String())
	}
}

// document is a random document whose sentences share out its tokens.
func (m *maker) document() *Document {
	var d Document
	m.fill(reflect.ValueOf(&d).Elem())
	at := 0
	for i := range d.Sentences {
		end := at + m.IntN(len(d.Tokens)-at+1)
		d.Sentences[i].Tokens = Range{at, end}
		at = end
	}
	return &d
}

func TestLineIsThatOfReflection(t *testing.T) {
	compare(t, full(), allLayers)
	compare(t, &Document{}, allLayers)
	m := maker{rand.New(rand.NewPCG(1, 2)), oddStrings, oddFloats}
	refused := 0
	for i := range 1000 {
		layers := allLayers
		switch i % 4 {
		case 1:
			layers = Layers(m.Uint32())
		case 2:
			layers = DefaultLayers
		}
		m.floats = oddFloats
		if i%8 == 0 {
			m.floats = append(slices.Clip(oddFloats), math.NaN(), math.Inf(1), math.Inf(-1))
		}
		d := m.document()
		compare(t, d, layers)
		if _, err := Line(d, layers); err != nil {
			refused++
		}
	}
	if refused < 10 {
		t.Errorf("only %d documents have numbers that cannot be written", refused)
	}
}

// TestOddValues runs through all that TestLineIsThatOfReflection only draws from.
func TestOddValues(t *testing.T) {
	for c := range 0x11000 { // all of two and three bytes, some of four
		s := "a" + string(rune(c)) + "b"
		if got, want := appendString(nil, s), reflected(t, s); !bytes.Equal(got, want) {
			t.Errorf("%U is written %s, want %s", c, got, want)
		}
	}
	for a := range 256 {
		for b := range 256 {
			s := "x" + string([]byte{byte(a), byte(b)}) + "y"
			if got, want := appendString(nil, s), reflected(t, s); !bytes.Equal(got, want) {
				t.Errorf("%q is written %s, want %s", s, got, want)
			}
		}
	}
	for _, s := range oddStrings {
		if got, want := appendString(nil, s), reflected(t, s); !bytes.Equal(got, want) {
			t.Errorf("%q is written %s, want %s", s, got, want)
		}
	}
	floats := slices.Clone(oddFloats)
	for i := -400; i < 400; i++ {
		floats = append(floats, math.Pow(10, float64(i)), -math.Pow(2, float64(i)), float64(i)/100)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for range 5000 {
		floats = append(floats, math.Float64frombits(rng.Uint64()))
	}
	for _, f := range floats {
		if !isFinite(f) {
			continue
		}
		if got, want := appendFloat(nil, f), reflected(t, f); !bytes.Equal(got, want) {
			t.Errorf("%v is written %s, want %s", f, got, want)
		}
	}
}

func reflected(t *testing.T, v any) []byte {
	t.Helper()
	b, err := referenceJSON(v)
	if err != nil {
		t.Fatal(err)
	}
	return b[:len(b)-1]
}

func FuzzLine(f *testing.F) {
	f.Add(uint64(1), "Kyiv\xff\u2028", uint64(0x3fe0000000000000), uint32(allLayers))
	f.Add(uint64(2), "\x00\"", uint64(0x7ff0000000000000), uint32(DefaultLayers))
	f.Fuzz(func(t *testing.T, seed uint64, s string, bits uint64, layers uint32) {
		if len(s) > 1<<12 {
			return
		}
		m := maker{Rand: rand.New(rand.NewPCG(seed, 0)), floats: append(slices.Clip(oddFloats[:8]), math.Float64frombits(bits))}
		cut := m.IntN(len(s) + 1)
		m.strings = []string{"", "a", s, s[:cut], s[cut:]}
		compare(t, m.document(), Layers(layers))
	})
}
