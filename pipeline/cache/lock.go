package cache

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

const (
	lockName   = "lock"   // is locked, and empty
	holderName = "holder" // who writes, for messages; not the lock itself, which Windows would not let others read
)

// lock takes the directory: alone for writing, with others for reading.
func lock(dir string, readOnly bool) (*flock.Flock, error) {
	path := filepath.Join(dir, lockName)
	var l *flock.Flock
	var ok bool
	var err error
	if readOnly {
		// Nobody has ever written where there is no lock file, or nobody can.
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		l = flock.New(path, flock.SetFlag(os.O_RDONLY), flock.SetPermissions(0o644))
		ok, err = l.TryRLock()
	} else {
		l = flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o644))
		ok, err = l.TryLock()
	}
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, fmt.Errorf("%s: %w%s", dir, ErrLocked, holder(dir, l))
	}
	if !readOnly {
		// Only for messages: a failure here shows in the first real write.
		os.WriteFile(filepath.Join(dir, holderName), fmt.Appendf(nil, "%d\n", os.Getpid()), 0o644)
	}
	return l, nil
}

// holder names the process that writes, as far as it is known. Where a shared lock
// can be had it is readers who keep a writer out, and the file is an old one.
func holder(dir string, l *flock.Flock) string {
	if ok, err := l.TryRLock(); ok || err != nil {
		l.Unlock()
		return ""
	}
	b, err := os.ReadFile(filepath.Join(dir, holderName))
	if err != nil {
		return ""
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil || pid <= 0 {
		return ""
	}
	return fmt.Sprintf(" (process %d)", pid)
}

// fsync brings a file onto the disk. Tests replace it.
var fsync = (*os.File).Sync

// syncDir makes new and removed names of a directory last.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" { // cannot, and need not
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return fsync(d)
}

func (s *Store) unlock() {
	if !s.options.ReadOnly {
		os.Remove(filepath.Join(s.dir, holderName))
	}
	s.lock.Unlock()
}
