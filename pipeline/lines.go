package pipeline

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"dateline/corpus/write"
)

// Line is a line of a table of a dataset.
type Line struct {
	Text  []byte // with its line feed
	Place string // FILE:LINE, for errors
}

// Lines yields the lines of a file that are not blank. The first error ends it; it names the file, and
// the line where there is one.
func Lines(path string) iter.Seq2[Line, error] {
	return linesOf(path, func() (io.ReadCloser, error) { return os.Open(path) })
}

// Lines yields the lines of a table of the dataset in dir as [Lines] does, and holds the table against its digest. A file
// of another size is an error at once, one with another digest an error at the end, which whoever stops before
// does not see: [write.ErrDamaged]. A table that the manifest does not have is read as it is.
func (m *Manifest) Lines(dir, name string) iter.Seq2[Line, error] {
	path := filepath.Join(dir, name)
	for _, t := range m.Tables {
		if t.Name == name {
			return linesOf(path, func() (io.ReadCloser, error) { return write.Checked(path, t.Bytes, t.SHA256) })
		}
	}
	return Lines(path)
}

// Blame adds to an error of reading a table that the table is not the one of the manifest, if it is so.
func (m *Manifest) Blame(dir, name string, err error) error {
	if errors.Is(err, write.ErrDamaged) {
		return err
	}
	for _, t := range m.Tables {
		if t.Name == name {
			if e := write.Check(filepath.Join(dir, name), t.Bytes, t.SHA256); errors.Is(e, write.ErrDamaged) {
				return fmt.Errorf("%w\n%w", err, e)
			}
		}
	}
	return err
}

func linesOf(path string, open func() (io.ReadCloser, error)) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		f, err := open()
		if err != nil {
			yield(Line{}, err)
			return
		}
		defer f.Close()
		in := bufio.NewReaderSize(struct{ io.Reader }{f}, 1<<16)
		for n := 1; ; n++ {
			text, err := in.ReadBytes('\n')
			place := fmt.Sprintf("%s:%d", path, n)
			if len(bytes.TrimSpace(text)) > 0 && !yield(Line{text, place}, nil) {
				return
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if errors.Is(err, write.ErrDamaged) {
				yield(Line{}, err)
				return
			}
			if err != nil {
				yield(Line{}, fmt.Errorf("%s: %w", place, err))
				return
			}
		}
	}
}

// Actors yields the rows of the table of actors of a dataset, as [Manifest.Lines] does.
func (m *Manifest) Actors(dir string) iter.Seq2[ActorRow, error] {
	return func(yield func(ActorRow, error) bool) {
		for l, err := range m.Lines(dir, ActorsFile) {
			var row ActorRow
			if err == nil {
				if err = json.Unmarshal(l.Text, &row); err != nil {
					err = m.Blame(dir, ActorsFile, fmt.Errorf("%s: %w", l.Place, err))
				}
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}
