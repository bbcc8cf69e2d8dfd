package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"dateline/normalize/actors"
)

func newActors() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "actors",
		Short: "Resolve, match, list, merge and split actors, check a file of your own",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newActorsResolve(), newActorsMatch(), newActorsList(), newActorsWhy(), newActorsMerge(), newActorsSplit(), newActorsLint())
	return cmd
}

func newActorsResolve() *cobra.Command {
	var own actorsFlag
	cmd := &cobra.Command{
		Use:   "resolve [FILE]",
		Short: "Give one actor id to all spellings of a name",
		Long: `Resolve reads one name a line and prints {"name","actor","why"} for each, in input
order. All names of the input are told apart or joined together.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			base, err := own.base()
			if err != nil {
				return err
			}
			var names []string
			err = eachLine(cmd, args, func(line []byte) error {
				if !utf8.Valid(line) {
					return errors.New("not UTF-8")
				}
				names = append(names, string(line))
				return nil
			})
			if err != nil && len(names) == 0 {
				return err
			}
			w := bufio.NewWriter(cmd.OutOrStdout())
			for _, r := range base.Resolve(names) {
				if e := writeLine(w, struct {
					Name  string `json:"name"`
					Actor string `json:"actor"`
					Why   string `json:"why,omitempty"`
				}{r.Name, r.Actor, r.Why}); e != nil {
					return exitWith(exitNothing, e)
				}
			}
			if e := w.Flush(); e != nil {
				return exitWith(exitNothing, e)
			}
			return err
		},
	}
	own.register(cmd)
	return cmd
}

func newActorsMatch() *cobra.Command {
	var own actorsFlag
	cmd := &cobra.Command{
		Use:   "match [FILE]",
		Short: "Say whether two names are one actor",
		Long: `Match reads {"id","name1","name2","schema"} a line and prints {"id","score","why"};
0.7 and above means the same actor. Schema is Person, Organization or the like, or empty.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			base, err := own.base()
			if err != nil {
				return err
			}
			w := bufio.NewWriter(cmd.OutOrStdout())
			err = eachLine(cmd, args, func(line []byte) error {
				var pair struct{ ID, Name1, Name2, Schema string }
				if err := json.Unmarshal(line, &pair); err != nil {
					return err
				}
				score, why := base.Match(pair.Name1, pair.Name2, pair.Schema)
				return writeLine(w, struct {
					ID    string  `json:"id"`
					Score float64 `json:"score"`
					Why   string  `json:"why,omitempty"`
				}{pair.ID, score, why})
			})
			if e := w.Flush(); e != nil {
				return exitWith(exitNothing, e)
			}
			return err
		},
	}
	own.register(cmd)
	return cmd
}

func newActorsList() *cobra.Command {
	var own actorsFlag
	cmd := &cobra.Command{
		Use:   "list [DATASET]",
		Short: "List the actors of the knowledge base, or of a dataset",
		Long: `List prints a line for each actor of the knowledge base: id, type, name, country, sector,
other names. Of a dataset directory it prints id, type, name, country, sector, mentions,
documents, first and last day, and spellings with their counts, most mentions first.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			base, err := own.base()
			if err != nil {
				return err
			}
			w := bufio.NewWriter(cmd.OutOrStdout())
			if len(args) == 1 {
				t, err := openActors(args[0])
				if err != nil {
					return err
				}
				listActors(w, t)
				return w.Flush()
			}
			for _, a := range base.List() {
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", cell(a.ID), a.Type, cell(a.Name), a.Country, a.Sector, cells(a.Aliases))
			}
			return w.Flush()
		},
	}
	own.register(cmd)
	return cmd
}

func newActorsLint() *cobra.Command {
	return &cobra.Command{
		Use:   "lint FILE",
		Short: "Check a file of actors of your own",
		Long: `Lint prints every fault of a file for --actors, as FILE:LINE: column: what. The file is
a table with tabs between its columns, named in the first line:

  name     the only column that must be there
  aliases  other spellings, with | between them
  type     PERSON, ORG, GPE, …
  country  ISO 3166 alpha-3, or IGO
  sector   CAMEO sector: GOV, MIL, OPP, …
  id       your own id, or a Wikidata item; without one, the slug of the name
  nouns    common nouns that may mean it ("group"), with | between them
  roles    offices held, as role;country or body;from;until, with | between them
  apart    ids of built-in actors that it is not, whatever it is called

A row whose name or id is a built-in actor's adds to it and changes what it gives.
A file of FollowTheMoney entities (OpenSanctions) as JSON lines, or an actor dictionary of
PETRARCH, is taken too; what of it is left out, as two actors share a name, stands on stderr.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			faults := actors.Lint(args[0])
			for _, f := range faults {
				fmt.Fprintln(cmd.OutOrStdout(), f)
			}
			switch {
			case len(faults) == 1 && errors.Is(faults[0], os.ErrNotExist):
				return exitWith(exitNothing, nil)
			case len(faults) > 0:
				return exitWith(exitDiffers, nil)
			}
			file, err := actors.ReadFile(args[0])
			if err != nil {
				return exitWith(exitNothing, err)
			}
			base, err := actors.Default().With(file)
			if err != nil {
				return exitWith(exitNothing, err)
			}
			for _, n := range slices.Concat(file.Notes, base.Notes()) {
				fmt.Fprintln(cmd.ErrOrStderr(), n)
			}
			return nil
		},
	}
}

// actorsFlag is --actors.
type actorsFlag struct{ path string }

func (f *actorsFlag) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.path, "actors", "", "a file of actors of your own, laid over the built-in ones (see dateline actors lint)")
}

func (f *actorsFlag) base() (*actors.Base, error) {
	base, err := f.own()
	if base == nil && err == nil {
		base = actors.Default()
	}
	return base, err
}

// own is nil without a file.
func (f *actorsFlag) own() (*actors.Base, error) {
	if f.path == "" {
		return nil, nil
	}
	file, err := actors.ReadFile(f.path)
	var base *actors.Base
	if err == nil {
		base, err = actors.Default().With(file)
	}
	if err != nil {
		return nil, exitWith(exitUsage, fmt.Errorf("--actors: %w", err))
	}
	return base, nil
}

// eachLine calls f for every line of a file or stdin. A line that f refuses is
// reported as FILE:LINE and costs only itself; the error says that there were any.
func eachLine(cmd *cobra.Command, args []string, f func([]byte) error) error {
	name, in := "-", cmd.InOrStdin()
	if len(args) == 1 && args[0] != "-" {
		name = args[0]
		file, err := os.Open(name)
		if err != nil {
			return exitWith(exitNothing, err)
		}
		defer file.Close()
		in = file
	}
	r := bufio.NewReaderSize(in, 1<<16)
	refused := false
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r")); len(bytes.TrimSpace(line)) > 0 {
			if e := f(line); e != nil {
				fmt.Fprintf(cmd.ErrOrStderr(), "%s:%d: %v\n", name, n, e)
				refused = true
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return exitWith(exitNothing, fmt.Errorf("%s:%d: %w", name, n, err))
		}
	}
	if refused {
		return exitWith(exitRefused, nil)
	}
	return nil
}

func writeLine(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
