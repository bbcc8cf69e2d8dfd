package article

import "testing"

func TestLineReason(t *testing.T) {
	for line, want := range map[string]Reason{
		"1,204 shares":          Metadata,
		"4 comments":            Metadata,
		"Oslo | 3 min read":     Metadata,
		"12 Kommentare":         Metadata,
		"By Ann Lee and Bo Ek":  Byline,
		"Published 3 May 2021":  Published,
		"Home > News > Harbour": Navigation,
		// Running text counts things, too.
		"The port sold the bank 1,204 shares and paid its debts":   Kept,
		"The ferry company has 300 shares left, said its chairman": Kept,
		"Two ministers met":  Kept,
		"By the harbour, it": Kept,
		"":                   Kept,
	} {
		var b block
		b.measure([]byte(line))
		if got := lineReason(line, b.words, true); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}
