package decide

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/gofrs/flock"

	"dateline/corpus/write"
)

// patience is how long a lock is waited for. It is held for the time of one write.
const patience = 10 * time.Second

// Log is a file of decisions that is being added to. Others may add to the same file at the same
// time, each with a Log of their own. A Log is for one goroutine.
type Log struct {
	Set   *Set
	Notes []string // what was left out
	path  string
	file  *os.File
	lock  *flock.Flock
	end   int64    // of what is in the set
	line  int      // the number of the line there
	open  bool     // a whole decision stands before the end, but its line feed is missing
	news  []string // ids that others have decided, not yet told by Refresh
	put   func([]byte) (int, error)
}

// OpenLog opens a file of decisions, which is made if it does not exist. A torn line at its end
// is cut off.
func OpenLog(path string) (*Log, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("decide: %w", err)
	}
	// Decisions are read back, cut where one is torn, and kept: a pipe or a device can do none of these.
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		f.Close()
		return nil, fmt.Errorf("decide: %s: not a regular file", path)
	}
	l := &Log{Set: &Set{}, path: path, file: f, lock: lockOf(path), line: 1, put: f.Write}
	err = l.alone(func() error {
		if err := l.catchUp(); err != nil || l.end > 0 {
			return err
		}
		return write.SyncDir(filepath.Dir(path))
	})
	if err != nil {
		f.Close()
		return nil, err
	}
	l.news = nil
	return l, nil
}

// lockOf is the lock of a file of decisions: the file itself, so that nothing is left beside it. Windows
// would keep even readers from a file that is locked.
func lockOf(path string) *flock.Flock {
	if runtime.GOOS == "windows" {
		return flock.New(path+".lock", flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o644))
	}
	return flock.New(path, flock.SetFlag(os.O_RDWR))
}

// lockShared waits until no writer holds the lock of a file, and keeps writers out until unlock is called, which is nil where
// no lock is to be had: the file system knows none, or the lock may not be opened.
func lockShared(path string) (unlock func() error, err error) {
	lock := flock.New(path, flock.SetFlag(os.O_RDONLY))
	if runtime.GOOS == "windows" {
		lock = lockOf(path)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	switch _, err := lock.TryRLockContext(ctx, 2*time.Millisecond); {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, errLocked
	case err != nil:
		return nil, nil
	}
	return lock.Unlock, nil
}

var errLocked = errors.New("another process keeps the file locked")

var errGone = errors.New("the file was removed or replaced since the review began; start the review again")

// alone does something while no other process changes the file, and names the file in its error.
func (l *Log) alone(do func() error) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err := l.lock.TryLockContext(ctx, 2*time.Millisecond)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		err = errLocked
	case errors.Is(err, fs.ErrNotExist):
		err = errGone
	case err == nil:
		if err = l.still(); err == nil {
			err = do()
		}
		err = errors.Join(err, l.lock.Unlock())
	}
	if err != nil {
		return fmt.Errorf("decide: %s: %w", l.path, err)
	}
	return nil
}

// still reports whether the file is the one that stands under its name.
func (l *Log) still() error {
	here, err := os.Stat(l.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	open, failed := l.file.Stat()
	if failed != nil {
		return failed
	}
	if err != nil || !os.SameFile(here, open) {
		return errGone
	}
	return nil
}

// catchUp reads what others have added since, and mends the end of the file. It is called under the lock:
// whoever has torn a line then is not writing any more.
func (l *Log) catchUp() error {
	info, err := l.file.Stat()
	if err != nil {
		return err
	}
	size := info.Size()
	if size < l.end {
		return errors.New("the file has become shorter since the review began; start the review again")
	}
	if size == l.end {
		return nil
	}
	whole, next, err := read(io.NewSectionReader(l.file, l.end, size-l.end), l.line, func(d *Decision) {
		l.Set.Add(d)
		l.news = append(l.news, d.ID)
	})
	if err != nil {
		return err
	}
	l.end, l.line = l.end+whole, next
	if l.end < size {
		if err := l.file.Truncate(l.end); err != nil {
			return err
		}
		l.Notes = append(l.Notes, tornNote(l.path))
	}
	if whole == 0 {
		return nil
	}
	var last [1]byte
	if _, err := l.file.ReadAt(last[:], l.end-1); err != nil {
		return err
	}
	l.open = last[0] != '\n'
	return nil
}

// Refresh takes into account what others have added to the file, and returns the ids that they have
// decided since the last call. Where nothing was added it costs a look at the file's size.
func (l *Log) Refresh() ([]string, error) {
	info, err := os.Stat(l.path)
	if err != nil || info.Size() != l.end || l.still() != nil {
		err = l.alone(l.catchUp)
	}
	news := l.news
	l.news = nil
	return news, err
}

// Add writes a decision, and returns when it is on the disk. What others have added is taken into account
// first, and a time that is not behind that of all of them is moved there, so that what is written
// last counts. Where an error is returned, nothing was decided: what was written of a line is cut off
// again. A file that was removed or replaced since it was opened, as by git, is an
// error: what is written to it would be lost.
func (l *Log) Add(d Decision) error {
	if err := d.check(); err != nil {
		return fmt.Errorf("decide: %w", err)
	}
	return l.alone(func() error {
		if err := l.catchUp(); err != nil {
			return err
		}
		d.Time = d.Time.UTC()
		if latest := l.Set.Latest(); !d.Time.After(latest) {
			d.Time = latest.Add(time.Nanosecond)
		}
		line, err := d.line()
		if err != nil {
			return err
		}
		if l.open {
			line = append([]byte{'\n'}, line...)
		}
		_, err = l.put(line)
		if err == nil {
			err = l.file.Sync()
		}
		if err != nil {
			// Should this fail too, whoever writes next cuts the line off.
			if failed := l.file.Truncate(l.end); failed != nil {
				err = fmt.Errorf("%w; what was written of the decision is still there: %w", err, failed)
			}
			return err
		}
		l.end, l.line, l.open = l.end+int64(len(line)), l.line+bytes.Count(line, []byte{'\n'}), false
		l.Set.Add(&d)
		return nil
	})
}

// Path is the file's.
func (l *Log) Path() string { return l.path }

// Close closes the file.
func (l *Log) Close() error { return l.file.Close() }
