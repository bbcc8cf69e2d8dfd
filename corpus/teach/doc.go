// Package teach reads, checks, counts and scores the teaching corpus: the news-like
// texts of this folder, marked by hand with names, events, quotations and actors.
//
//	articles, err := teach.Open("corpus/teach/*.txt")
//	for _, a := range articles {
//		if teach.HeldOut(a.ID) {
//			continue // the tenth that nothing is trained on
//		}
//		for _, p := range a.Paragraphs {
//			for _, n := range p.Names {
//				fmt.Println(n.Type, a.Text[n.Start:n.End])
//			}
//		}
//	}
//
// # Contract
//
// GUIDE.md is the format and the one set of marking rules. [Parse] reads a file and
// returns what it could read together with every fault of form: a mark of unknown
// type, a phrase that does not stand in its paragraph, an id twice. [Open] is for
// programs that train: it returns articles without a fault, or an error. All offsets
// are bytes into Article.Text, which is the headline and the paragraphs without their
// marks, with an empty line between them.
//
// A phrase of an event or a quotation is given by its words. Where they stand more
// than once in the paragraph, the reader takes whole words before parts of words, then
// what is nearest to the trigger (of an event) or to the words said (of a quotation).
//
// [Lint] finds what is well formed and yet most likely wrong: a repeat of a name that is
// unmarked, a determiner in a mark, an event whose root does not go with its trigger,
// two paragraphs of one skeleton. Its rules are in the tables beside it (*.tsv) and in
// rules.go; a line "! rule phrase: reason" in a text says that a finding is meant. Most
// findings are warnings: only [RuleForm], and [RulePublic] for those who ask, are for what is
// wrong in any case.
//
// [HeldOut] says which tenth of the articles is kept out of training. It goes by the
// article's id alone, so that figures stay comparable while the corpus grows. An id
// is therefore never changed.
//
// # Limits
//
// The reader is for texts of this project: it keeps a file in memory. The linter knows
// English. It takes no text for true: what it does not find may still be wrong. When not
// to use it: as a source of facts, since all happenings are invented.
package teach
