package entities

import (
	"strings"

	"dateline/corpus"
)

// maxTitle bounds the words of a title.
const maxTitle = 10

// titles sets Title of the persons: the role that stands right before the name,
// with the names it holds ("NATO Secretary General", "Ukrainian Prime Minister").
func titles(d *corpus.Document) {
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Type != corpus.Person || e.Tokens.First <= 0 {
			continue
		}
		floor := 0
		if s := d.SentenceAt(e.Start); s >= 0 {
			floor = d.Sentences[s].Start
			// An engine may end a sentence at "Gen.".
			if s > 0 && floor == e.Start && abbreviated(d.Word(e.Tokens.First-1)) {
				floor = d.Sentences[s-1].Start
			}
		}
		start := -1
		before := i - 1 // nearest entity to the left
		role := false   // a role noun has been read
		for t, n := e.Tokens.First-1, 0; t >= 0 && n < maxTitle && d.Tokens[t].Start >= floor; t, n = t-1, n+1 {
			tok := d.Tokens[t].Span
			if tok.End > e.Start {
				continue
			}
			for before >= 0 && d.Entities[before].Start >= tok.End {
				before--
			}
			if before >= 0 && d.Entities[before].End > tok.Start {
				in := &d.Entities[before]
				if in.Type == corpus.Person || in.Start < floor || !role && !ofOrFor(d, t, in.Start) {
					break
				}
				if role {
					start = in.Start // else the role comes yet: "Secretary General of NATO"
				}
				for t > 0 && d.Tokens[t-1].Start >= in.Start {
					t--
				}
				before--
				continue
			}
			w := strings.ToLower(d.Text[tok.Start:tok.End])
			if roleNouns.of(w) && !(kin.of(w) && w == d.Text[tok.Start:tok.End]) {
				role = true
				start = tok.Start
				continue
			}
			link := w == "of" || w == "for" || w == "the" || w == "and" || w == "in"
			switch {
			case w == "-" || !role && (w == "elect" || w == "designate"):
				continue // "ex-president", "President-elect"
			case role && w == "the" && start == d.Tokens[t+1].Start && t > 0 && d.Word(t-1) == "of":
				// "Head of the Office of the President X": X is no president.
				t--
				continue
			case role && roleModifiers.of(w) && !link:
				start = tok.Start
				continue
			case !role && (link && n > 0 || roleModifiers.of(w) && w != d.Text[tok.Start:tok.End]):
				continue // "Minister of Foreign Affairs": the role comes yet
			}
			if role && (w == "'s" || w == "’s") {
				continue
			}
			break
		}
		if start < 0 {
			continue
		}
		e.Title = strings.TrimSpace(d.Text[start:e.Start])
	}
}

// ofOrFor reports whether "of" or "for", and perhaps an article, stands before
// the entity that starts at byte start and holds token t.
func ofOrFor(d *corpus.Document, t, start int) bool {
	for t--; t >= 0 && d.Tokens[t].End > start; t-- {
	}
	if t > 0 && strings.EqualFold(d.Word(t), "the") {
		t--
	}
	if t < 0 {
		return false
	}
	w := d.Word(t)
	return w == "of" || w == "for"
}

// abbreviated reports whether a word is a title cut short ("Gen.", "Dr.").
func abbreviated(w string) bool {
	return len(w) <= 5 && strings.HasSuffix(w, ".") && roleNouns.lower(w)
}
