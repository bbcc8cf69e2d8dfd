// Command dateline-beam does what "dateline run" does as an Apache Beam pipeline. See docs/cluster.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/core/runtime/exec/optimized"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/gcs"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/dataflow"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/flink"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/spark"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal"

	"dateline"
	"dateline/pipeline"
	pipe "dateline/pipeline/beam"
)

// The exit codes of dateline.
const (
	exitFine        = 0
	exitUsage       = 2
	exitRefused     = 3
	exitNothing     = 4
	exitInterrupted = 130
)

const usage = `Usage: dateline-beam -output DIR [flags] PATH...
       dateline-beam join SHARDS DIR

Does what "dateline run" does as an Apache Beam pipeline, and writes its tables in shards. "join"
merges the shards into the dataset that "dateline run" writes, byte for byte.

Flags:
`

func main() {
	var o pipe.Options
	flag.StringVar(&o.Output, "output", "", "directory of the shards; all workers must see it (a mounted file system, gs://, s3://)")
	flag.IntVar(&o.Shards, "shards", 10, "shards of each of the tables of documents, events, quotations and actors")
	flag.Int64Var(&o.ShareBytes, "share-bytes", pipe.DefaultShare, "how many bytes of one file a worker works on; the whole file is read for each share")
	flag.StringVar(&o.Boilerplate, "boilerplate", "auto", "what to strip: auto, strip or keep")
	flag.StringVar(&o.Engine, "engine", "", "language engine, as --engine of dateline run")
	flag.StringVar(&o.Layers, "layers", "", "layers of the records, comma-separated (default all but tokens, dropped, origin)")
	flag.DurationVar(&o.DocTimeout, "doc-timeout", time.Minute, "time that one document may take; 0 for no limit")
	flag.Int64Var(&o.MaxDocBytes, "max-doc-bytes", 0, "size that one record may have (default 16 MiB)")
	flag.Int64Var(&o.MaxTextBytes, "max-text-bytes", 0, "size that the text of one document may have (default 4 MiB)")
	flag.StringVar(&o.Actors, "actors", "", "a file of actors of your own; all workers must see it")
	flag.StringVar(&o.Sites, "sites", "", "a file of lines that repeat across sites; all workers must see it")
	flag.StringVar(&o.TempDir, "spill-dir", "", "directory of the workers for temporary files (default that of the system)")
	flag.Usage = func() {
		fmt.Fprint(flag.CommandLine.Output(), usage)
		flag.PrintDefaults()
	}
	flag.Parse()
	beam.Init() // a worker does not come back from here
	o.Version = dateline.Release
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	code, err := do(ctx, o, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "dateline-beam: "+err.Error())
	}
	os.Exit(code)
}

func do(ctx context.Context, o pipe.Options, args []string) (int, error) {
	if len(args) > 0 && args[0] == "join" {
		if len(args) != 3 {
			return exitUsage, errors.New("join needs the directory of the shards and that of the dataset")
		}
		man, err := pipeline.Join(ctx, args[1], args[2])
		if err != nil {
			return exitNothing, err
		}
		return outcome(os.Stdout, args[2], man.Counts)
	}
	if o.Output == "" || len(args) == 0 {
		return exitUsage, errors.New("paths and -output are needed; -help says more")
	}
	p := beam.NewPipeline()
	if _, err := pipe.Build(ctx, p, o, args); err != nil {
		return exitUsage, err
	}
	runner := *runners.Runner
	if runner == "" {
		runner = "prism"
	}
	if _, err := beam.Run(ctx, runner, p); err != nil {
		if ctx.Err() != nil {
			return exitInterrupted, errors.New("interrupted")
		}
		return exitNothing, err
	}
	if *jobopts.Async {
		fmt.Println("submitted")
		return exitFine, nil
	}
	man, err := pipe.Manifest(ctx, o.Output)
	if err != nil {
		return exitNothing, err
	}
	return outcome(os.Stdout, o.Output, man.Counts)
}

func outcome(w io.Writer, dir string, n pipeline.Counts) (int, error) {
	fmt.Fprintf(w, "%s: %d documents, %d events, %d quotations, %d actors, %d copies\n", dir, n.Documents, n.Events, n.Quotes, n.Actors, n.Copies)
	switch {
	case n.Refused > 0 && n.Documents == 0:
		return exitNothing, fmt.Errorf("nothing could be read; %d inputs were refused, see the table of errors", n.Refused)
	case n.Refused > 0:
		fmt.Fprintf(w, "%d inputs were refused: see the table of errors\n", n.Refused)
		return exitRefused, nil
	}
	return exitFine, nil
}
