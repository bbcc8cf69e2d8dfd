package write

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
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

func TestSorter(t *testing.T) {
	var keys []string
	for i := range 2000 {
		keys = append(keys, fmt.Sprintf("%06d", i*i%1999))
	}
	want := slices.Sorted(slices.Values(keys))
	for _, memory := range []int{0, 5000, 1} {
		r := rand.New(rand.NewPCG(3, uint64(memory)))
		r.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		s := Sorter{Memory: memory}
		if memory == 1 {
			keys = keys[:100] // one run a line
			want = slices.Sorted(slices.Values(keys))
		}
		for _, k := range keys {
			if err := s.Add(k, []byte(k)); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		for line, err := range s.Lines() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, string(line))
		}
		if !slices.Equal(got, want) {
			t.Errorf("memory %d: %d lines out of order", memory, len(got))
		}
	}
}
