package corpus

import (
	"fmt"
	"strings"
)

// Layer names one layer of a document. Stages declare the layers they need and
// give; users choose the layers they want printed.
type Layer uint8

// The layers. Those up to LayerOrigin can be asked for on the command line;
// the rest are working layers that only stages see.
const (
	LayerText      Layer = iota // text, title, published and the other metadata
	LayerSentences              // sentence spans
	LayerTokens                 // tokens with tags and dependencies
	LayerEntities
	LayerDates
	LayerPeriods
	LayerQuotes
	LayerActors // actors of the document, entities' actor ids, references
	LayerEvents
	LayerMentions
	LayerMain
	LayerDropped
	LayerOrigin

	LayerRaw     // the input before extraction
	LayerTags    // parts of speech and lemmas of tokens
	LayerTree    // heads and relations of tokens
	LayerClauses // the clause view of the trees
	layerCount
)

var layerNames = [layerCount]string{
	"text", "sentences", "tokens", "entities", "dates", "periods", "quotes", "actors",
	"events", "mentions", "main", "dropped", "origin", "raw", "tags", "tree", "clauses",
}

func (l Layer) String() string {
	if l < layerCount {
		return layerNames[l]
	}
	return fmt.Sprintf("layer(%d)", uint8(l))
}

// Layers is a set of layers.
type Layers uint32

// LayersOf makes a set.
func LayersOf(ls ...Layer) Layers {
	var s Layers
	for _, l := range ls {
		s |= 1 << l
	}
	return s
}

// DefaultLayers is what a record shows unless told otherwise: everything but
// tokens, dropped and origin.
var DefaultLayers = LayersOf(LayerText, LayerSentences, LayerEntities, LayerDates, LayerPeriods,
	LayerQuotes, LayerActors, LayerEvents, LayerMentions, LayerMain)

// Has reports whether l is in the set.
func (s Layers) Has(l Layer) bool { return s&(1<<l) != 0 }

// HasAny reports whether the sets share a layer.
func (s Layers) HasAny(o Layers) bool { return s&o != 0 }

func (s Layers) String() string {
	var names []string
	for l := Layer(0); l < layerCount; l++ {
		if s.Has(l) {
			names = append(names, l.String())
		}
	}
	return strings.Join(names, ",")
}

// ParseLayers reads a comma-separated list of printable layers. The error names
// the unknown word and the known ones.
func ParseLayers(list string) (Layers, error) {
	var s Layers
	for word := range strings.SplitSeq(list, ",") {
		word = strings.TrimSpace(word)
		if word == "" {
			continue
		}
		found := false
		for l := LayerText; l <= LayerOrigin; l++ {
			if layerNames[l] == word {
				s |= 1 << l
				found = true
			}
		}
		if !found {
			return 0, fmt.Errorf("unknown layer %q (known: %s)", word, strings.Join(layerNames[:LayerOrigin+1], " "))
		}
	}
	if s == 0 {
		return 0, fmt.Errorf("no layer named (known: %s)", strings.Join(layerNames[:LayerOrigin+1], " "))
	}
	return s, nil
}
