package score

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"

	"dateline/corpus"
	"dateline/golden/diff"
)

// Table adds up the scores of documents. The zero Table is ready for use.
type Table struct {
	Documents int // gold documents
	Missing   int // of which were not predicted
	Extra     int // predicted ones without gold; they are not counted
	kinds     map[kind]*Count
	fields    map[diff.FieldName]*Field
	confused  map[confusion]int
}

type kind struct{ layer, kind string }

// confusion is a gold kind with the predicted one; "" is none.
type confusion struct{ layer, gold, predicted string }

// Count counts the items of a kind.
type Count struct {
	Gold, Predicted int
	Right           int // same bytes, same kind
	Near            int // same kind, other ends
}

// Precision, Recall and F1 are in thousandths; 0 where nothing is there to be right.
func (c *Count) Precision() int { return share(c.Right, c.Predicted) }

// Recall is the share of gold items that were found.
func (c *Count) Recall() int { return share(c.Right, c.Gold) }

// F1 is the harmonic mean of both.
func (c *Count) F1() int { return share(2*c.Right, c.Gold+c.Predicted) }

func share(n, of int) int {
	if of == 0 {
		return 0
	}
	return (n*1000 + of/2) / of
}

// Field counts the values of a field over items that were paired, where either side has one.
type Field struct{ Compared, Right int }

// Add scores a document. Predicted is nil where there is none, gold where nobody has said what
// is right; such a document is only counted.
func (t *Table) Add(gold, predicted *corpus.Document) {
	if t.kinds == nil {
		t.kinds, t.fields, t.confused = map[kind]*Count{}, map[diff.FieldName]*Field{}, map[confusion]int{}
	}
	if gold == nil {
		t.Extra++
		return
	}
	t.Documents++
	if predicted == nil {
		t.Missing++
		predicted = &corpus.Document{ID: gold.ID}
	}
	m := diff.MapText(gold.Text, predicted.Text)
	a, b := diff.Items(gold), diff.Items(predicted)
	pair := diff.Align(gold, predicted, a, b, m)
	back := make([]bool, len(b))
	for i := range a {
		x := &a[i]
		if x.Layer == diff.Document {
			if pair[i] >= 0 {
				back[pair[i]] = true
				t.values(x, &b[pair[i]])
			}
			continue
		}
		t.count(x, func(c *Count) { c.Gold++ })
		j := pair[i]
		if j < 0 {
			t.confused[confusion{x.Layer, x.Kind, ""}]++
			continue
		}
		y := &b[j]
		back[j] = true
		t.count(y, func(c *Count) { c.Predicted++ })
		t.confused[confusion{x.Layer, x.Kind, y.Kind}]++
		there := m.ToNew(x.Span)
		switch {
		case x.Kind != y.Kind:
		case !x.Placed() || there.Exact && there.Span == y.Span:
			t.count(x, func(c *Count) { c.Right++ })
		default:
			t.count(x, func(c *Count) { c.Near++ })
		}
		t.values(x, y)
	}
	for j := range b {
		if y := &b[j]; !back[j] && y.Layer != diff.Document {
			t.count(y, func(c *Count) { c.Predicted++ })
			t.confused[confusion{y.Layer, "", y.Kind}]++
		}
	}
}

// count counts an item under its kind, and under its layer as a whole.
func (t *Table) count(it *diff.Item, add func(*Count)) {
	names := []kind{{it.Layer, ""}}
	if it.Kind != "" {
		names = append(names, kind{it.Layer, it.Kind})
	}
	for _, k := range names {
		if t.kinds[k] == nil {
			t.kinds[k] = &Count{}
		}
		add(t.kinds[k])
	}
}

func (t *Table) values(x, y *diff.Item) {
	for _, name := range diff.FieldNames(x, y) {
		v, w := x.Get(name), y.Get(name)
		if v == "" && w == "" {
			continue
		}
		k := diff.FieldName{Layer: x.Layer, Field: name}
		if t.fields[k] == nil {
			t.fields[k] = &Field{}
		}
		t.fields[k].Compared++
		if v == w {
			t.fields[k].Right++
		}
	}
}

// Of is the count of a kind of a layer; with an empty kind, of the layer.
func (t *Table) Of(layer, name string) Count {
	if c := t.kinds[kind{layer, name}]; c != nil {
		return *c
	}
	return Count{}
}

// FieldOf is the count of a field.
func (t *Table) FieldOf(layer, field string) Field {
	if f := t.fields[diff.FieldName{Layer: layer, Field: field}]; f != nil {
		return *f
	}
	return Field{}
}

// Confused is how many items of a gold kind were predicted as another kind; "" is none.
func (t *Table) Confused(layer, gold, predicted string) int {
	return t.confused[confusion{layer, gold, predicted}]
}

func byLayer(a, b string) int {
	return cmp.Compare(slices.Index(diff.Layers, a), slices.Index(diff.Layers, b))
}

// Print writes the tables for people.
func (t *Table) Print(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%d gold documents", t.Documents)
	if t.Missing > 0 {
		fmt.Fprintf(out, ", %d of them not predicted", t.Missing)
	}
	if t.Extra > 0 {
		fmt.Fprintf(out, "; %d documents without gold were left out", t.Extra)
	}
	fmt.Fprintf(out, "\n\n%-12s %-12s %7s %9s %7s %7s %9s %7s %7s\n", "layer", "kind", "gold", "predicted", "right", "near", "precision", "recall", "F1")
	var kinds []kind
	for k := range t.kinds {
		kinds = append(kinds, k)
	}
	slices.SortFunc(kinds, func(a, b kind) int { return cmp.Or(byLayer(a.layer, b.layer), cmp.Compare(a.kind, b.kind)) })
	for _, k := range kinds {
		c := t.kinds[k]
		fmt.Fprintf(out, "%-12s %-12s %7d %9d %7d %7d %9s %7s %7s\n", k.layer, cmp.Or(k.kind, "all"), c.Gold, c.Predicted, c.Right, c.Near, decimal(c.Precision()), decimal(c.Recall()), decimal(c.F1()))
	}
	fmt.Fprintf(out, "\n%-12s %-14s %9s %7s %7s\n", "layer", "field", "compared", "right", "share")
	var fields []diff.FieldName
	for k := range t.fields {
		fields = append(fields, k)
	}
	slices.SortFunc(fields, func(a, b diff.FieldName) int {
		return cmp.Or(byLayer(a.Layer, b.Layer), cmp.Compare(a.Field, b.Field))
	})
	for _, k := range fields {
		f := t.fields[k]
		fmt.Fprintf(out, "%-12s %-14s %9d %7d %7s\n", k.Layer, k.Field, f.Compared, f.Right, decimal(share(f.Right, f.Compared)))
	}
	for _, layer := range diff.Layers {
		t.confusionTable(out, layer)
	}
	return out.Flush()
}

// confusionTable prints a layer that has more than one kind: gold kinds down, predicted ones across.
func (t *Table) confusionTable(out io.Writer, layer string) {
	var names []string
	for c := range t.confused {
		if c.layer == layer {
			for _, n := range []string{c.gold, c.predicted} {
				if n != "" && !slices.Contains(names, n) {
					names = append(names, n)
				}
			}
		}
	}
	if len(names) < 2 {
		return
	}
	slices.Sort(names)
	fmt.Fprintf(out, "\n%s: gold down, predicted across\n%-12s", layer, "")
	cells := append(names, "")
	for _, n := range cells {
		fmt.Fprintf(out, " %10s", cmp.Or(n, "none"))
	}
	fmt.Fprintln(out)
	for _, gold := range cells {
		fmt.Fprintf(out, "%-12s", cmp.Or(gold, "none"))
		for _, predicted := range cells {
			if n := t.confused[confusion{layer, gold, predicted}]; n > 0 {
				fmt.Fprintf(out, " %10d", n)
			} else {
				fmt.Fprintf(out, " %10s", "·")
			}
		}
		fmt.Fprintln(out)
	}
}

func decimal(thousandths int) string {
	return fmt.Sprintf("%d.%03d", thousandths/1000, thousandths%1000)
}
