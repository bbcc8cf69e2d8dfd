package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"dateline/corpus/write"
	"dateline/pipeline"
)

// articles are texts of our own: a list in a cell, quotation marks, a line end, a name with a semicolon, a
// language without layers, two reports of one happening.
var articles = []string{
	`{"id":"a","url":"https://example.org/a","title":"Ministers \"agree\"; markets wait","publisher":"Example Post","published":"2021-06-15","text":"President Ann Lee of Ghana met Prime Minister Tom Berg of Norway in Accra on Monday.\n\n\"We agree on fish, oil; and rain,\" Lee said. Berg accused Russia of jamming radios."}`,
	`{"id":"b","url":"https://example.org/b","title":"Talks in Accra","publisher":"Other Post","published":"2021-06-16","text":"Ghanaian President Ann Lee met Norwegian Prime Minister Tom Berg in Accra on Monday, officials said.\n\nPolice arrested twelve protesters in Accra."}`,
	`{"id":"c","title":"Tabs","published":"2021-07-01","text":"A court in Oslo sentenced Per Dahl to six years in prison.\tHe said he was innocent."}`,
	`{"id":"d","title":"Leer","text":"Der Bundeskanzler hat am Montag in Berlin erklärt, dass die Verhandlungen mit den Nachbarländern fortgesetzt werden sollen, bis alle Beteiligten eine Lösung gefunden haben, die den Menschen in der Region wirklich hilft. Die Opposition kritisierte diese Erklärung als unzureichend und forderte neue Gespräche."}`,
}

// dataset is made once for all tests.
var dataset = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "export")
	if err != nil {
		return "", err
	}
	in := filepath.Join(dir, "in.jsonl")
	if err := os.WriteFile(in, []byte(strings.Join(articles, "\n")+"\n"), 0o666); err != nil {
		return "", err
	}
	_, err = pipeline.Run(context.Background(), pipeline.Config{}, []string{in}, filepath.Join(dir, "ds"), "test")
	return dir, err
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := dataset(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

func open(t testing.TB) *Dataset {
	t.Helper()
	dir, err := dataset()
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(filepath.Join(dir, "ds"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// all is what the dataset holds, row by row.
func all(t testing.TB, s *Dataset) (d []Document, e []Event, q []Quote, a []Actor) {
	t.Helper()
	err := s.rows(t.Context(), func(_ string, row any) error {
		switch r := row.(type) {
		case *Document:
			d = append(d, *r)
		case *Event:
			e = append(e, *r)
		case *Quote:
			q = append(q, *r)
		case *Actor:
			a = append(a, *r)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(d) != len(articles) || len(e) == 0 || len(q) == 0 || len(a) == 0 {
		t.Fatalf("%d documents, %d events, %d quotes, %d actors", len(d), len(e), len(q), len(a))
	}
	return d, e, q, a
}

func TestRows(t *testing.T) {
	d, e, q, _ := all(t, open(t))
	if d[3].Skipped == "" || d[3].Lang != "de" {
		t.Errorf("German: %q %q", d[3].Lang, d[3].Skipped)
	}
	found := false
	for _, x := range e {
		if x.Document == "a" && x.Type == "CONSULT" {
			found = true
			if x.DateBegin != "2021-06-14" || x.Place == nil || x.Place.Name != "Accra" || x.Place.Country != "GHA" || x.Published != "2021-06-15" || !strings.HasPrefix(x.Sentence, "President Ann Lee") {
				t.Errorf("%+v", x)
			}
		}
	}
	if !found {
		t.Error("no meeting")
	}
	if !strings.HasPrefix(q[0].Text, `"We agree on fish, oil; and rain`) || q[0].SpeakerName != "Ann Lee" {
		t.Errorf("%+v", q[0])
	}
}

func TestParquet(t *testing.T) {
	s, dir := open(t), t.TempDir()
	if err := Run(t.Context(), s.Dir, Parquet, dir); err != nil {
		t.Fatal(err)
	}
	d, e, q, a := all(t, s)
	for table, rows := range map[string]reflect.Value{"documents": reflect.ValueOf(d), "events": reflect.ValueOf(e), "quotes": reflect.ValueOf(q), "actors": reflect.ValueOf(a)} {
		f, err := os.Open(filepath.Join(dir, table+".parquet"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r := parquet.NewReader(f)
		for i := range rows.Len() {
			got := reflect.New(withDates(rows.Type().Elem()))
			if err := r.Read(got.Interface()); err != nil {
				t.Fatalf("%s: row %d: %v", table, i, err)
			}
			if x := cmp.Diff(cellsOf(rows.Index(i)), cellsOf(got.Elem())); x != "" {
				t.Errorf("%s: row %d: %s", table, i, x)
			}
		}
		if r.NumRows() != int64(rows.Len()) {
			t.Errorf("%s: %d rows, not %d", table, r.NumRows(), rows.Len())
		}
	}
}

// cellsOf writes the fields of a row, days of either type in ISO 8601; a list that is empty and none at all are one.
func cellsOf(row reflect.Value) []string {
	var out []string
	for i := range row.NumField() {
		v := row.Field(i).Interface()
		switch x := v.(type) {
		case *int32:
			v = ""
			if x != nil {
				v = time.Unix(int64(*x)*24*60*60, 0).UTC().Format(time.DateOnly)
			}
		}
		b, _ := json.Marshal(v)
		out = append(out, strings.ReplaceAll(strings.ReplaceAll(string(b), "[]", "null"), `""`, "null"))
	}
	return out
}

// TestSeparated reads the flat tables with Go's own reader and holds every cell against the row.
func TestSeparated(t *testing.T) {
	s := open(t)
	d, e, q, a := all(t, s)
	rows := map[string]reflect.Value{"documents": reflect.ValueOf(d), "events": reflect.ValueOf(e), "quotes": reflect.ValueOf(q), "actors": reflect.ValueOf(a)}
	for _, f := range []Format{CSV, TSV} {
		dir := t.TempDir()
		if err := Run(t.Context(), s.Dir, f, dir); err != nil {
			t.Fatal(err)
		}
		for table, want := range rows {
			data, err := os.ReadFile(filepath.Join(dir, table+"."+string(f)))
			if err != nil {
				t.Fatal(err)
			}
			var got [][]string
			if f == CSV {
				if got, err = csv.NewReader(bytes.NewReader(data)).ReadAll(); err != nil {
					t.Fatal(err)
				}
			} else {
				for l := range strings.SplitSeq(strings.TrimSuffix(string(data), "\n"), "\n") {
					got = append(got, strings.Split(l, "\t"))
				}
			}
			if len(got) != want.Len()+1 {
				t.Fatalf("%s %s: %d lines, %d rows", f, table, len(got), want.Len())
			}
			flat := newFlat(table)
			if !reflect.DeepEqual(got[0], flat.head()) {
				t.Errorf("%s: head %q", table, got[0])
			}
			for i := range want.Len() {
				cells := flat.row(want.Index(i).Addr().Interface())
				if len(got[i+1]) != len(cells) {
					t.Fatalf("%s row %d: %d cells", table, i, len(got[i+1]))
				}
				for k, c := range cells {
					if f == TSV {
						c = strings.NewReplacer("\t", " ", "\n", " ").Replace(c)
					}
					if got[i+1][k] != c {
						t.Errorf("%s %s row %d, %s: %q, want %q", f, table, i, flat.columns[k].Name, got[i+1][k], c)
					}
				}
			}
		}
	}
}

// python runs a script with the standard library of Python, as a reader that is none of ours.
func python(t *testing.T, script string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("python3 is needed to read the files back")
		}
		t.Skip("no python3 to read the files back")
	}
	out, err := exec.Command(path, append([]string{"-c", script}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

func TestSQLite(t *testing.T) {
	s := open(t)
	path := filepath.Join(t.TempDir(), "news.sqlite")
	for range 2 { // over the first one
		if err := Run(t.Context(), s.Dir, SQLite, path); err != nil {
			t.Fatal(err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	d, e, q, a := all(t, s)
	got := python(t, `
import sqlite3, sys, json
c = sqlite3.connect(sys.argv[1])
print(c.execute("PRAGMA integrity_check").fetchone()[0])
print(*[c.execute("SELECT count(*) FROM " + t).fetchone()[0] for t in ("documents", "events", "quotes", "actors")])
print(c.execute("SELECT DISTINCT source || ' - ' || target FROM dyads WHERE type = 'CONSULT' AND date_begin BETWEEN '2021-06-01' AND '2021-06-30' ORDER BY 1").fetchall())
print(c.execute("SELECT reports, documents, publishers FROM happenings WHERE type = 'CONSULT'").fetchall())
print(c.execute("SELECT title FROM article_search WHERE article_search MATCH 'jamming'").fetchall())
print(c.execute("SELECT count(*) FROM quote_search WHERE quote_search MATCH 'fish'").fetchone()[0])
print(c.execute("SELECT byline FROM bylines").fetchall(), c.execute("SELECT count(*) FROM events WHERE place_name = ''").fetchone()[0])
`, path)
	want := strings.Join([]string{"ok",
		strings.Join([]string{strconv.Itoa(len(d)), strconv.Itoa(len(e)), strconv.Itoa(len(q)), strconv.Itoa(len(a))}, " "),
		"[('Ann Lee - Tom Berg',)]", "[(2, 2, 2)]", `[('Ministers "agree"; markets wait',)]`, "1", "[] 0", ""}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestGDELT(t *testing.T) {
	s, dir := open(t), t.TempDir()
	if err := Run(t.Context(), s.Dir, GDELT, dir); err != nil {
		t.Fatal(err)
	}
	if len(gdeltColumns.events) != 61 || len(gdeltColumns.mentions) != 16 {
		t.Fatalf("%d and %d columns", len(gdeltColumns.events), len(gdeltColumns.mentions))
	}
	read := func(name string, columns []string) []map[string]string {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		var out []map[string]string
		for l := range strings.SplitSeq(strings.TrimSuffix(string(data), "\n"), "\n") {
			cells := strings.Split(l, "\t")
			if len(cells) != len(columns) {
				t.Fatalf("%s: %d cells: %q", name, len(cells), l)
			}
			row := map[string]string{}
			for i, c := range columns {
				row[c] = cells[i]
			}
			out = append(out, row)
		}
		return out
	}
	events, mentions := read("events.csv", gdeltColumns.events), read("mentions.csv", gdeltColumns.mentions)
	reports := map[string]int{}
	for _, m := range mentions {
		reports[m["GlobalEventID"]]++
	}
	met := false
	for _, e := range events {
		if n, _ := strconv.Atoi(e["NumMentions"]); n != reports[e["GlobalEventID"]] || n == 0 {
			t.Errorf("event %s: %s mentions, %d rows", e["GlobalEventID"], e["NumMentions"], reports[e["GlobalEventID"]])
		}
		delete(reports, e["GlobalEventID"])
		if strings.HasPrefix(e["EventRootCode"], "04") && e["Day"] == "20210614" {
			met = true
			want := map[string]string{"NumMentions": "2", "NumArticles": "2", "NumSources": "2", "MonthYear": "202106", "Year": "2021", "FractionDate": "2021.5315", "ActionGeo_Fullname": "Accra, Ghana", "ActionGeo_Type": "4", "DATEADDED": "20210615000000"}
			for k, v := range want {
				if e[k] != v {
					t.Errorf("%s is %q, want %q", k, e[k], v)
				}
			}
		}
	}
	if !met || len(reports) > 0 {
		t.Errorf("met %v, reports without an event %v", met, reports)
	}
}

func TestJSONFormats(t *testing.T) {
	s, dir := open(t), t.TempDir()
	for _, f := range []Format{PLOVER, FTM} {
		if err := Run(t.Context(), s.Dir, f, dir); err != nil {
			t.Fatal(err)
		}
	}
	got := python(t, `
import json, sys
for line in open(sys.argv[1] + "/events.jsonl", encoding="utf-8"):
    e = json.loads(line)
    if e["Event Type"] == "CONSULT":
        print(e["Event Date"], e["Quad Code"], e["Actor Name"], "|", e["Recipient Name"], "|", e["Placename"], e["Country"])
    assert e["Event Type"] != "STATEMENT"
for line in open(sys.argv[1] + "/entities.ftm.json", encoding="utf-8"):
    e = json.loads(line)
    assert set(e) == {"id", "schema", "properties"} and all(isinstance(v, list) for v in e["properties"].values())
    if e["id"] == "Q117":
        print(e["schema"], e["properties"]["country"], e["properties"]["name"])
`, dir)
	want := "2021-06-14 VERBAL COOPERATION Ann Lee | Tom Berg | Accra Ghana\n2021-06-14 VERBAL COOPERATION Ann Lee | Tom Berg | Accra Ghana\nLegalEntity ['gh'] ['Ghana']\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	if err := Run(t.Context(), dir, CSV, dir); err == nil || !strings.Contains(err.Error(), "no dataset") {
		t.Errorf("an empty directory: %v", err)
	}
	s := open(t)
	if err := Run(t.Context(), s.Dir, "xls", dir); err == nil {
		t.Error("a format that is none")
	}
	// A line that is cut: the error says where, and nothing is left.
	bad := filepath.Join(dir, "ds")
	if err := os.CopyFS(bad, os.DirFS(s.Dir)); err != nil {
		t.Fatal(err)
	}
	table := filepath.Join(bad, pipeline.DocumentsFile)
	data, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	actors, err := os.ReadFile(filepath.Join(s.Dir, pipeline.ActorsFile))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, place, text string }{
		{"shorter", "documents.jsonl", string(data[:len(data)-200])},
		{"cut", "documents.jsonl:4", string(data[:len(data)-200]) + strings.Repeat(" ", 199) + "\n"},
		{"another word", "documents.jsonl", strings.Replace(string(data), "Talks", "Walks", 1)},
	} {
		if err := os.WriteFile(table, []byte(c.text), 0o666); err != nil {
			t.Fatal(err)
		}
		// What is wrong with the table of actors is seen by those that read it.
		spoilt := bytes.Replace(actors, []byte("Ann Lee"), []byte("Ann Lea"), 1)
		if err := os.WriteFile(filepath.Join(bad, pipeline.ActorsFile), spoilt, 0o666); err != nil {
			t.Fatal(err)
		}
		for _, f := range Formats {
			place := filepath.Join(bad, c.place)
			if f == FTM {
				place = filepath.Join(bad, pipeline.ActorsFile) // it reads no documents
			}
			out := filepath.Join(dir, string(f))
			err := Run(t.Context(), bad, f, out)
			if !errors.Is(err, write.ErrDamaged) || !strings.Contains(err.Error(), place) {
				t.Errorf("%s, %s: %v", c.name, f, err)
			}
			left, _ := filepath.Glob(filepath.Join(out, "*"))
			if _, err := os.Stat(out); f.IsFile() && err == nil || len(left) > 0 {
				t.Errorf("%s, %s left %q", c.name, f, left)
			}
		}
	}
}

// TestNothingIsDamaged holds that an output within the dataset, or over what is no database, is refused.
func TestNothingIsDamaged(t *testing.T) {
	s, dir := open(t), t.TempDir()
	other := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(other, []byte("notes of mine, longer than the head of a database"), 0o666); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(s.Dir, link); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		f    Format
		path string
	}{{SQLite, filepath.Join(s.Dir, "manifest.json")}, {SQLite, filepath.Join(s.Dir, "new.sqlite")}, {PLOVER, s.Dir}, {CSV, filepath.Join(s.Dir, "csv")},
		{CSV, link}, {SQLite, filepath.Join(link, "x.sqlite")}, {SQLite, other}, {SQLite, link}, {SQLite, dir}} {
		if err := Run(t.Context(), s.Dir, c.f, c.path); err == nil {
			t.Errorf("%s to %s was written", c.f, c.path)
		}
	}
	if data, err := os.ReadFile(other); err != nil || !strings.HasPrefix(string(data), "notes of mine") {
		t.Errorf("%q %v", data, err)
	}
	if _, err := os.Stat(filepath.Join(s.Dir, "csv")); err == nil {
		t.Error("a folder within the dataset")
	}
}

// TestColumns holds that every column has a name of its own in its table, and a meaning.
func TestColumns(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Columns() {
		if k := c.Table + "." + c.Name; seen[k] || c.Name == "" || c.Meaning == "" || c.Type == "" {
			t.Errorf("%+v", c)
		} else {
			seen[k] = true
		}
	}
}

func BenchmarkRun(b *testing.B) {
	s := open(b)
	for _, f := range Formats {
		b.Run(string(f), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := Run(b.Context(), s.Dir, f, filepath.Join(b.TempDir(), "out")); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
