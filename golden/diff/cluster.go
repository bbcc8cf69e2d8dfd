package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Cluster is a set of changes that are alike: one layer, class, field, surface and
// values, in any document; or one cause in several layers, as where one actor has
// become another. It can be decided as one.
type Cluster struct {
	ID        string   `json:"id"`
	Label     string   `json:"label"` // what has changed, for people
	Layer     string   `json:"layer"` // of the first change
	Class     Class    `json:"class"`
	Field     string   `json:"field,omitempty"`
	Old       string   `json:"old,omitempty"`
	New       string   `json:"new,omitempty"`
	Changes   int      `json:"changes"`
	Documents int      `json:"documents"`
	Blame     Blame    `json:"blame"` // of the most changes
	Layers    []Count  `json:"layers,omitempty"`
	Surfaces  []Count  `json:"surfaces,omitempty"` // the most frequent
	Samples   []Change `json:"samples,omitempty"`
	Verdict   string   `json:"verdict,omitempty"`  // of all its changes, where they have one
	Verdicts  []Count  `json:"verdicts,omitempty"` // of earlier decisions about its changes
	first     int      // number of its first change
}

// Count is a name with a number.
type Count struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

const (
	mostSamples  = 3
	mostSurfaces = 8
	toldSurfaces = 64 // that are told apart while counting
)

// gatherer makes a cluster of its changes, which come in the order of documents.
type gatherer struct {
	Cluster
	layers, surfaces map[string]int
	verdicts         map[string]int
	blames           map[Blame]int
	document         string
	cause            string
}

func newGatherer(x *Change, first int) *gatherer {
	g := &gatherer{layers: map[string]int{}, verdicts: map[string]int{}, surfaces: map[string]int{}, blames: map[Blame]int{}, cause: x.Cause}
	g.ID, g.Layer, g.Class, g.Field, g.Old, g.New, g.Verdict, g.first = x.Cluster, x.Layer, x.Class, x.Field, x.Old, x.New, x.Verdict, first
	return g
}

func (g *gatherer) add(x *Change) {
	if g.Changes == 0 || x.Document != g.document {
		g.Documents++
		g.document = x.Document
	}
	g.Changes++
	g.layers[x.Layer]++
	phrase := x.Part
	if phrase == "" {
		phrase = x.Surface
	}
	if x.Layer == Actors || x.Field == "reported_by" {
		phrase = ""
	}
	if _, ok := g.surfaces[phrase]; ok || len(g.surfaces) < toldSurfaces {
		g.surfaces[phrase]++
	} else {
		g.surfaces["…"]++
	}
	b := x.Blame
	b.Evidence = ""
	if _, ok := g.blames[b]; ok || len(g.blames) < toldSurfaces {
		g.blames[b]++
	}
	// What stands in the text shows more than a row of a table does.
	switch {
	case len(g.Samples) < mostSamples:
		g.Samples = append(g.Samples, *x)
	case x.NewContext != "":
		for n := range g.Samples {
			if g.Samples[n].NewContext == "" && g.Samples[n].OldContext == "" && g.Samples[n].Layer != Text {
				g.Samples[n] = *x
				break
			}
		}
	}
	if x.Verdict != g.Verdict {
		g.Verdict = ""
	}
	if x.Verdict != "" {
		g.verdicts[x.Verdict]++
	}
}

// finish is the cluster of what was added.
func (g *gatherer) finish() *Cluster {
	c := &g.Cluster
	delete(g.surfaces, "")
	c.Layers, c.Surfaces, c.Verdicts = Counts(g.layers), Counts(g.surfaces), Counts(g.verdicts)
	c.Surfaces = c.Surfaces[:min(len(c.Surfaces), mostSurfaces)]
	most := 0
	for b, n := range g.blames {
		if n > most || n == most && cmp.Or(cmp.Compare(b.Layer, c.Blame.Layer), cmp.Compare(b.Cause, c.Blame.Cause)) < 0 {
			c.Blame, most = b, n
		}
	}
	lead := c.Samples[0]
	for _, s := range c.Samples {
		if s.Layer == Text {
			lead = s
			break
		}
		if s.NewContext != "" && lead.NewContext == "" {
			lead = s
		}
	}
	c.Layer, c.Class, c.Field, c.Old, c.New = lead.Layer, lead.Class, lead.Field, lead.Old, lead.New
	c.Label = g.label(&lead)
	return c
}

// Counts puts names into the order of their numbers, the largest first.
func Counts(of map[string]int) []Count {
	var out []Count
	for name, n := range of {
		out = append(out, Count{name, n})
	}
	slices.SortFunc(out, func(a, b Count) int { return cmp.Or(-cmp.Compare(a.Count, b.Count), cmp.Compare(a.Name, b.Name)) })
	return out
}

// decided says what was decided earlier about changes: "rejected", or "2 rejected, 1 flagged" of some of
// them. It is empty where nothing was.
func (c *Cluster) decided() string {
	if c.Verdict != "" {
		return decided(c.Verdict)
	}
	var out []string
	for _, v := range c.Verdicts {
		out = append(out, fmt.Sprintf("%d %s", v.Count, decided(v.Name)))
	}
	return strings.Join(out, ", ")
}

// decided says of a verdict that it has been given.
func decided(verdict string) string {
	switch verdict {
	case "accept", "reject", "edit":
		return verdict + "ed"
	case "flag":
		return "flagged"
	}
	return verdict
}

// told is the earlier decision about a change in words, or empty.
func (x *Change) told() string {
	s := decided(x.Verdict)
	if x.Right != "" {
		s += ": " + start(x.Right, 120)
	}
	if x.Note != "" {
		s += " (" + start(x.Note, 120) + ")"
	}
	return s
}

// label says what the cluster is about.
func (g *gatherer) label(x *Change) string {
	what := phrases(g.Surfaces)
	if strings.HasPrefix(g.cause, knownOf) {
		return g.cause
	}
	switch g.cause {
	case "actor":
		from, to := x.Old, x.New
		if x.Layer == References && (x.Class == Added || x.Class == Removed) {
			from, to = lastWord(x.Old), lastWord(x.New)
		}
		if x.Layer == Actors && x.Class != Revalued {
			return fmt.Sprintf("actor %s %s", x.Surface, x.Class)
		}
		if from != "" && to != "" {
			return fmt.Sprintf("actor %s → %s, of %s", from, to, what)
		}
		return fmt.Sprintf("actor of %s: %s → %s", what, null(from), null(to))
	case "main":
		return "main event of " + x.Document + ": " + x.Label()
	case "date":
		if g.Changes > 1 && (x.Old != g.Samples[0].Old || g.Documents > 1) {
			return fmt.Sprintf("value of %s: %s → %s, or alike", what, null(x.Old), null(x.New))
		}
		return fmt.Sprintf("value of %s: %s → %s", what, null(x.Old), null(x.New))
	}
	if x.Layer == Text && g.Documents == 1 && g.Changes > 1 {
		return fmt.Sprintf("%s, and %s with it", x.Label(), number(g.Changes-1, "item"))
	}
	return x.Label()
}

// Label says what has changed, on one line.
func (x *Change) Label() string {
	thing := "`" + start(x.Surface, 60) + "`"
	if x.Part != "" && x.Part != x.Surface {
		return fmt.Sprintf("%s of `%s` of %s %s: %s → %s", x.Field, start(x.Part, 60), singular(x.Layer), thing, null(start(x.Old, 120)), null(start(x.New, 120)))
	}
	switch x.Class {
	case Added, Removed:
		if v := x.Old + x.New; v != "" {
			return fmt.Sprintf("%s: %s %s (%s)", x.Layer, thing, x.Class, start(v, 120))
		}
		return fmt.Sprintf("%s: %s %s", x.Layer, thing, x.Class)
	case Rewritten:
		if x.Layer == Text {
			switch x.Field {
			case "order":
				return "text: " + x.Surface
			case "changed":
				return fmt.Sprintf("text: paragraph %s changed", thing)
			}
			return fmt.Sprintf("text: paragraph %s %s", thing, x.Field)
		}
		return fmt.Sprintf("%s: %s %s with the text", x.Layer, thing, x.Field)
	}
	if x.Layer == Document {
		return fmt.Sprintf("%s of the document: %s → %s", x.Field, null(start(x.Old, 120)), null(start(x.New, 120)))
	}
	return fmt.Sprintf("%s of %s %s: %s → %s", cmp.Or(x.Field, "bounds"), singular(x.Layer), thing, null(start(x.Old, 120)), null(start(x.New, 120)))
}

func singular(layer string) string {
	switch layer {
	case Entities:
		return "entity"
	case Main:
		return "the main event's"
	}
	return strings.TrimSuffix(layer, "s")
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

func null(s string) string { return cmp.Or(s, "null") }

// phrases names the first surfaces.
func phrases(list []Count) string {
	var out []string
	for n, s := range list {
		if n == 3 && len(list) > 3 {
			out = append(out, fmt.Sprintf("%d more", len(list)-3))
			break
		}
		out = append(out, "`"+start(s.Name, 60)+"`")
	}
	if len(out) == 0 {
		return "what is named no more"
	}
	return strings.Join(out, ", ")
}
