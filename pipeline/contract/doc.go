// Package contract is the form of a dataset's files as JSON Schemas, and as tables for people.
//
//	schema, err := contract.Schema("events")
//	err = contract.Markdown(os.Stdout, schema)
//
// # Contract
//
// There is one source of it: package corpus has the schema of a document's record, this one adds the other files. The
// schemas of events and quotations are cut out of the document's. Tests hold the keys against those that are
// written, and the lists of known values against the tables that they come from. docs/reference.md is what [Markdown] prints.
//
// A version of the contract only gains fields; a field that came later says so by "$comment": "since N".
package contract
