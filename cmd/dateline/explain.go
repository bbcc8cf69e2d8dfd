package main

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/corpus/view"
	"dateline/extract/article"
)

func newExplain() *cobra.Command {
	var (
		flags mapFlags
		words string
		id    string
	)
	cmd := &cobra.Command{
		Use:   "explain [flags] ID PATH...",
		Short: "Say how an event, quotation, actor link or document came about, or why a paragraph is out",
		Long: `Explain prints the way from an event, quotation, actor or document id back to the
bytes: sentence, trigger, frame, actor links, date rule, place in the source. For a
document it lists its dates, each with value, anchor and rule, and what was left out of
its text.

With --text in place of an id it says of every block with these words whether it is in
the text, and if not why: the reason, what told it (a word of an element's name, a row
of a table, a rule), and where the block stood. Only letters and digits of the words
count.

PATH is anything that annotate reads (which is annotated afresh, and says most), or a
dataset directory (whose records are taken as they are).`,
		Example: `  dateline explain 69de8d7fc125b3e2 articles
  dateline explain --text "sign up for our newsletter" page.html
  dateline explain --text "harbour" --id https://example.org/news/1 pages.warc.gz`,
		Args: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("text") && strings.TrimSpace(words) == "" {
				return errors.New("--text is empty: it takes words of a block")
			}
			if words != "" {
				return cobra.MinimumNArgs(1)(cmd, args)
			}
			if id != "" {
				return errors.New("--id goes with --text")
			}
			return cobra.MinimumNArgs(2)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			what, paths := "", args
			if words == "" {
				what, paths = args[0], args[1:]
			}
			c, err := flags.config(cmd, paths)
			if err != nil {
				return err
			}
			c.Layers = corpus.DefaultLayers | corpus.LayersOf(corpus.LayerDropped, corpus.LayerOrigin)
			if words != "" {
				c.Layers = corpus.LayersOf(corpus.LayerText, corpus.LayerDropped, corpus.LayerOrigin)
			}
			w := bufio.NewWriter(cmd.OutOrStdout())
			found := false
			refused, err := documents(cmd, c, paths, func(d *corpus.Document) error {
				var here bool
				var err error
				switch {
				case words == "":
					here, err = view.Explain(w, d, what)
				case id == "" || d.ID == id:
					here, err = view.ExplainText(w, d, words, article.Meaning)
				}
				found = found || here
				return err
			})
			if err != nil {
				return err
			}
			if err := w.Flush(); err != nil {
				return exitWith(exitNothing, err)
			}
			if !found {
				if words != "" {
					return exitWith(exitDiffers, fmt.Errorf("nothing has the words %q", words))
				}
				return exitWith(exitDiffers, fmt.Errorf("nothing has the id %q", what))
			}
			if refused > 0 {
				return exitWith(exitRefused, nil)
			}
			return nil
		},
	}
	flags.register(cmd)
	cmd.Flags().StringVar(&words, "text", "", "say of the blocks with these words whether they are in the text, and why not")
	cmd.Flags().StringVar(&id, "id", "", "with --text: look in the document of this id only")
	return cmd
}
