package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/extract/article"
	"dateline/extract/syntax"
	"dateline/pipeline"
)

// mapFlags are the flags of every command that runs the stages.
type mapFlags struct {
	boilerplate string
	engine      string
	layers      string
	jobs        int
	timeout     time.Duration
	maxBytes    int64
	progress    string
}

func (f *mapFlags) register(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringVar(&f.boilerplate, "boilerplate", "auto", "what to strip: auto, strip (bolder on plain text) or keep (nothing)")
	fl.StringVar(&f.engine, "engine", syntax.DefaultEngine, "language engine: "+syntax.DefaultEngine+", or prose, the baseline")
	fl.StringVar(&f.layers, "layers", "", "layers of the records, comma-separated (default all but tokens, dropped, origin)")
	fl.IntVar(&f.jobs, "jobs", 0, "workers (default one a processor)")
	fl.DurationVar(&f.timeout, "doc-timeout", time.Minute, "time that one document may take; 0 for no limit")
	fl.Int64Var(&f.maxBytes, "max-doc-bytes", read.DefaultMaxBytes, "size that one document may have")
	fl.StringVar(&f.progress, "progress", "auto", "progress on stderr: none, plain (a line every ten seconds) or auto (one line that is rewritten, on a terminal; elsewhere plain, for runs of more than ten seconds)")
}

// config turns the flags into a pipeline configuration.
func (f *mapFlags) config(cmd *cobra.Command, paths []string) (pipeline.Config, error) {
	c := pipeline.Config{Engine: f.engine, Jobs: f.jobs, DocTimeout: f.timeout, MaxDocBytes: f.maxBytes, Stdin: cmd.InOrStdin()}
	mode, err := article.ParseMode(f.boilerplate)
	if err != nil {
		return c, exitWith(exitUsage, fmt.Errorf("--boilerplate: %w", err))
	}
	c.Boilerplate = mode
	if f.layers != "" {
		if c.Layers, err = corpus.ParseLayers(f.layers); err != nil {
			return c, exitWith(exitUsage, fmt.Errorf("--layers: %w", err))
		}
	}
	if f.jobs < 0 {
		return c, exitWith(exitUsage, fmt.Errorf("--jobs: %d is negative", f.jobs))
	}
	if f.maxBytes <= 0 {
		return c, exitWith(exitUsage, fmt.Errorf("--max-doc-bytes: %d is not positive", f.maxBytes))
	}
	style := pipeline.ProgressPlain
	switch f.progress {
	case "none":
		return c, nil
	case "plain":
	case "auto":
		style = pipeline.ProgressQuiet
		if isTerminal(cmd.ErrOrStderr()) {
			style = pipeline.ProgressLine
		}
	default:
		return c, exitWith(exitUsage, fmt.Errorf("--progress: %q is none of none, plain, auto", f.progress))
	}
	c.Progress = pipeline.NewProgress(cmd.ErrOrStderr(), style, read.Size(paths))
	return c, nil
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
