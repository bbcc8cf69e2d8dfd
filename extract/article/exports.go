package article

import (
	"strings"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

// exportLabels are the rows of exports.tsv.
var exportLabels = func() map[string]string {
	m := map[string]string{}
	for _, row := range lexicon.MustOpen(data, "data/exports.tsv", "label", "what").Rows {
		m[row.Get("label")] = row.Get("what")
	}
	return m
}()

// exportLines are the lines at either end of a text among which labels are looked
// for.
const exportLines = 40

// exported reads the labelled lines that archives put around an article, takes them
// out and takes from them what is not known yet. One such line may be anything;
// from two different ones on they are what they look like.
func (p *page) exported(d *corpus.Document, hints []Reason, dayFirst bool) {
	type field struct {
		at         int
		what, rest string
	}
	var fields []field
	labels := map[string]bool{}
	for i := range p.blocks {
		if i >= exportLines && i < len(p.blocks)-exportLines {
			continue
		}
		if label, rest, ok := exportLabel(p.line(&p.blocks[i])); ok && label == strings.ToUpper(label) {
			labels[label] = true
			fields = append(fields, field{i, exportLabels[label], rest})
		}
	}
	if mail := p.mail(); len(mail) > 0 {
		for i, f := range mail {
			labels[f[0]] = true
			fields = append(fields, field{i, exportLabels[f[0]], f[1]})
		}
		p.signature(hints)
	}
	if len(labels) < 2 {
		return
	}
	for _, f := range fields {
		b := &p.blocks[f.at]
		why := Metadata
		switch f.what {
		case "text":
			if f.rest != "" {
				continue // its text is on the same line
			}
		case "title":
			why = Headline
			if d.Title == "" && f.rest != "" {
				d.Title = f.rest
				p.title = letters(f.rest)
			}
		case "byline":
			why = Byline
			if len(d.Byline) == 0 {
				d.Byline = peopleOf(capitalised(f.rest))
			}
		case "published":
			why = Published
			if x, ok := findDay(f.rest, dayFirst); ok && d.Published == "" {
				d.Published = x.String()
			}
		case "publisher":
			if d.Publisher == "" && len(f.rest) < 80 {
				d.Publisher = f.rest
			}
		}
		hints[f.at] = why
		b.reason = why
		b.score = min(b.score, -2)
	}
	// A line that is a date stands above the labelled ones in some forms.
	for i := 0; i < min(len(p.blocks), headLines) && d.Published == ""; i++ {
		if b := &p.blocks[i]; hints[i] == Published {
			if x, ok := findDay(p.line(b), dayFirst); ok {
				d.Published = x.String()
			}
		}
	}
}

// headLines are the first lines of a text, in which the head of a letter is looked for.
const headLines = 12

// mail are the labelled lines of the head of a letter or of a note ("From: …", "Subject:
// …"), label and rest: the first lines of a text, at least three different ones.
func (p *page) mail() [][2]string {
	var head [][2]string
	seen := map[string]bool{}
	for i := 0; i < min(len(p.blocks), headLines); i++ {
		label, rest, ok := exportLabel(p.line(&p.blocks[i]))
		if !ok || label == strings.ToUpper(label) {
			break
		}
		seen[label] = true
		head = append(head, [2]string{label, rest})
	}
	if len(seen) < 3 {
		return nil
	}
	return head
}

// signature takes out what stands below the last line of dashes of a letter.
func (p *page) signature(hints []Reason) {
	for i := len(p.blocks) - 1; i > len(p.blocks)-8 && i > 0; i-- {
		if p.line(&p.blocks[i]) == "--" {
			for j := i + 1; j < len(p.blocks); j++ {
				if b := &p.blocks[j]; b.words > 20 {
					return
				}
			}
			for j := i + 1; j < len(p.blocks); j++ {
				hints[j] = Author
				p.blocks[j].reason = Author
			}
			return
		}
	}
}

// markless is a title without the marks of Markdown.
func markless(line string) string {
	t := strings.TrimLeft(line, "#")
	if t == line || !strings.HasPrefix(t, " ") {
		t = line
	}
	t = strings.TrimSpace(t)
	if in, ok := strings.CutPrefix(t, "**"); ok {
		if in, ok = strings.CutSuffix(in, "**"); ok && !strings.Contains(in, "*") {
			t = in
		}
	}
	return t
}

// exportLabel cuts a line at the label that it begins with: one with a colon that exports.tsv
// has, in capitals or, in the head of a letter, not.
func exportLabel(line string) (label, rest string, ok bool) {
	i := strings.IndexByte(line, ':')
	if i < 2 || i > 24 {
		return "", "", false
	}
	label = line[:i]
	if exportLabels[label] == "" {
		return "", "", false
	}
	return label, strings.TrimSpace(line[i+1:]), true
}

// capitalised writes names that are all in capitals as names.
func capitalised(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		low := strings.ToLower(w)
		switch {
		case low == "and" || low == "by" || low == "of":
		case w != strings.ToUpper(w):
			return s
		default:
			_, n := utf8.DecodeRuneInString(low)
			low = strings.ToUpper(low[:n]) + low[n:]
		}
		words[i] = low
	}
	return strings.Join(words, " ")
}

// isSignOff reports whether a line is one that agencies put behind a story: "-30-",
// "--IANS", "###", "ENDS".
func isSignOff(line string) bool {
	if len(line) > 24 {
		return false
	}
	word := strings.Trim(line, "-–—*#= ")
	if word == line {
		return word == "ENDS" || word == "MORE" || word == "REUTER" || word == "Reuter"
	}
	if word == "" {
		return true
	}
	if word == "0" || word == "30" || strings.EqualFold(word, "end") || strings.EqualFold(word, "ends") || strings.EqualFold(word, "more") {
		return strings.HasPrefix(line, "-") || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "—") || strings.HasPrefix(line, "–")
	}
	return strings.HasPrefix(line, "--") && len(word) <= 12 && word == strings.ToUpper(word) && !strings.ContainsAny(word, "0123456789")
}

// isPageNumber reports whether a line is the number of a page: "Page 3 of 5",
// "- 3 -".
func isPageNumber(line string) bool {
	if len(line) > 24 {
		return false
	}
	low := strings.ToLower(line)
	if n, of, ok := strings.Cut(low, " of "); ok && isNumber(n) {
		// "1 of 3 DOCUMENTS"
		of, ok = strings.CutSuffix(of, " documents")
		return ok && isNumber(of)
	}
	if rest, ok := strings.CutPrefix(low, "document "); ok {
		n, of, ok := strings.Cut(rest, " of ")
		return ok && isNumber(n) && isNumber(of)
	}
	if rest, ok := strings.CutPrefix(low, "page "); ok {
		low = rest
		a, b, of := strings.Cut(low, " of ")
		if !of {
			a, b, of = strings.Cut(low, "/")
		}
		return isNumber(a) && (!of || isNumber(b))
	}
	word := strings.Trim(low, "-–— ")
	return word != low && strings.HasSuffix(low, low[:1]) && len(word) <= 3 && isNumber(word)
}

func isNumber(s string) bool {
	if s = strings.TrimSpace(s); s == "" || len(s) > 4 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
