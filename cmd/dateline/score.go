package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/golden"
	"dateline/golden/diff"
	"dateline/golden/score"
)

func newScore() *cobra.Command {
	var gold string
	cmd := &cobra.Command{
		Use:   "score --gold DIR PREDICTED",
		Short: "Measure records against gold records",
		Long: `Score prints precision, recall and F1 by layer and kind (an item is right where it stands at
the same bytes and is of the same kind), the share of right values by field, and a
confusion table of kinds.

DIR and PREDICTED are dataset directories or files of records; DIR may be a directory of golden
cases as well. Files may be compressed (gzip, zstd). Documents without gold are left out, those that are not predicted count as
missed.`,
		Example: `  dateline score --gold gold.jsonl set
  dateline score --gold golden/cases set`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var t score.Table
			var ids [2]string // the first of either side
			err := pairs(cmd, gold, args[0], func(old, new *corpus.Document) error {
				for side, d := range []*corpus.Document{old, new} {
					if d != nil && d.ID == "" {
						return fmt.Errorf("%s: a line has no id, and so is no record", []string{gold, args[0]}[side])
					}
					if d != nil && ids[side] == "" {
						ids[side] = d.ID
					}
				}
				t.Add(old, new)
				return nil
			})
			// Zeros would look like a measurement.
			switch {
			case err != nil:
			case t.Documents == 0:
				err = fmt.Errorf("%s holds no record", gold)
			case t.Extra == 0 && t.Missing == t.Documents:
				err = fmt.Errorf("%s holds no record", args[0])
			case t.Missing == t.Documents:
				err = fmt.Errorf("no document is in both: %s has %q and others, %s has %q and others; documents are told by their ids", gold, ids[0], args[0], ids[1])
			}
			if err != nil {
				return exitWith(exitNothing, err)
			}
			if err := t.Print(cmd.OutOrStdout()); err != nil {
				return exitWith(exitNothing, err)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&gold, "gold", "", "what is right: a dataset directory, a file of records, or a directory of golden cases")
	cmd.MarkFlagRequired("gold")
	return cmd
}

// pairs hands over the documents of two sides by id. The first may be golden cases.
func pairs(cmd *cobra.Command, gold, predicted string, each func(old, new *corpus.Document) error) error {
	info, err := os.Stat(gold)
	if err != nil {
		return err
	}
	if info.IsDir() {
		if _, err := os.Stat(filepath.Join(gold, "manifest.json")); err != nil {
			cases, err := golden.Load(gold)
			if err != nil {
				return fmt.Errorf("%s is neither a dataset nor a directory of golden cases: %w", gold, err)
			}
			temp, err := golden.Records(cases)
			if err != nil {
				return err
			}
			defer os.Remove(temp)
			gold = temp
		}
	}
	return diff.Pairs(cmd.Context(), gold, predicted, each)
}
