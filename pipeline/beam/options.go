package beam

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"time"

	"dateline"
	"dateline/corpus"
	"dateline/extract/article"
	"dateline/normalize/actors"
	"dateline/pipeline"
)

// Options are what a run depends on. They travel to the workers as JSON, so that files are named and
// not held; every worker checks that they are those of the launcher.
type Options struct {
	Boilerplate  string        // "" is auto
	Engine       string        // "" is the default
	Layers       string        // "" is the default
	MaxDocBytes  int64         // 0 is the default
	MaxTextBytes int64         // 0 is the default
	DocTimeout   time.Duration // 0 is none
	Actors       string        // file of actors of the user's own
	Sites        string        // file of lines that repeat across sites

	Output     string // directory of the shards
	Shards     int    // of each of the large tables; 0 means 10
	ShareBytes int64  // of a file that one worker works on; 0 means DefaultShare
	TempDir    string // of a worker, for what is spilled; "" is that of its system
	Version    string // of the program, for the manifest

	// The configuration and the stages as the launcher sees them; Build sets them.
	Want   pipeline.ManifestConfig
	Stages map[string]pipeline.StageDigests
}

// DefaultShare is how many bytes of a file, as they lie on the disk, one worker works on: 128 MiB.
const DefaultShare = 128 << 20

func (o *Options) shards() int {
	if o.Shards <= 0 {
		return 10
	}
	return o.Shards
}

// config reads the files that are named.
func (o *Options) config(ctx context.Context) (pipeline.Config, error) {
	c := pipeline.Config{Parts: dateline.Parts, Engine: o.Engine, MaxDocBytes: o.MaxDocBytes, MaxTextBytes: o.MaxTextBytes, DocTimeout: o.DocTimeout}
	var err error
	if o.Boilerplate != "" {
		if c.Boilerplate, err = article.ParseMode(o.Boilerplate); err != nil {
			return c, fmt.Errorf("beam: boilerplate: %w", err)
		}
	}
	if o.Layers != "" {
		if c.Layers, err = corpus.ParseLayers(o.Layers); err != nil {
			return c, fmt.Errorf("beam: layers: %w", err)
		}
	}
	if o.Actors != "" {
		err = o.local(ctx, o.Actors, func(path string) error {
			file, err := actors.ReadFile(path)
			if err == nil {
				c.Actors, err = actors.Default().With(file)
			}
			return err
		})
	}
	if err == nil && o.Sites != "" {
		err = o.local(ctx, o.Sites, func(path string) error {
			c.Sites, err = article.OpenSites(path)
			return err
		})
	}
	if err != nil {
		return c, fmt.Errorf("beam: %w", err)
	}
	return c, nil
}

// local hands over a file as one of this machine.
func (o *Options) local(ctx context.Context, path string, use func(path string) error) error {
	if !remote(path) {
		return use(path)
	}
	in, err := open(ctx, path)
	if err != nil {
		return err
	}
	defer in.Close()
	dir, err := os.MkdirTemp(o.TempDir, "dateline-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, filepath.Base(path))
	out, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if e := out.Close(); err == nil {
		err = e
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return use(name)
}

// workers are those of this process, by their options: models and tables are read once.
var workers sync.Map

// worker is the worker of these options.
func (o *Options) worker(ctx context.Context) (*pipeline.Worker, error) {
	key, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	make, _ := workers.LoadOrStore(string(key), sync.OnceValues(func() (*pipeline.Worker, error) {
		c, err := o.config(ctx)
		if err != nil {
			return nil, err
		}
		w, err := pipeline.NewWorker(c)
		if err == nil && !reflect.DeepEqual(w.Config(), o.Want) {
			err = fmt.Errorf("beam: a worker has other actors, sites or stages than the launcher: %+v, want %+v", w.Config(), o.Want)
		}
		return w, err
	}))
	return make.(func() (*pipeline.Worker, error))()
}
