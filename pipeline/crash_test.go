package pipeline

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A run of its own process, which the tests below kill: with these variables set, the
// test binary does one run and ends.
const (
	crashInput  = "DATELINE_TEST_RUN_INPUT"
	crashOutput = "DATELINE_TEST_RUN_OUTPUT"
)

func TestMain(m *testing.M) {
	if in := os.Getenv(crashInput); in != "" {
		limitFiles()
		_, err := Run(context.Background(), Config{Jobs: 2}, []string{in}, os.Getenv(crashOutput), "test")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(t *testing.T, in, out string, env ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(append(os.Environ(), crashInput+"="+in, crashOutput+"="+out), env...)
	cmd.Stderr = &strings.Builder{}
	return cmd
}

// big is a dump that takes long enough to be killed in the middle.
func big(t *testing.T, records int) string {
	t.Helper()
	e := &edits{random: rand.New(rand.NewPCG(11, 9)), dir: t.TempDir(), lines: make([][]string, 2)}
	for i := range records {
		f := i % 2
		e.lines[f] = append(e.lines[f], fmt.Sprintf(`{"id":"doc-%d","published":"2014-03-01","text":"%s %s %s"}`, i, e.sentence(), e.sentence(), e.sentence()))
	}
	e.write(t)
	return e.dir
}

// TestKilledRunsGoOn kills runs at random moments. Whatever is seen in between is
// whole, and the run that gets to its end gives what an undisturbed one gives.
func TestKilledRunsGoOn(t *testing.T) {
	dir := big(t, 300)
	undisturbed := t.TempDir()
	start := time.Now()
	if err := child(t, dir, undisturbed).Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(start)
	want := files(t, undisturbed)

	random := rand.New(rand.NewPCG(3, 3))
	rounds := 2
	if testing.Short() {
		rounds = 1
	}
	killed := 0
	for round := range rounds {
		out := t.TempDir()
		for try := 0; ; try++ {
			cmd := child(t, dir, out)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			done := make(chan error, 1)
			go func() { done <- cmd.Wait() }()
			var after time.Duration = whole * 4
			if try < 4 {
				after = time.Duration(random.Int64N(int64(whole)))
			}
			var err error
			ended := false
			select {
			case err = <-done:
				ended = true
			case <-time.After(after):
				cmd.Process.Kill()
				<-done
				killed++
			}
			if ended && err != nil {
				t.Fatalf("round %d: %v\n%s", round, err, cmd.Stderr)
			}
			got := files(t, out)
			if got[ManifestFile] != "" {
				same(t, "after a kill", got, want)
			}
			if ended {
				same(t, "at the end", got, want)
				break
			}
		}
		if left, _ := filepath.Glob(filepath.Join(out, ".*.tmp")); len(left) > 0 {
			t.Errorf("%q is left", left)
		}
	}
	if killed == 0 {
		t.Error("no run was killed: the dump is too small")
	}
}

func TestTwoRunsIntoOneDirectory(t *testing.T) {
	dir, out := dump(t), t.TempDir()
	unlock, err := hold(out)
	if err != nil {
		t.Fatal(err)
	}
	for what, run := range map[string]func() error{
		"run":   func() error { _, err := Run(t.Context(), Config{}, []string{dir}, out, "test"); return err },
		"shard": func() error { _, err := RunShard(t.Context(), Config{}, []string{dir}, out, "test"); return err },
		"merge": func() error { _, err := Merge(t.Context(), Config{}, []string{dir}, out, "test"); return err },
	} {
		if err := run(); !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), out) {
			t.Errorf("%s: %v", what, err)
		}
	}
	unlock()
	if _, err := Run(t.Context(), Config{}, []string{dir}, out, "test"); err != nil {
		t.Error(err)
	}
}

// A cache that was cut or damaged costs work, never a byte.
func TestDamagedCache(t *testing.T) {
	dir, out := dump(t), t.TempDir()
	if _, err := Run(t.Context(), Config{}, []string{dir}, out, "test"); err != nil {
		t.Fatal(err)
	}
	want := files(t, out)
	random := rand.New(rand.NewPCG(1, 7))
	for range 6 { // the cache, and what else runs leave
		parts, err := filepath.Glob(filepath.Join(out, cacheDir, "*"))
		if err != nil || len(parts) == 0 {
			t.Fatal(parts, err)
		}
		path := parts[random.IntN(len(parts))]
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 0 {
			if random.IntN(2) == 0 {
				data = data[:random.IntN(len(data))]
			} else {
				for range 50 {
					data[random.IntN(len(data))] ^= byte(1 + random.IntN(255))
				}
			}
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		os.Remove(filepath.Join(out, ManifestFile)) // so that the tables are made again
		if _, err := Run(t.Context(), Config{}, []string{dir}, out, "test"); err != nil {
			t.Fatal(err)
		}
		same(t, "after damage to "+filepath.Base(path), files(t, out), want)
	}
}

// TestFullDisk gives a run files that may not grow beyond a size, as on a full disk.
func TestFullDisk(t *testing.T) {
	if !limitsFiles {
		t.Skip("this system cannot limit the size of files")
	}
	dir, out := big(t, 100), t.TempDir()
	if err := child(t, dir, out).Run(); err != nil {
		t.Fatal(err)
	}
	want := files(t, out)
	more := filepath.Join(dir, "more.jsonl")
	if err := os.WriteFile(more, []byte(`{"id":"one-more","text":"They met in Oslo."}`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, most := range []string{"1000", "50000"} {
		cmd := child(t, dir, out, crashLimit+"="+most)
		if err := cmd.Run(); err == nil {
			t.Fatalf("limit %s: no error", most)
		}
		said := cmd.Stderr.(*strings.Builder).String()
		if !strings.Contains(said, "file too large") || strings.Contains(said, "panic") || strings.Contains(said, "goroutine") {
			t.Errorf("limit %s: said %q", most, said)
		}
		if !maps.Equal(files(t, out), want) {
			t.Errorf("limit %s: the dataset changed", most)
		}
		if left, _ := filepath.Glob(filepath.Join(out, ".*.tmp")); len(left) > 0 {
			t.Errorf("limit %s: %q is left", most, left)
		}
	}
	if err := child(t, dir, out).Run(); err != nil {
		t.Fatal(err)
	}
	fresh := t.TempDir()
	if err := child(t, dir, fresh).Run(); err != nil {
		t.Fatal(err)
	}
	same(t, "after the disk had room again", files(t, out), files(t, fresh))
}

func TestUnwritableDirectory(t *testing.T) {
	if os.Getuid() == 0 {
		// Root may write anywhere; a file in the way stops even root.
		out := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(out, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Run(t.Context(), Config{}, []string{dump(t)}, out, "test"); err == nil || !strings.Contains(err.Error(), out) {
			t.Errorf("error %v", err)
		}
		return
	}
	out := t.TempDir()
	if err := os.Chmod(out, 0o555); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), Config{}, []string{dump(t)}, out, "test"); err == nil || !strings.Contains(err.Error(), out) {
		t.Errorf("error %v", err)
	}
}
