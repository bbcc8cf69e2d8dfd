// Package segment cuts the text of a paragraph into words and sentences in one pass.
//
// # Words
//
// Text is first cut into atoms: runs of letters, of digits, of the same mark. White
// space always parts words, so that only atoms which touch are in question: a linear
// model over hashed features of the neighbouring atoms says for each such joint
// whether the word goes on. Some things are rules: web and mail addresses and
// emoticons are one word, clitics (n't, 's, 'll) are words, contractions (cannot,
// gonna) are cut as the table of contractions says.
//
// # Sentences
//
// Three models say for each place between two words whether a sentence ends there, each
// with more to go by than the one before:
//
//   - the gate, a small linear model, stops places that are hardly ever an end: most of
//     them at a glance at the neighbouring words;
//   - a large linear model sees words, their parts of speech and shapes on both sides, the
//     sentence so far, and how the sentences of the document begin and end;
//   - where that one is in doubt, decision trees see what it found around the place, too:
//     how long the sentences on both sides would be, whether both have a verb, how sure the
//     neighbouring ends are.
//
// Not asked is before a mark that closes what stands before it, nor between two lower-case
// words, but in paragraphs that care neither for capitals nor for marks. Items of a list
// that are numbered in sequence begin sentences by rule.
//
// All sum small whole numbers, so that the same text gives the same cuts on every processor.
// The conventions are those of Universal Dependencies for English, as its treebanks EWT and
// GUM have them.
//
// # Limits
//
// English. Text in scripts without white space between words comes out as long words.
// Time and memory are linear in the text, whatever it is. The memory of a [Cutter] grows
// to the longest paragraph it has seen.
package segment
