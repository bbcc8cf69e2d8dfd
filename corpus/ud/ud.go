// Package ud holds the tag sets of Universal Dependencies for English as small
// integers: coarse tags ([UPOS]), Penn Treebank tags as UD English uses them
// ([XPOS]) and dependency relations ([Rel]). The zero value of each means "not
// set" and prints as "_", as in CoNLL-U.
//
// Source: universaldependencies.org/u/pos, /en/dep, and the UD English EWT and
// GUM guidelines.
package ud

import "strings"

// UPOS is a universal part of speech.
type UPOS uint8

// The universal parts of speech.
const (
	_ UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
)

// XPOS is a Penn Treebank tag.
type XPOS uint8

// The Penn tags; those that are no Go identifiers have a word for a name.
const (
	_ XPOS = iota
	ADD
	AFX
	CC
	CD
	DT
	EX
	FW
	GW
	HYPH
	IN
	JJ
	JJR
	JJS
	LS
	MD
	NFP
	NN
	NNP
	NNPS
	NNS
	PDT
	POS
	PRP
	PRPS // PRP$
	RB
	RBR
	RBS
	RP
	SYMX // SYM
	TO
	UH
	VB
	VBD
	VBG
	VBN
	VBP
	VBZ
	WDT
	WP
	WPS // WP$
	WRB
	XX
	Dollar     // $
	CloseQuote // ''
	OpenQuote  // ``
	Comma      // ,
	Stop       // .
	Colon      // :
	LRB        // -LRB-
	RRB        // -RRB-
	Hash       // #
)

// Rel is a dependency relation, subtype included.
type Rel uint8

// The relations.
const (
	_ Rel = iota
	Acl
	AclRelcl // acl:relcl
	Advcl
	AdvclRelcl // advcl:relcl
	Advmod
	Amod
	Appos
	Aux
	AuxPass // aux:pass
	Case
	Cc
	CcPreconj // cc:preconj
	Ccomp
	Compound
	CompoundPrt // compound:prt
	Conj
	Cop
	Csubj
	CsubjPass  // csubj:pass
	CsubjOuter // csubj:outer
	Dep
	Det
	DetPredet // det:predet
	Discourse
	Dislocated
	Expl
	Fixed
	Flat
	FlatForeign // flat:foreign
	FlatName    // flat:name
	Goeswith
	Iobj
	List
	Mark
	Nmod
	NmodDesc     // nmod:desc
	NmodNpmod    // nmod:npmod
	NmodPoss     // nmod:poss
	NmodTmod     // nmod:tmod
	NmodUnmarked // nmod:unmarked
	Nsubj
	NsubjPass  // nsubj:pass
	NsubjOuter // nsubj:outer
	Nummod
	NummodGov // nummod:gov
	Obj
	Obl
	OblAgent    // obl:agent
	OblNpmod    // obl:npmod
	OblTmod     // obl:tmod
	OblUnmarked // obl:unmarked
	Orphan
	Parataxis
	Punct
	Reparandum
	Root
	Vocative
	Xcomp
)

var uposNames = []string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

var xposNames = []string{"_", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "$", "''", "``", ",", ".", ":", "-LRB-", "-RRB-", "#"}

var relNames = []string{"_", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "csubj:outer", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "flat:foreign", "flat:name", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:npmod", "nmod:poss", "nmod:tmod", "nmod:unmarked", "nsubj", "nsubj:pass", "nsubj:outer", "nummod", "nummod:gov", "obj", "obl", "obl:agent", "obl:npmod", "obl:tmod", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp"}

var (
	uposOf = index[UPOS](uposNames)
	xposOf = index[XPOS](xposNames)
	relOf  = index[Rel](relNames)
	baseOf = bases()
)

func index[T ~uint8](names []string) map[string]T {
	m := make(map[string]T, len(names))
	for i, n := range names {
		m[n] = T(i)
	}
	return m
}

func bases() []Rel {
	out := make([]Rel, len(relNames))
	for i, n := range relNames {
		base, _, _ := strings.Cut(n, ":")
		out[i] = relOf[base]
	}
	return out
}

func (u UPOS) String() string { return uposNames[u] }
func (x XPOS) String() string { return xposNames[x] }
func (r Rel) String() string  { return relNames[r] }

// Base is the relation without its subtype: nsubj for nsubj:pass.
func (r Rel) Base() Rel { return baseOf[r] }

// NumUPOS, NumXPOS and NumRel are the sizes of the sets, the zero value included.
const (
	NumUPOS = int(X) + 1
	NumXPOS = int(Hash) + 1
	NumRel  = int(Xcomp) + 1
)

// ParseUPOS is the tag of that name, zero when there is none.
func ParseUPOS(s string) UPOS { return uposOf[s] }

// ParseXPOS is the tag of that name, zero when there is none. "(" and ")" are
// taken for -LRB- and -RRB-, as prose writes them.
func ParseXPOS(s string) XPOS {
	switch s {
	case "(":
		return LRB
	case ")":
		return RRB
	}
	return xposOf[s]
}

// ParseRel is the relation of that name; a subtype that is not listed falls
// back to its base, an unknown name to zero.
func ParseRel(s string) Rel {
	if r, ok := relOf[s]; ok {
		return r
	}
	base, _, _ := strings.Cut(s, ":")
	return relOf[base]
}

// Verbal reports whether x is a verb tag, VB to VBZ.
func (x XPOS) Verbal() bool { return x >= VB && x <= VBZ }

// Nominal reports whether x is a noun tag, NN to NNS.
func (x XPOS) Nominal() bool { return x >= NN && x <= NNS }

// Proper reports whether x is NNP or NNPS.
func (x XPOS) Proper() bool { return x == NNP || x == NNPS }
