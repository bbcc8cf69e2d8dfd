package diff

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/write"
)

// partnered are documents a, b, c, … that hold the article; in each the first event, and the first quotation, are
// of a group of that name.
func partnered(groups ...string) []*corpus.Document {
	var out []*corpus.Document
	for n, g := range groups {
		out = append(out, named1(string(rune('a'+n)), same))
		d := out[n]
		for i := range d.Events {
			d.Events[i].EventID = fmt.Sprint(d.ID, i)
		}
		for i := range d.Quotes {
			d.Quotes[i].QuoteID = fmt.Sprint(d.ID, i)
		}
		d.Events[0].EventID, d.Quotes[0].QuoteID = g, g
	}
	return out
}

func TestIdentity(t *testing.T) {
	for _, c := range []struct {
		name     string
		old, new string
		want     []string // changes of events, in order
		clusters int      // of events and quotations
	}{
		{"as they were", "x x y z", "x x y z", nil, 0},
		{"other names", "x x y z", "u u v w", nil, 0},
		{"names that change places", "x x y y", "y y x x", nil, 0},
		{"apart", "x x y", "x u y", []string{"a: b → ", "b: a → "}, 2},
		{"together", "x y z", "x x z", []string{"a:  → b", "b:  → a"}, 2},
		{"from one to another", "x x x y", "x x y y", []string{"a: b, c → b", "b: a, c → a", "c: a, b → d", "d:  → c"}, 4},
		{"many", "x x x x x x", "x x x x x y", []string{"a: b, c, d, … (6 reports in all) → b, c, d, … (5 reports in all)",
			"b: a, c, d, … (6 reports in all) → a, c, d, … (5 reports in all)", "c: a, b, d, … (6 reports in all) → a, b, d, … (5 reports in all)",
			"d: a, b, c, … (6 reports in all) → a, b, c, … (5 reports in all)", "e: a, b, c, … (6 reports in all) → a, b, c, … (5 reports in all)",
			"f: a, b, c, … (6 reports in all) → "}, 2},
	} {
		old, new := dataset(t, "", partnered(strings.Fields(c.old)...)...), dataset(t, "", partnered(strings.Fields(c.new)...)...)
		for _, jobs := range []int{1, 3} {
			var got []string
			r, err := Compare(t.Context(), old, new, Options{Jobs: jobs, Each: func(x *Change) error {
				if x.Field != Identity || x.Class != Revalued {
					t.Errorf("%s: %+v", c.name, x)
				}
				if x.Layer == Events {
					got = append(got, x.Document+": "+x.Old+" → "+x.New)
				}
				return nil
			}})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, c.want) || r.NumClusters != c.clusters || r.Differences != 2*len(c.want) || r.Tally.Changed != len(c.want) {
				t.Errorf("%s: %q in %d clusters, %d documents, want %q in %d", c.name, got, r.NumClusters, r.Tally.Changed, c.want, c.clusters)
			}
			if f := r.Tally.Fields[FieldName{Events, Identity}]; f.Compared-f.Unchanged != len(c.want) {
				t.Errorf("%s: %+v", c.name, f)
			}
			r.Close()
		}
	}
}

// TestIdentityOfWhatStays holds that a report which only one side has is no change of the others' identity.
func TestIdentityOfWhatStays(t *testing.T) {
	old := dataset(t, "", partnered("x", "x", "x")...)
	new := dataset(t, "", partnered("u", "u")...)
	r, err := Compare(t.Context(), old, new, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if r.Differences != 1 { // the document that is gone
		t.Errorf("%d changes", r.Differences)
	}
}

func TestCompressedRecords(t *testing.T) {
	plain := dataset(t, "", partnered("x", "x")...)
	data, err := os.ReadFile(plain)
	if err != nil {
		t.Fatal(err)
	}
	packed := filepath.Join(t.TempDir(), "records.jsonl.gz")
	f, err := os.Create(packed)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	z.Write(data)
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir()
	changed := dataset(t, "", partnered("x", "y")...)
	r, err := Compare(t.Context(), packed, changed, Options{TempDir: temp, Documents: true})
	if err != nil {
		t.Fatal(err)
	}
	if r.Differences != 4 {
		t.Errorf("%d changes", r.Differences)
	}
	if d, _, err := r.Documents("b"); err != nil || d.ID != "b" {
		t.Errorf("%v, %v", d, err)
	}
	r.Close()
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := Pairs(t.Context(), plain, packed, func(x, y *corpus.Document) error {
		if x == nil || y == nil || x.ID != y.ID {
			t.Error(x, y)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(packed, append([]byte{0x1f, 0x8b}, "rubbish"...), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Compare(t.Context(), packed, plain, Options{}); err == nil || !strings.Contains(err.Error(), packed) {
		t.Errorf("damaged: %v", err)
	}
}

func TestDamagedTable(t *testing.T) {
	docs := partnered("x", "y")
	file := dataset(t, "", docs...)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := json.Marshal(map[string]any{"version": "1", "tables": []any{map[string]any{"name": documentsFile, "rows": 2, "bytes": len(data), "sha256": fmt.Sprintf("%x", sha256.Sum256(data))}}})
	if err != nil {
		t.Fatal(err)
	}
	good := dataset(t, string(manifest), docs...)
	bad := dataset(t, string(manifest), docs...)
	path := filepath.Join(bad, documentsFile)
	for name, text := range map[string]string{
		"shorter":       string(data[:len(data)-1]),
		"another value": strings.Replace(string(data), `"published":"2021-05-05"`, `"published":"2021-05-04"`, 1),
		"no record":     strings.Replace(string(data), `"text":`, `"text" `, 1),
	} {
		if text == string(data) {
			t.Fatalf("%s: nothing was damaged", name)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, sides := range [][2]string{{good, bad}, {bad, good}} {
			r, err := Compare(t.Context(), sides[0], sides[1], Options{})
			if err == nil {
				r.Close()
			}
			if !errors.Is(err, write.ErrDamaged) || !strings.Contains(err.Error(), path) {
				t.Errorf("%s: %v", name, err)
			}
			if err := Pairs(t.Context(), sides[0], sides[1], func(x, y *corpus.Document) error { return nil }); !errors.Is(err, write.ErrDamaged) {
				t.Errorf("%s, pairs: %v", name, err)
			}
		}
	}
	if r, err := Compare(t.Context(), good, good, Options{}); err != nil || r.Differences > 0 {
		t.Errorf("whole: %v", err)
	}
}
