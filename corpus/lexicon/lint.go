package lexicon

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Rule says what must hold of one column. The zero rule asks for nothing.
type Rule struct {
	Column   string
	Required bool                      // no empty cell
	Unique   bool                      // no two rows with one value (of the list, if List)
	List     bool                      // cells are "|" lists; Check sees each value
	Check    func(value string) string // a complaint, or empty
}

// OneOf is a Check that allows the given words only.
func OneOf(words ...string) func(string) string {
	return func(v string) string {
		for _, w := range words {
			if v == w {
				return ""
			}
		}
		return fmt.Sprintf("%q is none of %s", v, strings.Join(words, ", "))
	}
}

// Lint holds a table against rules and returns one complaint a fault, as
// "file:line: column: what". Every cell must be in Unicode form NFC and free of
// double spaces, whatever the rules.
func (t *Table) Lint(rules ...Rule) []string {
	var out []string
	complain := func(r Row, column, format string, args ...any) {
		out = append(out, fmt.Sprintf("%s: %s: %s", r.Place(), column, fmt.Sprintf(format, args...)))
	}
	for _, row := range t.Rows {
		for i, cell := range row.cells {
			if !norm.NFC.IsNormalString(cell) {
				complain(row, t.Columns[i], "%q is not in Unicode form NFC", cell)
			}
			if strings.Contains(cell, "  ") {
				complain(row, t.Columns[i], "%q has a double space", cell)
			}
		}
	}
	for _, rule := range rules {
		seen := map[string]Row{}
		for _, row := range t.Rows {
			values := []string{row.Get(rule.Column)}
			if rule.List {
				values = row.List(rule.Column)
			}
			if rule.Required && (len(values) == 0 || values[0] == "") {
				complain(row, rule.Column, "is empty")
			}
			for _, v := range values {
				if v == "" {
					continue
				}
				if rule.Check != nil {
					if what := rule.Check(v); what != "" {
						complain(row, rule.Column, "%s", what)
					}
				}
				if rule.Unique {
					if first, ok := seen[v]; ok {
						complain(row, rule.Column, "%q stands at %s already", v, first.Place())
					} else {
						seen[v] = row
					}
				}
			}
		}
	}
	return out
}
