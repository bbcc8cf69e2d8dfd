package diff

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

// Class is the kind of a change.
type Class string

// The classes.
const (
	Added      Class = "added"      // there is such an item in the new dataset only
	Removed    Class = "removed"    // in the old dataset only
	Moved      Class = "moved"      // at another offset, since the text before it has changed; folded away
	Boundary   Class = "boundary"   // the same thing with other ends
	Relabelled Class = "relabelled" // another type, kind or root
	Revalued   Class = "revalued"   // another date, actor, speaker, side, realis, place, ...
	Rewritten  Class = "text"       // the text itself has changed, or the item came or went with it
)

// Classes are all classes, in the order of summaries.
var Classes = []Class{Added, Removed, Boundary, Relabelled, Revalued, Rewritten, Moved}

// Change is one way in which a document of the new dataset is not that of the old one.
type Change struct {
	// ID is a hash of document, layer, class, field, surface, both values and the
	// ordinal among equals, never of an offset, so that a decision about a change
	// holds for later runs that find it again.
	ID string `json:"id"`
	// Cluster is the id of the cluster: changes of one cluster are alike, and can be
	// decided as one.
	Cluster  string `json:"cluster"`
	Document string `json:"document"`
	Layer    string `json:"layer"`
	Class    Class  `json:"class"`
	Field    string `json:"field,omitempty"`
	Surface  string `json:"surface"`        // of the old item, or of the new one where there is none; one line
	Part     string `json:"part,omitempty"` // of a side of an event: the phrase
	Old      string `json:"old,omitempty"`
	New      string `json:"new,omitempty"`
	// Where it stands in the two texts; null where it stands nowhere.
	OldSpan    *corpus.Span `json:"old_span,omitempty"`
	NewSpan    *corpus.Span `json:"new_span,omitempty"`
	OldContext string       `json:"old_context,omitempty"` // the sentence, the item between ⟦ and ⟧; empty where that is as in NewContext
	NewContext string       `json:"new_context,omitempty"`
	Confidence float64      `json:"confidence,omitempty"` // of the new item, or of the old one
	Blame      Blame        `json:"blame"`
	Verdict    string       `json:"verdict,omitempty"` // of an earlier decision, if there is one
	Right      string       `json:"right,omitempty"`   // what that decision says is right, where neither side is
	Note       string       `json:"note,omitempty"`    // of that decision
	Cause      string       `json:"-"`                 // what the cluster is about, see [Cluster]
	OldItem    int          `json:"-"`                 // index in Items of the old document, or -1
	NewItem    int          `json:"-"`
}

// Tally counts what a comparison saw.
type Tally struct {
	Documents int                    // of both sides, paired by id
	Equal     int                    // of which all bytes are equal
	Changed   int                    // of which something has changed, besides places
	Layers    map[string]*LayerTally // by layer
	Fields    map[FieldName]*FieldTally
	Classes   map[ClassName]int // changes by layer and class, moved items included
}

// LayerTally counts the items of a layer.
type LayerTally struct{ Old, New, Paired, Moved int }

// FieldTally counts the values of a field over paired items: those where either side has one.
type FieldTally struct{ Compared, Unchanged int }

// FieldName names a field of a layer.
type FieldName struct{ Layer, Field string }

// ClassName names a class of changes of a layer.
type ClassName struct {
	Layer string
	Class Class
}

// NewTally is an empty tally.
func NewTally() *Tally {
	return &Tally{Layers: map[string]*LayerTally{}, Fields: map[FieldName]*FieldTally{}, Classes: map[ClassName]int{}}
}

func (t *Tally) layer(name string) *LayerTally {
	l := t.Layers[name]
	if l == nil {
		l = &LayerTally{}
		t.Layers[name] = l
	}
	return l
}

func (t *Tally) field(layer, name string, same bool) {
	k := FieldName{layer, name}
	f := t.Fields[k]
	if f == nil {
		f = &FieldTally{}
		t.Fields[k] = f
	}
	f.Compared++
	if same {
		f.Unchanged++
	}
}

// Add puts the counts of another tally into this one.
func (t *Tally) Add(o *Tally) {
	t.Documents += o.Documents
	t.Equal += o.Equal
	t.Changed += o.Changed
	for name, l := range o.Layers {
		x := t.layer(name)
		x.Old, x.New, x.Paired, x.Moved = x.Old+l.Old, x.New+l.New, x.Paired+l.Paired, x.Moved+l.Moved
	}
	for k, f := range o.Fields {
		x := t.Fields[k]
		if x == nil {
			x = &FieldTally{}
			t.Fields[k] = x
		}
		x.Compared, x.Unchanged = x.Compared+f.Compared, x.Unchanged+f.Unchanged
	}
	for k, n := range o.Classes {
		t.Classes[k] += n
	}
}

// equal counts a document that is the same on both sides.
func (t *Tally) equal(d *corpus.Document) {
	t.Documents++
	t.Equal++
	l := t.layer(Text)
	l.Old, l.New, l.Paired = l.Old+1, l.New+1, l.Paired+1
	items := Items(d)
	for i := range items {
		it := &items[i]
		l := t.layer(it.Layer)
		l.Old, l.New, l.Paired = l.Old+1, l.New+1, l.Paired+1
		for _, f := range it.Fields {
			if f.Value != "" && !derived(it.Layer, f.Name) {
				t.field(it.Layer, f.Name, true)
			}
		}
	}
}

// derived names the fields that follow from other items, and are no changes of their own.
func derived(layer, field string) bool { return layer == Actors && field == "mentions" }

// comparison is that of two documents of one id.
type comparison struct {
	old, new  *corpus.Document
	a, b      []Item
	m         *TextMap
	pair      []int
	back      []int
	out       []Change
	tally     *Tally
	from, to  *Provenance
	renamed   map[string]string       // actor to what most of its entities have become
	came      map[string]string       // the reverse
	texted    map[bool]map[string]int // change of the text by actor, on the old side (true) or the new one
	mentioned map[mention]int         // the first change that took or brought a mention of an actor
	mains     string                  // how the main event has changed, as one text
	spots     map[string][]spot
	stamp     map[string]string // attributes of an actor that changed, as one text
	paras     []paragraph
}

// Documents compares two documents. What moved is counted only.
func Documents(old, new *corpus.Document) ([]Change, *Tally) {
	c := compare(old, new, nil, nil)
	return c.out, c.tally
}

func compare(old, new *corpus.Document, from, to *Provenance) *comparison {
	c := &comparison{old: old, new: new, a: Items(old), b: Items(new), m: MapText(old.Text, new.Text), tally: NewTally(), from: from, to: to}
	c.pair = Align(old, new, c.a, c.b, c.m)
	c.back = make([]int, len(c.b))
	for j := range c.back {
		c.back[j] = -1
	}
	for i, j := range c.pair {
		if j >= 0 {
			c.back[j] = i
		}
	}
	c.tally.Documents = 1
	c.renames()
	c.stamps()
	c.mainly()
	c.texts()
	for i := range c.a {
		c.tally.layer(c.a[i].Layer).Old++
		if j := c.pair[i]; j >= 0 {
			c.paired(i, j)
		} else {
			c.lone(i, -1)
		}
	}
	for j := range c.b {
		c.tally.layer(c.b[j].Layer).New++
		if c.back[j] < 0 {
			c.lone(-1, j)
		}
	}
	c.finish()
	if len(c.out) > 0 {
		c.tally.Changed = 1
	}
	return c
}

// renames finds which actors have become which, by their mentions.
func (c *comparison) renames() {
	type turn struct{ from, to string }
	counts := map[turn]int{}
	for i, j := range c.pair {
		if j < 0 {
			continue
		}
		switch c.a[i].Layer {
		case Entities, References, Quotes:
			if x, y := c.a[i].Get("actor"), c.b[j].Get("actor"); x != y && x != "" && y != "" {
				counts[turn{x, y}]++
			}
		}
	}
	c.renamed, c.came = map[string]string{}, map[string]string{}
	most := func(to map[string]string, key, value string, n, have int) {
		if old, ok := to[key]; !ok || n > have || n == have && value < old {
			to[key] = value
		}
	}
	for t, n := range counts {
		most(c.renamed, t.from, t.to, n, counts[turn{t.from, c.renamed[t.from]}])
		most(c.came, t.to, t.from, n, counts[turn{c.came[t.to], t.to}])
	}
}

// stamps says of each actor how what is known of it has changed.
func (c *comparison) stamps() {
	c.stamp = map[string]string{}
	for i, j := range c.pair {
		if j < 0 || c.a[i].Layer != Actors {
			continue
		}
		var all []string
		for _, f := range []string{"type", "country", "sector"} {
			if x, y := c.a[i].Get(f), c.b[j].Get(f); x != y {
				all = append(all, f+" "+orNone(x)+" → "+orNone(y))
			}
		}
		if all != nil {
			c.stamp[c.a[i].Name] = strings.Join(all, ", ")
		}
	}
}

// mainly says how the main event of the document has changed.
func (c *comparison) mainly() {
	of := func(items []Item) string {
		var all []string
		for i := range items {
			if items[i].Layer == Main {
				all = append(all, items[i].Name+" "+items[i].Get("text")+" "+items[i].Get("value"))
			}
			if items[i].Layer == Events && items[i].Get("main") == "true" {
				all = append(all, items[i].Kind+" "+items[i].Name)
			}
		}
		return strings.Join(all, "; ")
	}
	c.mains = of(c.a) + " → " + of(c.b)
}

// emitMain takes a change of which event is the main one, or of its answers: one cluster a document.
func (c *comparison) emitMain(x Change) { x.Cause = "main"; c.emit(x, Main, c.old.ID, c.mains) }

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// paragraph is a change of the text with the change that stands for it.
type paragraph struct {
	Paragraph
	change int
}

func (c *comparison) texts() {
	l := c.tally.layer(Text)
	l.Old, l.New = 1, 1
	if c.m.same {
		l.Paired = 1
		return
	}
	for _, p := range c.m.Paragraphs {
		x := Change{Layer: Text, Class: Rewritten, Field: "changed", OldItem: -1, NewItem: -1}
		if p.Old.Start >= 0 {
			x.Old, x.OldSpan = OneLine(c.old.Surface(p.Old)), &p.Old
		} else {
			x.Field = "added"
		}
		if p.New.Start >= 0 {
			x.New, x.NewSpan = OneLine(c.new.Surface(p.New)), &p.New
		} else {
			x.Field = "removed"
		}
		x.Surface = x.Old
		if x.Surface == "" {
			x.Surface = x.New
		}
		x.Surface = start(x.Surface, 80)
		c.paras = append(c.paras, paragraph{p, len(c.out)})
		c.emit(x, "text", x.Field, x.Old, x.New)
	}
	if len(c.m.Paragraphs) == 0 {
		c.emit(Change{Layer: Text, Class: Rewritten, Field: "order", Surface: "order or breaks of paragraphs", OldItem: -1, NewItem: -1}, "text", "order")
	}
}

// start is the beginning of a line, cut at a rune.
func start(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// emit takes a change. What is alike in the parts is of one cluster; cause says what that is
// about, where it is more than layer, class and field.
func (c *comparison) emit(x Change, parts ...string) {
	x.Document = c.old.ID
	x.Cluster = hash(parts...)
	c.out = append(c.out, x)
	c.tally.Classes[ClassName{x.Layer, x.Class}]++
}

func hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	var sum [32]byte
	return hex.EncodeToString(h.Sum(sum[:0])[:8])
}

// finish gives the changes ids, contexts and blame.
func (c *comparison) finish() {
	if len(c.out) == 0 {
		return
	}
	seen := map[string]int{}
	c.marks()
	for n := range c.out {
		x := &c.out[n]
		x.identify(seen)
		if x.OldSpan != nil && x.Layer != Text {
			x.OldContext = Context(c.old, *x.OldSpan)
		}
		if x.NewSpan != nil && x.Layer != Text {
			x.NewContext = Context(c.new, *x.NewSpan)
		}
		if x.OldContext == x.NewContext {
			x.OldContext = ""
		}
		x.Blame = c.blame(x)
	}
}

// knownOf begins the cause of changes that follow from what is known of an actor.
const knownOf = "known of actor "

// widest is how much of a sentence a context shows on either side, in bytes.
const widest = 300

// Context is the sentence around a span on one line, the span between ⟦ and ⟧, or
// empty where no sentence is known. Of a long sentence it shows what is near.
func Context(d *corpus.Document, s corpus.Span) string {
	if s.Start < 0 {
		return ""
	}
	i := d.SentenceAt(s.Start)
	if i < 0 {
		return ""
	}
	around := d.Sentences[i].Span
	end := min(s.End, around.End)
	before, inside, after := d.Text[around.Start:s.Start], d.Text[s.Start:end], d.Text[end:around.End]
	if len(before) > widest {
		before = "…" + strings.ToValidUTF8(before[len(before)-widest:], "")
	}
	if len(after) > widest {
		after = strings.ToValidUTF8(after[:widest], "") + "…"
	}
	if len(inside) > 4*widest {
		inside = strings.ToValidUTF8(inside[:4*widest], "") + "…"
	}
	return OneLine(before + "⟦" + inside + "⟧" + after)
}

// lone is an item without a counterpart. Where its text has none either, it came
// or went with that.
func (c *comparison) lone(i, j int) {
	it, d := (*Item)(nil), c.old
	x := Change{OldItem: i, NewItem: j}
	var there Place
	if i >= 0 {
		it = &c.a[i]
		x.Class, x.Old = Removed, describe(c.old, it)
		there = c.m.ToNew(it.Span)
		if it.Placed() {
			x.OldSpan = &it.Span
		}
	} else {
		it, d = &c.b[j], c.new
		x.Class, x.New = Added, describe(c.new, it)
		there = c.m.ToOld(it.Span)
		if it.Placed() {
			x.NewSpan = &it.Span
		}
	}
	x.Layer, x.Surface = it.Layer, it.Name
	x.Confidence = max(0, confidence(d, it))
	if it.Placed() && !c.m.same && !there.Exact {
		if n := c.paragraphOf(it.Span, i >= 0); n >= 0 {
			c.emitWith(x, n)
			return
		}
	}
	switch it.Layer {
	case Actors:
		// An actor comes and goes with its mentions, and these with the text.
		if n := c.withText(it.Name, i >= 0); n >= 0 {
			c.emitWith(x, n)
			return
		}
		if to := c.renamed[it.Name]; i >= 0 && to != "" {
			c.emitActor(x, it.Name, to, "")
			return
		}
		if from := c.came[it.Name]; j >= 0 && from != "" {
			c.emitActor(x, from, it.Name, "")
			return
		}
		if n, ok := c.mentioned[mention{it.Name, i >= 0}]; ok {
			x.Cause = c.out[n].Cause
			c.emit(x)
			c.out[len(c.out)-1].Cluster = c.out[n].Cluster
			return
		}
	case References:
		c.remember(it, i >= 0)
		if i >= 0 {
			c.emitActor(x, it.Get("actor"), "", it.Name)
		} else {
			c.emitActor(x, "", it.Get("actor"), it.Name)
		}
		return
	case Main:
		c.emitMain(x)
		return
	case Entities:
		c.remember(it, i >= 0)
	}
	c.emit(x, it.Layer, string(x.Class), it.Name, x.Old, x.New)
}

// emitWith takes an item that came or went with a change of the text, whose cluster it is of.
func (c *comparison) emitWith(x Change, text int) {
	x.Field, x.Class = string(x.Class), Rewritten
	c.emit(x)
	c.out[len(c.out)-1].Cluster = c.out[text].Cluster
}

// mention is one of an actor that came, or went.
type mention struct {
	actor string
	gone  bool
}

// remember notes that the next change is a mention of an actor that came or went.
func (c *comparison) remember(it *Item, gone bool) {
	if c.mentioned == nil {
		c.mentioned = map[mention]int{}
	}
	if k := (mention{it.Get("actor"), gone}); k.actor != "" {
		if _, ok := c.mentioned[k]; !ok {
			c.mentioned[k] = len(c.out)
		}
	}
}

// withText is the change of the text with which all mentions of an actor came or went, or -1.
func (c *comparison) withText(actor string, old bool) int {
	if c.m.same {
		return -1
	}
	if c.texted[old] == nil {
		all := map[string]int{}
		items, place := c.b, c.m.ToOld
		if old {
			items, place = c.a, c.m.ToNew
		}
		for i := range items {
			it := &items[i]
			if it.Layer != Entities && it.Layer != References {
				continue
			}
			id, n := it.Get("actor"), -1
			if !place(it.Span).Exact {
				n = c.paragraphOf(it.Span, old)
			}
			if have, ok := all[id]; !ok || have >= 0 && n < 0 {
				all[id] = n
			}
		}
		if c.texted == nil {
			c.texted = map[bool]map[string]int{}
		}
		c.texted[old] = all
	}
	if n, ok := c.texted[old][actor]; ok {
		return n
	}
	return -1
}

// emitActor takes a change that is a matter of which actor a phrase means. Changes from one
// actor to another are one cluster in all layers. From none or to none, it is a matter of
// the phrase as well: names are told from other phrases.
func (c *comparison) emitActor(x Change, from, to, phrase string) {
	x.Cause = "actor"
	kind := ""
	if from == "" || to == "" {
		kind = "phrase"
		if named(phrase) {
			kind = "name"
		}
	}
	c.emit(x, "actor", kind, from, to)
}

// named reports whether a phrase has a capital behind its first letter, or is
// one word with a capital that is no pronoun.
func named(phrase string) bool {
	words := strings.Fields(phrase)
	for n, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && (n > 0 || len(words) == 1 && len(w) > 4) {
			return true
		}
	}
	return false
}

// paragraphOf is the change of the text that a span of the old text (or of the new one)
// stands in, or -1.
func (c *comparison) paragraphOf(s corpus.Span, old bool) int {
	of := func(p *paragraph) corpus.Span {
		if old {
			return p.Old
		}
		return p.New
	}
	if c.spots == nil {
		c.spots = map[string][]spot{}
	}
	key := "paragraphs of the new text"
	if old {
		key = "paragraphs of the old text"
	}
	list, ok := c.spots[key]
	if !ok {
		for n := range c.paras {
			if p := of(&c.paras[n]); p.Start >= 0 {
				list = append(list, spot{p, c.paras[n].change})
			}
		}
		slices.SortFunc(list, func(x, y spot) int { return x.Start - y.Start })
		c.spots[key] = list
	}
	n := sort.Search(len(list), func(n int) bool { return list[n].End > s.Start })
	if n < len(list) && list[n].Start < s.End {
		return list[n].what
	}
	return -1
}

// paired compares two items that are the same thing.
func (c *comparison) paired(i, j int) {
	a, b := &c.a[i], &c.b[j]
	l := c.tally.layer(a.Layer)
	l.Paired++
	before := len(c.out)
	base := Change{Layer: a.Layer, Surface: a.Name, OldItem: i, NewItem: j, Confidence: max(0, confidence(c.new, b))}
	if a.Placed() {
		base.OldSpan, base.NewSpan = &a.Span, &b.Span
		there := c.m.ToNew(a.Span)
		if there.Span != b.Span || !there.Exact {
			// Other ends, unless it is the text that has changed under them.
			if there.Exact || c.m.same || a.Name != b.Name && !c.torn(a, b, there) {
				x := base
				x.Class, x.Old, x.New = Boundary, a.Name, b.Name
				c.emit(x, a.Layer, string(Boundary), a.Name, b.Name)
			}
		}
	}
	if a.Layer == Events {
		c.event(base, &c.old.Events[a.Index], &c.new.Events[b.Index])
	}
	relabelled := false
	for _, f := range FieldNames(a, b) {
		if derived(a.Layer, f) {
			continue
		}
		x, y := a.Get(f), b.Get(f)
		if x == "" && y == "" {
			continue
		}
		c.tally.field(a.Layer, f, x == y)
		if x == y {
			continue
		}
		ch := base
		ch.Field, ch.Class, ch.Old, ch.New = f, Revalued, x, y
		switch a.Layer + " " + f {
		case "entities type", "quotes kind", "references kind":
			ch.Class = Relabelled
			c.emit(ch, a.Layer, f, a.Name, x, y)
		case "entities actor", "references actor", "quotes actor":
			phrase := a.Name
			if a.Layer == Quotes {
				phrase = b.Get("speaker")
				if phrase == "" {
					phrase = a.Get("speaker")
				}
				ch.Part = phrase
				if s := c.new.Quotes[b.Index].Speaker; s != nil {
					ch.NewSpan = &s.Span
				}
				if s := c.old.Quotes[a.Index].Speaker; s != nil {
					ch.OldSpan = &s.Span
				}
			}
			c.emitActor(ch, x, y, phrase)
		case "quotes speaker", "quotes cue":
			if f == "speaker" && c.rephrased(a, b) {
				continue
			}
			c.emit(ch, a.Layer, f, x, y)
		case "quotes pieces":
			c.emit(ch, a.Layer, f, a.Name, x, y)
		case "dates type":
			relabelled = true
			ch.Class, ch.Old, ch.New = Relabelled, describe(c.old, a), describe(c.new, b)
			c.emit(ch, a.Layer, f, strings.ToLower(a.Name), ch.Old, ch.New)
		case "dates value":
			if !relabelled {
				c.emitDate(ch, a.Name)
			}
		case "dates how", "dates mod":
			if a.Get("value") == b.Get("value") {
				c.emit(ch, a.Layer, f, strings.ToLower(a.Name), x, y)
			}
		case "actors name":
			c.emit(ch, "actor", "name", a.Name, x, y)
		case "actors type", "actors country", "actors sector":
			ch.Cause = knownOf + a.Name + ": " + c.stamp[a.Name]
			if f == "type" {
				ch.Class = Relabelled
			}
			c.emit(ch, "actor", "known", a.Name, c.stamp[a.Name])
		case "main text", "main value":
			c.emitMain(ch)
		default:
			if a.Layer != Events { // of which event has taken care
				c.emit(ch, a.Layer, f, a.Name, x, y)
			}
		}
	}
	if len(c.out) == before && a.Placed() && a.Span != b.Span {
		l.Moved++
		c.tally.Classes[ClassName{a.Layer, Moved}]++
	}
}

// torn reports whether the text under an item has changed, so that its ends say nothing.
func (c *comparison) torn(a, b *Item, there Place) bool {
	return !there.Exact && (c.paragraphOf(a.Span, true) >= 0 || c.paragraphOf(b.Span, false) >= 0)
}

// rephrased reports whether the speakers of two quotations are one phrase of the text
// in which words have changed.
func (c *comparison) rephrased(a, b *Item) bool {
	x, y := c.old.Quotes[a.Index].Speaker, c.new.Quotes[b.Index].Speaker
	if x == nil || y == nil || c.m.same {
		return false
	}
	there := c.m.ToNew(x.Span)
	return there.Exact && there.Span == y.Span
}

// FieldNames are the names of the fields of two items, in order.
func FieldNames(a, b *Item) []string {
	names := make([]string, 0, len(a.Fields)+2)
	for _, f := range a.Fields {
		names = append(names, f.Name)
	}
	for _, f := range b.Fields {
		if !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

// emitDate takes another value of a time expression. Days that are shifted alike are of
// one cluster: "Monday" a week later is one change, whatever the week.
func (c *comparison) emitDate(x Change, phrase string) {
	x.Cause = "date"
	shift := x.Old + " → " + x.New
	a, errA := time.Parse(time.DateOnly, x.Old)
	b, errB := time.Parse(time.DateOnly, x.New)
	if errA == nil && errB == nil {
		shift = "shift " + strconv.Itoa(int(b.Sub(a)/(24*time.Hour)))
	}
	c.emit(x, "date", strings.ToLower(phrase), shift)
}

// event compares the fields of an event, each difference as one change of what it is about.
func (c *comparison) event(base Change, a, b *corpus.Event) {
	put := func(field string, class Class, x, y string, parts ...string) {
		if x != y {
			ch := base
			ch.Field, ch.Class, ch.Old, ch.New = field, class, x, y
			c.emit(ch, append([]string{Events, field, x, y}, parts...)...)
		}
	}
	class := Revalued
	if a.Type != b.Type {
		class = Relabelled
	}
	put("code", class, code(a), code(b), base.Surface)
	put("realis", Revalued, string(a.Realis), string(b.Realis), base.Surface)
	put("contexts", Revalued, strings.Join(a.Contexts, ", "), strings.Join(b.Contexts, ", "))
	if a.Main != b.Main {
		ch := base
		ch.Field, ch.Class, ch.Old, ch.New = "main", Revalued, strconv.FormatBool(a.Main), strconv.FormatBool(b.Main)
		c.emitMain(ch)
	}
	if a.ReportedBy != b.ReportedBy {
		ch := base
		ch.Field, ch.Class, ch.Old, ch.New = "reported_by", Revalued, a.ReportedBy, b.ReportedBy
		if a.ReportedBy != "" && b.ReportedBy != "" {
			c.emitActor(ch, a.ReportedBy, b.ReportedBy, "")
		} else {
			c.emit(ch, Events, "reported_by", a.ReportedBy, b.ReportedBy)
		}
	}
	var x, y corpus.EventDate
	if a.Date != nil {
		x = *a.Date
	}
	if b.Date != nil {
		y = *b.Date
	}
	if x.Value != y.Value {
		ch := base
		ch.Field, ch.Class, ch.Old, ch.New = "date", Revalued, x.Value, y.Value
		there := c.m.ToNew(x.Span)
		if x.Len() > 0 && there.Exact && there.Span == y.Span && x.Value != "" && y.Value != "" {
			ch.Part = OneLine(c.old.Surface(x.Span))
			c.emitDate(ch, ch.Part) // the expression has another value, and the event with it
		} else {
			c.emit(ch, Events, "date", x.How, y.How, shiftOf(x.Value, y.Value))
		}
	} else {
		put("date how", Revalued, x.How, y.How)
	}
	var p, q corpus.Location
	if a.Location != nil {
		p = *a.Location
	}
	if b.Location != nil {
		q = *b.Location
	}
	put("location", Revalued, strings.TrimSpace(p.Name+" "+p.Country), strings.TrimSpace(q.Name+" "+q.Country))
	c.side(base, "source", a.Sources, b.Sources)
	c.side(base, "target", a.Targets, b.Targets)
}

func shiftOf(x, y string) string { return x + " → " + y }

// side compares one side of an event, participant by participant.
func (c *comparison) side(base Change, name string, as, bs []corpus.Participant) {
	if side(c.old, as) == side(c.new, bs) {
		return
	}
	pair, used := make([]int, len(as)), make([]bool, len(bs))
	places := make(map[corpus.Span]int, len(bs))
	for j := len(bs) - 1; j >= 0; j-- {
		places[bs[j].Span] = j
	}
	there := make([]Place, len(as))
	for i := range as {
		pair[i] = -1
		there[i] = c.m.ToNew(as[i].Span)
		if j, ok := places[there[i].Span]; ok && there[i].Exact && !used[j] {
			pair[i], used[j] = j, true
		}
	}
	// What is left is few, or was written by nobody.
	for _, like := range []func(i, j int) bool{
		func(i, j int) bool { return there[i].Found && there[i].Overlaps(bs[j].Span) },
		func(i, j int) bool { return as[i].Actor != "" && as[i].Actor == bs[j].Actor },
		func(i, j int) bool {
			return as[i].Actor == "" && bs[j].Actor == "" && OneLine(c.old.Surface(as[i].Span)) == OneLine(c.new.Surface(bs[j].Span))
		},
	} {
		for i := range as {
			for j := 0; pair[i] < 0 && j < min(len(bs), mostRivals); j++ {
				if !used[j] && like(i, j) {
					pair[i], used[j] = j, true
				}
			}
		}
	}
	put := func(field string, p, q *corpus.Participant, x, y string) Change {
		ch := base
		ch.Field, ch.Class, ch.Old, ch.New = field, Revalued, x, y
		if q != nil {
			ch.Part, ch.NewSpan = OneLine(c.new.Surface(q.Span)), &q.Span
		}
		if p != nil {
			ch.Part, ch.OldSpan = OneLine(c.old.Surface(p.Span)), &p.Span
		}
		return ch
	}
	for i := range as {
		p := &as[i]
		if pair[i] < 0 {
			ch := put(name, p, nil, OneLine(c.old.Surface(p.Span)), "")
			ch.NewSpan = nil
			c.emit(ch, Events, name, string(Removed), ch.Part, p.Actor, p.Country)
			continue
		}
		q := &bs[pair[i]]
		if p.Actor != q.Actor {
			c.emitActor(put(name+" actor", p, q, p.Actor, q.Actor), p.Actor, q.Actor, OneLine(c.new.Surface(q.Span)))
			continue // its country goes with it
		}
		if x, y := OneLine(c.old.Surface(p.Span)), OneLine(c.new.Surface(q.Span)); x != y && (c.m.same || there[i].Span != q.Span) {
			ch := put(name, p, q, x, y)
			ch.Class = Boundary
			c.emit(ch, Events, "side", string(Boundary), x, y)
		}
		if p.Country != q.Country {
			ch := put(name+" country", p, q, p.Country, q.Country)
			if stamp := c.stamp[p.Actor]; p.Actor != "" && stamp != "" {
				ch.Cause = knownOf + p.Actor + ": " + stamp
				c.emit(ch, "actor", "known", p.Actor, stamp)
			} else {
				c.emit(ch, Events, "country", strings.ToLower(ch.Part), p.Actor, p.Country, q.Country)
			}
		}
	}
	for j := range bs {
		if !used[j] {
			q := &bs[j]
			ch := put(name, nil, q, "", OneLine(c.new.Surface(q.Span)))
			ch.OldSpan = nil
			c.emit(ch, Events, name, string(Added), ch.Part, q.Actor, q.Country)
		}
	}
}
