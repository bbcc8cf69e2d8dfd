package export

import (
	"context"
	"encoding/csv"
	"io"
	"reflect"
	"strconv"
	"strings"
)

// flat writes rows of a table as cells, by its columns.
type flat struct {
	columns []Column
	cells   []string
}

func newFlat(table string) *flat {
	f := new(flat)
	for _, c := range Columns() {
		if c.Table == table {
			f.columns = append(f.columns, c)
		}
	}
	f.cells = make([]string, len(f.columns))
	return f
}

// head are the names of the columns.
func (f *flat) head() []string {
	for i, c := range f.columns {
		f.cells[i] = c.Name
	}
	return f.cells
}

// row are the cells of a row, valid until the next call.
func (f *flat) row(row any) []string {
	v := reflect.ValueOf(row)
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	for i := range f.columns {
		c := &f.columns[i]
		x := v.Field(c.path[0])
		if !c.List {
			f.cells[i] = cell(member(x, c))
			continue
		}
		parts := make([]string, x.Len())
		for k := range parts {
			parts[k] = strings.ReplaceAll(cell(member(x.Index(k), c)), listMark, ";\u00a0")
		}
		f.cells[i] = strings.Join(parts, listMark)
	}
	return f.cells
}

// listMark parts the members of a list in a cell.
const listMark = "; "

// member is the field of a structure that a column is about, or x itself. It is not valid for a
// structure that is not there.
func member(x reflect.Value, c *Column) reflect.Value {
	if len(c.path) == 1 {
		return x
	}
	if x.Kind() == reflect.Pointer {
		if x.IsNil() {
			return reflect.Value{}
		}
		x = x.Elem()
	}
	return x.Field(c.path[1])
}

// cell writes a value; what is not there is empty.
func cell(x reflect.Value) string {
	if x.IsValid() && x.Kind() == reflect.Pointer {
		x = x.Elem()
	}
	if !x.IsValid() {
		return ""
	}
	switch x.Kind() {
	case reflect.String:
		return x.String()
	case reflect.Bool:
		return strconv.FormatBool(x.Bool())
	case reflect.Float64:
		return strconv.FormatFloat(x.Float(), 'f', -1, 64)
	default:
		return strconv.FormatInt(x.Int(), 10)
	}
}

// writeSeparated writes the four tables into a directory, as RFC 4180 has it (CSV), or with tabs. In
// tab-separated files tabs and line ends within a cell become blanks, since many readers of them know no quotes.
func writeSeparated(ctx context.Context, s *Dataset, dir string, comma rune) error {
	ext := ".csv"
	if comma == '\t' {
		ext = ".tsv"
	}
	return writeTables(ctx, s, dir, ext, func(table string, w io.Writer) (tableWriter, error) {
		t := &separated{flat: newFlat(table), tabs: comma == '\t', out: csv.NewWriter(w)}
		t.out.Comma = comma
		if t.tabs {
			t.raw = w
		}
		return t, t.cells(t.head())
	})
}

type separated struct {
	*flat
	out  *csv.Writer
	tabs bool
	raw  io.Writer
}

func (t *separated) write(row any) error { return t.cells(t.row(row)) }

func (t *separated) cells(cells []string) error {
	if !t.tabs {
		return t.out.Write(cells)
	}
	return tabbed(t.raw, cells)
}

func (t *separated) close() error {
	t.out.Flush()
	return t.out.Error()
}
