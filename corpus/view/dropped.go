package view

import (
	"bufio"
	"io"
	"strings"
	"unicode"

	"dateline/corpus"
)

// placed is a block that is not in the text, with the end of the paragraph behind
// which it stood: a byte of the text, 0 before the first paragraph.
type placed struct {
	*corpus.Dropped
	after int
}

// leftOut are the dropped blocks in the order of the text; rest are those of which
// the document does not say where they stood, as in a record of a dataset.
func leftOut(d *corpus.Document) (list []placed, rest []corpus.Dropped) {
	last := 0
	for i := range d.Dropped {
		x := &d.Dropped[i]
		at := x.At - 1
		if at < 0 || at > len(d.Text) {
			rest = append(rest, *x)
			continue
		}
		if at > 0 {
			if n := strings.Index(d.Text[at:], "\n\n"); n >= 0 {
				at += n
			} else {
				at = len(d.Text)
			}
		}
		last = max(last, at)
		list = append(list, placed{x, last})
	}
	return list, rest
}

// ExplainText writes, for every block of the document that has the words, whether it is in the
// text, and if not why: the reason with its meaning, and what told it. Only letters and
// digits of the words count. It reports whether there is such a block.
func ExplainText(w io.Writer, d *corpus.Document, words string, meaning func(reason string) string) (bool, error) {
	x := explainer{w: bufio.NewWriter(w), d: d}
	want := bare(words)
	if want == "" {
		return false, nil
	}
	found := false
	head := func() {
		if !found {
			x.say(0, "document %s: %s", d.ID, oneLine(d.Title))
		}
		found = true
	}
	from := 0
	for p := range strings.SplitSeq(d.Text, "\n\n") {
		if strings.Contains(bare(p), want) {
			head()
			x.say(1, "in the text: %s", cut(oneLine(p), 160))
			x.say(2, "%s", x.where(corpus.Span{Start: from, End: from + len(p)}))
		}
		from += len(p) + 2
	}
	for i := range d.Dropped {
		drop := &d.Dropped[i]
		if !strings.Contains(bare(drop.Text), want) {
			continue
		}
		head()
		text := drop.Text
		for line := range strings.SplitSeq(text, "\n") {
			if strings.Contains(bare(line), want) {
				text = line
				break
			}
		}
		x.say(1, "not in the text: %s", cut(oneLine(text), 160))
		x.say(2, "reason %s: %s", drop.Reason, meaning(drop.Reason))
		if drop.Why != "" {
			x.say(2, "because %s", drop.Why)
		}
		where := drop.Place
		if text != drop.Text {
			where += ", with all that is in it"
		}
		x.say(2, "at %s", where)
		if at := drop.At - 1; at == 0 {
			x.say(2, "before the text")
		} else if at > 0 && at <= len(d.Text) {
			before := d.Text[:at]
			before = before[strings.LastIndex(before, "\n\n")+1:]
			x.say(2, "after %q (text byte %d)", cut(oneLine(before), 60), at)
		}
	}
	if !found && bare(d.Title) != "" && strings.Contains(bare(d.Title), want) {
		head()
		x.say(1, "it is the title")
	}
	return found, x.w.Flush()
}

// bare is a text without all but letters and digits, in lower case.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
