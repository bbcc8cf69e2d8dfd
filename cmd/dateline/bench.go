package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/sourcegraph/conc/panics"
	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/corpus/sample"
	"dateline/extract"
	"dateline/pipeline"
)

func newBench() *cobra.Command {
	var (
		flags    mapFlags
		duration time.Duration
		asJSON   bool
	)
	cmd := &cobra.Command{
		Use:   "bench [flags] [PATH...]",
		Short: "Measure speed and memory on this machine",
		Long: `Bench runs the whole job over a dump several times, into temporary datasets that are
removed at the end, and prints what it took:

  on one core   words and documents per second of CPU time, with one worker
  in all        words and documents per second of wall time, with all workers
  stages        the share of each stage in the CPU time of the run with one worker
  machinery     the share of everything else: reading, queues, cache, reduce,
                encoding, writing, garbage collection
  second run    how many times faster it is when nothing has changed
  two workers   how many times faster they are than one
  memory        the peak of the process over all of this

Without PATH it measures the built-in sample articles, repeated as copies at other
addresses. All measurements together make a round; rounds are repeated until --duration
is over, and there is at least one. Words are tokens, with punctuation.

What the program loads once, at its first document, is not counted. Stages are timed
over the same documents in a pass of their own, on one thread. On Linux, both the run
and the stages are counted in CPU time; on other systems the stages are counted in wall
time, which is too much on a busy machine. The temporary datasets take some five times
the space of the texts, in the directory for temporary files ($TMPDIR).`,
		RunE: func(cmd *cobra.Command, paths []string) (err error) {
			if slices.Contains(paths, "-") {
				return exitWith(exitUsage, errors.New("bench reads its inputs several times, which stdin does not allow"))
			}
			b := &bench{cmd: cmd, flags: &flags, paths: paths}
			c, err := flags.config(cmd, paths)
			if err != nil {
				return err
			}
			finish, err := flags.observe(cmd, &c)
			if err != nil {
				return err
			}
			b.log = c.Log
			err = b.measure(duration)
			if e := finish(); err == nil {
				err = e
			}
			switch {
			case code(err) != exitFine:
				return err
			case cmd.Context().Err() != nil:
				return exitWith(exitInterrupted, errors.New("interrupted"))
			case err != nil:
				return exitWith(exitNothing, err)
			}
			if asJSON {
				e := json.NewEncoder(cmd.OutOrStdout())
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				err = e.Encode(b.figures())
			} else {
				err = b.figures().print(cmd.OutOrStdout())
			}
			if err != nil {
				return exitWith(exitNothing, err)
			}
			return outcome(cmd, nil, b.counts, b.counts.Refused)
		},
	}
	flags.register(cmd)
	cmd.Flags().DurationVar(&duration, "duration", 10*time.Second, "how long to measure")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the figures as JSON")
	return cmd
}

// bench is a measurement in the making. Sums are over all rounds.
type bench struct {
	cmd    *cobra.Command
	flags  *mapFlags
	log    *slog.Logger
	paths  []string
	temp   string
	copies int // of the sample; 0 where paths were given

	jobs   int // of the run with all workers
	rounds int
	counts pipeline.Counts // of one run
	bytes  int64
	words  int
	one    took // one worker
	again  took // one worker, nothing changed
	two    took // two workers, where there are as many processors
	all    took
	stages []stageTook
	phases [3]float64 // map, reduce and writing with one worker, seconds of wall time
	peak   int64
}

// took is what runs took, in seconds.
type took struct{ wall, cpu float64 }

func (t *took) add(o took) { t.wall += o.wall; t.cpu += o.cpu }

type stageTook struct {
	name    string
	seconds float64
}

// measure runs rounds until the time is over.
func (b *bench) measure(duration time.Duration) (err error) {
	if b.temp, err = os.MkdirTemp("", "dateline-bench-"); err != nil {
		return err
	}
	defer func() {
		if e := os.RemoveAll(b.temp); err == nil {
			err = e
		}
	}()
	if b.jobs = cmp.Or(b.flags.jobs, runtime.GOMAXPROCS(0)); b.jobs < 1 {
		b.jobs = 1
	}
	paths := b.paths
	warm := filepath.Join(b.temp, "sample")
	if err := b.repeat(warm, 0, 1); err != nil {
		return err
	}
	// The first run loads what is loaded once. The second says what a run takes.
	b.paths = []string{warm}
	var trial took
	for range 2 {
		if trial, _, err = b.run(1, true); err != nil {
			return err
		}
	}
	if len(paths) == 0 {
		// A round takes as long as some three runs with one worker.
		b.copies = min(max(int(duration.Seconds()/trial.wall/3), 1), 2000)
		if err := b.repeat(warm, 1, b.copies); err != nil {
			return err
		}
		paths = b.paths
	}
	b.paths = paths
	b.bytes = read.Size(paths)
	start := time.Now()
	for {
		before := time.Now()
		if err := b.round(); err != nil {
			return err
		}
		// Another round begins if more than half of it is within the time.
		if time.Since(start)+time.Since(before)/2 >= duration {
			return nil
		}
	}
}

// repeat writes copies of the sample articles, from number from to before number
// until, each at an address of its own.
func (b *bench) repeat(dir string, from, until int) error {
	for n := from; n < until; n++ {
		name := fmt.Sprintf("copy%d", n)
		to := filepath.Join(dir, name)
		if err := os.MkdirAll(to, 0o755); err != nil {
			return err
		}
		err := fs.WalkDir(sample.Articles, ".", func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := fs.ReadFile(sample.Articles, path)
			if err != nil {
				return err
			}
			data = bytes.ReplaceAll(data, []byte(".example/"), []byte("."+name+".example/"))
			data = bytes.ReplaceAll(data, []byte(`"id": "`), []byte(`"id": "`+name+"."))
			return os.WriteFile(filepath.Join(to, path), data, 0o644)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// round takes each measurement once.
func (b *bench) round() error {
	if err := b.timeStages(); err != nil {
		return err
	}
	t, out, err := b.run(1, true)
	if err != nil {
		return err
	}
	if out.Work.Documents == 0 {
		if err := outcome(b.cmd, nil, out.Manifest.Counts, out.Errors); err != nil {
			return err
		}
		return exitWith(exitNothing, errors.New("there is nothing to measure"))
	}
	b.rounds++
	b.counts, b.words = out.Manifest.Counts, out.Work.Words
	b.one.add(t)
	for i, s := range []float64{out.Report.Seconds.Map, out.Report.Seconds.Reduce, out.Report.Seconds.Write} {
		b.phases[i] += s
	}
	if t, out, err = b.run(1, false); err != nil {
		return err
	}
	if !out.Unchanged {
		return errors.New("bench: the second run found something changed: are the inputs being written?")
	}
	b.again.add(t)
	if runtime.GOMAXPROCS(0) > 1 {
		if t, _, err = b.run(2, true); err != nil {
			return err
		}
		b.two.add(t)
	}
	switch {
	case b.jobs == 1:
		b.all = b.one
	case b.jobs == 2 && b.two.wall > 0:
		b.all = b.two
	default:
		if t, _, err = b.run(b.jobs, true); err != nil {
			return err
		}
		b.all.add(t)
	}
	return nil
}

// run runs the whole job, afresh or over what the run before it left.
func (b *bench) run(jobs int, fresh bool) (t took, out pipeline.Outcome, err error) {
	c, err := b.flags.config(b.cmd, b.paths)
	if err != nil {
		return t, out, err
	}
	c.Jobs, c.Fresh, c.Log = jobs, fresh, b.log
	if b.bytes == 0 {
		c.Progress = nil // the first runs do not count
	}
	dir := filepath.Join(b.temp, "dataset")
	if fresh {
		if err := os.RemoveAll(dir); err != nil {
			return t, out, err
		}
	}
	runtime.GC() // no run pays for the garbage of the one before it
	wall, cpu := time.Now(), processClock()
	out, err = pipeline.Run(b.cmd.Context(), c, b.paths, dir, version())
	t = took{time.Since(wall).Seconds(), (processClock() - cpu).Seconds()}
	c.Progress.Done()
	b.peak = max(b.peak, out.Report.PeakMemory)
	return t, out, err
}

// timeStages runs the stages alone over all documents and adds up what each takes.
func (b *bench) timeStages() error {
	c, err := b.flags.config(b.cmd, b.paths)
	if err != nil {
		return err
	}
	chain, err := extract.Standard(extract.Options{Boilerplate: c.Boilerplate, Engine: c.Engine, Layers: cmp.Or(c.Layers, corpus.DefaultLayers), Actors: c.Actors})
	if err != nil {
		return err
	}
	if b.stages == nil {
		for _, name := range chain.Stages() {
			b.stages = append(b.stages, stageTook{name: name})
		}
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for it, err := range read.Open(b.paths, read.Options{MaxBytes: c.MaxDocBytes}) {
		if b.cmd.Context().Err() != nil {
			return b.cmd.Context().Err()
		}
		if err != nil {
			continue // the run reports it
		}
		panics.Try(func() { // a document that a run refuses costs what it costs
			d, err := it.Document()
			for _, section := range chain.Sections() {
				if err != nil || int64(len(d.Text)) > c.MaxTextBytes {
					break
				}
				last := threadClock()
				err = section.Apply(d, func(stage string, _ time.Duration) {
					now := threadClock()
					i := slices.IndexFunc(b.stages, func(s stageTook) bool { return s.name == stage })
					b.stages[i].seconds += (now - last).Seconds()
					last = now
				})
			}
		})
	}
	return nil
}

// benchFigures is what bench prints.
type benchFigures struct {
	Version    string  `json:"version"`
	Go         string  `json:"go"`
	System     string  `json:"system"`
	Processors int     `json:"processors"`
	Inputs     string  `json:"inputs"`
	Documents  int     `json:"documents"` // of a run
	Words      int     `json:"words"`
	Bytes      int64   `json:"input_bytes"`
	Rounds     int     `json:"rounds"`
	CPUTime    bool    `json:"cpu_time"` // one core, stages and the second run are in CPU time, not in wall time
	Busy       float64 `json:"processor_share,omitempty"`
	OneCore    struct {
		Seconds   float64 `json:"seconds"` // of a run, like all seconds below
		Words     float64 `json:"words_per_second"`
		Documents float64 `json:"documents_per_second"`
	} `json:"one_core"`
	All struct {
		Workers   int     `json:"workers"`
		Seconds   float64 `json:"seconds"`
		Words     float64 `json:"words_per_second"`
		Documents float64 `json:"documents_per_second"`
	} `json:"all"`
	Stages    []benchShare `json:"stages"`
	Machinery benchShare   `json:"machinery"`
	Phases    struct {
		Map    float64 `json:"map"`
		Reduce float64 `json:"reduce"`
		Write  float64 `json:"write"`
	} `json:"phase_wall_seconds"` // with one worker
	SecondRun struct {
		Seconds float64 `json:"seconds"`
		Times   float64 `json:"times_faster"`
	} `json:"second_run"`
	TwoWorkers *struct {
		Seconds float64 `json:"seconds"`
		Times   float64 `json:"times_faster"`
	} `json:"two_workers,omitempty"`
	PeakMemory int64 `json:"peak_memory_bytes,omitempty"`
}

type benchShare struct {
	Name    string  `json:"name,omitempty"`
	Seconds float64 `json:"seconds"`
	Share   float64 `json:"share"`
}

const (
	// busy is the share of a processor below which the one worker was held up.
	busy = 0.95
	// few is how many documents workers cannot share evenly: they get 32 at a time.
	few = 600
)

func (b *bench) figures() *benchFigures {
	n := float64(b.rounds)
	f := &benchFigures{
		Version: version(), Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH, Processors: runtime.GOMAXPROCS(0),
		Inputs: strings.Join(b.paths, " "), Documents: b.counts.Documents, Words: b.words, Bytes: b.bytes,
		Rounds: b.rounds, CPUTime: clocksCPU, PeakMemory: b.peak,
	}
	if b.copies > 0 {
		f.Inputs = fmt.Sprintf("%d × the sample articles", b.copies)
	}
	if share := b.one.cpu / b.one.wall; share < busy {
		f.Busy = share
	}
	words, documents := float64(b.words), float64(b.counts.Documents)
	f.OneCore.Seconds = b.one.cpu / n
	f.OneCore.Words, f.OneCore.Documents = words/f.OneCore.Seconds, documents/f.OneCore.Seconds
	f.All.Workers, f.All.Seconds = b.jobs, b.all.wall/n
	f.All.Words, f.All.Documents = words/f.All.Seconds, documents/f.All.Seconds
	rest := b.one.cpu
	for _, s := range b.stages {
		f.Stages = append(f.Stages, benchShare{s.name, s.seconds / n, s.seconds / b.one.cpu})
		rest -= s.seconds
	}
	f.Machinery = benchShare{"", rest / n, rest / b.one.cpu}
	f.Phases.Map, f.Phases.Reduce, f.Phases.Write = b.phases[0]/n, b.phases[1]/n, b.phases[2]/n
	f.SecondRun.Seconds, f.SecondRun.Times = b.again.cpu/n, b.one.cpu/b.again.cpu
	if b.two.wall > 0 {
		f.TwoWorkers = &struct {
			Seconds float64 `json:"seconds"`
			Times   float64 `json:"times_faster"`
		}{b.two.wall / n, b.one.wall / b.two.wall}
	}
	return f
}

func (f *benchFigures) print(to io.Writer) error {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	row := func(what, format string, with ...any) { fmt.Fprintf(w, what+"\t"+format+"\n", with...) }
	by := "CPU time"
	if !f.CPUTime {
		by = "wall time"
	}
	row("inputs", "%s: %d documents, %d words, %d bytes; measured %d ×", f.Inputs, f.Documents, f.Words, f.Bytes, f.Rounds)
	row("program", "dateline %s, %s, %s, %d processors", f.Version, f.Go, f.System, f.Processors)
	row("on one core", "%.0f words/s, %.1f documents/s, by %s", f.OneCore.Words, f.OneCore.Documents, by)
	row("in all", "%.0f words/s, %.1f documents/s, by wall time, %d workers", f.All.Words, f.All.Documents, f.All.Workers)
	for _, s := range f.Stages {
		row("stage "+s.Name, "%5.1f %%", 100*s.Share)
	}
	row("machinery", "%5.1f %%", 100*f.Machinery.Share)
	row("phases", "map %.2f s, reduce %.2f s, writing %.2f s, by wall time, 1 worker", f.Phases.Map, f.Phases.Reduce, f.Phases.Write)
	row("second run", "%.1f times faster with nothing changed, by %s", f.SecondRun.Times, by)
	if f.TwoWorkers != nil {
		row("two workers", "%.2f times faster than one, by wall time", f.TwoWorkers.Times)
	}
	if f.PeakMemory > 0 {
		row("memory", "%d MB at its peak", (f.PeakMemory+1<<19)>>20)
	}
	if f.Documents < few && f.Processors > 1 {
		row("note", "for a fair figure of several workers, measure longer, or over %d documents and more", few)
	}
	if f.Busy > 0 {
		row("note", "the machine was busy: one worker got %.2f of a processor, so wall times are too long, and shares are uncertain by many points", f.Busy)
	}
	return w.Flush()
}
