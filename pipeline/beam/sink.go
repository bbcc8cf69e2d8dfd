package beam

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dateline/corpus/pack"
	"dateline/pipeline"
)

// place is the key of a shard of a table.
func place(table string, shard int) []byte { return fmt.Appendf(nil, "%s %d", table, shard) }

// placesFn names every shard, so that those without rows are written too.
type placesFn struct{ Options Options }

// ProcessElement takes an impulse.
func (f *placesFn) ProcessElement(_ []byte, emit func([]byte, []byte)) {
	for _, table := range pipeline.TableNames() {
		for shard := range f.of(table) {
			emit(place(table, shard), nil)
		}
	}
}

// of is the number of shards of a table.
func (f *placesFn) of(table string) int {
	if table == pipeline.InputsFile || table == pipeline.ErrorsFile {
		return 1 // they have a row a file, and a row a fault
	}
	return f.Options.shards()
}

// sinkFn writes a shard.
type sinkFn struct{ Options Options }

// ProcessElement takes all rows of a shard. It emits what the manifest says of it.
func (f *sinkFn) ProcessElement(ctx context.Context, at []byte, rows func(*[]byte) bool, emit func([]byte, []byte)) error {
	table, number, _ := strings.Cut(string(at), " ")
	var shard int
	if _, err := fmt.Sscan(number, &shard); err != nil {
		return fmt.Errorf("beam: %q is no shard: %w", at, err)
	}
	name := pipeline.ShardFile(table, shard, (&placesFn{f.Options}).of(table))
	out, err := create(ctx, f.Options.Output, name)
	if err != nil {
		return err
	}
	defer out.Abort()
	t := pipeline.ManifestTable{Name: name}
	real := func(value *[]byte) bool {
		for rows(value) {
			if len(*value) > 0 {
				return true
			}
		}
		return false
	}
	for r, err := range sorted(real, f.Options.TempDir) {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			_, err = out.Write(r.Value)
		}
		if err != nil {
			return err
		}
		t.Rows++
	}
	t.Bytes, t.SHA256 = out.Size(), out.Digest()
	if err := out.Commit(); err != nil {
		return err
	}
	emit(everything, tagged('t', &t))
	return nil
}

// countedFn marks the sum of counts.
func countedFn(_, counts []byte, emit func([]byte, []byte)) {
	emit(everything, append([]byte{'c'}, counts...))
}

// manifestFn writes the manifest, when all shards have their names.
type manifestFn struct{ Options Options }

// ProcessElement takes what the manifest says of the shards, and the counts.
func (f *manifestFn) ProcessElement(ctx context.Context, _ []byte, parts func(*[]byte) bool, emit func([]byte)) error {
	man := pipeline.Manifest{Contract: pipeline.ContractVersion, Version: f.Options.Version, Config: f.Options.Want, Stages: f.Options.Stages}
	var value []byte
	for parts(&value) {
		var err error
		if value[0] == 'c' {
			err = pack.Read(string(value[1:]), &man.Counts)
		} else {
			var t pipeline.ManifestTable
			err = pack.Read(string(value[1:]), &t)
			man.Tables = append(man.Tables, t)
		}
		if err != nil {
			return err
		}
	}
	slices.SortFunc(man.Tables, func(a, b pipeline.ManifestTable) int { return strings.Compare(a.Name, b.Name) })
	data, err := man.Encode()
	if err != nil {
		return err
	}
	out, err := create(ctx, f.Options.Output, pipeline.ManifestFile)
	if err != nil {
		return err
	}
	defer out.Abort()
	if _, err := out.Write(data); err != nil {
		return err
	}
	if err := out.Commit(); err != nil {
		return err
	}
	emit(data)
	return nil
}

// Manifest reads the manifest of an output directory.
func Manifest(ctx context.Context, dir string) (pipeline.Manifest, error) {
	var man pipeline.Manifest
	at := strings.TrimSuffix(dir, "/") + "/" + pipeline.ManifestFile
	in, err := open(ctx, at)
	if err != nil {
		return man, fmt.Errorf("beam: %w", err)
	}
	defer in.Close()
	if err := json.NewDecoder(in).Decode(&man); err != nil {
		return man, fmt.Errorf("beam: %s: %w", at, err)
	}
	return man, nil
}
