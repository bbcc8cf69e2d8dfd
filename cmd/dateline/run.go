package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dateline/pipeline"
)

func newRun() *cobra.Command {
	var (
		flags  mapFlags
		keep   cacheFlags
		dir    string
		shard  string
		dryRun bool
		all    bool
		report string
	)
	cmd := &cobra.Command{
		Use:   "run [flags] PATH... -o DIR",
		Short: "Do the whole job: read a dump, write a dataset directory",
		Long: `Run reads a dump (as annotate does) and writes a dataset directory:

  documents.jsonl  one record a document, with all its layers, sorted by id
  events.jsonl     the events, each with its document's id in front, sorted by id
  quotes.jsonl     the quotations likewise
  actors.jsonl     one row an actor of the whole dump, with all spellings
  inputs.jsonl     one row a file that was read, with a digest of its records
  errors.jsonl     what was refused, and why
  manifest.json    version, configuration, counts, and a digest of every table

Every file appears under its name only when it is complete, the manifest last.

What a document gives is kept in DIR/.dateline, so that a later run works out only what
has changed: a new or changed record, one whose text is touched by a changed entry of
the actors file, or the stages whose rules changed with the program. The dataset is
the same, byte for byte, as one made afresh. A run that was stopped or killed goes on
where it ended when it is run again. --dry-run says what would be worked out, and why.

With --shard I/N, the run maps one of N parts of the inputs into a directory of its
own; "dateline merge" puts the parts together.`,
		Example: `  dateline run articles -o dataset
  dateline run --actors people.tsv --jobs 4 crawl.warc.gz archive.jsonl.zst -o dataset
  dateline run --dry-run articles -o dataset
  dateline run --shard 1/4 articles -o part-1`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) (err error) {
			if dir == "" {
				return exitWith(exitUsage, errors.New("run needs -o DIR"))
			}
			c, err := flags.config(cmd, paths)
			if err != nil {
				return err
			}
			keep.into(&c)
			if shard != "" {
				if c.Shard, err = pipeline.ParseShard(shard); err != nil {
					return exitWith(exitUsage, fmt.Errorf("--shard: %w", err))
				}
			}
			if shard != "" && keep.dir != "" {
				return exitWith(exitUsage, errors.New("--shard keeps its cache in its own directory, where the merge finds it; leave out --cache"))
			}
			if dryRun {
				return printPlan(cmd, c, paths, dir, all)
			}
			run := pipeline.Run
			if shard != "" {
				run = pipeline.RunShard
			}
			finish, err := flags.observe(cmd, &c)
			if err != nil {
				return err
			}
			out, err := run(cmd.Context(), c, paths, dir, version())
			c.Progress.Done()
			if e := finish(); err == nil {
				err = e
			}
			if err == nil && report != "" {
				err = writeReport(report, &out.Report)
			}
			if err != nil {
				return failure(cmd, err)
			}
			printOutcome(cmd, dir, c, out)
			return outcome(cmd, nil, out.Manifest.Counts, out.Errors)
		},
	}
	flags.register(cmd)
	keep.register(cmd)
	fl := cmd.Flags()
	fl.StringVarP(&dir, "output", "o", "", "dataset directory (made if it does not exist)")
	fl.StringVar(&shard, "shard", "", "map only part I of N of the inputs, as I/N")
	fl.BoolVar(&dryRun, "dry-run", false, "say what would be worked out, and why; write nothing")
	fl.BoolVar(&all, "all", false, "with --dry-run, name every document instead of the first ones of each reason")
	fl.StringVar(&report, "report", "", "write counts, rates, stage times and errors by kind to this file, as JSON")
	return cmd
}

// cacheFlags are the flags of commands that keep results.
type cacheFlags struct {
	dir   string
	fresh bool
}

func (f *cacheFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.dir, "cache", "", "directory of the cache (default .dateline/cache in the dataset directory)")
	cmd.Flags().BoolVar(&f.fresh, "fresh", false, "use nothing that the cache holds")
}

func (f *cacheFlags) into(c *pipeline.Config) { c.CacheDir, c.Fresh = f.dir, f.fresh }

func printOutcome(cmd *cobra.Command, dir string, c pipeline.Config, out pipeline.Outcome) {
	n := out.Manifest.Counts
	w := cmd.OutOrStdout()
	fmt.Fprintf(w, "%s: %s", dir, counted(n.Documents, "document"))
	if c.Shard.Of > 0 {
		fmt.Fprintf(w, " of shard %v\n", c.Shard)
	} else {
		if n.Skipped > 0 {
			fmt.Fprintf(w, " (%d not in English)", n.Skipped)
		}
		fmt.Fprintf(w, ", %s, %s, %s, %s, %s", counted(n.Events, "event"), counted(n.Quotes, "quotation"), counted(n.Dates, "date"),
			counted(n.Entities, "named mention"), counted(n.Actors, "actor"))
		if n.Copies > 0 {
			fmt.Fprintf(w, ", %s", counted(n.Copies, "copy"))
		}
		fmt.Fprintln(w)
	}
	switch k := out.Work; {
	case out.Unchanged:
		fmt.Fprintln(w, "nothing has changed")
	case k.Kept > 0:
		fmt.Fprintf(w, "worked out again: %s, %s, %s; %s as before\n", counted(k.Text, "text"), ofDocuments(k.Layers, "layers"), ofDocuments(k.Events, "events"),
			counted(k.Kept, "document"))
	}
	switch {
	case n.Refused == 1:
		fmt.Fprintf(w, "1 input was refused: see %s/%s\n", dir, pipeline.ErrorsFile)
	case n.Refused > 1:
		fmt.Fprintf(w, "%d inputs were refused: see %s/%s\n", n.Refused, dir, pipeline.ErrorsFile)
	}
}

// counted is a number with its noun: 1 event, 2 events, 2 copies.
func counted(n int, noun string) string {
	switch stem, y := strings.CutSuffix(noun, "y"); {
	case n == 1:
		return "1 " + noun
	case y:
		return fmt.Sprintf("%d %sies", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// ofDocuments is what so many documents have: 1 document's layers, 2 documents' layers.
func ofDocuments(n int, what string) string {
	if n == 1 {
		return "1 document's " + what
	}
	return fmt.Sprintf("%d documents' %s", n, what)
}

// examples is how many documents a dry run names for each reason.
const examples = 10

func printPlan(cmd *cobra.Command, c pipeline.Config, paths []string, dir string, all bool) error {
	w := cmd.OutOrStdout()
	type reason struct{ what, why string }
	counts := map[reason]int{}
	var order []reason
	sum, read, err := pipeline.DryRun(cmd.Context(), c, paths, dir, func(l pipeline.Letter) {
		fmt.Fprintln(cmd.ErrOrStderr(), l)
	}, func(r pipeline.Redo) error {
		k := reason{r.What, r.Why}
		if counts[k]++; counts[k] == 1 {
			order = append(order, k)
		}
		if all || counts[k] <= examples {
			place := r.Path
			if r.Place != "" {
				place += ":" + r.Place
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.What, place, r.ID, r.Why)
		}
		return nil
	})
	c.Progress.Done()
	if err != nil {
		return failure(cmd, err)
	}
	for _, k := range order {
		fmt.Fprintf(w, "%d × %s: %s\n", counts[k], k.what, k.why)
	}
	fmt.Fprintf(w, "%s: %s, %s and %s to work out, %d as before\n", counted(sum.Documents, "document"), counted(sum.Text, "text"),
		ofDocuments(sum.Layers, "layers"), ofDocuments(sum.Events, "events"), sum.Kept)
	return outcome(cmd, nil, read, read.Refused)
}

// failure is the exit of a command that writes a directory and did not end well.
func failure(cmd *cobra.Command, err error) error {
	switch {
	case errors.Is(err, pipeline.ErrBusy):
		return exitWith(exitNothing, err)
	case errors.Is(err, cmd.Context().Err()) && cmd.Context().Err() != nil:
		return exitWith(exitInterrupted, errors.New("interrupted; what was worked out is kept, and the next run goes on from there"))
	}
	return exitWith(exitNothing, err)
}
