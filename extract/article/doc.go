// Package article is the stage that turns raw input into text: it finds the
// article in a page or a plain text, and what the page says about it.
package article
