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
// Where the processor has AVX2, the loops are in assembly (vector_amd64.s); everywhere else, and
// with GODEBUG=cpu.avx2=off, they are plain Go. Both give the same bits for activations up to 127
// (up to 128 in size for embeddings) and sums that stay in their lanes: a fuzz target and a test
// of the whole networks hold them together. Words of lanes are the same for both, so rows are
// simply added, four words at once. Matrices differ, but both leave out the activations that are
// zero, two of three. The plain loop multiplies packed lanes by the others, one after the other.
// The vector loop first lists the others; it takes four at a time, mingles their rows of weights
// so that each 32 bits have the four weights of one sum, and packs its sums into lanes at the end,
// where they are to be added to others.
//
// # Memory
//
// What the first layer makes of a feature of a word (its form, an ending …) does not
// depend on the words around it but for their distance: it is computed when the feature
// is first met, and kept (Devlin and others 2014 precompute it). What it makes of a whole
// word is kept for the first words that come twice (internal/known). Both are bounded by the
// vocabulary and by a constant, 90 MB in all at the very most, and change no result. The first
// hundred thousand words of a process are read at about half the speed of later ones. Words are
// looked up a few at a time, ahead of their use, so that the waits for memory overlap.
package neural
