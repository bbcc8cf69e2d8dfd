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
// A second linear model says for each place between two words whether a sentence ends
// there. Places between two lower-case words, and before a mark that closes what stands
// before it, are not asked. Items of a list that are numbered in sequence begin
// sentences by rule.
//
// Both models sum int8 weights as integers, so that the same text gives the same cuts
// on every processor. The conventions are those of Universal Dependencies for English,
// as its treebanks EWT and GUM have them.
//
// # Limits
//
// English. Text in scripts without white space between words comes out as long words.
// Time and memory are linear in the text, whatever it is. The memory of a [Cutter] grows
// to the longest paragraph it has seen.
package segment
