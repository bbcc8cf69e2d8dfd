// Package sample holds articles of our own: real, well-known public events, told
// in our own words, as pages of invented news sites and as plain text. The demo,
// the tests and the docs run on them.
//
// No sentence is copied from anywhere. Quotations of real people are short and
// public, with their source beside them; all other words are spoken by invented
// people. The articles teach nothing and train nothing. README.md in the
// folder says which traps each page holds.
package sample

import (
	"embed"
	"io/fs"
)

//go:embed articles
var files embed.FS

// Articles is the folder of the articles.
var Articles = func() fs.FS {
	sub, err := fs.Sub(files, "articles")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return sub
}()
