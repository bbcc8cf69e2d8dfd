// Package export turns a dataset into files that other programs load: Parquet, CSV and
// TSV, SQLite, the columns of GDELT, PLOVER records as POLECAT publishes them, and
// FollowTheMoney entities.
//
//	err := export.Run(ctx, "dataset", export.SQLite, "news.sqlite")
//
// # Contract
//
// A dataset is a directory that pipeline.Run has written. It is read as a stream, a
// document at a time, so that memory does not grow with it (the table of actors is read
// twice instead of held); what has to be grouped (GDELT's one row a happening) is sorted in
// temporary files. The output is a function of the dataset: rows stand in the order of
// document ids and text. A file gets its name only when it is complete.
//
// Four flat tables are the base of Parquet, CSV, TSV and SQLite: documents, events, quotes
// and actors. Their columns are the fields of [Document], [Event], [Quote] and [Actor]; [Columns]
// lists them with type and meaning, read from the same tags that name them in the files.
// Lists are lists in Parquet, tables of their own in SQLite, and in CSV one cell
// with "; " between the members (a "; " within one is written ";" and a space that does not break).
// Numbers have no thousands separators, dates are ISO 8601, booleans are true and false (0 and 1 in
// SQLite), what is not known is empty (NULL).
//
// # Formats
//
//	parquet  a directory with documents, events, quotes and actors; nested, zstd
//	csv tsv  the same, flat
//	sqlite   one file: the tables, their lists, views, full-text search over texts and quotations
//	gdelt    events.csv and mentions.csv with the columns of GDELT 2.0, tab-separated without a head
//	plover   events.jsonl with the fields of POLECAT, a PLOVER record a line
//	ftm      entities.ftm.json: FollowTheMoney entities of the actors, a line each
//
// # Limits
//
// GDELT's numbers of events are made from ours and mean nothing outside the file; its tones,
// ethnic and religious codes, and FIPS codes of places stay empty, since the dataset does not have
// them. POLECAT's codes of the Correlates of War project and GeoNames stay empty likewise.
package export
