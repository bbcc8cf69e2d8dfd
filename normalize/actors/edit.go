package actors

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline/corpus"
)

// Decision is what a user has decided on an actor of a dataset: that names are one
// actor's (merge), or that they are another's (split). It becomes a row of the user's file, so
// that every run with that file obeys it.
type Decision struct {
	ID        string // of the row; may be empty for the slug of the name
	Name      string
	Spellings []string // with or without the name
	Type      corpus.EntityType
	Country   string
	Sector    string
	Apart     []string // ids of actors that this is not
}

// MayBeOne reports whether actors of two types can be one: a name is looked for among people, among places, peoples and
// bodies, or among works, and a decision across these would never be asked for.
func MayBeOne(a, b corpus.EntityType) bool { return kinOf(a) == kinOf(b) }

// Decide enters decisions into a user's table of actors, which is made where there is none. A
// row of the same id, or else of the same name, takes them in; comments and other rows stay as
// they are. The file is checked as [Lint] does before it replaces the old one; the
// error reports what is wrong with it then.
func Decide(path string, decisions []Decision) error {
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	e, err := newEdit(old, path)
	if err != nil {
		return err
	}
	for i := range decisions {
		e.enter(&decisions[i])
	}
	text := e.text()
	f, err := Read(bytes.NewReader(text), path)
	if err == nil {
		err = errors.Join(f.Lint()...)
	}
	if err == nil {
		_, err = Default().With(f)
	}
	if err != nil {
		return err
	}
	return replace(path, text)
}

// replace writes a file by way of another in its directory.
func replace(path string, text []byte) error {
	t, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	_, err = t.Write(text)
	err = errors.Join(err, t.Sync(), t.Chmod(0o644), t.Close())
	if err == nil {
		err = os.Rename(t.Name(), path)
	}
	if err != nil {
		os.Remove(t.Name())
	}
	return err
}

// edit is a table while rows are entered into it.
type edit struct {
	lines   []string
	header  int // line of the header, or -1
	columns []string
	rows    []int // lines of rows
	gone    []int // lines of rows without a name that is left
}

func newEdit(old []byte, path string) (*edit, error) {
	e := &edit{header: -1}
	if len(bytes.TrimSpace(old)) == 0 {
		e.columns = slices.Clone(fileColumns)
		e.lines = []string{strings.Join(e.columns, "\t")}
		e.header = 0
		return e, nil
	}
	f, err := Read(bytes.NewReader(old), path)
	if err != nil {
		return nil, err
	}
	if f.lenient {
		return nil, fmt.Errorf("%s: decisions go into a table of actors, and this is a file of another format", path)
	}
	for line := range strings.SplitSeq(strings.TrimRight(string(old), "\r\n"), "\n") {
		line = strings.TrimSuffix(line, "\r")
		if at := len(e.lines); strings.TrimSpace(line) != "" && line[0] != '#' {
			if e.header < 0 {
				e.header = at
				for c := range strings.SplitSeq(strings.TrimPrefix(line, "\ufeff"), "\t") {
					e.columns = append(e.columns, strings.TrimSpace(c))
				}
			} else {
				e.rows = append(e.rows, at)
			}
		}
		e.lines = append(e.lines, line)
	}
	return e, nil
}

// column is the place of a column, which is added where there is none.
func (e *edit) column(name string) int {
	i := slices.Index(e.columns, name)
	if i < 0 {
		i = len(e.columns)
		e.columns = append(e.columns, name)
		e.lines[e.header] = strings.Join(e.columns, "\t")
	}
	return i
}

func (e *edit) cells(line int) []string {
	cells := strings.Split(e.lines[line], "\t")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	for len(cells) < len(e.columns) {
		cells = append(cells, "")
	}
	return cells
}

// enter enters one decision.
func (e *edit) enter(d *Decision) {
	name, aliases, id := e.column("name"), e.column("aliases"), e.column("id")
	at := -1
	for _, l := range e.rows {
		c := e.cells(l)
		if d.ID != "" && c[id] == d.ID || (d.ID == "" || c[id] == "") && key(c[name]) == key(d.Name) {
			at = l
			break
		}
	}
	// A name is one row's only.
	for _, l := range e.rows {
		if l == at {
			continue
		}
		c := e.cells(l)
		var kept []string
		for _, a := range listOf(c[aliases]) {
			if !d.calls(a) {
				kept = append(kept, a)
			}
		}
		if d.calls(c[name]) {
			if len(kept) == 0 {
				e.gone = append(e.gone, l)
				continue
			}
			c[name], kept = kept[0], kept[1:]
		}
		c[aliases] = strings.Join(kept, "|")
		e.set(l, c)
	}
	e.rows = slices.DeleteFunc(e.rows, func(l int) bool { return slices.Contains(e.gone, l) })
	if at < 0 {
		at = len(e.lines)
		e.lines = append(e.lines, "")
		e.rows = append(e.rows, at)
	}
	c := e.cells(at)
	c[name] = cmp.Or(c[name], d.Name)
	c[id] = cmp.Or(c[id], d.ID)
	all := listOf(c[aliases])
	for _, s := range append([]string{d.Name}, d.Spellings...) {
		if s = clean(strings.NewReplacer("|", " ", "\t", " ").Replace(s)); key(s) != key(c[name]) && !slices.ContainsFunc(all, func(a string) bool { return key(a) == key(s) }) {
			all = append(all, s)
		}
	}
	c[aliases] = strings.Join(all, "|")
	for _, f := range [...][2]string{{"type", string(d.Type)}, {"country", d.Country}, {"sector", d.Sector}, {"apart", ""}} {
		value := f[1]
		if f[0] == "apart" {
			if len(d.Apart) == 0 {
				continue
			}
			k := e.column("apart")
			for len(c) < len(e.columns) {
				c = append(c, "")
			}
			apart := listOf(c[k])
			for _, a := range d.Apart {
				if !slices.Contains(apart, a) {
					apart = append(apart, a)
				}
			}
			c[k] = strings.Join(apart, "|")
			continue
		}
		if value == "" {
			continue
		}
		k := e.column(f[0])
		for len(c) < len(e.columns) {
			c = append(c, "")
		}
		c[k] = cmp.Or(c[k], value)
	}
	e.set(at, c)
}

// calls reports whether a decision has a name.
func (d *Decision) calls(n string) bool {
	k := key(n)
	return key(d.Name) == k || slices.ContainsFunc(d.Spellings, func(s string) bool { return key(s) == k })
}

// set writes the cells of a line.
func (e *edit) set(line int, cells []string) {
	e.lines[line] = strings.TrimRight(strings.Join(cells, "\t"), "\t")
}

func (e *edit) text() []byte {
	var b bytes.Buffer
	for i, l := range e.lines {
		if slices.Contains(e.gone, i) {
			continue
		}
		io.WriteString(&b, l)
		b.WriteByte('\n')
	}
	return b.Bytes()
}

func listOf(cell string) []string {
	var out []string
	for v := range strings.SplitSeq(cell, "|") {
		if v = strings.TrimSpace(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}
