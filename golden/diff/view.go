package diff

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/view"
)

// Summary is what a comparison found, in numbers.
type Summary struct {
	Old        string         `json:"old"`
	New        string         `json:"new"`
	Provenance []string       `json:"provenance,omitempty"` // what is on record as different
	Notes      []string       `json:"notes,omitempty"`
	Documents  int            `json:"documents"`
	Equal      int            `json:"equal"`   // documents equal in all bytes
	Changed    int            `json:"changed"` // documents in which something has changed besides places
	Changes    int            `json:"changes"`
	Accepted   int            `json:"accepted,omitempty"` // changes left out since they were accepted
	Decided    []Count        `json:"decided,omitempty"`  // of the changes, those with an earlier decision, by verdict
	Clusters   int            `json:"clusters"`
	Layers     []LayerSummary `json:"layers"`
	Fields     []FieldSummary `json:"fields,omitempty"`
}

// LayerSummary counts the items of a layer, and its changes by class.
type LayerSummary struct {
	Layer   string  `json:"layer"`
	Old     int     `json:"old"`
	New     int     `json:"new"`
	Classes []Count `json:"classes,omitempty"`
}

// FieldSummary says how many of the values of a field are as they were.
type FieldSummary struct {
	Layer     string `json:"layer"`
	Field     string `json:"field"`
	Compared  int    `json:"compared"`
	Unchanged int    `json:"unchanged"`
}

// Summary puts the tally into order.
func (r *Result) Summary() *Summary {
	t := r.Tally
	s := &Summary{Old: r.Old, New: r.New, Provenance: r.Provenance, Notes: r.Notes, Documents: t.Documents, Equal: t.Equal, Changed: t.Changed,
		Changes: r.Differences, Accepted: r.Accepted, Decided: Counts(r.Decided), Clusters: r.NumClusters}
	for _, layer := range Layers {
		l := t.Layers[layer]
		if l == nil {
			l = &LayerTally{}
		}
		x := LayerSummary{Layer: layer, Old: l.Old, New: l.New}
		for _, class := range Classes {
			if n := t.Classes[ClassName{layer, class}]; n > 0 {
				x.Classes = append(x.Classes, Count{string(class), n})
			}
		}
		if l.Old+l.New > 0 || x.Classes != nil {
			s.Layers = append(s.Layers, x)
		}
	}
	for name, f := range t.Fields {
		s.Fields = append(s.Fields, FieldSummary{name.Layer, name.Field, f.Compared, f.Unchanged})
	}
	slices.SortFunc(s.Fields, func(a, b FieldSummary) int {
		return cmp.Or(cmp.Compare(rank(a.Layer), rank(b.Layer)), cmp.Compare(a.Field, b.Field))
	})
	return s
}

func (s *Summary) decided() string {
	var out []string
	for _, v := range s.Decided {
		out = append(out, fmt.Sprintf("%d %s", v.Count, decided(v.Name)))
	}
	return strings.Join(out, ", ")
}

// share is a part of a whole in hundredths, rounded down, so that 100.0 % means all.
func share(part, of int) string {
	if of == 0 {
		return "–"
	}
	n := part * 1000 / of
	return fmt.Sprintf("%d.%d %%", n/10, n%10)
}

func classesOf(l *LayerSummary) string {
	var out []string
	for _, c := range l.Classes {
		name := c.Name
		switch {
		case name == string(Rewritten) && l.Layer == Text:
			name = "changed"
		case name == string(Rewritten):
			name = "with the text"
		}
		out = append(out, fmt.Sprintf("%d %s", c.Count, name))
	}
	if out == nil {
		return "as it was"
	}
	return strings.Join(out, ", ")
}

// Terminal writes the summary, the largest clusters and samples with their sentences. With most,
// no more clusters than that; color takes the sequences of terminals.
func (r *Result) Terminal(w io.Writer, most int, color bool) error {
	out := bufio.NewWriter(w)
	bold, faint, off := "", "", ""
	if color {
		bold, faint, off = "\x1b[1m", "\x1b[2m", "\x1b[0m"
	}
	s := r.Summary()
	fmt.Fprintf(out, "%s, %d of them changed; %s in %s\n", number(s.Documents, "document"), s.Changed, number(s.Changes, "change"), number(s.Clusters, "cluster"))
	if s.Accepted > 0 {
		fmt.Fprintf(out, "%d more were accepted before\n", s.Accepted)
	}
	if s.Decided != nil {
		fmt.Fprintf(out, "of these, decided before: %s\n", s.decided())
	}
	for _, p := range s.Provenance {
		fmt.Fprintf(out, "differs on record: %s\n", view.Plain(p))
	}
	for _, n := range s.Notes {
		fmt.Fprintf(out, "note: %s\n", view.Plain(n))
	}
	fmt.Fprintf(out, "\n%s%-12s %9s %9s  changes%s\n", bold, "layer", "old", "new", off)
	for n := range s.Layers {
		l := &s.Layers[n]
		fmt.Fprintf(out, "%-12s %9d %9d  %s\n", l.Layer, l.Old, l.New, classesOf(l))
	}
	title := fmt.Sprintf("\n%s%-12s %-14s %9s  unchanged%s\n", bold, "layer", "field", "compared", off)
	for _, f := range s.Fields {
		if f.Compared > f.Unchanged {
			fmt.Fprint(out, title)
			title = ""
			fmt.Fprintf(out, "%-12s %-14s %9d  %s\n", f.Layer, f.Field, f.Compared, share(f.Unchanged, f.Compared))
		}
	}
	n := 0
	for c, err := range r.Clusters() {
		if err != nil {
			return err
		}
		if n == most {
			fmt.Fprintf(out, "\n%s… and %s more%s\n", faint, number(r.NumClusters-n, "cluster"), off)
			break
		}
		n++
		r.terminalCluster(out, c, bold, faint, off)
	}
	return out.Flush()
}

// ownColors are the sequences for terminals that this package and the review print.
var ownColors = regexp.MustCompile("\x1b\\[(?:0|1|2|31|32)m")

// Visible is a text for a terminal, as [view.Plain] has it, but with the colours of a review.
func Visible(s string) string {
	var b strings.Builder
	for at := 0; ; {
		next := ownColors.FindStringIndex(s[at:])
		if next == nil {
			b.WriteString(view.Plain(s[at:]))
			return b.String()
		}
		b.WriteString(view.Plain(s[at : at+next[0]]))
		b.WriteString(s[at+next[0] : at+next[1]])
		at += next[1]
	}
}

func (r *Result) terminalCluster(out io.Writer, c *Cluster, bold, faint, off string) {
	fmt.Fprintf(out, "\n%s%s%s", bold, view.Plain(c.Label), off)
	if c.Changes > 1 {
		fmt.Fprintf(out, " — %s in %s", number(c.Changes, "change"), number(c.Documents, "document"))
	}
	if told := c.decided(); told != "" {
		fmt.Fprintf(out, " [%s]", view.Plain(told))
	}
	fmt.Fprintf(out, "\n  %scluster %s, since %s%s\n", faint, c.ID, view.Plain(c.Blame.String()), off)
	if len(c.Layers) > 1 {
		fmt.Fprintf(out, "  %sin %s%s\n", faint, countsLine(c.Layers), off)
	}
	for n := range c.Samples {
		x := &c.Samples[n]
		if x.OldContext != "" {
			fmt.Fprintf(out, "  - %s\n", view.Plain(x.OldContext))
		}
		if x.NewContext != "" {
			fmt.Fprintf(out, "  + %s\n", view.Plain(x.NewContext))
		}
		if x.Layer == Text {
			if x.Old != "" {
				fmt.Fprintf(out, "  - %s\n", view.Plain(start(x.Old, 400)))
			}
			if x.New != "" {
				fmt.Fprintf(out, "  + %s\n", view.Plain(start(x.New, 400)))
			}
		}
		fmt.Fprintf(out, "    %s%s, %s%s", faint, view.Plain(x.Document), x.ID, off)
		if told := x.told(); told != "" && (c.Verdict == "" || x.Right+x.Note != "") {
			fmt.Fprintf(out, " [%s]", view.Plain(told))
		}
		if x.Blame.Evidence != "" {
			fmt.Fprintf(out, "%s; %s%s", faint, view.Plain(x.Blame.Evidence), off)
		}
		fmt.Fprintln(out)
	}
}

func countsLine(list []Count) string {
	var out []string
	for _, c := range list {
		out = append(out, fmt.Sprintf("%s %d", c.Name, c.Count))
	}
	return strings.Join(out, ", ")
}

// String says where a change began and by what.
func (b Blame) String() string {
	s := b.Layer + " differ"
	switch b.Layer {
	case Source, Text, Document:
		s += "s"
	}
	if b.Cause != "" {
		s += " (" + b.Cause + ")"
	}
	return s
}

func number(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// Markdown writes the summary and the largest clusters so that they fit into a comment of at
// most so many bytes, as forges allow (GitHub: 65,536). What does not fit is counted.
func (r *Result) Markdown(w io.Writer, most, limit int) error {
	s := r.Summary()
	var b strings.Builder
	fmt.Fprintf(&b, "### Dateline: %s in %s\n\n%s, %d of them changed.", number(s.Changes, "change"), number(s.Clusters, "cluster"), number(s.Documents, "document"), s.Changed)
	if s.Accepted > 0 {
		fmt.Fprintf(&b, " %d more were accepted before.", s.Accepted)
	}
	if s.Decided != nil {
		fmt.Fprintf(&b, " Of these, decided before: %s.", s.decided())
	}
	b.WriteString("\n")
	for _, p := range s.Provenance {
		fmt.Fprintf(&b, "\n- differs on record: %s", escape(p))
	}
	for _, n := range s.Notes {
		fmt.Fprintf(&b, "\n- note: %s", escape(n))
	}
	if len(s.Provenance)+len(s.Notes) > 0 {
		b.WriteString("\n")
	}
	b.WriteString("\n| layer | old | new | changes |\n|---|---:|---:|---|\n")
	for n := range s.Layers {
		l := &s.Layers[n]
		fmt.Fprintf(&b, "| %s | %d | %d | %s |\n", l.Layer, l.Old, l.New, classesOf(l))
	}
	rows := ""
	for _, f := range s.Fields {
		if f.Compared > f.Unchanged {
			rows += fmt.Sprintf("| %s | %s | %d | %s |\n", f.Layer, f.Field, f.Compared, share(f.Unchanged, f.Compared))
		}
	}
	if rows != "" {
		b.WriteString("\n<details><summary>Values that are as they were</summary>\n\n| layer | field | compared | unchanged |\n|---|---|---:|---:|\n" + rows + "\n</details>\n")
	}
	if r.NumClusters > 0 {
		b.WriteString("\n| changes | documents | what | since |\n|---:|---:|---|---|\n")
	}
	const reserve = 200 // for the last line
	n := 0
	var details []*Cluster
	for c, err := range r.Clusters() {
		if err != nil {
			return err
		}
		what := escape(c.Label)
		if told := c.decided(); told != "" {
			what += " **" + escape(told) + "**"
		}
		row := fmt.Sprintf("| %d | %d | %s | %s |\n", c.Changes, c.Documents, what, escape(c.Blame.String()))
		if n == most || b.Len()+len(row)+reserve > limit/2 && len(details) > 0 || b.Len()+len(row)+reserve > limit {
			break
		}
		b.WriteString(row)
		details = append(details, c)
		n++
	}
	if n < r.NumClusters {
		fmt.Fprintf(&b, "\n… and %s more.\n", number(r.NumClusters-n, "cluster"))
	}
	for _, c := range details {
		var d strings.Builder
		fmt.Fprintf(&d, "\n<details><summary>%s</summary>\n\n", html(c.Label))
		for k := range c.Samples {
			x := &c.Samples[k]
			fmt.Fprintf(&d, "- `%s` in %s", x.ID, escape(x.Document))
			if told := x.told(); told != "" && (c.Verdict == "" || x.Right+x.Note != "") {
				fmt.Fprintf(&d, ", **%s**", escape(told))
			}
			d.WriteString("\n")
			for _, line := range []struct{ sign, text string }{{"old", cmp.Or(x.OldContext, textOf(x, x.Old))}, {"new", cmp.Or(x.NewContext, textOf(x, x.New))}} {
				if line.text != "" {
					fmt.Fprintf(&d, "  - %s: %s\n", line.sign, escape(start(line.text, 400)))
				}
			}
			if x.Blame.Evidence != "" {
				fmt.Fprintf(&d, "  - reasons: %s\n", escape(x.Blame.Evidence))
			}
		}
		d.WriteString("\n</details>\n")
		if b.Len()+d.Len() > limit {
			break
		}
		b.WriteString(d.String())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func textOf(x *Change, s string) string {
	if x.Layer == Text {
		return s
	}
	return ""
}

// escape makes a line that Markdown shows as it is, in a table too.
func escape(s string) string {
	var b strings.Builder
	inCode := false
	for _, r := range OneLine(s) {
		switch {
		case r == '`':
			inCode = !inCode
			b.WriteRune(r)
		case r == '|':
			b.WriteString(`\|`)
		case r == '<' && !inCode:
			b.WriteString("&lt;")
		case r == '&' && !inCode:
			b.WriteString("&amp;")
		case strings.ContainsRune(`\*_[]#@~`, r) && !inCode:
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == utf8.RuneError, unicode.IsControl(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func html(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "`", "").Replace(OneLine(s))
}

// JSON writes the summary and the clusters, at most so many, as one object.
func (r *Result) JSON(w io.Writer, most int) error {
	s := r.Summary()
	out := struct {
		*Summary
		List []*Cluster `json:"cluster_list"`
	}{s, []*Cluster{}}
	for c, err := range r.Clusters() {
		if err != nil {
			return err
		}
		if len(out.List) == most {
			break
		}
		out.List = append(out.List, c)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// Line is the change as one line of JSON.
func (x *Change) Line() ([]byte, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(x)
	return []byte(b.String()), err
}
