// Package decide keeps what reviewers have decided about changes between datasets.
//
// Decisions lie in a file of JSON lines that is only ever added to:
//
//	{"id":"6ff3…","verdict":"accept","note":"…","time":"2021-06-14T09:30:00Z","who":"ann"}
//
// The id is that of a change or of a cluster of changes (golden/diff). The verdict is
// accept, reject, flag (to be looked at again, with a note), edit (neither side is right: value
// or start and end say what is) or open (an earlier decision is taken back).
//
// # What holds
//
// Each decision is written in one piece and is on the disk before [Log.Add] returns. A
// process that is killed leaves at most one torn line at the end, which is
// dropped when the file is opened again. Who only reads ([Load]) shares a lock with other readers, so that it meets
// no line that is being written or cut off. Order does not matter: of several decisions about
// one id the latest counts, and of two of one time the one whose line is greater in
// bytes. So the files of two people can be joined line by line; git does it with
//
//	decisions.jsonl merge=union
//
// in .gitattributes. A decision about a change counts before one about its cluster.
package decide
