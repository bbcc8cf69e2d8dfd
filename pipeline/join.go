package pipeline

import (
	"bytes"
	"cmp"
	"container/heap"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"
)

// ShardFile is the name of a shard of a table, numbered from 0: "events-00003-of-00010.jsonl".
func ShardFile(table string, shard, of int) string {
	return fmt.Sprintf("%s-%05d-of-%05d.jsonl", strings.TrimSuffix(table, ".jsonl"), shard, of)
}

// tableOf is the table that a file is a shard of, or empty.
func tableOf(file string) string {
	name, ok := strings.CutSuffix(file, ".jsonl")
	var shard, of int
	for _, table := range tableNames {
		n, err := fmt.Sscanf(strings.TrimPrefix(name, strings.TrimSuffix(table, ".jsonl")), "-%05d-of-%05d", &shard, &of)
		if ok && err == nil && n == 2 && file == ShardFile(table, shard, of) {
			return table
		}
	}
	return ""
}

// Join makes of a dataset in shards, as pipeline/beam writes it, the dataset that [Run] would have
// written over the same inputs, byte for byte: each table is the merge of its shards, which are
// sorted. The digests of the shards are checked. Every shard of a table is open at a time.
func Join(ctx context.Context, from, dir string) (man Manifest, err error) {
	unlock, err := hold(dir)
	if err != nil {
		return man, err
	}
	defer unlock()
	if sameDirectory(from, dir) {
		return man, fmt.Errorf("pipeline: %s holds the shards; the dataset needs a directory of its own", dir)
	}
	if man, err = ReadManifest(from); err != nil {
		return man, err
	}
	shards := map[string][]ManifestTable{}
	for _, t := range man.Tables {
		table := tableOf(t.Name)
		if table == "" {
			return man, fmt.Errorf("pipeline: %s: %q is no shard of a table", filepath.Join(from, ManifestFile), t.Name)
		}
		shards[table] = append(shards[table], t)
	}
	ds, err := createDataset(dir, datasetFiles...)
	if err != nil {
		return man, err
	}
	defer ds.abort()
	for _, table := range tableNames {
		if err := ds.join(ctx, &man, from, table, shards[table]); err != nil {
			return man, err
		}
	}
	if err := dropJournal(dir); err != nil { // it was of another dataset
		return man, err
	}
	man.Tables = ds.tables()
	return man, ds.commit(man)
}

func (ds *dataset) join(ctx context.Context, man *Manifest, from, table string, shards []ManifestTable) error {
	open := make(merging, 0, len(shards))
	defer func() {
		for _, s := range open {
			s.stop()
		}
	}()
	for _, t := range shards {
		s := &shardLines{want: t, path: filepath.Join(from, t.Name)}
		s.pull, s.stop = iter.Pull2(man.Lines(from, t.Name))
		switch err := s.next(); {
		case errors.Is(err, io.EOF):
			s.stop()
		case err != nil:
			s.stop()
			return err
		default:
			open = append(open, s)
		}
	}
	heap.Init(&open)
	for len(open) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		s := open[0]
		if err := ds.put(table, s.line); err != nil {
			return err
		}
		switch err := s.next(); {
		case errors.Is(err, io.EOF):
			s.stop()
			heap.Pop(&open)
		case err != nil:
			return err
		default:
			heap.Fix(&open, 0)
		}
	}
	return nil
}

// shardLines are the lines of a shard, one after another.
type shardLines struct {
	want  ManifestTable
	path  string
	pull  func() (Line, error, bool)
	stop  func()
	rows  int
	bytes int64 // of the rows; a blank line is none
	line  []byte
	key   string
}

// next goes to the next line. The end is [io.EOF], if all was read that the manifest says; that the bytes have their
// digest is held by [Manifest.Lines].
func (s *shardLines) next() error {
	line, err, more := s.pull()
	switch {
	case err != nil:
		return fmt.Errorf("pipeline: %w", err)
	case !more && (s.rows != s.want.Rows || s.bytes != s.want.Bytes):
		return fmt.Errorf("pipeline: %s: not what its manifest says (%d rows, want %d)", s.path, s.rows, s.want.Rows)
	case !more:
		return io.EOF
	}
	s.rows++
	s.bytes += int64(len(line.Text))
	before := s.key
	if s.key, err = rowID(line.Text); err != nil {
		if errors.Is(err, io.EOF) { // of the row, not of the shard
			err = io.ErrUnexpectedEOF
		}
		return fmt.Errorf("pipeline: %s: %w", line.Place, err)
	}
	if s.key < before {
		return fmt.Errorf("pipeline: %s: %q stands behind %q", line.Place, s.key, before)
	}
	s.line = line.Text
	return nil
}

// rowID is the id of a row, which is its first or, behind its document's, its second field. A table
// whose rows have none has one shard.
func rowID(line []byte) (string, error) {
	dec := json.NewDecoder(bytes.NewReader(line))
	if _, err := dec.Token(); err != nil {
		return "", err
	}
	for range 2 {
		var value any
		name, err := dec.Token()
		if err == nil {
			err = dec.Decode(&value)
		}
		if err != nil {
			return "", err
		}
		if id, ok := value.(string); ok && name == "id" {
			return id, nil
		}
	}
	return "", nil
}

// merging is a heap of shards by their lines.
type merging []*shardLines

func (m merging) Len() int { return len(m) }
func (m merging) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(m[i].key, m[j].key), slices.Compare(m[i].line, m[j].line)) < 0
}
func (m merging) Swap(i, j int) { m[i], m[j] = m[j], m[i] }
func (m *merging) Push(x any)   { *m = append(*m, x.(*shardLines)) }
func (m *merging) Pop() any {
	last := (*m)[len(*m)-1]
	*m = (*m)[:len(*m)-1]
	return last
}
