// Package passage finds the article in the lines of a plain text that was a whole
// page: a menu, a headline, the text with captions and teasers between its
// paragraphs, a list of other articles, comments, a foot.
//
//	rows := passage.Rows(lines, small)
//	states := passage.Find(trees, lines, rows) // states[i] == passage.Text: line i is text
//
// # Method
//
// Every line is described by a row of small numbers (row.go): its length, marks
// and kinds of words, the same of its neighbours, how much running text stands
// around it, the words it shares with the heaviest stretch of the page, where it
// stands to headings that end articles. No feature is a word of the text itself.
// Gradient-boosted decision trees (corpus/weights, Forest) make a score of a row,
// positive for text. A Viterbi search (state.go) then picks the best sequence
// of four states: before the article, in it, in a gap of it, behind it. Going from
// one to another has a cost, so that one odd line changes nothing.
//
// The trees are learnt by extract/article/train from pages whose text is known. Sums of integers decide everywhere.
//
// # Limits
//
// Time is linear in the number of lines. A page of which the article is no running
// text (a table, a list of links) is hardly told from its menus.
package passage
