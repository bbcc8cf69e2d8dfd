package golden

import (
	"fmt"
	"io"
	"strings"

	"dateline/corpus"
	"dateline/corpus/view"
	"dateline/golden/diff"
)

// Class is the kind of a difference.
type Class string

// The classes.
const (
	Missing  Class = "missing"  // in the golden record only
	Extra    Class = "extra"    // in the new record only
	Changed  Class = "changed"  // a field has another value
	Boundary Class = "boundary" // the same thing with other ends
)

// Difference is one way in which a record is not the golden one.
type Difference struct {
	Document string
	Layer    string
	Class    Class
	Item     string // surface of the item, or its id
	Field    string // of Changed
	Want     string
	Got      string
	Context  string // the sentence, the item between ⟦ and ⟧; for readers only
}

// key identifies a difference for the list of known ones.
func (x Difference) key() string {
	return strings.Join([]string{x.Document, x.Layer, string(x.Class), x.Item, x.Field, x.Want, x.Got}, "\t")
}

// Compare lists the differences of a record from the golden one, in the order of
// layers and text. Items are paired as package diff pairs them, also where the texts
// differ.
func Compare(want, got *corpus.Document) []Difference {
	var out []Difference
	m := diff.MapText(want.Text, got.Text)
	if want.Text != got.Text {
		out = append(out, textDifferences(want, got, m)...)
	}
	a, b := diff.Items(want), diff.Items(got)
	pair := diff.Align(want, got, a, b, m)
	back := make([]bool, len(b))
	for i := range a {
		w, j := &a[i], pair[i]
		if j < 0 {
			out = append(out, Difference{want.ID, w.Layer, Missing, w.Name, "", "", "", diff.Context(want, w.Span)})
			continue
		}
		back[j] = true
		g := &b[j]
		if w.Name != g.Name {
			out = append(out, Difference{want.ID, w.Layer, Boundary, w.Name, "", w.Name, g.Name, diff.Context(want, w.Span)})
		}
		for _, name := range diff.FieldNames(w, g) {
			if x, y := w.Get(name), g.Get(name); x != y {
				out = append(out, Difference{want.ID, w.Layer, Changed, w.Name, name, x, y, diff.Context(want, w.Span)})
			}
		}
	}
	for j := range b {
		if g := &b[j]; !back[j] {
			out = append(out, Difference{want.ID, g.Layer, Extra, g.Name, "", "", "", diff.Context(got, g.Span)})
		}
	}
	return out
}

// textDifferences compares texts by line. A line that has changed is missing on one side
// and extra on the other.
func textDifferences(want, got *corpus.Document, m *diff.TextMap) []Difference {
	var missing, extra []Difference
	for _, p := range m.Paragraphs {
		if p.Old.Start >= 0 {
			missing = append(missing, Difference{Document: want.ID, Layer: "text", Class: Missing, Item: diff.OneLine(want.Surface(p.Old))})
		}
		if p.New.Start >= 0 {
			extra = append(extra, Difference{Document: want.ID, Layer: "text", Class: Extra, Item: diff.OneLine(got.Surface(p.New))})
		}
	}
	if len(missing)+len(extra) == 0 {
		missing = append(missing, Difference{Document: want.ID, Layer: "text", Class: Changed, Item: "order or breaks of paragraphs"})
	}
	return append(missing, extra...)
}

// Print writes differences for a reader, grouped by document and layer.
func Print(w io.Writer, diffs []Difference) {
	document, layer := "", ""
	for _, x := range diffs {
		if x.Document != document {
			document, layer = x.Document, ""
			fmt.Fprintf(w, "%s\n", view.Plain(document))
		}
		if x.Layer != layer {
			layer = x.Layer
			fmt.Fprintf(w, "  %s\n", layer)
		}
		switch x.Class {
		case Changed:
			fmt.Fprintf(w, "    %s %q: %s is %q, should be %q\n", x.Class, x.Item, x.Field, x.Got, x.Want)
		case Boundary:
			fmt.Fprintf(w, "    %s %q, should be %q\n", x.Class, x.Got, x.Want)
		default:
			fmt.Fprintf(w, "    %s %q\n", x.Class, x.Item)
		}
		if x.Context != "" && x.Layer != "sentences" {
			fmt.Fprintf(w, "      %s\n", view.Plain(x.Context))
		}
	}
}
