package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"dateline/pipeline"
)

func newRun() *cobra.Command {
	var (
		flags mapFlags
		dir   string
	)
	cmd := &cobra.Command{
		Use:   "run [flags] PATH... -o DIR",
		Short: "Do the whole job: read a dump, write a dataset directory",
		Long: `Run reads a dump (as annotate does) and writes a dataset directory:

  documents.jsonl  one record a document, with all its layers, sorted by id
  events.jsonl     the events, each with its document's id in front, sorted by id
  quotes.jsonl     the quotations likewise
  actors.jsonl     one row an actor of the whole dump, with all spellings
  errors.jsonl     what was refused, and why
  manifest.json    inputs with digests, version, configuration, counts

Every file appears under its name only when it is complete, the manifest last.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			if dir == "" {
				return exitWith(exitUsage, errors.New("run needs -o DIR"))
			}
			c, err := flags.config(cmd, paths)
			if err != nil {
				return err
			}
			man, err := pipeline.Run(cmd.Context(), c, paths, dir, version())
			c.Progress.Done()
			if err == nil || man.Interrupted {
				printCounts(cmd, dir, man)
			}
			refused := 0
			for _, t := range man.Tables {
				if t.Name == pipeline.ErrorsFile {
					refused = t.Rows
				}
			}
			return outcome(cmd, err, man.Counts, refused)
		},
	}
	flags.register(cmd)
	cmd.Flags().StringVarP(&dir, "output", "o", "", "dataset directory (made if it does not exist)")
	return cmd
}

func printCounts(cmd *cobra.Command, dir string, man pipeline.Manifest) {
	n := man.Counts
	w := cmd.OutOrStdout()
	fmt.Fprintf(w, "%s: %d documents", dir, n.Documents)
	if n.Skipped > 0 {
		fmt.Fprintf(w, " (%d not in English)", n.Skipped)
	}
	fmt.Fprintf(w, ", %d events, %d quotations, %d dates, %d named mentions, %d actors", n.Events, n.Quotes, n.Dates, n.Entities, n.Actors)
	if n.Copies > 0 {
		fmt.Fprintf(w, ", %d copies", n.Copies)
	}
	fmt.Fprintln(w)
	if n.Refused > 0 {
		fmt.Fprintf(w, "%d inputs were refused: see %s/%s\n", n.Refused, dir, pipeline.ErrorsFile)
	}
}
