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
		if label, rest, ok := exportLabel(p.line(&p.blocks[i])); ok {
			labels[label] = true
			fields = append(fields, field{i, exportLabels[label], rest})
		}
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
}

// exportLabel cuts a line at the label that it begins with: one in capitals and with
// a colon, which exports.tsv has.
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
