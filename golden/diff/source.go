package diff

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/spill"
)

// Provenance is what a dataset says of how it was made. A file of records says nothing.
type Provenance struct {
	Version string
	Config  map[string]string // what changes the output: engine, boilerplate, digests of the user's files
	Stages  map[string]string // digest of the code and tables of each stage, where the run's state is still there
	Layers  []string          // of the records; nil: not known
}

const (
	manifestFile  = "manifest.json"
	documentsFile = "documents.jsonl"
)

// readProvenance reads a dataset's manifest and, if it is there, the head of the journal
// that the run left, which knows the code of the stages.
func readProvenance(dir string) (*Provenance, error) {
	data, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	var m struct {
		Version string                     `json:"version"`
		Config  map[string]json.RawMessage `json:"config"`
		Stages  map[string]string          `json:"stages"`
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("diff: %s: %w", filepath.Join(dir, manifestFile), err)
	}
	p := &Provenance{Version: m.Version, Config: map[string]string{}, Stages: m.Stages}
	for name, raw := range m.Config {
		var s string
		if json.Unmarshal(raw, &s) != nil {
			s = string(raw)
		}
		p.Config[name] = s
	}
	if s := p.Config["layers"]; s != "" {
		p.Layers = strings.Split(s, ",")
	}
	if p.Stages == nil {
		p.Stages = journalStages(filepath.Join(dir, ".dateline", "journal"))
	}
	return p, nil
}

func journalStages(path string) map[string]string {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	line, err := bufio.NewReader(io.LimitReader(f, 1<<20)).ReadBytes('\n')
	var head struct {
		Stages map[string]string `json:"stages"`
	}
	if err != nil || json.Unmarshal(line, &head) != nil {
		return nil
	}
	return head.Stages
}

// dependsOn names what a layer is made by: stages, and keys of the configuration.
var dependsOn = map[string]struct{ stages, config []string }{
	Text:      {[]string{"article"}, []string{"boilerplate", "sites", "max_doc_bytes", "max_text_bytes"}},
	Document:  {[]string{"article"}, []string{"boilerplate", "sites"}},
	Sentences: {[]string{"segment"}, []string{"engine"}},
	"tokens":  {[]string{"segment", "tag", "parse"}, []string{"engine"}},
	Dates:     {[]string{"dates"}, nil},
	Entities:  {[]string{"entities"}, []string{"engine", "actors"}},
	Actors:    {[]string{"actors"}, []string{"actors"}},
	Quotes:    {[]string{"quotes"}, nil},
	Events:    {[]string{"events"}, nil},
}

// differs says in which recorded things that a layer depends on two datasets differ.
func (p *Provenance) differs(q *Provenance, layer string) string {
	var out []string
	of := dependsOn[layer]
	for _, key := range of.config {
		if p.Config[key] != q.Config[key] {
			switch key {
			case "actors", "sites":
				out = append(out, key+" file")
			default:
				out = append(out, fmt.Sprintf("%s %s → %s", key, orNone(p.Config[key]), orNone(q.Config[key])))
			}
		}
	}
	for _, stage := range of.stages {
		if x, y := p.Stages[stage], q.Stages[stage]; x != "" && y != "" && x != y {
			out = append(out, "code or tables of "+stage)
		}
	}
	if p.Version != q.Version {
		out = append(out, fmt.Sprintf("version %s → %s", p.Version, q.Version))
	}
	return strings.Join(out, ", ")
}

// Differences lists what is on record as different between two datasets, for a summary.
func (p *Provenance) differences(q *Provenance) []string {
	var out []string
	if p == nil || q == nil {
		return nil
	}
	if p.Version != q.Version {
		out = append(out, fmt.Sprintf("version %s → %s", p.Version, q.Version))
	}
	var keys []string
	for k := range p.Config {
		keys = append(keys, k)
	}
	for k := range q.Config {
		if _, ok := p.Config[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		if x, y := p.Config[k], q.Config[k]; x != y {
			if k == "actors" || k == "sites" {
				out = append(out, k+" file")
			} else {
				out = append(out, fmt.Sprintf("%s %s → %s", k, orNone(x), orNone(y)))
			}
		}
	}
	var stages []string
	for s, x := range p.Stages {
		if y := q.Stages[s]; y != "" && x != y {
			stages = append(stages, s)
		}
	}
	if stages != nil {
		slices.Sort(stages)
		out = append(out, "code or tables of "+strings.Join(stages, ", "))
	}
	return out
}

// reader yields the records of one side, sorted by id.
type reader struct {
	path       string
	provenance *Provenance
	next       func() (record, error) // io.EOF at the end
	close      func()
}

type record struct {
	id   string
	line []byte // valid until the next
	from int64  // byte of the file at which the line starts
}

// open opens a dataset directory or a file of records. Records of a file may
// stand in any order and are sorted in temporary files.
func open(path, temp string) (*reader, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	if !info.IsDir() {
		return sorted(path, temp)
	}
	p, err := readProvenance(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("diff: %s is no dataset: it has no %s", path, manifestFile)
	}
	if err != nil {
		return nil, err
	}
	r := &reader{path: filepath.Join(path, documentsFile), provenance: p}
	f, err := os.Open(r.path)
	if err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	r.close = func() { f.Close() }
	in := &lineReader{r: bufio.NewReaderSize(f, 1<<20)}
	last := ""
	r.next = func() (record, error) {
		rec, err := in.next()
		if err == nil && in.at > 1 && rec.id < last {
			err = fmt.Errorf("the table is not sorted by id: %q stands behind %q", rec.id, last)
		}
		if err != nil && !errors.Is(err, io.EOF) {
			err = fmt.Errorf("diff: %s:%d: %w", r.path, in.at, err)
		}
		last = rec.id
		return rec, err
	}
	return r, nil
}

// lineReader reads records line by line.
type lineReader struct {
	r   *bufio.Reader
	at  int
	buf []byte
	pos int64 // of the next line
}

func (l *lineReader) next() (record, error) {
	for {
		l.buf = l.buf[:0]
		l.at++
		from := l.pos
		for {
			part, err := l.r.ReadSlice('\n')
			l.buf = append(l.buf, part...)
			l.pos += int64(len(part))
			if err == nil {
				break
			}
			if errors.Is(err, bufio.ErrBufferFull) {
				continue
			}
			if errors.Is(err, io.EOF) && len(l.buf) > 0 {
				break
			}
			return record{}, err
		}
		line := bytes.TrimSpace(l.buf)
		if len(line) == 0 {
			continue
		}
		id, err := idOf(line)
		return record{id, line, from}, err
	}
}

// idOf reads the id of a record without the rest, which stands first in what Dateline writes.
func idOf(line []byte) (string, error) {
	if rest, ok := bytes.CutPrefix(line, []byte(`{"id":"`)); ok {
		if n := bytes.IndexByte(rest, '"'); n >= 0 && bytes.IndexByte(rest[:n], '\\') < 0 && utf8.Valid(rest[:n]) {
			return string(rest[:n]), nil
		}
	}
	var head struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(line, &head); err != nil {
		return "", fmt.Errorf("no record: %w", err)
	}
	return head.ID, nil
}

func sorted(path, temp string) (*reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	defer f.Close()
	rows := &spill.Sorter{Dir: temp, Memory: 64 << 20}
	var value []byte
	in := &lineReader{r: bufio.NewReaderSize(f, 1<<20)}
	for {
		rec, err := in.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			value = append(binary.BigEndian.AppendUint64(value[:0], uint64(rec.from)), rec.line...)
			err = rows.Add([]byte(rec.id), value)
		}
		if err != nil {
			rows.Close()
			return nil, fmt.Errorf("diff: %s:%d: %w", path, in.at, err)
		}
	}
	next, stop := pull(rows)
	return &reader{path: path, next: next, close: stop}, nil
}

// recordAt reads the record that starts at a byte of a file.
func recordAt(path string, from int64) (*corpus.Document, error) {
	if from < 0 {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	defer f.Close()
	if _, err := f.Seek(from, io.SeekStart); err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	line, err := bufio.NewReaderSize(f, 1<<20).ReadBytes('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("diff: %w", err)
	}
	d, err := corpus.Decode(line)
	if err == nil {
		err = d.Check()
	}
	if err != nil {
		return nil, fmt.Errorf("diff: %s at byte %d: %w", path, from, err)
	}
	return d, nil
}
