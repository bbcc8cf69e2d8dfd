package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline/corpus/write"
)

// Format is a form in which a dataset can be written.
type Format string

// The formats; see the package for what each holds.
const (
	Parquet Format = "parquet"
	CSV     Format = "csv"
	TSV     Format = "tsv"
	SQLite  Format = "sqlite"
	GDELT   Format = "gdelt"
	PLOVER  Format = "plover"
	FTM     Format = "ftm"
)

// Formats are all formats, in the order in which they are explained.
var Formats = []Format{Parquet, CSV, TSV, SQLite, GDELT, PLOVER, FTM}

// IsFile reports whether the output is one file and not a directory of files.
func (f Format) IsFile() bool { return f == SQLite }

// IsStream reports whether the output is one file that can be written as it comes.
func (f Format) IsStream() bool { return f == PLOVER || f == FTM }

// Stream writes the dataset in directory dir to w, in a format that can be written as it comes. What has been
// written is not whole where there is an error.
func Stream(ctx context.Context, dir string, f Format, w io.Writer) error {
	s, err := Open(dir)
	if err != nil {
		return err
	}
	return s.stream(ctx, f, w)
}

func (s *Dataset) stream(ctx context.Context, f Format, w io.Writer) error {
	switch f {
	case PLOVER:
		return writePLOVER(ctx, s, w)
	case FTM:
		return writeFTM(ctx, s, w)
	}
	return fmt.Errorf("export: %s cannot be written as a stream", f)
}

// writeStream writes a format of one file into a directory.
func writeStream(ctx context.Context, s *Dataset, f Format, path string) (err error) {
	var files outputs
	defer func() { err = files.end(err) }()
	out, err := files.create(path)
	if err != nil {
		return err
	}
	return s.stream(ctx, f, out)
}

// Run writes the dataset in directory dir to path: a file for SQLite, else a directory, which is made
// if it does not exist. Nothing else in it is touched. Errors name the file and line that could not be read.
func Run(ctx context.Context, dir string, f Format, path string) error {
	if !slices.Contains(Formats, f) {
		return fmt.Errorf("export: there is no format %q", f)
	}
	s, err := Open(dir)
	if err != nil {
		return err
	}
	if err := apart(dir, path, f); err != nil {
		return err
	}
	if !f.IsFile() {
		if err := os.MkdirAll(path, 0o777); err != nil {
			return fmt.Errorf("export: %w", err)
		}
	}
	switch f {
	case Parquet:
		return writeParquet(ctx, s, path)
	case CSV:
		return writeSeparated(ctx, s, path, ',')
	case TSV:
		return writeSeparated(ctx, s, path, '\t')
	case SQLite:
		return writeSQLite(ctx, s, path)
	case GDELT:
		return writeGDELT(ctx, s, path)
	case PLOVER:
		return writeStream(ctx, s, f, filepath.Join(path, "events.jsonl"))
	default:
		return writeStream(ctx, s, f, filepath.Join(path, "entities.ftm.json"))
	}
}

// apart refuses an output that would damage something: a place within the dataset, or for SQLite a file
// that is there and no database.
func apart(dir, path string, f Format) error {
	real := func(p string) string {
		if q, err := filepath.EvalSymlinks(p); err == nil {
			p = q
		}
		if q, err := filepath.Abs(p); err == nil {
			p = q
		}
		return p
	}
	home, at := real(dir), real(path)
	if f.IsFile() {
		at = real(filepath.Dir(path))
	}
	if rel, err := filepath.Rel(home, at); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return fmt.Errorf("export: %s is within the dataset; choose a place beside it", path)
	}
	info, err := os.Lstat(path)
	if !f.IsFile() {
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return fmt.Errorf("export: %s is a file that is there already; %s is written into a directory", path, f)
		}
		return nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("export: %s: there is no directory %s", path, filepath.Dir(path))
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if info.IsDir() {
		return fmt.Errorf("export: %s is a directory; %s is one file", path, f)
	}
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	if info.Mode().IsRegular() {
		if old, err := os.Open(path); err == nil {
			_, err = io.ReadFull(old, head)
			old.Close()
			if err == nil && string(head) == magic {
				return nil
			}
		}
	}
	return fmt.Errorf("export: %s is there and no SQLite database; it is left as it is", path)
}

// tableWriter writes the rows of one table.
type tableWriter interface {
	write(row any) error // a pointer to a row
	close() error
}

// writeTables writes the four tables into files of their own, each named when all are complete.
func writeTables(ctx context.Context, s *Dataset, dir, ext string, start func(table string, w io.Writer) (tableWriter, error)) (err error) {
	var files outputs
	defer func() { err = files.end(err) }()
	to := map[string]tableWriter{}
	for _, t := range tables {
		f, err := files.create(filepath.Join(dir, t.name+ext))
		if err != nil {
			return err
		}
		if to[t.name], err = start(t.name, f); err != nil {
			return fmt.Errorf("export: %w", err)
		}
	}
	if err := s.rows(ctx, func(table string, row any) error { return to[table].write(row) }); err != nil {
		return err
	}
	for _, t := range tables {
		if err := to[t.name].close(); err != nil {
			return fmt.Errorf("export: %w", err)
		}
	}
	return nil
}

// rows gives all rows of the four tables: a document, its events and quotations, the next
// document, and the actors last.
func (s *Dataset) rows(ctx context.Context, give func(table string, row any) error) error {
	for d, err := range s.Documents(ctx) {
		if err != nil {
			return err
		}
		r := RowsOf(d)
		if err := give("documents", &r.Document); err != nil {
			return err
		}
		for i := range r.Events {
			if err := give("events", &r.Events[i]); err != nil {
				return err
			}
		}
		for i := range r.Quotes {
			if err := give("quotes", &r.Quotes[i]); err != nil {
				return err
			}
		}
	}
	for a, err := range s.Actors(ctx) {
		if err != nil {
			return err
		}
		if err := give("actors", a); err != nil {
			return err
		}
	}
	return nil
}

// outputs are files that get their names together.
type outputs []*write.File

func (o *outputs) create(path string) (*write.File, error) {
	f, err := write.Create(path)
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	*o = append(*o, f)
	return f, nil
}

// end names the files, or drops them where there was an error.
func (o *outputs) end(err error) error {
	for _, f := range *o {
		if err == nil {
			err = f.Flush()
		}
	}
	for _, f := range *o {
		if err == nil {
			err = f.Commit()
		} else {
			f.Abort()
		}
	}
	return err
}
