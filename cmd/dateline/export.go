package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/pipeline/export"
)

func newExport() *cobra.Command {
	var format, out string
	var columns bool
	names := make([]string, len(export.Formats))
	for i, f := range export.Formats {
		names[i] = string(f)
	}
	cmd := &cobra.Command{
		Use:   "export DATASET --format FORMAT -o PATH",
		Short: "Write a dataset in the formats of other programs",
		Long: `Export reads a dataset directory (dateline run makes one) and writes it as

  parquet  a directory with documents, events, quotes and actors: nested, typed, zstd
  csv tsv  the same tables, flat: lists stand in one cell, with "; " between their members
  sqlite   one file: tables, indexes, full-text search over articles and quotations, and
           views (dyads: who did what to whom; happenings; statements; months)
  gdelt    events.csv (a row a happening) and mentions.csv with the columns of GDELT 2.0
  plover   events.jsonl with the fields of POLECAT, an event a line
  ftm      entities.ftm.json: the actors as FollowTheMoney entities

The output depends on the dataset alone. A file appears under its name when it is complete. The
tables are held against the digests in the manifest: a damaged one is an error. With "-o -",
plover and ftm are written to standard output, as they come.
--columns prints the columns of the tables with their meaning, as Markdown.`,
		Example: `  dateline export dataset --format sqlite -o news.sqlite
  sqlite3 news.sqlite "SELECT date, source, target FROM dyads WHERE type = 'CONSULT'"`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case columns && len(args) > 0:
				return errors.New("--columns takes no dataset")
			case !columns && len(args) != 1:
				return errors.New("export takes one dataset directory")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if columns {
				return printColumns(cmd.OutOrStdout())
			}
			if !slices.Contains(names, format) {
				return exitWith(exitUsage, fmt.Errorf("--format is one of %s, not %q", strings.Join(names, ", "), format))
			}
			if out == "" {
				return exitWith(exitUsage, errors.New("export needs -o PATH"))
			}
			write := func() error { return export.Run(cmd.Context(), args[0], export.Format(format), out) }
			if out == "-" {
				if !export.Format(format).IsStream() {
					return exitWith(exitUsage, fmt.Errorf("-o -: %s cannot be written to standard output; give a path", format))
				}
				write = func() error {
					w := bufio.NewWriter(cmd.OutOrStdout())
					err := export.Stream(cmd.Context(), args[0], export.Format(format), w)
					if e := w.Flush(); err == nil {
						err = e
					}
					return err
				}
			}
			if err := write(); err != nil {
				if cmd.Context().Err() != nil {
					return exitWith(exitInterrupted, errors.New("interrupted"))
				}
				return exitWith(exitNothing, err)
			}
			return nil
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&format, "format", "", strings.Join(names, ", "))
	fl.StringVarP(&out, "output", "o", "", "the file, for sqlite, or the directory to write; - is standard output")
	fl.BoolVar(&columns, "columns", false, "print the columns of the flat tables and stop")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// printColumns writes the dictionary of columns.
func printColumns(to io.Writer) error {
	w := bufio.NewWriter(to)
	table := ""
	for _, c := range export.Columns() {
		if c.Table != table {
			if table != "" {
				fmt.Fprintln(w)
			}
			table = c.Table
			fmt.Fprintf(w, "| %s | | |\n|---|---|---|\n", table)
		}
		typ := c.Type
		if c.List {
			typ = "list of " + typ
		}
		fmt.Fprintf(w, "| `%s` | %s | %s |\n", c.Name, typ, c.Meaning)
	}
	return w.Flush()
}
