package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lineReason is what a short line around an article is by its form: a byline, a
// date, counters and the like. Kept is none of these.
func lineReason(line string, words int, dayFirst bool) Reason {
	if words == 0 || words > 24 {
		return Kept
	}
	if isByline(line, words) {
		return Byline
	}
	if words <= 18 && isDateLine(line, dayFirst) {
		return Published
	}
	if words <= 6 && isCounter(line) {
		return Metadata
	}
	if words <= 10 && isTrail(line) {
		return Navigation
	}
	return Kept
}

// isByline reports whether a line names who wrote it and says no more: "By Ann
// Lee and Bo Ek in Oslo".
func isByline(line string, words int) bool {
	if words > 14 || !opensByline(line) {
		return false
	}
	if c := line[len(line)-1]; c == '.' || c == '!' || c == '?' || c == ':' {
		if words > 5 {
			return false
		}
	}
	names, small := 0, 0
	for i, w := range strings.Fields(line) {
		if i == 0 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "(\"'“@|•·"))
		switch {
		case unicode.IsUpper(r), w[0] == '@':
			names++
		case unicode.IsLetter(r):
			switch strings.ToLower(strings.Trim(w, ".,")) {
			case "and", "in", "for", "of", "at", "the", "with", "und", "et", "y", "de", "von", "van", "der", "del", "la", "on", "a", "to", "updated", "published", "staff", "writer", "editor", "reporter", "correspondent", "senior", "special", "min", "read":
			default:
				small++
			}
		}
	}
	return names >= 1 && small == 0
}

// dateWords may stand beside a date in a line that is a date and nothing else.
var dateWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`published updated last modified posted on at by am pm a p m first date est edt et gmt utc bst cet cest pst pdt ist hkt cst mst mdt cdt time
 mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday ago minutes hours min read mins minute uhr um vom stand
 montag dienstag mittwoch donnerstag freitag samstag sonntag publié le mis à jour veröffentlicht aktualisiert am den publicado actualizado pubblicato aggiornato el il o às h comments comment share
 original revised issued created edited of the and noon midnight local`) {
		m[w] = true
	}
	return m
}()

// isDateLine reports whether a line holds a date and hardly anything else.
func isDateLine(line string, dayFirst bool) bool {
	// "— Name (@account) May 3, 2021" says whose post stands above.
	if !strings.ContainsAny(line, "0123456789") || len(line) > 160 || strings.Contains(line, "(@") {
		return false
	}
	_, start, end, ok := locateDay(line, dayFirst)
	if !ok {
		return false
	}
	other, small := 0, 0
	rest := line[:start] + " " + line[end:]
	for _, p := range split(rest) {
		if p.number >= 0 {
			continue
		}
		w := rest[p.start:p.end]
		if low := strings.ToLower(w); !dateWords[low] && monthNames[low] == 0 {
			other++
			if low == w {
				small++
			}
		}
	}
	if other <= 6 && strings.ContainsAny(line, "|•·") {
		return true
	}
	marked := publishing(line) || changing(line)
	return other <= 1 || other <= 4 && small <= 2 && !endsSentence([]byte(line)) || marked && other <= 5
}

// isCounter reports whether a line counts something or tells how long it takes:
// "4 comments", "3 min read", "1,204 views".
func isCounter(line string) bool {
	low := strings.ToLower(line)
	if !strings.ContainsAny(low, "0123456789") {
		return false
	}
	if endsSentence([]byte(line)) {
		return false
	}
	for _, w := range []string{" min read", " mins read", "-min read", "minute read", " comments", " comment", " shares", " views", " likes", " retweets", " reading time", " kommentare", " kommentar", " commentaires", " commentaire", " comentarios", " comentario", " commenti"} {
		if i := strings.Index(low, w); i > 0 && low[i-1] >= '0' && low[i-1] <= '9' {
			return true
		}
	}
	return false
}

// isTrail reports whether a line is a trail of sections: "Home > News > World".
func isTrail(line string) bool {
	n := strings.Count(line, " > ") + strings.Count(line, " » ") + strings.Count(line, " / ") + strings.Count(line, " › ")
	return n >= 2 || n == 1 && strings.HasPrefix(line, "Home ")
}

// commentWords are what readers' comments are called in a heading that counts them, and
// commentOf the words that may follow it.
var (
	commentWords = map[string]bool{"comment": true, "comments": true, "response": true, "responses": true, "reply": true, "replies": true, "thoughts": true, "thought": true,
		"kommentar": true, "kommentare": true, "kommentarer": true, "commentaire": true, "commentaires": true, "comentario": true, "comentarios": true, "comentário": true,
		"comentários": true, "commento": true, "commenti": true, "reactie": true, "reacties": true, "réactions": true, "réaction": true, "leserkommentare": true}
	commentOf = map[string]bool{"to": true, "on": true, "for": true, "so": true, "zu": true, "zum": true, "sur": true, "a": true, "en": true, "su": true, "op": true, "till": true, "til": true}
)

// countsComments reports whether a line is a heading that counts readers' comments: "12
// comments", "Comments (3)", "4 responses to a title".
func countsComments(line string) bool {
	if len(line) > 200 || !strings.ContainsAny(line, "0123456789") || endsSentence([]byte(strings.TrimRight(line, ")]:"))) {
		return false
	}
	isNumber := func(s string) bool {
		for i := range len(s) {
			if (s[i] < '0' || s[i] > '9') && s[i] != ',' && s[i] != '.' {
				return false
			}
		}
		return s != ""
	}
	words := strings.FieldsFunc(fold(line), func(r rune) bool { return r == ' ' || r == '(' || r == ')' || r == '[' || r == ']' || r == ':' })
	if len(words) < 2 {
		return false
	}
	if isNumber(words[0]) && commentWords[words[1]] {
		return len(words) == 2 || commentOf[words[2]]
	}
	return commentWords[words[0]] && isNumber(words[1]) && len(words) == 2
}

// isDiscussion reports whether a line may be the heading of readers' comments, if such come.
func isDiscussion(line string) bool {
	switch fold(line) {
	case "discussion", "discussions", "responses", "replies", "letters", "reader responses", "readers' views", "your views", "your thoughts", "have your say", "feedback", "reactions",
		"what our readers say", "what readers say", "add your comment", "add a comment", "conversation", "diskussion", "leserbriefe", "meinungen", "réactions", "vos réactions", "opiniones", "reacties":
		return true
	}
	return false
}

// remark is what a short line is that goes with a reader's comment.
type remark uint8

const (
	noRemark    remark = iota
	saysRemark         // "Ann says:"
	dateRemark         // "3 May 2021 at 10:04", "Bo, 3 hours ago"
	replyRemark        // "Reply"
	remarkKinds
)

// remarkOf tells what goes with a reader's comment by a line's form.
func remarkOf(line string, dayFirst bool) remark {
	s := fold(line)
	switch s {
	case "reply", "report", "antworten", "melden", "répondre", "signaler", "responder", "denunciar", "rispondi", "reageer", "beantwoorden":
		return replyRemark
	}
	if strings.HasSuffix(s, " ago") || isDateLine(line, dayFirst) {
		return dateRemark
	}
	if strings.HasSuffix(line, ".") {
		return noRemark
	}
	for _, end := range [...]string{" says", " wrote", " said", " schrieb", " sagt", " a dit", " dit", " dice", " dijo", " scrive", " schreef"} {
		if strings.HasSuffix(s, end) || strings.Contains(s, end+":") {
			return saysRemark
		}
	}
	return noRemark
}
