// Package neural runs the small networks of the tagger and of the parser in whole
// numbers, so that every processor gives the same tags and trees. They are trained, in
// floating point, by extract/syntax/train.
//
// # Arithmetic
//
// Numbers are packed into 64-bit words, several lanes to a word: the word is the sum of
// its lanes, each times a power of two, negative lanes included. Adding two words then
// adds all lanes at once, and multiplying a word by a small number multiplies them all; it
// does not matter what carries go from lane to lane on the way, so long as the last sum of
// every lane fits into it. A start value with half of each lane's range makes all lanes
// positive for reading.
//
//   - Sums of rows have four lanes of 16 bits.
//   - Products of activations (0 … 127) and weights (int8) have three lanes of 21 bits;
//     the trainer scales the weights so that no sum can leave them.
//
// # Memory
//
// What the first layer makes of a feature of a word (its form, an ending …) does not
// depend on the words around it but for their distance: it is computed when the feature
// is first met, and kept (Devlin and others 2014 precompute it). What it makes of a whole
// word is kept for the first words met. Both are bounded by the vocabulary and by a
// constant, 90 MB in all at the very most, and change no result. The first text of a
// process is read at about half the speed of later ones.
package neural
