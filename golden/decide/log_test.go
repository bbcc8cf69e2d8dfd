package decide

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

func openLog(t *testing.T, path string) *Log {
	t.Helper()
	l, err := OpenLog(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// TestDiskFull holds that a write that fails half way leaves nothing behind, wherever it fails, and that the
// review goes on when there is room again.
func TestDiskFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "decisions.jsonl")
	l := openLog(t, path)
	other := openLog(t, path)
	if err := l.Add(Decision{ID: "first", Verdict: Accept, Time: at(1)}); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	for most := range 30 {
		l.put = func(p []byte) (int, error) {
			n, _ := l.file.Write(p[:most])
			return n, syscall.ENOSPC
		}
		if err := l.Add(Decision{ID: "lost", Verdict: Accept, Time: at(2)}); !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), path) {
			t.Fatal(err)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Fatalf("%d bytes could be written: the file is now %q", most, after)
		}
	}
	if _, ok := l.Set.Of("lost", ""); ok {
		t.Error("what is not on the disk is decided")
	}
	if err := other.Add(Decision{ID: "other", Verdict: Reject, Time: at(3)}); err != nil {
		t.Fatal(err)
	}
	l.put = l.file.Write
	if err := l.Add(Decision{ID: "again", Verdict: Accept, Time: at(4)}); err != nil {
		t.Fatal(err)
	}
	if s, notes, err := Load(path); err != nil || len(notes) > 0 || s.Len() != 3 || l.Set.Len() != 3 {
		t.Errorf("%d of 3 decisions, here %d, %q, %v", s.Len(), l.Set.Len(), notes, err)
	}
}

// TestTornByAnother holds that the line of a process that was killed while it wrote is cut off by the next writer
// that has the file open already, and is told.
func TestTornByAnother(t *testing.T) {
	for _, torn := range []string{"{", `{"id":"b","verdict":"accept"`, `{"id":"b","verdict":"ac` + "\u00f8", "\n{", `{"id":"b","verdict":"accept","time":"2021-06-14T09:30:00Z"}`} {
		path := filepath.Join(t.TempDir(), "decisions.jsonl")
		one, two := openLog(t, path), openLog(t, path)
		if err := one.Add(Decision{ID: "a", Verdict: Accept, Time: at(1)}); err != nil {
			t.Fatal(err)
		}
		if _, err := one.file.WriteString(torn); err != nil {
			t.Fatal(err)
		}
		whole := strings.HasSuffix(torn, "}")
		if err := two.Add(Decision{ID: "c", Verdict: Reject, Time: at(3)}); err != nil {
			t.Fatal(err)
		}
		if (len(two.Notes) == 1) == whole {
			t.Errorf("%q: notes %q", torn, two.Notes)
		}
		if err := one.Add(Decision{ID: "d", Verdict: Reject, Time: at(4)}); err != nil {
			t.Fatal(err)
		}
		want := 3
		if whole {
			want = 4
		}
		if s, notes, err := Load(path); err != nil || len(notes) > 0 || s.Len() != want {
			t.Errorf("%q: %d decisions, %q, %v", torn, s.Len(), notes, err)
		}
	}
}

// TestTornInTheMiddle holds that a torn line that another one stands behind is an error with its place, for all who
// read, and that nothing is cut off or added there.
func TestTornInTheMiddle(t *testing.T) {
	path := filepath.Join(t.TempDir(), "decisions.jsonl")
	l := openLog(t, path)
	for n := range 2 {
		if err := l.Add(Decision{ID: fmt.Sprint(n), Verdict: Accept, Time: at(n)}); err != nil {
			t.Fatal(err)
		}
	}
	// As by an editor, or a program that takes no lock.
	if _, err := l.file.WriteString(`{"id":"b","ver{"id":"c","verdict":"accept"}` + "\n" + `{"id":"d"`); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	_, refreshed := l.Refresh()
	_, _, loaded := Load(path)
	_, opened := OpenLog(path)
	for what, err := range map[string]error{"add": l.Add(Decision{ID: "e", Verdict: Accept}), "refresh": refreshed, "load": loaded, "open": opened} {
		if err == nil || !strings.Contains(err.Error(), path+": line 3: ") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Errorf("the file is now %q", after)
	}
}

// TestRefresh holds that two who have the file open learn of each other's decisions, once, and that of two decisions
// about one change the one that is written last counts, whatever the clocks say.
func TestRefresh(t *testing.T) {
	path := filepath.Join(t.TempDir(), "decisions.jsonl")
	one, two := openLog(t, path), openLog(t, path)
	add := func(l *Log, id string, v Verdict, second int) {
		t.Helper()
		if err := l.Add(Decision{ID: id, Verdict: v, Time: at(second)}); err != nil {
			t.Fatal(err)
		}
	}
	news := func(l *Log, want ...string) {
		t.Helper()
		if got, err := l.Refresh(); err != nil || !slices.Equal(got, want) {
			t.Errorf("news %q, want %q; %v", got, want, err)
		}
	}
	add(one, "a", Accept, 50)
	add(one, "b", Accept, 51)
	news(one)
	news(two, "a", "b")
	news(two)
	add(two, "a", Reject, 10) // its clock is late
	add(one, "c", Accept, 52)
	news(one, "a")
	news(two, "c")
	for _, l := range []*Log{one, two} {
		if d, _ := l.Set.Of("a", ""); d.Verdict != Reject {
			t.Errorf("%+v counts", d)
		}
	}
	if err := os.Truncate(path, 3); err != nil {
		t.Fatal(err)
	}
	if _, err := one.Refresh(); err == nil || !strings.Contains(err.Error(), "has become shorter") {
		t.Error(err)
	}
}

// TestProcesses lets processes add to one file at the same time, each of which opens it again and again and
// tears a line in between, as if it had been killed.
func TestProcesses(t *testing.T) {
	const each = 12
	if path := os.Getenv("DATELINE_TEST_DECISIONS"); path != "" {
		for n := range each {
			l := openLog(t, path)
			if err := l.Add(Decision{ID: fmt.Sprintf("%s-%d", os.Getenv("DATELINE_TEST_NAME"), n), Verdict: Accept}); err != nil {
				t.Fatal(err)
			}
			// A torn line can only come from who holds the lock.
			if err := l.alone(func() error {
				if err := l.catchUp(); err != nil {
					return err
				}
				_, err := l.file.WriteString(`{"id":"torn","ver`)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			l.Close()
		}
		return
	}
	path := filepath.Join(t.TempDir(), "decisions.jsonl")
	var running []*exec.Cmd
	var said []*bytes.Buffer
	for n := range 3 {
		c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestProcesses$")
		c.Env = append(os.Environ(), "DATELINE_TEST_DECISIONS="+path, fmt.Sprint("DATELINE_TEST_NAME=", n))
		said = append(said, &bytes.Buffer{})
		c.Stdout, c.Stderr = said[n], said[n]
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		running = append(running, c)
	}
	for n, c := range running {
		if err := c.Wait(); err != nil {
			t.Errorf("%v\n%s", err, said[n])
		}
	}
	l := openLog(t, path)
	if len(l.Notes) != 1 || l.Set.Len() != 3*each {
		t.Errorf("%d of %d decisions, notes %q", l.Set.Len(), 3*each, l.Notes)
	}
}

// TestLoadBesideAWriter holds that who reads while others write and repair sees whole lines only, and never fewer than before.
func TestLoadBesideAWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "decisions.jsonl")
	l := openLog(t, path)
	// A line comes in two pieces, as a large one may.
	l.put = func(b []byte) (int, error) {
		n, err := l.file.Write(b[:len(b)/2])
		time.Sleep(time.Millisecond)
		if err == nil {
			var more int
			more, err = l.file.Write(b[len(b)/2:])
			n += more
		}
		return n, err
	}
	const lines = 150
	written := make(chan error, 1)
	go func() {
		for n := range lines {
			err := l.Add(Decision{ID: fmt.Sprint(n), Verdict: Accept, Note: strings.Repeat("ø", n%97)})
			if err == nil && n%3 == 0 { // a line is torn, and cut off again
				err = l.alone(func() error {
					if _, err := l.file.WriteString(`{"id":"torn","note":"` + strings.Repeat("x", 5000)); err != nil {
						return err
					}
					time.Sleep(time.Millisecond)
					return l.file.Truncate(l.end)
				})
			}
			if err != nil {
				written <- err
				return
			}
		}
		written <- nil
	}()
	last, loads := 0, 0
	for done := false; !done; loads++ {
		select {
		case err := <-written:
			if err != nil {
				t.Fatal(err)
			}
			done = true
		default:
		}
		s, notes, err := Load(path)
		if err != nil || len(notes) > 0 || s.Len() < last {
			t.Fatalf("load %d: %d decisions after %d, notes %q, %v", loads, s.Len(), last, notes, err)
		}
		last = s.Len()
	}
	if last != lines || loads < 3 {
		t.Errorf("%d of %d decisions in %d loads", last, lines, loads)
	}
}

// TestLoadOfAFileThatMayOnlyBeRead holds that reading needs no right to write, in a folder or a file.
func TestLoadOfAFileThatMayOnlyBeRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "decisions.jsonl")
	l := openLog(t, path)
	if err := l.Add(Decision{ID: "a", Verdict: Accept}); err != nil {
		t.Fatal(err)
	}
	for name, mode := range map[string]os.FileMode{path: 0o444, dir: 0o555} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
	if s, notes, err := Load(path); err != nil || len(notes) > 0 || s.Len() != 1 {
		t.Error(s, notes, err)
	}
}
