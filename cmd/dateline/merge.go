package main

import (
	"errors"

	"github.com/spf13/cobra"

	"dateline/pipeline"
)

func newMerge() *cobra.Command {
	var (
		flags runFlags
		dir   string
	)
	cmd := &cobra.Command{
		Use:   "merge [flags] SHARD... -o DIR",
		Short: "Put the shards of a run together into one dataset",
		Long: `Merge reads the directories that "dateline run --shard I/N" wrote, all N of them in any
order, and writes the dataset that one run over all inputs would have written, byte
for byte. The shards may have run anywhere and at any time, with one configuration
and one version of the program; they are only read.`,
		Example: "  dateline merge part-1 part-2 part-3 part-4 -o dataset",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, shards []string) error {
			if dir == "" {
				return exitWith(exitUsage, errors.New("merge needs -o DIR"))
			}
			c, err := flags.config(cmd)
			if err != nil {
				return err
			}
			out, err := pipeline.Merge(cmd.Context(), c, shards, dir, version())
			if err != nil {
				return failure(cmd, err)
			}
			printOutcome(cmd, dir, c, out)
			return outcome(cmd, nil, out.Manifest.Counts, out.Errors)
		},
	}
	flags.register(cmd)
	cmd.Flags().StringVarP(&dir, "output", "o", "", "dataset directory (made if it does not exist)")
	return cmd
}
