package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"dateline/corpus/write"
	"dateline/pipeline"
)

func newAnnotate() *cobra.Command {
	var (
		flags       mapFlags
		out, report string
		stream      bool
	)
	cmd := &cobra.Command{
		Use:   "annotate [flags] PATH...",
		Short: "Print one annotated record a document, in input order",
		Long: `Annotate reads HTML, text, JSONL and WARC files, directories, and stdin ("-"), plain or
compressed (gzip, zstd), and prints one JSON record a document in input order.

Actors and events get ids over all inputs, for which documents wait in a temporary
file; --stream leaves that step out and prints each record at once.`,
		Example: `  dateline annotate article.html
  dateline annotate --layers text,quotes --errors refused.txt -o records.jsonl dump
  zcat feed.jsonl.gz | dateline annotate --stream -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) (err error) {
			c, err := flags.config(cmd, paths)
			if err != nil {
				return err
			}
			to, finish, err := output(cmd.OutOrStdout(), out)
			if err != nil {
				return exitWith(exitNothing, err)
			}
			defer func() { err = finish(err) }()
			letters, close, err := output(cmd.ErrOrStderr(), report)
			if err != nil {
				return exitWith(exitNothing, err)
			}
			// The report is kept whatever became of the records.
			defer func() {
				if e := close(nil); e != nil && err == nil {
					err = e
				}
			}()

			end, err := flags.observe(cmd, &c)
			if err != nil {
				return err
			}
			defer func() {
				if e := end(); e != nil && err == nil {
					err = e
				}
			}()
			annotate := pipeline.Annotate
			if stream {
				annotate = pipeline.Stream
			}
			refused := 0
			counts, err := annotate(cmd.Context(), c, paths, to, func(l pipeline.Letter) {
				refused++
				fmt.Fprintln(letters, l)
			})
			c.Progress.Done()
			return outcome(cmd, err, counts, refused)
		},
	}
	flags.register(cmd)
	cmd.Flags().StringVarP(&out, "output", "o", "", "write the records to this file instead of stdout")
	cmd.Flags().StringVar(&report, "errors", "", "write a line FILE:PLACE: reason for each refused input to this file instead of stderr")
	cmd.Flags().BoolVar(&stream, "stream", false, "print each record at once; ids of actors and events hold within a document only")
	return cmd
}

// output opens a file that appears when it is complete, or buffers standard
// output. The finish function must be called with the command's error, which
// decides whether the file is kept, and returns the error to go on with.
func output(standard io.Writer, path string) (io.Writer, func(error) error, error) {
	if path == "" {
		w := bufio.NewWriterSize(standard, 1<<16)
		return w, func(err error) error {
			if e := w.Flush(); e != nil && !failed(err) {
				return exitWith(exitNothing, e)
			}
			return err
		}, nil
	}
	f, err := write.Create(path)
	if err != nil {
		return nil, nil, err
	}
	return f, func(err error) error {
		if failed(err) {
			f.Abort()
			return err
		}
		if code(err) == exitInterrupted {
			if _, e := os.Stat(path); e == nil {
				f.Abort() // what is there is whole; what is new is not
				return exitWith(exitInterrupted, fmt.Errorf("interrupted; %s is left as it was", path))
			}
		}
		if e := f.Commit(); e != nil {
			return exitWith(exitNothing, e)
		}
		return err
	}, nil
}

// code is the exit code that an error carries, or 0.
func code(err error) int {
	var e *exit
	if errors.As(err, &e) {
		return e.code
	}
	return exitFine
}

// failed reports whether err means that there is no output worth keeping. That datasets differ is
// no failure: the output says how.
func failed(err error) bool {
	return err != nil && code(err) != exitDiffers && code(err) != exitRefused && code(err) != exitInterrupted
}

// outcome is the error, with its exit code, that a finished run ends in.
func outcome(cmd *cobra.Command, err error, counts pipeline.Counts, refused int) error {
	switch {
	case errors.Is(err, context.Canceled):
		return exitWith(exitInterrupted, errors.New("interrupted"))
	case err != nil:
		return exitWith(exitNothing, err)
	case counts.Unopened > 0 && counts.Unopened == counts.Refused && counts.Documents == 0:
		return exitWith(exitNothing, errors.New("nothing could be read"))
	case refused > 0:
		return exitWith(exitRefused, nil)
	case counts.Documents == 0:
		fmt.Fprintln(cmd.ErrOrStderr(), "dateline: no documents found")
	}
	return nil
}
