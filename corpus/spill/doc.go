// Package spill holds what a run over a whole dump cannot keep in memory: a
// [Sorter] puts any number of rows into order within a bounded share of memory,
// and a [Log] keeps records in a file to be read again, from the front or one by one.
//
// Both write to temporary files that have no name any more once they are open, so
// that a run which is killed leaves nothing behind. Neither is safe for concurrent
// use.
//
// # When not to use it
//
// What must outlive the run belongs to pipeline/cache; what users read, to
// corpus/write.
package spill
