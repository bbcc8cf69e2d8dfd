package decide

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func at(second int) time.Time { return time.Date(2021, 6, 14, 9, 30, second, 0, time.UTC) }

func TestLogKeepsDecisions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "decisions.jsonl")
	l, err := OpenLog(path)
	if err != nil {
		t.Fatal(err)
	}
	value := "2014-03-21"
	for _, d := range []Decision{
		{ID: "a", Verdict: Accept, Time: at(1)},
		{ID: "b", Verdict: Reject, Time: at(2)},
		{ID: "b", Verdict: Open, Time: at(3)},
		{ID: "k", Verdict: Accept, Cluster: true, Time: at(4)},
		{ID: "c", Verdict: Edit, Value: &value, Time: at(5), Note: "the day <before>"},
	} {
		if err := l.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Add(Decision{ID: "d", Verdict: "maybe"}); err == nil {
		t.Error("an unknown verdict was taken")
	}
	if err := l.Add(Decision{ID: "d", Verdict: Edit}); err == nil {
		t.Error("an edit to nothing was taken")
	}
	l.Close()
	s, notes, err := Load(path, filepath.Join(t.TempDir(), "none"))
	if err != nil || len(notes) > 0 {
		t.Fatal(notes, err)
	}
	for _, c := range []struct {
		change, cluster string
		want            Verdict
	}{{"a", "", Accept}, {"b", "", ""}, {"b", "k", Accept}, {"a", "k", Accept}, {"c", "k", Edit}, {"x", "y", ""}} {
		if d, ok := s.Of(c.change, c.cluster); d.Verdict != c.want || ok != (c.want != "") {
			t.Errorf("%s in %s: %q, want %q", c.change, c.cluster, d.Verdict, c.want)
		}
	}
	if d, _ := s.Of("c", ""); d.Value == nil || *d.Value != value || d.Note != "the day <before>" {
		t.Errorf("the edit reads %+v", d)
	}
	if s.Len() != 3 {
		t.Errorf("%d ids are decided", s.Len())
	}
}

// TestEveryTruncation cuts the file at each of its bytes, as a kill may: all whole lines
// before the cut hold, and the file can be added to.
func TestEveryTruncation(t *testing.T) {
	path := filepath.Join(t.TempDir(), "decisions.jsonl")
	l, err := OpenLog(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 4 {
		if err := l.Add(Decision{ID: fmt.Sprint(n), Verdict: Accept, Note: "ø", Time: at(n)}); err != nil {
			t.Fatal(err)
		}
	}
	l.Close()
	all, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(all) + 1 {
		if err := os.WriteFile(path, all[:cut], 0o644); err != nil {
			t.Fatal(err)
		}
		want := bytes.Count(all[:cut], []byte("\n"))
		torn := cut > 0 && all[cut-1] != '\n'
		if torn && cut < len(all) && all[cut] == '\n' {
			want, torn = want+1, false // only the line feed is missing
		}
		l, err := OpenLog(path)
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		if got := l.Set.Len(); got != want || (len(l.Notes) > 0) != torn {
			t.Errorf("cut at %d: %d decisions, want %d; notes %q", cut, got, want, l.Notes)
		}
		if err := l.Add(Decision{ID: "more", Verdict: Reject, Time: at(9)}); err != nil {
			t.Fatal(err)
		}
		l.Close()
		s, notes, err := Load(path)
		if err != nil || len(notes) > 0 || s.Len() != want+1 {
			t.Errorf("cut at %d, then added to: %v, %q, %v", cut, s, notes, err)
		}
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	ds := []Decision{
		{ID: "a", Verdict: Accept, Time: at(1)}, {ID: "a", Verdict: Reject, Time: at(2)},
		{ID: "b", Verdict: Accept, Time: at(3)}, {ID: "b", Verdict: Flag, Time: at(3)}, {ID: "b", Verdict: Reject, Time: at(3)},
	}
	var permute func(n int)
	permute = func(n int) {
		if n == len(ds) {
			var s Set
			for i := range ds {
				s.Add(&ds[i])
			}
			a, _ := s.Of("a", "")
			b, _ := s.Of("b", "")
			if a.Verdict != Reject || b.Verdict != Reject {
				t.Fatalf("in the order %v: %s, %s", ds, a.Verdict, b.Verdict)
			}
			return
		}
		for i := n; i < len(ds); i++ {
			ds[n], ds[i] = ds[i], ds[n]
			permute(n + 1)
			ds[n], ds[i] = ds[i], ds[n]
		}
	}
	permute(0)
}

func TestReadNamesTheLine(t *testing.T) {
	good := `{"id":"a","verdict":"accept","time":"2021-06-14T09:30:00Z"}` + "\n"
	for _, c := range []struct{ text, want string }{
		{good + "rubbish\n" + good, "line 2"},
		{"<<<<<<< HEAD\n" + good, "merge=union"},
		{`{"id":"a","verdict":"yes","time":"2021-06-14T09:30:00Z"}` + "\n", `verdict "yes"`},
		{`{"verdict":"accept"}` + "\n", "without an id"},
		{`{"id":"a","verdict":"edit","start":4}` + "\n", "start and end"},
	} {
		if _, err := Read(strings.NewReader(c.text), func(*Decision) {}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"id":"a","verdict":"accept","time":"2021-06-14T09:30:00Z"}` + "\n" + `{"id":"b"`))
	f.Add([]byte("<<<<<<<\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s Set
		n := 0
		whole, err := Read(bytes.NewReader(data), func(d *Decision) { n++; s.Add(d) })
		if whole < 0 || whole > int64(len(data)) {
			t.Fatalf("%d of %d bytes are whole", whole, len(data))
		}
		if err == nil {
			again := 0
			if _, err := Read(bytes.NewReader(data[:whole]), func(*Decision) { again++ }); err != nil || again != n {
				t.Fatalf("read again: %d of %d, %v", again, n, err)
			}
		}
		if s.Len() > n {
			t.Fatal("more is decided than was read")
		}
	})
}

func TestNoRegularFile(t *testing.T) {
	for _, path := range []string{"/dev/full", "/dev/zero", t.TempDir()} {
		if l, err := OpenLog(path); err == nil {
			l.Close()
			t.Errorf("%s: opened", path)
		}
	}
}

// TestGone holds that decisions are not written to a file that nobody will find.
func TestGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "decisions.jsonl")
	l, err := OpenLog(path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	d := Decision{ID: "a", Verdict: Accept}
	if err := l.Add(d); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path, path+".old"); err != nil {
		t.Fatal(err)
	}
	if err := l.Add(d); err == nil || !strings.Contains(err.Error(), "removed or replaced") {
		t.Error(err)
	}
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := l.Add(d); err == nil || !strings.Contains(err.Error(), "removed or replaced") {
		t.Error(err)
	}
}
