package actors

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// format is how a user's file of actors is written.
type format uint8

const (
	formatTable    format = iota // our own
	formatFTM                    // FollowTheMoney entities as JSON lines
	formatPetrarch               // a PETRARCH actor dictionary
)

// sniffed is the number of bytes that tell the format of a file.
const sniffed = 16 << 10

// sniff tells a file's format by its first bytes, whatever it is called: an object of
// JSON, a header line with a column "name", or lines of a dictionary.
func sniff(r *bufio.Reader) format {
	head, _ := r.Peek(sniffed)
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if len(head) > 0 && head[0] == '{' {
		return formatFTM
	}
	first := true
	for line := range bytes.Lines(head) {
		text := strings.TrimSpace(string(line))
		if text == "" || text[0] == '#' {
			continue
		}
		if first {
			for c := range strings.SplitSeq(text, "\t") {
				if strings.TrimSpace(c) == "name" {
					return formatTable
				}
			}
			first = false
		}
		if text, _, _ = strings.Cut(text, ";"); strings.HasPrefix(text, "+") || strings.HasPrefix(text, "&") || strings.Contains(text, "[") && strings.HasSuffix(strings.TrimSpace(text), "]") {
			return formatPetrarch
		}
	}
	return formatTable
}

// Read reads a user's actors as ReadFile does, without looking for faults beyond
// those that keep a row from being read. The error reports all of these; the rows
// are those without them.
func Read(r io.Reader, name string) (*File, error) {
	in := bufio.NewReaderSize(r, 64<<10)
	switch sniff(in) {
	case formatFTM:
		return readFTM(in, name)
	case formatPetrarch:
		return readPetrarch(in, name)
	}
	return readTable(in, name)
}

// imported is a file of another format while it is read. Such files are made of other
// people's data, in which two actors share a name here and there: what would be a fault
// of a table of the user's own is a note, and the name is left out.
type imported struct {
	*File
	faults []error
}

func newImport(name string) *imported { return &imported{File: &File{Name: name, lenient: true}} }

func (f *imported) bad(line int, format string, args ...any) {
	f.faults = append(f.faults, fmt.Errorf("%s:%d: %s", f.Name, line, fmt.Sprintf(format, args...)))
}

func (f *File) note(r *Row, column, format string, args ...any) {
	f.Notes = append(f.Notes, fmt.Errorf("%s: %s: %s", f.place(r), column, fmt.Sprintf(format, args...)))
}

// settle leaves out of the rows the names that are another's: of one that several rows
// have as their name or an alias the first row with it as its name keeps it. Rows without a
// name or id of their own go.
func (f *imported) settle() {
	type name struct {
		kin kin
		key string
	}
	owner := map[name]int{}
	claim := func(i int, n string) bool {
		k := name{kinOf(f.Rows[i].Type), key(n)}
		if k.key == "" {
			return false
		}
		at, ok := owner[k]
		if !ok {
			owner[k] = i
		}
		return !ok || at == i
	}
	var keep []Row
	ids := map[string]int{}
	named := make([]bool, len(f.Rows))
	for i := range f.Rows {
		named[i] = claim(i, f.Rows[i].Name)
	}
	for i := range f.Rows {
		r := &f.Rows[i]
		var others []string
		for _, a := range r.Aliases {
			switch {
			case key(a) == key(r.Name):
			case claim(i, a):
				others = append(others, a)
			default:
				f.note(r, "aliases", "%q is left out: %s has it", a, f.place(&f.Rows[owner[name{kinOf(r.Type), key(a)}]]))
			}
		}
		r.Aliases = others
		if !named[i] {
			was := r.Name
			if len(others) == 0 {
				f.note(r, "name", "%q is left out: %s has it", was, f.place(&f.Rows[owner[name{kinOf(r.Type), key(was)}]]))
				continue
			}
			r.Name, r.Aliases = others[0], others[1:]
			f.note(r, "name", "%q is left out: %s has it", was, f.place(&f.Rows[owner[name{kinOf(r.Type), key(was)}]]))
		}
		if r.ID != "" {
			if at, ok := ids[r.ID]; ok {
				f.note(r, "id", "%q is left out: it stands on line %d", r.ID, at)
				continue
			}
			ids[r.ID] = r.Line
		}
		keep = append(keep, *r)
	}
	f.Rows = keep
}
