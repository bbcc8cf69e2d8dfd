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
	"dateline/golden/review/web"
)

// decisionsFile is where a review keeps its decisions unless told otherwise.
const decisionsFile = "decisions.jsonl"

func newReview() *cobra.Command {
	var (
		filter diffFlags
		how    reviewFlags
	)
	cmd := &cobra.Command{
		Use:   "review [flags] OLD NEW",
		Short: "Walk through the changes between two datasets and decide each, or all alike at once",
		Long: `Review shows the changes that "dateline diff" finds, those of the largest cluster first, and
takes one key a decision:

` + review.HelpText() + `
Each decision is written to the file of --decisions before the next change is shown, so
that nothing is lost however the review ends; the next one goes on with what is left. The file
is only added to, and those of several people can be joined line by line. A decision
about a cluster holds for later changes that are alike, too.

Without a terminal, keys are read from stdin: a script can press them.

With --web the review is a page in a browser, with the same keys: the article on the left,
the list of changes with its filters on the right. The command prints the address of the page,
which is served on 127.0.0.1 only, and whose token nobody else knows; control-C or q on the page ends
it. Another review may use the same file of decisions meanwhile.`,
		Example: `  dateline review old new
  dateline review --layer events --class removed old new
  dateline review --web old new
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
			if err := filter.missing(); err != nil {
				return err
			}
			return how.walk(cmd, r)
		},
	}
	filter.register(cmd)
	how.register(cmd)
	cmd.Flags().StringVar(&how.path, "decisions", decisionsFile, "file of decisions (made if it does not exist)")
	return cmd
}

// reviewFlags say how changes are reviewed.
type reviewFlags struct {
	path string
	who  string
	web  bool
	port int
}

func (f *reviewFlags) register(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringVar(&f.who, "who", "", "who decides (default: your login name)")
	fl.BoolVar(&f.web, "web", false, "review in a browser: serve a page on 127.0.0.1 and print its address")
	fl.IntVar(&f.port, "port", 0, "port of --web (default: any that is free)")
}

// walk reviews a result by keys, or in a browser.
func (f *reviewFlags) walk(cmd *cobra.Command, r *diff.Result) error {
	if f.port < 0 || f.port > 65535 {
		return exitWith(exitUsage, fmt.Errorf("--port: %d is no port: 1 to 65535, or 0 for any that is free", f.port))
	}
	if cmd.Flags().Changed("port") && !f.web {
		return exitWith(exitUsage, errors.New("--port is of --web"))
	}
	log, err := decide.OpenLog(f.path)
	if err != nil {
		return exitWith(exitNothing, err)
	}
	defer log.Close()
	for _, n := range log.Notes {
		fmt.Fprintln(cmd.ErrOrStderr(), "dateline: "+n)
	}
	who := f.who
	if who == "" {
		if u, err := user.Current(); err == nil {
			who = u.Username
		}
	}
	s, err := review.New(r, log, review.Options{Who: who})
	if err != nil {
		return exitWith(exitNothing, err)
	}
	if f.web {
		err = serve(cmd, s, f.port)
	} else {
		err = press(cmd, s)
	}
	if err != nil {
		return exitWith(exitNothing, err)
	}
	if s.Progress().Left > 0 {
		return exitWith(exitDiffers, nil)
	}
	return nil
}

// serve reviews in a browser, until control-C or until somebody quits on the page.
func serve(cmd *cobra.Command, s *review.Session, port int) error {
	out := cmd.OutOrStdout()
	if s.Len() > 0 {
		server, err := web.Listen(s, web.Options{Port: port})
		if err != nil {
			return err
		}
		_, decisions := s.Who()
		fmt.Fprintln(out, server.Address())
		fmt.Fprintf(cmd.ErrOrStderr(), "dateline: open this address in a browser; control-C ends the review, and decisions are kept in %s\n", decisions)
		if err := server.Serve(cmd.Context()); err != nil {
			return err
		}
	}
	p := s.Progress()
	_, err := fmt.Fprintln(out, p.Words())
	return err
}

// press reviews by keys.
func press(cmd *cobra.Command, s *review.Session) error {
	out := cmd.OutOrStdout()
	in, tty := cmd.InOrStdin().(*os.File)
	tty = tty && term.IsTerminal(int(in.Fd())) && isTerminal(out)
	if tty {
		state, err := term.MakeRaw(int(in.Fd()))
		if err != nil {
			return err
		}
		defer term.Restore(int(in.Fd()), state)
		out = returns{out}
	}
	k := review.NewKeys(s, out)
	k.Live = tty
	k.Color = tty && os.Getenv("NO_COLOR") == ""
	keys := bufio.NewReader(cmd.InOrStdin())
	err := k.Screen()
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
	return err
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
