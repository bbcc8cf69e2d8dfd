package events

import (
	_ "embed"
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/corpus/weights"
	"dateline/extract/events/internal/classifier"
)

//go:generate go run ./train -out weights -heard data/heard.tsv ../../corpus/teach/*.txt
//go:generate sh -c "cd weights && sha256sum *.dlw > SHA256SUMS"

//go:embed weights/roots.dlw
var rootWeights []byte

// loadModel is the classifier.
var loadModel = sync.OnceValue(func() *weights.Model {
	m, err := weights.Read(rootWeights)
	if err != nil {
		panic("events: roots.dlw: " + err.Error())
	}
	return m
})

// loadPacked is the classifier as it is summed.
var loadPacked = sync.OnceValue(func() *classifier.Packed { return classifier.Pack(loadModel()) })

// classified is the reason of an event that the rules alone would not have raised.
const classified = "the classifier's root"

// verdict is what the classifier makes of a trigger.
type verdict struct {
	root       corpus.EventType
	confidence float64
}

// realis is that of an event that the rules have not raised. What is to come and what is
// not done make the roots of promise, threat and refusal, and are no realis there.
func (v *verdict) realis(o *outlook) corpus.Realis {
	switch v.root {
	case corpus.Agree, corpus.Threaten, corpus.Reject:
		switch {
		case o.open:
			return corpus.Hypothetical
		case o.denied && !o.future && v.root != corpus.Reject:
			return corpus.Denied
		case o.claimed:
			return corpus.Claimed
		}
		return corpus.Actual
	}
	switch {
	case o.hypothetical:
		return corpus.Hypothetical
	case o.denied:
		return corpus.Denied
	case o.future:
		return corpus.Planned
	case o.claimed:
		return corpus.Claimed
	}
	return corpus.Actual
}

// recode is the code of a verdict: that of the rules where the roots are the same.
func (v *verdict) recode(b *book, in code) code {
	if in.root == v.root && in.cameo != "" {
		return in
	}
	return code{root: v.root, cameo: b.roots[v.root].cameo}
}

// generic are the frames of triggers that the lexicon does not know.
var generic = func() map[corpus.EventType]*frame {
	m := map[corpus.EventType]*frame{}
	for _, t := range classifier.Roots[1:] {
		m[t] = &frame{code: code{root: t}, words: "learnt", target: []string{"obj", "against", "with", "to", "on"}, strong: true}
	}
	for _, t := range []corpus.EventType{corpus.Agree, corpus.Consult, corpus.Cooperate} {
		m[t].sym = true
	}
	for _, f := range m {
		f.explain()
	}
	return m
}()

// genericNouns are those of nouns: what is done to whom stands behind "of".
var genericNouns = func() map[corpus.EventType]*frame {
	m := map[corpus.EventType]*frame{}
	for t, f := range generic {
		n := *f
		switch t {
		case corpus.Coerce, corpus.Assault, corpus.Sanction, corpus.Accuse, corpus.Support, corpus.Retreat, corpus.Mobilize:
			n.target = []string{"of", "on", "against", "to", "for", "with"}
		}
		m[t] = &n
	}
	return m
}()

// judge holds what judging needs from case to case.
type judge struct {
	model  *weights.Model
	packed *classifier.Packed
	sheet  classifier.Sheet
	scores []int32
	cases  *[]Case // where cases go that are only collected
}

func (r *reader) asksVerb(c *clause) bool {
	return r.judge.cases != nil || c.word.heardVerb || r.resolved(c)
}

// resolved reports what somebody will or will not do: a promise or a refusal whatever the verb.
func (r *reader) resolved(c *clause) bool {
	switch c.Modal {
	case "will", "would", "wo", "shall":
	default:
		if !r.destined(c) {
			return false
		}
	}
	if len(c.Subjects) == 0 || c.Link == corpus.Relative {
		return false
	}
	n := c.Subjects[0]
	switch r.lower(n.Head) {
	case "i", "you", "it", "who", "that", "which", "there", "one":
		return false
	}
	return r.actorlike(n)
}

func (r *reader) asksNoun(i int) bool {
	return r.entityAt[i] < 0 && (r.judge.cases != nil || r.plain[i].heardNoun)
}

// judgeVerb asks about the predicate of a clause, of which the rules made the events from was on.
func (r *reader) judgeVerb(index int, fits []fit, was int) {
	d := r.d
	c := &r.clauses[index]
	if len(d.Events) == was && len(c.word.frames) == 0 && !r.asksVerb(c) {
		return
	}
	var matched *frame
	if len(fits) > 0 {
		matched = fits[0].frame
	}
	o := r.view(index)
	sure := matched != nil && r.sure(matched, was)
	proposal := r.proposed(was)
	r.judge.sheet.Reset()
	r.verbCase(&r.judge.sheet, index, uint32(classifier.Root(proposal)), &o, matched, was)
	span := d.Tokens[c.Predicate].Span
	if len(d.Events) > was {
		span = d.Events[was].Trigger.Span
	}
	told := r.decide(Case{Trigger: span, Lemma: c.Lemma, Known: len(c.word.frames) > 0 || r.resolved(c), Proposal: proposal}, c.Predicate, was, sure)
	if told == nil {
		return
	}
	if r.charge(index) && r.b.roots[told.root].quad <= 2 {
		return // "jailed for helping B": the deed is the charge's, and no friendly one
	}
	f, object := generic[told.root], -1
	for _, m := range fits {
		if m.root == told.root {
			f, object = m.frame, m.object
			break
		}
	}
	r.raise(index, f, object, told)
}

// judgeNoun asks about noun i.
func (r *reader) judgeNoun(i int, f *frame, was int) {
	d := r.d
	o := r.nominalView(i)
	proposal := r.proposed(was)
	r.judge.sheet.Reset()
	r.nounCase(&r.judge.sheet, i, uint32(classifier.Root(proposal)), &o, was)
	told := r.decide(Case{Trigger: d.Tokens[i].Span, Lemma: strings.ToLower(d.Tokens[i].Lemma), Noun: true, Known: f != nil, Proposal: proposal}, i, was, false)
	if told == nil {
		return
	}
	if f == nil || f.root != told.root {
		f = genericNouns[told.root]
	}
	r.raiseNoun(i, f, told)
}

// proposed is what the rules made of a trigger.
func (r *reader) proposed(was int) corpus.EventType {
	if len(r.d.Events) > was {
		return r.d.Events[was].Type
	}
	return ""
}

// decide takes the rules' event away or mends it, or returns what is to be raised.
func (r *reader) decide(x Case, i, was int, sure bool) *verdict {
	d := r.d
	j := &r.judge
	if j.cases != nil {
		x.Sheet, x.Sure = j.sheet.Clone(), sure
		*j.cases = append(*j.cases, x)
		return nil
	}
	j.scores = j.packed.Scores(&j.sheet, j.scores)
	proposal := classifier.Root(x.Proposal)
	class, lead := classifier.Decide(j.model, j.scores, proposal, sure)
	if class == 0 {
		if proposal > 0 {
			d.Events = d.Events[:was]
			r.dropped = append(r.dropped, i)
		}
		return nil
	}
	v := &verdict{root: classifier.Roots[class], confidence: float64(classifier.Confidence(lead)) / 100}
	if proposal == 0 {
		return v
	}
	e := &d.Events[was]
	if v.root != e.Type {
		e.Why = append(e.Why, "the classifier's root, not "+string(e.Type))
	}
	c := v.recode(r.b, code{root: e.Type, mode: e.Mode, cameo: e.CAMEO})
	e.Type, e.Mode, e.CAMEO, e.Confidence = c.root, c.mode, c.cameo, v.confidence
	return nil
}

// sure reports an event of the rules that only strong doubt takes away: its frame asks for an
// object or a word besides the verb, both its sides are known actors, or two by name do it together.
func (r *reader) sure(f *frame, was int) bool {
	if len(r.d.Events) <= was {
		return false
	}
	if e := &r.d.Events[was]; f.sym && f.root == corpus.Consult && len(e.Sources) > 1 {
		a, b := r.d.TokensIn(e.Sources[0].Span), r.d.TokensIn(e.Sources[1].Span)
		if a.Len() > 0 && b.Len() > 0 && r.entityAt[a.First] >= 0 && r.entityAt[b.First] >= 0 {
			return true // two names that met
		}
	}
	if f.weight() >= 4 || len(f.with) > 0 && r.b.roots[f.root].quad == 4 {
		return true
	}
	src, tgt := r.partyKinds(was)
	return src >= 2 && src <= 4 && tgt >= 2 && tgt <= 4
}
