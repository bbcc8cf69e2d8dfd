package teach

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"dateline/corpus"
)

// Stats are the figures of some articles.
type Stats struct {
	Files []FileStats // in order of first appearance
	Total FileStats

	Names  map[corpus.EntityType]int
	Events map[corpus.EventType]map[corpus.Realis]int
	Quotes map[corpus.QuoteKind]int
}

// FileStats are the figures of one file, or of all.
type FileStats struct {
	File     string
	Articles int
	HeldOut  int // articles of the held-out tenth among them
	Tokens   int // words and single marks
	Names    int
	Events   int
	Quotes   int
	Actors   int // "&" lines
}

// Count counts what the articles hold.
func Count(articles []*Article) *Stats {
	s := &Stats{Names: map[corpus.EntityType]int{}, Events: map[corpus.EventType]map[corpus.Realis]int{}, Quotes: map[corpus.QuoteKind]int{}}
	s.Total.File = "all"
	for _, r := range Roots {
		s.Events[r] = map[corpus.Realis]int{}
	}
	at := map[string]int{}
	for _, a := range articles {
		i, ok := at[a.File]
		if !ok {
			i = len(s.Files)
			at[a.File] = i
			s.Files = append(s.Files, FileStats{File: a.File})
		}
		f := FileStats{Articles: 1, Tokens: len(tokens(a.Text)), Actors: len(a.Actors)}
		if HeldOut(a.ID) {
			f.HeldOut = 1
		}
		for _, p := range a.Paragraphs {
			f.Names += len(p.Names)
			f.Events += len(p.Events)
			f.Quotes += len(p.Quotes)
			for _, n := range p.Names {
				s.Names[n.Type]++
			}
			for _, e := range p.Events {
				s.Events[e.Type][e.Realis]++
			}
			for _, q := range p.Quotes {
				s.Quotes[q.Kind]++
			}
		}
		s.Files[i].add(f)
		s.Total.add(f)
	}
	return s
}

func (f *FileStats) add(g FileStats) {
	f.Articles += g.Articles
	f.HeldOut += g.HeldOut
	f.Tokens += g.Tokens
	f.Names += g.Names
	f.Events += g.Events
	f.Quotes += g.Quotes
	f.Actors += g.Actors
}

// Write prints the figures as tables of plain text.
func (s *Stats) Write(to io.Writer) error {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "file\tarticles\theld out\ttokens\tnames\tevents\tquotations\tactors\t")
	row := func(f FileStats) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", f.File[strings.LastIndexByte(f.File, '/')+1:], f.Articles, f.HeldOut, f.Tokens, f.Names, f.Events, f.Quotes, f.Actors)
	}
	for _, f := range s.Files {
		row(f)
	}
	if len(s.Files) != 1 {
		row(s.Total)
	}
	fmt.Fprint(w, "\nname\t\t\n")
	for _, t := range Types {
		fmt.Fprintf(w, "%s\t%d\t\n", t, s.Names[t])
	}
	fmt.Fprintf(w, "\nevent\t%s\tall\t\n", strings.ReplaceAll(join(Realities), ", ", "\t"))
	for _, r := range Roots {
		sum := 0
		fmt.Fprintf(w, "%s\t", r)
		for _, x := range Realities {
			fmt.Fprintf(w, "%d\t", s.Events[r][x])
			sum += s.Events[r][x]
		}
		fmt.Fprintf(w, "%d\t\n", sum)
	}
	fmt.Fprint(w, "\nquotation\t\t\n")
	for _, k := range Kinds {
		fmt.Fprintf(w, "%s\t%d\t\n", k, s.Quotes[k])
	}
	return w.Flush()
}

// tokens are the words (runs of letters, digits and "_") and single other marks of a
// text, in order.
func tokens(text string) []corpus.Span {
	var out []corpus.Span
	word := -1
	for i, r := range text {
		if letter(r) || r == '_' {
			if word < 0 {
				word = i
			}
			continue
		}
		if word >= 0 {
			out = append(out, corpus.Span{Start: word, End: i})
			word = -1
		}
		if !strings.ContainsRune(" \n\t\u00a0\u202f\u2009", r) {
			out = append(out, corpus.Span{Start: i, End: i + utf8.RuneLen(r)})
		}
	}
	if word >= 0 {
		out = append(out, corpus.Span{Start: word, End: len(text)})
	}
	return out
}
