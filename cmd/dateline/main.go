// Command dateline turns dumps of news articles into datasets of structured
// events. Run "dateline help" for its commands.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"dateline/corpus/view"
)

// Exit codes of the record contract.
const (
	exitFine        = 0
	exitDiffers     = 1   // a check failed, or datasets differ
	exitUsage       = 2   // usage or configuration
	exitRefused     = 3   // done, but some inputs were refused
	exitNothing     = 4   // nothing could be read or written
	exitInterrupted = 130 // SIGINT
)

// exit is an error that carries an exit code. An empty message prints nothing.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

func exitWith(code int, err error) error { return &exit{code, err} }

func main() {
	paceGarbage()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main without the process: it returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	root := newRoot()
	if len(args) > 0 && args[0] == "query" {
		args = append([]string{"query"}, questions(args[1:])...)
	}
	root.SetArgs(args)
	root.SetIn(stdin)
	out := &standardOutput{w: stdout}
	root.SetOut(out)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if out.err != nil && (err == nil || code(err) != exitNothing && code(err) != exitInterrupted) {
		err = exitWith(exitNothing, fmt.Errorf("standard output: %w", out.err))
	}
	if err == nil {
		return exitFine
	}
	code := exitUsage // what cobra itself complains about is usage
	var coded *exit
	if errors.As(err, &coded) {
		code = coded.code
	}
	if msg := err.Error(); msg != "" {
		fmt.Fprintln(stderr, "dateline: "+view.Plain(msg))
	}
	if coded == nil {
		fmt.Fprintln(stderr, `Run "dateline help" for the commands and their flags.`)
	}
	return code
}

// standardOutput remembers that a write has failed, as on a full disk, so that no command can end well
// whose output is not whole.
type standardOutput struct {
	w   io.Writer
	err error
}

func (o *standardOutput) Write(p []byte) (int, error) {
	n, err := o.w.Write(p)
	if err != nil && o.err == nil {
		o.err = err
	}
	return n, err
}

// Fd makes it known as a terminal where it is one.
func (o *standardOutput) Fd() uintptr {
	if f, ok := o.w.(interface{ Fd() uintptr }); ok {
		return f.Fd()
	}
	return ^uintptr(0)
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "dateline",
		Short: "Turn dumps of news articles into datasets of structured events",
		Long: `Dateline reads dumps of news articles and writes a dataset of structured events:
who did or said what to whom, when and where, each traceable to the bytes it
came from.

Exit status: 0 all fine; 1 a check failed or datasets differ; 2 usage or
configuration; 3 done, but some inputs were refused; 4 nothing could be read or
written; 130 interrupted.`,
		Example: `  dateline run articles -o dataset           the whole job, from a dump to a dataset
  dateline show --timeline article.html      one article: its events by day
  dateline report dataset -o news.html       a page to look at
  dateline query dataset actor:NATO date:2021-06
  dateline export dataset --format sqlite -o news.sqlite`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },

		PersistentPreRunE: useSettings,
	}
	root.PersistentFlags().String(configFlag, "", "a file of settings (see dateline config)")
	root.AddCommand(newRun(), newMerge(), newAnnotate(), newCache(), newActors(), newSites(), newTeach(), newShow(), newExplain(), newExport(), newQuery(), newReport(), newDiff(), newReview(), newScore(), newGolden(), newSchema(), newVersion(), newBench(), newConfig(), newMan())
	return root
}
