package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"dateline/normalize/actors"
)

func newActors() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "actors",
		Short: "Resolve, match and list actors",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newActorsResolve(), newActorsMatch(), newActorsList())
	return cmd
}

func newActorsResolve() *cobra.Command {
	return &cobra.Command{
		Use:   "resolve [FILE]",
		Short: "Give one actor id to all spellings of a name",
		Long: `Resolve reads one name a line and prints {"name","actor","why"} for each, in input
order. All names of the input are told apart or joined together.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var names []string
			err := eachLine(cmd, args, func(line []byte) error {
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
			for _, r := range actors.Resolve(names) {
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
}

func newActorsMatch() *cobra.Command {
	return &cobra.Command{
		Use:   "match [FILE]",
		Short: "Say whether two names are one actor",
		Long: `Match reads {"id","name1","name2","schema"} a line and prints {"id","score","why"};
0.7 and above means the same actor. Schema is Person, Organization or the like, or empty.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			w := bufio.NewWriter(cmd.OutOrStdout())
			err := eachLine(cmd, args, func(line []byte) error {
				var pair struct{ ID, Name1, Name2, Schema string }
				if err := json.Unmarshal(line, &pair); err != nil {
					return err
				}
				score, why := actors.Match(pair.Name1, pair.Name2, pair.Schema)
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
}

func newActorsList() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the actors of the knowledge base",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			w := bufio.NewWriter(cmd.OutOrStdout())
			for _, a := range actors.Default().List() {
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", a.ID, a.Type, a.Name, a.Country, a.Sector, strings.Join(a.Aliases, "|"))
			}
			return w.Flush()
		},
	}
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
