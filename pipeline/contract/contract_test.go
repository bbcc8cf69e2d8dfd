package contract

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"dateline/corpus"
	"dateline/extract/article"
	"dateline/pipeline"
)

func compile(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	data, err := Schema(name)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name+".json", v); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSchemasAcceptADataset holds every file of a dataset, with refused inputs in it, against its schema.
func TestSchemasAcceptADataset(t *testing.T) {
	dir := t.TempDir()
	dump := filepath.Join(dir, "dump.jsonl")
	lines := `{"id":"a","title":"Talks","published":"2021-06-15","text":"Norwegian Prime Minister Erna Solberg met German Chancellor Angela Merkel in Oslo on Monday. \"We agreed,\" Solberg said."}
{"id":"a","text":"The council of Bergen accused the mayor of fraud."}
{"id":"b","text":
{"id":"c"}
`
	if err := os.WriteFile(dump, []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "dataset")
	if _, err := pipeline.Run(t.Context(), pipeline.Config{}, []string{dump}, out, "1.0"); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		schema := compile(t, name)
		if name == "manifest" {
			data, err := os.ReadFile(filepath.Join(out, "manifest.json"))
			if err != nil {
				t.Fatal(err)
			}
			validate(t, name, schema, data)
			continue
		}
		f, err := os.Open(filepath.Join(out, name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows := 0
		for s := bufio.NewScanner(f); s.Scan(); rows++ {
			validate(t, name, schema, s.Bytes())
		}
		if rows == 0 {
			t.Errorf("%s: no rows to look at", name)
		}
	}
}

func validate(t *testing.T, name string, s *jsonschema.Schema, data []byte) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("%s: %s: %v", name, data, err)
	}
}

// TestTablesHaveTheKeysOfTheRows compares keys, and which of them are always there, so that neither side can gain one alone.
func TestTablesHaveTheKeysOfTheRows(t *testing.T) {
	var all, defs object
	if err := json.Unmarshal(tables, &all); err != nil {
		t.Fatal(err)
	}
	if err := all.read("$defs", &defs); err != nil {
		t.Fatal(err)
	}
	for name, typ := range map[string]any{
		"actors": pipeline.ActorRow{}, "spelling": pipeline.Spelling{}, "inputs": pipeline.InputRow{}, "errors": pipeline.Letter{},
		"manifest": pipeline.Manifest{}, "digests": pipeline.StageDigests{}, "table": pipeline.ManifestTable{},
		"manifest.config": pipeline.ManifestConfig{}, "manifest.counts": pipeline.Counts{},
	} {
		path := strings.Split(name, ".")
		var p property
		if err := defs.read(path[0], &p); err != nil {
			t.Fatal(err)
		}
		for _, key := range path[1:] {
			var inner property
			if err := p.Properties.read(key, &inner); err != nil {
				t.Fatal(err)
			}
			p = inner
		}
		var keys, always []string
		for i := range reflect.TypeOf(typ).NumField() {
			f := reflect.TypeOf(typ).Field(i)
			key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			if key == "" || key == "-" {
				continue
			}
			keys = append(keys, key)
			if options == "" {
				always = append(always, key)
			}
		}
		var has []string
		for _, m := range p.Properties {
			has = append(has, m.key)
		}
		if !slices.Equal(has, keys) || !slices.Equal(p.Required, always) {
			t.Errorf("%s: schema has %q, always %q; written are %q, always %q", name, has, p.Required, keys, always)
		}
	}
}

// TestEveryFieldHasAMeaning looks at all schemas, and that their tables name each field once.
func TestEveryFieldHasAMeaning(t *testing.T) {
	for _, name := range names {
		data, err := Schema(name)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := Markdown(&b, data); err != nil {
			t.Fatal(err)
		}
		section, seen := "", map[string]bool{}
		for line := range strings.Lines(b.String()) {
			if h, ok := strings.CutPrefix(line, "### "); ok {
				section = h
			}
			if !strings.HasPrefix(line, "| `") {
				continue
			}
			cells := strings.Split(strings.ReplaceAll(strings.TrimSuffix(line, " |\n"), `\|`, "/"), " | ")
			if len(cells) != 5 || cells[3] == "" || cells[4] == "" {
				t.Errorf("%s: not a whole row: %s", name, line)
			}
			if key := section + cells[0]; seen[key] {
				t.Errorf("%s: twice: %s", name, line)
			} else {
				seen[key] = true
			}
		}
		if len(seen) < 3 {
			t.Errorf("%s: %d fields", name, len(seen))
		}
	}
	if _, err := Schema("letters"); err == nil {
		t.Error("a file that is none has a schema")
	}
}

// TestKnownValues holds the lists of values in the document's schema against the tables that they come from.
func TestKnownValues(t *testing.T) {
	var all, defs object
	if err := json.Unmarshal(corpus.Schema, &all); err != nil {
		t.Fatal(err)
	}
	if err := all.read("$defs", &defs); err != nil {
		t.Fatal(err)
	}
	known := func(def, field string) []string {
		var p, f property
		if err := defs.read(def, &p); err != nil {
			t.Fatal(err)
		}
		if err := p.Properties.read(field, &f); err != nil {
			t.Fatal(err)
		}
		return f.Examples
	}
	if got := known("dropped", "reason"); !slices.Equal(got, article.Reasons()) {
		t.Errorf("reasons: %q, article has %q", got, article.Reasons())
	}
	modes := column(t, "../../extract/events/data/modes.tsv", "mode")
	if got := known("event", "mode"); !slices.Equal(got, modes) {
		t.Errorf("modes: %q, the table has %q", got, modes)
	}
	contexts := sorted(append(column(t, "../../extract/events/data/contexts.tsv", "context"), column(t, "../../extract/events/data/acts.tsv", "context")...))
	if got := known("event", "contexts"); !slices.Equal(got, contexts) {
		t.Errorf("contexts: %q, the tables have %q", got, contexts)
	}
	sectors := known("actor", "sector")
	for _, file := range []string{"people", "bodies", "nouns"} {
		for _, s := range column(t, "../../normalize/actors/data/"+file+".tsv", "sector") {
			if !slices.Contains(sectors, s) {
				t.Errorf("sector %q of %s.tsv is not in the schema", s, file)
			}
		}
	}
}

// column are the values of a column of a table, sorted, without the empty one.
func column(t *testing.T, file, name string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	var out []string
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if at < 0 {
			if at = slices.Index(cells, name); at < 0 {
				t.Fatalf("%s has no column %q", file, name)
			}
		} else if at < len(cells) && cells[at] != "" {
			out = append(out, cells[at])
		}
	}
	return sorted(out)
}

func sorted(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// TestMarkdown shows every kind of field, and one that came later.
func TestMarkdown(t *testing.T) {
	const schema = `{"title":"Dateline things, version 2","type":"object","description":"a thing.","properties":{
		"id":{"type":"string","description":"its name"},
		"day":{"type":"string","pattern":"^\\d{4}-\\d{2}-\\d{2}$","description":"when"},
		"in":{"type":"object","description":"a box","$comment":"since 3","properties":{"n":{"type":"integer","minimum":0,"maximum":9,"description":"a | b"}},"required":["n"]},
		"after":{"enum":["x","y"],"description":"one"},
		"parts":{"type":"array","items":{"$ref":"#/$defs/part"},"description":"its parts"}},
		"required":["id"],"$defs":{"part":{"type":"object","properties":{"ok":{"const":true,"description":"so"}}}}}`
	const want = "### things\n\nA thing.\n\n| field | type | there | meaning | since |\n|---|---|---|---|---|\n" +
		"| `id` | text | always | its name | 2 |\n" +
		"| `day` | day |  | when | 2 |\n" +
		"| `in` | object |  | a box | 3 |\n" +
		"| `in.n` | integer, 0 to 9 | always | a \\| b | 3 |\n" +
		"| `after` | one of |  | one: `x`, `y` | 2 |\n" +
		"| `parts` | list of [part](#part) |  | its parts | 2 |\n" +
		"\n### part\n\n| field | type | there | meaning | since |\n|---|---|---|---|---|\n" +
		"| `ok` | `true` |  | so | 2 |\n"
	var b bytes.Buffer
	if err := Markdown(&b, []byte(schema)); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	for _, bad := range []string{"", "[]", `{"properties":{"a":{"type":"strange"}}}`, `{"properties":{"a":{"type":"array"}}}`, `{"properties":{"a":1}}`} {
		if err := Markdown(&b, []byte(bad)); err == nil {
			t.Errorf("%s is no error", bad)
		}
	}
}
