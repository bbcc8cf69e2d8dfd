package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/pipeline"
)

// documents hands over the documents behind paths: the records of dataset
// directories as they are, and everything else annotated afresh. Refused inputs
// are reported on stderr; the count says how many there were.
func documents(cmd *cobra.Command, c pipeline.Config, paths []string, each func(*corpus.Document) error) (refused int, err error) {
	if c.Sites != nil {
		show := each
		each = func(d *corpus.Document) error {
			nameRows(c.Sites, d)
			return show(d)
		}
	}
	var inputs []string
	for _, p := range paths {
		if _, err := os.Stat(filepath.Join(p, pipeline.ManifestFile)); err != nil {
			inputs = append(inputs, p)
			continue
		}
		if err := records(p, each); err != nil {
			return 0, exitWith(exitNothing, err)
		}
	}
	if len(inputs) == 0 {
		return 0, nil
	}
	_, err = pipeline.Each(cmd.Context(), c, inputs, func(l pipeline.Letter) {
		refused++
		fmt.Fprintln(cmd.ErrOrStderr(), l)
	}, each)
	if err != nil {
		return refused, outcome(cmd, err, pipeline.Counts{}, refused)
	}
	return refused, nil
}

// whole refuses a record whose layers point outside its text.
func whole(d *corpus.Document) error {
	err := d.Check()
	if err != nil && d.Text == "" {
		return fmt.Errorf("doc %s: the record has layers, but was written without the layer text", d.ID)
	}
	return err
}

// records reads the records of a dataset directory, whose manifest they are held against. The error names file and line.
func records(dir string, each func(*corpus.Document) error) error {
	man, err := pipeline.ReadManifest(dir)
	if err != nil {
		return err
	}
	for line, err := range man.Lines(dir, pipeline.DocumentsFile) {
		if err != nil {
			return err
		}
		d, err := corpus.Decode(line.Text)
		if err == nil {
			err = whole(d)
		}
		if err != nil {
			return man.Blame(dir, pipeline.DocumentsFile, fmt.Errorf("%s: %w", line.Place, err))
		}
		if err := each(d); err != nil {
			return fmt.Errorf("%s: %w", line.Place, err)
		}
	}
	return nil
}
