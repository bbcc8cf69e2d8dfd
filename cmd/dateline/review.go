package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"dateline/golden/decide"
	"dateline/golden/diff"
	"dateline/golden/review"
)

// decisionsFile is where a review keeps its decisions unless told otherwise.
const decisionsFile = "decisions.jsonl"

func newReview() *cobra.Command {
	var (
		filter diffFlags
		path   string
		who    string
	)
	cmd := &cobra.Command{
		Use:   "review [flags] OLD NEW",
		Short: "Walk through the changes between two datasets and decide each, or all alike at once",
		Long: `Review shows the changes that "dateline diff" finds, those of the largest cluster first, and
takes one key a decision:

` + review.Help + `
Each decision is written to the file of --decisions before the next change is shown, so
that nothing is lost however the review ends; the next one goes on with what is left. The file
is only added to, and those of several people can be joined line by line. A decision
about a cluster holds for later changes that are alike, too.

Without a terminal, keys are read from stdin: a script can press them.`,
		Example: `  dateline review old new
  dateline review --layer events --class removed old new
  printf 'Ayq' | dateline review old new`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := filter.options(cmd)
			if err != nil {
				return err
			}
			o.Documents = true
			r, err := diff.Compare(cmd.Context(), args[0], args[1], o)
			if err != nil {
				return exitWith(exitNothing, err)
			}
			defer r.Close()
			return walk(cmd, r, path, who)
		},
	}
	filter.register(cmd)
	cmd.Flags().StringVar(&path, "decisions", decisionsFile, "file of decisions (made if it does not exist)")
	cmd.Flags().StringVar(&who, "who", "", "who decides (default: your login name)")
	return cmd
}

// walk reviews a result by keys.
func walk(cmd *cobra.Command, r *diff.Result, path, who string) error {
	log, err := decide.OpenLog(path)
	if err != nil {
		return exitWith(exitNothing, err)
	}
	defer log.Close()
	for _, n := range log.Notes {
		fmt.Fprintln(cmd.ErrOrStderr(), "dateline: "+n)
	}
	if who == "" {
		if u, err := user.Current(); err == nil {
			who = u.Username
		}
	}
	s, err := review.New(r, log, review.Options{Who: who})
	if err != nil {
		return exitWith(exitNothing, err)
	}
	out := cmd.OutOrStdout()
	in, tty := cmd.InOrStdin().(*os.File)
	tty = tty && term.IsTerminal(int(in.Fd())) && isTerminal(out)
	if tty {
		state, err := term.MakeRaw(int(in.Fd()))
		if err != nil {
			return exitWith(exitNothing, err)
		}
		defer term.Restore(int(in.Fd()), state)
		out = returns{out}
	}
	k := review.NewKeys(s, out)
	k.Live = tty
	k.Color = tty && os.Getenv("NO_COLOR") == ""
	keys := bufio.NewReader(cmd.InOrStdin())
	err = k.Screen()
	for err == nil && !k.Done() {
		var key rune
		key, _, err = keys.ReadRune()
		if errors.Is(err, io.EOF) {
			err = k.Press('q')
			if err == nil {
				err = k.Screen()
			}
			break
		}
		if err == nil {
			err = k.Press(key)
		}
		// Of a line from a script, only the end is of interest.
		if err == nil && (tty || !k.Typing()) {
			err = k.Screen()
		}
	}
	if err != nil {
		return exitWith(exitNothing, err)
	}
	if s.Progress().Left > 0 {
		return exitWith(exitDiffers, nil)
	}
	return nil
}

// returns puts a carriage return before each line feed, which a raw terminal needs.
type returns struct{ w io.Writer }

func (r returns) Write(p []byte) (int, error) {
	from := 0
	for i, b := range p {
		if b == '\n' {
			if _, err := r.w.Write(p[from:i]); err != nil {
				return 0, err
			}
			if _, err := io.WriteString(r.w, "\r\n"); err != nil {
				return 0, err
			}
			from = i + 1
		}
	}
	if _, err := r.w.Write(p[from:]); err != nil {
		return 0, err
	}
	return len(p), nil
}
