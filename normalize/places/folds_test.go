package places

import "testing"

// TestAppendFold holds the fold into memory of the caller's against Fold.
func TestAppendFold(t *testing.T) {
	for _, name := range []string{"", "The Hague", "the", "Saint John", "The Saint", "São Tomé", "Côte d’Ivoire", "U.S.", "Al-Quds", " Two  Spaces ", "Москва", "İzmir"} {
		if got := string(AppendFold([]byte("before"), name)); got != "before"+Fold(name) {
			t.Errorf("%q is folded to %q behind other bytes, and to %q alone", name, got, Fold(name))
		}
	}
}

// TestFoldsOfManyNames holds that the table of names grows, and keeps the rows of a name in order.
func TestFoldsOfManyNames(t *testing.T) {
	b := newFolds(1)
	places := make([]Place, 400)
	for row := range places {
		places[row].Country = []string{"AAA", "BBB"}[row%2]
		b.enter(row, string(rune('a'+row%100/10))+string(rune('a'+row%10)))
		b.enter(row, string(rune('a'+row%100/10))+string(rune('a'+row%10))) // at once again
	}
	f := b.done(func(i, j int) int { return 0 }, places)
	if got := f.named("ab"); len(got) != 4 || got[0] != 1 || got[3] != 301 {
		t.Errorf("the rows of a name are %v", got)
	}
	if got := f.slot(foldKey("ab")).spread; got != 1 {
		t.Errorf("rows of one country spread over %d", got)
	}
	if f.named("zz") != nil {
		t.Error("a name that nobody has entered has rows")
	}
}
