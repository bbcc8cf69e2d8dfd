package pipeline

import (
	"fmt"
	"io"
	"iter"
	"log/slog"
	"time"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/extract/article"
	"dateline/normalize/actors"
)

// Config is everything that a run depends on besides its inputs. Fields above
// the line change the output and stand in the manifest; those below do not.
type Config struct {
	Boilerplate  article.Mode
	Sites        *article.Sites // lines that repeat across sites; nil: none
	Engine       string         // "" is syntax.DefaultEngine
	Layers       corpus.Layers  // 0 is corpus.DefaultLayers
	MaxDocBytes  int64          // larger records are refused; 0 is read.DefaultMaxBytes
	MaxTextBytes int64          // documents with a longer text are refused; 0 is DefaultMaxText
	Actors       *actors.Base   // knowledge base of actors; nil is actors.Default()
	Shard        Shard          // the part of the inputs to work on
	// ---
	Jobs       int
	DocTimeout time.Duration
	Stdin      io.Reader
	// Version is a digest of the code behind a package, given by import path; see
	// dateline.Version. nil: everything is tied to the running executable.
	Version func(pkg string) string
	// Parts are digests of the code, the tables and the weights behind packages, for the manifest; see
	// dateline.Parts. nil: the manifest does not say.
	Parts    func(pkgs ...string) (code, tables, weights string)
	CacheDir string       // of Run; "" is the directory .dateline/cache of the dataset
	Fresh    bool         // nothing that the cache holds is used
	TempDir  string       // for what is spilled; "" is that of the system, for Run the dataset's
	Progress *Progress    // nil: none
	Log      *slog.Logger // nil: none

	read   func(n int)         // counts bytes; nil: Progress does
	passed func(reason string) // counts records that are no documents; nil: nobody does
	sites  string              // digest of the sites file behind texts that a merge takes as they are
}

// DefaultMaxText is how long a text may be, in bytes, unless a Config says
// otherwise: 4 MiB, some seven hundred thousand words. Its layers take about
// a hundred times as much memory.
const DefaultMaxText = 4 << 20

func (c Config) layers() corpus.Layers {
	if c.Layers == 0 {
		return corpus.DefaultLayers
	}
	return c.Layers
}

// with is the configuration with all that changes the output as a manifest has it,
// but for the actors file, which the caller must have given. Texts are not made again,
// so a digest of the sites file is enough.
func (c Config) with(m ManifestConfig) (Config, error) {
	var err error
	if c.Boilerplate, err = article.ParseMode(m.Boilerplate); err != nil {
		return c, fmt.Errorf("pipeline: %w", err)
	}
	if c.Layers, err = corpus.ParseLayers(m.Layers); err != nil {
		return c, fmt.Errorf("pipeline: %w", err)
	}
	c.Engine, c.MaxDocBytes, c.MaxTextBytes = m.Engine, m.MaxDocBytes, m.MaxTextBytes
	c.Sites, c.sites = nil, m.Sites
	return c, nil
}

// actorsDigest is a digest of what the user's actors file changes, or empty.
func (c Config) actorsDigest() string {
	if c.Actors != nil && len(c.Actors.Contributions()) > 0 {
		return fmt.Sprintf("%016x", c.Actors.Digest())
	}
	return ""
}

// sitesDigest is a digest of what the user's sites file changes, or empty.
func (c Config) sitesDigest() string {
	if c.Sites == nil {
		return c.sites
	}
	if c.Boilerplate == article.Keep {
		return "" // nothing is dropped
	}
	return c.Sites.Digest()
}

func (c Config) open(paths []string, sum *inputsSum) iter.Seq2[*read.Item, error] {
	o := read.Options{MaxBytes: c.MaxDocBytes, Stdin: c.Stdin, Progress: c.read, Passed: c.passed}
	if o.Progress == nil {
		o.Progress = c.Progress.read
	}
	return c.Shard.of(read.Open(paths, o), sum)
}
