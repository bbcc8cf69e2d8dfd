package main

import (
	"errors"
	"fmt"
	"os"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"dateline/pipeline"
	"dateline/pipeline/cache"
)

func newCache() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cache",
		Short: "Look at, check or tidy the results that runs have kept",
		Long: `A run keeps what each document gave, so that a later one works out only what has
changed. The cache lies in the directory .dateline of a dataset, or where --cache says.
It may be deleted at any time: the next run makes it again.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newCacheStats(), newCacheVerify(), newCachePrune())
	return cmd
}

// cacheAt is the cache meant by the argument: of a dataset, or a cache itself.
func cacheAt(path string) string {
	if at := pipeline.CacheOf(path); isDir(at) {
		return at
	}
	return path
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func openCache(path string) (*cache.Store, error) {
	store, err := cache.Open(cacheAt(path), cache.Options{ReadOnly: true})
	if err != nil {
		return nil, exitWith(exitNothing, err)
	}
	return store, nil
}

func newCacheStats() *cobra.Command {
	return &cobra.Command{
		Use:   "stats DATASET",
		Short: "Say what a cache holds",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := openCache(args[0])
			if err != nil {
				return err
			}
			defer store.Close()
			st := store.Stats()
			w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', tabwriter.AlignRight)
			for _, k := range st.Kinds {
				fmt.Fprintf(w, "%s\t%d records\t%d bytes\t\n", pipeline.KindName(k.Kind), k.Records, k.Bytes)
			}
			fmt.Fprintf(w, "segments\t%d files\t%d bytes\t\n", st.Segments, st.SegmentBytes)
			fmt.Fprintf(w, "of no use\t\t%d bytes\t\n", st.Dead)
			return w.Flush()
		},
	}
}

func newCacheVerify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify DATASET",
		Short: "Check every record of a cache",
		Long: `Verify reads every record and every entry of the index and prints a line for each that is
damaged. Damage costs work, never a wrong result: a run makes again what it misses.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := openCache(args[0])
			if err != nil {
				return err
			}
			defer store.Close()
			n := 0
			if err := store.Verify(func(d cache.Damage) {
				n++
				fmt.Fprintln(cmd.OutOrStdout(), d)
			}); err != nil {
				return exitWith(exitNothing, err)
			}
			if n > 0 {
				return exitWith(exitDiffers, fmt.Errorf("%d places are damaged; the next run makes again what they held", n))
			}
			fmt.Fprintln(cmd.OutOrStdout(), "every record is whole")
			return nil
		},
	}
}

func newCachePrune() *cobra.Command {
	var at string
	cmd := &cobra.Command{
		Use:   "prune DATASET...",
		Short: "Drop what the last run did not use",
		Long: `Prune drops from a cache what the last run into the dataset did not use: the results of
old versions of records, rules and configurations. Where several datasets share one
cache (--cache), name all of them.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, datasets []string) error {
			if at == "" {
				if len(datasets) > 1 {
					return exitWith(exitUsage, errors.New("several datasets can be named where they share a cache: say which with --cache"))
				}
				at = pipeline.CacheOf(datasets[0])
			}
			st, err := pipeline.Prune(at, datasets)
			if err != nil {
				return exitWith(exitNothing, err)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d records kept, %d dropped; %d bytes now, %d before\n", st.Kept, st.Dropped, st.After, st.Before)
			return nil
		},
	}
	cmd.Flags().StringVar(&at, "cache", "", "the cache (default .dateline/cache in the dataset directory)")
	return cmd
}
