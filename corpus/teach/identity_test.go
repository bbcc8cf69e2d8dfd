package teach

import (
	"fmt"
	"slices"
	"testing"
)

func TestIdentities(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // one an actor: its name, then its mentions
	}{
		{"surname", "[PERSON Awa Diallo] came. [PERSON Diallo] left.", []string{"Awa Diallo: Awa Diallo, Diallo"}},
		{"two of one surname", "[PERSON Awa Diallo] and [PERSON Moussa Diallo]. [PERSON Diallo] left.",
			[]string{"Awa Diallo: Awa Diallo", "Moussa Diallo: Moussa Diallo", "Diallo: Diallo"}},
		{"a longer form", "[PERSON Diallo], that is [PERSON Awa Diallo], [PERSON Awa Diallo Traore].", []string{"Awa Diallo Traore: Diallo, Awa Diallo, Awa Diallo Traore"}},
		{"a person and a place", "[PERSON Jordan Reed] in [GPE Jordan].", []string{"Jordan Reed: Jordan Reed", "Jordan: Jordan"}},
		{"letters", "The [ORG World Food Programme] ([ORG WFP]). The [ORG WFP] left.", []string{"World Food Programme: World Food Programme, WFP, WFP"}},
		{"no letters", "The [ORG Tigers] ([ORG Lions])", []string{"Tigers: Tigers", "Lions: Lions"}},
		{"a line", "The [ORG ECB] met in [GPE Frankfurt]. [GPE Frankfurt] waits; the bank too. The bank slept.\n& ECB | Frankfurt ; the bank",
			[]string{"ECB: ECB, Frankfurt, Frankfurt, the bank, The bank"}},
		{"a line over surnames", "[PERSON Awa Diallo] came. [PERSON Diallo] left. [PERSON Mama Awa] sang.\n& Awa Diallo | Mama Awa",
			[]string{"Awa Diallo: Awa Diallo, Diallo, Mama Awa"}},
	} {
		a := parse(t, "= a-1 | 2020-01-01 | wire\n"+c.text+"\n")
		var got []string
		for _, x := range a.Identities() {
			s := x.Name + ":"
			for i, m := range x.Mentions {
				if i > 0 {
					s += ","
				}
				s += " " + a.Surface(m)
			}
			got = append(got, s)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestActorsOfDocument: names carry the actor, references stand apart.
func TestActorsOfDocument(t *testing.T) {
	d := parse(t, "= a-1 | 2020-01-01 | wire\nThe [ORG ECB] met. The bank slept.\n& ECB | the bank\n").Document()
	if got := fmt.Sprintln(d.Entities[0].Actor, d.Actors, d.References); got != "a-1-a0 [{a-1-a0 ECB ORG    2 []}] [{{13 21} a-1-a0 definite }]\n" {
		t.Error(got)
	}
}
