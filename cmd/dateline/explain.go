package main

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/corpus/view"
)

func newExplain() *cobra.Command {
	var flags mapFlags
	cmd := &cobra.Command{
		Use:   "explain [flags] ID PATH...",
		Short: "Say how an event, quotation, actor link or document came about",
		Long: `Explain prints the way from an event, quotation, actor or document id back to the
bytes: sentence, trigger, frame, actor links, date rule, place in the source.

PATH is anything that annotate reads (which is annotated afresh, and says most), or a
dataset directory (whose records are taken as they are).`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := flags.config(cmd, args[1:])
			if err != nil {
				return err
			}
			c.Layers = corpus.DefaultLayers | corpus.LayersOf(corpus.LayerDropped, corpus.LayerOrigin)
			w := bufio.NewWriter(cmd.OutOrStdout())
			found := false
			refused, err := documents(cmd, c, args[1:], func(d *corpus.Document) error {
				here, err := view.Explain(w, d, args[0])
				found = found || here
				return err
			})
			if err != nil {
				return err
			}
			if err := w.Flush(); err != nil {
				return exitWith(exitNothing, err)
			}
			if !found {
				return exitWith(exitDiffers, fmt.Errorf("nothing has the id %q", args[0]))
			}
			if refused > 0 {
				return exitWith(exitRefused, nil)
			}
			return nil
		},
	}
	flags.register(cmd)
	return cmd
}
