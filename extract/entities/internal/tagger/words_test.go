package tagger

import (
	"fmt"
	"testing"
)

func TestCommons(t *testing.T) {
	var c hashed[uint32, common]
	if c.get(7) != (common{}) {
		t.Error("an empty table knows a word")
	}
	for i := range uint32(1000) {
		e := c.entry(i*64 + 1) // one chain for many keys of a small table
		e.level, e.kind = uint8(i%7+1), Kind(i%NumKinds)
	}
	for i := range uint32(1000) {
		if got := c.get(i*64 + 1); got.level != uint8(i%7+1) || got.kind != Kind(i%NumKinds) {
			t.Fatalf("key %d: %+v", i*64+1, got)
		}
		if got := c.get(i*64 + 2); got != (common{}) {
			t.Fatalf("key %d is known: %+v", i*64+2, got)
		}
	}
	if c.n != 1000 {
		t.Errorf("%d keys, want 1000", c.n)
	}
}

// TestTopic holds what an article is about.
func TestTopic(t *testing.T) {
	g := NewGazetteer(0)
	for _, w := range []string{"goal", "striker", "coach"} {
		g.AddTopic(w, Sport)
	}
	g.AddTopic("shares", Business)
	for text, want := range map[string]Topic{
		"Uld scored the goal before the striker left Gao.": Sport,
		"Shares of Uld fell.":                              Business,
		"Uld met the mayor of Gao.":                        0,
		"":                                                 0,
	} {
		d := new(Document)
		d.Read(text, whole(text), g)
		if d.topic != want {
			t.Errorf("%q: %d, want %d", text, d.topic, want)
		}
	}
}

func TestApposition(t *testing.T) {
	g := NewGazetteer(0)
	g.AddKind("lawyer", RoleKind)
	g.AddKind("head", RoleKind)
	g.AddKind("carmaker", BodyKind)
	g.AddKind("said", SaysKind)
	for rest, want := range map[string]string{
		", a lawyer for the town,":       fmt.Sprint(RoleKind),
		", head of the board,":           fmt.Sprint(RoleKind),
		", a small German carmaker that": fmt.Sprint(BodyKind),
		", which said so":                fmt.Sprint(NoKind),
		", carmaker by trade":            fmt.Sprint(NoKind), // a body needs a determiner
		" a lawyer":                      fmt.Sprint(NoKind),
		",":                              fmt.Sprint(NoKind),
	} {
		text := "Then Uld" + rest
		d := new(Document)
		d.Read(text, whole(text), g)
		if got := fmt.Sprint(d.runs[1].kind); got != want {
			t.Errorf("%q: kind %s, want %s", text, got, want)
		}
	}
}
