package score

import (
	"bytes"
	"strings"
	"testing"

	"dateline/corpus"
)

func document(entities ...corpus.Entity) *corpus.Document {
	d := &corpus.Document{ID: "a", Text: "Ann Lee of Acme met Bo Ek in Oslo."}
	for _, e := range entities {
		e.Start = strings.Index(d.Text, e.Text)
		e.End = e.Start + len(e.Text)
		d.Entities = append(d.Entities, e)
	}
	return d
}

func TestTable(t *testing.T) {
	gold := document(corpus.Entity{Text: "Ann Lee", Type: corpus.Person, Actor: "ann"}, corpus.Entity{Text: "Acme", Type: corpus.Org},
		corpus.Entity{Text: "Bo Ek", Type: corpus.Person, Actor: "bo"}, corpus.Entity{Text: "Oslo", Type: corpus.GPE})
	predicted := document(corpus.Entity{Text: "Ann Lee", Type: corpus.Person, Actor: "eve"}, corpus.Entity{Text: "Acme", Type: corpus.GPE},
		corpus.Entity{Text: "Ek", Type: corpus.Person, Actor: "bo"}, corpus.Entity{Text: "met", Type: corpus.Work})
	var s Table
	s.Add(gold, predicted)
	for _, c := range []struct {
		kind string
		want Count
	}{
		{"", Count{Gold: 4, Predicted: 4, Right: 1, Near: 1}},
		{"PERSON", Count{Gold: 2, Predicted: 2, Right: 1, Near: 1}},
		{"ORG", Count{Gold: 1}},
		{"GPE", Count{Gold: 1, Predicted: 1}},
		{"WORK", Count{Predicted: 1}},
	} {
		if got := s.Of("entities", c.kind); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.kind, got, c.want)
		}
	}
	if n := s.Confused("entities", "ORG", "GPE"); n != 1 {
		t.Errorf("ORG taken for GPE: %d", n)
	}
	if n, m := s.Confused("entities", "GPE", ""), s.Confused("entities", "", "WORK"); n != 1 || m != 1 {
		t.Errorf("missing %d, spurious %d", n, m)
	}
	if f := s.FieldOf("entities", "actor"); f != (Field{2, 1}) {
		t.Errorf("actor: %+v", f)
	}
	all := s.Of("entities", "")
	if all.Precision() != 250 || all.Recall() != 250 || all.F1() != 250 {
		t.Errorf("%d %d %d", all.Precision(), all.Recall(), all.F1())
	}
	var b bytes.Buffer
	if err := s.Print(&b); err != nil || !strings.Contains(b.String(), "gold down, predicted across") {
		t.Errorf("%v\n%s", err, &b)
	}
}

func TestMissingDocuments(t *testing.T) {
	var s Table
	s.Add(document(corpus.Entity{Text: "Oslo", Type: corpus.GPE}), nil)
	s.Add(nil, document())
	if got := s.Of("entities", "GPE"); got != (Count{Gold: 1}) || s.Documents != 1 || s.Missing != 1 || s.Extra != 1 {
		t.Errorf("%+v of %+v", got, s)
	}
}

func TestItsOwnGoldIsRight(t *testing.T) {
	d := document(corpus.Entity{Text: "Oslo", Type: corpus.GPE}, corpus.Entity{Text: "Acme", Type: corpus.Org})
	var s Table
	s.Add(d, d)
	if c := s.Of("entities", ""); c.F1() != 1000 {
		t.Errorf("%+v", c)
	}
}
