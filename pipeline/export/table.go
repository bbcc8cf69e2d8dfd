package export

import (
	"fmt"
	"reflect"
	"strings"
)

// Document is a row of the table documents. The tag "meaning" is what the dictionary of columns says, the tag
// "type" names the type of a column where it says more than the field's own: a "day" is text in ISO 8601, a
// date where a format has dates.
type Document struct {
	ID          string   `parquet:"id" json:"id" meaning:"id of the document"`
	URL         string   `parquet:"url" json:"url" meaning:"address it was found at"`
	Title       string   `parquet:"title" json:"title" meaning:"headline"`
	Byline      []string `parquet:"byline,list" json:"byline" meaning:"who wrote it"`
	Publisher   string   `parquet:"publisher" json:"publisher" meaning:"who published it"`
	Published   string   `parquet:"published" json:"published" type:"day" meaning:"day of publication, ISO 8601"`
	Lang        string   `parquet:"lang" json:"lang" meaning:"language, ISO 639-1"`
	Skipped     string   `parquet:"skipped" json:"skipped" meaning:"why it has no layers; empty if it has"`
	DuplicateOf string   `parquet:"duplicate_of" json:"duplicate_of" meaning:"smallest id of the copies of this article; empty if there are none"`
	Path        string   `parquet:"path" json:"path" meaning:"file it came from"`
	Offset      int64    `parquet:"offset" json:"offset" meaning:"byte of the record in that file"`
	SHA256      string   `parquet:"sha256" json:"sha256" meaning:"digest of the record"`
	Who         string   `parquet:"who" json:"who" meaning:"main event: who"`
	What        string   `parquet:"what" json:"what" meaning:"main event: did what"`
	When        string   `parquet:"when" json:"when" meaning:"main event: when, TIMEX3 value"`
	Where       string   `parquet:"where" json:"where" meaning:"main event: where"`
	Text        string   `parquet:"text" json:"text" meaning:"the article's text"`
}

// Party is one side of an event.
type Party struct {
	Actor   string `parquet:"actor" json:"actor" meaning:"actor id; empty for a common noun"`
	Name    string `parquet:"name" json:"name" meaning:"the actor's name, else the words"`
	Country string `parquet:"country" json:"country" meaning:"country, ISO 3166 alpha-3, or IGO"`
	Sector  string `parquet:"sector" json:"sector" meaning:"sector, as in CAMEO"`
	Text    string `parquet:"text" json:"text" meaning:"the words in the article"`
}

// Place is where an event took place.
type Place struct {
	Name    string   `parquet:"name" json:"name" meaning:"place: its name"`
	Text    string   `parquet:"text" json:"text" meaning:"place: the words in the article"`
	Country string   `parquet:"country" json:"country" meaning:"place: country, ISO 3166 alpha-3"`
	Lat     *float64 `parquet:"lat,optional" json:"lat" meaning:"place: latitude, degrees north"`
	Lon     *float64 `parquet:"lon,optional" json:"lon" meaning:"place: longitude, degrees east"`
}

// Event is a row of the table events: one report of a happening.
type Event struct {
	ID         string   `parquet:"id" json:"id" meaning:"id of this report"`
	EventID    string   `parquet:"event_id" json:"event_id" meaning:"the same for all reports of one happening"`
	Document   string   `parquet:"document" json:"document" meaning:"id of the document"`
	URL        string   `parquet:"url" json:"url" meaning:"the document's address"`
	Title      string   `parquet:"title" json:"title" meaning:"the document's headline"`
	Publisher  string   `parquet:"publisher" json:"publisher" meaning:"the document's publisher"`
	Published  string   `parquet:"published" json:"published" type:"day" meaning:"the document's day of publication"`
	Date       string   `parquet:"date" json:"date" meaning:"day or period of the event, TIMEX3 value"`
	DateBegin  string   `parquet:"date_begin" json:"date_begin" type:"day" meaning:"first day of it"`
	DateEnd    string   `parquet:"date_end" json:"date_end" type:"day" meaning:"last day of it"`
	DateHow    string   `parquet:"date_how" json:"date_how" meaning:"how the date is known: absolute, published, dateline, narrative, event"`
	Type       string   `parquet:"type" json:"type" meaning:"PLOVER root, or STATEMENT"`
	Mode       string   `parquet:"mode" json:"mode" meaning:"PLOVER mode"`
	CAMEO      string   `parquet:"cameo" json:"cameo" meaning:"CAMEO code"`
	Quad       int32    `parquet:"quad" json:"quad" meaning:"1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"`
	Intensity  float64  `parquet:"intensity" json:"intensity" meaning:"from conflict, -10, to cooperation, 10"`
	Contexts   []string `parquet:"contexts,list" json:"contexts" meaning:"PLOVER contexts"`
	Realis     string   `parquet:"realis" json:"realis" meaning:"actual, planned, denied, hypothetical, claimed"`
	ReportedBy string   `parquet:"reported_by" json:"reported_by" meaning:"actor id of who claims it"`
	Sources    []Party  `parquet:"sources,list" json:"sources" meaning:"who did it"`
	Targets    []Party  `parquet:"targets,list" json:"targets" meaning:"to whom"`
	Place      *Place   `parquet:"place,optional" json:"place" meaning:"where"`
	Trigger    string   `parquet:"trigger" json:"trigger" meaning:"the word that tells it"`
	Sentence   string   `parquet:"sentence" json:"sentence" meaning:"the sentence that tells it"`
	Start      int32    `parquet:"start" json:"start" meaning:"first byte of the trigger in the document's text"`
	End        int32    `parquet:"end" json:"end" meaning:"byte behind the trigger"`
	Quote      string   `parquet:"quote" json:"quote" meaning:"id of the quotation it stands in"`
	Main       bool     `parquet:"main" json:"main" meaning:"is it the document's main event"`
	Confidence float64  `parquet:"confidence" json:"confidence" meaning:"0 to 1"`
	Why        []string `parquet:"why,list" json:"why" meaning:"what fired, from surface to code"`
}

// Quote is a row of the table quotes.
type Quote struct {
	ID           string  `parquet:"id" json:"id" meaning:"id of the quotation"`
	QuoteID      string  `parquet:"quote_id" json:"quote_id" meaning:"the same for near-identical quotations of several documents"`
	Document     string  `parquet:"document" json:"document" meaning:"id of the document"`
	URL          string  `parquet:"url" json:"url" meaning:"the document's address"`
	Published    string  `parquet:"published" json:"published" type:"day" meaning:"the document's day of publication"`
	Kind         string  `parquet:"kind" json:"kind" meaning:"direct, indirect, mixed"`
	Speaker      string  `parquet:"speaker" json:"speaker" meaning:"the words that name the speaker"`
	SpeakerActor string  `parquet:"speaker_actor" json:"speaker_actor" meaning:"actor id of the speaker"`
	SpeakerName  string  `parquet:"speaker_name" json:"speaker_name" meaning:"name of that actor"`
	Cue          string  `parquet:"cue" json:"cue" meaning:"the words that announce it"`
	Text         string  `parquet:"text" json:"text" meaning:"what was said; an interruption is within"`
	Start        int32   `parquet:"start" json:"start" meaning:"first byte in the document's text"`
	End          int32   `parquet:"end" json:"end" meaning:"byte behind it"`
	Confidence   float64 `parquet:"confidence" json:"confidence" meaning:"0 to 1; speech from 0.5"`
	Rule         string  `parquet:"rule" json:"rule" meaning:"the rule that found it"`
}

// Spelling is a surface form of an actor.
type Spelling struct {
	Text  string `parquet:"text" json:"text" meaning:"spelling"`
	Count int64  `parquet:"count" json:"count" meaning:"how often it stands in the dump"`
}

// Actor is a row of the table actors: an actor of the whole dump.
type Actor struct {
	ID        string     `parquet:"id" json:"id" meaning:"Wikidata item or slug"`
	Name      string     `parquet:"name" json:"name" meaning:"name"`
	Type      string     `parquet:"type" json:"type" meaning:"PERSON, ORG, GPE, …"`
	Country   string     `parquet:"country" json:"country" meaning:"country, ISO 3166 alpha-3, or IGO"`
	Sector    string     `parquet:"sector" json:"sector" meaning:"sector, as in CAMEO"`
	Wikidata  string     `parquet:"wikidata" json:"wikidata" meaning:"Wikidata item, where it is sure"`
	Spellings []Spelling `parquet:"spellings,list" json:"spellings" meaning:"all spellings, most frequent first"`
	Mentions  int64      `parquet:"mentions" json:"mentions" meaning:"mentions in the dump"`
	Documents int64      `parquet:"documents" json:"documents" meaning:"documents that mention it"`
	First     string     `parquet:"first" json:"first" type:"day" meaning:"earliest day of publication of these"`
	Last      string     `parquet:"last" json:"last" type:"day" meaning:"latest"`
}

// Column is a column of a flat table.
type Column struct {
	Table   string
	Name    string
	Type    string // text, day (text in ISO 8601; a date in Parquet), integer, real, boolean
	List    bool   // several values in a cell
	Meaning string

	path []int // the field, and the field of its members
}

// tables are the rows by the name of their table.
var tables = []struct {
	name string
	row  any
}{{"documents", Document{}}, {"events", Event{}}, {"quotes", Quote{}}, {"actors", Actor{}}}

// Columns lists the columns of the flat tables in order. A field that is a list of structures, or
// a structure, gives a column for each of its fields: sources_actor, place_lat.
func Columns() []Column {
	var out []Column
	for _, t := range tables {
		out = append(out, columnsOf(t.name, reflect.TypeOf(t.row))...)
	}
	return out
}

func columnsOf(table string, row reflect.Type) []Column {
	var out []Column
	for i := range row.NumField() {
		f := row.Field(i)
		c := Column{Table: table, Name: nameOf(f), Meaning: f.Tag.Get("meaning"), path: []int{i}}
		t := f.Type
		if t.Kind() == reflect.Slice {
			c.List, t = true, t.Elem()
		}
		if t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			if c.Type = f.Tag.Get("type"); c.Type == "" {
				c.Type = typeOf(t)
			}
			out = append(out, c)
			continue
		}
		for j := range t.NumField() {
			sub := t.Field(j)
			meaning := sub.Tag.Get("meaning")
			if c.List {
				meaning = c.Meaning + ": " + meaning
			}
			out = append(out, Column{Table: table, Name: c.Name + "_" + nameOf(sub), Type: typeOf(sub.Type), List: c.List, Meaning: meaning, path: []int{i, j}})
		}
	}
	return out
}

func nameOf(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
	return name
}

func typeOf(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Int32, reflect.Int64:
		return "integer"
	case reflect.Float64:
		return "real"
	case reflect.Bool:
		return "boolean"
	}
	panic(fmt.Sprintf("export: a column of type %v", t))
}
