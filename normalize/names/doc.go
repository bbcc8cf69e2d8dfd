// Package names compares spellings of names.
//
// (being written)
package names
