package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/golden"
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
	cmd.AddCommand(newGoldenCheck(), newGoldenAccept())
	return cmd
}

func newGoldenCheck() *cobra.Command {
	var dir string
	var verbose bool
	cmd := &cobra.Command{
		Use:   "check [CASE...]",
		Short: "Run the cases and print how the records differ from the golden ones",
		Long: `Check runs the cases and prints the differences by document, layer and field, each
with its sentence. It exits with 1 when a difference is not in the case's known.tsv,
and when a known one has gone.`,
		RunE: func(cmd *cobra.Command, names []string) error {
			w := cmd.OutOrStdout()
			var cases, bad, known int
			err := eachCase(cmd, dir, names, func(c golden.Case, got []*corpus.Document) error {
				cases++
				o := c.Check(got)
				known += len(o.Known)
				if verbose {
					golden.Print(w, o.Known)
				}
				if o.Fine() {
					return nil
				}
				bad++
				fmt.Fprintf(w, "case %s: %d differences\n", c.Name, len(o.New)+len(o.Gone))
				golden.Print(w, o.New)
				if len(o.Gone) > 0 {
					fmt.Fprintf(w, "known differences that are there no more (golden accept --known %s takes them off the list):\n", c.Name)
					golden.Print(w, o.Gone)
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
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, "print the known differences too")
	return cmd
}

func newGoldenAccept() *cobra.Command {
	var dir string
	var known bool
	cmd := &cobra.Command{
		Use:   "accept [CASE...]",
		Short: "Make the present records the golden ones, where they differ",
		Long: `Accept rewrites golden.json of the cases whose records differ, and no others. With
--known it leaves golden.json alone and writes the differences to known.tsv instead:
the golden record is right, and the program does not reach it yet.`,
		RunE: func(cmd *cobra.Command, names []string) error {
			return eachCase(cmd, dir, names, func(c golden.Case, got []*corpus.Document) error {
				accept := c.Accept
				if known {
					accept = c.AcceptKnown
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
	return cmd
}

// eachCase runs the pipeline over each case's inputs.
func eachCase(cmd *cobra.Command, dir string, names []string, each func(golden.Case, []*corpus.Document) error) error {
	cases, err := golden.Load(dir, names...)
	if err != nil {
		return exitWith(exitNothing, err)
	}
	for _, c := range cases {
		var got []*corpus.Document
		_, err := pipeline.Each(cmd.Context(), pipeline.Config{}, c.Inputs, func(l pipeline.Letter) {
			fmt.Fprintf(cmd.ErrOrStderr(), "case %s: %s\n", c.Name, l)
		}, func(d *corpus.Document) error {
			got = append(got, d)
			return nil
		})
		if err != nil {
			return outcome(cmd, err, pipeline.Counts{}, 0)
		}
		if err := each(c, got); err != nil {
			return err
		}
	}
	return nil
}
