package pipeline

import (
	"fmt"
	"iter"
	"path/filepath"

	"dateline/corpus/pack"
	"dateline/corpus/spill"
	"dateline/pipeline/cache"
)

// CacheOf is the directory of a dataset's cache.
func CacheOf(dataset string) string { return filepath.Join(dataset, cacheDir) }

// KindName is what a kind of cache record holds.
func KindName(k cache.Kind) string {
	switch k {
	case kindText:
		return "texts"
	case kindCard:
		return "cards"
	case kindLayers:
		return "layers"
	case kindEvents:
		return "events"
	}
	return fmt.Sprintf("kind %d", k)
}

// Prune drops from a cache what the last runs of the datasets did not use.
func Prune(at string, datasets []string) (cache.PruneStats, error) {
	var st cache.PruneStats
	store, err := cache.Open(at, cache.Options{})
	if err != nil {
		return st, fmt.Errorf("pipeline: %w", err)
	}
	defer store.Close()
	// From here on nobody puts anything, so the journals are the last ones.
	keys := spill.Sorter{Dir: at}
	defer keys.Close()
	for _, dir := range datasets {
		j, err := openJournal(dir)
		if err != nil {
			return st, err
		}
		defer j.close()
		for record, err := range j.records() {
			var m mapped
			if err == nil {
				err = pack.Read(string(record), &m)
			}
			if err != nil {
				return st, err
			}
			for _, k := range []cache.Key{m.Text, m.Card, m.Layers, m.Events} {
				if err := keys.Add(k[:], nil); err != nil {
					return st, err
				}
			}
		}
	}
	st, err = store.Prune(distinct(keys.Rows()))
	if err != nil {
		return st, fmt.Errorf("pipeline: %w", err)
	}
	return st, nil
}

// distinct yields sorted keys, each once.
func distinct(rows iter.Seq2[spill.Row, error]) iter.Seq2[cache.Key, error] {
	return func(yield func(cache.Key, error) bool) {
		var last cache.Key
		for row, err := range rows {
			var k cache.Key
			copy(k[:], row.Key)
			if err == nil && k == last {
				continue
			}
			last = k
			if !yield(k, err) || err != nil {
				return
			}
		}
	}
}
