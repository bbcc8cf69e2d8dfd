package pipeline

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"

	"dateline/corpus/spill"
)

// Key is what letters are sorted by: path, place (numbers by their value) and stage.
func (l *Letter) Key() []byte {
	key := sortable(nil, l.Path)
	key = binary.BigEndian.AppendUint32(key, uint32(len(l.Place)))
	for _, s := range []string{l.Place, l.Stage, l.Reason} {
		key = sortable(key, s)
	}
	return key
}

// letters keeps the dead letters of a run in the order of path, place and stage,
// which does not depend on when the failures were met.
type letters struct {
	sorted spill.Sorter
	hash   hash.Hash // of all letters as they came
	err    error
}

func (l *letters) add(letter Letter) {
	key := letter.Key()
	line, err := TableLine(letter)
	if l.hash == nil {
		l.hash = sha256.New()
	}
	l.hash.Write(line)
	if err == nil {
		err = l.sorted.Add(key, line)
	}
	if l.err == nil {
		l.err = err
	}
}

// sum is a digest of the letters in the order they came.
func (l *letters) sum() []byte {
	if l.hash == nil {
		return nil
	}
	return l.hash.Sum(nil)
}

// each hands the letters over in order, once.
func (l *letters) each(do func(line []byte) error) error {
	if l.err != nil {
		return l.err
	}
	for row, err := range l.sorted.Rows() {
		if err == nil {
			err = do(row.Value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// report is each for letters as values.
func (l *letters) report(do func(Letter)) error {
	return l.each(func(line []byte) error {
		var letter Letter
		if err := json.Unmarshal(line, &letter); err != nil {
			return fmt.Errorf("pipeline: %w", err)
		}
		do(letter)
		return nil
	})
}
