package decide

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// Verdict is what was decided.
type Verdict string

// The verdicts.
const (
	Accept Verdict = "accept" // the new dataset is right
	Reject Verdict = "reject" // the old one is
	Flag   Verdict = "flag"   // somebody has to look again: see the note
	Edit   Verdict = "edit"   // neither is right: see the value
	Open   Verdict = "open"   // not decided any more
)

func (v Verdict) known() bool {
	switch v {
	case Accept, Reject, Flag, Edit, Open:
		return true
	}
	return false
}

// Decision is one line of the file.
type Decision struct {
	ID      string    `json:"id"` // of a change or a cluster
	Verdict Verdict   `json:"verdict"`
	Cluster bool      `json:"cluster,omitempty"` // the id is that of a cluster
	Note    string    `json:"note,omitempty"`
	Value   *string   `json:"value,omitempty"` // of Edit: the right value of the field
	Start   *int      `json:"start,omitempty"` // of Edit: the right span, bytes of the new text
	End     *int      `json:"end,omitempty"`
	What    string    `json:"what,omitempty"` // the change in words, for who reads the file
	Time    time.Time `json:"time"`
	Who     string    `json:"who,omitempty"`
}

func (d *Decision) check() error {
	switch {
	case d.ID == "":
		return errors.New("a decision without an id")
	case !d.Verdict.known():
		return fmt.Errorf("verdict %q is none of accept, reject, flag, edit, open", d.Verdict)
	case (d.Start == nil) != (d.End == nil):
		return errors.New("a span needs start and end")
	case d.Start != nil && (*d.Start < 0 || *d.End <= *d.Start):
		return fmt.Errorf("%d to %d is no span", *d.Start, *d.End)
	case d.Verdict == Edit && d.Value == nil && d.Start == nil:
		return errors.New("an edit says neither a value nor a span")
	}
	return nil
}

func (d *Decision) line() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(d)
	return b.Bytes(), err
}

// Read reads decisions and hands them over in the order of the file. It returns how many bytes
// are whole lines: a last line without a line feed that is no decision is torn, and left out.
// The error names the line.
func Read(r io.Reader, each func(*Decision)) (whole int64, err error) {
	whole, _, err = read(r, 1, each)
	return whole, err
}

// read is Read from a line on. Next is the number of the line that what follows would stand in.
func read(r io.Reader, first int, each func(*Decision)) (whole int64, next int, err error) {
	in := bufio.NewReader(r)
	for n := first; ; n++ {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return whole, n, fmt.Errorf("line %d: %w", n, err)
		}
		last := err != nil
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 {
			var d Decision
			bad := json.Unmarshal(trimmed, &d)
			if bad == nil {
				bad = d.check()
			}
			switch {
			case bad == nil:
				each(&d)
			case last:
				return whole, n, nil
			case bytes.HasPrefix(trimmed, []byte("<<<<<<<")):
				return whole, n, fmt.Errorf("line %d: git has left a conflict here; keep the lines of both sides (merge=union in .gitattributes does it)", n)
			default:
				return whole, n, fmt.Errorf("line %d: %w", n, bad)
			}
		}
		whole += int64(len(line))
		if last {
			return whole, n, nil
		}
	}
}

// Set is what counts of many decisions.
type Set struct {
	by     map[string]Decision
	latest time.Time
}

// Add takes a decision into account.
func (s *Set) Add(d *Decision) {
	if s.by == nil {
		s.by = map[string]Decision{}
	}
	if d.Time.After(s.latest) {
		s.latest = d.Time
	}
	if old, ok := s.by[d.ID]; ok {
		if old.Time.After(d.Time) {
			return
		}
		if old.Time.Equal(d.Time) {
			x, _ := old.line()
			y, _ := d.line()
			if bytes.Compare(x, y) >= 0 {
				return
			}
		}
	}
	s.by[d.ID] = *d
}

// Of is the decision about a change: its own, else that of its cluster.
func (s *Set) Of(change, cluster string) (Decision, bool) {
	if s == nil {
		return Decision{}, false
	}
	for _, id := range []string{change, cluster} {
		if h, ok := s.by[id]; ok && h.Verdict != Open {
			return h, true
		}
	}
	return Decision{}, false
}

// Latest is the time of the latest decision.
func (s *Set) Latest() time.Time { return s.latest }

// Len is the number of ids that are decided.
func (s *Set) Len() int {
	n := 0
	if s != nil {
		for _, h := range s.by {
			if h.Verdict != Open {
				n++
			}
		}
	}
	return n
}

// Load reads files of decisions; a file that is not there holds none. Notes say what was left
// out. Each file is read under a lock that readers share, so that no writer is in the middle of a line or of a repair. Where
// no lock is to be had, as on some file systems, a file that changes while it is read is read again.
func Load(paths ...string) (*Set, []string, error) {
	s := &Set{}
	var notes []string
	for _, path := range paths {
		all, torn, err := load(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, nil, fmt.Errorf("decide: %s: %w", path, err)
		}
		for i := range all {
			s.Add(&all[i])
		}
		if torn {
			notes = append(notes, tornNote(path))
		}
	}
	return s, notes, nil
}

// tries is how often a file is read that is replaced, or changes without a lock.
const tries = 20

// load reads a file, and reports whether its last line is torn.
func load(path string) (all []Decision, torn bool, err error) {
	for range tries {
		var again bool
		if all, torn, again, err = loadOnce(path); !again {
			return all, torn, err
		}
		time.Sleep(5 * time.Millisecond)
	}
	return all, torn, err
}

func loadOnce(path string) (all []Decision, torn, again bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, false, false, err
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return nil, false, false, err
	}
	if before.Mode().IsRegular() {
		unlock, err := lockShared(path)
		if err != nil {
			return nil, false, false, err
		}
		if unlock != nil {
			defer unlock()
			if here, err := os.Stat(path); err != nil || !os.SameFile(here, before) {
				return nil, false, true, err // the lock is that of another file
			}
			before = nil // nobody writes
		}
	} else {
		before = nil
	}
	whole, err := Read(f, func(d *Decision) { all = append(all, *d) })
	size, _ := f.Seek(0, io.SeekEnd)
	if before != nil {
		after, failed := f.Stat()
		again = failed == nil && (after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()))
	}
	return all, whole < size, again, err
}

func tornNote(path string) string {
	return path + ": the last line is torn and was left out; decide that change again"
}
