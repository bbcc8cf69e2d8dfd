package beam

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"dateline/corpus/read"
	"dateline/corpus/write"
	"dateline/pipeline"
)

// remote reports whether a path is one of Beam's file systems and not of the machine's.
func remote(path string) bool { return strings.Contains(path, "://") }

// open opens a file for reading.
func open(ctx context.Context, name string) (io.ReadCloser, error) {
	if !remote(name) {
		return os.Open(name)
	}
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return nil, err
	}
	in, err := fs.OpenRead(ctx, name)
	if err != nil {
		fs.Close()
		return nil, err
	}
	return &closing{in, fs}, nil
}

// closing closes a file and its file system.
type closing struct {
	io.ReadCloser
	fs filesystem.Interface
}

// Close closes both.
func (c *closing) Close() error { return errors.Join(c.ReadCloser.Close(), c.fs.Close()) }

// entries yields the files behind paths with their sizes, as [read.Entries] does. A path with a
// scheme is a pattern of its file system; what its files are called is relative to the last
// slash before the first wildcard.
func entries(ctx context.Context, paths []string) iter.Seq2[sized, error] {
	return func(yield func(sized, error) bool) {
		for _, p := range paths {
			if !remote(p) {
				for e, err := range read.Entries([]string{p}) {
					s := sized{Entry: e}
					if err == nil {
						if info, err := os.Stat(e.Path); err == nil {
							s.Size = info.Size()
						}
					}
					if !yield(s, err) {
						return
					}
				}
				continue
			}
			if !match(ctx, p, yield) {
				return
			}
		}
	}
}

// sized is a file with the number of its bytes, as they lie on the disk.
type sized struct {
	read.Entry
	Size int64
}

func match(ctx context.Context, pattern string, yield func(sized, error) bool) bool {
	refuse := func(reason string) bool {
		return yield(sized{}, &read.Error{Path: pattern, Reason: reason, Unopened: true})
	}
	fs, err := filesystem.New(ctx, pattern)
	if err != nil {
		return refuse(err.Error())
	}
	defer fs.Close()
	names, err := fs.List(ctx, pattern)
	if err != nil {
		return refuse(err.Error())
	}
	if len(names) == 0 {
		return refuse("no such file")
	}
	root, wild := pattern, false
	if i := strings.IndexAny(pattern, "*?["); i >= 0 {
		root, wild = pattern[:i], true
	}
	root = root[:strings.LastIndexByte(root, '/')+1]
	for _, name := range names {
		rel := strings.TrimPrefix(name, root)
		if wild && hidden(rel) {
			continue
		}
		size, err := fs.Size(ctx, name)
		if err != nil {
			if !yield(sized{}, &read.Error{Path: name, Reason: err.Error(), Unopened: true}) {
				return false
			}
			continue
		}
		if !yield(sized{read.Entry{Path: name, Rel: rel, Met: wild}, size}, nil) {
			return false
		}
	}
	return true
}

// hidden reports whether a part of a path begins with a dot.
func hidden(p string) bool { return strings.HasPrefix(p, ".") || strings.Contains(p, "/.") }

// file is a file being written, under a temporary name until it is whole.
type file interface {
	io.Writer
	Commit() error
	Abort()
	Digest() string
	Size() int64
}

// create starts a file of a directory.
func create(ctx context.Context, dir, name string) (file, error) {
	if !remote(dir) {
		return write.Create(filepath.Join(dir, name))
	}
	dir = strings.TrimSuffix(dir, "/")
	at := dir + "/" + name
	fs, err := filesystem.New(ctx, at)
	if err != nil {
		return nil, err
	}
	// Another attempt at the same bundle may be under way.
	temp := fmt.Sprintf("%s/.%s.%s.tmp", dir, name, rand.Text())
	out, err := fs.OpenWrite(ctx, temp)
	if err != nil {
		fs.Close()
		return nil, fmt.Errorf("write %s: %w", at, err)
	}
	return &object{ctx: ctx, fs: fs, out: out, at: at, temp: temp, sum: sha256.New()}, nil
}

// object is a file of one of Beam's file systems.
type object struct {
	ctx      context.Context
	fs       filesystem.Interface
	out      io.WriteCloser // nil: done
	at, temp string
	sum      hash.Hash
	n        int64
}

// Write adds bytes.
func (o *object) Write(p []byte) (int, error) {
	n, err := o.out.Write(p)
	o.sum.Write(p[:n])
	o.n += int64(n)
	if err != nil {
		return n, fmt.Errorf("write %s: %w", o.at, err)
	}
	return n, nil
}

// Commit gives the file its name.
func (o *object) Commit() error {
	err := o.out.Close()
	o.out = nil
	if err == nil {
		err = filesystem.Rename(o.ctx, o.fs, o.temp, o.at)
	}
	if err = errors.Join(err, o.fs.Close()); err != nil {
		return fmt.Errorf("write %s: %w", o.at, err)
	}
	return nil
}

// Abort drops the file. It may be called after Commit, where it does nothing.
func (o *object) Abort() {
	if o.out == nil {
		return
	}
	o.out.Close()
	o.out = nil
	if fs, ok := o.fs.(filesystem.Remover); ok {
		fs.Remove(o.ctx, o.temp)
	}
	o.fs.Close()
}

// Digest is the lower-case hex SHA-256 of what was written so far.
func (o *object) Digest() string { return hex.EncodeToString(o.sum.Sum(nil)) }

// Size is the number of bytes written so far.
func (o *object) Size() int64 { return o.n }

// makeOutput makes the output directory, and takes the manifest of an earlier run out of it.
func makeOutput(ctx context.Context, dir string) error {
	if !remote(dir) {
		return pipeline.MakeDirectory(dir)
	}
	at := strings.TrimSuffix(dir, "/") + "/" + pipeline.ManifestFile
	fs, err := filesystem.New(ctx, at)
	if err != nil {
		return err
	}
	defer fs.Close()
	names, err := fs.List(ctx, at)
	if err != nil || len(names) == 0 {
		return err
	}
	rm, ok := fs.(filesystem.Remover)
	if !ok {
		return fmt.Errorf("beam: %s is there already", at)
	}
	return rm.Remove(ctx, at)
}
