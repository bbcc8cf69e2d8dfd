package export

import (
	"context"
	"io"
	"reflect"
	"time"

	"github.com/parquet-go/parquet-go"
)

// rowGroup is how many rows a writer of Parquet holds before it writes them.
const rowGroup = 20_000

// writeParquet writes the four tables as Parquet: nested, compressed with zstd, columns typed.
func writeParquet(ctx context.Context, s *Dataset, dir string) error {
	return writeTables(ctx, s, dir, ".parquet", func(table string, w io.Writer) (tableWriter, error) {
		for _, t := range tables {
			if t.name == table {
				return newColumns(w, t.name, reflect.TypeOf(t.row)), nil
			}
		}
		panic("export: no table " + table)
	})
}

// columns writes the rows of one table.
type columns struct {
	out *parquet.GenericWriter[any]
	row reflect.Value // as Parquet has it, filled anew for every row
	n   int
}

func newColumns(w io.Writer, table string, row reflect.Type) *columns {
	dated := reflect.New(withDates(row))
	schema := parquet.NewSchema(table, parquet.SchemaOf(dated.Interface()))
	return &columns{
		out: parquet.NewGenericWriter[any](w, schema, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("dateline", "", "")),
		row: dated,
	}
}

// withDates is the type of a row whose days are dates: days since 1970, or nothing.
func withDates(row reflect.Type) reflect.Type {
	fields := make([]reflect.StructField, row.NumField())
	for i := range fields {
		fields[i] = row.Field(i)
		if fields[i].Tag.Get("type") == "day" {
			fields[i].Type = reflect.TypeFor[*int32]()
			fields[i].Tag = reflect.StructTag(`parquet:"` + nameOf(fields[i]) + `,optional,date"`)
		}
	}
	return reflect.StructOf(fields)
}

func (c *columns) write(row any) error {
	from, to := reflect.ValueOf(row).Elem(), c.row.Elem()
	for i := range from.NumField() {
		value := from.Field(i)
		if to.Field(i).Type() != value.Type() {
			value = reflect.ValueOf(daysSince1970(value.String()))
		}
		to.Field(i).Set(value)
	}
	if _, err := c.out.Write([]any{c.row.Interface()}); err != nil {
		return err
	}
	if c.n++; c.n%rowGroup == 0 {
		return c.out.Flush()
	}
	return nil
}

func (c *columns) close() error { return c.out.Close() }

// daysSince1970 reads a day in ISO 8601; nil for what is none, as a day before the Common Era.
func daysSince1970(day string) *int32 {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return nil
	}
	n := int32(t.Unix() / (24 * 60 * 60))
	return &n
}
