package pipeline

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"

	"dateline/corpus/pack"
	"dateline/pipeline/cache"
)

// RunShard maps one shard of the inputs (Config.Shard) into a directory that [Merge]
// puts together with those of the other shards. It writes no tables but the one of
// errors.
func RunShard(ctx context.Context, c Config, paths []string, dir, version string) (out Outcome, err error) {
	unlock, err := hold(dir)
	if err != nil {
		return out, err
	}
	defer unlock()
	if _, err := os.Stat(filepath.Join(dir, ManifestFile)); err == nil {
		return out, fmt.Errorf("pipeline: %s holds a dataset; a shard needs a directory of its own", dir)
	}
	// A journal says that the shard is whole; until it is again, there is none. A merge
	// cannot make again what the cache has lost, so every record is read before it is believed.
	if err := dropJournal(dir); err != nil {
		return out, err
	}
	if c.CacheDir != "" {
		return out, errors.New("pipeline: a shard keeps its cache in its own directory, where the merge finds it")
	}
	job, close, err := c.mapTo(ctx, paths, dir, true)
	if err != nil {
		return out, err
	}
	defer close()
	out.Work, out.Manifest.Counts = job.mapper.work.sum, job.counts
	out.Manifest.Counts.Documents = job.documents.Len()
	out.Manifest.Counts.Refused += job.unopened // for the exit status
	out.Manifest.Counts.Unopened += job.unopened
	out.Report.Seconds.Map = job.phases.lap()
	defer func() { out.Report.complete(job, version, &out) }()
	out.Errors = job.letters.sorted.Len()
	ds, err := createDataset(dir, ErrorsFile)
	if err != nil {
		return out, err
	}
	defer ds.abort()
	if err := job.letters.each(func(line []byte) error { return ds.put(ErrorsFile, line) }); err != nil {
		return out, err
	}
	if err := ds.files[ErrorsFile].Commit(); err != nil {
		return out, err
	}
	return out, job.writeJournal(dir, version, "", "")
}

// Merge makes of the directories of all shards, in any order, the dataset that one
// run over all inputs would have made, byte for byte. The shards are only read.
func Merge(ctx context.Context, c Config, shards []string, dir, version string) (out Outcome, err error) {
	unlock, err := hold(dir)
	if err != nil {
		return out, err
	}
	defer unlock()
	c.TempDir = cmp.Or(c.TempDir, filepath.Join(dir, stateDir))
	ds, err := createDataset(dir, datasetFiles...)
	if err != nil {
		return out, err
	}
	defer ds.abort()

	var stores several
	defer func() {
		for _, s := range stores {
			s.Close()
		}
	}()
	var first *journal
	var job *job
	have := map[Shard]string{}
	for i, shard := range shards {
		if sameDirectory(shard, dir) {
			return out, fmt.Errorf("pipeline: %s is one of the shards; the dataset needs a directory of its own", dir)
		}
		j, err := openJournal(shard)
		if err != nil {
			return out, err
		}
		if first == nil {
			defer j.close()
			first = j
			if c, err = c.with(j.Config); err != nil {
				return out, err
			}
			if job, err = c.start(nil, nil); err != nil {
				return out, err
			}
			defer job.close()
			if job.mapper.digests != j.Digests || version != j.Version {
				return out, fmt.Errorf("pipeline: %s was made by another version of the program", shard)
			}
			if c.actorsDigest() != j.Config.Actors {
				return out, fmt.Errorf("pipeline: %s was made with another actors file, or none: give the merge the same", shard)
			}
		}
		if !reflect.DeepEqual(j.Config, first.Config) || j.Digests != first.Digests || j.Version != first.Version {
			return out, fmt.Errorf("pipeline: %s and %s differ in configuration or version", shards[0], shard)
		}
		if j.Inputs != first.Inputs {
			return out, fmt.Errorf("pipeline: %s and %s were cut from different inputs", shards[0], shard)
		}
		s, err := ParseShard(j.Shard)
		if err != nil {
			return out, fmt.Errorf("pipeline: %s: %w", shard, err)
		}
		if other, twice := have[s]; twice {
			return out, fmt.Errorf("pipeline: %s and %s both hold shard %s", other, shard, s)
		}
		have[s] = shard
		if s.Of != len(shards) {
			return out, fmt.Errorf("pipeline: %s holds shard %s, but %d shards are given", shard, s, len(shards))
		}
		store, err := cache.Open(filepath.Join(shard, cacheDir), cache.Options{ReadOnly: true})
		if err != nil {
			return out, fmt.Errorf("pipeline: %w", err)
		}
		stores = append(stores, store)
		err = job.take(ctx, j, i, shard)
		if j != first {
			j.close()
		}
		if err != nil {
			return out, err
		}
	}
	if err := dropJournal(dir); err != nil { // it was of another dataset
		return out, err
	}
	job.mapper.shelf = stores
	return out, job.finish(ctx, ds, &out, version, "")
}

func sameDirectory(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// take adds the documents and letters of a shard.
func (j *job) take(ctx context.Context, from *journal, home int, dir string) error {
	var buf []byte
	for record, err := range from.records() {
		var m mapped
		if err == nil {
			err = cmp.Or(ctx.Err(), pack.Read(string(record), &m))
		}
		if err != nil {
			return err
		}
		m.Home = home
		buf = pack.Append(buf[:0], &m)
		if _, err := j.documents.Add(buf); err != nil {
			return err
		}
	}
	j.counts.Refused += from.Refused
	j.counts.Unopened += from.Unopened
	for line, err := range Lines(filepath.Join(dir, ErrorsFile)) {
		var l Letter
		if err == nil {
			if err = json.Unmarshal(line.Text, &l); err != nil {
				err = fmt.Errorf("%s: %w", line.Place, err)
			}
		}
		if err != nil {
			return fmt.Errorf("pipeline: %w", err)
		}
		j.letters.add(l)
	}
	return nil
}
