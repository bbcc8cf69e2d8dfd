package contract

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// property is what the tables show of a schema.
type property struct {
	Type        any             `json:"type"` // a name, or a list of names
	Description string          `json:"description"`
	Comment     string          `json:"$comment"`
	Ref         string          `json:"$ref"`
	Enum        []string        `json:"enum"`
	Examples    []string        `json:"examples"`
	Const       any             `json:"const"`
	Pattern     string          `json:"pattern"`
	Minimum     *float64        `json:"minimum"`
	Maximum     *float64        `json:"maximum"`
	Items       json.RawMessage `json:"items"`
	PrefixItems []property      `json:"prefixItems"`
	Properties  object          `json:"properties"`
	Required    []string        `json:"required"`
	Additional  json.RawMessage `json:"additionalProperties"`
}

const dayPattern = `^\d{4}-\d{2}-\d{2}$`

// Markdown writes a schema as Markdown: a table of the row's fields, and one of each definition, with links between
// them. Fields of an object without a definition stand in the table of the object around it ("date.value").
func Markdown(to io.Writer, schema []byte) error {
	var all, defs object
	var root struct {
		property
		Title string `json:"title"`
	}
	if err := json.Unmarshal(schema, &all); err != nil {
		return fmt.Errorf("contract: %w", err)
	}
	if err := json.Unmarshal(schema, &root); err != nil {
		return fmt.Errorf("contract: %w", err)
	}
	if all.get("$defs") != nil {
		if err := all.read("$defs", &defs); err != nil {
			return fmt.Errorf("contract: %w", err)
		}
	}
	w := bufio.NewWriter(to)
	since := version(all)
	name, _, _ := strings.Cut(root.Title, ",")
	if err := table(w, strings.TrimPrefix(name, "Dateline "), root.property, since); err != nil {
		return err
	}
	for _, d := range defs {
		var p property
		if err := json.Unmarshal(d.value, &p); err != nil {
			return fmt.Errorf("contract: %s: %w", d.key, err)
		}
		fmt.Fprintln(w)
		if err := table(w, d.key, p, since); err != nil {
			return err
		}
	}
	return w.Flush()
}

// table writes an object with its heading.
func table(w io.Writer, name string, p property, since string) error {
	fmt.Fprintf(w, "### %s\n\n", name)
	if p.Description != "" {
		s := strings.TrimSuffix(p.Description, ".")
		fmt.Fprintf(w, "%s%s.\n\n", strings.ToUpper(s[:1]), s[1:])
	}
	fmt.Fprint(w, "| field | type | there | meaning | since |\n|---|---|---|---|---|\n")
	return fields(w, "", p, since)
}

// fields writes a row a field, and those of objects within. since is the version that the object came with.
func fields(w io.Writer, prefix string, of property, since string) error {
	for _, m := range of.Properties {
		var p property
		if err := json.Unmarshal(m.value, &p); err != nil {
			return fmt.Errorf("contract: %s%s: %w", prefix, m.key, err)
		}
		typ, err := p.kind()
		if err != nil {
			return fmt.Errorf("contract: %s%s: %w", prefix, m.key, err)
		}
		there := ""
		if slices.Contains(of.Required, m.key) {
			there = "always"
		}
		meaning := p.Description
		for _, values := range [][]string{p.Enum, p.Examples} {
			if len(values) > 0 {
				meaning = strings.TrimPrefix(meaning+": `"+strings.Join(values, "`, `")+"`", ": ")
			}
		}
		from := since
		if later, ok := strings.CutPrefix(p.Comment, "since "); ok {
			from = later
		}
		fmt.Fprintf(w, "| `%s%s` | %s | %s | %s | %s |\n", prefix, m.key, typ, there, strings.ReplaceAll(meaning, "|", `\|`), from)
		if len(p.Properties) > 0 {
			if err := fields(w, prefix+m.key+".", p, from); err != nil {
				return err
			}
		}
	}
	return nil
}

// kind is a type in words.
func (p property) kind() (string, error) {
	switch {
	case p.Ref != "":
		name := strings.TrimPrefix(p.Ref, refPrefix)
		return "[" + name + "](#" + name + ")", nil
	case len(p.Enum) > 0:
		return "one of", nil
	case p.Const != nil:
		return fmt.Sprintf("`%v`", p.Const), nil
	}
	switch p.Type {
	case "string":
		return cmp.Or(map[string]string{dayPattern: "day"}[p.Pattern], "text"), nil
	case "integer", "number":
		name := map[any]string{"integer": "integer", "number": "real"}[p.Type]
		if p.Minimum != nil && p.Maximum != nil {
			name += fmt.Sprintf(", %v to %v", *p.Minimum, *p.Maximum)
		}
		return name, nil
	case "array":
		if len(p.PrefixItems) > 0 {
			return "row", nil
		}
		var items property
		if err := json.Unmarshal(p.Items, &items); err != nil {
			return "", err
		}
		of, err := items.kind()
		return "list of " + strings.Replace(of, "list of", "lists of", 1), err
	case "object":
		if len(p.Properties) > 0 {
			return "object", nil
		}
		var values property
		if err := json.Unmarshal(p.Additional, &values); err != nil {
			return "", err
		}
		of, err := values.kind()
		return "names to " + of, err
	}
	if either, ok := p.Type.([]any); ok && len(either) == 2 && either[1] == "null" {
		of, err := property{Type: either[0]}.kind()
		return of + " or null", err
	}
	return "", fmt.Errorf("a type that has no words: %v", p.Type)
}
