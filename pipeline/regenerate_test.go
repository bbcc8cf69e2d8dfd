package pipeline

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/extract/article"
	"dateline/normalize/actors"
)

// files are the visible files of a dataset directory.
func files(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(data)
	}
	return out
}

func same(t testing.TB, what string, got, want map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] == want[name] {
			continue
		}
		a, b := strings.Split(got[name], "\n"), strings.Split(want[name], "\n")
		for i := range b {
			if i >= len(a) || a[i] != b[i] {
				line := ""
				if i < len(a) {
					line = a[i]
				}
				t.Fatalf("%s: %s:%d is\n%.600s\nwant\n%.600s", what, name, i+1, line, b[i])
			}
		}
		t.Fatalf("%s: %s has %d lines too many", what, name, len(a)-len(b))
	}
	if len(got) != len(want) {
		t.Fatalf("%s: files %v, want %v", what, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}

// edits is a small dump that a test changes step by step.
type edits struct {
	random *rand.Rand
	dir    string
	lines  [][]string // of each file
	rows   []string   // of the actors file
	c      Config
}

var people = []string{"Olena Marchenko", "Olena Marchenco", "Piotr Zawadzki", "Marchenko", "Boris Tarvin", "Boris Tarwin", "Anna Lindqvist", "Vladimir Putin", "Angela Merkel"}
var places = []string{"Oslo", "Kyiv", "Geneva", "Warsaw", "Ankara"}

func (e *edits) sentence() string {
	p, q, at := people[e.random.IntN(len(people))], people[e.random.IntN(len(people))], places[e.random.IntN(len(places))]
	switch e.random.IntN(4) {
	case 0:
		return fmt.Sprintf("%s met %s in %s on March %d, 2014.", p, q, at, 1+e.random.IntN(28))
	case 1:
		return fmt.Sprintf("\\u201cWe will not leave %s,\\u201d %s said on Monday.", at, p)
	case 2:
		return fmt.Sprintf("%s accused the government of %s of attacking civilians.", p, q)
	}
	return fmt.Sprintf("The foreign minister of Norway, %s, welcomed the agreement.", p)
}

func (e *edits) record() string {
	id := e.random.IntN(60)
	var text []string
	for range 1 + e.random.IntN(4) {
		text = append(text, e.sentence())
	}
	head := fmt.Sprintf(`"id":"doc-%d"`, id)
	if id%5 == 0 {
		head = fmt.Sprintf(`"url":"https://example.org/%d"`, id)
	}
	return fmt.Sprintf(`{%s,"title":"Talks in %s","published":"2014-03-%02d","text":"%s"}`, head, places[id%len(places)], 1+id%28, strings.Join(text, " "))
}

// step changes something and says what.
func (e *edits) step() string {
	f := e.random.IntN(len(e.lines))
	at := 0
	if len(e.lines[f]) > 0 {
		at = e.random.IntN(len(e.lines[f]))
	}
	switch n := e.random.IntN(12); {
	case n == 0 && len(e.lines[f]) > 3:
		e.lines[f] = slices.Delete(e.lines[f], at, at+1)
		return "a record removed"
	case n == 1:
		e.lines[f] = slices.Insert(e.lines[f], at, e.record())
		return "a record added"
	case n == 2:
		e.random.Shuffle(len(e.lines[f]), func(i, j int) { e.lines[f][i], e.lines[f][j] = e.lines[f][j], e.lines[f][i] })
		return "records in another order"
	case n == 3 && len(e.lines[f]) > 0:
		e.lines[f] = append(e.lines[f], e.lines[f][at])
		return "a record twice"
	case n == 4:
		e.lines[f] = slices.Insert(e.lines[f], at, `{"id":`)
		return "a broken line"
	case n == 5:
		e.c.Boilerplate = []article.Mode{article.Auto, article.Strip, article.Keep}[e.random.IntN(3)]
		return "another mode"
	case n <= 8:
		if len(e.rows) > 0 && e.random.IntN(3) == 0 {
			e.rows = slices.Delete(e.rows, 0, 1)
			return "an actor removed"
		}
		rows := []string{
			"Olena Marchenko\tOlena Marchenco\tPERSON\tUKR\tGOV\t\t", "Boris Tarvin\tBoris Tarwin|Tarvin\tPERSON\tRUS\tMIL\tboris-the-first\t",
			"Piotr Zawadzki\t\tPERSON\tPOL\tOPP\t\t", "Talks of Oslo\tOslo Talks\tORG\tIGO\t\t\t", "Angela Merkel\tFrau Merkel\tPERSON\tDEU\t\t\t",
		}
		row := rows[e.random.IntN(len(rows))]
		if !slices.Contains(e.rows, row) {
			e.rows = append(e.rows, row)
		}
		return "an actor added"
	default:
		if len(e.lines[f]) == 0 {
			return "nothing"
		}
		e.lines[f][at] = e.record()
		return "a record changed"
	}
}

// write puts the dump on the disk and reads the actors file.
func (e *edits) write(t *testing.T) {
	for i, lines := range e.lines {
		if err := os.WriteFile(filepath.Join(e.dir, fmt.Sprintf("%d.jsonl", i)), []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	e.c.Actors = nil
	if len(e.rows) == 0 {
		return
	}
	path := filepath.Join(t.TempDir(), "actors.tsv")
	if err := os.WriteFile(path, []byte("name\taliases\ttype\tcountry\tsector\tid\tnouns\n"+strings.Join(e.rows, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	file, err := actors.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if e.c.Actors, err = actors.Default().With(file); err != nil {
		t.Fatal(err)
	}
}

// TestRegeneratedIsFresh is what the cache is for: after any edit, a run over a dataset
// gives the bytes of a run from scratch, and what did not change is not worked out again.
func TestRegeneratedIsFresh(t *testing.T) {
	rounds := 40
	if testing.Short() {
		rounds = 8
	}
	for seed := range uint64(3) {
		e := &edits{random: rand.New(rand.NewPCG(seed, 9)), dir: t.TempDir(), lines: make([][]string, 3)}
		e.c.Version = func(string) string { return "1" }
		for f := range e.lines {
			for range 8 {
				e.lines[f] = append(e.lines[f], e.record())
			}
		}
		kept := t.TempDir()
		for round := range rounds / 3 {
			what := e.step()
			e.write(t)
			again, err := Run(t.Context(), e.c, []string{e.dir}, kept, "test")
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			scratch := filepath.Join(t.TempDir(), "scratch")
			if _, err := Run(t.Context(), e.c, []string{e.dir}, scratch, "test"); err != nil {
				t.Fatal(err)
			}
			same(t, fmt.Sprintf("seed %d, round %d: %s", seed, round, what), files(t, kept), files(t, scratch))
			if round == 0 {
				continue
			}
			most := map[string]int{"a record changed": 1, "a record added": 1}[what]
			if strings.HasPrefix(what, "a record") || strings.HasPrefix(what, "an actor") || what == "nothing" {
				if again.Work.Text > most {
					t.Errorf("seed %d, round %d: %s: %d texts worked out", seed, round, what, again.Work.Text)
				}
			}
			if n := again.Work.Layers; strings.HasPrefix(what, "an actor") && n == again.Work.Documents {
				t.Errorf("seed %d, round %d: %s: all %d documents worked out", seed, round, what, n)
			}
		}
	}
}

// A new version of a stage's code redoes that stage's section and what comes after it.
func TestNewVersionsRedoTheirSections(t *testing.T) {
	dir, out := dump(t), t.TempDir()
	versions := map[string]string{}
	c := Config{Version: func(pkg string) string { return pkg + versions[pkg] }}
	run := func(what string) Work {
		t.Helper()
		o, err := Run(t.Context(), c, []string{dir}, out, "test")
		if err != nil {
			t.Fatal(err)
		}
		fresh := t.TempDir()
		if _, err := Run(t.Context(), c, []string{dir}, fresh, "test"); err != nil {
			t.Fatal(err)
		}
		same(t, what, files(t, out), files(t, fresh))
		return o.Work
	}
	first := run("first")
	if n := first.Documents; first.Text != n || first.Layers != n || first.Events != n || n < 16 {
		t.Errorf("first run: %+v", first)
	}
	n := first.Documents
	for _, x := range []struct {
		pkg                  string
		text, layers, events int
	}{
		{"", 0, 0, 0},
		{"dateline/extract/events", 0, 0, n},
		{"dateline/extract/quotes", 0, n, n},
		{"dateline/extract/article", n, 0, 0}, // the text comes out the same: what follows is cut off
		{"dateline/pipeline", 0, 0, n},
	} {
		versions[x.pkg] += "+"
		w := run(x.pkg)
		if w.Text != x.text || w.Layers != x.layers || w.Events != x.events {
			t.Errorf("%s changed: %+v, want %+v", x.pkg, w, x)
		}
	}
}

func TestUnchangedDatasetIsChecked(t *testing.T) {
	dir, out := dump(t), t.TempDir()
	c := Config{}
	run := func() bool {
		t.Helper()
		o, err := Run(t.Context(), c, []string{dir}, out, "test")
		if err != nil {
			t.Fatal(err)
		}
		return o.Unchanged
	}
	if run() {
		t.Error("the first run finds nothing to do")
	}
	want := files(t, out)
	if !run() {
		t.Error("the second run does something")
	}
	for _, name := range []string{EventsFile, ManifestFile} {
		if err := os.WriteFile(filepath.Join(out, name), []byte("{}\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if run() {
			t.Errorf("%s is not looked at", name)
		}
		same(t, name, files(t, out), want)
	}
	if err := os.Remove(filepath.Join(out, QuotesFile)); err != nil {
		t.Fatal(err)
	}
	if run() {
		t.Error("a missing table is not missed")
	}
	same(t, "after a table was removed", files(t, out), want)
	c.Fresh = true
	if run() {
		t.Error("--fresh does nothing")
	}
	same(t, "fresh", files(t, out), want)
}

func TestShardsMergeIntoOneRun(t *testing.T) {
	dir := dump(t)
	whole := t.TempDir()
	if _, err := Run(t.Context(), Config{}, []string{dir}, whole, "test"); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{1, 2, 5, 30} { // with thirty, some have nothing
		var shards []string
		total := 0
		for i := n; i >= 1; i-- {
			shard := t.TempDir()
			o, err := RunShard(t.Context(), Config{Shard: Shard{i, n}}, []string{dir}, shard, "test")
			if err != nil {
				t.Fatal(err)
			}
			total += o.Work.Documents
			shards = append(shards, shard)
		}
		merged := t.TempDir()
		o, err := Merge(t.Context(), Config{}, shards, merged, "test")
		if err != nil {
			t.Fatal(err)
		}
		if total != o.Manifest.Counts.Documents {
			t.Errorf("%d shards map %d documents of %d", n, total, o.Manifest.Counts.Documents)
		}
		same(t, fmt.Sprint(n, " shards"), files(t, merged), files(t, whole))
		if n == 5 {
			for what, wrong := range map[string][]string{"one missing": shards[1:], "one twice": append(slices.Clone(shards[1:]), shards[2])} {
				if _, err := Merge(t.Context(), Config{}, wrong, t.TempDir(), "test"); err == nil {
					t.Errorf("%s: no error", what)
				}
			}
			if _, err := Merge(t.Context(), Config{}, shards, t.TempDir(), "other"); err == nil {
				t.Error("another version: no error")
			}
		}
	}
}

func TestDryRun(t *testing.T) {
	e := &edits{random: rand.New(rand.NewPCG(5, 9)), dir: t.TempDir(), lines: make([][]string, 1)}
	versions := ""
	e.c.Version = func(pkg string) string { return pkg + versions }
	for i := range 6 {
		e.lines[0] = append(e.lines[0], fmt.Sprintf(`{"id":"doc-%d","published":"2014-03-01","text":"%s"}`, i, e.sentence()))
	}
	out := filepath.Join(t.TempDir(), "dataset")
	plan := func() (Work, map[string]int) {
		t.Helper()
		e.write(t)
		why := map[string]int{}
		w, _, err := DryRun(t.Context(), e.c, []string{e.dir}, out, func(Letter) {}, func(r Redo) error {
			why[r.What+": "+r.Why]++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return w, why
	}
	expect := func(what string, want map[string]int) {
		t.Helper()
		w, why := plan()
		if !maps.Equal(why, want) {
			t.Errorf("%s: %v, want %v", what, why, want)
		}
		o, err := Run(t.Context(), e.c, []string{e.dir}, out, "test")
		if err != nil {
			t.Fatal(err)
		}
		if w.Documents != o.Work.Documents || w.Text != o.Work.Text || w.Layers < o.Work.Layers || w.Events < o.Work.Events {
			t.Errorf("%s: foretold %+v, done %+v", what, w, o.Work)
		}
	}
	if _, why := plan(); why["text: new"] != 6 {
		t.Errorf("before any run: %v", why)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a dry run makes the directory")
	}
	expect("first", map[string]int{"text: new": 6})
	expect("nothing", map[string]int{})
	e.lines[0][2] = `{"id":"doc-2","text":"Olena Marchenko resigned."}`
	e.lines[0][4] = `{"id":"doc-9","text":"Nobody came."}`
	expect("edits", map[string]int{"text: the record has changed": 1, "text: new": 1, "gone: the record is there no more": 1})
	e.rows = []string{"Olena Marchenko\t\tPERSON\tUKR\tGOV\t\t"}
	if _, why := plan(); why["layers: "+WhyActors] == 0 || len(why) != 1 {
		t.Errorf("an actor added: %v", why)
	}
	if _, err := Run(t.Context(), e.c, []string{e.dir}, out, "test"); err != nil {
		t.Fatal(err)
	}
	e.c.Boilerplate = article.Keep
	expect("another mode", map[string]int{"text: boilerplate was auto and is keep": 6})
	versions = "+"
	if _, why := plan(); why["text: the program has changed: article"] != 6 {
		t.Errorf("another version: %v", why)
	}
}

// The parts of the reduce are redone only where something of their own changed.
func TestReduceIsRedoneByParts(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	c := Config{Version: func(string) string { return "1" }}
	text := "Olena Marchenko met Boris Tarvin in Oslo on Monday. \\u201cWe will not leave the city before this is over,\\u201d she said."
	for _, x := range []struct {
		what, record string
		want         string
	}{
		{"first", `{"id":"a","published":"2014-03-04","title":"Talks","text":"` + text + `"}`, "actors copies quotes events"},
		{"another title", `{"id":"a","published":"2014-03-04","title":"Talks in Oslo","text":"` + text + `"}`, ""},
		{"another day", `{"id":"a","published":"2014-03-24","title":"Talks in Oslo","text":"` + text + `"}`, "events"},
		{"a word that is no name", `{"id":"a","published":"2014-03-24","title":"Talks in Oslo","text":"` + strings.Replace(text, "the city", "this city", 1) + `"}`, "copies quotes events"},
		{"another id", `{"id":"b","published":"2014-03-24","title":"Talks in Oslo","text":"` + strings.Replace(text, "the city", "this city", 1) + `"}`, "actors copies quotes events"},
	} {
		if err := os.WriteFile(filepath.Join(dir, "a.jsonl"), []byte(x.record+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		o, err := Run(t.Context(), c, []string{dir}, out, "test")
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(o.Report.Reduced, " "); got != x.want {
			t.Errorf("%s: %q worked out, want %q", x.what, got, x.want)
		}
		fresh := t.TempDir()
		if _, err := Run(t.Context(), c, []string{dir}, fresh, "test"); err != nil {
			t.Fatal(err)
		}
		same(t, x.what, files(t, out), files(t, fresh))
	}
}

// What a review found once: each of these gave a dataset other than a run from scratch.
func TestRegenerationKeepsItsPromises(t *testing.T) {
	dir := dump(t)
	v := Config{Version: func(string) string { return "1" }}
	run := func(c Config, out string, paths ...string) (Outcome, error) {
		return Run(t.Context(), c, paths, out, "test")
	}
	t.Run("a limit that is lowered", func(t *testing.T) {
		out, fresh := t.TempDir(), t.TempDir()
		small := v
		small.MaxTextBytes = 2000
		for _, x := range []struct {
			c  Config
			to string
		}{{v, out}, {small, out}, {small, fresh}} {
			if _, err := run(x.c, x.to, dir); err != nil {
				t.Fatal(err)
			}
		}
		same(t, "lowered", files(t, out), files(t, fresh))
		if !strings.Contains(files(t, out)[ErrorsFile], "larger than 2000 bytes") {
			t.Error("the limit refuses nothing: the test needs a lower one")
		}
	})
	t.Run("another dataset was put in its place", func(t *testing.T) {
		out, other := t.TempDir(), t.TempDir()
		if _, err := run(v, out, dir); err != nil {
			t.Fatal(err)
		}
		want := files(t, out)
		if _, err := run(v, other, filepath.Join(dir, "broken.jsonl")); err != nil {
			t.Fatal(err)
		}
		for name, data := range files(t, other) {
			if err := os.WriteFile(filepath.Join(out, name), []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		o, err := run(v, out, dir)
		if err != nil || o.Unchanged {
			t.Errorf("unchanged %v, %v", o.Unchanged, err)
		}
		same(t, "after another dataset", files(t, out), want)
	})
	t.Run("a dataset among its inputs", func(t *testing.T) {
		in := dump(t)
		out := filepath.Join(in, "dataset")
		first, err := run(v, out, in)
		if err != nil {
			t.Fatal(err)
		}
		again, err := run(v, out, in)
		if err != nil || !again.Unchanged || again.Work.Documents != first.Work.Documents {
			t.Errorf("%d documents, then %d, %v", first.Work.Documents, again.Work.Documents, err)
		}
		if _, err := run(v, in, in); err == nil || !strings.Contains(err.Error(), "is an input") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("inputs that are not there", func(t *testing.T) {
		out := t.TempDir()
		if _, err := run(v, out, dir); err != nil {
			t.Fatal(err)
		}
		want := files(t, out)
		if _, err := run(v, out, filepath.Join(dir, "none")); !errors.Is(err, ErrNothing) {
			t.Errorf("error %v", err)
		}
		same(t, "missing inputs", files(t, out), want)
	})
}

// A merge takes shards of one dump, one configuration and one actors file only.
func TestMergeRefuses(t *testing.T) {
	dir := dump(t)
	own := filepath.Join(t.TempDir(), "own.tsv")
	if err := os.WriteFile(own, []byte("name\ttype\tcountry\nOlena Marchenko\tPERSON\tUKR\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	file, err := actors.ReadFile(own)
	if err != nil {
		t.Fatal(err)
	}
	base, err := actors.Default().With(file)
	if err != nil {
		t.Fatal(err)
	}
	shard := func(c Config, i int, paths ...string) string {
		t.Helper()
		out := t.TempDir()
		c.Shard = Shard{i, 2}
		if _, err := RunShard(t.Context(), c, paths, out, "test"); err != nil {
			t.Fatal(err)
		}
		return out
	}
	one, two := shard(Config{}, 1, dir), shard(Config{}, 2, dir)
	other := shard(Config{}, 2, filepath.Join(dir, "broken.jsonl"))
	ownOne, ownTwo := shard(Config{Actors: base}, 1, dir), shard(Config{Actors: base}, 2, dir)
	for _, x := range []struct {
		what   string
		c      Config
		shards []string
		to     string
		want   string
	}{
		{"fine", Config{}, []string{one, two}, "", ""},
		{"fine with actors", Config{Actors: base}, []string{ownTwo, ownOne}, "", ""},
		{"different inputs", Config{}, []string{one, other}, "", "were cut from different inputs"},
		{"actors in one", Config{}, []string{one, ownTwo}, "", "differ in configuration"},
		{"actors in the shards alone", Config{}, []string{ownOne, ownTwo}, "", "another actors file"},
		{"into a shard", Config{}, []string{one, two}, two, "is one of the shards"},
	} {
		to := x.to
		if to == "" {
			to = t.TempDir()
		}
		_, err := Merge(t.Context(), x.c, x.shards, to, "test")
		if x.want == "" && err != nil || x.want != "" && (err == nil || !strings.Contains(err.Error(), x.want)) {
			t.Errorf("%s: error %v, want %q", x.what, err, x.want)
		}
	}
	// Every shard says what it cannot open, one of them reports it.
	none := filepath.Join(dir, "none")
	rows := 0
	for i := 1; i <= 2; i++ {
		out := t.TempDir()
		o, err := RunShard(t.Context(), Config{Shard: Shard{i, 2}}, []string{none}, out, "test")
		if err != nil || o.Manifest.Counts.Unopened != 1 {
			t.Errorf("shard %d: %+v, %v", i, o.Manifest.Counts, err)
		}
		rows += strings.Count(files(t, out)[ErrorsFile], "\n")
	}
	if rows != 1 {
		t.Errorf("%d reports of one missing file", rows)
	}
}
