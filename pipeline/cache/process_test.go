package cache

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// The tests of this file start the test program again as another process, with its
// part in this variable.
const partVariable = "DATELINE_CACHE_TEST"

func TestMain(m *testing.M) {
	// The tests end processes, never the machine, so they need not wait for the disk.
	fsync = func(*os.File) error { return nil }
	part, dir, _ := strings.Cut(os.Getenv(partVariable), ":")
	switch part {
	case "":
		os.Exit(m.Run())
	case "hold":
		hold(dir)
	case "write":
		writeUntilKilled(dir)
	case "full":
		writeToFullDisk(dir)
	}
}

func child(t *testing.T, part, dir string) (*exec.Cmd, io.Reader) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program)
	c.Env = append(os.Environ(), partVariable+"="+part+":"+dir)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	return c, out
}

// hold opens a store until its input ends.
func hold(dir string) {
	s, err := Open(dir, Options{})
	if err == nil {
		err = s.Put(key(1), 0, []byte("held"))
	}
	fmt.Println("open", err)
	time.Sleep(time.Minute)
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	c, out := child(t, "hold", dir)
	defer c.Wait()
	defer c.Process.Kill()
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "open <nil>\n" {
		t.Fatal(line, err)
	}
	for _, readOnly := range []bool{false, true} {
		s, err := Open(dir, Options{ReadOnly: readOnly})
		if !errors.Is(err, ErrLocked) {
			t.Fatal(s, err)
		}
		for _, want := range []string{dir, fmt.Sprintf("process %d", c.Process.Pid)} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%q lacks %q", err, want)
			}
		}
	}
	// The lock ends with the process, however it ends.
	c.Process.Kill()
	c.Wait()
	s := mustOpen(t, dir, Options{})
	mustPut(t, s, key(2), 0, nil)
}

// step is what the writing process does, one after another, the same in every run.
func step(i int) (k Key, v []byte) {
	size := i * 7919 % 900
	if i%211 == 0 {
		size += bufferBytes // not through the buffer
	}
	return key(i * 31 % 701), value(i, size)
}

// stale says whether a prune behind a step drops a key.
func stale(k Key) bool { return k[0]%8 == 0 }

func nextPrune(i int) bool { return i%1000 == 999 }

var killed = Options{SegmentBytes: 512 << 10, IndexMemory: 8 << 10}

// writeUntilKilled says what is safe on its output.
func writeUntilKilled(dir string) {
	s, err := Open(dir, killed)
	if err != nil {
		fmt.Println("failed", err)
		return
	}
	b, _, err := s.Get(KeyOf([]byte("steps")), nil)
	i := 0
	fmt.Sscan(string(b), &i)
	fmt.Println("start", i)
	for ; err == nil; i++ {
		k, v := step(i)
		if err = s.Put(k, Kind(i%3), v); err != nil {
			break
		}
		if nextPrune(i) {
			fmt.Println("prune", i)
			var keep []Key
			for j := range 701 {
				if k := key(j); !stale(k) {
					keep = append(keep, k)
				}
			}
			keep = append(keep, KeyOf([]byte("steps")))
			_, err = s.Prune(keepOnly(keep...))
			if err == nil {
				err = s.Put(KeyOf([]byte("steps")), 9, fmt.Append(nil, i+1))
			}
			if err == nil {
				err = s.Sync()
			}
			fmt.Println("pruned", i)
		} else if i%50 == 0 {
			// The count is behind what it counts in the log, so it never says too much.
			if err = s.Put(KeyOf([]byte("steps")), 9, fmt.Append(nil, i+1)); err == nil {
				err = s.Sync()
			}
			fmt.Println("safe", i)
		}
	}
	fmt.Println("failed", err)
}

// TestKill ends a writing process at any moment, with kill -9 where there is such a
// thing, and looks at what it leaves.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	for range 2 * *rounds {
		c, out := child(t, "write", dir)
		time.AfterFunc(time.Duration(random.IntN(250)+50)*time.Millisecond, func() { c.Process.Kill() })
		said, _ := io.ReadAll(out)
		c.Wait()
		safe := -1  // all puts up to here are there
		prune := -1 // the last prune that began
		lines := bytes.Split(said, []byte("\n"))
		for _, line := range lines[:len(lines)-1] { // whole lines
			var what string
			var i int
			if fmt.Sscan(string(line), &what, &i); what == "failed" {
				t.Fatalf("%s", line)
			}
			switch what {
			case "start":
				safe = i - 1
			case "safe", "pruned":
				safe = i
			case "prune":
				prune = i
			}
		}
		s := mustOpen(t, dir, killed)
		mustVerify(t, s)
		st := s.Stats()
		if st.Damaged > 0 {
			t.Fatalf("%+v", st)
		}
		// Each key has the value of its last safe step or of a later one.
		last := map[Key]int{}
		for i := max(0, safe-701); i <= safe; i++ {
			k, _ := step(i)
			last[k] = i
		}
		for k, i := range last {
			v, ok := get(t, s, k)
			if !ok && stale(k) {
				continue // gone with a prune before or after
			}
			found := false
			for j := i; ok && !found && j < safe+20000; j += 701 {
				_, want := step(j)
				found = v == string(want)
			}
			if !found {
				t.Fatalf("key of step %d: %v, %d bytes; safe %d, prune %d", i, ok, len(v), safe, prune)
			}
		}
		mustClose(t, s)
		t.Logf("%d steps safe, %d bytes cut, %d segments, %d dead bytes", safe+1, st.Cut, st.Segments, st.Dead)
	}
}
