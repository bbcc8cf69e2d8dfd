package corpus

// Span is a stretch of a document's text: bytes [Start, End).
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes covered.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies within s (equal spans included).
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Range is a stretch of Document.Tokens: indices [First, End).
type Range struct{ First, End int }

// Len is the number of tokens covered.
func (r Range) Len() int { return r.End - r.First }

// Contains reports whether token i lies in r.
func (r Range) Contains(i int) bool { return r.First <= i && i < r.End }

// Overlaps reports whether r and o share at least one token.
func (r Range) Overlaps(o Range) bool { return r.First < o.End && o.First < r.End }
