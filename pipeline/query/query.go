package query

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"dateline/corpus"
	"dateline/extract/events"
	"dateline/normalize/names"
	"dateline/pipeline/export"
)

// Query is a question. The zero value is answered by every event but statements.
type Query struct {
	terms      []term
	statements bool // they are asked for
}

// term is one condition.
type term struct {
	not  bool
	test func(*export.Event) bool
}

// SyntaxError is a question that cannot be read.
type SyntaxError struct {
	At     int // byte of the question
	Reason string
	// Of a value that its field does not have: the value, and those that it has.
	Value string
	Known []string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("byte %d: %s", e.At+1, e.Reason) }

// Parse reads a question. The error is a [SyntaxError].
func Parse(s string) (*Query, error) {
	q := new(Query)
	for i := 0; i < len(s); {
		r := rune(s[i])
		if r == ' ' || r == '\t' || r == '\n' {
			i++
			continue
		}
		t := term{}
		at := i
		if s[i] == '-' && i+1 < len(s) && s[i+1] != ' ' {
			t.not = true
			i++
		}
		field := ""
		if k := strings.IndexFunc(s[i:], func(r rune) bool { return !unicode.IsLetter(r) && r != '_' }); k > 0 && s[i+k] == ':' {
			field, i = s[i:i+k], i+k+1
		}
		var values []string
		for {
			value, end, err := value(s, i)
			if err != nil {
				return nil, err
			}
			if value == "" {
				return nil, &SyntaxError{At: i, Reason: "a value is missing"}
			}
			values, i = append(values, value), end
			if i >= len(s) || s[i] != '|' {
				break
			}
			i++
		}
		if field == "" {
			field = "text"
		}
		var tests []func(*export.Event) bool
		for _, v := range values {
			test, err := condition(field, v)
			if err != nil {
				e := &SyntaxError{At: at, Reason: err.Error()}
				if known := closed()[field]; known != nil {
					e.Value, e.Known = v, known
				}
				return nil, e
			}
			if field == "type" && strings.EqualFold(v, string(corpus.Statement)) && !t.not {
				q.statements = true
			}
			tests = append(tests, test)
		}
		t.test = func(e *export.Event) bool {
			for _, test := range tests {
				if test(e) {
					return true
				}
			}
			return false
		}
		q.terms = append(q.terms, t)
	}
	return q, nil
}

// value reads the value at byte i and where it ends.
func value(s string, i int) (string, int, error) {
	if i < len(s) && s[i] == '"' {
		k := strings.IndexByte(s[i+1:], '"')
		if k < 0 {
			return "", 0, &SyntaxError{At: i, Reason: "a quotation mark is not closed"}
		}
		return s[i+1 : i+1+k], i + k + 2, nil
	}
	k := strings.IndexAny(s[i:], " \t\n|")
	if k < 0 {
		k = len(s) - i
	}
	return s[i : i+k], i + k, nil
}

// fields are the names of the conditions, as an error lists them.
const fields = "actor, source, target, country, type, mode, context, realis, how, date, published, place, document, publisher, id, event, quad, confidence, main, text"

// closed are the fields that have no other values than these.
var closed = sync.OnceValue(func() map[string][]string {
	return map[string][]string{
		"mode":    events.Modes(),
		"context": events.Contexts(),
		"quad":    {"0", "1", "2", "3", "4"},
		"type": {string(corpus.Agree), string(corpus.Consult), string(corpus.Support), string(corpus.Concede), string(corpus.Cooperate), string(corpus.Aid),
			string(corpus.Retreat), string(corpus.Request), string(corpus.Accuse), string(corpus.Reject), string(corpus.Threaten), string(corpus.Protest),
			string(corpus.Sanction), string(corpus.Mobilize), string(corpus.Coerce), string(corpus.Assault), string(corpus.Statement)},
		"realis": {string(corpus.Actual), string(corpus.Planned), string(corpus.Denied), string(corpus.Hypothetical), string(corpus.Claimed)},
		"how":    {corpus.HowAbsolute, corpus.HowPublished, corpus.HowDateline, corpus.HowNarrative, corpus.HowEvent, corpus.HowUnresolved},
	}
})

// condition is the test of one field for one value.
func condition(field, v string) (func(*export.Event) bool, error) {
	if values := closed()[field]; values != nil && !slices.ContainsFunc(values, func(x string) bool { return strings.EqualFold(x, v) }) {
		return nil, fmt.Errorf("%s is one of %s, not %q", field, strings.Join(values, ", "), v)
	}
	folded := words(v)
	equal := func(get func(*export.Event) string) func(*export.Event) bool {
		return func(e *export.Event) bool { return strings.EqualFold(get(e), v) }
	}
	side := func(ps []export.Party) bool {
		for i := range ps {
			if p := &ps[i]; strings.EqualFold(p.Actor, v) || holds(p.Name, folded) || holds(p.Text, folded) {
				return true
			}
		}
		return false
	}
	from := func(ps []export.Party) bool {
		for i := range ps {
			if strings.EqualFold(ps[i].Country, v) {
				return true
			}
		}
		return false
	}
	switch field {
	case "actor":
		return func(e *export.Event) bool { return side(e.Sources) || side(e.Targets) }, nil
	case "source":
		return func(e *export.Event) bool { return side(e.Sources) }, nil
	case "target":
		return func(e *export.Event) bool { return side(e.Targets) }, nil
	case "country":
		if len(v) != 3 {
			return nil, fmt.Errorf("country is a code of three letters (ISO 3166 alpha-3, or IGO), not %q", v)
		}
		return func(e *export.Event) bool { return from(e.Sources) || from(e.Targets) }, nil
	case "type":
		return equal(func(e *export.Event) string { return e.Type }), nil
	case "mode":
		return equal(func(e *export.Event) string { return e.Mode }), nil
	case "realis":
		return equal(func(e *export.Event) string { return e.Realis }), nil
	case "how":
		return equal(func(e *export.Event) string { return e.DateHow }), nil
	case "document":
		return equal(func(e *export.Event) string { return e.Document }), nil
	case "id":
		return equal(func(e *export.Event) string { return e.ID }), nil
	case "event":
		return equal(func(e *export.Event) string { return e.EventID }), nil
	case "publisher":
		return func(e *export.Event) bool { return holds(e.Publisher, folded) }, nil
	case "text":
		return func(e *export.Event) bool { return holds(e.Sentence, folded) || holds(e.Title, folded) }, nil
	case "context":
		return func(e *export.Event) bool {
			for _, c := range e.Contexts {
				if strings.EqualFold(c, v) {
					return true
				}
			}
			return false
		}, nil
	case "place":
		return func(e *export.Event) bool {
			return e.Place != nil && (holds(e.Place.Name, folded) || holds(e.Place.Text, folded) || strings.EqualFold(e.Place.Country, v))
		}, nil
	case "date", "published":
		begin, end, err := span(v)
		if err != nil {
			return nil, err
		}
		if field == "published" {
			return func(e *export.Event) bool { return overlap(e.Published, e.Published, begin, end) }, nil
		}
		return func(e *export.Event) bool { return overlap(e.DateBegin, e.DateEnd, begin, end) }, nil
	case "quad":
		n := int(v[0] - '0') // one of those above
		return func(e *export.Event) bool { return int(e.Quad) == n }, nil
	case "confidence":
		x, err := strconv.ParseFloat(v, 64)
		if err != nil || !(x >= 0 && x <= 1) {
			return nil, fmt.Errorf("confidence is a number from 0 to 1, not %q", v)
		}
		return func(e *export.Event) bool { return e.Confidence >= x }, nil
	case "main":
		want, err := strconv.ParseBool(v)
		if err != nil {
			return nil, fmt.Errorf("main is true or false, not %q", v)
		}
		return func(e *export.Event) bool { return e.Main == want }, nil
	}
	return nil, fmt.Errorf("there is no field %q (%s)", field, fields)
}

// possessives are no part of a word that is asked for.
var possessives = strings.NewReplacer("'s", "", "’s", "")

// words is a text as words with a blank before each and behind the last, folded.
func words(s string) string {
	s = possessives.Replace(s)
	return " " + strings.Join(strings.FieldsFunc(names.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ") + " "
}

// holds reports whether a text holds folded words, one after another.
func holds(s, folded string) bool {
	return s != "" && len(folded) > 2 && strings.Contains(words(s), folded)
}

// span reads "2021", "2021-06", "2021-06-17" or two of them with ".." between, as first and last day.
func span(v string) (begin, end string, err error) {
	a, b, two := strings.Cut(v, "..")
	if !two {
		b = a
	}
	if a != "" {
		if begin, _ = corpus.Days(a); begin == "" {
			return "", "", fmt.Errorf("%q is no day, month or year", a)
		}
	}
	if b != "" {
		if _, end = corpus.Days(b); end == "" {
			return "", "", fmt.Errorf("%q is no day, month or year", b)
		}
	}
	if begin == "" && end == "" || end != "" && begin > end {
		return "", "", fmt.Errorf("%q is no span of time", v)
	}
	return begin, end, nil
}

// overlap reports whether the days from a to b share one with those from begin to end. An end that
// is empty in the question is open; what has no date overlaps nothing.
func overlap(a, b, begin, end string) bool {
	return a != "" && b != "" && (begin == "" || b >= begin) && (end == "" || a <= end)
}

// Match reports whether an event answers the question.
func (q *Query) Match(e *export.Event) bool {
	if e.Type == string(corpus.Statement) && !q.statements {
		return false
	}
	for i := range q.terms {
		if q.terms[i].test(e) == q.terms[i].not {
			return false
		}
	}
	return true
}

// Events yields the events of a dataset that answer the question, in the order of documents and text.
func (q *Query) Events(ctx context.Context, s *export.Dataset) iter.Seq2[*export.Event, error] {
	return func(yield func(*export.Event, error) bool) {
		for d, err := range s.Documents(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			if len(d.Events) == 0 {
				continue
			}
			rows := export.RowsOf(d).Events
			for i := range rows {
				if q.Match(&rows[i]) && !yield(&rows[i], nil) {
					return
				}
			}
		}
	}
}
