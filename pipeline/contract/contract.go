package contract

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
)

//go:embed tables.json
var tables []byte

// Names are the files that have a schema: documents, events, quotes, actors, inputs, errors, manifest.
func Names() []string { return slices.Clone(names) }

var names = []string{"documents", "events", "quotes", "actors", "inputs", "errors", "manifest"}

// rows are the files whose rows are a definition of the document's schema with the document's id in front.
var rows = map[string]string{"events": "event", "quotes": "quote"}

// Schema is the JSON Schema (draft 2020-12) of a row of that file, or of the manifest. A name that is none is an error.
func Schema(name string) ([]byte, error) {
	if !slices.Contains(names, name) {
		return nil, fmt.Errorf("contract: no file %q (there are %s)", name, strings.Join(names, ", "))
	}
	if name == "documents" {
		return slices.Clone(corpus.Schema), nil
	}
	source, from := tables, name
	if rows[name] != "" {
		source, from = corpus.Schema, rows[name]
	}
	var all object
	if err := json.Unmarshal(source, &all); err != nil {
		return nil, fmt.Errorf("contract: %w", err)
	}
	var defs, row object
	if err := errors.Join(all.read("$defs", &defs), defs.read(from, &row)); err != nil {
		return nil, fmt.Errorf("contract: %w", err)
	}
	if rows[name] != "" {
		if err := row.ofDocument(name, from); err != nil {
			return nil, fmt.Errorf("contract: %w", err)
		}
	}
	out := object{{"$schema", all.get("$schema")}, {"title", text("Dateline " + name + ", version " + version(all))}}
	out = append(out, row...)
	if needed := closure(defs, out); len(needed) > 0 {
		b, err := encode(needed)
		if err != nil {
			return nil, fmt.Errorf("contract: %w", err)
		}
		out = append(out, member{"$defs", b})
	}
	b, err := encode(out)
	if err != nil {
		return nil, fmt.Errorf("contract: %w", err)
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, b, "", "  "); err != nil {
		return nil, fmt.Errorf("contract: %w", err)
	}
	indented.WriteByte('\n')
	return indented.Bytes(), nil
}

// ofDocument makes of a definition a row of a table: the document's id stands in front.
func (o object) ofDocument(name, def string) error {
	var fields object
	if err := o.read("properties", &fields); err != nil {
		return err
	}
	fields = append(object{{"document", json.RawMessage(`{"type":"string","description":"id of the document"}`)}}, fields...)
	var always []string
	if err := o.read("required", &always); err != nil {
		return err
	}
	for i := range o {
		var err error
		switch o[i].key {
		case "properties":
			o[i].value, err = encode(fields)
		case "required":
			o[i].value, err = encode(append([]string{"document"}, always...))
		case "description":
			o[i].value = text("a row of " + name + ".jsonl: the " + def + " as it stands in its document's record")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// version is the number at the end of a schema's title.
func version(schema object) string {
	var title string
	if schema.read("title", &title) != nil {
		return ""
	}
	return title[strings.LastIndexByte(title, ' ')+1:]
}

const refPrefix = "#/$defs/"

// closure are the definitions that a schema refers to, those that these refer to, and so on, in the order of defs.
func closure(defs, schema object) object {
	need := map[string]bool{}
	var walk func(raw []byte)
	walk = func(raw []byte) {
		for {
			_, rest, ok := bytes.Cut(raw, []byte(`"`+refPrefix))
			if !ok {
				return
			}
			name, _, _ := bytes.Cut(rest, []byte(`"`))
			raw = rest
			if !need[string(name)] {
				need[string(name)] = true
				walk(defs.get(string(name)))
			}
		}
	}
	for _, m := range schema {
		walk(m.value)
	}
	return slices.DeleteFunc(slices.Clone(defs), func(m member) bool { return !need[m.key] })
}

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	key   string
	value json.RawMessage
}

func (o object) get(key string) json.RawMessage {
	for _, m := range o {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

// read decodes a member; one that is not there is an error.
func (o object) read(key string, to any) error {
	raw := o.get(key)
	if raw == nil {
		return fmt.Errorf("no %q", key)
	}
	return json.Unmarshal(raw, to)
}

// UnmarshalJSON reads an object.
func (o *object) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return errors.Join(err, errors.New("not a JSON object"))
	}
	*o = nil
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		var m member
		m.key, _ = key.(string)
		if err := dec.Decode(&m.value); err != nil {
			return err
		}
		*o = append(*o, m)
	}
	return nil
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, text(m.key)...), ':'), m.value...)
	}
	return append(b, '}'), nil
}

// encode is JSON without the escapes that HTML needs.
func encode(v any) (json.RawMessage, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

func text(s string) json.RawMessage {
	b, _ := encode(s) // of a string there is no error
	return b
}
