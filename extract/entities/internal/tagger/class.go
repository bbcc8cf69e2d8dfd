package tagger

import "dateline/corpus"

// Types are the entity types in the order of the classes.
var Types = [...]corpus.EntityType{corpus.Person, corpus.Org, corpus.GPE, corpus.Loc, corpus.Fac,
	corpus.Norp, corpus.EventT, corpus.Work, corpus.Product, corpus.Law}

// NumClasses is the number of classes: outside, and four places in a name for each type.
const NumClasses = 1 + 4*len(Types)

// Places in a name, added to 1 + 4*type.
const (
	Begin = iota
	Inside
	Last
	Unit
)

// Class is the class of a place in a name of type t.
func Class(t, place int) int { return 1 + 4*t + place }

// TypeIndex is the index of a type in Types, or -1.
func TypeIndex(t corpus.EntityType) int {
	for i, x := range Types {
		if x == t {
			return i
		}
	}
	return -1
}

// ClassNames are the names of the classes for a weights file.
func ClassNames() []string {
	out := []string{"O"}
	for _, t := range Types {
		for _, p := range []string{"B-", "I-", "L-", "U-"} {
			out = append(out, p+string(t))
		}
	}
	return out
}

// open reports whether class c leaves a name open.
func open(c int) bool { return c > 0 && (c-1)%4 <= Inside }

// Follows reports whether class b may stand right after class a.
func Follows(a, b int) bool {
	if open(a) {
		return b > 0 && (b-1)/4 == (a-1)/4 && ((b-1)%4 == Inside || (b-1)%4 == Last)
	}
	return b == 0 || (b-1)%4 == Begin || (b-1)%4 == Unit
}

// Name is a name in pieces [First, End).
type Name struct{ First, End, Type int }

// Names reads the names off the classes of pieces [first, first+len(classes)).
func Names(first int, classes []uint8, out []Name) []Name {
	start := -1
	for i, c := range classes {
		if c == 0 {
			start = -1
			continue
		}
		t := int(c-1) / 4
		switch int(c-1) % 4 {
		case Unit:
			out = append(out, Name{first + i, first + i + 1, t})
		case Begin:
			start = i
		case Last:
			if start >= 0 {
				out = append(out, Name{first + start, first + i + 1, t})
			}
			start = -1
		}
	}
	return out
}
