package golden

import (
	"fmt"
	"io"
	"strings"

	"dateline/corpus"
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
// layers and text. Where the texts differ, items are aligned by their surface and
// ordinal alone.
func Compare(want, got *corpus.Document) []Difference {
	var out []Difference
	if want.Text != got.Text {
		out = append(out, textDifferences(want, got)...)
	}
	a, b := itemsOf(want), itemsOf(got)
	pair := align(a, b, want.Text == got.Text)
	back := make([]bool, len(b))
	for i, w := range a {
		j := pair[i]
		if j < 0 {
			out = append(out, Difference{want.ID, w.layer, Missing, w.name, "", "", "", context(want, w.span)})
			continue
		}
		back[j] = true
		g := b[j]
		if w.name != g.name {
			out = append(out, Difference{want.ID, w.layer, Boundary, w.name, "", w.name, g.name, context(want, w.span)})
		}
		for _, name := range fieldNames(w, g) {
			if x, y := w.get(name), g.get(name); x != y {
				out = append(out, Difference{want.ID, w.layer, Changed, w.name, name, x, y, context(want, w.span)})
			}
		}
	}
	for j, g := range b {
		if !back[j] {
			out = append(out, Difference{want.ID, g.layer, Extra, g.name, "", "", "", context(got, g.span)})
		}
	}
	return out
}

func fieldNames(a, b item) []string {
	var names []string
	seen := map[string]bool{}
	for _, f := range append(append([]field(nil), a.fields...), b.fields...) {
		if !seen[f.name] {
			seen[f.name] = true
			names = append(names, f.name)
		}
	}
	return names
}

// align pairs items of one layer: first those with the same span (if the texts
// are equal), then those with the same surface in order, then those that overlap.
func align(a, b []item, sameText bool) []int {
	pair := make([]int, len(a))
	used := make([]bool, len(b))
	for i := range pair {
		pair[i] = -1
	}
	pass := func(match func(x, y item) bool) {
		for i := range a {
			if pair[i] >= 0 {
				continue
			}
			for j := range b {
				if !used[j] && a[i].layer == b[j].layer && match(a[i], b[j]) {
					pair[i], used[j] = j, true
					break
				}
			}
		}
	}
	if sameText {
		pass(func(x, y item) bool { return x.span.Start >= 0 && x.span == y.span && x.get("type") == y.get("type") })
		pass(func(x, y item) bool { return x.span.Start >= 0 && x.span == y.span })
		pass(func(x, y item) bool { return x.span.Start < 0 && x.name == y.name })
		pass(func(x, y item) bool { return x.span.Start >= 0 && x.span.Overlaps(y.span) })
	} else {
		pass(func(x, y item) bool { return x.name == y.name })
	}
	return pair
}

// textDifferences compares texts by paragraph.
func textDifferences(want, got *corpus.Document) []Difference {
	count := map[string]int{}
	for _, p := range strings.Split(got.Text, "\n\n") {
		count[p]++
	}
	var out []Difference
	for _, p := range strings.Split(want.Text, "\n\n") {
		if count[p] > 0 {
			count[p]--
			continue
		}
		out = append(out, Difference{Document: want.ID, Layer: "text", Class: Missing, Item: oneLine(p)})
	}
	for _, p := range strings.Split(got.Text, "\n\n") {
		if count[p] > 0 {
			count[p]--
			out = append(out, Difference{Document: want.ID, Layer: "text", Class: Extra, Item: oneLine(p)})
		}
	}
	if len(out) == 0 {
		out = append(out, Difference{Document: want.ID, Layer: "text", Class: Changed, Item: "order or breaks of paragraphs"})
	}
	return out
}

// context is the sentence around a span, or empty.
func context(d *corpus.Document, s corpus.Span) string {
	if s.Start < 0 {
		return ""
	}
	i := d.SentenceAt(s.Start)
	if i < 0 {
		return ""
	}
	around := d.Sentences[i].Span
	end := min(s.End, around.End)
	return oneLine(d.Text[around.Start:s.Start] + "⟦" + d.Text[s.Start:end] + "⟧" + d.Text[end:around.End])
}

// Print writes differences for a reader, grouped by document and layer.
func Print(w io.Writer, diffs []Difference) {
	document, layer := "", ""
	for _, x := range diffs {
		if x.Document != document {
			document, layer = x.Document, ""
			fmt.Fprintf(w, "%s\n", document)
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
			fmt.Fprintf(w, "      %s\n", x.Context)
		}
	}
}
