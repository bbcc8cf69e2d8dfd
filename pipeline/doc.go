// Package pipeline runs the stages over a dump: bounded, ordered, cancellable,
// cached, resumable, in two steps.
//
// # Map
//
// Map is a pure function of one document, run by a pool of workers ([Flow]). Batches,
// not single documents, cross the channels. A document that fails (an error, a panic,
// a timeout) becomes a dead letter ([Letter]) and the run goes on; an error of the
// disk ends it.
//
// What a document gives is put on a shelf in three parts: text, layers, events. For
// [Run] the shelf is the cache (pipeline/cache), and each part is keyed by what it was
// made from: the bytes that went in, the code and configuration of the section that
// made it, and, for the layers, what the dictionaries said to everything it asked for,
// found or not. So a key that is there is a result that need not be worked out. For
// [Annotate] the shelf is a temporary file.
//
// # Reduce
//
// Reduce sees only the small keys that the map emitted, never texts: it gives
// actors, events, quotations and copies of articles their identity over the
// whole dump, and changes no span. It runs over spilled keys in the order of
// document ids, part by part, and a part whose keys have not changed since the last run
// is not run again.
//
// # What lies in a dataset directory
//
// The tables and the manifest, each whole or not there. Beside them .dateline holds
// what later runs use: the cache, the journal (which record gave which parts), the
// outcomes of the reduce, and a lock. It is no part of the dataset.
//
// The output is a function of inputs, configuration and program version: the
// number of workers, the clock, the machine and the cache change no byte of it.
//
// # When not to use it
//
// For a single article, the facade in the root package is enough. For dumps that
// outgrow one machine, see [RunShard] and [Merge].
package pipeline
