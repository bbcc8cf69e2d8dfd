package pipeline

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"dateline/corpus/pack"
	"dateline/corpus/spill"
	"dateline/corpus/write"
)

// journalHead is the first line of a journal. The journal says what the last map over
// the inputs left: which record gave which parts. It is how a run knows that nothing
// has changed, how a dry run says why something would be redone, what a merge puts
// together, and what a prune keeps.
type journalHead struct {
	Format    int               `json:"format"`
	Version   string            `json:"version"`
	Shard     string            `json:"shard,omitempty"`
	Config    ManifestConfig    `json:"config"`
	Digests   digests           `json:"digests"`
	Stages    map[string]string `json:"stages"` // version of each stage's code
	Documents int               `json:"documents"`
	Refused   int               `json:"refused"`
	Unopened  int               `json:"unopened"`
	Passed    map[string]int    `json:"passed,omitempty"`
	// State is a digest of all that the tables depend on; empty until they are written.
	State string `json:"state,omitempty"`
}

const journalFormat = 1

// writeJournal puts the journal of a finished map into dir.
func (j *job) writeJournal(dir, version, state string) error {
	f, err := write.Create(filepath.Join(dir, journalFile))
	if err != nil {
		return fmt.Errorf("pipeline: %w", err)
	}
	defer f.Abort()
	head, err := jsonLine(journalHead{
		Format: journalFormat, Version: version, Shard: j.config.Shard.String(), Config: j.config.manifest(j.mapper.chain.Stages()),
		Digests: j.mapper.digests, Stages: j.mapper.versions, Documents: j.documents.Len(), Refused: j.counts.Refused, Unopened: j.counts.Unopened,
		Passed: j.passed, State: state,
	})
	if err == nil {
		_, err = f.Write(head)
	}
	if err != nil {
		return err
	}
	var size []byte
	for record, err := range j.documents.Records() {
		if err == nil {
			size = binary.AppendUvarint(size[:0], uint64(len(record)))
			if _, err = f.Write(size); err == nil {
				_, err = f.Write(record)
			}
		}
		if err != nil {
			return err
		}
	}
	return f.Commit()
}

// journal is one that was written before.
type journal struct {
	journalHead
	path string
	in   *bufio.Reader
	file *os.File
}

// errNoJournal is a directory without a journal, or with one of another format.
var errNoJournal = errors.New("no finished run is on record here")

func openJournal(dir string) (*journal, error) {
	path := filepath.Join(dir, journalFile)
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("pipeline: %s: %w", dir, errNoJournal)
	}
	if err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	j := &journal{path: path, in: bufio.NewReaderSize(f, 1<<18), file: f}
	line, err := j.in.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &j.journalHead)
	}
	if err != nil || j.Format != journalFormat {
		f.Close()
		return nil, fmt.Errorf("pipeline: %s: %w", path, errNoJournal)
	}
	return j, nil
}

func (j *journal) close() { j.file.Close() }

// records yields the packed mapped documents in the order of the input, once.
func (j *journal) records() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		var buf []byte
		for range j.Documents {
			size, err := binary.ReadUvarint(j.in)
			if err == nil && size > 1<<24 {
				err = pack.ErrCorrupt
			}
			if err == nil {
				if uint64(cap(buf)) < size {
					buf = make([]byte, size)
				}
				buf = buf[:size]
				_, err = io.ReadFull(j.in, buf)
			}
			if err != nil {
				yield(nil, fmt.Errorf("pipeline: %s: %w", j.path, err))
				return
			}
			if !yield(buf, nil) {
				return
			}
		}
	}
}

// bySlot sorts the journal's documents by their places in the dump.
func (j *journal) bySlot(dir string) (*spill.Sorter, error) {
	sorted := &spill.Sorter{Dir: dir}
	for record, err := range j.records() {
		var m mapped
		if err == nil {
			err = pack.Read(string(record), &m)
		}
		if err == nil {
			err = sorted.Add(m.Slot[:], record)
		}
		if err != nil {
			sorted.Close()
			return nil, err
		}
	}
	return sorted, nil
}
