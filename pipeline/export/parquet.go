package export

import (
	"context"
	"io"

	"github.com/parquet-go/parquet-go"
)

// rowGroup is how many rows a writer of Parquet holds before it writes them.
const rowGroup = 20_000

// writeParquet writes the four tables as Parquet: nested, compressed with zstd, columns typed.
func writeParquet(ctx context.Context, s *Dataset, dir string) error {
	return writeTables(ctx, s, dir, ".parquet", func(table string, w io.Writer) (tableWriter, error) {
		switch table {
		case "documents":
			return newColumns[Document](w), nil
		case "events":
			return newColumns[Event](w), nil
		case "quotes":
			return newColumns[Quote](w), nil
		default:
			return newColumns[Actor](w), nil
		}
	})
}

type columns[T any] struct {
	out  *parquet.GenericWriter[T]
	rows [1]T
	n    int
}

func newColumns[T any](w io.Writer) *columns[T] {
	return &columns[T]{out: parquet.NewGenericWriter[T](w, parquet.Compression(&parquet.Zstd), parquet.CreatedBy("dateline", "", ""))}
}

func (c *columns[T]) write(row any) error {
	c.rows[0] = *row.(*T)
	if _, err := c.out.Write(c.rows[:]); err != nil {
		return err
	}
	if c.n++; c.n%rowGroup == 0 {
		return c.out.Flush()
	}
	return nil
}

func (c *columns[T]) close() error { return c.out.Close() }
