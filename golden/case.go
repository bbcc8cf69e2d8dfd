package golden

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/corpus/write"
)

// Case is a directory of golden records.
type Case struct {
	Name   string
	Dir    string
	Inputs []string // paths that can be opened from the working directory
	Golden []*corpus.Document
	known  []Difference
	notes  map[string]string // by key of a known difference
}

const (
	sourceFile = "source.txt"
	goldenFile = "golden.json"
	knownFile  = "known.tsv"
)

var knownColumns = []string{"document", "layer", "class", "item", "field", "want", "got", "note"}

// Load reads all cases below dir, sorted by name; with names, only those. A case
// without golden.json has no golden records yet.
func Load(dir string, names ...string) ([]Case, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("golden: %w", err)
	}
	var cases []Case
	for _, e := range entries {
		if !e.IsDir() || len(names) > 0 && !slices.Contains(names, e.Name()) {
			continue
		}
		c, err := load(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("golden: %w", err)
		}
		cases = append(cases, c)
	}
	for _, name := range names {
		if !slices.ContainsFunc(cases, func(c Case) bool { return c.Name == name }) {
			return nil, fmt.Errorf("golden: %s has no case %q", dir, name)
		}
	}
	if len(cases) == 0 {
		return nil, fmt.Errorf("golden: %s holds no case", dir)
	}
	return cases, nil
}

func load(dir string) (Case, error) {
	c := Case{Name: filepath.Base(dir), Dir: dir, notes: map[string]string{}}
	list, err := os.ReadFile(filepath.Join(dir, sourceFile))
	switch {
	case err == nil:
		for line := range strings.Lines(string(list)) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				c.Inputs = append(c.Inputs, filepath.Join(dir, filepath.FromSlash(line)))
			}
		}
	case errors.Is(err, fs.ErrNotExist):
		if c.Inputs, err = filepath.Glob(filepath.Join(dir, "input.*")); err != nil {
			return c, err
		}
	default:
		return c, err
	}
	if len(c.Inputs) == 0 {
		return c, fmt.Errorf("%s: no inputs: neither %s nor a file input.*", dir, sourceFile)
	}
	data, err := os.ReadFile(filepath.Join(dir, goldenFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return c, err
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	for {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err == io.EOF {
			break
		} else if err != nil {
			return c, fmt.Errorf("%s: at byte %d: %w", filepath.Join(dir, goldenFile), dec.InputOffset(), err)
		}
		d, err := corpus.Decode(raw)
		if err != nil {
			return c, fmt.Errorf("%s: before byte %d: %w", filepath.Join(dir, goldenFile), dec.InputOffset(), err)
		}
		if err := d.Check(); err != nil {
			return c, fmt.Errorf("%s: %w", filepath.Join(dir, goldenFile), err)
		}
		c.Golden = append(c.Golden, d)
	}
	return c, c.loadKnown()
}

func (c *Case) loadKnown() error {
	path := filepath.Join(c.Dir, knownFile)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	t, err := lexicon.Read(f, path, knownColumns...)
	if err != nil {
		return err
	}
	for _, r := range t.Rows {
		x := Difference{Document: r.Get("document"), Layer: r.Get("layer"), Class: Class(r.Get("class")),
			Item: r.Get("item"), Field: r.Get("field"), Want: r.Get("want"), Got: r.Get("got")}
		c.known = append(c.known, x)
		c.notes[x.key()] = r.Get("note")
	}
	return nil
}

// Outcome is what a check of a case found.
type Outcome struct {
	New   []Difference // not known: the check fails
	Known []Difference // known and still there
	Gone  []Difference // known, but there no more: the check fails
}

// Fine reports whether the check passes.
func (o Outcome) Fine() bool { return len(o.New) == 0 && len(o.Gone) == 0 }

// Check compares the records that the program made of the case's inputs with the
// golden ones.
func (c Case) Check(got []*corpus.Document) Outcome {
	var o Outcome
	left := map[string]int{}
	for _, k := range c.known {
		left[k.key()]++
	}
	for _, x := range c.Differences(got) {
		if left[x.key()] > 0 {
			left[x.key()]--
			o.Known = append(o.Known, x)
		} else {
			o.New = append(o.New, x)
		}
	}
	for _, k := range c.known {
		if left[k.key()] > 0 {
			left[k.key()]--
			o.Gone = append(o.Gone, k)
		}
	}
	return o
}

// Differences lists all differences, the known ones included. Documents are
// paired by id.
func (c Case) Differences(got []*corpus.Document) []Difference {
	var out []Difference
	c.paired(got, func(want, d *corpus.Document) {
		switch {
		case d == nil:
			out = append(out, Difference{Document: want.ID, Layer: "document", Class: Missing, Item: "document"})
		case want == nil:
			out = append(out, Difference{Document: d.ID, Layer: "document", Class: Extra, Item: "document"})
		default:
			out = append(out, Compare(want, d)...)
		}
	})
	return out
}

// paired hands over the golden records in order, each with the given one of its id (nil for
// none), and then the given ones that are new, with nil before them.
func (c Case) paired(got []*corpus.Document, each func(want, got *corpus.Document)) {
	byID := map[string]*corpus.Document{}
	for _, d := range got {
		byID[d.ID] = d
	}
	for _, want := range c.Golden {
		d := byID[want.ID]
		delete(byID, want.ID)
		each(want, d)
	}
	for _, d := range got {
		if byID[d.ID] != nil {
			each(nil, d)
		}
	}
}

// Accept makes the given records the golden ones. It writes nothing when they
// do not differ from the golden ones, and reports whether it wrote.
func (c Case) Accept(got []*corpus.Document) (bool, error) {
	if len(got) == 0 {
		return false, fmt.Errorf("golden: %s: the inputs gave no record, which cannot be what is right", c.Dir)
	}
	if len(c.Golden) > 0 && len(c.Differences(got)) == 0 && len(c.known) == 0 {
		return false, nil
	}
	if err := c.rewrite(got); err != nil {
		return false, err
	}
	err := os.Remove(filepath.Join(c.Dir, knownFile))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return true, err
}

// rewrite replaces golden.json.
func (c Case) rewrite(docs []*corpus.Document) error {
	f, err := write.Create(filepath.Join(c.Dir, goldenFile))
	if err != nil {
		return err
	}
	defer f.Abort()
	for _, d := range docs {
		text, err := Pretty(d)
		if err == nil {
			_, err = f.Write(text)
		}
		if err != nil {
			return err
		}
	}
	return f.Commit()
}

// AcceptKnown leaves the golden records as they are and writes down how the given
// records differ from them. Notes of differences that stay are kept. It
// reports whether it wrote.
func (c Case) AcceptKnown(got []*corpus.Document) (bool, error) {
	if c.Check(got).Fine() {
		return false, nil
	}
	path := filepath.Join(c.Dir, knownFile)
	diffs := c.Differences(got)
	if len(diffs) == 0 {
		return true, os.Remove(path)
	}
	f, err := write.Create(path)
	if err != nil {
		return false, err
	}
	defer f.Abort()
	fmt.Fprintf(f, "# Differences of the program's output from %s, which is right.\n%s\n", goldenFile, strings.Join(knownColumns, "\t"))
	for _, x := range diffs {
		fmt.Fprintf(f, "%s\t%s\n", x.key(), c.notes[x.key()])
	}
	return true, f.Commit()
}

// Pretty is a record as golden files hold it: one line a field, and of lists of
// objects one line an item, so that changes are read item by item.
func Pretty(d *corpus.Document) ([]byte, error) {
	line, err := corpus.Line(d, corpus.DefaultLayers)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(line))
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString("{")
	for n := 0; dec.More(); n++ {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, err
		}
		if n > 0 {
			out.WriteString(",")
		}
		fmt.Fprintf(&out, "\n  %q: ", key)
		if !bytes.HasPrefix(value, []byte("[{")) {
			out.Write(value)
			continue
		}
		var items []json.RawMessage
		if err := json.Unmarshal(value, &items); err != nil {
			return nil, err
		}
		out.WriteString("[")
		for i, it := range items {
			if i > 0 {
				out.WriteString(",")
			}
			out.WriteString("\n    ")
			out.Write(it)
		}
		out.WriteString("\n  ]")
	}
	out.WriteString("\n}\n")
	return out.Bytes(), nil
}

// Records writes the golden records of cases to a temporary file of lines, which the
// caller removes.
func Records(cases []Case) (path string, err error) {
	f, err := os.CreateTemp("", "dateline-golden-*.jsonl")
	if err != nil {
		return "", fmt.Errorf("golden: %w", err)
	}
	for _, c := range cases {
		for _, d := range c.Golden {
			line, err := corpus.Line(d, corpus.DefaultLayers)
			if err == nil {
				_, err = f.Write(line)
			}
			if err != nil {
				f.Close()
				os.Remove(f.Name())
				return "", fmt.Errorf("golden: %w", err)
			}
		}
	}
	if err := f.Close(); err != nil {
		os.Remove(f.Name())
		return "", fmt.Errorf("golden: %w", err)
	}
	return f.Name(), nil
}
