package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/corpus/teach"
	"dateline/extract"
	"dateline/extract/article"
	"dateline/normalize/actors"
)

func newTeach() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "teach",
		Short: "Check, count and score texts that are marked by hand",
		Long: `Texts marked by hand teach the name tagger and measure the program: names, events,
quotations and actors in one plain text. The folder corpus/teach of the sources holds
ours, and its GUIDE.md the format and the rules of marking. The commands read files, patterns
("*.txt") and directories of *.txt.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newTeachLint(), newTeachStats(), newTeachScore(), newTeachPlain())
	return cmd
}

func newTeachLint() *cobra.Command {
	var form, public, strict bool
	cmd := &cobra.Command{
		Use:   "lint PATH...",
		Short: "Find marks that are wrong, or most likely wrong",
		Long: `Lint prints a line FILE:LINE: rule "phrase": what, for every finding. The rule form is for
what cannot be read: an unknown type, a phrase that does not stand in its paragraph,
an id twice. The others find what is most likely wrong:

  repeat, known          a name stands unmarked that the article, or other articles, mark
  bare                   a capital within a sentence is marked by nobody
  types, odd, head       a type differs within the article, from nearly all articles, or
                         from what the name's last word asks for
  determiner, title,     what stands outside stands inside a mark
  possessive, edge
  root, oddroot,         the root of an event does not go with its trigger or its realis
  planned
  trigger, speaker       a phrase is longer than the guide says
  phrase, speech         a phrase cuts a word; a quotation's kind does not fit its marks
  said                   reported speech that is no quotation
  headline               an article without one
  sentence, template     a sentence stands twice, two paragraphs are of one skeleton
  file                   an id does not begin with the name of its file, as it need not
                         in a second marking
  public                 with --public: a real person is given words or a side in a conflict
  unused                 a "!" line that suppresses nothing

A line "! rule phrase: reason" under a paragraph says that a finding there is meant; under
the line that opens an article it holds for all of it. Give the whole corpus: known, odd,
sentence and template compare the articles with one another.

What the rules form and public find is wrong, and the exit code is 1. All else may be
meant, and is a warning: the exit code is 0 unless --strict is given.`,
		Example: `  dateline teach lint corpus/teach
  dateline teach lint --strict mine.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			articles, findings, err := teach.OpenAll(paths...)
			if err != nil {
				return exitWith(exitNothing, err)
			}
			if !form {
				o := teach.Options{}
				if public {
					o.Public = publicPeople()
				}
				findings = append(findings, teach.Lint(articles, o)...)
				teach.SortFindings(findings)
			}
			if len(articles)+len(findings) == 0 {
				return exitWith(exitNothing, errNoArticles)
			}
			w, finish, err := output(cmd.OutOrStdout(), "")
			if err != nil {
				return err
			}
			for _, f := range findings {
				fmt.Fprintln(w, f)
			}
			if err := finish(nil); err != nil {
				return err
			}
			wrong := slices.ContainsFunc(findings, func(f teach.Finding) bool { return strict || f.Rule == teach.RuleForm || f.Rule == teach.RulePublic })
			if wrong {
				return exitWith(exitDiffers, nil)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&form, "form", false, "only what cannot be read")
	cmd.Flags().BoolVar(&strict, "strict", false, "exit with 1 for every finding")
	cmd.Flags().BoolVar(&public, "public", false, "find real people, too, who are given words or a side in a conflict")
	return cmd
}

func newTeachPlain() *cobra.Command {
	var part share
	cmd := &cobra.Command{
		Use:   "plain PATH...",
		Short: "Print the texts without their marks, to be marked again",
		Long: `Plain prints the articles in their format with all marks taken away. Somebody who has not
seen the marks can mark them again, in one file under any name; score --against then says
how far the two agree.`,
		Example: `  dateline teach plain --held-out corpus/teach > blind.txt
  dateline teach score --against blind.txt corpus/teach`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			articles, err := marked(paths, part)
			if err != nil {
				return err
			}
			if err := teach.Plain(cmd.OutOrStdout(), articles); err != nil {
				return exitWith(exitNothing, err)
			}
			return nil
		},
	}
	part.register(cmd)
	return cmd
}

func newTeachStats() *cobra.Command {
	var part share
	cmd := &cobra.Command{
		Use:   "stats PATH...",
		Short: "Count articles, tokens, names, events and quotations",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			articles, err := marked(paths, part)
			if err != nil {
				return err
			}
			if err := teach.Count(articles).Write(cmd.OutOrStdout()); err != nil {
				return exitWith(exitNothing, err)
			}
			return nil
		},
	}
	part.register(cmd)
	return cmd
}

func newTeachScore() *cobra.Command {
	var (
		part    share
		against []string
		engine  string
	)
	cmd := &cobra.Command{
		Use:   "score PATH...",
		Short: "Hold what the program finds, or a second marking, against the marks",
		Long: `Score takes the texts without their marks, finds names, events and quotations in them, and
prints how much of what is marked was found and how much of what was found is marked.
With --against it compares a second marking of the same texts instead, as for texts marked twice,
blind: articles are joined by id, and those without a second marking are left aside.

A name is right when span and type are; an event when the triggers share a byte and the roots are the same;
a quotation when it has four fifths of the words and the same kind. What the program finds with a
confidence below 0.5 (orders, beliefs) is left out, as it is in the marks. Sources, targets and realis are counted over the events
that are right, speakers and cues over the quotations whose words are. F1 between two
markings is their agreement; kappa takes chance out of it.

Identity is counted over pairs of names and references that both have.

The weights that ship are trained on all of corpus/teach: on it, their score is no
measure of what they do with texts they have not seen.`,
		Example: `  dateline teach score mine.txt
  dateline teach score --against corpus/teach/second corpus/teach`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			articles, err := marked(paths, part)
			if err != nil {
				return err
			}
			find, err := finder(engine, against)
			if err != nil {
				return err
			}
			var score teach.Score
			refused := false
			for _, a := range articles {
				if err := cmd.Context().Err(); err != nil {
					return exitWith(exitInterrupted, fmt.Errorf("interrupted"))
				}
				found, err := find(a)
				if err == nil && found != nil {
					err = score.Add(a.Document(), found)
				}
				if err != nil {
					fmt.Fprintf(cmd.ErrOrStderr(), "%s: %v\n", a.Place(a.Line), err)
					refused = true
				}
			}
			if score.Documents == 0 {
				return exitWith(exitNothing, fmt.Errorf("there is nothing to compare"))
			}
			if err := score.Write(cmd.OutOrStdout()); err != nil {
				return exitWith(exitNothing, err)
			}
			if refused {
				return exitWith(exitRefused, nil)
			}
			return nil
		},
	}
	part.register(cmd)
	cmd.Flags().StringSliceVar(&against, "against", nil, "files, patterns or directories of a second marking")
	cmd.Flags().StringVar(&engine, "engine", "", "language engine: dateline, the default, or prose")
	return cmd
}

// share is which articles are meant: all, unless a flag says so.
type share struct{ held bool }

func (s *share) register(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&s.held, "held-out", false, "only the tenth of the articles that training leaves out")
}

// marked reads articles without a fault. None at all is an error.
func marked(paths []string, part share) ([]*teach.Article, error) {
	articles, faults, err := teach.OpenAll(paths...)
	if err != nil {
		return nil, exitWith(exitNothing, err)
	}
	if len(faults) > 0 {
		return nil, exitWith(exitUsage, fmt.Errorf("%v (dateline teach lint says all)", faults[0]))
	}
	articles = slices.DeleteFunc(articles, func(a *teach.Article) bool {
		return part.held && !teach.HeldOut(a.ID)
	})
	if len(articles) == 0 {
		return nil, exitWith(exitNothing, errNoArticles)
	}
	return articles, nil
}

var errNoArticles = errors.New("there are no articles")

// finder gives the document to compare an article with: annotated afresh, or of a second
// marking. It is nil where there is none.
func finder(engine string, against []string) (func(*teach.Article) (*corpus.Document, error), error) {
	if len(against) > 0 {
		second, err := marked(against, share{})
		if err != nil {
			return nil, err
		}
		byID := map[string]*corpus.Document{}
		for _, a := range second {
			byID[a.ID] = a.Document()
		}
		return func(a *teach.Article) (*corpus.Document, error) { return byID[a.ID], nil }, nil
	}
	chain, err := extract.Standard(extract.Options{Boilerplate: article.Keep, Engine: engine,
		Layers: corpus.LayersOf(corpus.LayerEntities, corpus.LayerActors, corpus.LayerEvents, corpus.LayerQuotes)})
	if err != nil {
		return nil, exitWith(exitUsage, err)
	}
	return func(a *teach.Article) (*corpus.Document, error) {
		d := &corpus.Document{ID: a.ID, Published: a.Published, Raw: corpus.Raw{Format: corpus.FormatText, Data: a.Text}}
		err := chain.Apply(d)
		d.Quotes = slices.DeleteFunc(d.Quotes, func(q corpus.Quote) bool { return q.Confidence < speech })
		return d, err
	}, nil
}

// speech is the confidence from which a quotation is speech by the rules of the marks, which leave
// out orders and beliefs.
const speech = 0.5

// publicPeople knows the people of the knowledge base.
func publicPeople() func(string) bool {
	names := map[string]bool{}
	for _, a := range actors.Default().List() {
		if a.Type == corpus.Person {
			names[a.Name] = true
			for _, x := range a.Aliases {
				names[x] = true
			}
		}
	}
	return func(name string) bool { return names[name] }
}
