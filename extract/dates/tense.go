package dates

import (
	"dateline/corpus"
	"dateline/corpus/ud"
)

// tense tells what the verbs beside an expression say of its place in time: -1
// past, +1 future, 0 neither.
func (r *resolver) tense(it *item) int {
	d := r.doc
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.Tokens[mid].Start < int(it.start) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	first, end := 0, len(d.Tokens)
	if s := d.SentenceAt(int(it.start)); s >= 0 {
		for k := lo; k > 0 && lo-k < 60 && d.Tokens[k-1].Start >= d.Sentences[s].Start; k-- {
			first = k - 1
		}
		if first == 0 {
			first = max(0, lo-60)
		}
	} else {
		first = max(0, lo-40)
	}
	if lo-first > 40 {
		first = lo - 40
	}
	infinitive, participle := false, false
	for k := lo - 1; k >= first; k-- {
		w := d.Word(k)
		x := d.Tokens[k].XPOS
		if w == "." && k < lo-1 || w == ";" {
			break
		}
		switch {
		case x == ud.MD || x == 0 && oneOf(w, "will", "shall", "would", "could"):
			if oneOf(w, "will", "'ll", "shall", "wo", "\u2019ll", "would") {
				return 1
			}
			return 0
		case w == "," && participle && k+1 < lo && d.Tokens[k+1].XPOS == ud.VBN:
			return -1 // "the ruling, announced on Wednesday"
		case r.lists["ahead"][w]:
			if oneOf(w, "expected", "planned") && k > 0 && oneOf(d.Word(k-1), "than", "-", "previously", "originally") {
				continue // "lower-than-expected earnings" foretells nothing
			}
			if participle && (x == ud.NN || x == ud.NNS) {
				continue // "the plans announced in January"
			}
			if w == "planning" && x == ud.VBG {
				return 1 // "were planning to meet"
			}
			if w == "planned" && x == ud.VBD && k+1 < len(d.Tokens) && d.Tokens[k+1].XPOS == ud.DT {
				return 1 // "they planned a rally on Saturday"
			}
			if k > 0 && (x != ud.VBD || k+1 < len(d.Tokens) && d.Tokens[k+1].XPOS == ud.TO && w != "expected") && !oneOf(d.Word(k-1), "had", "been", "was", "were") {
				return 1
			}
		case w == "set" && x != ud.VBD && k+1 < len(d.Tokens) && d.Tokens[k+1].XPOS == ud.TO:
			return 1
		case x == ud.TO || w == "to" && k+1 < len(d.Tokens) && d.Tokens[k+1].XPOS == ud.VB:
			infinitive = infinitive || k+1 < len(d.Tokens) && d.Tokens[k+1].XPOS == ud.VB
		case x == ud.VBD:
			if infinitive {
				// "were to meet", "vowed to return"; but "agreed to meet", "was forced to resign"
				if k+1 < len(d.Tokens) && d.Tokens[k+1].XPOS == ud.TO && (oneOf(w, "was", "were") || r.lists["intent"][w]) {
					return 1
				}
				return 0
			}
			return -1
		case x == ud.VBN || x == 0 && len(w) > 3 && w[len(w)-2:] == "ed":
			participle = true
		case x == ud.VBZ || x == ud.VBP:
			if infinitive {
				return 1
			}
			if participle && oneOf(w, "has", "have", "'s", "'ve", "\u2019s", "\u2019ve") {
				return -1
			}
			if lo-k <= 5 && r.lists["timetable"][w] {
				return 1
			}
			return 0
		}
	}
	if infinitive {
		return 1
	}
	if participle {
		return -1
	}
	for k := lo; k < end && k < lo+25; k++ {
		w := d.Word(k)
		if w == "." || w == ";" {
			break
		}
		if k+1 < end && d.Tokens[k+1].XPOS == ud.TO && d.Tokens[k].XPOS != ud.VBD && d.Tokens[k].XPOS != ud.VBN && r.lists["ahead"][w] {
			return 1 // "On Tuesday the league plans to open …"
		}
		switch d.Tokens[k].XPOS {
		case ud.MD:
			if oneOf(w, "will", "'ll", "shall", "wo", "\u2019ll") {
				return 1
			}
			return 0
		case ud.VBD, ud.VBN:
			return -1
		case ud.VBZ, ud.VBP:
			if k < lo+3 && k+1 < end && oneOf(w, "is", "are", "'s") && oneOf(d.Word(k+1), "in", "still", "only", "just", "near", "ahead") {
				return 1 // "July is in five months"
			}
			return 0
		}
	}
	return 0
}

// taggedBefore tells whether the token before the expression has the tag.
func (r *resolver) taggedBefore(it *item, x ud.XPOS) bool {
	k := r.doc.TokensOver(corpus.Span{Start: int(it.start), End: int(it.end)}).First - 1
	return k >= 0 && k < len(r.doc.Tokens) && r.doc.Tokens[k].XPOS == x
}
