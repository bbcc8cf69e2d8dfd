// Package golden holds extraction against records that people have read and
// found right.
//
// # Cases
//
// A case is a directory:
//
//	source.txt    paths of the inputs, one a line, relative to the directory;
//	              without it, every file named input.* is an input
//	golden.json   the right records, one after another, each item on a line
//	known.tsv     differences that are known and not mended yet (optional)
//
// golden.json says what is right, not what the program prints: where the
// two differ, the difference stands in known.tsv with a note, or the check fails.
// It fails as well when a known difference has gone, so that no list of
// excuses outlives its reason.
//
// # What is compared
//
// [Compare] pairs items as package golden/diff does, by place, then by overlap and likeness, and
// compares the fields that carry meaning. Ids that are hashes, confidences,
// reasons and digests are not compared: they follow from the rest.
//
// # Decisions
//
// What a review decided about changes from the golden records (golden/decide) is taken
// over by [Case.AcceptFrom], change by change: the rest of golden.json stays as it was, byte for byte.
// Texts are taken as a whole: only when all changes of a text are accepted do the golden
// record and its spans move to the new text.
package golden
