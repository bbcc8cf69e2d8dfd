package names

// Same is the score from which two names are one actor's.
const Same = 0.7

// Compare says how surely two names name one actor, from 0 to 1 in steps of
// 0.01, and why. It is symmetric, and a function of the two names alone: it
// knows nothing of how rare they are in a dump, see [Cluster].
func Compare(a, b Name) (score float64, why string) {
	if a.p == nil || b.p == nil {
		return 0, "no name"
	}
	v := (&reader{}).compare(a.p, b.p, true)
	return float64(v.score) / 100, v.why
}

// Contradict says that two names can never be one actor's, whatever a third name
// links them to: other given names, generations, initials, countries, numbers.
func Contradict(a, b Name) bool {
	if a.p == nil || b.p == nil {
		return false
	}
	return (&reader{}).compare(a.p, b.p, false).never
}

func (r *reader) compare(a, b *parsed, explain bool) verdict {
	if a.text == b.text {
		return verdict{100, false, "the same spelling"}
	}
	if a.text > b.text {
		a, b = b, a
	}
	if a.kind == Person && b.kind == Person {
		return comparePersons(a, b, nil, explain)
	}
	return compareOrganisations(r.asOrganisation(a), r.asOrganisation(b), nil, explain)
}

// asOrganisation is a name read as an organisation's.
func (r *reader) asOrganisation(p *parsed) *parsed {
	if p.kind == Organisation {
		return p
	}
	q := &parsed{text: p.text, kind: Organisation, given: p.given, human: p.kind == Person}
	r.organisation(q, fields(p.text))
	return q
}
