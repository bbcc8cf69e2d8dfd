package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/corpus/view"
	"dateline/extract"
	"dateline/normalize/actors"
	"dateline/normalize/places"
	"dateline/pipeline"
)

// actorTable is the actors of a dataset.
type actorTable struct {
	dir  string
	rows []pipeline.ActorRow
}

// openActors reads the actors table of a dataset directory, or of its path.
func openActors(path string) (*actorTable, error) {
	dir := path
	if filepath.Base(path) == pipeline.ActorsFile {
		dir = filepath.Dir(path)
	}
	t := &actorTable{dir: dir}
	man, err := pipeline.ReadManifest(dir)
	if err != nil {
		return nil, exitWith(exitNothing, fmt.Errorf("%s is no dataset (dateline run makes one): %w", dir, err))
	}
	for row, err := range man.Actors(dir) {
		if err != nil {
			return nil, exitWith(exitNothing, err)
		}
		t.rows = append(t.rows, row)
	}
	return t, nil
}

// find is the actor of an id, else the only one with that name or spelling.
func (t *actorTable) find(what string) (*pipeline.ActorRow, error) {
	if i := slices.IndexFunc(t.rows, func(r pipeline.ActorRow) bool { return r.ID == what }); i >= 0 {
		return &t.rows[i], nil
	}
	k := places.Fold(what)
	var found []*pipeline.ActorRow
	for i := range t.rows {
		r := &t.rows[i]
		if places.Fold(r.Name) == k || slices.ContainsFunc(r.Spellings, func(s pipeline.Spelling) bool { return places.Fold(s.Text) == k }) {
			found = append(found, r)
		}
	}
	switch len(found) {
	case 0:
		return nil, fmt.Errorf("%s has no actor %q", t.dir, what)
	case 1:
		return found[0], nil
	}
	var ids []string
	for _, r := range found {
		ids = append(ids, r.ID)
	}
	return nil, fmt.Errorf("%q may be %s: give the id", what, strings.Join(ids, " or "))
}

func spellings(r *pipeline.ActorRow) []string {
	var out []string
	for _, s := range r.Spellings {
		out = append(out, s.Text)
	}
	return out
}

// spelling is that of an actor which a user has given, or its name for an id.
func spelling(r *pipeline.ActorRow, what string) string {
	k := places.Fold(what)
	for _, s := range r.Spellings {
		if places.Fold(s.Text) == k {
			return s.Text
		}
	}
	return r.Name
}

func newActorsWhy() *cobra.Command {
	var own actorsFlag
	cmd := &cobra.Command{
		Use:   "why A B [DATASET]",
		Short: "Say why two names are one actor, or are not",
		Long: `Why prints the way from one name to another, each step with its reason: a row of the
tables, a spelling, a family name, an acronym. With a dataset directory, A and B are ids or
spellings of its actors, and the documents that use both names are read again for the
reasons that they give. Exit status 1 says that they are not one actor.`,
		Example: `  dateline actors why Yatsenyuk Jazenjuk
  dateline actors why "Ada Example" "A. Example" set`,
		Args: cobra.RangeArgs(2, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			base, err := own.base()
			if err != nil {
				return err
			}
			w := plain{cmd.OutOrStdout()}
			if len(args) == 2 {
				return whyNames(w, base, args[0], args[1])
			}
			t, err := openActors(args[2])
			if err != nil {
				return err
			}
			a, err := t.find(args[0])
			if err != nil {
				return exitWith(exitDiffers, err)
			}
			b, err := t.find(args[1])
			if err != nil {
				return exitWith(exitDiffers, err)
			}
			if a.ID != b.ID {
				fmt.Fprintf(w, "two actors: %s (%s) and %s (%s)\n", a.ID, a.Name, b.ID, b.Name)
				score, why := base.Match(spelling(a, args[0]), spelling(b, args[1]), schemaOf(a.Type))
				fmt.Fprintf(w, "%.2f: %s\n", score, why)
				return exitWith(exitDiffers, nil)
			}
			fmt.Fprintf(w, "one actor: %s (%s)\n", a.ID, a.Name)
			return t.why(w, base, a, spelling(a, args[0]), spelling(a, args[1]))
		},
	}
	own.register(cmd)
	return cmd
}

// plain writes lines for a terminal: names are those of articles, which may hold anything.
type plain struct{ w io.Writer }

func (p plain) Write(line []byte) (int, error) {
	if _, err := io.WriteString(p.w, view.Plain(string(line))); err != nil {
		return 0, err
	}
	return len(line), nil
}

func schemaOf(t corpus.EntityType) string {
	switch t {
	case corpus.Person:
		return "Person"
	case corpus.Org:
		return "Organization"
	}
	return ""
}

// whyNames tells of two names without a dataset.
func whyNames(w io.Writer, base *actors.Base, a, b string) error {
	r := base.Resolve([]string{a, b})
	if r[0].Actor != r[1].Actor {
		fmt.Fprintf(w, "two actors: %s and %s\n", r[0].Actor, r[1].Actor)
		score, why := base.Match(a, b, "")
		fmt.Fprintf(w, "%.2f: %s\n", score, why)
		return exitWith(exitDiffers, nil)
	}
	fmt.Fprintf(w, "one actor: %s\n", r[0].Actor)
	if links, ok := base.Links(nil, corpus.Person, a, b); ok && len(links) > 0 {
		writeLinks(w, links)
		return nil
	}
	fmt.Fprintf(w, "%s\n", r[1].Why)
	return nil
}

func writeLinks(w io.Writer, links []actors.Link) {
	for _, l := range links {
		fmt.Fprintf(w, "%q = %q: %s\n", l.A, l.B, l.Why)
	}
}

// whyDocuments is the number of documents that are read again for their reasons.
const whyDocuments = 5

// why prints the links between two spellings of an actor: by their names, and by the
// documents that use both.
func (t *actorTable) why(w io.Writer, base *actors.Base, row *pipeline.ActorRow, a, b string) error {
	links, told := base.Links(spellings(row), row.Type, a, b)
	writeLinks(w, links)
	// A document that uses both, or the pairs of a step that names do not tell.
	chain, err := extract.Standard(extract.Options{Layers: corpus.LayersOf(corpus.LayerActors), Actors: base})
	if err != nil {
		return err
	}
	layers := chain.Sections()[1] // the text is there
	shown := 0
	done := errors.New("enough")
	err = records(t.dir, func(d *corpus.Document) error {
		has := map[string]bool{}
		for i := range d.Entities {
			if e := &d.Entities[i]; e.Actor == row.ID {
				has[e.Text] = true
			}
		}
		if a != b && (!has[a] || !has[b]) || a == b && !has[a] {
			return nil
		}
		fresh := &corpus.Document{ID: d.ID, Title: d.Title, Published: d.Published, Dateline: d.Dateline, Text: d.Text}
		if err := layers.Apply(fresh, nil); err != nil {
			return err
		}
		id := ""
		for i := range fresh.Entities {
			if e := &fresh.Entities[i]; e.Text == a || id == "" && e.Text == b {
				id = e.Actor
			}
		}
		for i := range fresh.Actors {
			if fresh.Actors[i].ID == id {
				fmt.Fprintf(w, "%s:\n", d.ID)
				for _, r := range fresh.Actors[i].Why {
					fmt.Fprintf(w, "  %s\n", r)
				}
				told = true
			}
		}
		if shown++; shown == whyDocuments {
			return done
		}
		return nil
	})
	if err != nil && !errors.Is(err, done) {
		return exitWith(exitNothing, err)
	}
	if !told {
		fmt.Fprintln(w, "by way of documents that use other spellings of the actor beside them")
	}
	return nil
}

// cell is a value of a column: what would end it becomes a blank.
func cell(s string) string { return view.PlainLine(s) }

// cells are several values of a column, with bars between them.
func cells(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = cell(strings.ReplaceAll(s, "|", " "))
	}
	return strings.Join(out, "|")
}

// listActors prints the actors of a dataset, those with most mentions first.
func listActors(w io.Writer, t *actorTable) {
	rows := slices.Clone(t.rows)
	slices.SortStableFunc(rows, func(a, b pipeline.ActorRow) int { return b.Mentions - a.Mentions })
	for i := range rows {
		r := &rows[i]
		var all []string
		for _, s := range r.Spellings {
			all = append(all, fmt.Sprintf("%s (%d)", s.Text, s.Count))
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\t%s\t%s\n", cell(r.ID), r.Type, cell(r.Name), r.Country, r.Sector, r.Mentions, r.Documents, r.First, r.Last, cells(all))
	}
}
