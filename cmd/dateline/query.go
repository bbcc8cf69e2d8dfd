package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"dateline/corpus/view"
	"dateline/pipeline/export"
	"dateline/pipeline/query"
)

func newQuery() *cobra.Command {
	var (
		format string
		limit  int
	)
	cmd := &cobra.Command{
		Use:   "query DATASET QUESTION...",
		Short: "Print the events that answer a question, with their sentences",
		Long: `Query prints the events of a dataset that fulfil all terms of a question. A term is
FIELD:VALUE, or a word of the sentence or headline; a minus before it turns it round; a
bar parts values of which one is enough; quotation marks hold words together.

  actor source target       a side: an id, or words of its name
  country                   country of a side, ISO 3166 alpha-3, or IGO
  type mode context realis  values of the event (STATEMENT only when asked for)
  how                       how its date is known: absolute, published, dateline, narrative, event
  date published            2021, 2021-06, 2021-06-17, or two of them: 2021-06..2021-08
  place                     words of the place, or its country's code
  document publisher id event quad confidence main text

The dataset's table is held against the digest in its manifest: if it is damaged, that is said
behind the last event, and the exit status is 4. An event is one report; those of one happening share the field "event".`,
		Example: `  dateline query dataset 'actor:NATO type:CONSULT date:2021-06'
  dateline query dataset NATO -type:CONSULT
  dateline query dataset 'country:RUS|UKR quad:4 -realis:denied confidence:0.7'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "jsonl" {
				return exitWith(exitUsage, fmt.Errorf("--format is text or jsonl, not %q", format))
			}
			question := strings.Join(args[1:], " ")
			q, err := query.Parse(question)
			if err != nil {
				meant := ""
				if bad := (*query.SyntaxError)(nil); errors.As(err, &bad) && bad.Known != nil {
					v := strings.ToLower(bad.Value)
					if bad.Known[0] == strings.ToUpper(bad.Known[0]) {
						v = strings.ToUpper(v)
					}
					meant = near(v, bad.Known)
				}
				return exitWith(exitUsage, fmt.Errorf("%q: %w%s", question, err, meant))
			}
			s, err := export.Open(args[0])
			if err != nil {
				return exitWith(exitNothing, err)
			}
			w := bufio.NewWriter(cmd.OutOrStdout())
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			n := 0
			for e, err := range q.Events(cmd.Context(), s) {
				if cmd.Context().Err() != nil {
					return exitWith(exitInterrupted, errors.New("interrupted"))
				}
				if err != nil {
					return exitWith(exitNothing, err)
				}
				if limit > 0 && n == limit {
					fmt.Fprintf(cmd.ErrOrStderr(), "more than %d events; --limit 0 prints all\n", limit)
					break
				}
				n++
				if format == "jsonl" {
					err = enc.Encode(e)
				} else {
					err = printEvent(w, e)
				}
				if err != nil {
					return exitWith(exitNothing, err)
				}
			}
			if err := w.Flush(); err != nil {
				return exitWith(exitNothing, err)
			}
			if n == 0 {
				fmt.Fprintln(cmd.ErrOrStderr(), "no event answers")
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, or jsonl: rows of the events table (see export --columns)")
	cmd.Flags().IntVar(&limit, "limit", 0, "print so many events at most; 0 for all")
	return cmd
}

// questions puts the terms of a question behind "--": the minus before a term is no flag's. Flags have two, but for -h.
func questions(args []string) []string {
	known := newQuery().Flags()
	var flags, terms []string
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			terms = append(terms, args[i+1:]...)
			i = len(args)
		case a == "-h":
			flags = append(flags, a)
		case strings.HasPrefix(a, "--"):
			flags = append(flags, a)
			if f := known.Lookup(a[2:]); f != nil && f.NoOptDefVal == "" && i+1 < len(args) {
				i++
				flags = append(flags, args[i])
			}
		default:
			terms = append(terms, a)
		}
	}
	return append(append(flags, "--"), terms...)
}

// printEvent writes an event in three lines: what, the sentence, where it stands.
func printEvent(w io.Writer, e *export.Event) error {
	what := e.Type
	if e.Mode != "" {
		what += "/" + e.Mode
	}
	if e.Realis != "actual" {
		what += " (" + e.Realis + ")"
	}
	sides := parties(e.Sources)
	if len(e.Targets) > 0 {
		sides += " → " + parties(e.Targets)
	}
	if e.Place != nil {
		sides += ", " + e.Place.Name
	}
	at := e.URL
	if at == "" {
		at = e.Document
	}
	_, err := fmt.Fprintf(w, "%-10s %s: %s\n           %s\n           %s\n", view.Plain(e.Date), view.Plain(what), view.PlainLine(sides), view.Plain(e.Sentence), view.Plain(at))
	return err
}

func parties(ps []export.Party) string {
	if len(ps) == 0 {
		return "?"
	}
	names := make([]string, len(ps))
	for i := range ps {
		names[i] = ps[i].Name
	}
	return strings.Join(names, ", ")
}
