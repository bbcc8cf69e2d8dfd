package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"dateline/pipeline/overview"
)

func newReport() *cobra.Command {
	var (
		o           overview.Options
		destination string
	)
	cmd := &cobra.Command{
		Use:   "report [flags] DATASET",
		Short: "Make one page of a dataset, to look at",
		Long: `Report makes one HTML page of a dataset, for people who would rather look than read: when
it happened, who did what to whom, where, who spoke, the events with their sentences and
links, and what is left out. The page is one file that asks no network for anything.

Shown is what is reported as having happened, with the confidence of --confidence or
more; reports of one happening count once.`,
		Example: `  dateline report dataset -o news.html
  dateline report --title "Protests in May" --confidence 0.7 --events 1000 dataset -o protests.html`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if !(o.Confidence >= 0 && o.Confidence <= 1) {
				return exitWith(exitUsage, fmt.Errorf("--confidence is a number from 0 to 1, not %v", o.Confidence))
			}
			if o.Events < 1 || o.Events > 20_000 || o.Edges < 1 || o.Edges > 200 {
				return exitWith(exitUsage, errors.New("--events is a number from 1 to 20000, --edges one from 1 to 200"))
			}
			write := func(w io.Writer) error { return overview.Write(cmd.Context(), w, args[0], o) }
			if destination == "" {
				err = write(cmd.OutOrStdout())
			} else {
				err = writePage(destination, write)
			}
			if err != nil && cmd.Context().Err() != nil {
				return exitWith(exitInterrupted, errors.New("interrupted"))
			}
			if err != nil {
				return exitWith(exitNothing, err)
			}
			return nil
		},
	}
	fl := cmd.Flags()
	fl.StringVarP(&destination, "output", "o", "", "write to this file instead of stdout")
	fl.StringVar(&o.Title, "title", "", "title of the page (default: the dataset's name)")
	fl.Float64Var(&o.Confidence, "confidence", 0.5, "show events of this confidence or more")
	fl.IntVar(&o.Events, "events", 300, "events in the list at most")
	fl.IntVar(&o.Edges, "edges", 40, "arrows in the network at most")
	return cmd
}
