package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"dateline/corpus/pack"
	"dateline/corpus/spill"
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
	Inputs    inputsSum         `json:"inputs"` // of all shards
	// State is a digest of all that the tables depend on, and Manifest one of the
	// manifest that was written with them. A shard has neither.
	State    string `json:"state,omitempty"`
	Manifest string `json:"manifest,omitempty"`
}

const journalFormat = 1

// writeJournal puts the journal of a finished map into dir.
func (j *job) writeJournal(dir, version, state, manifest string) error {
	head, err := TableLine(journalHead{
		Format: journalFormat, Version: version, Shard: j.config.Shard.String(), Config: j.config.manifest(j.mapper.chain.Stages()),
		Digests: j.mapper.digests, Stages: j.mapper.versions, Documents: j.documents.Len(), Refused: j.counts.Refused, Unopened: j.counts.Unopened,
		Passed: j.passed.counts(), Inputs: j.inputs, State: state, Manifest: manifest,
	})
	if err != nil {
		return err
	}
	return writeRecords(filepath.Join(dir, journalFile), head, j.documents.Records())
}

// dropJournal removes the journal of dir, if there is one.
func dropJournal(dir string) error {
	if err := os.Remove(filepath.Join(dir, journalFile)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("pipeline: %w", err)
	}
	return nil
}

// journal is one that was written before.
type journal struct {
	journalHead
	file *recordFile // nil: there is none
}

// errNoJournal is a directory without a journal, or with a damaged one, or one of
// another format.
var errNoJournal = errors.New("no finished run is on record here")

func openJournal(dir string) (*journal, error) {
	f, err := openRecords(filepath.Join(dir, journalFile))
	if errors.Is(err, errNoRecords) {
		return nil, fmt.Errorf("pipeline: %s: %w", dir, errNoJournal)
	}
	if err != nil {
		return nil, err
	}
	j := &journal{file: f}
	if err := json.Unmarshal(f.head, &j.journalHead); err != nil || j.Format != journalFormat {
		f.close()
		return nil, fmt.Errorf("pipeline: %s: %w", dir, errNoJournal)
	}
	return j, nil
}

func (j *journal) close() { j.file.close() }

// records yields the packed mapped documents in the order of the input.
func (j *journal) records() iter.Seq2[[]byte, error] {
	if j.file == nil {
		return func(func([]byte, error) bool) {}
	}
	return j.file.all()
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
