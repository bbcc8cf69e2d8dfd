package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/golden/decide"
	"dateline/golden/diff"
)

// commentBytes is how long a comment on a pull request may be, with room for a signature.
const commentBytes = 60_000

func newDiff() *cobra.Command {
	var (
		filter      diffFlags
		format      string
		limit       int
		destination string
		colored     string
	)
	cmd := &cobra.Command{
		Use:   "diff [flags] OLD NEW",
		Short: "Say what differs between two datasets, why, and what is alike",
		Long: `Diff compares two datasets document by document: directories that "dateline run" wrote,
or files of records that "dateline annotate" wrote. Items are paired by kind and place,
also where the text before them has changed; what only moved is counted and no change.

Changes are of the classes added, removed, boundary, relabelled (type, kind, root),
revalued (date, actor, speaker, side, realis, place, ...) and text (a paragraph, and what came or
went with it). Each says in which layer it began, and what the two datasets are on
record to differ in. Changes that are alike are one cluster.

Formats: text is a summary with the largest clusters; markdown the same for a comment of at
most 60,000 bytes; json the summary and the clusters; jsonl all changes, one a line, in
the order of documents; html one page to look at, with the events of both datasets on a timeline
and in a network of actors.

Between two dataset directories, their tables are held against the digests in their manifests:
a table that was damaged or changed by hand is an error. Files of records, which may be
compressed (gzip, zstd), are taken as they are.

With --decisions, changes that were accepted in a review are left out and counted; of the others,
those that were rejected, corrected or flagged say so. Exit status 0 when nothing but moved and accepted items differs, else 1.`,
		Example: `  dateline diff old new
  dateline diff --layer events --class relabelled,removed old new
  dateline diff --format markdown old new > comment.md
  dateline diff --format html old new -o changes.html`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if !slices.Contains([]string{"text", "json", "jsonl", "markdown", "html"}, format) {
				return exitWith(exitUsage, fmt.Errorf("--format: %q is none of text, json, jsonl, markdown, html", format))
			}
			o, err := filter.options(cmd)
			if err != nil {
				return err
			}
			if filter.jobs < 0 {
				return exitWith(exitUsage, fmt.Errorf("--jobs: %d is negative", filter.jobs))
			}
			if err := filter.decided(cmd, &o); err != nil {
				return err
			}
			color := false
			switch colored {
			case "auto":
				color = destination == "" && isTerminal(cmd.OutOrStdout()) && os.Getenv("NO_COLOR") == ""
			case "always":
				color = true
			case "never":
			default:
				return exitWith(exitUsage, fmt.Errorf("--color: %q is none of auto, always, never", colored))
			}
			w, finish, err := output(cmd.OutOrStdout(), destination)
			if err != nil {
				return exitWith(exitNothing, err)
			}
			defer func() { err = finish(err) }()
			lines := bufio.NewWriter(w)
			if format == "jsonl" {
				o.NoClusters = true
				n := 0
				o.Each = func(x *diff.Change) error {
					if n++; cmd.Flags().Changed("limit") && limit > 0 && n > limit {
						return nil
					}
					line, err := x.Line()
					if err == nil {
						_, err = lines.Write(line)
					}
					return err
				}
			}
			o.Pictures = format == "html"
			r, err := diff.Compare(cmd.Context(), args[0], args[1], o)
			if err != nil {
				if cmd.Context().Err() != nil && errors.Is(err, cmd.Context().Err()) {
					return exitWith(exitInterrupted, errors.New("interrupted"))
				}
				return exitWith(exitNothing, err)
			}
			defer r.Close()
			if err := filter.missing(); err != nil {
				return err
			}
			r.Accepted = filter.accepted
			most := limit
			if most <= 0 {
				most = -1
			}
			switch format {
			case "text":
				err = r.Terminal(lines, most, color)
			case "markdown":
				err = r.Markdown(lines, most, commentBytes)
			case "json":
				err = r.JSON(lines, most)
			case "html":
				if !cmd.Flags().Changed("limit") {
					most = 60
				}
				err = r.HTML(lines, most)
			}
			if err == nil {
				err = lines.Flush()
			}
			if err != nil {
				return exitWith(exitNothing, err)
			}
			if r.Differences > 0 {
				return exitWith(exitDiffers, nil)
			}
			return nil
		},
	}
	filter.register(cmd)
	fl := cmd.Flags()
	fl.IntVarP(&filter.jobs, "jobs", "j", 0, "documents compared at once (default: processors)")
	fl.StringVar(&filter.decisions, "decisions", "", "apply the decisions of this file, as dateline review writes it")
	fl.StringVar(&format, "format", "text", "text, json, jsonl, markdown or html")
	fl.IntVar(&limit, "limit", 20, "how many clusters to show, 0: all (of html, 2,000); of jsonl, changes (all unless given)")
	fl.StringVarP(&destination, "output", "o", "", "write to this file instead of stdout")
	fl.StringVar(&colored, "color", "auto", "auto, always or never")
	return cmd
}

// diffFlags choose changes.
type diffFlags struct {
	layers, classes, clusters []string
	fields                    []string
	documents                 []string
	decisions                 string
	jobs                      int
	accepted                  int
	ids, marks                *wanted // documents, and clusters and changes
}

func (f *diffFlags) register(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringSliceVar(&f.layers, "layer", nil, "only these layers: "+strings.Join(diff.Layers, ", "))
	fl.StringSliceVar(&f.classes, "class", nil, "only these classes: added, removed, boundary, relabelled, revalued, text")
	fl.StringSliceVar(&f.clusters, "cluster", nil, "only the clusters, or the changes, of these ids")
	fl.StringSliceVar(&f.fields, "field", nil, "only these fields")
	fl.StringArrayVar(&f.documents, "id", nil, "only the documents of these ids")
}

func (f *diffFlags) options(cmd *cobra.Command) (diff.Options, error) {
	o := diff.Options{Jobs: f.jobs}
	for _, l := range f.layers {
		if !slices.Contains(diff.Layers, l) {
			return o, exitWith(exitUsage, fmt.Errorf("--layer: %q is none of %s", l, strings.Join(diff.Layers, ", ")))
		}
	}
	for _, c := range f.classes {
		if c == string(diff.Moved) || !slices.Contains(diff.Classes, diff.Class(c)) {
			return o, exitWith(exitUsage, fmt.Errorf("--class: %q is none of added, removed, boundary, relabelled, revalued, text", c))
		}
	}
	for _, name := range f.fields {
		if !slices.Contains(diff.Fields, name) {
			return o, exitWith(exitUsage, fmt.Errorf("--field: %q is none of %s", name, strings.Join(diff.Fields, ", ")))
		}
	}
	for n, id := range f.clusters {
		f.clusters[n] = strings.ToLower(id)
	}
	f.ids, f.marks = newWanted("id", "document", f.documents), newWanted("cluster", "cluster or change", f.clusters)
	if len(f.documents) > 0 {
		o.Visit = func(id string) { f.ids.see(id) }
	}
	has := func(list []string, s string) bool { return len(list) == 0 || slices.Contains(list, s) }
	o.Keep = func(x *diff.Change) bool {
		f.marks.see(x.Cluster, x.ID)
		return has(f.layers, x.Layer) && has(f.classes, string(x.Class)) && has(f.fields, x.Field) && has(f.documents, x.Document) &&
			(has(f.clusters, x.Cluster) || slices.Contains(f.clusters, x.ID))
	}
	return o, nil
}

// missing is a usage error where a document, cluster or change was asked for that there is none of. It is asked when the
// comparison is done.
func (f *diffFlags) missing() error {
	return cmp.Or(f.ids.missing(), f.marks.missing())
}

// decided leaves out what was accepted, and marks what else was decided.
func (f *diffFlags) decided(cmd *cobra.Command, o *diff.Options) error {
	if f.decisions == "" {
		return nil
	}
	if _, err := os.Stat(f.decisions); err != nil {
		return exitWith(exitNothing, err)
	}
	set, notes, err := decide.Load(f.decisions)
	if err != nil {
		return exitWith(exitNothing, err)
	}
	for _, n := range notes {
		fmt.Fprintln(cmd.ErrOrStderr(), "dateline: "+n)
	}
	wanted := o.Keep
	o.Keep = func(x *diff.Change) bool {
		if !wanted(x) {
			return false
		}
		d, _ := set.Of(x.ID, x.Cluster)
		if d.Verdict == decide.Accept {
			f.accepted++
			return false
		}
		x.Verdict, x.Note = string(d.Verdict), d.Note
		if d.Value != nil {
			x.Right = *d.Value
		} else if d.Start != nil {
			x.Right = fmt.Sprintf("bytes %d to %d of the text", *d.Start, *d.End)
		}
		return true
	}
	return nil
}
