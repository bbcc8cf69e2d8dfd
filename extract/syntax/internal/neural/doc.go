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
// # Vector loops
//
// Where the processor has AVX2, five loops are in assembly (vector_amd64.s), one of them for matrices
// whose products fit in pairs into 16 bits, which is found out when they are loaded; everywhere
// else, and with GODEBUG=cpu.avx2=off, they are plain Go. Both give the same bits for any
// input of activations up to 127 (up to 128 in size for embeddings): a fuzz target
// and a test of the whole networks hold them together. Words of lanes are the same for both,
// so rows are simply added, four words at once. Matrices differ: the plain loop multiplies packed
// lanes by the activations that are not zero (about half), one after the other; the vector loop
// takes all, four inputs at a time, with the weights as bytes in the order in which it reads them
// (see matrix), and packs its 32-bit sums into lanes at the end.
//
// # Memory
//
// What the first layer makes of a feature of a word (its form, an ending …) does not
// depend on the words around it but for their distance: it is computed when the feature
// is first met, and kept (Devlin and others 2014 precompute it). What it makes of a whole
// word is kept for the first words that come twice (internal/known). Both are bounded by the
// vocabulary and by a constant, 90 MB in all at the very most, and change no result. The first
// hundred thousand words of a process are read at about half the speed of later ones.
package neural
