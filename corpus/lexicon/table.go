// Package lexicon reads the project's facts and rules, which are data: plain
// tables that a person can read and edit, embedded in the binary, and overlaid
// by a user's own. It also holds the one matcher of phrases over tokens ([Trie])
// and the one linter of tables ([Table.Lint]).
//
// # Format
//
// UTF-8, LF line ends. Lines that are empty or start with "#" are comments.
// The first other line is the header: column names separated by tabs. Every
// line after it is a row with as many cells or fewer (missing ones are empty).
// A cell with several values separates them by "|". There is no quoting: a
// cell holds no tab and no line end.
//
//	# heads of state we are sure of
//	id	name	aliases
//	Q7184	NATO	North Atlantic Treaty Organization|the Alliance
package lexicon

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Table is a lexicon file in memory.
type Table struct {
	Name    string // file name, for messages
	Line    int    // 1-based line of the header
	Columns []string
	Rows    []Row
}

// Row is one line of a table.
type Row struct {
	Line  int // 1-based line in the file
	cells []string
	table *Table
}

// Open reads a table from a file system (an embed.FS, usually). The columns, if
// any are given, must be the file's header exactly.
func Open(fsys fs.FS, name string, columns ...string) (*Table, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	defer f.Close()
	return Read(f, name, columns...)
}

// MustOpen is Open for tables embedded in the binary; it panics on an error,
// which a test of the package that embeds the table finds first.
func MustOpen(fsys fs.FS, name string, columns ...string) *Table {
	t, err := Open(fsys, name, columns...)
	if err != nil {
		panic(err)
	}
	return t
}

// Read reads a table. Errors name the file and the line; all bad lines are
// reported together.
func Read(r io.Reader, name string, columns ...string) (*Table, error) {
	t := &Table{Name: name}
	var errs []error
	bad := func(line int, format string, args ...any) {
		errs = append(errs, fmt.Errorf("%s:%d: %s", name, line, fmt.Sprintf(format, args...)))
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 0, 64<<10), 4<<20)
	n := 0
	for sc.Scan() {
		n++
		line := strings.TrimSuffix(sc.Text(), "\r")
		if n == 1 {
			line = strings.TrimPrefix(line, "\ufeff")
		}
		if !utf8.ValidString(line) {
			bad(n, "not UTF-8")
			continue
		}
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if t.Columns == nil {
			t.Columns, t.Line = cells, n
			if len(columns) > 0 && !slices.Equal(cells, columns) {
				return nil, fmt.Errorf("%s:%d: columns are %q, want %q", name, n, cells, columns)
			}
			continue
		}
		if len(cells) > len(t.Columns) {
			bad(n, "%d cells, but the header has %d columns", len(cells), len(t.Columns))
			continue
		}
		t.Rows = append(t.Rows, Row{Line: n, cells: cells, table: t})
	}
	if err := sc.Err(); err != nil {
		bad(n+1, "%v", err)
	}
	if t.Columns == nil && len(errs) == 0 {
		bad(n+1, "no header line")
	}
	return t, errors.Join(errs...)
}

// Get is the cell of that column, empty when the row is short. A column that
// the table lacks is a programming error and panics.
func (r Row) Get(column string) string {
	i := slices.Index(r.table.Columns, column)
	if i < 0 {
		panic(fmt.Sprintf("lexicon: %s has no column %q", r.table.Name, column))
	}
	if i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

// List is the cell of that column split at "|", without empty values.
func (r Row) List(column string) []string {
	cell := r.Get(column)
	if cell == "" {
		return nil
	}
	parts := strings.Split(cell, "|")
	out := parts[:0]
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// Place is "file:line" of the row, for messages and for explanations.
func (r Row) Place() string { return r.table.Name + ":" + strconv.Itoa(r.Line) }
