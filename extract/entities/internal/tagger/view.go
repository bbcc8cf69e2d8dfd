package tagger

// Plain reports whether piece i stands in a sentence that is neither a headline
// of capitalised words nor all in capitals.
func (d *Document) Plain(i int) bool { return d.sentences[d.Pieces[i].Sentence].style == 0 }

// Opens reports whether piece i is the first word of its sentence, or stands
// behind a mark that may open one within it (a quotation mark, a colon, a bullet).
func (d *Document) Opens(i int) bool {
	if int32(i) == d.sentences[d.Pieces[i].Sentence].first {
		return true
	}
	if i == 0 || d.Pieces[i-1].Sentence != d.Pieces[i].Sentence {
		return true
	}
	switch p := &d.Pieces[i-1]; p.Shape {
	case Quote, Period, Mark:
		return true
	case Comma:
		return d.Text[p.Start] == ':'
	}
	return false
}

// Lowered reports whether the document has the word of piece i in lower case somewhere.
func (d *Document) Lowered(i int) bool {
	id := d.Pieces[i].ID
	return id >= 0 && d.words[id].lower
}

// Within reports whether the document has the word of piece i in capitals within a plain
// sentence, where no rule but that of names asks for them.
func (d *Document) Within(i int) bool {
	id := d.Pieces[i].ID
	return id >= 0 && d.words[id].inner
}
