package write

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestFileIsSeenOnlyWhenComplete(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jsonl")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(f, "new")
	if got, _ := os.ReadFile(path); string(got) != "old" {
		t.Errorf("before Commit the file reads %q", got)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	f.Abort()
	if got, _ := os.ReadFile(path); string(got) != "new" {
		t.Errorf("after Commit the file reads %q", got)
	}
	if f.Digest() != "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437" || f.Size() != 3 {
		t.Errorf("digest %s, size %d", f.Digest(), f.Size())
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	f, err := Create(filepath.Join(dir, "a"))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(f, "half")
	f.Abort()
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%s is left", left[0].Name())
	}
}

func TestLinksAndDevicesStay(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("target", link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{link, os.DevNull} {
		before, err := os.Lstat(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Create(path)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, "new")
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		if after, err := os.Lstat(path); err != nil || after.Mode().Type() != before.Mode().Type() {
			t.Errorf("%s was %v and is %v (%v)", path, before.Mode().Type(), after.Mode().Type(), err)
		}
	}
	if got, _ := os.ReadFile(target); string(got) != "new" {
		t.Errorf("the link's target reads %q", got)
	}
	if _, err := Create(dir); err == nil {
		t.Error("a directory was taken for a file")
	}
}

func TestCreateNamesThePath(t *testing.T) {
	if _, err := Create(filepath.Join(t.TempDir(), "none", "a")); err == nil {
		t.Error("a missing directory gives no error")
	}
}

func TestSweep(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b[1]"} {
		if _, err := Create(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, other := range []string{".a.tmp", ".aa.1.tmp", "a.1.tmp"} {
		if err := os.WriteFile(filepath.Join(dir, other), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := Sweep(dir, "a"); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 4 { // the other file's, and what is not of that form
		t.Errorf("%v is left, %v", left, err)
	}
	if err := Sweep(filepath.Join(dir, "none"), "a"); err == nil {
		t.Error("a missing directory gives no error")
	}
}
