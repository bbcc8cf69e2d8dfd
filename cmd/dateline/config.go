package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"runtime/pprof"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"dateline"
	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/corpus/write"
	"dateline/extract/article"
	"dateline/extract/syntax"
	"dateline/pipeline"
)

// runFlags are the flags of every command that runs something over documents.
type runFlags struct {
	jobs int
	own  actorsFlag
}

func (f *runFlags) register(cmd *cobra.Command) {
	cmd.Flags().IntVar(&f.jobs, "jobs", 0, "workers (default one a processor)")
	f.own.register(cmd)
}

func (f *runFlags) config(cmd *cobra.Command) (pipeline.Config, error) {
	c := pipeline.Config{Jobs: f.jobs, Stdin: cmd.InOrStdin(), Version: dateline.Version, Parts: dateline.Parts}
	if f.jobs < 0 {
		return c, exitWith(exitUsage, fmt.Errorf("--jobs: %d is negative", f.jobs))
	}
	var err error
	c.Actors, err = f.own.own()
	return c, err
}

// mapFlags are the flags of every command that runs the stages.
type mapFlags struct {
	runFlags
	sites       sitesFlag
	boilerplate string
	engine      string
	layers      string
	timeout     time.Duration
	maxBytes    int64
	maxText     int64
	progress    string
	log         string
	cpuProfile  string
	memProfile  string
}

func (f *mapFlags) register(cmd *cobra.Command) {
	f.runFlags.register(cmd)
	f.sites.register(cmd)
	fl := cmd.Flags()
	fl.StringVar(&f.boilerplate, "boilerplate", "auto", "what to strip: auto, strip (bolder on plain text) or keep (nothing)")
	fl.StringVar(&f.engine, "engine", syntax.DefaultEngine, "language engine: "+syntax.DefaultEngine+", or prose, the baseline")
	fl.StringVar(&f.layers, "layers", "", "layers of the records, comma-separated (default all but tokens, dropped, origin)")
	fl.DurationVar(&f.timeout, "doc-timeout", time.Minute, "time that one document may take; 0 for no limit")
	fl.Int64Var(&f.maxBytes, "max-doc-bytes", read.DefaultMaxBytes, "size that one record may have, before and after its compression is undone")
	fl.Int64Var(&f.maxText, "max-text-bytes", pipeline.DefaultMaxText, "size that the text of one document may have; its layers take some hundred times as much memory")
	fl.StringVar(&f.progress, "progress", "auto", "progress on stderr: none, plain (a line every ten seconds) or auto (one line that is rewritten, on a terminal; elsewhere plain, for runs of more than ten seconds)")
	fl.StringVar(&f.log, "log", "", "write a log to this file, one JSON object a line (\"-\" is stderr)")
	fl.StringVar(&f.cpuProfile, "cpuprofile", "", "write a CPU profile to this file")
	fl.StringVar(&f.memProfile, "memprofile", "", "write a profile of the memory in use at the end to this file")
}

// config turns the flags into a pipeline configuration.
func (f *mapFlags) config(cmd *cobra.Command, paths []string) (pipeline.Config, error) {
	c, err := f.runFlags.config(cmd)
	if err != nil {
		return c, err
	}
	c.Engine, c.DocTimeout, c.MaxDocBytes, c.MaxTextBytes = f.engine, f.timeout, f.maxBytes, f.maxText
	mode, err := article.ParseMode(f.boilerplate)
	if err != nil {
		return c, exitWith(exitUsage, fmt.Errorf("--boilerplate: %w", err))
	}
	c.Boilerplate = mode
	if c.Sites, err = f.sites.own(); err != nil {
		return c, err
	}
	if f.layers != "" {
		if c.Layers, err = corpus.ParseLayers(f.layers); err != nil {
			return c, exitWith(exitUsage, fmt.Errorf("--layers: %w", err))
		}
	}
	for _, x := range []struct {
		flag  string
		value int64
	}{{"max-doc-bytes", f.maxBytes}, {"max-text-bytes", f.maxText}} {
		if x.value <= 0 {
			return c, exitWith(exitUsage, fmt.Errorf("--%s: %d is not positive", x.flag, x.value))
		}
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

// observe starts the log and the profiles that were asked for. The returned function
// ends them.
func (f *mapFlags) observe(cmd *cobra.Command, c *pipeline.Config) (func() error, error) {
	var ends []func() error
	end := func() error {
		var first error
		for _, e := range ends {
			if err := e(); err != nil && first == nil {
				first = exitWith(exitNothing, err)
			}
		}
		return first
	}
	refuse := func(err error) (func() error, error) {
		end()
		return nil, exitWith(exitNothing, err)
	}
	switch f.log {
	case "":
	case "-":
		c.Log = slog.New(slog.NewJSONHandler(cmd.ErrOrStderr(), nil))
	default:
		file, err := os.Create(f.log)
		if err != nil {
			return refuse(err)
		}
		ends = append(ends, file.Close)
		c.Log = slog.New(slog.NewJSONHandler(file, nil))
	}
	if f.cpuProfile != "" {
		file, err := os.Create(f.cpuProfile)
		if err == nil {
			err = pprof.StartCPUProfile(file)
		}
		if err != nil {
			return refuse(err)
		}
		ends = append(ends, func() error { pprof.StopCPUProfile(); return file.Close() })
	}
	if f.memProfile != "" {
		ends = append(ends, func() error { return writeHeap(f.memProfile) })
	}
	return end, nil
}

func writeHeap(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	runtime.GC()
	err = pprof.WriteHeapProfile(file)
	if e := file.Close(); err == nil {
		err = e
	}
	return err
}

// writeReport puts a report under its name when it is complete.
func writeReport(path string, r *pipeline.Report) error {
	data, err := r.JSON()
	if err != nil {
		return err
	}
	f, err := write.Create(path)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Abort()
		return err
	}
	return f.Commit()
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(int(f.Fd()))
}
