package segment

import "dateline/corpus/weights"

var (
	hashWWW    = hashOf("www")
	hashMailto = hashOf("mailto")
)

// join makes one atom of every address, file name, tag, mention and emoticon among
// the atoms from chunk on, which touch each other. It moves over them once: what is
// joined is written back at w while i reads on.
func (l *Lexicon) join(text string, atoms []atom, chunk int) []atom {
	s := atoms[chunk:]
	if end := l.fileEnd(s); end > 0 {
		from := 0
		for from < end-1 && outer(s[from].kind) {
			from++
		}
		s[from] = merged(s[from], s[end-1], address)
		n := copy(s[from+1:], s[end:])
		return atoms[:chunk+from+1+n]
	}
	at0 := func(i int) kind {
		if i >= len(s) {
			return none
		}
		return s[i].kind
	}
	word := func(k kind) bool { return k == letter || k == digit }
	w := 0
	for i := 0; i < len(s); {
		// s[from:w], already written, and s[i:end] become one atom of kind k.
		from, end, k := w, i, none
		switch s[i].kind {
		case letter:
			switch {
			case at0(i+1) == colon && at0(i+2) == slash && at0(i+3) == slash && i+4 < len(s),
				s[i].hash == hashWWW && at0(i+1) == stop && s[i+1].size() == 1 && word(at0(i+2)):
				end, k = webEnd(s, i+3), address
			case at0(i+1) == stop && s[i+1].size() == 1 && at0(i+2) == letter && l.suffix[s[i+2].hash] == file && at0(i+3) == closing:
				end, k = i+3, address
			case at0(i+1) == stop && s[i+1].size() == 1 && at0(i+2) == letter && l.suffix[s[i+2].hash] == site:
				e := i + 3
				for e-i < longestHost && at0(e) == stop && s[e].size() == 1 && word(at0(e+1)) {
					e += 2
				}
				if next := at0(e); word(next) || next == at || next == underscore {
					break
				} else if next == slash {
					e = webEnd(s, e)
				}
				end, k = e, address
				for from > 1 && (s[from-1].kind == stop || s[from-1].kind == hyphen) && s[from-1].size() == 1 && word(s[from-2].kind) {
					from -= 2
				}
			}
		case at:
			left := w
			for left > 0 && inMail(s[left-1].kind, true) {
				left--
			}
			for left < w && !word(s[left].kind) {
				left++
			}
			if left > 1 && s[left-1].kind == colon && s[left-2].hash == hashMailto {
				left -= 2
			}
			if !word(at0(i+1)) || left == w && w > 0 && !outer(s[w-1].kind) {
				break
			}
			for end = i + 1; end < len(s) && inMail(s[end].kind, false); end++ {
			}
			for !word(s[end-1].kind) {
				end--
			}
			from, k = left, address
		case number:
			if at0(i+1) == letter && (w == 0 || outer(s[w-1].kind)) {
				for end = i + 1; end < len(s) && (word(s[end].kind) || s[end].kind == underscore); end++ {
				}
				k = address
			}
		case colon, semicolon, plus, angle, opening:
			before := none
			if w > 0 {
				before = s[w-1].kind
			}
			if e := faceEnd(text, s, i, before); e > i {
				end, k = e, face
			}
		}
		if k == none {
			s[w] = s[i]
			w, i = w+1, i+1
			continue
		}
		first := s[i]
		if from < w {
			first = s[from]
		}
		s[from] = merged(first, s[end-1], k)
		w, i = from+1, end
	}
	return atoms[:chunk+w]
}

// longestHost is the number of atoms that the name of a site has at most, behind its first.
const longestHost = 20

func merged(first, last atom, k kind) atom {
	first.hash = weights.Combine(first.hash, last.hash)
	first.end, first.kind = last.end, k
	return first
}

// outer reports whether marks of that kind stand around an address.
func outer(k kind) bool {
	switch k {
	case opening, closing, quote, apostrophe, angle, comma, semicolon, colon, bang, dash, slash, star, ellipsis, face:
		return true
	}
	return false
}

// inMail reports whether atoms of that kind may be in a mail address, before (left)
// or behind the @.
func inMail(k kind, left bool) bool {
	switch k {
	case letter, digit, stop, hyphen, underscore:
		return true
	case plus, percent, ampersand:
		return left
	}
	return false
}

// webEnd is the index behind the last atom of the web address whose host begins before i.
func webEnd(s []atom, i int) int {
	end, open := i, 0
	for end < len(s) {
		k := s[end].kind
		if k == quote || k == angle || k == opening && s[end].size() > 1 {
			break
		}
		if k == opening {
			open++
		}
		if k == closing {
			if open == 0 {
				break
			}
			open--
		}
		end++
	}
	for end > i {
		switch s[end-1].kind {
		case stop, bang, comma, semicolon, colon, apostrophe, ellipsis, star, opening:
			end--
			continue
		}
		break
	}
	return end
}

// fileEnd is the index behind the last atom of the file name that the chunk is, but
// for marks around it; 0 if it is none.
func (l *Lexicon) fileEnd(s []atom) int {
	end := len(s)
	for end > 0 && s[end-1].kind != letter && s[end-1].kind != digit {
		if !outer(s[end-1].kind) && s[end-1].kind != stop {
			return 0
		}
		end--
	}
	if end < 3 || s[end-2].kind != stop || s[end-2].size() > 1 || s[end-1].kind != letter || l.suffix[s[end-1].hash] != file {
		return 0
	}
	for _, a := range s[:end] {
		if a.kind == slash || a.kind == at {
			return 0
		}
	}
	return end
}

// faceEnd is the index behind the last atom of the emoticon that begins at s[i], behind
// an atom of kind before in the same chunk; i if there is none.
func faceEnd(text string, s []atom, i int, before kind) int {
	const longest = 12
	from, limit := s[i].start, min(s[len(s)-1].end, s[i].start+longest)
	t := text[from:limit]
	n, letters := 0, false
	eyes := func(c byte) bool { return c == ':' || c == ';' || c == '=' }
	mouth := func(c byte) bool { return c == ')' || c == '(' || c == ']' || c == '[' || c == '}' || c == '{' }
	switch {
	case len(t) < 2:
		return i
	case eyes(t[0]):
		n = 1
		if t[n] == '-' || t[n] == '\'' || t[n] == '^' {
			n++
		}
		if n == len(t) {
			return i
		}
		switch c := t[n]; {
		case mouth(c):
			for n < len(t) && t[n] == c {
				n++
			}
		case c == 'D' || c == 'P' || c == 'p' || c == 'O' || c == 'o' || c == '|' || c == '/' || c == '\\' || c == '*' || c == '3' || c == '>' || c == '<' || c == 'S':
			n++
			letters = true
		default:
			return i
		}
	case mouth(t[0]):
		n = 1
		if t[n] == '-' {
			n++
		}
		if n == len(t) || !eyes(t[n]) {
			return i
		}
		n++
		letters = true
	case t[0] == '<' && t[1] == '3':
		n, letters = 2, true
	case len(t) >= 3 && t[0] == '^' && (t[1] == '_' || t[1] == '-') && t[2] == '^':
		n = 3
	default:
		return i
	}
	if letters && before != none || before == digit || before == opening || before == quote {
		return i
	}
	for j := i; j < len(s) && s[j].end <= from+n; j++ {
		if s[j].end < from+n {
			continue
		}
		if j+1 < len(s) {
			switch s[j+1].kind {
			case stop, bang, comma, closing, quote, ellipsis:
			default:
				return i
			}
		}
		return j + 1
	}
	return i
}
