package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/corpus/view"
	"dateline/corpus/write"
	"dateline/pipeline"
)

func newShow() *cobra.Command {
	var (
		flags       mapFlags
		id          string
		asHTML      bool
		dropped     bool
		byDay       bool
		colored     string
		destination string
		pages       string
	)
	cmd := &cobra.Command{
		Use:   "show [flags] PATH...",
		Short: "Show an article with its layers, on the terminal or as an HTML page",
		Long: `Show prints articles with their layers coloured, then their events, quotations and
dates. PATH is anything that annotate reads, or a dataset directory. --html makes one
self-contained page: highlights, events with their reasons, a timeline. --pages makes
one for every document and an index.

--timeline prints the article's events by day instead of its text: when, PLOVER root
and CAMEO code, who, the word that tells it, to whom, where, and whether it was only
planned, denied, hypothetical or claimed. Plain statements are left out; several reports
of one happening are one line.

--dropped shows as well what is not in the text, greyed, where it stood between the
paragraphs, with the reason for each; a record of a dataset does not say where.

Colour is used on a terminal unless NO_COLOR is set.`,
		Example: `  dateline show --timeline article.html
  dateline show --html -o article-page.html article.html
  dateline show --pages pages dataset`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) (err error) {
			if byDay && (asHTML || pages != "" || dropped) {
				return exitWith(exitUsage, errors.New("--timeline is for the terminal, without --html, --pages or --dropped"))
			}
			c, err := flags.config(cmd, paths)
			if err != nil {
				return err
			}
			c.Layers = corpus.DefaultLayers
			if dropped {
				c.Layers |= corpus.LayersOf(corpus.LayerDropped)
			}
			style := view.Style{Dropped: dropped}
			switch colored {
			case "auto":
				style.Color = isTerminal(cmd.OutOrStdout()) && os.Getenv("NO_COLOR") == ""
			case "always":
				style.Color = true
			case "never":
			default:
				return exitWith(exitUsage, fmt.Errorf("--color: %q is none of auto, always, never", colored))
			}
			if pages != "" {
				return showPages(cmd, c, paths, pages, dropped)
			}
			w, finish, err := output(cmd.OutOrStdout(), destination)
			if err != nil {
				return exitWith(exitNothing, err)
			}
			defer func() { err = finish(err) }()
			shown := 0
			refused, err := documents(cmd, c, paths, func(d *corpus.Document) error {
				if id != "" && d.ID != id {
					return nil
				}
				shown++
				if asHTML {
					if shown > 1 {
						return exitWith(exitUsage, errors.New("--html shows one document: name it with --id"))
					}
					return view.HTML(w, d, style)
				}
				if shown > 1 {
					fmt.Fprintln(w)
				}
				if byDay {
					return view.Timeline(w, d, style)
				}
				return view.Terminal(w, d, style)
			})
			switch {
			case err != nil:
				var coded *exit
				if errors.As(err, &coded) {
					return err
				}
				return exitWith(exitNothing, err)
			case shown == 0 && id != "":
				return exitWith(exitNothing, fmt.Errorf("no document %q", id))
			case refused > 0:
				return exitWith(exitRefused, nil)
			}
			return nil
		},
	}
	flags.register(cmd)
	fl := cmd.Flags()
	fl.StringVar(&id, "id", "", "show the document of this id only")
	fl.BoolVar(&asHTML, "html", false, "write one self-contained HTML page")
	fl.StringVar(&pages, "pages", "", "write one HTML page a document, and an index, to this directory")
	fl.BoolVar(&byDay, "timeline", false, "print the events by day instead of the text")
	fl.BoolVar(&dropped, "dropped", false, "show what was left out of the text too, at its place, and why")
	fl.StringVar(&colored, "color", "auto", "auto, always or never")
	fl.StringVarP(&destination, "output", "o", "", "write to this file instead of stdout")
	return cmd
}

// showPages writes one page a document and an index of them.
func showPages(cmd *cobra.Command, c pipeline.Config, paths []string, dir string, dropped bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return exitWith(exitNothing, err)
	}
	var index []view.Entry
	taken := map[string]bool{"index.html": true}
	refused, err := documents(cmd, c, paths, func(d *corpus.Document) error {
		name := view.PageName(d.ID)
		for n := 2; taken[name]; n++ {
			name = fmt.Sprintf("%s-%d.html", strings.TrimSuffix(view.PageName(d.ID), ".html"), n)
		}
		taken[name] = true
		index = append(index, view.EntryOf(d, name))
		return writePage(filepath.Join(dir, name), func(w io.Writer) error { return view.HTML(w, d, view.Style{Dropped: dropped}) })
	})
	if err == nil {
		err = writePage(filepath.Join(dir, "index.html"), func(w io.Writer) error { return view.Index(w, index) })
	}
	if err != nil {
		var coded *exit
		if errors.As(err, &coded) {
			return err
		}
		return exitWith(exitNothing, err)
	}
	fmt.Fprintf(cmd.OutOrStdout(), "%s: %s and index.html\n", dir, counted(len(index), "page"))
	if refused > 0 {
		return exitWith(exitRefused, nil)
	}
	return nil
}

func writePage(path string, page func(io.Writer) error) error {
	f, err := write.Create(path)
	if err != nil {
		return err
	}
	defer f.Abort()
	if err := page(f); err != nil {
		return err
	}
	return f.Commit()
}
