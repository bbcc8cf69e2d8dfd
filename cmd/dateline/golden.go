package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/corpus/view"
	"dateline/golden"
	"dateline/golden/decide"
	"dateline/golden/diff"
	"dateline/pipeline"
)

const goldenDir = "golden/cases"

func newGolden() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "golden",
		Short: "Hold extraction against records that people found right",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newGoldenCheck(), newGoldenAccept(), newGoldenDiff(), newGoldenReview())
	return cmd
}

func newGoldenCheck() *cobra.Command {
	var dir, decisions string
	var verbose bool
	cmd := &cobra.Command{
		Use:   "check [CASE...]",
		Short: "Run the cases and print how the records differ from the golden ones",
		Long: `Check runs the cases and prints the differences by document, layer and field, each
with its sentence. It exits with 1 when a difference is not in the case's known.tsv,
and when a known one has gone.

For what is not known, it says of each change whether it is pending or was rejected in a
review, and the command that shows it. Changes that were accepted pass, and wait for
"dateline golden accept --from".`,
		RunE: func(cmd *cobra.Command, names []string) error {
			w := cmd.OutOrStdout()
			set, err := goldenDecisions(cmd, dir, &decisions)
			if err != nil {
				return err
			}
			var cases, bad, known int
			err = eachCase(cmd, dir, names, func(c golden.Case, got []*corpus.Document) error {
				cases++
				o := c.Check(got)
				known += len(o.Known)
				if verbose {
					golden.Print(w, o.Known)
				}
				if o.Fine() {
					return nil
				}
				pending, accepted := undecided(c.Unlisted(got), set)
				if accepted > 0 {
					fmt.Fprintf(w, "case %s: %d changes are accepted: dateline golden accept%s --from %s %s\n", c.Name, accepted, dirFlag(dir), decisions, c.Name)
				}
				if accepted > 0 && len(pending) == 0 && len(o.Gone) == 0 {
					return nil
				}
				bad++
				fmt.Fprintf(w, "case %s: %d differences\n", c.Name, len(o.New)+len(o.Gone))
				golden.Print(w, o.New)
				if len(o.Gone) > 0 {
					fmt.Fprintf(w, "known differences that are there no more (golden accept --known %s takes them off the list):\n", c.Name)
					golden.Print(w, o.Gone)
				}
				for _, x := range pending {
					fmt.Fprintf(w, "%s: %s\n  dateline golden diff%s --cluster %s %s\n", cmp.Or(x.Verdict, "pending"), view.Plain(x.Label()), dirFlag(dir), x.ID, c.Name)
				}
				return nil
			})
			if err != nil {
				return err
			}
			fmt.Fprintf(w, "%d cases, %d fine, %d known differences\n", cases, cases-bad, known)
			if bad > 0 {
				return exitWith(exitDiffers, nil)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "dir", goldenDir, "directory of the cases")
	cmd.Flags().StringVar(&decisions, "decisions", "", "file of decisions (default decisions.jsonl in the directory of the cases)")
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, "print the known differences too")
	return cmd
}

// dirFlag is the flag that names the cases, where it has to be given.
func dirFlag(dir string) string {
	if dir == goldenDir {
		return ""
	}
	return " --dir " + dir
}

// goldenDecisions reads the decisions about the cases, if there are any.
func goldenDecisions(cmd *cobra.Command, dir string, path *string) (*decide.Set, error) {
	if *path == "" {
		*path = filepath.Join(dir, decisionsFile)
	}
	set, notes, err := decide.Load(*path)
	if err != nil {
		return nil, exitWith(exitNothing, err)
	}
	for _, n := range notes {
		fmt.Fprintln(cmd.ErrOrStderr(), "dateline: "+n)
	}
	return set, nil
}

// undecided are the changes that are not accepted or corrected, with their verdicts.
func undecided(changes []diff.Change, set *decide.Set) (left []diff.Change, accepted int) {
	for _, x := range changes {
		d, _ := set.Of(x.ID, x.Cluster)
		if d.Verdict == decide.Accept || d.Verdict == decide.Edit {
			accepted++
			continue
		}
		switch d.Verdict {
		case decide.Reject:
			x.Verdict = "rejected"
		case decide.Flag:
			x.Verdict = "flagged"
		}
		left = append(left, x)
	}
	return left, accepted
}

func newGoldenAccept() *cobra.Command {
	var dir, from string
	var known bool
	cmd := &cobra.Command{
		Use:   "accept [CASE...]",
		Short: "Make the present records the golden ones, where they differ",
		Long: `Accept rewrites golden.json of the cases whose records differ, and no others. With
--known it leaves golden.json alone and writes the differences to known.tsv instead:
the golden record is right, and the program does not reach it yet.

With --from it takes over only the changes that were accepted or corrected in a review
("dateline golden review"), in the order of the text; everything else stays as it was.`,
		RunE: func(cmd *cobra.Command, names []string) error {
			var set *decide.Set
			if from != "" {
				if known {
					return exitWith(exitUsage, errors.New("--from and --known do not go together"))
				}
				if _, err := os.Stat(from); err != nil {
					return exitWith(exitNothing, err)
				}
				var err error
				if set, err = goldenDecisions(cmd, dir, &from); err != nil {
					return err
				}
			}
			return eachCase(cmd, dir, names, func(c golden.Case, got []*corpus.Document) error {
				accept := c.Accept
				if known {
					accept = c.AcceptKnown
				}
				if set != nil {
					accept = func(got []*corpus.Document) (bool, error) {
						wrote, notes, err := c.AcceptFrom(got, set)
						for _, n := range notes {
							fmt.Fprintf(cmd.ErrOrStderr(), "case %s: left as it was: %s\n", c.Name, n)
						}
						return wrote, err
					}
				}
				wrote, err := accept(got)
				if err != nil {
					return exitWith(exitNothing, err)
				}
				if wrote {
					fmt.Fprintf(cmd.OutOrStdout(), "%s: rewritten\n", c.Name)
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&dir, "dir", goldenDir, "directory of the cases")
	cmd.Flags().BoolVar(&known, "known", false, "write the differences to known.tsv and leave golden.json alone")
	cmd.Flags().StringVar(&from, "from", "", "take over only what was accepted or corrected in this file of decisions")
	return cmd
}

// goldenResult compares cases with what the program makes of their inputs. With all, what known.tsv
// lists is among the changes.
func goldenResult(cmd *cobra.Command, dir string, names []string, all bool, filter *diffFlags, keep func(*diff.Change) bool) (*diff.Result, error) {
	type sides struct{ old, new *corpus.Document }
	docs := map[string]sides{}
	tally := diff.NewTally()
	var changes []diff.Change
	err := eachCase(cmd, dir, names, func(c golden.Case, got []*corpus.Document) error {
		for _, d := range c.Golden {
			docs[d.ID] = sides{old: d}
		}
		for _, d := range got {
			docs[d.ID] = sides{docs[d.ID].old, d}
		}
		for _, list := range [][]*corpus.Document{c.Golden, got} {
			for _, d := range list {
				filter.ids.see(d.ID)
			}
		}
		found, t := c.Changes(got)
		tally.Add(t)
		if !all {
			found = c.Unlisted(got)
		}
		for n := range found {
			if keep(&found[n]) {
				changes = append(changes, found[n])
			}
		}
		return nil
	})
	if err == nil {
		err = filter.missing()
	}
	if err != nil {
		return nil, err
	}
	r, err := diff.FromChanges(changes, tally, func(id string) (old, new *corpus.Document, err error) {
		return docs[id].old, docs[id].new, nil
	})
	if err != nil {
		return nil, exitWith(exitNothing, err)
	}
	r.Old, r.New = dir, "this program"
	return r, nil
}

func newGoldenDiff() *cobra.Command {
	var filter diffFlags
	var dir string
	var all bool
	var limit int
	cmd := &cobra.Command{
		Use:   "diff [CASE...]",
		Short: "Show the changes from the golden records, as diff does between datasets",
		Long: `Diff runs the cases and shows their changes in clusters, with the reasons. What known.tsv
lists is left out unless --all is given.`,
		RunE: func(cmd *cobra.Command, names []string) error {
			o, err := filter.options(cmd)
			if err != nil {
				return err
			}
			r, err := goldenResult(cmd, dir, names, all || len(filter.clusters) > 0, &filter, o.Keep)
			if err != nil {
				return err
			}
			defer r.Close()
			most := limit
			if most <= 0 {
				most = -1
			}
			if err := r.Terminal(cmd.OutOrStdout(), most, isTerminal(cmd.OutOrStdout()) && os.Getenv("NO_COLOR") == ""); err != nil {
				return exitWith(exitNothing, err)
			}
			if r.Differences > 0 {
				return exitWith(exitDiffers, nil)
			}
			return nil
		},
	}
	filter.register(cmd)
	cmd.Flags().StringVar(&dir, "dir", goldenDir, "directory of the cases")
	cmd.Flags().BoolVar(&all, "all", false, "show what known.tsv lists too")
	cmd.Flags().IntVar(&limit, "limit", 20, "how many clusters to show, 0: all")
	return cmd
}

func newGoldenReview() *cobra.Command {
	var filter diffFlags
	var how reviewFlags
	var dir string
	var all bool
	cmd := &cobra.Command{
		Use:   "review [CASE...]",
		Short: "Decide the changes from the golden records one by one, or all alike at once",
		Long: `Review runs the cases and walks through the changes that known.tsv does not list, with the
keys of "dateline review". "dateline golden accept --from" then takes over what was accepted.`,
		RunE: func(cmd *cobra.Command, names []string) error {
			o, err := filter.options(cmd)
			if err != nil {
				return err
			}
			r, err := goldenResult(cmd, dir, names, all, &filter, o.Keep)
			if err != nil {
				return err
			}
			defer r.Close()
			if how.path == "" {
				how.path = filepath.Join(dir, decisionsFile)
			}
			return how.walk(cmd, r)
		},
	}
	filter.register(cmd)
	how.register(cmd)
	cmd.Flags().StringVar(&dir, "dir", goldenDir, "directory of the cases")
	cmd.Flags().StringVar(&how.path, "decisions", "", "file of decisions (default decisions.jsonl in the directory of the cases)")
	cmd.Flags().BoolVar(&all, "all", false, "walk through what known.tsv lists too")
	return cmd
}

// eachCase runs the pipeline over each case's inputs.
func eachCase(cmd *cobra.Command, dir string, names []string, each func(golden.Case, []*corpus.Document) error) error {
	cases, err := golden.Load(dir, names...)
	if err != nil {
		return exitWith(exitNothing, err)
	}
	for _, c := range cases {
		// What cannot be read has not been removed: nobody knows what the program makes of it.
		for _, path := range c.Inputs {
			if _, err := os.Stat(path); err != nil {
				return exitWith(exitNothing, fmt.Errorf("case %s: its input is missing: %w", c.Name, err))
			}
		}
		var got []*corpus.Document
		counts, err := pipeline.Each(cmd.Context(), pipeline.Config{}, c.Inputs, func(l pipeline.Letter) {
			fmt.Fprintf(cmd.ErrOrStderr(), "case %s: %s\n", c.Name, view.Plain(l.String()))
		}, func(d *corpus.Document) error {
			got = append(got, d)
			return nil
		})
		if err != nil {
			return outcome(cmd, err, pipeline.Counts{}, 0)
		}
		if counts.Unopened > 0 {
			return exitWith(exitNothing, fmt.Errorf("case %s: an input cannot be read", c.Name))
		}
		if err := each(c, got); err != nil {
			return err
		}
	}
	return nil
}
