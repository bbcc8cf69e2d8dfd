// Package write puts datasets on disk. A [File] becomes visible under its name
// only when it is complete and flushed to the disk: it is written under a
// temporary name in the same directory, synchronised, and renamed. A run that
// fails or is killed leaves the old file as it was.
package write

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// File is a file being written.
type File struct {
	path string
	temp *os.File // written under its own name where direct is set
	// direct: a pipe or a device has no name to be given later and nothing to keep whole.
	direct bool
	buf    *bufio.Writer
	sum    hash.Hash
	n      int64
}

// Create starts a file. The directory must exist. Until [File.Commit], nothing
// is seen under path. A symbolic link is followed, so that it stays one; what is
// no regular file (a pipe, /dev/null) is written to at once.
func Create(path string) (*File, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		if info.IsDir() {
			return nil, fmt.Errorf("write %s: is a directory", path)
		}
		out, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", path, err)
		}
		return &File{path: path, temp: out, direct: true, buf: bufio.NewWriterSize(out, 1<<18), sum: sha256.New()}, nil
	}
	if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("write %s: there is no directory %s: %w", path, filepath.Dir(path), fs.ErrNotExist)
	}
	temp, err := os.CreateTemp(filepath.Dir(path), temporary(path))
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", path, err)
	}
	return &File{path: path, temp: temp, buf: bufio.NewWriterSize(temp, 1<<18), sum: sha256.New()}, nil
}

// temporary is the pattern of the names that a file has while it is written.
func temporary(path string) string { return "." + filepath.Base(path) + ".*.tmp" }

// Sweep removes what killed processes have left of a file in dir. Nobody may be
// writing it.
func Sweep(dir, name string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("write %s: %w", dir, err)
	}
	for _, e := range entries {
		if ok, _ := filepath.Match(temporary(name), e.Name()); ok {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil && !os.IsNotExist(err) {
				return fmt.Errorf("write: %w", err)
			}
		}
	}
	return nil
}

// Write adds bytes.
func (f *File) Write(p []byte) (int, error) {
	n, err := f.buf.Write(p)
	f.sum.Write(p[:n])
	f.n += int64(n)
	if err != nil {
		return n, fmt.Errorf("write %s: %w", f.path, err)
	}
	return n, nil
}

// Flush writes everything to the disk, under the temporary name still. What can go
// wrong with writing goes wrong here and not in Commit.
func (f *File) Flush() error {
	err := f.buf.Flush()
	if err == nil && !f.direct {
		err = f.temp.Sync()
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.path, err)
	}
	return nil
}

// Commit flushes the file to the disk and gives it its name.
func (f *File) Commit() error {
	err := f.buf.Flush()
	if f.direct {
		if e := f.temp.Close(); err == nil {
			err = e
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", f.path, err)
		}
		return nil
	}
	if err == nil {
		err = f.temp.Chmod(0o644)
	}
	if err == nil {
		err = f.temp.Sync()
	}
	if e := f.temp.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.temp.Name(), f.path)
	}
	if err != nil {
		os.Remove(f.temp.Name())
		return fmt.Errorf("write %s: %w", f.path, err)
	}
	return nil
}

// Abort drops the file. It may be called after Commit, where it does nothing.
func (f *File) Abort() {
	if f.temp.Close() == nil && !f.direct {
		os.Remove(f.temp.Name())
	}
}

// Digest is the lower-case hex SHA-256 of what was written so far.
func (f *File) Digest() string { return hex.EncodeToString(f.sum.Sum(nil)) }

// Size is the number of bytes written so far.
func (f *File) Size() int64 { return f.n }

// SyncDir flushes a directory, so that renames in it survive a crash.
func SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // it has no such thing
	}
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("write %s: %w", dir, err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return fmt.Errorf("write %s: %w", dir, err)
	}
	return nil
}
