// Package beam runs the map and the reduce of package pipeline as an Apache Beam pipeline: over more
// inputs than one machine works through, on Flink, Spark or Dataflow, or in this process (Prism).
//
// It is a module of its own, so that Beam is no dependency of the core. The command is
// cmd/dateline-beam; docs/cluster.md says how to submit it and what it costs.
//
// # Contract
//
// The output is that of [pipeline.Run], cut into shards: every document, event and quotation lies in
// the shard that a hash of its document's id names, every actor in that of its own id, and rows
// are sorted by id within a shard. [pipeline.Join] merges the shards into the dataset that one run
// over the same inputs would have written, byte for byte. The tests hold that.
//
// # Steps
//
//	list     paths become files, and large files shares of files
//	map      the per-document function; a parcel of packed layers, and small keys
//	settle   by family of ids: documents whose ids are taken are renamed
//	copies   by MinHash bucket: pairs of copies; one worker joins the pairs
//	quotes   by hash of the words
//	actors   one worker: actors.Reducer, the code of a local run
//	cast     by record: the keys of events take the ids of actors
//	events   one worker: duplicates.Happenings, the code of a local run
//	records  by record: parcel and ids become rows
//	sink     by shard: rows are sorted and written under a temporary name, which is then changed
//
// The steps that say "one worker" hold the keys of the whole dump in temporary files of one machine,
// with the memory and time that a local run takes for them. All others grow with the cluster.
//
// # Failures
//
// A document that fails (an error, a panic, a timeout) becomes a row of the table of errors, a side
// output of the map; it never fails its bundle. What fails a bundle is the disk of a worker, the output,
// or a worker that is another program than the launcher. Bundles may run again: everything here is
// a function of its input, and a shard appears under its name when it is whole.
//
// # Limits
//
// The unit of work is a file or a share of one (Options.ShareBytes). A share is found by reading the whole file
// and taking the records that fall to it, which is cheap beside working on them, and needs no index
// of gzip members. Inputs and output must be seen by all workers under one name: a mounted file system, or
// a scheme that Beam has a file system for (gs://, s3://). Nothing is kept for a later run.
package beam
