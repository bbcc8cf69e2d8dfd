package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"dateline/corpus/read"
	"dateline/extract/article/internal/classifier"
)

// record is a page or a text of a set, with what people marked in it.
type record struct {
	ID, URL, HTML, Text string

	set       string
	gold      gold
	auxiliary bool // it teaches, but people did not mark it: no figure counts it
}

// gold is what people marked: a text, of which some paragraphs may be optional, or
// stretches that the article has and has not.
type gold struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`
	Optional []string `json:"optional"`
	With     []string `json:"with"`
	Without  []string `json:"without"`
}

// stretches reports whether only stretches are marked.
func (g *gold) stretches() bool { return g.Text == "" }

// part is that of the cross-validation: records of one site are in one part.
func (r *record) part() int { return int(classifier.Hash(siteOf(r.URL)) >> 8 % parts) }

// load reads sets of a folder.
func load(folder string, sets []string) ([]*record, error) {
	var all []*record
	for _, set := range sets {
		marked := map[string]gold{}
		err := lines(filepath.Join(folder, set+".gold.jsonl"), func(line []byte) error {
			var g gold
			err := json.Unmarshal(line, &g)
			marked[g.ID] = g
			return err
		})
		if err != nil {
			return nil, err
		}
		err = lines(filepath.Join(folder, set+".in.jsonl.gz"), func(line []byte) error {
			r := &record{set: set}
			if err := json.Unmarshal(line, r); err != nil {
				return err
			}
			g, ok := marked[r.ID]
			if !ok {
				return fmt.Errorf("%s has no gold", r.ID)
			}
			r.gold = g
			all = append(all, r)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// lines calls f with every line of a file, which may be gzipped.
func lines(name string, f func([]byte) error) error {
	file, err := read.File(name)
	if err != nil {
		return err
	}
	defer file.Close()
	sc := bufio.NewScanner(file)
	sc.Buffer(nil, 1<<26)
	for n := 1; sc.Scan(); n++ {
		if err := f(sc.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// hostOf is the host of an address without "www.".
func hostOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	host, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(strings.ToLower(host), "www.")
}

// siteOf is the site of an address: the last two names of its host, or three where
// the second is short as in "co.uk".
func siteOf(address string) string {
	names := strings.Split(hostOf(address), ".")
	n := 2
	if len(names) > 2 && len(names[len(names)-2]) <= 3 {
		n = 3
	}
	return strings.Join(names[max(0, len(names)-n):], ".")
}
