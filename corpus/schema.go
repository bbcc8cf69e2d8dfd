package corpus

import _ "embed"

// Schema is the JSON Schema (draft 2020-12) of a record. A test holds it against
// the encoder: every key that can be written is in it, and no other.
//
//go:embed schema.json
var Schema []byte
