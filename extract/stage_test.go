package extract

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
)

type fake struct {
	name         string
	needs, gives []corpus.Layer
	apply        func(*corpus.Document) error
}

func (f fake) Name() string          { return f.name }
func (f fake) Needs() []corpus.Layer { return f.needs }
func (f fake) Gives() []corpus.Layer { return f.gives }
func (f fake) Apply(d *corpus.Document) error {
	if f.apply == nil {
		return nil
	}
	return f.apply(d)
}

func layers(ls ...corpus.Layer) []corpus.Layer { return ls }

var (
	text   = fake{name: "text", needs: layers(corpus.LayerRaw), gives: layers(corpus.LayerText)}
	tokens = fake{name: "tokens", needs: layers(corpus.LayerText), gives: layers(corpus.LayerTokens)}
	times  = fake{name: "dates", needs: layers(corpus.LayerTokens), gives: layers(corpus.LayerDates)}
	names  = fake{name: "names", needs: layers(corpus.LayerTokens), gives: layers(corpus.LayerEntities)}
)

func TestOrderIsChecked(t *testing.T) {
	if _, err := NewChain(text, tokens, times); err != nil {
		t.Errorf("a right order is refused: %v", err)
	}
	for _, c := range []struct {
		stages []Stage
		want   string
	}{
		{[]Stage{text, times, tokens}, "stage dates needs layer tokens"},
		{[]Stage{tokens}, "stage tokens needs layer text"},
		{[]Stage{text, text}, "stage text gives layer text, which text gives already"},
	} {
		if _, err := NewChain(c.stages...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
}

func TestPickLeavesOutWhatIsNotAskedFor(t *testing.T) {
	c, err := NewChain(text, tokens, times, names)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		want corpus.Layer
		got  []string
	}{
		{corpus.LayerText, []string{"text"}},
		{corpus.LayerDates, []string{"text", "tokens", "dates"}},
		{corpus.LayerEntities, []string{"text", "tokens", "names"}},
	} {
		if got := c.Pick(corpus.LayersOf(x.want)).Stages(); !slices.Equal(got, x.got) {
			t.Errorf("%v: %q, want %q", x.want, got, x.got)
		}
	}
}

func TestPanicAndErrorNameStageAndDocument(t *testing.T) {
	bad := tokens
	for _, c := range []struct {
		apply func(*corpus.Document) error
		want  string
	}{
		{func(*corpus.Document) error { panic("boom") }, "extract/tokens: doc d1: panic: boom"},
		{func(*corpus.Document) error { return errors.New("no words") }, "extract/tokens: doc d1: no words"},
	} {
		bad.apply = c.apply
		chain, err := NewChain(text, bad)
		if err != nil {
			t.Fatal(err)
		}
		if err := chain.Apply(&corpus.Document{ID: "d1"}); err == nil || err.Error() != c.want {
			t.Errorf("error %v, want %s", err, c.want)
		}
	}
}

func TestSkippedDocumentStops(t *testing.T) {
	skip := text
	skip.apply = func(d *corpus.Document) error { d.Skipped = "language fr"; return nil }
	later := tokens
	later.apply = func(*corpus.Document) error { return errors.New("must not run") }
	chain, err := NewChain(skip, later)
	if err != nil {
		t.Fatal(err)
	}
	if err := chain.Apply(&corpus.Document{}); err != nil {
		t.Error(err)
	}
}
