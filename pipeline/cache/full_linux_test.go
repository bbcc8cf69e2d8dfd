package cache

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// writeToFullDisk writes to files that may not become larger than 100,000 bytes.
func writeToFullDisk(dir string) {
	signal.Ignore(syscall.SIGXFSZ)
	const limit = 100_000
	free := func(n uint64) {
		var r syscall.Rlimit
		if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &r); err != nil {
			fmt.Println(err)
		}
		r.Cur = min(n, r.Max)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &r); err != nil {
			fmt.Println(err)
		}
	}
	say := func(what string, err error) {
		switch {
		case err == nil:
			fmt.Println(what, "fine")
		case strings.HasPrefix(err.Error(), "cache: write "+dir) && strings.HasSuffix(err.Error(), ": file too large"):
			fmt.Println(what, "full")
		default:
			fmt.Println(what, err)
		}
	}
	s, err := Open(dir, Options{})
	say("open", err)
	free(limit)
	say("large", s.Put(key(0), 0, value(0, 2<<20)))
	var failed []int
	for i := 1; i <= 300; i++ { // 16 kB each: through the buffer, which is written once a MiB
		if err := s.Put(key(i), 0, value(i, 16<<10)); err != nil {
			if len(failed) == 0 {
				say("put", err)
			}
			failed = append(failed, i)
		}
	}
	fmt.Println("failed", len(failed) > 200)
	say("sync", s.Sync())
	if info, err := os.Stat(s.tail.path); err != nil || info.Size() != s.tail.size {
		fmt.Println("a part of a record stays", info.Size(), s.tail.size, err)
	}
	check := func() {
		at := 0
		for i := range 301 {
			v, ok, err := s.Get(key(i), nil)
			bad := i == 0 || at < len(failed) && failed[at] == i
			if err != nil || ok == bad || ok && string(v) != string(value(i, 16<<10)) {
				fmt.Println("get", i, ok, err)
			}
			if i > 0 && bad {
				at++
			}
		}
	}
	check()
	say("verify", s.verifyQuiet())
	free(1 << 40)
	say("again", s.Put(key(failed[0]), 0, value(failed[0], 16<<10)))
	failed = failed[1:]
	say("sync again", s.Sync())
	check()
	free(limit)
	say("close", s.Close())
	free(1 << 40)
	s, err = Open(dir, Options{})
	say("open again", err)
	check()
	say("last", s.verifyQuiet())
	say("close", s.Close())

	// Room for the log, but not for the index.
	dir = filepath.Join(dir, "index")
	s, err = Open(dir, Options{IndexMemory: 1})
	say("open", err)
	free(8000)
	errors := 0
	for i := range 60 {
		if err := s.Put(key(i), 0, value(i, 10)); err != nil {
			if errors++; errors == 1 {
				say("put", err)
			}
		}
	}
	all := func() {
		for i := range 60 {
			if v, ok, err := s.Get(key(i), nil); err != nil || !ok || string(v) != string(value(i, 10)) {
				fmt.Println("get", i, ok, err)
			}
		}
	}
	fmt.Println("failed", errors > 1, errors < 30)
	all()
	say("close", s.Close())
	free(1 << 40)
	s, err = Open(dir, Options{IndexMemory: 1})
	say("open", err)
	all()
	say("last", s.verifyQuiet())
}

func (s *Store) verifyQuiet() error {
	n := 0
	if err := s.Verify(func(Damage) { n++ }); err != nil || n == 0 {
		return err
	}
	return fmt.Errorf("%d damaged places", n)
}

func TestFullDisk(t *testing.T) {
	c, out := child(t, "full", t.TempDir())
	said, err := io.ReadAll(out)
	if err == nil {
		err = c.Wait()
	}
	if err != nil {
		t.Fatal(err)
	}
	const want = "open fine\nlarge full\nput full\nfailed true\nsync full\nverify full\nagain fine\nsync again fine\nclose fine\nopen again fine\nlast fine\nclose fine\n" +
		"open fine\nput full\nfailed true true\nclose full\nopen fine\nlast fine\n"
	if string(said) != want {
		t.Errorf("%s\nwant\n%s", said, want)
	}
}
