package names

import (
	"slices"
	"strconv"
)

// Keys are blocking keys: two names that are one actor's by [Compare] share at
// least one, but for misprints in every word. Candidates for a comparison are the
// names under one key; large dumps bound the size of such blocks.
func (n Name) Keys() []string {
	if n.p == nil {
		return nil
	}
	var out []string
	n.p.keys(func(key []byte, _ bool) { out = append(out, string(key)) })
	slices.Sort(out)
	return slices.Compact(out)
}

// keys emits the blocking keys of a name; wide keys are those of one word, whose
// blocks may be large.
func (p *parsed) keys(emit func(key []byte, wide bool)) {
	var buf, tmp [96]byte
	if p.kind != Person {
		if p.acronym != "" {
			emit(append(append(buf[:0], 'a', ':'), p.acronym...), false)
		}
		for _, s := range p.initial {
			if len(s) >= 2 && len(s) <= 8 {
				emit(append(append(buf[:0], 'a', ':'), s...), false)
			}
		}
		if len(p.words) > 1 {
			run := runTogether(p)
			if len(run) <= 24 {
				p.wordKeys(&token{sounds: []string{string(readEnglish(run, tmp[:0]))}}, buf[:0], tmp[:0], emit)
			}
		}
		var light [][]byte
		for i := range p.words {
			w := &p.words[i]
			if w.concept >= 0 {
				if w.country {
					p.wordKeys(w.tok, buf[:0], tmp[:0], emit)
				}
				if len(light) < 4 {
					light = append(light, strconv.AppendInt(nil, int64(w.concept), 10))
				}
				continue
			}
			p.wordKeys(w.tok, buf[:0], tmp[:0], emit)
		}
		if len(light) == 1 && len(p.words) == 1 {
			emit(append(append(buf[:0], 'c', ':'), light[0]...), false)
		}
		for i := range light {
			for k := i + 1; k < len(light); k++ {
				x, y := light[i], light[k]
				if string(x) > string(y) {
					x, y = y, x
				}
				key := append(append(buf[:0], 'c', ':'), x...)
				emit(append(append(key, '+'), y...), false)
			}
		}
		return
	}
	if len(p.toks) == 1 {
		if t := p.toks[0]; len(t.plain) <= 8 {
			emit(append(append(buf[:0], 'a', ':'), t.plain...), false)
		}
	}
	n := min(len(p.toks), 6)
	var codes [6][]byte
	for i := 0; i < n; i++ {
		t := p.toks[i]
		if t.initial {
			continue
		}
		p.wordKeys(t, buf[:0], tmp[:0], emit)
		if m := p.marks[i].joined; m != nil {
			p.wordKeys(m, buf[:0], tmp[:0], emit)
		}
		switch {
		case len(t.given) > 0:
			codes[i] = strconv.AppendUint([]byte{'g'}, uint64(t.given[0]), 10)
		case len(t.sounds) > 0:
			codes[i] = slices.Clone(bones(t.sounds[0], tmp[:0]))
		}
	}
	for i := 0; i < n; i++ {
		for k := i + 1; k < n; k++ {
			x, y := codes[i], codes[k]
			if x == nil || y == nil {
				continue
			}
			if string(x) > string(y) {
				x, y = y, x
			}
			key := append(append(buf[:0], 'p', ':'), x...)
			emit(append(append(key, '+'), y...), false)
		}
		// Further rows of a given name, and its initial, beside the family name.
		if i == p.family || p.family >= n || codes[p.family] == nil || p.toks[i].plain == "" {
			continue
		}
		t := p.toks[i]
		if len(t.given) > 1 {
			for _, c := range t.given[1:min(3, len(t.given))] {
				x, y := strconv.AppendUint([]byte{'g'}, uint64(c), 10), codes[p.family]
				if string(x) > string(y) {
					x, y = y, x
				}
				key := append(append(buf[:0], 'p', ':'), x...)
				emit(append(append(key, '+'), y...), false)
			}
		}
		key := append(append(buf[:0], 'i', ':'), codes[p.family]...)
		emit(append(key, '+', t.plain[0]), false)
	}
}

// wordKeys emits the skeletons of one word.
func (p *parsed) wordKeys(t *token, buf, tmp []byte, emit func([]byte, bool)) {
	var seen [4]string
	n := 0
	for _, s := range t.sounds {
		b := bones(s, tmp)
		if len(b) == 0 || slices.Contains(seen[:n], string(b)) {
			continue
		}
		emit(append(append(buf, 'w', ':'), b...), true)
		if seen[n] = string(b); n == len(seen)-1 {
			break
		}
		n++
	}
	if len(t.given) > 0 && len(p.toks) == 1 {
		for _, c := range t.given[:min(3, len(t.given))] {
			emit(strconv.AppendUint(append(buf, 'g', ':'), uint64(c), 10), true)
		}
	}
}
