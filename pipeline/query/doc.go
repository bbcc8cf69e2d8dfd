// Package query finds the events of a dataset that answer a question in words:
//
//	q, err := query.Parse("actor:NATO type:CONSULT date:2021-06")
//	for e, err := range q.Events(ctx, dataset) { … }
//
// # The language
//
// A question is terms with blanks between; an event has to fulfil all of them. A term is FIELD:VALUE, or a word
// that the sentence or the headline has to hold. A minus before a term turns it round. Values with blanks stand in
// quotation marks (actor:"European Union"); several values with a bar between are one or the other
// (type:COERCE|ASSAULT). Case and diacritics do not count.
//
//	actor source target   a side: id, or a whole word or words of its name as the article or the knowledge base has it
//	country               country of a side: ISO 3166 alpha-3, or IGO
//	type mode context realis how   values of the event; type STATEMENT only when it is asked for. What is none of the
//	                        values that type, realis and how can have is an error
//	date                  a day, month or year that the event's date overlaps, or two with ".." between; either may be missing
//	published             the same for the day of publication
//	place                 words of the place's name, or its country's code
//	document publisher id event    ids, and words of the publisher's name
//	quad                  1 to 4
//	confidence            a number: that much or more
//	main                  true or false
//	text                  words of the sentence or the headline
//
// The dataset's table is held against the digest in its manifest: a damaged one is an error, at the latest behind the
// last event, so that whoever stops before that does not see it.
//
// Time is that of reading the dataset once.
package query
