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
	"dateline/corpus/read"
	"dateline/corpus/spill"
	"dateline/corpus/write"
)

// Provenance is what a dataset says of how it was made. A file of records says nothing.
type Provenance struct {
	Version string
	Config  map[string]string // what changes the output: engine, boilerplate, digests of the user's files
	Stages  map[string]Stage  // what is behind each stage, as far as it is known
	Layers  []string          // of the records; nil: not known

	tables []table // what the manifest says of the files
}

// Stage is what is behind a stage: digests of its code, its tables and its weights. All is one of all three, from the
// state that a run leaves; a dataset has it that is older than the others, or made without them.
type Stage struct {
	All     string `json:"-"`
	Code    string `json:"code"`
	Tables  string `json:"tables"`
	Weights string `json:"weights"`
}

// parts are the names of the parts of a stage.
var parts = []string{"code", "tables", "weights", "code or tables"}

// differs reports which of the parts are others on both sides.
func (x Stage) differs(y Stage) (part [4]bool) {
	if x.Code != "" && y.Code != "" {
		return [4]bool{x.Code != y.Code, x.Tables != y.Tables, x.Weights != y.Weights}
	}
	part[3] = x.All != "" && y.All != "" && x.All != y.All
	return part
}

// table is what a manifest says of a file.
type table struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
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
		Stages  map[string]Stage           `json:"stages"`
		Tables  []table                    `json:"tables"`
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("diff: %s: %w", filepath.Join(dir, manifestFile), err)
	}
	p := &Provenance{Version: m.Version, Config: map[string]string{}, Stages: m.Stages, tables: m.Tables}
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
		p.Stages = map[string]Stage{}
	}
	for name, sum := range journalStages(filepath.Join(dir, ".dateline", "journal")) {
		stage := p.Stages[name]
		stage.All = sum
		p.Stages[name] = stage
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
	Identity:  {[]string{"reduce"}, nil},
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
		for i, other := range p.Stages[stage].differs(q.Stages[stage]) {
			if other {
				out = append(out, parts[i]+" of "+stage)
			}
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
	var stages [4][]string
	for name, x := range p.Stages {
		for i, other := range x.differs(q.Stages[name]) {
			if other {
				stages[i] = append(stages[i], name)
			}
		}
	}
	for i, names := range stages {
		if names != nil {
			slices.Sort(names)
			out = append(out, parts[i]+" of "+strings.Join(names, ", "))
		}
	}
	return out
}

// reader yields the records of one side, sorted by id.
type reader struct {
	path       string
	provenance *Provenance
	next       func() (record, error) // io.EOF at the end
	close      func()
	temps      []string // the file that it was unpacked to, if it was compressed
	table      table    // what the manifest says of the file; without a digest: nothing
}

// blame adds to an error that the file is not the one of the manifest, if it is so: what cannot be read then
// is no fault of the program's.
func (r *reader) blame(err error) error {
	if r.table.SHA256 == "" || errors.Is(err, write.ErrDamaged) {
		return err
	}
	if e := write.Check(r.path, r.table.Bytes, r.table.SHA256); errors.Is(e, write.ErrDamaged) {
		return fmt.Errorf("%w\n%w", err, e)
	}
	return err
}

// place is the file whose bytes records start at.
func (r *reader) place() string {
	if len(r.temps) > 0 {
		return r.temps[0]
	}
	return r.path
}

// drop removes what was unpacked.
func (r *reader) drop() {
	for _, path := range r.temps {
		os.Remove(path)
	}
}

// unpack unpacks a file that is compressed (gzip, zstd), and returns "" for any other: records are read again by
// their places.
func unpack(path, temp string) (to string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("diff: %w", err)
	}
	var head [4]byte
	n, _ := io.ReadFull(f, head[:])
	f.Close()
	if !bytes.HasPrefix(head[:n], []byte{0x1f, 0x8b}) && !bytes.HasPrefix(head[:n], []byte{0x28, 0xb5, 0x2f, 0xfd}) {
		return "", nil
	}
	in, err := read.File(path)
	if err != nil {
		return "", fmt.Errorf("diff: %s: %w", path, err)
	}
	defer in.Close()
	out, err := os.CreateTemp(temp, ".dateline-*.jsonl")
	if err != nil {
		return "", fmt.Errorf("diff: %w", err)
	}
	_, err = io.Copy(out, in)
	if e := out.Close(); err == nil {
		err = e
	}
	if err != nil {
		os.Remove(out.Name())
		return "", fmt.Errorf("diff: %s: %w", path, err)
	}
	return out.Name(), nil
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
	for _, t := range p.tables {
		if t.Name == documentsFile {
			r.table = t
		}
	}
	var f io.ReadCloser
	if r.table.SHA256 != "" {
		f, err = write.Checked(r.path, r.table.Bytes, r.table.SHA256)
	} else {
		f, err = os.Open(r.path)
	}
	if err != nil {
		return nil, fmt.Errorf("diff: %w", err)
	}
	r.close = func() { f.Close() }
	in := &lineReader{r: bufio.NewReaderSize(struct{ io.Reader }{f}, 1<<20)}
	last := ""
	r.next = func() (record, error) {
		rec, err := in.next()
		if err == nil && in.at > 1 && rec.id < last {
			err = fmt.Errorf("the table is not sorted by id: %q stands behind %q", rec.id, last)
		}
		if errors.Is(err, write.ErrDamaged) {
			err = fmt.Errorf("diff: %w", err)
		} else if err != nil && !errors.Is(err, io.EOF) {
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

func sorted(path, temp string) (out *reader, err error) {
	r := &reader{path: path}
	defer func() {
		if err != nil {
			r.drop()
		}
	}()
	plain, err := unpack(path, temp)
	if err != nil {
		return nil, err
	}
	if plain != "" {
		r.temps = []string{plain}
	}
	f, err := os.Open(r.place())
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
	r.next, r.close = pull(rows)
	return r, nil
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
