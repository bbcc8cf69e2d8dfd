package events

import (
	"slices"

	"dateline/corpus/lexicon"
)

// Modes are the names of the modes that an event can have, in their order.
func Modes() []string {
	var out []string
	for _, r := range lexicon.MustOpen(tables, "data/modes.tsv", modeColumns...).Rows {
		out = append(out, r.Get("mode"))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Contexts are the names of the contexts that an event can have, in their order.
func Contexts() []string {
	var out []string
	for _, r := range lexicon.MustOpen(tables, "data/contexts.tsv", contextColumns...).Rows {
		out = append(out, r.Get("context"))
	}
	slices.Sort(out)
	return out
}
