package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/corpus/write"
	"dateline/extract/article"
	"dateline/pipeline"
)

func newSites() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sites",
		Short: "Learn the lines that repeat across a site, check and count them",
		Long: `A site puts the same lines around all its articles: invitations, notes on its writers,
notices. No rule knows them all. Sites learn finds them in a dump and writes a file;
--sites FILE of run, annotate, show and explain takes them out of the texts.

The file is configuration: its digest stands in the manifest, and what becomes of a
document depends on the document and on the rows of its site, never on its neighbours
in the run.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newSitesLearn(), newSitesLint(), newSitesShow())
	return cmd
}

func newSitesLearn() *cobra.Command {
	var (
		jobs, least        int
		timeout            time.Duration
		maxBytes           int64
		progress           string
		destination, fault string
	)
	cmd := &cobra.Command{
		Use:   "learn [flags] PATH... -o FILE",
		Short: "Find the lines that repeat across the sites of a dump",
		Long: `Learn reads what run reads and writes a table of lines, one a row, sorted: the site, the
line, how it is compared, where it mostly stands, how many documents of the site have
it, and how many there are.

The site is the host of the document's address (without "www."); where a record has no
address, the publisher that it names; else, of a page, the host of its own canonical link,
or of its og:url; else "*". A line is learnt when enough documents
have it that are otherwise different: copies and versions of one article teach nothing. What
reads like a sentence of an article must stand in many more of a site's documents than a label
does, and no headline is learnt for the date or number of its series. Look the file over: a row that is wrong can be taken out, and rows can be added.

The same inputs give the same file, in any order and with any number of workers. A file
that sites learn wrote may lie in a directory that is read: it is known by its first line, and
is no document unless an argument names it. If no document could be read, no file is written.`,
		Example: `  dateline sites learn dump -o sites.tsv
  dateline run --sites sites.tsv dump -o dataset`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) (err error) {
			if destination == "" {
				return exitWith(exitUsage, errors.New("sites learn needs -o FILE (\"-\" is stdout)"))
			}
			if least < 2 {
				return exitWith(exitUsage, fmt.Errorf("--min-documents: %d is too few: what stands in one document repeats nowhere", least))
			}
			flags := mapFlags{runFlags: runFlags{jobs: jobs}, boilerplate: "auto", timeout: timeout, maxBytes: maxBytes, maxText: pipeline.DefaultMaxText, progress: progress}
			c, err := flags.config(cmd, paths)
			if err != nil {
				return err
			}
			letters, finish, err := output(cmd.ErrOrStderr(), fault)
			if err != nil {
				return exitWith(exitNothing, err)
			}
			defer func() {
				if e := finish(nil); e != nil && err == nil {
					err = e
				}
			}()
			refused := 0
			found, counts, err := pipeline.LearnSites(cmd.Context(), c, paths, least, func(l pipeline.Letter) {
				refused++
				fmt.Fprintln(letters, l)
			})
			c.Progress.Done()
			if err != nil {
				return outcome(cmd, err, counts, refused)
			}
			defer found.Close()
			if counts.Documents == 0 { // a mount that is missing empties no file
				return exitWith(exitNothing, fmt.Errorf("no document could be read; %s", untouched(destination)))
			}
			lines := found.Len()
			if err := writeSites(cmd, destination, found); err != nil {
				return exitWith(exitNothing, err)
			}
			if destination != "-" {
				fmt.Fprintf(cmd.OutOrStdout(), "%s: %s of %s, learnt from %s with different texts\n", destination,
					counted(lines, "line"), counted(found.Sites, "site"), counted(found.Documents, "document"))
			}
			return outcome(cmd, nil, counts, refused)
		},
	}
	fl := cmd.Flags()
	fl.StringVarP(&destination, "output", "o", "", "write the table to this file (\"-\" is stdout)")
	fl.IntVar(&least, "min-documents", article.DefaultLeast, "documents that must have a line, at least")
	fl.IntVar(&jobs, "jobs", 0, "workers (default one a processor)")
	fl.DurationVar(&timeout, "doc-timeout", time.Minute, "time that one document may take; 0 for no limit")
	fl.Int64Var(&maxBytes, "max-doc-bytes", read.DefaultMaxBytes, "size that one record may have, before and after its compression is undone")
	fl.StringVar(&progress, "progress", "auto", "progress on stderr: none, plain or auto")
	fl.StringVar(&fault, "errors", "", "write a line FILE:PLACE: reason for each refused input to this file instead of stderr")
	return cmd
}

// untouched says what has become of the output of a command that writes none.
func untouched(path string) string {
	if path == "-" {
		return "nothing is written"
	}
	return path + " is not written"
}

func writeSites(cmd *cobra.Command, path string, found *article.Found) error {
	if path == "-" {
		w, finish, err := output(cmd.OutOrStdout(), "")
		if err != nil {
			return err
		}
		return finish(found.Write(w))
	}
	f, err := write.Create(path)
	if err != nil {
		return err
	}
	defer f.Abort()
	if err := found.Write(f); err != nil {
		return err
	}
	return f.Commit()
}

func newSitesLint() *cobra.Command {
	return &cobra.Command{
		Use:   "lint FILE",
		Short: "Check a file of lines",
		Long: `Lint prints every fault of a file for --sites, as FILE:LINE: column: what. The file is
a table with tabs between its columns, named in the first line that is no comment:

  site       the host without "www.", or the publisher of records without an address;
             * for documents that tell no site
  line       the line; case and the marks around it do not count
  match      line, the default, or numbers: numbers and dates in it may be any
  place      head, tail or any: for people, it changes nothing
  documents  how many documents of the site have it, and
  of         how many there are: for people, too

Only site and line must be there. After twenty faults the others are counted. The exit
code is 4 when there is no such file.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			_, err := article.OpenSites(args[0])
			switch {
			case err == nil:
				return nil
			case errors.As(err, new(*fs.PathError)):
				return exitWith(exitNothing, err)
			}
			fmt.Fprintln(cmd.OutOrStdout(), err)
			return exitWith(exitDiffers, nil)
		},
	}
}

func newSitesShow() *cobra.Command {
	var site string
	cmd := &cobra.Command{
		Use:   "show FILE",
		Short: "Count the lines of each site, or list those of one",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			lines, err := article.SiteLinesOf(args[0], site)
			switch {
			case errors.As(err, new(*fs.PathError)):
				return exitWith(exitNothing, err)
			case err != nil:
				return exitWith(exitUsage, err)
			}
			w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			if site == "" {
				count := map[string]int{}
				for _, l := range lines {
					count[l.Site]++
				}
				for _, s := range slices.Sorted(maps.Keys(count)) {
					fmt.Fprintf(w, "%s\t%d lines\n", s, count[s])
				}
				return w.Flush()
			}
			if len(lines) == 0 {
				return exitWith(exitDiffers, fmt.Errorf("%s has no line of %s", args[0], site))
			}
			for _, l := range lines {
				fmt.Fprintf(w, "%d of %d\t%s\t%s\t%s\n", l.Documents, l.Of, l.Place, l.Match, l.Line)
			}
			return w.Flush()
		},
	}
	cmd.Flags().StringVar(&site, "site", "", "list the lines of this site")
	return cmd
}

// sitesFlag is --sites.
type sitesFlag struct{ path string }

func (f *sitesFlag) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.path, "sites", "", "a file of lines that repeat across sites and are no text (see dateline sites)")
}

// own is nil without a file.
func (f *sitesFlag) own() (*article.Sites, error) {
	if f.path == "" {
		return nil, nil
	}
	s, err := article.OpenSites(f.path)
	if err != nil {
		return nil, exitWith(exitUsage, fmt.Errorf("--sites: %w", err))
	}
	return s, nil
}

// nameRows says by which rows of the sites file lines were dropped. No record has that: a
// row for another site moves the lines of the file, and must change no record.
func nameRows(sites *article.Sites, d *corpus.Document) {
	rowOf := sites.Rows(d)
	for i := range d.Dropped {
		drop := &d.Dropped[i]
		if drop.Reason != article.Learnt.String() {
			continue
		}
		var rows []string
		for line := range strings.SplitSeq(drop.Text, "\n") {
			if row := rowOf(line); row != "" && !slices.Contains(rows, row) {
				rows = append(rows, row)
			}
		}
		if len(rows) > 0 {
			drop.Why = "the row " + strings.Join(rows, ", ")
		}
	}
}
