package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/normalize/actors"
	"dateline/normalize/places"
	"dateline/pipeline"
)

func newActorsMerge() *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:   "merge --actors FILE DATASET A B...",
		Short: "Decide that actors of a dataset are one",
		Long: `Merge joins B into A: it writes a row into your file of actors (made where there is none) that
gives all names of B to A, whose id and name stay. An actor of the built-in tables keeps its id
though it is named as B. Every run with --actors FILE obeys it from then on; runs that keep their
results work again only on the documents that it can concern. A and B are ids or spellings
of the dataset's actors. A person and a place, body or work cannot be one.

A name of one word that is a person's is left out where the person has a fuller one: it would
be everybody's of that family.`,
		Example: `  dateline actors merge --actors mine.tsv set yatsenyuk "Arseni Yazenuk"
  dateline run --actors mine.tsv articles -o set`,
		Args: cobra.MinimumNArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			t, err := openActors(args[0])
			if err != nil {
				return err
			}
			var rows []*pipeline.ActorRow
			for _, what := range args[1:] {
				r, err := t.find(what)
				if err != nil {
					return exitWith(exitDiffers, err)
				}
				if !slices.Contains(rows, r) {
					rows = append(rows, r)
				}
			}
			if len(rows) < 2 {
				return exitWith(exitDiffers, fmt.Errorf("these are one actor already: %s", rows[0].ID))
			}
			for _, r := range rows[1:] {
				if !actors.MayBeOne(rows[0].Type, r.Type) {
					return exitWith(exitDiffers, fmt.Errorf("%s (%s) is a %s and %s (%s) is a %s, which are never one: no run would obey. Where the type is a mistake, give the actor a row of its own with the right one",
						rows[0].ID, rows[0].Name, rows[0].Type, r.ID, r.Name, r.Type))
				}
			}
			// An actor of the tables keeps its id, whatever the order.
			if i := slices.IndexFunc(rows, func(r *pipeline.ActorRow) bool { return actors.Default().Has(r.ID) }); i > 0 {
				rows[0], rows[i] = rows[i], rows[0]
			}
			to := rows[0]
			d := actors.Decision{ID: to.ID, Name: to.Name}
			for _, r := range rows {
				if d.Type == "" {
					d.Type = r.Type
				}
				if d.Country == "" && !actors.Default().Has(to.ID) {
					d.Country, d.Sector = r.Country, r.Sector
				}
				all := append([]string{r.Name}, spellings(r)...)
				if e, ok := actors.Default().ByID(r.ID); ok && r != to {
					all = append(append(all, e.Name), e.Aliases...)
				}
				d.Spellings = append(d.Spellings, telling(r.Type, all)...)
			}
			return decided(cmd, file, d)
		},
	}
	decisionFile(cmd, &file)
	return cmd
}

func newActorsSplit() *cobra.Command {
	var file, id string
	cmd := &cobra.Command{
		Use:   "split --actors FILE DATASET ACTOR SPELLING...",
		Short: "Decide that names of an actor of a dataset are another's",
		Long: `Split writes rows into your file of actors (made where there is none) that make the
spellings an actor of their own and keep the rest together. Every run with --actors FILE
obeys it from then on. A spelling of one word cannot be split off: whom it means is told by
the full names beside it.`,
		Example: `  dateline actors split --actors mine.tsv set john-holm "Jon Holm" "Jon B. Holm"`,
		Args:    cobra.MinimumNArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			t, err := openActors(args[0])
			if err != nil {
				return err
			}
			from, err := t.find(args[1])
			if err != nil {
				return exitWith(exitDiffers, err)
			}
			off := actors.Decision{ID: id, Type: from.Type, Country: from.Country, Sector: from.Sector, Apart: []string{from.ID}}
			gone := map[string]bool{}
			for _, s := range args[2:] {
				i := slices.IndexFunc(from.Spellings, func(x pipeline.Spelling) bool { return places.Fold(x.Text) == places.Fold(s) })
				if i < 0 {
					return exitWith(exitDiffers, fmt.Errorf("%s has no spelling %q", from.ID, s))
				}
				if len(telling(from.Type, []string{from.Spellings[i].Text})) == 0 {
					return exitWith(exitDiffers, fmt.Errorf("%q is one word: whom it means is told by the full names beside it", s))
				}
				gone[places.Fold(s)] = true
				off.Spellings = append(off.Spellings, from.Spellings[i].Text)
			}
			off.Name = off.Spellings[0]
			decisions := []actors.Decision{off}
			if !actors.Default().Has(from.ID) {
				rest := actors.Decision{ID: from.ID, Type: from.Type, Country: from.Country, Sector: from.Sector}
				for _, s := range telling(from.Type, append([]string{from.Name}, spellings(from)...)) {
					if !gone[places.Fold(s)] {
						rest.Spellings = append(rest.Spellings, s)
					}
				}
				if len(rest.Spellings) == 0 {
					return exitWith(exitDiffers, errors.New("nothing would be left: these are all its names"))
				}
				rest.Name = rest.Spellings[0]
				decisions = append(decisions, rest)
			}
			return decided(cmd, file, decisions...)
		},
	}
	decisionFile(cmd, &file)
	cmd.Flags().StringVar(&id, "id", "", "the id of the new actor (default the slug of its name)")
	return cmd
}

func decisionFile(cmd *cobra.Command, file *string) {
	cmd.Flags().StringVar(file, "actors", "", "your file of actors, which keeps the decision")
	if err := cmd.MarkFlagRequired("actors"); err != nil {
		panic(err) // the flag is registered just above
	}
}

// telling are the names that tell an actor outside a document: those of more than one
// word of a person, unless there are none.
func telling(t corpus.EntityType, all []string) []string {
	if t != corpus.Person {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), actors.Lone)
}

func decided(cmd *cobra.Command, file string, decisions ...actors.Decision) error {
	if err := actors.Decide(file, decisions); err != nil {
		return exitWith(exitUsage, err)
	}
	w := plain{cmd.OutOrStdout()}
	for _, d := range decisions {
		all := []string{d.Name}
		for _, s := range d.Spellings {
			if !slices.ContainsFunc(all, func(a string) bool { return places.Fold(a) == places.Fold(s) }) {
				all = append(all, s)
			}
		}
		if d.ID != "" {
			fmt.Fprintf(w, "%s: one actor: %s: %s\n", file, d.ID, strings.Join(all, ", "))
		} else {
			fmt.Fprintf(w, "%s: one actor: %s\n", file, strings.Join(all, ", "))
		}
	}
	return nil
}
