package ud

import "testing"

func TestRoundTrip(t *testing.T) {
	for i := range NumUPOS {
		if got := ParseUPOS(UPOS(i).String()); int(got) != i {
			t.Errorf("UPOS %d reads back as %d", i, got)
		}
	}
	for i := range NumXPOS {
		if got := ParseXPOS(XPOS(i).String()); int(got) != i {
			t.Errorf("XPOS %d reads back as %d", i, got)
		}
	}
	for i := range NumRel {
		if got := ParseRel(Rel(i).String()); int(got) != i {
			t.Errorf("Rel %d reads back as %d", i, got)
		}
	}
}

func TestFallbacks(t *testing.T) {
	for name, want := range map[string]Rel{"nsubj:unheard-of": Nsubj, "nonsense": 0, "obl:tmod": OblTmod} {
		if got := ParseRel(name); got != want {
			t.Errorf("ParseRel(%q) = %v, want %v", name, got, want)
		}
	}
	if OblTmod.Base() != Obl || NsubjPass.Base() != Nsubj || Obj.Base() != Obj {
		t.Error("Base does not strip the subtype")
	}
	if ParseXPOS("(") != LRB || ParseXPOS(")") != RRB {
		t.Error("brackets as prose writes them are not understood")
	}
}
