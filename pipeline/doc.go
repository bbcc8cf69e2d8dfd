// Package pipeline runs the stages over a dump: bounded, ordered, cancellable,
// in two steps.
//
// Map is a pure function of one document, run by a pool of workers. Batches, not
// single documents, cross the channels. A document that fails (an error, a panic,
// a timeout) becomes a dead letter ([Letter]) and the run goes on.
//
// Reduce sees only the small keys that the map emitted, never texts: it gives
// actors, events, quotations and copies of articles their identity over the
// whole dump, and changes no span.
//
// The output is a function of inputs, configuration and program version: the
// number of workers, the clock and the machine change no byte of it.
package pipeline
