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
)

// Line is a line of a table of a dataset.
type Line struct {
	Text  []byte // with its line feed
	Place string // FILE:LINE, for errors
}

// Lines yields the lines of a file that are not blank. The first error ends it; it names the file, and
// the line where there is one.
func Lines(path string) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(Line{}, err)
			return
		}
		defer f.Close()
		in := bufio.NewReaderSize(f, 1<<18)
		for n := 1; ; n++ {
			text, err := in.ReadBytes('\n')
			place := fmt.Sprintf("%s:%d", path, n)
			if len(bytes.TrimSpace(text)) > 0 && !yield(Line{text, place}, nil) {
				return
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(Line{}, fmt.Errorf("%s: %w", place, err))
				return
			}
		}
	}
}

// Actors yields the rows of a table of actors, as [Lines] does.
func Actors(path string) iter.Seq2[ActorRow, error] {
	return func(yield func(ActorRow, error) bool) {
		for l, err := range Lines(path) {
			var row ActorRow
			if err == nil {
				if err = json.Unmarshal(l.Text, &row); err != nil {
					err = fmt.Errorf("%s: %w", l.Place, err)
				}
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}
