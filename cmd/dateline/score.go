package main

import (
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
cases as well. Documents without gold are left out, those that are not predicted count as
missed.`,
		Example: `  dateline score --gold gold.jsonl set
  dateline score --gold golden/cases set`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var t score.Table
			err := pairs(cmd, gold, args[0], func(old, new *corpus.Document) error {
				t.Add(old, new)
				return nil
			})
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
				return err
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
