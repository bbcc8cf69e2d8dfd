package dates

// numeral reads the numeral at i and returns the offset past it. An item without
// classes is a number that no time expression takes ("13MP", "5%").
func numeral(text string, i int) (item, int) {
	n := len(text)
	start := i
	v, digits := int64(0), 0
	for i < n && digit(text[i]) {
		if v < 1e12 {
			v = v*10 + int64(text[i]-'0')
		}
		digits++
		i++
	}
	it := item{start: int32(start), node: noNode}
	grouped, frac := false, int64(0)
	fracDigits := 0
	for digits <= 3 && i+3 < n && text[i] == ',' && digit(text[i+1]) && digit(text[i+2]) && digit(text[i+3]) && (i+4 >= n || !digit(text[i+4])) {
		grouped = true
		if v < 1e12 {
			v = v*1000 + int64(text[i+1]-'0')*100 + int64(text[i+2]-'0')*10 + int64(text[i+3]-'0')
		}
		i += 4
	}
	if i+1 < n && text[i] == '.' && digit(text[i+1]) && !(v <= 24 && clockFollows(text, i+1)) {
		j := i + 1
		for j < n && digit(text[j]) {
			j++
		}
		fracDigits = j - i - 1
		frac = int64(text[i+1] - '0')
		if j+1 < n && text[j] == '.' && digit(text[j+1]) { // "1.2.3"
			if dotted, end := dottedDate(text, start); end > 0 {
				return dotted, end
			}
			for j < n && (digit(text[j]) || text[j] == '.') {
				j++
			}
			return it, j
		}
		i = j
	}
	if i < n && (text[i] == '%' || text[i] == '$') {
		return it, i + 1
	}
	if i+1 < n && text[i] == 0xC2 && (text[i+1] == 0xBD || text[i+1] == 0xBC || text[i+1] == 0xBE) { // ½ ¼ ¾
		it.end, it.classes = int32(i+2), cNum
		it.num, it.tenths = int32(min(v, 1<<20)), min(v, 1<<20)*10+5
		return it, i + 2
	}
	num := int32(min(v, 1<<30))
	it.num, it.tenths = num, v*10
	if fracDigits > 0 {
		it.tenths += frac
		it.classes = cNum
	} else {
		it.classes = digitClasses(num, digits, grouped)
	}
	it.end = int32(i)
	if digits <= 2 && fracDigits == 0 && num <= 24 && i+2 < n && text[i] == 'h' && text[i+1] <= '5' && digit(text[i+1]) && digit(text[i+2]) &&
		(i+3 >= n || !letter[text[i+3]] && !digit(text[i+3])) { // "02h30"
		it.num, it.end, it.classes = num*100+int32(text[i+1]-'0')*10+int32(text[i+2]-'0'), int32(i+3), cHM
		return it, i + 3
	}
	// Letters glued to it.
	j := i
	for j < n && letter[text[j]] && text[j] < 0x80 {
		j++
	}
	if j > i {
		suffix := text[i:j]
		switch {
		case fracDigits == 0 && !grouped && ordinalSuffix(suffix):
			it.end = int32(j)
			it.classes = cOrd
			if num >= 1 && num <= 31 {
				it.classes |= cDay
			}
			return it, j
		case suffix == "s" && fracDigits == 0 && !grouped && (digits == 4 && num >= 1000 && num < 2100 || digits == 2 || digits == 3) && num%10 == 0:
			it.end, it.classes = int32(j), cDecade
			if digits == 2 {
				it.num = 1900 + num
				if num < 20 {
					it.num = 2000 + num
				}
			}
			return it, j
		case suffix == "Q" && digits == 1 && num >= 1 && num <= 4:
			it.end, it.classes = int32(j), cQuarterCode
			return it, j
		case gluable(suffix):
			return it, i
		case digits == 4 && it.classes&cYear != 0 && j-i >= 4:
			// A typing slip ("2008bthat"): it counts only beside a month.
			it.glued = true
			return it, j
		}
		it.classes = 0
		for j < n && (letter[text[j]] || digit(text[j])) {
			j++
		}
		return it, j
	}
	// "1990's"
	if w := apostrophe(text, i); w > 0 && i+w < n && text[i+w] == 's' && (i+w+1 >= n || !letter[text[i+w+1]]) && digits == 4 && num%10 == 0 && it.classes&cYear != 0 && num%100 != 0 {
		it.end, it.classes = int32(i+w+1), cDecade
		return it, i + w + 1
	}
	// "1/2"
	if num == 1 && digits == 1 && i+1 < n && text[i] == '/' && text[i+1] == '2' && (i+2 >= n || !digit(text[i+2]) && text[i+2] != '/') {
		it.end, it.classes = int32(i+2), cHalf
		return it, i + 2
	}
	return it, i
}

// dottedDate reads a date in digits with points, the day first ("16.05.2023").
func dottedDate(text string, start int) (item, int) {
	n, part, digits := [3]int{}, 0, [3]int{}
	i := start
	for ; i < len(text) && i-start < 12; i++ {
		if digit(text[i]) {
			n[part] = n[part]*10 + int(text[i]-'0')
			digits[part]++
		} else if text[i] == '.' && part < 2 && digits[part] > 0 {
			part++
		} else {
			break
		}
	}
	d, m, y := n[0], n[1], n[2]
	if digits[0] > 2 || digits[1] > 2 || digits[2] != 4 || m < 1 || m > 12 || y < 1000 || y >= 2100 || d < 1 || d > monthDays(y, m) ||
		i < len(text) && (letter[text[i]] || digit(text[i])) || i+1 < len(text) && text[i] == '.' && digit(text[i+1]) {
		return item{}, 0
	}
	return item{start: int32(start), end: int32(i), node: noNode, num: int32(y*10000 + m*100 + d), classes: cDotted}, i
}

// coded reads a quarter, a half or a fiscal year in letters and digits at i: "Q3",
// "H1", "FY24", "FY2023".
func coded(text string, i int) (item, int) {
	if i > 0 && (letter[text[i-1]] || digit(text[i-1])) {
		return item{}, 0
	}
	it := item{start: int32(i), node: noNode, capital: true}
	j := i + 1
	if text[i] == 'F' {
		if j >= len(text) || text[j] != 'Y' {
			return item{}, 0
		}
		j++
	}
	from := j
	for ; j < len(text) && digit(text[j]) && j-from < 5; j++ {
		it.num = it.num*10 + int32(text[j]-'0')
	}
	if j == from || j < len(text) && (letter[text[j]] || digit(text[j])) {
		return item{}, 0
	}
	it.end = int32(j)
	switch digits := j - from; {
	case text[i] == 'Q' && digits == 1 && it.num >= 1 && it.num <= 4:
		it.classes = cQuarterCode
	case text[i] == 'H' && digits == 1 && it.num >= 1 && it.num <= 2:
		it.classes = cHalfCode
	case text[i] == 'F' && digits == 2:
		it.num, it.classes = shortYear(it.num), cFiscal
	case text[i] == 'F' && digits == 4 && it.num >= 1900 && it.num < 2100:
		it.classes = cFiscal
	default:
		return item{}, 0
	}
	return it, j
}

func digitClasses(num int32, digits int, grouped bool) set {
	s := cNum
	if grouped {
		return s
	}
	switch digits {
	case 1, 2:
		s |= cN | cYY
		if num >= 1 && num <= 31 {
			s |= cDay
		}
		if num <= 24 {
			s |= cHour
		}
		if digits == 2 {
			s |= cYR2
			if num < 60 {
				s |= cMM
			}
		}
	case 3:
		s |= cYY
	case 4:
		if num >= 1000 && num < 2100 {
			s |= cYear
		}
		s |= cYY
		if num < 2400 && num%100 < 60 {
			s |= cHHMM
		}
	}
	return s
}

func ordinalSuffix(s string) bool {
	if len(s) != 2 {
		return false
	}
	a, b := s[0]|0x20, s[1]|0x20
	return a == 's' && b == 't' || a == 'n' && b == 'd' || a == 'r' && b == 'd' || a == 't' && b == 'h'
}

// gluable are the words that may follow a numeral without a space.
func gluable(s string) bool {
	switch s {
	case "am", "pm", "AM", "PM", "a", "p", "hrs", "h", "hr", "BC", "BCE", "AD", "CE", "min", "GMT", "UTC", "EST", "EDT", "Z", "T":
		return true
	}
	return false
}

// numbers joins number words ("twenty-five", "two hundred", "nineteen
// ninety-six") into one item each.
func (pr *parse) numbers() {
	in := pr.items
	out := in[:0]
	for i := 0; i < len(in); {
		it := in[i]
		if it.word == nil && it.classes&cNum != 0 && i+1 < len(in) && !in[i+1].gap && in[i+1].classes&cScale != 0 {
			it.tenths = min(it.tenths, 1<<30) * int64(in[i+1].word.num) // "4.5 million"
			it.num, it.end, it.classes = 1<<30, in[i+1].end, cNum
			out = append(out, it)
			i += 2
			continue
		}
		if it.word == nil || it.classes&(cCard|cOrd|cScale|cDozen) == 0 {
			out = append(out, it)
			i++
			continue
		}
		if it.classes&cScale != 0 && !it.gap && len(out) > 0 && out[len(out)-1].word != nil && out[len(out)-1].word.text == "a" {
			it.start, it.gap = out[len(out)-1].start, out[len(out)-1].gap // "a hundred years"
			it.capital = out[len(out)-1].capital
			out = out[:len(out)-1]
		}
		n, end, ord, year := readNumber(in, i)
		if end == i {
			out = append(out, it)
			i++
			continue
		}
		if end > i+1 || it.classes&cCard != 0 || it.classes&(cScale|cDozen) != 0 {
			last := in[end-1]
			it.end = last.end
			it.num, it.tenths = n, int64(n)*10
			if end > i+1 {
				it.word = nil
			}
			switch {
			case year:
				it.classes = cYear
			case ord:
				it.classes = it.classes&(cUnit) | cOrd
				if end > i+1 {
					it.classes = cOrd
				}
				if n <= 31 {
					it.classes |= cDay
				}
			default:
				it.classes = cNum
				if n <= 12 {
					it.classes |= cHour
				}
				if n >= 2000 && n < 2100 {
					it.classes |= cYear
				}
			}
		}
		out = append(out, it)
		i = end
	}
	pr.items = out
}

// readNumber reads a number in words from item i. year is set for the form
// "nineteen ninety-six".
func readNumber(in []item, i int) (n int32, end int, ord, year bool) {
	type w = *word
	at := i
	wordAt := func(k int) w {
		if k < len(in) && (k == i || !in[k].gap) {
			return in[k].word
		}
		return nil
	}
	dash := func(k int) bool { w := wordAt(k); return w != nil && w.text == "-" }
	// below reads a number below 100.
	below := func() (int32, bool, bool) {
		w := wordAt(at)
		if w == nil {
			return 0, false, false
		}
		switch {
		case w.classes&cCard != 0:
			at++
			v := w.num
			if v >= 20 {
				k := at
				if dash(k) {
					k++
				}
				if x := wordAt(k); x != nil && x.num > 0 && x.num < 10 && x.classes&(cCard|cOrd) != 0 {
					at = k + 1
					return v + x.num, true, x.classes&cOrd != 0
				}
			}
			return v, true, false
		case w.classes&cOrd != 0:
			at++
			return w.num, true, true
		}
		return 0, false, false
	}
	w0 := wordAt(at)
	switch {
	case w0.classes&cScale != 0:
		at++
		n = w0.num
	case w0.classes&cDozen != 0:
		return 12, at + 1, false, false
	default:
		var ok bool
		n, ok, ord = below()
		if !ok {
			return 0, i, false, false
		}
		if ord {
			return n, at, true, false
		}
		if n >= 10 && n <= 20 {
			save := at
			k := at
			if dash(k) {
				at++
			}
			if w := wordAt(at); w != nil && w.classes&cCard != 0 && w.num >= 10 {
				if m, ok, o := below(); ok && !o {
					return n*100 + m, at, false, true
				}
			}
			at = save
		}
	}
	for {
		w := wordAt(at)
		if w != nil && w.classes&cScale != 0 {
			n = int32(min(int64(n)*int64(w.num), 1<<30))
			at++
			continue
		}
		if n < 100 || n%100 != 0 {
			break
		}
		k := at
		if w != nil && w.text == "and" {
			at++
		}
		m, ok, o := below()
		if !ok {
			at = k
			break
		}
		n += m
		if o {
			return n, at, true, false
		}
		if n%100 != 0 && n < 1<<20 {
			continue
		}
		break
	}
	return n, at, ord, false
}

// clockFollows tells whether minutes and "am" or "pm" stand at i: "9.30am" is a
// time of day, not a decimal.
func clockFollows(text string, i int) bool {
	if i+3 >= len(text) || text[i] > '5' || !digit(text[i+1]) {
		return false
	}
	i += 2
	if text[i] == ' ' {
		i++
	}
	if i+1 >= len(text) || text[i]|0x20 != 'a' && text[i]|0x20 != 'p' {
		return false
	}
	i++
	if text[i] == '.' {
		i++
	}
	return i < len(text) && text[i]|0x20 == 'm' && (i+1 >= len(text) || !letter[text[i+1]])
}
