package main

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/extract/syntax/internal/wordform"
)

// readTeach reads the sentences of the teaching texts of the name tagger, which have no
// trees and no tags: plain news for the teachers to mark.
func readTeach(dir string) (out []*sentence, err error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '=' || line[0] == '@' || line[0] == '>' {
				continue
			}
			line = strings.TrimPrefix(line, "# ")
			out = cut(plainText(line), out)
		}
	}
	return out, nil
}

// plainText takes the marks of names out of a line: "[GPE Oslo]" is "Oslo".
func plainText(line string) string {
	var b strings.Builder
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '[':
			j := i + 1
			for j < len(line) && line[j] >= 'A' && line[j] <= 'Z' {
				j++
			}
			if j > i+2 && j < len(line) && line[j] == ' ' {
				i = j
				continue
			}
			b.WriteByte('[')
		case ']':
		default:
			b.WriteByte(line[i])
		}
	}
	return b.String()
}

var abbreviated = map[string]bool{"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Gen": true, "Lt": true, "Col": true, "Maj": true, "Capt": true, "Sgt": true, "Gov": true, "Sen": true, "Rep": true,
	"St": true, "Jan": true, "Feb": true, "Aug": true, "Sept": true, "Oct": true, "Nov": true, "Dec": true, "Prof": true, "Rev": true, "No": true, "vs": true, "Inc": true, "Ltd": true, "Co": true, "Corp": true}

// cut splits a line into sentences of words, simply.
func cut(line string, out []*sentence) []*sentence {
	var words []string
	flush := func() {
		if len(words) > 2 && len(words) <= 80 {
			s := &sentence{forms: words}
			for _, w := range words {
				s.looks = append(s.looks, wordform.Of(w))
			}
			out = append(out, s)
		}
		words = nil
	}
	for _, f := range strings.Fields(line) {
		var after []string
		for f != "" {
			r, n := utf8.DecodeRuneInString(f)
			if strings.ContainsRune("\"“”‘([$£€'", r) && len(f) > n || strings.ContainsRune("—–…", r) {
				words = append(words, f[:n])
				f = f[n:]
				continue
			}
			break
		}
		stop := false
		for f != "" {
			r, n := utf8.DecodeLastRuneInString(f)
			if strings.ContainsRune("\"”’)],;:?!%—–…'", r) {
				after = append(after, f[len(f)-n:])
				f = f[:len(f)-n]
				stop = stop || r == '?' || r == '!'
				continue
			}
			if r == '.' {
				body := f[:len(f)-1]
				if !abbreviated[body] && utf8.RuneCountInString(body) > 1 && !strings.Contains(body, ".") {
					after = append(after, ".")
					f = body
					stop = true
					continue
				}
			}
			break
		}
		if f != "" {
			words = clitics(f, words)
		}
		for i := len(after) - 1; i >= 0; i-- {
			words = append(words, after[i])
		}
		if stop {
			flush()
		}
	}
	flush()
	return out
}

// clitics parts n't, 's and the like, and hyphenated words.
func clitics(f string, words []string) []string {
	for _, c := range []string{"n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m"} {
		if body, ok := strings.CutSuffix(f, c); ok && body != "" {
			return append(hyphens(body, words), c)
		}
	}
	return hyphens(f, words)
}

func hyphens(f string, words []string) []string {
	start := 0
	for i := 1; i+1 < len(f); i++ {
		if f[i] == '-' && letterOrDigit(f[i-1]) && letterOrDigit(f[i+1]) {
			words = append(words, f[start:i], "-")
			start = i + 1
		}
	}
	return append(words, f[start:])
}

func letterOrDigit(c byte) bool {
	return c >= utf8.RuneSelf || unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c))
}
