// Package review walks a person through the changes between two datasets and keeps
// what is decided.
//
// A [Session] is the list of changes (golden/diff) with the decisions about them
// (golden/decide): it filters, decides, takes back, counts, and writes every decision to the disk
// before it returns. It knows no terminal and no browser. [Keys] is the review by keys on top
// of it: a state machine that takes one key after the other and says what is to be seen, so that
// a script can press them. golden/review/web is the review as a page. Both have the keys of
// [Bindings].
//
// A session may be used by several goroutines.
package review
